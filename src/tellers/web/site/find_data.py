"""The data of the search: every area and every unit by name, and the page that each is found on.

`data/find.js` is `{"levels", "areas", "units", "everyLanguage"}`. An area is `[level, code, name, parent,
page]`: the place of its level, the place of the area it lies in (-1 for none), and its page from the site's
root, '' where it has none of its own and is a heading on that of its parent (`#level=code`). A page of
`area/`, and where `everyLanguage` is true one of `sheets/`, stands in the folder of each language. A unit is
`[area, id, name]`, and of a member whose name differs by language those names as well, by language.

Only names stand in it, and nothing that a publication of further records changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import unhidden
from tellers.web.assets import data_file
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tellers.web.site.layout import Area, Layout
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
    yield (
        "data/find.js",
        data_file(
            "find",
            {
                "levels": levels,
                "areas": listed.areas,
                "units": listed.units,
                "everyLanguage": layout.in_every_language,
            },
        ),
    )


def _seats(site: Site) -> Callable[[str], dict[str, str]]:
    """Return what gives a member's name by language: a body of many languages is asked in each of them."""
    tellings = {code: site.tellings(code)[0] for code in LANGUAGES} if site.frame.members else {}
    return lambda unit: {code: unhidden(telling.seat(unit)) for code, telling in tellings.items()}


class _Listed:
    """The areas and units of a tree of pages, in the order of the pages."""

    def __init__(self, layout: Layout, seats: Callable[[str], dict[str, str]]) -> None:
        self._layout = layout
        self._seats = seats
        self.areas: list[list[int | str]] = []
        self.units: list[list[int | str | dict[str, str]]] = []
        self._places: dict[int, int] = {}
        for area in layout.areas():
            self._page(area)

    def _page(self, area: Area) -> None:
        """Add an area with a page, and where the page lists sheets everything on it."""
        parent = self._places[id(area.parent)] if area.parent else -1
        page = f"sheets/{area.stem}.html" if area.lists_sheets else f"area/{area.stem}.html"
        self._places[id(area)] = place = self._add(area.level, area.code, area.name, (parent, page))
        below: dict[tuple[str, ...], int] = {area.codes: place}
        for unit in area.units:
            for depth in range(area.level + 2, len(unit.areas) + 1):
                codes = unit.areas[:depth]
                if codes not in below:
                    name = self._layout.named[codes]
                    below[codes] = self._add(depth - 1, codes[-1], name, (below[codes[:-1]], ""))
            seats = self._seats(unit.id)
            name = unhidden(unit.name)
            others = [seats] if any(one != name for one in seats.values()) else []
            self.units.append([below[unit.areas or area.codes], unit.id, name, *others])

    def _add(self, level: int, code: str, name: str, stands: tuple[int, str]) -> int:
        self.areas.append([level, code, unhidden(name), *stands])
        return len(self.areas) - 1
