r"""The header of a block of Bitcoin, 80 bytes: what an OpenTimestamps proof is verified against.

Whether a header is Bitcoin's cannot be told from it alone. What can: that it took work (its hash is below
the target that it names itself), and never less than Bitcoin ever asked for. The hash is what to compare
with a node of one's own, or with several that others run; the block's time may be two hours off.

The fields and the target in its short form: Bitcoin developer reference, "Block Headers" and "Target nBits".

>>> first = read_header(bytes(4) + bytes(32) + bytes(32) + bytes.fromhex("29ab5f49 ffff001d 1dac2b7c"))
>>> first.time, hex(first.target >> 208)
(1231006505, '0xffff')
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import NoteError, VerificationError

if TYPE_CHECKING:
    from tellers.log.ots import Proof

__all__ = ["EASIEST", "BlockHeader", "read_header", "verify_proof"]

HEADER_BYTES = 80
EASIEST = 0xFFFF << 208
"""The target of the first block: none of Bitcoin's was ever easier to meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockHeader:
    """What of a header matters here."""

    root: bytes
    """The Merkle root of its transactions, in the order of the bytes in the header."""
    time: int
    """When its maker says it was made, in seconds since 1970."""
    target: int
    """Its hash, read as a number, is to be at most this."""
    hash: int

    @property
    def name(self) -> str:
        """Return its hash as nodes and explorers show it."""
        return f"{self.hash:064x}"

    @property
    def doublings(self) -> int:
        """Return the power of two of how many hashes it took to make, on average."""
        return (2**256 // (self.target + 1)).bit_length() - 1


def read_header(data: bytes, *, where: str = "the block header") -> BlockHeader:
    """Return a header, given as its 80 bytes or in hexadecimal; `NoteError` for anything else."""
    if len(data) != HEADER_BYTES:
        try:
            data = bytes.fromhex(data.decode("ascii"))
        except ValueError:
            data = b""
    if len(data) != HEADER_BYTES:
        raise NoteError(
            "not the header of a block",
            where=where,
            expected="80 bytes, or 160 hexadecimal digits, as `bitcoin-cli getblockheader HASH false` says",
        )
    exponent, mantissa = data[75], int.from_bytes(data[72:75], "little")
    target = mantissa << 8 * (exponent - 3) if exponent >= 3 else mantissa >> 8 * (3 - exponent)
    if mantissa & 0x800000 or not 0 < target < 2**256:
        raise NoteError("not the header of a block: its target is none", where=where)
    return BlockHeader(
        root=data[36:68],
        time=int.from_bytes(data[68:72], "little"),
        target=target,
        hash=int.from_bytes(sha256(sha256(data).digest()).digest(), "little"),
    )


def verify_proof(proof: Proof, digest: bytes, header: BlockHeader, *, easiest: int = EASIEST) -> int:
    """Return the number of the block whose header the proof leads to from this digest of a file.

    True if the header is that of Bitcoin's block of this number, which nobody can tell from it alone.
    Raises `VerificationError` for a proof of another file, one that is pending only, one that leads to
    another root, and a header without the work it claims, or with less than `easiest` asks.
    """
    if proof.digest != digest:
        raise VerificationError(
            "the proof is of another file",
            expected=f"SHA-256 {digest.hex()}",
            got=proof.digest.hex(),
            remedy="Give the checkpoint exactly as it was stamped: a cosignature more makes it another file.",
        )
    roots = {end.height: message for message, end in proof.ends() if end.height is not None}
    if not roots:
        raise VerificationError(
            "the proof ends at no block of Bitcoin yet",
            got=f"{sum(end.pending for _, end in proof.ends())} promises of calendars",
            remedy="Ask them again after some hours: `tellers log ots CHECKPOINT --calendar ADDRESS`.",
        )
    if header.hash > header.target or header.target > easiest:
        raise VerificationError(
            "this header took less work than any of Bitcoin's, so it is none",
            got=f"hash {header.name}",
            remedy="Get the header from a node of your own, or from several sources that agree.",
        )
    for height, root in sorted(roots.items()):
        if root == header.root:
            return height
    raise VerificationError(
        "the proof does not lead to this header",
        expected=f"the header of block {' or '.join(str(height) for height in sorted(roots))}",
        got=f"a header with the hash {header.name}",
        remedy="Get the header of that block. If it is, the proof or the checkpoint was altered.",
    )
