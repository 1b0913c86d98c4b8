"""A sitting: the state that follows from its events, one after the other.

`begin` makes it from its opening, `apply_event` gives the next state, and nothing here knows a file, a
clock or a screen. An event that may not be is refused with `EntryRefused`, a key and words; whoever
writes the journal applies an event first and writes it only when it was taken. `fold` gives the state
of a journal as it stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tellers.canonical import from_plain
from tellers.council import admit
from tellers.council.events import (
    Adjourned,
    Announced,
    Arrived,
    CastingVote,
    Closed,
    Corrected,
    Departed,
    Dropped,
    Ended,
    Event,
    Hands,
    ItemOpened,
    LotDrawn,
    Objected,
    ObjectionsAsked,
    Opened,
    Presiding,
    Reserved,
    Resumed,
    SeedStated,
    Voted,
    WithoutVote,
    event_of,
)
from tellers.council.item import Held, Item, quorum_of
from tellers.council.journal import Line
from tellers.council.lot import Lot, calling_order, draw, draws_of
from tellers.council.profile import read_profile
from tellers.dossier.body_file import read_body
from tellers.errors import EntryRefused, JournalError, TellersError
from tellers.model import Body, OptionId, Reached, Roll, Rule, UnitId

__all__ = ["Sitting", "apply_event", "begin", "fold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What is so after the last event."""

    body: Body
    body_text: bytes
    roll: Roll
    day: str
    title: str = ""
    presiding: str = ""
    language: str = "en"
    here: frozenset[UnitId] = frozenset()
    attendance_taken: bool = False
    """Whether anybody was ever entered as arrived; without that nobody knows who is here."""
    items: tuple[Item, ...] = ()
    seed_how: str = ""
    lot: Lot | None = None
    adjourned: str | None = None
    ended: bool = False
    entries: tuple[tuple[Line, Event], ...] = field(default=(), repr=False)

    @property
    def item(self) -> Item | None:
        """Return the question that was put last, decided or not; None before the first."""
        return self.items[-1] if self.items else None

    @property
    def room(self) -> frozenset[UnitId] | None:
        """Return who is in the room, None where attendance was not taken."""
        return self.here if self.attendance_taken else None

    @property
    def rule(self) -> Rule | None:
        """Return the rule in force: that of the question put, else the body's ordinary one."""
        if self.item is not None and self.item.pending:
            return self.item.rule
        return read_profile(self.body.profile).question().rule if self.body.profile else None

    @property
    def quorum(self) -> Reached | None:
        """Return the quorum as it is now, None where there is none or nobody can tell."""
        return None if self.rule is None else quorum_of(self.rule, self.roll, self.room)

    @property
    def order(self) -> tuple[UnitId, ...]:
        """Return the members called, in the order in which they are."""
        first = None if self.lot is None else self.lot.drawn
        return calling_order(self.body, self.roll.called, self.language, first)

    @property
    def next_to_call(self) -> UnitId | None:
        """Return the first in the order that has no position yet on the question put."""
        waiting = set(self.item.to_call) if self.item is not None and self.item.pending else set()
        return next((seat for seat in self.order if seat in waiting), None)

    def find(self, item_id: str) -> Item:
        """Return a question by its id."""
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise EntryRefused("no-such-item", item=item_id)
        return found


def begin(opened: Opened) -> Sitting:
    """Return the sitting at its opening; `JournalError` where the body kept in it is not the one hashed."""
    text = opened.body.encode()
    if hashlib.sha256(text).hexdigest() != opened.body_sha256:
        raise JournalError(
            "the body kept in the journal is not the one whose hash is beside it", where="line 1"
        )
    body = read_body(text, where="the body in the journal")
    roll = body.roll_on(opened.day)
    if not roll.members:
        raise EntryRefused("nobody-is-a-member", day=opened.day)
    return Sitting(
        body=body,
        body_text=text,
        roll=roll,
        day=opened.day,
        title=opened.title,
        presiding=opened.presiding,
        language=opened.language,
    )


