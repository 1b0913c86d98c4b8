"""A tree in memory: every complete node, level by level, 65 bytes a leaf. For proofs over many entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.log.proofs import head_at
from tellers.log.tree import HASH_SIZE, hash_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.log.tree import TreeHead

__all__ = ["MemoryTree"]


class MemoryTree:
    """All nodes of a tree, each level one run of bytes; a `HashReader`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._levels: list[bytearray] = [bytearray()]

    def __len__(self) -> int:
        """Return the number of leaves."""
        return len(self._levels[0]) // HASH_SIZE

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Add leaf hashes. Cost: one hash a leaf."""
        self._levels[0] += b"".join(leaves)
        height = 0
        while len(self._levels[height]) >= 2 * HASH_SIZE:
            if height + 1 == len(self._levels):
                self._levels.append(bytearray())
            done = len(self._levels[height + 1]) * 2
            ready = len(self._levels[height]) // (2 * HASH_SIZE) * 2 * HASH_SIZE
            self._levels[height + 1] += hash_pairs(bytes(self._levels[height][done:ready]))
            height += 1

    def read_hashes(self, nodes: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return the roots of complete subtrees; `IndexError` for one that is not there."""
        levels = self._levels
        found = [bytes(levels[height][index * 32 : index * 32 + 32]) for height, index in nodes]
        if sum(map(len, found)) != HASH_SIZE * len(found):  # each is of 32 bytes, or of none
            message = "a node that is not in the tree"
            raise IndexError(message)
        return found

    def head(self, size: int | None = None) -> TreeHead:
        """Return size and root of the tree, or of its first `size` leaves."""
        return head_at(self, len(self) if size is None else size)
