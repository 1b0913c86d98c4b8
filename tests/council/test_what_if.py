"""What would have changed an outcome, against trying every position of every member."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.council.bodies import UNION
from tests.council.seats import body, call_of

from tellers.council.what_if import pivotal_members, what_if
from tellers.model import (
    Body,
    Change,
    ChangeKind,
    OptionId,
    OutcomeWord,
    Quorum,
    Requirement,
    RollCall,
    Rule,
    Seat,
    Text,
    UnitId,
    Veto,
    Weight,
)

MEMBERS = Rule(kind="majority", wins=OptionId("for"), base="members")
CAST = Rule(kind="majority", wins=OptionId("for"), base="cast")


def numbered(counts: dict[str, int], *, silent: int = 0) -> RollCall:
    """A roll call of so many members with each position, and of so many without one."""
    positions = [position for position, number in counts.items() for _ in range(number)]
    names = "".join(chr(0x4E00 + place) for place in range(len(positions) + silent))
    return call_of(body(names), dict(zip(names, positions, strict=False)))


def ways(answer) -> dict[tuple[str, str], tuple[int | None, int]]:
    """Each kind of change with how many are needed and how many could."""
    return {(way.before, way.after): (way.needed, way.could) for way in answer.ways}


def test_one_more_vote_would_have_adopted_the_draft_of_july_2024():
    """17-0-11-5 of 34, one of them never called: one of the 16 others is enough, from either position."""
    answer = what_if(MEMBERS, numbered({"for": 17, "abstain": 11, "absent": 5}, silent=1))

    assert (answer.outcome.word.value, answer.not_in_favour, len(answer.left_out)) == ("not adopted", 16, 1)
    assert ways(answer) == {
        ("for", "against"): (None, 17),
        ("for", "abstain"): (None, 17),
        ("for", "absent"): (None, 17),
        ("abstain", "for"): (1, 11),
        ("abstain", "against"): (None, 11),
        ("abstain", "absent"): (None, 11),
        ("absent", "for"): (1, 5),
        ("absent", "against"): (None, 5),
        ("absent", "abstain"): (None, 5),
    }
    (nearest,) = answer.fewest
    assert (nearest.needed, nearest.outcome.word.value) == (1, "adopted")


def test_sixteen_members_were_pivotal_on_31_july_2024():
    """Everyone who was not in favour and could have been."""
    pivots = pivotal_members(MEMBERS, numbered({"for": 17, "abstain": 11, "absent": 5}, silent=1))

    assert len(pivots) == 16
    assert {(pivot.after, pivot.outcome.word.value) for pivot in pivots} == {("for", "adopted")}


def test_what_counts_as_a_no_counts_differently_from_what_is_left_out():
    """Of votes cast, 10 to 8: a change of side counts twice, an abstention once, and a newcomer once."""
    answer = what_if(CAST, numbered({"for": 10, "against": 8, "abstain": 6, "absent": 10}))

    assert answer.outcome.word.value == "adopted"
    assert {kind: found for kind, found in ways(answer).items() if found[0]} == {
        ("for", "against"): (1, 10),
        ("for", "abstain"): (2, 10),
        ("for", "absent"): (2, 10),
        ("abstain", "against"): (2, 6),
        ("absent", "against"): (2, 10),
    }


def test_kinds_that_fall_short_alone_can_do_it_together():
    """Eight more votes: five abstained and four were absent, so neither alone is enough."""
    answer = what_if(MEMBERS, numbered({"for": 10, "abstain": 5, "absent": 4, "against": 15}))

    assert ways(answer)["abstain", "for"] == (None, 5)
    assert ways(answer)["against", "for"] == (8, 15)
    (nearest,) = answer.fewest
    assert nearest.needed == 8
    before = numbered({"for": 10, "abstain": 5, "absent": 4, "against": 15}).positions
    assert Counter((before[seat], position) for seat, position in nearest.moves) == {
        ("abstain", "for"): 5,
        ("absent", "for"): 3,
    }


def test_without_a_quorum_both_ways_out_are_told():
    """30 of 100 there and half asked: 20 more who came would have decided, and how is theirs to say."""
    rule = Rule(
        kind="majority",
        wins=OptionId("for"),
        base="cast",
        quorum=Quorum(requirement=Requirement(fraction="1/2", strictness="at_least")),
    )

    answer = what_if(rule, numbered({"for": 25, "against": 5, "absent": 70}))

    assert answer.outcome.word.value == "not decided"
    assert [(one.needed, one.outcome.word.value) for one in answer.fewest] == [
        (20, "adopted"),
        (20, "not adopted"),
    ]
    assert ways(answer)["absent", "abstain"] == (20, 70)


def test_a_veto_given_up_is_one_change_and_nine_votes_are_needed_besides():
    """S/2022/155 had 11 in favour, one permanent member against: its one change is enough."""
    held = body("ABCDEFGHIJKLMNO", groups={"permanent": "ABCDE"})
    rule = Rule(kind="majority", wins=OptionId("for"), number=9, veto=Veto(group="permanent"))
    positions = dict.fromkeys("ABCDEFGHIJKLMNO", "for") | {"A": "against", "B": "abstain"}
    call = call_of(held, positions | {"N": "abstain", "O": "abstain"})

    answer = what_if(rule, call)

    assert ways(answer)["against", "abstain"] == (1, 1)
    assert answer.fewest[0].moves == ((UnitId("A"), "for"),)
    assert [(pivot.member, pivot.after) for pivot in pivotal_members(rule, call)] == [
        ("A", "for"),
        ("A", "abstain"),
        ("A", "absent"),
    ]


UNION_RULE = Rule(
    kind="majority",
    wins=OptionId("for"),
    base="members",
    fraction="55/100",
    strictness="at_least",
    also=(Requirement(fraction="65/100", strictness="at_least", weight="population", waived_below=4),),
)


def union_call(against: set[str]) -> RollCall:
    """The 27 members, all in favour but these."""
    seats = tuple(Seat(id=UnitId(name.replace(" ", "-")), name=Text.of(name)) for name in UNION)
    held = Body(
        id="council",
        name=Text.of("Council"),
        seats=seats,
        changes=tuple(Change(seat=seat.id, kind=ChangeKind.JOINED, on="2000-01-01") for seat in seats),
        weights=(
            Weight(
                id="population",
                name=Text.of("population"),
                on="2017-01-01",
                values=tuple((seat.id, UNION[seat.name.in_language("en")]) for seat in seats),
            ),
        ),
    )
    return call_of(held, {seat.id: "against" if seat.id in against else "for" for seat in seats})


def test_a_blocking_minority_is_lost_by_its_smallest_member():
    """Four states with more than 35 %: Malta alone leaving it makes three, which cannot block."""
    answer = what_if(UNION_RULE, union_call({"Germany", "France", "Italy", "Malta"}))

    assert answer.outcome.word.value == "not adopted"
    assert ways(answer)["against", "for"] == (1, 4)
    assert len(pivotal_members(UNION_RULE, union_call({"Germany", "France", "Italy", "Malta"}))) == 4


def test_the_fewest_members_that_block_the_union_are_four():
    """From unanimity: the heaviest four have more than 35 % of the persons, and three are never enough."""
    answer = what_if(UNION_RULE, union_call(set()))

    (nearest,) = answer.fewest
    assert (nearest.needed, nearest.outcome.reasons) == (4, ("requirement",))
    assert ways(answer)["for", "abstain"] == (4, 27)


def test_a_search_that_stops_says_how_far_it_went():
    """Two weights: nothing orders the members, and fifty outcomes are soon decided."""
    held = body("ABCDEF", weights={"people": (1, 2, 3, 4, 5, 6), "shares": (6, 5, 4, 3, 2, 1)})
    rule = Rule(
        kind="majority",
        wins=OptionId("for"),
        weight="people",
        also=(Requirement(weight="shares"),),
    )
    call = call_of(held, dict.fromkeys("ABCDEF", "against"))

    stopped, whole = what_if(rule, call, most_tried=50), what_if(rule, call)

    assert (stopped.fewest, stopped.searched) == ((), 1)
    assert (whole.fewest[0].needed, whole.searched) == (4, None)


def test_an_open_election_is_changed_by_other_winners_too():
    """Five to four: one voter changing over makes a tie of it no more than one staying away."""
    held = body("ABCDEFGHI")
    rule = Rule(kind="plurality")
    call = call_of(
        held,
        dict.fromkeys("ABCDE", "smith") | dict.fromkeys("FGHI", "jones"),
        options=(OptionId("smith"), OptionId("jones")),
    )

    answer = what_if(rule, call)

    assert {(one.needed, one.outcome.winners) for one in answer.fewest} == {
        (1, ("jones",)),
        (1, ("smith", "jones")),
    }


def test_attendance_recorded_apart_moves_with_those_who_come_and_go():
    """40 there and 40 asked: one who leaves takes the quorum along."""
    rule = Rule(
        kind="majority",
        wins=OptionId("for"),
        base="cast",
        quorum=Quorum(requirement=Requirement(number=5)),
    )
    call = call_of(body("ABCDEF"), dict.fromkeys("ABC", "for") | {"D": "absent"}, attending=5)

    assert ways(what_if(rule, call))["for", "absent"] == (1, 3)


@pytest.mark.parametrize(
    "change", [ChangeKind.IN_ARREARS, ChangeKind.NOT_CALLED, ChangeKind.SUSPENDED, ChangeKind.VACATED]
)
def test_a_member_without_a_vote_could_not_have_changed_anything(change):
    """Absent and not entitled, or never called: no change of it is supposed."""
    held = body("ABC", changes=(Change(seat=UnitId("C"), kind=change, on="2010-01-01"),))
    call = call_of(held, {"A": "for", "B": "abstain", "C": "absent"})

    answer = what_if(MEMBERS, call)

    assert answer.left_out == ("C",)
    assert ("absent", "for") not in ways(answer)


def test_a_casting_vote_that_was_used_is_kept_for_equal_votes():
    """Two of two for, and a president for: one against leaves equal votes and the casting vote adopts."""
    rule = Rule(kind="majority", wins=OptionId("for"), base="members", tie="casting")
    call = call_of(body("AB"), dict.fromkeys("AB", "for"), casting=OptionId("for"))

    answer = what_if(rule, call)

    assert ways(answer) == {("for", "against"): (2, 2), ("for", "abstain"): (1, 2), ("for", "absent"): (1, 2)}
    assert (answer.fewest[0].needed, answer.searched) == (1, None)


def test_a_senate_of_a_hundred_takes_a_moment():
    """Sixty asked, and everybody against: sixty must move."""
    rule = Rule(kind="majority", wins=OptionId("for"), base="members", fraction="3/5", strictness="at_least")

    answer = what_if(rule, numbered({"against": 40, "abstain": 30, "absent": 30}))

    assert answer.fewest[0].needed == 60
    assert answer.fewest[0].outcome.word is OutcomeWord.ADOPTED
