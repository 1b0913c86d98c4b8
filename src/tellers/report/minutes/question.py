"""The question and its rule, and who was there: attendance, seats that are not called, the quorum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import PRESENT, ChangeKind, Position, VerdictWord
from tellers.report.contents import Block, Facts, Paragraphs, Section
from tellers.report.minutes.decision import without_vote
from tellers.report.minutes.positions import in_order, recorded
from tellers.report.quorum import quorum_attended
from tellers.report.rule_words import NOTHING_KNOWN, numbers_of_roll, numbers_of_votes, rule_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Roll, UnitId
    from tellers.report.telling import Telling

__all__ = ["attendance_section", "question_section", "roll_numbers", "standing_lines"]


def question_section(telling: Telling) -> Section:
    """Return the rule as a sentence with the number it yields, and how well it is known."""
    case, say, rule = telling.case, telling.say, telling.case.contest.rule
    source = telling.source or case.broadest
    if source is not None:
        numbers = numbers_of_votes(rule, case.deciding(source))
    else:
        numbers = numbers_of_roll(rule, case.roll) if case.roll is not None else NOTHING_KNOWN
    pairs = [
        (say("minutes-rule"), rule_sentence(rule, telling.speech.code, numbers)),
        (say("minutes-rule-source"), telling.text(rule.source)),
        (say("minutes-rule-unread"), telling.text(rule.unread)),
    ]
    texts = [
        telling.speech.say(finding.message, finding.numbers)
        for finding in telling.checked.findings
        if finding.check == "sequence" or finding.code.startswith("proclaimed-required-")
    ]
    if without_vote(telling):
        texts.append(say("minutes-rule-unused"))
    blocks: list[Block] = [Facts(pairs=tuple((name, told) for name, told in pairs if told))]
    blocks += [Paragraphs(texts=tuple(texts))] if texts else []
    return Section(anchor="question", title=say("minutes-question"), blocks=tuple(blocks))


def attendance_section(telling: Telling, *, standing: bool = True) -> Section:
    """Return how many members there were, who was there by the records, and whether that was a quorum.

    Seats that stand apart follow, but where the minutes of a sitting tell them once for all.
    """
    say, roll = telling.say, telling.case.roll
    blocks: list[Block] = []
    if roll is not None:
        blocks.append(Facts(pairs=tuple(_numbers(telling, roll))))
        blocks.append(Paragraphs(texts=(_quorum(telling),)))
        if apart := tuple(standing_lines(telling, roll)) if standing else ():
            blocks.append(Paragraphs(title=say("minutes-standing"), texts=apart, bullets=True))
    else:
        stated = telling.case.contest.applied("registered")
        if stated is not None:
            told = say("minutes-stated", by=telling.text(stated.by))
            blocks.append(Facts(pairs=((say("minutes-members"), f"{telling.write(stated.value)} ({told})"),)))
        blocks.append(Paragraphs(texts=(_quorum(telling),)))
    return Section(anchor="attendance", title=say("minutes-attendance"), blocks=tuple(blocks))


def roll_numbers(telling: Telling, roll: Roll) -> Iterator[tuple[str, str]]:
    """Yield how many members there were, and how many with a vote or called where that is another number."""
    say, write = telling.say, telling.write
    yield say("minutes-members"), write(len(roll.members))
    if len(roll.entitled) != len(roll.members):
        yield say("minutes-entitled"), write(len(roll.entitled))
    if len(roll.called) != len(roll.members):
        yield say("minutes-called"), write(len(roll.called))


def _numbers(telling: Telling, roll: Roll) -> Iterator[tuple[str, str]]:
    """Yield the numbers of the roll, then of those there and away, where records say so."""
    say, write = telling.say, telling.write
    yield from roll_numbers(telling, roll)
    attending = telling.case.contest.applied("attending")
    if attending is not None:
        yield say("minutes-attending"), f"{write(attending.value)} ({telling.text(attending.by)})"
    if telling.source is None:
        return
    found = recorded(telling, telling.source)
    options = set(map(str, telling.case.contest.option_ids))
    there = [seat for seat, taken in found.items() if taken in PRESENT or taken in options]
    away = [seat for seat, taken in found.items() if taken == Position.ABSENT]
    yield say("minutes-there" if attending is None else "minutes-voting"), write(len(there))
    names = ", ".join(one.name for one in in_order(telling, away)) or say("sitting-nobody")
    yield say("minutes-away"), telling.speech.labelled(write(len(away)), names) if away else write(0)


def standing_lines(telling: Telling, roll: Roll) -> Iterator[str]:
    """Yield the members that are vacant, without a vote, never called or contested, with the reason told."""
    groups: tuple[tuple[str, set[UnitId], tuple[ChangeKind, ...]], ...] = (
        ("vacant", set(roll.members) - set(roll.in_office), (ChangeKind.VACATED,)),
        (
            "without-vote",
            set(roll.in_office) - set(roll.entitled),
            (ChangeKind.SUSPENDED, ChangeKind.IN_ARREARS),
        ),
        ("not-called", set(roll.in_office) - set(roll.called), (ChangeKind.NOT_CALLED,)),
        ("contested", set(roll.contested), (ChangeKind.CONTESTED,)),
    )
    for key, seats, kinds in groups:
        for one in in_order(telling, seats):
            told = telling.say(f"minutes-{key}", seat=one.name)
            why = _reason(telling, one.seat, kinds)
            yield f"{telling.speech.labelled(told, why)}." if why else f"{told}."


def _reason(telling: Telling, seat: UnitId, kinds: tuple[ChangeKind, ...]) -> str:
    body = telling.case.dossier.body
    if body is None:
        return ""
    held = body.standing_on(telling.case.contest.date)[seat]
    changes = [held[kind] for kind in kinds if kind in held]
    told = [", ".join(filter(None, (telling.text(c.reason), telling.text(c.source)))) for c in changes]
    return telling.speech.listed(filter(None, told)).rstrip(".")


def _quorum(telling: Telling) -> str:
    """Return whether there was a quorum, or that nothing says so."""
    rule, say = telling.case.contest.rule, telling.say
    found = [f for f in telling.checked.findings if f.code in {"quorum-reached", "quorum-missed"}]
    if rule.quorum is None:
        return say("minutes-quorum-unread" if rule.unread else "minutes-quorum-none")
    if not found and (attended := quorum_attended(telling)):
        return attended[1]
    open_ = telling.outcome is not None and telling.outcome.word is VerdictWord.OPEN
    if not found or (open_ and found[0].code == "quorum-missed"):
        return say("minutes-quorum-unknown")  # who has no record may have been there
    return telling.speech.say(found[0].message, found[0].numbers)
