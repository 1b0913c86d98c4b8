r"""How a language writes numbers, counts in the singular and sets its marks: by CLDR, through Babel.

English, Spanish, Brazilian Portuguese and French. Each writes its own sign between thousands and before
decimals, in French a narrow space that does not break. French and Portuguese count nought in the
singular, "0 voto", English and Spanish do not.

Two choices are ours: four digits are grouped in every language (CLDR leaves them ungrouped in Spanish;
tables read better grouped), and a percentage has a blank before its sign in every language.

>>> grouped(1977376, "pt"), ascii(grouped(1977376, "fr")), decimal_sign("fr"), decimal_sign("en")
('1.977.376', "'1\\u202f977\\u202f376'", ',', '.')
>>> [code for code in ("en", "es", "pt", "fr") if is_singular(0, code)]
['pt', 'fr']
>>> ascii(typeset("Qui a voté : « oui » ?", "fr"))
"'Qui a vot\\xe9\\xa0: \\xab\\xa0oui\\xa0\\xbb\\u202f?'"
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import format_compact_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

__all__ = [
    "compact",
    "decimal_sign",
    "grouped",
    "is_singular",
    "labelled",
    "listed",
    "singular_words",
    "typeset",
]

_FRENCH = (
    (re.compile(r" (?=[;!?])"), "\u202f"),
    (re.compile(r" (?=[:»])|(?<=«) "), "\xa0"),
    (re.compile(r"(?<=[a-zA-Z])'(?=[\w{«])"), "\u2019"),
)
"""What French sets: blanks that hold, narrow before ; ! ? and whole before : and in « »; the apostrophe."""


@cache
def _sign(code: str, kind: str) -> str:
    return str(Locale.parse(code).number_symbols["latn"][kind])


def decimal_sign(code: str) -> str:
    """Return the sign before decimals in a language."""
    return _sign(code, "decimal")


def grouped(whole: int, code: str) -> str:
    """Return a whole number with the language's sign between thousands."""
    return f"{whole:,}".replace(",", _sign(code, "group"))


@cache
def is_singular(count: int, code: str) -> bool:
    """Return whether so many of a thing are told in the singular."""
    return Locale.parse(code).plural_form(abs(count)) == "one"


@cache
def singular_words(code: str) -> frozenset[str]:
    """Return the numbers, as they are written, that are told in the singular."""
    return frozenset(str(count) for count in (0, 1) if is_singular(count, code))


def compact(value: int | Decimal, code: str) -> str:
    """Return a large round number in words, for an axis: "5 million", "2,5 milhões"."""
    told = format_compact_decimal(value, format_type="long", locale=code, fraction_digits=1)
    # Babel gives exactly one the plural in French: "1 millions".
    return told.removesuffix("s") if code == "fr" and re.match(r"1\D", told) and "," not in told else told


def typeset(sentence: str, code: str) -> str:
    """Return a sentence whose marks stand as the language sets them; French alone sets some."""
    for blank, held in _FRENCH if code == "fr" else ():
        sentence = blank.sub(held, sentence)
    return sentence


def labelled(name: str, told: str, code: str) -> str:
    """Return a name and what is told of it, with a colon as the language sets it: "votes: 3"."""
    return f"{name}{typeset(' : ', code) if code == 'fr' else ': '}{told}"


def listed(parts: Iterable[str], code: str) -> str:
    """Return phrases one after the other, with a semicolon as the language sets it."""
    return (typeset(" ; ", code) if code == "fr" else "; ").join(parts)
