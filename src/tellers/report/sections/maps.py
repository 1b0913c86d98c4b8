"""Maps of one level of areas: filled by class, or as points; each with its table of the same numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.report.contents import Picture
from tellers.report.draw.map import AreaMap, Shape, Spot, draw_legend, draw_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.report.draw.map import Mark
    from tellers.report.sections.levels import CountedLevel
    from tellers.report.shapes import Layer

__all__ = ["coverage_map", "points_map", "share_map"]

STEPS = (
    *(Fraction(1, 100), Fraction(2, 100), Fraction(5, 100)),
    *(Fraction(10, 100), Fraction(20, 100), Fraction(1, 2)),
)
MOST_CLASSES = 6


def coverage_map(counted: CountedLevel, layer: Layer) -> Picture:
    """Return areas filled by the part of their listed units that have a record."""
    values = {area.area: counted.coverage(area) for area in counted.areas}
    return _filled(counted, layer, values, key="map-coverage")


def share_map(counted: CountedLevel, layer: Layer) -> Picture:
    """Return areas filled by the leader's part of the votes there."""
    values = {area.area: counted.share(area.area) for area in counted.areas}
    return _filled(counted, layer, values, key="map-share")


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
    return _picture(counted, layer, one, legend)


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


def _filled(counted: CountedLevel, layer: Layer, values: dict[str, Fraction | None], *, key: str) -> Picture:
    """Return a map of areas filled by the class of a share."""
    telling = counted.telling
    known = [value for area, value in values.items() if value is not None and area in layer.polygons]
    start, step, count = _classes(known or [Fraction(0), Fraction(1)])
    shapes = []
    for area, rings in sorted(layer.polygons.items()):
        value = values.get(area)
        name = counted.names.get(area, "")
        words = telling.say(
            "report-map-words",
            area=name or telling.say("report-map-unnamed"),
            value=(value, "share"),
            units=(counted.units(area), "units"),
        )
        place = None if value is None else min(int((value - start) // step), count - 1)
        shapes.append(Shape(name=name, rings=rings, fill=place, words=words))
    edges = [telling.percent(start + index * step) for index in range(count + 1)]
    legend = [
        (f"c{index}", telling.say("report-class", low=edges[index], high=edges[index + 1]))
        for index in range(count)
    ]
    if any(shape.fill is None for shape in shapes):
        legend.append(("none", telling.say("report-map-none")))
    one = AreaMap(
        id=telling.anchor(key),
        title=_say(counted, key),
        description=_say(counted, f"{key}-told"),
        shapes=tuple(shapes),
    )
    return _picture(counted, layer, one, legend)


def _say(counted: CountedLevel, key: str) -> str:
    """Return a map's title or description, with every name that either may use."""
    telling = counted.telling
    first, second = telling.case.leaders(counted.tally.source)
    return telling.say(
        f"report-{key}",
        source=telling.source_name(counted.tally.source),
        first=(str(first), "option"),
        second=(str(second), "option"),
        level=(counted.level, "level"),
    )


def _picture(counted: CountedLevel, layer: Layer, one: AreaMap, legend: list[tuple[str, str]]) -> Picture:
    """Return the map with its legend, whose it is, and the table that says the same."""
    credit = counted.telling.say("report-map-credit", origin=layer.origin, licence=layer.licence)
    return Picture(
        svgs=(draw_legend(legend), draw_map(one)),
        title=one.title,
        description=f"{one.description} {credit}",
        table=counted.table(caption=one.title),
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
