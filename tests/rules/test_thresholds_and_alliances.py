"""Who takes part, on which base; allied lists as one; seats won in districts counted in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.shares import CALM, counts, houses, votes_of

from tellers.model import OptionId
from tellers.rules.lots import Draw, Lot
from tellers.rules.seat_rule import Compensation, SeatRule, Threshold
from tellers.rules.seats import allot, allot_districts

A, B, C = (OptionId(name) for name in "ABC")


def seats_under(threshold: Threshold, **more: object) -> dict[str, int]:
    """Return ten seats for 900, 70 and 30 votes under one threshold."""
    rule = SeatRule(method="sainte-lague", seats=30, thresholds=(threshold,))
    return dict(allot(rule, votes_of([900, 70, 30], **more)).seats)


def test_a_threshold_counts_on_its_own_base():
    """30 of 1,000 votes for lists are 3 %; with one blank they are not; nor with invalid ballots."""
    on_cast = Threshold(fraction="3/100", base="cast")
    on_valid = Threshold(fraction="3/100", base="cast-or-blank")
    on_ballots = Threshold(fraction="3/100", base="ballots")

    assert seats_under(on_cast, blank=1, invalid=1)["C"] == 1
    assert seats_under(on_valid, blank=0, invalid=1)["C"] == 1
    assert seats_under(on_valid, blank=1)["C"] == 0
    assert seats_under(on_ballots, invalid=1)["C"] == 0


def test_at_least_and_more_than_differ_at_the_threshold():
    """Exactly 3 % passes the one and not the other."""
    assert seats_under(Threshold(fraction="3/100"))["C"] == 1
    assert seats_under(Threshold(fraction="3/100", strictness="more_than"))["C"] == 0


def test_seats_won_in_districts_spare_the_threshold():
    """The basic-mandate clause: three districts won, and 3 % is enough where 5 are asked."""
    clause = Threshold(fraction="5/100", spared_by=3)

    assert seats_under(clause, won={C: 2})["C"] == 0
    assert seats_under(clause, won={C: 3})["C"] == 1


def test_where_every_list_is_below_nobody_is_elected_and_it_is_said():
    """No list has half of the votes: both seats stay unfilled, with every list named as kept out."""
    rule = SeatRule(method="dhondt", seats=2, thresholds=(Threshold(fraction="1/2"),))

    allotment = allot(rule, votes_of([34, 33, 33]))

    assert (allotment.unfilled, allotment.barred, allotment.lot) == (2, (A, B, C), None)
    assert allotment.steps[-1].key == "seats-unfilled"


def test_a_threshold_on_the_country_looks_across_its_districts():
    """3 % of the country and 6 % of the one district where it stands: in there, out across."""
    north = votes_of({"A": 940, "C": 60}, place="north")
    south = votes_of({"A": 1_000}, place="south")
    seats = (("north", 20), ("south", 5))
    local = SeatRule(method="sainte-lague", seats=seats, thresholds=(Threshold(fraction="5/100"),))
    across = SeatRule(
        method="sainte-lague", seats=seats, thresholds=(Threshold(fraction="5/100", across="country"),)
    )

    assert [dict(one.seats) for one in allot_districts(local, (north, south))] == [
        {"A": 19, "C": 1},
        {"A": 5},
    ]
    assert [dict(one.seats) for one in allot_districts(across, (north, south))] == [
        {"A": 20, "C": 0},
        {"A": 5},
    ]


def test_a_district_the_rule_has_no_seats_for_is_refused():
    """Its name is told with those that have."""
    rule = SeatRule(method="dhondt", seats=(("north", 2),))

    with pytest.raises(ValueError, match="no seats for 'south'; it has them for north"):
        allot(rule, votes_of([1], place="south"))


def test_allied_lists_stand_as_one_and_hand_their_seats_on():
    """Five seats by D'Hondt: alone A has 3, B 1, C 1; B and C together have 3 of them and A loses one.

    A 490; B 260 and C 250 allied have 510. Quotients 510, 490, 255, 245, 170: three and two. Of three,
    B 260, C 250, then B again at 130 against 125.
    """
    rule = SeatRule(method="dhondt", seats=5)
    allied = {B: OptionId("left"), C: OptionId("left")}

    assert dict(allot(rule, votes_of([490, 260, 250])).seats) == {"A": 3, "B": 1, "C": 1}
    assert dict(allot(rule, votes_of([490, 260, 250], alliances=allied)).seats) == {"A": 2, "B": 2, "C": 1}


def test_an_alliance_may_pass_a_threshold_together():
    """Where the threshold is the alliance's, 30 of 1,000 pass 5 % with an ally of 70."""
    allied = {B: OptionId("left"), C: OptionId("left")}

    assert seats_under(Threshold(fraction="5/100", of="alliance"), alliances=allied)["C"] == 1
    assert seats_under(Threshold(fraction="5/100", of="list"), alliances=allied)["C"] == 0


@CALM
@given(counts=counts, house=houses, allied=st.integers(2, 7))
def test_allies_never_have_fewer_seats_together_by_dhondt(counts, house, allied):
    """Wherever no tie is parted; and the seats still sum to the house."""
    lists = votes_of(counts)
    inside = [option for option in list(lists.votes)[:allied] if lists.votes[option]]
    rule = SeatRule(method="dhondt", seats=house, ties=("listed",))
    apart = allot(rule, lists)
    together = allot(rule, votes_of(counts, alliances=dict.fromkeys(inside, OptionId("side"))))

    assert sum(together.seats.values()) == sum(apart.seats.values())
    if not any(step.key == "seats-equal" for step in (*apart.steps, *together.steps)):
        assert sum(together.seats[o] for o in inside) >= sum(apart.seats[o] for o in inside)


