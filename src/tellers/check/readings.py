"""Which reading of a misreported figure fits the rest of its announcement.

Reports of one announcement differ: a digit swapped, a nought lost. Each claim with rivals may be
taken at any of its readings; a declared sum, a percentage and a set of percentages that should
make a whole each say whether a choice of readings holds. A reading fits when some choice that
takes it meets all of these.

>>> fits = fitting_choices({"A": 2}, (lambda chosen: chosen["A"] == 1,))
>>> fits
[{'A': 1}]
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from tellers.check.announced_shares import list_share_lines, list_share_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tellers.check.announced import Announced, Chosen, Sum
    from tellers.check.announced_shares import ShareLine
    from tellers.model import Claim

__all__ = ["Fit", "fitting_choices", "weigh_readings"]

CHOICES = 4096
"""The most choices of readings that are looked at: twelve claims of two readings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One claim with rival readings, and what the rest of the announcement says of them."""

    claim: Claim
    kinds: tuple[str, ...]
    """What bears on it: `sum`, `percentage`, `percentages-sum`; nothing where empty."""
    fits: tuple[int, ...]
    """The readings that fit, by index."""
    alone: tuple[tuple[str, ...], ...]
    """Reading by reading: what it breaks when all other claims are as applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Constraint:
    kind: str
    claims: frozenset[str]
    holds: Callable[[Chosen], bool]


def weigh_readings(announced: Announced) -> tuple[Fit, ...]:
    """Return every claim that has rival readings, with the readings that fit.

    Steps: 1 what must hold, as far as it touches a claim with rivals; 2 the choices that meet
    all of it; 3 claim by claim the readings among them.
    """
    rivals = [claim for claim in announced.proclamation.claims if len(claim.readings) > 1]
    names = {claim.id for claim in rivals}
    constraints = [c for c in _constraints(announced) if c.claims & names]  # 1
    choices = fitting_choices({c.id: len(c.readings) for c in rivals}, [c.holds for c in constraints])  # 2
    return tuple(
        _fit(claim, [c for c in constraints if claim.id in c.claims], choices) for claim in rivals
    )  # 3


def fitting_choices(readings: dict[str, int], tests: Sequence[Callable[[Chosen], bool]]) -> list[Chosen]:
    """Return the choices of one reading a claim that pass every test, the applied ones first."""
    every = product(*(range(count) for count in readings.values()))
    choices = (dict(zip(readings, choice, strict=True)) for choice in islice(every, CHOICES))
    return [chosen for chosen in choices if all(test(chosen) for test in tests)]


def _fit(claim: Claim, constraints: list[_Constraint], choices: list[Chosen]) -> Fit:
    kinds = tuple(dict.fromkeys(constraint.kind for constraint in constraints))
    alone = tuple(
        tuple(dict.fromkeys(c.kind for c in constraints if not c.holds({claim.id: index})))
        for index in range(len(claim.readings))
    )
    fits = tuple(sorted({chosen[claim.id] for chosen in choices})) if constraints else ()
    return Fit(claim=claim, kinds=kinds, fits=fits, alone=alone)


def _constraints(announced: Announced) -> list[_Constraint]:
    """Return what must hold: declared sums, percentages of counts, percentages of a whole."""
    found = [_sum_holds(announced, total) for total in announced.sums() if total.complete]
    lines = list_share_lines(announced)
    shares = dict.fromkeys(line.claim for line in lines)
    found += [_share_follows(announced, [line for line in lines if line.claim == claim]) for claim in shares]
    for whole in list_share_sums(announced):
        names = frozenset(claim.id for claim in whole.claims)
        found.append(_Constraint(kind="percentages-sum", claims=names, holds=whole.holds))
    return found


def _sum_holds(announced: Announced, total: Sum) -> _Constraint:
    def holds(chosen: Chosen) -> bool:
        return announced.value((total.whole,), chosen) == announced.value(total.parts, chosen)

    names = frozenset(claim.id for claim in (total.whole, *total.parts))
    return _Constraint(kind="sum", claims=names, holds=holds)


def _share_follows(announced: Announced, lines: list[ShareLine]) -> _Constraint:
    def holds(chosen: Chosen) -> bool:
        return any(line.rounding(announced, chosen) for line in lines)

    names = frozenset(claim.id for line in lines for claim in (line.claim, *line.figures, *line.base))
    return _Constraint(kind="percentage", claims=names, holds=holds)
