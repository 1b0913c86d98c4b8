"""A log with two histories, a witness with two keys, and requests between them: known seeds, known bytes."""

from __future__ import annotations

from base64 import b64encode
from itertools import pairwise

from tellers.log.checkpoint import Checkpoint
from tellers.log.keys import KeyKind, Signer
from tellers.log.memory import MemoryTree
from tellers.log.note import Note
from tellers.log.proofs import prove_consistency
from tellers.log.tree import TreeHead, hash_leaf
from tellers.log.witness import Witness
from tellers.log.witness_request import AddCheckpoint

ORIGIN = "example.org/log"
NOW = 1_800_000_000
LOG = Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([1]) * 32)
LOG_MLDSA = Signer.from_seed(ORIGIN, KeyKind.MLDSA44_COSIGNATURE, bytes([2]) * 32)
STRANGER = Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([9]) * 32)
WITNESS = Witness(
    (
        Signer.from_seed("example.net/w", KeyKind.ED25519_COSIGNATURE, bytes([3]) * 32),
        Signer.from_seed("example.net/w", KeyKind.MLDSA44_COSIGNATURE, bytes([4]) * 32),
    )
)
LOGS = {ORIGIN: (LOG.key,)}


def tree_of(word: str, size: int = 70, *, shared: int = 0) -> MemoryTree:
    """Return a tree of entries; the first `shared` are those of every other tree."""
    tree = MemoryTree()
    tree.extend([hash_leaf(f"{'common' if at < shared else word} {at}".encode()) for at in range(size)])
    return tree


TREE = tree_of("told here", shared=3)
FORK = tree_of("told there", shared=3)
"""The same three entries, then others."""


def signed(head: TreeHead, *signers: Signer, origin: str = ORIGIN, extensions: tuple[str, ...] = ()) -> Note:
    """Return a checkpoint signed by the log, or by others."""
    text = Checkpoint(origin, head.size, head.root, extensions).encode()
    return Note(text, tuple(signer.sign(text, time=NOW) for signer in signers or (LOG,)))


def request(old: int, size: int, *, tree: MemoryTree = TREE, note: Note | None = None) -> bytes:
    """Return a request with the proof from the old size, where there is one."""
    proof = prove_consistency(tree, old_size=old, tree_size=size) if old <= size else []
    return AddCheckpoint.of(note or signed(tree.head(size)), old_size=old, proof=tuple(proof)).encode()


def hash_line(number: int) -> str:
    """Return a line of a proof that proves nothing."""
    return b64encode(bytes([number]) * 32).decode()


def with_proof(body: bytes, *lines: str) -> bytes:
    """Return a request whose lines of proof are these."""
    head, _, rest = body.partition(b"\n\n")
    first = head.split(b"\n")[0]
    return b"\n".join([first, *(line.encode() for line in lines)]) + b"\n\n" + rest


def flips(data: bytes) -> list[bytes]:
    """Return the data with each single bit turned."""
    return [
        data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]
        for at in range(len(data))
        for bit in range(8)
    ]


def is_growing(sizes: list[int]) -> bool:
    """Return whether no size is below the one before."""
    return all(before <= after for before, after in pairwise(sizes))
