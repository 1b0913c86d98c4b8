"""CSV to a raw table: RFC 4180 with any delimiter and quote, and either line end.

Rows with too few or too many cells, or a quote left open, are rejected while the relation is
read, and told all together afterwards (`tellers.formats.rejected_rows`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import FormatError
from tellers.formats.bytes_in import (
    LONGEST_LINE,
    bytes_allowed,
    nul_bytes,
    raise_not_utf8,
    too_large,
    too_long,
)
from tellers.formats.raw_table import MOST_ROWS, ROW, RawTable, verify_header
from tellers.tables import text

if TYPE_CHECKING:
    from tellers.tables import Tables

__all__ = ["MOST_REJECTED", "CsvFile", "read_csv", "unreadable"]

LINES_OF_HEADER = 50
MOST_REJECTED = 1_000
"""Faults of rows that are kept, each with its line, so that a hostile file cannot fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """A CSV file in UTF-8: where it is, how it is packed, split and quoted."""

    path: Path
    where: str
    compression: str = "none"
    delimiter: str = ""
    quote: str = '"'
    warnings: tuple[str, ...] = ()

    def as_lines(self, *, skip: int) -> str:
        """Return the relation of its lines, `line`, unsplit."""
        return (
            f"read_csv({text(str(self.path))}, columns = {{'line': 'VARCHAR'}}, header = false, "
            f"auto_detect = false, compression = {text(self.compression)}, delim = '\x02', quote = '', "
            f"escape = '', skip = {skip}, max_line_size = {LONGEST_LINE}, nullstr = '\x03')"
        )

    def lines(self, tables: Tables, *, skip: int, limit: int) -> list[str]:
        """Return some of its lines; `FormatError` for what is no text."""
        try:
            found = tables.query(f"select line from {self.as_lines(skip=skip)} limit {limit}")
        except duckdb.Error as error:
            raise _unreadable(error, self.path, self.where) from error
        return [line or "" for (line,) in found]

    def verify_unpacked(self, tables: Tables) -> None:
        """Raise `FormatError` for a zstd file that is broken, unpacks to too much, or holds NUL bytes.

        The sum of the bytes runs along with the reading, so that a bomb is left at its limit, and
        nothing of it is kept.
        """
        allowed = bytes_allowed(self.path)
        try:
            (nul,) = tables.row(
                "select coalesce(bool_or(contains(line, chr(0))), false) from "
                "(select line, sum(coalesce(strlen(line), 0) + 1) over "
                f"(rows between unbounded preceding and current row) as bytes from {self.as_lines(skip=0)}) "
                f"where case when bytes > {allowed} then error('too large') else true end"
            )
        except duckdb.Error as error:
            if "too large" in str(error):
                raise too_large(self.where, allowed) from error
            raise _unreadable(error, self.path, self.where) from error
        if nul:
            raise nul_bytes(self.where)


def read_csv(tables: Tables, file: CsvFile, *, header_row: int) -> RawTable:
    """Return the relation of a CSV file, every column text; rows that do not fit are rejected."""
    if file.compression == "zstd":
        file.verify_unpacked(tables)
    columns, delimiter = _header(tables, file, header_row)
    verify_header(columns, file.where)
    types = ", ".join(f"{text(column)}: 'VARCHAR'" for column in columns)
    source = (
        f"read_csv({text(str(file.path))}, columns = {{{types}}}, header = false, "
        f"skip = {header_row}, auto_detect = false, compression = {text(file.compression)}, "
        f"delim = {text(delimiter)}, quote = {text(file.quote)}, escape = {text(file.quote)}, "
        f"nullstr = '', max_line_size = {LONGEST_LINE}, strict_mode = true, store_rejects = true, "
        f"rejects_limit = {MOST_REJECTED})"
    )
    # A limit costs a tenth of the reading, and a plain file this small cannot have so many rows.
    bounded = file.compression != "none" or file.path.stat().st_size >= 2 * MOST_ROWS
    limit = f" limit {MOST_ROWS}" if bounded else ""
    return RawTable(
        relation=f"(select row_number() over () + {header_row} as {ROW}, * from {source}{limit})",
        columns=columns,
        where=file.where,
        path=file.path,
        lines=file.as_lines(skip=header_row),
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


def _unreadable(error: duckdb.Error, path: Path, where: str) -> FormatError:
    """Return our error for what the table engine could not read."""
    message = str(error)
    if "nicode" in message or "utf-8" in message.lower():
        raise_not_utf8(path, where=where)
    if "aximum line size" in message or "support a full read" in message:
        return too_long(where)
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
