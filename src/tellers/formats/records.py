"""Rows of a published table to records, as the mapping says: one typed relation in the tables.

The result has the columns of a record (docs/reference/dossier.md), the unit's areas and their
names, and every figure. All faults of a table's rows are told together, the first twenty with
their rows; nothing is repaired.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import FormatError, MappingError, RowErrors
from tellers.formats.cells import CellReading, CellSql, figure_cell, sum_columns
from tellers.formats.raw_table import RawTable, verify_rows
from tellers.formats.template import missing_column, template_sql
from tellers.model import Status
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from tellers.formats.mapping import AreaForm, TableForm
    from tellers.model import Contest

__all__ = ["ReadTable", "area_columns", "read_records"]

REMEDY = "Mend these rows in the table, or say in the mapping how they are to be read; nothing was written."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A typed table of records and the figures it has."""

    name: str
    figures: tuple[str, ...]
    rows: int


def read_records(tables: Tables, raw: RawTable, form: TableForm, contest: Contest, *, name: str) -> ReadTable:
    """Make the typed table `name` from a raw one.

    Raises `MappingError` for a column, figure or level that does not exist, `RowErrors` for cells
    that are no whole numbers, statuses without a meaning and rows without a unit.
    """
    _verify_figures(form, contest, raw)
    source = _long_to_wide(raw, form) if form.shape == "long" else raw
    cells = _cells(source, form)
    status, status_bad = _status_sql(source, form, cells)
    unit = template_sql(form.unit, source.columns, where=f"{raw.where}, unit")
    figures = {figure: f"case when {status} = 'unread' then null else {sql.value} end" for figure, sql in cells.items()}
    unread = ", ".join(f"case when {sql.unread} then {text(figure)} end" for figure, sql in cells.items())
    bad = " or ".join([f"({sql.bad})" for sql in cells.values()] + [status_bad, f"trim({unit}) = ''"])
    columns = {
        "record": "row - 1",
        "unit": f"trim({unit})",
        "unit_name": template_sql(form.unit_name, source.columns, where=raw.where) if form.unit_name else "null",
        "status": status,
        "replaces": f"try_cast({_column(form.replaces, source)} as bigint) - 1" if form.replaces else "null::bigint",
        "reason": _column(form.reason, source) if form.reason else "null::varchar",
        "row": "row",
        "image": _column(form.image, source) if form.image else "null::varchar",
        "image_sha256": _column(form.image_sha256, source) if form.image_sha256 else "null::varchar",
        "unread": f"list_filter([{unread}], x -> x is not null)" if _any_unread(form) else "[]::varchar[]",
        "roll_registered": figure_cell(form.registered, CellReading()).value if form.registered else "null::bigint",
        **area_columns(form.levels, source.columns, where=raw.where),
        **figures,
        "bad_row": bad,
    }
    picked = ", ".join(f"{sql} as {quoted(column)}" for column, sql in columns.items())
    try:
        tables.connection.execute(f"create or replace table {quoted(name)} as select {picked} from {source.relation}")
    except duckdb.Error as error:
        raise FormatError("cannot be read", where=raw.where, got=str(error).splitlines()[0][:160]) from error
    verify_rows(tables, raw.where)
    _verify_cells(tables, name, source, form, cells)
    tables.connection.execute(f"alter table {quoted(name)} drop column bad_row")
    (rows,) = tables.row(f"select count(*) from {quoted(name)}")
    if not rows:
        raise FormatError("a header and no rows", where=raw.where, expected="at least one row")
    return ReadTable(name=name, figures=tuple(cells), rows=rows)


def area_columns(levels: dict[str, AreaForm], columns: tuple[str, ...], *, where: str) -> dict[str, str]:
    """Return the SQL of every level's id and name; an empty id is NULL."""
    made: dict[str, str] = {}
    for level, form in levels.items():
        made[level] = f"nullif({template_sql(form.id, columns, where=f'{where}, level {level}')}, '')"
        name = template_sql(form.name, columns, where=f"{where}, level {level}") if form.name else "null::varchar"
        made[f"{level}_name"] = f"nullif({name}, '')" if form.name else name
    return made


def _verify_figures(form: TableForm, contest: Contest, raw: RawTable) -> None:
    """Raise `MappingError` for figures and levels that the contest does not declare."""
    named = set(form.figures) | set(form.positions.values.values() if form.positions else ()) | set(form.options.values())
    unknown = sorted(named - set(contest.figure_ids))
    if unknown:
        raise MappingError(
            f"figures that contest {contest.id!r} does not declare: {', '.join(unknown)}",
            where=f"{raw.where}, figures",
            expected=", ".join(contest.figure_ids),
            remedy="Declare them in contest.toml, or mend the names.",
        )
    if not named:
        raise MappingError("no figure is mapped", where=raw.where, remedy="Say figures = { ... } or positions = { ... }.")
    levels = {level.id for level in contest.levels}
    if extra := sorted(set(form.levels) - levels):
        raise MappingError(
            f"levels that contest {contest.id!r} does not declare: {', '.join(extra)}",
            where=raw.where,
            expected=", ".join(sorted(levels)) or "none",
        )


def _column(name: str, raw: RawTable) -> str:
    if name not in raw.columns:
        raise missing_column(name, raw.columns, where=raw.where)
    return quoted(name)


