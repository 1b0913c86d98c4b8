"""A derivation: the steps of a count, so that a citizen can follow it by hand.

A step is a message key with whom it is about and its numbers, all whole or exact fractions; the words
are a report's, in any language (`tellers.report`).

>>> step("seats-left", left=2).number("left")
2
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Step", "step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what is done, to whom, with which numbers."""

    key: str
    options: tuple[OptionId, ...] = ()
    numbers: tuple[tuple[str, int | Fraction | str], ...] = ()

    def number(self, name: str) -> int | Fraction | str:
        """Return a number of the step; `KeyError` where it has none of this name."""
        return dict(self.numbers)[name]


def step(key: str, options: Iterable[OptionId] = (), **numbers: int | Fraction | str) -> Step:
    """Return a step."""
    return Step(key=key, options=tuple(options), numbers=tuple(numbers.items()))
