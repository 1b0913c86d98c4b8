"""Words that a secretary may type, in English, Spanish, Portuguese and French: all of them, always.

Without accents and capitals, with a dash where words have a blank. No word means two things, whatever
the language, so that nobody has to say which language is typed.

>>> VERBS["chega"], VERBS["abstencao"], VERBS["mains"], OUTCOMES["nao aprovado"].value
('here', 'abstain', 'hands', 'not adopted')
"""

from __future__ import annotations

import re

from tellers.council.names import folded_name
from tellers.model import OutcomeWord, Position

__all__ = ["BECAUSE", "EVERYBODY", "MEMBERS", "OUTCOMES", "POSITIONS", "REQUIRED", "REST", "VERBS"]

_POSITIONS = {
    Position.FOR: "favor a-favor pour",
    Position.AGAINST: "contra en-contra contre",
    Position.ABSTAIN: "abstencion se-abstiene abstencao se-abstem abstem-se abstention s-abstient",
    Position.PRESENT: "presente",
    Position.NOT_PARTICIPATING: "no-part no-participa nao-participa non-participant",
    Position.ABSENT: "ausente",
    Position.PAIRED: "pareado apparie",
    Position.NOT_ENTITLED: "sin-voto sem-voto sans-voix",
    Position.INVALID: "nulo nul",
    Position.BLANK: "blanco branco blanc",
    Position.NOT_RECORDED: "no-consta nao-consta non-consigne",
}
POSITIONS: dict[str, Position] = {position.value: position for position in Position} | {
    word: position for position, said in _POSITIONS.items() for word in said.split()
}
"""How a position may be typed."""
_WORDS = {
    "here": "llega llegan chega chegam arrive arrivent",
    "gone": "sale salen sai saem sort sortent",
    "item": "punto point",
    "seed": "semilla semente graine",
    "lot": "sorteo sorteio tirage",
    "hands": "manos maos mains",
    "correct": "corrige",
    "close": "cierra encerra clot",
    "casting": "dirime desempata departage",
    "objections": "objeciones objecoes",
    "object": "objeta objecte",
    "consensus": "consenso",
    "acclamation": "aclamacion aclamacao",
    "without-vote": "sin-votacion sem-votacao sans-vote",
    "reserve": "reserva ressalva",
    "withdrawn": "retirado retire",
    "not-put": "no-puesto nao-posto non-mis",
    "lapsed": "decae caduca caduc",
    "announce": "announcement anuncia anuncio annonce",
    "chair": "preside",
    "adjourn": "suspende suspend",
    "resume": "reanuda retoma reprend",
    "end": "termina termine",
}
VERBS: dict[str, str] = {word: verb for verb, said in _WORDS.items() for word in (verb, *said.split())} | {
    word: position.value for word, position in POSITIONS.items()
}
"""What each word does; a position is a verb of its own."""
_OUTCOMES = {
    OutcomeWord.ADOPTED: ("aprobado", "aprovado", "adopte"),
    OutcomeWord.NOT_ADOPTED: ("no aprobado", "nao aprovado", "non adopte"),
    OutcomeWord.ADOPTED_BY_CONSENSUS: (
        "aprobado por consenso",
        "aprovado por consenso",
        "adopte par consensus",
    ),
    OutcomeWord.ADOPTED_BY_ACCLAMATION: (
        "aprobado por aclamacion",
        "aprovado por aclamacao",
        "adopte par acclamation",
    ),
    OutcomeWord.ADOPTED_WITHOUT_A_VOTE: (
        "aprobado sin votacion",
        "aprovado sem votacao",
        "adopte sans vote",
    ),
    OutcomeWord.NOT_DECIDED: ("no decidido", "sem decisao", "sans decision"),
    OutcomeWord.WITHDRAWN: ("retirado", "retire"),
    OutcomeWord.NOT_PUT: ("no puesto", "nao posto", "non mis aux voix"),
    OutcomeWord.LAPSED: ("decae", "caducado", "caduc"),
}
OUTCOMES = {folded_name(word.value): word for word in OutcomeWord} | {
    one: word for word, said in _OUTCOMES.items() for one in said
}
"""How an outcome may be typed."""
EVERYBODY = {"all", "todos", "todas", "tous", "toutes"}
REST = {"rest", "resto", "reste"}
REQUIRED = {"required", "necesarios", "requeridos", "necessarios", "exigidos", "necessaires", "requis"}
MEMBERS = {"members", "miembros", "membros", "membres"}
BECAUSE = re.compile(r"\s(?:because|porque|parce que)\s", re.IGNORECASE)
