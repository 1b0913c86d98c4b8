"""A map of areas: filled by class, or as points whose area follows a number.

Equirectangular projection about the middle latitude of what is drawn: a degree of longitude is
as long as it is there (Snyder, Map Projections: A Working Manual, USGS 1395, section 12).
Corners are rounded to half a pixel, all in the same grid, so that neighbours keep their common
border and the file stays small. A map has no letters but the names of areas that have room for
them; the table beside it has every number.

>>> frame = Frame.around([(-10.0, 0.0), (10.0, 0.0), (0.0, 5.0), (0.0, -5.0)])
>>> frame.height, frame.corner((0.0, 0.0))
(640, (640, 320))
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from tellers.report.draw.element import document, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from tellers.report.shapes import Place, Ring

__all__ = ["AreaMap", "Frame", "Shape", "Spot", "draw_legend", "draw_map"]

WIDTH = 1280
"""Grid steps from the western to the eastern edge: half a pixel each at the usual width."""
TALLEST = 1600
LETTER = 13
"""Grid steps that a letter of an area's name takes."""

SHORT, LONGEST = 18, 38
"""Letters of a legend's words that leave room for others beside them, and that go on one line."""

Mark = Literal["full", "empty", "cross"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where longitude and latitude come to lie in the drawing."""

    west: float
    north: float
    shrink: float
    """How much shorter a degree of longitude is than one of latitude."""
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, places: Iterable[Place]) -> Frame:
        """Return the frame that just holds all these places."""
        longitudes, latitudes = zip(*places, strict=True)
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        shrink = max(math.cos(math.radians((south + north) / 2)), 0.05)
        wide, tall = max((east - west) * shrink, 1e-6), max(north - south, 1e-6)
        scale = min(WIDTH / wide, TALLEST / tall)
        return cls(
            west=west,
            north=north,
            shrink=shrink,
            scale=scale,
            width=round(wide * scale),
            height=round(tall * scale),
        )

    def corner(self, place: Place) -> tuple[int, int]:
        """Return the grid step nearest to a place."""
        longitude, latitude = place
        return round((longitude - self.west) * self.shrink * self.scale), round(
            (self.north - latitude) * self.scale
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An area to fill: its rings, its class from 0 (lightest), None where nothing is known of it."""

    name: str
    rings: Sequence[Ring]
    fill: int | None
    words: str
    """What a pointer resting on it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point: its size from 0 to 1, and whether it is full, empty or a cross."""

    place: Place
    size: float
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """A map; `id` is unique in the page."""

    id: str
    title: str
    description: str
    shapes: tuple[Shape, ...] = ()
    spots: tuple[Spot, ...] = ()


def draw_map(one: AreaMap) -> str:
    """Return the map as SVG, shapes first and the largest spots under the smaller."""
    places = [place for shape in one.shapes for ring in shape.rings for place in ring]
    frame = Frame.around([*places, *(spot.place for spot in one.spots)])
    parts = [_shape(frame, shape) for shape in one.shapes]
    parts += [label for shape in one.shapes if (label := _label(frame, shape)) is not None]
    parts += [_spot(frame, spot) for spot in sorted(one.spots, key=lambda spot: (-spot.size, spot.place))]
    edge = 16
    drawn = document(
        {
            "id": one.id,
            "class": "map",
            "viewBox": f"{-edge} {-edge} {frame.width + 2 * edge} {frame.height + 2 * edge}",
            "width": (frame.width + 2 * edge) // 2,
            "height": (frame.height + 2 * edge) // 2,
        },
        *parts,
        title=one.title,
        description=one.description,
    )
    return str(drawn)


def draw_legend(items: Sequence[tuple[str, str]]) -> str:
    """Return swatches with their words, two abreast where short; screen readers have the table.

    An item is a class of fill (`c0` ... `c5`, `none`) or a mark (`full`, `empty`, `cross`).
    """
    abreast = 1 if any(len(words) > SHORT for _, words in items) else 2
    parts: list[Markup] = []
    top = 4
    for index, (kind, words) in enumerate(items):
        lines = wrap(words, LONGEST)
        swatch = (
            _mark_at(kind, 8, 8, 6)
            if kind in {"full", "empty", "cross"}
            else element("rect", {"x": 0, "y": 1, "width": 22, "height": 14, "class": kind})
        )
        said = [
            element("text", {"x": 29, "y": 13 + 15 * place, "class": "note"}, line)
            for place, line in enumerate(lines)
        ]
        left = f"{50 * (index % abreast)}%"
        parts.append(element("svg", {"x": left, "y": top, "overflow": "visible"}, swatch, *said))
        if index % abreast == abreast - 1 or index == len(items) - 1:
            top += 6 + 15 * len(lines)
    about = {"xmlns": "http://www.w3.org/2000/svg", "class": "chart", "aria-hidden": "true"}
    return str(element("svg", {**about, "width": 640, "height": top + 4}, *parts))


def _shape(frame: Frame, shape: Shape) -> Markup:
    path = "".join(_path(frame, ring) for ring in shape.rings)
    kind = "none" if shape.fill is None else f"c{shape.fill}"
    return element(
        "path", {"d": path, "class": kind, "fill-rule": "evenodd"}, element("title", {}, shape.words)
    )


def _path(frame: Frame, ring: Ring) -> str:
    """Return a ring in relative steps, steps of nothing left out."""
    corners = [frame.corner(place) for place in ring]
    steps, here = [], corners[0]
    for corner in corners[1:]:
        if corner != here:
            across, down = corner[0] - here[0], corner[1] - here[1]
            steps.append(f"{across}{down}" if down < 0 else f"{across} {down}")
            here = corner
    text = "".join(
        step if step.startswith("-") or not index else f" {step}" for index, step in enumerate(steps)
    )
    return f"M{corners[0][0]} {corners[0][1]}l{text}z" if steps else ""


def _label(frame: Frame, shape: Shape) -> Markup | None:
    """Return the name in the middle of the area's largest ring, where it has room there."""
    corners = max(([frame.corner(place) for place in ring] for ring in shape.rings), key=len, default=[])
    if not corners or not shape.name:
        return None
    across, down = [x for x, _ in corners], [y for _, y in corners]
    room = len(shape.name) * LETTER
    if max(across) - min(across) < room * 1.35 or max(down) - min(down) < 4 * LETTER:
        return None
    x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    dark = " on-dark" if (shape.fill or 0) > 2 else ""  # the darker half of the classes
    return element("text", {"x": x, "y": y + 8, "class": f"area{dark}", "text-anchor": "middle"}, shape.name)


def _spot(frame: Frame, spot: Spot) -> Markup:
    x, y = frame.corner(spot.place)
    return element(
        "g", {}, element("title", {}, spot.words), _mark_at(spot.mark, x, y, 5 + 34 * math.sqrt(spot.size))
    )


def _mark_at(mark: str, x: float, y: float, radius: float) -> Markup:
    if mark == "cross":
        arm = min(radius, 9.0)
        falling = f"M{x - arm:.1f} {y - arm:.1f}L{x + arm:.1f} {y + arm:.1f}"
        rising = f"M{x - arm:.1f} {y + arm:.1f}L{x + arm:.1f} {y - arm:.1f}"
        return element("path", {"d": falling + rising, "class": "cross"})
    return element("circle", {"cx": x, "cy": y, "r": radius, "class": f"spot-{mark}"})
