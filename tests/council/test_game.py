"""From a rule and a roll to the game they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.council.seats import body

from tellers.council.game import game_of
from tellers.model import (
    Change,
    ChangeKind,
    OptionId,
    Requirement,
    RollCall,
    Rule,
    UnitId,
    Veto,
)
from tellers.rules import decide_roll


def test_a_member_that_is_never_called_has_no_part_and_still_counts_in_the_base():
    """34 members of whom one is never called: 18 of 33 must be in favour."""
    never = Change(seat=UnitId("A"), kind=ChangeKind.NOT_CALLED, on="2010-01-01")
    names = "".join(chr(ord("A") + place) for place in range(34))
    roll = body(names, changes=(never,)).roll_on("2020-01-01")

    game = game_of(Rule(kind="majority", wins=OptionId("for"), base="members"), roll)

    assert len(game.members) == 33
    assert game.conditions[0].quota == 18


def test_an_election_is_no_game_of_for_and_against():
    """A plurality has no coalition that adopts."""
    with pytest.raises(ValueError, match="not plurality"):
        game_of(Rule(kind="plurality"), body("AB").roll_on("2020-01-01"))


RULES = st.builds(
    lambda base, strictness, also, veto: Rule(
        kind="majority",
        wins=OptionId("for"),
        base=base,
        fraction="1/2",
        strictness=strictness,
        also=also,
        veto=veto,
    ),
    base=st.sampled_from(["members", "cast", "present", "entitled"]),
    strictness=st.sampled_from(["more_than", "at_least"]),
    also=st.lists(
        st.builds(
            lambda fraction, waived: Requirement(
                fraction=fraction, strictness="at_least", weight="people", waived_below=waived
            ),
            fraction=st.sampled_from(["1/3", "13/20", "1/1"]),
            waived=st.integers(0, 2),
        ),
        max_size=1,
    ).map(tuple),
    veto=st.sampled_from([None, Veto(group="permanent")]),
)


@given(RULES, st.sets(st.sampled_from("ABCDE")), st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_a_coalition_wins_exactly_when_the_rule_adopts(rule, coalition, people):
    """Those in favour against all others: the game says what the rule says."""
    roll = body("ABCDE", groups={"permanent": "A"}, weights={"people": tuple(people)}).roll_on("2020-01-01")
    positions = {UnitId(name): "for" if name in coalition else "against" for name in "ABCDE"}

    assert (
        game_of(rule, roll).wins(coalition)
        == decide_roll(rule, RollCall(positions=positions, roll=roll)).word.adopts
    )
