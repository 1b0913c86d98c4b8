"""A derivation in words: the steps of an allotment, or the stages of a ranked count, in a language.

Seats that a divisor method hands out one after the other are a table, so are whole quotas and their
remainders; everything else is a sentence. Numbers are cut for the eye here and nowhere else.

>>> from tellers.rules.derivation import step
>>> speech = Language.load("en")
>>> tell_steps([step("seats-left", left=2)], speech)
['Seats left, for the largest remainders: 2.']
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import isqrt
from typing import TYPE_CHECKING

from tellers.model import Number
from tellers.report.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tellers.model import OptionId
    from tellers.rules.derivation import Step
    from tellers.rules.stages import RankedCount, Stage

__all__ = ["Grid", "options_told", "stage_grid", "tell_stages", "tell_steps"]

TABLES = {"seats-award", "seats-whole"}
"""Steps that are rows of a table."""
PLACES = 5
"""Decimals of votes in a ranked count, as the Order of 2007 has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of a derivation: headings, which of them are of numbers, and cells as written."""

    headings: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def tell_steps(steps: Sequence[Step], speech: Language) -> list[str | Grid]:
    """Return the steps as sentences and tables, in their order."""
    told: list[str | Grid] = []
    for key, group in groupby(steps, key=lambda one: one.key):
        if key == "seats-award":
            told.append(_awards(list(group), speech))
        elif key == "seats-whole":
            told.append(_wholes(list(group), speech))
        else:
            told += [sentence(one, speech) for one in group]
    return told


def sentence(step: Step, speech: Language) -> str:
    """Return one step in words."""
    given = {name: _written(name, value, speech) for name, value in step.numbers}
    given["options"] = options_told(step.options, speech)
    if step.key == "seats-next":
        given["loser"], given["winner"] = step.options
    if step.key == "seats-award":
        return " · ".join(_awards([step], speech).rows[0])
    if step.key == "seats-whole":
        return " · ".join(_wholes([step], speech).rows[0])
    return speech.say(step.key, [Number(name=name, value=words) for name, words in given.items()])


def options_told(options: Sequence[str], speech: Language) -> str:
    """Return names as a list in the language: A, B and C."""
    if len(options) < 2:
        return "".join(options)
    listed = speech.catalogue.sentences("options-list")[0]
    return listed.format(first=", ".join(options[:-1]), last=options[-1])


def _written(name: str, value: int | Fraction | str, speech: Language) -> str:
    """Return one number of a step as the language writes it; a word of the rule by its own message."""
    if name == "fraction":
        return speech.write(Number(name=name, value=Fraction(value), unit="share"))
    if name == "strictness":
        return speech.say("seats-at-least" if value == "at_least" else "seats-more-than")
    if isinstance(value, str):
        worded = name in {"name", "rounding", "base"}
        return speech.say(f"seats-{name}-{value}") if worded else value
    return _number(value, speech, 2)


def _number(value: int | Fraction, speech: Language, places: int) -> str:
    """Return a number with as many decimals as it has, at most so many."""
    exact = Fraction(value)
    return speech.decimal(exact, 0 if exact.denominator == 1 else places)


def _awards(steps: Sequence[Step], speech: Language) -> Grid:
    """Return the seats in the order in which they are handed out: votes, divisor, quotient."""
    rows = []
    for one in steps:
        votes, square = Fraction(one.number("votes")), Fraction(one.number("square"))
        rows.append(
            (
                _number(Fraction(one.number("at")), speech, 0),
                one.options[0],
                _number(votes, speech, 0),
                _root(square, speech),
                _number(_quotient(votes, square), speech, 2) if square else "–",  # noqa: RUF001 (a dash)
            )
        )
    return _grid(("seat", "list", "votes", "divisor", "quotient"), rows, speech)


def _wholes(steps: Sequence[Step], speech: Language) -> Grid:
    """Return each list's votes, the whole quotas in them and the rest."""
    rows = [
        (
            one.options[0],
            *(_number(Fraction(one.number(name)), speech, 2) for name in ("votes", "whole", "rest")),
        )
        for one in steps
    ]
    return _grid(("list", "votes", "wholes", "rest"), rows, speech)


def _grid(heads: Sequence[str], rows: Iterable[tuple[str, ...]], speech: Language) -> Grid:
    return Grid(
        headings=tuple(speech.say(f"seats-head-{head}") for head in heads),
        numbers=tuple(head != "list" for head in heads),
        rows=tuple(rows),
    )


