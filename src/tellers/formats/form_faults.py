"""A fault in a declared form in words: which entry, which key, what stands there, what belongs there.

msgspec says "Expected `int | null`, got `float` - at `$.claim[1].votes`". A person who wrote the file
knows its second claim, by the name it has there, and what a whole number is.

>>> from typing import Literal
>>> claim = msgspec.defstruct("Claim", [("figure", str), ("votes", int | None, None)])
>>> form = msgspec.defstruct("File", [("claim", list[claim])])
>>> text = b'claim = [ { figure = "A", votes = 17 }, { figure = "B", votes = 4.5 } ]'
>>> fault_told(form, text, "Expected `int | null`, got `float` - at `$.claim[1].votes`")
Fault(message='claim 2 (B), votes: 4.5 is a number with decimals', expected='a whole number: digits only')
>>> fault_told(form, text, "Object missing required field `figure` - at `$.claim[1]`").message
"claim 2 (B): the key 'figure' is missing"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from tellers.formats.known_words import PLACE, STEP, known_at

__all__ = ["Fault", "fault_told"]

LONGEST = 60
"""Letters of a value that are told."""
_KINDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number with decimals",
    str: "text in quotes",
    list: "a list [ ... ]",
    dict: "a table { ... }",
    date: "a day without quotes",
    datetime: "a time without quotes",
}
_ASKED = {
    "bool": _KINDS[bool],
    "int": "a whole number: digits only",
    "float": "a number",
    "str": _KINDS[str],
    "array": _KINDS[list],
    "object": _KINDS[dict],
}
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>.*)`", re.DOTALL)
_WORD = re.compile(r"Invalid enum value (?P<word>.*)", re.DOTALL)
_TYPE = re.compile(r"Expected `(?P<asked>[^`]*)`(?:, got `[^`]*`)?(?P<bound>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong and where, and what may stand there."""

    message: str
    expected: str


def fault_told(form: type, content: bytes, said: str) -> Fault:
    """Return in words what msgspec said of a TOML file that is not in its form."""
    place = PLACE.search(said)
    value, names = _at(msgspec.toml.decode(content), place["path"] if place else "")
    what, known = said[: place.start()] if place else said, known_at(form, said)
    if unknown := _UNKNOWN.fullmatch(what):
        told = f"there is no key {unknown['name'][:LONGEST]!r} here"
    elif missing := _MISSING.fullmatch(what):
        told = f"the key {missing['name']!r} is missing"
    elif wrong := _TYPE.fullmatch(what):
        if isinstance(value, _OneOf):
            value, names = value.odd(wrong["asked"], names)
        asked = [_ASKED[one] for one in wrong["asked"].split(" | ") if one in _ASKED]
        told, known = _wrong(value, wrong["bound"]), known or " or ".join(asked) + wrong["bound"]
    elif word := _WORD.fullmatch(what):
        told = f"{word['word'][:LONGEST]} is no word that is known here"
    else:
        told = what
    return Fault(message=": ".join(part for part in (", ".join(names), told) if part), expected=known)


@dataclass(frozen=True, slots=True)
class _OneOf:
    """A table of which one value is at fault, and msgspec does not say which."""

    table: Any

    def odd(self, asked: str, names: list[str]) -> tuple[Any, list[str]]:
        """Return the first value that is of no kind asked for, and its place; else the whole table."""
        kinds = tuple(kind for kind, word in _KINDS.items() if word.split(":")[0] in _asked_words(asked))
        found = self.table.items() if isinstance(self.table, dict) else ()
        for key, value in found:
            if type(value) not in kinds:
                return value, [*names[:-1], str(key)]
        return self.table, names


def _asked_words(asked: str) -> set[str]:
    return {_ASKED[one].split(":")[0] for one in asked.split(" | ") if one in _ASKED}


def _wrong(value: Any, bound: str) -> str:  # noqa: ANN401 (whatever the file holds)
    kind = next((word for one, word in _KINDS.items() if type(value) is one), "of no kind that belongs here")
    return f"{_written(value)} is outside what it may be" if bound else f"{_written(value)} is {kind}"


def _written(value: Any) -> str:  # noqa: ANN401 (as above)
    shown = (
        str(value)
        if isinstance(value, date)
        else str(value).lower()
        if isinstance(value, bool)
        else repr(value)
    )
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."


def _at(plain: Any, path: str) -> tuple[Any, list[str]]:  # noqa: ANN401 (as above)
    """Return what stands at a path, and the path in words: an entry of a list by its number and name."""
    names: list[str] = []
    for step in STEP.finditer(path):
        key, index = step["key"], step["index"]
        if key is not None and isinstance(plain, dict) and key in plain:
            plain = plain[key]
            names.append(key)
        elif index is not None and index.isdecimal() and isinstance(plain, list) and int(index) < len(plain):
            plain = plain[int(index)]
            names.append(f"{names.pop() if names else 'entry'} {int(index) + 1}{_called(plain)}")
        else:  # a key that msgspec does not name: `[...]`
            return _OneOf(plain), [*names, "one of them"]
    return plain, names


def _called(entry: Any) -> str:  # noqa: ANN401 (as above)
    """Return the name that an entry of a list has, in brackets, or nothing."""
    found = (
        [entry[key] for key in ("id", "figure", "name", "file") if key in entry]
        if isinstance(entry, dict)
        else []
    )
    return f" ({found[0][:LONGEST]})" if found and isinstance(found[0], str) and found[0] else ""
