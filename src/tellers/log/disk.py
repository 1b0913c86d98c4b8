"""The few ways in which a log writes to a disk, each durable when it returns.

Everything the writer does to the disk goes through one object of this kind, so that tests can put another
in its place that fails, or loses power, at any one of these steps.

A file is either appended to and synced, or written whole under a name of its own, synced, and then moved to
its place; the folder is synced after that. When a sync fails, what the disk holds is unknown, even if it
reads back well: nothing may be written after it (research on logs, section 1; Rebello and others, "Can
Applications Recover from fsync Failures?", USENIX ATC 2020).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import LogError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Disk", "sync_folder"]

SYNCED_AT_ONCE = 16
"""Files synced at the same time: a disk takes about as long for many as for one."""
BATCH = 512
"""Files that are open at the same time at most, below the 1,024 that a process may usually open."""
TEMPORARY = ".new"


class Disk:
    """The disk as it is; each step raises `LogError` where the disk refuses it."""

    staging: Path | None = None
    """Where files below its parent are written before they are moved to their place; else beside them."""

    def stage(self, folder: Path) -> None:
        """Write files first in this folder, emptied of what an earlier run left there."""
        if folder.is_symlink():  # it would empty a folder of somebody's choice
            raise LogError("a link in the place of a folder", where=str(folder), remedy="Remove it.")
        try:
            folder.mkdir(exist_ok=True)
            for left in folder.iterdir():
                left.unlink()
        except OSError as error:
            raise _failed(folder, error) from error
        self.staging = folder

    def temporary(self, path: Path) -> Path:
        """Return the name under which a file is written before it is moved to its place."""
        if self.staging is not None and path.is_relative_to(self.staging.parent):
            return self.staging / sha256(str(path).encode()).hexdigest()[:32]
        return path.with_name(path.name + TEMPORARY)

    def append(self, path: Path, data: bytes) -> None:
        """Add bytes to the end of a file and return when they are on the disk."""
        try:
            _write(path, os.O_APPEND, data, os.fdatasync)
        except OSError as error:
            raise _failed(path, error) from error

    def cut(self, path: Path, length: int) -> None:
        """Take off what stands after so many bytes."""
        try:
            with path.open("r+b") as file:
                file.truncate(length)
                os.fsync(file.fileno())
        except OSError as error:
            raise _failed(path, error) from error

    def replace(self, path: Path, data: bytes) -> None:
        """Put a file in the place of another; whoever reads sees the one or the other, whole."""
        self._put(path, data)
        self._move(path)
        self.sync_folders([path.parent])

    def write_all(self, files: Iterable[tuple[Path, bytes]]) -> None:
        """Write files that never change; one that is there already with the same bytes is left alone.

        Raises `LogError` for one that is there with other bytes.
        """
        folders: set[Path] = set()
        waiting = iter(files)
        with ThreadPoolExecutor(SYNCED_AT_ONCE) as threads:
            while batch := list(islice(self._missing(waiting), BATCH)):
                for path, _ in batch:
                    if path.parent not in folders:
                        folders |= self._make_folder(path.parent)
                list(threads.map(lambda one: self._put(*one), batch))
                for path, _ in batch:
                    self._move(path)
        self.sync_folders(sorted(folders))

    def sync_folders(self, folders: Iterable[Path]) -> None:
        """Return when the names in these folders are on the disk."""
        waiting = list(folders)
        if len(waiting) == 1:
            _synced(waiting[0])
        elif waiting:
            with ThreadPoolExecutor(SYNCED_AT_ONCE) as threads:
                list(threads.map(_synced, waiting))

    def _missing(self, files: Iterator[tuple[Path, bytes]]) -> Iterator[tuple[Path, bytes]]:
        for path, data in files:
            held = _read(path)
            if held is None:
                yield path, data
            elif held != data:
                raise LogError(
                    "this file of the log holds other bytes than the log's entries give",
                    where=str(path),
                    remedy="Keep a copy of it as evidence; it was altered or damaged. `tellers log fsck` "
                    "says what else was.",
                )

    def _put(self, path: Path, data: bytes) -> None:
        """Write a file whole under a name of its own, and sync it."""
        temporary = self.temporary(path)
        try:
            _write(temporary, os.O_TRUNC, data, os.fsync)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise _failed(path, error) from error

    def _move(self, path: Path) -> None:
        try:
            self.temporary(path).replace(path)
        except OSError as error:
            raise _failed(path, error) from error

    @staticmethod
    def _make_folder(folder: Path) -> set[Path]:
        """Make a folder and return it with every folder above that got a new name in it."""
        made = {folder}
        above = folder
        while not above.is_dir():
            above = above.parent
            made.add(above)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _failed(folder, error) from error
        return made


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk; raises `OSError`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _synced(folder: Path) -> None:
    try:
        sync_folder(folder)
    except OSError as error:
        raise _failed(folder, error) from error


def _write(path: Path, how: int, data: bytes, sync: Callable[[int], None]) -> None:
    """Write bytes to a file, made where it is not there, and return when they are on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        sync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from error


def _failed(path: Path, error: OSError) -> LogError:
    return LogError(
        f"the disk did not take or give it: {error.strerror or error}",
        where=str(path),
        remedy="Nothing was acknowledged. Look at the disk (space, permissions, faults), then start again: "
        "what was acknowledged before is kept.",
    )
