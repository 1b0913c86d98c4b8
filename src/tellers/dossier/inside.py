"""Files of a dossier are its own: regular, inside the folder, reached through no link.

A dossier comes from a stranger. A link in it could lead to any file of the reader's machine, a
pipe or a device could be read for ever, and a text of a terabyte would fill the memory. Paths:
Data Package 2.0, "Data Resource", `path`.

>>> own_file(Path("/"), "dev/null")
False
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

from tellers.errors import DossierError, IntegrityError

__all__ = ["LARGEST_TEXT", "own_file", "read_own"]

LARGEST_TEXT = 16 << 20
"""Bytes of a text (TOML, JSON) of a dossier that are read; the real ones are below one megabyte."""


def own_file(folder: Path, path: str) -> bool:
    """Return whether this is a regular file of the folder, no part of its path being a link."""
    place = folder
    for part in PurePosixPath(path).parts:
        place = place / part
        if place.is_symlink():
            return False
    return place.is_file()


def read_own(folder: Path, path: str, *, most: int = LARGEST_TEXT) -> bytes:
    """Return the bytes of a file of the dossier, read once and bounded: of a text unless `most` is said.

    Raises `OSError` when there is none, `IntegrityError` for a link, a pipe or a device,
    `DossierError` for one of more bytes than `most`.
    """
    file = folder / path
    mode = file.lstat().st_mode
    if not stat.S_ISREG(mode) or not own_file(folder, path):
        raise IntegrityError(
            "not a file of the dossier's own",
            where=path,
            expected="a regular file",
            got="a link" if stat.S_ISLNK(mode) or stat.S_ISREG(mode) else "a pipe, a device or a folder",
            remedy="Do not use this dossier; ask its publisher for a sound copy.",
        )
    # Neither follows a link put there meanwhile, nor waits for the other end of a pipe.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(file, flags), "rb") as stream:  # noqa: PTH123 (a descriptor, not a path)
        content = stream.read(most + 1)
    if len(content) > most:
        raise DossierError(
            "too large for a text" if most == LARGEST_TEXT else "longer than declared",
            where=path,
            expected=f"at most {most} bytes",
        )
    return content
