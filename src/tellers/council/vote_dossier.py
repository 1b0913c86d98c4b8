"""Votes that were exchanged, as a dossier: so that a check works on anybody's file as on our own.

Each vote becomes a contest, its names a table, its totals and result a proclamation by whoever wrote the
file. Where the file says no rule, one is named from a profile; where no body is given, one is made of the
names in the file, and every number of members then counts those names: said, since it may be too few.

Steps: (1) settle the rule, (2) find the seats, (3) lay the words and tables in a folder of our own,
(4) assemble them as any other mapping.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.council.names import NameBook
from tellers.council.rule_table import rule_table
from tellers.dossier.assemble import assemble_dossier
from tellers.dossier.body_file import read_body, write_body
from tellers.errors import FormatError, UsageError
from tellers.formats.csv_votes import rows_from
from tellers.formats.remarks import Remark
from tellers.formats.toml_text import encode_toml, without_empty
from tellers.model import OPTIONS, Body, Change, ChangeKind, OptionId, Position, Seat, Text, UnitId, Weight
from tellers.model.text import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.council.profile import Question
    from tellers.dossier.assemble import Assembled
    from tellers.model import Rule, VoteEvent, VoterPosition

__all__ = ["VoteImport", "import_votes"]

MOST_VOTES = 200
"""Contests of a dossier made here; more are a series, which `tellers council check` reads."""
SOURCE = "roll-call"
_NAMES = {
    "for": {"en": "For", "es": "A favor", "pt": "A favor", "fr": "Pour"},
    "against": {"en": "Against", "es": "En contra", "pt": "Contra", "fr": "Contre"},
    "abstain": {"en": "Abstaining", "es": "Abstenciones", "pt": "Abstenções", "fr": "Abstentions"},
    "present": {
        "en": "Present, not voting",
        "es": "Presentes sin votar",
        "pt": "Presentes sem votar",
        "fr": "Présents sans voter",
    },
    "not-participating": {
        "en": "Not participating",
        "es": "No participan",
        "pt": "Não participam",
        "fr": "Ne participent pas",
    },
    "absent": {"en": "Absent", "es": "Ausentes", "pt": "Ausentes", "fr": "Absents"},
    "paired": {"en": "Paired", "es": "Pareados", "pt": "Pareados", "fr": "Appariés"},
    "not-entitled": {
        "en": "Without a vote",
        "es": "Sin derecho a voto",
        "pt": "Sem direito a voto",
        "fr": "Sans droit de vote",
    },
    "invalid": {"en": "Invalid", "es": "Nulos", "pt": "Nulos", "fr": "Nuls"},
    "blank": {"en": "Blank", "es": "En blanco", "pt": "Em branco", "fr": "Blancs"},
    "not-recorded": {"en": "Not recorded", "es": "Sin registro", "pt": "Sem registro", "fr": "Sans relevé"},
}
_BY = {
    "en": "the file, as published",
    "es": "el archivo, tal como se publicó",
    "pt": "o arquivo, tal como foi publicado",
    "fr": "le fichier, tel qu’il a été publié",
}
_ROLL_CALL = {"en": "Roll call", "es": "Votación nominal", "pt": "Votação nominal", "fr": "Appel nominal"}
_CONTROL = re.compile("[\\x00-\\x1f\\x7f]")
_NO_SLUG = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteImport:
    """What is to be made of some votes."""

    events: Sequence[VoteEvent]
    origin: str
    """The file's name."""
    question: Question | None = None
    """The rule they were under, where the file says none, or says another."""
    body: bytes = b""
    """A `body.toml`; without one the seats are the names of the file."""


@dataclass(slots=True)
class _Laid:
    """What was settled for the votes together."""

    body: Body
    given: bool
    book: NameBook
    noted: list[Remark] = field(default_factory=list)


