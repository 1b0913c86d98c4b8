"""Sheet arithmetic: does each sheet add up, and does it keep to its limits.

The question: on each record, are the parts of every declared sum the figure stated for it, and
is every limited figure within its limit (voters within the register)? The statistic: records
checked, records that break the rule, by how many votes (net, and added without sign), and for
each option on how many of those records it could be wrong and by how much. The assumptions:
none; this compares figures of one sheet. What it cannot tell: which of the figures is wrong,
and a sheet whose every figure was changed so that it adds up.

A part that was not read breaks no sum: the stated figure then bounds it. A limit the contest
does not declare is told as information: stations for voters in transit have no list of their own.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.check.told import margin_number
from tellers.check.weight import weigh_records
from tellers.model import Finding, FindingStatus, OutcomeWord, Severity
from tellers.tables import (
    balance_figure,
    checkable_limits,
    checkable_sums,
    excess_over,
    expose_options,
    list_over,
    list_unbalanced,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.model import FigureId, Number, SourceId, Value
    from tellers.tables import Balance, Excess, Exposure, Limit, Unbalanced

__all__ = ["check_arithmetic"]

CHECK = "arithmetic"
EXPOSED = ("option_touched", "option_more", "option_fewer")


def check_arithmetic(case: Case) -> Iterator[Finding]:
    """Yield, a source: one finding a declared sum, what bounds unread parts, and one a limit."""
    for source in case.sources:
        for figure in checkable_sums(case.contest, case.tables.figures[case.contest.id, source]):
            balance = balance_figure(case.tables, case.contest, source, figure)
            if balance.broken:
                yield from _broken(case, source, balance)
            elif balance.checked:
                yield _holds(case, source, balance)
            if balance.bounded:
                yield _bounded(case, source, balance)
        for limit in checkable_limits(case.contest):
            excess = excess_over(case.tables, case.contest, source, limit)
            if excess and (excess.over or limit.declared):
                yield _limited(case, source, limit, excess)


def _holds(case: Case, source: SourceId, balance: Balance) -> Finding:
    return Finding(
        code="sum-holds",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{balance.figure}",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="arithmetic-sum-holds",
        numbers=_about(source, balance.figure, balance.checked),
        sources=(source,),
    )


def _about(source: SourceId, figure: FigureId, checked: int) -> tuple[Number, ...]:
    return (
        number("source", source, "source"),
        number("figure", figure, "figure"),
        number("checked", checked, "units", f'checked("{source}", "{figure}")'),
    )


def _broken(case: Case, source: SourceId, balance: Balance) -> Iterator[Finding]:
    """Yield the sum that some records break and, where options could be wrong by it, by how much."""
    figure = balance.figure
    exposed = expose_options(case.tables, case.contest, source, figure)
    reach = _reach(case, source, figure, exposed)
    shown = tuple(islice(list_unbalanced(case.tables, case.contest, source, figure), SHOWN_UNITS))
    touched = max((exposure.records for exposure in exposed), default=0)
    of_figure = f'("{source}", "{figure}")'
    margin = case.margin(source)
    yield Finding(
        code="sum-broken",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{figure}",
        status=FindingStatus.DIFFERS,
        severity=weigh_records(_whole(reach), margin, records=balance.broken, of_records=balance.checked),
        message="arithmetic-sum-broken" if touched else "arithmetic-sum-broken-elsewhere",
        numbers=(
            *_about(source, figure, balance.checked),
            number("broken", balance.broken, "units", f"broken{of_figure}"),
            number("net", balance.net, "votes", f"imbalance{of_figure}"),
            number("size", balance.size, "votes", f"imbalance_size{of_figure}"),
            number("touched", touched, "units", f"touching{of_figure}"),
            reach,
            margin_number(case, source),
        ),
        sources=(source,),
        units=tuple(row.unit for row in shown),
        unit_count=balance.broken,
        records=tuple(f"{source}/{row.record}" for row in shown),
        settles="settle-compare-sheets",
        margin=margin,
        votes_affected=_whole(reach) or None,
        table=_rows(f"figure:{figure}", "column-sum-of-parts", shown),
        table_formulas=_row_formulas(
            shown,
            (f'on_record("{source}", {{}}, "{figure}")', f'parts_on_record("{source}", {{}}, "{figure}")'),
        ),
    )
    if touched:
        yield _exposed(case, source, figure, exposed)


def _reach(case: Case, source: SourceId, figure: FigureId, exposed: Iterable[Exposure]) -> Number:
    """Return how far the broken records could move the margin: the first down and the second up.

    A majority that was missed is moved by its option up and the other down.
    """
    first, second = case.leaders(source)
    if case.outcome(source).word is OutcomeWord.NOT_ADOPTED:
        first, second = second, first
    down = next((e.fewer for e in exposed if e.option == first), 0)
    up = next((e.more for e in exposed if e.option == second), 0)
    formula = (
        f'option_fewer("{source}", "{figure}", "{first}") + option_more("{source}", "{figure}", "{second}")'
    )
    return number("votes", down + up, "votes", formula)


def _whole(counted: Number) -> int:
    return counted.value if isinstance(counted.value, int) else 0


def _exposed(case: Case, source: SourceId, figure: FigureId, exposed: tuple[Exposure, ...]) -> Finding:
    rows = tuple((f"option:{e.option}", e.records, e.more, e.fewer) for e in exposed)
    return Finding(
        code="sum-exposes-options",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{figure}",
        status=FindingStatus.CANNOT_TELL,
        severity=Severity.INFORMATION,
        message="arithmetic-sum-exposes",
        numbers=(
            number("source", source, "source"),
            number("figure", figure, "figure"),
            number("touched", max(e.records for e in exposed), "units", f'touching("{source}", "{figure}")'),
        ),
        assumptions=("assume-one-figure-wrong",),
        sources=(source,),
        settles="settle-compare-sheets",
        table=(("column-option", "column-records", "column-votes-more", "column-votes-fewer"), *rows),
        table_formulas=tuple(
            ("", *(f'{word}("{source}", "{figure}", "{e.option}")' for word in EXPOSED)) for e in exposed
        ),
    )


def _bounded(case: Case, source: SourceId, balance: Balance) -> Finding:
    of_figure = f'("{source}", "{balance.figure}")'
    return Finding(
        code="sum-bounds-unread",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{balance.figure}",
        status=FindingStatus.CANNOT_TELL,
        severity=Severity.INFORMATION,
        message="arithmetic-sum-bounds",
        numbers=(
            number("count", balance.bounded, "units", f"bounded{of_figure}"),
            number("source", source, "source"),
            number("figure", balance.figure, "figure"),
            number("votes", balance.bounded_votes, "votes", f"bounded_votes{of_figure}"),
        ),
        sources=(source,),
        unit_count=balance.bounded,
        settles="settle-compare-sheets",
    )


def _limited(case: Case, source: SourceId, limit: Limit, excess: Excess) -> Finding:
    """Return how a figure keeps under its limit; a limit nobody declared weighs nothing."""
    listed = list_over(case.tables, case.contest, source, limit)
    shown = tuple(islice(listed, SHOWN_UNITS)) if excess.over else ()
    margin = case.margin(source)
    weight = weigh_records(excess.votes, margin, records=excess.over, of_records=excess.checked)
    pair = f'("{source}", "{limit.figure}", "{limit.most}")'
    message = "arithmetic-over-limit" if limit.declared else "arithmetic-over-undeclared"
    return Finding(
        code="over-limit" if excess.over else "limit-holds",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{limit.figure}",
        status=FindingStatus.DIFFERS if excess.over and limit.declared else FindingStatus.HOLDS,
        severity=weight if limit.declared else Severity.INFORMATION,
        message=message if excess.over else "arithmetic-limit-holds",
        numbers=(
            number("source", source, "source"),
            number("figure", limit.figure, "figure"),
            number("limit", limit.most, "figure"),
            number("checked", excess.checked, "units", f"limited{pair}"),
            number("over", excess.over, "units", f"over{pair}"),
            number("votes", excess.votes, "votes", f"excess{pair}"),
            number("without_limit", excess.without_limit, "units", f"over_zero{pair}"),
            margin_number(case, source),
        ),
        sources=(source,),
        units=tuple(row.unit for row in shown),
        unit_count=excess.over,
        records=tuple(f"{source}/{row.record}" for row in shown),
        settles="settle-compare-sheets" if excess.over else "",
        margin=margin if excess.over else None,
        votes_affected=excess.votes or None,
        table=_rows(f"figure:{limit.figure}", f"figure:{limit.most}", shown) if shown else (),
        table_formulas=_row_formulas(
            shown,
            (
                f'on_record("{source}", {{}}, "{limit.figure}")',
                f'on_record("{source}", {{}}, "{limit.most}")',
            ),
        ),
    )


def _rows(stated: str, against: str, shown: Iterable[Unbalanced]) -> tuple[tuple[Value, ...], ...]:
    """Return the units named with both figures and their difference."""
    head: tuple[Value, ...] = ("column-unit", stated, against, "column-difference")
    return (head, *((row.unit, row.stated, row.against, row.stated - row.against) for row in shown))


def _row_formulas(shown: Iterable[Unbalanced], forms: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the formulas of those rows; `{}` in a form stands for the record."""
    pairs = [(forms[0].format(row.record), forms[1].format(row.record)) for row in shown]
    return tuple(("", stated, against, f"{stated} - {against}") for stated, against in pairs)
