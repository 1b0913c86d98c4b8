"""The words of a vote plan on the screen, in English and Spanish."""

__all__ = ["PLAN"]

PLAN = {
    "en": {
        "title": "The questions in order", "question": "question", "kind": "kind", "about": "about",
        "rule": "rule", "standing": "standing", "next": "put next",
        "motion": "motion", "sub-amendment": "amendment to an amendment", "amendment": "amendment",
        "divide": "to divide", "part": "part", "whole": "the whole",
        "rule-open": "not settled yet",
        "ended": "a motion ended it", "excluded": "excluded, as stated", "same-paragraph": "same paragraph",
        "amendment-decided": "its amendment went", "not-divided": "not divided",
        "part-needed": "needs a part",
        "all-parts-fell": "all its parts fell", "all-operative-fell": "all operative parts fell",
        "counted": "Nobody stated these places; they follow from the words changed, which is no measure of"
        " substance: {}.",
        "withdrawn": "Withdrawn: {}.", "decided": "The text with what was decided so far: {}",
        "against": "A vote is recorded although the question had lapsed: {}.",
    },
    "es": {
        "title": "Las preguntas en su orden", "question": "pregunta", "kind": "clase", "about": "sobre",
        "rule": "regla", "standing": "estado", "next": "se pone ahora",
        "motion": "moción", "sub-amendment": "enmienda a una enmienda", "amendment": "enmienda",
        "divide": "dividir", "part": "parte", "whole": "el conjunto",
        "rule-open": "aún sin fijar",
        "ended": "una moción lo terminó", "excluded": "excluida, como se dijo",
        "same-paragraph": "mismo párrafo", "amendment-decided": "cayó su enmienda",
        "not-divided": "no se dividió",
        "part-needed": "necesita una parte", "all-parts-fell": "cayeron todas sus partes",
        "all-operative-fell": "cayeron todas las partes operativas",
        "counted": "Nadie dijo estos lugares; salen de las palabras cambiadas, que no miden el fondo: {}.",
        "withdrawn": "Retiradas: {}.", "decided": "El texto con lo decidido hasta ahora: {}",
        "against": "Consta un voto aunque la pregunta había decaído: {}.",
        "outcome adopted": "aprobada", "outcome adopted by consensus": "aprobada por consenso",
        "outcome adopted by acclamation": "aprobada por aclamación",
        "outcome adopted without a vote": "aprobada sin votación", "outcome not adopted": "no aprobada",
        "outcome not decided": "sin decisión", "outcome lapsed": "decaída", "outcome withdrawn": "retirada",
        "outcome not put": "no se pone", "outcome tie": "empate", "outcome corrected": "corregida",
        "outcome confirmed on recount": "confirmada en el recuento",
    },
}  # fmt: skip
