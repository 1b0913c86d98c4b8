"""Opening a log: is this the one folder that may write, and what was acknowledged before the machine stopped.

The steps of `open_log`: (1) take the lock; (2) is it the folder where the log was made; (3) the checkpoints
that were signed; (4) where the tree stood at the last of them; (5) the leaf hashes, made again from the
whole journal where some are missing; (6) the entries of the journal after that, and the tiles they fill,
written again where they are missing; (7) does the tree lead to the root that was signed; (8) has this
machine, or the public folder, seen a later state than this.

What was being written when the machine stopped was never acknowledged. It is moved aside into a file of
its own and told in `notices`, never thrown away: the bytes alone do not say whether they were torn off then
or altered since.
"""

from __future__ import annotations

import time as clock
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

import msgspec

from tellers.errors import LogError, UsageError
from tellers.log.checkpoint import read_checkpoint
from tellers.log.disk import Disk
from tellers.log.edge import Edge
from tellers.log.frames import HEAD_BYTES, Tail, read_frames, start_of
from tellers.log.guard import Lock, Mark, file_numbers, verify_place
from tellers.log.head import HeadFile, read_head
from tellers.log.keys import KeyKind, read_verifier_key
from tellers.log.note import Note, is_key_name, read_note
from tellers.log.seen import Seen
from tellers.log.tiles import split_entries
from tellers.log.tree import EMPTY_HEAD, TreeHead, hash_leaf
from tellers.log.writer import LogWriter, Places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tellers.log.keys import VerifierKey

__all__ = ["AboutLog", "make_log", "open_log", "read_about"]

START_JOURNAL, START_SIGNED = start_of("journal"), start_of("signed")


