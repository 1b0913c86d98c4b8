"""Each lie does what its name says to the stations it is told about, and nothing to the others."""

from __future__ import annotations

import json

import pytest
from benchmarks.plan import LIE_NAMES, Lie
from benchmarks.truth import count_truth, stations_of, write_truth

OPTIONS = ("o01", "o02", "o03", "o04")
RATE = 100_000  # one station in ten: some 60 of 600


@pytest.fixture
def told(sheets_of, lied, small):
    """Return a function from a lie's name to pairs of honest and lied row, by whether the lie is told."""

    def pairs(name: str) -> tuple[list[tuple[dict, dict]], list[tuple[dict, dict]]]:
        honest = {row["station"]: row for row in sheets_of(small)}
        plan = lied(f"{name}={RATE}")
        about = set(stations_of(plan, plan.lies[0]))
        assert 30 <= len(about) <= 90
        lied_rows = sheets_of(plan)
        return (
            [(honest[row["station"]], row) for row in lied_rows if row["station"] in about],
            [(honest[row["station"]], row) for row in lied_rows if row["station"] not in about],
        )

    return pairs


@pytest.mark.parametrize("name", LIE_NAMES)
def test_a_lie_leaves_the_other_stations_alone(told, name):
    """Every sheet the lie is not told about is published as it was."""
    _, others = told(name)

    assert len(others) > 500
    assert all(honest == published for honest, published in others)


def test_a_padded_sheet_adds_up_and_stays_within_the_register(told):
    """The first option gains a fifth of those who stayed away; arithmetic alone cannot see it."""
    for honest, padded in told("padded_sheet")[0]:
        added = (int(honest["registered"]) - int(honest["ballots"])) // 5
        assert added > 0
        assert {name for name in honest if honest[name] != padded[name]} == {"ballots", "valid", "o01"}
        assert all(int(padded[name]) - int(honest[name]) == added for name in ("ballots", "valid", "o01"))
        assert int(padded["ballots"]) <= int(padded["registered"])


def test_an_overfull_sheet_has_more_ballots_than_voters(told):
    """The first option gains as many votes as there are registered voters, and the sheet adds up."""
    for honest, overfull in told("overfull_sheet")[0]:
        assert int(overfull["o01"]) == int(honest["o01"]) + int(honest["registered"])
        assert sum(int(overfull[code]) for code in OPTIONS) == int(overfull["valid"])
        assert int(overfull["ballots"]) > int(overfull["registered"])


def test_swapped_lists_exchange_the_first_two_options(told):
    """Two rows change places; every total stays."""
    pairs, _ = told("swapped_lists")

    assert all(
        (honest["o01"], honest["o02"]) == (swapped["o02"], swapped["o01"]) for honest, swapped in pairs
    )
    assert all(honest["valid"] == swapped["valid"] for honest, swapped in pairs)


def test_an_arithmetic_error_is_in_the_total_of_valid_votes_alone(told):
    """Valid votes are written 1 to 9 higher than their parts, and nothing else changes."""
    for honest, wrong in told("arithmetic_error")[0]:
        assert 1 <= int(wrong["valid"]) - int(honest["valid"]) <= 9
        assert {**wrong, "valid": ""} == {**honest, "valid": ""}


def test_an_unread_figure_is_an_empty_cell_and_no_zero(told):
    """The second option's cell holds nothing at all."""
    pairs, _ = told("unread_figure")

    assert pairs
    assert all(unread == {**honest, "o02": ""} for honest, unread in pairs)


def test_a_missing_station_is_not_published(told):
    """No row of the stations it is told about, and all of the others."""
    pairs, others = told("missing_station")

    assert pairs == []
    assert 510 <= len(others) <= 570


def test_a_duplicated_sheet_stands_twice(told):
    """Each of the stations it is told about has two rows, both true."""
    pairs, others = told("duplicated_sheet")
    stations = [published["station"] for _, published in pairs]

    assert all(stations.count(station) == 2 for station in stations)
    assert len(pairs) // 2 + len(others) == 600
    assert all(honest == published for honest, published in pairs)


def test_a_copied_sheet_has_the_counts_of_the_first_in_its_district(sheets_of, told, small):
    """The copied counts fit no register but the first's, so a smaller register is raised to the ballots."""
    first = {}
    for row in sheets_of(small):
        first.setdefault(row["district"], row)
    pairs, _ = told("copied_sheet")

    for honest, copied in pairs:
        original = first[copied["district"]]
        for name in ("ballots", "valid", "null", *OPTIONS):
            assert copied[name] == original[name]
        assert int(copied["registered"]) == max(int(honest["registered"]), int(original["ballots"]))


def test_lies_together_are_told_in_their_order_whatever_order_they_come_in(sheets_of, lied):
    """Two lies named in two orders give the same file."""
    one = sheets_of(lied("missing_station=50000", "swapped_lists=200000"))
    other = sheets_of(lied("swapped_lists=200000", "missing_station=50000"))

    assert one == other


def test_the_truth_does_not_follow_the_lies(sheets_of, lied, small, tmp_path):
    """Told about everyone, a lie changes the published totals and not the true ones."""
    plan = lied("overfull_sheet=1000000")
    truth = count_truth(plan)
    published = sum(int(row["o01"]) for row in sheets_of(plan))
    write_truth(truth, tmp_path / "truth.json")
    written = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))

    assert truth.national == count_truth(small).national
    assert truth.published.votes["o01"] == published
    assert published == truth.national.votes["o01"] + truth.national.registered
    assert written["lies"] == {"overfull_sheet": {"per_million": 1_000_000, "stations": 600}}


@pytest.mark.parametrize(
    "text", ["forged_by_elves=1", "padded_sheet", "padded_sheet=x", "padded_sheet=1000001"]
)
def test_a_lie_nobody_knows_is_refused(text):
    """An unknown name, no rate, a rate that is no number, a rate over a million."""
    with pytest.raises(ValueError, match=r"lie|rate"):
        Lie.parse(text)
