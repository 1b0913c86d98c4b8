"""Popolo vote events: JSON of a vote, its motion, its counts and the vote of every member.

Follows the Popolo specification, https://www.popoloproject.com/specs/vote-event.html with motion.html,
count.html and vote.html and their JSON Schemas. What Popolo has no member for stands in members of our
own, whose names begin with `tellers:`; a reader that does not know them passes them over. The requirement
is there twice, as the free text that Popolo has and as our rule; where the two disagree it is said.

>>> from dataclasses import replace
>>> from tellers.model import Rule, UnitId
>>> event = VoteEvent(id="1", day="2024-07-31", title="A text", rule=Rule(kind="majority"),
...     positions=(VoterPosition(name="Peru", position=Position.FOR, seat=UnitId("peru")),))
>>> written = write_popolo([event])
>>> print(written.files[""].decode(), end="")
{
  "id": "1",
  "motion": {"text": "A text", "requirement": "more than 1/2 of the members", "tellers:rule": \
{"kind":"majority"}},
  "start_date": "2024-07-31",
  "votes": [
    {"voter_id": "peru", "voter": {"name": "Peru"}, "option": "yes"}
  ]
}
>>> written.lost, read_popolo(written.files[""], where="v.json").events == (replace(event, form="popolo"),)
((), True)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tellers.errors import FormatError
from tellers.formats.json_members import (
    elements_of,
    members_of,
    object_text,
    same_json,
    text_in,
    text_of_file,
    whole_in,
)
from tellers.formats.kept_fields import Field, read_fields, write_fields
from tellers.formats.popolo_values import (
    WORDS,
    day_in,
    fraction_in,
    fraction_text,
    outcome_in,
    result_text,
    rule_in,
    rule_text,
    seat_in,
    sources_in,
    sources_text,
    text_raw,
    totals_in,
    totals_text,
)
from tellers.formats.position_words import known_position
from tellers.formats.remarks import ReadVotes, WrittenVotes, find_losses
from tellers.formats.requirement_text import disagrees, say_requirement
from tellers.formats.table_values import remarks_of
from tellers.model import Position, VoteEvent, VoterPosition

__all__ = ["FORM", "read_popolo", "sniff_popolo", "write_popolo"]

FORM = "popolo"
LIST = "vote_events"
MOST = 1_000_000
"""Votes of members in a file that become objects; more is bulk, which `tellers council check` reads."""
_OPENED = {"motion", "organization"}
_SILENT: tuple[object, ...] = (None, "", ())


def _whole_raw(number: int | None) -> str:
    return "" if number is None else str(number)


def _casting_raw(position: Position | None) -> str:
    return "" if position is None else text_raw(position.value)


def _casting_in(raw: str) -> Position | None:
    return next((one for one in (Position.FOR, Position.AGAINST) if one.value == text_in(raw)), None)


def _called_in(raw: str) -> bool:
    return raw != "false"


def _position_in(raw: str) -> Position:
    return known_position(text_in(raw)) or Position.NOT_RECORDED


EVENT = [
    Field(name="id", value="id", read=text_in, write=text_raw),
    Field(name="organization/name", value="body", read=text_in, write=text_raw),
    Field(name="motion/text", value="title", read=text_in, write=text_raw),
    Field(name="motion/requirement", value="requirement", read=text_in, write=text_raw),
    Field(name="motion/tellers:rule", value="rule", read=rule_in, write=rule_text),
    Field(name="start_date", value="day", read=day_in, write=text_raw),
    Field(name="result", value="result", read=text_in, write=text_raw),
    Field(name="tellers:outcome", value="outcome", read=outcome_in, write=result_text),
    Field(name="tellers:required", value="required", read=whole_in, write=_whole_raw),
    Field(name="tellers:members", value="members", read=whole_in, write=_whole_raw),
    Field(name="tellers:quorum", value="quorum", read=whole_in, write=_whole_raw),
    Field(name="tellers:attending", value="attending", read=whole_in, write=_whole_raw),
    Field(name="tellers:casting", value="casting", read=_casting_in, write=_casting_raw),
    Field(name="counts", value="totals", read=totals_in, write=totals_text),
    Field(name="sources", value="urls", read=sources_in, write=sources_text),
    Field(name="tellers:sources", value="words", read=sources_in, write=sources_text),
]
VOTER = [
    Field(name="voter_id", value="seat", read=seat_in, write=text_raw),
    Field(name="voter/name", value="name", read=text_in, write=text_raw),
    Field(
        name="option",
        value="position",
        read=_position_in,
        write=lambda position: text_raw(WORDS[position]),
    ),
    Field(name="group_id", value="group", read=text_in, write=text_raw),
    Field(name="weight", value="weight", read=fraction_in, write=fraction_text),
    Field(name="pair_id", value="pair", read=text_in, write=text_raw),
    Field(
        name="tellers:called",
        value="called",
        read=_called_in,
        write=lambda called: "" if called else "false",
    ),
]


def sniff_popolo(head: bytes) -> bool:
    """Return whether the beginning of a file looks like Popolo's JSON of votes."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    return text[:1] in {"{", "["} and any(
        f'"{word}"' in text for word in ("motion", LIST, "votes", "counts", "voter_id")
    )


