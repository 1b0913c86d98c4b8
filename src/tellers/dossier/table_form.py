"""The tables of a dossier have the columns, types and sizes that everything else counts on.

Looked at when a dossier is opened, so that no query meets a list where a number should be, a
number that is none (NaN), or one so large that adding two of them leaves 64 bits. Form:
docs/reference/dossier.md. A figure is 0 to `LARGEST_FIGURE`, far above any electorate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.dossier.layout import RECORD_COLUMNS
from tellers.errors import DossierError
from tellers.model import Status
from tellers.tables import WITHIN, Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["INTEGERS", "LARGEST_FIGURE", "verify_records", "verify_register", "verify_units"]

INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"}
"""Types of a column of whole numbers; what is stored narrower than BIGINT is read all the same."""
EMPTY = {'"NULL"', "INTEGER"}
"""How DuckDB calls a column that was written with no value at all."""
LARGEST_FIGURE = 10**12
REMEDY = "Ask its publisher for a sound copy; `tellers validate` tells every fault."

WORDS = "VARCHAR"
NUMBER = "BIGINT"


def verify_units(tables: Tables, file: Path, columns: Mapping[str, str], *, levels: Sequence[str]) -> None:
    """Raise `DossierError` unless the table of units has its columns and sound registers."""
    wanted = dict.fromkeys(["unit", *levels, *(f"{level}_name" for level in levels), "unit_name"], WORDS)
    more = [name for name in columns if name == "note" or name.startswith(("note_", "unit_name_"))]
    wanted |= dict.fromkeys((name for name in more if name not in wanted), WORDS)
    _verify_types(columns, {**wanted, "registered": NUMBER}, where=file.name)
    _verify_sizes(tables, file, ["registered"], where=file.name)


def verify_records(tables: Tables, file: Path, columns: Mapping[str, str], *, figures: Sequence[str]) -> None:
    """Raise `DossierError` unless a source's records have their types, a unit each, and sound figures."""
    where = "/".join(file.parts[-3:])
    _verify_types(columns, {**RECORD_COLUMNS, **dict.fromkeys(figures, NUMBER)}, where=where)
    _verify_sizes(tables, file, figures, where=where)
    statuses = ", ".join(text(status) for status in Status)
    counts = tables.row(
        f"select count(*) - count(unit), count(*) - count(record), "
        f"count(*) filter (status is null or status not in ({statuses})) from read_parquet({text(str(file))})"
    )
    for count, what in zip(counts, ("no unit", "no number", "a status nobody knows"), strict=True):
        if count:
            raise DossierError(f"{count} records have {what}", where=where, remedy=REMEDY)


def verify_register(tables: Tables, file: Path, columns: Mapping[str, str], *, where: str) -> None:
    """Raise `DossierError` unless a register by area has its columns, sound numbers, and each area once."""
    wanted = {"level": WORDS, "area": WORDS, "name": WORDS, "registered": NUMBER}
    wider = [name for name in columns if name.startswith(WITHIN)]
    _verify_types(columns, {**wanted, **dict.fromkeys(wider, WORDS)}, where=where)
    _verify_sizes(tables, file, ["registered"], where=where)
    (more,) = tables.row(f"select count(*) - count(distinct area) from read_parquet({text(str(file))})")
    if more:
        raise DossierError(f"{more} areas have no id or stand more than once", where=where, remedy=REMEDY)


def _verify_types(columns: Mapping[str, str], wanted: Mapping[str, str], *, where: str) -> None:
    faults = [f"no column {name!r}" for name in wanted if name not in columns]
    faults += [
        f"column {name!r} is {columns[name][:40]}, expected {kind}"
        for name, kind in wanted.items()
        if name in columns and not _fits(columns[name], kind)
    ]
    if faults:
        raise DossierError("; ".join(faults), where=where, remedy=REMEDY)


def _fits(found: str, wanted: str) -> bool:
    return found == wanted or found in EMPTY or (wanted == NUMBER and found in INTEGERS)


def _verify_sizes(tables: Tables, file: Path, figures: Sequence[str], *, where: str) -> None:
    """Raise `DossierError` for a figure below 0 or above what can be added up. Cost: one scan."""
    if not figures:
        return
    bounds = ", ".join(f"min({quoted(name)}), max({quoted(name)})" for name in figures)
    row = tables.row(f"select {bounds} from read_parquet({text(str(file))})")
    for index, name in enumerate(figures):
        for bound in row[2 * index : 2 * index + 2]:
            if bound is not None and not 0 <= bound <= LARGEST_FIGURE:
                expected = f"a whole number from 0 to {LARGEST_FIGURE}"
                told = f"{name!r} is out of all bounds"
                raise DossierError(told, where=where, expected=expected, got=str(bound), remedy=REMEDY)
