"""A small table whole in memory, row by row, with every fault of every row told together.

For tables of some thousands of rows that stand outside any dossier: votes by list, counted ballots.

>>> faults = Faults(where="votes.csv")
>>> faults.add(3, "votes is empty")
>>> faults.raise_any()
Traceback (most recent call last):
    ...
tellers.errors.RowErrors: votes.csv: 1 row cannot be read
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import FormatError, RowErrors
from tellers.formats.cells import CellReading, fault_of
from tellers.formats.mapping import FileForm
from tellers.formats.raw_table import ROW
from tellers.formats.rejected_rows import rejected_rows, true_row
from tellers.formats.row_faults import told
from tellers.formats.table_file import read_raw
from tellers.model import OptionId
from tellers.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Faults", "PlainTable", "read_rows"]

MOST_ROWS = 1_000_000
MOST_DIGITS = 10


@dataclass(kw_only=True)
class Faults:
    """What is wrong with a table's rows, kept until all of them were looked at."""

    where: str
    remedy: str = "Mend these rows; nothing was counted."
    rows: dict[int, list[str]] = field(default_factory=dict)
    beyond: int = 0
    """Rows that are bad and not told."""

    def add(self, row: int, fault: str) -> None:
        """Keep one fault of a row."""
        self.rows.setdefault(row, []).append(fault)

    def whole(self, row: int, name: str, cell: str | None) -> int:
        """Return a cell as a whole number; 0, and the fault kept, where it is none."""
        digits = (cell or "").strip()
        if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS:
            return int(digits)
        fault = fault_of(cell, CellReading()).partition("; if")[0]
        self.add(row, f"{name} {fault}")
        return 0

    def option(self, row: int, name: str, cell: str | None) -> OptionId | None:
        """Return a cell as an id; None, and the fault kept, where it is none."""
        words = " ".join((cell or "").split())
        try:
            return OptionId(words)
        except ValueError:
            self.add(row, f"{name} {'is empty' if not words else 'is no name: ' + repr(words[:40])}")
            return None

    def raise_any(self) -> None:
        """Raise `RowErrors` with every row that has a fault; nothing where none has."""
        if self.rows or self.beyond:
            faults = [(row, fault) for row, one in self.rows.items() for fault in one]
            raise RowErrors(
                told(faults), count=len(self.rows) + self.beyond, where=self.where, remedy=self.remedy
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """The cells of a table as text, and the faults found so far: rows of the wrong length."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str | None, ...]], ...]
    """(row of the file, its cells)."""
    faults: Faults


def read_rows(path: Path, *, encoding: str = "", scratch: Path) -> PlainTable:
    """Return a table of CSV, Excel or Parquet whole; `FormatError` for what is none, or is too large."""
    tables = Tables.open(spill=scratch)
    raw = read_raw(tables, path, FileForm(file=path.name, encoding=encoding), scratch=scratch)
    cells = ", ".join(f'"{column.replace(chr(34), chr(34) * 2)}"' for column in raw.columns)
    rows = tables.query(f"select {ROW}, {cells} from {raw.relation} limit {MOST_ROWS + 1}")
    if len(rows) > MOST_ROWS:
        raise FormatError(
            f"more than {MOST_ROWS:,} rows", where=raw.where, remedy="Count equal papers together first."
        )
    rejected = rejected_rows(tables, raw)
    faults = Faults(where=raw.where, beyond=rejected.count - len(rejected.told))
    for row, fault in rejected.told:
        faults.add(row, fault)
    if not rows and not faults.rows:
        raise FormatError("a header and no rows", where=raw.where, expected="at least one row")
    lines: Sequence[int] = rejected.lines()
    return PlainTable(
        columns=raw.columns,
        rows=tuple((true_row(row, lines), tuple(values)) for row, *values in rows),
        faults=faults,
    )
