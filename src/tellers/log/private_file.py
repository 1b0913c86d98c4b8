"""Files for their owner's eyes alone: made once with mode 0600, refused where others can read them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.log.disk import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_private", "write_private"]

MOST_BYTES = 100_000
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def write_private(path: Path, content: bytes) -> None:
    """Make a file that its owner alone can read, on the disk when this returns.

    Raises `UsageError` where something stands there already, or where the folder cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        raise UsageError(
            "there is a file already, and keys are never written over",
            where=str(path),
            remedy="Name another file; remove that one only when its keys are retired.",
        ) from None
    except OSError as error:
        raise UsageError(
            f"cannot be made: {error.strerror}", where=str(path), remedy="Name a file in a folder of yours."
        ) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if hasattr(os, "O_DIRECTORY"):  # elsewhere a folder cannot be opened, nor its names synced
            sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read_private(path: Path) -> bytes:
    """Return the bytes of a file that its owner alone can read.

    A pipe, as a shell makes of `<(...)`, is read as it is. Raises `UsageError` where there is no such
    file, where it is somebody else's, or where its group or others can read it.
    """
    try:
        with path.open("rb") as stream:
            held = os.fstat(stream.fileno())
            if stat.S_ISREG(held.st_mode):
                _checked(path, held)
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="Name a file that you can read."
        ) from error
    if len(content) > MOST_BYTES:
        raise UsageError("longer than any such file", where=str(path), expected=f"{MOST_BYTES} bytes at most")
    return content


def _checked(path: Path, held: os.stat_result) -> None:
    if not hasattr(os, "geteuid"):  # no such modes on this system
        return
    if held.st_uid != os.geteuid():
        raise UsageError(
            "the file is somebody else's",
            where=str(path),
            expected=f"owner {os.geteuid()}",
            got=f"owner {held.st_uid}",
            remedy="Run this as its owner, or make keys of your own.",
        )
    if held.st_mode & OTHERS:
        raise UsageError(
            "others can read or change this file",
            where=str(path),
            expected="mode 0600 or 0400",
            got=f"mode {stat.S_IMODE(held.st_mode):04o}",
            remedy=f"chmod 600 {path}, and think of who has read it until now.",
        )
