"""Which pages a site has: one an area, down to the level whose pages list the sheets.

The widest areas have a page each; the deepest level that still has few enough areas is that of the *sheets
pages*, which list every unit below it with its figures. Levels under it are headings on these pages. An
area of more than `MOST_UNITS` units takes several pages; a contest without levels has one, in parts.

>>> file_name("parish", "010110"), file_name("parish", "a/b")
('parish-010110', 'parish-~c14cddc033f64b9d')
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from tellers.tables import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.dossier import Dossier

__all__ = ["MOST_UNITS", "Area", "Layout", "Unit", "file_name", "lay_out"]

MOST_SHEETS_PAGES = 1_200
"""Areas of the level whose pages list sheets; a level with more is told by headings on the pages above."""
MOST_UNITS = 400
"""Units on one page."""
MOST_IN_EVERY_LANGUAGE = 100
"""Sheets pages that are written in every language; where there are more, once, and script translates."""
_PLAIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the list: its id, its name or '', and the codes of its areas, the widest first."""

    id: str
    name: str
    areas: tuple[str, ...]
    registered: int | None = None


@dataclass(slots=True, kw_only=True)
class Area:
    """An area with a page: its level (place among the contest's), code and name."""

    level: int
    code: str
    name: str
    parent: Area | None = None
    children: list[Area] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    """Of a sheets page: its units, in the order of their areas and ids."""
    part: int = 0
    """Of an area with several pages: which, from 1; 0 where it has one."""
    stem: str = ""

    @property
    def lists_sheets(self) -> bool:
        """Return whether its page lists units."""
        return bool(self.units)

    def chain(self) -> list[Area]:
        """Return the areas it lies in, the widest first, itself last."""
        return [*(self.parent.chain() if self.parent else []), self]


@dataclass(slots=True, kw_only=True)
class Layout:
    """The tree of pages: the widest areas, and the names of every area's code by level."""

    levels: tuple[str, ...]
    sheets_level: int
    """Place of the level whose pages list sheets; -1 for a contest without levels."""
    top: list[Area]
    names: list[dict[str, str]]
    """By level, the name of every code."""
    in_every_language: bool

    def areas(self) -> Iterator[Area]:
        """Yield every area with a page, each before those within it."""
        waiting = list(reversed(self.top))
        while waiting:
            area = waiting.pop()
            yield area
            waiting.extend(reversed(area.children))

    def path(self, area: Area, language: str) -> str:
        """Return the path of an area's page, as a reader of a language is sent there."""
        if not area.lists_sheets:
            return f"{language}/area/{area.stem}.html"
        return f"{language}/sheets/{area.stem}.html" if self.in_every_language else f"sheets/{area.stem}.html"


def file_name(level: str, code: str, part: int = 0) -> str:
    """Return the name of an area's page, without its ending; a code that no system takes is hashed.

    Codes that differ only in capitals are told apart, for some systems do not.
    """
    plain = code if _PLAIN.fullmatch(code) and len(code) <= 60 else "~" + _digest(code)
    return f"{level if _PLAIN.fullmatch(level) else _digest(level)}-{plain}" + (f"-{part}" if part else "")


def lay_out(dossier: Dossier) -> Layout:
    """Return the tree of a dossier's pages. Cost: one pass over the table of units."""
    levels = dossier.tables.levels
    units, names = _read_units(dossier, levels)
    sheets_level = _sheets_level(names)
    planned = _Planned(levels=levels, names=names, sheets_level=sheets_level)
    top = planned.within(units, level=0, parent=None)
    pages = sum(1 for area in _walk(top) if area.lists_sheets)
    return Layout(
        levels=levels,
        sheets_level=sheets_level,
        top=top,
        names=names,
        in_every_language=pages <= MOST_IN_EVERY_LANGUAGE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """What the tree is made from."""

    levels: tuple[str, ...]
    names: list[dict[str, str]]
    sheets_level: int

    def within(self, units: list[Unit], *, level: int, parent: Area | None) -> list[Area]:
        """Return the areas of a level that these units lie in, with all below them."""
        if self.sheets_level < 0:
            return self._pages(units, Area(level=-1, code="all", name="", parent=None))
        areas = []
        for code, inside in groupby(units, key=lambda unit: unit.areas[level]):
            area = Area(level=level, code=code, name=self.names[level].get(code, code), parent=parent)
            if level == self.sheets_level:
                areas += self._pages(list(inside), area)
                continue
            area.stem = file_name(self.levels[level], code)
            area.children = self.within(list(inside), level=level + 1, parent=area)
            areas.append(area)
        return areas

    def _pages(self, units: list[Unit], area: Area) -> list[Area]:
        """Return an area's page, or the pages that its units take."""
        level = self.levels[area.level] if area.level >= 0 else "sheets"
        parts = [units[at : at + MOST_UNITS] for at in range(0, len(units), MOST_UNITS)]
        return [
            replace(
                area,
                units=part,
                part=number if len(parts) > 1 else 0,
                children=[],
                stem=file_name(level, area.code, number if len(parts) > 1 else 0),
            )
            for number, part in enumerate(parts, start=1)
        ]


def _walk(areas: list[Area]) -> Iterator[Area]:
    for area in areas:
        yield area
        yield from _walk(area.children)


def _read_units(dossier: Dossier, levels: tuple[str, ...]) -> tuple[list[Unit], list[dict[str, str]]]:
    """Return every unit that is listed or has a record, and the names of the areas of each level.

    A unit that no list places lies in areas without a code.
    """
    tables = dossier.tables
    recorded = " union ".join(
        f"select unit from {tables.records(contest.id, source)}"
        for contest in dossier.contests
        for source in tables.sources(contest.id)
    )
    stray = (
        f" union all by name select unit from ({recorded}) anti join units using (unit)" if recorded else ""
    )
    columns = "".join(f", coalesce({quoted(level)}, '')" for level in levels)
    named = "".join(f", coalesce({quoted(level + '_name')}, '')" for level in levels)
    order = "".join(
        f"coalesce({quoted(level)}, '') = '', coalesce({quoted(level)}, ''), " for level in levels
    )
    rows = tables.query(
        f"select unit, coalesce(unit_name, ''), registered{columns}{named} "
        f"from (from units{stray}) order by {order}unit"
    )
    names: list[dict[str, str]] = [{} for _ in levels]
    units = []
    for unit, name, registered, *rest in rows:
        codes = tuple(rest[: len(levels)])
        for level, (code, area) in enumerate(zip(codes, rest[len(levels) :], strict=True)):
            names[level].setdefault(code, area or code)
        units.append(Unit(unit, name, codes, registered))
    return units, names


def _sheets_level(names: list[dict[str, str]]) -> int:
    """Return the deepest level with few enough areas; -1 without levels, the first if all have too many."""
    if not names:
        return -1
    few = [level for level, codes in enumerate(names) if len(codes) <= MOST_SHEETS_PAGES]
    return max(few, default=0)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
