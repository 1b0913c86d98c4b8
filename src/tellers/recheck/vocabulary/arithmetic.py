"""Words that compute with their arguments alone.

>>> required(34, "1/2", "more_than"), required(33, "1/2", "more_than"), nearest(Fraction(5, 2))
(18, 17, 2)
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb

from tellers.errors import FormatError
from tellers.recheck.vocabulary.exact import Exact

__all__ = ["WORDS", "attainable", "floor", "nearest", "required", "round_decimals"]

_FRACTIONS = 3
"""Digits of a majority's fraction, above and below."""


def required(base: Exact, fraction: str, strictness: str) -> int:
    """The smallest whole number that is `more_than` (or `at_least`) this fraction of the base; never 0."""
    above, _, below = fraction.partition("/")
    digits = (
        above.isascii()
        and above.isdigit()
        and (not below or (below.isascii() and below.isdigit() and int(below)))
    )
    if not digits or max(len(above), len(below)) > _FRACTIONS or strictness not in {"more_than", "at_least"}:
        raise FormatError("not a majority", where="required", got=f"{fraction!r:.40}, {strictness!r:.40}")
    votes = 0
    share = Fraction(int(above), int(below or 1)) * base
    votes = share.numerator // share.denominator
    if strictness == "more_than" or votes < share:
        votes += 1
    return max(1, votes)


def nearest(number: Exact) -> int:
    """The nearest whole number; the even one where two are equally near."""
    below = floor(number)
    above = number - below > Fraction(1, 2) or (number - below == Fraction(1, 2) and below % 2)
    return below + 1 if above else below


def floor(number: Exact) -> int:
    """The largest whole number that is not above this."""
    return number.numerator // number.denominator


def choose(things: Exact, taken: Exact) -> int:
    """In how many ways so many of these things can be taken; at most 20 are."""
    n, k = Fraction(things), Fraction(taken)
    if n.denominator != 1 or k.denominator != 1 or n < 0 or not 0 <= k <= 20:
        raise FormatError("not a number of ways", where="choose", got=f"{n}, {k}"[:80])
    return comb(n.numerator, k.numerator)


def splits(total: Exact, parts: Exact) -> int:
    """In how many ways a total can be written as so many whole numbers in order, none below 0."""
    return choose(total + parts - 1, parts - 1)


def attainable(base: Exact, decimals: Exact) -> Exact:
    """How many of the whole numbers from 0 to the base are nearest to a percentage with so many decimals."""
    return min(base, _steps(decimals)) + 1


def round_decimals(count: Exact, base: Exact) -> int | None:
    """The fewest decimals, 1 to 3, of a percentage of the base whose nearest whole number is the count."""
    for decimals in (1, 2, 3):
        steps = _steps(decimals)
        step = floor(Fraction(count * steps) / base) if base else 0
        if any(nearest(Fraction(i) * base / steps) == count for i in range(step - 1, step + 3)):
            return decimals
    return None


def _steps(decimals: Exact) -> int:
    """Return how many percentages with so many decimals there are between 0 and 100, 0 left out."""
    if decimals not in {0, 1, 2, 3}:
        raise FormatError("not a number of decimals", where="attainable", got=str(decimals)[:40])
    return 100 * int(10 ** int(decimals))


def min_(first: Exact, *rest: Exact) -> Exact:
    """The smallest of its arguments."""
    return min((first, *rest), key=Fraction)


def max_(first: Exact, *rest: Exact) -> Exact:
    """The largest of its arguments."""
    return max((first, *rest), key=Fraction)


def abs_(number: Exact) -> Exact:
    """The number without its sign."""
    return number if number >= 0 else -number


WORDS: tuple[Callable[..., Exact | None], ...] = (
    required,
    nearest,
    floor,
    choose,
    splits,
    attainable,
    round_decimals,
    min_,
    max_,
    abs_,
)