def fold(lines: Sequence[Line], *, where: str) -> Sitting:
    """Return the state of a journal; `JournalError` names the line that could never have been entered."""
    if not lines:
        raise JournalError("nothing is in it", where=where, remedy="Open the sitting first.")
    sitting: Sitting | None = None
    entries: list[tuple[Line, Event]] = []
    for line in lines:
        place = f"{where}, line {line.sequence}"
        event = event_of(line.event, where=place)
        entries.append((line, event))
        try:
            sitting = _after(sitting, event, line.sequence)
        except JournalError:
            raise
        except TellersError as error:
            raise JournalError(
                f"this could not have been entered: {error.message}",
                where=place,
                remedy="The journal was not written by this version of Tellers, or not by Tellers.",
            ) from error
    assert sitting is not None  # noqa: S101 (there was a line)
    return replace(sitting, entries=tuple(entries))


def apply_event(sitting: Sitting | None, event: Event, line: Line) -> Sitting:
    """Return the state after an event; `EntryRefused` where it may not be."""
    before = sitting.entries if sitting is not None else ()
    return replace(_after(sitting, event, line.sequence), entries=(*before, (line, event)))


def _after(sitting: Sitting | None, event: Event, at: int) -> Sitting:
    """Return the state after the event of a line, its entries not yet told."""
    if sitting is None:
        if not isinstance(event, Opened):
            raise EntryRefused("not-opened")
        return begin(event)
    admit.in_session(sitting, event)
    return _STEPS[type(event)](sitting, event, at)


def _opened(sitting: Sitting, event: Opened, at: int) -> Sitting:
    del sitting, event, at
    raise EntryRefused("opened-already")


def _presiding(sitting: Sitting, event: Presiding, at: int) -> Sitting:
    del at
    return replace(sitting, presiding=admit.words(event.office))


def _arrived(sitting: Sitting, event: Arrived, at: int) -> Sitting:
    del at
    seat = admit.holder(sitting, event.seat)
    if seat in sitting.here:
        raise EntryRefused("here-already", seat=seat)
    return replace(sitting, here=sitting.here | {seat}, attendance_taken=True)


def _departed(sitting: Sitting, event: Departed, at: int) -> Sitting:
    del at
    seat = admit.member(sitting, event.seat)
    if seat not in sitting.here:
        raise EntryRefused("not-here", seat=seat)
    return replace(sitting, here=sitting.here - {seat})


def _item(sitting: Sitting, event: ItemOpened, at: int) -> Sitting:
    admit.new_item(sitting, event)
    rule: Rule = from_plain(event.rule, Rule, where="the rule of the question")
    item = Item(
        id=event.item,
        title=event.title,
        question=event.question,
        rule=rule,
        roll=sitting.roll,
        opened=at,
        text_sha256=event.text_sha256,
        lot=sitting.lot,
    )
    admit.decidable(item)
    return replace(sitting, items=(*sitting.items, item))


def _seed(sitting: Sitting, event: SeedStated, at: int) -> Sitting:
    del at
    return replace(sitting, seed_how=admit.words(event.how))


def _lot(sitting: Sitting, event: LotDrawn, at: int) -> Sitting:
    """Put a draw in force; those before it that nobody was called by are kept with it."""
    item = sitting.item
    if item is not None and item.pending and (item.votes or item.hands):
        raise EntryRefused("lot-after-votes")
    lot = draw(admit.words(event.seed), sitting.roll.called)
    if tuple(event.seats) != lot.seats or event.drawn != lot.drawn:
        raise EntryRefused("lot-does-not-follow", drawn=event.drawn, follows=lot.drawn)
    lot = replace(lot, announced=sitting.seed_how, record=at, earlier=_unused_draws(sitting))
    drawn = replace(sitting, lot=lot, seed_how="")
    return _with(drawn, replace(item, lot=lot)) if item is not None and item.pending else drawn


def _unused_draws(sitting: Sitting) -> tuple[Lot, ...]:
    """Return the draws since somebody was last called by one."""
    last = sitting.lot
    if last is None or any(item.votes and item.lot == last for item in sitting.items):
        return ()
    return tuple(replace(lot, earlier=()) for lot in draws_of(last))


def _voted(sitting: Sitting, event: Voted, at: int) -> Sitting:
    item = admit.open_item(sitting, event.item)
    seat, position = admit.position(sitting, item, event)
    held = Held(position=position, record=at, first=at)
    return _with(sitting, replace(item, votes={**item.votes, seat: held}))


def _corrected(sitting: Sitting, event: Corrected, at: int) -> Sitting:
    item = sitting.find(event.item)
    seat, position, was = admit.correction(sitting, item, event)
    held = Held(position=position, record=at, first=at if was is None else was.first)
    return _with(sitting, replace(item, votes={**item.votes, seat: held}))


