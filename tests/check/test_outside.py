"""What an outcome rests on besides the sheets: votes outside them, the rule's threshold, its base."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.check.judged import announcing, plain, verdicts_of
from tests.simulator import honest_council, unread_figure, with_status

from tellers.check import check_outstanding, check_rule
from tellers.model import Addition, FigureId, OptionId, Rule, Statement, Text
from tellers.rules import bases_of, decide, possible_outcomes

A, B, C = OptionId("A"), OptionId("B"), OptionId("C")
TEN_AHEAD = Rule(kind="runoff", base="cast", lead="40/100+10/100")


def abroad(votes: int) -> tuple[Addition, ...]:
    """So many votes for B that are in no record."""
    return (Addition(name=Text.of("abroad"), figures=((FigureId("B"), votes),), by=Text.of("x")),)


def test_votes_outside_the_records_decide_with_them(tmp_path):
    """A leads by 100 on the sheets, B by 50 with 150 votes from abroad: B elected is confirmed."""
    claims = '{ figure = "B", votes = 450 }, { outcome = "elected", winners = ["B"] }'
    case = announcing(plain(votes={"A": 40, "B": 30}), tmp_path, claims, additions=abroad(150))
    found = verdicts_of(case)
    (rule,) = (f for f in check_rule(case) if f.code == "rule-elected")

    assert found["p/outcome"].word.value == "confirmed"
    assert "assume-additions-as-stated" in found["p/outcome"].assumptions
    assert (rule.message, rule.number("votes"), rule.margin) == ("rule-outcome-added", 450, 50)


def test_votes_outside_the_records_can_open_what_they_settle_alone(tmp_path):
    """A leads by 180 on nine of ten tables, by 90 with those abroad: the 100 outstanding are enough."""
    (first, *_) = check_outstanding(announcing(plain(9), tmp_path, additions=abroad(90)))

    assert (first.code, first.message) == ("outcome-open", "outstanding-open-added")
    assert (first.number("margin"), first.number("capacity"), first.number("added")) == (90, 100, 90)


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ((450, 350, 200), ["elected", "runoff"]),
        ((450, 349, 201), ["elected", "elected"]),
        ((450, 351, 199), ["runoff", "runoff"]),
        ((399, 250, 351), ["runoff", "runoff"]),
    ],
)
def test_a_lead_may_have_to_be_more_than_what_it_names(votes, words):
    """Argentina asks for more than ten points and Bolivia for ten: exactly ten are enough there alone."""
    named = dict(zip((A, B, C), votes, strict=True))
    rules = (TEN_AHEAD, replace(TEN_AHEAD, lead="40/100>10/100"))
    outcomes = [decide(rule, named, bases_of(rule, named, members=0)) for rule in rules]

    assert [outcome.word.value for outcome in outcomes] == words


@pytest.mark.parametrize(
    ("votes", "word", "margin"),
    [
        ((2_889_359, 2_240_920, 1_007_392), "elected", 34_672),
        ((460, 350, 190), "elected", 11),
        ((460, 361, 179), "runoff", 1),
        ((510, 480, 10), "elected", 10),
        ((501, 499, 0), "elected", 1),
        ((500, 500, 0), "runoff", 1),
        ((410, 390, 200), "runoff", 80),
        ((270, 205, 200), "runoff", 3),
    ],
)
def test_the_margin_of_a_rule_with_two_ways_is_what_clears_or_misses_the_easier(votes, word, margin):
    """Not the lead: of 6,137,671 votes a lead of 648,439 is 34,672 from another round."""
    named = dict(zip((A, B, C), votes, strict=True))
    outcome = decide(TEN_AHEAD, named, bases_of(TEN_AHEAD, named, members=0))

    assert (outcome.word.value, outcome.margin) == (word, margin)


@pytest.mark.parametrize("votes", [(460, 350, 190), (510, 480, 10), (600, 200, 200), (460, 361, 179)])
def test_one_vote_less_than_the_margin_changes_nothing(votes):
    """On the same base: margin - 1 votes of the first leave the outcome, margin votes change it."""
    named = dict(zip((A, B, C), votes, strict=True))
    bases = bases_of(TEN_AHEAD, named, members=0)
    outcome = decide(TEN_AHEAD, named, bases)
    way = -1 if outcome.word.value == "elected" else 1

    def word(votes: int) -> str:
        return decide(TEN_AHEAD, {**named, A: named[A] + way * votes}, bases).word.value

    assert word(outcome.margin - 1) == outcome.word.value
    assert word(outcome.margin) != outcome.word.value


def test_equal_votes_elect_nobody_where_half_is_enough():
    """At least half of 1,000, and 500 each: standing first on the ballot elects nobody."""
    rule, named = Rule(kind="runoff", base="cast", strictness="at_least"), {A: 500, B: 500}

    assert decide(rule, named, bases_of(rule, named, members=0)).word.value == "runoff"


def test_who_of_two_is_first_before_another_round_is_no_other_outcome(tmp_path):
    """A 360, B 351, C 189: ten outstanding votes can put B first; both go on whatever they hold."""
    rule, votes = Rule(kind="runoff", base="cast"), {A: 360, B: 351, C: 189}
    words = {o.winners for o in possible_outcomes(rule, votes, bases_of(rule, votes, members=0), missing=10)}
    made = plain(9, votes={"A": 40, "B": 39, "C": 21})
    places = tuple(replace(p, registered=10 if p.unit == "01.01.10" else 100) for p in made.places)
    made = replace(made, places=places, statements={"units": 10, "registered": 910})

    assert words == {(A, B), (B, A)}
    assert announcing(made, tmp_path, rule=rule).bounds("official").settled


def test_a_majority_of_nobody_knows_how_many_is_not_told(tmp_path):
    """Without a number of members 17 votes are no majority of none."""
    made = honest_council(seed=2)
    made = replace(made, places=tuple(replace(p, registered=None) for p in made.places), statements={})
    case = announcing(made, tmp_path, '{ outcome = "adopted" }, { required = 18 }')

    assert [f.code for f in check_rule(case)] == ["rule-base-unknown"]
    assert list(check_outstanding(case)) == []
    assert {v.word.value for v in verdicts_of(case).values()} == {"cannot tell"}


def test_each_register_asks_for_its_own_majority(tmp_path):
    """More than half of 1,000 is 501, of a rival 1,300 it is 651."""
    stated = announcing(plain(9), tmp_path / "a").contest.statements
    rival = Statement(about="registered", value=1300, by=Text.of("the press"))
    rule = Rule(kind="majority", wins=A, base="members")
    case = announcing(plain(9), tmp_path / "b", rule=rule, statements=(*stated, rival))

    told = [(f.number("registered"), f.number("required"), f.margin) for f in check_outstanding(case)]
    assert told == [(1000, 501, 141), (1300, 651, 291)]


def test_an_unread_figure_without_register_or_ballots_bounds_nothing(tmp_path):
    """The list gives the missing table 100 voters; what the unread one holds, nobody says."""
    made = plain(9)
    for figure in ("B", "valid", "voters"):
        made = unread_figure(made, unit="01.01.01", figure=figure)
    places = tuple(replace(p, registered=None) if p.unit == "01.01.01" else p for p in made.places)
    case = announcing(replace(made, places=places, statements={"units": 10}), tmp_path)

    assert case.bounds("official") is None
    assert verdicts_of(case)["outcome"].word.value == "open"


def test_one_equal_count_does_not_make_a_part_complete(tmp_path):
    """Nought for C at 90 % of the tables and on half of them: the other half could hold votes for C."""
    counts = '{ figure = "A", votes = 380 }, { figure = "B", votes = 280 }, { figure = "C", votes = 0 }'
    made = plain(5, votes={"A": 40, "B": 30, "C": 0})
    found = verdicts_of(announcing(made, tmp_path, counts + ', { coverage = "90", of = "units" }'))

    assert found["p/C.count"].word.value == "consistent"


@pytest.mark.parametrize(
    ("percent", "word"), [("67.5", "confirmed"), ("75.0", "confirmed"), ("70.0", "contradicted")]
)
def test_the_voters_of_closed_units_may_be_of_the_whole_or_not(percent, word, tmp_path):
    """675 voters of 1,000 registered, or of the 900 whose table was not annulled."""
    made = with_status(plain(), unit="01.01.10", status="annulled")
    claim = f'{{ figure = "voters", percent = "{percent}", of = "registered" }}'

    assert verdicts_of(announcing(made, tmp_path, claim))["p/voters.share"].word.value == word


def test_that_a_list_is_whole_is_assumed_where_nobody_counts_the_units(tmp_path):
    """Nine units listed, nine recorded, and no number of units stated."""
    made = plain(9)
    case = announcing(replace(made, places=made.places[:9], statements={}), tmp_path)

    assert "assume-list-whole" in verdicts_of(case)["outcome"].assumptions
    assert "assume-list-whole" in next(check_outstanding(case)).assumptions
