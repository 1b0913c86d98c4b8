"""Two libraries as oracles, in tests only, each with the faults it is known for.

apportionment 1.0 (2022): breaks a tie in the order of the votes unless `tiesallowed=False`, and then
raises; has no Droop or Imperiali quota; Huntington-Hill and the modified Sainte-Laguë in floating point.
votelib 0.4.0 (2021): fails with ValueError on Huntington-Hill, so on the US House; tells a tie as a `Tie`
among the winners; raises where a quota gives too many seats. Both faults are held here, so that a
release that mends one is noticed.
"""

from __future__ import annotations

import pytest
from apportionment import methods as apportionment
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.shares import CALM, counts, done, houses, small_counts, votes_of
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from tellers.rules.quotas import Quota
from tellers.rules.seat_rule import SeatRule
from tellers.rules.seats import allot

THEIRS = {
    "dhondt": "dhondt",
    "sainte-lague": "saintelague",
    "adams": "adams",
    "dean": "dean",
    "hare": "lrm",
}
"""Our words for what apportionment does in exact fractions."""
VOTELIB = {"dhondt": "d_hondt", "sainte-lague": "sainte_lague", "danish": "danish"}


def ours(method: str, counts: list[int], house: int) -> tuple[list[int], bool]:
    """Return our seats, and whether a lot is needed."""
    quota = Quota(name=method) if method in {"hare", "droop", "hagenbach-bischoff"} else None
    rule = SeatRule(method="largest-remainder" if quota else method, seats=house, quota=quota)
    allotment = allot(rule, votes_of(counts))
    return list(allotment.seats.values()), allotment.lot is not None


@pytest.mark.parametrize("method", sorted(THEIRS))
@CALM
@given(counts=st.one_of(counts, small_counts), house=houses)
def test_apportionment_gives_the_same_seats_and_ties_where_we_ask_for_a_lot(method, counts, house):
    """In exact fractions, wherever every list has votes."""
    counts = [count + 1 for count in counts]
    seats, tied = ours(method, counts, house)

    if tied:
        with pytest.raises(apportionment.TiesException):
            apportionment.compute(THEIRS[method], counts, house, fractions=True, tiesallowed=False)
    else:
        theirs = apportionment.compute(THEIRS[method], counts, house, fractions=True, tiesallowed=False)
        assert theirs == seats


@CALM
@given(counts=counts, house=houses)
def test_apportionment_gives_the_same_by_equal_proportions_up_to_its_rounding(counts, house):
    """Its quotients are floats; with votes below 100,000 and no tie of ours they part in the same way."""
    counts = [count + 1 for count in counts]
    seats, tied = ours("huntington-hill", counts, house)
    assume(not tied)

    assert apportionment.compute("huntington", counts, house) == seats


@pytest.mark.parametrize("method", sorted(VOTELIB))
@CALM
@given(counts=counts, house=houses)
def test_votelib_gives_the_same_seats_by_divisors(method, counts, house):
    """Where no lot is needed; where one is, it has a `Tie` among the winners."""
    counts = [count + 1 for count in counts]
    seats, tied = ours(method, counts, house)
    theirs = HighestAverages(VOTELIB[method]).evaluate(dict(enumerate(counts)), house)

    assert tied == any(not isinstance(winner, int) for winner in theirs)
    if not tied:
        assert [theirs.get(i, 0) for i in range(len(counts))] == seats


@pytest.mark.parametrize(("method", "name"), [("hare", "hare"), ("droop", "droop")])
@CALM
@given(counts=counts, house=houses)
def test_votelib_gives_the_same_seats_by_largest_remainders(method, name, counts, house):
    """Where no lot is needed and its quota leaves no more seats than there are lists."""
    counts = [count + 1 for count in counts]
    seats, tied = ours(method, counts, house)
    assume(not tied and sum(seats) == house)

    theirs = LargestRemainder(name).evaluate(dict(enumerate(counts)), house)

    assert [theirs.get(i, 0) for i in range(len(counts))] == seats


def test_the_known_faults_are_still_theirs():
    """A tie given away in the order of the votes, and equal proportions that fail."""
    assert apportionment.compute("dhondt", [100, 100], 3) == [2, 1]
    with pytest.raises(ValueError, match="not enough values to unpack"):
        HighestAverages("huntington_hill").evaluate({"A": 43, "B": 19}, 10)
    assert allot(SeatRule(method="dhondt", seats=3), votes_of([100, 100])).lot is not None
    assert list(done("huntington-hill", [43, 19], 10).seats.values()) == [7, 3]
