"""Every step of a derivation is said in every language, with all its numbers."""

from __future__ import annotations

import re

import pytest

from tellers.model import OptionId
from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.derivation import Grid, sentence, stage_grid, tell_stages, tell_steps
from tellers.report.language import Language
from tellers.rules import (
    Compensation,
    Draw,
    ListVotes,
    Paper,
    Quota,
    RankedBallots,
    RankedRule,
    SeatRule,
    Threshold,
    allot,
    count_ranked,
)

A, B, C = (OptionId(name) for name in "ABC")
WORDS = {"at-least", "more-than", "total", "title", "steps", "record", "source", "unread"}
"""Messages that are no step, besides those of bases, names, roundings and headings."""


def votes_of(*counts: int, **more: object) -> ListVotes:
    """Return votes for A, B, C."""
    return ListVotes(votes=dict(zip((A, B, C), counts, strict=False)), **more)


def every_allotment():
    """Yield allotments that between them take every step there is."""

    def seats(given: ListVotes, house: int = 3, *, method: str = "dhondt", **more: object):
        return allot(SeatRule(method=method, seats=house, **more), given)

    for word in ("larger", "smaller", "listed", "lots"):
        yield seats(votes_of(600, 300), 2, ties=(word,))
    turns = SeatRule(method="dhondt", seats=3, ties=("alternating-lots",))
    lot = allot(turns, votes_of(5, 5)).lot
    yield allot(turns, votes_of(5, 5), draws=(Draw(lot=lot, chosen=(A,), source="minutes"),))
    clause = (Threshold(fraction="5/100", spared_by=2, base="ballots", strictness="more_than"),)
    yield seats(votes_of(96, 2, 2, won={B: 2}), thresholds=clause)
    yield seats(votes_of(1, 1, 1), thresholds=(Threshold(fraction="1/2", base="cast-or-blank"),))
    yield seats(votes_of(5, 4, 3), method="huntington-hill", minimum=1)
    yield seats(votes_of(5, 4, 3), 2, method="huntington-hill", minimum=1)
    yield seats(votes_of(5, 4, 3, alliances={B: OptionId("x"), C: OptionId("x")}))
    for quota in ("hare", "droop", "hagenbach-bischoff", "imperiali"):
        yield seats(votes_of(50, 30, 20), 4, method="largest-remainder", quota=Quota(name=quota))
    for rounding in ("down", "up", "nearest"):
        quota = Quota(name="hare", rounding=rounding)
        yield seats(votes_of(50, 30, 20), method="largest-remainder", quota=quota)
    for again in (True, False):
        quota = Quota(name="imperiali", again=again)
        yield seats(votes_of(50, 50), 1, method="largest-remainder", quota=quota)
    for overhang in ("within", "added", "levelled"):
        for won in ({A: 3, C: 1}, {B: 9}):
            how = Compensation(overhang=overhang, most_seats=12)
            yield seats(votes_of(50, 10, 0, won=won), 6, compensation=how)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_step_has_its_words_and_each_is_said_of_some_votes(code):
    """No place in braces stays open, and no sentence is one that only its catalogue has met."""
    speech, said = Language.load(code), set()
    for allotment in every_allotment():
        for step in allotment.steps:
            said.add(step.key)
            assert not re.search(r"[{}]", sentence(step, speech))
        assert all(isinstance(part, str | Grid) for part in tell_steps(allotment.steps, speech))
    steps = {
        key
        for key in load_catalogue(code).messages
        if re.fullmatch(r"seats-(?!base-|name-|rounding-|head-).*", key)
        and key.removeprefix("seats-") not in WORDS
    }

    assert said - {"seats-award", "seats-whole"} == steps


def ballots_of(**papers: int) -> RankedBallots:
    """Return papers by preferences written as letters."""
    names = sorted(set("".join(papers)))
    return RankedBallots(
        candidates=tuple(map(OptionId, names)),
        papers=tuple(Paper(count=n, preferences=tuple(map(OptionId, p))) for p, n in papers.items()),
    )


def every_count():
    """Yield ranked counts that between them say every sentence."""
    scottish = RankedRule(method="stv", seats=2)
    yield count_ranked(scottish, ballots_of(AB=35, AC=13, B=20, CB=18, DC=14))
    yield count_ranked(RankedRule(method="stv", seats=4), ballots_of(AB=2, B=1))
    yield count_ranked(RankedRule(method="stv", seats=3), ballots_of(AC=40, BD=40, C=15, D=10, E=9))
    yield count_ranked(RankedRule(method="irv"), ballots_of(A=0))
    for word in ("previous", "first", "listed"):
        rule = RankedRule(method="irv", ties=(word, "lots"))
        yield count_ranked(rule, ballots_of(A=10, B=6, C=5, DC=2, DB=3, EB=1, EC=3))
    tied = ballots_of(A=9, BA=5, CA=5)
    lot = count_ranked(RankedRule(method="irv"), tied)
    yield lot
    yield count_ranked(
        RankedRule(method="irv"), tied, draws=(Draw(lot=lot.lot, chosen=(B,), source="minutes"),)
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_stage_has_its_words(code):
    """As lines, and as a table whose columns add up to the valid papers."""
    speech = Language.load(code)
    told = [line for count in every_count() for line in tell_stages(count, speech)]

    assert not [line for line in told if re.search(r"[{}]", line)]
    for count in every_count():
        grid = stage_grid(count, speech)
        assert set(grid.rows[-1][1:]) <= {speech.decimal(count.valid, 0)}
    for key, forms in load_catalogue(code).messages.items():
        if key.startswith("ranked-") and "head" not in key and key != "ranked-title":
            begun = re.escape(re.split(r"\{", forms[0])[0])
            assert any(re.search(begun, line) for line in told), key


def test_a_divisor_is_written_as_a_root_where_it_is_one():
    """And as a fraction where the law has one; the quotient is what a calculator shows, cut."""
    speech = Language.load("en")
    hill = tell_steps(allot(SeatRule(method="huntington-hill", seats=3), votes_of(1000, 400)).steps, speech)
    modified = tell_steps(
        allot(SeatRule(method="sainte-lague", seats=1, first_divisor="7/5"), votes_of(1000)).steps, speech
    )

    rows = [next(part for part in told if isinstance(part, Grid)).rows[-1] for told in (hill, modified)]
    assert rows == [("3", "A", "1,000", "√2", "707.10"), ("1", "A", "1,000", "7/5", "714.28")]
