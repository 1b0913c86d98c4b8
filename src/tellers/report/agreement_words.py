"""The words around a picture of members voting together, by language."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Voting together",
        "about": (
            "{members} members, {calls} roll calls. Each cell is a pair: in how many of the votes in which "
            "both took part they took the same position."
        ),
        "votes": "Taking part is a vote for or against; an abstention counts as taking no part.",
        "with-abstentions": (
            "Taking part is a vote for, against or an abstention; only another abstention agrees with one."
        ),
        "range": "A pair has from {least} to {most} votes in which both took part.",
        "never": "{number} pairs never took part in the same vote: they have no share, which is not zero.",
        "order": "In the order in which those that vote alike stand together.",
        "limits": (
            "It tells what was recorded and not why: members that agree need not have agreed on anything, "
            "and votes that are unanimous make everybody alike."
        ),
        "under": "under {}",
        "from": "from {}",
        "shares": "{} to under {}",
        "none": "no vote together",
        "few": "fewer than {} votes together",
        "table": "Every pair",
        "member": "member",
        "other": "with",
        "agreed": "agreed",
        "together": "of votes together",
        "share": "share",
    },
    "es": {
        "title": "Votar igual",
        "about": (
            "{members} miembros, {calls} votaciones nominales. Cada casilla es una pareja: en cuántas de las "
            "votaciones en que ambos participaron tomaron la misma posición."
        ),
        "votes": "Participar es votar a favor o en contra; una abstención cuenta como no participar.",
        "with-abstentions": (
            "Participar es votar a favor, en contra o abstenerse; solo otra abstención coincide con una."
        ),
        "range": "Cada pareja comparte entre {least} y {most} votaciones.",
        "never": (
            "{number} parejas nunca participaron en la misma votación: no tienen proporción, que no es cero."
        ),
        "order": "En el orden en que quedan juntos quienes votan igual.",
        "limits": (
            "Dice qué se registró y no por qué: quienes coinciden no tienen por qué haber acordado nada, y "
            "las votaciones unánimes hacen iguales a todos."
        ),
        "under": "menos de {}",
        "from": "desde {}",
        "shares": "{} a menos de {}",
        "none": "ninguna votación juntos",
        "few": "menos de {} votaciones juntos",
        "table": "Todas las parejas",
        "member": "miembro",
        "other": "con",
        "agreed": "coinciden",
        "together": "de votaciones juntos",
        "share": "proporción",
    },
}
