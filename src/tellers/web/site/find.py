"""The page where one finds a sheet: by script while typing, without it by walking from the widest areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tellers.report.language import Language
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.web.site.layout import Area
    from tellers.web.site.site import Site

__all__ = ["find_pages"]


@dataclass(frozen=True, slots=True)
class _Door:
    """A widest area: where its page is, what it is called, and how many units are in it."""

    path: str
    name: str
    units: str


def find_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield `find.html` in every language."""
    for language in LANGUAGES:
        address = site.page("find", language)
        yield address.path, site.frame.render("find.html", address, walk=_walk(site, language))


def _walk(site: Site, language: str) -> list[_Door]:
    """Return the widest areas; of a contest without levels its few units, or the pages that list them."""
    words = site_words(language, members=site.frame.members)
    if site.frame.members and len(site.layout.top) == 1:
        return list(_members(site, language))
    written = Language.load(language)
    return [
        _Door(
            path=site.layout.path(area, language),
            name=_name(area, words),
            units=written.decimal(_units(area), 0),
        )
        for area in site.layout.top
    ]


def _members(site: Site, language: str) -> Iterator[_Door]:
    """Yield each member of a body, in the order of its roll, and where its line is; then who is none."""
    (area,) = site.layout.top
    telling = site.tellings(language)[0]
    page = site.layout.path(area, language)
    for unit in area.units:
        name = telling.seat(unit.id)
        yield _Door(
            path=f"{page}#{quote(unit.id, safe='')}", name=name if unit.listed else f"“{name}”", units=""
        )


def _name(area: Area, words: dict[str, str]) -> str:
    """Return what an area is called: units that no list places lie in one without a code."""
    name = (area.name or area.code or words["find-no-area"]) if area.level >= 0 else words["find-all"]
    return words["find-part"].format(name=name, part=area.part) if area.part else name


def _units(area: Area) -> int:
    return len(area.units) + sum(_units(child) for child in area.children)
