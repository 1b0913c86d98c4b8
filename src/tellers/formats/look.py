"""Look at a table nobody has described: what each column is, which add up, how it is shaped.

Every guess carries its reason. A header that says what a column is decides; content decides
where the header says nothing. A column of digits that all have one length and often begin with
zero is a code and no count, whatever it is called.

Needs a raw table read into the relation `looked` (`look_at` makes it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.formats.header_words import role_of
from tellers.formats.raw_table import ROW
from tellers.formats.sum_finding import find_parts
from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.raw_table import RawTable

__all__ = [
    "SHOWN_ODD",
    "ColumnLook",
    "OptionGuess",
    "TableLook",
    "distinct_rows",
    "look_at",
    "number_sql",
    "odd_cells",
]

NUMERIC_SHARE = 0.98
NEARLY_SHARE = 0.6
SHOWN_ODD = 3
_NO_COUNTS = {"option", "position", "status", "image", "unit", "area", "other"}
SAMPLE = 2_000
_GROUPED = {mark: f"[0-9]{{1,3}}([{mark}][0-9]{{3}})+" for mark in (".", ",", " ")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """One column: what its header suggests, and what its cells are."""

    name: str
    role: str | None
    filled: int
    """Cells that are not empty."""
    numbers: int
    """Cells that are whole numbers, thousands separated or not."""
    thousands: str
    """The separator of thousands that some of them have, or none."""
    is_code: bool
    """Whether all cells have the same length and some begin with zero."""
    distinct: int

    @property
    def is_numeric(self) -> bool:
        """Return whether nearly all filled cells are whole numbers that may be counts."""
        return self.filled > 0 and self.numbers >= NUMERIC_SHARE * self.filled and not self.is_code

    @property
    def is_nearly_numeric(self) -> bool:
        """Return whether most filled cells are whole numbers and a few are not, as after a typing error."""
        nearly = self.filled > 2 and self.numbers >= NEARLY_SHARE * self.filled
        return nearly and not self.is_numeric and not self.is_code and self.role not in _NO_COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionGuess:
    """The columns that seem to be the options' votes, and why."""

    columns: tuple[str, ...] = ()
    reason: str = ""
    total: str = ""
    """The column they add up to, alone or with null and blank votes."""
    holds: int = 0
    """Rows in which they do."""
    exact: bool = False
    """Whether the options alone add up to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """A table: its rows and columns, and the columns that are votes."""

    rows: int
    columns: tuple[ColumnLook, ...]
    options: OptionGuess

    def with_role(self, role: str) -> list[ColumnLook]:
        """Return the columns whose header suggests this role, in their order."""
        return [column for column in self.columns if column.role == role]

    @property
    def thousands(self) -> str:
        """Return the separator of thousands that the table has, or none."""
        return next((column.thousands for column in self.columns if column.thousands), "")


def look_at(tables: Tables, raw: RawTable) -> TableLook:
    """Return what a table seems to be. Cost: the table is read once into memory."""
    tables.connection.execute(f"create or replace temp table looked as select * from {raw.relation}")
    (rows,) = tables.row("select count(*) from looked")
    columns = tuple(_column(tables, name) for name in raw.columns)
    return TableLook(rows=rows, columns=columns, options=_options(tables, columns))


def distinct_rows(tables: Tables, columns: Sequence[str]) -> int:
    """Return how many different combinations of cells some columns have."""
    key = ", ".join(quoted(column) for column in columns)
    (count,) = tables.row(f"select count(*) from (select distinct {key} from looked)")
    return int(count)


def odd_cells(tables: Tables, column: str) -> list[tuple[int, str]]:
    """Return the first cells of a column that are no whole number, each with its row."""
    cell = f"trim({quoted(column)})"
    number = "|".join(("[0-9]{1,10}", *_GROUPED.values()))
    return tables.query(
        f"select {ROW}, {cell} from looked where {cell} <> '' and not regexp_full_match({cell}, '{number}') "
        f"order by {ROW} limit {SHOWN_ODD}"
    )


def _column(tables: Tables, name: str) -> ColumnLook:
    cell = f"trim({quoted(name)})"

    def numbers_like(form: str) -> str:
        return f"count(*) filter (regexp_full_match({cell}, '{form}'))"

    groups = ", ".join(numbers_like(form) for form in _GROUPED.values())
    filled, numbers, distinct, shortest, longest, zeros, *grouped = tables.row(
        f"select count(*), {numbers_like('[0-9]{1,10}')}, count(distinct {cell}), "
        f"min(length({cell})), max(length({cell})), count(*) filter ({cell} like '0_%'), {groups} "
        f"from looked where {cell} <> ''"
    )
    mark, most = max(zip(_GROUPED, grouped, strict=True), key=lambda pair: pair[1])
    thousands = mark if most and numbers + most >= NUMERIC_SHARE * filled else ""
    return ColumnLook(
        name=name,
        role=role_of(name),
        filled=filled,
        numbers=numbers + (most if thousands else 0),
        thousands=thousands,
        is_code=bool(filled and shortest == longest and longest > 1 and zeros),
        distinct=distinct,
    )


def _options(tables: Tables, columns: Sequence[ColumnLook]) -> OptionGuess:
    """Return the votes: the free numeric columns that add up to the valid votes, or to the ballots.

    Without such a total they are all free numeric columns, and the reason says so.
    """
    free = [c.name for c in columns if c.is_numeric and c.role is None]
    for role, beside in (("valid", ()), ("voters", ("null", "blank", "not-counted"))):
        total = next((c for c in columns if c.role == role and c.is_numeric), None)
        with_them = [c.name for c in columns if c.role in beside and c.is_numeric]
        if total is None or len(free) < 2:
            continue
        if found := find_parts(_sample(tables, [*free, *with_them], total.name)):
            chosen = [(*free, *with_them)[i] for i in found[0]]
            votes = tuple(name for name in chosen if name in free)
            holds = _count_holds(tables, chosen, total.name)
            others = [name for name in chosen if name not in free]
            return OptionGuess(
                columns=votes,
                reason=f"with {', '.join(others)} they" if others else "they",
                total=total.name,
                holds=holds,
                exact=not others,
            )
    return OptionGuess(columns=tuple(free), reason="numeric columns whose header says nothing else")


def number_sql(column: str) -> str:
    """Return the SQL of a cell as a number, thousands separated or not; 0 where it is none."""
    return f"coalesce(try_cast(regexp_replace({quoted(column)}, '[ .,]', '', 'g') as bigint), 0)"


def _sample(tables: Tables, columns: Sequence[str], total: str) -> list[tuple[Sequence[int], int]]:
    """Return some rows that have a total, spread over the table, always the same."""
    cells = ", ".join(number_sql(name) for name in (*columns, total))
    rows = tables.query(
        f"select {cells} from looked where trim({quoted(total)}) <> '' "
        f"order by hash({ROW}), {ROW} limit {SAMPLE}"
    )
    return [(row[:-1], row[-1]) for row in rows]


def _count_holds(tables: Tables, columns: Sequence[str], total: str) -> int:
    """Return in how many rows of the whole table the columns add up to the total."""
    parts = " + ".join(number_sql(name) for name in columns)
    (count,) = tables.row(
        f"select count(*) from looked where trim({quoted(total)}) <> '' and {parts} = {number_sql(total)}"
    )
    return int(count)
