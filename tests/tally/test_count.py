"""A tally says what it adds up, out of how many, and what it leaves out."""

from __future__ import annotations

from fractions import Fraction

from tests.simulator import (
    case_of,
    honest_council,
    honest_election,
    late_correction,
    missing_station,
    with_status,
)

HONEST = honest_election()


def test_a_tally_of_everything_covers_everything(tmp_path):
    """All units, no silence, and the votes that went in."""
    case = case_of(HONEST, tmp_path)
    tally = case.tally(case.sources[0])

    assert tally.coverage.share == 1
    assert tally.missing_units == 0
    assert tally.silent == {}
    assert tally.votes(case.contest) == {option: HONEST.total(option) for option in "ABC"}
    assert tally.base(case.contest) == HONEST.total("valid")


def test_missing_and_annulled_units_are_told_apart(tmp_path):
    """One could still come; the other never will."""
    lied = with_status(missing_station(HONEST, unit="01.01.01"), unit="02.01.01", status="annulled")
    case = case_of(lied, tmp_path)
    tally = case.tally(case.sources[0])

    assert (tally.units, tally.closed_units, tally.missing_units) == (104, 1, 1)
    assert tally.coverage.share == Fraction(104, 106)
    assert tally.statuses == {"annulled": 1, "counted": 104}


def test_a_corrected_unit_counts_once_with_its_last_account(tmp_path):
    """Both records are there; the total holds the later."""
    case = case_of(late_correction(HONEST, unit="01.01.01", option="B", votes=5), tmp_path)
    tally = case.tally(case.sources[0])

    assert tally.figures["B"] == HONEST.total("B") + 5
    assert (tally.units, tally.statuses) == (106, {"counted": 107})


def test_a_roll_call_is_tallied_by_the_same_code(tmp_path):
    """Positions add up to the members, absences included."""
    council = honest_council()
    case = case_of(council, tmp_path)
    tally = case.tally(case.sources[0])

    assert sum(tally.figures.values()) == 35
    assert tally.figures["absent"] == council.total("absent", "minutes")
