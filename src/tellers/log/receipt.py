"""Receipts: one file that shows, without a network, that an entry is in a log and who has seen it there.

The form is C2SP tlog-proof: a header, optional extra bytes, the index, the inclusion proof, and the whole
checkpoint with its signatures. Our receipts hold the entry itself as the extra bytes; nobody signs those,
and nobody need: their hash is the leaf that the proof begins at.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import NoteError
from tellers.log.checkpoint import read_decimal
from tellers.log.note import Note, read_base64, read_note
from tellers.log.policy import SignedCheckpoint, verify_checkpoint
from tellers.log.proofs import MOST_PROOF_HASHES, verify_inclusion
from tellers.log.tree import HASH_SIZE, hash_leaf

if TYPE_CHECKING:
    from tellers.log.policy import Policy

__all__ = ["HEADER", "Receipt", "read_receipt", "verify_receipt"]

HEADER = "c2sp.org/tlog-proof@v1"
MOST_BYTES = 1_200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where an entry stands, the hashes from it to the root, and the signed checkpoint."""

    leaf_index: int
    proof: tuple[bytes, ...]
    note: Note
    extra: bytes = b""
    """Not signed; of our receipts, the entry."""

    def encode(self) -> bytes:
        """Return the receipt as its bytes."""
        lines = [HEADER]
        if self.extra:
            lines.append(f"extra {b64encode(self.extra).decode()}")
        lines.append(f"index {self.leaf_index}")
        lines += [b64encode(one).decode() for one in self.proof]
        return "".join(f"{line}\n" for line in lines).encode() + b"\n" + self.note.encode()


def verify_receipt(
    receipt: Receipt, policy: Policy, *, entry: bytes | None = None, where: str = "the receipt"
) -> SignedCheckpoint:
    """Return the checkpoint that the entry is under, once policy and proof hold.

    `entry` is what is claimed to be logged; without it, the entry that the receipt holds. Steps as in
    tlog-proof: (1) the leaf hash, (2) the log's signature, (3) the quorum, (4) the inclusion. Raises
    `NoteError` where a receipt holds no entry and none is given, else as `verify_checkpoint` and
    `verify_inclusion`.
    """
    held = receipt.extra if entry is None else entry
    if entry is None and not receipt.extra:
        raise NoteError(
            "the receipt holds no entry",
            where=where,
            remedy="Give the file of the entry beside the receipt.",
        )
    leaf = hash_leaf(held)  # 1
    signed = verify_checkpoint(receipt.note, policy, where=where)  # 2, 3
    verify_inclusion(receipt.proof, signed.checkpoint.head, leaf=leaf, leaf_index=receipt.leaf_index)  # 4
    return signed


def read_receipt(data: bytes, *, where: str = "the receipt") -> Receipt:
    """Return a receipt; `NoteError` names the line that is wrong."""
    if len(data) > MOST_BYTES:
        raise NoteError("too long for a receipt", where=where, expected=f"at most {MOST_BYTES} bytes")
    head, empty, rest = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        lines = [""]
    if not empty or lines[0] != HEADER:
        raise _wrong(f"{where}, line 1", f"{HEADER}, and an empty line before the checkpoint", lines[0][:80])
    at, extra = 1, b""
    if len(lines) > at and lines[at].startswith("extra "):
        extra = _base64(lines[at][6:], f"{where}, line 2")
        at += 1
    word, _, number = lines[at].partition(" ") if len(lines) > at else ("", "", "")
    index = read_decimal(number) if word == "index" else None
    if index is None:
        raise _wrong(f"{where}, line {at + 1}", "index <decimal without leading zeros>", word[:80])
    hashes = lines[at + 1 :]
    if len(hashes) > MOST_PROOF_HASHES:
        raise _wrong(where, f"at most {MOST_PROOF_HASHES} hashes", str(len(hashes)))
    proof = tuple(_base64(one, f"{where}, line {line}") for line, one in enumerate(hashes, start=at + 2))
    for line, one in enumerate(proof, start=at + 2):
        if len(one) != HASH_SIZE:
            raise _wrong(f"{where}, line {line}", "a hash of 32 bytes", f"{len(one)} bytes")
    return Receipt(
        leaf_index=index, proof=proof, note=read_note(rest, where=f"{where}, checkpoint"), extra=extra
    )


def _base64(text: str, where: str) -> bytes:
    data = read_base64(text)
    if not data:
        raise _wrong(where, "base64", text[:80])
    return data


def _wrong(where: str, expected: str, got: str) -> NoteError:
    return NoteError("not a receipt", where=where, expected=expected, got=got)
