"""Completions held against brute force: every choice of left-out units, every content of the missing."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from tests.simulator import Election, Place, Sheet, case_of

from tellers.check.completion import Proclaimed, Room, find_completion, units_left_out
from tellers.check.partial_sum import completion_of, proclaimed_counts
from tellers.model import OptionId

A, B, C = OptionId("A"), OptionId("B"), OptionId("C")
SETS = (
    ((A,), (B,), (C,)),
    ((A,), (B,)),
    ((A, B), (C,)),
    ((B, C),),
    ((A,),),
    ((A, B, C),),
)


def votes_within(register: int) -> list[tuple[int, int, int]]:
    """Every content of a unit with so many voters."""
    return [votes for votes in product(range(register + 1), repeat=3) if sum(votes) <= register]


def reachable(sheets: list[tuple[int, ...]], registers: list[int], left_out: int) -> set[tuple[int, ...]]:
    """Every total of A, B and C that some choice and some content give, unit by unit."""
    missing = {(0, 0, 0)}
    for register in registers:
        missing = {
            tuple(map(sum, zip(one, other, strict=True)))
            for one in missing
            for other in votes_within(register)
        }
    kept = {
        tuple(sum(sheets[i][o] for i in counted) for o in range(3))
        for size in range(max(0, len(sheets) - left_out), len(sheets) + 1)
        for counted in combinations(range(len(sheets)), size)
    }
    return {tuple(map(sum, zip(one, other, strict=True))) for one in kept for other in missing}


def true_of(totals: set[tuple[int, ...]], counts: tuple[tuple[tuple[OptionId, ...], int], ...]) -> bool:
    """Whether one of the totals has every announced count."""
    place = {A: 0, B: 1, C: 2}
    return any(
        all(sum(total[place[o]] for o in group) == count for group, count in counts) for total in totals
    )


def test_no_answer_is_ever_wrong_and_few_are_missing():
    """2,000 tiny votes: never wrong; a quarter undecided where units are left out, else none."""
    draw = random.Random(20240728)  # noqa: S311  a simulation, not a secret
    undecided = {True: 0, False: 0}
    for _ in range(2_000):
        sheets = [tuple(draw.randint(0, 3) for _ in range(3)) for _ in range(draw.randint(1, 4))]
        registers = [draw.randint(0, 2) for _ in range(draw.randint(0, 2))]
        left_out = draw.choice((0, 0, 1, 2))
        sums = [sum(sheet[o] for sheet in sheets) for o in range(3)]
        counts = tuple(
            (group, max(0, sum(sums[(A, B, C).index(o)] for o in group) + draw.randint(-5, 3)))
            for group in draw.choice(SETS)
        )

        def heaviest(weights, units, sheets=sheets):
            weigh = lambda sheet: -sum(weights.get(o, 0) * v for o, v in zip((A, B, C), sheet, strict=True))  # noqa: E731
            chosen = sorted(sheets, key=weigh)[:units]
            return {o: sum(sheet[i] for sheet in chosen) for i, o in enumerate((A, B, C))}

        found = find_completion(
            dict(zip((A, B, C), sums, strict=True)),
            Proclaimed(counts=counts, units_left_out=left_out),
            room=Room(capacity=sum(registers), fillable=sum(registers)),
            heaviest=heaviest,
        )
        truth = true_of(reachable(sheets, registers, left_out), counts)
        if found.exists is None:
            undecided[bool(left_out)] += 1
        else:
            assert found.exists == truth, (sheets, registers, left_out, counts)
        assert bool(found.certificates) == (found.exists is False)

    assert undecided == {True: 248, False: 0}


def test_a_certificate_is_one_inequality_with_the_room_left_out():
    """Records 100 and 50, announced 60 and 60, one unit left out that holds 30 of A: 10 too many remain."""
    found = find_completion(
        {A: 100, B: 50},
        Proclaimed(counts=(((A,), 60), ((B,), 60)), units_left_out=1),
        room=Room(capacity=20, fillable=20),
        heaviest=lambda _weights, units: {A: 30, B: 5} if units else {},
    )

    assert [(c.kind, c.options, c.excess, c.left_out, c.surplus) for c in found.certificates] == [
        ("above", (A,), 40, 30, 10)
    ]
    assert found.exists is False


def test_room_that_may_exist_refutes_nothing_and_builds_nothing():
    """Ten votes more announced: they fit what may be missing, not what is missing for certain."""
    asked = Proclaimed(counts=(((A,), 110),), units_left_out=0)
    found = find_completion({A: 100}, asked, room=Room(capacity=15, fillable=5), heaviest=lambda *_: {})

    assert (found.certificates, found.exists) == ((), None)


@pytest.mark.parametrize(
    ("units", "share", "left"),
    [(30_026, "96.87", 941), (30_026, "80", 6_155), (1_000, "80.0", 200), (10, "0", 10)],
)
def test_a_rounded_coverage_leaves_out_at_most(units, share, left):
    """Half a unit of the last decimal below what was announced, rounded up to whole units counted."""
    assert units_left_out(units, share) == left


def tiny(draw: random.Random) -> tuple[Election, list[tuple[Sheet, int]], list[int]]:
    """An election of up to four tables with sheets, some figures unread, and up to two without."""
    registers = [draw.randint(3, 6) for _ in range(draw.randint(2, 5))]
    places = tuple(
        Place(unit=f"01.01.{i:02}", areas=("01", "01.01"), registered=r) for i, r in enumerate(registers)
    )
    recorded = places[: draw.randint(1, min(4, len(places)))]
    sheets = []
    for record, place in enumerate(recorded, start=1):
        votes = draw.choice(votes_within(min(4, place.registered)))
        figures = dict(zip("ABC", votes, strict=True))
        if draw.random() < 0.15:
            figures[draw.choice("ABC")] = None
        sheets.append(Sheet(record=record, unit=place.unit, figures=figures))
    election = Election(
        options=("A", "B", "C"),
        others=(),
        levels=("region", "centre"),
        places=places,
        sources={"official": tuple(sheets)},
        proclaimed={},
        statements={"units": len(places), "registered": sum(registers)},
    )
    by_unit = {place.unit: place.registered for place in places}
    return election, [(s, by_unit[s.unit]) for s in sheets], registers[len(sheets) :]


def readings(sheet: Sheet, register: int) -> list[tuple[int, ...]]:
    """Every way to read a sheet whose figures may be unread, within its register."""
    ranges = [range(register + 1) if sheet.figures[o] is None else (sheet.figures[o],) for o in "ABC"]
    return [
        votes
        for votes in product(*ranges)
        if sum(votes) <= max(register, sum(v or 0 for v in sheet.figures.values()))
    ]


def test_real_dossiers_agree_with_brute_force_unread_figures_included(tmp_path):
    """40 tiny dossiers, unit by unit: never wrong; undecided only where a figure is unread."""
    draw = random.Random(1)  # noqa: S311
    told: dict[tuple[bool, object], int] = {}
    for number in range(40):
        election, sheets, missing = tiny(draw)
        totals = set()
        for content in product(*(readings(sheet, register) for sheet, register in sheets)):
            totals |= reachable(list(content), [], 0)
        for register in missing:
            totals = {
                tuple(map(sum, zip(one, other, strict=True)))
                for one in totals
                for other in votes_within(register)
            }
        unread = any(None in sheet.figures.values() for sheet, _ in sheets)
        sums = {o: sum(sheet.figures[o] or 0 for sheet, _ in sheets) for o in "ABC"}
        counts = {o: max(0, sums[o] + draw.choice((-1, 0, 0, 1, 2, 3))) for o in "ABC"}
        case = case_of(replace(election, proclaimed=counts), tmp_path / str(number))
        proclaimed = proclaimed_counts(case, case.proclamations[0], case.sources[0])
        found = completion_of(case, proclaimed, case.sources[0])
        truth = true_of(totals, proclaimed.counts)
        told[unread, found.exists] = told.get((unread, found.exists), 0) + 1
        assert found.exists in {truth, None}, (election, counts)
        if not unread:
            assert found.exists is not None

    assert told[False, True] > 5
    assert told[False, False] > 5
