"""Which units are there, recomputed in plain Python from the places and sheets that went in."""

from __future__ import annotations

from tests.simulator import (
    case_of,
    ghost_unit,
    honest_council,
    honest_election,
    missing_station,
    with_status,
    withheld_area,
)

from tellers.tables import (
    areas_seen,
    count_absent,
    list_gaps,
    list_missing,
    list_unknown,
    numbering_gaps,
    unknown_votes,
)

HONEST = honest_election()


def asked(election, folder):
    """The tables, contest and source to ask."""
    case = case_of(election, folder)
    return case.tables, case.contest, case.sources[0]


def test_absent_units_are_counted_by_what_is_said_of_them(tmp_path):
    """One left out, one annulled and two pending, with the voters registered in each."""
    lied = missing_station(HONEST, unit="01.01.01")
    for unit, status in (("01.02.01", "annulled"), ("02.01.01", "pending"), ("02.02.01", "pending")):
        lied = with_status(lied, unit=unit, status=status)
    registered = {place.unit: place.registered for place in HONEST.places}
    tables = asked(lied, tmp_path)

    assert [(a.status, a.units, a.registered) for a in count_absent(*tables)] == [
        ("", 1, registered["01.01.01"]),
        ("annulled", 1, registered["01.02.01"]),
        ("pending", 2, registered["02.01.01"] + registered["02.02.01"]),
    ]
    assert [(m.unit, m.status) for m in list_missing(*tables)] == [
        ("01.01.01", ""),
        ("01.02.01", "annulled"),
        ("02.01.01", "pending"),
        ("02.02.01", "pending"),
    ]


def test_a_unit_on_no_list_is_unknown_and_tells_its_figures(tmp_path):
    """Its votes are those of the sheet it copies; an unmatched name loses its mark."""
    lied = ghost_unit(HONEST, unit="unmatched:Old and bearded", like="01.01.01")
    tables = asked(lied, tmp_path)
    (unknown,) = list_unknown(*tables)

    assert unknown_votes(*tables) == (1, HONEST.sheet("01.01.01").figures["valid"])
    assert unknown.unit == "Old and bearded"
    assert unknown.figures == HONEST.sheet("01.01.01").figures


def test_gaps_are_the_highest_number_less_the_units_there(tmp_path):
    """First tables left out of two centres; a last table left out cannot be told."""
    tables_of = {}
    for place in HONEST.places:
        tables_of.setdefault(place.areas[1], []).append(place.unit)
    big = [centre for centre, units in tables_of.items() if len(units) >= 3][:2]
    lied = HONEST
    for centre in big:
        lied = missing_station(lied, unit=f"{centre}.01")
    lied = missing_station(lied, unit=tables_of[big[0]][-1])
    tables = asked(lied, tmp_path)
    found = numbering_gaps(*tables, "centre")

    assert (found.gaps, found.areas, found.units) == (2, len(tables_of), len(HONEST.places) - 3)
    assert [gap.area for gap in list_gaps(*tables, "centre")] == big


def test_units_that_are_not_numbered_within_their_area_have_no_gaps(tmp_path):
    """Numbered by centre, they are not numbered by region."""
    assert numbering_gaps(*asked(HONEST, tmp_path), "region") is None


def test_areas_with_a_record_are_counted(tmp_path):
    """Three regions of four when one is withheld."""
    assert areas_seen(*asked(withheld_area(HONEST, area="02"), tmp_path), "region") == 3


def test_a_member_with_no_seat_on_the_day_is_not_missing(tmp_path):
    """A register of zero expects nobody."""
    from dataclasses import replace  # noqa: PLC0415

    council = missing_station(honest_council(), unit="member 01", source="minutes")
    left = replace(council, places=(replace(council.places[0], registered=0), *council.places[1:]))

    assert count_absent(*asked(left, tmp_path)) == ()
