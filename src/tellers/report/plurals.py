"""One of a thing: "1 vote" and "2 votes", for each number of a sentence by itself.

A sentence is written for many, "{votes} votes, with {required} required". Where a number is one, the noun
after it and what goes with the noun are written for one. A gettext plural chooses by one number a
sentence, and most of ours have several. Only the sentence is read so, never a name that is written in.

    {votes} votes                 "1 vote", "2 votes": nouns of the table below, with what follows them
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
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["filled"]

_ENGLISH = {
    "votes": "vote", "members": "member", "seats": "seat", "records": "record", "voters": "voter",
    "names": "name", "entries": "entry", "roll calls": "roll call", "hands": "hand", "lists": "list",
    "counts": "count", "units": "unit", "areas": "area", "pairs": "pair", "rows": "row", "times": "time",
    "were there": "was there", "are required": "is required", "were counted": "was counted",
    "papers": "paper", "percentages": "percentage", "readings": "reading", "points": "point",
    "ballots": "ballot", "bases": "base", "bytes": "byte", "coalitions": "coalition", "decimals": "decimal",
    "elections": "election", "announced counts": "announced count", "image names": "image name",
    "independent ones": "independent one", "tables": "table", "questions": "question",
}  # fmt: skip
_SPANISH = {
    "votos": "voto", "miembros": "miembro", "puestos": "puesto", "registros": "registro",
    "electores": "elector", "nombres": "nombre", "asientos": "asiento", "votaciones": "votación",
    "manos": "mano", "listas": "lista", "recuentos": "recuento", "unidades": "unidad", "zonas": "zona",
    "áreas": "área", "parejas": "pareja", "pares": "par", "filas": "fila", "veces": "vez",
    "escaños": "escaño", "papeletas": "papeleta", "porcentajes": "porcentaje", "lecturas": "lectura",
    "cifras": "cifra", "votantes": "votante", "llamados": "llamado", "llamadas": "llamada",
    "necesarios": "necesario", "requeridos": "requerido", "anunciados": "anunciado", "presentes": "presente",
    "obtenidos": "obtenido", "enumerados": "enumerado", "netos": "neto", "maneras": "manera",
    "bases": "base", "coaliciones": "coalición", "elecciones": "elección", "decimales": "decimal",
    "independientes": "independiente", "tablas": "tabla", "puntos": "punto",
}  # fmt: skip
_ENGLISH_AFTER = {"were": "was", "are": "is", "have": "has", "do": "does", "stand": "stands"}
_SPANISH_AFTER = {
    "emitidos": "emitido", "válidos": "válido", "válidas": "válida", "anunciados": "anunciado",
    "anunciadas": "anunciada", "contados": "contado", "necesarios": "necesario", "requeridos": "requerido",
    "inscritos": "inscrito", "correctos": "correcto", "nominales": "nominal", "llamados": "llamado",
    "declarados": "declarado", "conocidas": "conocida", "son": "es", "están": "está", "tienen": "tiene",
    "quedan": "queda", "dan": "da", "aparecen": "aparece", "tendrían": "tendría", "habrían": "habría",
}  # fmt: skip
_SPANISH_BEFORE = {
    "necesitan": "necesita", "necesitarían": "necesitaría", "faltan": "falta", "Faltan": "Falta",
    "hacían": "hacía", "requerían": "requería",
}  # fmt: skip
_BEFORE = re.compile(rf"\b({'|'.join(_SPANISH_BEFORE)})( falta)? \{{(\w+)(?::([^{{}}|]*)\|([^{{}}|]*))?\}}")
_WORDS = {
    "en": ("(?:(?:registered|valid|more|honest|listed) )?", _ENGLISH, _ENGLISH_AFTER),
    "es": ("", _SPANISH, _SPANISH_AFTER),
}
"""By language: what may stand before a noun and is the same for one, nouns, and what may stand after."""


def filled(sentence: str, words: Mapping[str, str], code: str) -> str:
    """Return the sentence with these words in it, the nouns after a number that is one written for one."""
    return _agreeing(sentence, code).format_map({name: _Written(word) for name, word in words.items()})


class _Written(str):
    """A number or a word as it is written; `one|many` after the colon is what stands with it."""

    __slots__ = ()

    def __format__(self, given: str) -> str:
        """Return the word, with what goes with it."""
        one, bar, many = given.partition("|")
        if not bar:
            return str(self)
        chosen = one.removeprefix("~") if str(self).lstrip("-") == "1" else many
        if one.startswith("~"):
            return chosen
        return chosen.replace("#", str(self)) if "#" in given else f"{self} {chosen}"


@lru_cache(maxsize=4096)
def _agreeing(sentence: str, code: str) -> str:
    """Return a sentence whose numbers carry the noun that follows them, for one and for many."""
    told = _pattern(code).sub(lambda found: _for_both(found, code), sentence)
    return _BEFORE.sub(_verb_for_both, told) if code == "es" else told


@lru_cache(maxsize=len(_WORDS))
def _pattern(code: str) -> re.Pattern[str]:
    before, nouns, after = _WORDS[code]
    return re.compile(rf"\{{(\w+)\}} ({before})({'|'.join(nouns)})\b(?: ({'|'.join(after)})\b)?")


def _for_both(found: re.Match[str], code: str) -> str:
    number, before, noun, after = found.groups()
    _, nouns, others = _WORDS[code]
    ending = (f" {others[after]}", f" {after}") if after else ("", "")
    return f"{{{number}:{before}{nouns[noun]}{ending[0]}|{before}{noun}{ending[1]}}}"


def _verb_for_both(found: re.Match[str]) -> str:
    """Return the number with the verb before it: "se necesita 1 voto", "se necesitan 2 votos"."""
    verb, rest, number, one, many = (part or "" for part in found.groups())
    for_one, for_many = f"{_SPANISH_BEFORE[verb]}{rest} # {one}".rstrip(), f"{verb}{rest} # {many}".rstrip()
    return f"{{{number}:{for_one}|{for_many}}}"
