"""The register of covered, closed and missing units, recomputed in plain Python."""

from __future__ import annotations

from dataclasses import replace

from tests.simulator import case_of, honest_election, missing_station, unread_figure, with_status

from tellers.tables import covered_register

HONEST = honest_election()


def test_the_register_is_what_plain_python_gives(tmp_path):
    """One unit missing, one annulled, one without a register, one with an unread option."""
    election = missing_station(HONEST, unit="01.01.01")
    election = with_status(election, unit="02.01.01", status="annulled")
    election = unread_figure(election, unit="03.01.01", figure="B")
    places = tuple(
        replace(place, registered=None) if place.unit == "04.01.01" else place for place in HONEST.places
    )
    election = replace(election, places=places)
    registered = {place.unit: place.registered for place in places}
    covered = [sheet for sheet in election.sheets() if sheet.status == "counted"]
    case = case_of(election, tmp_path)
    found = covered_register(case.tables, case.contest, case.sources[0])
    unread = election.sheet("03.01.01").figures

    assert found.units == len(covered)
    assert found.registered == sum(registered[s.unit] or 0 for s in covered)
    assert (found.unknown_units, found.unknown_voters) == (1, HONEST.sheet("04.01.01").figures["voters"])
    assert (found.closed_units, found.closed_registered) == (1, registered["02.01.01"])
    assert (found.missing_listed_units, found.missing_listed_registered) == (1, registered["01.01.01"])
    assert found.unread_slack == registered["03.01.01"] - unread["A"] - unread["C"]


def test_a_missing_unit_without_a_register_leaves_the_sum_unknown(tmp_path):
    """None is told where it is not known for all of them, never a part of the sum."""
    election = missing_station(missing_station(HONEST, unit="01.01.01"), unit="02.01.01")
    places = tuple(
        replace(place, registered=None) if place.unit == "02.01.01" else place for place in HONEST.places
    )
    case = case_of(replace(election, places=places), tmp_path)

    assert covered_register(case.tables, case.contest, case.sources[0]).missing_listed_registered is None
