"""What a format could not hold, and what was noticed on reading it: told to a person, never dropped.

A writer does not promise what it loses: it reads its own file back and compares, so that whatever differs
is said, foreseen or not.

>>> from tellers.model import Position, VoterPosition
>>> given = VoteEvent(id="1", question="two thirds",
...     positions=(VoterPosition(name="Peru", position=Position.ABSENT),))
>>> held = VoteEvent(id="1", positions=(VoterPosition(name="Peru", position=Position.NOT_RECORDED),))
>>> [(lost.key, lost.count) for lost in find_losses([given], [held])]
[('lost-question', 1), ('lost-position', 1)]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from tellers.model import VoteEvent, VoterPosition

__all__ = ["ReadVotes", "Remark", "WrittenVotes", "find_losses"]

SHOWN = 5
_APART = {"positions", "totals", "extra", "form"}
_PLAIN = [one.name for one in fields(VoteEvent) if one.name not in _APART]
_OF_VOTERS = [one.name for one in fields(VoterPosition) if one.name not in {"position", "extra"}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to tell: a message key, how often it is so, and some of it."""

    key: str
    count: int = 1
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVotes:
    """The votes of a file, in its order, and what was merged, doubtful or left out."""

    events: tuple[VoteEvent, ...]
    noted: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenVotes:
    """Files by name, and what their format could not hold; one file has the name ''."""

    files: Mapping[str, bytes]
    lost: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Tally:
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, what: str, shown: str = "") -> None:
        self.counts[what] += 1
        if shown:
            self.shown[what][shown] = None


def find_losses(given: Sequence[VoteEvent], held: Sequence[VoteEvent]) -> tuple[Remark, ...]:
    """Return what the votes given have that the votes held in a file have not, one remark a kind."""
    tally = _Tally()
    pairs = list(zip(given, held, strict=False))
    if len(given) != len(held):
        by_id = {other.id: other for other in held}
        pairs = [(one, by_id[one.id]) for one in given if one.id in by_id]
        for one in given:
            if one.id not in by_id:
                tally.add("votes", one.id)
    for one, other in pairs:
        for what, shown in _event_losses(one, other):
            tally.add(what, shown)
    return tuple(
        Remark(key=f"lost-{what}", count=count, shown=", ".join(list(tally.shown[what])[:SHOWN]))
        for what, count in tally.counts.items()
    )


def _event_losses(one: VoteEvent, other: VoteEvent) -> Iterator[tuple[str, str]]:
    for name in _PLAIN:
        if getattr(one, name) != getattr(other, name):
            yield name, ""
    if one.totals != other.totals:
        yield "totals", ""
    yield from (("extra", name) for name, raw in one.extra if (name, raw) not in other.extra)
    if len(one.positions) != len(other.positions):
        yield "positions", ""
        return
    for voter, kept in zip(one.positions, other.positions, strict=True):
        if voter.position is not kept.position:
            yield "position", f"{voter.position} > {kept.position}"
        for name in _OF_VOTERS:
            if getattr(voter, name) != getattr(kept, name):
                yield name, ""
        yield from (("extra", name) for name, raw in voter.extra if (name, raw) not in kept.extra)
