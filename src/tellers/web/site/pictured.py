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
from tellers.tables import register_by_area
from tellers.web.assets import data_file
from tellers.web.site.area_values import add_up
from tellers.web.site.shape_data import ShapeLayer, shape_layers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.telling import Telling
    from tellers.tables import RegisterCoverage
    from tellers.web.site.area_values import AreaValues, PairColumns, SourceColumns
    from tellers.web.site.counts import ContestCount
    from tellers.web.site.site import Site

__all__ = ["MOST_AREAS", "PicturedContest", "picture", "picture_files"]

MOST_AREAS = 400
"""Areas of a level that charts and tables show; a level with a layer of its own may have more."""
ANY = "*"
"""What stands for the reader's language in a path."""
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
    def count(self) -> ContestCount:
        """Return the contest counted in every area."""
        return self.site.counts[self.position - 1]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Return the sources with records, in the dossier's order."""
        return tuple(map(str, self.telling.case.sources))

    @cached_property
    def values(self) -> dict[int, AreaValues]:
        """Return what sources have in the areas of each level shown."""
        return add_up(self.count, self.sources, self.levels)

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
        for place in one.levels:
            name = one.file(place).removeprefix("data/").removesuffix(".js")
            yield one.file(place), data_file(name, _plain_level(one, place))


def _plain_level(one: PicturedContest, place: int) -> dict[str, object]:
    """Return a level's file: areas in columns, and by source and by two sources what they have there."""
    values, layout = one.values[place], one.site.layout
    codes = [codes[-1] for codes in values.areas]
    wider = sorted({codes[0] for codes in values.areas}) if place else []
    return {
        "codes": codes,
        "names": [layout.named[codes] if codes[-1] else "" for codes in values.areas],
        "wider": [[code, layout.named[code,]] for code in wider],
        "within": [wider.index(codes[0]) for codes in values.areas] if place else [],
        "pages": [layout.where(place, code, ANY) for code in codes],
        "listed": [one.count.within(codes).listed for codes in values.areas],
        "sources": {
            source: _plain_source(columns) | _coverage(one, source, place, codes)
            for source, columns in values.sources.items()
        },
        "pairs": [_plain_pair(pair, columns) for pair, columns in values.pairs.items()],
    }


def _plain_source(columns: SourceColumns) -> dict[str, object]:
    turnout = {"voters": columns.voters, "registered": columns.registered} if any(columns.registered) else {}
    return {"records": columns.records, "votes": columns.votes, **turnout}


def _plain_pair(pair: tuple[str, str], columns: PairColumns) -> dict[str, object]:
    return {
        "sources": list(pair),
        "shared": columns.shared,
        "differ": columns.differ,
        "apart": columns.apart,
        "net": {option: votes for option, votes in columns.net.items() if any(votes)},
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
