"""Units: named by a list where there is one, joined over all tables where there is none.

A name is matched with the list as it stands, then through the mapping's aliases, then without
accents, case and punctuation. A name that matches nothing is kept as `unmatched:<name>`: the
check of unknown units tells it, and nobody's position is lost or guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.cells import CellReading, figure_cell
from tellers.formats.csv_table import verify_rows
from tellers.formats.records import area_columns
from tellers.formats.row_faults import IS_NO_ID, verify_numbers
from tellers.formats.table_file import read_raw
from tellers.formats.template import missing_column, template_sql
from tellers.tables import POOLED, quoted, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tellers.formats.mapping import Mapping, TableForm, UnitsForm
    from tellers.tables import Tables

__all__ = ["UnitNaming", "join_units", "name_units"]

_FOLDED = "regexp_replace(lower(strip_accents({0})), '[^a-z0-9]+', ' ', 'g')"
SHOWN_NAMES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNaming:
    """Whether there is a list of units, and whether it gives them names to match."""

    listed: bool
    named: bool

    def resolve(self, tables: Tables, table: str, form: TableForm, *, where: str) -> list[str]:
        """Give every record of a table its listed unit; return a warning for what matched nothing."""
        if not self.named:
            return []
        aliases = ", ".join(f"({text(name)}, {text(unit)})" for name, unit in form.unit_aliases.items())
        known = (
            f"select * from (values {aliases}) as a (name, unit)"
            if aliases
            else "select null as name, null as unit where false"
        )
        tables.connection.execute(
            f"""
            update {quoted(table)} set unit = coalesce(found.listed, 'unmatched:' || {quoted(table)}.unit)
            from (
                select n.unit as printed, coalesce(
                    (select l.unit from listed_units l where l.unit = n.unit),
                    (select any_value(a.unit) from ({known}) a where {_FOLDED.format("a.name")} = {_FOLDED.format("n.unit")}),
                    (select any_value(l.unit) from listed_units l where {_FOLDED.format("l.unit_name")} = {_FOLDED.format("n.unit")})
                ) as listed
                from (select distinct unit from {quoted(table)}) n
            ) found where found.printed = {quoted(table)}.unit
            """
        )
        unmatched = [
            name
            for (name,) in tables.query(
                f"select distinct unit[11:] from {quoted(table)} where starts_with(unit, 'unmatched:') order by 1"
            )
        ]
        if not unmatched:
            return []
        shown = ", ".join(repr(name) for name in unmatched[:SHOWN_NAMES])
        return [f"{where}: {len(unmatched)} names match no listed unit and are kept as they are: {shown}"]


def name_units(tables: Tables, mapping: Mapping, path: Callable[[str], Path], *, scratch: Path) -> UnitNaming:
    """Read the lists of units of a mapping into `listed_units`; without one there is no naming."""
    parts = []
    for index, form in enumerate(mapping.units):
        raw = read_raw(tables, path(form.file), form, scratch=scratch)
        listed = _listed(form, raw.columns, raw.relation, raw.where)
        if form.registered:
            verify_numbers(tables, raw, form.registered)
        tables.connection.execute(f"create table {quoted(f'units:{index}')} as {listed}")
        verify_rows(tables, raw)
        parts.append(f"select * from {quoted(f'units:{index}')}")
    if parts:
        tables.connection.execute(f"create table listed_units as {' union all by name '.join(parts)}")
        _verify_listed(tables, where=", ".join(form.file for form in mapping.units))
    return UnitNaming(listed=bool(parts), named=any(form.unit_name for form in mapping.units))


def _verify_listed(tables: Tables, *, where: str) -> None:
    """Raise `FormatError` for units without an id and for units listed twice."""
    query = (
        f"select unit, count(*) from listed_units group by unit "
        f"having count(*) > 1 or {IS_NO_ID.format('unit')} order by unit limit {SHOWN_NAMES}"
    )
    if faulty := tables.query(query):
        shown = ", ".join(f"{unit!r} ({count} times)" for unit, count in faulty)
        raise FormatError(
            "units that are no id or stand more than once", where=where, got=shown, expected="every unit once"
        )


def _listed(form: UnitsForm, columns: tuple[str, ...], relation: str, where: str) -> str:
    """Return the query of one list of units."""
    made = {
        "unit": f"trim({template_sql(form.unit, columns, where=where)})",
        "unit_name": f"nullif({template_sql(form.unit_name, columns, where=where)}, '')"
        if form.unit_name
        else "null::varchar",
        "registered": figure_cell(form.registered, CellReading()).value
        if form.registered
        else "null::bigint",
        "note": f"nullif(trim({_column(form.note, columns, where)}), '')" if form.note else "null::varchar",
        **area_columns(form.levels, columns, where=where),
    }
    return f"select {', '.join(f'{sql} as {quoted(name)}' for name, sql in made.items())} from {relation}"


def _column(name: str, columns: tuple[str, ...], where: str) -> str:
    if name not in columns:
        raise missing_column(name, columns, where=where)
    return quoted(name)


def join_units(
    tables: Tables, mapping: Mapping, read: list[str], *, levels: list[str], naming: UnitNaming
) -> int:
    """Make `joined_units`, one row a unit; return how many there are.

    With a list of units only its units are in it. Without one, the units of all tables are, and
    the first table that gives an area, a name or a register decides it.
    """
    wanted = ["unit", "unit_name", *levels, *(f"{level}_name" for level in levels), "registered", "note"]
    if naming.listed:
        have = {row[0] for row in tables.query("describe listed_units")}
        picked = ", ".join(quoted(c) if c in have else f"null::varchar as {quoted(c)}" for c in wanted)
        tables.connection.execute(f"create table joined_units as select {picked} from listed_units")
    else:
        _join_tables(tables, mapping, read, wanted)
    (count,) = tables.row("select count(*) from joined_units")
    return int(count)


def _join_tables(tables: Tables, mapping: Mapping, read: list[str], wanted: list[str]) -> None:
    """Join the units of the tables in the mapping's order, the first to give a column deciding it."""
    parts = []
    for order, (name, form) in enumerate(zip(read, mapping.table, strict=True)):
        have = {row[0] for row in tables.query(f"describe {quoted(name)}")}
        columns = []
        for column in wanted:
            if column == "registered":
                columns.append(f"{'roll_registered' if form.registered else 'null::bigint'} as registered")
            elif column in have and column != "note":
                columns.append(quoted(column))
            else:
                columns.append(f"null::varchar as {quoted(column)}")
        parts.append(
            f"select {order} as source_order, {', '.join(columns)} from {quoted(name)} where unit <> '{POOLED}'"
        )
    if len(parts) == 1 and _unique(tables, read[0]):
        picked = parts[0].replace("0 as source_order, ", "", 1)
        tables.connection.execute(f"create table joined_units as {picked}")
        return
    first = ", ".join(
        f"arg_min({quoted(c)}, source_order) filter ({quoted(c)} is not null) as {quoted(c)}"
        for c in wanted
        if c != "unit"
    )
    tables.connection.execute(
        f"create table joined_units as select unit, {first} from ({' union all '.join(parts)}) group by unit"
    )


def _unique(tables: Tables, name: str) -> bool:
    count, distinct = tables.row(f"select count(*), count(distinct unit) from {quoted(name)}")
    return bool(count == distinct)
