"""Fields of a format, each with how it is read and written, and everything else kept as it stands.

A field's raw text is kept beside its value where writing the value would not give it back: a time after
the day, "120.0" for 120, a word that the house has no other for. It is used again as long as it still
says the same, so that an edited value is never hidden by what was once read.

>>> day = Field(name="date", value="day", read=lambda raw: raw[:10], write=str)
>>> values, extra = read_fields([day], [("date", "2024-07-31T10:00"), ("colour", "red")])
>>> values, extra
({'day': '2024-07-31'}, (('date', '2024-07-31T10:00'), ('colour', 'red')))
>>> write_fields([day], values, extra)
[('date', '2024-07-31T10:00'), ('colour', 'red')]
>>> write_fields([day], {"day": "2024-08-01"}, extra)
[('date', '2024-08-01'), ('colour', 'red')]
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Field", "read_fields", "write_fields"]

Raws = Sequence[tuple[str, str]]
Same = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a format. `Any`: each field has a value of its own type, which its two functions share."""

    name: str
    value: str
    """The value it holds: an attribute of the vote or the voter, or a name of the format's own."""
    read: Callable[[str], Any]
    """Raw text to value; what cannot be read is the value of silence, never an error."""
    write: Callable[[Any], str]
    """Value to raw text; '' writes nothing."""


def read_fields(
    fields: Sequence[Field], raws: Raws, *, same: Same = operator.eq
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Return the values by name, and what must be kept: raw text that says more, then unknown fields."""
    given = dict(raws)
    values = {field.value: field.read(given.get(field.name, "")) for field in fields}
    known = {field.name for field in fields}
    fuller = [
        (field.name, given[field.name])
        for field in fields
        if field.name in given and not same(given[field.name], field.write(values[field.value]))
    ]
    return values, (*fuller, *((name, raw) for name, raw in raws if name not in known))


def write_fields(fields: Sequence[Field], values: Mapping[str, Any], extra: Raws) -> list[tuple[str, str]]:
    """Return the fields in their order, then the unknown ones; raw text kept is used while it holds."""
    kept = dict(extra)
    written = []
    for field in fields:
        raw = kept.get(field.name)
        if raw is None or field.read(raw) != values[field.value]:
            raw = field.write(values[field.value])
        written.append((field.name, raw))
    known = {field.name for field in fields}
    return written + [(name, raw) for name, raw in extra if name not in known]
