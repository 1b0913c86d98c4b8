"""The values of Popolo's members as raw JSON text, and back: each reader gives silence for what it is not.

The option codes are those of https://www.popoloproject.com/specs/vote.html, section 5, which allows others
beside them; positions that it has no code for are written in words.

>>> totals_in('[{"option": "yes", "value": 17}, {"option": "yes", "value": 3, "group_id": "a"}]')
((<Position.FOR: 'for'>, 17),)
>>> fraction_in("1.10"), fraction_text(Fraction(11, 10)), fraction_text(Fraction(1, 3))
(Fraction(11, 10), '1.1', '')
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction

from tellers.canonical import decode_json, encode_json, from_plain, to_plain
from tellers.canonical.json_text import Plain
from tellers.errors import FormatError
from tellers.formats.json_members import elements_of, members_of, object_text, text_in, whole_in
from tellers.formats.position_words import known_position, outcome_of
from tellers.model import OutcomeWord, Position, Rule, UnitId

__all__ = [
    "WORDS",
    "day_in",
    "fraction_in",
    "fraction_text",
    "outcome_in",
    "result_text",
    "rule_in",
    "rule_text",
    "seat_in",
    "sources_in",
    "sources_text",
    "text_raw",
    "totals_in",
    "totals_text",
]

WORDS = {
    Position.FOR: "yes",
    Position.AGAINST: "no",
    Position.ABSTAIN: "abstain",
    Position.PRESENT: "present",
    Position.NOT_PARTICIPATING: "not participating",
    Position.ABSENT: "absent",
    Position.PAIRED: "paired",
    Position.NOT_ENTITLED: "not entitled",
    Position.INVALID: "invalid",
    Position.BLANK: "blank",
    Position.NOT_RECORDED: "not recorded",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECIMAL = re.compile(r"-?\d{1,12}(?:\.\d{1,9})?")
MOST_RULE = 100_000


def text_raw(text: str | None) -> str:
    """Return a text as JSON; '' for an empty one, which is not written."""
    return json.dumps(str(text), ensure_ascii=False) if text else ""


def day_in(raw: str) -> str:
    """Return the day that a date or time begins with, or ''."""
    found = _DAY.match(text_in(raw))
    return found[0] if found else ""


def seat_in(raw: str) -> UnitId | None:
    """Return an id in our form, or None."""
    try:
        return UnitId(text_in(raw))
    except ValueError:
        return None


def fraction_in(raw: str) -> Fraction | None:
    """Return a decimal number exactly, or None."""
    return Fraction(raw) if _DECIMAL.fullmatch(raw) else None


def fraction_text(weight: Fraction | None) -> str:
    """Return a fraction as a decimal number where it is one exactly, else ''."""
    if weight is None:
        return ""
    if weight.denominator == 1:
        return str(weight.numerator)
    for places in range(1, 10):
        scaled = weight * 10**places
        if scaled.denominator == 1:
            sign, digits = ("-" if scaled < 0 else ""), f"{abs(scaled.numerator):0{places + 1}d}"
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return ""


def outcome_in(raw: str) -> OutcomeWord | None:
    """Return the outcome that a text plainly says, or None."""
    return outcome_of(text_in(raw))


def result_text(outcome: OutcomeWord | None) -> str:
    """Return our word for an outcome as JSON."""
    return text_raw(outcome.value) if outcome else ""


def rule_text(rule: Rule | None) -> str:
    """Return a rule as JSON: what differs from a rule's defaults."""
    if rule is None:
        return ""
    usual = _plain(Rule(kind=rule.kind))
    told = {name: value for name, value in _plain(rule).items() if name == "kind" or value != usual[name]}
    return encode_json(told).decode()


def rule_in(raw: str) -> Rule | None:
    """Return the rule of a JSON text, or None for what is none of ours."""
    try:
        plain = decode_json(raw[:MOST_RULE].encode(), where="rule")
        if not isinstance(plain, dict) or not isinstance(kind := plain.get("kind"), str):
            return None
        rule = from_plain({**_plain(Rule(kind=kind)), **plain}, Rule, where="rule")
    except (FormatError, ValueError):
        return None
    return rule if isinstance(rule, Rule) else None


def _plain(rule: Rule) -> dict[str, Plain]:
    """Return every field of a rule as plain values."""
    plain = to_plain(rule, Rule)
    return plain if isinstance(plain, dict) else {}


def totals_in(raw: str) -> tuple[tuple[Position, int], ...]:
    """Return the counts of the whole vote, in our order; those of groups and unknown options left out."""
    found: dict[Position, int] = {}
    try:
        counts = [dict(members_of(one, where="counts")) for one in elements_of(raw, where="counts")]
    except FormatError:
        return ()
    for count in counts:
        position, value = known_position(text_in(count.get("option", ""))), whole_in(count.get("value", ""))
        if position is not None and value is not None and not {"group_id", "group"} & set(count):
            found.setdefault(position, value)
    return tuple((position, found[position]) for position in Position if position in found)


def totals_text(totals: Sequence[tuple[Position, int]]) -> str:
    """Return counts as JSON; '' for none."""
    parts = [
        object_text([("option", text_raw(WORDS[position])), ("value", str(value))])
        for position, value in totals
    ]
    return f"[{', '.join(parts)}]" if parts else ""


def sources_in(raw: str) -> tuple[str, ...]:
    """Return addresses of a list of links, each with its note after a blank; or texts of a list of texts."""
    try:
        elements = elements_of(raw, where="sources")
        links = [
            dict(members_of(one, where="sources")) if one.startswith("{") else {"url": one}
            for one in elements
        ]
    except FormatError:
        return ()
    told = [
        " ".join(part for part in (text_in(link.get("url", "")), text_in(link.get("note", ""))) if part)
        for link in links
    ]
    return tuple(one for one in told if one)


def sources_text(sources: Sequence[str]) -> str:
    """Return addresses as links with their notes, and texts as they are; '' for none."""
    parts = []
    for source in sources:
        url, _, note = source.partition(" ")
        if "://" in url:
            parts.append(object_text([("url", text_raw(url)), *([("note", text_raw(note))] if note else [])]))
        else:
            parts.append(text_raw(source))
    return f"[{', '.join(parts)}]" if parts else ""
