r"""Lines under keys, held as a few long texts: a million rows without a million Python objects.

Lines begin with their key and a tab, come sorted by key and stand in blocks of some dozens, each one text. A
key's lines are found by bisection among the blocks' first keys and then by one search in a block: three
microseconds, whatever the number of lines (benchmarks/serve.py). Keys hold no control character, lines no
line end.

>>> shelf = Shelf.of(["a\t1", "b\t2", "b\t3", "d\t4"], at_once=2)
>>> shelf["b"], shelf["c"], len(shelf)
(['2', '3'], [], 4)
>>> shelf.keys_after("a", 2), shelf.keys_after("", 9)
(['b', 'd'], ['a', 'b', 'd'])
>>> Shelf.under_keys([("a", "1"), ("b", "2")])["a"]
['1']
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Shelf"]

AT_ONCE = 32
"""Lines of a block: few enough to search in, many enough that the blocks are few."""
PARTED = "\t"


class Shelf:
    """Lines under keys, in the order of the keys; of one key in the order they came."""

    def __init__(self, firsts: list[str], blocks: list[str], size: int) -> None:
        """Keep the blocks; `Shelf.of` makes them."""
        self._firsts, self._blocks, self._size = firsts, blocks, size

    @classmethod
    def of(cls, lines: Iterable[str], *, at_once: int = AT_ONCE) -> Shelf:
        """Return a shelf of lines, which must come in the order of the keys that they begin with."""
        waiting, firsts, blocks, size = iter(lines), [], [], 0
        while some := list(islice(waiting, at_once)):
            firsts.append(some[0].partition(PARTED)[0])
            blocks.append("\n" + "\n".join(some))
            size += len(some)
        return cls(firsts, blocks, size)

    @classmethod
    def under_keys(cls, pairs: Iterable[tuple[str, str]]) -> Shelf:
        """Return a shelf of lines, each with its key, in the order of the keys."""
        return cls.of(f"{key}{PARTED}{line}" for key, line in pairs)

    def __len__(self) -> int:
        """Return how many lines there are."""
        return self._size

    def __getitem__(self, key: str) -> list[str]:
        """Return the lines of a key, without it; none where it has none."""
        found: list[str] = []
        mark = f"\n{key}{PARTED}"
        first = max(0, bisect_left(self._firsts, key) - 1)  # its lines may begin at that block's end
        for block in self._blocks[first : bisect_right(self._firsts, key)]:
            at = block.find(mark)
            while at >= 0:
                end = block.find("\n", at + 1)
                found.append(block[at + len(mark) : end if end >= 0 else None])
                at = block.find(mark, end) if end >= 0 else -1
        return found

    def __contains__(self, key: str) -> bool:
        """Return whether a key has lines."""
        mark = f"\n{key}{PARTED}"
        first = max(0, bisect_left(self._firsts, key) - 1)
        return any(mark in block for block in self._blocks[first : bisect_right(self._firsts, key)])

    def keys_after(self, key: str, most: int) -> list[str]:
        """Return at most so many keys that come after one, each once, in order; '' comes before all."""
        return list(islice(self._keys(key), most))

    def _keys(self, after: str) -> Iterator[str]:
        last = after
        for block in self._blocks[max(0, bisect_right(self._firsts, after) - 1) :]:
            for line in block[1:].split("\n"):
                key = line.partition(PARTED)[0]
                if key > last:
                    last = key
                    yield key
