"""Figures of every kind together, held against brute force: every content of the missing units."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.judged import announcing, plain, sentence
from tests.simulator import Election, Place, Sheet

from tellers.check import check_partial_sum
from tellers.check.completion_figures import FigureSet, conflicts, nested
from tellers.check.partial_sum import completion_of, proclaimed_counts
from tellers.model import Addition, FigureId, SourceId, Text

LEAVES = ("A", "B", "null")
POOL = (frozenset(LEAVES),)
SETS = {("A",): "A", ("B",): "B", ("null",): "N", ("A", "B"): "AB", ("valid",): "AB", ("voters",): "ABN"}
NAMES = {"A": "A", "B": "B", "N": "null"}


def contents(register: int) -> list[tuple[int, ...]]:
    """Every A, B and null of one unit with so many voters."""
    return [votes for votes in product(range(register + 1), repeat=3) if sum(votes) <= register]


def together(registers: list[int]) -> set[tuple[int, ...]]:
    """Every sum of A, B and null that units with these registers can have."""
    found = {(0, 0, 0)}
    for register in registers:
        found = {tuple(map(sum, zip(a, b, strict=True))) for a in found for b in contents(register)}
    return found


def value(figures: tuple[str, ...], votes: tuple[int, ...]) -> int:
    """What a content gives these figures, added from the leaves."""
    return sum(votes["ABN".index(leaf)] for leaf in SETS[figures])


def made_set(figures: tuple[str, ...], records: int, claimed: int) -> FigureSet:
    """A count as the check has it."""
    return FigureSet(
        figures=tuple(map(FigureId, figures)),
        leaves=frozenset(NAMES[leaf] for leaf in SETS[figures]),
        claimed=claimed,
        records=records,
        read=True,
    )


@settings(max_examples=400, deadline=None)
@given(
    said=st.dictionaries(st.sampled_from(list(SETS)), st.integers(-1, 6), min_size=1),
    registers=st.lists(st.integers(0, 2), max_size=2),
)
def test_a_conflict_is_told_exactly_where_no_content_makes_all_true(said, registers):
    """Any announced sets, any of them off by any number, any two registers: every content tried."""
    every = nested([made_set(figures, 10, 10 + more) for figures, more in said.items()])
    assert len(every) == len(said)

    found = conflicts(every, POOL, capacity=sum(registers))

    possible = any(
        all(value(figures, votes) == more for figures, more in said.items()) for votes in together(registers)
    )
    assert bool(found) != possible
    if found:
        assert found[0].counts == fewest_that_cannot(said, registers)


def fewest_that_cannot(said, registers) -> int:
    """How many announced sets, at the fewest, no content makes true together; all subsets tried."""
    possible = together(registers)
    return min(
        size
        for size in range(1, len(said) + 1)
        for chosen in combinations(said, size)
        if not any(all(value(f, votes) == said[f] for f in chosen) for votes in possible)
    )


def tiny(draw: random.Random) -> tuple[Election, list[tuple[int, ...]], list[int]]:
    """Up to three tables with a sheet, some with a sum that is off by one, and up to two without."""
    registers = [draw.randint(2, 4) for _ in range(draw.randint(2, 4))]
    places = tuple(
        Place(unit=f"01.01.{i:02}", areas=("01", "01.01"), registered=r) for i, r in enumerate(registers)
    )
    held = max(1, len(registers) - draw.randint(0, 2))
    sheets, figures = [], []
    for record, place in enumerate(places[:held], start=1):
        a, b, null = draw.choice([v for v in contents(place.registered) if sum(v) > 1])
        valid = a + b + (draw.random() < 0.1)
        row = (a, b, null, valid, valid + null)
        figures.append(row)
        named = dict(zip(("A", "B", "null", "valid", "voters"), row, strict=True))
        sheets.append(Sheet(record=record, unit=place.unit, figures=named))
    election = Election(
        options=("A", "B"),
        others=("valid", "null", "voters"),
        levels=("region", "centre"),
        places=places,
        sources={"official": tuple(sheets)},
        proclaimed={},
        statements={"units": len(places), "registered": sum(registers)},
    )
    return election, figures, registers[held:]


def test_real_dossiers_agree_with_brute_force(tmp_path):
    """150 tiny dossiers, tables left out or none: decided where none are, and never wrong."""
    draw, told = random.Random(2024), {}  # noqa: S311  a simulation, not a secret
    for number in range(150):
        election, sheets, missing = tiny(draw)
        names = ("A", "B", "null", "valid", "voters")
        sums = [sum(sheet[i] for sheet in sheets) for i in range(5)]
        said = {
            i: max(0, sums[i] + draw.choice((-1, 0, 0, 1, 2, 3)))
            for i in sorted(draw.sample(range(5), draw.randint(1, 5)))
        }
        if not set(said) & {0, 1}:
            continue
        left_out = draw.choice((0, 0, 1)) if len(election.places) == 4 else 0
        claims = ", ".join(f'{{ figure = "{names[i]}", votes = {count} }}' for i, count in said.items())
        claims += ', { coverage = "75", of = "units" }' if left_out else ""
        case = announcing(election, tmp_path / str(number), claims)
        proclaimed = proclaimed_counts(case, case.proclamations[0], SourceId("official"))
        left_out = proclaimed.units_left_out

        found = completion_of(case, proclaimed, SourceId("official"))

        truth = any(
            all(
                sum(sheet[i] for sheet in kept) + (*votes, votes[0] + votes[1], sum(votes))[i] == count
                for i, count in said.items()
            )
            for size in range(max(0, len(sheets) - left_out), len(sheets) + 1)
            for kept in combinations(sheets, size)
            for votes in together(missing)
        )
        told[bool(left_out), found.exists] = told.get((bool(left_out), found.exists), 0) + 1
        assert found.exists in ({truth, None} if left_out else {truth}), (election, claims)
        assert bool(found.certificates) == (found.exists is False)

    assert told[False, True] > 20
    assert told[False, False] > 20
    assert told[True, True] + told[True, False] > 10


def certificates(case):
    """Code, figures and sentence of each certificate."""
    return [
        (f.code, f.subject.rpartition("/")[2], f.number("records"), f.number("claimed"), f.number("excess"))
        for f in check_partial_sum(case)
        if f.code.startswith("partial-sum")
    ]


ALL = '{{ figure = "A", votes = {} }}, {{ figure = "null", votes = {} }}, {{ figure = "voters", votes = {} }}'


def test_a_figure_above_its_announcement_is_told_alone(tmp_path):
    """Eight tables hold 40 null votes; 30 are announced."""
    case = announcing(plain(8), tmp_path, ALL.format(330, 30, 700))

    assert certificates(case) == [("partial-sum-figure", "null", 40, 30, 10)]
    (told,) = check_partial_sum(case)
    assert sentence(case, told) == (
        "The bulletin, null votes: official alone gives 40, 10 more than the 30 announced (margin: 160); by "
        "its own account the announcement leaves no unit out."
    )


def test_announced_figures_that_do_not_fit_together_are_named(tmp_path):
    """Eight tables: 320 for A, 40 null, 600 voters. Null votes rise by 15, voters by 10 only."""
    case = announcing(plain(8), tmp_path, ALL.format(320, 55, 610))

    assert certificates(case) == [("partial-sum-figures-parts", "voters+null", 560, 555, 5)]
    (told,) = check_partial_sum(case)
    assert (told.claim, told.severity.value) == ("", "attention")
    assert "assume-missing-add-up" in told.assumptions
    assert sentence(case, told) == (
        "The bulletin: these announced figures do not fit together. What voters has besides null votes is "
        "560 in official alone and 555 as announced: 5 too few (margin: 160)."
    )


def test_the_fewest_figures_that_exceed_the_room_are_named(tmp_path):
    """200 voters outstanding: 150 more for A and 60 more null votes are ten too many."""
    case = announcing(plain(8), tmp_path, '{ figure = "A", votes = 470 }, { figure = "null", votes = 100 }')

    assert certificates(case) == [("partial-sum-figures-room", "A+null", 360, 570, 10)]


def test_parts_that_are_the_whole_leave_nothing_over(tmp_path):
    """Valid and null votes announced as in the records, and 5 voters more."""
    claims = (
        '{ figure = "valid", votes = 560 }, { figure = "A", votes = 320 }, { figure = "null", votes = 40 }'
    )
    case = announcing(plain(8), tmp_path, claims + ', { figure = "voters", votes = 605 }')

    assert certificates(case) == [("partial-sum-figures-whole", "voters+null+valid", 0, 5, 5)]


def test_votes_outside_the_records_that_are_stated_of_options_alone_leave_sums_out(tmp_path):
    """Ten votes from abroad for A: how many voters they are of is not stated, so voters are not asked."""
    abroad = Addition(name=Text.of("abroad"), figures=((FigureId("A"), 10),), by=Text.of("x"))
    claims = ALL.format(330, 40, 610)
    case = announcing(plain(8), tmp_path, claims, additions=(abroad,))
    whole = replace(abroad, figures=(*abroad.figures, (FigureId("voters"), 10), (FigureId("valid"), 10)))
    stated = announcing(plain(8), tmp_path / "2", claims, additions=(whole,))

    for one, figures in ((case, 2), (stated, 3)):
        asked = proclaimed_counts(one, one.proclamations[0], SourceId("official"))
        assert len(asked.figures) == figures
    assert certificates(case) == certificates(stated) == []
