"""Units where the figures of two options fit far better exchanged.

The question: a clerk who copies two figures into each other's boxes leaves a sheet on which
everything adds up; does any sheet look like that? The statistic: tellers.check.swapped_screen,
over the broadest source of the contest, with the shares of another contest of the dossier over
the same units where there is one, else with the neighbours alone. The assumptions: most sheets
are right, and honest ones lie about their expectation alike on both sides. What it cannot tell:
whether a sheet is wrong (a recount settles it), and an exchange of nearly equal figures; the
finding says on how many sheets an exchange would more likely be missed than found.

It applies where sheets are many and hold many votes each: elsewhere nothing can be expected of a
sheet, and there is no finding. By neighbours alone most sheets are blind, so that screen is left
out above `MOST_ALONE` sheets unless the case is `deep`, and the finding says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.swapped_again import read_again
from tellers.check.swapped_screen import screen_pairs
from tellers.check.told import margin_number
from tellers.model import Finding, FindingStatus, Number, OptionId, Severity
from tellers.tables.exchange_sheets import (
    ContestSource,
    drop_sheets,
    gather_sheets,
    shared_units,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.swapped_again import Again
    from tellers.check.swapped_screen import ExchangeScreen, Suspect
    from tellers.model import SourceId, Value

__all__ = ["check_swapped", "list_suspects"]

CHECK = "swapped"
LEAST_SHEETS = 200
"""With fewer, how far honest sheets stray cannot be learnt from them."""

LEAST_VOTES = 20
"""Votes of the pair on an average sheet: below that chance alone exchanges two figures."""

MOST_ALONE = 100_000
"""Sheets times pairs that neighbours are asked about unasked: at most half a CPU second."""

THIRD = Fraction(1, 10)
"""Of all votes: from there a third option takes part, in three pairs."""


Suspects = list[tuple["Suspect", tuple[OptionId, OptionId]]]
Screens = list[tuple[tuple[OptionId, OptionId], "ExchangeScreen"]]


def check_swapped(case: Case) -> Iterator[Finding]:
    """Yield one finding: the suspects, or that there are none, or why nobody looked."""
    asked = _ask(case)
    if asked is None:
        return
    if asked.too_many and not case.deep:
        yield _not_screened(case, asked)
    else:
        yield _screened(case, asked, _screen(case, asked))


def list_suspects(case: Case) -> Iterator[tuple[Suspect, tuple[OptionId, OptionId]]]:
    """Yield every suspect with its pair of options, the strongest evidence first; screens again."""
    asked = _ask(case)
    if asked is not None:
        yield from _suspects(_screen(case, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Which source is screened, for which options, by which other contest."""

    here: ContestSource
    options: tuple[OptionId, ...]
    other: ContestSource | None
    sheets: int

    @property
    def pairs(self) -> list[tuple[OptionId, OptionId]]:
        return list(combinations(self.options, 2))

    @property
    def where(self) -> tuple[str, str, str]:
        """Return the source, and the contest and source beside it, as the words of a formula have them."""
        other = (self.other.contest.id, self.other.source) if self.other else ("", "")
        return (self.here.source, *other)

    @property
    def too_many(self) -> bool:
        """Return whether the neighbours alone would be asked about very many sheets."""
        return self.other is None and self.sheets * len(self.pairs) > MOST_ALONE


def _ask(case: Case) -> _Question | None:
    """Return what to screen; None where sheets are few, or hold few votes."""
    source = case.broadest
    options = _options(case, source) if source else ()
    if source is None or len(options) < 2:
        return None
    here = ContestSource(contest=case.contest, source=source)
    tally = case.tally(source)
    sheets, votes = tally.units, sum(tally.votes(case.contest)[option] for option in options[:2])
    if sheets < LEAST_SHEETS or votes < LEAST_VOTES * sheets:
        return None
    other = _other_contest(case, here, sheets)
    return _Question(here=here, options=options, other=other, sheets=sheets)


