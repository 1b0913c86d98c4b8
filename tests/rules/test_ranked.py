"""Ranked counts: worked by hand, by a slow count of single papers, and their books kept exactly."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.shares import CALM
from votelib.evaluate.sequential import TransferableVoteSelector

from tellers.model import OptionId, OutcomeWord
from tellers.rules.ballots import Paper, RankedBallots
from tellers.rules.lots import Draw, Lot
from tellers.rules.ranked import count_ranked
from tellers.rules.ranked_rule import RankedRule

A, B, C, D = (OptionId(name) for name in "ABCD")
IRV = RankedRule(method="irv")


def ballots_of(papers: dict[str, int], candidates: str = "", **more: object) -> RankedBallots:
    """Return ballots from preferences written as letters, with how many papers have them."""
    names = candidates or "".join(sorted(set("".join(papers))))
    return RankedBallots(
        candidates=tuple(map(OptionId, names)),
        papers=tuple(Paper(count=n, preferences=tuple(map(OptionId, order))) for order, n in papers.items()),
        **more,
    )


def votes_at(count, stage: int) -> dict[str, str]:
    """Return the votes after a stage, with five decimals."""
    return {option: f"{float(votes):.5f}" for option, votes in count.stages[stage - 1].votes.items()}


WARD = {"AB": 35, "AC": 13, "B": 20, "CB": 18, "DC": 14}


def test_a_ward_of_two_seats_by_the_scottish_rules_worked_by_hand():
    """100 papers, quota 100 // 3 + 1 = 34.

    A has 48, a surplus of 14: each paper goes on at 14 x 1 / 48 = 0.29166 (0.291666... cut). 35 to B are
    10.2081, 13 to C 3.79158; 0.00032 are lost. B 30.2081, C 21.79158, D 14: D is excluded, 14 to C at 1,
    and C has 35.79158, over the quota.
    """
    count = count_ranked(RankedRule(method="stv", seats=2), ballots_of(WARD))

    assert (count.quota, count.elected, count.word) == (34, (A, C), OutcomeWord.ELECTED)
    assert [(stage.action, stage.of) for stage in count.stages] == [
        ("first", None),
        ("transfer", A),
        ("exclude", D),
    ]
    assert votes_at(count, 1) == {"A": "48.00000", "B": "20.00000", "C": "18.00000", "D": "14.00000"}
    assert votes_at(count, 2) == {"A": "34.00000", "B": "30.20810", "C": "21.79158", "D": "14.00000"}
    assert votes_at(count, 3) == {"A": "34.00000", "B": "30.20810", "C": "35.79158", "D": "0.00000"}
    assert count.stages[2].lost == Fraction(32, 100_000)


def test_a_paper_that_came_by_a_surplus_goes_on_at_a_part_of_its_value():
    """Rule 48(3): surplus times the value it was received at, over the votes of its holder.

    110 papers, three seats, quota 28. A 50, surplus 22: 0.44 a paper; 40 to B are 17.6: B 37.6, surplus
    9.6. B's own 20 go on at 9.6 / 37.6 = 0.25531; those from A at 9.6 x 0.44 / 37.6 = 0.11234 (cut).
    """
    papers = {"ABC": 40, "AD": 10, "BD": 20, "C": 18, "D": 22}
    count = count_ranked(RankedRule(method="stv", seats=3), ballots_of(papers))

    assert count.quota == 28
    assert votes_at(count, 2) == {"A": "28.00000", "B": "37.60000", "C": "18.00000", "D": "26.40000"}
    assert count.stages[2].moved == {C: 40 * Fraction("0.11234"), D: 20 * Fraction("0.25531")}
    assert count.elected == (A, B, D)


def test_where_as_many_are_left_as_places_nothing_more_is_moved():
    """Rule 52: B and C are elected without the quota, and A's surplus stays where it is."""
    count = count_ranked(RankedRule(method="stv", seats=3), ballots_of({"AB": 90, "B": 6, "C": 4}))

    assert count.elected == (A, B, C)
    assert [stage.action for stage in count.stages] == ["first", "fill"]
    assert count.stages[-1].votes[A] == 90


def test_fewer_candidates_than_places_are_all_elected():
    """The rest of the places stay empty."""
    count = count_ranked(RankedRule(method="stv", seats=4), ballots_of({"AB": 2, "B": 1}))

    assert (count.elected, count.seats) == ((A, B), 4)


def test_equals_are_parted_by_the_latest_stage_at_which_they_differed():
    """Rule 51(2): B and C have 8 each after D is out; C had fewer before, so C is excluded."""
    papers = {"A": 9, "B": 8, "C": 6, "DC": 2}
    count = count_ranked(IRV, ballots_of(papers))

    third = count.stages[2]
    assert (third.of, third.tied, third.words) == (C, (B, C), ("previous",))


