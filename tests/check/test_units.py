"""Units: all there, missing, unknown, more than stated, and what numbers cannot show."""

from __future__ import annotations

from dataclasses import replace

from tests.simulator import (
    case_of,
    ghost_unit,
    honest_council,
    honest_election,
    missing_station,
    with_status,
)

from tellers.check.units import check_units
from tellers.model import Severity

HONEST = honest_election()


def findings(election, folder):
    """The findings of the check, by code."""
    return {f.code: f for f in check_units(case_of(election, folder))}


def test_honest_votes_account_for_every_unit_stated(tmp_path):
    """As many as stated, none missing, no number left out; a roll call likewise."""
    found = findings(HONEST, tmp_path)

    assert list(found) == ["units-stated"]
    assert (found["units-stated"].number("seen"), found["units-stated"].number("apart")) == (106, 0)
    assert findings(honest_council(), tmp_path) == {}


def test_a_missing_station_is_listed_with_its_voters(tmp_path):
    """Left out of the records and still on the list, and its number is left out of its centre."""
    units = {place.unit for place in HONEST.places}
    place = next(p for p in HONEST.places if p.unit.endswith(".01") and f"{p.areas[1]}.02" in units)
    found = findings(missing_station(HONEST, unit=place.unit), tmp_path)

    assert found["units-missing"].units == (place.unit,)
    assert found["units-missing"].number("registered") == place.registered
    assert found["units-missing"].number("unexplained") == 1
    assert found["units-stated"].number("apart") == 1
    assert found["units-gaps"].number("gaps") == 1


def test_an_annulled_unit_is_missing_with_its_reason(tmp_path):
    """It is accounted for, so nothing of what was stated stays open."""
    found = findings(with_status(HONEST, unit="01.02.01", status="annulled"), tmp_path)

    assert found["units-missing"].table[1][:2] == ("message:record-status-annulled", 1)
    assert found["units-missing"].number("unexplained") == 0
    assert found["units-stated"].number("apart") == 0


def test_a_ghost_unit_is_seen_and_tells_what_it_says(tmp_path):
    """On no list, with the votes it adds, and more units than were stated."""
    found = findings(ghost_unit(HONEST, unit="77.01.01", like="01.01.01"), tmp_path)
    unknown = found["units-unknown"]

    assert (unknown.units, unknown.votes_affected) == (
        ("77.01.01",),
        HONEST.sheet("01.01.01").figures["valid"],
    )
    assert unknown.table[1][0] == "77.01.01"
    assert unknown.severity is Severity.ATTENTION
    assert found["units-stated"].message == "units-stated-over"
    assert found["units-stated"].severity is Severity.ATTENTION


def test_a_mangled_name_in_a_report_beside_the_records_is_a_notice(tmp_path):
    """A second source with one name nobody knows is told, and weighs little."""
    both = replace(HONEST, sources={**HONEST.sources, "press": HONEST.sheets()[:3]})
    sheet = replace(both.sheets("press")[0], unit="unmatched:Old and bearded", record=99)
    both = both.with_sheets((*both.sheets("press"), sheet), "press")
    found = findings(both, tmp_path)["units-unknown"]

    assert (found.subject, found.units) == ("press", ("Old and bearded",))
    assert found.severity is Severity.NOTICE


def test_the_last_table_of_a_centre_left_off_every_list_cannot_be_seen(tmp_path):
    """What the check cannot see: a unit that no list, statement or higher number ever names."""
    last = max((p for p in HONEST.places if p.areas[1] == "01.01"), key=lambda p: p.unit)
    hidden = missing_station(HONEST, unit=last.unit)
    hidden = replace(
        hidden,
        places=tuple(p for p in HONEST.places if p != last),
        statements={**HONEST.statements, "units": len(HONEST.places) - 1},
    )

    assert {f.severity for f in findings(hidden, tmp_path).values()} == {Severity.INFORMATION}
    assert "units-missing" not in findings(hidden, tmp_path)
