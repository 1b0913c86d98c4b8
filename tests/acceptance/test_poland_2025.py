"""Poland, 18 May and 1 June 2025: both rounds equal to what was announced the next morning."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("poland-2025")


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_districts_give_the_announcement_of_the_next_morning(election, number):
    """Every candidate of both rounds has exactly what was announced."""
    poland = election("poland-2025")

    assert poland.votes("pkw", f"round-{number}") == poland.claimed(f"announced-{number}")


def test_the_announced_totals_are_those_of_the_press(election):
    """The first two of each round, as the commission announced them."""
    poland = election("poland-2025")
    first, second = poland.votes("pkw", "round-1"), poland.votes("pkw", "round-2")

    assert (first["Trzaskowski"], first["Nawrocki"]) == (6_147_743, 5_790_762)
    assert second == {"Nawrocki": 10_606_628, "Trzaskowski": 10_237_177}


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", {"Trzaskowski": 54, "Nawrocki": 42}), ("2", {"Trzaskowski": 109, "Nawrocki": 249})],
)
def test_the_final_figures_are_a_little_higher(election, number, expected):
    """54 and 42 votes in the first round, 109 and 249 in the second."""
    poland = election("poland-2025")
    votes, final = poland.votes("pkw", f"round-{number}"), poland.claimed(f"final-{number}")

    assert {option: final[option] - votes[option] for option in expected} == expected


def test_the_margin_of_the_second_round_dwarfs_the_correction(election):
    """369,451 votes between the two in the districts, 369,591 in the final figures."""
    poland = election("poland-2025")
    votes, final = poland.votes("pkw", "round-2"), poland.claimed("final-2")

    assert votes["Nawrocki"] - votes["Trzaskowski"] == 369_451
    assert final["Nawrocki"] - final["Trzaskowski"] == 369_591


def test_both_rounds_are_counted_in_the_same_districts(election):
    """32,143 districts, with the same ids in both rounds: none is only in one of them."""
    poland = election("poland-2025")

    units = poland.dossier.tables.row("select count(*), count(distinct unit) from units")

    assert units[0] == units[1]
    assert poland.tally("pkw", "round-1").coverage.of_units == 32_143


@pytest.mark.parametrize(("contest", "number", "options"), [(0, "1", 13), (1, "2", 2)])
def test_the_announcement_of_the_next_morning_is_confirmed(election, contest, number, options):
    """Every count and the outcome of each round."""
    verdicts = election("poland-2025").verdicts(contest)
    announced = {c: word for c, word in verdicts.items() if c.startswith(f"announced-{number}/")}

    assert len(announced) == options + 1
    assert set(announced.values()) == {"confirmed"}


def test_the_correction_is_told_and_weighs_little(election):
    """249 and 109 votes against 369,451: a notice each, and the outcome stands."""
    poland = election("poland-2025")

    assert poland.differences(1) == {
        "Nawrocki.count": (249, 369_451, "notice"),
        "Trzaskowski.count": (109, 369_451, "notice"),
    }
    assert poland.verdicts(1)["final-2/outcome"] == "confirmed"


@pytest.mark.parametrize(("contest", "expected"), [(0, ("round-2", 9, -1578)), (1, ("round-1", 15, -3708))])
def test_each_round_is_screened_for_exchanged_figures_by_the_other(election, contest, expected):
    """A short list in each, a lead that is far from the margin."""
    numbers = election("poland-2025").sole("swapped-suspected", "pkw", contest=contest)

    assert (numbers["other"], numbers["count"], numbers["change"]) == expected
