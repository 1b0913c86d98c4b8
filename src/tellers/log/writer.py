"""The writer of a log: entries in, in their order; signed checkpoints out; everything else follows.

The folder of a log:

    log.json      its origin, its verifier keys, and the number of its journal's file
    journal       every entry, in frames (`tellers.log.frames`): what is here was acknowledged
    signed        every checkpoint ever signed, in frames
    leaves        the hash of every entry, so that none is entered twice
    head          where the tree stood at the last checkpoint, so that opening takes no time
    cosigned      the last checkpoint with the cosignatures that came in so far
    tmp/          files being written, before they are moved to their place
    public/       what the world reads: checkpoint, tile/...; no secret, and nothing else

Journal and signed are the truth; all else is made from them and is made again where it is missing. The
order of a checkpoint, each step on the disk before the next: (1) tiles and bundles, (2) the signed text in
`signed`, after which it can never be unsaid, (3) the mark outside the folder, (4) `head`, (5) the public
checkpoint, with whatever cosignatures came in between.

After a failure to write, the writer refuses everything: what the disk holds is then unknown, and a new
start reads it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from tellers.errors import LogError, UsageError, VerificationError
from tellers.log.checkpoint import Checkpoint, read_checkpoint
from tellers.log.head import HeadFile
from tellers.log.note import Note, read_note
from tellers.log.policy import LOG_KINDS, read_signed
from tellers.log.tiles import MOST_ENTRY_BYTES, write_bundle
from tellers.log.tree import EMPTY_HEAD, HASH_SIZE, TreeHead, hash_leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tellers.log.disk import Disk
    from tellers.log.edge import Edge
    from tellers.log.frames import Tail
    from tellers.log.guard import Lock, Mark
    from tellers.log.keys import Signer
    from tellers.log.seen import Seen

__all__ = ["LogWriter", "Places"]

MOST_AT_ONCE = 32_768
"""Entries in one frame of the journal, whose length is told in four bytes; more are written as several."""


@dataclass(frozen=True, slots=True)
class Places:
    """The files of a log's folder."""

    folder: Path

    @property
    def about(self) -> Path:
        """Return the file that says which log this is."""
        return self.folder / "log.json"

    @property
    def journal(self) -> Path:
        """Return the file of the entries."""
        return self.folder / "journal"

    @property
    def signed(self) -> Path:
        """Return the file of the checkpoints."""
        return self.folder / "signed"

    @property
    def leaves(self) -> Path:
        """Return the file of the leaf hashes."""
        return self.folder / "leaves"

    @property
    def head(self) -> Path:
        """Return the file of the state at the last checkpoint."""
        return self.folder / "head"

    @property
    def cosigned(self) -> Path:
        """Return the file of the last checkpoint with the cosignatures that came in so far."""
        return self.folder / "cosigned"

    @property
    def public(self) -> Path:
        """Return the folder that the world reads."""
        return self.folder / "public"


