"""A table as it was published: every cell as text, every row with its number.

CSV in any encoding (gzip and zstd too), Excel through python-calamine, Parquet. Nothing is
interpreted here: types are decided by the mapping, and DuckDB's own guesses are switched off.
Rows with too few or too many cells are collected and told all together.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import FormatError, RowErrors
from tellers.formats.bytes_in import text_file
from tellers.formats.excel import excel_as_csv
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from pathlib import Path

    from tellers.formats.mapping import FileForm

__all__ = ["MOST_COLUMNS", "RawTable", "read_raw"]

MOST_COLUMNS = 5_000
"""Columns a table of results may have; a roll of all lists of a country has some hundreds."""
MOST_ROWS = 50_000_000
LONGEST_LINE = 8 << 20
"""Bytes of one row: a file without line ends is refused, not swallowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A relation of text columns, with `row` before them: the header is row 1 (or `header_row`)."""

    relation: str
    columns: tuple[str, ...]
    where: str
    warnings: tuple[str, ...] = ()


def read_raw(tables: Tables, path: Path, form: FileForm, *, scratch: Path) -> RawTable:
    """Return the table in a file; nothing is loaded before the relation is queried.

    Raises `FormatError` for what cannot be read, `RowErrors` for rows of the wrong length.
    """
    kind = form.format or _kind_by_name(path)
    if kind == "parquet":
        return _read_parquet(tables, path)
    if kind == "excel":
        converted = excel_as_csv(path, sheet=form.sheet, scratch=scratch)
        return _read_csv(tables, converted, form, where=path.name, warnings=(), delimiter=",")
    file = text_file(path, encoding=form.encoding, scratch=scratch)
    return _read_csv(tables, file.path, form, where=path.name, warnings=file.warnings, delimiter=form.delimiter)


def _kind_by_name(path: Path) -> str:
    name = path.name.lower()
    if name.endswith((".xlsx", ".xls", ".xlsb", ".ods")):
        return "excel"
    return "parquet" if name.endswith(".parquet") else "csv"


def _read_parquet(tables: Tables, path: Path) -> RawTable:
    where = path.name
    source = f"read_parquet({text(str(path))})"
    try:
        columns = tuple(row[0] for row in tables.query(f"describe from {source}"))
    except duckdb.Error as error:
        raise FormatError(
            "not a Parquet file that can be read",
            where=where,
            got=str(error).splitlines()[0][:160],
            remedy="Fetch the file again; it may be cut short.",
        ) from error
    _verify_header(columns, where)
    cells = ", ".join(f"{quoted(column)}::varchar as {quoted(column)}" for column in columns)
    return RawTable(
        relation=f"(select row_number() over () + 1 as row, {cells} from {source})", columns=columns, where=where
    )


def _read_csv(
    tables: Tables, path: Path, form: FileForm, *, where: str, warnings: tuple[str, ...], delimiter: str
) -> RawTable:
    """Return the relation of a CSV file, its rows checked for their length first."""
    header = _header_line(tables, path, form.header_row, where)
    chosen = delimiter or _delimiter(header, form.quote)
    columns = tuple(cell.strip() for cell in next(csv.reader(io.StringIO(header), delimiter=chosen, quotechar=form.quote or None, strict=False)))
    _verify_header(columns, where)
    types = ", ".join(f"{text(column)}: 'VARCHAR'" for column in columns)
    source = (
        f"read_csv({text(str(path))}, columns = {{{types}}}, header = false, skip = {form.header_row}, "
        f"auto_detect = false, delim = {text(chosen)}, quote = {text(form.quote)}, escape = {text(form.quote)}, "
        f"nullstr = '', max_line_size = {LONGEST_LINE}, strict_mode = true, store_rejects = true)"
    )
    relation = f"(select row_number() over () + {form.header_row} as row, * from {source} limit {MOST_ROWS})"
    return RawTable(relation=relation, columns=columns, where=where, warnings=warnings)


def verify_rows(tables: Tables, where: str) -> None:
    """Raise `RowErrors` for the rows that the last scan of a CSV file rejected; forget them.

    Call it after a relation of `read_raw` was read whole.
    """
    try:
        count, *_ = tables.row("select count(*) from reject_errors")
    except duckdb.CatalogException:  # no CSV was read yet
        return
    if not count:
        return
    rows = tables.query(
        "select line, coalesce(column_name, ''), error_type, error_message from reject_errors order by line limit 20"
    )
    tables.connection.execute("drop table if exists reject_errors")
    tables.connection.execute("drop table if exists reject_scans")
    told = [f"row {line}: {_told(kind, message)}" for line, _, kind, message in rows]
    raise RowErrors(
        told, count=count, where=where, remedy="Mend these rows, or say the right delimiter and quote in the mapping."
    )


def _told(kind: str, message: str) -> str:
    """Return one rejected row's fault in our words."""
    words = message.split()
    if kind in {"MISSING COLUMNS", "TOO MANY COLUMNS"}:
        numbers = [word for word in words if word.isdigit()]
        return f"{numbers[-1]} cells where the header has {numbers[0]}" if len(numbers) > 1 else message
    return {
        "UNQUOTED VALUE": "a quote that is never closed",
        "INVALID ENCODING": "a byte that is not UTF-8; say the encoding in the mapping",
        "LINE SIZE OVER MAXIMUM": f"longer than {LONGEST_LINE >> 20} MB",
    }.get(kind, message.splitlines()[0])


