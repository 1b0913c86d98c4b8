"""One question of a sitting: what was entered of it, and what follows under its rule.

A position is held with the sequence number of its record; a correction takes its place and the old
record stays in the journal. A show of hands is totals and nobody's name. What was adopted by consensus
or acclamation has no count, and none is made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tellers.council.events import Announced, Hands
from tellers.council.lot import Lot
from tellers.model import (
    OPTIONS,
    PRESENT,
    FigureId,
    OptionId,
    Outcome,
    OutcomeWord,
    Position,
    Reached,
    Roll,
    RollCall,
    Rule,
    UnitId,
)
from tellers.rules import Circumstances, Counted, bases_of, count_roll, decide, decide_roll, required_of

__all__ = ["Held", "Item", "quorum_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The position a member is held to have, and the record that says so."""

    position: Position
    record: int
    """Its sequence number in the journal."""
    first: int
    """That of the member's first record on this question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question, and everything entered of it."""

    id: str
    title: str
    question: str
    rule: Rule
    roll: Roll
    opened: int
    text_sha256: str = ""
    votes: Mapping[UnitId, Held] = field(default_factory=dict)
    hands: Hands | None = None
    hands_record: int = 0
    hands_room: frozenset[UnitId] | None = None
    """Who was in the room when hands were first counted; None where attendance was not taken."""
    lot: Lot | None = None
    casting: OptionId | None = None
    closed: int = 0
    """The sequence number of its close, 0 while it is open."""
    here: frozenset[UnitId] | None = None
    """Who was in the room when it was closed or adopted; None where attendance was not taken."""
    objections_asked: bool = False
    objections: tuple[tuple[UnitId, str], ...] = ()
    reservations: tuple[tuple[UnitId, str], ...] = ()
    without_vote: OutcomeWord | None = None
    dropped: OutcomeWord | None = None
    dropped_why: str = ""
    presiding: str = ""
    announcements: Mapping[int, Announced] = field(default_factory=dict)
    """Those that stand, by the sequence number of their record; a corrected one keeps its place."""

    @property
    def pending(self) -> bool:
        """Return whether it still waits for a decision."""
        return not self.closed and self.without_vote is None and self.dropped is None

    @property
    def positions(self) -> dict[UnitId, Position]:
        """Return the positions held, and after the close what attendance says of the others called.

        Who was not in the room is absent; who was, and is not recorded to have voted, was present and
        not voting, or had no vote. Where attendance was not taken nothing is said of them.
        """
        told = {seat: held.position for seat, held in self.votes.items()}
        if not self.closed or self.here is None or self.hands is not None:
            return told
        for seat in self.roll.called:
            if seat in told:
                continue
            if seat not in self.here:
                told[seat] = Position.ABSENT
            else:
                entitled = seat in self.roll.entitled
                told[seat] = Position.PRESENT if entitled else Position.NOT_ENTITLED
        return told

    @property
    def to_call(self) -> tuple[UnitId, ...]:
        """Return the members called that have a vote and no position yet, in the body's order."""
        entitled = set(self.roll.entitled)
        return tuple(seat for seat in self.roll.called if seat in entitled and seat not in self.votes)

    @property
    def tally(self) -> dict[str, int]:
        """Return how many hold each position, or were counted by their hands."""
        if self.hands is not None:
            return dict(self.hands.counts)
        counted = Counter(position.value for position in self.positions.values())
        return {option: counted.pop(option, 0) for option in map(str, OPTIONS)} | dict(counted)

    def room(self, here: frozenset[UnitId] | None) -> frozenset[UnitId] | None:
        """Return who was there for the vote: at its close, or `here` while it is open; None if not known.

        Who was there when hands were counted and left before the close may have raised one.
        """
        now = self.here if self.closed else here
        return None if now is None else now | (self.hands_room or frozenset())

    def call(self, here: frozenset[UnitId] | None = None) -> RollCall:
        """Return the roll call as a rule sees it; `here` is who is in the room while it is open.

        Who voted and left before the close was there when the question was put: the quorum counts them.
        """
        room = self.room(here)
        voted = {seat for seat, held in self.votes.items() if held.position in PRESENT}
        return RollCall(
            positions=self.positions,
            roll=self.roll,
            casting=self.casting,
            attending=None if room is None else len(room | voted),
        )

    def outcome(self, here: frozenset[UnitId] | None = None) -> Outcome | None:
        """Return what follows from what was entered; None where totals alone cannot say.

        A show of hands cannot say who stood where, which a veto or a weight asks. Without a quorum
        nothing is decided, with a vote or without one; whether those without a position were there
        nobody can say where attendance was not taken.
        """
        if self.dropped is not None:
            return Outcome(word=self.dropped)
        if self.without_vote is not None:
            return self._uncounted()
        if self.hands is not None:
            return self._by_hands(here)
        call = self.call(here)
        found = decide_roll(self.rule, call)
        unknown = call.attending is None and bool(self.to_call) and "quorum" in found.reasons
        return None if unknown else found

    def _uncounted(self) -> Outcome:
        quorum = quorum_of(self.rule, self.roll, self.here)
        if quorum is not None and not quorum.met:
            return Outcome(word=OutcomeWord.NOT_DECIDED, reasons=("quorum",), reached=(quorum,))
        assert self.without_vote is not None  # noqa: S101 (its only caller asked)
        return Outcome(word=self.without_vote)

    def _by_hands(self, here: frozenset[UnitId] | None) -> Outcome | None:
        rule, raised = self.rule, self.raised(here)
        asked = [*rule.requirements, *([rule.quorum.requirement] if rule.quorum else [])]
        if raised is None or rule.veto is not None or any(one.weight for one in asked):
            return None
        return decide(rule, raised.votes, raised.bases, raised.circumstances)

    def raised(self, here: frozenset[UnitId] | None = None) -> Counted | None:
        """Return a show of hands as a rule sees it, by head; None where there was none."""
        if self.hands is None:
            return None
        counts = self.hands.counts
        votes = {option: counts.get(option, 0) for option in OPTIONS}
        others = {FigureId(k): n for k, n in counts.items() if k not in OPTIONS}
        heads = Rule(kind=self.rule.kind, wins=self.rule.wins, abstentions=self.rule.abstentions)
        of_roll = count_roll(heads, RollCall(positions={}, roll=self.roll)).bases
        held = replace(heads, abstentions=heads.abstentions or (OptionId(Position.ABSTAIN),))
        bases = replace(
            bases_of(held, votes, members=of_roll.members, others=others),
            in_office=of_roll.in_office,
            entitled=of_roll.entitled,
            without_parties=of_roll.without_parties,
        )
        room = self.room(here)
        attending = None if room is None else len(room)
        return Counted(
            votes=votes, bases=bases, circumstances=Circumstances(attending=attending, casting=self.casting)
        )


def quorum_of(rule: Rule, roll: Roll, here: frozenset[UnitId] | None) -> Reached | None:
    """Return the quorum among those in the room.

    None where the rule has none, where attendance was not taken, and where the quorum counts those
    who vote, so that only the vote can tell.
    """
    if rule.quorum is None or here is None or rule.quorum.counts != "present":
        return None
    asked = rule.quorum.requirement
    call = RollCall(positions={seat: Position.PRESENT for seat in roll.members if seat in here}, roll=roll)
    counted = count_roll(rule, call)
    bases = counted.circumstances.weighed[asked.weight].bases if asked.weight else counted.bases
    base, required = required_of(asked, bases)
    return Reached(
        base="quorum",
        weight=asked.weight,
        base_number=base,
        required=required,
        votes=bases.present + rule.quorum.besides,
    )
