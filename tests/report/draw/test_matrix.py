"""The half matrix of pairs, read back as XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from tellers.report.draw.matrix import Matrix, draw_matrix, shade_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(size: int, pair: tuple[int, int] = (3, 12), *, few: int = 10) -> ET.Element:
    """A matrix of so many members, every pair alike."""
    matrix = Matrix(
        id="m",
        title="T",
        description="D",
        names=tuple(f"member {number}" for number in range(size)),
        pairs={(row, column): pair for column, row in combinations(range(size), 2)},
        few=few,
        legend=(("c0", "light"), ("few", "hatched")),
    )
    return ET.fromstring(draw_matrix(matrix))  # noqa: S314 (our own drawing)


@pytest.mark.parametrize(
    ("agreed", "votes", "shade"),
    [
        (0, 5, 0),
        (1, 5, 1),
        (199, 1000, 0),
        (2, 5, 2),
        (3, 5, 3),
        (4, 5, 4),
        (89, 100, 4),
        (9, 10, 5),
        (0, 0, None),
    ],
)
def test_a_shade_begins_exactly_at_its_share(agreed, votes, shade):
    """A fifth is in the second class and a thousandth less is not; no votes have no shade."""
    assert shade_of(agreed, votes) == shade


@pytest.mark.parametrize(("size", "texts", "titles"), [(4, 6, 6), (30, 0, 435), (100, 0, 0)])
def test_every_pair_is_drawn_with_as_many_words_as_there_is_room_for(size, texts, titles):
    """Four members have numbers in the cells, thirty have titles, a hundred one path a class."""
    svg = drawn(size)
    words = [text.text for text in svg.iter(f"{SVG}text")]

    assert words.count("3/12") == texts
    assert len(list(svg.iter(f"{SVG}title"))) - 1 == titles
    assert words.count("member 0") == 2
    if size == 100:
        (cells,) = [path for path in svg.findall(f"{SVG}path") if path.get("class") == "c1"]
        assert cells.get("d").count("z") == 4950


@pytest.mark.parametrize("size", [4, 100])
def test_pairs_with_few_votes_are_hatched_and_those_without_any_are_empty(size):
    """Nine of ten asked are few; ten are not; none at all is another mark than few."""
    hatched = [
        sum(
            part.get("fill") == "url(#m-few)" for part in drawn(size, pair).iter() if part.tag != f"{SVG}rect"
        )
        + sum(rect.get("fill") == "url(#m-few)" for rect in drawn(size, pair).iter(f"{SVG}rect"))
        - 1  # the legend's
        for pair in ((5, 9), (5, 10), (0, 0))
    ]
    empty = [part for part in drawn(size, (0, 0)).iter() if part.get("class") == "none"]

    assert [number > 0 for number in hatched] == [True, False, False]
    assert len(empty) > 1


def test_a_drawing_of_a_hundred_members_is_a_small_file():
    """No element a cell: under a quarter of a megabyte."""
    assert len(ET.tostring(drawn(100))) < 250_000


def test_a_name_is_text_and_cut_where_there_is_no_room():
    """What a table names cannot become part of the drawing, nor push it off the page."""
    matrix = Matrix(
        id="m", title="T", description="D", names=("<b>&", "x" * 80), pairs={(1, 0): (1, 1)}, few=1, legend=()
    )
    svg = draw_matrix(matrix)

    assert "&lt;b&gt;&amp;" in svg
    assert "x" * 33 + "…" in svg
    assert f"{'x' * 35}</text>" not in svg
