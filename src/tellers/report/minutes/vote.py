"""Who voted how: lists by position in the order of the roll, corrections with their reasons, the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.council.sitting_dossier import ATTENDANCE
from tellers.report.contents import Block, Paragraphs, Section, Table
from tellers.report.minutes.decision import announced_counts, without_vote
from tellers.report.minutes.positions import in_order, positions_of, recorded
from tellers.tables import UNMATCHED, list_corrections, reasons_noted, unit_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import SourceId
    from tellers.report.minutes.positions import Taken
    from tellers.report.telling import Telling

__all__ = ["vote_section"]


def vote_section(telling: Telling) -> Section:
    """Return the lists and the count; a decision without a vote has neither."""
    say, source = telling.say, telling.source or telling.case.broadest
    title = say("minutes-vote")
    if source is None or telling.case.contest.secret:
        if without_vote(telling):
            return Section(
                anchor="vote", title=title, blocks=(Paragraphs(texts=(say("minutes-nobody-counted"),)),)
            )
        counts = dict.fromkeys(
            say("minutes-counted-in", title=telling.write(str(one.id), "proclamation"), counts=told)
            for one in telling.case.proclamations
            if (told := announced_counts(telling, one))
        )
        return Section(
            anchor="vote", title=title, blocks=(Paragraphs(texts=(say("minutes-no-names"), *counts)),)
        )
    taken = positions_of(telling, source)
    blocks: list[Block] = [
        Paragraphs(
            title=say("minutes-list", position=one.name, count=(len(one.seats), "count")),
            texts=(", ".join(seat.name for seat in one.seats) or say("minutes-nobody"),),
        )
        for one in taken
    ]
    blocks += _others(telling, source)
    if not without_vote(telling):
        blocks.append(_count(telling, source, taken))
    if (casting := telling.case.contest.casting) is not None:
        who = telling.text(telling.case.contest.rule.casting_by) or say("minutes-casting-somebody")
        told = say("minutes-casting", who=who, casting=(str(casting), "option"))
        blocks.append(Paragraphs(texts=(told,)))
    if corrections := tuple(_corrections(telling, source)):
        blocks.append(Paragraphs(title=say("minutes-corrections"), texts=corrections, bullets=True))
    if reasons := tuple(_reasons(telling, source)):
        blocks.append(Paragraphs(title=say("minutes-notes"), texts=reasons, bullets=True))
    return Section(anchor="vote", title=title, blocks=tuple(blocks))


def _others(telling: Telling, source: SourceId) -> Iterator[Paragraphs]:
    """Yield members called without a recorded position, those not called, and names of nobody."""
    roll, found = telling.case.roll, recorded(telling, source)
    if roll is None:
        return
    groups = {
        "silent": [seat for seat in roll.called if seat not in found],
        "uncalled": [seat for seat in roll.members if seat not in roll.called and seat not in found],
        "strangers": [s for s in found if s not in roll.members and not s.startswith(UNMATCHED)],
        "of-nobody": [seat for seat in found if seat.startswith(UNMATCHED)],
    }
    for key, seats in groups.items():
        if seats:
            names = ", ".join(one.name for one in in_order(telling, seats))
            title = telling.say(f"minutes-list-{key}", count=(len(seats), "count"))
            yield Paragraphs(title=title, texts=(names,))


def _count(telling: Telling, source: SourceId, taken: tuple[Taken, ...]) -> Table:
    """Return the count: every position, members without one, and what they add up to."""
    say, roll, write = telling.say, telling.case.roll, telling.write
    rows = [(one.name, write(len(one.seats))) for one in taken]
    if roll is not None:
        found = recorded(telling, source)
        silent = sum(seat not in found for seat in roll.called)
        uncalled = sum(seat not in roll.called and seat not in found for seat in roll.members)
        rows += [(say("minutes-row-silent"), write(silent))] if silent else []
        rows += [(say("minutes-row-uncalled"), write(uncalled))] if uncalled else []
        outside = sum(seat not in roll.members for seat in found)
        total = sum(len(one.seats) for one in taken) + silent + uncalled - outside
        rows += [(say("minutes-row-outside"), write(outside))] if outside else []
        rows.append((say("minutes-row-members"), write(total)))
    return Table(
        caption=say("minutes-count"),
        columns=telling.columns("minutes-position", "#minutes-number"),
        rows=tuple(rows),
    )


def _corrections(telling: Telling, source: SourceId) -> Iterator[str]:
    """Yield every record that replaces another: what it says, which it replaces, why."""
    case = telling.case
    for one in list_corrections(case.tables, case.contest, source):
        records = {row["record"]: row for row in unit_records(case.tables, case.contest, one.unit)[source]}
        yield telling.say(
            "minutes-correction",
            seat=telling.seat(one.unit),
            now=_position(telling, records.get(one.record, {})),
            before=_position(telling, records.get(one.replaces, {})),
            record=(one.record, "count"),
            replaces=(one.replaces, "count"),
            reason=one.reason or telling.say("minutes-no-reason"),
        )


def _position(telling: Telling, record: dict[str, object]) -> str:
    held = [str(f) for f in telling.case.contest.figure_ids if record.get(str(f)) == 1]
    return telling.figure_names(tuple(held)) if held else telling.say("minutes-no-position")


def _reasons(telling: Telling, source: SourceId) -> Iterator[str]:
    """Yield what records say of themselves without replacing another: by whom, and why."""
    case = telling.case
    noted = reasons_noted(case.tables, case.contest, source)
    for reason, units in noted.items():
        told = telling.say("minutes-by-attendance") if reason == ATTENDANCE else reason
        names = ", ".join(one.name for one in in_order(telling, units))
        yield f"{telling.speech.labelled(names, told)}."
