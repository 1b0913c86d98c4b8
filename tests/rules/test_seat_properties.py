"""What each method promises, held to by votes that Hypothesis makes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.shares import (
    CALM,
    DIVISOR_METHODS,
    QUOTA_NAMES,
    counts,
    done,
    houses,
    rule_of,
    seats_of,
    small_counts,
    votes_of,
)

from tellers.rules.divisors import Divisors
from tellers.rules.quotas import Quota
from tellers.rules.seat_rule import SeatRule
from tellers.rules.seats import allot

gains = st.integers(1, 5_000)
EVERY = [*DIVISOR_METHODS, "hare", "droop", "imperiali", "hagenbach-bischoff"]


@pytest.mark.parametrize("method", EVERY)
@CALM
@given(counts=st.one_of(counts, small_counts), house=houses)
def test_the_seats_sum_to_the_house_wherever_anybody_voted(method, counts, house):
    """And none is given where nobody voted: all are told as unfilled."""
    allotment = done(method, counts, house)

    assert sum(allotment.seats.values()) + allotment.unfilled == house
    assert allotment.unfilled == (0 if any(counts) else house) or _more_seats_than_rests(allotment, counts)
    assert all(seats >= 0 for seats in allotment.seats.values())
    assert all(seats == 0 for seats, votes in zip(allotment.seats.values(), counts, strict=True) if not votes)


def _more_seats_than_rests(allotment, counts) -> bool:
    """Return whether a rounded quota is so large that more is left than each list can have one of."""
    left = [one.number("left") for one in allotment.steps if one.key == "seats-left"]
    return bool(left) and left[0] > sum(count > 0 for count in counts)


@pytest.mark.parametrize("method", DIVISOR_METHODS)
@CALM
@given(counts=st.one_of(counts, small_counts), house=houses)
def test_a_divisor_method_never_takes_a_seat_away_when_the_house_grows(method, counts, house):
    """House monotonicity; largest remainders do not promise it, see test_paradoxes.py."""
    small, large = seats_of(method, counts, house), seats_of(method, counts, house + 1)

    assert all(less <= more for less, more in zip(small, large, strict=True))


@pytest.mark.parametrize("method", DIVISOR_METHODS)
@CALM
@given(counts=st.one_of(counts, small_counts), house=houses, gain=st.tuples(gains, st.integers(0, 6)))
def test_more_votes_never_lose_a_seat_by_divisors(method, counts, house, gain):
    """Where one list alone gains votes and the others keep theirs."""
    more, at = gain[0], gain[1] % len(counts)
    gained = [count + more * (i == at) for i, count in enumerate(counts)]
    rule = SeatRule(method=method, seats=house, ties=("larger", "listed"))

    before, after = (list(allot(rule, votes_of(c)).seats.values())[at] for c in (counts, gained))

    assert after >= before


@pytest.mark.parametrize("method", DIVISOR_METHODS)
@CALM
@given(counts=counts, house=houses, grown=st.lists(st.integers(0, 300), min_size=7, max_size=7))
def test_no_list_loses_to_one_that_grew_by_a_smaller_part(method, counts, house, grown):
    """Population monotonicity: a seat does not go from a list to another that grew by a smaller part."""
    counts = [count + 1 for count in counts]
    later = [count * (100 + more) for count, more in zip(counts, grown, strict=False)]
    before, after = seats_of(method, counts, house), seats_of(method, later, house)

    for i in range(len(counts)):
        for j in range(len(counts)):
            if later[i] * counts[j] > later[j] * counts[i]:
                assert not (after[i] < before[i] and after[j] > before[j])


@CALM
@given(counts=counts, house=houses)
def test_hare_keeps_the_quota(counts, house):
    """No list has fewer seats than its proportional share rounded down, or more than rounded up."""
    assume(any(counts))
    shares = [Fraction(count * house, sum(counts)) for count in counts]

    for share, seats in zip(shares, seats_of("hare", counts, house), strict=True):
        assert floor(share) <= seats <= ceil(share)


@CALM
@given(counts=counts, house=houses)
def test_dhondt_keeps_the_lower_quota_and_adams_the_upper(counts, house):
    """The two ends of the divisor methods; between them neither is promised."""
    assume(any(counts))
    shares = [Fraction(count * house, sum(counts)) for count in counts]

    assert all(floor(s) <= n for s, n in zip(shares, seats_of("dhondt", counts, house), strict=True))
    if house >= len(counts):
        assert all(n <= ceil(s) for s, n in zip(shares, seats_of("adams", counts, house), strict=True) if s)


@pytest.mark.parametrize("method", EVERY)
@CALM
@given(counts=counts, house=houses, data=st.data())
def test_the_order_of_the_lists_changes_nothing_where_no_tie_is_parted(method, counts, house, data):
    """The rule is put with lots, and where it asks for one it asks for the same one in any order."""
    names = [chr(65 + i) for i in range(len(counts))]
    turned = data.draw(st.permutations(list(zip(names, counts, strict=True))))
    base = rule_of(method, house)
    rule = SeatRule(method=base.method, seats=house, quota=base.quota, ties=("lots",))

    first, second = allot(rule, votes_of(counts)), allot(rule, votes_of(dict(turned)))

    assert dict(first.seats) == dict(second.seats)
    assert first.lot == second.lot


@pytest.mark.parametrize("method", DIVISOR_METHODS)
@CALM
@given(counts=counts, house=houses, times=st.integers(2, 1_000))
def test_only_proportions_count_for_divisors(method, counts, house, times):
    """All votes times a number give the same seats: nothing is rounded anywhere."""
    assert seats_of(method, counts, house) == seats_of(method, [count * times for count in counts], house)


@pytest.mark.parametrize(
    "method", [m for m in DIVISOR_METHODS if m not in {"adams", "dean", "huntington-hill"}]
)
@CALM
@given(counts=counts, house=houses)
def test_the_seats_are_those_a_common_divisor_gives(method, counts, house):
    """A slow witness: every quotient of every list in one sorted column, the first `house` of them taken."""
    divisors = Divisors(method=method)
    column = sorted(
        (-divisors.bid(count, n)[1], i, n) for i, count in enumerate(counts) if count for n in range(house)
    )
    expected = [0] * len(counts)
    for _, i, _ in column[:house]:
        expected[i] += 1

    assert seats_of(method, counts, house) == expected


@pytest.mark.parametrize("name", QUOTA_NAMES)
@CALM
@given(counts=counts, house=houses)
def test_largest_remainders_follow_from_the_quota_told(name, counts, house):
    """Each list has its votes over the quota rounded down, and at most one seat more, by its rest."""
    assume(any(counts))
    allotment = done(name, counts, house)
    size = [one.number("quota") for one in allotment.steps if one.key == "seats-quota"][-1]
    extra = [n - count // size for n, count in zip(allotment.seats.values(), counts, strict=True)]
    rests = [count % size for count in counts]

    assert set(extra) <= {0, 1}
    with_one = [rest for rest, more in zip(rests, extra, strict=True) if more]
    without = [rest for rest, more, c in zip(rests, extra, counts, strict=True) if not more and c]
    assert not with_one or not without or min(with_one) >= max(without)


@pytest.mark.parametrize("method", [method for method in EVERY if method != "droop"])
def test_one_list_has_every_seat(method):
    """However few votes it has."""
    assert seats_of(method, [1], 7) == [7]


def test_droop_s_quota_of_one_vote_and_seven_seats_leaves_six_unfilled():
    """The quota rounded down and one more is 1: one whole quota, no rest to go by, and it is said."""
    allotment = done("droop", [1], 7)

    assert (dict(allotment.seats), allotment.unfilled) == ({"A": 2}, 5)
    assert allotment.steps[-1].key == "seats-unfilled"


@pytest.mark.parametrize("method", DIVISOR_METHODS)
def test_more_seats_than_votes_are_handed_out(method):
    """Three votes and ten seats: a quotient may be below one."""
    assert sum(seats_of(method, [2, 1, 0], 10)) == 10


@pytest.mark.parametrize("method", EVERY)
def test_nobody_voted(method):
    """No list has a seat, no lot is asked for, and every seat is told as unfilled."""
    allotment = allot(
        SeatRule(
            method="largest-remainder" if method in QUOTA_NAMES else method,
            seats=3,
            quota=Quota(name=method) if method in QUOTA_NAMES else None,
        ),
        votes_of([0, 0]),
    )

    assert (dict(allotment.seats), allotment.unfilled, allotment.lot) == ({"A": 0, "B": 0}, 3, None)
