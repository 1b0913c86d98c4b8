"""One column of a table of members: their weights, as population or shares, or their names.

>>> whole_number("83445000"), whole_number("83,4"), whole_number("")
(83445000, None, None)
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import duckdb

from tellers.errors import FormatError
from tellers.formats.csv_table import unreadable
from tellers.formats.mapping import FileForm
from tellers.formats.raw_table import verify_count
from tellers.formats.rejected_rows import verify_rows
from tellers.formats.table_file import read_raw
from tellers.tables import Tables, quoted

__all__ = ["read_member_column", "read_weights", "whole_number"]

MOST_MEMBERS = 100_000
_WHOLE = re.compile(r"[0-9]{1,13}")


def read_member_column(path: Path, *, column: str = "") -> tuple[str, dict[str, str]]:
    """Return the heading of a column and its cell for every member, in the order of the table.

    Members stand in the first column, what is asked in the one named, else in the second. Raises
    `FormatError` for what cannot be read and for a member that has no name or stands twice.
    """
    tables = Tables.open(threads=1)
    with tempfile.TemporaryDirectory() as scratch:
        raw = read_raw(tables, path, FileForm(file=path.name), scratch=Path(scratch))
        if len(raw.columns) < 2 or (column and column not in raw.columns[1:]):
            raise FormatError(
                f"no column {column!r} beside the members" if column else "no column beside the members",
                where=raw.where,
                expected="a column of members, then one or more others",
                got=", ".join(raw.columns),
            )
        chosen = column or raw.columns[1]
        picked = f"coalesce(trim({quoted(raw.columns[0])}), ''), coalesce(trim({quoted(chosen)}), '')"
        try:
            rows = tables.query(f"select {picked} from {raw.relation} limit {MOST_MEMBERS + 1}")
        except duckdb.Error as error:
            raise unreadable(error, raw) from error
        verify_rows(tables, raw)
        verify_count(len(rows), raw)
    if len(rows) > MOST_MEMBERS:
        raise FormatError(f"more than {MOST_MEMBERS:,} members", where=raw.where)
    cells: dict[str, str] = {}
    for place, (member, cell) in enumerate(rows, start=2):
        if not member or member in cells:
            told = f"{member!r} stands twice" if member else "no member"
            raise FormatError(told, where=f"{raw.where}, row {place}")
        cells[member] = cell
    return chosen, cells


def read_weights(path: Path, *, column: str = "") -> tuple[str, dict[str, int]]:
    """Return the heading and the weight of every member; `FormatError` where one is no whole number."""
    heading, cells = read_member_column(path, column=column)
    weights: dict[str, int] = {}
    for place, (member, cell) in enumerate(cells.items(), start=2):
        weight = whole_number(cell)
        if weight is None:
            raise FormatError(
                f"the {heading} of {member!r} is no whole number",
                where=f"{path.name}, row {place}",
                got=cell,
                remedy="Write weights in digits only, without separators.",
            )
        weights[member] = weight
    return heading, weights


def whole_number(cell: str) -> int | None:
    """Return a cell of digits as a number; None for anything else, a decimal or separated one too."""
    return int(cell) if _WHOLE.fullmatch(cell) else None
