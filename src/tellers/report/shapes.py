"""The map layers of a dossier: `geo/*.geojson`, areas as polygons or as points.

A layer says at its top which level its areas are of and what it is (`polygons`, `points`;
`schematic-cells` are no boundaries and are not drawn). Every feature names its area. Anything
else in the file is its publisher's and not looked at. A feature without a usable place is left
out: a map is a picture of the tables, and the tables have every area.

>>> rings_of({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]})
[[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]
>>> rings_of({"type": "Polygon", "coordinates": [[[0, 95]]]})
[]
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tellers.errors import DossierError
from tellers.formats.toml import Words, text_of

if TYPE_CHECKING:
    from tellers.dossier import Dossier
    from tellers.model import Text

__all__ = ["Layer", "Place", "Ring", "read_layers", "rings_of"]

Place = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = list[Place]

LARGEST = 32 << 20
"""Bytes of a layer that are read; more is no picture for a page."""


class _About(msgspec.Struct):
    level: str = ""
    kind: str = ""
    origin: Words = ""
    licence: Words = ""


class _Feature(msgspec.Struct):
    geometry: dict[str, Any] | None = None  # Any: the shape's depth follows its type
    properties: dict[str, Any] | None = None  # Any: the publisher's own, but for `area`


class _File(msgspec.Struct):
    tellers: _About = msgspec.field(default_factory=_About)
    features: list[_Feature] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Areas of one level: rings by area where they are polygons, places where they are points.

    A point whose area no unit of the dossier is in has '' for its area.
    """

    level: str
    origin: Text
    licence: Text
    polygons: dict[str, list[Ring]]
    points: list[tuple[str, Place]]


def read_layers(dossier: Dossier) -> tuple[Layer, ...]:
    """Return the layers a dossier declares, by name; `DossierError` if one is unreadable."""
    paths = sorted(
        r.path for r in dossier.package.resources if r.path.startswith("geo/") and r.path.endswith(".geojson")
    )
    return tuple(layer for path in paths if (layer := _read_layer(dossier, path)))


def _read_layer(dossier: Dossier, path: str) -> Layer | None:
    try:
        content = (dossier.folder / path).read_bytes()
        file = msgspec.json.decode(content, type=_File) if len(content) <= LARGEST else _File()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DossierError(
            f"not a map layer: {error}",
            where=path,
            expected="GeoJSON",
            remedy="Ask for a sound copy, or import again.",
        ) from error
    polygons: dict[str, list[Ring]] = {}
    points: list[tuple[str, Place]] = []
    if file.tellers.kind not in {"polygons", "points"}:
        return None
    for feature in file.features:
        area, geometry = str((feature.properties or {}).get("area") or ""), feature.geometry or {}
        if geometry.get("type") == "Point":
            points += [(area, place) for place in [_place(geometry.get("coordinates"))] if place]
        elif area and (rings := rings_of(geometry)):
            polygons.setdefault(area, []).extend(rings)
    about = file.tellers
    return Layer(
        level=about.level,
        origin=text_of(about.origin),
        licence=text_of(about.licence),
        polygons=polygons,
        points=points,
    )


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """Return every ring of a polygon or of many; holes are rings too, and drawn by the even-odd rule."""
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        coordinates = [coordinates]
    elif geometry.get("type") != "MultiPolygon":
        return []
    rings = [ring for polygon in _list(coordinates) for ring in _list(polygon)]
    found = [[place for point in _list(ring) if (place := _place(point))] for ring in rings]
    return [ring for ring in found if len(ring) > 2]


def _list(value: Any) -> list[Any]:  # noqa: ANN401 (whatever a publisher wrote where a list should be)
    return value if isinstance(value, list) else []


def _place(value: Any) -> Place | None:  # noqa: ANN401 (as above)
    """Return a longitude and latitude on the globe, or None."""
    match value:
        case [int() | float() as longitude, int() | float() as latitude, *_]:
            if (
                math.isfinite(longitude)
                and math.isfinite(latitude)
                and abs(longitude) <= 180
                and abs(latitude) <= 90
            ):
                return float(longitude), float(latitude)
    return None
