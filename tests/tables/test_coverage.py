"""Coverage by area, recomputed in plain Python from the places and sheets that went in."""

from __future__ import annotations

from tests.simulator import case_of, honest_election, second_source, withheld_area

from tellers.model import OptionId, SourceId
from tellers.tables import (
    areas_without_record,
    coverage_by_area,
    votes_only_in,
)

HONEST = honest_election()
LIED = withheld_area(HONEST, area="02", keep=5)


def test_every_area_is_what_plain_python_gives(tmp_path):
    """Units and voters listed and recorded, and the votes of every option, by region."""
    case = case_of(LIED, tmp_path)
    recorded = {sheet.unit: sheet for sheet in LIED.sheets()}

    for area in coverage_by_area(case.tables, case.contest, case.sources[0], "region"):
        places = [place for place in LIED.places if place.areas[0] == area.area]
        there = [place for place in places if place.unit in recorded]
        assert (area.listed, area.recorded) == (len(places), len(there))
        assert area.listed_registered == sum(place.registered for place in places)
        assert area.recorded_registered == sum(place.registered for place in there)
        for option in LIED.options:
            assert area.options[OptionId(option)] == sum(recorded[p.unit].figures[option] for p in there)


def test_areas_without_any_record_are_named(tmp_path):
    """Five sheets of a region kept: the region is seen, most of its centres are not."""
    case = case_of(LIED, tmp_path)
    seen = {sheet.unit[:5] for sheet in LIED.sheets()}
    unseen = sorted({place.areas[1] for place in LIED.places} - seen)
    asked = (case.tables, case.contest, case.sources[0])

    assert areas_without_record(*asked, "region") == []
    assert [area for area, _ in areas_without_record(*asked, "centre")] == unseen


def test_votes_only_in_the_fuller_source_are_told_apart(tmp_path):
    """Every second sheet in one source: the other half is only in the full one."""
    case = case_of(second_source(HONEST, name="witnesses", every=2), tmp_path)
    pair = (SourceId("witnesses"), SourceId("official"))
    found = votes_only_in(case.tables, case.contest, pair, (OptionId("A"), OptionId("B")))
    shared, rest = HONEST.sheets()[::2], HONEST.sheets()[1::2]

    assert (found.shared_units, found.only_units) == (len(shared), len(rest))
    assert found.shared_first == sum(s.figures["A"] for s in shared)
    assert found.only_first == sum(s.figures["A"] for s in rest)
    assert found.only_second == sum(s.figures["B"] for s in rest)
    assert found.only_votes == sum(s.figures["valid"] for s in rest)
