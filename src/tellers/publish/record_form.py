"""An entry that states a record, read and written in one stroke: nearly all entries of a log are such.

`tellers.canonical` asks every value for its type. A record's entry has one shape, so that its types are
checked, and its fields put in order, by the declarations below. Whatever has another shape, or a text that
needs an escape, is left to `tellers.publish.entry`, which decides everything; a test holds the two equal.

A log takes anybody's bytes: what says to be a record and is not in a record's form states nothing. A figure
is a whole number that every reader holds exactly, a browser too, or null; the subject names the contest, the
source and the unit that the record does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from tellers.canonical import type_name
from tellers.model import Record

if TYPE_CHECKING:
    from tellers.canonical.json_text import Plain

__all__ = [
    "RecordEntry",
    "encode_record_entry",
    "is_record",
    "is_record_entry",
    "read_plain",
    "read_record_entry",
]

RECORD = type_name(Record)
SUBJECT = "record/"
"""What the subject of a record begins with, and of nothing else."""
MOST_VOTES = 2**53 - 1
_ESCAPE = b"\\"
_Votes = Annotated[int, msgspec.Meta(ge=0, le=MOST_VOTES)]


class _Stated(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What a record says; a field that is empty has its default, and is left out.

    All have one, a row too: msgspec writes those without a default first.
    """

    contest: str = ""
    figures: list[tuple[str, _Votes | None]] = []
    id: str = ""
    image: str = ""
    image_sha256: str = ""
    reason: str = ""
    replaces: str | None = None
    row: int | msgspec.UnsetType = msgspec.UNSET
    source: str = ""
    status: str = ""
    type: str = ""
    unit: str = ""
    unread: list[str] = []


class _Named(msgspec.Struct):
    """What every reader has to know of a record; fields beyond these are nobody's business here."""

    contest: str
    source: str
    unit: str
    type: str
    figures: list[tuple[str, _Votes | None]] = []
    image: str = ""
    image_sha256: str = ""
    reason: str = ""
    status: str = ""
    unread: list[str] = []


class RecordEntry(msgspec.Struct, forbid_unknown_fields=True):
    """An entry that states a record, as it was read."""

    act: str
    at: str
    dossier: str
    replaces: int | None
    stated: _Stated
    subject: str
    type: str


assert all(  # noqa: S101 (the order of declaration is that of the canonical form)
    list(kind.__struct_fields__) == sorted(kind.__struct_fields__) for kind in (RecordEntry, _Stated)
)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(RecordEntry).decode
read_plain = msgspec.json.Decoder().decode
"""A plain value from JSON that is known to be in the one form."""


def encode_record_entry(plain: dict[str, Plain]) -> bytes | None:
    """Return the canonical bytes of an entry that states a record; None for one of any other shape."""
    try:
        data = _encode(msgspec.convert(plain, RecordEntry))
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return None
    return None if _ESCAPE in data else data


def read_record_entry(data: bytes) -> RecordEntry | None:
    """Return the entry that bytes are, where they state a record and are in the one form."""
    if _ESCAPE in data:
        return None
    try:
        entry = _decode(data)
        return entry if _encode(entry) == data else None
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return None


def is_record_entry(data: bytes) -> bool:
    """Return whether bytes are an entry that states a record, in the one form."""
    return read_record_entry(data) is not None


def is_record(subject: str, stated: dict[str, Plain] | _Stated) -> bool:
    """Return whether what is stated is a record exactly where the subject names one, and is that one.

    >>> stated = {"contest": "p", "source": "v1", "unit": "7", "type": "tellers:record:1"}
    >>> is_record("record/p/v1/7/1", stated), is_record("record/p/v1/8/1", stated)
    (True, False)
    """
    if isinstance(stated, dict):
        if stated.get("type") != RECORD:
            return not subject.startswith(SUBJECT)
        try:
            named: _Named | _Stated = msgspec.convert(stated, _Named)
        except msgspec.ValidationError:
            return False
    else:
        named = stated
    of = f"{SUBJECT}{named.contest}/{named.source}/{named.unit}"
    return named.type == RECORD and subject.rpartition("/")[0] == of
