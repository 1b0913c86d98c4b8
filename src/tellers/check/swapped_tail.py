"""Heavy tails: how surprising a distance is, when a few honest units lie far off.

The distance of a unit from its expectation, in spreads, is taken to follow Student's t with a whole
number of degrees of freedom. Two figures that were exchanged lie at minus the expected log odds. So
everything about one unit (evidence, false alarms, power) depends on a single number, its *contrast*:
its expected log odds in spreads. At contrast 0, a sheet of halves, nothing can be seen.

>>> tail = Tail(freedom=7, scale=1.0)
>>> round(tail.evidence(distance=16.0, exchanged=0.1), 1)  # far off as it stands, near if exchanged
14.5
>>> round(tail.alarm_rate(8.0, threshold=7.0), 7), round(tail.detection_rate(8.0, threshold=7.0), 3)
(3.7e-06, 0.998)
>>> tail.detection_rate(0.0, threshold=7.0)
0.0

Source: the distribution function for whole degrees of freedom is Abramowitz and Stegun, Handbook of
Mathematical Functions, 26.7.3 and 26.7.4; beyond six spreads, 26.5.4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Tail", "fit_tail", "student_below"]

FREEDOMS = (3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30)
SCALES = tuple(0.6 + step / 50 for step in range(121))
LEAST_UNITS = 200
"""With fewer units no tail can be seen; a heavy one is assumed (conservative: fewer alarms)."""

SERIES_END = 6.0
"""Beyond this many spreads one minus a probability loses its digits, and the tail is summed itself."""

TAIL_STEPS = 64
"""Terms of its series; at 30 degrees of freedom, the slowest, the last is below 1e-22 of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """Student's t with `freedom` degrees of freedom, stretched by `scale`."""

    freedom: int
    scale: float

    def log_density(self, distance: float) -> float:
        """Return the log of the density at a distance in spreads."""
        half = (self.freedom + 1) / 2
        front = math.lgamma(half) - math.lgamma(self.freedom / 2)
        front -= math.log(self.freedom * math.pi) / 2 + math.log(self.scale)
        return front - half * math.log1p((distance / self.scale) ** 2 / self.freedom)

    def evidence(self, *, distance: float, exchanged: float) -> float:
        """Return the log-likelihood ratio of the figures exchanged against the figures as they stand."""
        return self.log_density(exchanged) - self.log_density(distance)

    def evidence_sql(self, *, distance: str, exchanged: str) -> str:
        """Return `evidence` as SQL."""
        near = f"ln(1 + pow({distance} / {self.scale!r}, 2) / {self.freedom})"
        far = f"ln(1 + pow({exchanged} / {self.scale!r}, 2) / {self.freedom})"
        return f"({(self.freedom + 1) / 2!r} * ({near} - {far}))"

    def beyond(self, distance: float) -> float:
        """Return the probability of a distance above this one."""
        return student_below(-distance / self.scale, self.freedom)

    def alarm_rate(self, contrast: float, *, threshold: float) -> float:
        """Return the probability that an honest unit reaches the threshold."""
        return self._probability(contrast, threshold=threshold, centre=0.0)

    def detection_rate(self, contrast: float, *, threshold: float) -> float:
        """Return the probability that a unit whose figures were exchanged reaches the threshold."""
        return self._probability(contrast, threshold=threshold, centre=-2 * contrast)

    def _probability(self, contrast: float, *, threshold: float, centre: float) -> float:
        """Return the probability of the distances z that reach the threshold.

        They are those with `f + z^2 > k (f + (z + 2 contrast)^2)`, z in units of the scale, f the
        freedom and `k = exp(2 threshold / (f + 1))`: between the roots of a quadratic.
        """
        factor = math.exp(min(600.0, 2 * threshold / (self.freedom + 1)))
        gap = 2 * contrast / self.scale
        lead, middle = factor - 1, factor * gap
        root = middle * middle - lead * (self.freedom * lead + factor * gap * gap)
        if lead <= 0 or root <= 0:
            return 0.0
        low = (-middle - math.sqrt(root)) / lead - centre / self.scale
        high = (-middle + math.sqrt(root)) / lead - centre / self.scale
        return max(0.0, student_below(high, self.freedom) - student_below(low, self.freedom))


@lru_cache(maxsize=1 << 16)
def student_below(value: float, freedom: int) -> float:
    """Return the probability that Student's t is below a value.

    >>> round(student_below(2.015, 5), 4)
    0.95
    """
    size = abs(value)
    upper = _far_tail(size, freedom) if size > SERIES_END else (1 - _central(size, freedom)) / 2
    return 1 - upper if value > 0 else upper


def _central(size: float, freedom: int) -> float:
    """Return P(-size < T < size): 26.7.3 for odd, 26.7.4 for even degrees of freedom."""
    angle = math.atan(size / math.sqrt(freedom))
    cosine, sine, odd = math.cos(angle), math.sin(angle), freedom % 2
    term = total = cosine if odd else 1.0
    for j in range(2 + odd, freedom - 1, 2):
        term *= cosine * cosine * (j - 1) / j
        total += term
    if odd:
        return 2 / math.pi * (angle + (sine * total if freedom > 1 else 0.0))
    return sine * total


def _far_tail(size: float, freedom: int) -> float:
    """Return P(T > size): half the incomplete beta function of `f / (f + size^2)`, by 26.5.4.

    Every term of the series is positive and less than the last, so no digit is lost.
    """
    part = freedom / (freedom + size * size)
    term = total = 1.0
    for step in range(TAIL_STEPS):
        term *= part * (freedom + 1 + 2 * step) / (freedom + 2 + 2 * step)
        total += term
    front = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - math.log(math.pi) / 2
    front += freedom / 2 * math.log(part) + math.log1p(-part) / 2
    return math.exp(front) * total / freedom


def fit_tail(histogram: Sequence[tuple[float, int]]) -> Tail:
    """Return the tail of greatest likelihood for (distance, units), by search over a grid.

    >>> fit_tail([(0.5, 10)])
    Tail(freedom=4, scale=1.0)
    """
    if sum(units for _, units in histogram) < LEAST_UNITS:
        return Tail(freedom=4, scale=1.0)
    fits = [_fit_scale(histogram, freedom) for freedom in FREEDOMS]
    return max(fits, key=lambda fit: fit[0])[1]


def _fit_scale(histogram: Sequence[tuple[float, int]], freedom: int) -> tuple[float, Tail]:
    """Return the greatest likelihood of these degrees of freedom, and the tail that has it.

    For given degrees of freedom the likelihood has one maximum in the scale: its derivative is a sum
    of terms that all fall as the scale grows. So the search halves the grid.
    """
    units = sum(count for _, count in histogram)
    squares = [(far * far / freedom, count) for far, count in histogram]

    def likelihood(step: int) -> float:
        tail = Tail(freedom=freedom, scale=SCALES[step])
        stretched = 1 / (tail.scale * tail.scale)
        off = sum(count * math.log1p(square * stretched) for square, count in squares)
        return units * tail.log_density(0.0) - (freedom + 1) / 2 * off

    low, high = 0, len(SCALES) - 1
    while low < high:
        middle = (low + high) // 2
        if likelihood(middle) >= likelihood(middle + 1):
            high = middle
        else:
            low = middle + 1
    return likelihood(low), Tail(freedom=freedom, scale=SCALES[low])
