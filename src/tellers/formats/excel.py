"""One sheet of an Excel file (.xlsx, .xlsm, .xls) as CSV text, through python-calamine.

A whole number is written without a decimal point, whatever the spreadsheet calls its type;
anything else as the spreadsheet holds it, a line break inside a cell as a blank. Empty rows
above the table count, so that `header_row` is the row the spreadsheet shows.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import FormatError, UsageError
from tellers.formats.bytes_in import read_head
from tellers.formats.excel_size import verify_spreadsheet_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from python_calamine import CalamineWorkbook

__all__ = ["excel_as_csv", "sheet_names"]


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets, in their order."""
    return list(_workbook(path).sheet_names)


def excel_as_csv(path: Path, *, sheet: str, scratch: Path) -> Path:
    """Return a CSV copy of one sheet in the scratch folder: the sheet named, or the only one.

    Raises `FormatError` for a file that is none, unpacks to too much, or has several sheets and
    none was named.
    """
    book = _workbook(path)
    names = list(book.sheet_names)
    if not names:
        raise FormatError("no sheet in it", where=path.name)
    if sheet and sheet not in names:
        raise FormatError(f"there is no sheet {sheet!r}", where=path.name, expected=", ".join(names))
    if not sheet and len(names) > 1:
        raise FormatError(
            f"{len(names)} sheets",
            where=path.name,
            expected="the name of one",
            got=", ".join(names),
            remedy=f'Say which: sheet = "{names[0]}" in the mapping, or --sheet "{names[0]}".',
        )
    rows = _rows(book, sheet or names[0], where=path.name)
    if not any(_cell(value) for row in rows for value in row):
        raise FormatError("the sheet is empty", where=path.name, expected="a table with a header row")
    width = max(len(row) for row in rows)
    with tempfile.NamedTemporaryFile(
        "w", dir=scratch, suffix=".csv", delete=False, encoding="utf-8", newline=""
    ) as out:
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for row in rows:
            writer.writerow([_cell(value) for value in row] + [""] * (width - len(row)))
    return Path(out.name)


def _rows(book: CalamineWorkbook, sheet: str, *, where: str) -> Sequence[Sequence[object]]:
    """Return the cells of a sheet; `FormatError` when the reader gives up."""
    from python_calamine import CalamineError  # noqa: PLC0415 (an extra, present once a workbook is)

    try:
        rows = [[*row] for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError) as error:
        raise FormatError(f"sheet {sheet!r} cannot be read: {error}", where=where) from error
    return rows


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).splitlines())


def _workbook(path: Path) -> CalamineWorkbook:
    """Return the workbook; `FormatError` for what is none, `UsageError` without the extra."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise UsageError(
            "Excel files need the extra `excel`", where=path.name, remedy="pip install 'tellers[excel]'"
        ) from error
    read_head(path)  # or refuse what cannot be read, before the reader gives up on it
    verify_spreadsheet_size(path)
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise FormatError(f"not a spreadsheet that can be read: {error}", where=path.name) from error
