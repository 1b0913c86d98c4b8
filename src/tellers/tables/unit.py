"""Everything the tables hold of one unit: its areas and every record of it, corrections included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tellers.tables.engine import Tables

if TYPE_CHECKING:
    from tellers.model import Contest, SourceId

__all__ = ["unit_areas", "unit_records"]


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


def _rows(tables: Tables, relation: str, unit: str) -> list[dict[str, Any]]:
    """Return a unit's rows of a relation, by column."""
    names = [column for column, *_ in tables.query(f"describe {relation}")]
    found = tables.query(f"from {relation} where unit = ?", [unit])
    return [dict(zip(names, row, strict=True)) for row in found]
