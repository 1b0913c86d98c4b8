"""What the tables hold of single units: areas, every record of one, two figures on several.

Recomputed in plain Python by tests/tables/test_unit.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tellers.model import UnitId
from tellers.tables.engine import Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest, FigureId, OptionId, SourceId

__all__ = [
    "near_units",
    "positions_taken",
    "reasons_noted",
    "two_figures",
    "unit_areas",
    "unit_records",
]


def unit_areas(tables: Tables, unit: str) -> dict[str, Any] | None:
    """Return the unit's row in the table of units, by column; None if no list of units knows it."""
    rows = tables.named("select * from units where unit = ?", [unit])
    return rows[0] if rows else None


def near_units(tables: Tables, unit: str, *, most: int) -> list[str]:
    """Return the ids of listed units that a person may have meant: zeros, capitals, an end, the name.

    Cost: one scan of the list of units.
    """
    said = unit.strip().lower()
    bare = said.lstrip("0")
    if not bare:
        return []
    rows = tables.query(
        "select unit from units where lower(unit) = ? or ltrim(lower(unit), '0') = ? "
        "or lower(unit_name) = ? or ends_with(lower(unit), ?) order by length(unit), unit limit ?",
        [said, bare, said, said, most],
    )
    return [one for (one,) in rows]


def unit_records(tables: Tables, contest: Contest, unit: str) -> dict[SourceId, list[dict[str, Any]]]:
    """Return, by source, every record of a unit as published, in the order of the source's rows."""
    return {
        source: tables.named(
            f"select * from {tables.records(contest.id, source)} where unit = ? order by record", [unit]
        )
        for source in tables.sources(contest.id)
    }


def positions_taken(
    tables: Tables, contest: Contest, source: SourceId, figures: Sequence[FigureId]
) -> dict[UnitId, str]:
    """Return which of these figures is 1 on each standing record that has exactly one 1 and no other vote.

    A roll call's records are such: one member, one position. Cost: one scan of the source.
    """
    given = [figure for figure in figures if figure in tables.figures[contest.id, source]]
    if not given:
        return {}
    cases = " ".join(f"when {quoted(figure)} = 1 then {text(figure)}" for figure in given)
    every = " + ".join(f"coalesce({quoted(figure)}, 0)" for figure in given)
    standing = tables.standing(contest.id, source)
    found = tables.query(
        f"select unit, case {cases} end from {standing} where ({every}) = 1 order by unit",
    )
    return {UnitId(unit): position for unit, position in found}


def reasons_noted(tables: Tables, contest: Contest, source: SourceId) -> dict[str, list[str]]:
    """Return, by reason, the units of records that give one and replace nothing; in the order of the rows.

    What a record says of itself: how a position was known, for one. Cost: one scan of the source.
    """
    records = tables.records(contest.id, source)
    noted: dict[str, list[str]] = {}
    for unit, reason in tables.query(
        f"select unit, reason from {records} where replaces is null and reason <> '' order by record"
    ):
        noted.setdefault(str(reason), []).append(str(unit))
    return noted


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
