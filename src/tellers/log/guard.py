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
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tellers.errors import LogError, UsageError
from tellers.log.tree import TreeHead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from tellers.log.disk import Disk

__all__ = ["Lock", "Mark", "file_numbers", "verify_place"]

GET_VERSION = 0x80007601 | struct.calcsize("l") << 16

ADOPT = (
    "If that log is gone for ever and nobody else continues it, say `tellers log adopt` for this folder; "
    "ask its witnesses first what they saw last."
)


class Lock:
    """The right to write, held while the process lives.

    It stands on the journal itself: a file made for the lock alone would sooner or later be removed by
    somebody who takes it for a left-over, and then two could write.
    """

    def __init__(self, journal: Path) -> None:
        """Take the lock; `LogError` where another process has it, or there is no journal."""
        try:
            self._file: IO[bytes] = journal.open("r+b")
        except OSError as error:
            raise LogError(f"cannot be read: {error.strerror}", where=str(journal)) from error
        self._process = os.getpid()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise LogError(
                "another process is writing to this log",
                where=str(journal.parent),
                remedy="Wait until it has ended, or end it; two writers would sign two histories.",
            ) from error

    @property
    def held(self) -> bool:
        """Return whether this process took the lock and has it; a fork of it has a copy, and no right."""
        return not self._file.closed and self._process == os.getpid()

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


def verify_place(journal: Path, numbers: tuple[int, int | None]) -> None:
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
        """Choose the file: below TELLERS_STATE, or XDG_STATE_HOME, or the home folder.

        Raises `UsageError` for a TELLERS_STATE that is another place in another folder: a relative one of
        XDG_STATE_HOME counts for nothing, as its specification has it.
        """
        state, shared = environment.get("TELLERS_STATE", ""), environment.get("XDG_STATE_HOME", "")
        if state and not Path(state).is_absolute():
            raise UsageError(
                "TELLERS_STATE is not a whole path", expected="a path that begins with /", got=state[:80]
            )
        above = Path(state or (shared if Path(shared).is_absolute() else _home_state()))
        self.path = above / "tellers" / "logs" / sha256(origin.encode()).hexdigest()[:32]
        self._disk = disk

    def read(self) -> TreeHead | None:
        """Return the size and root last signed; None where nothing was.

        Raises `LogError` for a file that does not say: what it knew may be later than any folder.
        """
        try:
            held = msgspec.json.decode(self.path.read_bytes(), type=dict[str, str])
            return TreeHead(int(held["size"]), bytes.fromhex(held["root"]))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, msgspec.DecodeError, ValueError, KeyError) as error:
            raise LogError(
                "this file should say what was signed last, and does not",
                where=str(self.path),
                remedy="Ask the witnesses and readers of the log what they saw last. Where this folder is "
                "not behind them, remove that file.",
            ) from error

    @contextmanager
    def alone(self, last: TreeHead) -> Iterator[None]:
        """Let nobody else of this user sign for the log meanwhile.

        `last` is what the writer believes was signed last: `LogError` where this machine knows better, as
        when a copy of the folder was adopted while the first one was open.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            waiting = self.path.with_name(f"{self.path.name}.lock").open("ab")
        except OSError as error:
            raise LogError(
                f"no place to remember what was signed: {error.strerror}",
                where=str(self.path.parent),
                remedy="Name a folder of this machine in TELLERS_STATE; not one inside the log's folder.",
            ) from error
        with waiting:
            fcntl.flock(waiting, fcntl.LOCK_EX)
            known = self.read()
            if known is not None and known != last and known.size >= last.size:
                raise LogError(
                    f"another folder has signed {known.size} entries of this log since it was opened here",
                    remedy="Sign nothing more here: two folders write one log. Keep the one whose "
                    "checkpoint was published.",
                )
            yield

    def write(self, head: TreeHead) -> None:
        """Remember a size and root, within `alone`; `LogError` where the disk does not take it."""
        held = {"root": head.root.hex(), "size": str(head.size)}
        self._disk.replace(self.path, msgspec.json.encode(held) + b"\n")


def _home_state() -> Path:
    try:
        return Path.home() / ".local" / "state"
    except RuntimeError as error:
        raise LogError(
            "no place to remember what was signed: this user has no home folder",
            remedy="Name a folder of this machine in TELLERS_STATE.",
        ) from error
