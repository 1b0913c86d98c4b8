"""Several are elected by most votes: the block vote, and approval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.shares import CALM

from tellers.model import OptionId, OutcomeWord, Rule
from tellers.rules import bases_of, decide, possible_outcomes, verify_rule

VOTES = {"A": 610, "B": 540, "C": 480, "D": 300}


def decided(rule: Rule, votes: dict[str, int]):
    """Return the outcome of these votes."""
    named = {OptionId(name): count for name, count in votes.items()}
    return decide(rule, named, bases_of(rule, named, members=1_000))


@pytest.mark.parametrize("kind", ["block", "approval"])
@pytest.mark.parametrize(("seats", "winners", "margin"), [(1, "A", 70), (2, "AB", 60), (3, "ABC", 180)])
def test_as_many_as_there_are_seats_are_elected(kind, seats, winners, margin):
    """The margin is that of the last elected over the first that is not."""
    outcome = decided(Rule(kind=kind, seats=seats), VOTES)

    assert (outcome.word, "".join(outcome.winners), outcome.margin) == (OutcomeWord.ELECTED, winners, margin)


def test_equals_at_the_last_seat_are_a_tie_among_them():
    """Who is ahead of them is elected whatever comes of it, and is not named among the tied."""
    outcome = decided(Rule(kind="block", seats=2), {"A": 9, "B": 5, "C": 5, "D": 1})

    assert (outcome.word, outcome.winners, outcome.margin) == (OutcomeWord.TIE, ("B", "C"), 0)


@CALM
@given(
    counts=st.lists(st.integers(0, 50), min_size=3, max_size=6),
    seats=st.integers(1, 2),
    missing=st.integers(0, 60),
    data=st.data(),
)
def test_the_corners_decide_whether_an_outcome_is_settled(counts, seats, missing, data):
    """Where they agree, no way for the missing voters to mark any number of options changes who wins."""
    rule = Rule(kind="approval", seats=seats)
    votes = {OptionId(chr(65 + i)): count for i, count in enumerate(counts)}
    corners = possible_outcomes(rule, votes, bases_of(rule, votes, members=500), missing=missing)
    keys = {(outcome.word, frozenset(outcome.winners)) for outcome in corners}
    more = {option: count + data.draw(st.integers(0, missing)) for option, count in votes.items()}
    outcome = decide(rule, more, bases_of(rule, more, members=500))

    if len(keys) == 1 and corners[0].word is OutcomeWord.ELECTED:
        assert set(outcome.winners) == set(corners[0].winners)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (Rule(kind="block", seats=0), "not all are elected, not 0"),
        (Rule(kind="block", seats=4), "not all are elected, not 4"),
        (Rule(kind="plurality", seats=2), "plurality elects one"),
        (Rule(kind="approval", tie="casting"), "only a majority"),
    ],
)
def test_a_rule_that_decides_nothing_is_refused(rule, message):
    """As many seats as options, or several where the kind elects one."""
    with pytest.raises(ValueError, match=message):
        verify_rule(rule, tuple(OptionId(name) for name in VOTES))
