"""Proofs that an entry is in a tree, and that one tree is the beginning of another.

The hashes a proof needs are read through one method, `read_hashes`; memory, tiles on a disk and tiles of
a stranger's web server answer it alike. Proofs are lists of 32-byte hashes in the order of RFC 6962
sections 2.1.1 and 2.1.2; verification is that of RFC 9162 sections 2.1.3.2 and 2.1.4.2.

>>> from tellers.log.tree import hash_leaf, root_of
>>> from tellers.log.memory import MemoryTree
>>> tree = MemoryTree()
>>> tree.extend([hash_leaf(bytes([number])) for number in range(7)])
>>> proof = prove_inclusion(tree, leaf_index=5, tree_size=7)
>>> len(proof)
3
>>> verify_inclusion(proof, tree.head(), leaf=hash_leaf(bytes([5])), leaf_index=5)
>>> verify_inclusion(proof, tree.head(), leaf=hash_leaf(bytes([6])), leaf_index=5)
Traceback (most recent call last):
tellers.errors.VerificationError: the proof leads to another root
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from tellers.errors import UsageError, VerificationError
from tellers.log.tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    NODE_PREFIX,
    TreeHead,
    join_subtrees,
    subtrees_of,
    subtrees_over,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MOST_PROOF_HASHES",
    "HashReader",
    "head_at",
    "prove_consistency",
    "prove_inclusion",
    "verify_consistency",
    "verify_inclusion",
]

MOST_PROOF_HASHES = 63
"""No tree that can be numbered needs more; tlog-witness refuses more."""
NOT_A_HASH = "a hash is not 32 bytes long"
TOO_LONG, TOO_SHORT = "the proof is too long", "the proof is too short"


class HashReader(Protocol):
    """Whatever keeps the nodes of a tree."""

    def read_hashes(self, nodes: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return the roots of complete subtrees, each named by (height, index at that height)."""


def head_at(reader: HashReader, size: int) -> TreeHead:
    """Return the head that a tree had when it was of a size, this one or an earlier.

    Cost: one call that asks for one node a bit of the size. Raises what the reader raises.
    """
    return TreeHead(size, join_subtrees(reader.read_hashes(subtrees_of(size))))


def prove_inclusion(reader: HashReader, *, leaf_index: int, tree_size: int) -> list[bytes]:
    """Return the proof that a leaf is in the tree of a size, from the leaf's sibling to the root's child.

    Cost: one call that asks for at most twice log2 of the size. Raises `UsageError` for a leaf that is
    not in the tree, and what the reader raises.
    """
    if not 0 <= leaf_index < tree_size:
        message = f"entry {leaf_index} is not in a log of {tree_size}"
        raise UsageError(message, remedy="Entries are numbered from 0.")
    # Up to where the ways of the leaf and of the last leaf meet, every sibling is complete but the highest,
    # which holds the last leaf; above, the siblings are to the left, one for each bit of the index.
    meet = (leaf_index ^ (tree_size - 1)).bit_length()
    below = [(height, (leaf_index >> height) ^ 1) for height in range(meet - 1)]
    right = subtrees_over((leaf_index >> (meet - 1) | 1) << (meet - 1), tree_size) if meet else []
    left = [
        (height, (leaf_index >> height) - 1)
        for height in range(meet, leaf_index.bit_length())
        if leaf_index >> height & 1
    ]
    read = reader.read_hashes(below + right + left)
    at, end = len(below), len(below) + len(right)
    return read if len(right) < 2 else [*read[:at], join_subtrees(read[at:end]), *read[end:]]


def prove_consistency(reader: HashReader, *, old_size: int, tree_size: int) -> list[bytes]:
    """Return the proof that the tree of the old size begins that of the new; empty of 0 or equal sizes.

    Raises `UsageError` for an old size above the new, and what the reader raises.
    """
    if not 0 <= old_size <= tree_size:
        message = f"a log of {tree_size} cannot be shown to begin with {old_size} entries"
        raise UsageError(message, remedy="Give the smaller size first.")
    if old_size in {0, tree_size}:
        return []
    start, end, ranges, whole = 0, tree_size, [], True
    while end != old_size:
        middle = start + _split(end - start)
        if old_size <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    if not whole:
        ranges.append((start, end))
    return _read_ranges(reader, ranges[::-1])


