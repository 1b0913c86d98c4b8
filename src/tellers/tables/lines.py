r"""Rows as lines of text, in the order of their keys: what a server keeps in memory to answer from.

A query for one unit costs a millisecond and more however it is put, since the engine is made for whole
columns. A server asks once for everything, as text that the engine puts together, and finds one unit's
lines in it by itself (`tellers.web.serve.shelf`). Cells are parted by `CELL`, of a cell that is a list the
parts by `PART`; a cell's own tabs, line ends and backslashes are escaped, see `read_cell`. An empty cell is
nothing: NULL and empty text are told apart nowhere here.

Recomputed in plain Python by tests/tables/test_lines.py.

>>> read_cell("a\\tb\\n\\\\")
'a\tb\n\\'
>>> write_cell("a\tb\n\\")
'a\\tb\\n\\\\'
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from tellers.errors import DossierError
from tellers.tables.engine import quoted, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import ContestId, SourceId
    from tellers.tables.engine import Tables

__all__ = [
    "CELL",
    "PART",
    "AreaRow",
    "all_units",
    "area_lines",
    "read_cell",
    "record_lines",
    "unit_columns",
    "unit_lines",
    "write_cell",
]

CELL, PART = "\t", "\x1f"
ALL_UNITS = quoted("units:all")
"""Every unit that is listed or recorded, once, with the list's row where there is one."""
CONTROL = r"[\x00-\x1f\x7f]"
_ESCAPED = re.compile(r"\\[tn\\]")
_ESCAPES = {"\\": "\\\\", "\t": r"\t", "\n": r"\n"}
"""The backslash first: those of the others are not escaped again."""
_MEANT = {instead: sign for sign, instead in _ESCAPES.items()}


def read_cell(cell: str) -> str:
    """Return what a cell said before its tabs, line ends and backslashes were escaped."""
    return _ESCAPED.sub(lambda found: _MEANT[found[0]], cell) if "\\" in cell else cell


def write_cell(words: str) -> str:
    """Return a cell that says these words: nothing in it ends the cell or the line."""
    for sign, instead in _ESCAPES.items():
        words = words.replace(sign, instead)
    return words


def record_lines(tables: Tables, contest: ContestId, source: SourceId) -> Iterator[str]:
    """Yield the line of every record of a source, in the order of units and then of records.

    Cells: unit, number, status, number of the record it replaces, 1 where another replaces it, reason, row,
    image, its hash, unread figures, then the source's figures in the order of `tables.figures`.
    """
    records = tables.records(contest, source)
    replaced = f"record in (select replaces from {records} where replaces is not null)"
    cells = [
        "unit",
        "record",
        "status",
        _cell("replaces"),
        f"case when {replaced} then '1' else '' end",
        _words("reason"),
        _cell("row"),
        _words("image"),
        _words("image_sha256"),
        _words(f"array_to_string(unread, {_code(PART)})"),
        *(_cell(quoted(figure)) for figure in tables.figures[contest, source]),
    ]
    return _lines(tables, cells, f"{records} order by unit, record")


def unit_columns(tables: Tables) -> tuple[str, ...]:
    """Return the columns of the table of units that `unit_lines` gives, in its order, levels first."""
    told = [row[0] for row in tables.query("describe units")]
    more = [name for name in told if name.partition("_")[0] == "note" or name.startswith("unit_name")]
    return (*tables.levels, "registered", *sorted(more))


def unit_lines(tables: Tables) -> Iterator[str]:
    """Yield the line of every unit listed or recorded, in the order of the units.

    Cells: unit, 1 where the table of units lists it, then `unit_columns`.
    """
    words = unit_columns(tables)
    cells = [
        "unit",
        "case when listed then '1' else '' end",
        *(_cell(quoted(name)) if name == "registered" else _words(quoted(name)) for name in words),
    ]
    return _lines(tables, cells, f"{all_units(tables)} order by unit")


def _lines(tables: Tables, cells: Sequence[str], source: str) -> Iterator[str]:
    """Return these cells of every row, as one text a row: half a million rows should not be taken apart."""
    rows = tables.stream(f"select concat_ws({_code(CELL)}, {', '.join(cells)}) from {source}")
    return chain.from_iterable(rows)


def all_units(tables: Tables) -> str:
    """Return the relation of every unit listed or recorded, as SQL; made on first use.

    Where a table of units lists a unit twice, its first row is taken. Raises `DossierError` where a unit or
    an area is named with a control character: a line of it would not be told from another's.
    """
    if not tables.query("select 1 from duckdb_tables() where table_name = 'units:all'"):
        repeated = not _in_order(tables) and tables.row(
            "select count(unit) - count(distinct unit) from units"
        ) != (0,)
        once = "qualify row_number() over (partition by unit) = 1" if repeated else ""
        listed = f"select *, true as listed from units where unit is not null {once}"
        recorded = [
            f"select unit from {tables.records(contest, source)} anti join units using (unit)"
            for contest, source in tables.figures
        ]
        if recorded:
            listed += (
                f" union all by name select distinct unit, false as listed from ({' union '.join(recorded)})"
            )
        tables.run(f"create table {ALL_UNITS} as {listed}")
        _verify_names(tables)
    return ALL_UNITS


def _in_order(tables: Tables) -> bool:
    """Return whether each listed unit comes after the one before it, as we write them: then none is repeated.

    True in whatever order the engine takes the rows, and four times as soon told as their number.
    """
    before = "select unit <= lag(unit) over () as back from units where unit is not null"
    return not tables.query(f"select 1 from ({before}) where back limit 1")


def _verify_names(tables: Tables) -> None:
    """Raise `DossierError` unless every unit and area has a name that stands on one line."""
    columns = ("unit", *tables.levels)
    named = ", ".join(quoted(column) for column in columns)
    found = tables.query(
        f"select {named} from {ALL_UNITS} where regexp_matches(concat({named}), '{CONTROL}') limit 1"
    )
    for column, name in zip(columns, found[0] if found else (), strict=False):
        if name is not None and re.search(CONTROL, name):
            raise DossierError(
                f"a {column} is named with a control character",
                got=repr(name)[:80],
                remedy="Ask its publisher for a sound copy.",
            )


AreaRow = tuple[str, str, str, int, int | None]
"""An area's code and name, the code of the area it lies in, its units, and their voters if all are known."""


def area_lines(tables: Tables, level: str, within: str) -> list[AreaRow]:
    """Return the areas of a level in the order of their codes; the units of no area are the area ''.

    `within` is the level above, or '' for the widest. Units that are recorded and not listed are of no area.
    """
    area = f"coalesce({quoted(level)}, '')"
    wider = (
        f"case {area} when '' then '' else coalesce(any_value({quoted(within)}), '') end" if within else "''"
    )
    name = f"coalesce(any_value({quoted(level + '_name')}), {area})"
    return [
        (code, name, wider, units, int(voters) if known == units else None)
        for code, name, wider, units, voters, known in tables.query(
            f"select {area}, {name}, {wider}, count(*), sum(registered), count(registered) "
            f"from {all_units(tables)} group by 1 order by 1"
        )
    ]


def _cell(column: str) -> str:
    """Return SQL of a number as a cell."""
    return f"coalesce({column}::varchar, '')"


def _words(column: str) -> str:
    """Return SQL of a text as a cell, as `write_cell` makes one."""
    escaped = f"coalesce({column}, '')"
    for sign, instead in _ESCAPES.items():
        escaped = f"replace({escaped}, {_code(sign)}, {text(instead)})"
    return escaped


def _code(sign: str) -> str:
    return f"chr({ord(sign)})"
