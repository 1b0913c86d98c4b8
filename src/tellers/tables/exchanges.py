"""Two figures of every sheet held against what they should be: the queries behind swapped columns.

Everything is on the scale of log odds, `y = ln((first + 1/2) / (second + 1/2))`. The temporary
table `exchange_units` holds a row a unit: its figures, y, the expectation so far, how uncertain
the neighbours leave it (`doubt`), its sampling variance and its weight. Which query follows which,
and what is estimated from the sums they return, is tellers.check.swapped_expectation and
tellers.check.swapped_screen; here is only what goes over all units at once.

Recomputed in plain Python by tests/tables/test_exchanges.py.

>>> tables = Tables.open(threads=1)
>>> _ = tables.connection.execute("create table sheets as select 'a' as unit, 30 as yes, 10 as no")
>>> columns = ExchangeColumns(relation="sheets", unit="unit", first="yes", second="no")
>>> sum_products(tables, columns, share_terms(tables, columns), None)  # one term, the constant
([[40.0]], [30.0])
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ExchangeColumns",
    "Spread",
    "add_neighbours",
    "between_areas",
    "count_contrasts",
    "count_distances",
    "drop_exchanges",
    "forget_neighbours",
    "list_exchanged",
    "measure_distances",
    "robust_variances",
    "set_spread",
    "set_transfer",
    "share_terms",
    "spread_locally",
    "strongest_mirrored",
    "sum_products",
]

UNITS = "exchange_units"
UNITS_A_SHARE = 20
"""With fewer units than this for each column of the other contest, that contest is left out."""

LOCAL_UNITS = 8
"""An area's own scatter counts for half when it has this many other units."""

LEAST_ALIKE = 20
"""Units of like size needed for a variance of their own."""


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

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the column that names a unit's area at each level in `exchange_units`."""
        return tuple(f"area_{level}" for level in range(len(self.areas)))

    @property
    def counted(self) -> str:
        """Return SQL that is true of a unit with both figures read and a vote in them."""
        first, second = quoted(self.first), quoted(self.second)
        return f"{first} >= 0 and {second} >= 0 and {first} + {second} > 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Variance of the log odds about the expectation: `floor + factor * sampling variance`."""

    floor: float
    factor: float

    @property
    def alone(self) -> str:
        """Return the variance of a unit as SQL, its expectation taken as exact."""
        return f"({self.floor!r} + {self.factor!r} * sampling)"

    @property
    def variance(self) -> str:
        """Return the variance of a unit as SQL; `doubt` is what its neighbours leave uncertain."""
        return f"({self.floor!r} + {self.factor!r} * sampling + doubt)"


def share_terms(tables: Tables, columns: ExchangeColumns) -> list[str]:
    """Return the terms as SQL: a constant, and the other contest where enough units have it."""
    if not columns.shares:
        return ["1.0"]
    known = " and ".join(f"{quoted(share)} is not null" for share in columns.shares)
    (units,) = tables.row(f"select count(*) from {columns.relation} where {columns.counted} and {known}")
    if units < UNITS_A_SHARE * len(columns.shares):
        return ["1.0"]
    values = ["1.0", *(f"{quoted(share)}::double" for share in columns.shares)]
    return ["1.0", *(f"case when {known} then {value} else 0.0 end" for value in values)]


