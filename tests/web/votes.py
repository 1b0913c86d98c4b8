"""The made votes whose sites the tests walk, of some hundred and of five thousand stations, and what differs.

>>> small, large = election(), large_election()
>>> len(small.places) < 200 < 5_000 <= len(large.places)
True
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import product

from tests.simulator import (
    Election,
    honest_election,
    late_correction,
    miscopied_figure,
    missing_station,
    second_source,
    unread_figure,
)

__all__ = ["CORRECTED", "DIFFERING", "HOSTILE", "PLAIN", "UNREAD", "UNSEEN", "election", "large_election"]

DIFFERING, UNREAD, CORRECTED, PLAIN = "01.02.01", "01.03.01", "01.01.01", "02.01.01"
"""Units of both elections, by what is the matter with them."""
UNSEEN = "04.07.01"
"""A unit of the large one that only the witnesses saw."""
NAMES = {"03": "Córdoba", "07": "São João do Piauí", "12": "Île-aux-Moines"}
"""Of areas of the large one, that are typed without their accents."""
HOSTILE = '<img src=x onerror="window.ran=1">'


@cache
def election() -> Election:
    """Return an election of two sources that differ on a unit, with a correction and a figure unread."""
    return _lied(honest_election(seed=5, regions=6, centres=10))


@cache
def large_election() -> Election:
    """Return one of 5,085 stations in 20 regions and 2,000 centres, with the same said of the same units."""
    made = missing_station(_lied(honest_election(seed=7, regions=20, centres=100)), unit=UNSEEN)
    return replace(made, names=NAMES, layers={"regions": _regions(), "centres": _centres()})


def _regions() -> bytes:
    """Return twenty regions as squares of one degree, five in a row."""
    squares = {
        f"{row * 5 + column + 1:02}": [
            [[column + x, row + y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
        ]
        for row, column in product(range(4), range(5))
    }
    return _layer("region", "polygons", {area: ("Polygon", rings) for area, rings in squares.items()})


def _centres() -> bytes:
    """Return the hundred centres of each region as points in its square."""
    points = {
        f"{region:02}.{centre:02}": [
            (region - 1) % 5 + (centre - 0.5) % 10 / 10,
            (region - 1) // 5 + (centre - 1) // 10 / 10 + 0.05,
        ]
        for region, centre in product(range(1, 21), range(1, 101))
    }
    return _layer("centre", "points", {area: ("Point", place) for area, place in points.items()})


def _layer(level: str, kind: str, shapes: dict[str, tuple[str, list]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"area": area},
            "geometry": {"type": shape, "coordinates": coordinates},
        }
        for area, (shape, coordinates) in shapes.items()
    ]
    about = {"level": level, "kind": kind, "origin": "drawn", "licence": "CC0-1.0"}
    return json.dumps({"type": "FeatureCollection", "tellers": about, "features": features}).encode()


def _lied(honest: Election) -> Election:
    made = second_source(honest, name="witnesses")
    made = miscopied_figure(made, unit=DIFFERING, figure="B", votes=7)
    made = unread_figure(made, unit=UNREAD, figure="null")
    made = late_correction(made, unit=CORRECTED, option="A", votes=5)
    sheets = tuple(
        replace(sheet, reason=HOSTILE, image=HOSTILE, image_sha256="ab" * 32) if sheet.replaces else sheet
        for sheet in made.sheets()
    )
    return made.with_sheets(sheets)
