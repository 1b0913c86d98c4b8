"""Any table file to a raw table: CSV (gzip and zstd too), Excel, Parquet.

The mapping says which it is; where it says nothing, the file's ending does. A spreadsheet is
read through a CSV copy of its sheet, so that the same rules hold for every format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from tellers.errors import FormatError
from tellers.formats.bytes_in import read_head, text_file
from tellers.formats.csv_table import CsvFile, read_csv
from tellers.formats.excel import excel_as_csv
from tellers.formats.raw_table import ROW, RawTable, verify_count, verify_header
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from pathlib import Path

    from tellers.formats.mapping import FileForm

__all__ = ["read_raw"]

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls")
_NOT_READ = (".xlsb", ".ods")
"""Spreadsheets whose size cannot be known before they are laid out in memory."""
_FRACTIONAL = ("FLOAT", "DOUBLE", "DECIMAL")


def read_raw(tables: Tables, path: Path, form: FileForm, *, scratch: Path) -> RawTable:
    """Return the table in a file; nothing is loaded before the relation is queried.

    Raises `FormatError` for what cannot be read. Rows of the wrong length are known only once
    the relation was read whole: `rejected_rows.verify_rows` tells them then.
    """
    kind = form.format or _kind_by_name(path)
    if kind == "parquet":
        return _read_parquet(tables, path)
    if kind == "excel":
        converted = excel_as_csv(path, sheet=form.sheet, scratch=scratch)
        sheet = CsvFile(path=converted, where=path.name, delimiter=",")
        return read_csv(tables, sheet, header_row=form.header_row)
    found = text_file(path, encoding=form.encoding, scratch=scratch)
    file = CsvFile(
        path=found.path,
        where=path.name,
        compression=found.compression,
        delimiter=form.delimiter,
        quote=form.quote,
        warnings=found.warnings,
    )
    return read_csv(tables, file, header_row=form.header_row)


def _kind_by_name(path: Path) -> str:
    name = path.name.lower()
    if name.endswith(_NOT_READ):
        raise FormatError(
            f"a spreadsheet of the kind {path.suffix} is not read",
            where=path.name,
            remedy="Save it as .xlsx or as CSV.",
        )
    if name.endswith(_SPREADSHEETS):
        return "excel"
    return "parquet" if name.endswith(".parquet") else "csv"


def _read_parquet(tables: Tables, path: Path) -> RawTable:
    """Return the relation of a Parquet file; a whole number in a fractional column is whole."""
    read_head(path)  # or refuse what cannot be read, before the table engine gives up on it
    where = path.name
    source = f"read_parquet({text(str(path))})"
    try:
        (count,) = tables.row(f"select num_rows from parquet_file_metadata({text(str(path))})")
        described = [(row[0], row[1]) for row in tables.query(f"describe from {source}")]
    except duckdb.Error as error:
        raise FormatError(
            "not a Parquet file that can be read",
            where=where,
            got=str(error).splitlines()[0].replace(str(path), where)[:160],
            remedy="Fetch the file again; it may be cut short.",
        ) from error
    columns = tuple(name for name, _ in described)
    verify_header(columns, where)
    cells = ", ".join(f"{_parquet_cell(name, kind)} as {quoted(name)}" for name, kind in described)
    raw = RawTable(
        relation=f"(select row_number() over () + 1 as {ROW}, {cells} from {source})",
        columns=columns,
        where=where,
        path=path,
    )
    verify_count(count, raw)
    return raw


def _parquet_cell(name: str, kind: str) -> str:
    column = quoted(name)
    if kind.startswith(_FRACTIONAL):
        whole = f"abs({column}) < 1e15 and {column} = floor({column})"
        return f"case when {whole} then {column}::bigint::varchar else {column}::varchar end"
    return f"{column}::varchar"
