"""A long table, one row an option of a unit, to a wide one, one row a unit.

A value of the option column that the mapping does not know is an error, so that no candidate is
lost silently; a value that means "" is left out on purpose (a row of totals). One option twice
in a unit is an error, and so is a unit whose register or area differs between its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import SHOWN_ROWS, MappingError, RowErrors
from tellers.formats.raw_table import ROW, RawTable
from tellers.formats.rejected_rows import rejected_rows, true_row
from tellers.formats.row_faults import REMEDY, told
from tellers.formats.template import template_columns, template_sql, verify_column
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.mapping import TableForm

__all__ = ["widen"]

_UNIT, _OPTION = '"tellers:unit"', '"tellers:option"'


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
    carried = ", ".join(quoted(column) for column in (*others, form.votes_column))
    tables.connection.execute(
        f"create or replace temp table long as "
        f"select {ROW}, {unit} as {_UNIT}, {option} as {_OPTION}, {carried} from {raw.relation}"
    )
    _verify_rows(tables, raw, form, meanings)
    votes = [
        f"any_value({quoted(form.votes_column)}) filter ({_OPTION} = {text(value)}) "
        f"as {quoted(_column(form, value))}"
        for value in values
    ]
    kept = [f"any_value({quoted(column)}) as {quoted(column)}" for column in others]
    grouped = f"select min({ROW}) as {ROW}, {', '.join([*kept, *votes])} from long group by {_UNIT}"
    wide = RawTable(
        relation=f"(select * from ({grouped}) order by {ROW})",
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
        verify_column(column, raw)
    figures = [figure for figure in meanings.values() if figure]
    if twice := sorted({figure for figure in figures if figures.count(figure) > 1}):
        raise MappingError(
            f"two values of {form.option_column!r} mean {', '.join(twice)}",
            where=raw.where,
            remedy="Give each value a figure of its own, and declare their sum in contest.toml.",
        )


def _verify_rows(tables: Tables, raw: RawTable, form: TableForm, meanings: dict[str, str]) -> None:
    """Raise `RowErrors` for options nobody knows or given twice, and units that contradict themselves."""
    rejected = rejected_rows(tables, raw)
    faults = [*_option_faults(meanings), *_unit_faults(raw, form)]
    every = " union all ".join(f"({fault})" for fault in faults)
    tables.connection.execute(
        f'create or replace temp table long_faults as select * from ({every}) f ("row", fault)'
    )
    (bad,) = tables.row("select count(*) from long_faults")
    if not bad and not rejected.count:
        return
    rows = tables.query(f'select "row", fault from long_faults order by "row", fault limit {SHOWN_ROWS}')
    lines = rejected.lines()
    raise RowErrors(
        told([*rejected.told, *((true_row(row, lines), fault) for row, fault in rows)]),
        count=bad + rejected.count,
        where=raw.where,
        remedy=REMEDY,
    )


def _option_faults(meanings: dict[str, str]) -> list[str]:
    """Return the queries of rows whose option has no meaning, or stands in its unit already."""
    known = f"{_OPTION} in ({', '.join(text(value) for value in meanings)})"
    meaningless = f"'option ' || {_OPTION} || ' has no meaning in the mapping'"
    twice = f"'unit ' || {_UNIT} || ' has option ' || {_OPTION} || ' ' || count(*) || ' times'"
    return [
        f"select {ROW}, {meaningless} from long where not {known}",
        f"select max({ROW}), {twice} from long where {known} group by {_UNIT}, {_OPTION} having count(*) > 1",
    ]


def _unit_faults(raw: RawTable, form: TableForm) -> list[str]:
    """Return the queries of units of which a column that is used says two things."""
    used = [form.unit_name, *(t for area in form.levels.values() for t in (area.id, area.name))]
    columns = [column for template in used for column in template_columns(template)]
    columns += [form.registered, form.image, *form.figures.values()]
    columns += [form.status.column] if form.status else []
    faults = []
    for column in dict.fromkeys(c for c in columns if c in raw.columns):
        cell = quoted(column)
        told_of = f"' has ' || min({cell}) || ' and ' || max({cell}) || ' in column ' || {text(column)}"
        faults.append(
            f"select max({ROW}), 'unit ' || {_UNIT} || {told_of} from long "
            f"group by {_UNIT} having min({cell}) <> max({cell})"
        )
    return faults
