"""A seat rule as data: method, house, thresholds with their own base, alliances, tie rule, source.

Nothing is allotted here. `verify_seat_rule` refuses, before anything is decided by it, what a
stranger's file may hold: a method nobody knows, a house too large to hand out, a fraction like 1e9.

>>> verify_seat_rule(SeatRule(method="dhondt", seats=5))
>>> verify_seat_rule(SeatRule(method="d'hondt", seats=5))
Traceback (most recent call last):
    ...
ValueError: a seat rule's method is one of dhondt, sainte-lague, huntington-hill, dean, adams, \
imperiali-divisor, danish, largest-remainder, not "d'hondt"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tellers.model import OptionId
from tellers.model.text import Text
from tellers.rules.divisors import DIVISORS
from tellers.rules.quotas import QUOTAS, ROUNDINGS, Quota
from tellers.rules.ties import TIE_WORDS

__all__ = ["METHODS", "MOST_SEATS", "VOTE_BASES", "Compensation", "SeatRule", "Threshold", "verify_seat_rule"]

METHODS = (*DIVISORS, "largest-remainder")
VOTE_BASES = ("cast", "cast-or-blank", "ballots")
"""Votes for lists; these and blanks ("valid" in Spain); these, blanks and invalid ballots."""
OVERHANG = ("within", "added", "levelled")
MOST_SEATS = 10_000
"""Seats of one house: the largest parliament has 2,977."""
_FRACTION = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a list needs to take part: votes on a base, unless seats in districts spare it that."""

    fraction: str = "0/1"
    """Text, "3/100", never a percentage."""
    base: str = "cast"
    strictness: str = "at_least"
    of: str = "list"
    """`list`, or `alliance`: an alliance passes together, and is out together."""
    across: str = "district"
    """`district`: reached in each district apart; `country`: on the votes of all districts."""
    spared_by: int = 0
    """Seats won in districts that spare it (basic mandates, Germany: three, BWahlG, m); 0: nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """Seats already won in districts, counted into the house that the votes allot.

    A list with more of them than its share keeps them. `within`: the house stays, others get less
    (Scotland's regions, m). `added`: the house grows by the overhang (New Zealand, m). `levelled`:
    it grows until every list's share covers what it has won (Germany to 2023, m).
    """

    overhang: str
    most_seats: int = MOST_SEATS
    """The largest house that levelling may come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRule:
    """How seats follow from votes for lists; as data, resolved by `allot`."""

    method: str
    seats: int | tuple[tuple[str, int], ...]
    """The house, or the seats of each district by name."""
    first_divisor: str = ""
    """Another first divisor, "7/5", of a divisor method."""
    quota: Quota | None = None
    """Of largest remainders."""
    quota_base: str = "allotted"
    """What the quota is taken of: the votes of the lists that take part, or a base of a threshold."""
    thresholds: tuple[Threshold, ...] = ()
    """All must be passed."""
    minimum: int = 0
    """Seats every list has before the first is handed out: one, for the states of the US House."""
    compensation: Compensation | None = None
    ties: tuple[str, ...] = ("lots",)
    """Words of `tellers.rules.ties`, tried in order."""
    order: tuple[OptionId, ...] = ()
    """The named order of the tie word `listed`; as the lists stand where empty."""
    source: str = ""
    """The article of law, and how well it is known."""
    unread: Text = Text()
    """What of its source was not read in the original."""

    @property
    def first(self) -> Fraction | None:
        """Return the first divisor as a fraction, where the rule has one of its own."""
        return Fraction(self.first_divisor) if self.first_divisor else None


def verify_seat_rule(rule: SeatRule) -> None:
    """Return nothing where the rule can be applied; `ValueError` says what of it is not known."""
    _known("method", rule.method, METHODS)
    for word in rule.ties:
        _known("tie word", word, TIE_WORDS)
    houses = [rule.seats] if isinstance(rule.seats, int) else [seats for _, seats in rule.seats]
    if not all(1 <= house <= MOST_SEATS for house in houses) or not houses:
        message = (
            f"a house has 1 to {MOST_SEATS:,} seats, not {min(houses, default=0)} to {max(houses, default=0)}"
        )
        raise ValueError(message)
    if rule.first_divisor and (rule.method not in DIVISORS or not _positive(rule.first_divisor)):
        message = f"the first divisor {rule.first_divisor[:60]!r} of {rule.method} is not one such as 7/5"
        raise ValueError(message)
    _verify_quota(rule)
    _verify_thresholds(rule)
    if rule.minimum not in {0, 1} or (rule.minimum and rule.method not in DIVISORS):
        message = f"a minimum is 0 seats or 1, of a divisor method, not {rule.minimum} of {rule.method}"
        raise ValueError(message)
    if rule.compensation is not None:
        _known("overhang", rule.compensation.overhang, OVERHANG)
        if rule.method not in DIVISORS or rule.minimum:
            message = "seats are compensated by a divisor method without a minimum"
            raise ValueError(message)


def _verify_quota(rule: SeatRule) -> None:
    if (rule.quota is None) != (rule.method in DIVISORS):
        message = "largest-remainder needs a quota, and no other method has one"
        raise ValueError(message)
    if rule.quota is not None:
        _known("quota", rule.quota.name, QUOTAS)
        _known("rounding", rule.quota.rounded, ROUNDINGS)
        _known("quota_base", rule.quota_base, ("allotted", *VOTE_BASES))


def _verify_thresholds(rule: SeatRule) -> None:
    for threshold in rule.thresholds:
        _known("base of a threshold", threshold.base, VOTE_BASES)
        _known("strictness", threshold.strictness, ("at_least", "more_than"))
        _known("threshold is of", threshold.of, ("list", "alliance"))
        _known("threshold is across", threshold.across, ("district", "country"))
        if not _FRACTION.fullmatch(threshold.fraction) or Fraction(threshold.fraction) > 1:
            message = (
                f"the threshold {threshold.fraction[:60]!r} is not a fraction such as 3/100, from 0 to 1"
            )
            raise ValueError(message)
        if not 0 <= threshold.spared_by <= MOST_SEATS:
            message = f"a threshold is spared by a number of seats, not {threshold.spared_by}"
            raise ValueError(message)


def _positive(fraction: str) -> bool:
    return _FRACTION.fullmatch(fraction) is not None and Fraction(fraction) > 0


def _known(what: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        message = f"a seat rule's {what} is one of {', '.join(known)}, not {word[:60]!r}"
        raise ValueError(message)
