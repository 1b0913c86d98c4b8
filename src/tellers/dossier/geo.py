"""Map layers: GeoJSON or TopoJSON with our areas' ids written into every feature.

A layer says what it is: `points`, `polygons`, or `schematic-cells`, which are no boundaries and
must be labelled so wherever they are drawn.

>>> area_of("{cod:02}", {"cod": 7})
'07'
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tellers.errors import FormatError, MappingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.formats.mapping import GeoForm

__all__ = ["area_of", "read_layer"]

_FIELD = re.compile(r"\{([^{}:]+)(?::0(\d+))?\}")


def area_of(template: str, properties: dict[str, Any]) -> str | None:
    """Return the area's id from a feature's properties; None where one of them is missing.

    `Any`: the properties of a feature are the publisher's own.
    """
    if any(properties.get(field[1]) in (None, "") for field in _FIELD.finditer(template)):
        return None
    return _FIELD.sub(lambda f: str(properties[f[1]]).zfill(int(f[2] or 0)), template)


def read_layer(path: Path, form: GeoForm) -> bytes:
    """Return the layer with `area` in every feature's properties and what it is at its top.

    Raises `FormatError` for a file that is no GeoJSON or TopoJSON, `MappingError` when no
    feature has the properties the template names.
    """
    try:
        layer: dict[str, Any] = msgspec.json.decode(path.read_bytes(), type=dict)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}", where=path.name, expected="GeoJSON or TopoJSON") from error
    named = 0
    for feature in _features(layer, path):
        properties = feature.get("properties") or {}
        if not isinstance(properties, dict):
            raise FormatError(
                "a feature whose properties are none", where=path.name, expected="a JSON object"
            )
        area = area_of(form.area_property, properties)
        named += area is not None
        feature["properties"] = {**properties, "area": area}
    if not named:
        raise MappingError(
            f"no feature has what {form.area_property!r} names", where=path.name, remedy="Mend area_property."
        )
    about = {"level": form.level, "kind": form.kind, "licence": form.licence, "origin": form.origin}
    return msgspec.json.encode({"tellers": about, **layer})


def _features(layer: dict[str, Any], path: Path) -> Iterator[dict[str, Any]]:
    """Yield every feature of a layer, each a JSON object."""
    listed: list[Any] = []
    if layer.get("type") == "FeatureCollection":
        listed = [layer.get("features")]
    elif layer.get("type") == "Topology" and isinstance(layer.get("objects"), dict):
        listed = [c.get("geometries") if isinstance(c, dict) else None for c in layer["objects"].values()]
    if not listed or not all(isinstance(features, list) for features in listed):
        raise FormatError(
            "neither GeoJSON nor TopoJSON", where=path.name, expected="a FeatureCollection or a Topology"
        )
    for feature in (feature for features in listed for feature in features):
        if not isinstance(feature, dict):
            raise FormatError("a feature that is none", where=path.name, expected="a JSON object")
        yield feature
