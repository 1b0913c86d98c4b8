"""A register by area, recomputed in plain Python from the places and sheets that went in."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.simulator import case_of, honest_election, withheld_area

from tellers.tables import areas_without_record, coverage_of_register, register_by_area

HONEST = honest_election()
LISTED = {"01.01": 2_000, "01.02": 1_500, "02.10": 700, "99.99": 50}
LIED = replace(withheld_area(HONEST, area="02", keep=5), registers={"board": LISTED})
PLACES = {place.unit: place for place in LIED.places}
SEEN = {PLACES[sheet.unit].areas[1] for sheet in LIED.sheets()}


def voters_in(*centres):
    """The voters on the registers of the tables with a sheet in these centres."""
    there = [PLACES[sheet.unit] for sheet in LIED.sheets()]
    return sum(place.registered for place in there if place.areas[1] in centres)


def asked(case):
    """What every query of a register asks."""
    return case.tables, case.contest, case.sources[0], "board"


def test_a_register_is_held_against_the_units_recorded_in_its_areas(tmp_path):
    """Two centres with sheets, one whose sheets were withheld, one nobody knows; most are not listed."""
    found = coverage_of_register(*asked(case_of(LIED, tmp_path)))

    assert (found.areas, found.registered, found.areas_seen) == (4, 4_250, 2)
    assert (found.covered, found.unlisted) == (voters_in("01.01", "01.02"), len(SEEN) - 2)
    assert found.share == Fraction(voters_in("01.01", "01.02"), 4_250)


def test_each_wider_area_is_told_with_what_the_list_leaves_out(tmp_path):
    """Region 99 is on the list alone, regions 03 and 04 are in the records alone."""
    found = {area.area: area for area in register_by_area(*asked(case_of(LIED, tmp_path)), "region")}

    assert list(found) == ["01", "02", "03", "04", "99"]
    assert (found["01"].areas, found["01"].areas_seen, found["01"].unlisted) == (2, 2, 8)
    assert found["01"].covered == voters_in("01.01", "01.02")
    assert not found["01"].mostly_listed
    assert (found["02"].areas_seen, found["02"].covered, found["02"].share) == (0, 0, 0)
    assert found["02"].unlisted == len({centre for centre in SEEN if centre.startswith("02")})
    assert (found["03"].registered, found["03"].share, found["03"].unlisted) == (0, None, 10)
    assert (found["99"].name, found["99"].areas, found["99"].share) == ("99", 1, 0)


def test_a_register_of_its_own_level_needs_no_wider_area(tmp_path):
    """By centre a centre is its own area; by a level that the register does not name there is nothing."""
    case = case_of(LIED, tmp_path)
    by_centre = {area.area: area for area in register_by_area(*asked(case), "centre")}
    case.tables.connection.execute(
        f"create table plain as select level, area, name, registered from {case.tables.registers['board']}"
    )
    case.tables.registers["board"] = "plain"

    assert by_centre["01.01"].share == Fraction(voters_in("01.01"), 2_000)
    assert register_by_area(*asked(case), "region") == []
    assert coverage_of_register(*asked(case)).areas == 4


def test_areas_that_only_a_register_knows_are_areas_without_a_record(tmp_path):
    """A listed centre that no table of units has is told by name."""
    case = case_of(LIED, tmp_path)
    names = [name for _, name in areas_without_record(case.tables, case.contest, case.sources[0], "centre")]

    assert "Area 99.99" in names
