"""One sheet of an Excel or OpenDocument file as CSV text, through python-calamine.

A whole number is written without a decimal point, whatever the spreadsheet calls its type;
anything else as the spreadsheet holds it. The rows keep their numbers.
"""

from __future__ import annotations

import csv
import tempfile
import zipfile
from pathlib import Path

from tellers.errors import FormatError, UsageError

__all__ = ["excel_as_csv", "sheet_names"]

LARGEST = 2 << 30
"""Bytes a spreadsheet may unpack to."""


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
    if sheet and sheet not in names:
        raise FormatError(f"there is no sheet {sheet!r}", where=path.name, expected=", ".join(names))
    if not sheet and len(names) > 1:
        raise FormatError(
            f"{len(names)} sheets",
            where=path.name,
            expected="the name of one",
            got=", ".join(names),
            remedy=f'Say sheet = "{names[0]}" in the mapping.',
        )
    rows = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    width = max((len(row) for row in rows), default=0)
    with tempfile.NamedTemporaryFile("w", dir=scratch, suffix=".csv", delete=False, encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in rows:
            writer.writerow([_cell(value) for value in row] + [""] * (width - len(row)))
    return Path(out.name)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _workbook(path: Path):  # type: ignore[no-untyped-def] # noqa: ANN202 (python-calamine is an extra)
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Excel files need the extra `excel`", where=path.name, remedy="pip install 'tellers[excel]'"
        ) from error
    _verify_size(path)
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise FormatError(f"not a spreadsheet that can be read: {error}", where=path.name) from error


def _verify_size(path: Path) -> None:
    """Raise `FormatError` for an archive that unpacks to more than any table of results."""
    try:
        with zipfile.ZipFile(path) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path.name) from error
    except zipfile.BadZipFile:
        return  # an old .xls is no archive; calamine says whether it is a spreadsheet
    if total > LARGEST:
        raise FormatError(f"unpacks to {total >> 30} GB", where=path.name, remedy="This is no table of results.")
