"""Rows of a published table to records, as the mapping says: one typed relation in the tables.

The result has the columns of a record (docs/reference/dossier.md), the unit's areas and their
names, and every figure. All faults of a table's rows are told together, the first twenty with
their rows; nothing is repaired.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import SHOWN_ROWS, RowErrors
from tellers.formats.cells import PLAIN, CellReading, figure_cell, plain_row
from tellers.formats.csv_table import unreadable
from tellers.formats.declared_names import verify_names
from tellers.formats.figures import (
    FigureSql,
    figure_in_record,
    meaning_check,
    plain_or,
    read_figures,
    unread_sql,
)
from tellers.formats.long_shape import widen
from tellers.formats.raw_table import ROW, RawTable, verify_count
from tellers.formats.row_faults import IS_NO_ID, REMEDY, RowCheck, figure_check, verify_table
from tellers.formats.template import column_sql, template_columns, template_sql, verify_column
from tellers.model import Status
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.mapping import AreaForm, TableForm
    from tellers.model import Contest

__all__ = ["ReadTable", "area_columns", "read_records"]

_FILE_NAME = r"regexp_extract({0}, '([^/\\?#]*)([?#].*)?$', 1)"
"""An image is named by its file name: an address may say who holds it, and is no evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A typed table of records and the figures it has."""

    name: str
    figures: tuple[str, ...]
    rows: int
    where: str
    """The file it was read from, for what is said of it."""


def read_records(tables: Tables, raw: RawTable, form: TableForm, contest: Contest) -> ReadTable:
    """Make the typed table of a source's records from a raw one.

    Steps: (1) check the names against the contest; (2) a long table is made wide; (3) every cell
    is read in one pass; (4) all faults are told, or the table is sound. Raises `MappingError`
    for a column, figure or level that does not exist, `RowErrors` for cells that are no whole
    numbers, values without a meaning and rows without a unit.
    """
    verify_names(form, contest, raw)  # (1)
    source, long_figures = raw, dict[str, str]()
    if form.shape == "long":
        source, long_figures = widen(tables, raw, form, option_ids=contest.option_ids)  # (2)
    typed, name = _typed(source, form, long_figures), f"read:{contest.id}:{form.source}"
    try:  # (3)
        tables.connection.execute(f"create or replace table {quoted(name)} as {typed.query(source)}")
    except duckdb.Error as error:
        raise unreadable(error, raw) from error
    verify_table(tables, name, source, [*typed.cells, *typed.checks])  # (4)
    (rows,) = tables.row(f"select count(*) from {quoted(name)}")
    verify_count(rows, raw)
    tables.connection.execute(f"alter table {quoted(name)} drop column bad_row")
    if form.replaces:
        _verify_replaced(tables, raw, name)
    return ReadTable(name=name, figures=typed.figures, rows=rows, where=raw.where)


def _verify_replaced(tables: Tables, raw: RawTable, name: str) -> None:
    """Raise `RowErrors` for rows that replace a row which is not in the table, or themselves.

    A chain that is wrong in another way (a row of another unit, one row replaced twice) is the
    publisher's, and the check of corrections tells it.
    """
    table = quoted(name)
    wrong = (
        f"from {table} where replaces = record or (replaces is not null "
        f"and replaces not in (select record from {table}))"
    )
    (count,) = tables.row(f"select count(*) {wrong}")
    if count:
        found = tables.query(f'select "row", replaces + 1 {wrong} order by 1 limit {SHOWN_ROWS}')
        raise RowErrors(
            [
                f"row {row}: it replaces row {replaced}, and there is no other such row"
                for row, replaced in found
            ],
            count=count,
            where=raw.where,
            remedy=REMEDY,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """The columns of a record with their SQL, and what makes a row one that cannot be read."""

    columns: dict[str, str]
    figures: tuple[str, ...]
    plain: str
    cells: list[RowCheck]
    """Checks of numbers: a row whose numbers are plain passes them unseen."""
    checks: list[RowCheck]

    def query(self, raw: RawTable) -> str:
        """Return the query of the typed table, `bad_row` its last column."""
        picked = ", ".join(f"{sql} as {quoted(column)}" for column, sql in self.columns.items())
        cells = " or ".join(f"coalesce({check.bad}, false)" for check in self.cells) or "false"
        bad = [f"case when {PLAIN} then false else {cells} end"]
        bad += [f"coalesce({check.bad}, false)" for check in self.checks]
        relation = f"(select *, {self.plain} as {PLAIN} from {raw.relation})"
        return f"select {picked}, {' or '.join(bad)} as bad_row from {relation}"


def _typed(raw: RawTable, form: TableForm, long_figures: dict[str, str]) -> _Typed:
    """Return what a table is to be made into, by its mapping."""
    reading = CellReading(thousands=form.numbers.thousands, unread=tuple(form.unread), empty=form.empty)
    figures, cells, checks = read_figures(raw, form, reading, long_figures)
    status, status_checks = _status(raw, form, figures)
    number, number_columns, number_checks = _numbers(raw, form, reading)
    levels = area_columns(form.levels, raw.columns, where=raw.where)
    unit_name = template_sql(form.unit_name, raw.columns, where=raw.where) if form.unit_name else "''"
    columns = {
        "record": f"{ROW} - 1",
        "unit": f"trim({template_sql(form.unit, raw.columns, where=f'{raw.where}, unit')})",
        "unit_name": f"nullif({unit_name}, '')" if form.unit_name else "null::varchar",
        "status": status,
        "replaces": f"{number['replaces']} - 1",
        "reason": _text_cell(form.reason, raw),
        "row": ROW,
        "image": _FILE_NAME.format(column_sql(form.image, raw)) if form.image else "null::varchar",
        "image_sha256": f"lower(trim({column_sql(form.image_sha256, raw)}))"
        if form.image_sha256
        else "null::varchar",
        "unread": unread_sql(figures, form),
        "roll_registered": number["registered"],
        **levels,
        **{f: figure_in_record(one, status) for f, one in figures.items()},
    }
    digits = number_columns if form.positions else [c for f in figures.values() for c in f.columns]
    return _Typed(
        columns=columns,
        figures=tuple(figures),
        plain=plain_row([*digits, *number_columns], reading),
        cells=[*cells, *number_checks],
        checks=[*checks, *status_checks, *_id_checks(raw, form, levels), *_digest_checks(raw, form)],
    )


def area_columns(levels: dict[str, AreaForm], columns: tuple[str, ...], *, where: str) -> dict[str, str]:
    """Return the SQL of every level's id and name; an empty id is NULL."""
    made: dict[str, str] = {}
    for level, form in levels.items():
        place = f"{where}, level {level}"
        made[level] = f"nullif({template_sql(form.id, columns, where=place)}, '')"
        name = (
            f"nullif({template_sql(form.name, columns, where=place)}, '')" if form.name else "null::varchar"
        )
        made[f"{level}_name"] = name
    return made


