"""Every count twice: by Tellers, and slowly, one paper or one quotient at a time, from the text of the rule.

The second way shares nothing with the first: papers are kept one by one with their value, a house is
handed out by sorting every quotient there could be. Small numbers, so that equals come often.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.model import OptionId
from tellers.rules import ListVotes, Paper, RankedBallots, RankedRule, SeatRule, allot, count_ranked

NAMES = tuple(map(OptionId, "ABCDEF"))
SQUARES = {
    "dhondt": lambda n: Fraction(n + 1) ** 2,
    "sainte-lague": lambda n: Fraction(2 * n + 1) ** 2,
    "huntington-hill": lambda n: Fraction(n * (n + 1)),
    "adams": lambda n: Fraction(n) ** 2,
    "imperiali-divisor": lambda n: Fraction(n + 2) ** 2,
    "danish": lambda n: Fraction(3 * n + 1) ** 2,
}
PAPERS = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 5, 7, 20]), st.permutations(NAMES[:5]), st.integers(0, 5)),
    max_size=8,
).map(lambda drawn: [(count, tuple(order[:length])) for count, order, length in drawn])


class Slow:
    """Rules 45 to 52 of SSI 2007/42, one paper at a time."""

    def __init__(self, candidates, ballots, seats):
        self.continuing, self.seats, self.order = list(candidates), seats, list(candidates)
        self.piles = {one: [] for one in candidates}
        self.elected, self.waiting, self.stages = [], [], []
        for count, order in ballots:
            for _ in range(count):
                self._lay(order, Fraction(1))
        self.credit = {one: Fraction(len(pile)) for one, pile in self.piles.items()}
        valid = int(sum(self.credit.values()))
        self.quota = valid // (seats + 1) + 1
        self.word = "no election"
        if valid:
            self.word = self._count()

    def _lay(self, order, value):
        for one in order:
            if one in self.continuing:
                self.piles[one].append((order, value))
                return one
        return None

    def _count(self):
        self._settle()
        while len(self.elected) < self.seats and self.continuing:
            surplus = bool(self.waiting)
            among = self.waiting if surplus else self.continuing
            best = (max if surplus else min)(self.credit[one] for one in among)
            equal = [one for one in among if self.credit[one] == best]
            for stage in reversed(self.stages):
                best = (max if surplus else min)(stage[one] for one in equal)
                equal = [one for one in equal if stage[one] == best]
            if len(equal) > 1:
                return "tie"
            self._pass_on(equal[0], surplus=surplus)
            self._settle()
        return "elected"

    def _pass_on(self, one, *, surplus):
        (self.waiting if surplus else self.continuing).remove(one)
        total, papers = self.credit[one], self.piles[one]
        self.piles[one], self.credit[one] = [], Fraction(self.quota if surplus else 0)
        for order, value in papers:
            new = (
                Fraction(floor(value * (total - self.quota) / total * 100_000), 100_000) if surplus else value
            )
            to = self._lay(order, new)
            if to is not None:
                self.credit[to] += new

    def _settle(self):
        ranked = sorted(self.continuing, key=lambda one: (-self.credit[one], self.order.index(one)))
        for one in [one for one in ranked if self.credit[one] >= self.quota]:
            self.elected.append(one)
            self.continuing.remove(one)
            if self.credit[one] > self.quota:
                self.waiting.append(one)
        self.stages.append(dict(self.credit))
        places = self.seats - len(self.elected)
        if 0 < len(self.continuing) <= places:
            self.elected += [one for one in ranked if one in self.continuing]
            self.continuing.clear()
            self.stages.append(dict(self.credit))


@settings(max_examples=200, deadline=None)
@given(PAPERS, st.integers(1, 4))
def test_a_transferable_vote_is_what_one_paper_after_the_other_comes_to(ballots, seats):
    """Who is elected in which order, and everybody's votes after every stage."""
    candidates = NAMES[:5]
    papers = tuple(Paper(count=count, preferences=order) for count, order in ballots)
    found = count_ranked(
        RankedRule(method="stv", seats=seats), RankedBallots(candidates=candidates, papers=papers)
    )
    slow = Slow(candidates, ballots, seats)

    assert (found.word.value, list(found.elected)) == (slow.word, slow.elected)
    assert [dict(stage.votes) for stage in found.stages] == slow.stages


def quotients(votes, house, square):
    """Every quotient squared, the largest first; a divisor of nothing comes before all others."""
    every = [
        ((not square(seats), Fraction(count**2) / (square(seats) or 1)), name)
        for name, count in votes.items()
        if count
        for seats in range(house)
    ]
    return sorted(every, key=lambda one: one[0], reverse=True)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(1, 12), st.sampled_from(sorted(SQUARES))
)
def test_seats_are_the_largest_of_all_quotients(counts, house, method):
    """Equal ones at the edge are a lot among exactly those, and nobody has a seat by it yet."""
    votes = dict(zip(NAMES, counts, strict=False))
    ranked = quotients(votes, house, SQUARES[method])
    found = allot(SeatRule(method=method, seats=house), ListVotes(votes=votes))
    edge = ranked[min(house, len(ranked)) - 1][0] if ranked else None
    sure = [name for bid, name in ranked if bid > edge]
    equal = sorted(name for bid, name in ranked if bid == edge)
    left = house - len(sure)
    given_out = sure + equal if len(equal) <= left else sure

    assert dict(found.seats) == {name: given_out.count(name) for name in votes}
    lot = (found.lot.among, found.lot.take) if found.lot else None
    assert lot == ((tuple(equal), left) if len(equal) > left else None)
