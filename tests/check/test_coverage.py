"""Coverage: complete records, a withheld area, late sheets, and what coverage cannot tell."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.simulator import (
    case_of,
    honest_council,
    honest_election,
    padded_sheet,
    second_source,
    swapped_lists,
    withheld_area,
)

from tellers.check.coverage import check_coverage
from tellers.model import Severity

HONEST = honest_election(seed=4, regions=5, centres=20)


def findings(election, folder):
    """The findings of the check, by code."""
    return {f.code: f for f in check_coverage(case_of(election, folder))}


def test_complete_records_have_nothing_to_say(tmp_path):
    """Neither an election nor a roll call that leaves nobody out."""
    assert findings(HONEST, tmp_path) == {}
    assert findings(honest_council(), tmp_path) == {}


def test_a_withheld_area_is_seen_by_its_coverage(tmp_path):
    """Region 02 keeps two sheets: its row says so, and its centres are named as unseen."""
    lied = withheld_area(HONEST, area="02", keep=2)
    found = findings(lied, tmp_path)
    row = next(row for row in found["coverage-by-area"].table if row[0] == "Area 02")
    listed = sum(place.areas[0] == "02" for place in HONEST.places)

    assert row[1:3] == (2, listed)
    assert found["areas-without-record"].number("level") == "centre"
    assert {f.severity for f in found.values()} == {Severity.INFORMATION}


def test_low_coverage_is_held_against_high_coverage_in_exact_numbers(tmp_path):
    """The share where coverage is low is that of the two sheets left in region 02."""
    lied = withheld_area(HONEST, area="02", keep=2)
    found = findings(lied, tmp_path)["coverage-differs"]
    kept = [s.figures for s in lied.sheets() if s.unit.startswith("02")]
    rest = [s.figures for s in lied.sheets() if not s.unit.startswith("02")]
    listed = sum(place.areas[0] == "02" for place in HONEST.places)
    added = Fraction(sum(f["A"] - f["B"] for f in kept) * (listed - 2), 2)

    assert found.number("low") == Fraction(sum(f["A"] for f in kept), sum(f["valid"] for f in kept))
    assert found.number("high") == Fraction(sum(f["A"] for f in rest), sum(f["valid"] for f in rest))
    assert found.number("added") == round(added)
    assert found.assumptions == ("assume-missing-like-area",)


def test_sheets_that_came_late_are_told_apart(tmp_path):
    """A first publication of all but one region, then all: the late ones by their own share."""
    early = withheld_area(second_source(HONEST, name="early"), area="05", source="early")
    found = findings(early, tmp_path)["coverage-late"]
    late = [s.figures for s in HONEST.sheets() if s.unit.startswith("05")]

    assert (found.subject, found.number("units")) == ("early/official", len(late))
    assert found.number("only") == Fraction(sum(f["A"] for f in late), sum(f["valid"] for f in late))
    assert found.number("lead") == sum(f["A"] - f["B"] for f in late)


def test_a_register_by_area_is_told_with_its_base(tmp_path):
    """What it lists, what of it has a record, and how many areas with a record it leaves out."""
    lied = replace(withheld_area(HONEST, area="02", keep=2), registers={"board": {"01.01": 3_000}})
    found = findings(lied, tmp_path)["coverage-of-register"]
    covered = sum(place.registered for place in HONEST.places if place.areas[1] == "01.01")
    names = ("areas", "registered", "seen", "covered")

    assert [found.number(name) for name in names] == [1, 3_000, 1, covered]
    assert found.table[1] == ("Area 01", 1, 1, 19, 3_000, covered, Fraction(covered, 3_000))
    assert found.table[3][1:] == (0, 0, 20, 0, 0, None)
    assert found.table_formulas[0][-1] == (
        'register_covered("official", "board", "region", "01") / register_voters("board", "region", "01")'
    )


def test_a_list_made_of_the_records_looks_complete(tmp_path):
    """What the check cannot see: who lists only areas with a record; the count of unlisted ones is then 0."""
    short = withheld_area(HONEST, area="02", keep=2)
    kept = {sheet.unit for sheet in short.sheets()}
    listed: dict[str, int] = {}
    for place in HONEST.places:
        if place.unit in kept:
            listed[place.areas[1]] = listed.get(place.areas[1], 0) + place.registered
    found = findings(replace(short, registers={"board": listed}), tmp_path)["coverage-of-register"]

    assert (found.number("areas"), found.number("unlisted")) == (found.number("seen"), 0)
    assert found.number("covered") == found.number("registered")


def test_changed_figures_on_published_sheets_cannot_be_seen(tmp_path):
    """What the check cannot see: all sheets are there, and some lie."""
    lied = padded_sheet(HONEST, unit="01.01.01", option="B", votes=50)
    lied = swapped_lists(lied, unit="02.01.01", first="A", second="B")

    assert findings(lied, tmp_path) == {}
