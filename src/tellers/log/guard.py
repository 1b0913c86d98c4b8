"""Who may write to a log: one process, in the folder where it was made, and never from an older state.

A log that two folders write has two histories, and whoever signs both has destroyed it. So a folder that
is not the one the log was made in (a copy, a restored backup) is refused, by the numbers that the file
system gave its journal; and whatever was last signed is remembered a second time, outside the folder.
A third memory is the witnesses': see `tellers.log.ask_witness`.
"""

from __future__ import annotations

import fcntl
import os
import struct
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tellers.errors import LogError
from tellers.log.tree import TreeHead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

    from tellers.log.disk import Disk

__all__ = ["Lock", "Mark", "check_place", "file_numbers"]

GET_VERSION = 0x80007601 | struct.calcsize("l") << 16

ADOPT = (
    "If that log is gone for ever and nobody else continues it, say `tellers log adopt` for this folder; "
    "ask its witnesses first what they saw last."
)


class Lock:
    """The right to write, held while the process lives."""

    def __init__(self, path: Path) -> None:
        """Take the lock; `LogError` where another process has it."""
        self._file: IO[bytes] = path.open("a+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise LogError(
                "another process is writing to this log",
                where=str(path.parent),
                remedy="Wait until it has ended, or end it; two writers would sign two histories.",
            ) from error

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()


def file_numbers(path: Path) -> tuple[int, int | None]:
    """Return the number of a file and its generation, None where the file system keeps none.

    A number is given again soon after a file is removed, so that a backup restored in its place may bear
    it; the generation, which ext4, XFS and Btrfs draw for each new file, is then another. Source: the
    ioctl FS_IOC_GETVERSION of Linux.
    """
    with path.open("rb") as file:
        held = bytearray(8)
        try:
            fcntl.ioctl(file.fileno(), GET_VERSION, held)
            generation = int.from_bytes(held[:4], sys.byteorder)
        except OSError:
            generation = None
        return os.fstat(file.fileno()).st_ino, generation


def check_place(journal: Path, numbers: tuple[int, int | None]) -> None:
    """Return where a journal is the file that was made; `LogError` where it is a copy.

    The number of the device is not compared: it may change when a machine starts.
    """
    inode, generation = file_numbers(journal)
    if inode != numbers[0] or (None not in {generation, numbers[1]} and generation != numbers[1]):
        raise LogError(
            "this folder is a copy of a log, or was restored from a backup",
            where=str(journal.parent),
            expected="the files that the log was made with",
            remedy=ADOPT,
        )


class Mark:
    """What was last signed for a log, remembered outside its folder, for this user of this machine."""

    def __init__(self, origin: str, disk: Disk, environment: Mapping[str, str] = os.environ) -> None:
        """Choose the file: below TELLERS_STATE, or XDG_STATE_HOME, or the home folder."""
        state = environment.get("TELLERS_STATE") or environment.get("XDG_STATE_HOME")
        above = Path(state) if state else Path.home() / ".local" / "state"
        self.path = above / "tellers" / "logs" / sha256(origin.encode()).hexdigest()[:32]
        self._disk = disk

    def read(self) -> TreeHead | None:
        """Return the size and root last signed; None where nothing was, or the file does not say."""
        with suppress(OSError, msgspec.DecodeError, ValueError, KeyError):
            held = msgspec.json.decode(self.path.read_bytes(), type=dict[str, str])
            return TreeHead(int(held["size"]), bytes.fromhex(held["root"]))
        return None

    def write(self, head: TreeHead) -> None:
        """Remember a size and root; `LogError` where the disk does not take it."""
        held = {"root": head.root.hex(), "size": str(head.size)}
        if not self.path.parent.is_dir():
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LogError(
                    f"no place to remember what was signed: {error.strerror}",
                    where=str(self.path.parent),
                    remedy="Name a folder of this machine in TELLERS_STATE; not one inside the log's folder.",
                ) from error
        self._disk.replace(self.path, msgspec.json.encode(held) + b"\n")
