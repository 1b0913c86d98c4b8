"""What the sources cover: by source, by area, and on a map where the dossier has one.

A share of units by area is told only where the list of units is whole. Where somebody states
more units than are listed anywhere, nobody can say in which areas the others lie, and the report says
that instead of a percentage that would look complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.report.contents import Block, Column, Paragraphs, Picture, Section, Table
from tellers.report.draw.map import AreaMap, Shape, Spot, draw_legend, draw_map
from tellers.report.shapes import read_layers
from tellers.tables import count_units, list_areas, total_by_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import SourceId
    from tellers.report.draw.map import Mark
    from tellers.report.shapes import Layer
    from tellers.report.telling import Telling
    from tellers.tables import ListedArea, Totals
    from tellers.tally import Tally

__all__ = ["areas_section", "coverage_section"]

STEPS = (
    Fraction(1, 100),
    Fraction(2, 100),
    Fraction(5, 100),
    Fraction(10, 100),
    Fraction(20, 100),
    Fraction(1, 2),
)
MOST_CLASSES = 6
MOST_AREAS = 400


def coverage_section(telling: Telling) -> Section | None:
    """Return coverage by source, maps of the broadest source, and coverage by area of the widest level."""
    if telling.tally is None:
        return None
    blocks: list[Block] = [_by_source(telling)]
    contest = telling.case.contest
    layers = read_layers(telling.case.dossier)
    for level in contest.levels:
        counted = _Counted(telling=telling, level=level.id, tally=telling.tally)
        polygons = next((one for one in layers if one.level == level.id and one.polygons), None)
        points = next((one for one in layers if one.level == level.id and one.points), None)
        if level == contest.levels[0] and not counted.whole:
            blocks.append(Paragraphs(texts=(_unlisted(telling),)))
        if polygons and counted.whole:
            blocks.append(_coverage_map(counted, polygons))
        if polygons:
            blocks.append(_share_map(counted, polygons))
        if points:
            ground = next((one for one in layers if one.polygons), None)
            blocks.append(_points_map(counted, points, ground))
        if level == contest.levels[0] and not polygons:
            blocks.append(
                counted.table(caption=telling.say("report-areas-caption", level=(level.id, "level")))
            )
    return Section(
        anchor=telling.anchor("coverage"), title=telling.say("report-coverage"), blocks=tuple(blocks)
    )


def _by_source(telling: Telling) -> Table:
    rows = []
    for tally in (telling.case.tally(source) for source in telling.case.sources):
        share = tally.coverage.share
        rows.append(
            (
                telling.source_name(tally.source),
                telling.write(tally.units),
                telling.write(tally.coverage.of_units),
                telling.write(share, "share"),
                telling.write(tally.missing_units),
                telling.write(tally.register.registered or None, "voters"),
                ", ".join(
                    f"{telling.say(f'report-status-{status}')} {telling.write(count)}"
                    for status, count in tally.statuses.items()
                ),
            )
        )
    heads = (
        "report-source",
        "#report-units-with",
        "#report-units-of",
        "#report-coverage-share",
        "#report-units-without",
        "#report-covered",
        "report-records-by-status",
    )
    return Table(
        caption=telling.say("report-by-source-caption", units=telling.unit()),
        columns=telling.columns(*heads),
        rows=tuple(rows),
    )


def _unlisted(telling: Telling) -> str:
    listed = count_units(telling.case.tables)
    stated = telling.case.contest.applied("units")
    return telling.say(
        "report-unlisted", listed=(listed, "units"), stated=(stated.value if stated else listed, "units")
    )


@dataclass(frozen=True)
class _Counted:
    """The areas of one level, each with what the broadest source has there."""

    telling: Telling
    level: str
    tally: Tally

    @cached_property
    def areas(self) -> list[ListedArea]:
        widest = self.telling.case.contest.levels[0].id
        return list_areas(self.telling.case.tables, self.level, within="" if widest == self.level else widest)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return every area's name, with the wider area it lies in where there is one."""
        return {a.area: f"{a.name} ({a.within})" if a.within else a.name for a in self.areas}

    @cached_property
    def totals(self) -> dict[str, Totals]:
        case = self.telling.case
        return {t.area: t for t in total_by_area(case.tables, case.contest, self.tally.source, self.level)}

    @cached_property
    def whole(self) -> bool:
        """Return whether no more units are stated than are listed."""
        stated = self.telling.case.contest.applied("units")
        return stated is None or stated.value <= count_units(self.telling.case.tables)

    def units(self, area: str) -> int:
        return self.totals[area].units if area in self.totals else 0

    def coverage(self, area: ListedArea) -> Fraction | None:
        return Fraction(self.units(area.area), area.units) if self.whole and area.units else None

    def votes(self, area: str) -> list[int]:
        """Return the votes of the two leaders of the whole tally, and of all options, in an area."""
        first, second = self.telling.case.leaders(self.tally.source)
        figures = self.totals[area].figures if area in self.totals else {}
        every = sum(figures.get(option, 0) for option in self.telling.case.contest.option_ids)
        return [figures.get(first, 0), figures.get(second, 0), every]

    def share(self, area: str) -> Fraction | None:
        first, _, every = self.votes(area)
        return Fraction(first, every) if every else None

    def table(self, *, caption: str) -> Table:
        """Return the areas with units, coverage where it can be told, and the two leaders' votes."""
        telling = self.telling
        first, second = (telling.write(str(o), "option") for o in telling.case.leaders(self.tally.source))
        rows = []
        for area in self.areas:
            one, two, every = self.votes(area.area)
            share = (telling.write(self.coverage(area), "share"),) if self.whole else ()
            ours, theirs = (Fraction(n, every) if every else None for n in (one, two))
            counted = (telling.write(self.units(area.area)), telling.write(area.units), *share)
            rows.append(
                (
                    self.names[area.area] or telling.say("report-no-area"),
                    *counted,
                    *(telling.write(n) for n in (one, two)),
                    *(telling.write(s, "share") for s in (ours, theirs)),
                )
            )
        votes = [
            Column(name=telling.say("report-votes-of", name=name), number=True) for name in (first, second)
        ]
        shares = [
            Column(name=telling.say("report-share-of", name=name), number=True) for name in (first, second)
        ]
        heads = (
            "#report-units-with",
            "#report-units-listed",
            *(("#report-coverage-share",) if self.whole else ()),
        )
        columns = (Column(name=telling.write(self.level, "level")), *telling.columns(*heads), *votes, *shares)
        return Table(
            caption=caption, columns=columns, rows=tuple(rows), note=telling.say("report-share-note")
        )


