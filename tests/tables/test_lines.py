"""Rows as lines and units by pages, recomputed in plain Python from what the simulator wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.simulator import dossier_of, honest_election, late_correction, second_source, unread_figure

from tellers.errors import DossierError
from tellers.tables.lines import CELL, all_units, area_lines, read_cell, record_lines, unit_lines
from tellers.tables.unit_pages import UnitFilter, find_named, load_names, plain_names, units_page

HOSTILE = ("a\tb", "two\nlines", "back\\slash", "\\t", "", "quo\"te's", "\\\\n")


@pytest.fixture
def election():
    """Two sources, the first with a correction, an unread figure, and reasons that no line should hold."""
    made = second_source(honest_election(seed=5, regions=2, centres=4), name="copies", every=2)
    made = late_correction(made, unit="01.01.01", option="A", votes=-1)
    made = unread_figure(made, unit="01.02.01", figure="null")
    sheets = [
        replace(sheet, reason=HOSTILE[place % len(HOSTILE)], image=HOSTILE[-1 - place % len(HOSTILE)])
        for place, sheet in enumerate(made.sheets())
    ]
    return made.with_sheets(tuple(reversed(sheets)))


def test_a_line_holds_every_cell_of_its_record(election, tmp_path):
    """In the order of units, then of records; a tab or line end in a word ends neither cell nor line."""
    dossier = dossier_of(election, tmp_path)
    figures = (*election.options, *election.others)
    replaced = {sheet.replaces for sheet in election.sheets()}
    expected = [
        [
            *(sheet.unit, str(sheet.record), sheet.status, str(sheet.replaces or "")),
            *("1" if sheet.record in replaced else "", sheet.reason, str(sheet.record + 1)),
            *(sheet.image, sheet.image_sha256, "\x1f".join(sheet.unread)),
            *("" if (votes := sheet.figures.get(one)) is None else str(votes) for one in figures),
        ]
        for sheet in sorted(election.sheets(), key=lambda sheet: (sheet.unit, sheet.record))
    ]
    contest, source = dossier.contest().id, dossier.source("official").id
    found = list(record_lines(dossier.tables, contest, source))

    assert [[read_cell(cell) for cell in line.split(CELL)] for line in found] == expected
    assert all("\n" not in line for line in found)


def test_every_unit_listed_or_recorded_has_one_line(election, tmp_path):
    """The list's row where there is one; a unit that only a record names is not listed."""
    sheets = (*election.sheets(), replace(election.sheets()[0], record=999, unit="nobody knows"))
    dossier = dossier_of(election.with_sheets(sheets), tmp_path)
    listed = [[place.unit, "1", *place.areas, str(place.registered or ""), ""] for place in election.places]

    expected = sorted([*listed, ["nobody knows", "", "", "", "", ""]])
    assert [line.split(CELL) for line in unit_lines(dossier.tables)] == expected


def test_a_unit_that_is_listed_twice_has_one_line(election, tmp_path):
    """Its first row."""
    places = (*election.places, replace(election.places[0], registered=7))
    dossier = dossier_of(replace(election, places=places), tmp_path)

    assert len(list(unit_lines(dossier.tables))) == len(election.places)


def test_areas_have_their_units_their_voters_and_the_area_they_lie_in(election, tmp_path):
    """Of both levels; units of no area are the area '', which lies nowhere."""
    places = (replace(election.places[0], areas=(None, None)), *election.places[1:])
    dossier = dossier_of(replace(election, places=places), tmp_path)
    expected = {}
    for place in places:
        code = place.areas[1] or ""
        units, voters = expected.get(code, (0, 0))
        expected[code] = units + 1, voters + place.registered

    assert area_lines(dossier.tables, "centre", "region") == [
        (code, f"Area {code}" if code else "Area None", code[:2], *counts)
        for code, counts in sorted(expected.items())
    ]


def test_a_unit_or_an_area_whose_name_breaks_a_line_is_refused(election, tmp_path):
    """It could say another unit's numbers."""
    places = (replace(election.places[0], areas=("01", "a\n01.01\tb")), *election.places[1:])
    dossier = dossier_of(replace(election, places=places), tmp_path)

    with pytest.raises(DossierError, match="a centre is named with a control character"):
        all_units(dossier.tables)


def test_units_come_by_pages_of_an_area_and_where_sources_differ(election, tmp_path):
    """After one, in order, at most so many."""
    dossier = dossier_of(election, tmp_path)
    units = sorted(place.unit for place in election.places)
    of_region = [unit for unit in units if unit.startswith("02")]

    assert units_page(dossier.tables, UnitFilter(), after="", most=1000) == units
    assert units_page(dossier.tables, UnitFilter(), after=units[3], most=2) == units[4:6]
    within = UnitFilter(level="region", area="02")
    assert units_page(dossier.tables, within, after="", most=1000) == of_region
    apart = UnitFilter(differing=dossier.contest())
    assert units_page(dossier.tables, apart, after="", most=9) == ["01.01.01"]


def test_names_and_codes_are_found_the_widest_and_the_exact_first(election, tmp_path):
    """A code by how it begins, without its zeros too; a name by any of the words of each choice."""
    dossier = dossier_of(election, tmp_path)
    load_names(dossier.tables, {name: f" {name.lower()} " for name in plain_names(dossier.tables)})

    assert find_named(dossier.tables, "01", [], most=3) == [
        ("region", "01"),
        ("centre", "01.01"),
        ("centre", "01.02"),
    ]
    assert find_named(dossier.tables, "2.03", [], most=1) == [("centre", "02.03")]
    found = find_named(dossier.tables, "x", [[" area"], [" 02.0", " nothing"]], most=99)
    assert found == [("centre", f"02.0{number}") for number in range(1, 5)]
    assert find_named(dossier.tables, "x", [[" area"], [" nothing"]], most=99) == []
