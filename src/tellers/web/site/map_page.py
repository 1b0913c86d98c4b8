"""The map's page: maps drawn by Python with their tables, which script takes the place of.

Without script, and wherever script cannot draw, the pictures and tables of the report's coverage stand; with
it the reader chooses what is shown, and the table beside the map has the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Picture
from tellers.web.site.picture_words import picture_json
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.contents import Block, Report
    from tellers.web.site.site import Site

__all__ = ["is_map", "map_pages"]


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
                pictures=list(_pictures(site.report(language))),
            ),
        )


def is_map(block: Block) -> bool:
    """Return whether a block of a report is a map, and no chart."""
    return isinstance(block, Picture) and not block.fluid


def _pictures(report: Report) -> Iterator[Block]:
    """Yield the maps of a report."""
    for contest in report.contests:
        for section in contest.sections:
            yield from filter(is_map, (*section.blocks, *section.folded))
