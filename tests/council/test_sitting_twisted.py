"""What a sitting cannot be made to say: who made the quorum, what was put, who has a veto."""

from __future__ import annotations

from tests.council.held import hold, small
from tests.council.test_sitting import ITEM, refused

from tellers.model import OutcomeWord


def test_who_voted_and_left_before_the_close_made_the_quorum():
    """Three of five vote and go; the two who are left when the vote is closed do not undo their votes."""
    sitting = hold(
        "here all", ITEM, "for a, b, c", "gone a, b, c", "close", body=small("un-general-assembly")
    )
    item = sitting.find("1")
    outcome = item.outcome()

    assert outcome is not None
    assert (outcome.word, item.tally["present"]) == (OutcomeWord.ADOPTED, 2)
    assert next(one.votes for one in outcome.reached if one.base == "quorum") == 5


def test_what_votes_were_entered_on_was_put():
    """It can be withdrawn, if the body lets it; that it was not put would be untrue."""
    assert refused("put-already", ITEM, "for peru", "not-put because time ran out") == {"item": "1"}
    assert refused("put-already", ITEM, "hands 3 1", "not-put because time ran out") == {"item": "1"}
    assert hold(ITEM, "for peru", "withdrawn because its sponsors ask").find("1").outcome() is not None


def test_nobody_arrives_on_a_vacant_seat():
    """And so it makes no quorum."""
    body = small(
        "un-general-assembly", extra='change = [{ seat = "a", what = "vacated", on = "2020-01-01" }]\n'
    )

    assert refused("seat-vacant", "here a", body=body) == {"seat": "a"}
    assert [str(seat) for seat in sorted(hold("here all", body=body).here)] == ["b", "c", "d", "e"]


def test_a_veto_that_nobody_has_is_no_absence_of_a_veto():
    """A body whose permanent members are not marked: 14 in favour and one against adopt nothing here."""
    body = small("un-security-council", 15).replace(b"permanent", b"western")

    assert "permanent" in refused("rule-cannot-be-counted", "item 1 substance T", body=body)["why"]
