"""A sitting in words: what was entered, how it stands, what follows, in a language.

Each line is text for a screen or for minutes. The number that a rule asks for is always said with the
rule's own sentence, and what nobody can tell yet is said to be so.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from tellers.council import events as form
from tellers.council.lot import calling_order, draws_of
from tellers.model import Position
from tellers.report.council_words import say, seat_name
from tellers.report.numerals import grouped, listed
from tellers.report.rule_words import (
    RuleNumbers,
    numbers_of_call,
    numbers_of_roll,
    requirement_words,
    rule_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tellers.council.events import Announced, Event
    from tellers.council.item import Item
    from tellers.council.journal import Line
    from tellers.council.lot import Lot
    from tellers.council.sitting import Sitting
    from tellers.errors import EntryRefused
    from tellers.model import Outcome, Reached, UnitId

__all__ = [
    "entry_line",
    "entry_lines",
    "item_lines",
    "lot_lines",
    "position_word",
    "refusal",
    "seat_list",
    "sitting_lines",
    "status_lines",
]


def refusal(error: EntryRefused, sitting: Sitting | None, language: str) -> str:
    """Return why an entry was not taken."""
    named = {"seat", "drawn", "follows"}
    words = {
        name: seat_name(sitting.body, word, language) if sitting is not None and name in named else word
        for name, word in error.words.items()
    }
    if error.key in {"has-position", "corrects-nothing"}:
        words["position"] = position_word(error.words["position"], language)
    return say(language, f"sitting-refused-{error.key}", **words)


def position_word(position: str, language: str) -> str:
    """Return a position in words: "abstaining"."""
    return say(language, f"position-{position}")


def outcome_word(outcome: str, language: str) -> str:
    """Return an outcome in words: "not adopted"."""
    return say(language, f"outcome-{outcome.replace(' ', '-')}")


def seat_list(sitting: Sitting, seats: Iterable[str], language: str) -> str:
    """Return seats by name, or that there is none."""
    named = [seat_name(sitting.body, seat, language) for seat in seats]
    return ", ".join(named) or say(language, "sitting-nobody")


def entry_line(sitting: Sitting, line: Line, event: Event, language: str) -> str:
    """Return an entry with its number: "#14 Mexico: for."."""
    plain = msgspec.to_builtins(event)
    words = {name: str(word) for name, word in plain.items()}
    for name in ("seat", "drawn"):
        if name in words:
            words["seat"] = seat_name(sitting.body, words[name], language)
    words["position"] = position_word(str(plain[key]), language) if (key := _position_key(event)) else ""
    if words.get("outcome"):
        words["outcome"] = outcome_word(words["outcome"], language)
    if isinstance(event, form.Opened):
        words["title"] = event.title or sitting.body.name.in_language(language)
    if isinstance(event, form.Hands):
        words["counts"] = _counts(event.counts, language)
    if isinstance(event, form.Announced):
        words["told"] = _announced(event, language)
    kind = str(plain["what"])
    if isinstance(event, form.Hands) and event.replaces:
        kind = "hands-again"
    if isinstance(event, form.Announced) and event.replaces:
        kind = "announcement-corrected"
    defaults = {"title": "", "until": "", "words": "", "reason": "", "text_sha256": ""}
    told = say(language, f"sitting-says-{kind}", **{**defaults, **words})
    return f"#{line.sequence} {told}".rstrip()


def entry_lines(sitting: Sitting, entered: Sequence[tuple[Line, Event]], language: str) -> list[str]:
    """Return entries, those of one kind in a row on one line: "#3 to #35 here: ...".

    What was typed as one list of names is read as one.
    """
    if len(entered) < 3:
        return [entry_line(sitting, line, event, language) for line, event in entered]
    lines: list[str] = []
    for kind, group in groupby(entered, key=lambda entry: _group_of(entry[1], language)):
        every = list(group)
        if not kind or len(every) == 1:
            lines += [entry_line(sitting, line, event, language) for line, event in every]
            continue
        seats = [event.seat for _, event in every if isinstance(event, _GROUPED)]
        first, last = str(every[0][0].sequence), str(every[-1][0].sequence)
        named = seat_list(sitting, seats, language)
        lines.append(say(language, "sitting-group", first=first, last=last, kind=kind, seats=named))
    return lines


_GROUPED = (form.Arrived, form.Departed, form.Voted)


def _group_of(event: Event, language: str) -> str:
    """Return what a row of entries has in common, '' where each is told alone."""
    if isinstance(event, form.Voted):
        return position_word(event.position, language)
    if isinstance(event, (form.Arrived, form.Departed)):
        return say(
            language, "sitting-group-here" if isinstance(event, form.Arrived) else "sitting-group-gone"
        )
    return ""


def _position_key(event: Event) -> str:
    if isinstance(event, (form.Voted, form.Corrected)):
        return "position"
    return "option" if isinstance(event, form.CastingVote) else ""


def _counts(counts: dict[str, int], language: str) -> str:
    """Return counts in the order of positions."""
    placed = [position.value for position in Position if position.value in counts]
    return ", ".join(
        say(language, "sitting-count", position=position_word(p, language), number=str(counts[p]))
        for p in placed
    )


def _announced(event: Announced, language: str) -> str:
    told = [_counts(event.counts, language)] if set(event.counts) - {"registered"} else []
    if "registered" in event.counts:
        told.append(say(language, "sitting-announced-members", number=str(event.counts["registered"])))
    if event.required is not None:
        told.append(say(language, "sitting-announced-required", number=str(event.required)))
    if event.outcome:
        told.append(outcome_word(event.outcome, language))
    return ", ".join(told)


def status_lines(sitting: Sitting, language: str) -> list[str]:
    """Return how it stands: adjourned or over, else the running count, who is next, votes needed, quorum."""
    item = sitting.item
    if sitting.ended:
        return [say(language, "sitting-is-over")]
    lines = [say(language, "sitting-is-adjourned")] if sitting.adjourned is not None else []
    if item is None or not item.pending:
        lines.append(say(language, "sitting-no-item"))
    else:
        lines.append(say(language, "sitting-tally", counts=_counts(item.tally, language)))
        if item.hands is None:
            nobody = sitting.next_to_call
            key = "sitting-called-all" if nobody is None else "sitting-to-call"
            name = "" if nobody is None else seat_name(sitting.body, nobody, language)
            lines.append(say(language, key, number=str(len(item.to_call)), next=name))
        lines.append(_needed(sitting, item, language))
    return [*lines, quorum_line(sitting, language)]


def _needed(sitting: Sitting, item: Item, language: str) -> str:
    """Return the votes needed as it stands; a rule on votes cast asks for more with every vote."""
    numbers = _as_it_stands(item, sitting.room)
    known = numbers.of(item.rule.first)
    told = " + ".join(requirement_words(one, language, numbers) for one in item.rule.requirements)
    if known is None:
        return say(language, "sitting-needed-unknown", rule=told)
    return say(language, "sitting-needed", required=str(known[1]), rule=told)


def quorum_line(sitting: Sitting, language: str) -> str:
    """Return whether there is a quorum now, as far as anybody can tell."""
    rule, quorum = sitting.rule, sitting.quorum
    if rule is None or rule.quorum is None:
        return " ".join([_room(sitting, language), say(language, "sitting-quorum-none")])
    if quorum is None:
        return say(language, "sitting-quorum-unknown")
    key = "sitting-quorum-met" if quorum.met else "sitting-quorum-not-met"
    return say(language, key, here=str(quorum.votes), required=str(quorum.required))


def _as_it_stands(item: Item, here: frozenset[UnitId] | None) -> RuleNumbers:
    """Return what the rule is counted on: the hands as raised, or the names as recorded."""
    raised = item.raised(here)
    if raised is None:
        return numbers_of_call(item.rule, item.call(here))
    return RuleNumbers(bases={"": raised.bases})


def _room(sitting: Sitting, language: str) -> str:
    if sitting.room is None:
        return say(language, "sitting-room-unknown")
    numbers = {"here": str(len(sitting.here)), "members": str(len(sitting.roll.members))}
    return say(language, "sitting-room", **numbers)


def item_lines(sitting: Sitting, item: Item, language: str) -> list[str]:
    """Return what became of a question: the count, the outcome with its arithmetic, what was not recorded."""
    if item.pending:
        return status_lines(sitting, language) if item is sitting.item else []
    lines = []
    outcome = item.outcome()
    if item.closed:
        lines.append(say(language, "sitting-final", counts=_counts(item.tally, language)))
    if outcome is None:
        told = _needed(sitting, item, language)
        key = "sitting-result-unknown" if item.hands is not None else "sitting-quorum-untold"
        lines.append(say(language, key, item=item.id, arithmetic=told))
    else:
        arithmetic = _arithmetic(item, outcome, language)
        word = outcome_word(outcome.word.value, language)
        lines.append(
            say(language, "sitting-result", item=item.id, outcome=word, arithmetic=arithmetic).rstrip()
        )
    lines += _rival_rolls(sitting, item, language)
    silent = [s for s in item.to_call if s not in item.positions] if item.closed and not item.hands else []
    if silent:
        lines.append(say(language, "sitting-unrecorded", seats=seat_list(sitting, silent, language)))
    if seats := _by_attendance(item):
        lines.append(say(language, "sitting-by-attendance", seats=seat_list(sitting, seats, language)))
    lines += _uncounted(sitting, item, language)
    unread = item.rule.unread.in_language(language)
    return [*lines, *([say(language, "sitting-rule-unread", unread=unread)] if unread else [])]


def _by_attendance(item: Item) -> list[UnitId]:
    """Return who could vote and was in the room at the close, without a position entered."""
    if not item.closed or item.hands is not None:
        return []
    return [seat for seat in item.to_call if item.positions.get(seat) is Position.PRESENT]


def _rival_rolls(sitting: Sitting, item: Item, language: str) -> list[str]:
    """Return the outcome under every rival reading of the membership, where it was counted."""
    lines = []
    for reading in sitting.body.readings if item.closed else ():
        roll = sitting.body.roll_on(sitting.day, reading=reading.id)
        outcome = None if reading.applied else replace(item, roll=roll).outcome()
        if outcome is not None and outcome.required is not None:
            lines.append(
                say(
                    language,
                    "sitting-rival-roll",
                    reading=reading.id,
                    by=reading.by.in_language(language),
                    members=str(len(roll.members)),
                    required=str(outcome.required),
                    outcome=outcome_word(outcome.word.value, language),
                )
            )
    return lines


def _arithmetic(item: Item, outcome: Outcome, language: str) -> str:
    """Return the votes for, the rule with its number, and every reason besides."""
    reasons = [reason.partition(":")[0] for reason in outcome.reasons]
    if "quorum" in reasons:
        quorum = next(one for one in outcome.reached if one.base == "quorum")
        return say(language, "sitting-because-quorum", here=str(quorum.votes), required=str(quorum.required))
    if outcome.required is None or not item.closed:
        return ""
    numbers = _as_it_stands(item, None)
    votes = item.tally.get("for", 0) + (item.casting == "for")
    short = outcome.required - votes
    rule = requirement_words(item.rule.first, language, numbers)
    key = "sitting-by-count" if short > 0 else "sitting-by-count-met"
    told = [say(language, key, votes=str(votes), rule=rule, margin=str(short))]
    told += [say(language, "sitting-because-veto")] if "veto" in reasons else []
    told += [say(language, "sitting-because-casting")] if "casting-vote" in reasons else []
    told += [say(language, "sitting-because-waived")] if "waived" in reasons else []
    missed = [
        (one, reached)
        for one, reached in zip(item.rule.also, outcome.reached[1:], strict=False)
        if not reached.met and reached.base != "quorum"
    ]
    told += [_missed(requirement_words(one, language, numbers), reached, language) for one, reached in missed]
    return " ".join(told)


def _missed(rule: str, reached: Reached, language: str) -> str:
    return say(language, "sitting-because-requirement", rule=rule, votes=grouped(reached.votes, language))


def _uncounted(sitting: Sitting, item: Item, language: str) -> list[str]:
    """Return what a decision without a vote has instead of a count."""
    lines = []
    if item.without_vote is not None:
        asked = "objections-asked" if item.objections_asked else "objections-not-asked"
        lines.append(say(language, f"sitting-{asked}"))
        if item.here is None:
            lines.append(say(language, "sitting-away-unknown"))
        else:
            away = [seat for seat in item.roll.members if seat not in item.here]
            lines.append(say(language, "sitting-away", seats=seat_list(sitting, away, language)))
    for seat, words in item.reservations:
        name = seat_name(sitting.body, seat, language)
        lines.append(say(language, "sitting-says-reservation", seat=name, words=words))
    return lines


def lot_lines(sitting: Sitting, lot: Lot, language: str) -> list[str]:
    """Return the draw so that anybody can do it again, and the order that follows."""
    name = seat_name(sitting.body, lot.drawn, language)
    how = lot.announced
    told = say(
        language,
        "sitting-lot-line",
        number=str(len(lot.seats)),
        digest=lot.digest,
        tries=str(lot.tries - 1),
        place=str(lot.place),
        seat=name,
    )
    key = "sitting-lot-announced" if how else "sitting-lot-unannounced"
    called = calling_order(sitting.body, lot.seats, sitting.language, lot.drawn)
    order = seat_list(sitting, called, language)
    return [
        told,
        say(language, key, how=how),
        *_drawn_again(sitting, lot, language),
        say(language, "sitting-order", seats=order),
    ]


def _drawn_again(sitting: Sitting, lot: Lot, language: str) -> list[str]:
    """Return every draw where there was more than one before the first vote: a choice is to be seen."""
    if not lot.earlier:
        return []
    draws = [
        say(
            language,
            "sitting-lot-draw",
            seat=seat_name(sitting.body, one.drawn, language),
            record=str(one.record),
            seed=one.seed,
        )
        for one in draws_of(lot)
    ]
    return [say(language, "sitting-lot-again", number=str(len(draws)), draws=listed(draws, language))]


def sitting_lines(sitting: Sitting, language: str) -> list[str]:
    """Return a whole sitting: its entries with their times, then each question with what became of it."""
    title = sitting.title or sitting.body.name.in_language(language)
    lines = [f"{title}, {sitting.day}", ""]
    lines += [f"{line.time} {entry_line(sitting, line, event, language)}" for line, event in sitting.entries]
    for item in sitting.items:
        lines += ["", f"{item.id}: {item.title}", rule_sentence(item.rule, language, _numbers(item))]
        if item.lot is not None and item.votes:
            lines += lot_lines(sitting, item.lot, language)
        by_position: dict[str, list[str]] = {}
        for seat, position in item.positions.items():
            by_position.setdefault(position, []).append(seat)
        for position in Position:
            if position in by_position:
                named = seat_list(sitting, by_position[position], language)
                lines.append(f"  {position_word(position, language)} ({len(by_position[position])}): {named}")
        lines += item_lines(sitting, item, language)
    return lines


def _numbers(item: Item) -> RuleNumbers:
    """Return what a question's rule is counted on: its votes, or the roll where there was none."""
    voted = item.votes or item.hands
    return _as_it_stands(item, None) if voted else numbers_of_roll(item.rule, item.roll)
