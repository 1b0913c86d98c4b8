"""How many units a proclamation can have counted, by the coverage it announces.

A coverage is a rounded percentage of a whole number of units, so it stands for a range of whole
numbers, or for none: 96.87 % of 30,026 tables is 29,085 to 29,087 of them, and 50.3 % of 40 is
no number of units at all.

>>> [counted_units(30_026, Reading(value=text)) for text in ("96.87", "80")]
[(29085, 29087), (23871, 24170)]
>>> counted_units(40, Reading(value="50.3"))
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from tellers.check.announced_shares import rounding_of
from tellers.check.bulletin_finding import Row, differs, state, with_rows
from tellers.check.case import number
from tellers.check.formulas import counted
from tellers.model import ClaimKind, Reading, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.announced import Announced
    from tellers.model import Claim, Finding, Number, Statement

__all__ = ["check_announced_coverage", "counted_units", "coverage_of_units", "votes_per_unit"]

UNIT_COLUMNS = ("stated-by", "units", "least", "most")


def counted_units(units: int, reading: Reading) -> tuple[int, int] | None:
    """Return the least and most units that give these digits; None when no whole number does.

    Rounded to the nearest, both halves included; where that gives none, with digits cut off.
    """
    share, unit = reading.share, reading.last_digit
    for least, most in (
        (ceil((share - unit / 2) * units), floor((share + unit / 2) * units)),
        (ceil(share * units), ceil((share + unit) * units) - 1),
    ):
        if max(0, least) <= min(most, units):
            return max(0, least), min(most, units)
    return None


def coverage_of_units(announced: Announced) -> Claim | None:
    """Return the coverage announced as a part of all units, or None."""
    claims = announced.proclamation.claims
    return next((c for c in claims if c.kind is ClaimKind.COVERAGE and c.base == "units"), None)


def votes_per_unit(announced: Announced) -> tuple[int, str] | None:
    """Return the valid votes announced, by their claim or their parts, and their formula."""
    valid = announced.contest.with_role(Role.VALID)
    bases = announced.bases(valid) if valid else ()
    base = bases[0] if bases else announced.options
    return (announced.value(base), announced.formula(base)) if base else None


def check_announced_coverage(announced: Announced) -> Iterator[Finding]:
    """Yield whether some number of units gives the coverage, and what it says of the register."""
    claim, stated = coverage_of_units(announced), announced.contest.stated("units")
    if claim is None:
        return
    if stated:
        yield _possible(announced, claim, stated)
    registers = announced.registers
    if len(registers) > 1 and registers[0].count > registers[-1].count:
        yield _of_registered(announced, claim)


def _possible(announced: Announced, claim: Claim, stated: tuple[Statement, ...]) -> Finding:
    found = [counted_units(statement.value, claim.reading) for statement in stated]
    numbers = (
        number("coverage", claim.text, "percent"),
        number("units", stated[0].value, "units", 'stated("units", 0)'),
        *_range(announced, claim, found[0]),
    )
    if found[0] is None:
        impossible = state(announced, "coverage-impossible", numbers, claim=claim)
        weight = Severity.NOTICE if any(found) else Severity.ATTENTION
        return with_rows(
            differs(impossible, votes=None, weight=weight), UNIT_COLUMNS, _rows(announced, claim, stated)
        )
    held = state(announced, "coverage-possible", numbers, claim=claim)
    if not any(one.name == "low" for one in numbers):
        held = replace(held, message="bulletin-coverage-possible-only")
    return with_rows(held, UNIT_COLUMNS, _rows(announced, claim, stated)) if len(stated) > 1 else held


def _range(announced: Announced, claim: Claim, found: tuple[int, int] | None) -> list[Number]:
    """Return the range of units, and the range of valid votes a unit that it means."""
    if found is None:
        return []
    least, most = counted(announced.proclamation.id, claim.id)
    numbers = [number("least", found[0], "units", least), number("most", found[1], "units", most)]
    votes = votes_per_unit(announced)
    if votes and found[0]:
        numbers += [
            number("low", Fraction(votes[0], found[1]), "", f"{votes[1]} / {most}"),
            number("high", Fraction(votes[0], found[0]), "", f"{votes[1]} / {least}"),
        ]
    return numbers


def _rows(announced: Announced, claim: Claim, stated: tuple[Statement, ...]) -> list[Row]:
    rows: list[Row] = []
    for index, statement in enumerate(stated):
        found = counted_units(statement.value, claim.reading)
        least, most = found or (None, None)
        ends = counted(announced.proclamation.id, claim.id, index) if found else ("", "")
        formulas = ("", f'stated("units", {index})', *ends)
        rows.append(((f"statement:units/{index}", statement.value, least, most), formulas))
    return rows


def _of_registered(announced: Announced, claim: Claim) -> Finding:
    """Return the part that the smallest announced register is of the largest, beside the coverage."""
    whole, part = announced.registers[0], announced.registers[-1]
    share = Fraction(part.count, whole.count)
    one, other = announced.formula((part,)), announced.formula((whole,))
    numbers = (
        number("coverage", claim.text, "percent"),
        number("part", part.count, "voters", one),
        number("whole", whole.count, "voters", other),
        number("share", share, "share", f"{one} / {other}"),
    )
    found = state(announced, "coverage-of-registered", numbers, claim=claim)
    return (
        found
        if rounding_of(share, claim.reading)
        else replace(found, message="bulletin-coverage-of-registered-other")
    )
