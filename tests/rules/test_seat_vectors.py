"""Seats of real and textbook elections, literal and with their source."""

from __future__ import annotations

import pytest
from tests.rules.shares import done, rule_of, seats_of, votes_of

from tellers.model import OptionId
from tellers.rules.quotas import Quota
from tellers.rules.seat_rule import SeatRule
from tellers.rules.seats import allot

STATES = (  # noqa: SIM905 (a list of fifty strings is harder to read)
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho "
    "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota "
    "Mississippi Missouri Montana Nebraska Nevada New-Hampshire New-Jersey New-Mexico New-York "
    "North-Carolina North-Dakota Ohio Oklahoma Oregon Pennsylvania Rhode-Island South-Carolina South-Dakota "
    "Tennessee Texas Utah Vermont Virginia Washington West-Virginia Wisconsin Wyoming"
).split()
PEOPLE_2020 = [
    5030053, 736081, 7158923, 3013756, 39576757, 5782171, 3608298, 990837, 21570527, 10725274,
    1460137, 1841377, 12822739, 6790280, 3192406, 2940865, 4509342, 4661468, 1363582, 6185278,
    7033469, 10084442, 5709752, 2963914, 6160281, 1085407, 1963333, 3108462, 1379089, 9294493,
    2120220, 20215751, 10453948, 779702, 11808848, 3963516, 4241500, 13011844, 1098163, 5124712,
    887770, 6916897, 29183290, 3275252, 643503, 8654542, 7715946, 1795045, 5897473, 577719,
]  # fmt: skip
SEATS_2020 = [
    7, 1, 9, 4, 52, 8, 5, 1, 28, 14, 2, 2, 17, 9, 4, 4, 6, 6, 2, 8, 9, 13, 8, 4, 8, 2, 3, 4, 2, 12,
    3, 26, 14, 1, 15, 5, 6, 17, 2, 7, 1, 9, 38, 4, 1, 11, 10, 2, 8, 1,
]  # fmt: skip
PEOPLE_2010 = [
    4802982, 721523, 6412700, 2926229, 37341989, 5044930, 3581628, 900877, 18900773, 9727566,
    1366862, 1573499, 12864380, 6501582, 3053787, 2863813, 4350606, 4553962, 1333074, 5789929,
    6559644, 9911626, 5314879, 2978240, 6011478, 994416, 1831825, 2709432, 1321445, 8807501,
    2067273, 19421055, 9565781, 675905, 11568495, 3764882, 3848606, 12734905, 1055247, 4645975,
    819761, 6375431, 25268418, 2770765, 630337, 8037736, 6753369, 1859815, 5698230, 568300,
]  # fmt: skip
SEATS_2010 = [
    7, 1, 9, 4, 53, 7, 5, 1, 27, 14, 2, 2, 18, 9, 4, 4, 6, 6, 2, 8, 9, 14, 8, 4, 8, 1, 3, 4, 2, 12,
    3, 27, 13, 1, 16, 5, 5, 18, 2, 7, 1, 9, 36, 4, 1, 11, 10, 3, 8, 1,
]  # fmt: skip


@pytest.mark.parametrize(
    ("people", "expected"),
    [(PEOPLE_2020, SEATS_2020), (PEOPLE_2010, SEATS_2010)],
    ids=["2020", "2010"],
)
def test_the_us_house_is_apportioned_as_the_census_bureau_did(people, expected):
    """435 seats by equal proportions, one a state first (2 U.S.C. 2a).

    Census Bureau, apportionment population and number of representatives, tables of 2020 and 2010.
    """
    rule = SeatRule(method="huntington-hill", seats=435, minimum=1)

    allotment = allot(rule, votes_of(dict(zip(STATES, people, strict=True))))

    assert sum(expected) == 435
    assert list(allotment.seats.values()) == expected
    assert allotment.lot is None


def test_new_york_was_89_persons_short_in_2020():
    """The derivation names the next in line for seat 435 and how many it lacked, as the Bureau did."""
    rule = SeatRule(method="huntington-hill", seats=435, minimum=1)

    last = allot(rule, votes_of(dict(zip(STATES, PEOPLE_2020, strict=True)))).steps[-1]

    assert (last.key, last.options, last.number("votes"), last.number("at")) == (
        "seats-next",
        ("New-York", "Minnesota"),
        89,
        435,
    )


