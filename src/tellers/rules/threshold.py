"""The number of votes a majority asks for, in whole numbers.

*More than* p/q of B asks for floor(p B / q) + 1; *at least* p/q of B asks for ceil(p B / q), and for
one vote where that would be none: nothing is carried by nobody. "Half plus one" and "51 %" are both
wrong for an odd base or a base above 100, so neither is ever computed here (research on decision
rules, section 1.1; the OAS, Charter art. 59, counts more than half of the members).

>>> required_votes(34, fraction=Fraction(1, 2), strictness="more_than")
18
>>> required_votes(33, fraction=Fraction(1, 2), strictness="more_than")
17
>>> required_votes(34, fraction=Fraction(2, 3), strictness="at_least")
23
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellers.model import Requirement
    from tellers.rules.bases import Bases

__all__ = ["required_of", "required_votes"]


def required_votes(base: int, *, fraction: Fraction, strictness: str) -> int:
    """Return the smallest whole number of votes that reaches the majority, never less than 1.

    `base` is the whole number counted on (members, present, cast), never negative.
    `strictness` is `more_than` or `at_least`. Raises `ValueError` for anything else.
    """
    if base < 0 or not 0 <= fraction <= 1:
        message = f"a majority needs a base of 0 or more and a fraction of 0 to 1, not {base}, {fraction}"
        raise ValueError(message)
    if strictness == "more_than":
        return fraction.numerator * base // fraction.denominator + 1
    if strictness == "at_least":
        return max(1, -(-fraction.numerator * base // fraction.denominator))
    message = f"strictness is more_than or at_least, not {strictness!r}"
    raise ValueError(message)


def required_of(requirement: Requirement, bases: Bases) -> tuple[int | None, int]:
    """Return (the number it is counted on, the votes required); no base where it names the votes outright."""
    if requirement.number is not None:
        return None, requirement.number
    base = bases.named(requirement.base)
    return base, required_votes(
        base, fraction=_fraction(requirement.fraction), strictness=requirement.strictness
    )


@lru_cache(maxsize=256)
def _fraction(text: str) -> Fraction:
    return Fraction(text)
