from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.report.draw.element import element
from tellers.report.draw.map import AreaMap, Frame, Shape, Spot, draw_legend, draw_map
from tellers.report.draw.rows import Bar, Dot, Reference, Row, RowChart, draw_rows
from tellers.report.draw.scale import Scale, scale_over

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
BESIDE = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)]


def chart(*rows: Row, scale: Scale | None = None, references: tuple[Reference, ...] = ()) -> ET.Element:
    """Draw the rows and read the drawing back as XML."""
    one = RowChart(
        id="c",
        title="T",
        description="D",
        scale=scale or scale_over(0, 100),
        rows=rows,
        references=references,
    )
    return ET.fromstring(draw_rows(one, tick=str))  # noqa: S314 (our own drawing)


def test_a_place_is_a_percentage_of_the_axis():
    """Half of the axis is half of the width, and what is off the axis stands at its end."""
    scale = Scale(low=0, high=200)

    assert (scale.place(100), scale.place(-5), scale.place(999)) == (50.0, 0.0, 100.0)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 12_000_000, (0, 5_000_000, 10_000_000)),
        (-3, 3, (-2, 0, 2)),
        (0, 18, (0, 5, 10, 15)),
        (0, 1, (0, 1)),
    ],
)
def test_ticks_are_few_round_and_even(low, high, ticks):
    """Ones, twos and fives with noughts, at most four of them."""
    assert Scale(low=low, high=high).ticks() == ticks


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=9))
def test_every_number_of_a_chart_and_zero_have_their_place(numbers):
    """Nothing drawn is off the axis, and larger numbers never stand left of smaller ones."""
    scale = scale_over(*numbers)
    places = [scale.place(number) for number in sorted({0, *numbers})]

    assert places == sorted(places)
    assert all(scale.low <= number <= scale.high for number in (0, *numbers))
    assert 1 <= len(scale.ticks()) <= 5


def test_a_scale_may_run_over_fractions():
    """A share is placed as exactly as a count."""
    assert Scale(low=Fraction(1, 4), high=Fraction(3, 4)).place(Fraction(1, 2)) == 50.0


def test_text_and_attributes_of_an_element_are_escaped():
    """A name is text wherever it comes to stand."""
    drawn = element("text", {"class": 'a"b'}, "</text><script>")

    assert drawn == '<text class="a&#34;b">&lt;/text&gt;&lt;script&gt;</text>'


def test_an_interval_runs_from_its_least_to_its_most():
    """The bar of 25 to 75 on an axis of 100 covers half of it."""
    svg = chart(Row(label="A", marks=(Bar(start=25, end=75),)), scale=Scale(low=0, high=100))
    bar = svg.find(f"{SVG}rect")

    assert (bar.get("x"), bar.get("width")) == ("25.000%", "50.000%")


def test_a_bar_drawn_backwards_is_the_same_bar():
    """A difference has the same bar whichever number is the larger."""
    one = chart(Row(label="A", marks=(Bar(start=20, end=60),)))
    other = chart(Row(label="A", marks=(Bar(start=60, end=20),)))

    assert ET.tostring(one) == ET.tostring(other)


def test_marks_differ_by_shape():
    """A reader who sees no colours still tells what was announced from what was recorded."""
    svg = chart(Row(label="A", marks=(Dot(at=1), Dot(at=2, shape="diamond"), Dot(at=3, shape="tick"))))
    shapes = [nested[0].get("class") for nested in svg.findall(f"{SVG}svg")]

    assert shapes == ["dot", "diamond", "tick"]


def test_no_line_of_words_is_wider_than_a_telephone():
    """Long names go on in the next line, whole."""
    name = "Frente Amplio por la Reconstrucción Nacional y la Convivencia Democrática"
    svg = chart(Row(label=name, note="from 7,303,480 to 10,652,773, register of 21,392,464 (press reports)"))
    texts = [text.text for text in svg.iter(f"{SVG}text") if text.get("class") in {"label", "note"}]

    assert max(len(text) for text in texts) <= 40
    assert " ".join(texts).startswith(name)


def test_a_drawing_tells_a_screen_reader_what_it_is():
    """It is one picture with a title and a description, and both are found by their ids."""
    svg = chart(Row(label="A"))

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "c-title c-description"
    assert [
        (svg.find(f"{SVG}{tag}").get("id"), svg.find(f"{SVG}{tag}").text) for tag in ("title", "desc")
    ] == [
        ("c-title", "T"),
        ("c-description", "D"),
    ]


def test_neighbours_keep_their_common_border():
    """Corners are rounded in one grid, so that no gap opens between two areas that touch."""
    shapes = tuple(Shape(name=n, rings=[r], fill=1, words=n) for n, r in (("A", SQUARE), ("B", BESIDE)))
    frame = Frame.around([*SQUARE, *BESIDE])
    drawn = draw_map(AreaMap(id="m", title="T", description="D", shapes=shapes))

    assert frame.corner((1.0, 0.0)) == (640, 640)
    assert re.findall(r'd="(M[^"]+)"', drawn) == [
        "M0 640l640 0 0-640-640 0 0 640z",
        "M640 640l640 0 0-640-640 0 0 640z",
    ]


def test_a_degree_of_longitude_is_shorter_far_from_the_equator():
    """At 60 degrees north it is half as long as one of latitude."""
    frame = Frame.around([(0.0, 59.0), (2.0, 61.0)])

    assert frame.height / frame.width == pytest.approx(2.0, rel=0.01)


def test_an_area_without_a_number_is_not_filled_like_a_small_one():
    """Nothing known is a class of its own, in the map and in its legend."""
    shape = Shape(name="", rings=[SQUARE], fill=None, words="")
    drawn = draw_map(AreaMap(id="m", title="T", description="D", shapes=(shape,)))

    assert 'class="none"' in drawn
    assert 'class="none"' in draw_legend([("c0", "some"), ("none", "no record")])


def test_small_spots_are_drawn_over_large_ones():
    """No point hides another: the last drawn is the smallest."""
    spots = tuple(
        Spot(place=(float(i), 0.0), size=size, mark="full", words=str(size))
        for i, size in enumerate((0.1, 1.0, 0.5))
    )
    drawn = draw_map(
        AreaMap(
            id="m",
            title="T",
            description="D",
            spots=(*spots, Spot(place=(0.0, 1.0), size=0, mark="cross", words="")),
        )
    )

    assert re.findall(r"<g><title>([\d.]*)</title>", drawn) == ["1.0", "0.5", "0.1", ""]
