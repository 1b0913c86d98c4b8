"""What was read of a dossier's folder, when, and whether that is what stands there still.

A server answers from one state of one dossier. What it holds in memory is that state, whatever becomes of the
files; what the table engine reads when it is asked is the files. So it must be known when they change.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.canonical import hash_bytes
from tellers.dossier.layout import PACKAGE
from tellers.errors import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tellers.dossier import Dossier

__all__ = ["Changed", "Reading"]

Stamp = tuple[int, int, int]
"""What a file is known by without reading it: inode, bytes, time of the last change in nanoseconds."""


class Changed(IntegrityError):
    """The dossier on disk is no longer the one that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of a dossier's folder."""

    folder: Path
    package: str
    """The hash of `datapackage.json`, which names the hash of every other file."""
    at: str
    """When, in UTC."""
    stamps: Mapping[str, Stamp | None]

    @classmethod
    def of(cls, dossier: Dossier) -> Reading:
        """Return the reading of a dossier that was opened this moment."""
        folder = dossier.folder
        paths = (PACKAGE, *(resource.path for resource in dossier.package.resources))
        return cls(
            folder=folder,
            package=hash_bytes((folder / PACKAGE).read_bytes()),
            at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            stamps={path: _stamp(folder / path) for path in paths},
        )

    def changed(self) -> str:
        """Return a file that is not the one that was read, '' where all are. Cost: some microseconds each."""
        return next((path for path, stamp in self.stamps.items() if _stamp(self.folder / path) != stamp), "")

    def verify(self) -> None:
        """Raise `Changed` where a file is not the one that was read."""
        if path := self.changed():
            raise Changed(
                "the dossier on disk is no longer the one that was read",
                where=path,
                expected=f"as it was at {self.at}",
                remedy="The server's operator has it read again with SIGHUP.",
            )


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