def test_the_worked_example_of_the_spanish_electoral_law():
    """LOREG art. 163: 480,000 valid votes, eight deputies: 4, 2, 1, 1, and nobody else.

    The seat each quotient wins is in the law's table: 168, 104, 84, 72, 64, 56, 52 and 42 thousand.
    """
    counts = {"A": 168_000, "B": 104_000, "C": 72_000, "D": 64_000, "E": 40_000, "F": 32_000}

    allotment = done("dhondt", counts, 8)

    assert list(allotment.seats.values()) == [4, 2, 1, 1, 0, 0]
    awards = [one for one in allotment.steps if one.key == "seats-award"]
    assert [one.options[0] for one in awards] == ["A", "B", "A", "C", "D", "A", "B", "A"]
    assert [one.number("square") for one in awards] == [1, 1, 4, 1, 1, 9, 4, 16]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("dhondt", [5, 2, 2, 1, 0]),
        ("sainte-lague", [4, 2, 2, 1, 1]),
        ("adams", [4, 2, 2, 1, 1]),
        ("hare", [4, 2, 2, 1, 1]),
        ("droop", [5, 2, 2, 1, 0]),
        ("imperiali", [5, 2, 2, 1, 0]),
    ],
)
def test_one_vote_under_several_methods(method, expected):
    """100,000 votes for ten seats, worked by hand.

    Hare's quota is 10,000: 4 + 1 + 1 + 1 + 0 whole, and the largest rests are 9,000 (B), 8,000 (C) and
    6,000 (E). Droop's is 9,091: rests 6,636, 9,909, 8,909, 2,909 and 6,000. Imperiali's is 8,333 1/3:
    5 + 2 + 2 + 1 + 0 whole, and nothing is left.
    """
    assert seats_of(method, [43_000, 19_000, 18_000, 14_000, 6_000], 10) == expected


def test_the_first_divisor_of_sainte_lague_keeps_a_small_list_out():
    """By 1 the sixth seat is D's, 10,000 against B's second at 24,000 / 3 = 8,000; by 7/5 D bids 7,143."""
    counts = [53_000, 24_000, 23_000, 10_000]
    modified = SeatRule(method="sainte-lague", seats=6, first_divisor="7/5")

    assert seats_of("sainte-lague", counts, 6) == [3, 1, 1, 1]
    assert list(allot(modified, votes_of(counts)).seats.values()) == [3, 2, 1, 0]


def test_a_quota_may_be_rounded_by_law():
    """Of 100 votes and 3 seats Droop's quota is 26, the exact one 25: B with 25 fills only the latter."""
    exact = SeatRule(
        method="largest-remainder", seats=3, quota=Quota(name="hagenbach-bischoff"), ties=("listed",)
    )
    droop = SeatRule(method="largest-remainder", seats=3, quota=Quota(name="droop"), ties=("listed",))
    nearest = SeatRule(
        method="largest-remainder", seats=3, quota=Quota(name="hare", rounding="nearest"), ties=("listed",)
    )

    wholes = {
        rule.quota.name: [
            s.number("whole") for s in allot(rule, votes_of([54, 25, 21])).steps if s.key == "seats-whole"
        ]
        for rule in (exact, droop, nearest)
    }

    assert wholes == {"hagenbach-bischoff": [2, 1, 0], "droop": [2, 0, 0], "hare": [1, 0, 0]}


def test_a_quota_that_gives_too_many_seats_is_taken_again_or_nothing_is_said():
    """50, 50 for one seat by Imperiali: 33 1/3 gives two; by 50 still two; by 100 none, then equal rests.

    Without `again` the rule does not say, and no seat is given.
    """
    again = allot(rule_of("imperiali", 1), votes_of([50, 50]))
    silent = allot(
        SeatRule(method="largest-remainder", seats=1, quota=Quota(name="imperiali")), votes_of([50, 50])
    )

    assert dict(again.seats) == {"A": 1, "B": 0}
    assert [step.number("quota") for step in again.steps if step.key == "seats-quota"][1:] == [50, 100]
    assert (dict(silent.seats), silent.unfilled, silent.lot) == ({"A": 0, "B": 0}, 1, None)
    assert silent.steps[-2].key == "seats-quota-silent"


def test_votes_beyond_32_bits_are_exact():
    """Two lists a vote apart at 2**40: the larger one has the odd seat, whatever the method."""
    for method in ("dhondt", "sainte-lague", "huntington-hill", "hare", "droop"):
        assert seats_of(method, [2**40, 2**40 + 1], 5) == [2, 3]


def test_a_list_in_the_votes_is_in_the_seats_in_its_order():
    """Every list is named, in the order given, those without a seat too."""
    allotment = done("dhondt", {"Z": 1, "M": 50, "A": 0}, 2)

    assert list(allotment.seats.items()) == [(OptionId("Z"), 0), (OptionId("M"), 2), (OptionId("A"), 0)]
