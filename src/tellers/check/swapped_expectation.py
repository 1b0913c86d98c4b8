"""What two figures of a sheet should be to each other: from another contest, and from the neighbours.

Everything is on the scale of log odds, `y = ln((first + 1/2) / (second + 1/2))`, where exchanging two
figures is a change of sign. The estimate is made in four steps, each a query over all units at once:

1. transfer: the share of the first option is regressed on the other contest's shares, units that lie
   far off counting less; without another contest it is one constant;
2. neighbours: what is left is averaged over the *other* units of each area, from the widest to the
   smallest, shrunk by how much areas of that level really differ; twice, the second time with the
   weights of Student's t, so that a wrong sheet does not pull its neighbours after it;
3. spread: a floor plus a multiple of the sampling variance, fitted to what is left by size of unit:
   never the binomial alone;
4. local spread: an area of mixed villages scatters more; the other units there say by how much.

No unit takes part in its own expectation, but for one part in all units in step 1. Cost: 1 to 2 µs a
unit.

>>> solve([[2.0, 0.0], [0.0, 4.0]], [2.0, 2.0])
[1.0, 0.5]

Source: L. A. Goodman, Ecological regressions and behavior of individuals, American Sociological Review
18 (1953), for step 1; K. L. Lange, R. J. A. Little and J. M. G. Taylor, Robust statistical modeling
using the t distribution, Journal of the American Statistical Association 84 (1989), for the weights.
"""

# ruff: noqa: S608 - queries are composed from quoted names and numbers, as in tellers.tables

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables import quoted

if TYPE_CHECKING:
    from tellers.tables import Tables

__all__ = ["UNITS", "ExchangeColumns", "Spread", "estimate_expectation", "solve"]

UNITS = "exchange_units"
"""The temporary table that is left: unit, first, second, y, expected, spread."""

UNITS_A_SHARE = 20
"""With fewer units than this for each column of the other contest, that contest is left out."""

LOCAL_UNITS = 8
"""An area's own scatter counts for half when it has this many other units."""

LEAST_VARIANCE = 1e-4
"""Of log odds. Conservative: nothing is taken as predicted better than to a quarter of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeColumns:
    """Where the figures are: a relation, as SQL, with one row a unit.

    `areas` go from the widest to the smallest. `shares` are the other contest's shares of each option in
    the same unit, 0 to 1; a unit where one of them is null is judged by its neighbours alone.
    """

    relation: str
    unit: str
    first: str
    second: str
    areas: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Variance of the log odds about the expectation: `floor + factor * sampling variance`."""

    floor: float
    factor: float

    @property
    def variance(self) -> str:
        """The variance of a unit, as SQL; `doubt` is what its neighbours leave uncertain."""
        return f"({self.floor!r} + {self.factor!r} * sampling + doubt)"


def estimate_expectation(tables: Tables, columns: ExchangeColumns) -> Spread:
    """Return the spread found; each unit's expectation and spread are left in `exchange_units`."""
    keys = [f"area_{level}" for level in range(len(columns.areas))]
    _transfer(tables, columns)  # step 1
    spread, weight = Spread(floor=0.01, factor=1.0), "1.0"
    for _ in range(2):  # step 2, plain and then robust
        _replace(tables, f"* replace (transfer as expected, 0.0 as doubt, {weight} as weight)")
        for key in keys:
            _add_neighbours(tables, key, spread)
        weight = f"5 / (4 + pow(y - expected, 2) / {spread.variance})"
        spread = _fit_spread(tables)  # step 3
    kept = ", ".join(["unit", "first", "second", "y", "expected", *keys])
    _replace(tables, f"{kept}, sqrt({spread.variance}) as spread")
    for key in keys:
        _local_spread(tables, key)  # step 4
    return spread


def _replace(tables: Tables, selected: str, source: str = UNITS) -> None:
    tables.connection.execute(f"create or replace temp table {UNITS} as select {selected} from {source}")


def _transfer(tables: Tables, columns: ExchangeColumns) -> None:
    """Make the units, with the log odds that the other contest leads to (step 1)."""
    first, second = quoted(columns.first), quoted(columns.second)
    counted = f"{first} >= 0 and {second} >= 0 and {first} + {second} > 0"
    terms = ["1.0", *_share_terms(tables, columns, counted)]
    figures = f"{first}::double as first, {second}::double as second"
    named = ", ".join(f"{term} as term_{i}" for i, term in enumerate(terms))
    rows = f"(select {figures}, {named} from {columns.relation} where {counted})"
    linear = _least_squares(tables, rows, terms, weight="least(first + second, 200)")
    if len(terms) > 1:
        off = f"pow(first / (first + second) - ({linear}), 2)"
        linear = _least_squares(tables, rows, terms, weight=f"least(first + second, 200) / (1 + 100 * {off})")
    keys = "".join(
        f", hash({', '.join(quoted(area) for area in columns.areas[: level + 1])}) as area_{level}"
        for level in range(len(columns.areas))
    )
    share = f"greatest(0.02, least(0.98, {linear}))"  # a share of 0 or 1 has no log odds
    unit = f"{quoted(columns.unit)} as unit"
    inner = f"(select {unit}, {figures}, {named}{keys} from {columns.relation} where {counted})"
    found = (
        f"(select * exclude ({', '.join(f'term_{i}' for i in range(len(terms)))}), {share} as q from {inner})"
    )
    _replace(
        tables,
        "* exclude (q), ln(q / (1 - q)) as transfer, 1 / ((first + second + 1) * q * (1 - q)) as sampling, "
        "ln((first + 0.5) / (second + 0.5)) as y, transfer as expected, 0.0 as doubt, 1.0 as weight",
        found,
    )


