"""A long table, one row an option of a unit, to a wide one, one row a unit.

A value of the option column that the mapping does not know is an error, so that no candidate is
lost silently; a value that means "" is left out on purpose (a row of totals). One option twice
in a unit is an error, and so is a unit whose register or area differs between its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import SHOWN_ROWS, MappingError, RowErrors
from tellers.formats.csv_table import rejected_rows, verify_encoding
from tellers.formats.raw_table import ROW, RawTable
from tellers.formats.row_faults import REMEDY, told
from tellers.formats.template import missing_column, template_columns, template_sql
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.mapping import TableForm

__all__ = ["widen"]


def widen(
    tables: Tables, raw: RawTable, form: TableForm, *, option_ids: Sequence[str]
) -> tuple[RawTable, dict[str, str]]:
    """Return the table with one row a unit, and which of its columns is which figure.

    Without `options` in the mapping, a value of the option column is an option's id. Cost: one
    grouping of the long table.
    """
    meanings = dict(form.options) or {option: option for option in option_ids}
    _verify(form, raw, meanings)
    unit = f"trim({template_sql(form.unit, raw.columns, where=f'{raw.where}, unit')})"
    option = f"coalesce(trim({quoted(form.option_column)}), '')"
    values = [value for value, figure in meanings.items() if figure]
    others = [c for c in raw.columns if c not in {form.option_column, form.votes_column}]
    tables.connection.execute(
        f'create or replace temp table long as select {ROW}, {unit} as "tellers:unit", {option} as '
        f'"tellers:option", {", ".join(quoted(c) for c in (*others, form.votes_column))} from {raw.relation}'
    )
    _verify_rows(tables, raw, form, meanings)
    votes = [
        f'any_value({quoted(form.votes_column)}) filter ("tellers:option" = {text(value)}) '
        f"as {quoted(_column(form, value))}"
        for value in values
    ]
    kept = [f"any_value({quoted(column)}) as {quoted(column)}" for column in others]
    wide = RawTable(
        relation=f'(select min({ROW}) as {ROW}, {", ".join([*kept, *votes])} from long group by "tellers:unit")',
        columns=(*others, *(_column(form, value) for value in values)),
        where=raw.where,
        path=raw.path,
        warnings=raw.warnings,
    )
    return wide, {meanings[value]: _column(form, value) for value in values}


def _column(form: TableForm, value: str) -> str:
    """Return the name of a value's column in the wide table, as it is told in errors."""
    return f"{form.votes_column} where {form.option_column} is {value}"


def _verify(form: TableForm, raw: RawTable, meanings: dict[str, str]) -> None:
    """Raise `MappingError` for columns that are not there and figures that two values mean."""
    for key, column in (("option_column", form.option_column), ("votes_column", form.votes_column)):
        if not column:
            raise MappingError(f"a long table needs {key}", where=raw.where, remedy=f'Say {key} = "COLUMN".')
        if column not in raw.columns:
            raise missing_column(column, raw.columns, where=raw.where)
    figures = [figure for figure in meanings.values() if figure]
    if twice := sorted({figure for figure in figures if figures.count(figure) > 1}):
        raise MappingError(
            f"two values of {form.option_column!r} mean {', '.join(twice)}",
            where=raw.where,
            remedy="Give each value a figure of its own, and declare their sum in contest.toml.",
        )


def _verify_rows(tables: Tables, raw: RawTable, form: TableForm, meanings: dict[str, str]) -> None:
    """Raise `RowErrors` for options nobody knows, options given twice, units that contradict themselves."""
    rejected = rejected_rows(tables)
    verify_encoding(rejected, raw)
    known = ", ".join(text(value) for value in meanings)
    used = [form.unit_name, *(t for a in form.levels.values() for t in (a.id, a.name))]
    columns = [c for template in used for c in template_columns(template)]
    columns += [c for c in (form.registered, *form.figures.values()) if c]
    faults = [
        f"select {ROW}, 'option ' || \"tellers:option\" || ' has no meaning in the mapping' from long "
        f'where "tellers:option" not in ({known})',
        f"select max({ROW}), 'unit ' || \"tellers:unit\" || ' has option ' || \"tellers:option\" || ' ' || count(*) || "
        f'\' times\' from long where "tellers:option" in ({known}) group by "tellers:unit", "tellers:option" having count(*) > 1',
    ]
    faults += [
        f"select max({ROW}), 'unit ' || \"tellers:unit\" || ' has ' || min({quoted(c)}) || ' and ' || max({quoted(c)}) || "
        f"' in column ' || {text(c)} from long group by \"tellers:unit\" having min({quoted(c)}) <> max({quoted(c)})"
        for c in dict.fromkeys(columns)
        if c in raw.columns
    ]
    every = " union all ".join(f"({fault})" for fault in faults)
    tables.connection.execute(
        f'create or replace temp table long_faults as select * from ({every}) f ("row", fault)'
    )
    (bad,) = tables.row("select count(*) from long_faults")
    if not bad and not rejected:
        return
    rows = tables.query(f'select "row", fault from long_faults order by "row", fault limit {SHOWN_ROWS}')
    raise RowErrors(told([*rejected, *rows]), count=bad + len(rejected), where=raw.where, remedy=REMEDY)
