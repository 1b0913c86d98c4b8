r"""The journal of a sitting: one line an event, chained, on the disk before anybody is told that it is in.

A line is a JSON object with four keys: `sequence` from 1, `time` as the caller's clock says it,
`previous`, the SHA-256 of the line before with its line end (64 zeros in the first), and `event`. A
line is written in one go, its line end last, and reaches the disk (fsync) before `append` returns:
what was acknowledged survives the machine. A last line without its line end was never acknowledged;
it is kept aside, in a file of its own, and the sitting goes on after the line before it. Any other
line that does not hold together is refused with its number: nothing after it can be trusted.

A chain shows that a line was changed, added or taken away before the last one, to whoever holds the
hash of a later line. Whoever can write the file can write another whole chain: for that the last
hash is announced, and written into the minutes.

>>> first = encode_line(Line(sequence=1, time="2024-07-31T15:00:00Z", previous=NOTHING, event={"what": "x"}))
>>> first
b'{"sequence":1,"time":"2024-07-31T15:00:00Z","previous":"0000000000000000000000000000000000000000000000000000000000000000","event":{"what":"x"}}\n'
>>> [line.event for line in read_lines(first + b'{"sequence":2,"ti', where="sitting.journal").lines]
[{'what': 'x'}]
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from tellers.errors import JournalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "NOTHING",
    "Contents",
    "Journal",
    "Line",
    "Medium",
    "encode_line",
    "open_journal",
    "read_journal",
    "read_lines",
]

NOTHING = "0" * 64
"""What stands before the first line."""
LARGEST_LINE = 2_000_000
"""Bytes of a line; the first holds the body's file."""
LARGEST = 100_000_000


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line: its place, its time, what it follows, and the event as plain values."""

    sequence: int
    time: str
    previous: str
    event: dict[str, Any]  # Any: each kind of event has its own form, in `tellers.council.events`


class Medium(Protocol):
    """Where lines go: `write` hands bytes on, `sync` returns when they are on the disk."""

    def write(self, content: bytes) -> None:
        """Write all of the bytes at the end, or raise `OSError`."""

    def sync(self) -> None:
        """Return when everything written is on the disk, or raise `OSError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The lines of a journal, the hash of the last, and what follows them without a line end."""

    lines: tuple[Line, ...] = ()
    last: str = NOTHING
    torn: bytes = b""

    @property
    def whole(self) -> int:
        """Return how many lines hold."""
        return len(self.lines)


@dataclass(slots=True, kw_only=True)
class Journal:
    """A journal open for writing by this process alone."""

    medium: Medium
    clock: Callable[[], str]
    where: str
    lines: list[Line] = field(default_factory=list)
    last: str = NOTHING
    size: int = 0
    """Bytes of all lines."""
    set_aside: str = ""
    """The name of the file a torn last line was kept in, '' where there was none."""
    _failed: str = ""

    def append(self, event: dict[str, Any]) -> Line:
        """Write an event and return its line when it is on the disk.

        Raises `JournalError` when it cannot be written or synced. After that nothing is written any
        more: what is on the disk is not known until the journal is opened and read again.
        """
        if self._failed:
            raise JournalError(f"stopped: {self._failed}", where=self.where, remedy=AGAIN)
        line = Line(sequence=len(self.lines) + 1, time=self.clock(), previous=self.last, event=event)
        content = encode_line(line)
        if len(content) > LARGEST_LINE:
            raise UsageError(
                "an entry too long", where=self.where, expected=f"at most {LARGEST_LINE:,} bytes"
            )
        try:
            self.medium.write(content)
            self.medium.sync()
        except OSError as error:
            self._failed = (error.strerror or str(error)).lower()
            raise JournalError(
                f"not entered: {self._failed}",
                where=f"{self.where}, line {line.sequence}",
                remedy=AGAIN,
            ) from error
        self.lines.append(line)
        self.size += len(content)
        self.last = hashlib.sha256(content).hexdigest()
        return line


AGAIN = (
    "Every entry acknowledged before is safe. Make room or mend the disk, then open the same journal "
    "again; the last lines on the screen say where to go on."
)


def encode_line(line: Line) -> bytes:
    """Return a line as it stands in the file, its line end last."""
    return msgspec.json.encode(line) + b"\n"


def read_lines(content: bytes, *, where: str) -> Contents:
    """Return the lines of a journal; `JournalError` names the first that does not hold."""
    lines: list[Line] = []
    last = NOTHING
    *whole, torn = content.split(b"\n")
    for number, text in enumerate(whole, start=1):
        line = _line(text, place=f"{where}, line {number}")
        if line.sequence != number or line.previous != last:
            raise JournalError(
                "the chain is broken: this line does not follow the one before it",
                where=f"{where}, line {number}",
                expected=f"sequence {number}, previous {last}",
                got=f"sequence {line.sequence}, previous {line.previous[:80]}",
                remedy="A line was changed, added or taken away. Compare with a copy; nothing was written.",
            )
        lines.append(line)
        last = hashlib.sha256(text + b"\n").hexdigest()
    return Contents(lines=tuple(lines), last=last, torn=torn)


def read_journal(path: Path) -> Contents:
    """Return what a journal holds, without opening it for writing."""
    try:
        if path.exists() and not path.is_file():
            raise JournalError("no regular file", where=path.name, remedy="Name the journal of a sitting.")
        if path.stat().st_size > LARGEST:
            raise JournalError(
                "too large for a journal", where=path.name, expected=f"at most {LARGEST:,} bytes"
            )
        return read_lines(path.read_bytes(), where=path.name)
    except OSError as error:
        raise JournalError(
            f"cannot be read: {(error.strerror or str(error)).lower()}",
            where=path.name,
            remedy="Check the name and the folder.",
        ) from error


@contextmanager
def open_journal(path: Path, *, clock: Callable[[], str]) -> Iterator[Journal]:
    """Give the journal open for writing; another process that has it open is left alone.

    Steps: (1) open or make the file, and sync its folder where it is new; (2) take the lock, or
    `UsageError` says that somebody has it; (3) read every line; (4) keep a torn last line aside and cut
    it off. The lock goes with the process, however it ends.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)  # 1
    except OSError as error:
        raise JournalError(
            f"cannot be opened: {(error.strerror or str(error)).lower()}",
            where=path.name,
            remedy="Name a file in a folder that may be written.",
        ) from error
    try:
        _lock(handle, path)  # 2
        _sync_folder(path.parent)
        contents = read_journal(path)  # 3
        aside = _set_aside(path, handle, contents) if contents.torn else ""  # 4
        yield Journal(
            medium=_File(handle),
            clock=clock,
            where=path.name,
            lines=list(contents.lines),
            last=contents.last,
            size=os.fstat(handle).st_size,
            set_aside=aside,
        )
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the operating system as a medium."""

    handle: int

    def write(self, content: bytes) -> None:
        view = memoryview(content)
        while view:
            view = view[os.write(self.handle, view) :]

    def sync(self) -> None:
        os.fsync(self.handle)


def _line(text: bytes, *, place: str) -> Line:
    try:
        return msgspec.json.decode(text, type=Line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise JournalError(
            "not a line of a journal",
            where=place,
            expected="an object with sequence, time, previous and event",
            got=text[:60].decode("utf-8", "replace"),
            remedy="The file was changed by hand or its disk is faulty. Compare with a copy.",
        ) from error


def _lock(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(
            "somebody has this sitting open: two terminals cannot write one journal",
            where=path.name,
            remedy="Go on in the other terminal, or end it there. To look: tellers council sitting JOURNAL",
        ) from error


def _set_aside(path: Path, handle: int, contents: Contents) -> str:
    """Keep a torn last line in a file beside the journal, then cut it off; return that file's name."""
    digest = hashlib.sha256(contents.torn).hexdigest()[:12]
    beside = path.with_name(f"{path.name}.torn-{contents.whole + 1}-{digest}")
    try:
        copy = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
        try:
            _File(copy).write(contents.torn)
            os.fsync(copy)
        finally:
            os.close(copy)
        _sync_folder(path.parent)
        os.ftruncate(handle, os.fstat(handle).st_size - len(contents.torn))
        os.fsync(handle)
    except OSError as error:
        raise JournalError(
            f"a torn last line cannot be kept aside: {(error.strerror or str(error)).lower()}",
            where=path.name,
            remedy="Make room, then open it again; nothing was changed that was acknowledged.",
        ) from error
    return beside.name


def _sync_folder(folder: Path) -> None:
    """Bring the folder's own list of names to the disk: a new file is lost without it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
