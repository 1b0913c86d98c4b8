"""Whether the sources agree, unit by unit.

The question: where two sources give an account of the same unit, do they give the same? The
statistic: units shared, equal, differing, failed readings, and only in one; and by how many
votes the differing ones differ. The assumptions: none; this compares publications. What it
cannot tell: which of two sources is right, or whether both copied one mistake.

A reading that failed is told apart from a sheet of zeros: it has no figures at all. A difference
weighs as much as its votes would if all of them went against the outcome.
"""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING

from tellers.check import base_formulas
from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.weight import weigh
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import compare_sources, list_differences, only_by_area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Number, SourceId, Value
    from tellers.tables import Comparison

__all__ = ["check_sources"]

CHECK = "sources"


def check_sources(case: Case) -> Iterator[Finding]:
    """Yield one finding a pair of sources that share a unit, and one with the areas of what one has more."""
    for first, second in combinations(case.sources, 2):
        found = compare_sources(case.tables, case.contest, first, second)
        if found.shared:
            yield _pair(case, found)
        if {first, second} <= set(case.principal):
            yield from _areas(case, first, second)


def _pair(case: Case, found: Comparison) -> Finding:
    """Return how two sources stand to each other on the units they share."""
    apart = found.differ - found.unread
    listed = list_differences(case.tables, case.contest, found.first, found.second)
    units = tuple(one.unit for one in islice(listed, SHOWN_UNITS)) if found.differ else ()
    source = case.broadest or found.first
    margin, (deciding, deciding_told) = case.outcome(source).margin or 0, _deciding(case, found)
    told = "sources-differ-unread" if found.unread else "sources-differ"
    return Finding(
        code="sources-differ" if found.differ else "sources-agree",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{found.first}/{found.second}",
        status=FindingStatus.DIFFERS if apart else FindingStatus.HOLDS,
        severity=_severity(found, deciding, margin),
        message=told if apart else "sources-unread" if found.unread else "sources-agree",
        numbers=(
            *_counts(found),
            number("deciding", deciding, "votes", deciding_told),
            number("margin", margin, "votes", base_formulas.outcome_margin(case, source)),
        ),
        sources=(found.first, found.second),
        units=units,
        unit_count=found.differ,
        settles="settle-compare-sheets" if found.differ else "",
        margin=margin if apart else None,
        votes_affected=deciding or None,
    )


def _deciding(case: Case, found: Comparison) -> tuple[int, str]:
    """Return by how many votes that can decide two sources differ, added without sign, and the formula.

    Under a majority of the members only the votes of the option that needs it can; else all.
    """
    rule, pair = case.contest.rule, f'"{found.first}", "{found.second}"'
    if rule.kind != "majority" or rule.base != "members" or rule.wins not in found.figures:
        return found.votes, f"votes_differing({pair})"
    listed = list_differences(case.tables, case.contest, found.first, found.second)
    sides = ((row.first[rule.wins], row.second[rule.wins]) for row in listed)
    apart = sum(abs(one - two) for one, two in sides if one is not None and two is not None)
    return apart, f'votes_differing({pair}, "{rule.wins}")'


def _severity(found: Comparison, deciding: int, margin: int) -> Severity:
    """Return the weight of what differs: a notice where no vote that can decide does."""
    if found.differ == found.unread:
        return Severity.INFORMATION
    return weigh(deciding, margin) if deciding else Severity.NOTICE


def _counts(found: Comparison) -> tuple[Number, ...]:
    """Return what was counted of a pair."""
    pair, back = f'"{found.first}", "{found.second}"', f'"{found.second}", "{found.first}"'
    return (
        number("first", found.first, "source"),
        number("second", found.second, "source"),
        number("shared", found.shared, "units", f"shared({pair})"),
        number("equal", found.equal, "units", f"equal({pair})"),
        number("differ", found.differ, "units", f"differ({pair})"),
        number("unread", found.unread, "units", f"unread({pair})"),
        number("only_first", found.only_first, "units", f"only({pair})"),
        number("only_second", found.only_second, "units", f"only({back})"),
        number("shared_records", found.shared_records_second, "records", f"shared_records({pair})"),
        number("votes", found.votes, "votes", f"votes_differing({pair})"),
    )


def _areas(case: Case, first: SourceId, second: SourceId) -> Iterator[Finding]:
    """Yield where units are in one source only, by area of the widest level."""
    if not case.contest.levels:
        return
    level = case.contest.levels[0].id
    rows = only_by_area(case.tables, case.contest, first, second, level)
    if not rows:
        return
    head: tuple[Value, ...] = (f"level:{level}", f"only:{first}", f"only:{second}")
    told = tuple(
        (
            "",
            f'only("{first}", "{second}", "{level}", "{area}")',
            f'only("{second}", "{first}", "{level}", "{area}")',
        )
        for area, *_ in rows
    )
    yield Finding(
        code="sources-only-by-area",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{first}/{second}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="sources-only-by-area",
        numbers=(
            number("first", first, "source"),
            number("second", second, "source"),
            number("only_first", sum(r[2] for r in rows), "units", f'only("{first}", "{second}")'),
            number("only_second", sum(r[3] for r in rows), "units", f'only("{second}", "{first}")'),
            number("level", level, "level"),
        ),
        sources=(first, second),
        table=(head, *((name or area, one, two) for area, name, one, two in rows)),
        table_formulas=told,
    )
