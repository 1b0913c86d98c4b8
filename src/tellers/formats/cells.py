"""Cells to figures: a whole number, unread, or not on the sheet; anything else is a row error.

A number is digits only, at most ten, or digits in groups of three with the separator the
mapping says. A sign, a decimal point, an exponent, a letter is never a number here: it is told
with its row. An empty cell is never zero.

The fast way is one look at a whole row: where all its figures are digits, each is cast and no
cell is looked at again (`plain_row`). Only a row that is not so simple is read cell by cell.

>>> fault_of("1.234", CellReading())
"is '1.234'; if that is 1234, say numbers = { thousands = '.' }"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import quoted, text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = [
    "MOST_DIGITS",
    "PLAIN",
    "CellReading",
    "CellSql",
    "fault_of",
    "figure_cell",
    "plain_row",
    "sum_columns",
]

PLAIN = '"tellers:plain"'
"""The column that says of a row that all its figures are digits, as SQL."""
MOST_DIGITS = 10
"""Digits of a figure: no sheet has more votes than there are people."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,' \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReading:
    """How cells are read: the separator of thousands, and what marks an unread figure."""

    thousands: str = ""
    unread: tuple[str, ...] = ()
    empty: str = "not-on-sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSql:
    """SQL of one cell: its value, whether it is unread, whether it is bad."""

    value: str
    unread: str
    bad: str


def figure_cell(column: str, reading: CellReading) -> CellSql:
    """Return the SQL that reads one column as a figure, in any relation that has it."""
    cell = f"trim({quoted(column)})"
    value = (
        f"case when regexp_full_match({cell}, '[0-9]{{1,{MOST_DIGITS}}}') then try_cast({cell} as bigint) end"
    )
    if reading.thousands:
        mark = reading.thousands
        grouped = f"[0-9]{{1,3}}([{mark}][0-9]{{3}}){{0,3}}"
        value = (
            f"case when regexp_full_match({cell}, {text(grouped)}) "
            f"then try_cast(replace({cell}, {text(mark)}, '') as bigint) else {value} end"
        )
    marks = ", ".join(text(mark) for mark in reading.unread)
    marked = f"coalesce({cell} in ({marks}), false)" if marks else "false"
    blank = f"(coalesce({cell}, '') = '')"
    unread = f"({marked} or {blank})" if reading.empty == "unread" else marked
    filled = f"not {blank}" if reading.empty != "refuse" else "true"
    bad = f"({value}) is null and {filled} and not {unread}"
    return CellSql(value=f"case when {unread} then null else ({value}) end", unread=unread, bad=bad)


def plain_row(columns: Collection[str], reading: CellReading) -> str:
    """Return the SQL that is true of a row all of whose figures are digits, or empty where they may be.

    In such a row a figure is `try_cast(column as bigint)`, none is unread and none is bad. Cost: a
    third of a cast a cell.
    """
    cells = [quoted(column) for column in dict.fromkeys(columns)]
    if not cells or any(mark.isdigit() for mark in reading.unread):
        return "false"
    digits = f"regexp_full_match(concat({', '.join(cells)}), '[0-9]*')"
    longest = f"coalesce(greatest({', '.join(f'strlen({cell})' for cell in cells)}), 0)"
    filled = [f"{cell} is not null" for cell in cells] if reading.empty != "not-on-sheet" else []
    return " and ".join([digits, f"{longest} <= {MOST_DIGITS}", *filled])


def fault_of(value: str | None, reading: CellReading) -> str:
    """Return what is wrong with a cell that is no figure, and what in the mapping would read it.

    >>> fault_of("-7", CellReading()), fault_of("12345678901", CellReading())
    ("is '-7', a negative number", "is '12345678901', more than 10 digits")
    """
    if value is None or not value.strip():
        return "is empty"
    shown = f"is {value[:SHOWN_CHARACTERS]!r}"
    cell = value.strip()
    if re.fullmatch(r"-[0-9]+", cell):
        return f"{shown}, a negative number"
    if len(cell) > MOST_DIGITS and cell.isascii() and cell.isdigit():
        return f"{shown}, more than {MOST_DIGITS} digits"
    if not re.search(r"[0-9]", cell):
        return f"{shown}; if that marks an illegible figure, say unread = [{cell[:SHOWN_CHARACTERS]!r}]"
    if (grouped := _GROUPED.fullmatch(cell)) and not reading.thousands:
        whole = re.sub(r"[^0-9]", "", cell)
        return f"{shown}; if that is {whole}, say numbers = {{ thousands = {grouped[1]!r} }}"
    return f"{shown}, expected a whole number"


def sum_columns(expression: str) -> Sequence[str]:
    """Return the columns of a figure that is a sum: "a + b" is two, "a" is one.

    >>> sum_columns("lists + others")
    ['lists', 'others']
    """
    return [part.strip() for part in expression.split(" + ")]
