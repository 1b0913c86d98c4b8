"""The queries behind swapped columns, recomputed unit by unit in plain Python."""

from __future__ import annotations

import math
import statistics

import pytest

from tellers.tables import Tables
from tellers.tables.exchanges import (
    ExchangeColumns,
    Spread,
    add_neighbours,
    between_areas,
    count_contrasts,
    count_distances,
    drop_exchanges,
    forget_neighbours,
    list_exchanged,
    measure_distances,
    robust_variances,
    set_spread,
    set_transfer,
    share_terms,
    spread_locally,
    strongest_mirrored,
    sum_products,
)

SHEETS = [  # unit, parish, yes, no, the share of yes in another contest
    (unit, unit // 4, 40 + 7 * (unit % 5) + unit // 4, 30 + 11 * (unit % 3), 0.3 + 0.02 * (unit % 9))
    for unit in range(60)
]
COLUMNS = ExchangeColumns(relation="sheets", unit="unit", first="yes", second="no", areas=("parish",))
SPREAD = Spread(floor=0.01, factor=1.5)
FACTORS = [0.55]


@pytest.fixture
def tables() -> Tables:
    """Sixty sheets in fifteen parishes."""
    opened = Tables.open(threads=1)
    opened.connection.execute(
        "create table sheets (unit int, parish int, yes bigint, no bigint, before double)"
    )
    opened.connection.executemany("insert into sheets values (?, ?, ?, ?, ?)", SHEETS)
    return opened


def started() -> list[dict[str, float]]:
    """What `set_transfer` leaves, unit by unit."""
    q = FACTORS[0]
    return [
        {
            "unit": unit,
            "parish": parish,
            "y": math.log((yes + 0.5) / (no + 0.5)),
            "expected": math.log(q / (1 - q)),
            "sampling": 1 / ((yes + no + 1) * q * (1 - q)),
            "doubt": 0.0,
        }
        for unit, parish, yes, no, _ in SHEETS
    ]


def with_neighbours() -> list[dict[str, float]]:
    """What one round over the parishes makes of it, each unit left out of its own expectation."""
    rows = started()
    clip = 4 * 1.4826 * statistics.median(abs(r["y"] - r["expected"]) for r in rows)
    for row in rows:
        row["w"] = 1 / (SPREAD.floor + SPREAD.factor * row["sampling"])
        row["r"] = max(-clip, min(clip, row["y"] - row["expected"]))
    up = down = 0.0
    for parish in range(15):
        inside = [r for r in rows if r["parish"] == parish]
        total = sum(r["w"] for r in inside)
        products = [
            (a["w"] * b["w"] * a["r"] * b["r"], a["w"] * b["w"]) for a in inside for b in inside if a is not b
        ]
        up += sum(product for product, _ in products) / total
        down += sum(weights for _, weights in products) / total
    between = max(1e-5, up / down)
    for row in rows:
        others = [r for r in rows if r["parish"] == row["parish"] and r is not row]
        lead = sum(r["w"] for r in others) + 1 / between
        row["next"] = row["expected"] + sum(r["w"] * r["r"] for r in others) / lead
        row["doubt"] = 1 / lead
    return rows


def prepare(tables: Tables) -> None:
    """Run the queries to the point that `with_neighbours` recomputes."""
    set_transfer(tables, COLUMNS, ["1.0"], FACTORS)
    forget_neighbours(tables, None)
    between = between_areas(tables, "area_0", SPREAD)
    add_neighbours(tables, "area_0", SPREAD, between=between)


def test_the_normal_equations_are_the_sums_over_the_sheets(tables):
    """A sheet weighs by its votes, and less where an earlier fit lies far from it."""
    matrix, right = sum_products(tables, COLUMNS, ["1.0", '"before"'], [0.5, 0.1])
    expected_matrix, expected_right = [[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0]
    for _, _, yes, no, before in SHEETS:
        share = yes / (yes + no)
        weight = min(yes + no, 200) / (1 + 100 * (share - 0.5 - 0.1 * before) ** 2)
        for i, one in enumerate((1.0, before)):
            expected_right[i] += weight * one * share
            for j, other in enumerate((1.0, before)):
                expected_matrix[i][j] += weight * one * other

    assert matrix == [pytest.approx(row) for row in expected_matrix]
    assert right == pytest.approx(expected_right)


def test_the_other_contest_takes_part_where_enough_units_have_it(tables):
    """Twenty units a column are needed; below that there is only the constant."""
    columns = ExchangeColumns(relation="sheets", unit="unit", first="yes", second="no", shares=("before",))
    enough = share_terms(tables, columns)
    tables.connection.execute("update sheets set before = null where unit >= 19")

    assert len(enough) == 3
    assert share_terms(tables, columns) == ["1.0"]


def test_neighbours_are_added_without_the_unit_itself(tables):
    """Every expectation and its doubt are those of the other units of the parish."""
    prepare(tables)

    found = tables.query("select unit, expected, doubt from exchange_units order by unit")

    assert [(unit, pytest.approx(e), pytest.approx(d)) for unit, e, d in found] == [
        (row["unit"], row["next"], row["doubt"]) for row in with_neighbours()
    ]


def test_the_robust_variance_is_that_of_the_median(tables):
    """Over all units: 1.4826 medians squared, less what the neighbours leave in doubt."""
    prepare(tables)
    rows = with_neighbours()
    middle = statistics.median(abs(row["y"] - row["next"]) for row in rows)

    ((units, sampling, left),) = robust_variances(tables, by_size=False)

    assert units == 60
    assert sampling == pytest.approx(statistics.fmean(row["sampling"] for row in rows))
    assert left == pytest.approx((1.4826 * middle) ** 2 - statistics.fmean(row["doubt"] for row in rows))


def test_distances_are_in_spreads_of_the_unit_and_its_surroundings(tables):
    """As it stands, exchanged and mirrored; the histograms count every unit once."""
    prepare(tables)
    set_spread(tables, SPREAD, ["area_0"])
    spread_locally(tables, "area_0")
    measure_distances(tables)
    rows = with_neighbours()
    for row in rows:
        row["spread"] = math.sqrt(SPREAD.floor + SPREAD.factor * row["sampling"] + row["doubt"])
        row["square"] = min(16, ((row["y"] - row["next"]) / row["spread"]) ** 2)
    mean = statistics.fmean(row["square"] for row in rows)
    expected = []
    for row in rows:
        others = [r["square"] for r in rows if r["parish"] == row["parish"] and r is not row]
        spread = row["spread"] * math.sqrt((8 + sum(others) / mean) / (8 + len(others)))
        expected.append(
            ((row["y"] - row["next"]) / spread, (row["y"] + row["next"]) / spread, abs(row["next"]) / spread)
        )

    found = tables.query("select distance, exchanged, contrast from exchange_seen order by unit")

    assert found == [pytest.approx(one) for one in expected]
    assert sum(units for _, units in count_contrasts(tables)) == 60
    assert sum(units for away in (True, False) for _, units in count_distances(tables, away=away)) <= 60


def test_the_list_has_the_strongest_evidence_first_and_leaves_no_table(tables):
    """Any evidence may be asked; the tables made on the way can be dropped."""
    prepare(tables)
    set_spread(tables, SPREAD, ["area_0"])
    measure_distances(tables)
    distances = [d for (d,) in tables.query("select distance from exchange_seen order by distance desc")]

    found = list_exchanged(tables, "distance", above=distances[3])
    mirrored = strongest_mirrored(tables, "distance", above=distances[3], limit=2)
    drop_exchanges(tables)

    assert [row[4] for row in found] == distances[:3]
    assert mirrored == distances[:2]
    assert tables.query("select table_name from duckdb_tables() where table_name like 'exchange%'") == []
