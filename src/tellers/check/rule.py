"""What does the rule say, on this base and on its rivals, and was that what was proclaimed?

The question: which outcome follows from the records under the rule applied, and does it depend
on who counts as a member, or on what the majority is counted on? The statistic: the whole
number of votes required on each base, and the outcome there. The assumptions: the records are
authentic; the rule is the one the dossier states. What it cannot tell: which base the law
means; it says who claims each and which was applied.

Source: research on decision rules, sections 0 and 2.1; tellers.rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.model import Finding, FindingStatus, OutcomeWord, Rule, Severity
from tellers.rules import bases_of, decide
from tellers.tally import registered_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Outcome, SourceId, Value

__all__ = ["check_rule", "rival_outcomes"]

CHECK = "rule"
Row = tuple[str, str, int, "Outcome", bool]


def check_rule(case: Case) -> Iterator[Finding]:
    """Yield the outcome under the rule applied, and the rival bases where a base is claimed."""
    source = case.broadest
    if source is None:
        return
    rows = rival_outcomes(case, source)
    outcome = rows[0][3]
    yield _outcome(case, source, outcome)
    if outcome.required is not None and len(rows) > 1:
        yield _bases(case, source, rows)


def rival_outcomes(case: Case, source: SourceId) -> list[Row]:
    """Return (base, who claims it, its number, the outcome, applied) for every base claimed."""
    contest = case.contest
    votes = case.tally(source).votes(contest)
    stated = [s for s in (contest.applied("registered"),) if s] + list(contest.rivals("registered"))
    members = registered_total(contest, case.tally(source)) or 0
    rows: list[Row] = []
    for index, statement in enumerate(stated):
        rows.append(_row(contest.rule, votes, statement.value, f"registered/{index}", applied=index == 0))
    if not rows:
        rows.append(_row(contest.rule, votes, members, "", applied=True))
    for index, rival in enumerate(contest.rival_rules):
        rows.append(_row(rival.rule, votes, members, f"rule/{index}", applied=False))
    return rows


def _row(rule: Rule, votes: dict, members: int, who: str, *, applied: bool) -> Row:  # type: ignore[type-arg]
    bases = bases_of(rule, votes, members=members)
    return rule.base, who, bases.named(rule.base), decide(rule, votes, bases), applied


def _outcome(case: Case, source: SourceId, outcome: Outcome) -> Finding:
    """Return the outcome of the records alone, under the rule the dossier states."""
    first, second = case.leaders(source)
    rule = case.contest.rule
    numbers = [
        number("source", source, "source"),
        number("units", case.tally(source).units, "units", f'units("{source}")'),
        number("first", str(outcome.winners[0] if outcome.winners else rule.wins or first), "option"),
        number("second", str(second), "option"),
        number("votes_first", case.tally(source).figures.get(first, 0), "votes", f'total("{source}", "{first}")'),
        number("margin", outcome.margin, "votes", _margin_formula(case, source, outcome)),
    ]
    if outcome.required is not None:
        wins = rule.wins or first
        numbers += [
            number("votes", case.tally(source).figures.get(wins, 0), "votes", f'total("{source}", "{wins}")'),
            number("required", outcome.required, "votes", _required_formula(case, source, rule, 0)),
            number("base", f"base-{rule.base}", "message"),
        ]
    return Finding(
        code=f"rule-{outcome.word.name.lower().replace('_', '-')}",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.INFORMATION,
        message=f"rule-{rule.kind}-{outcome.word.name.lower().replace('_', '-')}",
        numbers=tuple(numbers),
        assumptions=("assume-records-authentic", "assume-rule-as-stated"),
        sources=(source,),
        margin=outcome.margin,
    )


def _bases(case: Case, source: SourceId, rows: list[Row]) -> Finding:
    """Return every base side by side, and whether the outcome depends on the choice."""
    words = {(outcome.word, outcome.winners) for *_, outcome, _ in rows}
    wins = case.contest.rule.wins or case.leaders(source)[0]
    votes = case.tally(source).figures.get(wins, 0)
    head: tuple[Value, ...] = ("base", "base-number", "claimed-by", "required", "votes-for", "outcome", "applied")
    table: list[tuple[Value, ...]] = [head]
    for base, who, size, outcome, applied in rows:
        table.append(
            (
                f"message:base-{base}",
                size,
                f"statement:{who}",
                outcome.required,
                votes,
                f"message:outcome-{outcome.word.name.lower().replace('_', '-')}",
                f"message:{'yes' if applied else 'no'}",
            )
        )
    return Finding(
        code="outcome-depends-on-base" if len(words) > 1 else "outcome-same-on-every-base",
        check=CHECK,
        contest=case.contest.id,
        subject=source,
        status=FindingStatus.HOLDS,
        severity=Severity.ATTENTION if len(words) > 1 else Severity.INFORMATION,
        message="rule-depends-on-base" if len(words) > 1 else "rule-same-on-every-base",
        numbers=(
            number("option", str(wins), "option"),
            number("votes", votes, "votes", f'total("{source}", "{wins}")'),
            number("required", rows[0][3].required, "votes", _required_formula(case, source, case.contest.rule, 0)),
            number("base_number", rows[0][2], "members", _base_formula(case, source, case.contest.rule, 0)),
            number("applied", f"base-{rows[0][0]}", "message"),
            number("bases", len(rows), "bases"),
            number("other", sum(row[3].word != rows[0][3].word for row in rows), "bases"),
        ),
        assumptions=("assume-records-authentic", "assume-rule-as-stated"),
        sources=(source,),
        settles="settle-base-by-law",
        margin=rows[0][3].margin,
        table=tuple(table),
    )


def _margin_formula(case: Case, source: SourceId, outcome: Outcome) -> str:
    first, second = case.leaders(source)
    if outcome.word is OutcomeWord.NOT_ADOPTED:
        wins = case.contest.rule.wins or first
        return f'{_required_formula(case, source, case.contest.rule, 0)} - total("{source}", "{wins}")'
    if outcome.word in {OutcomeWord.ELECTED, OutcomeWord.TIE}:
        return f'total("{source}", "{first}") - total("{source}", "{second}")'
    return ""


def _base_formula(case: Case, source: SourceId, rule: Rule, index: int) -> str:
    """Return the formula of the number a rule's majority is counted on."""
    if rule.base == "members":
        return f'stated("registered", {index})' if case.contest.applied("registered") else "listed_register()"
    options = [o for o in case.contest.option_ids if rule.base == "present" or o not in rule.abstentions]
    return f'total("{source}", "{"+".join(options)}")'


def _required_formula(case: Case, source: SourceId, rule: Rule, index: int) -> str:
    return f'required({_base_formula(case, source, rule, index)}, "{rule.fraction}", "{rule.strictness}")'
