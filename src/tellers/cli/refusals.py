"""What is refused, in a language: the sentences a secretariat meets over its own files.

Below the command line every error is told in English. The sentences here are those of files that people
write by hand: a body, a draft, a table of seats, a journal, a series. Any other stands as it was raised,
with labels in the language.

>>> in_language("there is no key 'sorce' here", "es")
"no hay aquí ninguna clave 'sorce'"
>>> in_language("seat 1 (upland), joined: 2001 is a whole number", "es")
'seat 1 (upland), joined: 2001 es un número entero'
>>> in_language("'x' is no day", "pt")
"'x' não é um dia"
>>> in_language("a sentence of another kind", "es")
'a sentence of another kind'
"""

from __future__ import annotations

import re

from tellers.cli.refusal_words import ENGLISH, SAID

__all__ = ["in_language"]


def in_language(told: str, language: str) -> str:
    """Return a sentence in the language where it is one of those here, else as it is.

    What stands before it, as "seat 1 (upland), joined: ", stays: it is a place in the file.
    """
    if language not in SAID or not told:
        return told
    place, colon, rest = told.rpartition(": ")
    for part, before in ((told, ""), (rest, f"{place}{colon}")):
        for english, said in zip(ENGLISH, SAID[language], strict=True):
            if found := re.fullmatch(english, part, re.DOTALL):
                return before + found.expand(said)
    return told
