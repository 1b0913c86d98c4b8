"""Coverage: how much of each area is there, and does what is missing differ from what is there.

The question: of a source that leaves units out, which areas does it cover and which not at all;
are the areas it covers less those where the leader is weaker or stronger; and did sheets that
came later differ from those that came first? The statistic: units and registered voters with a
record, by area; the leader's share over the areas covered less and more than the whole; what
the missing units would add if they were like their own area; the leader's share on the units
that only the fuller of two sources has. The assumptions: of the extrapolation, that missing
units vote as the rest of their area; it is told as context and decides nothing, the bounds do.
What it cannot tell: what is on the sheets nobody published.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.coverage_register import check_register
from tellers.check.told import margin_number
from tellers.model import Finding, FindingStatus, Severity
from tellers.tables import areas_without_record, coverage_by_area, votes_only_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import OptionId, SourceId, Value
    from tellers.tables import AreaCoverage

__all__ = ["check_coverage"]

CHECK = "coverage"
LATE = 30
"""Units that only the fuller source has, from which on their share is told."""


def check_coverage(case: Case) -> Iterator[Finding]:
    """Yield, a source that leaves units out: its areas; of the broadest: areas without any; then pairs."""
    partial = [source for source in case.principal if _leaves_out(case, source)]
    for source in partial:
        if case.contest.levels:
            yield from _areas(case, source)
        for register in case.tables.registers:
            yield from check_register(case, source, register)
    if case.broadest in partial:
        for level in case.contest.levels:
            yield from _without_any(case, case.broadest, level.id)
    for first, second in combinations(case.principal, 2):
        yield from _late(case, first, second)


def _leaves_out(case: Case, source: SourceId) -> bool:
    """Return whether a source leaves units without an account, as far as anybody says how many there are."""
    tally = case.tally(source)
    listed = tally.register.missing_listed_units
    return bool(listed or tally.missing_units)


def _lists_all(case: Case) -> bool:
    """Return whether the table of units holds as many as are stated: only then is absence by area known."""
    stated = case.contest.applied("units")
    return case.broadest is not None and (
        stated is None or case.tally(case.broadest).register.listed_units >= stated.value
    )


def _areas(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield the coverage of every widest area, and whether low coverage goes with another vote."""
    level, leaders = case.contest.levels[0].id, case.leaders(source)
    areas = coverage_by_area(case.tables, case.contest, source, level)
    known = _lists_all(case)
    rows: list[tuple[Value, ...]] = [
        (
            area.name or None,
            area.recorded,
            area.listed if known else None,
            area.recorded_registered or None,
            Fraction(area.options.get(leaders[0], 0), area.votes) if area.votes else None,
        )
        for area in areas
    ]
    head: tuple[Value, ...] = (
        f"level:{level}",
        "column-recorded",
        "column-listed",
        "column-registered-recorded",
        f"share:{leaders[0]}",
    )
    yield Finding(
        code="coverage-by-area",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="coverage-by-area",
        numbers=(
            number("source", source, "source"),
            number("level", level, "level"),
            number(
                "areas",
                sum(bool(a.recorded and a.area) for a in areas),
                "areas",
                f'areas_seen("{source}", "{level}")',
            ),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("first", str(leaders[0]), "option"),
        ),
        sources=(source,),
        table=(head, *rows),
        table_formulas=tuple(
            tuple(f if cell is not None else "" for f, cell in zip(formulas, row, strict=True))
            for formulas, row in zip(
                (_area_formulas(source, level, str(leaders[0]), area) for area in areas), rows, strict=True
            )
        ),
    )
    if known:
        yield from _differs(case, source, areas)


def _area_formulas(source: SourceId, level: str, first: str, area: AreaCoverage) -> tuple[str, ...]:
    place = f'"{level}", "{area.area}"'
    units = f'units("{source}", {place})'
    return (
        "",
        units,
        f'expected("{source}", {place})',
        f'covered("{source}", {place})',
        f'share("{source}", "{first}", {place})',
    )


