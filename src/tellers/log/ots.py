r"""OpenTimestamps proofs: from the SHA-256 of a file, step by step, to the Merkle root of a block of Bitcoin.

A proof is a set of paths. Each begins at the file's digest, takes steps (put bytes before, put bytes after,
hash), and ends in an attestation: *pending*, a calendar's word that it will have the message put into a
block; or *bitcoin*, that the message is the Merkle root in the header of a block (`tellers.log.block`).
A path proves that the file existed before whoever made its end did so. It does not detect a split view.

The form is that of `DetachedTimestampFile` in python-opentimestamps 0.4.5 (core/timestamp.py, core/op.py,
core/notary.py): 31 bytes that name the format, version 1, the step of the file's hash, the digest, the tree
of paths. Only files hashed with SHA-256 are read; steps other than SHA-256, append, prepend, reverse and
hexlify are kept and not followed. A tree longer than 64 KiB, deeper than 256 steps or with more than 1,000
ends is refused.

>>> proof = begin_proof(sha256(b"a checkpoint").digest(), nonce=bytes(16))
>>> calendar = b"\xf0\x03abc\x08\x00" + PENDING + b"\x0e\x0dhttps://a.org"
>>> proof = proof.merged(calendar, at=proof.open_ends()[0])
>>> [(end.address, message.hex()[:8]) for message, end in proof.ends()]
[('https://a.org', 'aa9dd009')]
>>> read_proof(proof.encode()) == proof
True
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import NoteError, UsageError
from tellers.log.ots_form import (
    APPEND,
    BITCOIN,
    MOST_DEPTH,
    MOST_ENDS,
    PENDING,
    SHA256,
    Attestation,
    Path,
    PathReader,
    Step,
    write_paths,
    wrong_proof,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PENDING", "Proof", "begin_proof", "read_proof"]

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
VERSION = b"\x01"
UNSENT = sha256(b"tellers: not sent to a calendar yet").digest()[:8]
"""An end of our own, which others read as unknown: a proof without any end cannot be written."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof for a file of this SHA-256."""

    digest: bytes
    paths: frozenset[Path]

    def encode(self) -> bytes:
        """Return the proof as its bytes: the same ones for the same paths."""
        return MAGIC + VERSION + bytes([SHA256]) + self.digest + write_paths(self.paths)

    def ends(self) -> list[tuple[bytes, Attestation]]:
        """Return each end with its message, in the order of the bytes; paths not followed are left out."""
        ordered = sorted(self.paths, key=lambda path: (path.steps, path.end.order()))
        found = ((self._follow(path.steps), path.end) for path in ordered)
        return [(message, end) for message, end in found if message is not None and end.tag != UNSENT]

    def unfollowed(self) -> int:
        """Return how many paths take a step that is not followed here."""
        return sum(self._follow(path.steps) is None for path in self.paths)

    def open_ends(self) -> list[bytes]:
        """Return the messages that calendars may be asked about: not sent yet, or else pending.

        A promise that was kept, by a path to a block from the same message, is not open.
        """
        kept = {path.steps for path in self.paths if path.end.tag == BITCOIN}
        waiting = [
            path
            for path in self.paths
            if path.end.tag == UNSENT
            or (path.end.pending and not any(path.steps == long[: len(path.steps)] for long in kept))
        ]
        unsent = [path for path in waiting if path.end.tag == UNSENT]
        messages = {self._follow(path.steps) for path in unsent or waiting}
        return sorted(message for message in messages if message is not None)

    def commitment(self) -> bytes:
        """Return what is sent to calendars: the digest with the nonce, hashed; `UsageError` for none."""
        first = {path.steps[:2] for path in self.paths}
        steps = first.pop() if len(first) == 1 else ()
        if [step.tag for step in steps] != [APPEND, SHA256]:
            raise UsageError("the proof does not begin with one nonce", remedy="Make a new one.")
        return self._follow(steps) or b""

    def merged(self, answer: bytes, *, at: bytes) -> Proof:
        """Return the proof with a calendar's answer about one of its messages.

        Raises `NoteError` for an answer that is none, `UsageError` for a message that is not in the proof.
        """
        reader = PathReader(answer, "the calendar's answer")
        more = list(reader.paths())
        reader.close()
        before = self._steps_to(at)
        kept = {path for path in self.paths if path.steps != before or path.end.tag != UNSENT}
        added = {Path((*before, *path.steps), path.end) for path in more}
        if len(kept | added) > MOST_ENDS or any(len(path.steps) > MOST_DEPTH for path in added):
            raise wrong_proof("the proof with this answer is larger than any that is read", reader.where)
        return replace(self, paths=frozenset(kept | added))

    def _messages(self, steps: tuple[Step, ...]) -> Iterator[bytes]:
        """Yield the digest and the message after each step, up to one that is not followed."""
        message = self.digest
        yield message
        for step in steps:
            try:
                message = step.apply(message)
            except NoteError:
                return
            yield message

    def _follow(self, steps: tuple[Step, ...]) -> bytes | None:
        messages = list(self._messages(steps))
        return messages[-1] if len(messages) == len(steps) + 1 else None

    def _steps_to(self, message: bytes) -> tuple[Step, ...]:
        for path in sorted(self.paths, key=lambda path: path.steps):
            for at, made in enumerate(self._messages(path.steps)):
                if made == message:
                    return path.steps[:at]
        raise UsageError(
            "no such message in the proof",
            expected=" or ".join(one.hex() for one in self.open_ends()) or "a proof that is not complete",
            got=message.hex()[:80],
        )


def begin_proof(digest: bytes, *, nonce: bytes) -> Proof:
    """Return a proof to be sent: its one open end is the message for calendars.

    The nonce, 16 random bytes, keeps calendars from knowing whose file it is.
    """
    steps = (Step(APPEND, nonce), Step(SHA256))
    return Proof(digest, frozenset({Path(steps, Attestation(UNSENT, b""))}))


def read_proof(data: bytes, *, where: str = "the proof") -> Proof:
    """Return a proof; `NoteError` for bytes that are none. Nothing is verified yet."""
    reader = PathReader(data, where)
    if reader.take(len(MAGIC)) != MAGIC or reader.take(1) != VERSION:
        raise wrong_proof("not an OpenTimestamps proof of version 1", where)
    if reader.take(1)[0] != SHA256:
        raise wrong_proof("a proof of a file by another hash than SHA-256", where)
    proof = Proof(reader.take(32), frozenset(reader.paths()))
    reader.close()
    return proof