def _share_terms(tables: Tables, columns: ExchangeColumns, counted: str) -> list[str]:
    """Return the other contest as terms of the regression; none where too few units have it."""
    if not columns.shares:
        return []
    known = " and ".join(f"{quoted(share)} is not null" for share in columns.shares)
    (units,) = tables.row(f"select count(*) from {columns.relation} where {counted} and {known}")
    if units < UNITS_A_SHARE * len(columns.shares):
        return []
    values = ["1.0", *(f"{quoted(share)}::double" for share in columns.shares)]
    return [f"case when {known} then {value} else 0.0 end" for value in values]


def _least_squares(tables: Tables, rows: str, terms: list[str], *, weight: str) -> str:
    """Return the first option's share as a linear expression of the terms, as SQL."""
    count = len(terms)
    products = [f"sum(w * term_{i} * term_{j})" for i in range(count) for j in range(i, count)]
    right = [f"sum(w * term_{i} * s)" for i in range(count)]
    weighted = f"(select *, {weight} as w, first / (first + second) as s from {rows})"
    row = [value or 0.0 for value in tables.row(f"select {', '.join(products + right)} from {weighted}")]
    sums = iter(row)
    matrix = [[0.0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i, count):
            matrix[i][j] = matrix[j][i] = next(sums)
    factors = solve(matrix, list(sums))
    return " + ".join(f"({factor!r}) * term_{i}" for i, factor in enumerate(factors))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x of `matrix x = right` for a symmetric matrix with no negative eigenvalue.

    A ridge of a ten-millionth keeps columns that add up to one (all shares) from dividing by zero.
    """
    count = len(right)
    ridge = 1e-7 * max((matrix[i][i] for i in range(count)), default=0.0) if count > 2 else 0.0
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(count):
        rows[i][i] += ridge or (0.0 if rows[i][i] else 1.0)
        for k in range(count):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [u - factor * v for u, v in zip(rows[k], rows[i], strict=True)]
    return [rows[i][count] / rows[i][i] for i in range(count)]


def _add_neighbours(tables: Tables, key: str, spread: Spread) -> None:
    """Add to each expectation what the others of its area show, by best linear prediction (step 2).

    The variance between areas is the mean product of two different units' residuals in one area.
    """
    (scale,) = tables.row(f"select 4 * 1.4826 * median(abs(y - expected)) from {UNITS}")
    clip = repr(scale or 1.0)
    weight = f"(weight / ({spread.floor!r} + {spread.factor!r} * sampling))"
    left = f"greatest(-{clip}, least({clip}, y - expected))"
    groups = (
        f"(select {key} as k, sum(w * r) as wr, sum(w * w * r * r) as wwrr, sum(w) as w, sum(w * w) as ww "
        f"from (select {key}, {weight} as w, {left} as r from {UNITS}) group by all)"
    )
    tables.connection.execute(f"create or replace temp table exchange_areas as from {groups}")
    up, down = tables.row("select sum((wr * wr - wwrr) / w), sum((w * w - ww) / w) from exchange_areas")
    between = max(1e-5, up / down) if down else 1e-5
    others = f"(greatest(0, g.w - {weight}) + {1 / between!r})"
    _replace(
        tables,
        f"u.* replace (expected + (g.wr - {weight} * {left}) / {others} as expected, 1 / {others} as doubt)",
        f"{UNITS} as u join exchange_areas as g on u.{key} = g.k",
    )


def _fit_spread(tables: Tables) -> Spread:
    """Fit floor and factor to robust variances of units of like size, by weighted least squares (step 3)."""
    robust = "count(*), avg(sampling), pow(1.4826 * median(abs(y - expected)), 2) - avg(doubt)"
    by_size = (
        f"select {robust} from {UNITS} group by floor(2 * ln(sampling)) having count(*) >= 20 order by 2"
    )
    sizes = tables.query(by_size)
    if len(sizes) < 2:
        ((_, sampling, left),) = tables.query(f"select {robust} from {UNITS}")
        return Spread(floor=max(LEAST_VARIANCE, (left or 0.0) - (sampling or 0.0)), factor=1.0)
    w = [units / max(left, sampling / 4) ** 2 for units, sampling, left in sizes]
    x, y = [size[1] for size in sizes], [size[2] for size in sizes]
    mean_x = sum(a * b for a, b in zip(w, x, strict=True)) / sum(w)
    mean_y = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
    across = sum(a * (b - mean_x) ** 2 for a, b in zip(w, x, strict=True))
    along = sum(a * (b - mean_x) * (c - mean_y) for a, b, c in zip(w, x, y, strict=True))
    factor = max(0.25, along / across)  # conservative: never much better than chance allows
    if mean_y < factor * mean_x:  # no floor: the line goes through zero
        up = sum(a * b * c for a, b, c in zip(w, x, y, strict=True))
        factor = max(0.25, up / sum(a * b * b for a, b in zip(w, x, strict=True)))
    return Spread(floor=max(LEAST_VARIANCE, mean_y - factor * mean_x), factor=factor)


def _local_spread(tables: Tables, key: str) -> None:
    """Scale each spread by what the others of its area show, a far unit counting as four spreads (step 4)."""
    square = "least(16, pow((y - expected) / spread, 2))"
    (mean,) = tables.row(f"select avg({square}) from {UNITS}")
    groups = f"(select {key} as k, sum({square}) as squares, count(*) as units from {UNITS} group by all)"
    others = f"({LOCAL_UNITS} + (g.squares - {square}) / {mean or 1.0!r}) / ({LOCAL_UNITS} + g.units - 1)"
    _replace(
        tables,
        f"u.* replace (spread * sqrt({others}) as spread)",
        f"{UNITS} as u join {groups} as g on u.{key} = g.k",
    )
