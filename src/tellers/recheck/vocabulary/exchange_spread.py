"""How far sheets lie from their expectation by their size: a floor and a multiple of chance.

Step 3 of docs/reference/checks/swapped.md, "The estimate, step by step": a line through the robust
variances of sheets of like size, never below what chance or a quarter of a point would allow.

>>> spread = fit_spread([(0.01, 0.1, 0.0)] * 30 + [(0.1, 0.3, 0.0)] * 30)
>>> round(spread.floor, 4), round(spread.factor, 4)  # 1.4826**2 * (0.01 and 0.09): 1.954 a unit of chance
(0.0024, 1.9539)
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, median

__all__ = ["Spread", "fit_spread"]

LEAST_ALIKE = 20
LEAST_VARIANCE = 1e-4
LEAST_FACTOR = 0.25

Seen = list[tuple[float, float, float]]
"""Of every sheet: its sampling variance, its distance from the expectation, its doubt."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Variance of the log odds about an exact expectation."""

    floor: float
    factor: float

    def of(self, sampling: float) -> float:
        """Return the variance at a sampling variance."""
        return self.floor + self.factor * sampling


def fit_spread(seen: Seen) -> Spread:
    """Return the line through the variances by size, each class weighing by its sheets and precision."""
    alike: dict[int, Seen] = defaultdict(list)
    for one in seen:
        alike[math.floor(2 * math.log(one[0]))].append(one)
    classes = [(len(group), *_class(group)) for group in alike.values() if len(group) >= LEAST_ALIKE]
    if len(classes) < 2:  # one point is no line
        sampling, variance = _class(seen)
        return Spread(floor=max(LEAST_VARIANCE, variance - sampling), factor=1.0)
    weighed = [(units / max(v, sampling / 4) ** 2, sampling, v) for units, sampling, v in classes]
    whole = sum(w for w, _, _ in weighed)
    mean_x, mean_y = sum(w * x for w, x, _ in weighed) / whole, sum(w * y for w, _, y in weighed) / whole
    slope = sum(w * (x - mean_x) * (y - mean_y) for w, x, y in weighed)
    factor = max(LEAST_FACTOR, slope / sum(w * (x - mean_x) ** 2 for w, x, _ in weighed))
    if mean_y < factor * mean_x:  # the line would start below zero: it goes through zero instead
        through = sum(w * x * y for w, x, y in weighed) / sum(w * x * x for w, x, _ in weighed)
        factor = max(LEAST_FACTOR, through)
    return Spread(floor=max(LEAST_VARIANCE, mean_y - factor * mean_x), factor=factor)


def _class(group: Seen) -> tuple[float, float]:
    """Return the mean sampling variance of sheets, and their robust variance less the mean doubt."""
    robust = (1.4826 * median(distance for _, distance, _ in group)) ** 2
    return fmean(sampling for sampling, _, _ in group), robust - fmean(doubt for _, _, doubt in group)
