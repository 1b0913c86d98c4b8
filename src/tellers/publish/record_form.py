"""An entry that states a record, read and written in one stroke: nearly all entries of a log are such.

`tellers.canonical` asks every value for its type. A record's entry has one shape, so that its types are
checked, and its fields put in order, by the declarations below. Whatever has another shape, or a text that
needs an escape, is left to `tellers.publish.entry`, which decides everything; a test holds the two equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tellers.canonical.json_text import Plain

__all__ = ["encode_record_entry", "is_record_entry", "read_plain"]

_ESCAPE = b"\\"


class _Stated(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What a record says; a field that is empty has its default, and is left out.

    All have one, a row too: msgspec writes those without a default first.
    """

    contest: str = ""
    figures: list[tuple[str, int | None]] = []
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


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    act: str
    at: str
    dossier: str
    replaces: int | None
    stated: _Stated
    subject: str
    type: str


assert all(  # noqa: S101 (the order of declaration is that of the canonical form)
    list(kind.__struct_fields__) == sorted(kind.__struct_fields__) for kind in (_Entry, _Stated)
)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Entry).decode
read_plain = msgspec.json.Decoder().decode
"""A plain value from JSON that is known to be in the one form."""


def encode_record_entry(plain: dict[str, Plain]) -> bytes | None:
    """Return the canonical bytes of an entry that states a record; None for one of any other shape."""
    try:
        data = _encode(msgspec.convert(plain, _Entry))
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return None
    return None if _ESCAPE in data else data


def is_record_entry(data: bytes) -> bool:
    """Return whether bytes are an entry that states a record, in the one form."""
    if _ESCAPE in data:
        return False
    try:
        return _encode(_decode(data)) == data
    except (msgspec.MsgspecError, ValueError, OverflowError):
        return False
