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

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.tables.exchanges import (
    Spread,
    add_neighbours,
    between_areas,
    forget_neighbours,
    robust_variances,
    set_spread,
    set_transfer,
    share_terms,
    spread_locally,
    sum_products,
)

if TYPE_CHECKING:
    from tellers.tables import Tables
    from tellers.tables.exchanges import ExchangeColumns

__all__ = ["estimate_expectation", "solve"]

LEAST_VARIANCE = 1e-4
"""Of log odds. Conservative: nothing is taken as predicted better than to a quarter of a point."""


def estimate_expectation(tables: Tables, columns: ExchangeColumns) -> Spread:
    """Return the spread found; each unit's expectation and spread are left in the table of exchanges."""
    _transfer(tables, columns)  # step 1
    spread, weighed_by = Spread(floor=0.01, factor=1.0), None  # every unit weighs alike at first
    for _ in range(2):  # step 2, plain and then robust
        if weighed_by:
            forget_neighbours(tables, weighed_by)
        for key in columns.keys:
            add_neighbours(tables, key, spread, between=between_areas(tables, key, spread))
        weighed_by, spread = spread, _fit_spread(tables)  # step 3
    set_spread(tables, spread, columns.keys)
    for key in columns.keys:
        spread_locally(tables, key)  # step 4
    return spread


def _transfer(tables: Tables, columns: ExchangeColumns) -> None:
    """Make the units, with the log odds that the other contest leads to (step 1)."""
    terms = share_terms(tables, columns)
    factors = solve(*sum_products(tables, columns, terms, None))
    if len(terms) > 1:
        factors = solve(*sum_products(tables, columns, terms, factors))
    set_transfer(tables, columns, terms, factors)


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


def _fit_spread(tables: Tables) -> Spread:
    """Fit floor and factor to robust variances of units of like size, by weighted least squares (step 3)."""
    sizes = [
        (units, sampling or 0.0, left or 0.0)
        for units, sampling, left in robust_variances(tables, by_size=True)
    ]
    if len(sizes) < 2:
        ((_, sampling, left),) = robust_variances(tables, by_size=False)
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
