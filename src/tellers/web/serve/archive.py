"""A dossier held open for being asked: shelves for point questions, one desk for what takes the tables.

Everything that touches the tables is done at the desk, a thread of its own, one thing after the other: the
engine's connection is nobody else's. Shelves are filled there once, when the archive opens, and read from
anywhere without waiting.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import FigureId, Record, RecordId, Status, Text, UnitId
from tellers.tables.lines import (
    CELL,
    PART,
    all_units,
    area_lines,
    read_cell,
    record_lines,
    unit_columns,
    unit_lines,
    write_cell,
)
from tellers.web.serve.differing import sums_of
from tellers.web.serve.reading import Reading
from tellers.web.serve.shelf import Shelf

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import ContestId, SourceId
    from tellers.tables.lines import AreaRow

__all__ = ["Archive", "AreaEntry", "HeldRecord", "UnitEntry"]

NAME, NOTE = "unit_name", "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntry:
    """One unit as the table of units has it; not listed where only records know it."""

    unit: str
    listed: bool
    areas: tuple[str, ...]
    """The code of its area on every level, the widest first; '' where it has none."""
    registered: int | None
    name: Text
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry:
    """One area: its name, the code of the wider one it lies in, its units, their voters if all are known."""

    code: str
    name: str
    within: str
    units: int
    registered: int | None


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """A record, and whether another of its source takes its place."""

    record: Record
    replaced: bool


class Archive:
    """The dossier, its shelves and its desk."""

    def __init__(self, dossier: Dossier) -> None:
        """Begin to fill the shelves; `opened` is done when they are."""
        self.dossier = dossier
        self.reading = Reading.of(dossier)
        self.levels = dossier.tables.levels
        self._figures = dict(dossier.tables.figures)
        self.sums = {
            (contest, source): sums_of(dossier.contest(contest), figures)
            for (contest, source), figures in self._figures.items()
        }
        self.desk = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self.opened: Future[None] = self.desk.submit(self._open)

    def close(self) -> None:
        """Leave the desk; what waits there is not done."""
        self.desk.shutdown(cancel_futures=True)

    def _open(self) -> None:
        tables = self.dossier.tables
        all_units(tables)
        with ThreadPoolExecutor(1) as beside:  # the engine works for two at once, each by its own cursor
            records = beside.submit(self._shelve_records)
            self._shelve_units()
            self._records = records.result()

    def _shelve_records(self) -> dict[tuple[ContestId, SourceId], Shelf]:
        tables = self.dossier.tables
        return {pair: Shelf.of(record_lines(tables, *pair)) for pair in tables.figures}

    def _shelve_units(self) -> None:
        tables = self.dossier.tables
        self._columns = unit_columns(tables)
        self.units = Shelf.of(unit_lines(tables))
        self._areas, self._children = [], []
        for place, level in enumerate(self.levels):
            rows = area_lines(tables, level, self.levels[place - 1] if place else "")
            self._areas.append(Shelf.under_keys(map(_area_line, rows)))
            below = sorted((within, not code, code) for code, _, within, *_ in rows)
            self._children.append(Shelf.under_keys((within, code) for within, _, code in below))

    def unit(self, unit: str) -> UnitEntry | None:
        """Return a unit's entry, None where neither list nor record knows it."""
        lines = self.units[unit]
        if not lines:
            return None
        listed, *cells = lines[0].split(CELL)
        areas = tuple(map(read_cell, cells[: len(self.levels)]))
        registered, *words = cells[len(self.levels) :]
        named = dict(zip(self._columns[len(self.levels) + 1 :], map(read_cell, words), strict=True))
        return UnitEntry(
            unit=unit,
            listed=bool(listed),
            areas=areas,
            registered=_number(registered),
            name=_by_language(named, NAME),
            note=_by_language(named, NOTE),
        )

    def records(self, contest: ContestId, source: SourceId, unit: str) -> list[HeldRecord]:
        """Return every record of a unit in a source, in the order of their numbers."""
        figures = self.columns(contest, source)
        held = []
        for line in self._records[contest, source][unit]:
            record, status, replaces, replaced, reason, row, image, digest, unread, *votes = line.split(CELL)
            held.append(
                HeldRecord(
                    Record(
                        id=RecordId(f"{source}/{record}"),
                        contest=contest,
                        source=source,
                        unit=UnitId(unit),
                        figures=tuple(zip(figures, map(_number, votes), strict=True)),
                        status=Status(status),
                        unread=tuple(map(FigureId, read_cell(unread).split(PART))) if unread else (),
                        replaces=RecordId(f"{source}/{replaces}") if replaces else None,
                        reason=read_cell(reason),
                        row=int(row or 0),
                        image=read_cell(image),
                        image_sha256=read_cell(digest),
                    ),
                    bool(replaced),
                )
            )
        return held

    def columns(self, contest: ContestId, source: SourceId) -> tuple[FigureId, ...]:
        """Return the figures that a source has a column for."""
        return self._figures[contest, source]

    def area(self, level: str, code: str) -> AreaEntry | None:
        """Return an area, None where the level has no such; `ValueError` for a level there is not."""
        lines = self._areas[self.levels.index(level)][code]
        if not lines:
            return None
        name, within, units, registered = lines[0].split(CELL)
        return AreaEntry(
            code=code,
            name=read_cell(name),
            within=within,
            units=int(units),
            registered=_number(registered),
        )

    def areas_after(self, level: str, after: str, most: int) -> list[str]:
        """Return at most so many codes after one; before the first is '', which as a code is last."""
        shelf = self._areas[self.levels.index(level)]
        found = shelf.keys_after(after, most)
        return [*found, ""] if len(found) < most and "" in shelf else found

    def children_after(self, level: str, code: str, after: str) -> list[str]:
        """Return the codes one level below that lie in an area and come after one, in that order."""
        below = self._children[self.levels.index(level) + 1][code]
        return [one for one in below if one > after or not one]


def _area_line(row: AreaRow) -> tuple[str, str]:
    code, name, within, units, registered = row
    cells = [write_cell(name), within, str(units), "" if registered is None else str(registered)]
    return code, CELL.join(cells)


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _by_language(named: dict[str, str], plain: str) -> Text:
    """Return the words of a column and of its translations, `name` and `name_es`; empty ones are none."""
    return Text(
        tuple(
            (name.removeprefix(plain).removeprefix("_"), words)
            for name, words in named.items()
            if words and (name == plain or name.startswith(f"{plain}_"))
        )
    )
