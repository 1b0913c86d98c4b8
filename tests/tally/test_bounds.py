"""The bounds are sharp: every content of the missing units lies within, and some content attains each."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests.simulator import case_of, honest_election, missing_station, with_status


def small(registers: tuple[int, ...], *, stated: bool):
    """An election whose first units are missing, with so few voters that every content can be tried."""
    election = honest_election(seed=9, regions=1, centres=8)
    missing = [place.unit for place in election.places[: len(registers)]]
    for unit in missing:
        election = missing_station(election, unit=unit)
    places = tuple(
        replace(place, registered=registers[i]) if i < len(registers) else place
        for i, place in enumerate(election.places)
    )
    register = sum(place.registered for place in places)
    statements = {"units": len(places)} | ({"registered": register} if stated else {})
    return replace(election, places=places, statements=statements)


def contents(registers: tuple[int, ...]):
    """Yield the votes for A, B and C of every possible content of units with these registers."""
    splits = [
        [(a, b, c) for a in range(n + 1) for b in range(n + 1 - a) for c in range(n + 1 - a - b)]
        for n in registers
    ]
    for chosen in product(*splits):
        yield tuple(sum(unit[i] for unit in chosen) for i in range(3))


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("registers", [(3,), (2, 3), (1, 2, 2), (0, 4)])
def test_every_bound_is_attained_and_never_exceeded(registers, stated, tmp_path):
    """All contents of the missing units, tried one by one, by a stated register and by listed ones."""
    election = small(registers, stated=stated)
    case = case_of(election, tmp_path)
    source = case.sources[0]
    bounds = case.bounds(source)
    known = [election.total(option) for option in "ABC"]
    every = [[k + more for k, more in zip(known, content, strict=True)] for content in contents(registers)]
    first, second = ("ABC".index(option) for option in case.leaders(source))

    assert bounds.capacity == sum(registers)
    for i, option in enumerate("ABC"):
        assert bounds.votes[option] == (min(v[i] for v in every), max(v[i] for v in every))
    margins = [v[first] - v[second] for v in every]
    assert bounds.margin == (min(margins), max(margins))


@pytest.mark.parametrize("ahead", [-1, 0, 1, 2, 3, 4])
def test_settled_is_what_trying_every_content_gives(ahead, tmp_path):
    """Leads around the three votes still out: settled exactly where no content ties or turns the order."""
    election = small((1, 2), stated=True)
    sheets = list(election.sheets())
    figures = dict(sheets[0].figures)
    figures["B"] += election.total("A") - election.total("B") - ahead
    sheets[0] = replace(sheets[0], figures=figures)
    election = election.with_sheets(tuple(sheets))
    case = case_of(election, tmp_path)
    known = [election.total(option) for option in "ABC"]
    outcomes = set()
    for content in contents((1, 2)):
        votes = [k + more for k, more in zip(known, content, strict=True)]
        outcomes.add(tuple(i for i in range(3) if votes[i] == max(votes)))

    assert case.bounds(case.sources[0]).settled == (len(outcomes) == 1)


def test_closed_units_can_add_nothing(tmp_path):
    """An annulled unit's voters are no part of what could still come."""
    election = small((3, 2), stated=True)
    annulled = with_status(election, unit=election.sheets()[0].unit, status="annulled")
    case = case_of(annulled, tmp_path)

    assert case.bounds(case.sources[0]).capacity == 5
