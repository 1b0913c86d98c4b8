"""How many whole numbers, and how many ways to split a total, come from rounded percentages.

A count is *round* when it is the whole number nearest to a percentage with d decimals of a
base: nearest(k base / steps) for a whole k, with steps = 100 * 10**d; a half counts upward. Out
of the base + 1 whole numbers from 0 to the base, steps + 1 are round where the base is larger
than the steps. Of all splits of a total into parts, few have every part round: they are counted
exactly, not estimated.

Source: T. Tao, "What are the odds?", 2 August 2024, for the question; the count is our own.

>>> attainable(10_058_774, steps=1000)
1001
>>> Fraction(10_058_775, 1001).limit_denominator(10)
Fraction(100487, 10)
>>> count_round_splits(10_058_774, parts=3, steps=1000)
376500
>>> round(Fraction(count_splits(10_058_774, parts=3), 376500))
134367815
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

__all__ = [
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
    return 100 * 10**decimals


def nearest(value: int | Fraction) -> int:
    """Return the nearest whole number; a half goes up.

    >>> nearest(Fraction(5, 2)), nearest(Fraction(512 * 10_058_774, 1000))
    (3, 5150092)
    """
    doubled = 2 * Fraction(value) + 1
    return doubled.numerator // (2 * doubled.denominator)


def attainable(base: int, *, steps: int) -> int:
    """Return how many whole numbers from 0 to the base are round."""
    return min(base, steps) + 1


def round_step(count: int, base: int, *, steps: int) -> int | None:
    """Return the step whose percentage of the base rounds to this count, the lowest; None if none.

    >>> round_step(5_150_092, 10_058_774, steps=1000), round_step(5_150_093, 10_058_774, steps=1000)
    (512, None)
    """
    # nearest(k base / steps) == count  <=>  (2 count - 1) steps <= 2 k base < (2 count + 1) steps
    lowest = max(0, -(-(2 * count - 1) * steps // (2 * base)))
    return lowest if 2 * lowest * base < (2 * count + 1) * steps and lowest <= steps else None


def fewest_decimals(count: int, base: int, *, most: int) -> int | None:
    """Return the fewest decimals, from 1, with which the count is round; None above `most`.

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
    """Return the number of those ways in which every part is round; two or three parts.

    With u(i) = i total - steps nearest(i total / steps), the parts of the steps i, j, k add up to
    the total exactly when i + j + k = steps and u(i) + u(j) + u(k) = 0. As that sum is a multiple
    of the steps and every u lies in [-steps/2, steps/2), it is 0 exactly when
    -steps < 2 (u(i) + u(j)) <= steps. True for a total of at least twice the steps: then different
    steps give different counts, and three roundings cannot make up for a step. `ValueError` below.
    Cost: steps times the logarithm of the steps.
    """
    if parts not in COUNTED_PARTS or total < 2 * steps:
        raise ValueError(f"round splits of {total} in {parts} parts with {steps} steps are not counted")
    rest = [step * total - steps * nearest(Fraction(step * total, steps)) for step in range(steps + 1)]
    if parts == 2:
        return sum(rest[step] + rest[steps - step] == 0 for step in range(steps + 1))
    seen = _Counts(steps + 1)
    found = 0
    for first in range(steps, -1, -1):
        seen.add(rest[steps - first] + steps // 2 + steps % 2)
        # -steps < 2 (u + v) <= steps  <=>  v from -(steps // 2) - u, less the excluded end, to steps // 2 - u
        highest = steps // 2 - rest[first]
        lowest = -((steps - 1) // 2) - rest[first]
        offset = steps // 2 + steps % 2
        found += seen.up_to(highest + offset) - seen.up_to(lowest - 1 + offset)
    return found


class _Counts:
    """How many of the numbers added so far are at most a bound: a binary indexed tree."""

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

