"""What would have changed an outcome, against trying every position of every member.

Tiny bodies with every condition a rule can have; the search never sees these loops.
"""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.council.seats import body, call_of

from tellers.council.moves import after, is_ordered, movable
from tellers.council.what_if import differ, pivotal_members, targets, what_if
from tellers.model import OptionId, Quorum, Requirement, RollCall, Rule, Veto
from tellers.rules import decide_roll

BASES = ["members", "entitled", "present", "cast", "cast-or-abstaining", "cast-or-invalid"]
FRACTIONS = st.sampled_from(["1/2", "2/3", "3/5", "1/3"])
STRICTNESS = st.sampled_from(["more_than", "at_least"])
QUORUMS = st.builds(
    lambda fraction, counts, besides, weight: Quorum(
        requirement=Requirement(base="members", fraction=fraction, strictness="at_least", weight=weight),
        counts=counts,
        besides=besides,
    ),
    fraction=FRACTIONS,
    counts=st.sampled_from(["present", "cast", "cast-or-abstaining"]),
    besides=st.integers(0, 1),
    weight=st.sampled_from(["", "people"]),
)
REQUIREMENTS = st.builds(
    Requirement,
    base=st.sampled_from(BASES[:-1]),
    fraction=FRACTIONS,
    strictness=STRICTNESS,
    weight=st.sampled_from(["", "people"]),
    waived_below=st.integers(0, 2),
)
RULES = st.builds(
    Rule,
    kind=st.just("majority"),
    wins=st.just(OptionId("for")),
    base=st.sampled_from(BASES),
    fraction=FRACTIONS,
    strictness=STRICTNESS,
    also=st.lists(REQUIREMENTS, max_size=2).map(tuple),
    quorum=st.none() | QUORUMS,
    veto=st.none() | st.just(Veto(group="permanent")),
    tie=st.sampled_from(["lost", "casting"]),
)
POSITIONS = st.sampled_from(
    ["for", "against", "abstain", "absent", "present", "not-participating", "invalid", "not-recorded"]
)


@st.composite
def calls(draw, *, most=4, seconds=False):
    """A tiny body with a veto and weights, and a position for each member."""
    names = "ABCDE"[: draw(st.integers(1, most))]
    weigh = st.tuples(*(st.integers(0, 5) for _ in names))
    weights = {"people": draw(weigh)} | ({"shares": draw(weigh)} if seconds else {})
    held = body(names, groups={"permanent": draw(st.sampled_from(["A", "AB"]))}, weights=weights)
    return call_of(
        held,
        {name: draw(POSITIONS) for name in names},
        casting=draw(st.sampled_from([None, OptionId("for"), OptionId("against")])),
        attending=draw(st.none() | st.integers(0, len(names))),
    )


def every_change(rule: Rule, call: RollCall) -> dict[tuple[object, ...], int]:
    """The fewest members that must move for each outcome, by trying all positions of all of them."""
    free = movable(call)
    found: dict[tuple[object, ...], int] = {}
    choices = [dict.fromkeys([call.positions[seat], *targets(call)]) for seat in free]
    for positions in product(*choices):
        moves = [(s, p) for s, p in zip(free, positions, strict=True) if p != call.positions[s]]
        then = after(rule, call, moves)
        key = (then.word, then.winners)
        found[key] = min(found.get(key, len(free)), len(moves))
    return found


def every_way(rule: Rule, call: RollCall, before: str, target: str) -> int | None:
    """The fewest members with one position that must take another, by trying all of them."""
    seats = [seat for seat in movable(call) if call.positions[seat] == before]
    outcome = decide_roll(rule, call)
    for number in range(1, len(seats) + 1):
        for chosen in combinations(seats, number):
            if differ(after(rule, call, [(seat, target) for seat in chosen]), outcome):
                return number
    return None


@settings(max_examples=80, deadline=None)
@given(RULES, calls())
def test_no_smaller_set_of_changes_exists_and_the_one_told_does_it(rule, call):
    """For every outcome that can be reached, and every kind of change, under rules with all conditions."""
    answer = what_if(rule, call)
    outcome = (answer.outcome.word, answer.outcome.winners)
    smallest = {key: number for key, number in every_change(rule, call).items() if key != outcome}

    if is_ordered(rule, call):
        assert {(one.outcome.word, one.outcome.winners): one.needed for one in answer.fewest} == smallest
    else:
        assert min((one.needed for one in answer.fewest), default=None) == min(
            smallest.values(), default=None
        )
    for one in answer.fewest:
        assert len({seat for seat, _ in one.moves}) == one.needed
        assert after(rule, call, one.moves) == one.outcome
    for way in answer.ways:
        assert way.needed == every_way(rule, call, way.before, way.after)


@settings(max_examples=40, deadline=None)
@given(RULES, calls(most=3, seconds=True))
def test_a_rule_that_orders_nobody_is_searched_over_all_moves(rule, call):
    """A second weight: the smallest number is that of trying everything."""
    rule = Rule(
        kind="majority",
        wins=rule.wins,
        weight="people",
        also=(*rule.also, Requirement(weight="shares", fraction="1/3")),
        quorum=rule.quorum,
        veto=rule.veto,
    )
    answer = what_if(rule, call)
    outcome = (answer.outcome.word, answer.outcome.winners)
    others = [number for key, number in every_change(rule, call).items() if key != outcome]

    assert answer.searched is None
    assert min((one.needed for one in answer.fewest), default=None) == min(others, default=None)


@settings(max_examples=60, deadline=None)
@given(RULES, calls())
def test_pivotal_members_are_those_whose_single_change_matters(rule, call):
    """Every member and every position, one at a time."""
    outcome = decide_roll(rule, call)
    expected = {
        (seat, target)
        for seat in movable(call)
        for target in targets(call)
        if target != call.positions[seat] and differ(after(rule, call, [(seat, target)]), outcome)
    }

    assert {(pivot.member, pivot.after) for pivot in pivotal_members(rule, call)} == expected
