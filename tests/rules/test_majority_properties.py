"""What majorities promise, for every size, every profile, and at their edges."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.rolls import call_of, roll_of, votes

from tellers.council.profile import profile_ids, read_profile
from tellers.model import OptionId, Position, Roll, RollCall, Rule, UnitId
from tellers.rules import (
    BASES,
    count_roll,
    decide_roll,
    possible_outcomes,
    possible_rolls,
    required_votes,
)

RULES = [
    pytest.param(question.rule, id=f"{profile}-{question.id}")
    for profile in profile_ids()
    for question in read_profile(profile).questions
    if question.rule.kind == "majority"
]
SIZE = 12
POSITIONS = st.lists(st.sampled_from([str(one) for one in Position]), min_size=SIZE, max_size=SIZE)
ROLL = roll_of(
    SIZE,
    weights={"population": range(1, SIZE + 1), "shares": range(SIZE, 0, -1)},
    groups={"permanent": range(2)},
)


def call(positions):
    """A roll call of the first members."""
    return RollCall(positions=dict(zip(ROLL.members, positions, strict=False)), roll=ROLL)


@pytest.mark.parametrize("rule", RULES)
@given(positions=POSITIONS, place=st.integers(0, SIZE - 1))
def test_one_more_vote_in_favour_never_undoes_an_adoption(rule, positions, place):
    """Whatever that member did before, under every rule that ships."""
    before = decide_roll(rule, call(positions)).word.value
    raised = [*positions[:place], "for", *positions[place + 1 :]]

    if before == "adopted":
        assert decide_roll(rule, call(raised)).word.value == "adopted"


@given(yes=st.integers(0, 30), no=st.integers(0, 30), abstaining=st.integers(0, 30))
def test_abstentions_have_no_effect_on_votes_cast(yes, no, abstaining):
    """More than half of the votes cast: only for and against count."""
    rule, roll = Rule(kind="majority", base="cast"), roll_of(90)
    without = decide_roll(rule, call_of(votes(yes, no), roll))

    assert decide_roll(rule, call_of(votes(yes, no, abstaining), roll)) == without


@given(yes=st.integers(0, 30), absent=st.integers(0, 30))
def test_coming_to_abstain_changes_nothing_under_a_majority_of_members(yes, absent):
    """Absent or abstaining, a member that is not for is against."""
    rule, roll = Rule(kind="majority", base="members"), roll_of(60)
    stayed = decide_roll(rule, call_of(votes(yes, 0, 0, absent=absent), roll))

    assert decide_roll(rule, call_of(votes(yes, 0, absent), roll)) == stayed


@given(positions=POSITIONS, order=st.permutations(range(SIZE)))
def test_the_order_of_names_has_no_effect(positions, order):
    """The same positions of the same members, called in any order."""
    pairs = list(zip(ROLL.members, positions, strict=True))
    shuffled = RollCall(positions=dict(pairs[place] for place in order), roll=ROLL)
    rule = read_profile("un-security-council").question().rule

    assert decide_roll(rule, shuffled) == decide_roll(rule, call(positions))


@given(base=st.integers(0, 10**12))
def test_two_thirds_are_the_same_three_ways(base):
    """The ceiling of 2B/3; the least y with 3y at least 2B; B less the whole thirds in it."""
    required = required_votes(base, fraction=Fraction(2, 3), strictness="at_least")

    assert required == max(1, -(-2 * base // 3))
    assert required == max(1, base - base // 3)
    assert 3 * required >= 2 * base
    assert base == 0 or 3 * (required - 1) < 2 * base


@pytest.mark.parametrize("strictness", ["more_than", "at_least"])
@pytest.mark.parametrize("fraction", ["1/2", "3/5", "2/3", "3/4", "55/100"])
@pytest.mark.parametrize("base", [0, 1, 2, 3, 15, 27, 33, 34, 35, 100, 705])
def test_a_majority_holds_at_its_number_and_above_and_not_one_below(strictness, fraction, base):
    """By the definition, in fractions: the number asked reaches it, one fewer does not."""
    part = Fraction(fraction)
    required = required_votes(base, fraction=part, strictness=strictness)

    def reaches(count):
        return count > part * base if strictness == "more_than" else count >= part * base and count > 0

    assert reaches(required)
    assert reaches(required + 1)
    assert not reaches(required - 1)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("strictness", ["more_than", "at_least"])
def test_nothing_is_adopted_where_nobody_votes_for_it(base, strictness):
    """Zero votes of zero cast reach no fraction, at least as little as more than."""
    rule = Rule(kind="majority", base=base, strictness=strictness)

    assert decide_roll(rule, call_of([], roll_of(0))).word.value == "not adopted"
    assert decide_roll(rule, call_of(votes(0, 0, 3), roll_of(3))).word.value == "not adopted"


@given(
    base=st.sampled_from(["members", "present", "cast"]),
    counts=st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8)),
    missing=st.integers(0, 8),
)
def test_what_is_missing_can_do_the_same_by_votes_and_by_members(base, counts, missing):
    """A plain majority asks nobody's name: the corners by numbers are those by members (ADR 0007)."""
    rule = Rule(kind="majority", base=base, abstentions=(OptionId("abstain"),))
    roll = roll_of(sum(counts) + missing)
    known = call_of(votes(*counts), roll)
    counted = count_roll(rule, known)
    by_votes = possible_outcomes(rule, counted.votes, counted.bases, missing=missing)

    assert by_votes == possible_rolls(rule, known, known.without_position)


def test_who_may_not_vote_changes_no_outcome_by_being_missing():
    """Three of five for, under a rule of four members: of the two without a position one could still vote."""
    seats = tuple(UnitId(name) for name in "abcde")
    positions = dict.fromkeys(seats[:3], "for")
    rule = Rule(kind="majority", number=4)

    def words(**changed):
        roll = Roll(
            **{"on": "2024-07-31", "reading": "", "members": seats, "in_office": seats, "entitled": seats,
               "called": seats, "contested": (), **changed}
        )  # fmt: skip
        call = RollCall(positions=positions, roll=roll)
        return [one.word.value for one in possible_rolls(rule, call, call.without_position)]

    assert words() == ["not adopted", "adopted", "not adopted", "not adopted"]
    assert words(entitled=seats[:3]) == ["not adopted"]
    assert words(called=seats[:3]) == ["not adopted"]
    assert words(entitled=seats[:4], called=(*seats[:3], seats[4])) == ["not adopted"]
    assert words(entitled=seats[:4]) == ["not adopted", "adopted", "not adopted", "not adopted"]


def test_an_absolute_majority_of_named_votes_leaves_present_aside():
    """The US House, January 2023: 216 of the votes for a person elect when six answer present."""
    options = (OptionId("A"), OptionId("B"), OptionId("present"))
    rule = Rule(kind="absolute", base="cast", abstentions=(OptionId("present"),))
    roll = roll_of(434)

    def outcome(a, b, present):
        taken = [*["A"] * a, *["B"] * b, *["present"] * present]
        found = RollCall(positions=dict(zip(roll.members, taken, strict=False)), roll=roll, options=options)
        return decide_roll(rule, found)

    assert (outcome(216, 212, 6).word.value, outcome(216, 212, 6).required) == ("elected", 215)
    assert outcome(214, 214, 6).word.value == "no election"
    assert outcome(0, 0, 6).word.value == "no election"
