"""Whether units without a record can change the outcome: the outstanding register against the margin.

The question: given the records of one source, is the outcome settled, whatever the units
without a record hold? The statistic: the leader's lead (or the votes missing to a majority)
against the number of voters registered in those units, under every rival figure for the
register. The assumptions: the records are authentic; nobody votes who is not on the register.
What it cannot tell: whether the records are authentic; for that it gives the fewest sheets that
would have to be wrong, and the fewest votes that would have to move.

Source: tellers.tally.bounds for the capacity. Fewest sheets: taken in the order of the largest
change of lead each could hide (the leader's lead on it plus all its votes, if every vote on it
really was for one rival), for the rival that needs fewest: not always the second. Under a rule
with another round this is about the lead, not the outcome, and says so. Fewest votes: one that
moves from first to second changes the lead by two, so half the lead, rounded up, undoes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import base_formulas, formulas
from tellers.check.case import Case, number
from tellers.check.standing import gives_options, is_complete
from tellers.check.told import assumed_outside, assumed_room, margin_number, outside_numbers, room_numbers
from tellers.model import Finding, FindingStatus, OutcomeWord, Severity
from tellers.tables import fewest_sheets
from tellers.tally import covered_voters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Number, SourceId, Statement
    from tellers.tally import Bounds

__all__ = ["check_outstanding"]

CHECK = "outstanding"
AUTHENTIC = "assume-records-authentic"
REGISTERED_ONLY = "assume-only-registered-vote"


def check_outstanding(case: Case) -> Iterator[Finding]:
    """Yield, a source: the outcome settled or open under each register, and the fewest sheets."""
    for source in case.principal:
        if not gives_options(case, source) or not case.has_base(source):
            continue
        if is_complete(case, source):
            yield _nothing_missing(case, source)
        else:
            yield from _under_each_register(case, source)
        yield from _fewest(case, source)


def _nothing_missing(case: Case, source: SourceId) -> Finding:
    """Return that every unit has an account, so that nothing missing could change the outcome."""
    tally = case.tally(source)
    closed = () if not tally.closed_units else (_closed(case, source),)
    return Finding(
        code="outcome-settled",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message="outstanding-complete-closed" if closed else "outstanding-complete",
        numbers=(
            number("source", source, "source"),
            number("units", tally.units, "units", f'units("{source}")'),
            *closed,
            number("missing", tally.missing_units, "units", f'missing_units("{source}")'),
        ),
        assumptions=(AUTHENTIC, *(() if case.contest.applied("units") else ("assume-list-whole",))),
        sources=(source,),
    )


def _closed(case: Case, source: SourceId) -> Number:
    return number("closed", case.tally(source).closed_units, "units", f'closed_units("{source}")')


def _under_each_register(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield whether the outcome is settled under the register applied, then under each rival of it."""
    for index, statement in enumerate(case.contest.stated("registered") or (None,)):
        bounds = case.bounds(source, statement.value if statement else None)
        if statement and statement.value < covered_voters(case.tally(source)):
            yield _too_small(case, source, statement, index=index)
        elif bounds is not None:
            yield _settled(case, source, bounds, index=index)


def _too_small(case: Case, source: SourceId, statement: Statement, *, index: int) -> Finding:
    """Return that a register stated is below what the records account for, so that it bounds nothing."""
    covered = covered_voters(case.tally(source))
    register, held = formulas.register(case, source, index), f'covered("{source}")'
    return Finding(
        code="register-below-records",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{index}",
        status=FindingStatus.DIFFERS,
        severity=Severity.ATTENTION if statement.applied else Severity.NOTICE,
        message="outstanding-register-below",
        numbers=(
            number("source", source, "source"),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("registered", statement.value, "voters", register),
            number("who", f"registered/{index}", "statement"),
            number("covered", covered, "voters", held),
            number("excess", covered - statement.value, "voters", f"{held} - {register}"),
        ),
        assumptions=(AUTHENTIC,),
        sources=(source,),
        settles="settle-register-published",
    )