def test_a_lot_within_an_alliance_names_it():
    """The two lists of it are equal for its only seat; the draw is asked for at that place."""
    allied = {B: OptionId("left"), C: OptionId("left")}
    rule = SeatRule(method="dhondt", seats=2)

    asked = allot(rule, votes_of([300, 100, 100], alliances=allied, place="north"))

    assert asked.lot == Lot(purpose="seat", at=1, among=(B, C), take=1, place="north/left")
    draw = Draw(lot=asked.lot, chosen=(C,), source="minutes")
    drawn = allot(rule, votes_of([300, 100, 100], alliances=allied, place="north"), draws=(draw,))
    assert dict(drawn.seats) == {"A": 1, "B": 0, "C": 1}


def test_an_alliance_a_lot_may_still_favour_hands_on_nothing_yet():
    """One seat, 200 against 100 and 100 together: what its lists will have is not sure."""
    allied = {B: OptionId("left"), C: OptionId("left")}

    asked = allot(SeatRule(method="dhondt", seats=3), votes_of([200, 100, 100], alliances=allied))

    assert asked.lot == Lot(purpose="seat", at=3, among=(A, OptionId("left")), take=1)
    assert (dict(asked.seats), asked.unfilled) == ({"A": 1, "B": 0, "C": 0}, 2)


COMPENSATED = {"A": 500, "B": 300, "C": 200}
"""Shares of ten: 5, 3, 2."""


@pytest.mark.parametrize(
    ("overhang", "won", "expected", "house"),
    [
        ("within", {A: 4, B: 1}, {"A": 5, "B": 3, "C": 2}, 10),
        ("added", {A: 4, B: 1}, {"A": 5, "B": 3, "C": 2}, 10),
        ("levelled", {A: 4, B: 1}, {"A": 5, "B": 3, "C": 2}, 10),
        ("within", {A: 7}, {"A": 7, "B": 2, "C": 1}, 10),
        ("added", {A: 7}, {"A": 7, "B": 3, "C": 2}, 12),
        ("levelled", {A: 7}, {"A": 7, "B": 4, "C": 2}, 13),
    ],
)
def test_seats_won_in_districts_are_compensated_in_three_ways(overhang, won, expected, house):
    """A has won seven of ten with half of the votes: the others lose, or the house grows by two or more.

    Within: B bids 300, 150 and C 200, 100 for three seats. Levelled, by D'Hondt: A's seventh quotient is
    71.4, below B's fourth (75) and C's second (100), above C's third (66.7).
    """
    rule = SeatRule(method="dhondt", seats=10, compensation=Compensation(overhang=overhang))

    allotment = allot(rule, votes_of(COMPENSATED, won=won))

    assert (dict(allotment.seats), allotment.house, allotment.unfilled) == (expected, house, 0)


@pytest.mark.parametrize("overhang", ["within", "added", "levelled"])
def test_what_a_list_that_takes_no_part_has_won_is_taken_off_first(overhang):
    """D is barred with one seat of its own: nine are left for the others, and it keeps its one."""
    rule = SeatRule(
        method="dhondt",
        seats=10,
        ties=("listed",),
        thresholds=(Threshold(fraction="5/100"),),
        compensation=Compensation(overhang=overhang),
    )
    allotment = allot(rule, votes_of({**COMPENSATED, "D": 10}, won={OptionId("D"): 1, A: 3}))

    assert (allotment.seats["D"], sum(allotment.seats.values()), allotment.house) == (1, 10, 10)


def test_levelling_stops_at_the_largest_house_allowed():
    """A has won five with one vote of 101: the house would be 505 or so; at 20 it is said to stop."""
    rule = SeatRule(method="dhondt", seats=10, compensation=Compensation(overhang="levelled", most_seats=20))

    allotment = allot(rule, votes_of([1, 100], won={A: 5}))

    assert allotment.seats["A"] == 5
    assert "seats-level-stopped" in [step.key for step in allotment.steps]


@CALM
@given(counts=counts, house=houses, won=st.lists(st.integers(0, 8), min_size=7, max_size=7))
def test_nobody_loses_a_seat_won_in_a_district(counts, house, won):
    """Whatever happens to overhang, and the sum is the house the rule came to."""
    lists = votes_of(counts)
    given_won = dict(zip(lists.votes, won, strict=False))
    for overhang in ("within", "added", "levelled"):
        how = Compensation(overhang=overhang, most_seats=60)
        rule = SeatRule(method="sainte-lague", seats=house, ties=("listed",), compensation=how)
        allotment = allot(rule, votes_of(counts, won=given_won))
        assert all(allotment.seats[option] >= seats for option, seats in given_won.items())
        assert sum(allotment.seats.values()) + allotment.unfilled == allotment.house >= house


def test_alliances_and_compensation_do_not_go_together():
    """The rule says so, rather than guess who owns a seat won."""
    rule = SeatRule(method="dhondt", seats=3, compensation=Compensation(overhang="within"))

    with pytest.raises(ValueError, match="no place for alliances"):
        allot(rule, votes_of([1, 2], alliances={A: OptionId("x"), B: OptionId("x")}))
