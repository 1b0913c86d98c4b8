"""What is wrong with the rows of a table: every bad cell of every row, told together.

A check is SQL that is true for a bad row, the columns to show, and the words that say what is
wrong. The first twenty bad rows are told with every fault they have, rows of the wrong length
among them, and the rest is counted.

>>> told([(3, "A is empty"), (3, "no unit"), (2, "4 cells where the header has 3")])
['row 2: 4 cells where the header has 3', 'row 3: A is empty; no unit']
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import SHOWN_ROWS, RowErrors
from tellers.formats.cells import CellReading, CellSql, fault_of, figure_cell
from tellers.formats.raw_table import ROW
from tellers.formats.rejected_rows import rejected_rows, true_row, verify_rows
from tellers.formats.template import column_sql
from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tellers.formats.raw_table import RawTable

__all__ = ["IS_NO_ID", "REMEDY", "RowCheck", "figure_check", "told", "verify_numbers", "verify_table"]

REMEDY = "Mend these rows in the table, or say in the mapping how they are to be read; nothing was written."
IS_NO_ID = "({0} = '' or length({0}) > 200 or regexp_matches({0}, '[\\x00-\\x1f\\x7f]'))"
"""SQL that is true for text that cannot be an id (`tellers.model.ids`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCheck:
    """One thing that may be wrong with a row: when it is, which cells to show, what to say."""

    bad: str
    columns: Sequence[str]
    says: Callable[[Sequence[str | None]], str]


def figure_check(figure: str, columns: Sequence[str], reading: CellReading, cell: CellSql) -> RowCheck:
    """Return the check that a figure's cells are whole numbers."""

    def says(values: Sequence[str | None]) -> str:
        faults = [fault_of(value, reading) for value in values]
        worst = next(
            (f for f, v in zip(faults, values, strict=True) if not (v or "").strip().isdecimal()), faults[0]
        )
        return f"{figure} {worst}"

    return RowCheck(bad=cell.bad, columns=columns, says=says)


def told(faults: Iterable[tuple[int, str]]) -> list[str]:
    """Return one line a row, in the order of the rows, with all its faults.

    What the mapping could say of a cell is advised once, beside the first that it is true of.

    >>> told([(row, fault_of(f"{row}.500", CellReading())) for row in (2, 3)])
    ["row 2: is '2.500'; if that is 2500, say numbers = { thousands = '.' }", "row 3: is '3.500'"]
    """
    by_row: dict[int, list[str]] = defaultdict(list)
    advised: set[str] = set()
    for row, fault in sorted(faults, key=lambda one: one[0]):
        fact, _, advice = fault.partition("; if that ")
        key = advice.partition(", say ")[2]
        one = fact if key in advised else fault
        if key:
            advised.add(key)
        if not {one, fault} & set(by_row[row]):  # one column may be a register and a figure too
            by_row[row].append(one)
    return [f"row {row}: {'; '.join(by_row[row])}" for row in sorted(by_row)]


def verify_table(tables: Tables, name: str, raw: RawTable, checks: Sequence[RowCheck]) -> None:
    """Raise `RowErrors` for the bad rows of a typed table and the rows its scan rejected.

    The typed table has a column `bad_row`; it is dropped when the table is not sound. Cost for
    a sound table: one count.
    """
    rejected = rejected_rows(tables, raw)
    (bad,) = tables.row(f"select count(*) filter (bad_row) from {quoted(name)}")
    if not bad and not rejected.count:
        return
    cells = _bad_cells(tables, name, raw, checks) if bad else []
    tables.connection.execute(f"drop table {quoted(name)}")
    lines = rejected.lines()
    faults = [*rejected.told, *((true_row(row, lines), fault) for row, fault in cells)]
    raise RowErrors(told(faults), count=bad + rejected.count, where=raw.where, remedy=REMEDY)


def verify_numbers(tables: Tables, raw: RawTable, column: str, reading: CellReading) -> None:
    """Raise `RowErrors` for cells of a column that are neither whole numbers nor empty."""
    cell, bad = column_sql(column, raw), figure_cell(column, reading).bad
    rows = tables.query(f"select {ROW}, {cell} from {raw.relation} where {bad} order by {ROW}")
    verify_rows(tables, raw)
    if rows:
        faults = told((row, f"{column} {fault_of(value, reading)}") for row, value in rows[:SHOWN_ROWS])
        raise RowErrors(faults, count=len(rows), where=raw.where, remedy=REMEDY)


def _bad_cells(tables: Tables, name: str, raw: RawTable, checks: Sequence[RowCheck]) -> list[tuple[int, str]]:
    """Return every fault of the first bad rows; cost: the raw table is read once more."""
    numbers = tables.query(
        f'select "row" from {quoted(name)} where bad_row order by "row" limit {SHOWN_ROWS}'
    )
    listed = ", ".join(str(row) for (row,) in numbers)
    shown = ", ".join(f"{check.bad}, {_shown(check.columns)}" for check in checks)
    rows = tables.query(f"select {ROW}, {shown} from {raw.relation} where {ROW} in ({listed}) order by {ROW}")
    rejected_rows(tables, raw)  # the second reading rejects the same rows again
    return [
        (row, check.says(values))
        for row, *pairs in rows
        for check, bad, values in zip(checks, pairs[::2], pairs[1::2], strict=True)
        if bad
    ]


def _shown(columns: Sequence[str]) -> str:
    return f"[{', '.join(quoted(c) for c in columns)}]::varchar[]"