def read_popolo(content: bytes, *, where: str) -> ReadVotes:
    """Return the votes of a file: one vote event, a list of them, or a list under `vote_events`.

    Raises `FormatError` for what is no JSON or no vote event.
    """
    text = text_of_file(content, where=where).strip()
    raws = elements_of(text, where=where) if text.startswith("[") else [text]
    if text.startswith("{"):
        whole = dict(members_of(text, where=where))
        raws = elements_of(whole[LIST], where=where) if LIST in whole else raws
    noted: Counter[tuple[str, str]] = Counter()
    room = MOST
    events = []
    for place, raw in enumerate(raws, 1):
        event = _read_event(raw, where=f"{where}, vote event {place}", room=room, noted=noted)
        room -= len(event.positions)
        events.append(event)
    return ReadVotes(events=tuple(events), noted=remarks_of(noted))


def write_popolo(events: Sequence[VoteEvent]) -> WrittenVotes:
    """Return the file of these votes, and what reading it does not give back."""
    texts = [_event_text(event) for event in events]
    listed = f'{{"{LIST}": [\n' + ",\n".join(texts) + "\n]}"
    content = f"{texts[0] if len(texts) == 1 else listed}\n".encode()
    held = read_popolo(content, where="written").events
    return WrittenVotes(files={"": content}, lost=find_losses(events, held))


def _read_event(raw: str, *, where: str, room: int, noted: Counter[tuple[str, str]]) -> VoteEvent:
    members = members_of(raw, where=where, opened=_OPENED)
    votes = dict(members).get("votes", "")
    plain = [(name, part) for name, part in members if name != "votes" or not votes.startswith("[")]
    values, extra = read_fields(EVENT, plain, same=same_json)
    listed = elements_of(votes, where=where) if votes.startswith("[") else []
    if len(listed) > room:
        raise FormatError(
            f"more than {MOST:,} votes of members",
            where=where,
            remedy="Read it as a series: docs/reference/series.md.",
        )
    given = dict(plain)
    for field in EVENT:
        raw = given.get(field.name, "null")
        if values[field.value] in _SILENT and raw not in {"null", '""', "[]"}:
            noted["note-unread", field.name] += 1
    requirement, rule = values.pop("requirement"), values["rule"]
    if rule is not None and requirement and disagrees(requirement, rule):
        noted["note-requirement", requirement] += 1
    urls, words = values.pop("urls"), values.pop("words")
    printed = outcome_in(given.get("result", ""))
    return VoteEvent(
        **{**values, "outcome": values["outcome"] or printed},
        question="" if rule is not None and requirement == say_requirement(rule) else requirement,
        positions=tuple(_read_voter(part, where=where, noted=noted) for part in listed),
        sources=(*words, *(one for one in urls if one not in words)),
        form=FORM,
        extra=extra,
    )


def _read_voter(raw: str, *, where: str, noted: Counter[tuple[str, str]]) -> VoterPosition:
    members = members_of(raw, where=f"{where}, votes", opened={"voter"})
    values, extra = read_fields(VOTER, members, same=same_json)
    option = text_in(dict(members).get("option", ""))
    if known_position(option) is None:
        noted["note-unknown-position", option] += 1
    return VoterPosition(**values, extra=extra)


def _event_text(event: VoteEvent) -> str:
    extra = event.extra if event.form == FORM else ()
    urls = tuple(one for one in event.sources if "://" in one.partition(" ")[0])
    values: dict[str, Any] = {
        name: getattr(event, name)
        for name in ("id", "body", "title", "rule", "day", "result", "required", "members")
    }
    values |= {name: getattr(event, name) for name in ("quorum", "attending", "casting", "totals")}
    implied = outcome_in(text_raw(event.result))
    values |= {
        "requirement": event.question or (say_requirement(event.rule) if event.rule else ""),
        "outcome": event.outcome if event.outcome is not implied else None,
        "urls": urls,
        "words": event.sources if urls != event.sources else (),
    }
    written = write_fields(EVENT, values, extra)
    voters = ",\n".join(f"    {_voter_text(voter, own=event.form == FORM)}" for voter in event.positions)
    if voters:
        written.append(("votes", f"[\n{voters}\n  ]"))
    return object_text([(name, raw) for name, raw in written if raw], indent="  ")


def _voter_text(voter: VoterPosition, *, own: bool) -> str:
    values = {field.value: getattr(voter, field.value) for field in VOTER}
    written = write_fields(VOTER, values, voter.extra if own else ())
    return object_text([(name, raw) for name, raw in written if raw])
