"""What the first screen says where the words of a vote are few."""

from __future__ import annotations

from tellers import check
from tellers.report.compose import compose

SHEETS = b"u,a,b\n1,60,40\n2,30,70\n"
ANNOUNCED = """
[[proclamation]]
id = "first"
contest = "mayor"
by = "the board"
date = "2024-01-02"
document = "bulletin 1"
claim = [ { outcome = "elected", winners = ["B"] } ]
"""


def test_a_vote_of_which_nothing_was_announced_says_so(desk):
    """An empty answer would look like one that was lost; a body nobody names is left out."""
    desk.lay(SHEETS)

    report = compose(check(desk.dossier()), "en").contests[0]

    assert report.headline.proclaimed == ("Nothing: the dossier holds no proclamation of this contest.",)
    assert report.subtitle == "1 January 2024"


def test_a_proclamation_without_a_title_is_named_once(desk):
    """By who made it and when, and not a second time in brackets."""
    desk.lay(SHEETS)
    (desk.folder / "proclamations.toml").write_text(ANNOUNCED)

    report = compose(check(desk.dossier()), "en").contests[0]

    assert report.headline.proclaimed == ("the board, 2 January 2024: elected: Bea.",)