def test_equals_at_every_stage_wait_for_a_lot():
    """The count stops with what is known, and says who must be drawn among whom."""
    papers = {"A": 9, "BA": 5, "CA": 5}

    count = count_ranked(IRV, ballots_of(papers))

    assert (count.word, count.elected) == (OutcomeWord.TIE, ())
    assert count.lot == Lot(purpose="exclude", at=2, among=(B, C), take=1)
    draw = Draw(lot=count.lot, chosen=(B,), source="drawn before the agents")
    done = count_ranked(IRV, ballots_of(papers), draws=(draw,))
    assert (done.elected, done.stages[1].of, done.stages[1].draw) == ((A,), B, draw)


def test_equal_surpluses_are_parted_too():
    """Rule 49(3): both have 40 from the first stage on, so whose goes first is a lot."""
    papers = {"AC": 40, "BD": 40, "C": 15, "D": 10, "E": 9}

    count = count_ranked(RankedRule(method="stv", seats=3), ballots_of(papers))

    assert count.lot == Lot(purpose="transfer", at=2, among=(A, B), take=1)
    assert count.elected == (A, B)


def test_the_tie_rule_of_a_ranked_count_is_data():
    """By the first stage at which they differed, or by a named order: who stands last in it goes."""
    papers = {"A": 9, "BA": 5, "CA": 5}
    listed = RankedRule(method="irv", ties=("listed",))
    named = RankedRule(method="irv", ties=("listed",), order=(C, B))

    assert count_ranked(listed, ballots_of(papers)).stages[1].of == C
    assert count_ranked(named, ballots_of(papers)).stages[1].of == B


def test_the_first_stage_and_the_latest_may_part_equals_differently():
    """B and C have 10 each at the third stage: C had fewer at the first, B at the second."""
    papers = {"A": 10, "B": 6, "C": 5, "DC": 2, "DB": 3, "EB": 1, "EC": 3}
    first, latest = (
        count_ranked(RankedRule(method="irv", ties=(word, "lots")), ballots_of(papers))
        for word in ("first", "previous")
    )

    assert [[stage.votes[o] for o in (B, C)] for stage in first.stages[:3]] == [[6, 5], [7, 8], [10, 10]]
    assert (first.stages[3].of, first.stages[3].words) == (C, ("first",))
    assert (latest.stages[3].of, latest.stages[3].words) == (B, ("previous",))


def test_tennessee_chooses_knoxville_by_instant_runoff():
    """The textbook's capital: 42, 26, 15 and 17; Chattanooga goes, then Nashville; Knoxville has 58."""
    papers = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}

    count = count_ranked(IRV, ballots_of(papers))

    assert count.elected == ("K",)
    assert [stage.of for stage in count.stages] == [None, "C", "N"]
    assert count.stages[-1].votes == {"M": 42, "N": 0, "C": 0, "K": 58}


def test_burlington_2009_excludes_the_one_who_beats_both_others():
    """The mayoral count reduced to its three strongest, as it is widely quoted (m): Kiss, not Montroll.

    Montroll is before Kiss on 4,067 papers against 3,477, and goes first with 2,554 votes of 8,833.
    """
    papers = {
        "MKW": 1332, "MWK": 767, "M": 455, "KMW": 2043, "KWM": 371, "K": 568,
        "WMK": 1513, "WKM": 495, "W": 1289,
    }  # fmt: skip

    count = count_ranked(IRV, ballots_of(papers))

    assert count.stages[0].votes == {"M": 2554, "K": 2982, "W": 3297}
    assert count.stages[1].votes == {"M": 0, "K": 4314, "W": 4064}
    assert (count.elected, count.stages[1].exhausted) == (("K",), 455)


def test_a_candidate_who_withdrew_is_passed_over():
    """Preferences for it are not counted, and a paper with no other is not valid."""
    count = count_ranked(IRV, ballots_of({"AB": 5, "B": 3, "C": 4, "A": 2}, withdrawn=(A,)))

    assert (count.valid, count.elected) == (12, (B,))
    assert count.stages[0].votes == {"B": 8, "C": 4}


def test_nobody_voted_and_nobody_is_elected():
    """No lot is asked for among candidates whom nobody wants."""
    count = count_ranked(IRV, ballots_of({"A": 0}, candidates="AB"))

    assert (count.word, count.elected, count.stages) == (OutcomeWord.NO_ELECTION, (), ())


@pytest.mark.parametrize(
    ("ballots", "message"),
    [
        (ballots_of({"AA": 1}, candidates="AB"), "each once"),
        (ballots_of({"AZ": 1}, candidates="AB"), "each once"),
        (ballots_of({"A": -1}), "0 or more"),
        (ballots_of({"A": 1}, candidates="AA"), "each named once"),
        (ballots_of({"A": 1}, withdrawn=(B,)), "cannot withdraw"),
    ],
)
def test_papers_that_cannot_be_counted_are_refused(ballots, message):
    """Before anything is decided by them."""
    with pytest.raises(ValueError, match=message):
        count_ranked(IRV, ballots)


