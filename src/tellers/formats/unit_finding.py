"""Which columns name a unit: one that is different in every row, or a few that are together.

Columns whose header says "table", "station", "member" come first, then areas from the smallest
to the widest, then any other that is not a count. In a long table a unit has many rows, so what
must differ is the unit together with the option.

Of two areas that are one to one and whose headers say the same word, one its code, the other is
its name: "Cód. región" and "Región" are one level.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.formats.header_words import area_word, is_code_word
from tellers.formats.look import distinct_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.look import TableLook
    from tellers.tables import Tables

__all__ = ["LevelGuess", "UnitGuess", "find_levels", "find_unit"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelGuess:
    """A level of areas: the column that tells them apart, and the column of their names or ''."""

    column: str
    name: str = ""

    @property
    def title(self) -> str:
        """Return what the level may be called."""
        return self.name or self.column


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


def find_levels(tables: Tables, look: TableLook, areas: Sequence[str]) -> tuple[LevelGuess, ...]:
    """Return the levels that some columns of areas give: a code and its name are one level."""
    named = _names_of_codes(tables, look)
    code_of = {name: code for code, name in named.items()}
    levels = [
        LevelGuess(column=code_of.get(area, area), name=area if area in code_of else named.get(area, ""))
        for area in areas
    ]
    return tuple(dict.fromkeys(levels))


def _names_of_codes(tables: Tables, look: TableLook) -> dict[str, str]:
    """Return the column of an area's name by that of its code, where they are one to one."""
    areas = [c for c in look.with_role("area") if c.distinct > 1]
    codes = [c for c in areas if is_code_word(c.name)]
    pairs = {
        code.name: name.name
        for code in codes
        for name in areas
        if name not in codes and area_word(name.name) == area_word(code.name)
        if name.distinct == code.distinct == distinct_rows(tables, [code.name, name.name])
    }
    return {code: name for code, name in pairs.items() if list(pairs.values()).count(name) == 1}


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
