"""Disputed membership: every reading and rule that somebody claims, and the outcome under each.

None is called right: the one applied is marked, and who claims each is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.rule import rival_outcomes
from tellers.check.told import key_of
from tellers.council.rival_outcomes import outcomes_by_reading
from tellers.report.contents import Paragraphs, Section, Table
from tellers.report.minutes.decision import without_vote
from tellers.report.rule_words import RuleNumbers, requirement_words
from tellers.report.telling import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.rule import BaseRow
    from tellers.model import RollReading, SourceId
    from tellers.report.telling import Telling

__all__ = ["membership_section"]

HEADS = ("minutes-claims", "minutes-counted-on", "#minutes-size", "#minutes-needed", "#minutes-for")


def membership_section(telling: Telling) -> Section | None:
    """Return the rival readings side by side; None where nothing is disputed."""
    say, source, body = telling.say, telling.source, telling.case.dossier.body
    readings = body.readings if body is not None else ()
    notes = tuple(_note(telling, reading) for reading in readings)
    if source is None or without_vote(telling):
        rows = [_members_only(telling, reading) for reading in readings]
        heads = telling.columns("minutes-claims", "#minutes-size", "minutes-is-applied")
    else:
        rows = [*_by_reading(telling, source), *_by_rule(telling, source, readings=bool(readings))]
        heads = telling.columns(*HEADS, "minutes-outcome", "minutes-is-applied")
    if len(rows) < 2:
        return None
    table = Table(caption=say("minutes-rivals"), columns=heads, rows=tuple(rows))
    lead = Paragraphs(texts=(say("minutes-rivals-lead"),))
    told = [Paragraphs(texts=tuple(filter(None, notes)), bullets=True)] if any(notes) else []
    return Section(anchor="membership", title=say("minutes-membership"), blocks=(lead, table, *told))


def _note(telling: Telling, reading: RollReading) -> str:
    told = ". ".join(filter(None, (reading.document.rstrip("."), telling.text(reading.note).rstrip("."))))
    return f"{telling.speech.labelled(telling.text(reading.by), told)}." if told else ""


def _members_only(telling: Telling, reading: RollReading) -> tuple[str, ...]:
    body = telling.case.dossier.body
    roll = body.roll_on(telling.case.contest.date, reading=reading.id) if body is not None else None
    members = telling.write(len(roll.members)) if roll is not None else NOTHING
    return telling.text(reading.by), members, telling.say("yes" if reading.applied else "no")


def _by_reading(telling: Telling, source: SourceId) -> Iterator[tuple[str, ...]]:
    """Yield the outcome on the roll under each reading, the one applied first."""
    body, call, rule = telling.case.dossier.body, telling.case.call(source), telling.case.contest.rule
    if body is None or call is None or not body.readings:
        return
    by = {reading.id: telling.text(reading.by) for reading in body.readings}
    found = outcomes_by_reading(rule, call, body)
    for one in sorted(found, key=lambda one: not one.applied):
        outcome = telling.say(f"outcome-{key_of(one.outcome.word)}") if one.outcome is not None else NOTHING
        numbers = (telling.write(number) for number in (one.base_number, one.required, one.votes))
        applied = telling.say("yes" if one.applied else "no")
        yield by[one.name], telling.write(rule.base, "base"), *numbers, outcome, applied


def _by_rule(telling: Telling, source: SourceId, *, readings: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rival rules; and the rival numbers of members where no reading stands for them."""
    wins = telling.case.contest.rule.wins or telling.case.leaders(source)[0]
    votes = telling.case.votes(source)[wins]
    for place, row in enumerate(rival_outcomes(telling.case, source)):
        if row.who.startswith("rule/") or not readings:
            numbers = (telling.write(number) for number in (row.size, row.outcome.required, votes))
            outcome = telling.say(f"outcome-{key_of(row.outcome.word)}")
            applied = telling.say("no" if place else "yes")
            yield telling.write(row.who, "statement"), _counted_on(telling, row), *numbers, outcome, applied


def _counted_on(telling: Telling, row: BaseRow) -> str:
    """Return the base of a rule, with its fraction where it is not that of the rule applied."""
    base, rule = telling.write(row.rule.base, "base"), telling.case.contest.rule
    same = (row.rule.fraction, row.rule.strictness) == (rule.fraction, rule.strictness)
    return base if same else requirement_words(row.rule.first, telling.speech.code, RuleNumbers())
