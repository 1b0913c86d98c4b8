"""A chart of rows: one thing a row, its name and figures in words, and its marks on a common axis.

Every chart of the report is one of these: bounds as bars from least to most, what was
proclaimed as an empty diamond against the records' full dot, parts of a whole as bars side by
side, a margin against zero. Marks differ by shape and lightness, never by hue alone. The width
is that of the page; letters keep their size, and rows have their words above them, so that a
chart reads the same on a telephone.

>>> chart = RowChart(id="c", title="t", description="d", scale=Scale(low=0, high=10),
...     rows=(Row(label="A", note="7", marks=(Bar(start=0, end=7),)),))
>>> draw_rows(chart, tick=str).count("<rect")
1
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from tellers.report.draw.element import document, element
from tellers.report.draw.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from markupsafe import Markup

__all__ = ["Bar", "Dot", "Reference", "Row", "RowChart", "draw_rows"]

Style = Literal["range", "solid", "first", "second", "third", "fourth"]
Shape = Literal["dot", "diamond", "tick"]

WIDTH = 640
"""The width in pixels where nothing says another: on paper."""
LABEL, NOTE = 32, 40
"""Letters of a line, so that no line is wider than a telephone; longer words go on below."""
LINE, BAND, GAP = 17, 16, 12
INDENT = 14
"""Words begin right of the axis's zero, so that its line does not cross them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar from one number to another."""

    start: Fraction | int
    end: Fraction | int
    style: Style = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A single number: a full dot, an empty diamond or a tick."""

    at: Fraction | int
    shape: Shape = "dot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its name, its figures in words, its marks from back to front."""

    label: str
    note: str = ""
    marks: tuple[Bar | Dot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A line through all rows at one number, with a word at its foot."""

    at: Fraction | int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChart:
    """A chart; `id` is unique in the page. The legend pairs marks with what they stand for."""

    id: str
    title: str
    description: str
    scale: Scale
    rows: tuple[Row, ...]
    references: tuple[Reference, ...] = ()
    legend: tuple[tuple[Bar | Dot, str], ...] = ()


def draw_rows(chart: RowChart, *, tick: Callable[[int], str]) -> str:
    """Return the chart as SVG; `tick` writes the number under a tick."""
    parts: list[Markup] = []
    top = 4.0
    for mark, words in chart.legend:
        lines = wrap(words, NOTE - 4)
        parts += _legend(mark, lines, top)
        top += (LINE - 2) * len(lines) + 5
    top += 6 if chart.legend else 0
    height = sum(_row_height(row) for row in chart.rows)
    parts += _axis(chart, top, top + height, tick)
    foot = top + height + 20
    for reference in chart.references:
        parts += _reference(chart, reference, top, top + height)
    if any(reference.label for reference in chart.references):
        foot += LINE
    for row in chart.rows:
        parts += _row(chart.scale, row, top)
        top += _row_height(row)
    drawn = document(
        {"id": chart.id, "class": "chart", "width": WIDTH, "height": foot + 6},
        *parts,
        title=chart.title,
        description=chart.description,
    )
    return str(drawn)


def _lines(row: Row) -> tuple[list[str], list[str]]:
    """Return the lines of a row's name and of its note."""
    return wrap(row.label, LABEL), wrap(row.note, NOTE)


def _row_height(row: Row) -> int:
    labels, notes = _lines(row)
    return LINE * len(labels) + (LINE - 2) * len(notes) + BAND + GAP


def _row(scale: Scale, row: Row, top: float) -> list[Markup]:
    labels, notes = _lines(row)
    foot = top + LINE * len(labels)
    parts = [
        element("text", {"x": INDENT, "y": top + 13 + LINE * index, "class": "label"}, line)
        for index, line in enumerate(labels)
    ]
    parts += [
        element("text", {"x": INDENT, "y": foot + 11 + (LINE - 2) * index, "class": "note"}, line)
        for index, line in enumerate(notes)
    ]
    middle = foot + (LINE - 2) * len(notes) + BAND / 2 + 1
    return parts + [_mark(scale, mark, middle) for mark in row.marks]


def _mark(scale: Scale, mark: Bar | Dot, middle: float) -> Markup:
    if isinstance(mark, Bar):
        start, end = sorted((scale.place(mark.start), scale.place(mark.end)))
        return element(
            "rect",
            {
                "x": f"{start:.3f}%",
                "y": middle - 5,
                "width": f"{max(end - start, 0.15):.3f}%",
                "height": 10,
                "class": f"bar-{mark.style}",
            },
        )
    # A nested drawing moves the shape to its percentage, which a path cannot be given.
    return element(
        "svg", {"x": f"{scale.place(mark.at):.3f}%", "y": middle, "overflow": "visible"}, _shape(mark.shape)
    )


def _shape(shape: Shape) -> Markup:
    if shape == "dot":
        return element("circle", {"r": 4, "class": "dot"})
    if shape == "diamond":
        return element("path", {"d": "M0-8 8 0 0 8-8 0Z", "class": "diamond"})
    return element("path", {"d": "M0-8V8", "class": "tick"})


def _legend(mark: Bar | Dot, words: list[str], top: float) -> list[Markup]:
    middle = top + 9
    if isinstance(mark, Bar):
        shape = element(
            "rect", {"x": 0, "y": middle - 5, "width": 22, "height": 10, "class": f"bar-{mark.style}"}
        )
    else:
        shape = element("svg", {"x": 11, "y": middle, "overflow": "visible"}, _shape(mark.shape))
    said = [
        element("text", {"x": 30, "y": middle + 4 + (LINE - 2) * index, "class": "note"}, line)
        for index, line in enumerate(words)
    ]
    return [shape, *said]


def _axis(chart: RowChart, top: float, bottom: float, tick: Callable[[int], str]) -> list[Markup]:
    parts = []
    for value in chart.scale.ticks():
        at = chart.scale.place(value)
        x = f"{at:.3f}%"
        parts.append(element("line", {"x1": x, "x2": x, "y1": top, "y2": bottom, "class": "grid"}))
        anchor = "start" if at < 6 else "end" if at > 88 else "middle"  # percent from an edge
        parts.append(
            element("text", {"x": x, "y": bottom + 14, "class": "axis", "text-anchor": anchor}, tick(value))
        )
    return parts


def _reference(chart: RowChart, reference: Reference, top: float, bottom: float) -> list[Markup]:
    at = chart.scale.place(reference.at)
    x = f"{at:.3f}%"
    drawn = [element("line", {"x1": x, "x2": x, "y1": top, "y2": bottom + 2, "class": "reference"})]
    if reference.label:
        anchor = "start" if at < 25 else "end" if at > 75 else "middle"  # percent from an edge
        place: dict[str, str | float] = {
            "x": x,
            "y": bottom + 17 + LINE,
            "class": "note",
            "text-anchor": anchor,
        }
        drawn.append(element("text", place, reference.label))
    return drawn
