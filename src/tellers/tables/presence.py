"""Which units a source accounts for: of those listed, of those nobody listed, of those numbered.

A listed unit with a register of zero is expected nowhere: a member that left, a table that was
cancelled before the day.

Recomputed in plain Python by tests/tables/test_presence.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import votes_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Contest, FigureId, SourceId

__all__ = [
    "UNMATCHED",
    "Absence",
    "AreaGap",
    "Gaps",
    "MissingUnit",
    "UnknownRecord",
    "areas_seen",
    "count_absent",
    "list_gaps",
    "list_missing",
    "list_unknown",
    "numbering_gaps",
    "unknown_votes",
]

UNMATCHED = "unmatched:"
"""How an import begins the id of a unit whose name matched no listed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Listed units without a standing record, by what the source says of them."""

    status: str
    """The status of their latest record, or '' where the source has none."""
    units: int
    registered: int
    """Voters registered in them, where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingUnit:
    """A listed unit without a standing record."""

    unit: str
    status: str
    registered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownRecord:
    """A record of a unit that no list of units knows, with what it says."""

    unit: str
    record: int
    figures: dict[FigureId, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Units numbered within their area, and the numbers that are left out below the highest."""

    areas: int
    units: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaGap:
    """One area whose units leave out numbers."""

    area: str
    units: int
    highest: int
    last: str
    """The unit with the highest number."""


def count_absent(tables: Tables, contest: Contest, source: SourceId) -> tuple[Absence, ...]:
    """Return the listed units without a standing record, by status, in the order of the statuses."""
    return tuple(
        Absence(status=status, units=units, registered=int(registered))
        for status, units, registered in tables.query(
            f"select status, count(*), coalesce(sum(registered), 0) "
            f"from ({_missing(tables, contest, source)}) group by 1 order by 1"
        )
    )


def list_missing(tables: Tables, contest: Contest, source: SourceId) -> Iterator[MissingUnit]:
    """Yield the listed units without a standing record, in the order of their ids; streamed."""
    for unit, status, registered in tables.stream(
        f"from ({_missing(tables, contest, source)}) order by unit"
    ):
        yield MissingUnit(unit=unit, status=status, registered=registered)


def _missing(tables: Tables, contest: Contest, source: SourceId) -> str:
    """Return SQL of unit, status, registered; a unit's last record gives its status."""
    records = tables.records(contest.id, source)
    return (
        f"select units.unit, coalesce(last.status, '') as status, units.registered from units "
        f"left join (select unit, arg_max(status, record) as status from {records} "
        f"           where status <> 'counted' group by unit) last using (unit) "
        f"where units.unit not in (select unit from {tables.standing(contest.id, source)}) "
        f"and coalesce(units.registered, 1) > 0 and not starts_with(units.unit, '{UNMATCHED}')"
    )


def unknown_votes(tables: Tables, contest: Contest, source: SourceId) -> tuple[int, int]:
    """Return how many standing records are of units that no list knows, and their votes."""
    votes = votes_sql(contest.option_ids, tables.figures[contest.id, source])
    count, total = tables.row(
        f"select count(*), coalesce(sum({votes}), 0) "
        f"from {tables.standing(contest.id, source)} where {_UNKNOWN}"
    )
    return count, int(total)


def list_unknown(tables: Tables, contest: Contest, source: SourceId) -> Iterator[UnknownRecord]:
    """Yield the standing records of units that no list knows, with their figures; streamed."""
    figures = tables.figures[contest.id, source]
    picked = "".join(f", {quoted(figure)}" for figure in figures)
    found = tables.stream(
        f"select unit, record{picked} from {tables.standing(contest.id, source)} "
        f"where {_UNKNOWN} order by unit"
    )
    for unit, record, *numbers in found:
        yield UnknownRecord(
            unit=unit.removeprefix(UNMATCHED),
            record=record,
            figures=dict(zip(figures, numbers, strict=True)),
        )


_UNKNOWN = f"(starts_with(unit, '{UNMATCHED}') or unit not in (select unit from units))"


def areas_seen(tables: Tables, contest: Contest, source: SourceId, level: str) -> int:
    """Return how many areas of a level have at least one standing record."""
    found = tables.row(
        f"select count(distinct {quoted(level)}) from units "
        f"where unit in (select unit from {tables.standing(contest.id, source)})"
    )
    return int(found[0])


def numbering_gaps(tables: Tables, contest: Contest, source: SourceId, level: str) -> Gaps | None:
    """Return the numbers left out within the areas of a level; None where units are not numbered so.

    They are where every standing unit's id is its area's id, a dot and a whole number from 1.
    """
    standing, area = tables.standing(contest.id, source), quoted(level)
    first = tables.query(
        f"select starts_with(unit, {area} || '.') from units where {area} is not null limit 1"
    )
    if not first or not first[0][0]:
        return None
    numbered = _numbered(tables, contest, source, level)
    units, areas, gaps = tables.row(
        f"select coalesce(sum(units), 0), count(*), coalesce(sum(highest - units), 0) from ({numbered})"
    )
    whole = tables.row(f"select count(*) from {standing}")[0]
    unplaced = tables.row(
        f"select count(*) from {standing} left join units using (unit) where {area} is null"
    )[0]
    if not units or units + unplaced != whole:
        return None
    return Gaps(areas=areas, units=int(units), gaps=int(gaps))


def list_gaps(tables: Tables, contest: Contest, source: SourceId, level: str) -> Iterator[AreaGap]:
    """Yield the areas whose units leave out numbers, those with most first; streamed."""
    found = tables.stream(
        f"select area, units, highest, last from ({_numbered(tables, contest, source, level)}) "
        f"where highest > units order by highest - units desc, area"
    )
    for area, units, highest, last in found:
        yield AreaGap(area=area, units=units, highest=highest, last=last)


def _numbered(tables: Tables, contest: Contest, source: SourceId, level: str) -> str:
    """Return SQL of area, units (distinct numbers), highest number, over units numbered in their area."""
    area = quoted(level)
    return (
        f"select area, count(distinct number) as units, max(number) as highest, "
        f"arg_max(unit, number) as last from ("
        f"  select unit, {area} as area, try_cast(unit[len({area}) + 2:] as bigint) as number "
        f"  from {tables.standing(contest.id, source)} join units using (unit) "
        f"  where starts_with(unit, {area} || '.')) where number > 0 group by area"
    )