def sum_products(
    tables: Tables, columns: ExchangeColumns, terms: Sequence[str], factors: Sequence[float] | None
) -> tuple[list[list[float]], list[float]]:
    """Return the normal equations of the first option's share on the terms: matrix and right side.

    A unit weighs by its votes, up to 200 of them; where the factors of an earlier fit are given,
    less the farther it lies from that fit.
    """
    count = len(terms)
    weight = "least(first + second, 200)"
    if factors is not None:
        weight += f" / (1 + 100 * pow(first / (first + second) - ({_linear(factors)}), 2))"
    products = [f"sum(w * term_{i} * term_{j})" for i in range(count) for j in range(i, count)]
    right = [f"sum(w * term_{i} * s)" for i in range(count)]
    weighted = f"(select *, {weight} as w, first / (first + second) as s from {_figures(columns, terms)})"
    row = tables.row(f"select {', '.join(products + right)} from {weighted}")
    sums = iter([value or 0.0 for value in row])
    matrix = [[0.0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i, count):
            matrix[i][j] = matrix[j][i] = next(sums)
    return matrix, list(sums)


def set_transfer(
    tables: Tables, columns: ExchangeColumns, terms: Sequence[str], factors: Sequence[float]
) -> None:
    """Make the units, each with the log odds that the terms lead to."""
    share = f"greatest(0.02, least(0.98, {_linear(factors)}))"  # a share of 0 or 1 has no log odds
    kept = ", ".join(["unit", "first", "second", *columns.keys])
    found = f"(select {kept}, {share} as q from {_figures(columns, terms)})"
    _replace(
        tables,
        "* exclude (q), ln(q / (1 - q)) as transfer, 1 / ((first + second + 1) * q * (1 - q)) as sampling, "
        "ln((first + 0.5) / (second + 0.5)) as y, transfer as expected, 0.0 as doubt, 1.0 as weight",
        found,
    )


def forget_neighbours(tables: Tables, spread: Spread | None) -> None:
    """Set every expectation back to the transfer; with a spread, weigh units as Student's t does."""
    weight = f"5 / (4 + pow(y - expected, 2) / {spread.variance})" if spread else "1.0"
    _replace(tables, f"* replace (transfer as expected, 0.0 as doubt, {weight} as weight)")


def between_areas(tables: Tables, key: str, spread: Spread) -> tuple[float, float]:
    """Return the variance between the areas of a level, and the residual taken as the largest.

    It is the mean product of the residuals of two different units in one area; the sums of every
    area are left in `exchange_areas` for `add_neighbours`.
    """
    (scale,) = tables.row(f"select 4 * 1.4826 * median(abs(y - expected)) from {UNITS}")
    clip = scale or 1.0
    groups = (
        f"(select {key} as k, sum(w * r) as wr, sum(w * w * r * r) as wwrr, sum(w) as w, sum(w * w) as ww "
        f"from (select {key}, {_weight(spread)} as w, {_left(clip)} as r from {UNITS}) group by all)"
    )
    tables.run(f"create or replace temp table exchange_areas as from {groups}")
    up, down = tables.row("select sum((wr * wr - wwrr) / w), sum((w * w - ww) / w) from exchange_areas")
    return (max(1e-5, up / down) if down else 1e-5), clip


def add_neighbours(tables: Tables, key: str, spread: Spread, *, between: tuple[float, float]) -> None:
    """Add to each expectation what the *others* of its area show, by best linear prediction."""
    variance, clip = between
    weight = _weight(spread)
    others = f"(greatest(0, g.w - {weight}) + {1 / variance!r})"
    _replace(
        tables,
        f"u.* replace (expected + (g.wr - {weight} * {_left(clip)}) / {others} as expected, "
        f"1 / {others} as doubt)",
        f"{UNITS} as u join exchange_areas as g on u.{key} = g.k",
    )


def robust_variances(tables: Tables, *, by_size: bool) -> list[tuple[int, float | None, float | None]]:
    """Return (units, mean sampling variance, robust variance less doubt), of all or by units of like size."""
    grouped = f"group by floor(2 * ln(sampling)) having count(*) >= {LEAST_ALIKE} order by 2"
    return tables.query(
        "select count(*), avg(sampling), pow(1.4826 * median(abs(y - expected)), 2) - avg(doubt) "
        f"from {UNITS} {grouped if by_size else ''}"
    )


def set_spread(tables: Tables, spread: Spread, keys: Sequence[str]) -> None:
    """Give every unit its spread, and drop what only led there."""
    kept = ", ".join(["unit", "first", "second", "y", "expected", *keys])
    _replace(tables, f"{kept}, sqrt({spread.variance}) as spread")


def spread_locally(tables: Tables, key: str) -> None:
    """Scale each spread by what the others of its area show, a far unit counting as four spreads."""
    square = "least(16, pow((y - expected) / spread, 2))"
    (mean,) = tables.row(f"select avg({square}) from {UNITS}")
    groups = f"(select {key} as k, sum({square}) as squares, count(*) as units from {UNITS} group by all)"
    others = f"({LOCAL_UNITS} + (g.squares - {square}) / {mean or 1.0!r}) / ({LOCAL_UNITS} + g.units - 1)"
    _replace(
        tables,
        f"u.* replace (spread * sqrt({others}) as spread)",
        f"{UNITS} as u join {groups} as g on u.{key} = g.k",
    )


def measure_distances(tables: Tables) -> None:
    """Make `exchange_seen`: distances in spreads as the sheet stands, exchanged, and in the mirror."""
    tables.run(
        "create or replace temp table exchange_seen as select unit, first, second, expected, "
        "(y - expected) / spread as distance, (y + expected) / spread as exchanged, "
        f"(y - 3 * expected) / spread as mirrored, abs(expected) / spread as contrast from {UNITS}"
    )


def count_contrasts(tables: Tables) -> list[tuple[float, int]]:
    """Return (contrast, units) by tenths of a spread, everything past 40 in the last."""
    bins = "select least(400, floor(contrast * 10))::int, count(*) from exchange_seen group by 1 order by 1"
    return [(tenth / 10 + 0.05, units) for tenth, units in tables.query(bins)]


def count_distances(tables: Tables, *, away: bool) -> list[tuple[float, int]]:
    """Return (distance, units) by tenths of a spread, of units away from a tie or towards it and past it.

    Exchanges lie on the second side; units that would fit if exchanged are left out of it.
    """
    fits_exchanged = "abs(exchanged) < 3 and contrast > 2"
    side = "distance * expected >= 0" if away else f"distance * expected < 0 and not ({fits_exchanged})"
    bins = tables.query(
        "select floor(abs(distance) * 10)::int, count(*) from exchange_seen "
        f"where {side} group by 1 order by 1"
    )
    return [(tenth / 10 + 0.05, units) for tenth, units in bins]


def strongest_mirrored(tables: Tables, evidence: str, *, above: float, limit: int) -> list[float]:
    """Return the evidence of the mirrored units above a threshold, the strongest first."""
    found = tables.query(
        f"select {evidence} as value from exchange_seen where value > {above!r} "
        f"order by value desc limit {limit}"
    )
    return [value for (value,) in found]


def list_exchanged(
    tables: Tables, evidence: str, *, above: float
) -> list[tuple[str | int, int, int, float, float, float, float]]:
    """Return the units above a threshold, the strongest evidence first.

    Each as (unit, first, second, expected share, distance, exchanged distance, evidence).
    """
    return tables.query(
        "select unit, first::bigint, second::bigint, 1 / (1 + exp(-expected)), distance, exchanged, "
        f"{evidence} as value from exchange_seen where value > {above!r} order by round(value, 6) desc, unit"
    )


def drop_exchanges(tables: Tables) -> None:
    """Drop every table made on the way."""
    for table in (UNITS, "exchange_areas", "exchange_seen"):
        tables.run(f"drop table if exists {table}")


def _replace(tables: Tables, selected: str, source: str = UNITS) -> None:
    tables.run(f"create or replace temp table {UNITS} as select {selected} from {source}")


def _figures(columns: ExchangeColumns, terms: Sequence[str]) -> str:
    """Return SQL of the counted units: unit, first, second, every term and every area's key."""
    named = "".join(f", {term} as term_{i}" for i, term in enumerate(terms))
    keys = "".join(
        f", hash({', '.join(quoted(area) for area in columns.areas[: level + 1])}) as {key}"
        for level, key in enumerate(columns.keys)
    )
    return (
        f"(select {quoted(columns.unit)} as unit, {quoted(columns.first)}::double as first, "
        f"{quoted(columns.second)}::double as second{named}{keys} "
        f"from {columns.relation} where {columns.counted})"
    )


def _linear(factors: Sequence[float]) -> str:
    return " + ".join(f"({factor!r}) * term_{i}" for i, factor in enumerate(factors))


def _weight(spread: Spread) -> str:
    return f"(weight / {spread.alone})"


def _left(clip: float) -> str:
    return f"greatest(-{clip!r}, least({clip!r}, y - expected))"
