"""What a sitting takes and what it refuses, and why: one function a question, each reads as its rule.

Every refusal is an `EntryRefused`, a key and words; report/locale/*/sitting.po has its sentence. What
was refused is not written, so a journal holds only what could be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tellers.council.events import Adjourned, Announced, Corrected, Ended, Hands, Reserved, Resumed
from tellers.errors import EntryRefused
from tellers.model import OPTIONS, ContestId, Position, RollCall, UnitId
from tellers.model import OutcomeWord as Word
from tellers.rules import count_roll, verify_rule

if TYPE_CHECKING:
    from tellers.council.events import Event, ItemOpened, Voted
    from tellers.council.item import Held, Item
    from tellers.council.sitting import Sitting

__all__ = [
    "announcement",
    "casting",
    "correction",
    "decidable",
    "dropping",
    "hands",
    "holder",
    "in_session",
    "member",
    "new_item",
    "open_item",
    "position",
    "uncounted",
    "words",
]

_SHA256 = re.compile(r"[0-9a-f]{64}")
UNCOUNTED = (Word.ADOPTED_BY_CONSENSUS, Word.ADOPTED_BY_ACCLAMATION, Word.ADOPTED_WITHOUT_A_VOTE)
DROPPED = (Word.WITHDRAWN, Word.NOT_PUT, Word.LAPSED)
_WITHOUT_BEING_HERE = {Position.ABSENT, Position.NOT_ENTITLED, Position.NOT_RECORDED, Position.PAIRED}
_IN_HANDS = {*OPTIONS, Position.PRESENT, Position.INVALID, Position.BLANK, Position.NOT_PARTICIPATING}
LONGEST = 20_000


def in_session(sitting: Sitting, event: Event) -> None:
    """While it is adjourned only its resumption, end and corrections come; after its end corrections."""
    late = isinstance(event, (Corrected, Reserved)) or (
        isinstance(event, (Announced, Hands)) and event.replaces > 0
    )
    if sitting.ended and not late:
        raise EntryRefused("ended")
    if sitting.adjourned is not None and not late and not isinstance(event, (Resumed, Ended, Adjourned)):
        raise EntryRefused("adjourned")


def words(said: str) -> str:
    """Words are not empty, and no longer than a few pages."""
    if not said.strip() or len(said) > LONGEST:
        raise EntryRefused("no-words")
    return said


def member(sitting: Sitting, seat: str) -> UnitId:
    """Whoever takes part is a member on that day."""
    found = next((one for one in sitting.roll.members if one == seat), None)
    if found is None:
        raise EntryRefused("not-a-member", seat=seat, day=sitting.day)
    return found


def holder(sitting: Sitting, seat: str) -> UnitId:
    """Whoever arrives holds a seat: a vacant one makes no quorum."""
    found = member(sitting, seat)
    if found not in sitting.roll.in_office:
        raise EntryRefused("seat-vacant", seat=found)
    return found


def new_item(sitting: Sitting, event: ItemOpened) -> None:
    """A question is put when the one before is decided, with an id of its own."""
    if sitting.item is not None and sitting.item.pending:
        raise EntryRefused("item-pending", item=sitting.item.id)
    if event.item in {item.id for item in sitting.items}:
        raise EntryRefused("item-again", item=event.item)
    try:
        ContestId(event.item)
    except ValueError as error:
        raise EntryRefused("item-id", item=event.item[:80]) from error
    if event.text_sha256 and not _SHA256.fullmatch(event.text_sha256):
        raise EntryRefused("no-sha256", got=event.text_sha256[:80])
    words(event.title)


def decidable(item: Item) -> None:
    """The rule is a majority, and the roll of the day has the weights it counts in."""
    if item.rule.kind != "majority":
        raise EntryRefused("not-a-majority", kind=item.rule.kind)
    try:
        verify_rule(item.rule, OPTIONS)
        count_roll(item.rule, RollCall(positions={}, roll=item.roll))
    except ValueError as error:
        raise EntryRefused("rule-cannot-be-counted", why=str(error)) from error


def open_item(sitting: Sitting, item_id: str) -> Item:
    """Votes go to the question that was put last, and only until it is decided."""
    item = sitting.find(item_id)
    if item.closed:
        raise EntryRefused("closed", item=item.id)
    if not item.pending:
        raise EntryRefused("decided", item=item.id)
    return item


def position(sitting: Sitting, item: Item, event: Voted) -> tuple[UnitId, Position]:
    """A member takes one position, once, and while it is in the room; see `_allowed`."""
    seat, taken = member(sitting, event.seat), _position(event.position)
    if item.hands is not None:
        raise EntryRefused("hands-and-names", item=item.id)
    if seat in item.votes:
        held = item.votes[seat]
        raise EntryRefused("has-position", seat=seat, position=held.position.value, record=str(held.record))
    _allowed(item, seat, taken)
    if sitting.attendance_taken:
        if seat not in sitting.here and taken not in _WITHOUT_BEING_HERE:
            raise EntryRefused("vote-not-here", seat=seat)
        if seat in sitting.here and taken is Position.ABSENT:
            raise EntryRefused("absent-and-here", seat=seat)
    return seat, taken


def correction(sitting: Sitting, item: Item, event: Corrected) -> tuple[UnitId, Position, Held | None]:
    """A correction names the record that stands, says why, and changes something.

    A name that was left out has no record; it comes late, after the close, and says why.
    """
    seat, taken = member(sitting, event.seat), _position(event.position)
    held = item.votes.get(seat)
    if held is None and (not item.closed or item.hands is not None):
        raise EntryRefused("nothing-to-correct", seat=seat, item=item.id)
    stands = 0 if held is None else held.record
    if event.replaces != stands:
        raise EntryRefused("corrects-another", record=str(event.replaces), stands=str(stands))
    if held is not None and taken is held.position:
        raise EntryRefused("corrects-nothing", seat=seat, position=taken.value)
    if not event.reason.strip():
        raise EntryRefused("no-reason")
    _allowed(item, seat, taken)
    return seat, taken, held


def hands(sitting: Sitting, item: Item, event: Hands) -> None:
    """A show of hands is no more hands than there are members in the room to raise one; a new count says why.

    After the close the room is that of the close. Who was there when the hands were first counted and
    left since may have raised one, and a slip of the first count can still be corrected.
    """
    if item.votes:
        raise EntryRefused("hands-and-names", item=item.id)
    if event.replaces:
        if item.hands is None or event.replaces != item.hands_record:
            raise EntryRefused("corrects-another", record=str(event.replaces), stands=str(item.hands_record))
        words(event.reason)
        if not item.closed:
            open_item(sitting, item.id)
    else:
        open_item(sitting, item.id)
        if item.hands is not None:
            raise EntryRefused("hands-again", record=str(item.hands_record))
    wrong = next((name for name in event.counts if name not in _IN_HANDS), None)
    if wrong is not None or any(count < 0 for count in event.counts.values()):
        raise EntryRefused("no-position", position=(wrong or "-1")[:80])
    raised, room = sum(event.counts.values()), item.room(sitting.room)
    most = len(item.roll.entitled if room is None else room & set(item.roll.entitled))
    if raised > most:
        raise EntryRefused("too-many-hands", hands=str(raised), members=str(most))


def casting(item: Item, option: str) -> None:
    """A casting vote is given once, where the rule has one, and only on equal votes."""
    if item.rule.tie != "casting":
        raise EntryRefused("no-casting-vote", question=item.question)
    if not item.closed:
        raise EntryRefused("not-closed", item=item.id)
    if option not in OPTIONS[:2]:
        raise EntryRefused("no-position", position=option[:80])
    if item.casting is not None:
        raise EntryRefused("casting-again", item=item.id)
    tally = item.tally
    if tally.get("for", 0) != tally.get("against", 0):
        raise EntryRefused(
            "votes-not-equal", votes=str(tally.get("for", 0)), against=str(tally.get("against", 0))
        )


def uncounted(item: Item, outcome: str) -> Word:
    """What was voted on was not adopted without a vote, and not by consensus over an objection."""
    word = next((one for one in UNCOUNTED if one == outcome), None)
    if word is None:
        raise EntryRefused("no-outcome", outcome=outcome[:80])
    if item.votes or item.hands is not None:
        raise EntryRefused("voted-already", item=item.id)
    if item.objections:
        raise EntryRefused("objection-stands", seat=item.objections[-1][0])
    return word


def dropping(item: Item, outcome: str) -> Word:
    """Withdrawn, not put or lapsed; what votes were entered on was put."""
    word = next((one for one in DROPPED if one == outcome), None)
    if word is None:
        raise EntryRefused("no-outcome", outcome=outcome[:80])
    if word is Word.NOT_PUT and (item.votes or item.hands is not None):
        raise EntryRefused("put-already", item=item.id)
    return word


def announcement(item: Item, event: Announced) -> None:
    """The chair announces what was decided; figures only of what was counted.

    A corrected announcement names the one that stands, says why, and says something else.
    """
    if item.pending:
        raise EntryRefused("not-closed", item=item.id)
    if item.without_vote is not None and (event.counts or event.required is not None):
        raise EntryRefused("count-of-consensus", item=item.id)
    wrong = next((name for name in event.counts if name not in {*Position, "registered"}), None)
    if wrong is not None or any(count < 0 for count in event.counts.values()):
        raise EntryRefused("no-position", position=(wrong or "-1")[:80])
    if event.outcome and event.outcome not in {word.value for word in Word}:
        raise EntryRefused("no-outcome", outcome=event.outcome[:80])
    if not event.counts and event.required is None and not event.outcome:
        raise EntryRefused("announces-nothing")
    words(event.by)
    if event.replaces:
        _corrects_announcement(item, event)


def _corrects_announcement(item: Item, event: Announced) -> None:
    was = item.announcements.get(event.replaces)
    if was is None:
        stands = ", ".join(map(str, item.announcements)) or "0"
        raise EntryRefused("corrects-another", record=str(event.replaces), stands=stands)
    if (was.counts, was.required, was.outcome) == (event.counts, event.required, event.outcome):
        raise EntryRefused("announces-the-same", record=str(event.replaces))
    if not event.reason.strip():
        raise EntryRefused("no-reason")
    words(event.reason)


def _position(said: str) -> Position:
    found = next((one for one in Position if one == said), None)
    if found is None:
        raise EntryRefused("no-position", position=said[:80])
    return found


def _allowed(item: Item, seat: UnitId, taken: Position) -> None:
    """Only who is called, in office and not suspended votes; a party to the matter may be without a vote."""
    if taken in {Position.ABSENT, Position.NOT_ENTITLED, Position.NOT_RECORDED}:
        return
    if seat not in item.roll.in_office:
        raise EntryRefused("seat-vacant", seat=seat)
    if seat not in item.roll.entitled:
        raise EntryRefused("no-vote-that-day", seat=seat)
    if seat not in item.roll.called:
        raise EntryRefused("never-called", seat=seat)
