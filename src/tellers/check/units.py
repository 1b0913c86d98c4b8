"""Units: are there as many as were stated, which are missing, which does nobody know.

The question: how many units and areas were stated, listed and recorded; what became of the
listed units without a record; which records are of units on no list; and do numbers within an
area leave out units? The statistic: counts, by status; the highest number within each area less
the units there, added. The assumptions: for the gaps, that units are numbered from 1 within
their area without leaving numbers out. What it cannot tell: units above the highest number
seen, and areas of which nothing is published.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.told import margin_number
from tellers.check.weight import weigh_records
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import (
    areas_seen,
    count_absent,
    list_gaps,
    list_missing,
    list_unknown,
    numbering_gaps,
    unknown_votes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import SourceId, Statement, Value

__all__ = ["check_units"]

CHECK = "units"


def check_units(case: Case) -> Iterator[Finding]:
    """Yield what was stated against what is seen; a source: listed units missing, records unknown, gaps."""
    if case.broadest is not None:
        yield from _stated(case, case.broadest)
        yield from _gaps(case, case.broadest)
    for source in case.principal:
        yield from _missing_units(case, source)
    for source in case.sources:
        yield from _unknown_units(case, source)


def _stated(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield every statement on the number of units or areas against those with a record."""
    for level in ("units", *(one.id for one in case.contest.levels)):
        stated = case.contest.stated(level)
        if not stated:
            continue
        if level == "units":
            tally = case.tally(source)
            seen, formula = tally.units + tally.closed_units, f'units("{source}") + closed_units("{source}")'
        else:
            seen = areas_seen(case.tables, case.contest, source, level)
            formula = f'areas_seen("{source}", "{level}")'
        for index, statement in enumerate(stated):
            yield _against(case, (source, level, index), statement, seen=(seen, formula))


def _against(
    case: Case, place: tuple[SourceId, str, int], statement: Statement, *, seen: tuple[int, str]
) -> Finding:
    """Return one statement against what is seen: more than stated cannot be, fewer leaves a part open."""
    source, level, index = place
    count, formula = seen
    over = count > statement.value
    message = "units-stated-over" if over else "units-stated" if level == "units" else "units-areas-stated"
    said = f'stated("{level}", {index})'
    return Finding(
        code="units-stated",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{level}/{index}",
        status=FindingStatus.DIFFERS if over else FindingStatus.HOLDS,
        severity=Severity.ATTENTION if over and statement.applied else Severity.INFORMATION,
        message=message,
        numbers=(
            number("stated", statement.value, "units", said),
            number("who", f"{level}/{index}", "statement"),
            number("level", level, "level"),
            number("source", source, "source"),
            number("seen", count, "units", formula),
            number("apart", abs(statement.value - count), "units", f"abs({said} - ({formula}))"),
        ),
        sources=(source,),
        settles="settle-publish-missing" if count < statement.value else "",
    )


def _gaps(case: Case, source: SourceId) -> Iterator[Finding]:
    if not case.contest.levels:
        return
    level = case.contest.levels[-1].id
    found = numbering_gaps(case.tables, case.contest, source, level)
    if found is None or not found.gaps:
        return
    shown = tuple(islice(list_gaps(case.tables, case.contest, source, level), SHOWN_UNITS))
    head: tuple[Value, ...] = (f"level:{level}", "column-units", "column-last")
    of_level = f'("{source}", "{level}")'
    yield Finding(
        code="units-gaps",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.CANNOT_TELL,
        severity=Severity.INFORMATION,
        message="units-gaps",
        numbers=(
            number("gaps", found.gaps, "units", f"numbering_gaps{of_level}"),
            number("source", source, "source"),
            number("level", level, "level"),
            number("areas", found.areas, "areas", f"areas_seen{of_level}"),
            number("units", found.units, "units", f"numbered{of_level}"),
        ),
        assumptions=("assume-numbered-from-one",),
        sources=(source,),
        unit_count=found.gaps,
        settles="settle-publish-missing",
        table=(head, *((area.area, area.units, area.last) for area in shown)),
        table_formulas=tuple(("", f'units("{source}", "{level}", "{area.area}")', "") for area in shown),
    )


def _recorded_listed(case: Case, source: SourceId) -> int:
    """Return how many listed units have a standing record, from what the tally knows already."""
    known = case.tally(source).register
    return known.listed_units - known.missing_listed_units - known.closed_units


def _missing_units(case: Case, source: SourceId) -> Iterator[Finding]:
    if _recorded_listed(case, source) == case.tally(source).register.listed_units:
        return
    absent = count_absent(case.tables, case.contest, source)
    units, known = sum(one.units for one in absent), sum(one.registered for one in absent)
    if not units:
        return
    shown = tuple(islice(list_missing(case.tables, case.contest, source), SHOWN_UNITS))
    rows = tuple((_status(one.status), one.units, one.registered) for one in absent)
    yield Finding(
        code="units-missing",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="units-missing" if known else "units-missing-unknown-register",
        numbers=(
            number("count", units, "units", f'absent("{source}")'),
            number("source", source, "source"),
            number("registered", known, "voters", f'absent_registered("{source}")'),
            number(
                "unexplained",
                sum(one.units for one in absent if not one.status),
                "units",
                f'absent("{source}", "")',
            ),
        ),
        sources=(source,),
        units=tuple(one.unit for one in shown),
        unit_count=units,
        settles="settle-publish-missing",
        table=(("column-status", "column-units", "column-registered"), *rows),
        table_formulas=tuple(
            ("", f'absent("{source}", "{one.status}")', f'absent_registered("{source}", "{one.status}")')
            for one in absent
        ),
    )


def _unknown_units(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield the records of units on no list, with what they say."""
    if _recorded_listed(case, source) == case.tally(source).units:
        return
    count, votes = unknown_votes(case.tables, case.contest, source)
    if not count:
        return
    shown = tuple(islice(list_unknown(case.tables, case.contest, source), SHOWN_UNITS))
    figures = case.tables.figures[case.contest.id, source]
    whole = case.broadest or source
    margin = case.margin(whole)
    weight = weigh_records(votes, margin, records=count, of_records=case.tally(whole).units)
    if source != whole and weight is Severity.ATTENTION:
        weight = Severity.NOTICE  # a name a newspaper mangled is its own affair
    rows = tuple((one.unit, *one.figures.values()) for one in shown)
    yield Finding(
        code="units-unknown",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.DIFFERS,
        severity=weight,
        message="units-unknown",
        numbers=(
            number("count", count, "units", f'unknown("{source}")'),
            number("source", source, "source"),
            number("votes", votes, "votes", f'unknown_votes("{source}")'),
            margin_number(case, whole),
        ),
        sources=(source,),
        units=tuple(one.unit for one in shown),
        unit_count=count,
        records=tuple(f"{source}/{one.record}" for one in shown),
        settles="settle-publisher-says-which",
        margin=margin,
        votes_affected=votes or None,
        table=(("column-unit", *(f"figure:{figure}" for figure in figures)), *rows),
        table_formulas=tuple(
            ("", *(f'on_record("{source}", {one.record}, "{figure}")' for figure in figures)) for one in shown
        ),
    )


def _status(status: str) -> str:
    """Return the cell that tells the status of a record, or that there is none."""
    key = f"record-status-{status or 'no-record'}"
    return f"message:{key}"
