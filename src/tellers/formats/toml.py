"""TOML files in a declared form: every key known, every fault told with its place.

>>> class Form(msgspec.Struct, forbid_unknown_fields=True):
...     title: str
>>> decode_toml(b'title = "x"', Form, where="a.toml").title
'x'
>>> decode_toml(b'titel = "x"', Form, where="a.toml")
Traceback (most recent call last):
    ...
tellers.errors.MappingError: a.toml: there is no key 'titel' here
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from tellers.errors import MappingError
from tellers.formats.form_faults import fault_told
from tellers.model import Text

__all__ = ["Words", "decode_toml", "plain", "text_of", "told_apart", "words_of"]

Words = str | dict[str, str]
"""Words in a file: one string, or one a language."""

T = TypeVar("T")


def text_of(words: Words) -> Text:
    """Return words as the file gives them: one string, or one a language."""
    return Text.of(words) if isinstance(words, str) else Text(tuple(sorted(words.items())))


def words_of(text: Text) -> Words:
    """Return words as a file writes them: one string where they are the same in every language."""
    entries = dict(text.entries)
    return entries[""] if set(entries) == {""} else entries or ""


def plain(words: Words) -> str:
    """Return words in one string: English, else the first language there is.

    >>> plain({"es": "mesa", "en": "table"}), plain("CC0-1.0"), plain({})
    ('table', 'CC0-1.0', '')
    """
    return text_of(words).in_language("en")


def told_apart(words: Words) -> dict[str, str]:
    """Return words by language, sorted; nothing where they are the same in every language."""
    return {} if isinstance(words, str) else dict(sorted(words.items()))


def decode_toml(content: bytes, form: type[T], *, where: str) -> T:
    """Return the file in its form; `MappingError` names the key and what was expected there."""
    try:
        return msgspec.toml.decode(content, type=form)
    except msgspec.ValidationError as error:
        fault = fault_told(form, content, str(error))
        raise MappingError(
            fault.message,
            where=where,
            expected=fault.expected,
            remedy="Mend that key; docs/reference lists every key of this file.",
        ) from error
    except UnicodeDecodeError as error:
        raise MappingError(
            f"byte {error.start} is not UTF-8",
            where=where,
            expected="a TOML file in UTF-8",
            remedy="Save it as UTF-8.",
        ) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, lists in lists in lists
        raise MappingError(
            f"not TOML: {error}",
            where=where,
            expected="a TOML file in UTF-8",
            remedy="Mend the line named.",
        ) from error