def import_votes(votes: VoteImport, to: Path) -> tuple[Assembled, tuple[Remark, ...]]:
    """Write the dossier of these votes; return what was read, and what was taken for granted or left out.

    Raises `UsageError` where nobody says the rule and for too many votes, `FormatError` for a vote without
    a day; what the dossier itself refuses is raised as by any import.
    """
    if not 0 < len(votes.events) <= MOST_VOTES:
        raise UsageError(
            f"{len(votes.events)} votes; a dossier made so has 1 to {MOST_VOTES}",
            where=votes.origin,
            remedy="Read them as a series: tellers council check, docs/reference/series.md.",
        )
    body = read_body(votes.body, where="body.toml") if votes.body else _body_of(votes)
    laid = _Laid(body=body, given=bool(votes.body), book=NameBook.of(body))
    names = _slugs([event.id for event in votes.events])
    contests, tables, announced = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        desk = Path(scratch)
        for event, name in zip(votes.events, names, strict=True):
            rule = _rule_of(event, votes)  # (1)
            contests.append(_contest(event, rule, name=name, laid=laid))
            announced.append(_proclamation(event, name=name, origin=votes.origin))
            voters = [_row(voter, laid) for voter in event.positions]  # (2)
            content = rows_from(("voter", "position", "status"), voters).write()
            (desk / f"{name}.csv").write_bytes(content)  # (3)
            tables.append(_table(event, name=name))
        _remark(votes, laid)
        laid.noted += _unheld(votes, names, laid)
        source: dict[str, object] = {
            "id": SOURCE,
            "name": _ROLL_CALL,
            "by": _BY,
        }
        source |= {"kind": "minutes", "origin": votes.origin}
        (desk / "contest.toml").write_text(
            _listed("contest", contests) + _listed("source", [source]), encoding="utf-8"
        )
        told = [one for one in announced if one["claim"]]
        (desk / "proclamations.toml").write_text(_listed("proclamation", told), encoding="utf-8")
        (desk / "body.toml").write_bytes(votes.body or write_body(body))
        dossier = {"name": names[0], "title": votes.events[0].title, "body": "body.toml"}
        (desk / "mapping.toml").write_text(
            f"[dossier]\n{encode_toml(without_empty(dossier))}\n{_listed('table', tables)}",
            encoding="utf-8",
        )
        done = assemble_dossier(desk / "mapping.toml", to)  # (4)
    return done, tuple(laid.noted)


def _rule_of(event: VoteEvent, votes: VoteImport) -> Rule:
    """Return the rule named for all, else the file's own, with abstentions that are no vote cast."""
    rule = votes.question.rule if votes.question is not None else event.rule
    if rule is None:
        raise UsageError(
            "the file names no rule that we read",
            where=f"{votes.origin}, {event.id}",
            expected="--profile and, where it has several, --question",
            remedy="docs/reference/rules-of-bodies.md lists the profiles.",
        )
    return rule if rule.abstentions else replace(rule, abstentions=(OptionId(Position.ABSTAIN),))


def _body_of(votes: VoteImport) -> Body:
    """Return a body whose seats are the voters of the file, all of them members from its first day on."""
    held: dict[str, VoterPosition] = {}
    names: dict[str, dict[str, None]] = {}
    for voter in (one for event in votes.events for one in event.positions):
        seat = _seat_id(voter)
        held.setdefault(seat, voter)
        names.setdefault(seat, {})[voter.name or seat] = None
    if not held:
        raise FormatError(
            "not one name of a member",
            where=votes.origin,
            remedy="Name the body with --body, or read the totals as a series: docs/reference/series.md.",
        )
    since = min((event.day for event in votes.events if event.day), default="")
    weighted = {
        UnitId(seat): int(one.weight)
        for seat, one in held.items()
        if one.weight is not None and one.weight.denominator == 1 and one.weight >= 0
    }
    rules = [event.rule for event in votes.events] + [votes.question.rule if votes.question else None]
    weights = {one.weight for rule in rules if rule for one in rule.requirements if one.weight}
    body = next((event.body for event in votes.events if event.body), votes.origin)
    return Body(
        id=_slugs([body])[0].casefold(),
        name=Text.of(body),
        seats=tuple(
            Seat(
                id=UnitId(seat),
                name=Text.of(next(iter(names[seat]))),
                aliases=tuple(list(names[seat])[1:]),
                groups=(voter.group,) if voter.group else (),
            )
            for seat, voter in held.items()
        ),
        changes=tuple(Change(seat=UnitId(seat), kind=ChangeKind.JOINED, on=since) for seat in held),
        weights=tuple(
            Weight(id=name, name=Text.of(name), on=since, values=tuple(weighted.items()))
            for name in sorted(weights)
            if weighted
        ),
        note=Text(
            (
                ("en", "Made of the names in a file of votes; who else was a member is not known."),
                ("es", "Hecho de los nombres de un archivo de votaciones; no se sabe quién más era miembro."),
                ("pt", "Feito dos nomes de um arquivo de votações; não se sabe quem mais era membro."),
                ("fr", "Fait des noms d’un fichier de votes\u202f; on ne sait pas qui d’autre était membre."),
            )
        ),
    )


def _contest(event: VoteEvent, rule: Rule, *, name: str, laid: _Laid) -> dict[str, object]:
    if not event.day:
        raise FormatError("a vote without a day", where=event.id, expected="the day it was taken")
    members = event.members if event.members is not None else len(laid.body.roll_on(event.day).members)
    used = {voter.position for voter in event.positions} | {position for position, _ in event.totals}
    options = set(map(str, OPTIONS))
    used |= {position for position in Position if position.value in set(map(str, rule.abstentions))}
    others = [position for position in Position if position in used and position.value not in options]
    figures = [{"id": str(one), "role": "position", "name": _NAMES[one]} for one in others]
    return without_empty(
        {
            "id": name,
            "title": event.title or event.id or name,
            "date": event.day,
            "secret": False,
            "body": event.body,
            "unit_name": dict(MEMBER.entries),
            "rule": rule_table(rule),
            "casting": _casting(event),
            "option": [{"id": str(option), "name": _NAMES[option]} for option in OPTIONS],
            "figure": [*figures, {"id": "registered", "role": "registered"}],
            "statement": [
                {"about": "registered", "value": members, "applied": True, "by": _BY},
            ],
        }
    )


