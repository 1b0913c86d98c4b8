"""Do the sources agree, unit by unit?

The question: where two sources give an account of the same unit, do they give the same? The
statistic: units shared, equal, differing, failed readings, and only in one; and by how many
votes the differing ones differ. The assumptions: none; this compares publications. What it
cannot tell: which of two sources is right, or whether both copied one mistake.

A reading that failed is told apart from a sheet of zeros: it has no figures at all.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import compare_sources, list_differences, only_by_area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import SourceId, Value

__all__ = ["check_sources"]

CHECK = "sources"


def check_sources(case: Case) -> Iterator[Finding]:
    """Yield one finding a pair of sources, and one with the areas where one has more units."""
    for first, second in combinations(case.sources, 2):
        yield _pair(case, first, second)
        if {first, second} <= set(case.principal):
            yield from _areas(case, first, second)


def _pair(case: Case, first: SourceId, second: SourceId) -> Finding:
    found = compare_sources(case.tables, case.contest, first, second)
    votes = found.votes
    listed = list_differences(case.tables, case.contest, first, second, limit=SHOWN_UNITS)
    units = tuple(difference.unit for difference in listed) if found.differ else ()
    margin = case.margin(case.broadest) if case.broadest else None
    apart = found.differ - found.unread
    severity = Severity.INFORMATION
    if apart:
        severity = Severity.SERIOUS if margin is not None and votes >= margin else Severity.NOTICE
    pair = f'"{first}", "{second}"'
    return Finding(
        code="sources-differ" if found.differ else "sources-agree",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{first}/{second}",
        status=FindingStatus.DIFFERS if apart else FindingStatus.HOLDS,
        severity=severity,
        message="sources-differ" if apart else "sources-unread" if found.unread else "sources-agree",
        numbers=(
            number("first", first, "source"),
            number("second", second, "source"),
            number("shared", found.shared, "units", f"shared({pair})"),
            number("equal", found.equal, "units", f"equal({pair})"),
            number("differ", found.differ, "units", f"differ({pair})"),
            number("unread", found.unread, "units", f"unread({pair})"),
            number("only_first", found.only_first, "units", f"only({pair})"),
            number("only_second", found.only_second, "units", f'only("{second}", "{first}")'),
            number("shared_records", found.shared_records_second, "records", f"shared_records({pair})"),
            number("votes", votes, "votes", f"votes_differing({pair})"),
            number("margin", margin, "votes", _margin_formula(case)),
        ),
        sources=(first, second),
        units=units,
        unit_count=found.differ,
        settles="settle-compare-sheets" if found.differ else "",
        margin=margin,
        votes_affected=votes or None,
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
    )


def _margin_formula(case: Case) -> str:
    if case.broadest is None:
        return ""
    first, second = case.leaders(case.broadest)
    return f'total("{case.broadest}", "{first}") - total("{case.broadest}", "{second}")'
