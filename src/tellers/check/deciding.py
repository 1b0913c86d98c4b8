"""What a rule decides on: the votes of one source, the numbers they may be counted on, and who cast them.

Where the dossier holds the body that voted, its roll of that day says who could vote, what each member
weighs, and who has a veto; the records then say who took which position. Without one, the tally is all
there is, and a rule that asks who cannot be decided.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.model import Contest, FigureId, OptionId, Outcome, Reached, Role, RollCall, Rule, UnitId
from tellers.rules import (
    Bases,
    Circumstances,
    bases_of,
    count_roll,
    decide,
    possible_outcomes,
    possible_rolls,
    required_of,
)
from tellers.tables import positions_taken

if TYPE_CHECKING:
    from tellers.model import Roll
    from tellers.tables import Tables
    from tellers.tally import Tally

__all__ = ["Deciding", "asks_who", "attending_of", "roll_call_of"]

MOST_UNNAMED = 100_000
"""Members beyond those of the roll that are supposed: no body has as many, and a file may say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """One source's votes, ready for any rule of the contest."""

    contest: Contest
    votes: dict[OptionId, int]
    others: dict[FigureId, int]
    """Figures that are no option's votes."""
    members: int
    """As stated, or as many as are registered; what a majority of members is counted on."""
    call: RollCall | None = None
    """Who took which position, where the dossier holds the body."""

    def counted(self, rule: Rule) -> tuple[Bases, Circumstances]:
        """Return what the rule may count on, and what besides the votes it asks for.

        Raises `ValueError` for a rule that asks who voted where nobody knows.
        """
        bases = bases_of(rule, self.votes, members=self.members, others=self.others)
        bases = replace(bases, attending=attending_of(self.contest))
        if self.call is None:
            return bases, Circumstances(casting=self.contest.casting, attending=bases.attending)
        counted = count_roll(rule, self.call)
        bases = replace(
            bases,
            in_office=counted.bases.in_office,
            entitled=counted.bases.entitled,
            without_parties=counted.bases.without_parties,
        )
        return bases, counted.circumstances

    def outcome(self, rule: Rule) -> Outcome:
        """Return the outcome under a rule, as if nothing were missing."""
        bases, circumstances = self.counted(rule)
        return decide(rule, self.votes, bases, circumstances)

    def size(self, rule: Rule) -> int:
        """Return what the first requirement is counted on; of a number asked outright, the members."""
        if rule.number is not None:
            return self.members
        bases, circumstances = self.counted(rule)
        poll = circumstances.weighed[rule.weight].bases if rule.weight else bases
        return poll.named(rule.base)

    def required(self, rule: Rule) -> int:
        """Return the votes that the first requirement of a majority asks for."""
        bases, circumstances = self.counted(rule)
        poll = circumstances.weighed[rule.weight].bases if rule.weight else bases
        return required_of(rule.first, poll)[1]

    def quorum(self, rule: Rule) -> Reached | None:
        """Return the quorum resolved, where the rule has one."""
        reached = self.outcome(rule).reached
        return next((one for one in reached if one.base == "quorum"), None)

    def outcomes(self, rule: Rule, *, missing: int) -> tuple[Outcome, ...]:
        """Return the outcome as it stands, then those at the corners of what could be added."""
        if self.call is not None and asks_who(rule):
            call = replace(self.call, members=self.members or None)
            return possible_rolls(rule, call, _missing(rule, call, missing))
        bases, _ = self.counted(rule)
        return possible_outcomes(rule, self.votes, bases, missing=missing)


def asks_who(rule: Rule) -> bool:
    """Return whether a rule asks who voted, and not only how many."""
    weighed = any(one.weight for one in rule.requirements)
    return weighed or rule.veto is not None or rule.quorum is not None or rule.tie == "casting"


def _missing(rule: Rule, call: RollCall, votes: int) -> tuple[UnitId, ...]:
    """Return who could still take a position, no more than there are votes missing.

    A number of members above the roll's stands for members that nobody names; where heads alone are
    counted, any of those without a position stand for as many as a smaller number leaves.
    """
    named = call.without_position
    asked = [*rule.requirements, *([rule.quorum.requirement] if rule.quorum else [])]
    by_head = rule.veto is None and not any(one.weight for one in asked)
    if len(named) > votes and (by_head or not votes):
        return named[:votes]
    strangers = sum(seat not in call.roll.members for seat in call.positions)
    beyond = (call.members or 0) - len(call.roll.members) - strangers
    unnamed = min(votes - len(named), beyond, MOST_UNNAMED)
    return (*named, *(UnitId(f"{number} of nobody") for number in range(unnamed)))


def roll_call_of(tables: Tables, contest: Contest, tally: Tally, roll: Roll) -> RollCall:
    """Return the roll call that a source's records are: each member's position, of those that have one.

    A member that is counted and never called has no position and will have none: it is recorded so.
    """
    positions = [figure.id for figure in contest.figures if figure.role is Role.POSITION]
    taken = positions_taken(tables, contest, tally.source, [*contest.option_ids, *positions])
    closed = {seat: "not-recorded" for seat in roll.members if seat not in roll.called and seat not in taken}
    return RollCall(
        positions={**taken, **closed},
        roll=roll,
        options=contest.option_ids,
        casting=contest.casting,
        attending=attending_of(contest),
    )


def attending_of(contest: Contest) -> int | None:
    """Return how many were there when the question was put, as stated and applied; None where nobody says."""
    stated = contest.applied("attending")
    return None if stated is None else stated.value
