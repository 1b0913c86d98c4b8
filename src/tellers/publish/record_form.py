"""An entry that states a record, read and written in one stroke: nearly all entries of a log are such.

`tellers.canonical` asks every value for its type. A record's entry has one shape, so that its types are
checked, and its fields put in order, by the declarations below. Whatever has another shape, or a text that
needs an escape, is left to `tellers.publish.entry`, which decides everything; a test holds the two equal.

A log takes anybody's bytes: what says to be a record and is not in a record's form states nothing. A figure
is a whole number that every reader holds exactly, a browser too, or null; a status is one that the model has;
contest, source and unit are identifiers of the model's form, and the subject names the same ones. A subject
that says to be a record's names them even where it is withdrawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import msgspec

from tellers.canonical import type_name
from tellers.model import ContestId, Record, SourceId, Status, UnitId

if TYPE_CHECKING:
    from tellers.canonical.json_text import Plain

__all__ = [
    "RecordEntry",
    "encode_record_entry",
    "is_record",
    "read_plain",
    "read_record_entry",
    "record_named",
    "record_subject",
]

RECORD = type_name(Record)
SUBJECT = "record/"
"""What the subject of a record begins with, and of nothing else."""
MOST = 2**53 - 1
STATUSES = frozenset(status.value for status in Status)
_ESCAPE = b"\\"
_Votes = Annotated[int, msgspec.Meta(ge=0, le=MOST)]
_Whole = Annotated[int, msgspec.Meta(ge=-MOST, le=MOST)]
"""A longer number is left to the strict reader, which has a limit of its own."""


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
    row: _Whole | msgspec.UnsetType = msgspec.UNSET
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
    status: str
    figures: list[tuple[str, _Votes | None]] = []
    image: str = ""
    image_sha256: str = ""
    reason: str = ""
    unread: list[str] = []


class RecordEntry(msgspec.Struct, forbid_unknown_fields=True):
    """An entry that states a record, as it was read."""

    act: str
    at: str
    dossier: str
    replaces: _Whole | None
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
        entry = msgspec.convert(plain, RecordEntry)
        data = _encode(entry)
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return None
    return None if _ESCAPE in data or entry.stated.replaces == "" else data  # "" is no default, and empty


def read_record_entry(data: bytes) -> RecordEntry | None:
    """Return the entry that bytes are, where they state a record and are in the one form."""
    if _ESCAPE in data:
        return None
    try:
        entry = _decode(data)
        return entry if _encode(entry) == data and entry.stated.replaces != "" else None
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        return None


def is_record(subject: str, stated: dict[str, Plain] | _Stated | None) -> bool:
    """Return whether what is stated is a record exactly where the subject names one, and is that one.

    Where nothing is stated, for it is withdrawn: whether a subject that says to be a record's names one.

    >>> stated = {"contest": "p", "source": "v1", "unit": "7", "status": "counted", "type": RECORD}
    >>> is_record("record/p/v1/7/1", stated), is_record("record/p/v1/8/1", stated)
    (True, False)
    >>> is_record("record/p/v1/7/1", None), is_record("record/7", None), is_record("contest/p", None)
    (True, False, True)
    """
    if not subject.startswith(SUBJECT):
        kind = stated.type if isinstance(stated, _Stated) else (stated or {}).get("type")
        return kind != RECORD
    named = record_named(subject)
    if stated is None or named is None:
        return named is not None
    try:
        record = msgspec.convert(stated, _Named) if isinstance(stated, dict) else stated
    except msgspec.ValidationError:
        return False
    said = (record.contest, record.source, record.unit)
    return said == named and record.type == RECORD and record.status in STATUSES


def record_subject(contest: str, source: str, unit: str, place: int) -> str:
    """Return the subject of a record: `place` is its place among those of its source on its unit, from 1."""
    return f"{SUBJECT}{contest}/{source}/{unit}/{place}"


def record_named(subject: str) -> tuple[str, str, str] | None:
    """Return contest, source and unit of a record's subject; None for one that does not name all three.

    Contest and source have no slash and the place stands after the last one: a unit's name may have some.

    >>> record_named(record_subject("p", "v1", "7/a", 1))
    ('p', 'v1', '7/a')
    >>> record_named("record/7"), record_named("source/p/v1/7/1")
    (None, None)
    """
    if not subject.startswith(SUBJECT):
        return None
    contest, _, rest = subject.removeprefix(SUBJECT).partition("/")
    source, _, rest = rest.partition("/")
    unit = rest.rpartition("/")[0]
    return (contest, source, unit) if _are_ids(contest, source) and UnitId.names(unit) else None


@lru_cache(maxsize=64)
def _are_ids(contest: str, source: str) -> bool:
    """Return whether a contest and a source are named in the model's form; a log names few, and often."""
    return ContestId.names(contest) and SourceId.names(source)
