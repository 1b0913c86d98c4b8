r"""Published tables of votes as rows of text, whole and in memory: every cell as it stands.

These are the small tables that are turned into objects, one vote at a time; a hundred thousand roll calls
are read by the table engine (`tellers council check`), so a file with more rows than that is refused.

>>> table = read_rows(b"id,result\n1,pass\n", where="votes.csv")
>>> table.columns, table.rows
(('id', 'result'), (('1', 'pass'),))
>>> table.write()
b'id,result\n1,pass\n'
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellers.errors import FormatError

__all__ = ["CsvRows", "day_of", "decimal_whole", "find_table", "number_text", "read_rows", "rows_from"]

LARGEST = 200_000_000
MOST_ROWS = 1_000_000
LONGEST_CELL = 1_000_000
_MARKS = re.compile('[,"\r\n]')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"([0-9]{1,13})(?:\.0{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRows:
    """A table of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> Iterator[list[tuple[str, str]]]:
        """Yield every row as (column, cell)."""
        for row in self.rows:
            yield list(zip(self.columns, row, strict=True))

    def by(self, column: str) -> dict[str, list[list[tuple[str, str]]]]:
        """Return the rows by the cells of a column, each in its order."""
        grouped: dict[str, list[list[tuple[str, str]]]] = {}
        place = self.columns.index(column)
        for row, cells in zip(self.rows, self.cells(), strict=True):
            grouped.setdefault(row[place], []).append(cells)
        return grouped

    def write(self) -> bytes:
        """Return the table as CSV in UTF-8."""
        lines = [",".join(map(_quoted, row)) or '""' for row in (self.columns, *self.rows)]
        return "".join(f"{line}\n" for line in lines).encode()


def rows_from(columns: Sequence[str], rows: Iterable[Sequence[tuple[str, str]]]) -> CsvRows:
    """Return a table of rows of (column, cell): these columns first, then whatever else the rows have."""
    held = [dict(row) for row in rows]
    every = tuple(dict.fromkeys([*columns, *(name for row in held for name in row)]))
    return CsvRows(columns=every, rows=tuple(tuple(row.get(name, "") for name in every) for row in held))


def read_rows(content: bytes, *, where: str, needs: Sequence[str] = ()) -> CsvRows:
    """Return a CSV table in UTF-8, each row as wide as its header; rows without any cell are passed over.

    Raises `FormatError` for anything else, and for a column that is needed and not there.
    """
    if len(content) > LARGEST:
        raise FormatError(f"more than {LARGEST:,} bytes", where=where, remedy=_BULK)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"not UTF-8 at byte {error.start}", where=where, expected="UTF-8") from error
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        lines = list(_lines(csv.reader(io.StringIO(text, newline=""), strict=True), where))
    except csv.Error as error:
        raise FormatError(f"not CSV: {error}", where=where) from error
    finally:
        csv.field_size_limit(limit)
    columns = lines[0] if lines else ()
    missing = [name for name in needs if name not in columns]
    if missing or len(set(columns)) < len(columns):
        raise FormatError(
            f"no column {', '.join(map(repr, missing))}" if missing else "a column that stands twice",
            where=where,
            expected=", ".join(needs),
            got=", ".join(columns)[:500],
        )
    for place, row in enumerate(lines[1:], 2):
        if len(row) != len(columns):
            raise FormatError(f"{len(row)} cells under {len(columns)} columns", where=f"{where}, row {place}")
    return CsvRows(columns=columns, rows=tuple(lines[1:]))


def find_table(files: Mapping[str, bytes], *names: str) -> tuple[str, bytes] | None:
    """Return the file whose name ends in one of these, before any other the shortest name; None without."""
    found = [name for name in files if name.casefold().endswith(names)]
    name = min(found, key=lambda one: (len(one), one), default=None)
    return None if name is None else (name, files[name])


def day_of(cell: str) -> str:
    """Return the day that a date or time begins with, or ''."""
    found = _DAY.match(cell)
    return found[0] if found else ""


def decimal_whole(cell: str) -> int | None:
    """Return a whole number, also one that a spreadsheet gave decimals; None for anything else.

    >>> decimal_whole("120.0"), decimal_whole("1.5"), decimal_whole("")
    (120, None, None)
    """
    found = _WHOLE.fullmatch(cell)
    return int(found[1]) if found else None


def number_text(number: int | None) -> str:
    """Return a number as a cell; '' for None."""
    return "" if number is None else str(number)


def _quoted(cell: str) -> str:
    """Return a cell as it stands in CSV; Python's writer leaves a lone carriage return bare."""
    return '"' + cell.replace('"', '""') + '"' if _MARKS.search(cell) else cell


_BULK = "Read it as a series, which has no such limit: docs/reference/series.md."


def _lines(reader: Iterable[list[str]], where: str) -> Iterator[tuple[str, ...]]:
    for place, row in enumerate(reader):
        if place > MOST_ROWS:
            raise FormatError(f"more than {MOST_ROWS:,} rows", where=where, remedy=_BULK)
        if row:
            yield tuple(row)
