"""The simulator tells the truth when it says so, and each lie is the one its name says."""

from __future__ import annotations

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

UNIT = "01.01.01"
HONEST = honest_election()


@pytest.mark.parametrize("made", [HONEST, honest_election(seed=2, options=("A", "B")), honest_council()])
def test_an_honest_vote_gets_no_finding_above_information(made, tmp_path):
    """What was published and proclaimed as it was agrees with itself, election or roll call."""
    result = check(dossier_of(made, tmp_path))

    assert [(f.code, f.subject) for c in result.contests for f in c.findings if f.severity.weight] == []


def test_the_same_seed_gives_the_same_election():
    """Every draw comes from the seed."""
    assert honest_election(seed=3) == honest_election(seed=3)
    assert honest_election(seed=3) != honest_election(seed=4)


def test_an_honest_sheet_adds_up_and_keeps_to_its_register():
    """Options make valid, valid and null make voters, and voters are on the register."""
    registered = {place.unit: place.registered for place in HONEST.places}
    for sheet in HONEST.sheets():
        f = sheet.figures
        assert f["A"] + f["B"] + f["C"] == f["valid"]
        assert f["valid"] + f["null"] == f["voters"] <= registered[sheet.unit]


@pytest.mark.parametrize(
    ("lied", "records", "votes", "voters"),
    [
        (padded_sheet(HONEST, unit=UNIT, option="B", votes=7), 0, 7, 7),
        (miscopied_figure(HONEST, unit=UNIT, figure="B", votes=7), 0, 7, 0),
        (swapped_lists(HONEST, unit=UNIT, first="A", second="B"), 0, None, 0),
        (missing_station(HONEST, unit=UNIT), -1, None, None),
        (duplicated_sheet(HONEST, unit=UNIT), 1, None, None),
        (late_correction(HONEST, unit=UNIT, option="B", votes=5), 1, None, None),
        (ghost_unit(HONEST, unit="09.01.01", like=UNIT), 1, None, None),
        (copied_sheet(HONEST, unit=UNIT, onto="01.02.01"), 0, None, None),
        (invented_vector(HONEST, units=[UNIT], figures={"B": 1}), 0, None, None),
        (unread_figure(HONEST, unit=UNIT, figure="B"), 0, None, 0),
        (with_status(HONEST, unit=UNIT, status="pending"), 0, None, None),
        (withheld_area(HONEST, area="02", keep=1), None, None, None),
    ],
)
def test_a_lie_changes_the_records_and_not_the_proclamation(lied, records, votes, voters):
    """Each lie leaves what was proclaimed, and changes records, votes for B or voters as told."""
    assert lied.proclaimed == HONEST.proclaimed
    assert lied.sheets() != HONEST.sheets()
    if records is not None:
        assert len(lied.sheets()) - len(HONEST.sheets()) == records
    if votes is not None:
        assert lied.total("B") - HONEST.total("B") == votes
    if voters is not None:
        assert lied.total("voters") - HONEST.total("voters") == voters


def test_an_inflated_proclamation_leaves_the_records():
    """The lie about the proclamation is in the proclamation alone."""
    lied = inflated_proclamation(HONEST, figure="B", votes=100)

    assert lied.sources == HONEST.sources
    assert lied.proclaimed["B"] - HONEST.proclaimed["B"] == 100


def test_a_second_source_has_the_same_sheets():
    """Another source with every second sheet repeats those sheets."""
    both = second_source(HONEST, name="witnesses", every=2)

    assert both.sheets("witnesses") == HONEST.sheets()[::2]
