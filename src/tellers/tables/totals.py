"""Totals of one source: of every figure, over all its standing records or by area.

Each total comes with the number of records it adds up and the number that are silent on the
figure, so that a sum over part of the sheets is never taken for a sum over all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import figure_sql, readable_figures

if TYPE_CHECKING:
    from tellers.model import Contest, FigureId, SourceId

__all__ = ["Totals", "count_statuses", "total_by_area", "total_figures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over `units` records; `silent` counts the records without a number for a figure."""

    area: str
    name: str
    units: int
    figures: dict[FigureId, int]
    silent: dict[FigureId, int]


def total_figures(tables: Tables, contest: Contest, source: SourceId) -> Totals:
    """Return the totals of one source over all its standing records. Cost: one scan."""
    (totals,) = _total(tables, contest, source, level=None)
    return totals


def total_by_area(tables: Tables, contest: Contest, source: SourceId, level: str) -> list[Totals]:
    """Return the totals by area of a level, in the order of the areas' ids.

    `level` may be `unit`. Records of units that no table of units knows come last, as area ''.
    Raises `UsageError` for a level the contest does not have.
    """
    levels = [*(one.id for one in contest.levels), "unit"]
    if level not in levels:
        raise UsageError(f"there is no level {level!r}", expected=", ".join(levels))
    return _total(tables, contest, source, level=level)


def _total(tables: Tables, contest: Contest, source: SourceId, *, level: str | None) -> list[Totals]:
    """Recomputed in plain Python by tests/tables/test_totals.py."""
    columns = tables.figures[contest.id, source]
    figures = readable_figures(contest, columns)
    sums = [
        f"sum({figure_sql(contest, columns, f)}), count({figure_sql(contest, columns, f)})" for f in figures
    ]
    standing = tables.standing(contest.id, source)
    picked = ", ".join(["count(*)", *sums])
    if level is None:
        rows = tables.query(f"select '', '', {picked} from {standing}")
    elif level == "unit":
        rows = tables.query(f"select unit, unit, {picked} from {standing} group by 1, 2 order by 1")
    else:
        area = f"coalesce({quoted(level)}, '')"
        name = f"any_value({quoted(level + '_name')})"
        # Only the area comes from the units: both tables may have a column `registered`.
        areas = f"(select unit, {quoted(level)}, {quoted(level + '_name')} from units)"
        rows = tables.query(
            f"select {area}, {name}, {picked} from {standing} left join {areas} using (unit) "
            f"group by 1 order by {area} = '', {area}"
        )
    return [
        Totals(
            area=area,
            name=name or area,
            units=units,
            figures={f: int(sums[2 * i] or 0) for i, f in enumerate(figures)},
            silent={f: units - sums[2 * i + 1] for i, f in enumerate(figures)},
        )
        for area, name, units, *sums in rows
    ]


def count_statuses(tables: Tables, contest: Contest, source: SourceId) -> dict[str, int]:
    """Return how many records, corrections and duplicates included, have each status."""
    records = tables.records(contest.id, source)
    return dict(tables.query(f"select status, count(*) from {records} group by 1 order by 1"))
