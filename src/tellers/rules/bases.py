"""What a majority may be counted on: numbers of the roll, and numbers of the votes themselves.

One enumeration of the words a rule's `base` may be, and the numbers they stand for on one vote.
Who counts as present is `tellers.model.PRESENT`: a position that is no option counts as present
when it is in that set, so a member that takes no part never makes a quorum.

>>> rule = Rule(kind="majority", base="cast", abstentions=(OptionId("abstain"),))
>>> votes = {OptionId("for"): 17, OptionId("against"): 0, OptionId("abstain"): 11}
>>> bases = bases_of(rule, votes, members=34, others={FigureId("present"): 2, FigureId("absent"): 3})
>>> bases.named("members"), bases.named("present"), bases.named("cast"), bases.named("cast-or-abstaining")
(34, 30, 17, 28)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tellers.model import PRESENT, FigureId, OptionId, Position, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BASES", "ROLL_BASES", "Bases", "bases_of", "recount"]

ROLL_BASES = ("members", "in-office", "entitled", "without-parties")
BASES = (*ROLL_BASES, "present", "cast", "cast-or-abstaining", "cast-or-invalid")
"""The words a base may be; a figure's id is one too, where records give that figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """The whole numbers a majority may be counted on, in one weight."""

    members: int
    """Members of the body, or registered voters."""
    present: int
    """All who took a position or abstained, and who were there and voted for nothing."""
    cast: int
    """Votes for an option that is not an abstention."""
    in_office: int | None = None
    """Members whose seat is not vacant; as many as members where nothing else is known."""
    entitled: int | None = None
    """Members in office whose vote is not suspended."""
    without_parties: int | None = None
    """All members, vacant seats and suspended votes too, but the parties to the matter itself."""
    attending: int | None = None
    """How many were there, where that was recorded apart from the vote: those present are then as many."""
    abstaining: int = 0
    invalid: int = 0
    figures: Mapping[FigureId, int] = field(default_factory=dict)
    """Other figures of the tally, by id: a runoff may count on the valid votes as stated."""

    def named(self, base: str) -> int:
        """Return the number for a rule's base; `ValueError` names the bases that exist."""
        in_office = self.members if self.in_office is None else self.in_office
        known = {
            "members": self.members,
            "in-office": in_office,
            "entitled": in_office if self.entitled is None else self.entitled,
            "without-parties": self.members if self.without_parties is None else self.without_parties,
            "present": self.present if self.attending is None else self.attending,
            "cast": self.cast,
            "cast-or-abstaining": self.cast + self.abstaining,
            "cast-or-invalid": self.cast + self.invalid,
        }
        if base in known:
            return known[base]
        if base in self.figures:
            return self.figures[FigureId(base)]
        message = f"unknown base {base!r}; the bases are {', '.join([*BASES, *self.figures])}"
        raise ValueError(message)


def bases_of(
    rule: Rule, votes: Mapping[OptionId, int], *, members: int, others: Mapping[FigureId, int] | None = None
) -> Bases:
    """Return the bases that follow from the votes and from the figures that are no option's votes.

    Abstentions count as present and not as cast. `others` are positions (`present`, `absent`, ...)
    and whatever else the tally gives.
    """
    others = others or {}
    abstaining = sum(votes.get(option, 0) for option in rule.abstentions)
    every = sum(votes.values())
    here = sum(number for figure, number in others.items() if str(figure) in PRESENT)
    return Bases(
        members=members,
        present=every + here,
        cast=every - abstaining,
        abstaining=abstaining,
        invalid=others.get(FigureId(Position.INVALID), 0),
        figures=others,
    )


def recount(rule: Rule, votes: Mapping[OptionId, int], bases: Bases) -> Bases:
    """Return the bases of other votes on the same roll, the figures that are no votes being as they were."""
    again = bases_of(rule, votes, members=bases.members, others=bases.figures)
    return replace(
        again,
        in_office=bases.in_office,
        entitled=bases.entitled,
        without_parties=bases.without_parties,
        attending=bases.attending,
    )
