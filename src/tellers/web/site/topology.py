"""Schematic cells of a dossier: shapes that stand for areas and are no boundaries.

A layer whose kind is `schematic-cells` is TopoJSON (its specification 1.0: arcs of quantised steps that
neighbours share) or GeoJSON. What comes back is rings by area, as `tellers.report.shapes` gives them of
boundaries. A shape that cannot be read is left out: a map is a picture of the tables.

>>> whole = {"transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
...          "arcs": [[[0, 0], [2, 0], [0, 2]], [[2, 2], [-2, -2]]]}
>>> rings_of_arcs({"type": "Polygon", "arcs": [[0, 1]]}, read_arcs(whole))
[[(10.0, 20.0), (11.0, 20.0), (11.0, 21.0), (10.0, 20.0)]]
>>> rings_of_arcs({"type": "Polygon", "arcs": [[7]]}, read_arcs(whole))
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tellers.errors import DossierError
from tellers.formats.toml import text_of
from tellers.report.shapes import LARGEST, Layer, rings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.dossier import Dossier
    from tellers.report.shapes import Place, Ring

__all__ = ["read_arcs", "read_cells", "rings_of_arcs"]

KIND = "schematic-cells"


def read_cells(dossier: Dossier) -> tuple[Layer, ...]:
    """Return the layers of schematic cells that a dossier declares; `DossierError` if one is unreadable."""
    paths = sorted(
        r.path
        for r in dossier.package.resources
        if r.path.startswith("geo/") and r.path.endswith((".topojson", ".geojson"))
    )
    return tuple(cells for path in paths if (cells := _read(dossier, path)))


def read_arcs(topology: dict[str, Any]) -> list[list[Place]]:
    """Return every arc in degrees; [] for arcs that are none. `Any`: whatever a publisher wrote."""
    transform = topology.get("transform") or {}
    arcs = []
    try:
        (across, down), (west, south) = (
            transform.get("scale", (1, 1)),
            transform.get("translate", (0, 0)),
        )
        for steps in topology["arcs"]:
            x = y = 0
            arc = []
            for step in steps:
                x, y = (x + step[0], y + step[1]) if transform else (step[0], step[1])
                arc.append((float(x * across + west), float(y * down + south)))
            arcs.append(arc)
    except (KeyError, TypeError, ValueError, IndexError):
        return []
    return arcs


def rings_of_arcs(geometry: dict[str, Any], arcs: list[list[Place]]) -> list[Ring]:
    """Return the rings of a polygon or of many; [] where one names an arc that there is not."""
    named = geometry.get("arcs")
    if geometry.get("type") == "Polygon":
        named = [named]
    elif geometry.get("type") != "MultiPolygon":
        return []
    try:
        rings = [_ring(ring, arcs) for polygon in named or [] for ring in polygon]
    except (TypeError, IndexError):
        return []
    return [ring for ring in rings if len(ring) > 3]  # three corners, the first again


def _ring(indexes: list[int], arcs: list[list[Place]]) -> Ring:
    """Return arcs one after the other; ~i is arc i backwards, and each begins where the last ended."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _read(dossier: Dossier, path: str) -> Layer | None:
    try:
        content = (dossier.folder / path).read_bytes()
        layer = msgspec.json.decode(content, type=dict[str, Any]) if len(content) <= LARGEST else {}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DossierError(
            f"not a map layer: {error}",
            where=path,
            expected="TopoJSON or GeoJSON",
            remedy="Ask for a sound copy, or import again.",
        ) from error
    about = layer.get("tellers")
    if not isinstance(about, dict) or about.get("kind") != KIND:
        return None
    shapes: dict[str, list[Ring]] = {}
    for area, rings in _shapes(layer):
        if area and rings:
            shapes.setdefault(area, []).extend(rings)
    origin, licence = (text_of(about.get(name) or "") for name in ("origin", "licence"))
    return Layer(
        level=str(about.get("level") or ""), origin=origin, licence=licence, polygons=shapes, points=[]
    )


def _shapes(layer: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Yield the area and the rings of every feature."""
    if layer.get("type") == "Topology":
        arcs, objects = read_arcs(layer), layer.get("objects")
        for held in objects.values() if isinstance(objects, dict) else ():
            for one in _dicts(held.get("geometries") if isinstance(held, dict) else None):
                yield _area(one), rings_of_arcs(one, arcs)
    for feature in _dicts(layer.get("features")):
        geometry = feature.get("geometry")
        yield _area(feature), rings_of(geometry) if isinstance(geometry, dict) else []


def _dicts(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (whatever a publisher wrote there)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _area(feature: dict[str, Any]) -> str:
    properties = feature.get("properties")
    return str((properties or {}).get("area") or "") if isinstance(properties, dict) else ""
