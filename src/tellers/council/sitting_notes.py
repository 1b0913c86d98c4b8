"""What stands beside an announcement in a sitting's dossier, in every language the dossier is read in.

Corrections that were made to it, reservations, who was away from a decision without a count, why a
question was dropped, and how often the lot was drawn. A dossier holds its own words, so that they are
read without Tellers; these are they.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.council.events import Announced, Hands
from tellers.council.lot import draws_of
from tellers.council.seat_names import name_of_seat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.council.item import Item
    from tellers.council.sitting import Sitting

__all__ = ["NAMES", "note_of", "unannounced_note"]

MEMBERS = {"en": "Members", "es": "Miembros", "pt": "Membros", "fr": "Membres"}
NAMES = {
    "for": {"en": "For", "es": "A favor", "pt": "A favor", "fr": "Pour"},
    "against": {"en": "Against", "es": "En contra", "pt": "Contra", "fr": "Contre"},
    "abstain": {"en": "Abstaining", "es": "Abstenciones", "pt": "Abstenções", "fr": "Abstentions"},
    "present": {
        "en": "Present and not voting",
        "es": "Presentes sin votar",
        "pt": "Presentes sem votar",
        "fr": "Présents sans voter",
    },
    "not-participating": {
        "en": "Not taking part",
        "es": "No participan",
        "pt": "Não participam",
        "fr": "Ne participent pas",
    },
    "absent": {"en": "Absent", "es": "Ausentes", "pt": "Ausentes", "fr": "Absents"},
    "paired": {"en": "Paired", "es": "Pareados", "pt": "Pareados", "fr": "Appariés"},
    "not-entitled": {
        "en": "Without a vote",
        "es": "Sin derecho a voto",
        "pt": "Sem direito a voto",
        "fr": "Sans droit de vote",
    },
    "invalid": {"en": "Invalid", "es": "Nulos", "pt": "Nulos", "fr": "Nuls"},
    "blank": {"en": "Blank", "es": "En blanco", "pt": "Em branco", "fr": "Blancs"},
    "not-recorded": {"en": "Not recorded", "es": "No consta", "pt": "Não consta", "fr": "Non consignés"},
}
"""What a position is called as a figure."""
_FIGURES: Mapping[str, Mapping[str, str]] = {**NAMES, "registered": MEMBERS}
_OUTCOMES = {
    "elected": ("resulta electo", "eleição", "élection"),
    "tie": ("empate", "empate", "égalité"),
    "runoff": ("otra vuelta", "outro turno", "nouveau tour"),
    "no election": ("nadie elegido", "ninguém eleito", "personne n’est élu"),
    "adopted": ("aprobado", "aprovado", "adopté"),
    "adopted by consensus": ("aprobado por consenso", "aprovado por consenso", "adopté par consensus"),
    "adopted by acclamation": ("aprobado por aclamación", "aprovado por aclamação", "adopté par acclamation"),
    "adopted without a vote": ("aprobado sin votación", "aprovado sem votação", "adopté sans vote"),
    "not adopted": ("no aprobado", "não aprovado", "non adopté"),
    "not decided": ("sin decidir", "sem decisão", "sans décision"),
    "lapsed": ("decaído", "caducado", "devenu caduc"),
    "withdrawn": ("retirado", "retirado", "retiré"),
    "not put": ("no sometido a votación", "não posto em votação", "non mis aux voix"),
    "corrected": ("corregido", "corrigido", "corrigé"),
    "confirmed on recount": (
        "confirmado en recuento",
        "confirmado na recontagem",
        "confirmé après nouveau décompte",
    ),
}
"""Outcomes in Spanish, Portuguese and French; in English they are the words themselves."""
_NOTED = {
    "en": {
        "corrected": "The announcement was corrected at {time} (entry {record} of the journal, in place of "
        "entry {replaces}), because {reason}. Before it said: {told}.",
        "counted-again": "The hands were counted again at {time} (entry {record} of the journal, in place "
        "of entry {replaces}), because {reason}. Before there were: {told}.",
        "required": "{number} required",
        "reservation": "Reservation of {seat}: {words}.",
        "asked": "Objections were asked for.",
        "not-asked": "Objections are not recorded to have been asked for.",
        "away": "Not in the room: {seats}.",
        "nobody": "nobody",
        "drawn": "The lot for the order of the roll call was drawn {number} times before the first vote by "
        "name; the draws were: {draws}.",
        "of": "Item {item}: {told}",
        "draw": "{seat} (entry {record}, seed “{seed}”)",
    },
    "es": {
        "corrected": "El anuncio se corrigió a las {time} (asiento {record} del diario, en lugar del "
        "asiento {replaces}), porque {reason}. Antes decía: {told}.",
        "counted-again": "Las manos se contaron de nuevo a las {time} (asiento {record} del diario, en "
        "lugar del asiento {replaces}), porque {reason}. Antes eran: {told}.",
        "required": "{number} necesarios",
        "reservation": "Reserva de {seat}: {words}.",
        "asked": "Se preguntó si había objeciones.",
        "not-asked": "No consta que se preguntara si había objeciones.",
        "away": "Fuera de la sala: {seats}.",
        "nobody": "nadie",
        "drawn": "El orden de la votación nominal se sorteó {number} veces antes del primer voto por "
        "nombre; los sorteos fueron: {draws}.",
        "of": "Punto {item}: {told}",
        "draw": "{seat} (asiento {record}, semilla «{seed}»)",
    },
    "pt": {
        "corrected": "O anúncio foi corrigido às {time} (lançamento {record} do diário, no lugar do "
        "lançamento {replaces}), porque {reason}. Antes dizia: {told}.",
        "counted-again": "As mãos foram contadas de novo às {time} (lançamento {record} do diário, no "
        "lugar do lançamento {replaces}), porque {reason}. Antes eram: {told}.",
        "required": "necessários {number}",
        "reservation": "Ressalva de {seat}: {words}.",
        "asked": "Perguntou-se se havia objeções.",
        "not-asked": "Não consta que se tenha perguntado se havia objeções.",
        "away": "Fora da sala: {seats}.",
        "nobody": "ninguém",
        "drawn": "A ordem da votação nominal foi sorteada {number} vezes antes do primeiro voto por nome; "
        "os sorteios foram: {draws}.",
        "of": "Item {item}: {told}",
        "draw": "{seat} (lançamento {record}, semente “{seed}”)",
    },
    "fr": {
        "corrected": "L’annonce a été corrigée à {time} (inscription {record} du journal, à la place de "
        "l’inscription {replaces}), parce que {reason}. Elle disait avant\xa0: {told}.",
        "counted-again": "Les mains ont été recomptées à {time} (inscription {record} du journal, à la place "
        "de l’inscription {replaces}), parce que {reason}. Il y avait avant\xa0: {told}.",
        "required": "{number} requis",
        "reservation": "Réserve de {seat}\xa0: {words}.",
        "asked": "Il a été demandé s’il y avait des objections.",
        "not-asked": "Il n’est pas consigné qu’il ait été demandé s’il y avait des objections.",
        "away": "Hors de la salle\xa0: {seats}.",
        "nobody": "personne",
        "drawn": "L’ordre de l’appel nominal a été tiré au sort {number} fois avant le premier vote par nom"
        "\u202f; les tirages ont été\xa0: {draws}.",
        "of": "Point {item}\xa0: {told}",
        "draw": "{seat} (inscription {record}, graine «\xa0{seed}\xa0»)",
    },
}


def note_of(sitting: Sitting, item: Item, *, record: int = 0, hands: bool = False) -> dict[str, str]:
    """Return what stands beside an announcement of a question, by language; '' where nothing does.

    `record` is the number of the announcement's record, 0 of a decision that nobody announced. Beside a
    show of hands, with `hands`, stand its recounts alone.
    """
    every = {}
    for language in _NOTED:
        corrected = _corrections(sitting, item.hands_record if hands else record, language)
        told = [*corrected] if hands else [*corrected, *_noted(sitting, item, language)]
        every[language] = " ".join(told)
    return every


def unannounced_note(sitting: Sitting) -> dict[str, str]:
    """Return what stands beside questions that were voted on and of which nothing was announced."""
    silent = [item for item in sitting.items if item.closed and not item.announcements and not item.dropped]
    told = {item.id: note_of(sitting, item) for item in silent}
    return {
        language: " ".join(
            say["of"].format(item=item, told=note[language]) for item, note in told.items() if note[language]
        )
        for language, say in _NOTED.items()
    }


def _corrections(sitting: Sitting, record: int, language: str) -> Iterator[str]:
    """Yield what was corrected, when and why, the last correction first."""
    entries = {line.sequence: (line, event) for line, event in sitting.entries}
    while record:
        line, event = entries[record]
        assert isinstance(event, (Announced, Hands))  # noqa: S101 (the record of one of them)
        if not event.replaces:
            return
        _, was = entries[event.replaces]
        assert isinstance(was, (Announced, Hands))  # noqa: S101 (what it may name: `tellers.council.admit`)
        said = _NOTED[language]["corrected" if isinstance(event, Announced) else "counted-again"]
        yield said.format(
            time=line.time,
            record=record,
            replaces=event.replaces,
            reason=event.reason.rstrip("."),
            told=_said(was, language),
        )
        record = event.replaces


def _said(event: Announced | Hands, language: str) -> str:
    """Return figures, the number required and the outcome as they were said."""
    told = [f"{_FIGURES[name][language]} {count}" for name, count in event.counts.items()]
    if isinstance(event, Announced):
        if event.required is not None:
            told.append(_NOTED[language]["required"].format(number=event.required))
        if event.outcome:
            told.append(_outcome(event.outcome, language))
    return ", ".join(told)


def _outcome(word: str, language: str) -> str:
    return word if language == "en" else _OUTCOMES[word][("es", "pt", "fr").index(language)]


def _noted(sitting: Sitting, item: Item, language: str) -> Iterator[str]:
    say, seats = _NOTED[language], sitting.body.seats
    names = {seat.id: name_of_seat(seat, language) for seat in seats}
    if item.lot is not None and item.lot.earlier and item.votes:
        draws = [
            say["draw"].format(seat=names[lot.drawn], record=lot.record, seed=lot.seed)
            for lot in draws_of(item.lot)
        ]
        yield say["drawn"].format(number=len(draws), draws="; ".join(draws))
    for seat, words in item.reservations:
        yield say["reservation"].format(seat=names[seat], words=words.rstrip("."))
    if item.without_vote is not None:
        yield say["asked" if item.objections_asked else "not-asked"]
        if item.here is not None:
            away = [names[seat] for seat in item.roll.members if seat not in item.here]
            yield say["away"].format(seats=", ".join(away) or say["nobody"])
    if item.dropped_why:
        yield item.dropped_why