def _classes(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, int]:
    """Return (start, step, how many) of even classes with round edges that hold every value.

    >>> _classes([Fraction(44, 100), Fraction(81, 100)])
    (Fraction(2, 5), Fraction(1, 10), 5)
    """
    low, high = min(values), max(values)
    for step in STEPS:
        start = low // step * step
        count = int((high - start) // step) + 1
        if high == start + (count - 1) * step and count > 1:
            count -= 1
        if count <= MOST_CLASSES:
            return start, step, count
    return Fraction(0), Fraction(1, 2), 2


def _filled(
    counted: _Counted, layer: Layer, values: dict[str, Fraction | None], *, name: str, key: str
) -> Picture:
    """Return a map of areas filled by the class of a share."""
    telling = counted.telling
    known = [value for area, value in values.items() if value is not None and area in layer.polygons]
    start, step, count = _classes(known or [Fraction(0), Fraction(1)])
    names = counted.names
    shapes = []
    for area, rings in sorted(layer.polygons.items()):
        value = values.get(area)
        place = None if value is None else min(int((value - start) // step), count - 1)
        words = telling.say(
            "report-map-words",
            area=names.get(area, area),
            value=(value, "share"),
            units=(counted.units(area), "units"),
        )
        shapes.append(Shape(name=names.get(area, ""), rings=rings, fill=place, words=words))
    legend = [
        (
            f"c{index}",
            telling.say(
                "report-class",
                low=telling.percent(start + index * step),
                high=telling.percent(start + (index + 1) * step),
            ),
        )
        for index in range(count)
    ]
    if any(shape.fill is None for shape in shapes):
        legend.append(("none", telling.say("report-map-none")))
    first, second = (telling.write(str(o), "option") for o in telling.case.leaders(counted.tally.source))
    told = {
        "source": telling.source_name(counted.tally.source),
        "first": first,
        "second": second,
        "level": (counted.level, "level"),
    }
    title = telling.say(key, **told)
    one = AreaMap(
        id=telling.anchor(name),
        title=title,
        description=telling.say(f"{key}-told", **told),
        shapes=tuple(shapes),
    )
    credit = telling.say("report-map-credit", origin=layer.origin, licence=layer.licence)
    return Picture(
        svgs=(draw_legend(legend), draw_map(one)),
        title=title,
        description=f"{one.description} {credit}",
        table=counted.table(caption=title),
        fluid=False,
    )


def _coverage_map(counted: _Counted, layer: Layer) -> Picture:
    values = {area.area: counted.coverage(area) for area in counted.areas}
    return _filled(counted, layer, values, name="map-coverage", key="report-map-coverage")


def _share_map(counted: _Counted, layer: Layer) -> Picture:
    values = {area.area: counted.share(area.area) for area in counted.areas}
    return _filled(counted, layer, values, name="map-share", key="report-map-share")


def _points_map(counted: _Counted, layer: Layer, ground: Layer | None) -> Picture:
    """Return areas as points sized by units with a record: full where the leader leads, a cross where none is."""
    telling = counted.telling
    names = counted.names
    most = max((counted.units(area) for area, _ in layer.points), default=0) or 1
    spots = []
    marks: dict[Mark, int] = {"full": 0, "empty": 0, "cross": 0}
    for area, place in sorted(layer.points):
        units = counted.units(area)
        one, two, every = counted.votes(area)
        mark: Mark = "cross" if not units else "full" if one > max(two, every - one - two) else "empty"
        marks[mark] += 1
        name = names.get(area, area) or telling.say("report-map-unnamed")
        words = telling.say(
            "report-map-words", area=name, value=(counted.share(area), "share"), units=(units, "units")
        )
        spots.append(Spot(place=place, size=units / most, mark=mark, words=words))
    first, _ = telling.case.leaders(counted.tally.source)
    level = (counted.level, "level")
    legend = [
        (mark, telling.say(f"report-map-{mark}", first=(str(first), "option"), count=(count, "count")))
        for mark, count in marks.items()
        if count
    ]
    title = telling.say("report-map-points", level=level, source=telling.source_name(counted.tally.source))
    told = telling.say("report-map-points-told", most=(most, "units"), first=(str(first), "option"))
    one = AreaMap(
        id=telling.anchor(f"map-{counted.level}"),
        title=title,
        description=told,
        shapes=tuple(
            Shape(name="", rings=rings, fill=None, words=area)
            for area, rings in sorted(ground.polygons.items())
        )
        if ground
        else (),
        spots=tuple(spots),
    )
    credit = telling.say("report-map-credit", origin=layer.origin, licence=layer.licence)
    return Picture(
        svgs=(draw_legend(legend), draw_map(one)),
        title=title,
        description=f"{told} {credit}",
        table=counted.table(caption=title),
        fluid=False,
    )


def areas_section(telling: Telling) -> Section | None:
    """Return every option's votes by area of the widest level, one table a source."""
    contest = telling.case.contest
    if not contest.levels:
        return None
    level = contest.levels[0].id
    tables = tuple(_totals(telling, source, level) for source in telling.case.sources)
    small = tuple(table for table in tables if len(table.rows) <= MOST_AREAS)
    if not small:
        return None
    return Section(
        anchor=telling.anchor("areas"),
        title=telling.say("report-areas", level=(level, "level")),
        blocks=(Paragraphs(texts=(telling.say("report-areas-lead"),)),),
        folded=small,
        fold=telling.say("report-areas-fold", count=(len(small), "count")),
    )


def _totals(telling: Telling, source: SourceId, level: str) -> Table:
    contest = telling.case.contest
    totals = total_by_area(telling.case.tables, contest, source, level)
    figures = [figure for figure in contest.figure_ids if totals and figure in totals[0].figures]
    rows = [
        (
            one.name or telling.say("report-no-area"),
            telling.write(one.units),
            *(telling.write(one.figures[f]) for f in figures),
        )
        for one in totals
    ]
    every = (sum(one.units for one in totals), *(sum(one.figures[f] for one in totals) for f in figures))
    rows.append((telling.say("report-total"), *(telling.write(number) for number in every)))
    columns = (
        Column(name=telling.write(level, "level")),
        *telling.columns("#report-units-with"),
        *(Column(name=telling.write(str(figure), "figure"), number=True) for figure in figures),
    )
    return Table(caption=telling.source_name(source), columns=columns, rows=tuple(rows))
