"""Words that hold two sources against each other, unit by unit.

A source's account of a unit is its standing record, or a reading that failed (status `unread`),
which has no figures. Two accounts are equal when every figure both sources give is the same;
where one of them does not give a number, that figure is not held against the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.recheck.sheets import Sheets
from tellers.recheck.vocabulary.exact import Exact, whole

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Units with an account in both, how many are equal, unread in one; votes apart by option."""

    shared: int
    equal: int
    unread: int
    votes: dict[str, int]


def _accounts(sheets: Sheets) -> dict[str, int | None]:
    """Return the row of every unit with an account; None for a reading that failed."""
    accounts: dict[str, int | None] = {
        unit: None for unit, status in zip(sheets.unit, sheets.status, strict=True) if status == "unread"
    }
    accounts.update((sheets.unit[row], row) for row in sheets.standing)
    return accounts


def _compare(ground: Ground, first: str, second: str) -> Pair:
    return ground.once(("pair", first, second), lambda: _compare_units(ground, first, second))


def _compare_units(ground: Ground, first: str, second: str) -> Pair:
    one, two = ground.sheets(first), ground.sheets(second)
    figures = [figure for figure in ground.known_figures(one) if two.knows(figure)]
    others = _accounts(two)
    shared = same = failed = 0
    votes = dict.fromkeys(ground.options, 0)
    for unit, row in _accounts(one).items():
        if unit not in others:
            continue
        shared += 1
        other = others[unit]
        if row is None or other is None:
            failed += 1
            continue
        apart = {
            figure: abs(a - b)
            for figure in figures
            if (a := one.value(figure, row)) is not None
            and (b := two.value(figure, other)) is not None
            and a != b
        }
        same += not apart
        for option in votes:
            votes[option] += apart.get(option, 0)
    return Pair(shared=shared, equal=same, unread=failed, votes=votes)


def shared(ground: Ground, first: str, second: str) -> int:
    """Units of which both sources give an account, a failed reading being an account."""
    return _compare(ground, first, second).shared


def equal(ground: Ground, first: str, second: str) -> int:
    """Units on which both sources give the same figures."""
    return _compare(ground, first, second).equal


def differ(ground: Ground, first: str, second: str) -> int:
    """Units of both sources that are not equal, failed readings included."""
    return shared(ground, first, second) - equal(ground, first, second)


def unread(ground: Ground, first: str, second: str) -> int:
    """Units of both sources on which the reading of one failed."""
    return _compare(ground, first, second).unread


def votes_differing(ground: Ground, first: str, second: str, option: str = "") -> int:
    """Votes by which the units of both sources differ, added without sign: of all options, or of one."""
    votes = _compare(ground, first, second).votes
    return votes[ground.option(option)] if option else sum(votes.values())


def only(ground: Ground, first: str, second: str, level: str = "", area: str = "") -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """Units of which the first source gives an account and the second none, in all or in one area."""

    def count() -> dict[str, int]:
        others = _accounts(ground.sheets(second))
        areas = ground.areas(level) if level else {}
        counts: dict[str, int] = {}
        for unit in _accounts(ground.sheets(first)):
            if unit not in others:
                place = areas.get(unit, "")
                counts[place] = counts.get(place, 0) + 1
        return counts

    return ground.once(("only", first, second, level), count).get(area, 0)


def only_votes(ground: Ground, first: str, second: str, option: str) -> int:
    """Votes of an option in the second source, on units with no standing record in the first."""
    return _apart(ground, first, second)[0].get(option, 0)


def share_only(ground: Ground, first: str, second: str, option: str) -> Exact | None:
    """An option's part of the second source's votes, on units with no standing record in the first."""
    return _part(_apart(ground, first, second)[0], option)


def share_shared(ground: Ground, first: str, second: str, option: str) -> Exact | None:
    """An option's part of the second source's votes, on units with a standing record in the first."""
    return _part(_apart(ground, first, second)[1], option)


def _apart(ground: Ground, first: str, second: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the second's votes by option: on units only it has, and on units both have."""

    def add() -> tuple[dict[str, int], dict[str, int]]:
        one, two = ground.sheets(first), ground.sheets(second)
        known = {one.unit[row] for row in one.standing}
        sums = dict.fromkeys(ground.options, 0), dict.fromkeys(ground.options, 0)
        for row in two.standing:
            for option in ground.options:
                sums[two.unit[row] in known][option] += two.value(option, row) or 0
        return sums

    return ground.once(("apart", first, second), add)


def _part(votes: dict[str, int], option: str) -> Exact | None:
    return whole(Fraction(votes.get(option, 0), sum(votes.values()))) if any(votes.values()) else None


def shared_records(ground: Ground, first: str, second: str) -> int:
    """Records of the second source, repeated ones included, that name a unit of the first."""
    known = set(ground.sheets(first).unit)
    return sum(unit in known for unit in ground.sheets(second).unit)


WORDS = (
    shared,
    equal,
    differ,
    unread,
    votes_differing,
    only,
    only_votes,
    share_only,
    share_shared,
    shared_records,
)
