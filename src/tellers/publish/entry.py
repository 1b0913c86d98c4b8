r"""One entry of a log: what somebody states of one subject, since when, and which entry it replaces.

An entry's bytes are canonical JSON (`tellers.canonical`), so that what is stated has one hash:

    type      "tellers:entry:1"
    act       published, corrected, withdrawn
    subject   what it is about: "record/president/v1/010113042.01/1", "proclamation/bulletin-1"
    at        when the publisher says that it was published, in UTC, to the second
    replaces  the index of the entry that no longer holds, or null
    dossier   the name of the dossier it comes from
    stated    the model object, with its own type and version; null where it is withdrawn

A field of what is stated that is empty (null, "", [], {}) is left out, `lean`: everybody who mirrors a log
pays for its bytes, and a record of a sheet has four such fields.

A record has a record's form, and is of the subject that names it: `record_form`.

What `at` says is the publisher's word; the checkpoints that witnesses signed bound it from above.

>>> entry = Entry(act=Act.WITHDRAWN, subject="record/p/v1/7/1", at="2031-05-18T20:15:00Z", replaces=4,
...     dossier="made", stated=None)
>>> encode_entry(entry)[:60]
b'{"act":"withdrawn","at":"2031-05-18T20:15:00Z","dossier":"ma'
>>> decode_entry(encode_entry(entry), where="entry 9") == entry
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from tellers.canonical import decode_json, encode_json
from tellers.errors import FormatError
from tellers.publish.record_form import (
    MOST,
    RecordEntry,
    encode_record_entry,
    is_record,
    read_plain,
    read_record_entry,
)

if TYPE_CHECKING:
    from tellers.canonical.json_text import Plain

__all__ = [
    "TYPE",
    "Act",
    "Entry",
    "ForeignEntry",
    "MalformedEntry",
    "decode_entry",
    "encode_entry",
    "is_entry",
    "is_time",
    "lean",
    "read_entry",
]

FAMILY = "tellers:entry:"
TYPE = f"{FAMILY}1"
FIELDS = {"type", "act", "subject", "at", "replaces", "dossier", "stated"}
_TEXT_OR_MANY = (str, list, dict)
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class ForeignEntry(FormatError):
    """An entry that somebody else put into the log: it states nothing of a dossier."""


class MalformedEntry(FormatError):
    """An entry that says to be of this form and is not: it states nothing, and everybody is told of it."""


class Act(StrEnum):
    """What an entry does."""

    PUBLISHED = "published"
    """It states something of a subject that had nothing standing."""
    CORRECTED = "corrected"
    """It takes the place of what stood."""
    WITHDRAWN = "withdrawn"
    """What stood no longer does, and nothing takes its place."""


ACTS = tuple(Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement in a log."""

    act: Act
    subject: str
    at: str
    replaces: int | None
    dossier: str
    stated: dict[str, Plain] | None


def lean(stated: dict[str, Plain]) -> dict[str, Plain]:
    """Return an object as it is stated: without the fields that are empty.

    >>> lean({"reason": "", "row": 0, "secret": False, "unread": [], "replaces": None})
    {'row': 0, 'secret': False}
    """
    return {name: value for name, value in stated.items() if not _is_empty(value)}


def encode_entry(entry: Entry) -> bytes:
    """Return the bytes that are logged; `ValueError` for a time of another form."""
    if not is_time(entry.at):
        message = f"not a time in UTC to the second: {entry.at!r}"
        raise ValueError(message)
    plain: dict[str, Plain] = {
        "type": TYPE,
        "act": entry.act.value,
        "subject": entry.subject,
        "at": entry.at,
        "replaces": entry.replaces,
        "dossier": entry.dossier,
        "stated": None if entry.stated is None else lean(entry.stated),
    }
    return encode_record_entry(plain) or encode_json(plain)


def decode_entry(data: bytes, *, where: str) -> Entry:
    """Return an entry; `MalformedEntry` for bytes that say to be one and are not in its one form.

    `ForeignEntry` where they do not even say to be one. A log takes anybody's bytes and keeps them for ever,
    so that whoever reads it all goes on after either: `FormatError` is both.
    """
    record = read_record_entry(data)
    try:
        plain: Plain = read_plain(data) if record else decode_json(data, where=where)
    except FormatError as error:
        raise ForeignEntry(error.message, where=where, expected=error.expected) from error
    kind = plain.get("type") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(kind, str) or not kind.startswith(FAMILY):
        raise ForeignEntry("not an entry of this form", where=where, expected=f"an object of type {TYPE}")
    if kind != TYPE or set(plain) != FIELDS:
        raise _wrong(where, f"an object of type {TYPE} with {', '.join(sorted(FIELDS))}")
    act, subject, at = plain["act"], plain["subject"], plain["at"]
    replaces, dossier, stated = plain["replaces"], plain["dossier"], plain["stated"]
    if act not in ACTS or not isinstance(subject, str) or not isinstance(dossier, str):
        raise _wrong(where, f"an act of {', '.join(Act)}, and subject and dossier as texts")
    if not isinstance(at, str) or not is_time(at):
        raise _wrong(where, "a time as 2031-05-18T20:15:00Z")
    if (
        not _is_index(replaces)
        or not isinstance(stated, dict | None)
        or (stated is None) != (act == Act.WITHDRAWN)
    ):
        raise _wrong(where, "an index it replaces or null, and an object or, where withdrawn, null")
    if replaces is None and act != Act.PUBLISHED:
        raise _wrong(where, "the index of the entry that is corrected or withdrawn")
    if not is_record(subject, record.stated if record else stated):
        raise _wrong(
            where, "a record in its form where the subject is one, and of that contest, source and unit"
        )
    entry = Entry(act=Act(act), subject=subject, at=at, replaces=replaces, dossier=dossier, stated=stated)
    if not record and encode_entry(entry) != data:
        raise _wrong(where, "canonical JSON: keys sorted, no blank, and nothing stated that is empty")
    return entry


def read_entry(data: bytes) -> Entry | RecordEntry | None:
    """Return an entry in its one form, None for bytes that state nothing.

    As `decode_entry` decides; quicker where a record is stated, which is nearly always.
    """
    record = read_record_entry(data)
    if record is None:
        try:
            return decode_entry(data, where="")
        except FormatError:
            return None
    acts = (Act.PUBLISHED, Act.CORRECTED) if record.replaces is not None else (Act.PUBLISHED,)
    sound = (
        record.type == TYPE
        and record.act in acts
        and is_time(record.at)
        and _is_index(record.replaces)
        and is_record(record.subject, record.stated)
    )
    return record if sound else None


def is_entry(data: bytes) -> bool:
    """Return whether bytes are an entry in its one form: whether they state anything."""
    return read_entry(data) is not None


@lru_cache(maxsize=256)
def is_time(text: str) -> bool:
    """Return whether a text is a time in UTC to the second, `2031-05-18T20:15:00Z`."""
    if not _AT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return False
    return True


def _is_empty(value: Plain) -> bool:
    """Return whether a value says nothing; 0 and false say something."""
    return not value and (value is None or isinstance(value, _TEXT_OR_MANY))


def _is_index(value: Plain) -> TypeGuard[int | None]:
    """Return whether a value is an index that a browser holds too, or null.

    A truth of JSON is an int to Python, and no index.
    """
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST)


def _wrong(where: str, expected: str) -> MalformedEntry:
    return MalformedEntry(
        "not an entry of this form",
        where=where,
        expected=expected,
        remedy="The log holds entries that Tellers did not write; only it can say what they mean.",
    )
