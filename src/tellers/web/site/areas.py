"""The pages of areas: what a contest adds up to there, and in each of the smaller areas within.

`<language>/areas.html` is the whole vote by its widest areas, or the way to its sheets where it has no areas;
`<language>/area/<name>.html` is an area that is too wide for its sheets to stand on one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from tellers.web.site.area_columns import area_columns
from tellers.web.site.frame import Address
from tellers.web.site.told import Teller
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.web.site.area_columns import Column
    from tellers.web.site.counted import Counted
    from tellers.web.site.layout import Area
    from tellers.web.site.site import Site
    from tellers.web.site.told import Totals

__all__ = ["Spoken", "Step", "area_pages"]


@dataclass(frozen=True, slots=True)
class Step:
    """A link to a page: its name, and its address from the site's root; '' is the page itself."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One smaller area, in numbers."""

    code: str
    name: str
    href: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The smaller areas of one area, on the records of the source that the outcome is judged by."""

    caption: str
    level: str
    source: str
    columns: tuple[str, ...]
    """What each column is held to by a browser, in order of the heads."""
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One contest on an area's page."""

    totals: Totals
    within: tuple[Within, ...]


def area_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of areas, in every language."""
    for language in LANGUAGES:
        spoken = Spoken(site, language)
        yield spoken.whole()
        for area in site.layout.areas():
            if not area.lists_sheets:
                yield spoken.area(area)


@dataclass(frozen=True)
class Spoken:
    """A site's areas in one language."""

    site: Site
    language: str
    marked: bool = False
    """Whether it is for pages that are written once, for all languages."""

    @cached_property
    def tellers(self) -> tuple[Teller, ...]:
        """Return who tells each contest."""
        counted = zip(self.site.tellings(self.language), self.site.counts, strict=True)
        return tuple(Teller(telling, count=count, marked=self.marked) for telling, count in counted)

    def whole(self) -> tuple[str, bytes]:
        """Return the page of the whole vote."""
        top = self.site.layout.top
        address = self.site.page("areas", self.language, kind="area")
        without = not self.site.layout.levels
        sheets = [Step(self.part_name(area), self.site.layout.path(area, self.language)) for area in top]
        content = self.site.frame.render(
            "area.html",
            address,
            marked=False,
            path=[],
            heading=self.tellers[0].words["areas-title" if not without else "areas-whole"],
            kind="",
            contests=self._sections((), [] if without else top),
            sheets=sheets if without else [],
        )
        return address.path, content

    def area(self, area: Area) -> tuple[str, bytes]:
        """Return the page of an area with smaller ones in it."""
        layout = self.site.layout
        address = Address(
            path=layout.area_path(area, self.language),
            kind="area",
            language=self.language,
            languages=tuple((code, layout.area_path(area, code)) for code in LANGUAGES),
        )
        content = self.site.frame.render(
            "area.html",
            address,
            marked=False,
            path=self.path(area),
            heading=self.name(area),
            kind=self.kind(area),
            contests=self._sections(area.codes, area.children),
            sheets=[],
        )
        return address.path, content

    def path(self, area: Area) -> list[Step]:
        """Return the way down to an area, itself last."""
        above = [Step(self.name(one), self.site.layout.path(one, self.language)) for one in area.chain()[:-1]]
        whole = Step(self.tellers[0].words["areas-whole"], f"{self.language}/areas.html")
        return [whole, *above, Step(self.part_name(area), "")]

    def name(self, area: Area) -> str:
        """Return an area's name; a contest without areas is called by its own."""
        if area.level < 0:
            return self.tellers[0].words["areas-sheets-lead"]
        return area.name or self.tellers[0].say("areas-none").text

    def part_name(self, area: Area) -> str:
        """Return an area's name, and which part of it a page shows."""
        if area.parts == 1:
            return self.name(area)
        part = self.tellers[0].say("areas-part", part=area.part, parts=area.parts)
        return f"{self.name(area)}, {part.text}"

    def kind(self, area: Area) -> str:
        """Return what kind of area it is, and its code: `municipality 0101`."""
        if area.level < 0:
            return ""
        level = self.level_name(area.level)
        return f"{level} {area.code}" if area.code and area.code != area.name else level

    def level_name(self, level: int) -> str:
        """Return what the contest that has it calls a level of areas."""
        ident = self.site.layout.levels[level]
        for teller in self.tellers:
            if any(one.id == ident for one in teller.telling.case.contest.levels):
                return teller.telling.write(ident, "level")
        return ident

    def _sections(self, codes: tuple[str, ...], children: list[Area]) -> list[Section]:
        sections = []
        for teller, found in zip(self.tellers, self.site.found, strict=True):
            totals = teller.totals(teller.count.within(codes), len(codes) - 1, found.within(codes))
            within = self._within(teller, codes, children) if children and totals.sources else None
            sections.append(Section(totals, (within,) if within else ()))
        return sections

    def _within(self, teller: Teller, codes: tuple[str, ...], children: list[Area]) -> Within | None:
        """Return the table of the areas within one; None for a contest without a source to judge by."""
        telling = teller.telling
        if telling.source is None:
            return None
        columns = area_columns(teller, telling.source, level=len(codes))
        rows = []
        for _, parts in groupby(children, key=lambda child: child.codes):
            child = next(iter(parts))
            rows.append(
                Row(
                    code=child.code,
                    name=self.name(child),
                    href=self.site.layout.path(child, self.language),
                    cells=_cells(columns, teller.count.within(child.codes)),
                )
            )
        level = self.level_name(len(codes))
        source = telling.source_name(telling.source)
        caption = teller.words["areas-within"].format(level=level, source=source)
        return Within(
            caption=caption,
            level=level,
            source=str(telling.source),
            columns=tuple(column.held for column in columns),
            heads=tuple(column.head for column in columns),
            rows=tuple(rows),
            foot=_cells(columns, teller.count.within(codes)),
        )


def _cells(columns: Sequence[Column], area: Counted) -> tuple[str, ...]:
    return tuple(column.cell(area) for column in columns)
