"""Everything the tables hold of one unit: its areas and every record of it, corrections included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tellers.tables.engine import Tables

if TYPE_CHECKING:
    from tellers.model import Contest, SourceId

__all__ = ["unit_areas", "unit_records"]


def unit_areas(tables: Tables, unit: str) -> dict[str, Any] | None:
    """Return the unit's row in the table of units, by column; None if no list of units knows it."""
    rows = tables.named("select * from units where unit = ?", [unit])
    return rows[0] if rows else None


def unit_records(tables: Tables, contest: Contest, unit: str) -> dict[SourceId, list[dict[str, Any]]]:
    """Return, by source, every record of a unit as published, in the order of the source's rows."""
    return {
        source: tables.named(
            f"select * from {tables.records(contest.id, source)} where unit = ? order by record", [unit]
        )
        for source in tables.sources(contest.id)
    }