def _any_unread(form: TableForm) -> bool:
    return bool(form.unread) or form.empty == "unread"


def _cells(raw: RawTable, form: TableForm) -> dict[str, CellSql]:
    """Return the SQL of every figure: from its columns, or from a member's position."""
    if form.positions:
        column = f"trim({_column(form.positions.column, raw)})"
        figures = dict.fromkeys(form.positions.values.values())
        cells = {}
        for figure in figures:
            values = ", ".join(text(value) for value, meant in form.positions.values.items() if meant == figure)
            known = ", ".join(text(value) for value in form.positions.values)
            bad = f"coalesce({column}, '') <> '' and {column} not in ({known})"
            cells[figure] = CellSql(value=f"case when {column} <> '' then ({column} in ({values}))::bigint end", unread="false", bad=bad)
        return cells
    reading = CellReading(thousands=form.numbers.thousands, unread=tuple(form.unread), empty=form.empty)
    return {figure: _figure(expression, raw, reading) for figure, expression in form.figures.items()}


def _figure(expression: str, raw: RawTable, reading: CellReading) -> CellSql:
    parts = [expression] if expression in raw.columns else list(sum_columns(expression))
    for part in parts:
        _column(part, raw)
    cells = [figure_cell(part, reading) for part in parts]
    return CellSql(
        value=" + ".join(f"({cell.value})" for cell in cells),
        unread=" or ".join(cell.unread for cell in cells),
        bad=" or ".join(f"({cell.bad})" for cell in cells),
    )


def _status_sql(raw: RawTable, form: TableForm, cells: dict[str, CellSql]) -> tuple[str, str]:
    """Return the SQL of a record's status, and of a status that the mapping does not know."""
    bad = "false"
    sql = text(Status.COUNTED)
    if form.status:
        column = f"coalesce(trim({_column(form.status.column, raw)}), '')"
        cases = " ".join(f"when {text(value)} then {text(meant)}" for value, meant in form.status.values.items())
        sql, bad = f"(case {column} {cases} end)", f"{column} not in ({', '.join(text(v) for v in form.status.values)})"
    if form.all_zero == "unread":
        zero = " and ".join(f"coalesce(({cell.value}) = 0, true)" for cell in cells.values())
        sql = f"(case when {zero} then {text(Status.UNREAD)} else {sql} end)"
    return sql, bad


def _verify_cells(tables: Tables, name: str, raw: RawTable, form: TableForm, cells: dict[str, CellSql]) -> None:
    """Raise `RowErrors` naming row, column and content of every bad cell of the table, 20 shown."""
    (count,) = tables.row(f"select count(*) filter (bad_row) from {quoted(name)}")
    if not count:
        return
    told = []
    for row in [r for (r,) in tables.query(f"select row from {quoted(name)} where bad_row order by row limit 20")]:
        told.append(f"row {row}: {'; '.join(_faults(tables, row, raw, form, cells)) or 'no unit'}")
    tables.connection.execute(f"drop table {quoted(name)}")
    raise RowErrors(told, count=count, where=raw.where, remedy=REMEDY)


def _faults(tables: Tables, row: int, raw: RawTable, form: TableForm, cells: dict[str, CellSql]) -> list[str]:
    """Return a sentence for each bad cell of one row."""
    faults = []
    relation = f"(select * from {raw.relation} where row = {row})"
    if form.positions:
        (value,) = tables.row(f"select {_column(form.positions.column, raw)} from {relation}")
        known = ", ".join(form.positions.values)
        return [f"position {value!r} has no meaning in the mapping (known: {known})"]
    for figure, cell in cells.items():
        bad, *values = tables.row(
            f"select {cell.bad}, {', '.join(_column(part, raw) for part in _parts(form.figures[figure], raw))} from {relation}"
        )
        if bad:
            shown = ", ".join("nothing" if value is None else repr(value[:40]) for value in values)
            faults.append(f"{figure} is {shown}, expected a whole number")
    if form.status:
        (value,) = tables.row(f"select coalesce(trim({_column(form.status.column, raw)}), '') from {relation}")
        if value not in form.status.values:
            faults.append(f"status {value!r} has no meaning in the mapping")
    return faults


def _parts(expression: str, raw: RawTable) -> list[str]:
    return [expression] if expression in raw.columns else list(sum_columns(expression))


def _long_to_wide(raw: RawTable, form: TableForm) -> RawTable:
    """Return the raw table with one row a unit: its options' votes in columns of their own."""
    option, votes = _column(form.option_column, raw), _column(form.votes_column, raw)
    unit = template_sql(form.unit, raw.columns, where=raw.where)
    values = dict(form.options) or {name: name for name in form.figures}
    others = [c for c in raw.columns if c not in {form.option_column, form.votes_column}]
    made = [f"max({votes}) filter (trim({option}) = {text(value)}) as {quoted(value)}" for value in values]
    kept = [f"any_value({quoted(column)}) as {quoted(column)}" for column in others]
    relation = f"(select min(row) as row, {', '.join([*kept, *made])} from {raw.relation} group by {unit})"
    form.figures = {**form.figures, **{figure: value for value, figure in values.items()}}
    return RawTable(relation=relation, columns=(*others, *values), where=raw.where, warnings=raw.warnings)
