"""What the tables hold of single units: areas, every record of one, two figures on several.

Recomputed in plain Python by tests/tables/test_unit.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tellers.tables.engine import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest, OptionId, SourceId

__all__ = ["two_figures", "unit_areas", "unit_records"]


def unit_areas(tables: Tables, unit: str) -> dict[str, Any] | None:
    """Return the unit's row in the table of units, by column; None if no list of units knows it."""
    return next(iter(_rows(tables, "units", unit)), None)


def unit_records(tables: Tables, contest: Contest, unit: str) -> dict[SourceId, list[dict[str, Any]]]:
    """Return, by source, every record of a unit as published, in the order of the source's rows."""
    return {
        source: sorted(
            _rows(tables, tables.records(contest.id, source), unit), key=lambda record: record["record"]
        )
        for source in tables.sources(contest.id)
    }


def two_figures(
    tables: Tables,
    contest: Contest,
    source: SourceId,
    pair: tuple[OptionId, OptionId],
    units: Sequence[str],
) -> dict[str, tuple[int, int]]:
    """Return both figures on those of the units of which the source has a standing record that gives them.

    Cost: one scan of the source.
    """
    if not set(pair) <= set(tables.figures[contest.id, source]):
        return {}
    first, second = map(quoted, pair)
    found = tables.connection.execute(
        f"select unit, {first}, {second} from {tables.standing(contest.id, source)} "
        f"where {first} is not null and {second} is not null and unit in (select unnest(?))",
        [list(units)],
    ).fetchall()
    return {unit: (int(one), int(two)) for unit, one, two in found}


def _rows(tables: Tables, relation: str, unit: str) -> list[dict[str, Any]]:
    """Return a unit's rows of a relation, by column."""
    names = [column for column, *_ in tables.query(f"describe {relation}")]
    found = tables.query(f"from {relation} where unit = ?", [unit])
    return [dict(zip(names, row, strict=True)) for row in found]
