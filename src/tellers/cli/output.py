"""Files a command writes: beside their place first, then renamed, so that none is half-written."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["bytes_beside", "folder_beside", "locked", "written_beside"]


def written_beside(final: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file next to `final`, then rename it there.

    Raises `UsageError` when the folder does not exist or cannot be written.
    """
    folder = final.parent
    if not folder.is_dir():
        raise UsageError(
            "there is no such folder", where=str(folder), remedy="Make it first, or name another."
        )
    if final.is_dir():
        raise UsageError("this is a folder", where=str(final), remedy="Name a file in it.")
    if final.exists() and not final.is_file():  # renaming onto it would take its place
        raise UsageError("this is a device or a pipe", where=str(final), remedy="Name a file.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{final.name}-", dir=folder)
    except OSError as error:
        raise UsageError(
            f"cannot write here: {error.strerror}", where=str(folder), remedy="Name another folder."
        ) from error
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        beside.chmod(0o644)
        beside.replace(final)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def locked(final: Path) -> Iterator[None]:
    """Let nobody else who asks change a file while it is read, added to and put in place."""
    import fcntl  # noqa: PLC0415 (where there is none, other commands still run)

    handle = os.open(final.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def bytes_beside(final: Path, content: bytes) -> None:
    """Put these bytes at `final`, whole and on the disk, or leave what was there."""

    def write(beside: Path) -> None:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    written_beside(final, write)


def folder_beside(final: Path, files: Mapping[str, bytes]) -> None:
    """Write these files into a folder next to `final`, then rename it there; it must not exist yet.

    Raises `UsageError` when it does, or when its own folder cannot be written.
    """
    if final.exists() or final.is_symlink():
        raise UsageError("it is there already", where=str(final), remedy="Name another folder, or remove it.")
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{final.name}-", dir=final.parent))
    except OSError as error:
        raise UsageError(
            f"cannot write here: {error.strerror}", where=str(final.parent), remedy="Name another folder."
        ) from error
    try:
        for name, content in files.items():
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        beside.rename(final)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