def verify_inclusion(proof: Sequence[bytes], head: TreeHead, *, leaf: bytes, leaf_index: int) -> None:
    """Return where the proof leads from the leaf hash to the root; `VerificationError` where it does not.

    Cost: one hash an element. Source: RFC 9162 section 2.1.3.2, whose two counters are here taken apart: up
    to where the ways of the leaf and of the last leaf meet, there is one sibling a level, on the side that
    the index's bit says; above, one for each bit of the index that is set, to the left.
    """
    if not 0 <= leaf_index < head.size:
        raise _failed(f"entry {leaf_index} cannot be in a log of {head.size}")
    if [*map(len, proof), len(leaf), len(head.root)].count(HASH_SIZE) != len(proof) + 2:
        raise _failed(NOT_A_HASH)
    meet = (leaf_index ^ (head.size - 1)).bit_length()
    due = meet + (leaf_index >> meet).bit_count()
    if len(proof) != due:
        raise _failed(TOO_LONG if len(proof) > due else TOO_SHORT)
    place, hashed = leaf_index, leaf
    for sibling in proof[:meet]:
        pair = NODE_PREFIX + sibling + hashed if place & 1 else NODE_PREFIX + hashed + sibling
        hashed = sha256(pair).digest()
        place >>= 1
    for sibling in proof[meet:]:
        hashed = sha256(NODE_PREFIX + sibling + hashed).digest()
    if hashed != head.root:
        raise _failed("the proof leads to another root")


def verify_consistency(proof: Sequence[bytes], *, old: TreeHead, new: TreeHead) -> None:
    """Return where the old tree begins the new; `VerificationError` where that is not shown.

    Source: RFC 9162 section 2.1.4.2. Of equal sizes the roots must be equal and the proof empty; an empty
    tree begins any other, and its root is that of nothing.
    """
    if not 0 <= old.size <= new.size:
        raise _failed(f"a log of {new.size} cannot begin with {old.size} entries")
    if any(head.size == 0 and head.root != EMPTY_ROOT for head in (old, new)):
        raise _failed("the root of an empty log is not that of nothing")
    if any(len(one) != HASH_SIZE for one in (*proof, old.root, new.root)):
        raise _failed(NOT_A_HASH)
    if old.size not in {0, new.size}:
        _verify_growth(proof, old, new)
    elif proof:
        raise _failed("a proof is given where none is needed")
    elif old.size and old.root != new.root:
        raise _failed("two roots are given for one size")


def _verify_growth(proof: Sequence[bytes], old: TreeHead, new: TreeHead) -> None:
    """Follow a proof between two sizes, both above zero, to both roots at once."""
    complete = not old.size & (old.size - 1)  # then the old root is a node of the new tree
    path = [old.root, *proof] if complete else list(proof)
    if not proof:
        raise _failed(TOO_SHORT)
    place, last = old.size - 1, new.size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    was = now = path[0]
    for sibling in path[1:]:
        if not last:
            raise _failed(TOO_LONG)
        if place & 1 or place == last:
            was = sha256(NODE_PREFIX + sibling + was).digest()
            now = sha256(NODE_PREFIX + sibling + now).digest()
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            now = sha256(NODE_PREFIX + now + sibling).digest()
        place >>= 1
        last >>= 1
    if last:
        raise _failed(TOO_SHORT)
    for hashed, head, which in ((was, old, "older"), (now, new, "newer")):
        if hashed != head.root:
            raise _failed(f"the proof leads to another root of the {which} log")


def _split(width: int) -> int:
    """Return the largest power of two below a width."""
    return 1 << ((width - 1).bit_length() - 1)


def _read_ranges(reader: HashReader, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    """Return the hash of each range of leaves, the reader being asked once."""
    subtrees = [subtrees_over(start, end) for start, end in ranges]
    read = iter(reader.read_hashes([node for nodes in subtrees for node in nodes]))
    return [join_subtrees([next(read) for _ in nodes]) for nodes in subtrees]


def _failed(message: str) -> VerificationError:
    return VerificationError(
        message, remedy="Ask for the proof again, from somewhere else; until one holds, nothing is shown."
    )
