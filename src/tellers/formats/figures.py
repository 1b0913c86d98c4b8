"""Which figures a table gives, and the SQL of each: from its columns, or from a member's position.

A figure is one column or a sum of columns (`"lists + others"`); a part that is empty leaves the
sum unknown. In a roll call a figure is 1 where the member took that position and 0 where another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.formats.cells import PLAIN, CellReading, CellSql, figure_cell, sum_columns
from tellers.formats.row_faults import RowCheck, figure_check
from tellers.formats.template import column_sql, verify_column
from tellers.tables import quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.mapping import TableForm
    from tellers.formats.raw_table import RawTable
    from tellers.model import Status

__all__ = [
    "FigureSql",
    "figure_in_record",
    "meaning_check",
    "plain_or",
    "read_figures",
    "unread_sql",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSql:
    """A figure of the table: the columns it is made of, and the SQL that reads it."""

    columns: tuple[str, ...]
    cell: CellSql


def read_figures(
    raw: RawTable, form: TableForm, reading: CellReading, long_figures: dict[str, str]
) -> tuple[dict[str, FigureSql], list[RowCheck], list[RowCheck]]:
    """Return every figure, from its columns or from a member's position; checks of cells, and of rows."""
    if form.positions:
        figures, checks = _positions(raw, form)
        return figures, [], checks
    figures = {}
    for figure, expression in {**form.figures, **long_figures}.items():
        whole = expression in raw.columns
        columns = (expression,) if whole else tuple(sum_columns(expression))
        for column in columns:
            verify_column(column, raw)
        cells = [figure_cell(column, reading) for column in columns]
        figures[figure] = FigureSql(
            columns=columns,
            cell=CellSql(
                value=plain_or(" + ".join(f"({cell.value})" for cell in cells), columns),
                unread=" or ".join(f"({cell.unread})" for cell in cells),
                bad=" or ".join(f"({cell.bad})" for cell in cells),
            ),
        )
    return figures, [figure_check(f, one.columns, reading, one.cell) for f, one in figures.items()], []


def _positions(raw: RawTable, form: TableForm) -> tuple[dict[str, FigureSql], list[RowCheck]]:
    """Return a roll call's figures: 1 where the member took the position, 0 where another."""
    assert form.positions is not None  # noqa: S101 (the caller's condition)
    name, values = form.positions.column, form.positions.values
    column = f"trim({column_sql(name, raw)})"
    figures = {}
    for figure in dict.fromkeys(values.values()):
        meaning = ", ".join(text(value) for value, meant in values.items() if meant == figure)
        value = f"case when {column} <> '' then ({column} in ({meaning}))::bigint end"
        figures[figure] = FigureSql(columns=(name,), cell=CellSql(value=value, unread="false", bad="false"))
    known = ", ".join(text(value) for value in values)
    bad = f"coalesce({column}, '') <> '' and {column} not in ({known})"
    return figures, [meaning_check("position", name, bad, values)]


def unread_sql(figures: dict[str, FigureSql], form: TableForm) -> str:
    """Return the SQL of the list of figures that are on the sheet and not legible."""
    if not form.unread and form.empty != "unread":
        return "[]::varchar[]"
    marked = ", ".join(
        f"case when {one.cell.unread} then {text(figure)} end" for figure, one in figures.items()
    )
    found = f"list_filter([{marked}], lambda figure: figure is not null)"
    return f"case when {PLAIN} then []::varchar[] else {found} end"


def figure_in_record(figure: FigureSql, status: str) -> str:
    """Return the SQL of a figure in a record: nothing where the whole record could not be read."""
    if "'unread'" not in status:
        return figure.cell.value
    return f"case when {status} = 'unread' then null else {figure.cell.value} end"


def plain_or(sql: str, columns: Sequence[str]) -> str:
    """Return the SQL of a sum of columns: cast at once in a plain row, read cell by cell in any other."""
    cast = " + ".join(f"try_cast({quoted(column)} as bigint)" for column in columns)
    return f"case when {PLAIN} then {cast} else {sql} end"


def meaning_check(what: str, column: str, bad: str, known: dict[str, str] | dict[str, Status]) -> RowCheck:
    """Return the check that a value is one the mapping gives a meaning."""
    listed = ", ".join(repr(value) for value in known)

    def says(values: Sequence[str | None]) -> str:
        return f"{what} {(values[0] or '').strip()[:60]!r} has no meaning in the mapping (known: {listed})"

    return RowCheck(bad=bad, columns=(column,), says=says)
