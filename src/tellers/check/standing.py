"""How one source's records stand to one announced count: the arithmetic of every verdict.

A source either accounts for every unit, or leaves some whose content nobody published. In the
first case a count is exactly right or it is off by a number. In the second it lies between the
least and the most that the records allow, or it does not.

>>> CountStanding(records=100, added=0, claimed=100, least=100, most=100, complete=True).word.value
'confirmed'
>>> CountStanding(records=100, added=0, claimed=90, least=95, most=140, complete=False).word.value
'contradicted'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check.announced import Announced
from tellers.check.base_formulas import outcome_margin
from tellers.check.completion import units_left_out
from tellers.check.formulas import claimed
from tellers.model import ClaimKind, OptionId, Role, VerdictWord

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Claim, FigureId, Proclamation, SourceId

__all__ = [
    "CountStanding",
    "best_source",
    "count_standing",
    "gives_options",
    "held_margin",
    "is_complete",
    "units_skipped",
]

BALLOTS = {Role.VOTERS, Role.VALID, Role.NULL, Role.BLANK, Role.NOT_COUNTED, Role.POSITION}
"""Roles of figures that count persons or their ballots: never more than are registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStanding:
    """One count: what the records give, what was claimed, and what the rest could do."""

    records: int
    added: int
    """Votes from additions outside the records, part of the claim and of no record."""
    claimed: int
    least: int | None
    """The least the records allow, additions included; None where nothing bounds it."""
    most: int | None
    complete: bool
    """Whether nothing is missing, or the proclamation counts only the part that the source has."""

    @property
    def difference(self) -> int:
        """Return claimed less recomputed, additions included."""
        return self.claimed - self.records - self.added

    @property
    def word(self) -> VerdictWord:
        """Return what the records say of the claim."""
        if self.complete:
            return VerdictWord.CONTRADICTED if self.difference else VerdictWord.CONFIRMED
        below = self.least is not None and self.claimed < self.least
        above = self.most is not None and self.claimed > self.most
        return VerdictWord.CONTRADICTED if below or above else VerdictWord.CONSISTENT


def gives_options(case: Case, source: SourceId) -> bool:
    """Return whether a source has a column for every option."""
    return set(case.contest.option_ids) <= set(case.tally(source).figures)


def is_complete(case: Case, source: SourceId) -> bool:
    """Return whether a source accounts for every unit, with every option's figure read.

    A listed unit without an account is missing even where as many units as stated have one,
    unless nobody is registered in it.
    """
    tally, known = case.tally(source), case.tally(source).register
    listed = not known.missing_listed_units or known.missing_listed_registered == 0
    unread = any(option in tally.silent for option in case.contest.option_ids)
    return gives_options(case, source) and tally.missing_units == 0 and listed and not unread


def best_source(case: Case) -> SourceId | None:
    """Return the source an outcome is judged by: a complete one, else one that leaves fewest voters outside.

    The broadest comes first among complete ones, and where no register bounds what is missing. None
    where no source gives every option, or the number that the rule counts on is not known.
    """
    sources = [source for source in case.sources if gives_options(case, source) and case.has_base(source)]
    ranked = sorted(sources, key=lambda source: -case.tally(source).units)
    complete = [source for source in ranked if is_complete(case, source)]
    bounded = [(b.capacity, i, s) for i, s in enumerate(ranked) if (b := case.bounds(s)) is not None]
    if complete or not bounded:
        return next(iter([*complete, *ranked]), None)
    return min(bounded)[2]


def units_skipped(case: Case, proclamation: Proclamation, source: SourceId) -> int:
    """Return the most of a source's units that a proclamation may have left out, by its own coverage claim.

    None where it claims none, or all. Where the claim counts voters, or nobody says how many
    units there are, it may be any number of them: an assumption in the direction of more.
    """
    coverage, stated = proclamation.claim(ClaimKind.COVERAGE), case.contest.applied("units")
    if coverage is None or coverage.share >= 1:
        return 0
    if coverage.base != "units" or stated is None:
        return case.tally(source).units
    return units_left_out(stated.value, coverage.text)


