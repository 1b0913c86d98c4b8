"""How many whole numbers, and how many ways to split a total, come from rounded percentages.

A count is *round* when it is the whole number nearest to a percentage with d decimals of a
base: nearest(k base / steps) for a whole k, with steps = 100 * 10**d. A half goes to the even
neighbour, which is how most programs round and gives the number of splits that was published;
with halves going up it is 376,479 below, 1 in 134,375,310. Out of the base + 1 whole numbers
from 0 to the base, steps + 1 are round where the base is larger than the steps. Of all splits
of a total into parts few have every part round: they are counted exactly, not estimated.

Source: T. Tao on the Venezuelan bulletin of 29 July 2024, post of 2 August 2024, for the
question; the way of counting is our own.

>>> attainable(10_058_774, steps=1000)
1001
>>> count_round_splits(10_058_774, parts=3, steps=1000)
376500
>>> nearest(Fraction(count_splits(10_058_774, parts=3), 376_500))
134367815
"""

from __future__ import annotations

from fractions import Fraction
from itertools import repeat
from math import comb
from operator import add, eq

__all__ = [
    "COUNTED_PARTS",
    "attainable",
    "count_round_splits",
    "count_splits",
    "fewest_decimals",
    "nearest",
    "round_step",
    "steps_of",
]

COUNTED_PARTS = (2, 3)
"""Into how many parts round splits are counted."""


def steps_of(decimals: int) -> int:
    """Return how many steps there are from 0 to 100 % with so many decimals."""
    return int(100 * 10**decimals)


def nearest(value: int | Fraction) -> int:
    """Return the nearest whole number; a half goes to the even neighbour.

    >>> nearest(Fraction(5, 2)), nearest(Fraction(512 * 10_058_774, 1000))
    (2, 5150092)
    """
    return round(value)


def _divide(number: int, by: int) -> int:
    """Return nearest(number / by) without making the fraction: it is asked of every figure."""
    whole, rest = divmod(number, by)
    return whole + (2 * rest > by or (2 * rest == by and whole % 2))


def attainable(base: int, *, steps: int) -> int:
    """Return how many whole numbers from 0 to the base are round."""
    return min(base, steps) + 1


def round_step(count: int, base: int, *, steps: int) -> int | None:
    """Return the lowest step whose percentage of the base rounds to this count; None if none does.

    >>> round_step(5_150_092, 10_058_774, steps=1000), round_step(5_150_093, 10_058_774, steps=1000)
    (512, None)
    """
    # A step that rounds to the count has (2 count - 1) steps <= 2 step base; ties may need the next.
    lowest = max(0, -(-(2 * count - 1) * steps // (2 * base)))
    for step in (lowest, lowest + 1):
        if step <= steps and _divide(step * base, steps) == count:
            return step
    return None


def fewest_decimals(count: int, base: int, *, most: int) -> int | None:
    """Return the fewest decimals, from 1, with which the count is round; None when above `most`.

    >>> fewest_decimals(50_785, 12_386_669, most=3), fewest_decimals(6_408_844, 12_335_884, most=3)
    (2, None)
    """
    for decimals in range(1, most + 1):
        if round_step(count, base, steps=steps_of(decimals)) is not None:
            return decimals
    return None


def count_splits(total: int, *, parts: int) -> int:
    """Return the number of ways to write the total as an ordered sum of whole numbers, zero included."""
    return comb(total + parts - 1, parts - 1)


def count_round_splits(total: int, *, parts: int, steps: int) -> int:
    """Return the number of those ways in which every part is round, for two or three parts.

    True for a total of at least twice the steps: then different steps give different counts, and
    no three roundings make up for a step, so the steps i, j, k of the parts add up to `steps`.
    `ValueError` otherwise. With u(i) = i total - steps nearest(i total / steps), the parts add up
    to the total exactly when u(i) + u(j) + u(k) = 0. That sum is a multiple of `steps`, and every
    u lies in [-steps/2, steps/2]; so:

    1. where 2 |u(i) + u(j)| < steps it is 0;
    2. where 2 |u(i) + u(j)| = steps the third is a half, rounded one way or the other: looked at;
    3. else it is not 0.

    Cost: `steps` times its logarithm, and `steps` more for every half there is.
    """
    if parts not in COUNTED_PARTS or total < 2 * steps:
        raise ValueError(f"round splits of {total} in {parts} parts with {steps} steps are not counted")
    left = [step * total - steps * _divide(step * total, steps) for step in range(steps + 1)]
    if parts == 2:
        return sum(left[step] + left[steps - step] == 0 for step in range(steps + 1))
    return _clear_pairs(left, steps) + _half_pairs(left, steps)


def _clear_pairs(left: list[int], steps: int) -> int:
    """Return the pairs i + j <= steps with 2 |u(i) + u(j)| < steps (step 1)."""
    seen = _Counts(steps + 1)
    reach, offset, found = (steps - 1) // 2, steps // 2, 0
    for first in range(steps, -1, -1):
        seen.add(left[steps - first] + offset)
        highest, lowest = reach - left[first] + offset, -reach - left[first] + offset
        found += seen.up_to(highest) - seen.up_to(lowest - 1)
    return found


def _half_pairs(left: list[int], steps: int) -> int:
    """Return the pairs whose third part is a half that makes the sum 0 (step 2)."""
    found = 0
    for third, rest in enumerate(left):
        if 2 * abs(rest) == steps:
            others = left[: steps - third + 1]
            found += sum(map(eq, map(add, others, reversed(others)), repeat(-rest)))
    return found


class _Counts:
    """How many of the numbers added so far are at most a bound: a binary indexed tree (Fenwick)."""

    def __init__(self, size: int) -> None:
        self._tree = [0] * (size + 1)

    def add(self, number: int) -> None:
        place = number + 1
        while place < len(self._tree):
            self._tree[place] += 1
            place += place & -place

    def up_to(self, number: int) -> int:
        place, found = min(number + 1, len(self._tree) - 1), 0
        while place > 0:
            found += self._tree[place]
            place -= place & -place
        return found
