"""The texts of a dossier have the shape the recheck counts on, or are refused with the key named.

Only what formulas ask for is looked at; the dossier's own reader, which is stricter, is not used.

>>> contest = {"id": "vote", "rule": {"kind": "plurality"}, "option": [{"id": 5}]}
>>> verify_shape(contest, CONTEST, where="contest.toml")
Traceback (most recent call last):
    ...
tellers.errors.DossierError: contest.toml: option[0].id is missing or of another type
"""

from __future__ import annotations

import re
from typing import Any

from tellers.errors import DossierError

__all__ = [
    "BODY",
    "CONTEST",
    "PROCLAMATION",
    "SOURCE",
    "verify_body",
    "verify_numbers",
    "verify_shape",
    "verify_sums",
]

_DECIMAL = re.compile(r"[0-9]{1,13}(?:[.][0-9]{0,20})?")
_EXACT = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")
NUMBERS = {"percent": _DECIMAL, "coverage": _DECIMAL, "fraction": _EXACT}
"""The keys whose words are numbers, and how such a number is written."""

Shape = Any
"""A type, a list of one shape, or a table of shapes by key; a key ending in `?` may be left out."""

REQUIREMENT = {"base?": str, "fraction?": str, "strictness?": str, "weight?": str, "number?": int}
RULE = {
    "kind": str,
    "wins?": str,
    "abstentions?": [str],
    **REQUIREMENT,
    "also?": [{**REQUIREMENT, "waived_below?": int}],
    "quorum?": {**REQUIREMENT, "counts?": str, "besides?": int},
    "veto?": {"group": str, "by?": [str]},
    "tie?": str,
}
CONTEST: dict[str, Shape] = {
    "id": str,
    "date?": str,
    "casting?": str,
    "rule": RULE,
    "option": [{"id": str}],
    "figure?": [{"id": str, "role?": str, "sum_of?": [str], "at_most?": str}],
    "level?": [{"id": str}],
    "statement?": [{"about": str, "value": int, "applied?": bool}],
    "addition?": [{"figures": dict}],
    "rival_rule?": [{"rule": RULE}],
}
SOURCE: dict[str, Shape] = {"id": str}
BODY: dict[str, Shape] = {
    "seat": [{"id": str, "joined?": str, "groups?": [str]}],
    "change?": [{"seat": str, "what": str, "on": str, "reading?": str}],
    "reading?": [{"id": str, "applied?": bool}],
    "weight?": [{"id": str, "on": str, "values?": dict}],
}
CLAIM = {
    "figure?": str,
    "figures?": [str],
    "name?": str,
    "of?": str,
    "votes?": int,
    "percent?": str,
    "coverage?": str,
    "required?": int,
    "outcome?": str,
    "rival?": [{"value": (str, int)}],
}
PROCLAMATION: dict[str, Shape] = {"id": str, "contest": str, "claim?": [CLAIM]}


def verify_shape(value: Any, shape: Shape, *, where: str, place: str = "") -> None:  # noqa: ANN401 (any TOML)
    """Raise `DossierError` for the first key that is missing or of another type."""
    if isinstance(shape, dict) and isinstance(value, dict):
        for key, inner in shape.items():
            name = key.removesuffix("?")
            if name in value or name == key:
                path = f"{place}.{name}" if place else name
                verify_shape(value.get(name), inner, where=where, place=path)
    elif isinstance(shape, list) and isinstance(value, list):
        for index, one in enumerate(value):
            verify_shape(one, shape[0], where=where, place=f"{place}[{index}]")
    elif isinstance(shape, dict | list) or not isinstance(value, shape) or (shape is int and value is True):
        raise DossierError(f"{place} is missing or of another type", where=where)


def verify_numbers(texts: Any, *, where: str) -> None:  # noqa: ANN401 (any TOML)
    """Raise `DossierError` for a number in words that is none, or too long to compute with.

    >>> verify_numbers({"claim": [{"percent": "1e999999999"}]}, where="proclamations.toml")
    Traceback (most recent call last):
        ...
    tellers.errors.DossierError: proclamations.toml: percent is no number
    """
    waiting = [texts]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            for key, form in NUMBERS.items():
                if isinstance(value.get(key), str) and not form.fullmatch(value[key]):
                    raise DossierError(f"{key} is no number", where=where, got=value[key][:60])
            waiting += [one for one in value.values() if isinstance(one, dict | list)]
            value = [one["value"] for one in value.get("rival", ()) if "outcome" not in value]
            if any(isinstance(one, str) and not NUMBERS["percent"].fullmatch(one) for one in value):
                raise DossierError("a rival reading is no number", where=where)
        else:
            waiting += [one for one in value if isinstance(one, dict | list)]


def verify_sums(contest: dict[str, Any], *, where: str) -> None:
    """Raise `DossierError` when a figure is declared to be, by its parts, a sum of itself."""
    parts = {figure["id"]: figure.get("sum_of", []) for figure in contest.get("figure", [])}
    for figure, own in parts.items():
        below, waiting = set(), list(own)
        while waiting:
            part = waiting.pop()
            if part not in below:
                below.add(part)
                waiting += parts.get(part, [])
        if figure in below:
            raise DossierError(f"figure {figure!r} is a part of itself", where=where)


def verify_body(body: dict[str, Any], *, where: str) -> None:
    """Raise `DossierError` for a change or weight of a seat that the body does not have."""
    verify_shape(body, BODY, where=where)
    seats = {seat["id"] for seat in body["seat"]}
    for change in body.get("change", []):
        if change["seat"] not in seats:
            raise DossierError(
                "a change of a seat that is not declared", where=where, got=change["seat"][:80]
            )
    for weight in body.get("weight", []):
        for seat, value in weight.get("values", {}).items():
            if seat not in seats or type(value) is not int or not 0 <= value < 10**13:
                raise DossierError(
                    "a weight that is no number of a declared seat", where=where, got=seat[:80]
                )
