"""A dossier's votes as they are exchanged: the names of one source, the roll, the rule, what was announced.

Of a dossier a vote event holds one account: the standing records of one source, the announcement that
names an outcome, the rule and the number of members that were applied. Rival readings, rival rules and
other sources stay in the dossier, and are said to.

    exported = export_votes(tellers.open_dossier("examples/oas-2024-07-31"))
    exported.events[0].counted, exported.events[0].required
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.errors import SecrecyError, UsageError
from tellers.formats.remarks import Remark
from tellers.model import ClaimKind, OutcomeWord, Position, Status, UnitId, VoteEvent, VoterPosition
from tellers.tables import UNMATCHED, list_missing, list_positions, list_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.dossier import Dossier
    from tellers.model import Contest, Proclamation, SourceId

__all__ = ["ExportedVotes", "export_votes"]

_POSITIONS = {position.value for position in Position}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedVotes:
    """The votes, in the order of the dossier, and what of the dossier is not in them."""

    events: tuple[VoteEvent, ...]
    left: tuple[Remark, ...]


def export_votes(
    dossier: Dossier, *, contest: str = "", source: str = "", language: str = "en"
) -> ExportedVotes:
    """Return the votes of a dossier, or of one contest, as one source recorded them.

    Without a source each vote is told by the one with most records of it, and a decision without names,
    by consensus or by hands, is left out and counted. Raises `SecrecyError` for a
    secret contest, `UsageError` for a contest that is no vote on a text, and for a source without records.
    """
    chosen = [dossier.contest(contest)] if contest else _recorded(dossier)
    left: Counter[str] = Counter()
    if not contest:
        left["unrecorded"] = len(dossier.contests) - len(chosen)
    for one in chosen:
        left.update(_left(dossier, one))
    return ExportedVotes(
        events=tuple(_event(dossier, one, source=source, language=language) for one in chosen),
        left=tuple(Remark(key=f"left-{what}", count=count) for what, count in left.items() if count),
    )


def _recorded(dossier: Dossier) -> list[Contest]:
    """Return the contests with records by name; all where none has any, so that this is told."""
    found = [one for one in dossier.contests if dossier.tables.sources(one.id)]
    return found or list(dossier.contests)


def _event(dossier: Dossier, contest: Contest, *, source: str, language: str) -> VoteEvent:
    """Return one vote: its names, what was announced, the rule and members applied."""
    _verify_open(contest)
    told_by = dossier.source(source) if source else dossier.source(dossier.broadest(contest))
    if told_by.id not in dossier.tables.sources(contest.id):
        raise UsageError(f"source {told_by.id!r} has no records of {contest.id!r}", where=str(dossier.folder))
    announced = _announced(dossier, contest)
    outcome = announced.claim(ClaimKind.OUTCOME) if announced else None
    required = announced.claim(ClaimKind.REQUIRED) if announced else None
    members = contest.applied("registered")
    documents = [told_by.origin, *([announced.document] if announced else [])]
    return VoteEvent(
        id=contest.id,
        day=contest.date,
        body=contest.body.in_language(language),
        title=contest.title.in_language(language),
        rule=contest.rule,
        casting=Position(contest.casting) if contest.casting in _POSITIONS else None,
        positions=tuple(_voters(dossier, contest, told_by.id, language)),
        totals=tuple(_totals(announced)) if announced else (),
        outcome=OutcomeWord(outcome.text) if outcome else None,
        required=required.count if required else None,
        members=members.value if members else None,
        sources=tuple(dict.fromkeys(" ".join(one.in_language(language).split()) for one in documents if one)),
    )


def _announced(dossier: Dossier, contest: Contest) -> Proclamation | None:
    """Return the proclamation that names an outcome, else the first."""
    made = dossier.proclamations_of(contest)
    return next((one for one in made if one.claim(ClaimKind.OUTCOME)), None) or next(iter(made), None)


def _left(dossier: Dossier, contest: Contest) -> dict[str, int]:
    """Return how much of each kind a vote event has no place for."""
    announced = _announced(dossier, contest)
    return {
        "rival-rules": len(contest.rival_rules),
        "rival-members": len(contest.rivals("registered")),
        "sources": max(0, len(dossier.tables.sources(contest.id)) - 1),
        "proclamations": max(0, len(dossier.proclamations_of(contest)) - 1),
        "readings": sum(len(claim.readings) - 1 for claim in announced.claims) if announced else 0,
    }


def _verify_open(contest: Contest) -> None:
    """Raise `SecrecyError` for a secret contest, `UsageError` for one that asks no yes or no."""
    if contest.secret:
        raise SecrecyError(
            "a secret contest has no positions by name", where=contest.id, remedy="Export an open one."
        )
    if not {Position.FOR.value, Position.AGAINST.value} <= set(contest.option_ids):
        raise UsageError(
            "no vote on a text",
            where=contest.id,
            expected="the options for and against",
            got=", ".join(contest.option_ids),
        )


def _voters(dossier: Dossier, contest: Contest, source: SourceId, language: str) -> Iterator[VoterPosition]:
    """Yield every record's name and position, then the members of whom there is none."""
    names = {unit.unit: unit.name for unit in list_units(dossier.tables, language)}
    roll = dossier.body.roll_on(contest.date) if dossier.body is not None else None
    weight = next((one.weight for one in contest.rule.requirements if one.weight), "")
    weights = roll.weights.get(weight, {}) if roll is not None else {}
    veto = contest.rule.veto.group if contest.rule.veto else ""
    group = roll.groups.get(veto, frozenset()) if roll is not None else frozenset()

    def voter(unit: str, position: Position, *, called: bool = True) -> VoterPosition:
        if unit.startswith(UNMATCHED):
            return VoterPosition(name=unit.removeprefix(UNMATCHED), position=position)
        seat = UnitId(unit)
        return VoterPosition(
            name=names.get(unit, unit),
            position=position,
            seat=seat,
            group=veto if seat in group else "",
            weight=Fraction(weights[seat]) if seat in weights else None,
            called=called,
        )

    for one in list_positions(dossier.tables, contest, source, _POSITIONS):
        yield voter(one.unit, Position(one.figure) if one.figure else Position.NOT_RECORDED)
    for missing in list_missing(dossier.tables, contest, source):
        yield voter(missing.unit, Position.NOT_RECORDED, called=missing.status != Status.NOT_CALLED)


def _totals(announced: Proclamation) -> Iterator[tuple[Position, int]]:
    """Yield the announced count of each position, in their order."""
    counts = {
        str(claim.figures[0]): claim.count
        for claim in reversed(announced.claims)
        if claim.kind is ClaimKind.COUNT and len(claim.figures) == 1
    }
    yield from ((position, counts[position]) for position in Position if position in counts)
