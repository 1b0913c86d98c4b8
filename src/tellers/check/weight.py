"""How much a difference within the records weighs: votes and records against the margin.

A difference is *small* when it is less than a hundredth of the margin and in less than a
hundredth of the records: nobody could turn the outcome with it, and it is the usual dust of a
count by hand. It is *large* when the votes it could move between two options reach the margin.

>>> weigh_records(3, 1000, records=1, of_records=500).value
'notice'
>>> weigh_records(3, 1000, records=30, of_records=500).value
'attention'
>>> weigh_records(1000, 1000, records=1, of_records=500).value
'serious'
"""

from __future__ import annotations

from fractions import Fraction

from tellers.model import Severity

__all__ = ["weigh", "weigh_records"]

SMALL = 100
"""A hundredth: of the margin in votes, and of the records."""


def weigh(votes: int, margin: int) -> Severity:
    """Return how a difference of so many votes weighs against the margin.

    >>> weigh(249, 369_591).value, weigh(468_474, 2_003_007).value, weigh(1_977_376, 1_082_740).value
    ('notice', 'attention', 'serious')
    """
    if not margin or abs(votes) >= margin:
        return Severity.SERIOUS
    return Severity.ATTENTION if Fraction(abs(votes), margin) >= Fraction(1, SMALL) else Severity.NOTICE


def weigh_records(votes: int, margin: int | None, *, records: int, of_records: int) -> Severity:
    """Return the weight of `records` faulty records of so many that could move so many votes.

    Information when there is none; without a margin nothing is small and nothing is large.
    """
    if not records:
        return Severity.INFORMATION
    if margin is not None and votes and votes >= margin:
        return Severity.SERIOUS
    small = margin is not None and (votes == 0 or votes * SMALL < margin)
    if small and records * SMALL < of_records:
        return Severity.NOTICE
    return Severity.ATTENTION
