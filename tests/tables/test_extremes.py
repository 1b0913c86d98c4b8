"""Extremes over sheets, against every subset of a small election."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.simulator import case_of, honest_election

from tellers.model import FigureId, OptionId
from tellers.tables import fewest_sheets, largest_sum, sum_of_heaviest

A, B, C = OptionId("A"), OptionId("B"), OptionId("C")


def tiny(seed: int):
    """An election of a few sheets with few votes, the first option ahead."""
    election = honest_election(seed=seed, regions=2, centres=2)
    sheets = []
    for sheet in election.sheets():
        votes = {o: sheet.figures[o] % (13 if o == "A" else 7) for o in "ABC"}
        sheets.append(replace(sheet, figures=votes | {"valid": sum(votes.values()), "null": 0}))
    return election.with_sheets(tuple(sheets))


@pytest.mark.parametrize("seed", range(8))
def test_fewest_sheets_is_what_trying_every_subset_gives(seed, tmp_path):
    """No smaller set of sheets, with all its votes given to the second, undoes the margin."""
    election = tiny(seed)
    case = case_of(election, tmp_path)
    votes = [sheet.figures for sheet in election.sheets()]
    margin = sum(v["A"] - v["B"] for v in votes)
    assert margin > 0

    def undoes(subset) -> bool:
        return sum(v["A"] - v["B"] + v["A"] + v["B"] + v["C"] for v in subset) >= margin

    expected = next(
        (k for k in range(1, len(votes) + 1) if any(undoes(s) for s in combinations(votes, k))), None
    )
    found = fewest_sheets(case.tables, case.contest, case.sources[0], first=A, second=B)

    assert (found.sheets if found else None) == expected


@pytest.mark.parametrize("units", [0, 1, 2, 3])
def test_the_largest_sum_is_what_trying_every_subset_gives(units, tmp_path):
    """The most that two figures hold on so many sheets between them."""
    election = tiny(3)
    case = case_of(election, tmp_path)
    sums = [sheet.figures["A"] + sheet.figures["C"] for sheet in election.sheets()]
    expected = max(sum(subset) for subset in combinations(sums, units))

    assert (
        largest_sum(case.tables, case.contest, case.sources[0], (FigureId("A"), FigureId("C")), units=units)
        == expected
    )


def test_the_heaviest_units_are_those_with_most_weighted_votes(tmp_path):
    """Weighed by twice the first less the third; the sums of every option on the three heaviest."""
    election = tiny(4)
    case = case_of(election, tmp_path)
    ranked = sorted(election.sheets(), key=lambda s: (s.figures["C"] - 2 * s.figures["A"], s.unit))[:3]
    found = sum_of_heaviest(case.tables, case.contest, case.sources[0], {A: 2, C: -1}, units=3)

    assert found == {o: sum(s.figures[o] for s in ranked) for o in (A, B, C)}
