"""Corrections: is every replaced record accounted for, and what did the corrections change.

The question: where a record says that it replaces another, does that other exist, belong to the
same unit, and is it replaced once only; and how many votes did every option gain or lost by
corrections and withdrawals? The statistic: links, unsound links by kind, the net change of every
option. The assumptions: none; this follows what the records say of themselves. What it cannot
tell: whether a correction was right, and a change made without a new record.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.corrections_moved import moved_by
from tellers.check.told import margin_number
from tellers.check.weight import weigh_records
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import count_corrections, count_withdrawn, list_corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import SourceId, Value
    from tellers.tables import Corrections

__all__ = ["check_corrections"]

CHECK = "corrections"


def check_corrections(case: Case) -> Iterator[Finding]:
    """Yield, a source with corrections: what they changed, what is unsound; and what was withdrawn."""
    for source in case.sources:
        found = count_corrections(case.tables, case.contest, source)
        if found:
            yield _changed(case, source, found)
            if found.faulty:
                yield _unsound(case, source, found)
        yield from _withdrawn(case, source)


def _changed(case: Case, source: SourceId, found: Corrections) -> Finding:
    """Return what the corrections changed; it weighs as much as they moved what the outcome hangs on."""
    margin, moved = case.margin(source), moved_by(case, source, found)
    rows: list[tuple[Value, ...]] = [(f"option:{option}", votes) for option, votes in found.net.items()]
    weight = (
        Severity.NOTICE
        if moved.votes is None or margin is None
        else weigh_records(moved.votes, margin, records=moved.votes, of_records=margin)
    )
    shown = [one.unit for one in islice(list_corrections(case.tables, case.contest, source), SHOWN_UNITS)]
    return Finding(
        code="corrections",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION if weight is Severity.NOTICE else weight,
        message=moved.message,
        numbers=(
            number("links", found.links, "records", f'links("{source}")'),
            number("source", source, "source"),
            number("units", found.units, "units", f'units_corrected("{source}")'),
            *moved.numbers,
        ),
        sources=(source,),
        units=tuple(dict.fromkeys(shown)),
        unit_count=found.units,
        settles="settle-correction-explained",
        margin=margin if moved.votes is not None else None,
        votes_affected=moved.votes or None,
        table=(("column-option", "column-votes-gained"), *rows),
        table_formulas=tuple(("", f'corrected("{source}", "{option}")') for option in found.net),
    )


def _unsound(case: Case, source: SourceId, found: Corrections) -> Finding:
    margin = case.margin(source)
    listed = list_corrections(case.tables, case.contest, source)
    shown = [one for one in islice(listed, min(found.faulty, SHOWN_UNITS)) if one.fault]
    rows: list[tuple[Value, ...]] = [
        (one.unit, f"{source}/{one.record}", f"{source}/{one.replaces}", f"correction-{one.fault}")
        for one in shown
    ]
    weight = weigh_records(
        found.faulty_votes, margin, records=found.faulty, of_records=case.tally(source).units
    )
    counts = {
        "dangling": found.dangling,
        "other_unit": found.other_unit,
        "forked": found.forked,
        "circular": found.circular,
    }
    return Finding(
        code="corrections-unsound",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.DIFFERS,
        severity=weight,
        message="corrections-unsound",
        numbers=(
            number("faulty", found.faulty, "records", f'unsound_links("{source}")'),
            number("links", found.links, "records", f'links("{source}")'),
            number("source", source, "source"),
            *(number(k, v, "records", f'unsound_links("{source}", "{k}")') for k, v in counts.items()),
            number("votes", found.faulty_votes, "votes", f'unsound_votes("{source}")'),
            margin_number(case, source),
        ),
        sources=(source,),
        units=tuple(dict.fromkeys(one.unit for one in shown)),
        unit_count=found.faulty,
        records=tuple(f"{source}/{one.record}" for one in shown),
        settles="settle-publisher-says-which",
        margin=margin,
        votes_affected=found.faulty_votes or None,
        table=(("column-unit", "column-record", "column-replaces", "column-fault"), *rows),
    )


def _withdrawn(case: Case, source: SourceId) -> Iterator[Finding]:
    found = count_withdrawn(case.tables, case.contest, source)
    if not found.units:
        return
    margin = case.margin(source)
    yield Finding(
        code="units-withdrawn",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.DIFFERS,
        severity=weigh_records(
            found.votes, margin, records=found.units, of_records=case.tally(source).units + found.units
        ),
        message="corrections-withdrawn",
        numbers=(
            number("units", found.units, "units", f'withdrawn("{source}")'),
            number("source", source, "source"),
            number("votes", found.votes, "votes", f'withdrawn_votes("{source}")'),
            margin_number(case, source),
        ),
        sources=(source,),
        unit_count=found.units,
        settles="settle-publisher-says-which",
        margin=margin,
        votes_affected=found.votes or None,
    )