orders = st.permutations("ABCDE").flatmap(lambda order: st.integers(1, 5).map(lambda n: "".join(order[:n])))
papers = st.dictionaries(orders, st.integers(1, 400), min_size=1, max_size=12)
rules = st.one_of(
    st.just(RankedRule(method="irv", ties=("previous", "listed"))),
    st.builds(
        RankedRule,
        method=st.just("stv"),
        seats=st.integers(1, 4),
        decimals=st.sampled_from([None, 0, 2, 5]),
        ties=st.just(("previous", "listed")),
    ),
)


@CALM
@given(rule=rules, papers=papers)
def test_every_stage_keeps_the_books(rule, papers):
    """Votes held, exhausted and lost to rounding are the valid papers, exactly, at every stage."""
    count = count_ranked(rule, ballots_of(papers, candidates="ABCDE"))

    for stage in count.stages:
        assert sum(stage.votes.values()) + stage.exhausted + stage.lost == sum(papers.values())
        assert stage.lost >= 0
        assert min(stage.votes.values()) >= 0
    assert count.stages[-1].lost == 0 or rule.decimals is not None


@CALM
@given(rule=rules, papers=papers)
def test_as_many_are_elected_as_there_are_places(rule, papers):
    """Nobody twice, and whoever has the quota is among them."""
    count = count_ranked(rule, ballots_of(papers, candidates="ABCDE"))

    assert len(count.elected) == len(set(count.elected)) == rule.seats
    if count.quota is not None:
        reached = [option for option, votes in count.stages[0].votes.items() if votes >= count.quota]
        assert set(reached) <= set(count.elected)


@CALM
@given(rule=rules, papers=papers, data=st.data())
def test_the_order_of_the_papers_changes_nothing(rule, papers, data):
    """Nor does it matter how equal papers are counted together."""
    turned = dict(data.draw(st.permutations(list(papers.items()))))
    one_by_one = RankedBallots(
        candidates=tuple(map(OptionId, "ABCDE")),
        papers=tuple(
            Paper(count=part, preferences=tuple(map(OptionId, order)))
            for order, n in turned.items()
            for part in (n // 2, n - n // 2)
        ),
    )

    assert count_ranked(rule, ballots_of(papers, candidates="ABCDE")) == count_ranked(rule, one_by_one)


@CALM
@given(seats=st.integers(1, 4), papers=papers)
def test_a_slow_count_of_single_papers_elects_the_same(seats, papers):
    """Every paper on its own, its value in hundred-thousandths, the Order read rule by rule."""
    rule = RankedRule(method="stv", seats=seats, ties=("listed",))
    count = count_ranked(rule, ballots_of(papers, candidates="ABCDE"))

    assert list(count.elected) == slow_count(papers, "ABCDE", seats)


def slow_count(papers, candidates, seats):  # noqa: C901 (the rules of the Order in a row)
    """Return the elected, counting paper by paper; equals go by the order of the candidates."""
    unit = 100_000
    single = [[order, unit, ""] for order, n in papers.items() for _ in range(n)]
    quota = (len(single) // (seats + 1) + 1) * unit
    elected, out, done = [], [], set()
    for paper in single:
        paper[2] = paper[0][0]
    while True:
        votes = Counter(dict.fromkeys(candidates, 0))
        for _, value, holder in single:
            if holder:
                votes[holder] += value
        for gone in done:
            votes[gone] = quota
        left = [c for c in candidates if c not in elected and c not in out]
        elected += sorted((c for c in left if votes[c] >= quota), key=lambda c: (-votes[c], c))
        left = [c for c in left if c not in elected]
        if len(elected) >= seats:
            return elected
        if len(left) <= seats - len(elected):
            return elected + sorted(left, key=lambda c: (-votes[c], c))
        over = [c for c in elected if c not in done and votes[c] > quota]
        if over:
            moving = max(over, key=lambda c: (votes[c], -ord(c)))
            done.add(moving)
        else:
            moving = min(left, key=lambda c: (votes[c], -ord(c)))
            out.append(moving)
            left.remove(moving)
        for paper in single:
            if paper[2] == moving:
                if over:
                    paper[1] = (votes[moving] - quota) * paper[1] // votes[moving]
                paper[2] = next((c for c in paper[0] if c in left), "")


whole = st.dictionaries(st.permutations("ABCDE").map("".join), st.integers(1, 400), max_size=12)


@CALM
@given(papers=whole, firsts=st.lists(st.integers(100, 4_000), min_size=5, max_size=5, unique=True))
def test_votelib_elects_the_same_by_instant_runoff(papers, firsts):
    """Wherever we ask for no lot, on papers that rank everybody.

    Its faults: where papers are exhausted it may raise "infinite loop in STV", and it knows only those
    who are first on some paper.
    """
    papers = {**papers, **dict(zip(("ABCDE", "BCDEA", "CDEAB", "DEABC", "EABCD"), firsts, strict=True))}
    count = count_ranked(RankedRule(method="irv", ties=("lots",)), ballots_of(papers))
    assume(count.lot is None)

    theirs = TransferableVoteSelector().evaluate({tuple(order): n for order, n in papers.items()}, 1)

    assert theirs == list(count.elected)
