"""Words about sheets whose figures of two options fit far better exchanged.

All take the source, then the contest and source that tell what else is known of each unit (both
"" where only the neighbours do), then the two options, and a third where three pairs are looked at.
What is estimated, and with which numbers, stands in checks/swapped.md, step by step.

A word gives an estimate rounded: shares to a thousandth, expected sheets to a tenth, evidence to
a whole number.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.recheck.vocabulary.exact import Exact, whole
from tellers.recheck.vocabulary.exchange_fit import Asked, Sheet, fit_sheets, read_exchange_sheets
from tellers.recheck.vocabulary.exchange_tail import Tail, chance_between, fit_tail
from tellers.recheck.vocabulary.totals import leader, units

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]

LEAST_EVIDENCE, MOST_EVIDENCE = 4.6, 60.0
HALVINGS = 16
CAUTION_ALONE = 10
FARTHEST = 400
COSTLIEST = 10_000_000
"""Sheets estimated for all formulas together, a pair at a time; a million take about a minute."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One sheet as it was judged."""

    figures: tuple[int, int]
    share: float
    evidence: float
    mirrored: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Every sheet of one pair of options, judged; how many have each contrast, in tenths."""

    options: tuple[str, str]
    sheets: dict[str, Seen]
    contrasts: Counter[int]
    tail: Tail

    def expected(self, threshold: float) -> float:
        """Return how many honest sheets reach a threshold."""
        return sum(
            n * self.tail.chance(tenth / 10 + 0.05, threshold, 0.0) for tenth, n in self.contrasts.items()
        )

    def found(self, threshold: float, contrast: float) -> float:
        """Return the chance that an exchange at this contrast reaches a threshold."""
        return self.tail.chance(contrast, threshold, -2 * contrast)


def _pair(ground: Ground, asked: Asked) -> Pair:
    def judge() -> Pair:
        sheets = read_exchange_sheets(ground, asked)
        ground.spend(len(sheets), most=COSTLIEST)
        fit_sheets(sheets)
        tail = max((fit_tail(side) for side in _sides(sheets)), key=_far)
        contrasts = Counter(min(FARTHEST, math.floor(abs(s.expected) / s.spread * 10)) for s in sheets)
        options = asked.first, asked.second
        return Pair(options, {s.unit: _judge(s, tail) for s in sheets}, contrasts, tail)

    return ground.once(("exchanges", asked), judge)


def _far(tail: Tail) -> float:
    return chance_between(8 / tail.scale, math.inf, tail.freedom)


def _judge(sheet: Sheet, tail: Tail) -> Seen:
    """Return a sheet's evidence, and that of its reflection in its expectation."""
    distance = (sheet.y - sheet.expected) / sheet.spread
    exchanged = (sheet.y + sheet.expected) / sheet.spread
    reflected = (sheet.y - 3 * sheet.expected) / sheet.spread
    return Seen(
        figures=(sheet.first, sheet.second),
        share=1 / (1 + math.exp(-sheet.expected)),
        evidence=tail.evidence(distance, exchanged),
        mirrored=tail.evidence(distance, reflected),
    )


def _sides(sheets: list[Sheet]) -> tuple[Counter[int], Counter[int]]:
    """Return distances in tenths: away from a tie; and towards it, what fits exchanged left out."""
    away: Counter[int] = Counter()
    towards: Counter[int] = Counter()
    for sheet in sheets:
        distance = (sheet.y - sheet.expected) / sheet.spread
        tenth = math.floor(abs(distance) * 10)
        if distance * sheet.expected >= 0:
            away[tenth] += 1
        elif abs(sheet.y + sheet.expected) / sheet.spread >= 3 or abs(sheet.expected) / sheet.spread <= 2:
            towards[tenth] += 1
    return away, towards


def _threshold(pair: Pair, allowed: float) -> float:
    """Return the stricter of two limits: by the model, and by the sheets in the mirror."""
    low, high = LEAST_EVIDENCE, MOST_EVIDENCE
    if pair.expected(low) <= allowed:
        high = low
    else:
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if pair.expected(middle) > allowed else (low, middle)
    mirrored = sorted((seen.mirrored for seen in pair.sheets.values()), reverse=True)
    strongest = mirrored[int(allowed)] if len(mirrored) > int(allowed) else 0.0
    return max(high, strongest)


@dataclass(frozen=True, slots=True)
class Screen:
    """The pairs of two or three options, each with its threshold."""

    pairs: tuple[tuple[Pair, float], ...]

    def suspects(self) -> dict[str, tuple[Pair, Seen]]:
        """Return every unit above the threshold of a pair, with the pair of its strongest evidence."""
        found: dict[str, tuple[Pair, Seen]] = {}
        for pair, threshold in self.pairs:
            for unit, seen in pair.sheets.items():
                if seen.evidence > threshold and (
                    unit not in found or seen.evidence > found[unit][1].evidence
                ):
                    found[unit] = pair, seen
        return found


def _screen(ground: Ground, source: str, by: tuple[str, str], options: tuple[str, str, str]) -> Screen:
    def look() -> Screen:
        chosen = list(combinations(options if options[2] else options[:2], 2))
        pairs = [_pair(ground, Asked(source, *by, first, second)) for first, second in chosen]
        allowed = 1 / len(chosen) / (1 if by[0] else CAUTION_ALONE)
        return Screen(tuple((pair, _threshold(pair, allowed)) for pair in pairs))

    return ground.once(("exchange screen", source, by, options), look)


