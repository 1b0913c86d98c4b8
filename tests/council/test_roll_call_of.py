"""From a dossier's records to the roll call that a rule decides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tellers.council.roll_call_of import position_in, roll_call_of
from tellers.council.what_if import what_if
from tellers.dossier import open_dossier
from tellers.errors import UsageError
from tellers.rules import decide_roll

OAS = Path(__file__).parents[2] / "examples" / "oas-2024-07-31"
VENEZUELA = OAS.with_name("venezuela-2024")


@pytest.fixture(scope="module")
def oas():
    """The vote of 31 July 2024."""
    return open_dossier(OAS)


def test_the_vote_of_july_2024_is_a_roll_call_on_the_roll_of_its_body(oas):
    """33 positions; Cuba is a member, never called, and has none."""
    contest = oas.contest()
    call = roll_call_of(oas, contest, oas.broadest(contest))

    assert Counter(call.positions.values()) == {"for": 17, "abstain": 11, "absent": 5}
    assert (len(call.roll.members), len(call.roll.called), call.without_position) == (34, 33, ("cuba",))
    assert decide_roll(contest.rule, call).word.value == "not adopted"
    assert what_if(contest.rule, call).left_out == ("cuba",)


@pytest.mark.parametrize(
    ("reading", "members", "word"), [("press", 33, "adopted"), ("antigua", 32, "adopted")]
)
def test_another_reading_of_the_membership_is_another_roll(oas, reading, members, word):
    """The same positions, counted on what others held the body to be."""
    contest = oas.contest()
    call = roll_call_of(oas, contest, oas.broadest(contest), reading=reading)

    assert (len(call.roll.members), decide_roll(contest.rule, call).word.value) == (members, word)


def test_without_a_body_the_units_are_the_roll_and_nameless_seats_fill_it_up(oas):
    """35 are listed, a former member too: of 34 members one is nameless, and of 36 one that no list has."""
    contest = oas.contest()
    bare = replace(oas, body=None)
    more = replace(
        contest,
        statements=tuple(
            replace(one, value=36) if one.applied and one.about == "registered" else one
            for one in contest.statements
        ),
    )

    assert roll_call_of(bare, contest, oas.broadest(contest)).roll.members[33:] == ("unnamed:0",)
    assert roll_call_of(bare, more, oas.broadest(contest)).roll.members[34:] == ("venezuela", "unnamed:0")


def test_what_is_no_roll_call_or_cannot_be_known_is_refused(oas):
    """A secret election; a reading of nobody; more names than members."""
    contest, election = oas.contest(), open_dossier(VENEZUELA)
    source = oas.broadest(contest)
    fewer = replace(
        contest,
        statements=tuple(
            replace(one, value=30) if one.applied and one.about == "registered" else one
            for one in contest.statements
        ),
    )

    with pytest.raises(UsageError, match="is no roll call"):
        roll_call_of(election, election.contest(), election.broadest(election.contest()))
    with pytest.raises(UsageError, match="there is no reading 'nobody'"):
        roll_call_of(oas, contest, source, reading="nobody")
    with pytest.raises(UsageError, match="there is no body"):
        roll_call_of(replace(oas, body=None), contest, source, reading="press")
    with pytest.raises(UsageError, match="33 positions and 30 members"):
        roll_call_of(replace(oas, body=None), fewer, source)


@pytest.mark.parametrize("figures", [{"for": 1, "absent": 1}, {"for": 2}])
def test_two_positions_of_one_member_are_an_error_of_the_record(figures):
    """No position is chosen for it."""
    with pytest.raises(ValueError, match="for"):
        position_in(figures, ("for", "against", "absent"))
