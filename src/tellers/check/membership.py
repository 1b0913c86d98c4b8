"""The membership the dossier states against the body's own ledger, and who voted without a vote.

The question: does the number of members that was applied follow from who joined and left, under the
reading that was applied; does each rival number follow from a reading; did anybody take a position that
was no member that day, or whose vote was suspended? The statistic: members on the day by reading. The
assumptions: the ledger's changes are those that happened. What it cannot tell: which reading is right.

Source: research on decision rules, section 7 (1); tellers.model.roll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.base_formulas import outcome_margin
from tellers.check.case import SHOWN_UNITS, Case, number
from tellers.model import Finding, FindingStatus, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Roll, SourceId, Statement, Value

__all__ = ["check_membership"]

HEAD = ("column-reading", "column-claimed-by", "column-members", "column-applied")


def check_membership(case: Case) -> Iterator[Finding]:
    """Yield the members by reading, the stated number held to them, and who voted without a vote."""
    body, roll = case.dossier.body, case.roll
    if body is None or roll is None:
        return
    yield _readings(case, roll)
    applied = case.contest.applied("registered")
    if applied is not None:
        yield _stated(case, roll, applied)
    for source in case.principal:
        yield from _voters(case, source, roll)


def _readings(case: Case, roll: Roll) -> Finding:
    """Return the roll of the day: members by each reading, how many are called, which seats are contested."""
    body = case.dossier.body
    names = [reading.id for reading in body.readings] if body is not None else []
    table: list[tuple[Value, ...]] = [HEAD]
    told: list[tuple[str, ...]] = []
    for name in names:
        members = len(body.roll_on(case.contest.date, reading=name).members) if body is not None else 0
        applied = "yes" if name == roll.reading else "no"
        table.append((name, f"reading-by:{name}", members, f"message:{applied}"))
        told.append(("", "", f'members_by("{name}")', ""))
    uncalled = len(roll.members) - len(roll.called)
    return Finding(
        code="membership-readings",
        check="membership",
        contest=case.contest.id,
        subject="body",
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="membership-readings" if names else "membership-undisputed",
        numbers=(
            number("on_roll", len(roll.members), "count", f'members_by("{roll.reading}")'),
            number("uncalled", uncalled, "count", "uncalled()"),
            number("contested", len(roll.contested), "count", "contested()"),
            number("readings", len(names), "count", "roll_readings()"),
        ),
        assumptions=("assume-roll-as-stated",),
        units=tuple(map(str, roll.contested[:SHOWN_UNITS])),
        unit_count=len(roll.contested),
        table=tuple(table) if names else (),
        table_formulas=tuple(told),
    )


def _stated(case: Case, roll: Roll, applied: Statement) -> Finding:
    """Return whether the number of members that was applied is the ledger's."""
    agrees = applied.value == len(roll.members)
    return Finding(
        code=f"membership-{'agrees' if agrees else 'differs'}",
        check="membership",
        contest=case.contest.id,
        subject="registered",
        status=FindingStatus.HOLDS if agrees else FindingStatus.DIFFERS,
        severity=Severity.INFORMATION if agrees else Severity.ATTENTION,
        message=f"membership-{'agrees' if agrees else 'differs'}",
        numbers=(
            number("stated", applied.value, "count", 'stated("registered", 0)'),
            number("on_roll", len(roll.members), "count", f'members_by("{roll.reading}")'),
        ),
        assumptions=("assume-roll-as-stated",),
        settles="settle-base-by-law",
    )


def _voters(case: Case, source: SourceId, roll: Roll) -> Iterator[Finding]:
    """Yield who took a position and was no member that day, or had no vote."""
    call = case.call(source)
    if call is None:
        return
    options = set(map(str, case.contest.option_ids))
    voted = [seat for seat, taken in call.positions.items() if taken in options]
    strangers = [seat for seat in voted if seat not in roll.members]
    barred = [seat for seat in voted if seat in roll.members and seat not in roll.entitled]
    margin = case.outcome(source).margin
    for key, seats in (("strangers", strangers), ("barred", barred)):
        if seats:
            yield Finding(
                code=f"membership-{key}",
                check="membership",
                contest=case.contest.id,
                subject=source,
                status=FindingStatus.DIFFERS,
                severity=Severity.ATTENTION,
                message=f"membership-{key}",
                numbers=(
                    number("source", source, "source"),
                    number("count", len(seats), "units", f'{key}("{source}")'),
                    number("margin", margin, "votes", outcome_margin(case, source)),
                ),
                assumptions=("assume-roll-as-stated",),
                sources=(source,),
                units=tuple(map(str, seats[:SHOWN_UNITS])),
                unit_count=len(seats),
                votes_affected=len(seats),
                settles="settle-base-by-law",
                margin=margin,
            )