@dataclass(slots=True, kw_only=True)
class LogWriter:
    """A log open for writing; made by `tellers.log.opening.open_log`."""

    places: Places
    origin: str
    disk: Disk
    edge: Edge
    seen: Seen
    mark: Mark
    lock: Lock
    journal: Tail
    signed: Tail
    last: Note | None
    """The last checkpoint signed, with the log's signatures; None before the first."""
    last_time: int
    notices: tuple[str, ...] = ()
    """What opening found and mended, in sentences."""
    new_keys: bool = False
    """Whether none of the keys that signed last need sign again, as after a theft."""
    broken: bool = False

    def __enter__(self) -> Self:
        """Return the log, for a `with` that lets others write when it ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let others write."""
        self.close()

    @property
    def size(self) -> int:
        """Return how many entries were acknowledged."""
        return self.edge.size

    def append(self, entries: Sequence[bytes]) -> range:
        """Add entries and return their indexes; when it returns, they are on the disk.

        Nothing is added where one of them cannot be: `UsageError` for one over 65,535 bytes or one that
        the log has already, with its place among those given; `LogError` where the disk fails.
        """
        self._ready()
        first, leaves = self.size, [hash_leaf(entry) for entry in entries]
        self._verify_entries(entries, leaves)
        for start in range(0, len(entries), MOST_AT_ONCE):
            some = slice(start, start + MOST_AT_ONCE)
            self._guarded(partial(self._enter, entries[some], leaves[some]))
        return range(first, self.size)

    def sign(self, signers: Sequence[Signer], *, time: int) -> Note:
        """Return a signed checkpoint of the log as it is; it is kept for ever, and not yet published.

        `time` in seconds since 1970, never before that of the last one. Raises `UsageError` for a key of
        another name or kind, `LogError` for a clock that went back, where the last checkpoint was not signed
        by one of these keys or somebody else signed a later one, and where the disk fails.
        """
        self._ready()
        self._verify_signers(signers, time)
        head = self.edge.head()
        with self.mark.alone(self._signed_head(signers)):
            text = Checkpoint(self.origin, head.size, head.root).encode()
            note = Note(text, tuple(signer.sign(text, time=time) for signer in signers))
            self._guarded(lambda: self._keep(note, head, time))
        self.last, self.last_time = note, time
        return note

    def publish(self, note: Note | None = None) -> None:
        """Put the last signed checkpoint, or it with cosignatures, where the world reads it.

        Raises `UsageError` for a text other than the last signed, `NoteError` for more signatures than
        anybody reads, `LogError` where the disk fails.
        """
        self._ready()
        if self.last is None or (note is not None and note.text != self.last.text):
            raise UsageError(
                "not the checkpoint that was signed last", remedy="Sign first; publish what was signed."
            )
        whole = self.last if note is None else self.last.with_signatures(note.signatures)
        content = whole.encode()
        read_note(content, where="the checkpoint to publish")
        self._guarded(lambda: self.disk.replace(self.places.public / "checkpoint", content))

    def keep_cosigned(self, note: Note) -> None:
        """Keep a checkpoint with the cosignatures that came in, before the quorum is reached.

        Raises `LogError` where the disk fails.
        """
        self._ready()
        self._guarded(lambda: self.disk.replace(self.places.cosigned, note.encode()))

    def close(self) -> None:
        """Let others write."""
        self.lock.release()

    def _verify_entries(self, entries: Sequence[bytes], leaves: Sequence[bytes]) -> None:
        for at, entry in enumerate(entries):
            if len(entry) > MOST_ENTRY_BYTES:
                raise UsageError(
                    f"entry {at + 1} of those given has {len(entry)} bytes",
                    expected=f"at most {MOST_ENTRY_BYTES}",
                    remedy="Log its SHA-256 instead, and publish the file beside the log.",
                )
        repeated = self.seen.first_repeated(leaves)
        if repeated is not None:
            at, known = repeated
            raise UsageError(
                f"entry {at + 1} of those given is in the log already, as entry {known}",
                remedy="Leave it out. What is published again after a withdrawal names what it replaces, "
                "and so is another entry.",
            )

    def _enter(self, entries: Sequence[bytes], leaves: Sequence[bytes]) -> None:
        frame, tail = self.journal.with_frame(write_bundle(entries))
        self.disk.append(self.places.journal, frame)
        self.journal = tail
        self.seen.add(leaves)
        files = self.edge.extend(entries, leaves)
        public = self.places.public
        self.disk.write_all((public / path, data) for path, data in files.items())

    def _keep(self, note: Note, head: TreeHead, time: int) -> None:
        public = self.places.public
        self.disk.write_all((public / path, data) for path, data in self.edge.partial_files().items())  # 1
        before = self.signed
        frame, tail = before.with_frame(note.encode())
        self.disk.append(self.places.signed, frame)  # 2
        self.signed = tail
        self.mark.write(head)  # 3
        self._keep_leaves()
        self.disk.replace(  # 4
            self.places.head,
            HeadFile(
                size=self.size,
                entries=self.edge.entries,
                tiles=self.edge.tiles,
                journal_end=self.journal.end,
                journal_chained=self.journal.chained,
                signed_at=before.end,
                signed_before=before.chained,
                time=time,
            ).encode(),
        )

    def _keep_leaves(self) -> None:
        """Bring the file of leaf hashes up to what is signed; what a crash left after the last ones goes."""
        held = self.places.leaves.stat().st_size if self.places.leaves.exists() else 0
        if held > self.seen.kept * HASH_SIZE:
            self.disk.cut(self.places.leaves, self.seen.kept * HASH_SIZE)
        while more := self.seen.unkept():
            self.disk.append(self.places.leaves, more)
            self.seen.kept += len(more) // HASH_SIZE

    def _signed_head(self, signers: Sequence[Signer]) -> TreeHead:
        """Return what was signed last, shown by a signature: the file alone could be anybody's."""
        if self.last is None:
            return EMPTY_HEAD
        if self.new_keys:
            return read_checkpoint(self.last.text).head
        try:
            return read_signed(self.last, [signer.key for signer in signers]).checkpoint.head
        except VerificationError as error:
            raise LogError(
                f"none of these keys signed the last checkpoint: {error.message}",
                where=str(self.places.signed),
                remedy="Sign once with the old keys and the new ones. Where the old ones must not sign any "
                "more: look at what was signed last, then say --new-keys.",
            ) from error

    def _verify_signers(self, signers: Sequence[Signer], time: int) -> None:
        if not signers:
            raise UsageError("no key to sign with", remedy="Name the log's key file.")
        for signer in signers:
            if signer.name != self.origin or signer.kind not in LOG_KINDS:
                raise UsageError(
                    "this key cannot sign for this log",
                    expected=f"a key of a log, named {self.origin}",
                    got=f"{signer.kind.name} {signer.name}",
                    remedy="A log's keys bear its origin for ever; make one with `tellers key new --name`.",
                )
        if time < self.last_time:
            raise LogError(
                f"the clock is {self.last_time - time} seconds before the last checkpoint",
                where=str(self.places.folder),
                remedy="Set the clock of this machine right; a checkpoint is never dated before another.",
            )

    def _ready(self) -> None:
        if self.broken:
            raise LogError(
                "writing failed before, so what the disk holds is not known",
                where=str(self.places.folder),
                remedy="Start again: opening the log reads the disk anew.",
            )
        if not self.lock.held:
            raise LogError(
                "this process has not opened the log, or has closed it",
                where=str(self.places.folder),
                remedy="Open it anew, once the process that writes has ended.",
            )

    def _guarded(self, step: Callable[[], None]) -> None:
        """Take a step on the disk; whatever stops it, nothing more is written by this writer."""
        self.broken = True
        step()
        self.broken = False
