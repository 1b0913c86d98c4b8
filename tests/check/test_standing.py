"""Where a count and a percentage stand to one source: complete, bounded, silent; bounds by brute force."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, product

import pytest
from tests.check.judged import announcing, plain
from tests.simulator import ghost_unit, missing_station, unread_figure, with_status

from tellers.check.share_standing import share_standing
from tellers.check.standing import best_source, count_standing, held_margin, is_complete, units_skipped
from tellers.model import Reading, SourceId, Statement, Text

OFFICIAL = SourceId("official")


def standing(case, claim=0):
    """The standing of one claim of the only proclamation."""
    proclamation = case.proclamations[0]
    return count_standing(case, proclamation, proclamation.claims[claim], OFFICIAL)


def test_complete_means_every_stated_and_every_listed_unit(tmp_path):
    """A sheet of a unit on no list does not stand in for a listed one that is missing."""
    ghost = ghost_unit(missing_station(plain(), unit="01.01.10"), unit="09.09.09", like="01.01.01")

    assert is_complete(announcing(plain(), tmp_path / "1"), OFFICIAL)
    assert not is_complete(announcing(plain(9), tmp_path / "2"), OFFICIAL)
    assert not is_complete(announcing(ghost, tmp_path / "3"), OFFICIAL)
    assert not is_complete(
        announcing(unread_figure(plain(), unit="01.01.01", figure="A"), tmp_path / "4"), OFFICIAL
    )
    assert is_complete(
        announcing(with_status(plain(), unit="01.01.10", status="not-installed"), tmp_path / "5"), OFFICIAL
    )


def test_a_count_lies_between_the_records_and_the_records_with_all_outstanding(tmp_path):
    """Eight tables: 320 for A and 200 voters outstanding."""
    found = standing(announcing(plain(8), tmp_path))

    assert (found.records, found.least, found.most, found.complete) == (320, 320, 520, False)


def test_a_figure_unread_somewhere_has_no_upper_bound(tmp_path):
    """One table's null votes were not read: the register bounds voters, and nobody bounds that figure."""
    made = unread_figure(plain(8), unit="01.01.01", figure="null")
    found = standing(announcing(made, tmp_path, '{ figure = "null", votes = 900 }'))

    assert (found.records, found.least, found.most, found.word.value) == (35, 35, None, "consistent")


def test_complete_records_with_one_figure_unread_do_not_refute_it(tmp_path):
    """Ten tables, one without its null votes: 50 announced, 45 read."""
    made = unread_figure(plain(), unit="01.01.01", figure="null")
    found = standing(announcing(made, tmp_path, '{ figure = "null", votes = 50 }'))

    assert (found.records, found.complete, found.word.value) == (45, False, "consistent")


@pytest.mark.parametrize(
    ("coverage", "skipped"),
    [
        ("", 0),
        (', { coverage = "100", of = "units" }', 0),
        (', { coverage = "80", of = "units" }', 2),
        (', { coverage = "80", of = "registered" }', 10),
    ],
)
def test_a_coverage_of_units_bounds_what_was_left_out_and_nothing_else_does(coverage, skipped, tmp_path):
    """80 % of ten leaves out two; 80 % of the voters may leave out any of the ten."""
    case = announcing(plain(), tmp_path, '{ figure = "A", votes = 320 }' + coverage)

    assert units_skipped(case, case.proclamations[0], OFFICIAL) == skipped


def test_a_register_counts_only_where_every_unit_is_listed_with_one(tmp_path):
    """1,000 listed: 1,000 announced is confirmed, 990 contradicted; with an unlisted table neither."""
    twelve = (Statement(about="units", value=12, by=Text.of("x"), applied=True),)
    claims = '{ figure = "registered", votes = 990 }'

    assert (
        standing(announcing(plain(), tmp_path / "1", claims.replace("990", "1000"))).word.value == "confirmed"
    )
    assert standing(announcing(plain(), tmp_path / "2", claims)).word.value == "contradicted"
    assert standing(announcing(plain(), tmp_path / "3", claims, statements=twelve)).word.value == "consistent"


