"""What a declared form knows at the place of a fault: its keys, its words, or a whole number.

>>> import msgspec
>>> from typing import Literal
>>> claim = msgspec.defstruct("Claim", [("outcome", Literal["tie", "elected"])])
>>> form = msgspec.defstruct("File", [("claim", list[claim])])
>>> known_at(form, "Invalid enum value 'won' - at `$.claim[0].outcome`")
'elected, tie'
>>> known_at(form, "Object contains unknown field `name` - at `$.claim[0]`")
'outcome'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PLACE", "STEP", "known_at"]

PLACE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<index>[^]]*)\]")


def known_at(form: type, message: str) -> str:
    """Return what may stand at the place that msgspec's message names, or nothing where it is open."""
    place = PLACE.search(message)
    found = [*_open(inspect.type_info(form))]
    for step in STEP.finditer(place["path"] if place else ""):
        found = [part for one in found for part in _within(one, step["key"])]
    return ", ".join(sorted({word for one in found for word in _words(one)}))


def _open(one: inspect.Type) -> Iterator[inspect.Type]:
    """Return the types that a type may be."""
    if isinstance(one, inspect.UnionType):
        for part in one.types:
            yield from _open(part)
    else:
        yield one


def _within(one: inspect.Type, key: str | None) -> Iterator[inspect.Type]:
    """Return the types of a struct's key, or of an item of a list or a dictionary."""
    if isinstance(one, inspect.StructType):
        for field in one.fields:
            if field.encode_name == key:
                yield from _open(field.type)
    elif isinstance(one, inspect.DictType):
        yield from _open(one.value_type)
    elif isinstance(one, inspect.ListType):
        yield from _open(one.item_type)


def _words(one: inspect.Type) -> list[str]:
    if isinstance(one, inspect.StructType):
        return [field.encode_name for field in one.fields]
    if isinstance(one, inspect.EnumType):
        return [str(word.value) for word in one.cls]
    if isinstance(one, inspect.LiteralType):
        return [str(word) for word in one.values]
    return ["a whole number: digits only"] if isinstance(one, inspect.IntType) else []
