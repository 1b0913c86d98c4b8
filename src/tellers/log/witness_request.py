r"""What a log asks of a witness: an old size, the proof from it, and the checkpoint to cosign.

Over HTTP this is the body of `add-checkpoint`; in a file it is the same bytes. Source: C2SP tlog-witness
v1.0.0, "add-checkpoint". A request has one spelling: what was read is written back byte for byte.

>>> request = read_request(b"old 0\n\nexample.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
...                        b"\n\xe2\x80\x94 example.com/log AAAAAQID\n")
>>> request.old_size, request.proof, request.checkpoint.origin
(0, (), 'example.com/log')
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import NoteError
from tellers.log.checkpoint import read_checkpoint, read_decimal
from tellers.log.note import Note, read_base64, read_note
from tellers.log.proofs import MOST_PROOF_HASHES
from tellers.log.tree import HASH_SIZE

if TYPE_CHECKING:
    from tellers.log.checkpoint import Checkpoint

__all__ = ["MOST_REQUEST_BYTES", "AddCheckpoint", "read_request"]

MOST_REQUEST_BYTES = 200_000
"""Room for 63 hashes, a checkpoint, and 40 signatures of ML-DSA-44; signed-note asks for at least 16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCheckpoint:
    """A request to cosign a checkpoint."""

    old_size: int
    """The size that the log believes the witness cosigned last."""
    proof: tuple[bytes, ...]
    """From that size to the checkpoint's, 63 hashes at most."""
    note: Note
    checkpoint: Checkpoint
    """What the note's text says."""

    @classmethod
    def of(cls, note: Note, *, old_size: int, proof: tuple[bytes, ...]) -> AddCheckpoint:
        """Return the request for a signed checkpoint; `NoteError` where the note is none."""
        return cls(old_size=old_size, proof=proof, note=note, checkpoint=read_checkpoint(note.text))

    def encode(self) -> bytes:
        """Return the request as its bytes."""
        lines = (f"old {self.old_size}", *(b64encode(one).decode() for one in self.proof), "")
        return "".join(f"{line}\n" for line in lines).encode() + self.note.encode()


def read_request(body: bytes, *, where: str = "the request") -> AddCheckpoint:
    """Return a request; `NoteError`, which over HTTP is status 400, names the line that is wrong.

    The first empty line ends the proof; the note that follows may hold others.
    """
    if len(body) > MOST_REQUEST_BYTES:
        raise _wrong(where, f"at most {MOST_REQUEST_BYTES} bytes", f"{len(body)} bytes")
    head, empty, rest = body.partition(b"\n\n")
    if not empty or not head.isascii():
        raise _wrong(where, "an empty line between the proof and the checkpoint", "")
    first, *hashes = head.decode().split("\n")
    old_size = read_decimal(first.removeprefix("old ")) if first.startswith("old ") else None
    if old_size is None:
        raise _wrong(f"{where}, line 1", "old <size in decimal, without leading zeros>", first[:80])
    if len(hashes) > MOST_PROOF_HASHES:
        raise _wrong(where, f"at most {MOST_PROOF_HASHES} lines of proof", f"{len(hashes)} lines")
    proof = tuple(read_base64(one) or b"" for one in hashes)
    for at, one in enumerate(proof):
        if len(one) != HASH_SIZE:
            raise _wrong(f"{where}, line {at + 2}", "base64 of 32 bytes", hashes[at][:80])
    note = read_note(rest, where=f"{where}, checkpoint")
    checkpoint = read_checkpoint(note.text, where=f"{where}, checkpoint")
    return AddCheckpoint(old_size=old_size, proof=proof, note=note, checkpoint=checkpoint)


def _wrong(where: str, expected: str, got: str) -> NoteError:
    return NoteError("not a request to cosign", where=where, expected=expected, got=got)
