"""What two figures of a sheet should be to each other, row by row: the estimate behind exchanged words.

The steps and their numbers are those of docs/reference/checks/swapped.md, "The estimate, step by
step". Each is one plain loop over the sheets; the queries that the check runs are not used. Floats
are added in another order here than there, so results agree to about ten digits, and whatever a
word gives is rounded to far fewer.

>>> one, other = (Sheet(unit=u, first=60, second=40, areas=(), shares=None) for u in "ab")
>>> fit_sheets([one, other])
>>> round(one.expected, 3), round(one.y, 3)  # ln(0.6 / 0.4), and ln(60.5 / 40.5)
(0.405, 0.401)
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING

from tellers.recheck.ground import Ground
from tellers.recheck.vocabulary.exchange_spread import Spread, fit_spread

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Asked", "Sheet", "fit_sheets", "read_exchange_sheets"]

LEVELS = 2
SHEETS_A_SHARE = 20
FULL_WEIGHT = 200
LEAST_BETWEEN = 1e-5
SPREADS_CLIPPED = 4 * 1.4826
"""Four robust spreads: 1.4826 times the median distance is the spread of a normal distribution."""
LOCAL_SHEETS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Which two figures of which source, and by which other contest ('' for the neighbours alone)."""

    source: str
    contest: str
    other: str
    first: str
    second: str


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet and what is estimated of it so far; not frozen, for each step writes its part."""

    unit: str
    first: int
    second: int
    areas: tuple[tuple[str, ...], ...]
    """Its area at each level, named with the wider ones around it."""
    shares: list[float] | None
    """What the options of the other contest had of their votes in this unit."""
    y: float = 0.0
    transfer: float = 0.0
    sampling: float = 0.0
    expected: float = 0.0
    doubt: float = 0.0
    weight: float = 1.0
    spread: float = 1.0

    @property
    def share(self) -> float:
        """Return the first figure's part of the two."""
        return self.first / (self.first + self.second)


def read_exchange_sheets(ground: Ground, asked: Asked) -> list[Sheet]:
    """Return the sheets with both figures and a vote in them; by neighbours alone, with a neighbour."""
    for option in (asked.first, asked.second):
        ground.option(option)
    sheets = ground.sheets(asked.source)
    levels = [ground.areas(level["id"]) for level in ground.contest.get("level", [])[-LEVELS:]]
    named = {row: tuple(areas.get(sheets.unit[row], "") for areas in levels) for row in sheets.standing}
    together: Counter[tuple[str, ...]] = Counter(named.values())
    shares = _shares_there(Ground(ground.folder, asked.contest), asked.other) if asked.contest else {}
    found = []
    for row, place in named.items():
        first, second = sheets.value(asked.first, row), sheets.value(asked.second, row)
        alone = not asked.contest and bool(levels) and together[place] == 1
        if alone or first is None or second is None or min(first, second) < 0 or first + second == 0:
            continue
        areas = tuple(place[: level + 1] for level in range(len(levels)))
        unit = sheets.unit[row]
        found.append(Sheet(unit=unit, first=first, second=second, areas=areas, shares=shares.get(unit)))
    return found


def _shares_there(there: Ground, source: str) -> dict[str, list[float]]:
    """Return the options' shares in every unit of the other contest that gives them all."""
    sheets = there.sheets(source)
    options = [option for option in there.options if sheets.knows(option)]
    shares = {}
    for row in sheets.standing:
        votes = [number for option in options if (number := sheets.value(option, row)) is not None]
        cast = sum(votes)
        if len(votes) == len(options) and cast:
            shares[sheets.unit[row]] = [number / cast for number in votes]
    return shares


def fit_sheets(sheets: list[Sheet]) -> None:
    """Give every sheet its expectation and its spread. Steps: 1 transfer; 2 neighbours; 3, 4 spread."""
    if not sheets:
        return
    _transfer(sheets)  # 1
    levels = range(len(sheets[0].areas))
    spread = first = Spread(floor=0.01, factor=1.0)
    for again in (False, True):
        for sheet in sheets if again else ():
            sheet.weight = _student_weight(sheet, first)
            sheet.expected, sheet.doubt = sheet.transfer, 0.0
        for level in levels:  # 2
            _add_neighbours(sheets, level, spread)
        spread = fit_spread([(s.sampling, abs(s.y - s.expected), s.doubt) for s in sheets])  # 3
    for sheet in sheets:
        sheet.spread = math.sqrt(spread.of(sheet.sampling) + sheet.doubt)
    for level in levels:
        _spread_locally(sheets, level)  # 4


def _student_weight(sheet: Sheet, spread: Spread) -> float:
    """Return the weight that Student's t with four degrees of freedom gives a sheet so far off."""
    return 5 / (4 + (sheet.y - sheet.expected) ** 2 / (spread.of(sheet.sampling) + sheet.doubt))


