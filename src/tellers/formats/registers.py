"""Voters by area: a register known for a centre or a municipality and not for its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.cells import CellReading, figure_cell
from tellers.formats.row_faults import verify_numbers
from tellers.formats.template import template_sql
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from tellers.formats.mapping import RegisterForm
    from tellers.formats.raw_table import RawTable

__all__ = ["ReadRegister", "read_register"]

SHOWN_AREAS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRegister:
    """A register that was read: the table of its rows, and the level of its areas."""

    name: str
    level: str


def read_register(tables: Tables, raw: RawTable, form: RegisterForm) -> ReadRegister:
    """Make the table of a register: `level`, `area`, `name`, `registered`, `within_<level>`, by area.

    Raises `MappingError` for a column that does not exist, `RowErrors` for a register that is no
    whole number, `FormatError` for areas without an id or listed more than once.
    """
    reading = CellReading(thousands=form.numbers.thousands)
    verify_numbers(tables, raw, form.registered, reading)
    read = ReadRegister(name=f"register:{form.source}", level=form.level)
    name = template_sql(form.name, raw.columns, where=raw.where) if form.name else "''"
    area = template_sql(form.area, raw.columns, where=raw.where)
    number = figure_cell(form.registered, reading).value
    within = "".join(
        f", nullif(trim({template_sql(made, raw.columns, where=f'{raw.where}, level {level}')}), '') "
        f"as {quoted(f'within_{level}')}"
        for level, made in form.within.items()
    )
    tables.connection.execute(
        f"create table {quoted(read.name)} as select {text(form.level)} as level, trim({area}) as area, "
        f"nullif(trim({name}), '') as name, {number} as registered{within} "
        f"from {raw.relation} order by area"
    )
    faulty = tables.query(
        f"select area, count(*) from {quoted(read.name)} group by area having count(*) > 1 or area = '' "
        f"order by area limit {SHOWN_AREAS}"
    )
    if faulty:
        raise FormatError(
            "areas without an id or listed more than once",
            where=raw.where,
            expected="every area once",
            got=", ".join(f"{area!r} ({count} rows)" for area, count in faulty),
        )
    return read
