"""Voters by area: a register known for a centre or a municipality and not for its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import FormatError, MappingError
from tellers.formats.cells import CellReading, figure_cell
from tellers.formats.row_faults import verify_numbers
from tellers.formats.template import template_sql
from tellers.tables import Tables, text

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.formats.mapping import RegisterForm
    from tellers.formats.raw_table import RawTable

__all__ = ["register_query", "verify_register"]


def verify_register(tables: Tables, raw: RawTable, form: RegisterForm, *, levels: Collection[str]) -> None:
    """Raise `MappingError` for a level no contest has, `RowErrors` or `FormatError` for bad rows."""
    if form.level not in levels:
        raise MappingError(
            f"no contest has the level {form.level!r}", where=raw.where, expected=", ".join(levels) or "none"
        )
    verify_numbers(tables, raw, form.registered)
    query = f"select area, count(*) from ({register_query(raw, form)}) group by area having count(*) > 1 or area = ''"
    if faulty := tables.query(f"{query} order by area limit 20"):
        raise FormatError(
            "areas without an id or listed more than once",
            where=raw.where,
            expected="every area once",
            got=", ".join(f"{area!r} ({count} rows)" for area, count in faulty),
        )


def register_query(raw: RawTable, form: RegisterForm) -> str:
    """Return the query of a register: `level`, `area`, `name`, `registered`, by area."""
    name = template_sql(form.name, raw.columns, where=raw.where) if form.name else "null::varchar"
    area = template_sql(form.area, raw.columns, where=raw.where)
    number = figure_cell(form.registered, CellReading()).value
    return (
        f"select {text(form.level)} as level, {area} as area, {name} as name, {number} as registered "
        f"from {raw.relation} order by area"
    )
