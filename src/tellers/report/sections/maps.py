"""Maps of one level of areas: filled by class, or as points; each with its table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.report.contents import Picture
from tellers.report.draw.map import AreaMap, Shape, Spot, draw_legend, draw_map

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tellers.model import Value
    from tellers.report.contents import Table
    from tellers.report.draw.map import Mark
    from tellers.report.sections.levels import CountedLevel
    from tellers.report.shapes import Layer

__all__ = ["Filling", "coverage_map", "filled_map", "points_map", "say_filling", "share_map"]

STEPS = (
    *(Fraction(1, 100), Fraction(2, 100), Fraction(5, 100)),
    *(Fraction(10, 100), Fraction(20, 100), Fraction(1, 2)),
)
MOST_CLASSES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What fills a map of areas: a share by area, what a pointer is told, the table of the same."""

    key: str
    """The key of its title, and with `-told` of its description."""
    values: dict[str, Fraction | None]
    words: Callable[[str], str]
    none: str
    """What is said of an area that is left empty."""
    table: Callable[[str], Table]
    """The table under a caption."""
    named: dict[str, tuple[Value, str]] = field(default_factory=dict)
    """More names that title and description use."""
    anchor: str = ""
    """Its anchor, where several maps have one key."""


def coverage_map(counted: CountedLevel, layer: Layer) -> Picture:
    """Return areas filled by the part of their listed units that have a record."""
    values = {area.area: counted.coverage(area) for area in counted.areas}
    return filled_map(counted, layer, _of_records(counted, values, key="map-coverage"))


def share_map(counted: CountedLevel, layer: Layer) -> Picture:
    """Return areas filled by the leader's part of the votes there."""
    values = {area.area: counted.share(area.area) for area in counted.areas}
    return filled_map(counted, layer, _of_records(counted, values, key="map-share"))


def _of_records(counted: CountedLevel, values: dict[str, Fraction | None], *, key: str) -> Filling:
    telling = counted.telling

    def words(area: str) -> str:
        return telling.say(
            "report-map-words",
            area=counted.names.get(area, "") or telling.say("report-map-unnamed"),
            value=(values.get(area), "share"),
            units=(counted.units(area), "units"),
        )

    return Filling(
        key=key,
        values=values,
        words=words,
        none=telling.say("report-map-none"),
        table=lambda caption: counted.table(caption=caption),
    )


def points_map(counted: CountedLevel, layer: Layer, ground: Layer | None) -> Picture:
    """Return points sized by their records: full where the leader leads, a cross where there is none."""
    telling, contest = counted.telling, counted.telling.case
    most = max((counted.units(area) for area, _ in layer.points), default=0) or 1
    spots = tuple(_spot(counted, area, place, most) for area, place in sorted(layer.points))
    first = (str(contest.leaders(counted.tally.source)[0]), "option")
    marks = ("full", "empty", "cross")
    found = {mark: sum(spot.mark == mark for spot in spots) for mark in marks}
    legend = [
        (mark, telling.say(f"report-map-{mark}", first=first, count=(count, "count")))
        for mark, count in found.items()
        if count
    ]
    outlines = sorted(ground.polygons.items()) if ground else []
    one = AreaMap(
        id=telling.anchor(f"map-{counted.level}"),
        title=telling.say(
            "report-map-points",
            level=(counted.level, "level"),
            source=telling.source_name(counted.tally.source),
        ),
        description=telling.say("report-map-points-told", most=(most, "units")),
        shapes=tuple(Shape(name="", rings=rings, fill=None, words="") for _, rings in outlines),
        spots=spots,
    )
    return _picture(counted, layer, one, legend, counted.table(caption=one.title))


def _spot(counted: CountedLevel, area: str, place: tuple[float, float], most: int) -> Spot:
    telling, units = counted.telling, counted.units(area)
    mark: Mark = "cross" if not units else "full" if counted.leads(area) else "empty"
    words = telling.say(
        "report-map-words",
        area=counted.names.get(area, area) or telling.say("report-map-unnamed"),
        value=(counted.share(area), "share"),
        units=(units, "units"),
    )
    return Spot(place=place, size=units / most, mark=mark, words=words)


def filled_map(counted: CountedLevel, layer: Layer, filling: Filling) -> Picture:
    """Return a map of areas filled by the class of a share."""
    telling, values = counted.telling, filling.values
    known = [value for area, value in values.items() if value is not None and area in layer.polygons]
    start, step, count = _classes(known or [Fraction(0), Fraction(1)])
    shapes = []
    for area, rings in sorted(layer.polygons.items()):
        value = values.get(area)
        place = None if value is None else min(int((value - start) // step), count - 1)
        shapes.append(
            Shape(name=counted.names.get(area, ""), rings=rings, fill=place, words=filling.words(area))
        )
    edges = [telling.percent(start + index * step) for index in range(count + 1)]
    legend = [
        (f"c{index}", telling.say("report-class", low=edges[index], high=edges[index + 1]))
        for index in range(count)
    ]
    if any(shape.fill is None for shape in shapes):
        legend.append(("none", filling.none))
    one = AreaMap(
        id=telling.anchor(filling.anchor or filling.key),
        title=say_filling(counted, filling),
        description=say_filling(counted, filling, "-told"),
        shapes=tuple(shapes),
    )
    return _picture(counted, layer, one, legend, filling.table(one.title))


def say_filling(counted: CountedLevel, filling: Filling, part: str = "") -> str:
    """Return the title of a filling or another part of it, with every name that either may use."""
    telling = counted.telling
    first, second = telling.case.leaders(counted.tally.source)
    return telling.say(
        f"report-{filling.key}{part}",
        source=telling.source_name(counted.tally.source),
        first=(str(first), "option"),
        second=(str(second), "option"),
        level=(counted.level, "level"),
        **filling.named,
    )


def _picture(  # noqa: PLR0913, PLR0917 (what every picture is made of)
    counted: CountedLevel, layer: Layer, one: AreaMap, legend: list[tuple[str, str]], table: Table
) -> Picture:
    """Return the map with its legend, whose it is, and the table that says the same."""
    origin, licence = (counted.telling.text(words) for words in (layer.origin, layer.licence))
    credit = counted.telling.say("report-map-credit", origin=origin, licence=licence)
    return Picture(
        svgs=(draw_legend(legend), draw_map(one)),
        title=one.title,
        description=f"{one.description} {credit}",
        table=table,
        fluid=False,
    )


def _classes(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, int]:
    """Return (start, step, how many) of even classes with round edges that hold every value.

    >>> _classes([Fraction(44, 100), Fraction(81, 100)])
    (Fraction(2, 5), Fraction(1, 10), 5)
    """
    low, high = min(values), max(values)
    for step in STEPS:
        start = low // step * step
        count = max(-(-(high - start) // step), 1)
        if count <= MOST_CLASSES:
            return start, step, int(count)
    return Fraction(0), Fraction(1, 2), 2