def exchanged_count(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> int:
    """Units whose figures of some pair of these options are far likelier exchanged than as they stand."""
    return len(_screen(ground, source, (contest, other), (first, second, third)).suspects())


def exchanged_change(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> int:
    """What the source's margin would gain, were the figures of those units exchanged."""
    leading, following = leader(ground, source, 1), leader(ground, source, 2)
    change = 0
    for pair, seen in _screen(ground, source, (contest, other), (first, second, third)).suspects().values():
        gain = seen.figures[1] - seen.figures[0]
        for option, rise in zip(pair.options, (gain, -gain), strict=True):
            change += rise * ((option == leading) - (option == following))
    return change


def exchanged_blind(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> Exact:
    """The part of all units where an exchange of the first two would more likely be missed than found."""
    pair, threshold = _screen(ground, source, (contest, other), (first, second, third)).pairs[0]
    clear = sum(n for tenth, n in pair.contrasts.items() if pair.found(threshold, tenth / 10 + 0.05) >= 1 / 2)
    every = units(ground, source)
    return _rounded(Fraction(every - clear, max(1, every)), 1000)


def exchanged_detectable(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> Exact:
    """The part of exchanges of the first two options, one in any unit, that would be found."""
    pair, threshold = _screen(ground, source, (contest, other), (first, second, third)).pairs[0]
    found = sum(n * pair.found(threshold, tenth / 10 + 0.05) for tenth, n in pair.contrasts.items())
    return _rounded(found / max(1, units(ground, source)), 1000)


def exchanged_alarms(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> Exact:
    """How many honest units the model expects among those counted, over all pairs."""
    screen = _screen(ground, source, (contest, other), (first, second, third))
    return _rounded(sum(pair.expected(threshold) for pair, threshold in screen.pairs), 10)


def exchange_share(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, unit: str
) -> Exact | None:
    """The first option's expected part of the two figures in a unit, predicted without its sheet."""
    seen = _pair(ground, Asked(source, contest, other, first, second)).sheets.get(unit)
    return _rounded(seen.share, 1000) if seen else None


def exchange_evidence(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, unit: str
) -> int | None:
    """Natural log of how many times likelier a unit's two figures are exchanged than as they stand."""
    seen = _pair(ground, Asked(source, contest, other, first, second)).sheets.get(unit)
    return round(seen.evidence) if seen else None


def _elsewhere(ground: Ground, source: str, first: str, second: str, unit: str) -> list[tuple[int, int]]:  # noqa: PLR0913, PLR0917 (what a word asks)
    """Return both figures as every other source gives them for a unit on a standing record."""
    others = [_figures_of(ground, other, first, second) for other in ground.sources if other != source]
    return [figures[unit] for figures in others if unit in figures]


def _figures_of(ground: Ground, source: str, first: str, second: str) -> dict[str, tuple[int, int]]:
    key = ("two figures", source, first, second)
    return ground.once(key, lambda: _two_figures(ground, source, first, second))


def _two_figures(ground: Ground, source: str, first: str, second: str) -> dict[str, tuple[int, int]]:
    sheets = ground.sheets(source)
    if first not in sheets.columns or second not in sheets.columns:
        return {}
    figures = {}
    for row in sheets.standing:
        one, two = sheets.value(first, row), sheets.value(second, row)
        if one is not None and two is not None:
            figures[sheets.unit[row]] = one, two
    return figures


def read_elsewhere(ground: Ground, source: str, first: str, second: str, unit: str) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """Other sources with a standing record of the unit that gives both figures."""
    return len(_elsewhere(ground, source, first, second, unit))


def read_same_elsewhere(ground: Ground, source: str, first: str, second: str, unit: str) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """Of those sources, the ones that give the same two figures as this one."""
    here = _figures_of(ground, source, first, second).get(unit)
    return sum(there == here for there in _elsewhere(ground, source, first, second, unit))


def read_exchanged_elsewhere(ground: Ground, source: str, first: str, second: str, unit: str) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """Of those sources, the ones that give the two figures exchanged; equal figures never are."""
    here = _figures_of(ground, source, first, second).get(unit)
    turned = here[::-1] if here and here[0] != here[1] else None
    return sum(there == turned for there in _elsewhere(ground, source, first, second, unit))


def exchanged_again(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> int:
    """Of those units, the ones of which another source gives both figures."""
    suspects = _screen(ground, source, (contest, other), (first, second, third)).suspects()
    return sum(
        read_elsewhere(ground, source, *pair.options, unit) > 0 for unit, (pair, _) in suspects.items()
    )


def exchanged_same(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> int:
    """Of those units, the ones of which every such source gives the same two figures."""
    suspects = _screen(ground, source, (contest, other), (first, second, third)).suspects()
    same = 0
    for unit, (pair, _) in suspects.items():
        told = read_elsewhere(ground, source, *pair.options, unit)
        same += 0 < told == read_same_elsewhere(ground, source, *pair.options, unit)
    return same


def exchanged_turned(  # noqa: PLR0913, PLR0917 (a word of a formula)
    ground: Ground, source: str, contest: str, other: str, first: str, second: str, third: str = ""
) -> int:
    """Of those units, the ones of which at least one such source gives the two figures exchanged."""
    suspects = _screen(ground, source, (contest, other), (first, second, third)).suspects()
    return sum(
        read_exchanged_elsewhere(ground, source, *pair.options, unit) > 0
        for unit, (pair, _) in suspects.items()
    )


def _rounded(value: float | Fraction, parts: int) -> Exact:
    """Return the nearest whole number of these parts; of two equally near the even one."""
    return whole(Fraction(round(value * parts), parts))


WORDS = (
    exchanged_count,
    exchanged_change,
    exchanged_blind,
    exchanged_detectable,
    exchanged_alarms,
    exchanged_again,
    exchanged_same,
    exchanged_turned,
    exchange_share,
    exchange_evidence,
    read_elsewhere,
    read_same_elsewhere,
    read_exchanged_elsewhere,
)
