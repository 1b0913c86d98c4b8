"""The form of an answer: an object with these members and no others, as canonical JSON.

An answer is canonical JSON as entries of a log are: UTF-8, keys sorted, no blank, whole numbers only. Model
objects stand in it whole, byte for byte as `tellers.canonical` writes them, with their own type and version;
an entry of a log (docs/reference/entries.md) leaves out their fields that are empty.

>>> encode_answer(Figure("EG", None))
b'["EG",null]'
"""

from __future__ import annotations

from typing import Annotated, dataclass_transform

import msgspec

from tellers.model import Contest, Finding, Proclamation, Record, Source, Verdict

__all__ = ["COMPONENTS", "STATED", "Answer", "Count", "Figure", "Problem", "encode_answer", "stated"]

COMPONENTS = "#/components/schemas/"
STATED = (Contest, Source, Proclamation, Record, Finding, Verdict)
"""The model objects that stand in answers."""
Count = Annotated[int, msgspec.Meta(ge=0)]


def stated(kind: type) -> msgspec.Meta:
    """Return what is said in the schema of the bytes of a model object: that they are one."""
    return msgspec.Meta(extra_json_schema={"$ref": f"{COMPONENTS}{kind.__name__}"})


def _plain(value: object) -> str:
    """Return an identifier of the model as the text it is."""
    if isinstance(value, str):
        return str(value)
    message = f"no part of an answer: {type(value).__name__}"
    raise TypeError(message)


_encoder = msgspec.json.Encoder(order="sorted", enc_hook=_plain)


def encode_answer(answer: object) -> bytes:
    """Return the canonical bytes of an answer; one that is bytes already is the answer."""
    return answer if isinstance(answer, bytes) else _encoder.encode(answer)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An object with exactly these members, which nothing changes; so is every class that is made of it."""


class Figure(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A figure's id and its number; null where there is none."""

    figure: str
    number: Count | None


class Problem(Answer):
    """Why there is no answer (RFC 9457), with what was expected, what was found, and what to do."""

    type: str
    title: str
    status: Count
    detail: str
    where: str
    expected: str
    got: str
    remedy: str
