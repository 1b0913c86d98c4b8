"""The bounds are sharp: every content of the missing units lies within, and some content attains each."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.simulator import case_of, honest_election, missing_station, with_status

from tellers.model import SourceId
from tellers.tables import CoveredRegister
from tellers.tally import Coverage, Tally, room_under


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


def told(case):
    """Which bound gave the room, and the numbers it adds up from."""
    room = case.bounds(case.sources[0]).room
    return room.by_list, room.outstanding, room.unread


def test_the_smaller_bound_is_told_and_adds_up(tmp_path):
    """Two tables of 3 and 2 missing: with nine more registered it is the list, else the register."""
    made = small((3, 2), stated=True)
    stated = made.statements["registered"]
    wide = replace(made, statements={**made.statements, "registered": stated + 9})

    assert told(case_of(made, tmp_path / "1")) == (False, 5, 0)
    assert told(case_of(wide, tmp_path / "2")) == (True, 5, 0)


def test_a_register_below_what_is_covered_bounds_nothing(tmp_path):
    """One voter fewer than the sheets' own registers: the list bounds, and without it nothing does."""
    made = small((3, 2), stated=True)
    short = replace(made, statements={**made.statements, "registered": made.statements["registered"] - 5 - 1})
    unlisted = replace(short, statements={**short.statements, "units": len(made.places) + 1})

    assert told(case_of(short, tmp_path / "1")) == (True, 5, 0)
    assert case_of(unlisted, tmp_path / "2").bounds(SourceId("official")) is None


@settings(max_examples=40, deadline=None)
@given(
    registers=st.lists(st.integers(0, 900), min_size=2, max_size=6),
    recorded=st.integers(1, 5),
    apart=st.integers(-400, 400),
)
def test_the_room_is_the_smaller_of_two_sums_written_out(registers, recorded, apart):
    """Any registers and records, a stated register off by any number: the sums, in plain Python."""
    recorded = min(recorded, len(registers))
    known = tally_of(recorded, registers)
    stated = max(0, sum(registers) + apart)
    covered, missing = sum(registers[:recorded]), sum(registers[recorded:])
    bounds = [missing] + ([stated - covered] if stated >= covered else [])

    room = room_under(known, stated)

    assert (room.capacity, room.covered) == (min(bounds), covered)
    assert room.by_list == (len(bounds) == 1 or missing < stated - covered)


def tally_of(recorded: int, registers: list[int]) -> Tally:
    """A tally of the first so many units."""
    register = CoveredRegister(
        units=recorded,
        registered=sum(registers[:recorded]),
        unknown_units=0,
        unknown_voters=0,
        closed_units=0,
        closed_registered=0,
        listed_units=len(registers),
        missing_listed_units=len(registers) - recorded,
        missing_listed_registered=sum(registers[recorded:]),
        unread_slack=0,
        unread_unbounded=0,
    )
    return Tally(
        source=SourceId("official"),
        figures={},
        silent={},
        statuses={},
        coverage=Coverage(units=recorded, of_units=len(registers)),
        closed_units=0,
        register=register,
    )
