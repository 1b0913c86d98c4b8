"""How much a spreadsheet would take to read, found before it is read.

A spreadsheet is a zip archive, so a small file may unpack to anything. And a reader lays out a
sheet as one rectangle: two cells, A1 and XFD1048576, are seventeen thousand million places. So
the archive's sizes are added up first, and the farthest row and column of every sheet are looked
for. Form: ECMA-376 part 1 §18.3.1.4 and §18.3.1.73 (`c` and `row`, attribute `r`).

>>> farthest(b'<c r="A1"/><c r="XFD1048576"/>')
(1048576, 16384)
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from tellers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["MOST_CELLS", "farthest", "verify_spreadsheet_size"]

LARGEST = 512 << 20
"""Bytes a spreadsheet may unpack to: a million rows of a table of results are some 300 MB."""
MOST_CELLS = 20_000_000
"""Places in the rectangle of a sheet: a million rows of twenty columns."""
_BLOCK = 1 << 20
_OVERLAP = 64
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")


def verify_spreadsheet_size(path: Path) -> None:
    """Raise `FormatError` for a spreadsheet that unpacks to, or lays out as, more than any results.

    Every part is unpacked and looked at, since an archive may lie about sizes and any part may
    be declared to be a sheet. An old .xls is no archive, and has at most 65,536 rows of 256
    columns: it passes.
    """
    where, total = path.name, 0
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                rows, columns = 0, 0
                for piece in _pieces(archive, part):
                    total += len(piece)
                    if total > LARGEST:
                        raise FormatError(
                            f"unpacks to more than {LARGEST:,} bytes",
                            where=where,
                            remedy="This is no table of results.",
                        )
                    down, across = farthest(piece)
                    rows, columns = max(rows, down), max(columns, across)
                _verify_rectangle(rows, columns, where)
    except zipfile.BadZipFile as error:
        if zipfile.is_zipfile(path):
            raise FormatError(f"a broken archive: {error}", where=where, remedy="Fetch it again.") from error
    except (OSError, EOFError, zlib.error, RuntimeError, NotImplementedError, ValueError) as error:
        raise FormatError(f"cannot be read: {error}", where=where, remedy="Fetch the file again.") from error


def farthest(xml: bytes) -> tuple[int, int]:
    """Return the farthest row and column that a piece of a sheet's XML names."""
    rows, columns = 0, 0
    for place in _PLACE.finditer(xml):
        rows = max(rows, int(place[2]))
        columns = max(columns, _number_of(place[1].upper()))
    return rows, columns


def _number_of(letters: bytes) -> int:
    """Return a column's number: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _verify_rectangle(rows: int, columns: int, where: str) -> None:
    """Raise `FormatError` for a sheet whose rectangle has more than `MOST_CELLS` places."""
    if rows * columns > MOST_CELLS:
        raise FormatError(
            f"a sheet of {rows:,} rows and {columns:,} columns",
            where=where,
            expected=f"at most {MOST_CELLS:,} cells, empty ones too",
            remedy="Delete the far cells, or save the sheet as CSV.",
        )


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part of the archive in pieces that overlap, so that nothing is cut in two."""
    with archive.open(part) as stream:
        tail = b""
        while block := stream.read(_BLOCK):
            yield tail + block
            tail = block[-_OVERLAP:]
