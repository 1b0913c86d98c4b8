r"""A dossier's records as CSV, compressed: everything, a unit a row, and apart the records to look at singly.

For programs that read no Parquet. What counts is in the one file, the sources side by side, and said no
second time: everybody who mirrors a site copies it. Which record it was, and its row, stand in the dossier's
own tables and in the log. UTF-8, a line feed at the end of each line, a cell that is not known empty and
never 0; text that a spreadsheet would take for a formula is held back (`tellers.report.csv_cells`). The same
records give the same bytes: gzip is told no time. Names of images are left out, their hashes stay.

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

__all__ = [
    "EVERYTHING",
    "EXCEPTIONS",
    "IMAGES",
    "CsvTable",
    "compressed",
    "everything",
    "exceptions",
    "images",
    "records_tables",
]

EVERYTHING = "everything.csv.gz"
EXCEPTIONS = "exceptions.csv.gz"
IMAGES = "images.csv.gz"
LEVEL = 6
"""Of gzip: 9 takes three times as long for a hundredth less."""
Row = tuple[str | int | None, ...]
Fields = tuple[tuple[str, str], ...]
"""Columns with their types of Table Schema."""
Column = tuple[str, "SourceId", str]
"""The name of a column of everything, its source and its figure."""
_BEFORE = (
    ("contest", "string"),
    ("source", "string"),
    ("record", "integer"),
    ("unit", "string"),
    ("status", "string"),
    ("stands", "integer"),
    ("replaces", "integer"),
    ("reason", "string"),
    ("row", "integer"),
    ("unread", "string"),
)
"""Columns of the exceptions before the figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """One file: its name, its bytes, its columns with their types."""

    name: str
    content: bytes
    fields: Fields
    between: tuple[SourceId, ...] = ()
    """The two sources whose differences it lists; none of a file of records."""
    files: tuple[str, ...] = ()
    """The dossier's own files that it was made of."""

    @classmethod
    def of(cls, name: str, fields: Fields, rows: Iterable[Row], *, files: Iterable[str]) -> CsvTable:
        """Return the file of this name with these rows."""
        return cls(name=name, content=compressed(fields, rows), fields=fields, files=tuple(files))


def records_tables(dossier: Dossier) -> Iterator[CsvTable]:
    """Yield the files of a dossier's records, as far as there is anything to put in one."""
    for make in (everything, exceptions, images):
        table = make(dossier)
        if table is not None:
            yield table


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
    return CsvTable.of(EVERYTHING, fields, rows, files=["units.parquet", *_record_files(dossier)])


def exceptions(dossier: Dossier) -> CsvTable:
    """Return the records to look at singly, a record a row, its figures as `figure.<figure>`.

    Those that do not stand (replaced, annulled, pending, unread, a second one of its unit), and of those that
    do the ones that replace another, give a reason, or have a figure that was not read. `stands` is 1 of
    those that count, else 0; it and what else tells them apart is in no other CSV file.
    """
    figures = list(dict.fromkeys(str(one) for every in dossier.tables.figures.values() for one in every))
    fields = (*_BEFORE, *((f"figure.{figure}", "integer") for figure in figures))
    rows = (
        row
        for contest in dossier.contests
        for source in dossier.tables.sources(contest.id)
        for row in dossier.tables.stream(
            _exceptions_query(dossier, contest.id, source, figures), [str(contest.id), str(source)]
        )
    )
    return CsvTable.of(EXCEPTIONS, fields, rows, files=_record_files(dossier))


def images(dossier: Dossier) -> CsvTable | None:
    """Return the hash of the photograph of every record that names one; None where none does."""
    fields = tuple((name, "string") for name in ("contest", "source", "unit", "image_sha256"))
    rows = [
        row
        for contest in dossier.contests
        for source in dossier.tables.sources(contest.id)
        for row in dossier.tables.stream(
            f"select ?, ?, unit, image_sha256 from {dossier.tables.records(contest.id, source)} "
            "where coalesce(image_sha256, '') <> '' order by record",
            [str(contest.id), str(source)],
        )
    ]
    return CsvTable.of(IMAGES, fields, rows, files=_record_files(dossier)) if rows else None


def _record_files(dossier: Dossier) -> list[str]:
    return [records_path(contest, source) for contest, source in dossier.tables.figures]


def compressed(fields: Fields, rows: Iterable[Row]) -> bytes:
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


def _exceptions_query(dossier: Dossier, contest: ContestId, source: SourceId, figures: Sequence[str]) -> str:
    tables = dossier.tables
    given = set(map(str, tables.figures[contest, source]))
    columns = "".join(f", {quoted(figure) if figure in given else 'null'}" for figure in figures)
    return (
        "select ?, ?, record, unit, status, cast(stood.record is not null as integer), replaces, "
        "coalesce(reason, ''), row, "
        f"array_to_string(coalesce(unread, []), ' '){columns} "
        f"from {tables.records(contest, source)} left join "
        f"(select record from {tables.standing(contest, source)}) stood using (record) "
        "where stood.record is null or replaces is not null or coalesce(reason, '') <> '' "
        "or len(coalesce(unread, [])) > 0 order by record"
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
