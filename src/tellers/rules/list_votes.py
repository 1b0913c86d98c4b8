"""The votes of one district for lists: what a seat rule starts from.

>>> votes = ListVotes(votes={OptionId("A"): 60, OptionId("B"): 30}, blank=8, invalid=2)
>>> votes.base("cast"), votes.base("cast-or-blank"), votes.base("ballots")
(90, 98, 100)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tellers.model import OptionId

__all__ = ["ListVotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVotes:
    """Votes by list, what else was in the boxes, who is allied, and what lists have won already."""

    votes: Mapping[OptionId, int]
    """In the order the lists stand."""
    blank: int = 0
    invalid: int = 0
    alliances: Mapping[OptionId, OptionId] = field(default_factory=dict)
    """By list, the alliance it is in."""
    won: Mapping[OptionId, int] = field(default_factory=dict)
    """By list, the seats it has won in districts, for a threshold they spare or to be compensated."""
    place: str = ""
    """The district; empty where there is only one."""

    def base(self, word: str) -> int:
        """Return the number of votes or ballots that a word stands for."""
        cast = sum(self.votes.values())
        return {
            "cast": cast,
            "cast-or-blank": cast + self.blank,
            "ballots": cast + self.blank + self.invalid,
        }[word]
