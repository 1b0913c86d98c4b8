"""Which levels a site's maps and charts show, and the data files that they read.

`data/areas-<contest>-<level>.js` has what every source has in the areas of a level: two data files are
never one, so that a visitor loads what is shown. `data/shapes-<n>.js` has the shapes or points of one layer
and never changes from one publication to the next. What a page needs to begin with (names, which levels
there are, which files) is in the page, in its language (`tellers.web.site.picture_words`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.report.sections.levels import CountedLevel
from tellers.tables import list_areas, register_by_area
from tellers.web.assets import data_file
from tellers.web.site.area_pages import pages_by_area
from tellers.web.site.area_values import add_up, sheets_of
from tellers.web.site.shape_data import ShapeLayer, shape_layers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.telling import Telling
    from tellers.tables import RegisterCoverage
    from tellers.web.site.area_values import AreaValues, PairColumns, Sheet, SourceColumns
    from tellers.web.site.site import Site

__all__ = ["MOST_AREAS", "PicturedContest", "picture", "picture_files"]

MOST_AREAS = 400
"""Areas of a level that charts and tables show; a level with a layer of its own may have more."""
MOST_DRAWN = 20_000
"""Areas of a level that a map shows at most."""


@dataclass(frozen=True)
class PicturedContest:
    """One contest of a site, and what of it can be drawn."""

    site: Site
    telling: Telling
    """In the site's own language; numbers are the same in each."""

    @property
    def position(self) -> int:
        """Return its place among the contests, from 1: the number in the names of its files."""
        return self.telling.position

    @cached_property
    def layers(self) -> tuple[ShapeLayer, ...]:
        """Return the dossier's layers of this contest's levels, numbered as their files are."""
        known = {level.id for level in self.telling.case.contest.levels}
        return tuple(layer for layer in shape_layers(self.site.dossier) if layer.level in known)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """Return the levels shown, as places among the site's levels, the widest first."""
        names = self.site.layout.names
        drawn = {layer.level for layer in self.layers}
        shown = [
            place
            for place, level in enumerate(self.site.layout.levels)
            if len(names[place]) <= (MOST_DRAWN if level in drawn else MOST_AREAS)
        ]
        return tuple(shown) if len(self.site.layout.names[0]) <= MOST_DRAWN else ()

    @cached_property
    def records(self) -> dict[str, dict[str, Sheet]]:
        """Return the records that count, by unit and source, read from the entries that stand."""
        case = self.telling.case
        stood = self.site.standing.records.get(str(case.contest.id), {})
        return sheets_of(case.contest, self.site.layout, stood, tuple(map(str, case.sources)))

    def values(self, place: int) -> AreaValues:
        """Return what sources have in the areas of a level."""
        return add_up(self.telling.case.contest, self.site.layout, self.records, place)

    @cached_property
    def whole(self) -> bool:
        """Return whether the list of units is whole, so that a share of it is a coverage."""
        case, tally = self.telling.case, self.telling.tally
        if tally is None or not case.contest.levels:
            return False
        return CountedLevel(telling=self.telling, level=case.contest.levels[0].id, tally=tally).whole

    @cached_property
    def register(self) -> str:
        """Return the first register by area, which coverage has as its base where no list is whole; or ''."""
        return min(self.telling.case.tables.registers, default="") if not self.whole else ""

    def file(self, place: int) -> str:
        """Return the path of the data of a level."""
        return f"data/areas-{self.position}-{place}.js"


def picture(site: Site) -> tuple[PicturedContest, ...]:
    """Return every contest that has levels of areas to be drawn by."""
    return tuple(
        PicturedContest(site, telling)
        for telling in site.tellings(site.language)
        if site.layout.levels and telling.case.contest.levels and telling.case.sources
    )


def picture_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the data files of maps and charts."""
    layers = {layer.number: layer for one in site.pictured for layer in one.layers}
    for layer in layers.values():
        yield layer.path, data_file(f"shapes-{layer.number}", layer.plain())
    for one in site.pictured:
        pages = pages_by_area(site.layout, one.levels)
        for place in one.levels:
            name = one.file(place).removeprefix("data/").removesuffix(".js")
            yield one.file(place), data_file(name, _plain_level(one, place, pages[place]))


def _plain_level(one: PicturedContest, place: int, pages: dict[str, str]) -> dict[str, object]:
    """Return a level's file: areas in columns, and by source and by two sources what they have there."""
    values, layout = one.values(place), one.site.layout
    case = one.telling.case
    listed = {area.area: area for area in list_areas(case.tables, layout.levels[place])}
    options = tuple(map(str, case.contest.option_ids))
    wider = sorted(set(values.within)) if place else []
    return {
        "codes": values.codes,
        "names": [layout.names[place].get(code, code) for code in values.codes],
        "wider": [[code, layout.names[0].get(code, code)] for code in wider],
        "within": [wider.index(code) for code in values.within] if place else [],
        "pages": [pages.get(code, "") for code in values.codes],
        "listed": [listed[code].units if code in listed else 0 for code in values.codes],
        "sources": {
            source: _plain_source(columns, options) | _coverage(one, source, place, values.codes)
            for source, columns in values.sources.items()
        },
        "pairs": [_plain_pair(pair, columns, options) for pair, columns in values.pairs.items()],
    }


def _plain_source(columns: SourceColumns, options: tuple[str, ...]) -> dict[str, object]:
    turnout = {"voters": columns.voters, "registered": columns.registered} if any(columns.registered) else {}
    given = {option: columns.votes[place] for place, option in enumerate(options) if place in columns.given}
    return {"records": columns.records, "votes": given, **turnout}


def _plain_pair(pair: tuple[str, str], columns: PairColumns, options: tuple[str, ...]) -> dict[str, object]:
    net = {option: columns.net[place] for place, option in enumerate(options) if any(columns.net[place])}
    return {
        "sources": list(pair),
        "shared": columns.shared,
        "differ": columns.differ,
        "apart": columns.apart,
        "net": net,
    }


def _coverage(one: PicturedContest, source: str, place: int, codes: list[str]) -> dict[str, object]:
    """Return what a register says of a source by area, in columns; nothing where the list is whole."""
    case, level = one.telling.case, one.site.layout.levels[place]
    if not one.register:
        return {}
    sources = {str(ident): ident for ident in case.sources}
    found: dict[str, RegisterCoverage] = {
        area.area: area
        for area in register_by_area(case.tables, case.contest, sources[source], one.register, level)
    }
    if not any(area.registered for area in found.values()):
        return {}
    rows = [found.get(code) for code in codes]
    names = ("areas", "registered", "areas_seen", "covered", "unlisted")
    return {"register": {name: [int(getattr(row, name)) if row else 0 for row in rows] for name in names}}
