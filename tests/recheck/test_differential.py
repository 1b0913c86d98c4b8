"""Check and recheck, two programs over the same made elections, agree on every formula."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.simulator import (
    copied_sheet,
    dossier_of,
    duplicated_sheet,
    ghost_unit,
    honest_council,
    honest_election,
    inflated_proclamation,
    invented_vector,
    late_correction,
    miscopied_figure,
    missing_station,
    padded_sheet,
    second_source,
    swapped_lists,
    unread_figure,
    with_status,
    withheld_area,
)

from tellers.check import check
from tellers.recheck import Standing, recheck_findings
from tellers.report.findings_json import write_findings

UNIT, OTHER = "01.01.01", "01.02.01"
TWO = second_source(honest_election(seed=11, regions=2, centres=4), name="witnesses")
MADE = {
    "honest": TWO,
    "two options": honest_election(seed=2, regions=1, centres=3, options=("A", "B")),
    "council": honest_council(),
    "council of other members": honest_council(seed=4, members=12),
    "padded": padded_sheet(TWO, unit=UNIT, option="B", votes=40),
    "miscopied": miscopied_figure(TWO, unit=UNIT, figure="B", votes=40),
    "unread": unread_figure(TWO, unit=UNIT, figure="A"),
    "swapped": swapped_lists(TWO, unit=UNIT, first="A", second="B"),
    "missing": missing_station(TWO, unit=UNIT),
    "withheld": withheld_area(TWO, area="01"),
    "listed in part": replace(
        withheld_area(TWO, area="01", keep=2), registers={"board": {"01.01": 2_000, "02.03": 900, "9.9": 1}}
    ),
    "annulled": with_status(TWO, unit=UNIT, status="annulled"),
    "pending": with_status(TWO, unit=UNIT, status="pending"),
    "reading failed": with_status(TWO, unit=UNIT, status="unread"),
    "corrected": late_correction(TWO, unit=UNIT, option="A", votes=9),
    "repeated": duplicated_sheet(TWO, unit=UNIT, votes=3),
    "copied": copied_sheet(TWO, unit=UNIT, onto=OTHER),
    "ghost": ghost_unit(TWO, unit="09.09.09", like=UNIT),
    "inflated": inflated_proclamation(TWO, figure="B", votes=3_000),
    "invented": invented_vector(
        TWO, units=[UNIT, OTHER], figures={"A": 77, "B": 33, "C": 11, "valid": 121, "null": 0, "voters": 121}
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_recheck_agrees_with_check_on_every_formula(name, tmp_path):
    """Honest or lied about, no number differs between the two programs and none is refused."""
    result = check(dossier_of(MADE[name], tmp_path))
    path = tmp_path / "findings.json"
    with path.open("wb") as stream:
        write_findings(result, stream)

    found = recheck_findings(path, result.dossier.folder)

    wrong = found.with_standing(Standing.DIFFERS, Standing.REFUSED)
    assert [(n.place, n.value, n.found, n.formula, n.told) for n in wrong] == []
    assert len(found.with_standing(Standing.EQUAL)) > 10
