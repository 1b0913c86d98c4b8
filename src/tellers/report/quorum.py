"""A quorum by the attendance that is stated, where no name says who was there: by hands, by consensus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.rule_words import numbers_of_roll

if TYPE_CHECKING:
    from tellers.report.telling import Telling

__all__ = ["quorum_attended"]


def quorum_attended(telling: Telling) -> tuple[bool, str] | None:
    """Return whether enough were there, and the sentence; None where nobody stated an attendance.

    Only of a quorum that counts those present, and on a base that the roll of the day has.
    """
    rule, roll = telling.case.contest.rule, telling.case.roll
    attending = telling.case.contest.applied("attending")
    if attending is None or roll is None or rule.quorum is None or rule.quorum.counts != "present":
        return None
    known = numbers_of_roll(rule, roll).of(rule.quorum.requirement)
    if known is None:
        return None
    there = attending.value + rule.quorum.besides
    met = there >= known[1]
    told = telling.say(
        "minutes-quorum-attended" if met else "minutes-quorum-unattended",
        there=(there, "count"),
        needed=(known[1], "count"),
        by=telling.text(attending.by),
    )
    return met, told
