"""The stages of a ranked count: who holds which papers at which value, and what each stage moved.

Every stage keeps the books: the votes of all candidates, what is exhausted and what was lost to
rounding add up to the valid papers, exactly.

>>> a, b = OptionId("A"), OptionId("B")
>>> papers = (Paper(count=3, preferences=(a, b)), Paper(count=1, preferences=(a,)))
>>> piles = Piles.sort(RankedBallots(candidates=(a, b), papers=papers))
>>> piles.votes[a], piles.value_cut(Fraction(1, 3), 5)
(Fraction(4, 1), Fraction(33333, 100000))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from tellers.model import OptionId, OutcomeWord
from tellers.rules.ballots import Paper, RankedBallots
from tellers.rules.lots import Draw, Lot

__all__ = ["Piles", "RankedCount", "Stage"]

_ = Paper  # a name the doctest uses
Preferences = tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: what was done, and how everything stood after it."""

    at: int
    action: str
    """`first` preferences, `transfer` of a surplus, `exclude`, or `fill` the last places."""
    of: OptionId | None = None
    """Whose surplus, or who is excluded."""
    votes: Mapping[OptionId, Fraction]
    """Of every candidate, after the stage."""
    moved: Mapping[OptionId, Fraction] = field(default_factory=dict)
    """What each received."""
    exhausted: Fraction = Fraction(0)
    """On papers without a further preference, so far."""
    lost: Fraction = Fraction(0)
    """To rounding, so far."""
    elected: tuple[OptionId, ...] = ()
    """Who is elected at this stage, most votes first."""
    tied: tuple[OptionId, ...] = ()
    """Who could have been taken instead, by votes alone."""
    words: tuple[str, ...] = ()
    """The words of the tie rule that parted them."""
    draw: Draw | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedCount:
    """Who is elected, in order, and every stage of the count."""

    word: OutcomeWord
    """`elected`; `tie` where a lot is needed to go on; `no election` where nobody voted."""
    elected: tuple[OptionId, ...]
    seats: int
    valid: int
    quota: int | None
    """None where the method has none."""
    stages: tuple[Stage, ...]
    lot: Lot | None = None


@dataclass(kw_only=True)
class Piles:
    """The papers as they lie: by candidate, by value, by preferences, how many."""

    continuing: set[OptionId]
    held: dict[OptionId, dict[Fraction, dict[Preferences, int]]]
    votes: dict[OptionId, Fraction]
    exhausted: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)

    @classmethod
    def sort(cls, ballots: RankedBallots) -> Piles:
        """Return the papers sorted by first preference for somebody who stands; the others are not valid."""
        standing = ballots.standing
        piles = cls(
            continuing=set(standing),
            held={option: {} for option in standing},
            votes=dict.fromkeys(standing, Fraction(0)),
        )
        papers: dict[Preferences, int] = defaultdict(int)
        for paper in ballots.papers:
            if paper.count:
                papers[paper.preferences] += paper.count
        for to, number in piles._hand_over(papers, Fraction(1)).items():
            if to is not None:
                piles.votes[to] += number
        return piles

    @property
    def papers(self) -> int:
        """Return how many papers are sorted by first preference: the valid ones, before anything is moved."""
        return int(sum(self.votes.values()))

    def next_of(self, preferences: Preferences) -> OptionId | None:
        """Return the first preferred who is neither elected nor excluded."""
        return next((option for option in preferences if option in self.continuing), None)

    @staticmethod
    def value_cut(value: Fraction, decimals: int | None) -> Fraction:
        """Return a value cut to so many decimals, the rest being ignored; as it is where None."""
        return value if decimals is None else Fraction(floor(value * 10**decimals), 10**decimals)

    def move(
        self, option: OptionId, keep: Fraction, value_of: Callable[[Fraction], Fraction]
    ) -> dict[OptionId, Fraction]:
        """Return what each received when a candidate's papers went on at new values, and it kept so much.

        What neither went on nor is on exhausted papers at its new value was lost to rounding.
        """
        pile, self.held[option] = self.held[option], {}
        given = self.votes[option] - keep
        moved: dict[OptionId, Fraction] = defaultdict(Fraction)
        gone = Fraction(0)
        for value, parcel in pile.items():
            new = value_of(value)
            for to, number in self._hand_over(parcel, new).items():
                if to is None:
                    gone += number * new
                else:
                    moved[to] += number * new
        for to, votes in moved.items():
            self.votes[to] += votes
        self.votes[option] = keep
        self.exhausted += gone
        self.lost += given - gone - sum(moved.values())
        return dict(moved)

    def _hand_over(self, parcel: Mapping[Preferences, int], value: Fraction) -> dict[OptionId | None, int]:
        """Put a parcel where it goes next, at a value; return how many went to whom, None for nowhere."""
        numbers: dict[OptionId | None, int] = defaultdict(int)
        for preferences, count in parcel.items():
            to = self.next_of(preferences)
            numbers[to] += count
            if to is not None:
                new = self.held[to].setdefault(value, {})
                new[preferences] = new.get(preferences, 0) + count
        return numbers