def _header_line(tables: Tables, path: Path, header_row: int, where: str) -> str:
    """Return the header as one line of text, or a clear error."""
    source = (
        f"read_csv({text(str(path))}, columns = {{'line': 'VARCHAR'}}, header = false, auto_detect = false, "
        f"delim = '\x02', quote = '', escape = '', skip = {header_row - 1}, max_line_size = {LONGEST_LINE}, "
        "nullstr = '\x03')"
    )
    try:
        lines = tables.query(f"select line from {source} limit 1")
    except duckdb.Error as error:
        raise _unreadable(error, where) from error
    if not lines or not lines[0][0]:
        raise FormatError(f"there is no header in row {header_row}", where=where, expected="a row of column names")
    return str(lines[0][0]).removeprefix("\ufeff")


def _unreadable(error: duckdb.Error, where: str) -> FormatError:
    message = str(error)
    if "nicode" in message or "UTF-8" in message or "utf-8" in message:
        return FormatError(
            "not UTF-8", where=where, remedy='Say the encoding in the mapping, for example encoding = "latin-1".'
        )
    if "aximum line size" in message:
        return FormatError(
            f"a row is longer than {LONGEST_LINE >> 20} MB", where=where, expected="one row a line"
        )
    return FormatError("cannot be read as text", where=where, got=message.splitlines()[0][:160])


def _delimiter(header: str, quote: str) -> str:
    """Return the delimiter that splits the header into most cells; a comma if none does.

    >>> _delimiter("a;b;c,d", '"')
    ';'
    """
    outside = "".join(header.split(quote)[::2]) if quote else header
    return max(",;\t|", key=lambda mark: outside.count(mark))


def _verify_header(columns: tuple[str, ...], where: str) -> None:
    if len(columns) > MOST_COLUMNS:
        raise FormatError(
            f"{len(columns)} columns", where=where, expected=f"at most {MOST_COLUMNS}", remedy="Is this the right file?"
        )
    seen: set[str] = set()
    twice = sorted({name for name in columns if name.lower() in seen or seen.add(name.lower())})  # type: ignore[func-returns-value]
    if twice:
        raise FormatError(
            f"two columns are called {', '.join(repr(name) for name in twice[:5])}",
            where=f"{where}, header",
            expected="every column named once",
            remedy="Rename one of them.",
        )
    if "" in columns:
        position = columns.index("") + 1
        raise FormatError(f"column {position} has no name", where=f"{where}, header", remedy="Name it.")
