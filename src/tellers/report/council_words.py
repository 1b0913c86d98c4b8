"""The words of a body: what a seat is, what a reading is called, what a rule asks for on a day.

>>> say("en", "council-changed", seat="b", state="left", day="2024-01-01", members="33", reading="press",
...     entitled="33")
'b: left on 2024-01-01. The body has 33 members that day (press), 33 with a vote.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.catalogue import load_catalogue
from tellers.report.plurals import filled
from tellers.report.rule_words import numbers_of_roll

if TYPE_CHECKING:
    from tellers.council.membership import RollNumbers
    from tellers.model import Body, ChangeKind, Roll, Rule

__all__ = ["kind_word", "reading_name", "required_on", "say", "seat_name"]


def say(language: str, key: str, **words: str) -> str:
    """Return the sentence of a key with these words in it."""
    return filled(load_catalogue(language).sentences(key)[0], words, language)


def kind_word(kind: ChangeKind | None, language: str) -> str:
    """Return what a seat is after such a change: "in arrears"."""
    return say(language, f"council-kind-{kind.value if kind else 'none'}")


def reading_name(numbers: RollNumbers, language: str) -> str:
    """Return the id of a reading, and that it was applied; what nobody disputes has no id."""
    if not numbers.reading:
        return say(language, "council-common")
    if not numbers.applied:
        return numbers.reading
    return say(language, "council-applied", reading=numbers.reading)


def seat_name(body: Body, seat: str, language: str) -> str:
    """Return the name of a seat in a language, its id where it has none."""
    return next((s.name.in_language(language) or str(s.id) for s in body.seats if s.id == seat), seat)


def required_on(rule: Rule, roll: Roll) -> int | None:
    """Return the votes that a rule asks for on a roll, None where only the votes themselves say."""
    known = None if rule.kind == "plurality" else numbers_of_roll(rule, roll).of(rule.first)
    return None if known is None else known[1]
