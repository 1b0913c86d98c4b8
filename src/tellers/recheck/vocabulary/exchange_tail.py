"""How surprising a distance is when a few honest sheets lie far off: Student's t, row by row.

Steps 5 and 6 of docs/reference/checks/swapped.md, "The estimate, step by step". A probability is
an integral over the angle whose cotangent is the distance, where the density is a power of the
sine: nothing is subtracted, so that the far tail keeps its digits.

>>> round(chance_between(-2.015, 2.015, 5), 4)  # the 5 % point of the printed tables, both sides
0.9
>>> round(chance_between(31.598, 10**9, 2), 6)  # their 0.05 % point
0.0005
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

__all__ = ["Tail", "chance_between", "fit_tail"]

FREEDOMS = (3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30)
SCALES = tuple(0.6 + step / 50 for step in range(121))
LEAST_SHEETS = 200
PANELS = 48
GAUSS = ((-math.sqrt(0.6), 5 / 9), (0.0, 8 / 9), (math.sqrt(0.6), 5 / 9))
"""Three points between -1 and 1, and their weights: exact for a polynomial of the fifth degree."""


def chance_between(low: float, high: float, freedom: int) -> float:
    """Return the probability that Student's t with so many degrees of freedom lies between."""
    start, end = math.atan2(math.sqrt(freedom), high), math.atan2(math.sqrt(freedom), low)
    half = (end - start) / PANELS / 2
    total = 0.0
    for panel in range(PANELS):
        centre = start + (2 * panel + 1) * half
        total += sum(weight * math.sin(centre + half * point) ** (freedom - 1) for point, weight in GAUSS)
    front = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    return front * total * half


@dataclass(frozen=True, slots=True)
class Tail:
    """Student's t with `freedom` degrees of freedom, stretched by `scale`."""

    freedom: int
    scale: float

    def evidence(self, as_it_stands: float, exchanged: float) -> float:
        """Return the log of how many times likelier the second distance is than the first."""
        near, far = ((distance / self.scale) ** 2 / self.freedom for distance in (exchanged, as_it_stands))
        return (self.freedom + 1) / 2 * (math.log1p(far) - math.log1p(near))

    def chance(self, contrast: float, threshold: float, centre: float) -> float:
        """Return how often a sheet about this centre, in spreads, reaches the threshold.

        With z the distance, g twice the contrast, f the freedom and `k = exp(2 threshold / (f + 1))`
        it does where `f + z^2 > k (f + (z + g)^2)`: about `-k g / (k - 1)`, so far to both sides.
        """
        k = math.exp(2 * threshold / (self.freedom + 1))
        gap = 2 * contrast / self.scale
        reach = (k * gap / (k - 1)) ** 2 - (k * gap * gap + (k - 1) * self.freedom) / (k - 1)
        if reach <= 0:
            return 0.0
        middle = -k * gap / (k - 1) - centre / self.scale
        return chance_between(middle - math.sqrt(reach), middle + math.sqrt(reach), self.freedom)


def fit_tail(distances: Counter[int]) -> Tail:
    """Return the likeliest tail of distances counted by tenths of a spread; every one is tried."""
    units = sum(distances.values())
    if units < LEAST_SHEETS:
        return Tail(4, 1.0)
    squares = [((tenth / 10 + 0.05) ** 2, count) for tenth, count in sorted(distances.items())]

    def likelihood(tail: Tail) -> float:
        f, stretched = tail.freedom, tail.freedom * tail.scale**2
        front = math.lgamma((f + 1) / 2) - math.lgamma(f / 2) - math.log(math.pi * stretched) / 2
        off = sum(count * math.log1p(square / stretched) for square, count in squares)
        return units * front - (f + 1) / 2 * off

    return max((Tail(freedom, scale) for freedom in FREEDOMS for scale in SCALES), key=likelihood)
