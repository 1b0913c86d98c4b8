"""The minutes of a whole sitting: who was there first, then each decision in the order of the dossier.

A decision has what its own minutes have, but for the body, the records and the signatures: these stand
once. A decision of another body, or of no council, is in none of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.dossier.layout import PACKAGE
from tellers.release import VERSION
from tellers.report.contents import Block, Facts, Paragraphs, Section, Table, legible
from tellers.report.minutes.compose import minutes_of, records_section, signatures_section, words_of
from tellers.report.minutes.document import SittingMinutes
from tellers.report.minutes.question import roll_numbers, standing_lines
from tellers.report.numerals import listed
from tellers.report.sections.chain_roll import is_roll_call
from tellers.report.telling import NOTHING, tell

if TYPE_CHECKING:
    from tellers.check import Result
    from tellers.report.minutes.document import Minutes
    from tellers.report.telling import Telling

__all__ = ["compose_sitting"]

ONCE = {"records", "signatures"}
"""Sections that stand once in the minutes of a sitting, after the last decision."""


def compose_sitting(result: Result, language: str) -> SittingMinutes | None:
    """Return the minutes of all decisions of a council; None where there are fewer than two."""
    tellings = [one for one in tell(result, language) if is_roll_call(one)]
    if len(tellings) < 2:
        return None
    first, package = tellings[0], result.dossier.package
    digest = hashlib.sha256((result.dossier.folder / PACKAGE).read_bytes()).hexdigest()
    decisions = tuple(
        _part(minutes_of(telling, result, standing=False), place)
        for place, telling in enumerate(tellings, start=1)
    )
    title = first.plain(package.title, package.titles) or package.name
    body = decisions[0].body
    days = dict.fromkeys(first.day(one.case.contest.date) for one in tellings)
    return legible(
        SittingMinutes(
            language=language,
            body=body if title != body else "",
            kind=first.say("minutes-kind-sitting"),
            title=title,
            subtitle=listed(days, language),
            opening=first.say("minutes-opening"),
            before=(_attendance(tellings),),
            decisions=decisions,
            closing=first.say("minutes-closing"),
            after=(
                records_section(tellings, package.name, digest),
                signatures_section(first),
            ),
            identity=first.say("report-identity", name=package.name, digest=digest, version=VERSION),
            words=words_of(first),
        )
    )


def _part(minutes: Minutes, place: int) -> Minutes:
    """Return one decision with its place before its title, and anchors that no other decision has."""
    sections = tuple(
        replace(section, anchor=f"d{place}-{section.anchor}")
        for section in minutes.sections
        if section.anchor not in ONCE
    )
    return replace(minutes, title=f"{place}. {minutes.title}", sections=sections)


def _attendance(tellings: list[Telling]) -> Section:
    """Return the members of the day, the seats that stand apart, and who was in the room at each decision."""
    first = tellings[0]
    say, roll = first.say, first.case.roll
    blocks: list[Block] = []
    if roll is not None:
        blocks.append(Facts(pairs=tuple(roll_numbers(first, roll))))
        if standing := tuple(standing_lines(first, roll)):
            blocks.append(Paragraphs(title=say("minutes-standing"), texts=standing, bullets=True))
    rows = []
    for place, telling in enumerate(tellings, start=1):
        attending = telling.case.contest.applied("attending")
        there = telling.write(attending.value) if attending is not None else NOTHING
        rows.append((f"{place}. {telling.titled(telling.case.contest)}", there))
    blocks.append(
        Table(
            caption=say("minutes-attending-each"),
            columns=first.columns("minutes-decision", "#minutes-attending"),
            rows=tuple(rows),
            note=say("minutes-attending-unsaid") if any(row[1] == NOTHING for row in rows) else "",
        )
    )
    return Section(anchor="attendance", title=say("minutes-attendance-sitting"), blocks=tuple(blocks))
