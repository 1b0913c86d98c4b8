"""What a motion requires, as a sentence: made of a rule, read into one, and held against one.

Formats that carry a requirement carry it as free text. Ours says exactly the rule's first requirement and
names whatever stands beside it; another's is read where its words are plain, and is otherwise left alone:
a sentence that is not understood contradicts nothing.

>>> rule = Rule(kind="majority", base="members")
>>> say_requirement(rule)
'more than 1/2 of the members'
>>> disagrees("Two thirds of the members present and voting", rule), disagrees("An absolute majority", rule)
(True, False)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tellers.model import Requirement, Rule

__all__ = ["Said", "disagrees", "read_requirement", "say_requirement"]

LONGEST = 2_000
_BASES = {
    "members": "of the members",
    "in-office": "of the members in office",
    "entitled": "of the members entitled to vote",
    "present": "of the members present",
    "cast": "of the votes cast",
    "cast-or-abstaining": "of the votes cast and abstentions",
    "cast-or-invalid": "of the votes cast, invalid ones among them",
}
_FRACTION = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])")
_NUMBER = re.compile(r"\b(?:at least|al menos) (\d{1,9}) (?:votes|votos|members|miembros)\b")
_WORDED = [
    (re.compile(r"two[- ]thirds|dos (?:terceras partes|tercios)"), Fraction(2, 3), "at_least"),
    (re.compile(r"three[- ]fifths|tres quint[ao]s"), Fraction(3, 5), "at_least"),
    (re.compile(r"three[- ]quarters|three[- ]fourths|tres cuart[ao]s"), Fraction(3, 4), "at_least"),
    (
        re.compile(r"\bhalf\b|majority|mayor[íi]a|\bla mitad\b|m[áa]s de la mitad"),
        Fraction(1, 2),
        "more_than",
    ),
]
_BASED = [
    (
        "cast",
        re.compile(r"votes cast|and voting|votos emitidos|y votantes|simple majority|mayor[íi]a simple"),
    ),
    ("present", re.compile(r"members present|those present|miembros presentes|\bpresentes\b")),
    ("entitled", re.compile(r"entitled to vote|derecho a voto")),
    ("in-office", re.compile(r"in office|chosen and sworn|en ejercicio")),
    ("members", re.compile(r"absolute majority|mayor[íi]a absoluta|(?:all|the|of) members|los miembros")),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence plainly says of a requirement; None or '' where it does not."""

    base: str = ""
    fraction: Fraction | None = None
    strictness: str = ""
    number: int | None = None


def say_requirement(rule: Rule) -> str:
    """Return the requirement of a rule as an English sentence; "" where the rule asks for none."""
    if rule.kind != "majority":
        return ""
    said = [_say(one) for one in rule.requirements]
    if rule.quorum is not None:
        said.append(f"a quorum of {_say(rule.quorum.requirement)}")
    if rule.veto is not None:
        said.append(f"none of the group {rule.veto.group} against")
    return "; and ".join(said)


def read_requirement(text: str) -> Said:
    """Return what a sentence plainly says, in English or Spanish; nothing where it is not plain."""
    plain = " ".join(text[:LONGEST].casefold().split())
    if number := _NUMBER.search(plain):
        return Said(number=int(number[1]))
    fraction, strictness = _fraction_in(plain)
    base = next((base for base, words in _BASED if words.search(plain)), "")
    return Said(base=base, fraction=fraction, strictness=strictness)


def disagrees(text: str, rule: Rule) -> bool:
    """Return whether a sentence plainly says another requirement than the rule's first."""
    if text == say_requirement(rule):
        return False
    said, first = read_requirement(text), rule.first
    if said.number is not None or first.number is not None:
        return said.number is not None and first.number is not None and said.number != first.number
    return bool(
        (said.fraction is not None and said.fraction != Fraction(first.fraction))
        or (said.strictness and said.fraction is not None and said.strictness != first.strictness)
        or (said.base and said.base != first.base)
    )


def _fraction_in(plain: str) -> tuple[Fraction | None, str]:
    """Return the fraction a sentence names and its strictness: half is to be passed, others reached."""
    stated = "more_than" if re.search(r"more than|m[áa]s de", plain) else ""
    stated = "at_least" if re.search(r"at least|al menos|por lo menos", plain) else stated
    if (found := _FRACTION.search(plain)) and int(found[2]):
        fraction = Fraction(int(found[1]), int(found[2]))
        return fraction, stated
    for words, worded, usual in _WORDED:
        if words.search(plain):
            return worded, stated or usual
    return None, ""


def _say(one: Requirement) -> str:
    if one.number is not None:
        said = f"at least {one.number} votes"
    else:
        how = "more than" if one.strictness == "more_than" else "at least"
        said = f"{how} {one.fraction} {_BASES.get(one.base, f'of {one.base}')}"
    said += f" by {one.weight}" if one.weight else ""
    return said + (f", unless fewer than {one.waived_below} stand against" if one.waived_below else "")
