"""What the corrections of a source moved: its lead, or the votes of a majority and the votes required.

Of a majority, a correction from Against to For raises the votes for; one from Abstaining to Against, where
abstentions are no votes cast, raises what is required. Both are told as what was before and what is now.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check import base_formulas, formulas
from tellers.check.base_formulas import RuleFormulas
from tellers.check.case import Case, number
from tellers.check.told import margin_number
from tellers.rules.bases import ROLL_BASES
from tellers.rules.threshold import required_votes

if TYPE_CHECKING:
    from tellers.model import Number, OptionId, Requirement, SourceId
    from tellers.tables import Corrections

__all__ = ["Moved", "moved_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """By how many votes corrections moved what an outcome hangs on, and the numbers that tell it."""

    votes: int | None
    """Without sign; None where the votes by head do not decide, or what was required before is unknown."""
    message: str
    numbers: tuple[Number, ...]


def moved_by(case: Case, source: SourceId, found: Corrections) -> Moved:
    """Return what the corrections of a source moved."""
    if case.contest.rule.kind == "majority":
        return _required(case, source, found)
    first, second = case.leaders(source)
    shift = found.net.get(first, 0) - (found.net.get(second, 0) if first != second else 0)
    return Moved(
        votes=abs(shift),
        message="corrections-changed",
        numbers=(
            number("first", str(first), "option"),
            number("second", str(second), "option"),
            number(
                "shift",
                shift,
                "votes",
                f"{_gained(source, first)} - {_gained(source, second)}",
            ),
            margin_number(case, source),
        ),
    )


def _required(case: Case, source: SourceId, found: Corrections) -> Moved:
    """Return the votes for and the votes required, before and after; of another weight, the votes alone."""
    asked, (wins, _) = case.contest.rule.first, case.leaders(source)
    gained, held = found.net.get(wins, 0), case.votes(source)[wins]
    votes = formulas.votes(case, source, wins)
    numbers = (
        number("option", str(wins), "option"),
        number("gained", gained, "votes", _gained(source, wins)),
        number("votes_before", held - gained, "votes", f"{votes} - {_gained(source, wins)}"),
        number("votes_now", held, "votes", votes),
    )
    before = _asked_before(case, source, asked, found)
    if before is None or not case.has_base(source):
        return Moved(votes=None, message="corrections-changed-votes", numbers=numbers)
    was, now = before[0], case.outcome(source).required or 0
    told = (
        number("required_before", was, "votes", before[1]),
        number("required_now", now, "votes", base_formulas.required(case, source, case.contest.rule)),
    )
    by_head = case.margin(source) is not None
    return Moved(
        votes=abs(gained - (now - was)) if by_head else None,
        message="corrections-changed-required",
        numbers=(*numbers, *told),
    )


def _asked_before(
    case: Case, source: SourceId, asked: Requirement, found: Corrections
) -> tuple[int, str] | None:
    """Return the votes required had nothing been corrected, and the formula; None where nobody can tell.

    What is counted on members does not move; what is counted on the votes of options moves with them.
    Of who was present, or voted in an invalid way, the corrections of a source do not keep enough.
    """
    rule, told = case.contest.rule, base_formulas.required(case, source, case.contest.rule)
    if asked.weight:
        return None
    if asked.number is not None or asked.base in {*ROLL_BASES, "members"}:
        required = case.outcome(source).required
        return None if required is None else (required, told)
    options: tuple[OptionId, ...] = case.contest.option_ids
    if asked.base == "cast":
        options = tuple(option for option in options if option not in rule.abstentions)
    elif asked.base != "cast-or-abstaining":
        return None
    gains = [option for option in options if option in found.net]
    size = case.deciding(source).size(rule) - sum(found.net[option] for option in gains)
    base = " - ".join(
        (RuleFormulas(case=case, source=source, rule=rule).base(asked), *(_gained(source, o) for o in gains))
    )
    return (
        required_votes(size, fraction=Fraction(asked.fraction), strictness=asked.strictness),
        f'required({base}, "{asked.fraction}", "{asked.strictness}")',
    )


def _gained(source: SourceId, option: OptionId) -> str:
    return f'corrected("{source}", "{option}")'
