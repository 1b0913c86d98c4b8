"""A sitting follows from its entries: what each does, what is refused, what is decided."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.council.held import ABSTAIN, FOR, OAS, Memory, held, hold, small

from tellers.council.commands import events_of
from tellers.council.journal import read_lines
from tellers.council.sitting import fold
from tellers.errors import EntryRefused
from tellers.model import OutcomeWord, Position

ITEM = "item 1 ordinary A text"


def refused(key: str, *lines: str, body: bytes = OAS) -> dict[str, str]:
    """The words of the refusal of the last line; the lines before it are taken."""
    *before, last = lines
    live = held(*before, body=body)
    count = len(live.journal.lines)
    with pytest.raises(EntryRefused) as told:
        live.enter(events_of(live.state, last))

    assert told.value.key == key
    assert len(live.journal.lines) == count
    return told.value.words


def test_the_founding_case_is_not_adopted_with_17_of_34():
    """17 for, 11 abstaining, five not in the room; one too few."""
    sitting = hold(
        "here all", "gone dominica, mexico, saint vincent, trinidad, venezuela", ITEM, FOR, ABSTAIN, "close"
    )
    item = sitting.find("1")
    outcome = item.outcome()

    assert outcome is not None
    assert (outcome.word, outcome.required, outcome.margin) == (OutcomeWord.NOT_ADOPTED, 18, 1)
    assert item.tally == {"for": 17, "against": 0, "abstain": 11, "absent": 5}


def test_without_a_quorum_nothing_is_decided():
    """Two of five in the room of a body that asks for more than half."""
    body = small("un-general-assembly")
    sitting = hold("here a, b", ITEM, "for a, b", "close", body=body)
    outcome = sitting.find("1").outcome()

    assert outcome is not None
    assert (outcome.word, outcome.reasons) == (OutcomeWord.NOT_DECIDED, ("quorum",))


def test_without_a_quorum_there_is_no_consensus_either():
    """What was said to be adopted is recorded, and not decided."""
    outcome = hold("here a, b", ITEM, "consensus", body=small("un-general-assembly")).find("1").outcome()

    assert outcome is not None
    assert outcome.word is OutcomeWord.NOT_DECIDED


def test_the_quorum_changes_with_who_comes_and_goes():
    """Three of five are one; two are none; attendance that was not taken is neither."""
    live = held(body=small("un-general-assembly"))

    assert live.state.quorum is None
    for line, there, met in (("here a", 1, False), ("here b, c", 3, True), ("gone a", 2, False)):
        live.enter(events_of(live.state, line))
        quorum = live.state.quorum
        assert quorum is not None
        assert (quorum.votes, quorum.required, quorum.met) == (there, 3, met)


def test_a_veto_defeats_and_an_abstention_of_its_holder_does_not():
    """Nine of fifteen, one of two permanent members against."""
    body = small("un-security-council", 15)
    nine = "for b, c, d, e, f, g, h, i, j"

    assert hold("item 1 substance T", nine, "against a", "close", body=body).find("1").outcome().reasons == (
        "veto",
    )
    assert (
        hold("item 1 substance T", nine, "abstain a", "close", body=body).find("1").outcome().word
        is OutcomeWord.ADOPTED
    )


def test_a_show_of_hands_decides_and_names_nobody():
    """Totals and nothing else."""
    item = hold(ITEM, "hands 20 3 2", "close").find("1")

    assert item.positions == {}
    assert item.tally == {"for": 20, "against": 3, "abstain": 2}
    assert item.outcome().word is OutcomeWord.ADOPTED


def test_a_show_of_hands_cannot_say_whether_there_was_a_veto():
    """The rule asks who; the totals do not know."""
    assert (
        hold("item 1 substance T", "hands 9 1", body=small("un-security-council", 15)).find("1").outcome()
        is None
    )


def test_a_new_count_of_hands_takes_the_place_of_the_old_with_a_reason():
    """And names it."""
    item = hold(ITEM, "hands 20 3 2", "close", "correct hands 19 4 2 because two were counted twice").find(
        "1"
    )

    assert item.tally["for"] == 19
    assert item.hands.replaces == 3


@pytest.mark.parametrize(
    ("lines", "most"),
    [
        (["here a, b, c", ITEM, "hands 2 0", "correct hands 3 1 because x"], 3),
        (["here a, b, c", ITEM, "hands 2 0", "close", "correct hands 3 1 because x"], 3),
        (["here a, b, c", ITEM, "hands 2 0", "close", "here d, e", "correct hands 3 1 because x"], 3),
        (["here a, b, c", ITEM, "hands 2 0", "close", "end", "correct hands 4 0 because x"], 3),
        (["here a", ITEM, "hands 1 0", "here b", "close", "correct hands 3 0 because x"], 2),
        ([ITEM, "hands 2 0", "close", "correct hands 6 0 because x"], 5),
    ],
)
def test_hands_counted_again_are_no_more_than_were_in_the_room(lines, most):
    """As it is, or as it was at the close; where attendance was not taken, than there are votes."""
    words = refused("too-many-hands", *lines, body=small("un-general-assembly"))

    assert words["members"] == str(most)


def test_who_raised_a_hand_and_left_before_the_close_was_there():
    """Three of five make the quorum; a slip of the count can be corrected with all three of them."""
    lines = ("here a, b, c", ITEM, "hands 3 0", "gone c", "close", "correct hands 2 1 because x")
    item = hold(*lines, body=small("un-general-assembly")).find("1")
    outcome = item.outcome()

    assert outcome is not None
    assert (item.tally, outcome.word) == ({"for": 2, "against": 1}, OutcomeWord.ADOPTED)
    assert next(one.votes for one in outcome.reached if one.base == "quorum") == 3


def test_a_correction_is_a_record_that_names_the_old_one():
    """The old record stays; the first is remembered."""
    item = hold(ITEM, "against uruguay", "correct uruguay for because misheard").find("1")

    assert item.votes["uruguay"].position is Position.FOR
    assert (item.votes["uruguay"].record, item.votes["uruguay"].first) == (4, 3)


def test_a_name_left_out_comes_late_with_a_reason():
    """After the close, as a correction of nothing."""
    item = hold(ITEM, "for peru", "close", "correct chile for because it was left out").find("1")

    assert item.tally["for"] == 2


def test_a_correction_may_come_after_the_end():
    """Records are corrected when the fault is seen."""
    assert (
        hold(ITEM, "for peru", "close", "end", "correct peru abstain because misheard")
        .find("1")
        .tally["abstain"]
        == 1
    )


def test_an_earlier_item_is_corrected_by_its_id():
    """The question put since then is untouched."""
    sitting = hold(ITEM, "for peru", "close", "item 2 ordinary T", "correct 1 peru abstain because misheard")

    assert (sitting.find("1").tally["abstain"], sitting.find("2").votes) == (1, {})


def test_each_lot_keeps_how_its_seed_was_announced():
    """The second was not."""
    sitting = hold("seed a gauge", "lot 1", ITEM, "withdrawn x", "lot 2", "item 2 ordinary T")

    assert [item.lot.announced for item in sitting.items] == ["a gauge", ""]


def test_the_casting_vote_decides_equal_votes():
    """Two against two of five under a rule that has one."""
    item = hold(ITEM, "for a, b", "against c, d", "close", "casting for", body=small("uk-commons", 5)).find(
        "1"
    )

    assert item.casting == "for"
    body = small("roberts-rules", 5)
    assert hold(ITEM, "for a, b", "against c, d", "close", "casting for", body=body).find(
        "1"
    ).outcome().reasons == ("casting-vote",)


def test_consensus_keeps_reservations_and_who_had_left_and_no_count():
    """Objections asked for, one reservation, one member out of the room."""
    item = hold(
        "here all", "gone mexico", ITEM, "objections?", "reserve honduras: paragraph two", "consensus"
    ).find("1")

    assert item.outcome().word is OutcomeWord.ADOPTED_BY_CONSENSUS
    assert item.objections_asked
    assert item.reservations == (("honduras", "paragraph two"),)
    assert set(item.roll.members) - set(item.here) == {"cuba", "mexico"}
    assert item.positions == {}


def test_the_order_begins_with_the_name_drawn_and_goes_round():
    """Alphabetical from there on."""
    order = hold("lot 4711").order

    assert order[0] == "bolivia"
    assert order[-1] == "belize"
    assert len(order) == 33


def test_an_item_withdrawn_is_that():
    """And the next can be put."""
    sitting = hold(ITEM, "withdrawn by its sponsors", "item 2 ordinary Another")

    assert sitting.find("1").outcome().word is OutcomeWord.WITHDRAWN
    assert sitting.item.id == "2"


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("not-a-member", [ITEM, "for nicaragua"]),
        ("never-called", [ITEM, "for cuba"]),
        ("has-position", [ITEM, "for peru", "for peru"]),
        ("has-position", [ITEM, "for peru, chile, peru"]),
        ("closed", [ITEM, "for peru", "close", "for chile"]),
        ("decided", [ITEM, "consensus", "for chile"]),
        ("vote-not-here", ["here peru", ITEM, "for chile"]),
        ("absent-and-here", ["here peru", ITEM, "absent peru"]),
        ("hands-and-names", [ITEM, "for peru", "hands 1 0"]),
        ("hands-and-names", [ITEM, "hands 1 0", "for peru"]),
        ("hands-again", [ITEM, "hands 1 0", "hands 2 0"]),
        ("too-many-hands", [ITEM, "hands 30 5"]),
        ("too-many-hands", ["here peru", ITEM, "hands 2 0"]),
        ("hands-form", [ITEM, "hands many"]),
        ("nothing-to-close", [ITEM, "close"]),
        ("item-pending", [ITEM, "item 2 ordinary T"]),
        ("item-pending", [ITEM, "end"]),
        ("item-again", [ITEM, "withdrawn x", ITEM]),
        ("item-form", ["item 1 ordinary"]),
        ("item-id", ["item ../1 ordinary T"]),
        ("no-sha256", ["item 1 ordinary sha256:abc T"]),
        ("no-question", ["item 1 unknown T"]),
        ("no-item", ["for peru"]),
        ("no-reason", [ITEM, "for peru", "correct peru against"]),
        ("no-reason", [ITEM, "for peru", "correct peru against because  "]),
        ("corrects-nothing", [ITEM, "for peru", "correct peru for because x"]),
        ("nothing-to-correct", [ITEM, "correct peru for because x"]),
        ("objection-stands", [ITEM, "object peru: no", "consensus"]),
        ("voted-already", [ITEM, "for peru", "consensus"]),
        ("count-of-consensus", [ITEM, "consensus", "announce for 28 adopted"]),
        ("not-closed", [ITEM, "announce adopted"]),
        ("announces-nothing", [ITEM, "consensus", "announce"]),
        ("no-outcome", [ITEM, "consensus", "announce carried"]),
        ("no-position", [ITEM, "for peru", "close", "announce maybe 3"]),
        ("no-casting-vote", [ITEM, "for peru", "close", "casting for"]),
        ("lot-after-votes", [ITEM, "for peru", "lot x"]),
        ("adjourned", ["adjourn until Monday", "here peru"]),
        ("not-adjourned", ["resume"]),
        ("ended", ["end", "here peru"]),
        ("here-already", ["here peru", "here peru"]),
        ("not-here", ["gone peru"]),
        ("no-words", ["seed"]),
        ("no-command", ["vote peru"]),
        ("no-seat", [ITEM, "for atlantis"]),
        ("several-seats", [ITEM, "for saint"]),
        ("no-such-item", []),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused_and_not_written(key, lines):
    """Each with its own key, and the journal as it was."""
    if key == "no-such-item":
        with pytest.raises(EntryRefused):
            hold().find("9")
        return
    refused(key, *lines)


def test_a_line_of_many_names_is_taken_whole_or_not_at_all():
    """The third name is no member: the first two are not written either."""
    refused("not-a-member", ITEM, "for peru, chile, nicaragua")


def test_a_question_whose_weight_nobody_knows_is_refused_when_it_is_put():
    """A meeting votes by shares, and the body's file gives none."""
    words = refused("rule-cannot-be-counted", ITEM, body=small("company-meeting"))

    assert "has no 'shares'" in words["why"]


