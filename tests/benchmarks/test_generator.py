"""The generated election is the one its truth tells of, and the same for the same seed."""

from __future__ import annotations

from collections import Counter

import duckdb
import pytest
from benchmarks.draws import SQL_MACROS, draw, mix, sql_draw, sql_key
from benchmarks.generator import open_engine, published_query, write_csv
from benchmarks.plan import ElectionPlan, Lie
from benchmarks.truth import count_truth, write_truth

FIGURES = ("registered", "ballots", "valid", "null", "o01", "o02", "o03", "o04")


def test_the_finaliser_gives_the_values_worked_out_elsewhere():
    """Three values of lowbias32, computed by its definition compiled from C."""
    assert [mix(0), mix(1), mix(12345)] == [0, 1753845952, 2435775735]


def test_a_draw_is_the_same_in_the_engine_and_in_python():
    """Ten stations, three streams: arithmetic of the engine and of Python agree."""
    with duckdb.connect() as engine:
        for macro in SQL_MACROS:
            engine.execute(macro)
        key = sql_key("i", seed=9)
        columns = ", ".join(sql_draw(key, stream=stream, below=1000) for stream in (1, 100, 1007))
        drawn = engine.sql(
            f"SELECT {columns} FROM (SELECT i::UBIGINT AS i FROM range(10) AS t (i))"
        ).fetchall()

    assert drawn == [
        tuple(draw(seed=9, index=index, stream=stream) % 1000 for stream in (1, 100, 1007))
        for index in range(10)
    ]


def test_a_seed_gives_known_sheets(sheets_of, small):
    """The first sheet of seed 11, digit by digit: a change of engine or machine may not move it."""
    rows = sheets_of(small)

    assert len(rows) == 600
    assert ",".join(rows[0].values()) == "01,010001,0100010000001,265,154,150,4,59,47,20,24"


def test_every_honest_sheet_adds_up(sheets_of, small):
    """Options make the valid votes, valid and null the ballots, and the register holds them all."""
    for row in sheets_of(small):
        figures = {name: int(row[name]) for name in FIGURES}
        assert sum(figures[f"o0{number}"] for number in range(1, 5)) == figures["valid"]
        assert figures["valid"] + figures["null"] == figures["ballots"]
        assert 0 < figures["ballots"] <= figures["registered"] <= 948


def test_the_tree_has_the_areas_of_the_plan(sheets_of, small):
    """600 stations in 20 districts of 30 and 5 regions of 4 districts; a code begins with its area's."""
    rows = sheets_of(small)

    assert len({row["station"] for row in rows}) == 600
    assert set(Counter(row["district"] for row in rows).values()) == {30}
    assert set(Counter(row["region"] for row in rows).values()) == {120}
    assert all(row["station"].startswith(row["district"]) for row in rows)
    assert all(row["district"].startswith(row["region"]) for row in rows)


def test_the_truth_equals_a_plain_recount(sheets_of, small):
    """National and regional totals, winner and margin, added up in Python from the written file."""
    rows = sheets_of(small)
    truth = count_truth(small)

    for name in ("registered", "ballots", "valid"):
        assert getattr(truth.national, name) == sum(int(row[name]) for row in rows)
    assert truth.national.null_votes == sum(int(row["null"]) for row in rows)
    votes = {code: sum(int(row[code]) for row in rows) for code in ("o01", "o02", "o03", "o04")}
    assert truth.national.votes == votes
    assert truth.national.margin == max(votes.values()) - sorted(votes.values())[-2]
    assert votes[truth.national.winner] == max(votes.values())
    assert sorted(truth.by_region) == ["01", "02", "03", "04", "05"]
    for region, totals in truth.by_region.items():
        assert totals.votes["o02"] == sum(int(row["o02"]) for row in rows if row["region"] == region)
        assert totals.sheets == 120


def test_the_same_plan_gives_the_same_bytes_on_any_number_of_threads(tmp_path):
    """300,000 sheets are more than one thread's share; written by one and by four, they are the same."""
    plan = ElectionPlan(stations=300_000, options=2, seed=3, lies=(Lie.parse("duplicated_sheet=1000"),))
    with open_engine(plan) as engine:
        for threads in (1, 4):
            engine.execute(f"SET threads = {threads}")
            engine.execute(f"COPY ({published_query(plan)}) TO '{tmp_path / f'{threads}.csv'}'")
    write_truth(count_truth(plan), tmp_path / "first.json")
    write_truth(count_truth(plan), tmp_path / "second.json")

    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "4.csv").read_bytes()
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


def test_another_seed_gives_another_election(tmp_path, small):
    """Seed 11 and seed 12 differ in their bytes."""
    other = ElectionPlan(stations=600, options=4, seed=12, regions=5, districts=20)
    write_csv(small, tmp_path / "11.csv")
    write_csv(other, tmp_path / "12.csv")

    assert (tmp_path / "11.csv").read_bytes() != (tmp_path / "12.csv").read_bytes()


def test_areas_differ_more_than_dice_would(sheets_of, small):
    """The first option's share of the district with most is over 1.2 times that of the one with least.

    With about 10,000 valid votes a district, dice alone would keep every district within 5 % of the mean.
    """
    first: Counter[str] = Counter()
    valid: Counter[str] = Counter()
    for row in sheets_of(small):
        first[row["district"]] += int(row["o01"])
        valid[row["district"]] += int(row["valid"])
    shares = [first[district] / valid[district] for district in valid]

    assert max(shares) / min(shares) > 1.2


@pytest.mark.parametrize("options", [2, 20])
def test_the_fewest_and_the_most_options_add_up(sheets_of, options):
    """A plan takes 2 to 20 options, and each sheet's options make its valid votes."""
    rows = sheets_of(ElectionPlan(stations=50, options=options))

    assert all(
        sum(int(row[f"o{number:02}"]) for number in range(1, options + 1)) == int(row["valid"])
        for row in rows
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"stations": 0},
        {"stations": 10, "options": 1},
        {"stations": 10, "options": 21},
        {"stations": 10, "seed": -1},
        {"stations": 10, "regions": 30, "districts": 20},
        {"stations": 10, "lies": (Lie.parse("padded_sheet=1"), Lie.parse("padded_sheet=2"))},
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong):
    """Sizes and seeds out of range, and one lie with two rates, are errors of the caller."""
    with pytest.raises(ValueError, match=r"."):
        ElectionPlan(**wrong)
