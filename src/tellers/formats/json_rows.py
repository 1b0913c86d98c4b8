"""Rows out of a JSON file: a list of objects as a table of text, and lists of names inside them.

Nested objects become columns with dotted names. Whatever is a list, or an object named in `apart`, is
no column: `names_in` reads those that hold names by position, or a position by name.

>>> rows = [{"id": 7, "published": {"for": 2}, "votes": {"for": ["A", "B"]}}]
>>> flat(rows[0], apart=("votes",))
{'id': '7', 'published.for': '2'}
>>> list(names_in(rows[0]["votes"]))
[('A', 'for'), ('B', 'for')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.canonical import decode_json
from tellers.canonical.json_text import Plain
from tellers.errors import FormatError
from tellers.formats.raw_table import RawTable, verify_count, verify_header
from tellers.tables import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from tellers.tables import Tables

__all__ = ["flat", "json_objects", "json_table", "names_in"]


LARGEST = 200_000_000
"""Bytes of a JSON file, which is held in memory whole."""


def json_objects(path: Path, *, rows: str) -> list[dict[str, Plain]]:
    """Return the list of objects in a file, or under one key of it; `FormatError` where there is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise FormatError(f"more than {LARGEST:,} bytes of JSON", where=path.name, remedy="Split it.")
        found = decode_json(path.read_bytes(), where=path.name)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path.name) from error
    for key in rows.split(".") if rows else ():
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise FormatError(
            "no list of objects",
            where=f"{path.name}{f', {rows}' if rows else ''}",
            expected='rows = "the key under which the list stands"',
        )
    return [one for one in found if isinstance(one, dict)]


def flat(row: dict[str, Plain], *, apart: Collection[str] = (), before: str = "") -> dict[str, str]:
    """Return what a row says in columns: nested objects by dotted names, null and lists left out."""
    cells: dict[str, str] = {}
    for key, value in row.items():
        name = f"{before}{key}"
        if name in apart or value is None or isinstance(value, list):
            continue
        if isinstance(value, dict):
            cells |= flat(value, apart=apart, before=f"{name}.")
        else:
            cells[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return cells


def names_in(value: Plain) -> Iterator[tuple[str, str]]:
    """Yield (name, position) of an object that holds a position by name, or lists of names by position."""
    if not isinstance(value, dict):
        return
    for key, held in value.items():
        if isinstance(held, str):
            yield key, held
        elif isinstance(held, list):
            yield from ((str(name), key) for name in held)


def json_table(tables: Tables, rows: list[dict[str, str]], *, name: str, path: Path) -> RawTable:
    """Return flat rows as a raw table of the engine, every column as text, in the order first met."""
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    verify_header(columns, path.name)
    declared = ", ".join(f"{quoted(column)} varchar" for column in columns) or '"" varchar'
    tables.connection.execute(f'create table {quoted(name)} ("tellers:row" bigint, {declared})')
    if rows:
        places = ", ".join("?" for _ in range(len(columns) + 1))
        tables.connection.executemany(
            f"insert into {quoted(name)} values ({places})",
            [(place, *(row.get(column) for column in columns)) for place, row in enumerate(rows, 2)],
        )
    raw = RawTable(relation=quoted(name), columns=columns, where=path.name, path=path)
    verify_count(len(rows), raw)
    return raw
