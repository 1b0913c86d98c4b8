"""Rows of a CSV file that were rejected while it was read: too few cells, too many, an open quote.

DuckDB puts them aside (`reject_errors`), one entry a cell that is missing or too many; here
they become one sentence a row. The rows that were read are numbered without them, so that
`true_row` is needed to tell both in one list.

>>> true_row(3, [2, 3, 9])
5
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from tellers.errors import RowErrors
from tellers.formats.bytes_in import LONGEST_LINE, raise_not_utf8
from tellers.formats.csv_table import MOST_REJECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.formats.raw_table import RawTable
    from tellers.tables import Tables

__all__ = ["Rejected", "rejected_rows", "true_row", "verify_rows"]

_KINDS = {
    "UNQUOTED VALUE": "a quote that is not closed, or text after it",
    "LINE SIZE OVER MAXIMUM": f"longer than {LONGEST_LINE >> 20} MB",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The rows that were rejected: how many, and the first of them with what is wrong."""

    count: int = 0
    told: tuple[tuple[int, str], ...] = ()

    def lines(self) -> list[int]:
        """Return the rows' numbers, in order."""
        return [row for row, _ in self.told]


def rejected_rows(tables: Tables, raw: RawTable) -> Rejected:
    """Return the rows that scans of a CSV file rejected, and forget them.

    The count is exact up to `MOST_REJECTED` faults, and a lower bound above: then the table is
    not split as the mapping says. Raises `FormatError` with the byte where a row is not UTF-8.
    """
    try:
        entries = tables.row("select count(*) from reject_errors")[0]
    except duckdb.CatalogException:  # no CSV was read yet
        return Rejected()
    if not entries:
        return Rejected()
    rows = tables.query(
        "select line, first(error_type order by byte_position), list(error_message) "
        "from reject_errors group by line order by line"
    )
    _forget(tables)
    if any(kind == "INVALID ENCODING" for _, kind, _ in rows):
        raise_not_utf8(raw.path, where=raw.where)
    count = len(rows)
    if entries >= MOST_REJECTED:
        count = max(count, _count_wrong(tables, raw))
    return Rejected(count=count, told=tuple((line, _told(kind, messages)) for line, kind, messages in rows))


def verify_rows(tables: Tables, raw: RawTable) -> None:
    """Raise `RowErrors` for the rows that a scan of this table rejected.

    Call it after the relation of a raw table was read whole.
    """
    rejected = rejected_rows(tables, raw)
    if rejected.count:
        raise RowErrors(
            [f"row {row}: {fault}" for row, fault in rejected.told],
            count=rejected.count,
            where=raw.where,
            remedy="Mend these rows, or say the right delimiter and quote in the mapping.",
        )


def true_row(row: int, rejected: Sequence[int]) -> int:
    """Return the row of the table for one that was numbered without the rejected ones."""
    for line in rejected:
        if line > row:
            break
        row += 1
    return row


def _count_wrong(tables: Tables, raw: RawTable) -> int:
    """Return how many lines are not blank and were not read as rows; reads the file twice more."""
    (lines,) = tables.row(f"select count(*) from {raw.lines} where trim(line) <> ''")
    (read,) = tables.row(f"select count(*) from {raw.relation}")
    _forget(tables)
    return int(lines - read)


def _forget(tables: Tables) -> None:
    """Let the next scan begin with no row rejected."""
    for table in ("reject_errors", "reject_scans"):
        tables.connection.execute(f"drop table if exists {table}")


def _told(kind: str, messages: Sequence[str]) -> str:
    """Return one rejected row's fault in our words.

    >>> _told("TOO MANY COLUMNS", ["Expected Number of Columns: 3 Found: 4"])
    '4 cells where the header has 3'
    """
    if kind in {"MISSING COLUMNS", "TOO MANY COLUMNS"}:
        numbers = [[int(word) for word in message.split() if word.isdigit()] for message in messages]
        expected, found = (min if kind == "MISSING COLUMNS" else max)(numbers)
        return f"{found} {'cell' if found == 1 else 'cells'} where the header has {expected}"
    return _KINDS.get(kind, kind.lower())
