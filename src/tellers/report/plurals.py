"""One of a thing: "1 vote" and "2 votes", for each number of a sentence by itself.

A sentence is written for many, "{votes} votes, with {required} required". Where a number is one, the noun
after it and what goes with the noun are written for one. A gettext plural chooses by one number a
sentence, and most of ours have several. Only the sentence is read so, never a name that is written in.

    {votes} votes                 "1 vote", "2 votes": nouns of `plural_words.py`, with what follows them
    {votes:vote was|votes were}   one and many in the sentence's own words
    {n:Falta #|Faltan #}          where the number has its own place
    {n:~has|have}                 only what goes with it, where the number stands elsewhere

>>> filled("{votes} votes, with {required} required", {"votes": "1", "required": "2"}, "en")
'1 vote, with 2 required'
>>> filled("{votes} votos emitidos, {required} necesarios", {"votes": "1", "required": "1"}, "es")
'1 voto emitido, 1 necesario'
>>> filled("{n:Falta #|Faltan #}: {who}", {"n": "21", "who": "1 votos"}, "es")
'Faltan 21: 1 votos'
>>> filled("se necesitan {n} votos, y hacían falta {m}", {"n": "1", "m": "1"}, "es")
'se necesita 1 voto, y hacía falta 1'
>>> filled("os registros de {source}", {"source": "a votação nominal"}, "pt")
'os registros da votação nominal'
>>> filled("são necessários {n} votos válidos, faltam {m}", {"n": "0", "m": "2"}, "pt")
'é necessário 0 voto válido, faltam 2'
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from tellers.report.numerals import singular_words
from tellers.report.plural_words import JOINED, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["filled"]


def filled(sentence: str, words: Mapping[str, str], code: str) -> str:
    """Return the sentence with these words in it, the nouns after a number that is one written for one.

    A preposition and the article that a word begins with become one: "los registros del consejo".
    """
    agreed = _agreeing(sentence, code)
    if code in JOINED:
        agreed = _PREPOSED.sub(lambda found: _joined(found, words.get(found[2], ""), JOINED[code]), agreed)
    return agreed.format_map({name: _Written(word, code) for name, word in words.items()})


_PREPOSED = re.compile(r"\b([Dd]e|[Ee]m|[Pp]or|a|à) \{(\w+)\}")


def _joined(found: re.Match[str], word: str, joined: Mapping[str, str]) -> str:
    """Return a preposition and the word after it, as one where the word begins with an article."""
    article, blank, rest = word.partition(" ")
    both = joined.get(f"{found[1].lower()} {article}")
    if not both or not blank:
        return found[0]
    told = both.capitalize() if found[1][0].isupper() else both
    return f"{told} {rest}".replace("{", "{{").replace("}", "}}")


class _Written(str):
    """A number or a word as it is written; `one|many` after the colon is what stands with it."""

    __slots__ = ("singular",)
    singular: bool

    def __new__(cls, word: str, code: str) -> Self:
        """Return the word, which knows whether its language tells so many in the singular."""
        written = super().__new__(cls, word)
        written.singular = word.lstrip("-") in singular_words(code)
        return written

    def __format__(self, given: str) -> str:
        """Return the word, with what goes with it."""
        one, bar, many = given.partition("|")
        if not bar:
            return str(self)
        chosen = one.removeprefix("~") if self.singular else many
        if one.startswith("~"):
            return chosen
        return chosen.replace("#", str(self)) if "#" in given else f"{self} {chosen}"


@lru_cache(maxsize=4096)
def _agreeing(sentence: str, code: str) -> str:
    """Return a sentence whose numbers carry the noun that follows them, for one and for many."""
    told = _noun(code).sub(lambda found: _for_both(found, code), sentence)
    return _verb(code).sub(lambda found: _verb_for_both(found, code), told) if WORDS[code].verbs else told


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, a longer one before one that it begins with."""
    return "|".join(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=len(WORDS))
def _noun(code: str) -> re.Pattern[str]:
    words = WORDS[code]
    after = rf"(?: ({_any(words.after)})\b)?"
    return re.compile(rf"\{{(\w+)\}} ({words.before})({_any(words.nouns)})\b{after}{after}")


@lru_cache(maxsize=len(WORDS))
def _verb(code: str) -> re.Pattern[str]:
    number = r"\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}"
    return re.compile(rf"\b({_any(WORDS[code].verbs)}) {number}")


def _for_both(found: re.Match[str], code: str) -> str:
    number, before, noun, *after = found.groups()
    words, after = WORDS[code], [word for word in after if word]
    one = " ".join([words.nouns[noun], *(words.after[word] for word in after)])
    return f"{{{number}:{before}{one}|{before}{' '.join([noun, *after])}}}"


def _verb_for_both(found: re.Match[str], code: str) -> str:
    """Return the number with the verb before it: "se necesita 1 voto", "se necesitan 2 votos"."""
    verb, number, one, many = (part or "" for part in found.groups())
    for_one, for_many = f"{WORDS[code].verbs[verb]} # {one}".rstrip(), f"{verb} # {many}".rstrip()
    return f"{{{number}:{for_one}|{for_many}}}"
