"""Which columns name a unit: one that is different in every row, or a few that are together.

Columns whose header says "table", "station", "member" come first, then areas from the smallest
to the widest, then any other that is not a count. In a long table a unit has many rows, so what
must differ is the unit together with the option.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.formats.look import distinct_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.look import TableLook
    from tellers.tables import Tables

__all__ = ["UnitGuess", "find_unit"]

MOST_TOGETHER = 3
MOST_TRIED = 8
"""Columns of each kind that are combined: 8 of them, three at a time, are 56 readings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGuess:
    """The columns that name a unit, the areas above it from the widest on, and why."""

    columns: tuple[str, ...]
    areas: tuple[str, ...]
    reason: str
    template: str


def find_unit(tables: Tables, look: TableLook, *, beside: Sequence[str] = ()) -> UnitGuess | None:
    """Return what names a unit, None if no column or combination is different in every row.

    `beside` are the columns that tell the rows of one unit apart: the option of a long table.
    """
    taken = {*look.options.columns, *beside}
    named = [c.name for c in look.with_role("unit") if c.name not in taken]
    by_size = sorted(look.with_role("area"), key=lambda c: c.distinct)
    areas = [c.name for c in by_size if c.name not in taken and c.distinct > 1]
    others = [
        c.name
        for c in look.columns
        if c.name not in taken and c.role in {None, "other"} and c.filled == look.rows and c.distinct > 1
    ]
    candidates = [*named, *reversed(areas), *others]
    for size in range(1, MOST_TOGETHER + 1):
        for columns in combinations(candidates[:MOST_TRIED] if size > 1 else candidates, size):
            if distinct_rows(tables, [*columns, *beside]) == look.rows:
                return _guess(columns, [a for a in areas if a not in columns], look, beside)
    return None


def _guess(
    columns: tuple[str, ...], areas: Sequence[str], look: TableLook, beside: Sequence[str]
) -> UnitGuess:
    """Return the guess, the columns of the unit from the widest to the smallest."""
    sizes = {column.name: column.distinct for column in look.columns}
    # A column that counts within another (table 1, 2, 3 of each school) comes after it.
    ordered = tuple(sorted(columns, key=lambda name: (-sizes[name], name)))
    named = " and ".join(repr(name) for name in ordered)
    every = f"every one of {look.rows:,} rows"
    within = f", with {', '.join(repr(name) for name in beside)}," if beside else ""
    together = " together" if len(ordered) > 1 else ""
    return UnitGuess(
        columns=ordered,
        areas=tuple(areas),
        reason=f"unit = {named}{together}: different{within} in {every}",
        template=".".join(f"{{{name}}}" for name in ordered),
    )
