r"""JSON objects member by member, each value as the very text it stands in.

What we have no word for is written back as it was read, so it is never decoded and encoded again: 1.50
stays 1.50, and an escaped letter stays escaped. An object that lies inside another may be opened into
paths, `motion/text`, with `~0` and `~1` for `~` and `/` in a key as in RFC 6901 (JSON Pointer).

>>> members_of('{"id": "42", "motion": {"text": "A"}, "weight": 1.50}', where="v.json", opened={"motion"})
[('id', '"42"'), ('motion/text', '"A"'), ('weight', '1.50')]
>>> object_text([("id", '"42"'), ("motion/text", '"A"'), ("weight", "1.50")])
'{"id": "42", "motion": {"text": "A"}, "weight": 1.50}'
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from tellers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["elements_of", "members_of", "object_text", "same_json", "text_in", "text_of_file", "whole_in"]

LARGEST = 200_000_000
"""Bytes of a JSON file, which is held in memory whole."""
_WHOLE = re.compile(r"0|[1-9][0-9]{0,12}")
_BLANK = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"', re.DOTALL)


def _number(digits: str) -> tuple[str]:
    """Return a number as what it is written with, apart from a text of the same digits."""
    return (digits,)


_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=lambda _: ...)


def text_of_file(content: bytes, *, where: str) -> str:
    """Return a file's text; `FormatError` for one that is not UTF-8 or too large."""
    if len(content) > LARGEST:
        raise FormatError(f"more than {LARGEST:,} bytes of JSON", where=where, remedy="Split it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"not UTF-8 at byte {error.start}", where=where, expected="UTF-8") from error


def members_of(text: str, *, where: str, opened: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return path and raw text of every member; `FormatError` for what is no object, or has a key twice."""
    members: list[tuple[str, str]] = []
    for raw_key, raw in _split(text, "{}", where):
        key = _decode(raw_key, where)
        path = str(key).replace("~", "~0").replace("/", "~1")
        if key in opened and raw.startswith("{") and raw.strip("{} \t\n\r"):
            members += [(f"{path}/{inner}", part) for inner, part in members_of(raw, where=where)]
        else:
            members.append((path, raw))
    counted = Counter(path for path, _ in members)
    if len(counted) < len(members):
        twice = next(path for path, times in counted.items() if times > 1)
        raise FormatError(f"a key stands twice: {twice[:60]!r}", where=where)
    return members


def elements_of(text: str, *, where: str) -> list[str]:
    """Return the raw text of every element of a list; `FormatError` for what is no list."""
    return [raw for _, raw in _split(text, "[]", where)]


def object_text(members: Sequence[tuple[str, str]], *, indent: str = "") -> str:
    """Return an object of paths and raw text, one member a line where there is an indent."""
    grouped: dict[str, str | list[tuple[str, str]]] = {}
    for path, raw in members:
        head, slash, rest = path.partition("/")
        if not slash:
            grouped.setdefault(head, raw)
            continue
        held = grouped.get(head)
        if isinstance(held, list):
            held.append((rest, raw))
        else:
            grouped[head] = [(rest, raw)]
    parts = [
        f"{_key(head)}: {raw if isinstance(raw, str) else object_text(raw)}" for head, raw in grouped.items()
    ]
    if not indent or not parts:
        return f"{{{', '.join(parts)}}}"
    return "{\n" + ",\n".join(f"{indent}{part}" for part in parts) + "\n}"


def same_json(one: str, other: str) -> bool:
    """Return whether two raw texts say the same; blanks, escapes and the order of keys do not matter."""
    if one == other or not one or not other:
        return one == other
    try:
        return bool(_DECODER.decode(one) == _DECODER.decode(other))
    except (ValueError, RecursionError):
        return False


def text_in(raw: str) -> str:
    """Return the text that a raw value is; '' for anything else, and for half a surrogate pair."""
    if not raw.startswith('"'):
        return ""
    try:
        text = str(json.loads(raw))
        text.encode()
    except ValueError:  # not JSON, or not Unicode
        return ""
    return text


def whole_in(raw: str) -> int | None:
    """Return the whole number that a raw value is, or None.

    >>> whole_in("17"), whole_in("17.0"), whole_in("-1")
    (17, None, None)
    """
    return (
        int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 13 else None
    )  # no number of votes is longer


def _key(path: str) -> str:
    return json.dumps(path.replace("~1", "/").replace("~0", "~"), ensure_ascii=False)


def _split(text: str, brackets: str, where: str) -> list[tuple[str, str]]:
    """Return (raw key, raw value) of an object, ('', raw value) of a list; blanks are free."""
    keyed = brackets == "{}"
    place = _skip(text, 0)
    if text[place : place + 1] != brackets[0]:
        _refuse(where, "an object" if keyed else "a list")
    parts: list[tuple[str, str]] = []
    place = _skip(text, place + 1)
    if text[place : place + 1] == brackets[1]:
        _end(text, place + 1, where)
        return parts
    while True:
        key = ""
        if keyed:
            found = _STRING.match(text, place)
            if found is None:
                _refuse(where, f"a key at character {place}")
            key, place = found[0], _skip(text, found.end())
            if text[place : place + 1] != ":":
                _refuse(where, f"a colon at character {place}")
            place = _skip(text, place + 1)
        end = _value_end(text, place, where)
        parts.append((key, text[place:end]))
        place = _skip(text, end)
        mark = text[place : place + 1]
        if mark == brackets[1]:
            _end(text, place + 1, where)
            return parts
        if mark != ",":
            _refuse(where, f"a comma at character {place}")
        place = _skip(text, place + 1)


def _value_end(text: str, place: int, where: str) -> int:
    try:
        value, end = _DECODER.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise FormatError(f"not JSON: {error}", where=where) from error
    except RecursionError:
        raise FormatError("nested too deeply", where=where) from None
    if value is ...:  # NaN or Infinity, which JSON does not have
        _refuse(where, "a number or text")
    return end


def _decode(raw_key: str, where: str) -> str:
    try:
        key = str(json.loads(raw_key))
        key.encode()
    except ValueError as error:
        raise FormatError("a key that is no text", where=where) from error
    return key


def _skip(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return found.end() if found else place


def _end(text: str, place: int, where: str) -> None:
    if _skip(text, place) != len(text):
        _refuse(where, "nothing after the end")


def _refuse(where: str, expected: str) -> NoReturn:
    raise FormatError("not the JSON of a vote", where=where, expected=expected)
