"""Where a log's public files are read from: a folder, or any web server that holds one."""

from __future__ import annotations

from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tellers.errors import LogError, UsageError
from tellers.log.patience import within
from tellers.release import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["UNFINISHED", "FolderFiles", "WebFiles", "files_at"]

MOST_BYTES = 20_000_000
"""More than any file of a log: a bundle of 256 entries of 65,535 bytes is under 17 million."""
UNFINISHED = ".unfinished"
"""A folder in a mirror: what is written there is moved to its place when it is whole."""
PATIENCE_SECONDS = 20
"""From one byte to the next."""
MOST_SECONDS = 600
"""For a whole file: the longest, over a slow line."""


class FolderFiles:
    """A log's public files in a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; `LogError` where there is none."""
        if not folder.is_dir():
            raise LogError(
                "no such folder",
                where=str(folder),
                remedy="Name the folder that holds `checkpoint` and `tile`.",
            )
        self._folder = folder

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        try:
            return (self._folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise LogError(f"cannot be read: {error.strerror}", where=str(self._folder / path)) from error

    def paths(self) -> Iterator[str]:
        """Yield the path of every file below the folder, but for those a mirror is still fetching."""
        for place in self._folder.rglob("*"):
            if not place.is_dir() and place.parent != self._folder / UNFINISHED:
                yield place.relative_to(self._folder).as_posix()


class WebFiles:
    """A log's public files below an address."""

    def __init__(self, address: str) -> None:
        """Keep the address; `UsageError` for one that is not of the web."""
        if not address.startswith(("http://", "https://")):
            raise UsageError("not an address of the web", expected="http:// or https://", got=address[:80])
        self._address = address.rstrip("/")

    def read(self, path: str) -> bytes | None:
        """Return the bytes at a path, None where the server says that there is nothing.

        Raises `LogError` for a server that does not answer, answers otherwise, or does not stop.
        """
        address = f"{self._address}/{path}"
        asked = Request(address, headers={"User-Agent": f"tellers/{VERSION}"})  # noqa: S310 (checked)
        try:
            data, missing = within(MOST_SECONDS, lambda: _fetched(asked), where=address)
        except HTTPError as error:
            if error.code in {404, 410}:
                return None
            raise LogError(f"the server answers {error.code}", where=address, remedy="Try later.") from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            told = getattr(error, "reason", error)
            raise LogError(f"the server does not answer: {told}", where=address) from error
        if len(data) > MOST_BYTES:
            raise LogError("longer than any file of a log", where=address, expected=f"{MOST_BYTES} bytes")
        if missing:
            raise LogError(f"the server stops {missing} bytes early", where=address, remedy="Try again.")
        return data


def _fetched(asked: Request) -> tuple[bytes, int]:
    """Return the bytes of an answer, and how many its header promised besides."""
    try:
        with urlopen(asked, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 (an address of the web)
            data: bytes = answer.read(MOST_BYTES + 1)
            return data, getattr(answer, "length", None) or 0
    except HTTPError as error:
        error.close()
        raise


def files_at(place: str) -> FolderFiles | WebFiles:
    """Return the files of a folder or of an address of the web."""
    return WebFiles(place) if "://" in place else FolderFiles(Path(place))
