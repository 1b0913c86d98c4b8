"""The page where one finds a sheet: by script while typing, without it by walking from the widest areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """Return the widest areas; of a contest without levels, the pages that list its units."""
    words = site_words(language)
    written = Language.load(language)
    return [
        _Door(
            path=site.layout.path(area, language),
            name=_name(area, words),
            units=written.decimal(_units(area), 0),
        )
        for area in site.layout.top
    ]


def _name(area: Area, words: dict[str, str]) -> str:
    """Return what an area is called: units that no list places lie in one without a code."""
    name = (area.name or area.code or words["find-no-area"]) if area.level >= 0 else words["find-all"]
    return words["find-part"].format(name=name, part=area.part) if area.part else name


def _units(area: Area) -> int:
    return len(area.units) + sum(_units(child) for child in area.children)
