"""Everything a rule asks for beside the numbers there were: requirements, quorum, veto, casting vote.

A second majority in another weight is never shown on the scale of heads: each row has its own numbers,
counted in what the rule names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.beside import outcome_vetoes
from tellers.council.roll_call_of import roll_call_of
from tellers.council.what_if import what_if
from tellers.errors import InputError
from tellers.model import VerdictWord
from tellers.report.contents import Paragraphs, Table
from tellers.report.rule_words import numbers_of_votes, requirement_words, rule_sentence
from tellers.report.telling import NOTHING
from tellers.report.what_if import nearest_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Outcome, Reached, Requirement, Rule, SourceId
    from tellers.report.telling import Telling

__all__ = ["conditions_table", "nearest_outcome", "rule_in_words", "votes_in_weight"]

MOST_TRIED = 2_000
"""Outcomes that a page tries for its one sentence; `tellers council what-if` goes further."""


def rule_in_words(telling: Telling, source: SourceId | None) -> str:
    """Return the rule as a sentence with its numbers, and what of its source was not read."""
    case, rule, code = telling.case, telling.case.contest.rule, telling.speech.code
    if source is None:
        sentence = rule_sentence(rule, code)
    else:
        sentence = rule_sentence(rule, code, numbers_of_votes(rule, case.deciding(source)))
    unread = telling.text(rule.unread).rstrip(".")
    return f"{sentence} {telling.say('sitting-rule-unread', unread=unread)}." if unread else sentence


def conditions_table(telling: Telling, source: SourceId) -> Table | None:
    """Return every number the rule asks for with what there was; None where it asks for one alone."""
    rule = telling.case.contest.rule
    if not (rule.also or rule.quorum or rule.veto or telling.case.contest.casting or rule.weight):
        return None
    outcome = telling.case.outcome(source)
    heads = ("report-condition", "#report-given", "#report-needed", "report-met")
    return Table(
        caption=telling.say("report-conditions"),
        columns=telling.columns(*heads),
        rows=tuple(_rows(telling, source, outcome)),
        note=telling.say("report-conditions-note"),
    )


def _rows(telling: Telling, source: SourceId, outcome: Outcome) -> Iterator[tuple[str, ...]]:
    rule, say = telling.case.contest.rule, telling.say
    numbers = numbers_of_votes(rule, telling.case.deciding(source))
    reached = {(one.base, one.weight): one for one in outcome.reached}
    for place, one in enumerate(rule.requirements):
        found = outcome.reached[place] if place < len(outcome.reached) else None
        if found is not None and found.base != "quorum":
            yield _row(telling, requirement_words(one, telling.speech.code, numbers), found)
        elif place == 0 and outcome.required is not None:
            yield _first(telling, source, one, words=requirement_words(one, telling.speech.code, numbers))
    quorum = reached.get(("quorum", ""))
    if rule.quorum is not None and quorum is not None:
        asked = requirement_words(rule.quorum.requirement, telling.speech.code, numbers)
        yield _row(telling, say("report-quorum", asked=asked), quorum)
    if rule.veto is not None:
        used = sum(outcome_vetoes(telling.case, source).values())
        told = say("report-veto", group=rule.veto.group)
        yield told, telling.write(used), NOTHING, say("report-met-no" if used else "report-met-yes")
    if (casting := telling.case.contest.casting) is not None:
        used_so = "report-met-used" if "casting-vote" in outcome.reasons else "report-met-idle"
        told = say("report-casting", casting=(str(casting), "option"))
        yield told, NOTHING, NOTHING, say(used_so)


def _first(telling: Telling, source: SourceId, one: Requirement, *, words: str) -> tuple[str, ...]:
    """Return the first requirement of a rule that resolves no others, in its own weight."""
    given, required = votes_in_weight(telling, source, telling.case.contest.rule)
    met = "report-met-yes" if given >= required else "report-met-no"
    return words, telling.write(given), telling.write(one.number or required), telling.say(met)


def _row(telling: Telling, words: str, reached: Reached) -> tuple[str, ...]:
    key = "waived" if reached.waived else "yes" if reached.met else "no"
    return (
        words,
        telling.write(reached.votes),
        telling.write(reached.required),
        telling.say(f"report-met-{key}"),
    )


def votes_in_weight(telling: Telling, source: SourceId, rule: Rule) -> tuple[int, int]:
    """Return the votes for what wins and those required, both in the weight of the first requirement."""
    deciding = telling.case.deciding(source)
    wins = rule.wins or telling.case.leaders(source)[0]
    required = deciding.outcome(rule).required or 0
    if not rule.weight:
        return telling.case.votes(source)[wins], required
    _, circumstances = deciding.counted(rule)
    return dict(circumstances.weighed[rule.weight].votes).get(wins, 0), required


def nearest_outcome(telling: Telling, source: SourceId) -> Paragraphs | None:
    """Return the fewest changes that come to another outcome, as arithmetic; None where it cannot be told.

    Only of a vote by name that is settled: where a position is missing it is not known what to change.
    """
    case, contest = telling.case, telling.case.contest
    settled = telling.outcome is not None and telling.outcome.word is VerdictWord.SETTLED
    if case.roll is None or contest.secret or contest.rule.kind != "majority" or not settled:
        return None
    try:
        call = roll_call_of(case.dossier, contest, source)
        answer = what_if(contest.rule, call, most_tried=MOST_TRIED)
    except (InputError, ValueError):  # names of nobody, two positions of one: told elsewhere
        return None
    words = nearest_words(contest, answer, speech=telling.speech)
    return Paragraphs(texts=(words,)) if words else None
