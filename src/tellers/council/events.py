"""What can happen in a sitting, as its journal holds it: one form an event, told apart by `what`.

docs/reference/journal.md lists them. A form only says what was entered; whether it may be entered, and
what follows, is for `tellers.council.sitting`.

>>> event_of({"what": "position", "item": "1", "seat": "peru", "position": "for"})
Voted(item='1', seat='peru', position='for')
"""

from __future__ import annotations

from typing import Any

import msgspec

from tellers.errors import JournalError

__all__ = [
    "Adjourned",
    "Announced",
    "Arrived",
    "CastingVote",
    "Closed",
    "Corrected",
    "Departed",
    "Dropped",
    "Ended",
    "Event",
    "Hands",
    "ItemOpened",
    "LotDrawn",
    "Objected",
    "ObjectionsAsked",
    "Opened",
    "Presiding",
    "Reserved",
    "Resumed",
    "SeedStated",
    "Voted",
    "WithoutVote",
    "event_of",
    "plain_of",
]


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what", omit_defaults=True):
    """What every event has: one word that says which it is."""


class Opened(_Form, frozen=True, tag="opened"):
    """The sitting is opened; the body's file is kept whole, so that the journal needs no other file."""

    body: str
    body_sha256: str
    day: str
    title: str = ""
    presiding: str = ""
    """The office that presides, never a person's name."""
    language: str = "en"
    """The language in whose alphabetical order members are called."""


class Presiding(_Form, frozen=True, tag="presiding"):
    """Another office takes the chair."""

    office: str


class Arrived(_Form, frozen=True, tag="arrived"):
    """A seat is taken."""

    seat: str


class Departed(_Form, frozen=True, tag="departed"):
    """Whoever held a seat has left the room."""

    seat: str


class ItemOpened(_Form, frozen=True, tag="item"):
    """A question is put; the rule that decides it is kept as it stood then."""

    item: str
    title: str
    question: str
    rule: dict[str, Any]  # Any: the plain form of a rule, by tellers.canonical.form
    text_sha256: str = ""


class SeedStated(_Form, frozen=True, tag="seed"):
    """What the seed of a lot will be is announced, before anybody can know it."""

    how: str


class LotDrawn(_Form, frozen=True, tag="lot"):
    """The seat that is called first is drawn."""

    seed: str
    seats: list[str]
    drawn: str


class Voted(_Form, frozen=True, tag="position"):
    """A member takes a position."""

    item: str
    seat: str
    position: str


class Corrected(_Form, frozen=True, tag="correction"):
    """A new record takes the place of one that was wrong, and says why."""

    item: str
    seat: str
    position: str
    replaces: int
    """The sequence number of the record it replaces, 0 for a name that was left out."""
    reason: str


class Hands(_Form, frozen=True, tag="hands"):
    """A show of hands: what was counted, and nobody's name."""

    item: str
    counts: dict[str, int]
    replaces: int = 0
    reason: str = ""


class CastingVote(_Form, frozen=True, tag="casting"):
    """Votes being equal, whoever may casts one more."""

    item: str
    option: str


class Closed(_Form, frozen=True, tag="closed"):
    """The vote is closed."""

    item: str


class ObjectionsAsked(_Form, frozen=True, tag="objections-asked"):
    """Whoever presides asks whether anybody objects."""

    item: str


class Objected(_Form, frozen=True, tag="objection"):
    """A member objects to a decision without a vote."""

    item: str
    seat: str
    words: str = ""


class Reserved(_Form, frozen=True, tag="reservation"):
    """A member makes a reservation, or has a footnote put to the text."""

    item: str
    seat: str
    words: str


class WithoutVote(_Form, frozen=True, tag="without-vote"):
    """The text is adopted and nobody was counted."""

    item: str
    outcome: str
    """`adopted by consensus`, `adopted by acclamation` or `adopted without a vote`."""


class Dropped(_Form, frozen=True, tag="dropped"):
    """The question is not decided any more."""

    item: str
    outcome: str
    """`withdrawn`, `not put` or `lapsed`."""
    reason: str


class Announced(_Form, frozen=True, tag="announcement"):
    """What the chair announced: only what was said, figure by figure.

    Without `replaces` it is an announcement of its own, the second beside the first. With it, it is the
    whole of what stands in place of a record that was wrong, and says why.
    """

    item: str
    by: str
    counts: dict[str, int] = {}
    required: int | None = None
    outcome: str = ""
    replaces: int = 0
    reason: str = ""


class Adjourned(_Form, frozen=True, tag="adjourned"):
    """The sitting is interrupted."""

    until: str = ""


class Resumed(_Form, frozen=True, tag="resumed"):
    """It goes on."""


class Ended(_Form, frozen=True, tag="ended"):
    """It is over; corrections may still come."""


Event = (
    Opened
    | Presiding
    | Arrived
    | Departed
    | ItemOpened
    | SeedStated
    | LotDrawn
    | Voted
    | Corrected
    | Hands
    | CastingVote
    | Closed
    | ObjectionsAsked
    | Objected
    | Reserved
    | WithoutVote
    | Dropped
    | Announced
    | Adjourned
    | Resumed
    | Ended
)


def plain_of(event: Event) -> dict[str, Any]:  # Any: what JSON holds
    """Return an event as plain values."""
    plain: dict[str, Any] = msgspec.to_builtins(event)
    return plain


def event_of(plain: dict[str, Any], *, where: str = "event") -> Event:  # Any: what JSON holds
    """Return the event of these plain values; `JournalError` names what does not fit."""
    try:
        event: Event = msgspec.convert(plain, type=Event)
    except msgspec.ValidationError as error:
        raise JournalError(
            f"not an event of a sitting: {error}",
            where=where,
            remedy="docs/reference/journal.md lists the events; this one is of another version, or no event.",
        ) from error
    return event