def test_an_election_of_persons_is_not_held_here():
    """A sitting decides texts."""
    refused("not-a-majority", "item 1 speaker T", body=small("us-house"))


def test_a_name_that_may_be_several_carries_them():
    """For whoever is asked."""
    with pytest.raises(EntryRefused) as told:
        hold(ITEM, "for saint")

    assert told.value.choices == (
        "saint-kitts-and-nevis",
        "saint-lucia",
        "saint-vincent-and-the-grenadines",
    )


def test_both_languages_say_the_same():
    """The same entries from Spanish words."""
    english = held("here all", "gone mexico", ITEM, "for peru", "abstain chile", "absent mexico", "close",
                   "announce for 1 abstain 1 required 18 not adopted", "end")  # fmt: skip
    spanish = held("llega todos", "sale México", "punto 1 ordinary A text", "favor Perú", "abstención Chile",
                   "ausente méxico", "cierra", "anuncia favor 1 abstención 1 necesarios 18 no aprobado",
                   "termina")  # fmt: skip

    assert [line.event for line in english.journal.lines] == [line.event for line in spanish.journal.lines]


def test_the_state_of_a_journal_is_the_state_that_was_live():
    """Read again from its bytes, everything is as it was."""
    live = held("here all", "gone mexico", "seed a, b", "lot 1", ITEM, FOR, "correct peru abstain because x",
                "absent mexico", "close", "announce not adopted", "end")  # fmt: skip
    medium = live.journal.medium
    assert isinstance(medium, Memory)
    lines = read_lines(medium.content, where="a.journal").lines

    assert fold(lines, where="a.journal") == live.state


@settings(deadline=None)  # it opens a sitting of 35 seats each time
@given(st.randoms(use_true_random=False))
def test_whatever_is_typed_only_our_own_refusals_come(random_: random.Random):
    """Words of commands in any order: taken, or refused with a key; the state always folds."""
    words = (  # noqa: SIM905 (forty words, one a line, would be most of the test)
        "here gone item 1 ordinary T for against hands 3 0 close correct because peru chile, all rest "
        "consensus announce adopted lot casting object end adjourn resume saint ? reserve : withdrawn"
    ).split()
    live = held()
    for _ in range(12):
        line = " ".join(random_.choices(words, k=random_.randint(1, 5)))
        try:
            live.enter(events_of(live.state, line))
        except EntryRefused:
            continue
    assert fold(live.journal.lines, where="a.journal") == live.state
