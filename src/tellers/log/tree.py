"""The Merkle tree of a log: hashes of entries, of pairs, and the root of any number of them.

A leaf is SHA-256 of a zero byte and the entry; a node is SHA-256 of a one byte and its two children;
the tree of n leaves splits at the largest power of two below n; the root of no leaves is SHA-256 of
nothing. Source: RFC 6962 section 2.1 (RFC 9162 section 2.1.1 says the same).

A *complete* subtree has 2**height leaves and never changes again. A tree of any size is a row of complete
subtrees, the largest first, one for each bit of its size; its root hangs them together from the right.

>>> leaves = [hash_leaf(entry) for entry in (b"one", b"two", b"three")]
>>> root_of(leaves) == hash_children(hash_children(leaves[0], leaves[1]), leaves[2])
True
>>> subtrees_of(70_000)
[(16, 0), (12, 16), (8, 272), (6, 1092), (5, 2186), (4, 4374)]
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "EMPTY_HEAD",
    "EMPTY_ROOT",
    "HASH_SIZE",
    "LEAF_PREFIX",
    "NODE_PREFIX",
    "TreeHead",
    "hash_children",
    "hash_leaf",
    "hash_pairs",
    "hash_run",
    "join_subtrees",
    "root_of",
    "subtrees_of",
    "subtrees_over",
]

HASH_SIZE = 32
LEAF_PREFIX, NODE_PREFIX = b"\x00", b"\x01"
EMPTY_ROOT = sha256(b"").digest()
"""The root of a log without entries."""


class TreeHead(NamedTuple):
    """One state of a tree."""

    size: int
    """Leaves."""
    root: bytes
    """32 bytes."""


EMPTY_HEAD = TreeHead(0, EMPTY_ROOT)
"""The head of a log without entries."""


def hash_leaf(entry: bytes) -> bytes:
    """Return the hash of an entry, 32 bytes."""
    return sha256(LEAF_PREFIX + entry).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(NODE_PREFIX + left + right).digest()


def hash_pairs(hashes: bytes) -> bytes:
    """Return the parents of an even number of hashes, all in one string of bytes. Cost: one hash a pair."""
    return b"".join([sha256(NODE_PREFIX + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 64)])


def hash_run(hashes: bytes, height: int) -> bytes:
    """Return the roots of complete subtrees of a height, from the hashes at their feet, all in one string.

    Cost: one hash a node, just below one for each hash given.
    """
    for _ in range(height):
        hashes = hash_pairs(hashes)
    return hashes


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes. Cost: one hash a leaf, level by level."""
    if not leaves:
        return EMPTY_ROOT
    level, complete = b"".join(leaves), []
    while level:
        if len(level) % 64:
            complete.append(level[-32:])
            level = level[:-32]
        level = hash_pairs(level)
    return join_subtrees(complete[::-1])


def join_subtrees(roots: Iterable[bytes]) -> bytes:
    """Return the root over the roots of complete subtrees, the largest first; of none, the empty root."""
    *others, root = roots or [EMPTY_ROOT]
    for left in reversed(others):
        root = hash_children(left, root)
    return root


def subtrees_of(size: int) -> list[tuple[int, int]]:
    """Return the complete subtrees of a tree as (height, index at that height), the largest first."""
    return subtrees_over(0, size)


def subtrees_over(start: int, end: int) -> list[tuple[int, int]]:
    """Return the complete subtrees that cover leaves `start` to `end`, excluded, the largest first.

    `start` must be a multiple of the largest power of two that is at most `end - start`: the range is one
    that RFC 6962 hashes as a tree of its own.
    """
    found = []
    while start < end:
        height = (end - start).bit_length() - 1
        assert not start & ((1 << height) - 1), "bad arithmetic: not a subtree"  # noqa: S101
        found.append((height, start >> height))
        start += 1 << height
    return found
