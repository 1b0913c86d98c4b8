"""A sitting open for entries: what is entered is taken whole or refused whole, and written before it counts.

`enter` tries all events of a line on the state first. Only when every one is taken they are written, one
after the other, and the state after each is the state after what is on the disk.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.council.events import Event, Opened, plain_of
from tellers.council.journal import Journal, Line
from tellers.council.sitting import Sitting, apply_event, fold
from tellers.errors import EntryRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Live", "opening"]


def opening(body: bytes, *, day: str, title: str = "", presiding: str = "") -> Opened:
    """Return the first event of a sitting: the body's file as it is, with its hash."""
    return Opened(
        body=body.decode(),
        body_sha256=hashlib.sha256(body).hexdigest(),
        day=day,
        title=title,
        presiding=presiding,
    )


@dataclass(slots=True)
class Live:
    """The journal and the state that follows from it, always together."""

    journal: Journal
    sitting: Sitting | None = None

    @classmethod
    def resume(cls, journal: Journal) -> Live:
        """Return a sitting as its journal has it; with no state where the journal is new."""
        lines = journal.lines
        return cls(journal=journal, sitting=fold(lines, where=journal.where) if lines else None)

    def enter(self, events: Sequence[Event]) -> list[tuple[Line, Event]]:
        """Write events and return their lines; `EntryRefused` when one may not be, and none is written."""
        state, at = self.sitting, len(self.journal.lines)
        for place, event in enumerate(events, start=1):
            trial = Line(sequence=at + place, time="", previous="", event={})
            state = apply_event(state, event, trial)
        entered = []
        for event in events:
            line = self.journal.append(plain_of(event))
            self.sitting = apply_event(self.sitting, event, line)
            entered.append((line, event))
        return entered

    @property
    def state(self) -> Sitting:
        """Return the state; `EntryRefused` where the sitting was never opened."""
        if self.sitting is None:
            raise EntryRefused("not-opened")
        return self.sitting
