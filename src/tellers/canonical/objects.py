"""The bytes of a model object: its type and version beside its fields, in canonical JSON.

The type stands in the bytes as `"type": "tellers:<name>:<version>"`, so two objects of different
types never share a hash, and a reader knows what it holds. The bytes of an object are exactly
these; any other text of the same content (a blank more, another order) is refused, so that a hash
names one text and one content.

>>> outcome = Outcome(word=OutcomeWord.TIE, winners=(OptionId("A"), OptionId("B")), margin=0)
>>> encode_object(outcome)
b'{"margin":0,"reached":[],"reasons":[],"required":null,"type":"tellers:outcome:2","winners":["A","B"],"word":"tie"}'
>>> decode_object(encode_object(outcome), where="outcome.json") == outcome
True
>>> hash_object(outcome)[:23]
'sha256:d73dcd853cbf5010'
"""

from __future__ import annotations

from typing import Any

from tellers.canonical.form import from_plain, to_plain
from tellers.canonical.json_text import decode_json, encode_json, hash_bytes
from tellers.errors import FormatError
from tellers.model import (
    Contest,
    Finding,
    OptionId,
    Outcome,
    OutcomeWord,
    Proclamation,
    Record,
    Source,
    Verdict,
)

__all__ = ["NAMES", "decode_object", "encode_object", "hash_object", "type_name"]

_ = (OptionId, OutcomeWord)  # names the doctest uses

VERSIONS: dict[type, int] = {
    Contest: 2,
    Finding: 1,
    Outcome: 2,
    Proclamation: 1,
    Record: 1,
    Source: 1,
    Verdict: 1,
}
"""The objects that have bytes of their own, with the version of each; others stand inside them."""


def type_name(kind: type) -> str:
    """Return the name and version of a type, `tellers:finding:1`; `KeyError` if it has none."""
    return f"tellers:{kind.__name__.lower()}:{VERSIONS[kind]}"


NAMES: dict[str, type] = {type_name(kind): kind for kind in VERSIONS}
"""Every type that has bytes of its own, by its name."""


def encode_object(value: object) -> bytes:
    """Return the bytes of a model object. `KeyError` for a type without bytes of its own."""
    kind = type(value)
    plain = to_plain(value, kind)
    assert isinstance(plain, dict)  # noqa: S101 (every type of VERSIONS is a dataclass)
    return encode_json({**plain, "type": type_name(kind)})


def decode_object(content: bytes, *, where: str) -> Any:  # noqa: ANN401 (the bytes name the type)
    """Return the model object of these bytes.

    Raises `FormatError` for a type or version that is not known, for a field that does not fit,
    and for bytes that are not the one form of what they say.
    """
    plain = decode_json(content, where=where)
    name = plain.get("type") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(name, str) or name not in NAMES:
        raise FormatError(
            "not an object of a known type", where=where, expected=", ".join(NAMES), got=str(name)[:80]
        )
    fields = {key: part for key, part in plain.items() if key != "type"}
    value = from_plain(fields, NAMES[name], where=where)
    if encode_object(value) != content:
        raise FormatError(
            "not the canonical form of this object", where=where, expected="keys sorted, no blank"
        )
    return value


def hash_object(value: object) -> str:
    """Return `sha256:<hex>` of the bytes of a model object."""
    return hash_bytes(encode_object(value))
