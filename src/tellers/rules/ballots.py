"""Ranked ballots as counted papers: so many with the same preferences, and never whose they are.

>>> papers = (Paper(count=42, preferences=(OptionId("A"), OptionId("B"))), Paper(count=8, preferences=()))
>>> ballots = RankedBallots(candidates=(OptionId("A"), OptionId("B")), papers=papers)
>>> ballots.valid
42
"""

from __future__ import annotations

from dataclasses import dataclass

from tellers.model import OptionId

__all__ = ["MOST_CANDIDATES", "Paper", "RankedBallots", "verify_ballots"]

MOST_CANDIDATES = 500
MOST_PAPERS = 10**10


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """So many papers with the same preferences in the same order, the first preference first."""

    count: int
    preferences: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedBallots:
    """The candidates in the order of the ballot, those withdrawn among them, and the papers."""

    candidates: tuple[OptionId, ...]
    papers: tuple[Paper, ...]
    withdrawn: tuple[OptionId, ...] = ()
    """Candidates whose preferences are passed over from the start."""

    @property
    def standing(self) -> tuple[OptionId, ...]:
        """Return the candidates that are counted."""
        return tuple(option for option in self.candidates if option not in self.withdrawn)

    @property
    def valid(self) -> int:
        """Return how many papers give a preference for somebody who stands."""
        standing = set(self.standing)
        return sum(paper.count for paper in self.papers if standing & set(paper.preferences))


def verify_ballots(ballots: RankedBallots) -> None:
    """Return nothing where the papers can be counted; `ValueError` names what of them cannot."""
    known = set(ballots.candidates)
    if len(known) < len(ballots.candidates) or not 1 <= len(known) <= MOST_CANDIDATES:
        message = f"there are 1 to {MOST_CANDIDATES} candidates, each named once"
        raise ValueError(message)
    if not set(ballots.withdrawn) <= known:
        message = f"a candidate that does not stand cannot withdraw: {sorted(set(ballots.withdrawn) - known)}"
        raise ValueError(message)
    for paper in ballots.papers:
        if not 0 <= paper.count <= MOST_PAPERS:
            message = f"a number of papers is 0 or more, not {paper.count}"
            raise ValueError(message)
        if len(set(paper.preferences)) < len(paper.preferences) or not set(paper.preferences) <= known:
            message = f"preferences name candidates, each once, not {', '.join(paper.preferences)[:200]}"
            raise ValueError(message)
