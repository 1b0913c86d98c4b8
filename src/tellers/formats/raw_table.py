"""A table as it was published: every cell as text, every row with its number.

Nothing is interpreted here: types are decided by the mapping, and DuckDB's own guesses are
switched off. A row's number is that of the table, the header being row 1 (or `header_row`);
empty lines of a CSV file do not count.

>>> verify_header(("station", "votes", "Votes"), "t.csv")
Traceback (most recent call last):
    ...
tellers.errors.FormatError: t.csv, header: two columns, 'votes' and 'Votes'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "ROW", "RawTable", "verify_count", "verify_header"]

MOST_COLUMNS = 5_000
"""Columns a table of results may have; a roll of all lists of a country has some hundreds."""
MOST_ROWS = 50_000_000
"""Rows of one table: two million stations with twenty options each, in long form."""
ROW = '"tellers:row"'
"""The column of a raw table with the row's number, as SQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A relation of text columns, with `ROW` before them, and what was noticed on the way."""

    relation: str
    columns: tuple[str, ...]
    where: str
    path: Path
    lines: str = ""
    """For CSV: the relation of the lines below the header, by which rejected rows are counted."""
    warnings: tuple[str, ...] = ()


def verify_count(rows: int, raw: RawTable) -> None:
    """Raise `FormatError` for a table of no rows, or of more than any election has."""
    if not rows:
        raise FormatError("a header and no rows", where=raw.where, expected="at least one row")
    if rows >= MOST_ROWS:
        raise FormatError(
            f"{MOST_ROWS:,} rows or more",
            where=raw.where,
            remedy="This is no table of results, or several in one.",
        )


def verify_header(columns: tuple[str, ...], where: str) -> None:
    """Raise `FormatError` for too many columns, one without a name, or two of one name."""
    header = f"{where}, header"
    if len(columns) > MOST_COLUMNS:
        raise FormatError(
            f"{len(columns)} columns",
            where=where,
            expected=f"at most {MOST_COLUMNS}",
            remedy="Is this the right file?",
        )
    if "" in columns:
        raise FormatError(
            f"column {columns.index('') + 1} has no name",
            where=header,
            remedy="Name it, or say in which row the header is: header_row = 2.",
        )
    seen: dict[str, str] = {}
    for name in columns:
        if (first := seen.get(name.lower())) is not None:
            raise FormatError(
                f"two columns are called {name!r}"
                if first == name
                else f"two columns, {first!r} and {name!r}",
                where=header,
                expected="every column named once, capitals aside",
                remedy="Rename one of them.",
            )
        seen[name.lower()] = name
    if "tellers:row" in seen:
        raise FormatError("a column is called 'tellers:row'", where=header, remedy="Rename it.")
