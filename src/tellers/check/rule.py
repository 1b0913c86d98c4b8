"""What the rule says, on this base and on its rivals, and whether that was what was proclaimed.

The question: which outcome follows from the records under the rule applied, does it depend on
who counts as a member, or on what the majority is counted on, and is it the one announced? The
statistic: the whole number of votes required on each base, and the outcome there. The
assumptions: the records are authentic; the rule is the one the dossier states. What it cannot
tell: which base the law means; it says who claims each and which was applied.

Source: research on decision rules, sections 0 and 2.1; tellers.rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check import base_formulas, formulas
from tellers.check.case import Case, number
from tellers.check.rule_announced import announced_findings
from tellers.check.standing import best_source
from tellers.check.told import assumed_outside, assumed_rule, key_of, outside_numbers, result_numbers
from tellers.model import Finding, FindingStatus, Severity
from tellers.tally import registered_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Outcome, Rule, SourceId, Value

__all__ = ["BaseRow", "check_rule", "rival_outcomes"]

HEAD = (
    *("column-base", "column-base-number", "column-claimed-by", "column-required"),
    *("column-votes-for", "column-outcome", "column-applied"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRow:
    """One base that somebody claims, and the outcome on it; the first of a list is the one applied."""

    rule: Rule
    who: str
    """The statement or rival rule it comes from: "registered/1", "rule/0", or "" for the list of units."""
    index: int
    """Which of the registers stated, for a base of members."""
    size: int
    outcome: Outcome
    required: int | None
    """The votes asked for, told even where a missing quorum left nothing to ask; None for a plurality."""

    @property
    def key(self) -> tuple[object, ...]:
        """Return what makes two outcomes the same."""
        return self.outcome.word, frozenset(self.outcome.winners)


def check_rule(case: Case) -> Iterator[Finding]:
    """Yield the outcome under the rule applied, the rival bases, and what was announced of both."""
    source = best_source(case)
    if source is None:
        yield from _no_base(case)
        return
    rows = rival_outcomes(case, source)
    yield _outcome(case, source)
    if rows[0].required is not None and len(rows) > 1:
        yield _bases(case, source, rows)
    yield from announced_findings(case)


def _no_base(case: Case) -> Iterator[Finding]:
    """Yield that nobody says how many members there are, where the rule counts on them."""
    for source in case.principal:
        if not case.has_base(source):
            yield Finding(
                code="rule-base-unknown",
                check="rule",
                contest=case.contest.id,
                subject=source,
                status=FindingStatus.CANNOT_TELL,
                severity=Severity.ATTENTION,
                message="rule-base-unknown",
                numbers=(number("source", source, "source"),),
                assumptions=assumed_rule(case),
                sources=(source,),
                settles="settle-base-by-law",
            )


def rival_outcomes(case: Case, source: SourceId) -> list[BaseRow]:
    """Return the outcome on the base applied, then on every rival base somebody claims.

    Rival registers matter only to a majority of the members.
    """
    contest, tally = case.contest, case.tally(source)
    applied = contest.applied("registered")
    stated = [s.value for s in (*([applied] if applied else []), *contest.rivals("registered"))]
    members = registered_total(contest, tally) or 0
    sizes = stated or [members]
    told = [f"registered/{i}" for i in range(len(stated))] or [""]
    asked = len(sizes) if contest.rule.base == "members" else 1
    given = [(contest.rule, told[i], i, sizes[i]) for i in range(asked)]
    given += [(rival.rule, f"rule/{i}", 0, sizes[0]) for i, rival in enumerate(contest.rival_rules)]
    return [_row(case, source, base) for base in given]


def _row(case: Case, source: SourceId, base: tuple[Rule, str, int, int]) -> BaseRow:
    rule, who, index, members = base
    deciding = case.deciding(source, members)
    outcome = deciding.outcome(rule)
    missed = rule.kind == "majority" and outcome.required is None
    return BaseRow(
        rule=rule,
        who=who,
        index=index,
        size=deciding.size(rule),
        outcome=outcome,
        required=deciding.required(rule) if missed else outcome.required,
    )


def _outcome(case: Case, source: SourceId) -> Finding:
    """Return the outcome of the records alone, under the rule the dossier states."""
    outcome = case.outcome(source)
    return Finding(
        code=f"rule-{key_of(outcome.word)}",
        check="rule",
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message=f"rule-outcome{'-added' if outside_numbers(case) else ''}",
        numbers=result_numbers(case, source, outcome),
        assumptions=("assume-records-authentic", *assumed_outside(case), *assumed_rule(case)),
        sources=(source,),
        margin=outcome.margin,
    )


def _bases(case: Case, source: SourceId, rows: list[BaseRow]) -> Finding:
    """Return every base side by side, and whether the outcome depends on the choice."""
    first, rule = rows[0], case.contest.rule
    depends = len({row.key for row in rows}) > 1
    wins = rule.wins or case.leaders(source)[0]
    votes, total = case.votes(source)[wins], formulas.votes(case, source, wins)
    table: list[tuple[Value, ...]] = [HEAD]
    told: list[tuple[str, ...]] = []
    for place, row in enumerate(rows):
        word, applied = key_of(row.outcome.word), "no" if place else "yes"
        cells = (f"base:{row.rule.base}", row.size, f"statement:{row.who}", row.required)
        table.append((*cells, votes, f"message:outcome-{word}", f"message:{applied}"))
        size = base_formulas.base_number(case, source, row.rule, row.index)
        told.append(("", size, "", base_formulas.required(case, source, row.rule, row.index), total, "", ""))
    return Finding(
        code="outcome-depends-on-base" if depends else "outcome-same-on-every-base",
        check="rule",
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.ATTENTION if depends else Severity.INFORMATION,
        message="rule-depends-on-base" if depends else "rule-same-on-every-base",
        numbers=(
            number("option", str(wins), "option"),
            number("votes", votes, "votes", total),
            number("required", first.required, "votes", base_formulas.required(case, source, rule)),
            number("base_number", first.size, "members", base_formulas.base_number(case, source, rule)),
            number("applied", rule.base, "base"),
            number("bases", len(rows), "bases", "bases_claimed()"),
            number(
                "other",
                sum(r.key != first.key for r in rows),
                "bases",
                f'bases_deciding_otherwise("{source}")',
            ),
        ),
        assumptions=("assume-records-authentic", *assumed_rule(case)),
        sources=(source,),
        settles="settle-base-by-law",
        margin=first.outcome.margin,
        table=tuple(table),
        table_formulas=tuple(told),
    )
