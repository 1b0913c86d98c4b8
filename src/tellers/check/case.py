"""A case: one contest of one dossier, and the tallies every check asks for.

A check is a function `check_<question>(case) -> Iterator[Finding]` in a module of its own. It
asks the case for tallies (computed once) and `tellers.tables` for anything row by row, and it
never raises on content that is wrong: that is what findings are for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.check.deciding import Deciding, roll_call_of
from tellers.model import (
    Contest,
    FigureId,
    Number,
    OptionId,
    Outcome,
    OutcomeWord,
    Proclamation,
    Roll,
    RollCall,
    SourceId,
    Value,
)
from tellers.rules import standing_of
from tellers.rules.bases import ROLL_BASES
from tellers.tables import largest_sum
from tellers.tally import Bounds, Tally, bound_votes, registered_total, tally_source

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.tables import Tables

__all__ = ["Case", "number"]

SHOWN_UNITS = 20
"""How many units a finding names; the rest is counted, and listed by `tellers check --rows`."""
BESIDES_VOTES = frozenset({"quorum", "requirement", "veto"})
"""The reasons of an outcome that the votes by head did not decide; see `tellers.rules.majority`."""


@dataclass(frozen=True)
class Case:
    """One contest of a dossier, ready to be asked."""

    dossier: Dossier
    contest: Contest
    deep: bool = False
    """Whether checks that cost more than they are likely to show, on very many units, run too."""
    _tallies: dict[SourceId, Tally] = field(default_factory=dict)
    _calls: dict[SourceId, RollCall] = field(default_factory=dict)
    _left_out: dict[tuple[SourceId, tuple[FigureId, ...], int], int] = field(default_factory=dict)

    @property
    def tables(self) -> Tables:
        """Return the tables of the dossier."""
        return self.dossier.tables

    @cached_property
    def sources(self) -> tuple[SourceId, ...]:
        """Return the sources with records of this contest, in the dossier's order."""
        return self.tables.sources(self.contest.id)

    @cached_property
    def proclamations(self) -> tuple[Proclamation, ...]:
        """Return the proclamations of this contest, in the order they were made."""
        return self.dossier.proclamations_of(self.contest)

    def tally(self, source: SourceId) -> Tally:
        """Return the tally of a source."""
        if source not in self._tallies:
            self._tallies[source] = tally_source(self.tables, self.contest, source)
        return self._tallies[source]

    @cached_property
    def principal(self) -> tuple[SourceId, ...]:
        """Return the sources that cover at least half of what the broadest covers.

        A fragment (one line of a press report, a capture of some sheets) says nothing of an
        outcome; it is compared with the others and not asked for more.
        """
        most = max((self.tally(source).units for source in self.sources), default=0)
        return tuple(source for source in self.sources if 2 * self.tally(source).units >= most > 0)

    @cached_property
    def broadest(self) -> SourceId | None:
        """Return the source that covers most units: the one a proclamation is held against first."""
        return max(self.sources, key=lambda source: self.tally(source).units, default=None)

    def bounds(self, source: SourceId, registered: int | None = None) -> Bounds | None:
        """Return what the missing units could do to a source's tally, under a register."""
        tally = self.tally(source)
        if registered is None:
            registered = registered_total(self.contest, tally)
        return bound_votes(self.contest, tally, registered, by=self.deciding(source, registered))

    def most_left_out(self, source: SourceId, figures: tuple[FigureId, ...], units: int) -> int:
        """Return the most of these figures' sum that so many of a source's units hold between them."""
        key = (source, figures, units)
        if key not in self._left_out:
            self._left_out[key] = (
                largest_sum(self.tables, self.contest, source, figures, units=units) if units else 0
            )
        return self._left_out[key]

    def outcome(self, source: SourceId) -> Outcome:
        """Return the outcome of a source's votes, as if nothing were missing; not decided without a base."""
        if not self.has_base(source):
            return Outcome(word=OutcomeWord.NOT_DECIDED, margin=self.lead(source))
        return self.deciding(source).outcome(self.contest.rule)

    def deciding(self, source: SourceId, members: int | None = None) -> Deciding:
        """Return what a rule decides on by a source, with so many members; without, as stated or listed."""
        tally = self.tally(source)
        if members is None:
            members = registered_total(self.contest, tally)
        options = set(self.contest.option_ids)
        return Deciding(
            contest=self.contest,
            votes=self.votes(source),
            others={figure: total for figure, total in tally.figures.items() if figure not in options},
            members=members or 0,
            call=self.call(source),
        )

    @cached_property
    def roll(self) -> Roll | None:
        """Return who was a member on the day, where the dossier holds the body; the reading applied."""
        body = self.dossier.body
        return body.roll_on(self.contest.date) if body is not None else None

    def call(self, source: SourceId) -> RollCall | None:
        """Return who took which position by a source; None without a body to know the members by."""
        if self.roll is None or self.contest.secret:
            return None
        if source not in self._calls:
            self._calls[source] = roll_call_of(self.tables, self.contest, self.tally(source), self.roll)
        return self._calls[source]

    def has_base(self, source: SourceId) -> bool:
        """Return whether the numbers are known that a rule counts on: how many members may not be.

        Of its quorum too; who is in office or has a vote, a body's roll says.
        """
        rule = self.contest.rule
        if rule.kind == "plurality" or rule.several:
            return True
        more = [*rule.also, *([rule.quorum.requirement] if rule.quorum else [])]
        asked = [rule.first, *(one for one in more if one.number is None)]
        bases = {one.base for one in asked if not one.weight} & set(ROLL_BASES)
        if self.roll is not None and "members" not in bases:
            return True
        return not bases or registered_total(self.contest, self.tally(source)) is not None

    def votes(self, source: SourceId) -> dict[OptionId, int]:
        """Return the votes that an outcome follows from: a source's records, and additions outside them."""
        votes = self.tally(source).votes(self.contest)
        return {option: count + self.added(option) for option, count in votes.items()}

    def leaders(self, source: SourceId) -> tuple[OptionId, OptionId]:
        """Return the pair that an outcome hangs on, by a source's votes; ties in the ballot's order.

        First and second; where several are elected, the last elected and the first that is not. What is
        no vote for anybody, a blank say, is never one of them. Of a majority: what needs it, whether or
        not it has most votes, and the largest of those cast otherwise.
        """
        votes, rule = self.votes(source), self.contest.rule
        if rule.kind == "majority":
            wins = OptionId("for") if rule.wins is None else rule.wins
            others = [option for option in votes if option != wins]
            cast = [option for option in others if option not in rule.abstentions] or others
            return wins, max(cast, key=votes.__getitem__, default=wins)
        ranked = sorted(standing_of(rule, votes), key=lambda option: -votes[option])[rule.seats - 1 :]
        return ranked[0], ranked[1] if len(ranked) > 1 else ranked[0]

    def lead(self, source: SourceId) -> int:
        """Return the first of the pair less the second by a source's votes; of a majority, 0 or less too."""
        votes = self.votes(source)
        first, second = self.leaders(source)
        return votes[first] - votes[second] if first != second else votes[first]

    def margin(self, source: SourceId) -> int | None:
        """Return the votes that a difference in the records is weighed against.

        The lead; of a majority, by how many votes what is required was cleared or missed, which is not the
        lead: 17 for and none against, with 18 required, is a margin of 1. None where the votes by head
        did not decide it (a quorum, a veto, another weight): no number of votes weighs against that.
        """
        if self.contest.rule.kind != "majority":
            return self.lead(source)
        outcome = self.outcome(source)
        by_head = not self.contest.rule.first.weight
        return outcome.margin if by_head and not BESIDES_VOTES & set(outcome.reasons) else None

    def added(self, figure: FigureId) -> int:
        """Return the votes that additions outside the records give a figure."""
        return sum(dict(addition.figures).get(figure, 0) for addition in self.contest.additions)


def number(name: str, value: Value, unit: str = "", formula: str = "") -> Number:
    """Return a number of a finding; every number that is no word should carry its formula."""
    return Number(name=name, value=value, unit=unit, formula=formula)