class AboutLog(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which log a folder holds."""

    origin: str
    keys: list[str]
    """Its verifier keys, as lines."""
    inode: int
    """Of the journal, where it was made."""
    generation: int | None = None
    """The same; see `tellers.log.guard.file_numbers`."""
    version: int = 1


def make_log(folder: Path, keys: Sequence[VerifierKey], *, disk: Disk | None = None) -> None:
    """Make a new log; its origin is the name that its keys bear.

    Raises `UsageError` for keys of several names or none and for a name with a plus or a space, `LogError`
    where the folder holds anything.
    """
    disk = disk or Disk()
    names = {key.name for key in keys}
    if len(names) != 1 or not all(map(is_key_name, names)):
        raise UsageError(
            "a log has one origin, and its keys bear it",
            expected="keys of one name, without space and plus, as example.org/council-2031",
            got=", ".join(sorted(names)) or "no key",
        )
    places = Places(folder)
    if folder.exists() and any(folder.iterdir()):
        raise LogError(
            "the folder is not empty", where=str(folder), remedy="Name a new one: a log is begun once."
        )
    places.public.mkdir(parents=True)
    disk.append(places.journal, b"")
    disk.append(places.signed, b"")
    _write_about(places, names.pop(), [str(key) for key in keys], disk)
    disk.sync_folders([folder.parent])


def read_about(folder: Path) -> AboutLog:
    """Return which log a folder holds; `LogError` where it holds none."""
    place = Places(folder).about
    try:
        about = msgspec.json.decode(place.read_bytes(), type=AboutLog)
        for line in about.keys:
            read_verifier_key(line, where=str(place))
    except FileNotFoundError:
        raise LogError(
            "there is no log here", where=str(folder), remedy="`tellers log init` makes one."
        ) from None
    except (OSError, msgspec.DecodeError) as error:
        raise LogError(f"does not say which log this is: {error}", where=str(place)) from error
    return about


def open_log(folder: Path, *, disk: Disk | None = None, adopt: bool = False) -> LogWriter:
    """Return a log open for writing, everything that was acknowledged in it.

    `adopt` makes a copied or restored folder the one that may write: what this machine remembers of a
    later state still stops it. Raises `LogError` for a second writer, a copy, an older state, and for
    entries or checkpoints that are damaged or missing.
    """
    disk, places, about = disk or Disk(), Places(folder), read_about(folder)
    lock = Lock(places.journal)  # 1
    try:
        disk.stage(folder / "tmp")
        if adopt:
            _write_about(places, about.origin, about.keys, disk)
        else:
            verify_place(places.journal, (about.inode, about.generation))  # 2
        return _Opening(places, about, disk, lock).open()
    except BaseException:
        lock.release()
        raise


class _Opening:
    """The steps from the second on, and what they found."""

    def __init__(self, places: Places, about: AboutLog, disk: Disk, lock: Lock) -> None:
        self.places, self.about, self.disk, self.lock = places, about, disk, lock
        self.notices: list[str] = []

    def open(self) -> LogWriter:
        held = self.places.head.read_bytes() if self.places.head.exists() else b""
        head = read_head(held)
        last, signed = self._last_signed(head)  # 3
        state = read_checkpoint(last.text).head if last is not None else EMPTY_HEAD
        edge, journal = self._edge(head)  # 4
        seen = Seen(self.places.leaves, edge.size)
        if not seen.whole:  # 5
            edge, journal, seen = Edge(), Tail(0, START_JOURNAL), Seen(self.places.leaves, 0)
        journal = self._replay(edge, seen, journal, state)  # 6, 7
        mark = Mark(self.about.origin, self.disk)
        self._verify_latest(state, mark)  # 8
        return LogWriter(
            places=self.places,
            origin=self.about.origin,
            disk=self.disk,
            edge=edge,
            seen=seen,
            mark=mark,
            lock=self.lock,
            journal=journal,
            signed=signed,
            last=last,
            last_time=max(head.time if head is not None else 0, _time_of(last)),
            notices=tuple(self.notices),
        )

    def _last_signed(self, head: HeadFile | None) -> tuple[Note | None, Tail]:
        """Return the last checkpoint that was signed, and where its file ends."""
        data = self._read(self.places.signed)
        at = head.signed_at if head is not None else 0
        tail = Tail(at, head.signed_before if head is not None else START_SIGNED)
        content = b""
        for frame in read_frames(data, tail.chained, offset=at):
            content, tail = frame.content, Tail(frame.end, frame.chained)
        if not content and head is not None:
            raise self._damaged(self.places.signed, "the last checkpoint signed is missing or altered")
        self._put_aside(self.places.signed, data, tail.end)
        return (read_note(content, where=str(self.places.signed)) if content else None), tail

    def _edge(self, head: HeadFile | None) -> tuple[Edge, Tail]:
        if head is not None:
            try:
                edge = Edge.restore(head.size, head.entries, head.tiles)
            except (ValueError, IndexError):
                pass
            else:
                return edge, Tail(head.journal_end, head.journal_chained)
        return Edge(), Tail(0, START_JOURNAL)

    def _replay(self, edge: Edge, seen: Seen, tail: Tail, signed: TreeHead) -> Tail:
        """Enter what the journal holds after the edge, and see that it leads to what was signed."""
        data = self._read(self.places.journal)
        if len(data) < tail.end:
            raise self._damaged(self.places.journal, "entries that were signed are missing")
        met = self._meets(edge, signed)
        for frame in read_frames(data, tail.chained, offset=tail.end):
            entries = split_entries(frame.content)
            if entries is None:
                raise self._damaged(self.places.journal, "a frame that holds no entries")
            leaves = [hash_leaf(entry) for entry in entries]
            files = edge.extend(entries, leaves)
            seen.add(leaves)
            public = self.places.public
            self.disk.write_all((public / path, made) for path, made in files.items())
            met = self._meets(edge, signed) or met
            tail = Tail(frame.end, frame.chained)
        if not met:  # a checkpoint is signed between two frames, so that one of them ends at its size
            raise self._damaged(self.places.journal, "entries that were signed are missing or altered")
        self._put_aside(self.places.journal, data, tail.end)
        return tail

    def _meets(self, edge: Edge, signed: TreeHead) -> bool:
        """Return whether the tree has the size that was signed, and then has that root."""
        if edge.size == signed.size and edge.head() != signed:
            raise self._damaged(self.places.journal, "the entries do not lead to the root that was signed")
        return edge.size == signed.size

    def _put_aside(self, path: Path, data: bytes | mmap, end: int) -> None:
        """Move what stands after the last whole frame into a file of its own."""
        rest = data[end:]
        if not rest:
            return
        stop = HEAD_BYTES + int.from_bytes(rest[:4], "big")
        if len(rest) > stop > HEAD_BYTES:  # more was written after it, so it was whole once
            raise self._damaged(path, f"the frame at byte {end} is altered, and others follow it")
        aside = path.with_name(f"{path.name}.torn-{end}-{int(clock.time())}")
        self.disk.replace(aside, rest)
        self.disk.cut(path, end)
        self.notices.append(
            f"{path.name}: {len(rest)} bytes at its end were not whole and are now in {aside.name}; either "
            "they were being written when the machine stopped, and nothing in them was acknowledged, or they "
            "were altered since."
        )

    def _verify_latest(self, state: TreeHead, mark: Mark) -> None:
        """Refuse a state before one that this machine signed or the public folder shows."""
        known = [("this machine signed", mark.read())]
        shown = self.places.public / "checkpoint"
        if shown.exists():
            public = read_checkpoint(read_note(shown.read_bytes(), where=str(shown)).text, where=str(shown))
            known.append(("the public folder shows", public.head))
        for who, head in known:
            if head is None or head.size < state.size or head == state:
                continue
            raise LogError(
                f"{who} {head.size} entries, and this folder holds a checkpoint of {state.size}"
                if head.size != state.size
                else f"{who} another root for {head.size} entries than this folder holds",
                where=str(self.places.folder),
                remedy="This is an older state of the log, as a backup is, or another log of the same name. "
                "Do not sign with it: find the folder that signed last.",
            )

    @staticmethod
    def _read(path: Path) -> bytes | mmap:
        """Return a file as bytes of which only those looked at are read."""
        try:
            with path.open("rb") as file:
                return mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""
        except OSError as error:
            raise LogError(f"cannot be read: {error.strerror}", where=str(path)) from error

    def _damaged(self, path: Path, what: str) -> LogError:
        return LogError(
            what,
            where=str(path),
            remedy="Keep this folder as it is. Its public copies and mirrors hold what was published: "
            "`tellers log fsck` says what of it is whole.",
        )


def _time_of(note: Note | None) -> int:
    """Return the latest time that the log stated under a checkpoint, 0 where it stated none."""
    timed = KeyKind.MLDSA44_COSIGNATURE.signature_bytes
    lines = note.signatures if note is not None else ()
    return max((int.from_bytes(line.body[:8]) for line in lines if len(line.body) == timed), default=0)


def _write_about(places: Places, origin: str, keys: list[str], disk: Disk) -> None:
    inode, generation = file_numbers(places.journal)
    about = AboutLog(origin=origin, keys=keys, inode=inode, generation=generation)
    disk.replace(places.about, msgspec.json.format(msgspec.json.encode(about), indent=2) + b"\n")