def _differs(case: Case, source: SourceId, areas: list[AreaCoverage]) -> Iterator[Finding]:
    """Yield the leader's share where coverage is below and above the whole, and the extrapolation."""
    there = [area for area in areas if area.recorded and area.votes]
    listed, recorded = sum(a.listed for a in there), sum(a.recorded for a in there)
    low = [a for a in there if a.recorded * listed < recorded * a.listed]
    high = [a for a in there if a.recorded * listed >= recorded * a.listed]
    if not low or not high or listed == recorded:
        return
    first, second = case.leaders(source)
    like_area = sum(
        Fraction((a.options.get(first, 0) - a.options.get(second, 0)) * (a.listed - a.recorded), a.recorded)
        for a in there
    )
    level = case.contest.levels[0].id
    of_source = f'("{source}", "{level}", "{first}"'
    yield Finding(
        code="coverage-differs",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.LEAD,
        severity=Severity.INFORMATION,
        message="coverage-differs",
        numbers=(
            number("source", source, "source"),
            number("level", level, "level"),
            number("first", str(first), "option"),
            number("second", str(second), "option"),
            number("low_areas", len(low), "areas", f'areas_below("{source}", "{level}")'),
            number("low", _share(low, first), "share", f"share_below{of_source})"),
            number("high_areas", len(high), "areas", f'areas_above("{source}", "{level}")'),
            number("high", _share(high, first), "share", f"share_above{of_source})"),
            number("added", round(like_area), "votes", f'like_area{of_source}, "{second}")'),
            margin_number(case, source),
        ),
        assumptions=("assume-missing-like-area",),
        sources=(source,),
        settles="settle-publish-missing",
        margin=case.margin(source),
    )


def _share(areas: list[AreaCoverage], option: OptionId) -> Fraction:
    return Fraction(sum(a.options.get(option, 0) for a in areas), sum(a.votes for a in areas))


def _without_any(case: Case, source: SourceId, level: str) -> Iterator[Finding]:
    areas = areas_without_record(case.tables, case.contest, source, level)
    if not areas:
        return
    shown: list[tuple[Value, ...]] = [(name,) for _, name in areas[:SHOWN_UNITS]]
    yield Finding(
        code="areas-without-record",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{level}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="coverage-areas-without",
        numbers=(
            number("count", len(areas), "areas", f'areas_without("{source}", "{level}")'),
            number("source", source, "source"),
            number("level", level, "level"),
        ),
        sources=(source,),
        unit_count=len(areas),
        settles="settle-publish-missing",
        table=((f"level:{level}",), *shown),
    )


def _late(case: Case, one: SourceId, two: SourceId) -> Iterator[Finding]:
    """Yield how the units only the fuller source has compare, where the other is a part of it."""
    less, more = sorted((one, two), key=lambda source: case.tally(source).units)
    leaders = first, second = case.leaders(more)
    found = votes_only_in(case.tables, case.contest, (less, more), leaders)
    part_of = found.shared_units * 10 >= case.tally(less).units * 9 and found.shared_units >= found.only_units
    if found.only_units < LATE or not part_of or not found.only_votes or not found.shared_votes:
        return
    pair = f'("{less}", "{more}", "{first}")'
    yield Finding(
        code="coverage-late",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{less}/{more}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="coverage-late",
        numbers=(
            number("units", found.only_units, "units", f'only("{more}", "{less}")'),
            number("less", less, "source"),
            number("more", more, "source"),
            number("first", str(first), "option"),
            number("second", str(second), "option"),
            number("only", Fraction(found.only_first, found.only_votes), "share", f"share_only{pair}"),
            number(
                "shared", Fraction(found.shared_first, found.shared_votes), "share", f"share_shared{pair}"
            ),
            number(
                "lead",
                found.only_first - found.only_second,
                "votes",
                f'only_votes{pair} - only_votes("{less}", "{more}", "{second}")',
            ),
        ),
        sources=(less, more),
        unit_count=found.only_units,
    )
