"""Words about what was said: announced claims and their readings, statements, additions.

A claim is named as in `proclamations.toml`: what it is about, a dot, and its kind: `EG.count`,
`EG.share`, `units.coverage`, `required`. A share or coverage is a part of 1, so "51.20" is 64/125.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from tellers.recheck.vocabulary.exact import Exact, Found, whole
from tellers.recheck.vocabulary.registers import register_units

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS", "addition", "claimed", "claims_counted", "decimals", "left_out", "reading", "stated"]

KINDS = {
    "votes": "count",
    "percent": "share",
    "coverage": "coverage",
    "required": "required",
    "outcome": "outcome",
}


class Said(NamedTuple):
    """One claim: its kind, its readings (the applied one first), its figures, and what it is a part of."""

    kind: str
    readings: list[str]
    figures: list[str]
    of: str


def claims_of(proclamation: dict[str, Any]) -> dict[str, Said]:
    """Return the claims of a proclamation by id."""
    claims = {}
    for entry in proclamation.get("claim", []):
        key = next((key for key in KINDS if entry.get(key) is not None), "")
        if not key:
            continue  # it says nothing, and no formula can ask for it
        figures = [entry["figure"]] if entry.get("figure") else entry.get("figures", [])
        of = entry.get("of") or "units"
        name = entry.get("name") or "+".join(figures) or (of if key == "coverage" else "")
        readings = [str(entry[key]), *(str(rival["value"]) for rival in entry.get("rival", []))]
        claims[f"{name}.{KINDS[key]}" if name else KINDS[key]] = Said(KINDS[key], readings, figures, of)
    return claims


def claim_of(ground: Ground, proclamation: str, claim: str) -> Said:
    for one in ground.proclamations:
        if one["id"] == proclamation:
            claims = claims_of(one)
            if claim in claims:
                return claims[claim]
    raise ground.refuse("no such claim was announced", f"{proclamation}/{claim}")


def claimed(ground: Ground, proclamation: str, claim: str) -> Found:
    """What was announced: a whole number, a share or coverage as a part of 1, an outcome's word."""
    return reading(ground, proclamation, claim, 0)


def reading(ground: Ground, proclamation: str, claim: str, index: Exact) -> Found:
    """What was announced, as one reading has it: 0 the reading applied, 1 its first rival ..."""
    said = claim_of(ground, proclamation, claim)
    text = _reading(ground, said, index)
    if said.kind == "outcome":
        return text
    try:
        return whole(Fraction(text) / 100) if said.kind in {"share", "coverage"} else int(text)
    except (ValueError, ZeroDivisionError) as error:
        raise ground.refuse("what was announced is no number", text) from error


def decimals(ground: Ground, proclamation: str, claim: str, index: Exact = 0) -> int:
    """How many decimals of a percent were announced, in one reading."""
    return len(_reading(ground, claim_of(ground, proclamation, claim), index).partition(".")[2])


def _reading(ground: Ground, said: Said, index: Exact) -> str:
    if index not in range(len(said.readings)):
        raise ground.refuse("the claim has no such reading", str(index))
    return said.readings[int(index)]


def stated(ground: Ground, about: str, index: Exact) -> int:
    """A number somebody states about the whole: 0 the one applied, then its rivals in their order."""
    about_it = [one for one in ground.contest.get("statement", []) if one["about"] == about]
    applied = [one for one in about_it if one.get("applied")][:1]
    ranked = applied + [one for one in about_it if not one.get("applied")]
    if index not in range(len(ranked)):
        raise ground.refuse("nobody states this", f"{about}, {index}")
    return int(ranked[int(index)]["value"])


def addition(ground: Ground, figures: str) -> int:
    """Votes of these figures that are part of what was announced and of no unit's record."""
    added = ground.contest.get("addition", [])
    return sum(int(one["figures"].get(figure, 0)) for one in added for figure in ground.split(figures))


def left_out(ground: Ground, proclamation: str, claim: str) -> int:
    """The most units that an announced coverage of all units can have left out, by its rounding."""
    said = claim_of(ground, proclamation, claim)
    if said.kind != "coverage" or said.of != "units":
        raise ground.refuse("not a coverage of units", claim)
    every = stated(ground, "units", 0)
    step = Fraction(1, 100 * 10 ** len(said.readings[0].partition(".")[2]))
    least = (Fraction(said.readings[0]) / 100 - step / 2) * every
    counted = -(-least.numerator // least.denominator)
    return every - min(every, max(0, counted))


def claims_counted(ground: Ground, proclamation: str, source: str) -> int:
    """Counts of a proclamation on whose figures this source is not silent."""
    sheets, register = ground.sheets(source), ground.figure_with_role("registered")
    count = 0
    for one in ground.proclamations:
        for said in claims_of(one).values() if one["id"] == proclamation else ():
            if said.kind == "count" and register in said.figures:
                count += register_units(ground, source) > 0
            elif said.kind == "count" and said.figures:
                count += all(sheets.knows(figure) for figure in said.figures)
    return count


WORDS = (claimed, reading, decimals, stated, addition, left_out, claims_counted)