def _transfer(sheets: list[Sheet]) -> None:
    """Regress the first option's share on the other contest's shares; twice, the far counting less."""
    known = [sheet for sheet in sheets if sheet.shares is not None]
    wide = len(known[0].shares or ()) if known else 0
    if wide and len(known) >= SHEETS_A_SHARE * wide:
        terms = [[1.0, 1.0, *s.shares] if s.shares else [1.0, *[0.0] * (wide + 1)] for s in sheets]
        factors = _regress(sheets, terms, lambda _: 1.0)
        fitted = {id(s): _linear(factors, t) for s, t in zip(sheets, terms, strict=True)}
        factors = _regress(sheets, terms, lambda s: 1 / (1 + 100 * (s.share - fitted[id(s)]) ** 2))
    else:
        terms = [[1.0]] * len(sheets)
        factors = _regress(sheets, terms, lambda _: 1.0)
    for sheet, term in zip(sheets, terms, strict=True):
        share = min(0.98, max(0.02, _linear(factors, term)))
        sheet.transfer = sheet.expected = math.log(share / (1 - share))
        sheet.sampling = 1 / ((sheet.first + sheet.second + 1) * share * (1 - share))
        sheet.y = math.log((sheet.first + 0.5) / (sheet.second + 0.5))


def _linear(factors: list[float], term: list[float]) -> float:
    return sum(factor * part for factor, part in zip(factors, term, strict=True))


def _regress(sheets: list[Sheet], terms: list[list[float]], trust: Callable[[Sheet], float]) -> list[float]:
    """Return the factors of weighted least squares, a sheet weighing by its votes up to 200."""
    wide = len(terms[0])
    matrix = [[0.0] * (wide + 1) for _ in range(wide)]
    for sheet, term in zip(sheets, terms, strict=True):
        weight = min(sheet.first + sheet.second, FULL_WEIGHT) * trust(sheet)
        line = [*term, sheet.share]
        for row, part in zip(matrix, term, strict=True):
            if part:
                scaled = weight * part
                row[:] = [known + scaled * other for known, other in zip(row, line, strict=True)]
    ridge = 1e-7 * max(matrix[i][i] for i in range(wide)) if wide > 2 else 0.0
    for i in range(wide):
        matrix[i][i] += ridge
    return _solve(matrix)


def _solve(matrix: list[list[float]]) -> list[float]:
    """Return x of `matrix x = last column`, by Gauss: downwards with the largest pivot, then back.

    >>> _solve([[2.0, 1.0, 4.0], [1.0, 3.0, 7.0]])
    [1.0, 2.0]
    """
    wide = len(matrix)
    rows = [list(row) for row in matrix]
    for i in range(wide):
        pivot = max(range(i, wide), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, wide):
            factor = rows[k][i] / (rows[i][i] or 1.0)
            rows[k] = [below - factor * above for below, above in zip(rows[k], rows[i], strict=True)]
    found = [0.0] * wide
    for i in reversed(range(wide)):
        rest = sum(rows[i][k] * found[k] for k in range(i + 1, wide))
        found[i] = (rows[i][wide] - rest) / (rows[i][i] or 1.0)
    return found


def _add_neighbours(sheets: list[Sheet], level: int, spread: Spread) -> None:
    """Add what the others of the area show, shrunk by how much areas of this level really differ."""
    clip = SPREADS_CLIPPED * median(abs(sheet.y - sheet.expected) for sheet in sheets) or 1.0
    weights = [sheet.weight / spread.of(sheet.sampling) for sheet in sheets]
    apart = [min(clip, max(-clip, sheet.y - sheet.expected)) for sheet in sheets]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, sheet in enumerate(sheets):
        groups[sheet.areas[level]].append(index)
    total = {area: sum(weights[i] for i in members) for area, members in groups.items()}
    pulled = {area: sum(weights[i] * apart[i] for i in members) for area, members in groups.items()}
    up = down = 0.0
    for area, members in groups.items():
        if len(members) > 1:  # a sheet alone has no pair
            up += (pulled[area] ** 2 - sum((weights[i] * apart[i]) ** 2 for i in members)) / total[area]
            down += (total[area] ** 2 - sum(weights[i] ** 2 for i in members)) / total[area]
    between = max(LEAST_BETWEEN, up / down) if down else LEAST_BETWEEN
    for index, sheet in enumerate(sheets):
        area = sheet.areas[level]
        others = max(0.0, total[area] - weights[index]) + 1 / between
        sheet.expected += (pulled[area] - weights[index] * apart[index]) / others
        sheet.doubt = 1 / others


def _spread_locally(sheets: list[Sheet], level: int) -> None:
    """Scale each spread by what the others of its area show, a far sheet counting as four spreads."""
    squares = [min(16.0, ((sheet.y - sheet.expected) / sheet.spread) ** 2) for sheet in sheets]
    mean = fmean(squares) or 1.0
    within: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for sheet, square in zip(sheets, squares, strict=True):
        within[sheet.areas[level]].append(square)
    added = {area: sum(found) for area, found in within.items()}
    for sheet, square in zip(sheets, squares, strict=True):
        area = sheet.areas[level]
        others = (LOCAL_SHEETS + (added[area] - square) / mean) / (LOCAL_SHEETS + len(within[area]) - 1)
        sheet.spread *= math.sqrt(others)
