"""Formulas of the numbers that many checks give: texts that `tellers recheck` evaluates.

The language is described in docs/reference/formulas.md. A formula names what it is about and
computes nothing here.

>>> total("v2", "EG", "NM")
'total("v2", "EG+NM")'
>>> claimed("cne-2", "EG.count")
'claimed("cne-2", "EG.count")'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import ClaimKind, OptionId
from tellers.tally import registered_total

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Proclamation, SourceId

__all__ = [
    "addition",
    "capacity",
    "claimed",
    "counted",
    "every_unit",
    "largest_sum",
    "lead",
    "left_out",
    "register",
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
