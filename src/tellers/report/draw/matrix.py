"""A half matrix of pairs: how often two members agreed, each cell a class of one shade scale.

Below the diagonal only, for a pair has one number. Each name stands at the left of its row, and
again on the diagonal, above its column. Shades differ in lightness, so they are told apart without
colour; a pair with few votes is hatched, one without any is empty. Few members have their numbers
in the cells, some a title for the pointer; many have one path a class, so that a hundred members
stay a small file. The table beside the drawing has every number.

>>> matrix = Matrix(id="m", title="t", description="d", names=("A", "B"), pairs={(1, 0): (3, 4)},
...     few=10, legend=())
>>> svg = draw_matrix(matrix)
>>> shade_of(3, 4), svg.count("3/4"), "url(#m-few)" in svg
(3, 2, True)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.report.draw.element import document, element

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

__all__ = ["SHADES", "Matrix", "draw_matrix", "shade_of"]

SHADES = ((1, 5), (2, 5), (3, 5), (4, 5), (9, 10))
"""Shares from which a darker shade begins: 20, 40, 60, 80 and 90 %."""
WITH_NUMBERS, WITH_TITLES = 20, 40
"""Members up to which each cell has its numbers, or a title."""
LETTER, LINE = 6.2, 17.0
"""Pixels that a letter of a name takes, and a line of the legend."""
LONGEST_NAME = 34
ON_DARK = 3
"""The shade from which letters on it are those for dark ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Names in their order, and of each pair (row, column) below the diagonal (agreed, votes)."""

    id: str
    title: str
    description: str
    names: tuple[str, ...]
    pairs: Mapping[tuple[int, int], tuple[int, int]]
    few: int
    """Pairs with fewer votes than this are hatched."""
    legend: tuple[tuple[str, str], ...]
    """A class of fill (`c0` ... `c5`, `none`, `few`) with its words."""


@dataclass(frozen=True, slots=True)
class _Grid:
    left: float
    top: float
    wide: float
    high: float

    def corner(self, row: int, column: int) -> tuple[float, float]:
        return self.left + column * self.wide, self.top + row * self.high


def shade_of(agreed: int, votes: int) -> int | None:
    """Return the class of a share, 0 the lightest; None where there is no vote.

    >>> [shade_of(agreed, 10) for agreed in (1, 2, 8, 9)], shade_of(0, 0)
    ([0, 1, 4, 5], None)
    """
    if not votes:
        return None
    return sum(agreed * whole >= part * votes for part, whole in SHADES)


def draw_matrix(matrix: Matrix) -> str:
    """Return the matrix as SVG; its width follows from the number of members."""
    size = len(matrix.names)
    grid = _grid(matrix)
    parts = [_pattern(matrix), *_legend(matrix), *_names(matrix, grid)]
    parts += _cells(matrix, grid) if size <= WITH_TITLES else _paths(matrix, grid)
    ends = [row * grid.wide + len(_short(name)) * LETTER for row, name in enumerate(matrix.names)]
    width = grid.left + max(ends, default=0) + 8
    height = grid.top + size * grid.high + 6
    drawn = document(
        {
            "id": matrix.id,
            "class": "matrix",
            "viewBox": f"0 0 {max(width, 480.0):.0f} {height:.0f}",
            "width": max(width, 480.0),
            "height": height,
        },
        *parts,
        title=matrix.title,
        description=matrix.description,
    )
    return str(drawn)


def _grid(matrix: Matrix) -> _Grid:
    """Return where the cells lie: below the legend, right of the names."""
    size = len(matrix.names)
    names = max((len(_short(name)) for name in matrix.names), default=0) * LETTER
    longest = max((len(_numbers(*pair)) for pair in matrix.pairs.values()), default=0)
    wide = max(22.0, longest * 6.4 + 6) if size <= WITH_NUMBERS else 18.0 if size <= WITH_TITLES else 12.0
    high = 18.0 if size <= WITH_TITLES else 12.0
    return _Grid(left=names + 8, top=len(matrix.legend) * LINE + 12, wide=wide, high=high)


def _pattern(matrix: Matrix) -> Markup:
    """Return the hatching of pairs with few votes: dark beside light, to be seen on any shade."""
    lines = [
        element("path", {"d": d, "class": c}) for d, c in (("M0 0V6", "hatch-under"), ("M1 0V6", "hatch"))
    ]
    frame: dict[str, str | float] = {
        "id": f"{matrix.id}-few",
        "width": 6,
        "height": 6,
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    return element("defs", {}, element("pattern", frame, *lines))


def _legend(matrix: Matrix) -> list[Markup]:
    parts = []
    for line, (kind, words) in enumerate(matrix.legend):
        top = 4 + line * LINE
        box: dict[str, str | float] = {"x": 1, "y": top, "width": 22, "height": 12}
        parts.append(element("rect", {**box, "class": "none" if kind == "few" else kind}))
        if kind == "few":
            parts.append(element("rect", {**box, "fill": f"url(#{matrix.id}-few)"}))
        parts.append(element("text", {"x": 30, "y": top + 11, "class": "axis"}, words))
    return parts


def _names(matrix: Matrix, grid: _Grid) -> list[Markup]:
    parts = []
    for row, name in enumerate(matrix.names):
        x, y = grid.corner(row, row)
        foot = y + grid.high - (5 if grid.high > 14 else 3)
        left: dict[str, str | float] = {
            "x": grid.left - 4,
            "y": foot,
            "class": "cell name",
            "text-anchor": "end",
        }
        parts += [
            element("text", left, _short(name)),
            element("text", {"x": x + 3, "y": foot, "class": "cell name"}, _short(name)),
        ]
    return parts


def _cells(matrix: Matrix, grid: _Grid) -> list[Markup]:
    """Return a cell a pair, with its numbers where they have room, and a title for the pointer."""
    parts = []
    for (row, column), (agreed, votes) in matrix.pairs.items():
        x, y = grid.corner(row, column)
        shade = shade_of(agreed, votes)
        box = {"x": x, "y": y, "width": grid.wide, "height": grid.high}
        inside = [
            element("title", {}, f"{matrix.names[row]} – {matrix.names[column]}: {_numbers(agreed, votes)}"),  # noqa: RUF001
            element("rect", {**box, "class": "none" if shade is None else f"c{shade}"}),
        ]
        if votes < matrix.few and votes:
            inside.append(element("rect", {**box, "fill": f"url(#{matrix.id}-few)"}))
        if len(matrix.names) <= WITH_NUMBERS:
            dark = " on-dark" if (shade or 0) >= ON_DARK else ""
            halo = " halo" if votes < matrix.few else ""
            middle: dict[str, str | float] = {
                "x": x + grid.wide / 2,
                "y": y + grid.high - 5,
                "text-anchor": "middle",
            }
            inside.append(element("text", {**middle, "class": f"cell{dark}{halo}"}, _numbers(agreed, votes)))
        parts.append(element("g", {}, *inside))
    return parts


def _paths(matrix: Matrix, grid: _Grid) -> list[Markup]:
    """Return one path a class of fill, and one over all pairs with few votes."""
    by_class: dict[str, list[str]] = {}
    few = []
    for (row, column), (agreed, votes) in sorted(matrix.pairs.items()):
        x, y = grid.corner(row, column)
        shade = shade_of(agreed, votes)
        step = f"M{x:.0f} {y:.0f}h{grid.wide:.0f}v{grid.high:.0f}h-{grid.wide:.0f}z"
        by_class.setdefault("none" if shade is None else f"c{shade}", []).append(step)
        if 0 < votes < matrix.few:
            few.append(step)
    parts = [
        element("path", {"d": "".join(steps), "class": kind}) for kind, steps in sorted(by_class.items())
    ]
    if few:
        parts.append(element("path", {"d": "".join(few), "fill": f"url(#{matrix.id}-few)"}))
    return parts


def _numbers(agreed: int, votes: int) -> str:
    return f"{agreed}/{votes}"


def _short(name: str) -> str:
    """Return a name in at most as many letters as the drawing has room for; the table has it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
