"""From a number to a place on an axis, and the round numbers worth a tick.

A place is a percentage of the drawing's width, so that a drawing is as wide as the page and
its letters keep their size on a telephone.

>>> scale = Scale(low=0, high=12_000_000)
>>> scale.place(6_000_000), scale.ticks()
(50.0, (0, 5000000, 10000000))
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Scale", "scale_over"]

STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """An axis from `low` to `high`; drawn between the margins `left` and `right`, in percent."""

    low: Fraction | int
    high: Fraction | int
    left: float = 0.0
    right: float = 100.0

    def place(self, value: Fraction | int) -> float:
        """Return where a number stands, in percent of the width; off the axis is its end."""
        inside = min(max(value, self.low), self.high)
        part = Fraction(inside - self.low) / (Fraction(self.high - self.low) or 1)
        return self.left + float(part) * (self.right - self.left)

    def ticks(self, most: int = 4) -> tuple[int, ...]:
        """Return at most so many round whole numbers on the axis, evenly apart."""
        spread = Fraction(self.high - self.low)
        step = 1
        while spread / step >= most:
            power = 10 ** (len(str(step)) - 1)
            step = next(times * power for times in STEPS if times * power > step)
        first = -(-Fraction(self.low) // step) * step
        return tuple(int(first) + index * step for index in range(int((self.high - first) // step) + 1))


def scale_over(*values: Fraction | int) -> Scale:
    """Return a scale on which every number and zero have a place, with a little room at its ends.

    >>> scale_over(17, 18).low, scale_over(-50, 100).low < -50
    (0, True)
    """
    low, high = min(0, *values), max(0, *values)
    room = Fraction(high - low, 50) if high > low else Fraction(1)
    return Scale(low=low - room if low < 0 else 0, high=high + room, left=1.0, right=98.5)
