"""The map's page: maps drawn by Python with their tables, which script takes the place of.

Without script, and wherever script cannot draw, the pictures and tables of the report's coverage stand; with
it the reader chooses what is shown, and the table beside the map has the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Picture
from tellers.report.sections.coverage import coverage_section
from tellers.web.site.picture_words import picture_json
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.telling import Telling
    from tellers.web.site.site import Site

__all__ = ["map_pages"]

MOST_ROWS = 100
"""Of a map that stands without script: one of every municipality outweighs the rest of the page."""


def map_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of the map in every language; none for a dossier without layers."""
    if "map" not in site.frame.pages:
        return
    for language in LANGUAGES:
        address = site.page("map", language)
        yield (
            address.path,
            site.frame.render(
                "map.html",
                address,
                scripts=("map.js",),
                styles=("pictures.css",),
                contests=picture_json(site, language),
                pictures=[picture for telling in site.tellings(language) for picture in _pictures(telling)],
            ),
        )


def _pictures(telling: Telling) -> Iterator[Picture]:
    """Yield the maps of the report's coverage, but for those of hundreds of areas, which script draws."""
    section = coverage_section(telling)
    for block in (*section.blocks, *section.folded) if section else ():
        if isinstance(block, Picture) and len(block.table.rows) <= MOST_ROWS:
            yield block
