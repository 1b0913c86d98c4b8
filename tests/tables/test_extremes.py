"""Extremes over sheets, against every subset of a small election."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.simulator import Place, Sheet, case_of, honest_election

from tellers.model import FigureId, OptionId
from tellers.tables import fewest_sheets, largest_rest, largest_sum, sum_of_heaviest

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
    """No smaller set of sheets, with all its votes given to one other option, undoes the lead over it."""
    election = tiny(seed)
    case = case_of(election, tmp_path)
    votes = [sheet.figures for sheet in election.sheets()]
    ahead = {rival: sum(v["A"] - v[rival] for v in votes) for rival in (B, C)}
    assert min(ahead.values()) > 0

    def undoes(subset) -> bool:
        return any(
            sum(v["A"] - v[rival] + v["A"] + v["B"] + v["C"] for v in subset) >= ahead[rival]
            for rival in ahead
        )

    expected = next(
        (k for k in range(1, len(votes) + 1) if any(undoes(s) for s in combinations(votes, k))), None
    )
    found = fewest_sheets(case.tables, case.contest, case.sources[0], ahead, first=A)

    assert (found.sheets if found else None) == expected


def test_the_second_is_not_always_the_option_that_needs_fewest_sheets(tmp_path):
    """B has its 50 votes on one sheet: were they of C, with 49 others, it would pass the 60 of A."""
    piles = [(1, 0, 0)] * 60 + [(0, 50, 0)] + [(0, 0, 1)] * 49
    sheets = tuple(
        Sheet(record=n, unit=f"u{n:03}", figures=dict(zip("ABC", pile, strict=True)))
        for n, pile in enumerate(piles, start=1)
    )
    places = tuple(Place(unit=s.unit, areas=("01", "01.01"), registered=100) for s in sheets)
    made = replace(honest_election(), places=places, sources={"official": sheets}, statements={})
    case = case_of(made, tmp_path)

    found = fewest_sheets(case.tables, case.contest, case.sources[0], {B: 10, C: 11}, first=A)
    of_second = fewest_sheets(case.tables, case.contest, case.sources[0], {B: 10}, first=A)

    assert (found.sheets, found.rival) == (1, C)
    assert of_second.sheets == 5


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

    assert {o: found[o] for o in (A, B, C)} == {o: sum(s.figures[o] for s in ranked) for o in (A, B, C)}


def test_the_largest_rest_takes_no_unit_that_would_lower_it(tmp_path):
    """A less B on at most so many units: the units where it is positive, the largest first."""
    election = tiny(4)
    case = case_of(election, tmp_path)
    rests = sorted((s.figures["A"] - s.figures["B"] for s in election.sheets()), reverse=True)

    for units in range(len(rests) + 1):
        found = largest_rest(case.tables, case.contest, case.sources[0], ((A,), (B,)), units=units)
        assert found == sum(rest for rest in rests[:units] if rest > 0)
