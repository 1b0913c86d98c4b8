"""Where a witness's database is: that it is the one written last, and that nobody else has it open.

A witness that goes on from an older copy signs two histories without knowing. What gives a copy away:

- *The file.* The database holds its own inode and that inode's generation, and the device and path it was
  made at. A copy or a restored backup is another inode, or the same one again with another generation: a
  disk gives the number of a removed file to the next. (Some file systems have no generations; there a file
  removed and put back may take its old number unseen.) A folder renamed on its disk stays what it is.
- *The mark.* At each start a word is drawn and written into the database and into a file beside it. A
  database put back in place, into the same inode, holds the word of an earlier start.
- *The lock.* One process at a time.
- *Its own signatures*, which `tellers.log.witness` looks for in what logs send.

Not seen here: a disk or a virtual machine put back whole, with everything in it. Only others can see that.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tellers.errors import LogError
from tellers.log.disk import sync_folder

__all__ = ["Place", "lock_folder", "read_mark", "verify_mark", "verify_place", "write_mark"]

MARK, LOCK = "witness.mark", "witness.lock"
ANEW = (
    "Do not go on with a copy. Put the original back, or begin a new witness with a new name and new keys "
    "and tell those who name the old one in their policies."
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which file a database is."""

    inode: str
    """Its number and its generation."""
    device: str
    path: str

    @classmethod
    def of(cls, database: Path) -> Place:
        """Return the place of a file that exists; not while this process has the database open.

        SQLite's locks end when any other handle of the same process on the file is closed.
        """
        found = database.stat()
        inode = f"{found.st_ino} {_generation(database)}".strip()
        return cls(inode, str(found.st_dev), str(database.resolve()))


def _generation(database: Path) -> str:
    """Return the generation of a file's inode, empty where there is none: see `guard.file_numbers`."""
    try:
        from tellers.log.guard import file_numbers  # noqa: PLC0415 (as in `lock_folder`)

        _, generation = file_numbers(database)
    except (ImportError, OSError):
        return ""
    return "" if generation is None else str(generation)


def verify_place(recorded: Place, found: Place) -> None:
    """Raise `LogError` where a database is not the file it was.

    Device numbers may change when a machine starts again, and paths when a folder is renamed: one of the
    two must be as it was, and the inode always.
    """
    same = recorded.inode == found.inode and (recorded.device == found.device or recorded.path == found.path)
    if not same:
        raise LogError(
            "this database is a copy, or was put back from a backup: it may be older than what was signed",
            where=found.path,
            expected=f"the file made as {recorded.path}, inode {recorded.inode}",
            got=f"inode {found.inode}",
            remedy=ANEW,
        )


def read_mark(folder: Path) -> tuple[str, ...]:
    """Return the words of the mark: one; two after a start that was cut off; none where it is gone."""
    try:
        return tuple((folder / MARK).read_text(encoding="ascii").split())
    except (FileNotFoundError, UnicodeDecodeError):
        return ()


def verify_mark(folder: Path, session: str) -> None:
    """Raise `LogError` where the database was not the one open when the witness started last."""
    words = read_mark(folder)
    if session not in words:
        raise LogError(
            "this database is not the one that the witness last started with: it was put back"
            if words
            else "the mark beside the database is gone",
            where=str(folder / MARK),
            remedy=ANEW,
        )


def write_mark(folder: Path, *words: str) -> None:
    """Write the mark, whole and on the disk."""
    beside = folder / f".{MARK}"
    with beside.open("w", encoding="ascii") as stream:
        stream.write("".join(f"{word}\n" for word in words))
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(folder / MARK)
    sync_folder(folder)


def lock_folder(folder: Path) -> IO[bytes]:
    """Return the open lock, held until it is closed or the process ends, however it ends.

    Raises `LogError` where another process holds it, or where the system has no such locks.
    """
    try:
        import fcntl  # noqa: PLC0415 (where there is none, the rest of the package still runs)
    except ImportError as error:
        raise LogError("a witness needs a system with file locks, as Linux, macOS or BSD") from error
    lock = (folder / LOCK).open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise LogError(
            "another process has this witness open",
            where=str(folder),
            remedy="Stop `tellers witness serve` first; two at once could sign two histories.",
        ) from error
    return lock
