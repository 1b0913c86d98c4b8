"""Cells to figures: a whole number, unread, or not on the sheet; anything else is a row error.

A number is digits only, at most fifteen, or digits in groups of three with the separator the
mapping says. A sign, a decimal point, an exponent, a letter is never a number here: it is told
with its row. An empty cell is never zero.

The fast way is a cast that must give back the same text; only cells that it does not fit are
looked at closely.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import quoted, text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CellReading", "figure_cell", "sum_columns"]


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
    """Return the SQL that reads one column as a figure."""
    cell = quoted(column)
    number = f"try_cast({cell} as bigint)"
    plain = f"{number}::varchar = {cell} and {number} >= 0"
    if reading.thousands:
        mark = reading.thousands
        grouped = f"^[0-9]{{1,3}}({'[' + mark + ']'}[0-9]{{3}}){{0,4}}$"
        careful = (
            f"case when regexp_full_match(trim({cell}), {text(grouped)}) "
            f"then try_cast(replace(trim({cell}), {text(mark)}, '') as bigint) "
            f"when regexp_full_match(trim({cell}), '[0-9]{{1,15}}') then try_cast(trim({cell}) as bigint) end"
        )
    else:
        careful = f"case when regexp_full_match(trim({cell}), '[0-9]{{1,15}}') then try_cast(trim({cell}) as bigint) end"
    value = f"case when {plain} and length({cell}) <= 15 then {number} when {cell} is not null then {careful} end"
    marks = ", ".join(text(mark) for mark in reading.unread)
    marked = f"coalesce(trim({cell}) in ({marks}), false)" if marks else "false"
    blank = f"({cell} is null or trim({cell}) = '')"
    unread = f"({marked} or {blank})" if reading.empty == "unread" else marked
    filled = f"not {blank}" if reading.empty != "refuse" else "true"
    bad = f"({value}) is null and {filled} and not {unread}"
    return CellSql(value=f"case when {unread} then null else ({value}) end", unread=unread, bad=bad)


def sum_columns(expression: str) -> Sequence[str]:
    """Return the columns of a figure that is a sum: "a + b" is two, "a" is one.

    >>> sum_columns("lists + others")
    ['lists', 'others']
    """
    return [part.strip() for part in expression.split(" + ")]
