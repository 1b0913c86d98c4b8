"""What a word of the formula language may give: a number, exact; a word; or nothing."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["Exact", "Found", "whole"]

Exact = int | Fraction
"""A whole number or an exact fraction."""

Found = int | Fraction | str | None
"""A number, a word such as an option's id, or nothing where nobody says."""


def whole(number: Fraction) -> Exact:
    """Return a fraction, as a whole number where it is one.

    >>> whole(Fraction(4, 2)), whole(Fraction(1, 2))
    (2, Fraction(1, 2))
    """
    return number.numerator if number.denominator == 1 else number
