"""The units of a dossier: those of a list where there is one, else those of all tables.

Where several tables know a unit, the first of the mapping that gives an area, a name or a
register decides it: the order of `[[table]]` in a mapping is the order of trust in such things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.dossier.naming import LISTED
from tellers.tables import POOLED, Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.dossier.desk import Desk
    from tellers.dossier.naming import UnitNaming
    from tellers.formats.records import ReadTable

__all__ = ["Units", "join_units"]

_RANK = "(source_order * 1099511627776 + record)"
"""The order of tables, then of records: no table has 2**40 of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units as a relation, one row each, and how many there are."""

    relation: str
    count: int


def join_units(desk: Desk, read: Sequence[ReadTable], naming: UnitNaming) -> Units:
    """Return the units: `unit`, `unit_name`, every level and its name, `registered`, `note`.

    A list may give names and notes in more languages: `unit_name_es`, `note_es`.

    With a list of units only its units are in it, in its order. Without one the units of all
    tables are: of a single table in its order, of several by their id.
    """
    levels = desk.plan.levels
    wanted = ["unit", "unit_name", *levels, *(f"{level}_name" for level in levels), "registered", "note"]
    if naming.listed:
        told = [row[0] for row in desk.tables.query(f"describe {LISTED}")]
        wanted += sorted(
            name for name in told if name.startswith(("unit_name_", "note_")) and name not in wanted
        )
        relation = f"(select {_picked(desk.tables, LISTED, wanted)} from {LISTED})"
    elif len(read) == 1 and _unique(desk.tables, read[0]):
        relation = f"(select {_picked(desk.tables, read[0].name, wanted)} from {_of_units(read[0])})"
    else:
        relation = _joined(desk.tables, read, wanted)
    (count,) = desk.tables.row(f"select count(*) from {relation}")
    return Units(relation=relation, count=int(count))


def _of_units(read: ReadTable) -> str:
    """Return the records that are of a unit: the pooled record is of many."""
    return f"{quoted(read.name)} where unit <> '{POOLED}'"


def _joined(tables: Tables, read: Sequence[ReadTable], wanted: Sequence[str]) -> str:
    """Make the table of the units of several tables, the first to give a column deciding it."""
    parts = [
        f"select {order} as source_order, record, {_picked(tables, one.name, wanted)} from {_of_units(one)}"
        for order, one in enumerate(read)
    ]
    decided = ", ".join(
        f"arg_min({quoted(c)}, {_RANK}) filter ({quoted(c)} is not null) as {quoted(c)}"
        for c in wanted
        if c != "unit"
    )
    tables.connection.execute(
        f"create table joined_units as select unit, {decided} from ({' union all '.join(parts)}) "
        "group by unit order by unit"
    )
    return "joined_units"


def _picked(tables: Tables, name: str, wanted: Sequence[str]) -> str:
    """Return the columns of a table that units have, NULL for those it does not have."""
    have = {row[0] for row in tables.query(f"describe {quoted(name)}")}
    kind = {"registered": "bigint"}
    # A table of records keeps a unit's register apart from a figure of that name.
    held = {"registered": "roll_registered"} if "roll_registered" in have else {}
    columns = []
    for column in wanted:
        found = held.get(column, column)
        sql = quoted(found) if found in have else f"null::{kind.get(column, 'varchar')}"
        columns.append(f"{sql} as {quoted(column)}")
    return ", ".join(columns)


def _unique(tables: Tables, read: ReadTable) -> bool:
    """Return whether no unit stands twice in a table."""
    count, distinct = tables.row(f"select count(*), count(distinct unit) from {quoted(read.name)}")
    return bool(count == distinct)
