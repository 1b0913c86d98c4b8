"""A dossier's map layers as scripts read them: whole steps from a corner, each from the one before.

A step is as fine as gives ten to a hundred thousand of them over the whole layer, more than any screen has.
Neighbours are rounded alike and keep their common border.

>>> steps_of([(10.0, 20.0), (10.5, 20.25), (10.5, 20.25)], scale=100)
[1000, 2000, 50, 25]
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.report.shapes import read_layers
from tellers.web.site.topology import read_cells

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import Text
    from tellers.report.shapes import Place, Ring

__all__ = ["ShapeLayer", "shape_layers", "steps_of"]

FEWEST_STEPS = 10_000
CELLS = "cells"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeLayer:
    """One layer: of which level, what kind (`polygons`, `points`, `cells`), and its shapes by area."""

    number: int
    level: str
    kind: str
    origin: Text
    licence: Text
    rings: dict[str, list[Ring]]
    points: list[tuple[str, Place]]

    @property
    def path(self) -> str:
        """Return the path of its file."""
        return f"data/shapes-{self.number}.js"

    def plain(self) -> dict[str, object]:
        """Return what its file holds."""
        places = [place for rings in self.rings.values() for ring in rings for place in ring]
        scale = _scale([*places, *(place for _, place in self.points)])
        return {
            "kind": self.kind,
            "scale": scale,
            "shapes": [
                [area, [steps_of(ring, scale=scale) for ring in rings]]
                for area, rings in sorted(self.rings.items())
            ],
            "points": [
                [area, *(round(part * scale) for part in place)] for area, place in sorted(self.points)
            ],
        }


def shape_layers(dossier: Dossier) -> tuple[ShapeLayer, ...]:
    """Return every layer of a dossier, boundaries first, then points, then schematic cells."""
    drawn = [("polygons", one) for one in read_layers(dossier) if one.polygons]
    drawn += [("points", one) for one in read_layers(dossier) if one.points]
    drawn += [(CELLS, one) for one in read_cells(dossier) if one.polygons]
    return tuple(
        ShapeLayer(
            number=number,
            kind=kind,
            level=one.level,
            origin=one.origin,
            licence=one.licence,
            rings={} if kind == "points" else one.polygons,
            points=one.points if kind == "points" else [],
        )
        for number, (kind, one) in enumerate(drawn)
    )


def steps_of(ring: Ring, *, scale: int) -> list[int]:
    """Return the first corner and the steps to each next one, steps of nothing left out."""
    found: list[int] = []
    here = (0, 0)
    for place in ring:
        corner = (round(place[0] * scale), round(place[1] * scale))
        if not found or corner != here:
            found += [corner[0] - here[0], corner[1] - here[1]]
            here = corner
    return found


def _scale(places: list[Place]) -> int:
    """Return the power of ten by which degrees become steps."""
    longitudes, latitudes = zip(*places, strict=True)
    extent = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes), 1e-4)
    return int(10 ** max(math.ceil(math.log10(FEWEST_STEPS / extent)), 0))
