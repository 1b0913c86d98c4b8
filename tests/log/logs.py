"""Small logs for tests: keys from fixed seeds, a state folder of their own, a disk that loses its power."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tellers.errors import LogError
from tellers.log.disk import Disk
from tellers.log.files import FolderFiles
from tellers.log.fsck import check_files
from tellers.log.keys import KeyKind, Signer
from tellers.log.opening import make_log, open_log
from tellers.log.writer import LogWriter

ORIGIN = "example.org/council-2031"
TIME = 1_932_000_000
SIGNERS = (
    Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([1]) * 32),
    Signer.from_seed(ORIGIN, KeyKind.MLDSA44_COSIGNATURE, bytes([2]) * 32),
)
KEYS = [signer.key for signer in SIGNERS]


def entries(count: int, *, start: int = 0) -> list[bytes]:
    """So many entries, each another."""
    return [b"entry %d" % number for number in range(start, start + count)]


def new_log(folder: Path, *, disk: Disk | None = None) -> LogWriter:
    """A new log, open."""
    make_log(folder, KEYS, disk=disk)
    return open_log(folder, disk=disk)


def published(folder: Path, count: int) -> LogWriter:
    """A log of so many entries, signed and published, open."""
    log = new_log(folder)
    log.append(entries(count))
    log.publish(log.sign(SIGNERS, time=TIME))
    return log


def faults(folder: Path) -> list[str]:
    """What a check of the public folder finds."""
    return [str(fault) for fault in check_files(FolderFiles(folder / "public"), KEYS).faults]


class PowerLoss(BaseException):
    """The machine stops: nothing catches it."""


class FailingDisk(Disk):
    """A disk that stops, or refuses, at its step number `at`.

    A step is one write, one move, or one sync of names. `how` says what is left of the step: `before`
    nothing, `half` half of the bytes, `zeros` the length without the bytes, `after` all of it; `full` and
    `eio` go on running and raise what a full disk, or a failing sync, raises. What was moved and whose
    folder was not yet synced is undone where `forgets` is true: the names were never on the disk.
    """

    def __init__(self, at: int, how: str, *, forgets: bool = False) -> None:
        self.at, self.how, self.forgets, self.steps = at, how, forgets, 0
        self._unsynced: dict[Path, bytes | None] = {}

    def append(self, path: Path, data: bytes) -> None:
        """As a disk does, or not."""
        for kept in self._step(path, data):
            with path.open("ab") as file:
                file.write(kept)

    def cut(self, path: Path, length: int) -> None:
        """As a disk does, or not."""
        for _ in self._step(path, b""):
            super().cut(path, length)

    def sync_folders(self, folders) -> None:
        """As a disk does, or not; each folder is a step."""
        for folder in folders:
            for _ in self._step(folder, b""):
                self._unsynced = {p: held for p, held in self._unsynced.items() if p.parent != folder}

    def _put(self, path: Path, data: bytes) -> None:
        for kept in self._step(path, data):
            self.temporary(path).write_bytes(kept)

    def _move(self, path: Path) -> None:
        for _ in self._step(path, b""):
            self._unsynced.setdefault(path, path.read_bytes() if path.exists() else None)
            self.temporary(path).replace(path)

    def _step(self, path: Path, data: bytes) -> Iterator[bytes]:
        """Yield what of the data reaches the disk, and stop where this is the step to stop at."""
        self.steps += 1
        if self.steps != self.at:
            yield data
            return
        half = data[: len(data) // 2]
        left = {"half": half, "zeros": bytes(len(data)), "after": data, "eio": data, "full": half}
        if self.how in left:
            yield left[self.how]
        if self.how in {"full", "eio"}:
            raise LogError("the disk did not take or give it", where=str(path))
        if self.forgets:
            for moved, held in self._unsynced.items():
                moved.unlink(missing_ok=True)
                if held is not None:
                    moved.write_bytes(held)
        raise PowerLoss
