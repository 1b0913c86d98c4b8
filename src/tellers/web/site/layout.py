"""Which pages a site has: one an area, down to those small enough to list every sheet below them.

An area with at most `MOST_UNITS` units has a *sheets page*, which lists every unit in it with its figures;
levels under it are rows of that page. A wider one has an *area page*, and those within it pages of
their own. Areas of a level that has more of them than `MOST_SHEETS_PAGES` never have pages: where the last
level with pages still has too many units in an area, its page is cut in parts, between two areas of the
next level where it can be. A contest without levels has one sheets page, in parts.

>>> file_name("parish", "010110"), file_name("parish", "a/b")
('parish-010110', 'parish-~c14cddc033f64b9d')
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from tellers.web.site.listed import Unit, read_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.dossier import Dossier

__all__ = ["MOST_UNITS", "Area", "Layout", "Unit", "file_name", "lay_out"]

MOST_SHEETS_PAGES = 1_200
"""Areas of a level that has pages; those of one with more have rows on the pages above."""
MOST_UNITS = 400
"""Units on one page."""
MOST_IN_EVERY_LANGUAGE = 100
"""Sheets pages that are written in every language; where there are more, once, and script translates."""
_PLAIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


@dataclass(slots=True, kw_only=True)
class Area:
    """An area with a page: its level (place among the contest's), code and name."""

    level: int
    """-1 of a contest without levels."""
    code: str
    name: str
    parent: Area | None = None
    children: list[Area] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    """Of a sheets page: its units, in the order of their areas and ids."""
    part: int = 0
    """Of an area with several pages: which, from 1; 0 where it has one."""
    parts: int = 1
    stem: str = ""

    @property
    def lists_sheets(self) -> bool:
        """Return whether its page lists units."""
        return bool(self.units)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return its code after those of the areas it lies in, the widest first."""
        return tuple(area.code for area in self.chain() if area.level >= 0)

    def chain(self) -> list[Area]:
        """Return the areas it lies in, the widest first, itself last."""
        return [*(self.parent.chain() if self.parent else []), self]

    def every_unit(self) -> Iterator[Unit]:
        """Yield the units on its page, or on those below it."""
        yield from self.units
        for child in self.children:
            yield from child.every_unit()


@dataclass(kw_only=True)
class Layout:
    """The tree of pages: the widest areas, and the names of every area's code by level."""

    levels: tuple[str, ...]
    top: list[Area]
    names: list[dict[str, str]]
    """By level, the name of every code."""
    named: dict[tuple[str, ...], str]
    """The name of every area, by its code after those of the areas it lies in."""
    in_every_language: bool
    """Whether sheets pages are written in every language, and not once."""

    def areas(self) -> Iterator[Area]:
        """Yield every area with a page, each before those within it."""
        yield from _walk(self.top)

    def path(self, area: Area, language: str) -> str:
        """Return the path of an area's page, as a reader of a language is sent there."""
        return self.area_path(area, language) if not area.lists_sheets else self.sheets_path(area, language)

    def area_path(self, area: Area, language: str) -> str:
        """Return the path of an area page."""
        return f"{language}/area/{area.stem}.html"

    def sheets_path(self, area: Area, language: str) -> str:
        """Return the path of a sheets page: one for all languages where there are many of them."""
        return f"{language}/sheets/{area.stem}.html" if self.in_every_language else f"sheets/{area.stem}.html"

    def where(self, level: int, code: str, language: str) -> str:
        """Return the address of an area of any level from the site's root: a page, or rows on one.

        '' where there is no such area. Of an area in parts it is the first; of several areas of one code,
        the first too.
        """
        found = self._places.get((level, code))
        if found is None:
            return ""
        area, whole = found
        return self.path(area, language) + ("" if whole else f"#{area_id(self.levels[level], code)}")

    def unit_address(self, unit: str, language: str) -> str:
        """Return the address of a unit's sheet from the site's root; '' where no page lists it."""
        area = self._pages_of_units.get(unit)
        return f"{self.path(area, language)}#{unit}" if area else ""

    @cached_property
    def _places(self) -> dict[tuple[int, str], tuple[Area, bool]]:
        places: dict[tuple[int, str], tuple[Area, bool]] = {}
        for area in self.areas():
            places.setdefault((area.level, area.code), (area, True))
        for area in self.areas():
            for unit in area.units:
                for level in range(area.level + 1, len(unit.areas)):
                    places.setdefault((level, unit.areas[level]), (area, False))
        return places

    @cached_property
    def _pages_of_units(self) -> dict[str, Area]:
        return {unit.id: area for area in self.areas() for unit in area.units}


def area_id(level: str, code: str) -> str:
    """Return the id of an area's rows on a sheets page.

    >>> area_id("parish", "010110")
    'parish=010110'
    """
    return f"{level}={code}"


def file_name(level: str, code: str, part: int = 0) -> str:
    """Return the name of an area's page, without its ending; a code that no system takes is hashed.

    Codes that differ only in capitals are told apart, for some systems do not.
    """
    plain = code if _PLAIN.fullmatch(code) and len(code) <= 60 else "~" + _digest(code)
    whole = _PLAIN.fullmatch(level) and "-" not in level and len(level) <= 60  # which dash is which is known
    named = level if whole else "~" + _digest(level)
    return f"{named}-{plain}" + (f"~{part}" if part else "")


def lay_out(dossier: Dossier) -> Layout:
    """Return the tree of a dossier's pages. Cost: one pass over the table of units."""
    levels = dossier.tables.levels
    units, named = read_units(dossier, levels)
    areas = Counter(len(codes) for codes in named)
    last = max((level for level in range(len(levels)) if areas[level + 1] <= MOST_SHEETS_PAGES), default=0)
    planned = _Planned(levels=levels, named=named, last=last, shared=_shared(named))
    top = planned.within(units, level=0, parent=None) if levels else planned.parts(units, _whole())
    pages = sum(1 for area in _walk(top) if area.lists_sheets)
    names: list[dict[str, str]] = [{} for _ in levels]
    for codes, name in named.items():
        names[len(codes) - 1].setdefault(codes[-1], name)
    return Layout(
        levels=levels,
        top=top,
        names=names,
        named=named,
        in_every_language=pages <= MOST_IN_EVERY_LANGUAGE,
    )


def _shared(named: Iterable[tuple[str, ...]]) -> frozenset[tuple[int, str]]:
    """Return the codes that several areas of one level have, and '', which is no area's own."""
    times = Counter((len(codes) - 1, codes[-1]) for codes in named)
    return frozenset(one for one, count in times.items() if count > 1 or not one[1])


def _whole() -> Area:
    """Return what stands for everything, where there are no areas."""
    return Area(level=-1, code="all", name="", stem="sheets-all")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """What the tree is made from; `last` is the deepest level with pages."""

    levels: tuple[str, ...]
    named: dict[tuple[str, ...], str]
    last: int
    shared: frozenset[tuple[int, str]]

    def within(self, units: list[Unit], *, level: int, parent: Area | None) -> list[Area]:
        """Return the areas of a level that these units lie in, with all below them."""
        areas = []
        for code, grouped in groupby(units, key=lambda unit: unit.areas[level]):
            inside = list(grouped)
            name = self.named[inside[0].areas[: level + 1]]
            area = Area(level=level, code=code, name=name, parent=parent)
            area.stem = self._stem(area)
            if len(inside) <= MOST_UNITS or level == self.last:
                areas += self.parts(inside, area)
                continue
            area.children = self.within(inside, level=level + 1, parent=area)
            areas.append(area)
        return areas

    def parts(self, units: list[Unit], area: Area) -> list[Area]:
        """Return an area's page, or the pages that its units take."""
        below = area.level + 1
        parts: list[list[Unit]] = [[]]
        for _, grouped in groupby(units, key=lambda unit: unit.areas[below : below + 1]):
            inside = list(grouped)
            if parts[-1] and len(parts[-1]) + len(inside) > MOST_UNITS:
                parts.append([])
            for unit in inside:
                if len(parts[-1]) == MOST_UNITS:
                    parts.append([])
                parts[-1].append(unit)
        if len(parts) == 1:
            return [replace(area, units=parts[0])]
        return [
            replace(area, units=part, part=number, parts=len(parts), stem=f"{area.stem}~{number}")
            for number, part in enumerate(parts, start=1)
        ]

    def _stem(self, area: Area) -> str:
        """Return the name of a page's file; a code that several areas have bears those around it."""
        alone = (area.level, area.code) not in self.shared
        return file_name(self.levels[area.level], area.code if alone else "/".join(area.codes) or "/")


def _walk(areas: list[Area]) -> Iterator[Area]:
    for area in areas:
        yield area
        yield from _walk(area.children)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