def test_an_outcome_is_judged_by_the_source_that_leaves_fewest_voters_outside(tmp_path):
    """Nine tables against eight; a complete one against both."""
    made = plain()
    nine = made.with_sheets(made.sheets()[:8]).with_sheets(made.sheets()[:9], "witnesses")

    assert best_source(announcing(nine, tmp_path / "1")) == "witnesses"
    assert best_source(announcing(nine.with_sheets(made.sheets(), "late"), tmp_path / "2")) == "late"


def test_the_margin_held_against_is_the_smaller(tmp_path):
    """The records have 200; 380 against 360 announced have 20."""
    case = announcing(plain(), tmp_path, '{ figure = "B", votes = 380 }, { figure = "A", votes = 360 }')

    assert held_margin(case, case.proclamations[0], OFFICIAL) == (
        20,
        'claimed("p", "B.count") - claimed("p", "A.count")',
    )


@pytest.mark.parametrize(
    ("share", "claimed", "same"),
    [
        (Fraction(4, 7), "57.1", True),
        (Fraction(4, 7), "57.14", True),
        (Fraction(4, 7), "57.2", False),
        (Fraction(5719, 10000), "57.1", True),
        (Fraction(5719, 10000), "57.2", True),
        (Fraction(1, 2), "50", True),
        (Fraction(505, 1000), "51", True),
        (Fraction(505, 1000), "50", True),
    ],
)
def test_a_percentage_stands_for_what_rounds_or_is_cut_off_to_it(share, claimed, same):
    """Both customs exist; neither is called wrong."""
    assert Reading(value=claimed).stands_for(share) is same


def shares_of(sheets, registers, left_out):
    """Every share of A in A and B that some choice and some content give, unit by unit."""
    contents = [[(a, b) for a in range(r + 1) for b in range(r + 1 - a)] for r in registers]
    for size in range(len(sheets) - left_out, len(sheets) + 1):
        for counted in combinations(sheets, size):
            for missing in product(*contents):
                votes = [sum(v[i] for v in (*counted, *missing)) for i in (0, 1)]
                if sum(votes):
                    yield Fraction(votes[0], sum(votes))


def test_no_share_lies_outside_its_bounds(tmp_path):
    """25 tiny votes with tables missing and left out, every content: the bounds hold."""
    draw = random.Random(3)  # noqa: S311  a simulation, not a secret
    asked = 0
    for number in range(25):
        registers = [draw.randint(4, 6) for _ in range(5)]
        votes = [(draw.randint(0, 3), draw.randint(0, 1)) for _ in range(draw.randint(3, 5))]
        made = tiny_election(registers, votes)
        left_out = draw.choice((0, 1))
        coverage = ', { coverage = "80.0", of = "units" }' if left_out else ""
        claims = '{ figure = "A", percent = "50", of = "valid" }' + coverage
        case = announcing(made, tmp_path / str(number), claims)
        proclamation = case.proclamations[0]
        found = share_standing(case, proclamation, proclamation.claims[0], OFFICIAL)
        if found is None or found.bounds is None:
            continue
        asked += 1
        least, most = found.bounds
        shares = list(shares_of(votes, registers[len(votes) :], left_out))
        assert least <= min(shares)
        assert max(shares) <= most
        if not left_out and len(votes) < 5:
            assert (least, most) == (min(shares), max(shares))

    assert asked > 15


def tiny_election(registers, votes):
    """Five tables, the first so many with a sheet of A, B and valid."""
    made = plain(votes={"A": 1, "B": 1})
    places = tuple(
        type(place)(unit=place.unit, areas=place.areas, registered=r)
        for place, r in zip(made.places, registers, strict=False)
    )
    sheets = tuple(
        type(sheet)(record=sheet.record, unit=sheet.unit, figures={"A": a, "B": b, "valid": a + b})
        for sheet, (a, b) in zip(made.sheets(), votes, strict=False)
    )
    return type(made)(
        options=("A", "B"),
        others=("valid",),
        levels=made.levels,
        places=places,
        sources={"official": sheets},
        proclaimed={},
        statements={"units": 5, "registered": sum(registers)},
    )
