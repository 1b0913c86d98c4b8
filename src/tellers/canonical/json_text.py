r"""Plain values to the one JSON text that stands for them, and strictly back.

UTF-8, keys sorted, no blank, whole numbers only: there is no float, so no question of how one is
written. For keys in ASCII and numbers below 2**53 these are the bytes of RFC 8785 (JSON
Canonicalization Scheme); larger whole numbers are written out where RFC 8785 would round them.
Characters are written as they are: no Unicode normalisation, two spellings are two texts.

>>> encode_json({"votes": 7303480, "options": ["EG"], "name": "Ana María"})
b'{"name":"Ana Mar\xc3\xada","options":["EG"],"votes":7303480}'
>>> decode_json(b'{"votes":1.5}', where="findings.json")
Traceback (most recent call last):
    ...
tellers.errors.FormatError: findings.json: not a whole number: 1.5
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import NoReturn

from tellers.errors import FormatError

__all__ = ["Plain", "decode_json", "encode_json", "hash_bytes"]

Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None
"""What JSON can say without a float."""

DEEPEST = 100
"""Lists and objects that are open at once in a text that is read: the same on any stack, and in a browser."""
LONGEST_NUMBER = 4000
"""Digits of a whole number that are read or written; Python's own limit lies just above."""


def encode_json(value: Plain) -> bytes:
    """Return the one text of a plain value.

    `TypeError` for anything that is not plain, a float above all, and `ValueError` for text with
    half a surrogate pair: both are faults of the caller, since a reader never makes such values.
    """
    _verify_plain(value)
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def decode_json(text: bytes, *, where: str) -> Plain:
    """Return the plain value of any JSON text; blanks and the order of keys are free.

    Raises `FormatError` for what is not JSON in UTF-8, for a float, for a key that stands twice
    and for nesting or numbers beyond any use.
    """

    def refuse(message: str) -> NoReturn:
        raise FormatError(message, where=where, expected="JSON in UTF-8 with whole numbers only")

    def whole(digits: str) -> int:
        if len(digits) > LONGEST_NUMBER:
            refuse(f"a number of {len(digits)} digits")
        return int(digits)

    def once(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counted = Counter(key for key, _ in pairs)
            refuse(f"a key stands twice: {next(key for key, count in counted.items() if count > 1)!r}")
        return found

    try:
        value: Plain = json.loads(
            text.decode("utf-8"),
            parse_int=whole,
            parse_float=lambda digits: refuse(f"not a whole number: {digits[:40]}"),
            parse_constant=lambda word: refuse(f"not a number: {word}"),
            object_pairs_hook=once,
        )
    except UnicodeDecodeError as error:
        refuse(f"not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        refuse(f"not JSON: {error}")
    except RecursionError:
        refuse("nested too deeply")
    if fault := _fault_of(value, text):
        refuse(fault)
    return value


def hash_bytes(content: bytes) -> str:
    """Return `sha256:<hex>` of these bytes.

    >>> hash_bytes(b"")[:19]
    'sha256:e3b0c44298fc'
    """
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _fault_of(value: Plain, text: bytes) -> str:
    """Return what a value that was read has and may not have, "" where it has nothing of it."""
    if text.count(b"[") + text.count(b"{") > DEEPEST and _is_deep(value):
        return "nested too deeply"
    return "text with half a surrogate pair" if b"\\u" in text and _has_half_pair(value) else ""


def _is_deep(value: Plain) -> bool:
    """Return whether more than `DEEPEST` lists and objects lie within one another, level by level."""
    level = [value]
    for _ in range(DEEPEST + 1):
        open_here = [one for one in level if isinstance(one, list | dict)]
        if not open_here:
            return False
        level = [part for one in open_here for part in (one.values() if isinstance(one, dict) else one)]
    return True


def _has_half_pair(value: Plain) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _verify_plain(value: object) -> None:
    """Raise `TypeError` unless the value holds only what JSON can say without a float."""
    if isinstance(value, dict):
        for key, part in value.items():
            if type(key) is not str:
                message = f"a key is text, not {type(key).__name__}"
                raise TypeError(message)
            _verify_plain(part)
    elif isinstance(value, list):
        for part in value:
            _verify_plain(part)
    elif value is not None and type(value) not in {str, int, bool}:
        message = f"not a plain value: {type(value).__name__}"
        raise TypeError(message)
