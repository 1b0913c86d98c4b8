"""Two sources unit by unit, recomputed in plain Python."""

from __future__ import annotations

from dataclasses import replace

from tests.simulator import case_of, honest_election, missing_station, second_source

from tellers.model import SourceId
from tellers.tables import compare_sources, list_differences, only_by_area

ONE, TWO = SourceId("official"), SourceId("witnesses")
HONEST = honest_election()


def two_sources():
    """Witnesses with a sheet changed, a failed reading, a sheet left out, and one of the official's gone."""
    both = second_source(HONEST, name="witnesses")
    changed = []
    for sheet in both.sheets("witnesses"):
        figures, status = dict(sheet.figures), sheet.status
        if sheet.unit == "01.01.01":
            figures |= {"A": figures["A"] - 4, "B": figures["B"] + 9}
        if sheet.unit == "02.01.01":
            figures, status = dict.fromkeys(figures), "unread"
        changed.append(replace(sheet, figures=figures, status=status))
    both = both.with_sheets(tuple(changed), "witnesses")
    both = missing_station(both, unit="03.01.01", source="witnesses")
    return missing_station(both, unit="04.01.01")


def test_a_comparison_is_what_plain_python_gives(tmp_path):
    """Shared, equal, differing, failed and only in one; and by how many votes."""
    both = two_sources()
    case = case_of(both, tmp_path)
    official = {s.unit: s for s in both.sheets("official")}
    witnesses = {s.unit: s for s in both.sheets("witnesses")}
    shared = official.keys() & witnesses.keys()
    found = compare_sources(case.tables, case.contest, ONE, TWO)

    assert found.shared == len(shared) == len(HONEST.places) - 2
    assert found.equal == sum(official[u].figures == witnesses[u].figures for u in shared)
    assert (found.differ, found.unread, found.only_first, found.only_second) == (2, 1, 1, 1)
    assert found.votes == 13


def test_the_differing_units_are_listed_with_both_figures(tmp_path):
    """The changed sheet with its figures in both, and the failed reading told as one."""
    case = case_of(two_sources(), tmp_path)
    changed, failed = list_differences(case.tables, case.contest, ONE, TWO)
    truth = HONEST.sheet("01.01.01").figures

    assert (changed.unit, changed.unread) == ("01.01.01", False)
    assert (changed.first["A"], changed.second["A"]) == (truth["A"], truth["A"] - 4)
    assert (failed.unit, failed.unread) == ("02.01.01", True)
    assert failed.second["A"] is None


def test_units_in_one_source_only_are_told_by_area(tmp_path):
    """Region 03 has one only in the official records, region 04 one only with the witnesses."""
    case = case_of(two_sources(), tmp_path)

    rows = only_by_area(case.tables, case.contest, ONE, TWO, "region")

    assert rows == [("03", "Area 03", 1, 0), ("04", "Area 04", 0, 1)]
