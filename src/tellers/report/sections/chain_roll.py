"""The first steps of the chain: who is named, whether once, and whether together they are the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import Position, Role
from tellers.tables import UNMATCHED, count_units, positions_taken

if TYPE_CHECKING:
    from tellers.model import Finding, Roll, RollCall, SourceId
    from tellers.report.telling import Telling

__all__ = ["MOST_UNITS", "Told", "is_roll_call", "names_step", "once_step", "rest_of_members"]

Told = tuple[str, str, tuple["Finding", ...]]
"""What a step came to: its word, its sentence, the findings it rests on."""
MOST_UNITS = 5_000
"""Units above which it is no roll call; the largest parliament has 2,977 seats."""


def is_roll_call(telling: Telling) -> bool:
    """Return whether the contest is a council's: it has a body, or each of its records is one position."""
    case = telling.case
    if case.dossier.body is not None:
        return True
    if case.contest.secret or case.broadest is None or count_units(case.tables) > MOST_UNITS:
        return False
    tally = case.tally(case.broadest)
    positions = [figure.id for figure in case.contest.figures if figure.role is Role.POSITION]
    figures = [*case.contest.option_ids, *positions]
    return 0 < tally.units == len(positions_taken(case.tables, case.contest, case.broadest, figures))


def names_step(telling: Telling, source: SourceId | None) -> Told:
    """Return whether every name is of a member, and every name that failed."""
    say, body = telling.say, telling.case.dossier.body
    unknown = tuple(f for f in telling.checked.findings if f.code == "units-unknown")
    if source is None:
        return "not-asked", say("report-chain-nobody"), ()
    failed = [
        say("report-chain-failed", source=(one.sources[0], "source"), names=_printed(one)) for one in unknown
    ]
    mine = tuple(f for f in unknown if source in f.sources)
    if telling.case.contest.secret:
        return "not-asked", say("report-chain-secret"), ()
    if mine:
        return "differs", " ".join(failed), unknown
    units = (telling.case.tally(source).units + telling.case.tally(source).closed_units, "count")
    if body is None:
        told = [say("report-chain-names-listed", count=units), *failed]
        return "cannot-tell", " ".join(told), unknown
    languages = {code for seat in body.seats for code, _ in seat.name.entries if code}
    told = [
        say(
            "report-chain-names-hold",
            count=units,
            source=(source, "source"),
            seats=(len(body.seats), "count"),
            languages=(max(1, len(languages)), "count"),
            aliases=(sum(len(seat.aliases) for seat in body.seats), "count"),
        ),
        *failed,
    ]
    return "holds", " ".join(told), unknown


def _printed(finding: Finding) -> str:
    """Return names as they were printed, and how many more there are."""
    names = ", ".join(f"“{unit.removeprefix(UNMATCHED)}”" for unit in finding.units)
    more = finding.unit_count - len(finding.units)
    return f"{names}, ... (+{more})" if more else names


def once_step(telling: Telling, source: SourceId | None) -> Told:
    """Return whether anybody is named twice, and who."""
    say = telling.say
    if source is None or telling.case.contest.secret:
        return "not-asked", say("report-chain-nobody" if source is None else "report-chain-secret"), ()
    repeated = tuple(f for f in telling.checked.findings if f.code == "unit-repeated")
    told = [
        say(
            "report-chain-twice",
            source=(one.sources[0], "source"),
            names=", ".join(telling.seat(unit) for unit in one.units),
        )
        for one in repeated
    ]
    if any(source in one.sources for one in repeated):
        return "differs", " ".join(told), repeated
    records = (telling.case.tally(source).units, "count")
    once = say("report-chain-once", count=records, source=(source, "source"))
    return "holds", " ".join([once, *told]), repeated


def rest_of_members(telling: Telling, source: SourceId | None) -> Told:
    """Return whether those with a position are all members, or the rest is explained."""
    case, say = telling.case, telling.say
    codes = {"membership-differs", "membership-strangers", "membership-barred"}
    wrong = tuple(f for f in telling.checked.findings if f.code in codes)
    right = tuple(f for f in telling.checked.findings if f.code == "membership-agrees")
    if wrong:
        told = " ".join(telling.speech.say(f.message, f.numbers) for f in wrong)
        return "differs", told, wrong
    if source is None:
        return "not-asked", say("report-chain-nobody"), right
    call = case.call(source)
    if call is None or case.roll is None:
        return (*_by_statement(telling, source), right)
    return (*_by_roll(telling, call, case.roll), right)


def _by_roll(telling: Telling, call: RollCall, roll: Roll) -> tuple[str, str]:
    say = telling.say
    recorded = {s for s, taken in call.positions.items() if taken != Position.NOT_RECORDED}
    silent = [seat for seat in roll.called if seat not in recorded]
    uncalled = [seat for seat in roll.members if seat not in roll.called and seat not in recorded]
    numbers = {
        "members": (len(roll.members), "count"),
        "recorded": (len(recorded & set(roll.members)), "count"),
        "count": (len(uncalled), "count"),
        "silent": (len(silent), "count"),
    }
    if silent:
        names = ", ".join(sorted(map(telling.seat, silent)))
        return "cannot-tell", say("report-chain-members-silent", names=names, **numbers)
    if not uncalled:
        return "holds", say("report-chain-members-all", **numbers)
    names = ", ".join(sorted(map(telling.seat, uncalled)))
    return "holds", say("report-chain-members-rest", names=names, **numbers)


def _by_statement(telling: Telling, source: SourceId) -> tuple[str, str]:
    """Return the same where no file of the body says who its members are: by the number stated."""
    say, stated, tally = telling.say, telling.case.contest.applied("registered"), telling.case.tally(source)
    seen = tally.units + tally.closed_units
    if stated is None:
        return "cannot-tell", say("report-chain-members-unstated", seen=(seen, "count"))
    word = "holds" if seen == stated.value else "differs" if seen > stated.value else "cannot-tell"
    numbers = {"seen": (seen, "count"), "stated": (stated.value, "count")}
    return word, say(f"report-chain-members-stated-{word}", **numbers)
