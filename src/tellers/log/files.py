"""Where a log's public files are read from: a folder, or any web server that holds one."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import LogError
from tellers.log.web import Limits, exchange, verify_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.log.tile_tree import Files

__all__ = ["UNFINISHED", "FolderFiles", "WebFiles", "files_at", "read_latest"]

MOST_BYTES = 20_000_000
"""More than any file of a log: a bundle of 256 entries of 65,535 bytes is under 17 million."""
UNFINISHED = ".unfinished"
"""A folder in a mirror: what is written there is moved to its place when it is whole."""
MOST_SECONDS = 120
"""For one file, however slowly its bytes come."""


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
        place = self._folder / path
        try:
            data = _read_regular(place)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise LogError(f"cannot be read: {error.strerror}", where=str(place)) from error
        if len(data) > MOST_BYTES:
            raise LogError("longer than any file of a log", where=str(place), expected=f"{MOST_BYTES} bytes")
        return data

    def paths(self) -> Iterator[str]:
        """Yield the path of every file below the folder, but for those a mirror is still fetching."""
        for place in self._folder.rglob("*"):
            if not place.is_dir() and place.parent != self._folder / UNFINISHED:
                yield place.relative_to(self._folder).as_posix()


class WebFiles:
    """A log's public files below an address."""

    def __init__(self, address: str, *, seconds: float | None = None) -> None:
        """Keep the address and how long a file may take, two minutes where nobody says.

        Raises `UsageError` for an address that is not of the web.
        """
        verify_address(address)
        self._address, self._seconds = address.rstrip("/"), seconds or MOST_SECONDS

    def read(self, path: str) -> bytes | None:
        """Return the bytes at a path, None where the server says that there is nothing.

        Raises `LogError` for a server that does not answer, answers otherwise, or does not stop.
        """
        address = f"{self._address}/{path}"
        reply = exchange(address, Limits(self._seconds, MOST_BYTES))
        if reply.status in {404, 410}:
            return None
        if reply.status != 200:
            raise LogError(f"the server answers {reply.status}", where=address, remedy="Try later.")
        if len(reply.body) > MOST_BYTES:
            raise LogError("longer than any file of a log", where=address, expected=f"{MOST_BYTES} bytes")
        if reply.missing:
            early = f"the server stops {reply.missing} bytes early"
            raise LogError(early, where=address, remedy="Try again.")
        return reply.body


def read_latest(files: Files) -> bytes:
    """Return the checkpoint that a log's files show, as its bytes, not verified.

    Raises `LogError` where there is none, and what the files raise.
    """
    data = files.read("checkpoint")
    if data is None:
        raise LogError(
            "no checkpoint",
            where="checkpoint",
            remedy="Name a log's folder or address; a log that was never signed has none.",
        )
    return data


def files_at(place: str) -> FolderFiles | WebFiles:
    """Return the files of a folder or of an address of the web."""
    return WebFiles(place) if "://" in place else FolderFiles(Path(place))


def _read_regular(place: Path) -> bytes:
    """Return the bytes of a file, no more than one of any log; a pipe or a device is none."""
    descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise LogError("not a file", where=str(place), remedy="Ask who put it there.")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(MOST_BYTES + 1)
    finally:
        os.close(descriptor)
