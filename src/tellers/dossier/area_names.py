"""Names of areas: one for every area that any table, register or list of names gives a name.

A reading of a code knows that a table lies in state 15 and not what the state is called. The
name of an area is, in this order: the one in the mapping's `[[names]]`; the unit's own; that of
another unit of the same area; that in a register of the level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.dossier.units import Units
from tellers.formats.area_names import names_query
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.dossier.desk import Desk
    from tellers.formats.registers import ReadRegister

__all__ = ["name_areas"]


def name_areas(desk: Desk, units: Units, registers: Sequence[ReadRegister]) -> Units:
    """Return the units with the names of their areas; in their order.

    Cost: nothing for a level whose units all have names already, or of which nobody has any.
    """
    tables = desk.tables
    said: dict[str, list[str]] = {level: [] for level in desk.plan.levels}
    for form in desk.plan.mapping.names:
        said[form.level].append(names_query(tables, desk.raw(form), form))
    known: dict[str, list[str]] = {level: [] for level in desk.plan.levels}
    for register in registers:
        known[register.level].append(f"select area, name from {quoted(register.name)} where name is not null")
    levels = [level for level in said if said[level] or _nameless(tables, units, level, known[level])]
    if not levels:
        return units
    for level in levels:
        ranked = [("given", sql) for sql in said[level]] + [("found", sql) for sql in known[level]]
        _write_names(tables, units, level, ranked)
    named = ", ".join(
        f"coalesce({alias}.given, u.{name}, {alias}.found) as {name}"
        for alias, name in ((quoted(f"names:{level}"), quoted(f"{level}_name")) for level in levels)
    )
    joins = " ".join(
        f"left join {alias} on {alias}.area = u.{quoted(level)}"
        for level, alias in ((level, quoted(f"names:{level}")) for level in levels)
    )
    tables.connection.execute(
        f"create table named_units as select u.* replace ({named}) from "
        f"(select *, row_number() over () as place from {units.relation}) u {joins} order by place"
    )
    return Units(relation="(select * exclude (place) from named_units)", count=units.count)


def _nameless(tables: Tables, units: Units, level: str, known: Sequence[str]) -> bool:
    """Return whether some unit's area of this level has no name, and some name is known."""
    name = quoted(f"{level}_name")
    without, named = tables.row(
        f"select count(*) filter ({quoted(level)} is not null and {name} is null), count({name}) "
        f"from {units.relation}"
    )
    return bool(without and (named or known))


def _write_names(tables: Tables, units: Units, level: str, ranked: Sequence[tuple[str, str]]) -> None:
    """Make the table of a level's areas: the name given in the mapping, and the one found elsewhere."""
    area, name = quoted(level), quoted(f"{level}_name")
    own = f"select {area} as area, {name} as name from {units.relation} where {name} is not null"
    ranked = [("found", own), *ranked]
    every = " union all ".join(
        f"select {text(kind)} as kind, {rank} as rank, area, name from ({sql})"
        for rank, (kind, sql) in enumerate(ranked)
    )
    # Where one list has two names for an area, the first in the alphabet: any, but always the same.
    first = "arg_min(name, (rank, name)) filter (kind = '{0}') as {0}"
    tables.connection.execute(
        f"create table {quoted(f'names:{level}')} as "
        f"select area, {first.format('given')}, {first.format('found')} from ({every}) group by area"
    )
