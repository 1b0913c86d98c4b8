"""One source's records as columns in memory, and which of them stand.

A record stands when its source says it was counted, no later record replaces it, and it is the
first of its unit (docs/reference/dossier.md). Numbers are held as 64-bit arrays, eight bytes each:
500,000 sheets of 13 figures take 52 MB, however they are asked.

A figure that a source has no column for may be declared the sum of others; it is then their sum,
and unknown where one of them is. Unknown is None, never 0.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from tellers.errors import DossierError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.recheck.folder import Folder

__all__ = ["Sheets", "read_sheets"]

NOTHING = -(2**63)
"""Stands for an unknown number in an array; refused as a number in a file."""

NOT_FIGURES = {"record", "unit", "status", "replaces", "reason", "row", "image", "image_sha256", "unread"}


class Sheets:
    """Every record of one source, column by column; `standing` lists the rows that count."""

    def __init__(self, figures: list[str], declared: dict[str, list[str]]) -> None:
        """Keep the names; `declared` gives the parts of every figure declared a sum."""
        self.record = array("q")
        self.replaces = array("q")
        self.unit: list[str] = []
        self.status: list[str] = []
        self.columns: dict[str, array[int]] = {figure: array("q") for figure in figures}
        self.standing: list[int] = []
        self._declared = declared

    def knows(self, figure: str) -> bool:
        """Return whether the source gives this figure, in a column or as a sum of columns."""
        parts = self._declared.get(figure)
        return figure in self.columns or (bool(parts) and all(self.knows(part) for part in parts or ()))

    def value(self, figure: str, row: int) -> int | None:
        """Return a figure of one row; None where the source does not know it."""
        if figure in self.columns:
            number = self.columns[figure][row]
            return None if number == NOTHING else number
        total = 0
        for part in self._declared.get(figure) or ():
            number_of_part = self.value(part, row)
            if number_of_part is None:
                return None
            total += number_of_part
        return total if self.knows(figure) else None

    def values(self, figure: str) -> Iterator[int | None]:
        """Yield a figure of every standing record."""
        for row in self.standing:
            yield self.value(figure, row)

    def sums(self, figures: list[str]) -> Iterator[int]:
        """Yield the sum of these figures on every standing record; what is unknown adds nothing."""
        for row in self.standing:
            yield sum(self.value(figure, row) or 0 for figure in figures)


def read_sheets(folder: Folder, path: str, declared: dict[str, list[str]]) -> Sheets:
    """Return the records of one file. Steps: 1 every row into the columns; 2 which rows stand."""
    figures = [name for name in folder.columns(path) if name not in NOT_FIGURES]
    sheets = Sheets(figures, declared)
    words: dict[str, str] = {}
    numbers = list(sheets.columns.values())
    for record, replaces, unit, status, *cells in folder.rows(
        path, ["record", "replaces", "unit", "status", *figures]
    ):  # 1
        if record is None or type(unit) is not str or type(status) is not str:
            raise DossierError("a record without a number, a unit or a status", where=path)
        sheets.record.append(_number(record, path))
        sheets.replaces.append(_number(replaces, path))
        sheets.unit.append(unit)
        sheets.status.append(words.setdefault(status, status))
        for column, cell in zip(numbers, cells, strict=True):
            column.append(_number(cell, path))
    sheets.standing = _standing(sheets)  # 2
    return sheets


def _number(cell: Any, path: str) -> int:  # noqa: ANN401 (a cell of any file)
    if cell is None:
        return NOTHING
    if type(cell) is not int or not NOTHING < cell < 2**63:
        raise DossierError("a figure is not a whole number of 64 bits", where=path, got=str(cell)[:40])
    return cell


def _standing(sheets: Sheets) -> list[int]:
    """Return the rows that count, in the order of their record numbers."""
    replaced = {record for record in sheets.replaces if record != NOTHING}
    seen: set[str] = set()
    rows = []
    for row in sorted(range(len(sheets.record)), key=sheets.record.__getitem__):
        counted = sheets.status[row] == "counted" and sheets.record[row] not in replaced
        if counted and sheets.unit[row] not in seen:
            seen.add(sheets.unit[row])
            rows.append(row)
    return rows
