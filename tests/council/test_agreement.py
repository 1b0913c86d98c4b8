"""Voting together, against counting vote by vote and joining groups the slow way."""

from __future__ import annotations

import csv
import gzip
import time
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.council.agreement import VOTES, WITH_ABSTENTIONS, Together, measure_agreement

SHARED = Path(__file__).parents[3] / "shared" / "data" / "rollcalls"
WORDS = {
    "yea": "for",
    "nay": "against",
    "not_voting": "not-participating",
    "not_in_legislature": "not-entitled",
}

CALLS = st.lists(
    st.dictionaries(
        st.sampled_from("ABCDEF"), st.sampled_from(["for", "against", "abstain", "absent"]), min_size=1
    ),
    min_size=1,
    max_size=8,
)


def one_by_one(calls, one: str, other: str, counted) -> Together:
    """Both took a counted position; they took the same."""
    both = [
        (call[one], call[other]) for call in calls if call.get(one) in counted and call.get(other) in counted
    ]
    return Together(sum(first == second for first, second in both), len(both))


def joined_slowly(found) -> tuple[str, ...]:
    """The order of the members, every pair of groups weighed at every step."""

    def share(one, other):
        held = [found.pair(first, second) for first in one for second in other]
        votes = sum(pair.votes for pair in held)
        return Fraction(sum(pair.agreed for pair in held), votes) if votes else Fraction(-1)

    groups = [(name,) for name in sorted(found.members)]
    ranks = list(range(len(groups)))
    while len(groups) > 1:
        first, second = max(
            combinations(range(len(groups)), 2),
            key=lambda pair: (share(groups[pair[0]], groups[pair[1]]), -ranks[pair[0]], -ranks[pair[1]]),
        )
        one, other = groups[first], groups[second]
        turns = [(one, other), (one[::-1], other), (one, other[::-1]), (one[::-1], other[::-1])]
        left, right = max(turns, key=lambda turn: share(turn[0][-1:], turn[1][:1]))
        groups[first] = (*left, *right)
        del groups[second], ranks[second]
    return groups[0]


def test_an_abstention_is_left_out_or_a_position_of_its_own():
    """A and B agree on one of one vote, or on one of two: the definition is half of the number."""
    calls = [{"A": "for", "B": "for"}, {"A": "abstain", "B": "against"}, {"A": "absent", "B": "for"}]

    votes, positions = (
        measure_agreement(calls, counted=VOTES),
        measure_agreement(calls, counted=WITH_ABSTENTIONS),
    )

    assert votes.pair("B", "A") == Together(1, 1)
    assert positions.pair("A", "B") == Together(1, 2)
    assert (votes.counted, positions.took_part) == (("for", "against"), {"A": 2, "B": 3})
    assert positions.pair("A", "B").share == Fraction(1, 2)


def test_members_that_never_met_have_no_share():
    """Not zero: there is no vote to tell it from."""
    found = measure_agreement([{"A": "for"}, {"B": "for"}])

    assert found.pair("A", "B") == Together(0, 0)
    assert found.pair("A", "B").share is None


@given(CALLS, st.sampled_from([VOTES, WITH_ABSTENTIONS]))
def test_every_pair_is_counted_as_by_hand(calls, counted):
    """Bits against a loop over the votes."""
    found = measure_agreement(calls, counted=counted)

    for one, other in combinations(found.members, 2):
        assert found.pairs[one, other] == one_by_one(calls, one, other, counted)
        assert found.pair(one, other) == found.pair(other, one)
    assert sorted(found.members) == sorted({member for call in calls for member in call})


@settings(deadline=None)
@given(CALLS)
def test_the_order_is_that_of_joining_the_most_alike_first(calls):
    """The nearest neighbours kept at hand, against weighing every pair of groups again."""
    found = measure_agreement(calls)

    assert found.members == joined_slowly(found)


@given(CALLS, st.randoms())
def test_the_order_of_roll_calls_and_of_names_has_no_effect(calls, random):
    """The same votes told in another order."""
    shuffled = [dict(random.sample(list(call.items()), len(call))) for call in calls]
    random.shuffle(shuffled)
    found, again = measure_agreement(calls), measure_agreement(shuffled)

    assert (found.members, dict(found.pairs)) == (again.members, dict(again.pairs))


def test_two_camps_stand_on_two_sides():
    """A and C vote one way, B and D the other, whatever their names."""
    calls = [{"A": "for", "B": "against", "C": "for", "D": "against"}] * 3

    assert measure_agreement(calls).members == ("A", "C", "B", "D")


@pytest.mark.acceptance
def test_a_senate_of_two_years_takes_less_than_a_second():
    """102 names and 645 roll calls: no Democrat stands among the Republicans."""
    with (SHARED / "us_senate_109" / "members.csv").open(encoding="utf-8") as file:
        names = {row["member"]: row["name"] for row in csv.DictReader(file)}
    calls: dict[str, dict[str, str]] = {}
    with gzip.open(SHARED / "us_senate_109" / "votes.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            calls.setdefault(row["rollcall"], {})[names[row["member"]]] = WORDS[row["vote"]]
    started = time.process_time()

    found = measure_agreement(list(calls.values()))

    assert time.process_time() - started < 1
    assert found.pair("SESSIONS (R AL)", "SHELBY (R AL)") == Together(567, 628)
    parties = "".join(name.partition("(")[2][0] for name in found.members)
    assert parties.strip("DI") == "R" * parties.count("R")
