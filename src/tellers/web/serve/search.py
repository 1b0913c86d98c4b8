"""Finding an area or a unit by its name or code: accents, case, abbreviations and initials forgiven.

A name is folded to its words, each after a blank, with the dot of an abbreviation kept, and the initials of
two to four words on end after an equals sign. A word that was asked for is found at the beginning of a
word, or abbreviated with a dot, or in the initials of its neighbours.

>>> folded("U.E. Simón Bolívar")
' ue simon bolivar =us =sb =usb '
>>> folded("Esc. Básica  (Norte)")
' esc. basica norte =eb =bn =ebn '
>>> choices_of("unidad educativa bolivar")[0]
[' unidad', ' unida. ', ' unid. ', ' uni. ', ' un. ', ' u. ', ' ue ', ' ueb ']
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tellers.tables.unit_pages import find_named, load_names, plain_names
from tellers.web.serve import answers
from tellers.web.serve.give_units import unit_place

if TYPE_CHECKING:
    from tellers.web.serve.asked import SearchAsked
    from tellers.web.serve.service import Service

__all__ = ["choices_of", "folded", "give_search"]

MOST_WORDS = 12
RUN = (2, 3, 4)
"""How many words initials stand for."""
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"[^\W_]+\.?")
_NUMBER = re.compile(r"\d+\.")


def give_search(service: Service, _place: dict[str, str], asked: SearchAsked) -> answers.Found:
    """Areas and units whose name or code is like what is asked for, the widest areas first."""
    archive = service.archive
    tables = archive.dossier.tables
    if not service.named:
        load_names(tables, {name: folded(name) for name in plain_names(tables)})
        service.named = True
    code = asked.q.strip().lower()
    found = find_named(tables, code, choices_of(asked.q, service.level_words), most=asked.limit)
    areas, units = [], []
    for level, one in found:
        if level:
            area = archive.area(level, one)
            areas.append(answers.AreaPlace(level=level, code=one, name=area.name if area else one))
        elif (entry := archive.unit(one)) is not None:
            units.append(unit_place(service, entry))
    return answers.Found(areas=areas, units=units)


def folded(name: str) -> str:
    """Return the words of a name as they are searched in."""
    words = _words(name)
    bare = [word.rstrip(".") for word in words]
    initials = [
        "=" + "".join(word[0] for word in bare[at : at + run])
        for run in RUN
        for at in range(len(bare) - run + 1)
    ]
    return f" {' '.join([*words, *initials])} "


def choices_of(asked: str, forgiven: frozenset[str] = frozenset()) -> list[list[str]]:
    """Return, for each word that was asked for, what of it a folded name may hold.

    Words of `forgiven`, the names of the levels, need not be in the name where there are others.
    """
    words = [word.rstrip(".") for word in _words(asked)][:MOST_WORDS]
    needed = [at for at, word in enumerate(words) if word not in forgiven] or range(len(words))
    return [_choices(words, at) for at in needed]


def _choices(words: list[str], at: int) -> list[str]:
    word = words[at]
    found = [f" {word}"]
    if not word[0].isdigit():
        found += [f" {word[:end]}. " for end in range(len(word) - 1, 0, -1)]
    for run in RUN:
        for start in range(max(0, at - run + 1), min(at, len(words) - run) + 1):
            found.append(f" {''.join(one[0] for one in words[start : start + run])} ")
    if len(word) in RUN:
        found.append(f"={word} ")
    return found


def _words(name: str) -> list[str]:
    """Return the folded words of a name; initials with dots are one word, a number keeps no dot."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    plain = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", plain)
    return [word.rstrip(".") if _NUMBER.fullmatch(word) else word for word in _WORD.findall(plain)]
