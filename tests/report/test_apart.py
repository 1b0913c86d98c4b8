"""What stands beside the word "contradicted": how far apart, and in which tone."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from tests.check.judged import announcing, plain

from tellers.check import Result, check
from tellers.report.compose import compose
from tellers.report.html import render_html
from tellers.report.text import render_text

WIN = '{ outcome = "elected", winners = ["A"] }'


@pytest.fixture
def off_by(tmp_path):
    """A complete count with a lead of 200 for A, announced with so many votes more."""

    def make(votes: int, claim: str = "") -> Result:
        claims = claim or f'{{ figure = "A", votes = {400 + votes} }}, {WIN}'
        return check(announcing(plain(), tmp_path / str(votes), claims).dossier)

    return make


def labels(result: Result, language: str = "en") -> dict[str, tuple[str, str]]:
    """Return the tone and the size of every claim judged."""
    judged = compose(result, language).contests[0].judged
    return {one.claim: (one.label.id, one.label.size) for one in judged}


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (1, ("contradicted-notice", "by 1 vote, 0.50\u00a0% of the margin")),
        (2, ("contradicted-attention", "by 2 votes, 1.00\u00a0% of the margin")),
        (200, ("contradicted", "by 200 votes, 100.00\u00a0% of the margin")),
    ],
)
def test_the_size_stands_beside_the_word_and_the_tone_follows_it(off_by, votes, expected):
    """The alarm is for what reaches the margin; the word is the same for all."""
    assert labels(off_by(votes))["List A: number"] == expected


def test_a_confirmed_figure_and_an_outcome_have_no_size(off_by):
    """Only a number can be off by a number."""
    told = labels(off_by(1))

    assert {claim: size for claim, (_, size) in told.items() if claim != "List A: number"} == {
        "outcome: List A": ""
    }


def test_a_percentage_has_its_size_in_votes(off_by):
    """57.3 announced of 700, 57.14 in the records: a vote and a bit."""
    told = labels(off_by(0, f'{{ figure = "A", percent = "57.3", of = "valid" }}, {WIN}'))

    assert told["List A: percentage"] == ("contradicted-notice", "by 1 vote, 0.50\u00a0% of the margin")


def test_the_first_screen_says_how_little_all_contradictions_are(off_by):
    """In the line that counts the words, in both languages."""
    result = off_by(1)

    assert (
        compose(result, "en")
        .contests[0]
        .headline.count.startswith(
            "2 claims judged one by one: contradicted: 1 (by 1 vote at most, 0.50\u00a0% of the margin)"
        )
    )
    assert "contradicho: 1 (por 1 voto a lo sumo, un 0,50\u00a0% del margen)" in (
        compose(result, "es").contests[0].headline.count
    )


def test_page_and_screen_show_the_size(off_by):
    """The page beside the word, the screen before the claim."""
    result, console = off_by(1), Console(file=io.StringIO(), width=200, highlight=False)
    console.print(render_text(result, "en", quiet=True))

    assert '<span class="size">by 1 vote, 0.50\u00a0% of the margin</span>' in render_html(result, "en")
    assert (
        "CONTRADICTED  by 1 vote, 0.50\u00a0% of the margin: List A: number 401\n" in console.file.getvalue()
    )