def _hands(sitting: Sitting, event: Hands, at: int) -> Sitting:
    item = sitting.find(event.item)
    admit.hands(sitting, item, event)
    room = item.hands_room if event.replaces else sitting.room
    return _with(sitting, replace(item, hands=event, hands_record=at, hands_room=room))


def _casting(sitting: Sitting, event: CastingVote, at: int) -> Sitting:
    del at
    item = sitting.find(event.item)
    admit.casting(item, event.option)
    return _with(sitting, replace(item, casting=OptionId(event.option)))


def _closed(sitting: Sitting, event: Closed, at: int) -> Sitting:
    item = admit.open_item(sitting, event.item)
    if not item.votes and item.hands is None:
        raise EntryRefused("nothing-to-close", item=item.id)
    return _with(sitting, replace(item, closed=at, here=sitting.room, presiding=sitting.presiding))


def _objections_asked(sitting: Sitting, event: ObjectionsAsked, at: int) -> Sitting:
    del at
    item = admit.open_item(sitting, event.item)
    return _with(sitting, replace(item, objections_asked=True))


def _objected(sitting: Sitting, event: Objected, at: int) -> Sitting:
    del at
    item = admit.open_item(sitting, event.item)
    seat = admit.member(sitting, event.seat)
    return _with(sitting, replace(item, objections=(*item.objections, (seat, event.words))))


def _reserved(sitting: Sitting, event: Reserved, at: int) -> Sitting:
    del at
    item = sitting.find(event.item)
    made = (admit.member(sitting, event.seat), admit.words(event.words))
    return _with(sitting, replace(item, reservations=(*item.reservations, made)))


def _without_vote(sitting: Sitting, event: WithoutVote, at: int) -> Sitting:
    del at
    item = admit.open_item(sitting, event.item)
    word = admit.uncounted(item, event.outcome)
    return _with(sitting, replace(item, without_vote=word, here=sitting.room, presiding=sitting.presiding))


def _dropped(sitting: Sitting, event: Dropped, at: int) -> Sitting:
    del at
    item = admit.open_item(sitting, event.item)
    word = admit.dropping(item, event.outcome)
    dropped = replace(item, dropped=word, dropped_why=event.reason, presiding=sitting.presiding)
    return _with(sitting, dropped)


def _announced(sitting: Sitting, event: Announced, at: int) -> Sitting:
    """Add an announcement, or put a corrected one where the record it replaces stood."""
    item = sitting.find(event.item)
    admit.announcement(item, event)
    standing = {
        at if record == event.replaces else record: said for record, said in item.announcements.items()
    }
    return _with(sitting, replace(item, announcements={**standing, at: event}))


def _adjourned(sitting: Sitting, event: Adjourned, at: int) -> Sitting:
    del at
    return replace(sitting, adjourned=event.until)


def _resumed(sitting: Sitting, event: Resumed, at: int) -> Sitting:
    del event, at
    if sitting.adjourned is None:
        raise EntryRefused("not-adjourned")
    return replace(sitting, adjourned=None)


def _ended(sitting: Sitting, event: Ended, at: int) -> Sitting:
    del event, at
    if sitting.item is not None and sitting.item.pending:
        raise EntryRefused("item-pending", item=sitting.item.id)
    return replace(sitting, ended=True)


def _with(sitting: Sitting, item: Item) -> Sitting:
    """Return the sitting with a question as it is now."""
    return replace(sitting, items=tuple(item if one.id == item.id else one for one in sitting.items))


Step = Callable[[Sitting, Any, int], Sitting]  # Any: each step takes its own form of event
_STEPS: Mapping[type, Step] = {
    Opened: _opened,
    Presiding: _presiding,
    Arrived: _arrived,
    Departed: _departed,
    ItemOpened: _item,
    SeedStated: _seed,
    LotDrawn: _lot,
    Voted: _voted,
    Corrected: _corrected,
    Hands: _hands,
    CastingVote: _casting,
    Closed: _closed,
    ObjectionsAsked: _objections_asked,
    Objected: _objected,
    Reserved: _reserved,
    WithoutVote: _without_vote,
    Dropped: _dropped,
    Announced: _announced,
    Adjourned: _adjourned,
    Resumed: _resumed,
    Ended: _ended,
}
