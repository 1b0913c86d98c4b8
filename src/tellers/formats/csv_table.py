"""CSV to a raw table: RFC 4180 with any delimiter and quote, and either line end.

Rows with too few or too many cells, or a quote left open, are rejected while the relation is
read, and told all together afterwards: `verify_rows`, or `rejected_rows` to tell them with
other faults.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import FormatError, RowErrors
from tellers.formats.bytes_in import raise_not_utf8
from tellers.formats.raw_table import MOST_ROWS, ROW, RawTable, verify_header
from tellers.tables import text

if TYPE_CHECKING:
    from tellers.tables import Tables

__all__ = ["CsvFile", "read_csv", "rejected_rows", "unreadable", "verify_encoding", "verify_rows"]

LONGEST_LINE = 8 << 20
"""Bytes of one row: a file without line ends is refused, not swallowed."""
LINES_OF_HEADER = 50
MOST_REJECTED = 100_000
"""Rejected rows that are counted; a table with more is not split as the mapping says."""
_NOT_UTF8 = "a byte that is not UTF-8; say the encoding in the mapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """A CSV file in UTF-8: where it is, how it is packed, split and quoted."""

    path: Path
    where: str
    compression: str = "none"
    delimiter: str = ""
    quote: str = '"'
    warnings: tuple[str, ...] = ()

    def lines(self, tables: Tables, *, skip: int, limit: int) -> list[str]:
        """Return some of its lines, unsplit; `FormatError` for what is no text."""
        source = (
            f"read_csv({text(str(self.path))}, columns = {{'line': 'VARCHAR'}}, header = false, "
            f"auto_detect = false, compression = {text(self.compression)}, delim = '\x02', quote = '', "
            f"escape = '', skip = {skip}, max_line_size = {LONGEST_LINE}, nullstr = '\x03')"
        )
        try:
            return [line or "" for (line,) in tables.query(f"select line from {source} limit {limit}")]
        except duckdb.Error as error:
            raise _unreadable(error, self.path, self.where) from error


def read_csv(tables: Tables, file: CsvFile, *, header_row: int) -> RawTable:
    """Return the relation of a CSV file, every column text; rows that do not fit are rejected."""
    columns, delimiter = _header(tables, file, header_row)
    verify_header(columns, file.where)
    types = ", ".join(f"{text(column)}: 'VARCHAR'" for column in columns)
    source = (
        f"read_csv({text(str(file.path))}, columns = {{{types}}}, header = false, "
        f"skip = {header_row}, auto_detect = false, compression = {text(file.compression)}, "
        f"delim = {text(delimiter)}, quote = {text(file.quote)}, escape = {text(file.quote)}, "
        f"nullstr = '', max_line_size = {LONGEST_LINE}, strict_mode = true, store_rejects = true)"
    )
    return RawTable(
        relation=f"(select row_number() over () + {header_row} as {ROW}, * from {source} limit {MOST_ROWS})",
        columns=columns,
        where=file.where,
        path=file.path,
        warnings=file.warnings,
    )


def _header(tables: Tables, file: CsvFile, header_row: int) -> tuple[tuple[str, ...], str]:
    """Return the header's cells, and the delimiter."""
    lines = file.lines(tables, skip=header_row - 1, limit=1)
    if not lines or not lines[0].strip() or _is_blank(file, header_row):
        raise FormatError(
            f"there is no header in row {header_row}", where=file.where, expected="a row of column names"
        )
    delimiter = file.delimiter or _delimiter(lines[0], file.quote)
    if file.quote and lines[0].count(file.quote) % 2:  # a cell of the header has a line break
        lines = file.lines(tables, skip=header_row - 1, limit=LINES_OF_HEADER)
    lines[0] = lines[0].removeprefix("\ufeff")
    whole = io.StringIO("\n".join(lines), newline="")
    try:
        if file.quote:
            reader = csv.reader(whole, delimiter=delimiter, quotechar=file.quote)
        else:
            reader = csv.reader(whole, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        cells = next(reader)
    except (csv.Error, ValueError, StopIteration) as error:
        raise FormatError(
            f"the header cannot be split: {error}", where=f"{file.where}, row {header_row}", got=lines[0][:80]
        ) from error
    return tuple(" ".join(cell.split()) for cell in cells), delimiter


def _is_blank(file: CsvFile, row: int) -> bool:
    """Return whether a line of a file that is not packed is blank: the table engine passes over it."""
    if file.compression != "none":
        return False
    with file.path.open("rb") as stream:
        line = b""
        for _ in range(row):
            line = stream.readline(LONGEST_LINE)
    return line.endswith(b"\n") and not line.strip()


def rejected_rows(tables: Tables) -> list[tuple[int, str]]:
    """Return the rows that scans of CSV files rejected since last asked, one fault each."""
    try:
        rows = tables.query(
            "select line, arg_min(error_type, byte_position), arg_min(error_message, byte_position) "
            f"from reject_errors group by line order by line limit {MOST_REJECTED}"
        )
    except duckdb.CatalogException:  # no CSV was read yet
        return []
    if rows:
        tables.connection.execute("drop table if exists reject_errors")
        tables.connection.execute("drop table if exists reject_scans")
    return [(line, _told(kind, message)) for line, kind, message in rows]


def verify_rows(tables: Tables, raw: RawTable) -> None:
    """Raise `RowErrors` for the rows that a scan of this table rejected.

    Call it after the relation of `read_raw` was read whole.
    """
    if rows := rejected_rows(tables):
        verify_encoding(rows, raw)
        raise RowErrors(
            [f"row {row}: {fault}" for row, fault in rows],
            count=len(rows),
            where=raw.where,
            remedy="Mend these rows, or say the right delimiter and quote in the mapping.",
        )


def verify_encoding(rejected: list[tuple[int, str]], raw: RawTable) -> None:
    """Raise `FormatError` with the first bad byte if a row was rejected for its encoding."""
    if any(fault == _NOT_UTF8 for _, fault in rejected):
        raise_not_utf8(raw.path, where=raw.where)


def _told(kind: str, message: str) -> str:
    """Return one rejected row's fault in our words."""
    words = message.split()
    if kind in {"MISSING COLUMNS", "TOO MANY COLUMNS"}:
        numbers = [word for word in words if word.isdigit()]
        return f"{numbers[-1]} cells where the header has {numbers[0]}" if len(numbers) > 1 else message
    return {
        "UNQUOTED VALUE": "a quote that is not closed, or text after it",
        "INVALID ENCODING": _NOT_UTF8,
        "LINE SIZE OVER MAXIMUM": f"longer than {LONGEST_LINE >> 20} MB",
    }.get(kind, message.splitlines()[0])


def _unreadable(error: duckdb.Error, path: Path, where: str) -> FormatError:
    """Return our error for what the table engine could not read."""
    message = str(error)
    if "nicode" in message or "utf-8" in message.lower():
        raise_not_utf8(path, where=where)
    if "aximum line size" in message:
        return FormatError(
            f"a row is longer than {LONGEST_LINE >> 20} MB", where=where, expected="one row a line"
        )
    if "invalid state" in message or "newline" in message.lower():
        return FormatError(
            "lines end in two ways",
            where=where,
            expected="one kind of line end",
            remedy="Save the file again.",
        )
    got = message.splitlines()[0].partition(": ")[2].replace(str(path), where)[:160]
    return FormatError("cannot be read as text", where=where, got=got, remedy="Fetch the file again.")


def unreadable(error: duckdb.Error, raw: RawTable) -> FormatError:
    """Return our error for a table that could not be read to its end."""
    return _unreadable(error, raw.path, raw.where)


def _delimiter(header: str, quote: str) -> str:
    """Return the delimiter that splits the header into most cells; a comma if none does.

    >>> _delimiter("a;b;c,d", '"')
    ';'
    """
    outside = "".join(header.split(quote)[::2]) if quote else header
    return max(",;\t|", key=outside.count)