def _text_cell(name: str, raw: RawTable) -> str:
    return column_sql(name, raw) if name else "null::varchar"


def _status(raw: RawTable, form: TableForm, figures: dict[str, FigureSql]) -> tuple[str, list[RowCheck]]:
    """Return the SQL of a record's status, and the check that the mapping knows it."""
    sql, checks = text(Status.COUNTED), []
    if form.status:
        known = form.status.values
        column = f"coalesce(trim({column_sql(form.status.column, raw)}), '')"
        cases = " ".join(f"when {text(value)} then {text(meant)}" for value, meant in known.items())
        sql = f"(case {column} {cases} end)"
        bad = f"{column} not in ({', '.join(text(value) for value in known)})"
        checks.append(meaning_check("status", form.status.column, bad, known))
    if form.all_zero == "unread":
        zero = " and ".join(f"coalesce(({one.cell.value}) = 0, true)" for one in figures.values())
        sql = f"(case when {zero} then {text(Status.UNREAD)} else {sql} end)"
    return sql, checks


def _numbers(
    raw: RawTable, form: TableForm, reading: CellReading
) -> tuple[dict[str, str], list[str], list[RowCheck]]:
    """Return the SQL of the register and of the row replaced, their columns, the checks of their cells."""
    made, columns, checks = {"registered": "null::bigint", "replaces": "null::bigint"}, [], []
    for key, column in (("registered", form.registered), ("replaces", form.replaces)):
        if column:
            verify_column(column, raw)
            cell = figure_cell(column, reading)
            made[key] = plain_or(cell.value, [column])
            columns.append(column)
            checks.append(figure_check(key, (column,), reading, cell))
    return made, columns, checks


def _digest_checks(raw: RawTable, form: TableForm) -> list[RowCheck]:
    """Return the check that a photograph's digest is one: else anything could stand in its place."""
    if not form.image_sha256:
        return []
    digest = f"lower(trim({column_sql(form.image_sha256, raw)}))"

    def says(_values: Sequence[str | None]) -> str:
        return f"{form.image_sha256} is not 64 hexadecimal digits"

    bad = f"{digest} <> '' and not regexp_full_match({digest}, '[0-9a-f]{{64}}')"
    return [RowCheck(bad=bad, columns=(form.image_sha256,), says=says)]


def _id_checks(raw: RawTable, form: TableForm, levels: dict[str, str]) -> list[RowCheck]:
    """Return the checks that units and areas have ids: not empty, not long, no control characters."""

    def check(what: str, template: str, sql: str) -> RowCheck:
        def says(values: Sequence[str | None]) -> str:
            shown = " ".join(repr((value or "")[:60]) for value in values)
            return f"no {what} can be made of {shown}" if values else f"no {what}"

        return RowCheck(bad=IS_NO_ID.format(sql), columns=template_columns(template), says=says)

    unit = f"trim({template_sql(form.unit, raw.columns, where=raw.where)})"
    return [check("unit", form.unit, unit)] + [
        check(level, area.id, f"({levels[level]})") for level, area in form.levels.items()
    ]
