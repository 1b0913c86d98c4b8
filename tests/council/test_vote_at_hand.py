"""A published vote whose names are not all known: what those not named could still change."""

from __future__ import annotations

import pytest
from tests.council.held import small

from tellers.council.chain import Published
from tellers.council.vote_at_hand import VoteAtHand, record_vote
from tellers.dossier.body_file import read_body
from tellers.model import Position, Rule, UnitId, Veto

RULE = Rule(kind="majority", number=3, veto=Veto(group="permanent"))


def change(seat: str, what: str) -> str:
    """A change of one seat, before the vote."""
    return f'change = [{{ seat = "{seat}", what = "{what}", on = "2020-01-01" }}]\n'


@pytest.mark.parametrize(
    ("changed", "outcome", "settled"),
    [
        ("", None, False),
        (change("b", "suspended"), "adopted", False),
        (change("b", "in-arrears"), "adopted", False),
        (change("b", "not-called"), "adopted", False),
        (change("b", "vacated"), "adopted", False),
        (change("a", "suspended"), None, False),
    ],
)
def test_who_may_not_vote_or_is_never_called_could_not_have_vetoed(changed, outcome, settled):
    """Four of five for; nothing is said of B, which has a veto when it has a vote."""
    roll = read_body(small("un-general-assembly", extra=changed), where="body.toml").roll_on("2024-07-31")
    named = {UnitId(name): "for" for name in "acde"}
    vote = VoteAtHand(day="2024-07-31", published=Published(), positions=lambda: named, known=roll, members=5)
    found = record_vote(vote, RULE, {Position.FOR: 4})

    assert (found.outcome.word.value if found.outcome else None, found.settled) == (outcome, settled)


def test_who_could_vote_and_changes_nothing_leaves_it_settled():
    """B has no veto: with four for, its own position decides nothing."""
    plain = b'id = "b", name = "B", joined = "2000-01-01", '
    body = small("un-general-assembly").replace(plain + b"groups", plain + b"aliases")
    roll = read_body(body, where="body.toml").roll_on("2024-07-31")
    named = {UnitId(name): "for" for name in "acde"}
    vote = VoteAtHand(day="2024-07-31", published=Published(), positions=lambda: named, known=roll, members=5)
    found = record_vote(vote, RULE, {Position.FOR: 4})

    assert found.outcome is not None
    assert (found.outcome.word.value, found.settled) == ("adopted", True)
