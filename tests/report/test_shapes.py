from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import DossierError, TellersError
from tellers.model import Text
from tellers.report.shapes import read_layers, rings_of

ABOUT = {"level": "region", "kind": "points", "origin": "drawn", "licence": "CC0-1.0"}


class Folder:
    """A dossier as far as maps ask for one: a folder and what is declared in it."""

    def __init__(self, folder, *names):
        self.folder = folder
        self.package = type("Package", (), {"resources": [type("R", (), {"path": name}) for name in names]})


def layer(tmp_path, content: object) -> Folder:
    """Write one layer and return its dossier."""
    (tmp_path / "geo").mkdir(exist_ok=True)
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    (tmp_path / "geo" / "areas.geojson").write_bytes(written)
    return Folder(tmp_path, "geo/areas.geojson", "units.parquet")


def feature(area: object, coordinates: object, kind: str = "Point") -> dict:
    """Return one area of a layer."""
    return {
        "type": "Feature",
        "properties": {"area": area},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def test_points_are_read_with_the_area_they_stand_for(tmp_path):
    """A point whose area is in no unit's list keeps its place and has no area."""
    content = {"tellers": ABOUT, "features": [feature("01", [-66.9, 10.5]), feature(None, [-65, 3])]}
    (one,) = read_layers(layer(tmp_path, content))

    assert (one.level, one.origin, one.licence) == ("region", Text.of("drawn"), Text.of("CC0-1.0"))
    assert one.points == [("01", (-66.9, 10.5)), ("", (-65.0, 3.0))]


def test_cells_that_are_no_boundaries_are_not_drawn(tmp_path):
    """A schematic cell on a map would be taken for a border."""
    content = {"tellers": ABOUT | {"kind": "schematic-cells"}, "features": [feature("01", [0, 0])]}

    assert read_layers(layer(tmp_path, content)) == ()


def test_a_layer_that_says_nothing_of_itself_is_not_drawn(tmp_path):
    """Which level its areas are of cannot be guessed."""
    assert read_layers(layer(tmp_path, {"features": [feature("01", [0, 0])]})) == ()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"features": 7}', b"[]"])
def test_a_file_that_is_no_layer_is_refused(tmp_path, content):
    """The refusal names the file."""
    with pytest.raises(DossierError, match=r"geo/areas\.geojson"):
        read_layers(layer(tmp_path, content))


@pytest.mark.parametrize("place", [None, [], [1], ["1", "2"], [200, 0], [0, 91], [[0, 0]], {"x": 1}])
def test_a_place_that_is_not_on_the_globe_is_left_out(tmp_path, place):
    """The map shows what it can; the tables have every area."""
    (one,) = read_layers(
        layer(tmp_path, {"tellers": ABOUT, "features": [feature("01", place), feature("02", [1, 2])]})
    )

    assert one.points == [("02", (1.0, 2.0))]


def test_a_hole_is_a_ring_too():
    """An island of another area inside an area is left open."""
    outer = [[0, 0], [4, 0], [4, 4], [0, 0]]
    inner = [[1, 1], [2, 1], [2, 2], [1, 1]]

    assert len(rings_of({"type": "MultiPolygon", "coordinates": [[outer, inner], [outer]]})) == 3


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "area"]), inner)
    ),
    max_leaves=12,
)


@given(kind=st.sampled_from(["Polygon", "MultiPolygon", "Point", "", 3]), coordinates=anything)
def test_no_shape_however_wrong_breaks_the_map(kind, coordinates):
    """Whatever stands where coordinates should be gives rings on the globe, or none."""
    for ring in rings_of({"type": kind, "coordinates": coordinates}):
        assert all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in ring)


@given(content=st.binary(max_size=60))
def test_no_bytes_raise_anything_but_our_own_refusal(tmp_path_factory, content):
    """A layer is a file from outside."""
    try:
        read_layers(layer(tmp_path_factory.mktemp("geo"), content))
    except TellersError as error:
        assert error.diagnostics()  # noqa: PT017 (either outcome is right; an unknown error is not)
