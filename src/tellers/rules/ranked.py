"""Counting ranked ballots: instant runoff, and the single transferable vote as Scotland counts it.

STV follows the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52:
(45) first preferences; (46) the quota; (47) who reaches it is elected; (48, 49) the largest surplus goes
on, every paper of its holder at surplus times its value over the holder's votes, cut to five decimals;
(50, 51) without a surplus the last is excluded, its papers going on at the value they came at; (52)
where as many are left as places, they are elected and nothing more is moved. Equals are parted by the
latest earlier stage at which they differed, then by lot.

IRV has no quota: it ends when somebody has more than half of the votes of those who are left.

>>> ballots = RankedBallots(candidates=tuple(map(OptionId, "MNCK")), papers=tuple(
...     Paper(count=count, preferences=tuple(map(OptionId, order)))
...     for count, order in ((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))))
>>> count_ranked(RankedRule(method="irv"), ballots).elected
('K',)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tellers.model import OptionId, OutcomeWord
from tellers.rules.ballots import Paper, RankedBallots, verify_ballots
from tellers.rules.lots import Draw, Lot, drawn_for, verify_draws
from tellers.rules.ranked_rule import RankedRule, verify_ranked_rule
from tellers.rules.stages import Piles, RankedCount, Stage

__all__ = ["count_ranked"]

_ = Paper  # a name the doctest uses


def count_ranked(rule: RankedRule, ballots: RankedBallots, *, draws: Sequence[Draw] = ()) -> RankedCount:
    """Return who is elected and every stage; `ValueError` for a rule, papers or a draw that are none.

    Cost: different papers times stages.
    """
    verify_ranked_rule(rule)
    verify_ballots(ballots)
    verify_draws(draws)
    piles = Piles.sort(ballots)
    count = _Count(rule=rule, ballots=ballots, draws=tuple(draws), piles=piles, valid=piles.papers)
    if not count.valid:
        return count.result(OutcomeWord.NO_ELECTION)
    count.record("first")
    while not count.is_over():
        surplus = count.largest_surplus()
        taken = count.choose("transfer", surplus) if surplus else count.choose("exclude", count.last())
        if taken is None:
            return count.result(OutcomeWord.TIE)
        if surplus:
            count.transfer(taken)
        else:
            count.exclude(taken)
    return count.result(OutcomeWord.ELECTED)


@dataclass(kw_only=True)
class _Count:
    """One count under way."""

    rule: RankedRule
    ballots: RankedBallots
    draws: tuple[Draw, ...]
    piles: Piles
    valid: int
    stages: list[Stage] = field(default_factory=list)
    elected: list[OptionId] = field(default_factory=list)
    pending: set[OptionId] = field(default_factory=set)
    """The elected whose surplus has not gone on yet."""
    lot: Lot | None = None
    chosen: Stage | None = None
    """How the one now taken was parted from equals: `tied`, `words` and `draw` of the stage to come."""

    @property
    def quota(self) -> int | None:
        """Return the votes that elect (rule 46); None for IRV, whose half changes with every stage."""
        if self.rule.method == "irv":
            return None
        return self.valid // (self.rule.seats + 1) + 1

    def is_over(self) -> bool:
        """Return whether every place is filled, or no candidate is left for one."""
        return len(self.elected) >= self.rule.seats or not self.piles.continuing

    def record(
        self, action: str, of: OptionId | None = None, moved: dict[OptionId, Fraction] | None = None
    ) -> None:
        """Keep a stage with everything as it stands after it, and elect whom it elects (47, 52)."""
        piles, chosen = self.piles, self.chosen
        votes = {option: piles.votes[option] for option in self.ballots.standing}
        new = self._reached()
        self.elected += new
        piles.continuing -= set(new)
        self.pending |= {option for option in new if self.quota is not None and votes[option] > self.quota}
        self.stages.append(
            Stage(
                at=len(self.stages) + 1,
                action=action,
                of=of,
                votes=votes,
                moved=moved or {},
                exhausted=piles.exhausted,
                lost=piles.lost,
                elected=tuple(new),
                tied=chosen.tied if chosen else (),
                words=chosen.words if chosen else (),
                draw=chosen.draw if chosen else None,
            )
        )
        self.chosen = None
        left, places = piles.continuing, self.rule.seats - len(self.elected)
        if places and 0 < len(left) <= places:  # 52: no further transfer is made
            self._fill()

    def _fill(self) -> None:
        """Elect all who are left, being no more than the places, as a stage of its own."""
        votes = {option: self.piles.votes[option] for option in self.ballots.standing}
        new = sorted(self.piles.continuing, key=self._rank)
        self.elected += new
        self.piles.continuing.clear()
        self.stages.append(
            Stage(
                at=len(self.stages) + 1,
                action="fill",
                votes=votes,
                exhausted=self.piles.exhausted,
                lost=self.piles.lost,
                elected=tuple(new),
            )
        )

    def _reached(self) -> list[OptionId]:
        """Return who is elected by votes: at the quota (47), or by more than half of those left."""
        votes, left = self.piles.votes, sorted(self.piles.continuing, key=self._rank)
        if self.quota is not None:
            return [option for option in left if votes[option] >= self.quota]
        half = sum(votes[option] for option in left) / Fraction(2)
        return [option for option in left if votes[option] > half]

    def _rank(self, option: OptionId) -> tuple[Fraction, int]:
        return -self.piles.votes[option], self.ballots.candidates.index(option)

    def largest_surplus(self) -> tuple[OptionId, ...]:
        """Return the elected with the largest surplus that has not gone on (49); several where equal."""
        votes = self.piles.votes
        most = max((votes[option] for option in self.pending), default=None)
        return tuple(sorted(option for option in self.pending if votes[option] == most))

    def last(self) -> tuple[OptionId, ...]:
        """Return the continuing candidate with fewest votes (50); several where equal."""
        votes, left = self.piles.votes, self.piles.continuing
        fewest = min(votes[option] for option in left)
        return tuple(sorted(option for option in left if votes[option] == fewest))

    def choose(self, purpose: str, equal: tuple[OptionId, ...]) -> OptionId | None:
        """Return the one of these that is taken, by the words of the tie rule (49, 51); None for a lot."""
        if len(equal) == 1:
            return equal[0]
        left, words = equal, []
        for word in self.rule.ties:
            if word == "lots" or len(left) == 1:
                break
            fewer = self._parted(word, left, most=purpose == "transfer")
            words += [word] if fewer != left else []
            left = fewer
        draw = None
        if len(left) > 1:
            lot = Lot(purpose=purpose, at=len(self.stages) + 1, among=left, take=1)
            draw = drawn_for(lot, self.draws)
            if draw is None:
                self.lot = lot
                return None
            left, words = draw.chosen, [*words, "lots"]
        self.chosen = Stage(at=0, action="", votes={}, tied=equal, words=tuple(words), draw=draw)
        return left[0]

    def _parted(self, word: str, left: tuple[OptionId, ...], *, most: bool) -> tuple[OptionId, ...]:
        """Return those of equals that a word of the tie rule takes."""
        if word == "listed":
            order = (*self.rule.order, *self.ballots.candidates)
            places = sorted(left, key=order.index)
            return (places[0] if most else places[-1],)
        stages = self.stages if word == "first" else reversed(self.stages)
        for stage in stages:
            held = {option: stage.votes[option] for option in left}
            edge = max(held.values()) if most else min(held.values())
            left = tuple(option for option in left if held[option] == edge)
        return left

    def transfer(self, option: OptionId) -> None:
        """Pass on a surplus: each paper at surplus times its value over the votes of its holder (48)."""
        quota, votes = self.quota or 0, self.piles.votes[option]
        part = (votes - quota) / votes
        self.pending -= {option}
        cut = self.piles.value_cut
        moved = self.piles.move(option, Fraction(quota), lambda value: cut(value * part, self.rule.decimals))
        self.record("transfer", option, moved)

    def exclude(self, option: OptionId) -> None:
        """Pass on the papers of the last at the value they came at (50)."""
        self.piles.continuing -= {option}
        moved = self.piles.move(option, Fraction(0), lambda value: value)
        self.record("exclude", option, moved)

    def result(self, word: OutcomeWord) -> RankedCount:
        """Return the count as far as it came."""
        return RankedCount(
            word=word,
            elected=tuple(self.elected),
            seats=self.rule.seats,
            valid=self.valid,
            quota=self.quota,
            stages=tuple(self.stages),
            lot=self.lot,
        )
