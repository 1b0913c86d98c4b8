"""The page of charts: what script draws, and, without it, the tables of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.sections.levels import CountedLevel
from tellers.web.site.picture_words import picture_json
from tellers.web.site.roll_words import rolls_json
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.contents import Table
    from tellers.report.telling import Telling
    from tellers.web.site.site import Site

__all__ = ["charts_pages"]


def charts_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of charts in every language; none where there is nothing to draw."""
    if "charts" not in site.frame.pages:
        return
    for language in LANGUAGES:
        address = site.page("charts", language)
        yield (
            address.path,
            site.frame.render(
                "charts.html",
                address,
                scripts=("charts.js",),
                styles=("pictures.css",),
                contests=picture_json(site, language),
                rolls=rolls_json(site, language),
                tables=[table for telling in site.tellings(language) for table in _tables(telling)],
            ),
        )


def _tables(telling: Telling) -> Iterator[Table]:
    """Yield the table of the widest level's areas, the main source's."""
    if telling.tally is None or not telling.case.contest.levels:
        return
    level = telling.case.contest.levels[0].id
    counted = CountedLevel(telling=telling, level=level, tally=telling.tally)
    yield counted.table(caption=telling.say("report-areas-caption", level=(level, "level")))
