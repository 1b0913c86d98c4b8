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
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.completion import units_left_out
from tellers.model import ClaimKind, Role, Severity, VerdictWord
from tellers.tables import largest_sum

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Claim, FigureId, Proclamation, SourceId

__all__ = ["CountStanding", "count_standing", "is_complete", "units_skipped", "weigh"]


ATTENTION_SHARE = Fraction(1, 100)
"""A difference of a hundredth of the margin or more asks to be explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStanding:
    """One count: what the records give, what was claimed, and what the rest could do."""

    records: int
    added: int
    """Votes from additions outside the records, part of the claim and of no record."""
    claimed: int
    least: int | None
    most: int | None
    complete: bool
    """Whether nothing is missing, or the claim itself says it counts only a part."""

    @property
    def difference(self) -> int:
        """Return claimed less recomputed, additions included."""
        return self.claimed - self.records - self.added

    @property
    def word(self) -> VerdictWord:
        """Return what the records say of the claim."""
        if self.complete:
            return VerdictWord.CONTRADICTED if self.difference else VerdictWord.CONFIRMED
        claimed = self.claimed - self.added
        if self.least is None or (self.most is None and claimed >= self.least):
            return VerdictWord.CONSISTENT
        if claimed < self.least or (self.most is not None and claimed > self.most):
            return VerdictWord.CONTRADICTED
        return VerdictWord.CONSISTENT


def is_complete(case: Case, source: SourceId) -> bool:
    """Return whether a source accounts for every unit, with every option's figure read."""
    tally = case.tally(source)
    known = set(case.contest.option_ids) <= set(tally.figures)
    return known and tally.missing_units == 0 and not any(o in tally.silent for o in case.contest.option_ids)


def units_skipped(case: Case, proclamation: Proclamation) -> int:
    """Return the most units a proclamation may have left out, by its own coverage claim."""
    coverage, stated = proclamation.claim(ClaimKind.COVERAGE), case.contest.applied("units")
    if coverage is None or coverage.base != "units" or stated is None or coverage.share >= 1:
        return 0
    return units_left_out(stated.value, coverage.text)


def count_standing(case: Case, proclamation: Proclamation, claim: Claim, source: SourceId) -> CountStanding | None:
    """Return how a source stands to an announced count; None when it is silent on the figure."""
    figures = claim.figures
    tally = case.tally(source)
    if case.contest.with_role(Role.REGISTERED) in figures:
        return _register_standing(case, claim, source)
    if not figures or not set(figures) <= set(tally.figures):
        return None
    records = sum(tally.figures[figure] for figure in figures)
    added = sum(case.added(figure) for figure in figures)
    skipped = units_skipped(case, proclamation)
    bounds = case.bounds(source)
    exact = records + added == claim.count and skipped > 0
    return CountStanding(
        records=records,
        added=added,
        claimed=claim.count,
        least=records - _left_out(case, source, figures, skipped),
        most=records + bounds.capacity if bounds else None,
        complete=(is_complete(case, source) and not skipped) or exact,
    )


def _left_out(case: Case, source: SourceId, figures: tuple[FigureId, ...], units: int) -> int:
    return largest_sum(case.tables, case.contest, source, figures, units=units) if units else 0


def _register_standing(case: Case, claim: Claim, source: SourceId) -> CountStanding | None:
    """Return how the listed register stands to an announced one: exact where all units are listed."""
    known = case.tally(source).register
    if known.missing_listed_registered is None or known.unknown_units or not known.registered:
        if not known.registered:
            return None
        return CountStanding(
            records=known.registered, added=0, claimed=claim.count, least=None, most=None, complete=False
        )
    listed = known.registered + known.closed_registered + known.missing_listed_registered
    return CountStanding(
        records=listed,
        added=0,
        claimed=claim.count,
        least=None,
        most=None,
        complete=is_complete(case, source) and not known.missing_listed_registered,
    )


def weigh(votes: int, margin: int) -> Severity:
    """Return how a difference of so many votes weighs against the margin.

    >>> weigh(249, 369_591).value, weigh(468_474, 2_003_007).value, weigh(1_977_376, 1_082_740).value
    ('notice', 'attention', 'serious')
    """
    if not margin or abs(votes) >= margin:
        return Severity.SERIOUS
    return Severity.ATTENTION if Fraction(abs(votes), margin) >= ATTENTION_SHARE else Severity.NOTICE
