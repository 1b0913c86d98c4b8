"""The first file of a body: its seats from a table, or a form to fill in.

A table has one row a seat. Columns, of which only `name` is asked for:

    id                the seat's id; made of the name where it is missing
    name, name_es ... its name, and its name in other languages
    joined            the day it joined, YYYY-MM-DD
    source            who says so
    aliases, groups   several parted by `|`
    weight.<id>       a number of persons or shares; from which day and by whom is said beside the table

>>> rows = [{"name": "Côte d'Or", "joined": "1951-12-13"}]
>>> print(new_body(SeatTable(rows=rows), body_id="council", profile="").decode(), end="")
id = "council"
name = "council"
<BLANKLINE>
seat = [
  { id = "cote-d-or", name = "Côte d'Or", joined = "1951-12-13" },
]
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.council.names import folded_name
from tellers.dossier.body_file import read_body
from tellers.errors import FormatError
from tellers.formats.toml_text import encode_toml, without_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FORM", "SeatTable", "new_body", "read_seats"]

_LANGUAGES = re.compile(r"name_([a-z]{2})")
_WEIGHT = re.compile(r"weight\.([A-Za-z0-9._-]+)")
_KNOWN = {"id", "name", "joined", "source", "aliases", "groups"}
LARGEST = 4_000_000
"""Bytes of a table of seats; a body has thousands of seats at most."""

FORM = """# The seats of a body. docs/reference/body.md has every key; a change is added with
#   tellers council change BODY.toml SEAT left --on DAY --reason WHY --source WHO
# and never by mending an old line: what was once stated stays stated.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTable:
    """The rows of a table of seats; from which day its weights hold and who says so, '' where nobody did."""

    rows: Sequence[Mapping[str, str]]
    weights_on: str = ""
    weights_source: str = ""
    where: str = "the new body"
    """The table's name, as it is told of a fault."""

    @property
    def weights(self) -> tuple[str, ...]:
        """Return the ids of its weights."""
        columns = self.rows[0] if self.rows else ()
        return tuple(found[1] for column in columns if (found := _WEIGHT.fullmatch(column)))

    @property
    def weighed_on(self) -> str:
        """Return the day said, else that on which the last seat joined: before it the sum is another."""
        joined = max((row.get("joined", "") for row in self.rows), default="")
        return self.weights_on or joined or "0001-01-01"


def read_seats(content: bytes, *, where: str) -> list[dict[str, str]]:
    """Return the rows of a table of seats; `FormatError` names the column or row that is wrong."""
    if len(content) > LARGEST:
        raise FormatError("too large for a list of seats", where=where, expected=f"at most {LARGEST:,} bytes")
    try:
        table = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        rows = list(table)
    except UnicodeDecodeError as error:
        raise FormatError(
            "not UTF-8", where=where, remedy="Save it as CSV in UTF-8; Excel offers that among its CSV forms."
        ) from error
    except csv.Error as error:
        raise FormatError(f"not a table: {error}", where=where) from error
    columns = list(table.fieldnames or ())
    unknown = [
        c for c in columns if c not in _KNOWN and not _LANGUAGES.fullmatch(c) and not _WEIGHT.fullmatch(c)
    ]
    if unknown or "name" not in columns:
        raise FormatError(
            f"there is a column {unknown[0][:80]!r}" if unknown else "there is no column 'name'",
            where=where,
            expected=f"{', '.join(sorted(_KNOWN))}, name_<language>, weight.<id>",
            remedy="Save it parted by commas."
            if len(columns) == 1 and re.search(r"[;\t]", columns[0])
            else "Rename the column, or leave it out.",
        )
    if not rows:
        raise FormatError("there is no row", where=where, expected="a row for each seat")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values() or not row["name"].strip():
            raise FormatError(f"row {number}: too many or too few cells, or no name", where=where)
    return [{column: cell.strip() for column, cell in row.items()} for row in rows]


def new_body(
    table: SeatTable,
    *,
    body_id: str,
    profile: str,
    name: Mapping[str, str] | str = "",
) -> bytes:
    """Return the `body.toml` of these seats; `DossierError` where they do not make a body."""
    made: dict[str, object] = {
        "id": body_id,
        "name": dict(name) if not isinstance(name, str) else name or body_id,
        "profile": profile,
        "seat": [_seat(row) for row in table.rows],
        "weight": _weights(table),
    }
    content = encode_toml(without_empty(made)).encode()
    read_body(content, where=table.where)
    return content


def _seat(row: Mapping[str, str]) -> dict[str, object]:
    others = {found[1]: words for column, words in row.items() if (found := _LANGUAGES.fullmatch(column))}
    others = {language: words for language, words in others.items() if words}
    return {
        "id": _id_of(row),
        "name": {"en": row["name"], **others} if others else row["name"],
        "aliases": _parts(row.get("aliases", "")),
        "groups": _parts(row.get("groups", "")),
        "joined": row.get("joined", ""),
        "source": row.get("source", ""),
    }


def _id_of(row: Mapping[str, str]) -> str:
    return row.get("id", "") or folded_name(row["name"]).replace(" ", "-")


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _weights(table: SeatTable) -> list[dict[str, object]]:
    """Return a weight for each column of one."""
    made: list[dict[str, object]] = []
    rows = table.rows
    for column in rows[0] if rows else ():
        if not (found := _WEIGHT.fullmatch(column)):
            continue
        values = {_id_of(row): row[column] for row in rows if row[column]}
        wrong = next((one for one, cell in values.items() if not (cell.isascii() and cell.isdigit())), None)
        if wrong is not None:
            raise FormatError(
                f"seat {wrong!r}: {values[wrong][:60]!r} is no whole number",
                where=f"{table.where}, column {column}",
                remedy="Write digits only, without separators.",
            )
        made.append(
            {
                "id": found[1],
                "name": found[1],
                "on": table.weighed_on,
                "source": table.weights_source,
                "values": {seat: int(cell) for seat, cell in values.items()},
            }
        )
    return made
