"""Formulas of the numbers that many checks give: texts that `tellers recheck` evaluates.

The language is described in docs/reference/formulas.md. A formula names what it is about and
computes nothing here.

>>> total("v2", "EG", "NM")
'total("v2", "EG+NM")'
>>> claimed("cne-2", "EG.count")
'claimed("cne-2", "EG.count")'
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.model import ClaimKind, OptionId, OutcomeWord
from tellers.tally import registered_total

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Proclamation, Rule, SourceId

__all__ = [
    "addition",
    "base_number",
    "capacity",
    "claimed",
    "counted",
    "every_unit",
    "largest_sum",
    "lead",
    "left_out",
    "outcome_margin",
    "register",
    "required",
    "states_register",
    "total",
    "votes",
]


def total(source: str, *figures: str) -> str:
    """Return the formula of the sum of these figures over a source's records."""
    return f'total("{source}", "{"+".join(figures)}")'


def votes(case: Case, source: str, *options: str) -> str:
    """Return the formula of the votes an outcome follows from: records, and additions outside them."""
    more = [option for option in options if case.added(OptionId(option))]
    records = total(source, *options)
    return f"({records} + {addition(*more)})" if more else records


def claimed(proclamation: str, claim: str) -> str:
    """Return the formula of what was announced."""
    return f'claimed("{proclamation}", "{claim}")'


def counted(proclamation: str, coverage: str, index: int = 0) -> tuple[str, str]:
    """Return the formulas of the least and the most units that give a coverage, of those stated.

    `index` is 0 for the number of units applied, 1 for its first rival ...
    """
    said = f'"{proclamation}", "{coverage}", {index}'
    return f"least_counted({said})", f"most_counted({said})"


def addition(*figures: str) -> str:
    """Return the formula of the votes that belong to no record."""
    return f'addition("{"+".join(figures)}")'


def every_unit(case: Case) -> str:
    """Return the formula of the number of all units: as stated, else as listed."""
    return 'stated("units", 0)' if case.contest.applied("units") else "listed_units()"


def states_register(case: Case) -> bool:
    """Return whether somebody states the register of the whole contest."""
    return any(statement.about == "registered" for statement in case.contest.statements)


def register(case: Case, source: SourceId, index: int = 0) -> str:
    """Return the formula of the register of the whole contest: as stated, else as listed."""
    if states_register(case):
        return f'stated("registered", {index})'
    whole = registered_total(case.contest, case.tally(source)) is not None
    return f'listed("{source}")' if whole else f'listed_register("{source}")'


def capacity(case: Case, source: SourceId, index: int = 0) -> str:
    """Return the formula of the votes that units without a record could add."""
    return f'capacity("{source}", {register(case, source, index)})'


def left_out(case: Case, proclamation: Proclamation, source: SourceId) -> str:
    """Return the formula of the most units an announced coverage may have left out of the count."""
    coverage = proclamation.claim(ClaimKind.COVERAGE)
    if coverage is not None and coverage.base == "units" and case.contest.applied("units"):
        return f'left_out("{proclamation.id}", "{coverage.id}")'
    return f'units("{source}")'


def largest_sum(source: str, figures: tuple[str, ...], units: str) -> str:
    """Return the formula of the most votes that so many units hold between them."""
    return f'largest_sum("{source}", "{"+".join(figures)}", {units})'


def lead(case: Case, source: SourceId) -> str:
    """Return the formula of the leader's lead over the second, in votes."""
    first, second = case.leaders(source)
    return votes(case, source, first) + ("" if first == second else f" - {votes(case, source, second)}")


def base_number(case: Case, source: SourceId, rule: Rule, index: int = 0) -> str:
    """Return the formula of the number a rule's majority is counted on."""
    if rule.base == "members":
        return register(case, source, index)
    options = [o for o in case.contest.option_ids if rule.base == "present" or o not in rule.abstentions]
    return votes(case, source, *options)


def required(case: Case, source: SourceId, rule: Rule, index: int = 0) -> str:
    """Return the formula of the votes a rule asks for."""
    return f'required({base_number(case, source, rule, index)}, "{rule.fraction}", "{rule.strictness}")'


def outcome_margin(case: Case, source: SourceId) -> str:
    """Return the formula of the votes between the outcome and the next."""
    rule, word = case.contest.rule, case.outcome(source).word
    asked = required(case, source, rule)
    if word in {OutcomeWord.ADOPTED, OutcomeWord.NOT_ADOPTED}:
        wins = votes(case, source, rule.wins or "for")
        return f"{asked} - {wins}" if word is OutcomeWord.NOT_ADOPTED else f"{wins} - {asked} + 1"
    if rule.kind != "runoff" or word in {OutcomeWord.TIE, OutcomeWord.NOT_DECIDED}:
        return lead(case, source)
    ranked = sorted(case.contest.option_ids, key=lambda option: -case.votes(source)[option])
    over = _over(case, source, asked)
    if word is OutcomeWord.ELECTED:
        return f"min({lead(case, source)}, {over} + 1)"
    third = f" - {votes(case, source, ranked[2])}" if len(ranked) > 2 else ""
    return f"min(max(1, -({over})), {votes(case, source, ranked[1])}{third})"


def _over(case: Case, source: SourceId, asked: str) -> str:
    """Return the formula of how far the first is over what elects it in a first round, by the easier way."""
    rule, first = case.contest.rule, votes(case, source, case.leaders(source)[0])
    if not rule.lead:
        return f"{first} - {asked}"
    cast = base_number(case, source, replace(rule, base="cast"))
    least, ahead = (f'required({cast}, "{part}", "at_least")' for part in rule.lead.split("+"))
    return f"max({first} - {asked}, min({first} - {least}, {lead(case, source)} - {ahead}))"