def counts_the_same(case: Case, proclamation: Proclamation, source: SourceId) -> bool:
    """Return whether a proclamation of a part of all units is of the part that a source has.

    It is taken to be where its coverage is the source's own, at its decimals, and every count it
    gives of options is the source's: one count alone, a nought say, can be equal by chance.
    """
    coverage, tally = proclamation.claim(ClaimKind.COVERAGE), case.tally(source)
    share, options = tally.coverage.share, set(case.contest.option_ids)
    if coverage is None or coverage.base != "units" or share is None or not gives_options(case, source):
        return False
    votes = case.votes(source)
    counts = [
        claim
        for claim in proclamation.claims
        if claim.kind is ClaimKind.COUNT and claim.figures and set(claim.figures) <= options
    ]
    equal = all(sum(votes[OptionId(f)] for f in claim.figures) == claim.count for claim in counts)
    return coverage.reading.stands_for(share) and bool(counts) and equal


def count_standing(
    case: Case, proclamation: Proclamation, claim: Claim, source: SourceId
) -> CountStanding | None:
    """Return how a source stands to an announced count; None when it is silent on the figure."""
    figures, tally = claim.figures, case.tally(source)
    skipped = units_skipped(case, proclamation, source)
    if case.contest.with_role(Role.REGISTERED) in figures:
        return _register_standing(case, claim, source, skipped)
    if not figures or not set(figures) <= set(tally.figures):
        return None
    records = sum(tally.figures[figure] for figure in figures)
    added = sum(case.added(figure) for figure in figures)
    bounds = case.bounds(source) if _bounded(case, figures, source) else None
    read = not any(figure in tally.silent for figure in figures)
    return CountStanding(
        records=records,
        added=added,
        claimed=claim.count,
        least=records + added - case.most_left_out(source, figures, skipped),
        most=records + added + bounds.capacity if bounds else None,
        complete=(is_complete(case, source) and read and not skipped)
        or (skipped > 0 and counts_the_same(case, proclamation, source) and records + added == claim.count),
    )


def _bounded(case: Case, figures: tuple[FigureId, ...], source: SourceId) -> bool:
    """Return whether the register bounds what could be added to these figures together.

    It does for sets of options, and for one figure that counts ballots and is read on every record.
    """
    if set(figures) <= set(case.contest.option_ids):
        return len(figures) == 1 or not case.contest.rule.several
    roles = {figure.id: figure.role for figure in case.contest.figures}
    return (
        len(figures) == 1 and roles.get(figures[0]) in BALLOTS and figures[0] not in case.tally(source).silent
    )


def _register_standing(case: Case, claim: Claim, source: SourceId, skipped: int) -> CountStanding | None:
    """Return how the listed register stands to an announced one: exact where all are listed with one."""
    known, tally = case.tally(source).register, case.tally(source)
    missing, closed = known.missing_listed_registered, known.closed_registered
    whole = tally.coverage.of_units == known.listed_units and not known.missing_listed_units
    whole = whole or (tally.missing_units == 0 and missing == 0)
    if not known.registered:
        return None
    return CountStanding(
        records=known.registered if missing is None else known.registered + closed + missing,
        added=0,
        claimed=claim.count,
        least=None,
        most=None,
        complete=whole and missing is not None and not known.unknown_units and not skipped,
    )


def held_margin(case: Case, proclamation: Proclamation, source: SourceId) -> tuple[int, str]:
    """Return the margin that a difference from a proclamation is held against, and its formula.

    It is what lies between the records' outcome and the next; under a plurality the announced
    margin where that is smaller: an assumption in the direction of more weight.
    """
    margin, formula = case.outcome(source).margin or 0, outcome_margin(case, source)
    said = Announced(contest=case.contest, proclamation=proclamation)
    if case.contest.rule.kind == "plurality" and said.margin is not None and said.margin < margin:
        first, second = said.ranked[:2]
        return said.margin, f"{claimed(proclamation.id, first.id)} - {claimed(proclamation.id, second.id)}"
    return margin, formula
