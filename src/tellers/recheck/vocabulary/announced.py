"""Words about what was said: announced claims and their readings, statements, additions.

A claim is named as in `proclamations.toml`: what it is about, a dot, and its kind: `EG.count`,
`EG.share`, `units.coverage`, `required`. A share or coverage is a part of 1, so "51.20" is 64/125.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

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


def claims_of(proclamation: dict[str, Any]) -> dict[str, tuple[str, list[str], dict[str, Any]]]:
    """Return the claims of a proclamation by id: kind, readings (the applied one first), the entry."""
    claims = {}
    for entry in proclamation.get("claim", []):
        key = next((key for key in KINDS if entry.get(key) is not None), "")
        if not key:
            continue  # it says nothing, and no formula can ask for it
        figures = [entry["figure"]] if entry.get("figure") else entry.get("figures", [])
        name = entry.get("name") or "+".join(figures)
        if not name and key == "coverage":
            name = entry.get("of") or "units"
        readings = [str(entry[key]), *(str(rival["value"]) for rival in entry.get("rival", []))]
        claims[f"{name}.{KINDS[key]}" if name else KINDS[key]] = (KINDS[key], readings, entry)
    return claims


def claim_of(ground: Ground, proclamation: str, claim: str) -> tuple[str, list[str], dict[str, Any]]:
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
    kind, readings, _ = claim_of(ground, proclamation, claim)
    if index not in range(len(readings)):
        raise ground.refuse("the claim has no such reading", str(index))
    text = readings[int(index)]
    if kind == "outcome":
        return text
    try:
        return whole(Fraction(text) / 100) if kind in {"share", "coverage"} else int(text)
    except (ValueError, ZeroDivisionError) as error:
        raise ground.refuse("what was announced is no number", text) from error


def decimals(ground: Ground, proclamation: str, claim: str, index: Exact = 0) -> int:
    """How many decimals of a percent were announced, in one reading."""
    _, readings, _ = claim_of(ground, proclamation, claim)
    if index not in range(len(readings)):
        raise ground.refuse("the claim has no such reading", str(index))
    return len(readings[int(index)].partition(".")[2])


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
    kind, readings, entry = claim_of(ground, proclamation, claim)
    if kind != "coverage" or (entry.get("of") or "units") != "units":
        raise ground.refuse("not a coverage of units", claim)
    every = stated(ground, "units", 0)
    step = Fraction(1, 100 * 10 ** len(readings[0].partition(".")[2]))
    least = (Fraction(readings[0]) / 100 - step / 2) * every
    counted = -(-least.numerator // least.denominator)
    return every - min(every, max(0, counted))


def claims_counted(ground: Ground, proclamation: str, source: str) -> int:
    """Counts of a proclamation on whose figures this source is not silent."""
    sheets, register = ground.sheets(source), ground.figure_with_role("registered")
    count = 0
    for one in ground.proclamations:
        for kind, _, entry in claims_of(one).values() if one["id"] == proclamation else ():
            figures = [entry["figure"]] if entry.get("figure") else entry.get("figures", [])
            if kind == "count" and register in figures:
                count += register_units(ground, source) > 0
            elif kind == "count" and figures:
                count += all(sheets.knows(figure) for figure in figures)
    return count


WORDS = (claimed, reading, decimals, stated, addition, left_out, claims_counted)
