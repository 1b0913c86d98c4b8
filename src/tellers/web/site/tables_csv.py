r"""A dossier's records as CSV, compressed: a file a contest and source, and one of everything, a unit a row.

For programs that read no Parquet. UTF-8, a line feed at the end of each line, a cell that is not known empty
and never 0; text that a spreadsheet would take for a formula is held back (`tellers.report.csv_cells`). The
same records give the same bytes: gzip is told no time. Names of images are left out, their hashes stay.

>>> compressed((("unit", "string"), ("EG", "integer")), [("01", 7)])[:4]
b'\x1f\x8b\x08\x00'
"""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tellers.dossier.layout import records_path
from tellers.report.csv_cells import safe_cell
from tellers.tables import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tellers.dossier import Dossier
    from tellers.model import ContestId, SourceId

__all__ = ["EVERYTHING", "CsvTable", "compressed", "everything", "source_tables"]

EVERYTHING = "everything.csv.gz"
LEVEL = 6
"""Of gzip: 9 takes three times as long for a hundredth less."""
Row = tuple[str | int | None, ...]
Column = tuple[str, "SourceId", str]
"""The name of a column of everything, its source and its figure."""
_BEFORE = (
    ("record", "integer"),
    ("unit", "string"),
    ("status", "string"),
    ("stands", "integer"),
    ("replaces", "integer"),
    ("reason", "string"),
    ("row", "integer"),
    ("image_sha256", "string"),
    ("unread", "string"),
)
"""Columns before the figures, with their types of Table Schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """One file: its name, its bytes, its columns with their types, and what it holds."""

    name: str
    content: bytes
    fields: tuple[tuple[str, str], ...]
    contest: str = ""
    source: str = ""
    """Both '' of the file of everything."""
    files: tuple[str, ...] = ()
    """The dossier's own files that it was made of."""


def source_tables(dossier: Dossier) -> Iterator[CsvTable]:
    """Yield every record of each contest and source; `stands` is 1 of those that count, else 0."""
    tables = dossier.tables
    for contest in dossier.contests:
        for source in tables.sources(contest.id):
            figures = [(str(figure), "integer") for figure in tables.figures[contest.id, source]]
            rows = tables.stream(_query(dossier, contest.id, source))
            fields = (*_BEFORE, *figures)
            yield CsvTable(
                name=f"{contest.id}/{source}.csv.gz",
                content=compressed(fields, rows),
                fields=fields,
                contest=str(contest.id),
                source=str(source),
                files=(records_path(contest.id, source),),
            )


def everything(dossier: Dossier) -> CsvTable:
    """Return one row a contest and unit: its areas, and each source's standing figures as `source.figure`.

    A unit that a source says nothing of has empty cells there; one that no source of a contest speaks of has
    a row where the list of units has it.
    """
    tables = dossier.tables
    columns = _wide_columns(dossier)
    areas = [name for level in tables.levels for name in (level, f"{level}_name")]
    fields = (
        *((name, "string") for name in ("contest", "unit", "unit_name", *areas)),
        ("registered", "integer"),
        *((name, "integer") for name, _, _ in columns),
    )
    rows = (row for contest in dossier.contests for row in _wide_rows(dossier, contest.id, columns))
    return CsvTable(
        name=EVERYTHING,
        content=compressed(fields, rows),
        fields=fields,
        files=(
            "units.parquet",
            *(records_path(contest, source) for contest, source in tables.figures),
        ),
    )


def compressed(fields: Sequence[tuple[str, str]], rows: Iterable[Row]) -> bytes:
    """Return a head and rows as CSV in gzip, without a time or a name in it.

    Only columns of text are looked at: of a million numbers none is a formula.
    """
    texts = [place for place, (_, kind) in enumerate(fields) if kind == "string"]
    safe = lru_cache(maxsize=65_536)(safe_cell)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(safe_cell(name) for name, _ in fields)
    for row in rows:
        cells = list(row)
        for place in texts:
            if cells[place]:
                cells[place] = safe(cells[place])
        writer.writerow(cells)
    return gzip.compress(stream.getvalue().encode(), LEVEL, mtime=0)


def _query(dossier: Dossier, contest: ContestId, source: SourceId) -> str:
    tables = dossier.tables
    figures = "".join(f", {quoted(figure)}" for figure in tables.figures[contest, source])
    return (
        "select record, unit, status, cast(stood.record is not null as integer), replaces, "
        "coalesce(reason, ''), row, coalesce(image_sha256, ''), "
        f"array_to_string(coalesce(unread, []), ' '){figures} "
        f"from {tables.records(contest, source)} left join "
        f"(select record from {tables.standing(contest, source)}) stood using (record) order by record"
    )


def _wide_columns(dossier: Dossier) -> list[Column]:
    """Return a column for each source and figure of any contest, in the order of the dossier."""
    names: dict[str, Column] = {}
    for (_, source), figures in dossier.tables.figures.items():
        for figure in figures:
            names.setdefault(f"{source}.{figure}", (f"{source}.{figure}", source, str(figure)))
    return list(names.values())


def _wide_rows(dossier: Dossier, contest: ContestId, columns: Sequence[Column]) -> Iterator[Row]:
    tables = dossier.tables
    sources = tables.sources(contest)
    cells = [
        f"{quoted(f'of:{source}')}.{quoted(figure)}"
        if source in sources and figure in map(str, tables.figures[contest, source])
        else "null"
        for _, source, figure in columns
    ]
    recorded = " union ".join(f"select unit from {tables.standing(contest, source)}" for source in sources)
    every = f"select unit from units union {recorded}" if recorded else "select unit from units"
    joins = " ".join(
        f"left join {tables.standing(contest, source)} {quoted(f'of:{source}')} using (unit)"
        for source in sources
    )
    areas = [f", listed.{quoted(name)}" for level in tables.levels for name in (level, f"{level}_name")]
    yield from tables.stream(
        f"select ? as contest, every.unit, listed.unit_name{''.join(areas)}, listed.registered, "
        f"{', '.join(cells) or 'null'} from ({every}) every left join units listed using (unit) {joins} "
        "order by every.unit",
        [str(contest)],
    )