def _screen(case: Case, asked: _Question) -> Screens:
    columns = gather_sheets(case.tables, asked.here, asked.options, asked.other)
    names = [f"option_{i}" for i in range(len(asked.options))]
    screens = screen_pairs(case.tables, columns, options=names)
    drop_sheets(case.tables)
    return list(zip(asked.pairs, screens, strict=True))


def _suspects(screens: Screens) -> Suspects:
    found = [(suspect, pair) for pair, screen in screens for suspect in screen.suspects]
    return sorted(found, key=lambda one: (-round(one[0].evidence, 6), one[0].unit))


def _options(case: Case, source: SourceId) -> tuple[OptionId, ...]:
    """Return the first two options of the source, and the third where it has a tenth of the votes."""
    known = case.tables.figures[case.contest.id, source]
    votes = case.tally(source).votes(case.contest)
    ranked = sorted((option for option in votes if option in known), key=lambda option: -votes[option])
    third = len(ranked) > 2 and votes[ranked[2]] >= THIRD * sum(votes.values())
    return tuple(ranked[: 3 if third else 2])


def _other_contest(case: Case, here: ContestSource, sheets: int) -> ContestSource | None:
    """Return the other contest with most units of this one; None where none has half of them."""
    best: tuple[int, ContestSource | None] = (sheets // 2, None)
    for contest in case.dossier.contests:
        if contest.id == case.contest.id or not case.tables.sources(contest.id):
            continue
        there = ContestSource(contest=contest, source=case.dossier.broadest(contest))
        shared = shared_units(case.tables, here, there)
        if shared > best[0]:
            best = shared, there
    return best[1]


def _not_screened(case: Case, asked: _Question) -> Finding:
    source, options = asked.here.source, asked.options
    return Finding(
        code="swapped-not-screened",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.CANNOT_TELL,
        severity=Severity.INFORMATION,
        message="swapped-not-screened",
        numbers=(
            number("source", source, "source"),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("first", str(options[0]), "option"),
            number("second", str(options[1]), "option"),
        ),
        sources=(source,),
        settles="settle-screen-deep",
    )


def _screened(case: Case, asked: _Question, screens: Screens) -> Finding:
    """Return the suspects of all pairs in one list, with the most that they could move."""
    found, other = _suspects(screens), asked.other
    source, margin = asked.here.source, case.margin(asked.here.source)
    change = sum(_margin_change(case, source, suspect, pair) for suspect, pair in found)
    reaches = margin is None or (abs(change) if case.contest.rule.kind == "majority" else -change) >= margin
    by = "by-contest" if other else "by-neighbours"
    again = read_again(case, source, found)
    reread = sum(bool(one.sources) for one in again)
    return Finding(
        code="swapped-suspected" if found else "swapped-none",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.LEAD if found else FindingStatus.CANNOT_TELL,
        severity=(Severity.ATTENTION if reaches else Severity.NOTICE) if found else Severity.INFORMATION,
        message=f"swapped-{'suspected' if found else 'none'}-{by}{'-again' if reread else ''}",
        numbers=(
            number("count", len(found), "units", _screen_formula("exchanged_count", asked)),
            number("source", source, "source"),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("other", other.contest.id if other else "", "contest"),
            *_rates(asked, screens, of_units=case.tally(source).units),
            number("first", str(screens[0][0][0]), "option"),
            number("second", str(screens[0][0][1]), "option"),
            number("change", change, "votes", _screen_formula("exchanged_change", asked)),
            margin_number(case, source),
            *(_again_numbers(asked, again) if reread else ()),
        ),
        assumptions=("assume-most-sheets-right", *(("assume-other-contest-right",) if other else ())),
        sources=(source,),
        units=tuple(str(suspect.unit) for suspect, _ in found[:SHOWN_UNITS]),
        unit_count=len(found),
        settles="settle-recount-sheets" if found else "",
        margin=margin,
        votes_affected=abs(change) or None,
        table=_table(found[:SHOWN_UNITS], again if reread else []),
        table_formulas=_table_formulas(asked, found[:SHOWN_UNITS], again=bool(reread)),
    )


def _again_numbers(asked: _Question, again: list[Again]) -> tuple[Number, ...]:
    """Return of how many suspects another source has a record, and how those sources give the figures."""
    counts = (
        ("again", sum(bool(one.sources) for one in again)),
        ("same", sum(one.all_same for one in again)),
        ("turned", sum(bool(one.exchanged) for one in again)),
    )
    return tuple(
        number(name, count, "units", _screen_formula(f"exchanged_{name}", asked)) for name, count in counts
    )


def _rates(asked: _Question, screens: Screens, *, of_units: int) -> tuple[Number, ...]:
    """Return what the screen of the first two options can see, and how often all of them err.

    A sheet that was not screened, without votes or without a neighbour, is blind.
    """
    first = screens[0][1]
    seen = Fraction(first.units, of_units)
    rates = (
        ("blind", _rounded(1 - (1 - first.blind_share) * seen, 1000), "share"),
        ("detectable", _rounded(first.detectable_share * seen, 1000), "share"),
        ("alarms", _rounded(sum(screen.expected_alarms for _, screen in screens), 10), "count"),
    )
    return tuple(
        number(name, value, unit, _screen_formula(f"exchanged_{name}", asked)) for name, value, unit in rates
    )


def _rounded(value: float | Fraction, parts: int) -> Fraction:
    """Return a statistic as a fraction of so many parts; no more of it means anything."""
    return Fraction(round(value * parts), parts)


def _margin_change(case: Case, source: SourceId, suspect: Suspect, pair: tuple[OptionId, OptionId]) -> int:
    """Return by how much leader less second rises, were the two figures of a suspect exchanged."""
    leader, second = case.leaders(source)
    rise = {pair[0]: suspect.second - suspect.first, pair[1]: suspect.first - suspect.second}
    return rise.get(leader, 0) - rise.get(second, 0)


def _table(found: Suspects, again: list[Again]) -> tuple[tuple[Value, ...], ...]:
    """Return the units named: both figures, the share expected of the first, the evidence, other sources."""
    if not found:
        return ()
    head = (
        *("column-unit", "column-option", "column-votes", "column-option", "column-votes"),
        *("column-expected-share", "column-evidence"),
        *(("column-other-sources", "column-same-there", "column-exchanged-there") if again else ()),
    )
    rows: list[tuple[Value, ...]] = [
        (
            str(suspect.unit),
            f"option:{pair[0]}",
            suspect.first,
            f"option:{pair[1]}",
            suspect.second,
            _rounded(suspect.expected_share, 1000),
            round(suspect.evidence),
        )
        for suspect, pair in found
    ]
    if again:
        counts = [(one.sources, one.same, one.exchanged) for one in again[: len(rows)]]
        rows = [(*row, *more) for row, more in zip(rows, counts, strict=True)]
    return (head, *rows)


def _table_formulas(asked: _Question, found: Suspects, *, again: bool) -> tuple[tuple[str, ...], ...]:
    """Return the formulas of the figures, of what the screen estimates, and of what other sources give."""
    source = asked.here.source
    there = ("read_elsewhere", "read_same_elsewhere", "read_exchanged_elsewhere") if again else ()
    return tuple(
        (
            *("", "", _total_over(source, pair[0], suspect.unit), ""),
            _total_over(source, pair[1], suspect.unit),
            *(
                _word(name, *asked.where, *pair, suspect.unit)
                for name in ("exchange_share", "exchange_evidence")
            ),
            *(_word(name, source, *pair, suspect.unit) for name in there),
        )
        for suspect, pair in found
    )


def _screen_formula(name: str, asked: _Question) -> str:
    """Return the formula of a number of the whole screen."""
    return _word(name, *asked.where, *asked.options)


def _total_over(source: SourceId, option: OptionId, *units: str | int) -> str:
    """Return the formula of an option's votes on the standing records of some units."""
    return _word("total_over", source, option, *units)


def _word(name: str, *arguments: str | int) -> str:
    """Return a word of the formula language with its arguments in quotes."""
    words = ", ".join(json.dumps(str(word), ensure_ascii=False) for word in arguments)
    return f"{name}({words})"