def _root(square: Fraction, speech: Language) -> str:
    """Return a divisor: the root of its square, or the root sign with the number where it is none."""
    if _is_square(square):
        exact = Fraction(isqrt(square.numerator), isqrt(square.denominator))
        return (
            _number(exact, speech, 0) if exact.denominator == 1 else f"{exact.numerator}/{exact.denominator}"
        )
    return f"√{_number(square, speech, 2)}"


def _is_square(value: Fraction) -> bool:
    return (
        isqrt(value.numerator) ** 2 == value.numerator and isqrt(value.denominator) ** 2 == value.denominator
    )


def _quotient(votes: Fraction, square: Fraction) -> Fraction:
    """Return votes over the root of a square, cut to hundredths: what a reader's calculator shows."""
    whole = votes**2 * 10_000 / square
    return Fraction(isqrt(whole.numerator // whole.denominator), 100)


def stage_grid(count: RankedCount, speech: Language) -> Grid:
    """Return the votes of every candidate after every stage, with the books below: they add up."""
    stages = count.stages
    heads = [
        speech.say("ranked-head-candidate"),
        *(speech.say("ranked-head-stage", [Number(name="at", value=stage.at)]) for stage in stages),
    ]
    rows = [
        (str(option), *(_number(stage.votes[option], speech, PLACES) for stage in stages))
        for option in (stages[0].votes if stages else ())
    ]
    books = (
        ("exhausted", [stage.exhausted for stage in stages]),
        ("lost", [stage.lost for stage in stages]),
        ("sum", [sum(stage.votes.values()) + stage.exhausted + stage.lost for stage in stages]),
    )
    rows += [
        (speech.say(f"ranked-head-{name}"), *(_number(value, speech, PLACES) for value in values))
        for name, values in books
    ]
    return Grid(headings=tuple(heads), numbers=(False, *(True for _ in stages)), rows=tuple(rows))


def tell_stages(count: RankedCount, speech: Language) -> list[str]:
    """Return a ranked count in sentences: the quota, each stage, who is elected, the lot still needed."""
    if not count.stages:
        return [_say(speech, "ranked-nobody")]
    told = [_opening(count, speech)]
    before: Mapping[OptionId, Fraction] = {}
    for stage in count.stages:
        told += _stage(stage, before, speech)
        before = stage.votes
    if count.lot is not None:
        among = options_told(count.lot.among, speech)
        told.append(_say(speech, f"ranked-lot-{count.lot.purpose}", at=str(count.lot.at), options=among))
    elif len(count.elected) < count.seats:
        told.append(_say(speech, "ranked-vacant", left=str(count.seats - len(count.elected))))
    return told


def _opening(count: RankedCount, speech: Language) -> str:
    valid = _number(count.valid, speech, 0)
    if count.quota is None:
        return _say(speech, "ranked-half", valid=valid)
    return _say(
        speech,
        "ranked-quota",
        valid=valid,
        seats=str(count.seats),
        parts=str(count.seats + 1),
        quota=_number(count.quota, speech, 0),
    )


def _stage(stage: Stage, before: Mapping[OptionId, Fraction], speech: Language) -> list[str]:
    """Return what was done at a stage, how equals were parted before it, who is elected by it."""
    told = []
    if stage.tied:
        source = stage.draw.source if stage.draw else ""
        words = ", ".join(_say(speech, f"ranked-word-{word}", source=source) for word in stage.words)
        told.append(_say(speech, "ranked-tied", options=options_told(stage.tied, speech), words=words))
    if stage.of is None:
        told.append(_say(speech, f"ranked-{stage.action}", at=str(stage.at)))
    else:
        given = before[stage.of] - stage.votes[stage.of]
        moved = speech.listed(f"{to} +{_number(votes, speech, PLACES)}" for to, votes in stage.moved.items())
        told.append(
            _say(
                speech,
                f"ranked-{stage.action}",
                at=str(stage.at),
                of=str(stage.of),
                given=_number(given, speech, PLACES),
                moved=f"{moved}." if moved else "",
            ).rstrip()
        )
    if stage.elected:
        told.append(_say(speech, "ranked-elected", options=options_told(stage.elected, speech)))
    return told


def _say(speech: Language, key: str, **words: str) -> str:
    return speech.say(key, [Number(name=name, value=value) for name, value in words.items()])
