"""Ties are parted by data, and a lot is a state: who must be drawn among whom, then the draw that was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.shares import CALM, DIVISOR_METHODS, houses, small_counts, votes_of

from tellers.model import OptionId
from tellers.rules.lots import Draw, Lot
from tellers.rules.quotas import Quota
from tellers.rules.seat_rule import SeatRule
from tellers.rules.seats import allot

A, B, C = (OptionId(name) for name in "ABC")
TIED = {"A": 600, "B": 300}
"""One seat for each by 300; the second of A and the first of B bid the same for seat 2."""


def drawn(lot: Lot, *chosen: str) -> Draw:
    """Return a draw with these coming out."""
    return Draw(lot=lot, chosen=tuple(OptionId(name) for name in chosen), source="minutes, page 3")


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (("larger",), {"A": 2, "B": 0}),
        (("smaller",), {"A": 1, "B": 1}),
        (("listed",), {"A": 2, "B": 0}),
    ],
)
def test_the_tie_rule_is_data(ties, expected):
    """Spain gives an equal quotient to the larger list, Portugal to the smaller one (m)."""
    allotment = allot(SeatRule(method="dhondt", seats=2, ties=ties), votes_of(TIED))

    assert dict(allotment.seats) == expected
    assert [one.key for one in allotment.steps].count(f"seats-tie-{ties[0]}") == 1


def test_a_named_order_may_be_another_than_that_of_the_lists():
    """The order of a register, say, or of an earlier draw."""
    rule = SeatRule(method="dhondt", seats=2, ties=("listed",), order=(B, A))

    assert dict(allot(rule, votes_of(TIED)).seats) == {"A": 1, "B": 1}


def test_a_lot_stops_the_count_and_says_among_whom_for_what():
    """Nothing is guessed: the seat stays open, and what was sure before it stands."""
    rule = SeatRule(method="dhondt", seats=2)

    allotment = allot(rule, votes_of(TIED))

    assert allotment.lot == Lot(purpose="seat", at=2, among=(A, B), take=1)
    assert (dict(allotment.seats), allotment.unfilled) == ({"A": 1, "B": 0}, 1)
    assert allotment.steps[-1].key == "seats-lot"


@pytest.mark.parametrize(("out", "expected"), [("A", {"A": 2, "B": 0}), ("B", {"A": 1, "B": 1})])
def test_a_recorded_draw_lets_the_count_go_on(out, expected):
    """Its source is in the derivation."""
    rule = SeatRule(method="dhondt", seats=2)
    lot = allot(rule, votes_of(TIED)).lot

    allotment = allot(rule, votes_of(TIED), draws=(drawn(lot, out),))

    assert (dict(allotment.seats), allotment.lot, allotment.unfilled) == (expected, None, 0)
    assert [s.number("source") for s in allotment.steps if s.key == "seats-tie-drawn"] == ["minutes, page 3"]


def test_a_draw_for_another_seat_is_not_taken_for_this_one():
    """A draw belongs to one lot: number, lists, how many, place."""
    rule = SeatRule(method="dhondt", seats=2)
    lot = Lot(purpose="seat", at=1, among=(A, B), take=1)

    assert allot(rule, votes_of(TIED), draws=(drawn(lot, "A"),)).lot is not None


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (drawn(Lot(purpose="seat", at=1, among=(A, B), take=1), "C"), "cannot give"),
        (drawn(Lot(purpose="seat", at=1, among=(A, B), take=1), "A", "B"), "cannot give"),
        (drawn(Lot(purpose="seat", at=1, among=(A, B), take=2), "A", "B"), "among two or more"),
        (drawn(Lot(purpose="seat", at=1, among=(B, A), take=1), "A"), "in their order"),
        (drawn(Lot(purpose="toss", at=1, among=(A, B), take=1), "A"), "purpose is one of"),
        (Draw(lot=Lot(purpose="seat", at=1, among=(A, B), take=1), chosen=(A,), source=""), "no source"),
    ],
)
def test_a_draw_that_is_none_is_refused(draw, message):
    """It takes as many as the lot, of those the lot is among, and somebody says so."""
    with pytest.raises(ValueError, match=message):
        allot(SeatRule(method="dhondt", seats=2), votes_of(TIED), draws=(draw,))


def test_two_draws_of_the_same_lot_are_refused():
    """One of them is not what happened."""
    lot = Lot(purpose="seat", at=2, among=(A, B), take=1)

    with pytest.raises(ValueError, match="recorded twice"):
        allot(SeatRule(method="dhondt", seats=2), votes_of(TIED), draws=(drawn(lot, "A"), drawn(lot, "B")))


@pytest.mark.parametrize(("out", "expected"), [("A", {"A": 3, "B": 2}), ("B", {"A": 2, "B": 3})])
def test_after_the_first_lot_equal_lists_take_turns(out, expected):
    """LOREG art. 163.1 d: the first tie by lot, the later ones in turn.

    Five seats and two equal lists: seat 1 by lot, seat 2 to the other, seat 3 to the other again, it being
    its turn, then seat 4 and, in turn, seat 5 to the one that was drawn.
    """
    rule = SeatRule(method="dhondt", seats=5, ties=("larger", "alternating-lots"))
    lot = allot(rule, votes_of([100, 100])).lot

    allotment = allot(rule, votes_of([100, 100]), draws=(drawn(lot, out),))

    assert lot == Lot(purpose="seat", at=1, among=(A, B), take=1)
    assert dict(allotment.seats) == expected
    other = "B" if out == "A" else "A"
    awards = [step.options[0] for step in allotment.steps if step.key == "seats-award"]
    assert awards == [out, other, other, out, out]


def test_without_turns_only_the_last_seat_of_equal_lists_is_drawn():
    """Where both have their seat whoever is first, there is nothing to draw."""
    lot = allot(SeatRule(method="dhondt", seats=5), votes_of([100, 100])).lot

    assert lot == Lot(purpose="seat", at=5, among=(A, B), take=1)


def test_remainders_that_are_equal_need_a_lot_of_their_own():
    """33 1/3 each: one seat is left over two equal rests of the three."""
    rule = SeatRule(method="largest-remainder", seats=4, quota=Quota(name="hare"))

    allotment = allot(rule, votes_of([100, 100, 100]))

    assert allotment.lot == Lot(purpose="remainder", at=1, among=(A, B, C), take=1)
    assert dict(allot(rule, votes_of([100, 100, 100]), draws=(drawn(allotment.lot, "C"),)).seats) == {
        "A": 1,
        "B": 1,
        "C": 2,
    }


def test_no_lot_is_asked_for_where_there_is_a_seat_for_each_of_the_equal():
    """Three equal lists and three seats."""
    allotment = allot(SeatRule(method="dhondt", seats=3), votes_of([7, 7, 7]))

    assert (allotment.lot, dict(allotment.seats)) == (None, {"A": 1, "B": 1, "C": 1})


@pytest.mark.parametrize("method", [*DIVISOR_METHODS, "largest-remainder"])
@CALM
@given(counts=small_counts, house=houses, data=st.data())
def test_drawing_every_lot_fills_the_house(method, counts, house, data):
    """However many lots there are, each is asked for once, and with all drawn the count ends."""
    quota = Quota(name="hare") if method == "largest-remainder" else None
    rule, given, draws = SeatRule(method=method, seats=house, quota=quota), votes_of(counts), []
    while (lot := allot(rule, given, draws=draws).lot) is not None:
        assert lot not in {draw.lot for draw in draws}
        out = data.draw(st.permutations(lot.among))[: lot.take]
        draws.append(Draw(lot=lot, chosen=tuple(out), source="drawn in a test"))

    assert sum(allot(rule, given, draws=draws).seats.values()) == (house if any(counts) else 0)