def _casting(event: VoteEvent) -> str:
    """Return the option that the casting vote was for; '' where there was none, or it was for no option."""
    return str(event.casting) if event.casting is not None and str(event.casting) in OPTIONS else ""


def _proclamation(event: VoteEvent, *, name: str, origin: str) -> dict[str, object]:
    claims: list[dict[str, object]] = [
        {"figure": str(position), "votes": value} for position, value in event.totals
    ]
    claims += [{"required": event.required}] if event.required is not None else []
    claims += [{"outcome": event.outcome.value}] if event.outcome is not None else []
    document = "; ".join(event.sources) or origin
    told = {"id": f"{name[:54]}-announced", "contest": name, "by": _BY, "date": event.day}
    note = "; ".join(part for part in (event.result, event.question) if part)
    return {**told, "document": document, **({"note": note} if note else {}), "claim": claims}


def _table(event: VoteEvent, *, name: str) -> dict[str, object]:
    words = {str(one): str(one) for one in (*OPTIONS, *(voter.position for voter in event.positions))}
    return {
        "file": f"{name}.csv",
        "contest": name,
        "source": SOURCE,
        "unit": "{voter}",
        "positions": {"column": "position", "values": dict(sorted(words.items()))},
        "status": {"column": "status", "values": {"called": "counted", "not called": "not-called"}},
    }


def _row(voter: VoterPosition, laid: _Laid) -> list[tuple[str, str]]:
    """Return a row of a table: the seat that the id or the name is of, else the name as printed."""
    seat = _seat_id(voter) if not laid.given else ""
    found = seat or laid.book.seat(voter.name) or (voter.seat and laid.book.seat(voter.seat))
    position = "" if not voter.called and voter.position is Position.NOT_RECORDED else str(voter.position)
    status = "called" if position else "not called"
    return [("voter", str(found or voter.printed)), ("position", position), ("status", status)]


def _remark(votes: VoteImport, laid: _Laid) -> None:
    """Note what was taken for granted, so that no verdict rests on it unsaid."""
    if votes.question is not None:
        own = [event for event in votes.events if event.rule not in {None, votes.question.rule}]
        if own:
            laid.noted.append(Remark(key="note-other-rule", count=len(own), shown=own[0].id))
    if not laid.given:
        laid.noted.append(Remark(key="note-body-made", count=len(laid.body.seats)))
        seats = len(laid.body.seats)
        laid.noted += [
            Remark(key="note-members-differ", count=event.members, shown=event.id)
            for event in votes.events
            if event.members is not None and event.members != seats
        ][:1]


def _unheld(votes: VoteImport, names: Sequence[str], laid: _Laid) -> list[Remark]:
    """Return what these votes say and a dossier has no place for."""
    weighed = {seat for weight in laid.body.weights for seat, _ in weight.values}
    found: Counter[str] = Counter()
    for event, name in zip(votes.events, names, strict=True):
        found["id"] += event.id != name
        found["quorum"] += event.quorum is not None
        found["attending"] += event.attending is not None
        found["casting"] += event.casting is not None and not _casting(event)
        found["extra"] += len(event.extra)
        for voter in event.positions:
            found["pair"] += bool(voter.pair)
            found["group"] += bool(voter.group) and laid.given
            found["weight"] += voter.weight is not None and (laid.given or _seat_id(voter) not in weighed)
            found["extra"] += len(voter.extra)
    shown = dict.fromkeys(key for event in votes.events for key, _ in _extras(event))
    return [
        Remark(key=f"lost-{what}", count=count, shown=", ".join(list(shown)[:5]) if what == "extra" else "")
        for what, count in found.items()
        if count
    ]


def _extras(event: VoteEvent) -> Iterator[tuple[str, str]]:
    yield from event.extra
    yield from (one for voter in event.positions for one in voter.extra)


def _seat_id(voter: VoterPosition) -> str:
    """Return the id of a voter's seat in a body made of names: its own, else its name, no control signs."""
    if voter.seat is not None:
        return str(voter.seat)
    return " ".join(_CONTROL.sub(" ", voter.name).split())[:200].strip() or "?"


def _slugs(ids: Sequence[str]) -> list[str]:
    """Return a name for each id that may be a file's, no two alike."""
    found: dict[str, None] = {}
    for place, one in enumerate(ids, 1):
        slug = _NO_SLUG.sub("-", one).strip("-._")[:50] or f"vote-{place}"
        while slug in found:
            slug = f"{slug[:50]}-{place}"
        found[slug] = None
    return list(found)


def _listed(name: str, entries: Sequence[dict[str, object]]) -> str:
    return "".join(f"[[{name}]]\n{encode_toml(entry)}\n" for entry in entries)
