"""Which leaf hashes a log has, so that nothing is entered twice.

They stand in one file, 32 bytes each, in the order of the entries. One is looked for by its first byte, in
a string of the first bytes of all; for many, a table of places is made in memory, four bytes a slot: a hash
table with open addressing, whose entries are numbers of leaves and whose keys are read back from the file.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from tellers.log.tree import HASH_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Seen"]

MANY = 16
"""From so many new entries in one go on, a table is worth making."""
WRITTEN_AT_ONCE = 1 << 18
"""Hashes, 8 MB of them: a log of millions is not copied whole in memory."""


class Seen:
    """The leaf hashes of a log, in a file and in memory."""

    def __init__(self, path: Path, size: int) -> None:
        """Read the first `size` hashes of a file; whatever stands after them was never acknowledged."""
        self._path = path
        held = path.stat().st_size if path.exists() else 0
        self._hashes = bytearray(min(held, size * HASH_SIZE))
        if self._hashes:
            with path.open("rb") as file:
                file.readinto(self._hashes)
        self.whole = len(self._hashes) == size * HASH_SIZE
        self.kept = len(self) if self.whole else 0
        """How many of them the file is known to hold; what stands after them there was torn off."""
        self._firsts = self._hashes[::HASH_SIZE]
        self._table: array[int] | None = None

    def __len__(self) -> int:
        """Return how many hashes there are."""
        return len(self._hashes) // HASH_SIZE

    def first_repeated(self, leaves: Sequence[bytes]) -> tuple[int, int] | None:
        """Return the first of new leaves that is there already, or twice among them, as (place, entry)."""
        among: dict[bytes, int] = {}
        size = len(self)
        for place, leaf in enumerate(leaves):
            known = among.get(leaf)
            if known is not None:
                return place, size + known
            among[leaf] = place
        if self._table is None and len(leaves) < MANY:
            found = ((place, self._search(leaf)) for place, leaf in enumerate(leaves))
        else:
            table = self._tabled()
            found = ((place, self._look(table, leaf)) for place, leaf in enumerate(leaves))
        return next(((place, entry) for place, entry in found if entry is not None), None)

    def unkept(self) -> bytes:
        """Return the hashes that the file does not hold yet, as many as are written at once."""
        with memoryview(self._hashes) as view:
            return bytes(view[self.kept * HASH_SIZE : (self.kept + WRITTEN_AT_ONCE) * HASH_SIZE])

    def add(self, leaves: Sequence[bytes]) -> None:
        """Take new leaves in."""
        first, hashes = len(self), b"".join(leaves)
        self._hashes += hashes
        self._firsts += hashes[::HASH_SIZE]
        if self._table is not None:
            if 2 * len(self) > len(self._table):
                self._table = None
            else:
                for at, leaf in enumerate(leaves, start=first):
                    self._enter(self._table, leaf, at)

    def _search(self, leaf: bytes) -> int | None:
        """Look at each hash that begins as this one does, one in 256."""
        first, at = leaf[0], -1
        while (at := self._firsts.find(first, at + 1)) >= 0:
            if self._hashes[at * HASH_SIZE : (at + 1) * HASH_SIZE] == leaf:
                return at
        return None

    def _tabled(self) -> array[int]:
        if self._table is None:
            slots = 1 << max(12, (4 * len(self)).bit_length())
            self._table = table = array("I", [0]) * slots
            for at in range(len(self)):
                self._enter(table, self._hashes[at * HASH_SIZE : at * HASH_SIZE + 8], at)
        return self._table

    def _look(self, table: array[int], leaf: bytes) -> int | None:
        mask = len(table) - 1
        slot = int.from_bytes(leaf[:8], "little") & mask
        while number := table[slot]:
            at = (number - 1) * HASH_SIZE
            if self._hashes[at : at + HASH_SIZE] == leaf:
                return number - 1
            slot = (slot + 1) & mask
        return None

    @staticmethod
    def _enter(table: array[int], leaf: bytes | bytearray, at: int) -> None:
        mask = len(table) - 1
        slot = int.from_bytes(leaf[:8], "little") & mask
        while table[slot]:
            slot = (slot + 1) & mask
        table[slot] = at + 1
