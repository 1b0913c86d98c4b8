"""The longest rising run of a list of places: what stayed in order while the rest moved.

>>> longest_rising([0, 3, 1, 2])
[0, 1, 2]
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["longest_rising"]


def longest_rising(places: Sequence[int]) -> list[int]:
    """Return the longest part of these distinct numbers that rises; cost n log n (patience sorting)."""
    tops: list[int] = []  # the smallest number on which a rising run of each length ends
    at: list[int] = []  # where that number stands
    before: list[int] = []
    for place, number in enumerate(places):
        pile = bisect_left(tops, number)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        at[pile : pile + 1] = [place]
    run: list[int] = []
    place = at[-1] if at else -1
    while place >= 0:
        run.append(places[place])
        place = before[place]
    return run[::-1]