def _settled(case: Case, source: SourceId, bounds: Bounds, *, index: int) -> Finding:
    """Return whether the outcome is settled under one register."""
    majority = case.contest.rule.kind == "majority"
    lead = case.lead(source)
    capacity = formulas.capacity(case, source, index)
    word, outside = "settled" if bounds.settled else "open", outside_numbers(case)
    kind = "required-" if majority else ""
    told = f"{kind}{word}{'-added' if outside else ''}"
    if "quorum" in bounds.outcomes[0].reasons:
        told = f"quorum-{word}"
    return Finding(
        code=f"outcome-{word}",
        check=CHECK,
        contest=case.contest.id,
        subject=f"{source}/{index}",
        status=FindingStatus.HOLDS if bounds.settled else FindingStatus.CANNOT_TELL,
        severity=Severity.INFORMATION,
        message=f"outstanding-{told}",
        numbers=(
            number("source", source, "source"),
            *(_required(case, source, bounds, index) if majority else _order(case, source)),
            *room_numbers(case, source, bounds, index),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            *outside,
            *(
                ()
                if majority
                else (
                    number(
                        "least",
                        lead - bounds.capacity,
                        "votes",
                        f"{formulas.lead(case, source)} - {capacity}",
                    ),
                )
            ),
        ),
        assumptions=(AUTHENTIC, REGISTERED_ONLY, *assumed_room(case, bounds), *assumed_outside(case)),
        sources=(source,),
        settles="settle-publish-missing",
        margin=bounds.outcomes[0].margin if majority else lead,
    )


def _order(case: Case, source: SourceId) -> tuple[Number, ...]:
    """Return who leads whom, and by how much."""
    first, second = case.leaders(source)
    return (
        number("first", str(first), "option"),
        number("second", str(second), "option"),
        margin_number(case, source),
    )


def _required(case: Case, source: SourceId, bounds: Bounds, index: int) -> tuple[Number, ...]:
    """Return the votes of the option that needs a majority, and how many it needs under this register."""
    rule, outcome = case.contest.rule, bounds.outcomes[0]
    if "quorum" in outcome.reasons:
        return _quorum(case, source, bounds, index)
    wins = rule.wins or case.leaders(source)[0]
    asked, votes = base_formulas.required(case, source, rule, index), formulas.votes(case, source, wins)
    apart = f"{asked} - {votes}" if outcome.word is OutcomeWord.NOT_ADOPTED else f"{votes} - {asked} + 1"
    return (
        number("option", str(wins), "option"),
        number("votes", case.votes(source)[wins], "votes", votes),
        number("required", outcome.required, "votes", asked),
        number("margin", outcome.margin, "votes", apart),
    )


def _quorum(case: Case, source: SourceId, bounds: Bounds, index: int) -> tuple[Number, ...]:
    """Return how many were there and how many had to be under this register, where a quorum is missing."""
    rule, outcome = case.contest.rule, bounds.outcomes[0]
    assert rule.quorum is not None  # noqa: S101 (the outcome names it)
    (reached,) = outcome.reached
    told = base_formulas.RuleFormulas(case=case, source=source, rule=rule)
    asked, there = told.required(rule.quorum.requirement, index), told.there()
    return (
        number("there", reached.votes, "members", there),
        number("required", reached.required, "members", asked),
        number("margin", outcome.margin, "members", f"{asked} - ({there})"),
    )


def _fewest(case: Case, source: SourceId) -> Iterator[Finding]:
    """Yield how many sheets would have to be wrong, each by as much as its own votes allow."""
    first, second = case.leaders(source)
    lead, votes = case.lead(source), case.votes(source)
    if first == second or not lead or case.contest.rule.kind == "majority" or case.contest.rule.several:
        return
    ahead = {option: votes[first] - count for option, count in votes.items() if option != first}
    found = fewest_sheets(case.tables, case.contest, source, ahead, first=first)
    if found is None:
        return
    outside = case.added(first) - case.added(found.rival)
    more = f", {formulas.addition(first)} - {formulas.addition(found.rival)}" if outside else ""
    sheets = f'fewest_sheets("{source}", "{first}", "{found.rival}"{more})'
    rule = "" if case.contest.rule.kind == "plurality" else "-lead"
    yield Finding(
        code="fewest-sheets",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message=f"outstanding-fewest{rule}",
        numbers=(
            number("source", source, "source"),
            number("sheets", found.sheets, "units", sheets),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("moved", (lead + 1) // 2, "votes", f"({formulas.lead(case, source)} + 1) // 2"),
            margin_number(case, source),
            number("first", str(first), "option"),
            number("second", str(second), "option"),
        ),
        assumptions=(AUTHENTIC,),
        sources=(source,),
        settles="settle-compare-sheets",
        margin=lead,
    )
