"""The data of the search: every area and every unit by name, and the page that each is found on.

`data/find.js` is `{"levels", "areas", "everyLanguage"}`. An area is `[level, code, name, units, page]`, each
before those within it, so that the one it lies in is the last before it of a wider level. Its page is told
from the site's root, where it has one of its own; else it has rows on that of the area it lies in
(`#level=code`). A page of `area/`, and where `everyLanguage` is true one of `sheets/`, stands in the folder
of each language. A name that is the code is 0, and what is empty at an area's end is left out.

A code is told after "+" where it begins with that of the area around it, which is then left out, and after
"=" where not; so is the id of a unit, after the code of its area. A unit is its id, or `[id, name]`, and of a
member whose name differs by language those names as well, by language.

Only names stand in it, and nothing that a publication of further records changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import unhidden
from tellers.web.assets import data_file
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tellers.web.site.layout import Area, Layout, Unit
    from tellers.web.site.site import Site

__all__ = ["find_files"]


def find_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the data of the search."""
    layout = site.layout
    names = {level.id: level.name for contest in site.dossier.contests for level in contest.levels}
    levels = [
        {
            "id": level,
            "name": {code: names[level].in_language(code) if level in names else level for code in LANGUAGES},
        }
        for level in layout.levels
    ]
    listed = _Listed(layout, _seats(site))
    value = {"levels": levels, "areas": listed.areas, "everyLanguage": layout.in_every_language}
    yield "data/find.js", data_file("find", value)


def _seats(site: Site) -> Callable[[str], dict[str, str]]:
    """Return what gives a member's name by language: a body of many languages is asked in each of them."""
    tellings = {code: site.tellings(code)[0] for code in LANGUAGES} if site.frame.members else {}
    return lambda unit: {code: unhidden(telling.seat(unit)) for code, telling in tellings.items()}


class _Listed:
    """The areas of a tree of pages with their units, in the order of the pages."""

    def __init__(self, layout: Layout, seats: Callable[[str], dict[str, str]]) -> None:
        self._layout = layout
        self._seats = seats
        self.areas: list[list[object]] = []
        for area in layout.areas():
            self._page(area)

    def _page(self, area: Area) -> None:
        """Add an area with a page, and where the page lists sheets everything on it."""
        above = area.parent.code if area.parent else ""
        units = self._add(area.level, (above, area.code), area.name)
        below = {area.codes: units}
        for unit in area.units:
            for depth in range(area.level + 2, len(unit.areas) + 1):
                codes = unit.areas[:depth]
                if codes not in below:
                    around = codes[-2] if depth > 1 else ""
                    below[codes] = self._add(depth - 1, (around, codes[-1]), self._layout.named[codes])
            below[unit.areas or area.codes].append(self._unit(unit))
        page = f"sheets/{area.stem}.html" if area.lists_sheets else f"area/{area.stem}.html"
        own, *others = self.areas[-len(below) :]
        own.append(page)
        for one in others:
            while not one[-1]:
                one.pop()

    def _add(self, level: int, codes: tuple[str, str], name: str) -> list[object]:
        """Add an area, and return the list of its units, which is empty yet."""
        units: list[object] = []
        told = unhidden(name)
        self.areas.append([level, _after(*codes), 0 if told == codes[1] else told, units])
        return units

    def _unit(self, unit: Unit) -> object:
        seats, name = self._seats(unit.id), unhidden(unit.name)
        ident = _after(unit.areas[-1] if unit.areas else "", unit.id)
        if any(one != name for one in seats.values()):
            return [ident, name, seats]
        return [ident, name] if name else ident


def _after(around: str, code: str) -> str:
    """Return a code as told after the one around it.

    >>> _after("0101", "010102"), _after("9", "010102"), _after("", "+1")
    ('+02', '=010102', '=+1')
    """
    return f"+{code[len(around) :]}" if around and code.startswith(around) else f"={code}"
