"""A folder that holds a site: what changed is written, what is gone is taken out, the rest is not touched.

`site.json` lists every file but itself and the log's, each with its length and SHA-256. A mirror needs no
more to copy only what is new; and whoever writes again knows which files are theirs: a folder that holds
anything and no such list is refused, and a file that no list names is left alone.

While a site is written, `site.unfinished` names each file before it is there: whoever writes again after the
power failed knows those for theirs too.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.web.site.own_folder import OwnFolder, write_anew

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MANIFEST", "SiteFolder"]

MANIFEST = "site.json"
UNFINISHED = "site.unfinished"
"""The files that are being written, one a line; gone when the site is whole."""
FORM = "tellers:site:1"
LOG = "log/"
"""Where the log's own files are: they are under its root, and in no list."""
_LOGS_OWN = re.compile(r"log/(?:checkpoint|head\.txt|checkpoints/[0-9]+|tile/.*)")
"""Which files below it a site may take out; a key or a note that lies there is somebody's."""
LARGEST_LIST = 64 << 20
"""Bytes of a list that are read: one of 5,000 files has under a million."""


class SiteFolder:
    """A site on disk while it is written."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that is empty, new, or holds a site; `UsageError` for any other."""
        self.folder = folder
        begun = _read_unfinished(folder)
        self._before = set(_read_manifest(folder, begun=begun is not None)) | set(begun or ())
        self._own = OwnFolder(folder)
        for path in (LOG + "checkpoint", UNFINISHED, *self._before):
            self._own.refuse_links(path)
        for path in begun or ():
            _beside(folder / path).unlink(missing_ok=True)
        self._now: dict[str, tuple[int, str]] = {}
        self._log: set[str] = set()
        self.written: list[str] = []
        """Paths of the files that were written, in their order; the others were there already."""

    def put(self, path: str, content: bytes) -> None:
        """Have a file hold these bytes, written only where it does not; each path once."""
        self._own.refuse_links(path)
        assert path not in self._now, path  # noqa: S101 (two pages of one address: a fault of ours)
        if path.startswith(LOG):
            self._log.add(path)
        else:
            self._now[path] = (len(content), hashlib.sha256(content).hexdigest())
        place = self.folder / path
        if not _holds(place, content):
            self._begin(path)
            _write(place, content)
            self.written.append(path)

    def finish(self) -> None:
        """Take out what the site had and no longer has, then write the list, which makes it whole."""
        for path in sorted(self._before - self._now.keys() - self._log):
            if not (self.folder / path).is_dir():
                (self.folder / path).unlink(missing_ok=True)
                self._empty(path)
        log = self.folder / LOG
        held = {place.relative_to(self.folder).as_posix() for place in log.rglob("*") if place.is_file()}
        for path in sorted(one for one in held - self._log if _LOGS_OWN.fullmatch(one)):
            (self.folder / path).unlink()
            self._empty(path)
        files = {
            path: {"bytes": size, "sha256": digest} for path, (size, digest) in sorted(self._now.items())
        }
        content = json.dumps({"type": FORM, "files": files}, indent=0, ensure_ascii=False) + "\n"
        if not _holds(self.folder / MANIFEST, content.encode()):
            _write(self.folder / MANIFEST, content.encode())
            self.written.append(MANIFEST)
        (self.folder / UNFINISHED).unlink(missing_ok=True)

    def _begin(self, path: str) -> None:
        """Note that a file is ours, before it is there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / UNFINISHED).open("a", encoding="utf-8") as begun:
            begun.write(f"{path}\n")

    def _empty(self, path: str) -> None:
        """Take out the folders that a file's going left empty."""
        for parent in (self.folder / path).parents:
            if parent == self.folder or not parent.is_dir() or any(parent.iterdir()):
                return
            parent.rmdir()


def _read_unfinished(folder: Path) -> list[str] | None:
    """Return the files that a run which did not end had begun; None where none was cut short."""
    try:
        if (folder / UNFINISHED).is_symlink():
            raise _no_list(folder / UNFINISHED)
        *lines, _ = (folder / UNFINISHED).read_text(encoding="utf-8").split("\n")
        # the last was cut, or is empty
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        lines = [".."]
    if any(_outside(path) for path in lines):
        raise _no_list(folder / UNFINISHED)
    return lines


def _read_manifest(folder: Path, *, begun: bool) -> dict[str, object]:
    """Return what the list says of each file; {} for a new folder, and for one whose first run was cut."""
    try:
        with (folder / MANIFEST).open("rb") as stream:
            content = stream.read(LARGEST_LIST + 1)
    except (FileNotFoundError, NotADirectoryError):
        if begun:
            return {}
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(
                "the folder holds something, and no site",
                where=str(folder),
                expected=f"an empty or new folder, or one with {MANIFEST}",
                remedy="Name another folder.",
            ) from None
        return {}
    try:
        listed = json.loads(content) if len(content) <= LARGEST_LIST else {}
        files = listed["files"] if listed["type"] == FORM else None
    except (ValueError, KeyError, TypeError, RecursionError):
        files = None
    if not isinstance(files, dict) or any(_outside(path) for path in files):
        raise _no_list(folder / MANIFEST)
    return files


def _no_list(place: Path) -> UsageError:
    return UsageError(
        "not the list of a site's files",
        where=str(place),
        expected=f"JSON of type {FORM}" if place.name == MANIFEST else "paths within the folder",
        remedy="Name another folder, or empty this one if nothing in it is yours.",
    )


def _outside(path: object) -> bool:
    """Return whether a listed path could lead out of the folder."""
    if not isinstance(path, str) or path.startswith("/") or "\\" in path or "\0" in path:
        return True
    return any(part in {"", ".", ".."} for part in path.split("/"))


def _holds(place: Path, content: bytes) -> bool:
    try:
        if place.is_symlink():
            return False
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False


def _write(place: Path, content: bytes) -> None:
    """Put a file in its place at once: a reader sees the old one or the new."""
    place.parent.mkdir(parents=True, exist_ok=True)
    made = _beside(place)
    write_anew(made, content)
    os.replace(made, place)  # noqa: PTH105 (Path.replace says the same; this says that it is atomic)


def _beside(place: Path) -> Path:
    """Return where a file is made before it is moved to its place."""
    return place.with_name(f".{place.name}.new")
