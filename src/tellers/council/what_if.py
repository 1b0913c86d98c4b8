"""What would have changed an outcome: the fewest changes of position, and whose single one.

Arithmetic and not opinion: nothing says that a member would have moved, or should have. For every
kind of change (absent to for, for to against, ...) the smallest number of members whose making it
changes the outcome, and how many could make it; the smallest number over all kinds together, by
outcome; and the pivotal members, one of whose changes alone is enough.

The search is exact: by number of changes from one on, over members that differ for the rule
(`tellers.council.moves`). Adopting needs only moves to what wins, defeating only moves to against,
leaving no quorum only absences: any other move of the same members does no more. Rules for which
this is not proved are searched over all moves, up to a number of outcomes that is stated; beyond
it the answer says how far it went.

>>> from tellers.model import OptionId, Roll, RollCall, Rule, UnitId
>>> seats = tuple(UnitId(name) for name in "abcd")
>>> roll = Roll(on="2024-07-31", reading="", members=seats, in_office=seats, entitled=seats, called=seats,
...     contested=())
>>> call = RollCall(positions=dict(zip(seats, ("for", "for", "abstain", "absent"))), roll=roll)
>>> answer = what_if(Rule(kind="majority", wins=OptionId("for"), base="members"), call)
>>> answer.outcome.word.value, answer.fewest[0].needed, answer.not_in_favour
('not adopted', 1, 2)
>>> [(way.before, way.after, way.needed, way.could) for way in answer.ways if way.needed]
[('abstain', 'for', 1, 1), ('absent', 'for', 1, 1)]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.council.moves import (
    Pool,
    after,
    heaviest_first,
    is_ordered,
    movable,
    pools_into,
    takings,
    weights_of,
    winner,
)
from tellers.model import OutcomeWord, Position
from tellers.rules import decide_roll

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import Outcome, RollCall, Rule, UnitId

__all__ = ["Fewest", "Pivot", "Way", "WhatIf", "pivotal_members", "what_if"]

MOST_TRIED = 20_000
"""Outcomes decided in one search before it stops and says how far it went: about two seconds."""
TRIED_A_WAY = 10
"""Of these, a tenth for each single kind of change, of which there are a dozen."""
Move = tuple["UnitId", str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One kind of change, and how many members making it change the outcome."""

    before: str
    after: str
    could: int
    """Members that have the one position and could have taken the other."""
    needed: int | None
    """The fewest of them that change the outcome; None where no number does, or none was found."""
    outcome: Outcome | None
    searched: int | None = None
    """Where the search stopped: every change by up to so many was tried. None: nothing was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """The fewest members whose changes, of whatever kinds, come to one other outcome."""

    needed: int
    outcome: Outcome
    moves: tuple[tuple[UnitId, str], ...]
    """One such set of changes; others as small may exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """A member one of whose changes alone changes the outcome."""

    member: UnitId
    before: str
    after: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The outcome of a roll call and what is nearest to it."""

    outcome: Outcome
    not_in_favour: int
    """Members that could have taken another position and were not in favour."""
    left_out: tuple[UnitId, ...]
    """Members of the roll of whom no change is supposed: no recorded position, or no vote."""
    ways: tuple[Way, ...]
    fewest: tuple[Fewest, ...]
    """The fewest changes first: for majorities one for every other outcome that can be reached."""
    pivots: tuple[Pivot, ...]
    """Every single change that changes the outcome, by member."""
    searched: int | None = None
    """As for a way, over all kinds of change together."""


def what_if(rule: Rule, call: RollCall, *, most_tried: int = MOST_TRIED) -> WhatIf:
    """Return the smallest changes of position that change the outcome of a roll call.

    Raises `ValueError` where the rule cannot decide the roll call as it is.
    """
    outcome = decide_roll(rule, call)
    free = movable(call)
    before = list(dict.fromkeys(call.positions[seat] for seat in free))
    search = _Ordered(rule, call) if is_ordered(rule, call) else _Every(rule, call, most_tried=most_tried)
    fewest, searched = search.fewest(outcome)
    return WhatIf(
        outcome=outcome,
        not_in_favour=sum(call.positions[seat] != winner(rule) for seat in free),
        left_out=tuple(seat for seat in call.roll.members if seat not in free),
        ways=tuple(
            search.way(outcome, position, target)
            for position in before
            for target in targets(call)
            if target != position
        ),
        fewest=tuple(sorted(fewest, key=lambda one: one.needed)),
        pivots=pivotal_members(rule, call),
        searched=searched,
    )


def pivotal_members(rule: Rule, call: RollCall) -> tuple[Pivot, ...]:
    """Return every single change that changes the outcome, by member in the order of the call."""
    outcome = decide_roll(rule, call)
    tried: dict[tuple[object, ...], Outcome] = {}
    found = []
    for seat in movable(call):
        for target in targets(call):
            if target == call.positions[seat]:
                continue
            alike = (*_alike(rule, call, seat), target)
            if alike not in tried:
                tried[alike] = after(rule, call, [(seat, target)])
            if differ(tried[alike], outcome):
                found.append(
                    Pivot(member=seat, before=call.positions[seat], after=target, outcome=tried[alike])
                )
    return tuple(found)


def targets(call: RollCall) -> tuple[str, ...]:
    """Return the positions that are tried: every option, and absence."""
    options = tuple(str(option) for option in call.options)
    return options if Position.ABSENT in options else (*options, str(Position.ABSENT))


def differ(one: Outcome, other: Outcome) -> bool:
    """Return whether two outcomes are not the same decision."""
    return (one.word, one.winners) != (other.word, other.winners)


def _alike(rule: Rule, call: RollCall, seat: UnitId) -> tuple[object, ...]:
    """Return all a rule can see of a member: its position, its veto, its weights."""
    veto = rule.veto is not None and seat in call.roll.groups.get(rule.veto.group, frozenset())
    weighed = (call.roll.weights[weight].get(seat, 0) for weight in weights_of(rule))
    return call.positions[seat], veto, *weighed


@dataclass(frozen=True, slots=True)
class _Ordered:
    """The search where heavier members and the plain targets are enough (`moves.is_ordered`)."""

    rule: Rule
    call: RollCall

    def way(self, outcome: Outcome, before: str, target: str) -> Way:
        seats = [seat for seat in movable(self.call) if self.call.positions[seat] == before]
        orders = heaviest_first(self.rule, self.call, seats)
        for number in range(1, len(seats) + 1):
            for order in orders:
                then = after(self.rule, self.call, [(seat, target) for seat in order[:number]])
                if differ(then, outcome):
                    return Way(before=before, after=target, could=len(seats), needed=number, outcome=then)
        return Way(before=before, after=target, could=len(seats), needed=None, outcome=None)

    def fewest(self, outcome: Outcome) -> tuple[list[Fewest], None]:
        nearest = {
            OutcomeWord.ADOPTED: str(winner(self.rule)),
            OutcomeWord.NOT_ADOPTED: str(Position.AGAINST),
            OutcomeWord.NOT_DECIDED: str(Position.ABSENT),
        }
        reached = [self._reach(word, target) for word, target in nearest.items() if word != outcome.word]
        return [one for one in reached if one is not None], None

    def _reach(self, word: OutcomeWord, target: str) -> Fewest | None:
        """Return the fewest moves to a position that come to a word, by bisection.

        One more move of this kind never undoes what fewer have reached.
        """
        choices = pools_into(self.rule, self.call, target)
        low, high = 0, sum(len(pool.seats) for pool in choices[0])
        found = self._try(choices, high, word=word, target=target)
        while found is not None and high - low > 1:
            middle = (low + high) // 2
            fewer = self._try(choices, middle, word=word, target=target)
            low, high, found = (low, middle, fewer) if fewer is not None else (middle, high, found)
        return found

    def _try(
        self, choices: Sequence[Sequence[Pool]], number: int, *, word: OutcomeWord, target: str
    ) -> Fewest | None:
        for pools in choices:
            for taken in takings([len(pool.seats) for pool in pools], number):
                moves = tuple(
                    (seat, target)
                    for pool, many in zip(pools, taken, strict=True)
                    for seat in pool.seats[:many]
                )
                then = after(self.rule, self.call, moves)
                if then.word == word:
                    return Fewest(needed=number, outcome=then, moves=moves)
        return None


@dataclass(frozen=True, slots=True)
class _Every:
    """The search over all moves of members that are not alike, up to a number of outcomes."""

    rule: Rule
    call: RollCall
    most_tried: int

    def way(self, outcome: Outcome, before: str, target: str) -> Way:
        seats = [seat for seat in movable(self.call) if self.call.positions[seat] == before]
        found, searched = self._search(
            outcome, self._pools(seats), (target,), most=self.most_tried // TRIED_A_WAY
        )
        first = found[0] if found else None
        return Way(
            before=before,
            after=target,
            could=len(seats),
            needed=first.needed if first else None,
            outcome=first.outcome if first else None,
            searched=searched,
        )

    def fewest(self, outcome: Outcome) -> tuple[list[Fewest], int | None]:
        return self._search(
            outcome, self._pools(movable(self.call)), targets(self.call), most=self.most_tried
        )

    def _pools(self, seats: Sequence[UnitId]) -> list[Pool]:
        alike: dict[tuple[object, ...], list[UnitId]] = {}
        for seat in seats:
            alike.setdefault(_alike(self.rule, self.call, seat), []).append(seat)
        return [Pool(tuple(held)) for held in alike.values()]

    def _search(
        self, outcome: Outcome, pools: Sequence[Pool], into: Sequence[str], *, most: int
    ) -> tuple[list[Fewest], int | None]:
        """Return, of the smallest number of moves that changes it, one for every outcome they come to."""
        tried = 0
        for number in range(1, sum(len(pool.seats) for pool in pools) + 1):
            found: dict[tuple[object, ...], Fewest] = {}
            for moves in self._moves(pools, into, number):
                tried += 1
                if tried > most:
                    return list(found.values()), None if found else number - 1
                then = after(self.rule, self.call, moves)
                if differ(then, outcome):
                    one = Fewest(needed=number, outcome=then, moves=moves)
                    found.setdefault((then.word, then.winners), one)
            if found:
                return list(found.values()), None
        return [], None

    def _moves(self, pools: Sequence[Pool], into: Sequence[str], number: int) -> Iterator[tuple[Move, ...]]:
        """Yield every set of so many moves, once for members that are alike."""
        if not pools:
            if number == 0:
                yield ()
            return
        pool, rest = pools[0], pools[1:]
        elsewhere = [target for target in into if target != self.call.positions[pool.seats[0]]]
        left = sum(len(other.seats) for other in rest)
        for many in range(min(len(pool.seats), number if elsewhere else 0), max(0, number - left) - 1, -1):
            for split in takings([many] * len(elsewhere), many):
                goals = [goal for goal, times in zip(elsewhere, split, strict=True) for _ in range(times)]
                mine = tuple(zip(pool.seats, goals, strict=False))
                for others in self._moves(rest, into, number - many):
                    yield (*mine, *others)
