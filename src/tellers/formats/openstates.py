"""Open States' bulk CSV of votes: `votes`, `vote_people`, `vote_counts` and `vote_sources`, joined by id.

Follows the tables that https://open.pluralpolicy.com/data/session-csv/ offers, as the open source code of
the site writes them (openstates.org, bulk/management/commands/bulk_export.py), and the option and result
codes of Open Civic Data. There is no requirement and no rule; the result is `pass` or `fail`. Present,
invalid, blank, not entitled and not recorded have no code: they are written as `other`, which is read as
not recorded.

>>> event = VoteEvent(id="ocd-vote/1", day="2024-07-31", title="A text", outcome=OutcomeWord.NOT_ADOPTED,
...     question="two thirds", positions=(VoterPosition(name="Peru", position=Position.FOR),))
>>> written = write_openstates([event])
>>> sorted(written.files), [lost.key for lost in written.lost]
(['vote_counts.csv', 'vote_people.csv', 'vote_sources.csv', 'votes.csv'], ['lost-question'])
>>> print(written.files["vote_people.csv"].decode(), end="")
id,vote_event_id,option,voter_name,voter_id,note
,ocd-vote/1,yes,Peru,,
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tellers.errors import FormatError
from tellers.formats.csv_votes import (
    day_of,
    decimal_whole,
    find_table,
    read_rows,
    rows_from,
)
from tellers.formats.kept_fields import Field, read_fields, write_fields
from tellers.formats.position_words import PositionWords
from tellers.formats.remarks import ReadVotes, WrittenVotes, find_losses
from tellers.formats.table_values import drop_blank, names_in_line, remarks_of, seat_of, whole_totals
from tellers.model import OutcomeWord, Position, VoteEvent, VoterPosition

__all__ = ["FORM", "read_openstates", "sniff_openstates", "write_openstates"]

FORM = "openstates"
WORDS = PositionWords.of(
    {
        Position.FOR: "yes",
        Position.AGAINST: "no",
        Position.ABSTAIN: "abstain",
        Position.ABSENT: "absent",
        Position.NOT_PARTICIPATING: "not voting",
        Position.PAIRED: "paired",
    },
    merged="other",
    also={"excused": Position.ABSENT},
)
_RESULTS = {"pass": OutcomeWord.ADOPTED, "fail": OutcomeWord.NOT_ADOPTED}
VOTES = (
    "id",
    "identifier",
    "motion_text",
    "motion_classification",
    "start_date",
    "result",
    "organization_id",
    "bill_id",
    "bill_action_id",
    "jurisdiction",
    "session_identifier",
)
PEOPLE = ("id", "vote_event_id", "option", "voter_name", "voter_id", "note")
COUNTS = ("id", "vote_event_id", "option", "value")
SOURCES = ("id", "vote_event_id", "url", "note")


def _result_of(outcome: OutcomeWord | None) -> str:
    """Return the code of an outcome: what was neither adopted nor refused has none."""
    if outcome is None:
        return ""
    return "pass" if outcome.adopts else "fail" if outcome is OutcomeWord.NOT_ADOPTED else ""


def _totals_in(raw: str) -> tuple[tuple[Position, int], ...]:
    counts: dict[str, int] = {}
    for row in _part(raw):
        value = decimal_whole(row.get("value", ""))
        if value is not None:
            counts.setdefault(row.get("option", ""), value)
    return whole_totals(counts, WORDS)


def _totals_text(totals: Sequence[tuple[Position, int]]) -> str:
    merged = WORDS.merge(VoteEvent(id="", totals=tuple(totals)))
    rows = [[("option", word), ("value", str(value))] for word, value in merged.items()]
    return rows_from(("option", "value"), rows).write().decode() if rows else ""


def _sources_in(raw: str) -> tuple[str, ...]:
    told = [" ".join(part for part in (row.get("url"), row.get("note")) if part) for row in _part(raw)]
    return tuple(one for one in told if one)


def _sources_text(sources: Sequence[str]) -> str:
    rows = []
    for source in sources:
        url, _, note = source.partition(" ")
        rows.append([("url", url), ("note", note)] if "://" in url else [("url", ""), ("note", source)])
    return rows_from(("url", "note"), rows).write().decode() if rows else ""


def _part(raw: str) -> list[dict[str, str]]:
    """Return the rows of a part of a table that was kept as text."""
    return [dict(cells) for cells in read_rows(raw.encode(), where="kept").cells()] if raw else []


EVENT = [
    Field(name="id", value="id", read=str, write=str),
    Field(name="motion_text", value="title", read=str, write=str),
    Field(name="start_date", value="day", read=day_of, write=str),
    Field(name="result", value="outcome", read=_RESULTS.get, write=_result_of),
    Field(name="organization_id", value="body", read=str, write=str),
    Field(name="vote_counts", value="totals", read=_totals_in, write=_totals_text),
    Field(name="vote_sources", value="sources", read=_sources_in, write=_sources_text),
]
VOTER = [
    Field(
        name="option",
        value="position",
        read=lambda word: WORDS.read(word) or Position.NOT_RECORDED,
        write=WORDS.write,
    ),
    Field(name="voter_name", value="name", read=str, write=str),
    Field(name="voter_id", value="seat", read=seat_of, write=lambda seat: str(seat or "")),
]


def sniff_openstates(head: bytes) -> bool:
    """Return whether a file begins like Open States' table of votes, or of who voted."""
    names = names_in_line(head)
    return {"motion_text", "result"} <= names or {"vote_event_id", "option"} <= names


def read_openstates(files: Mapping[str, bytes], *, where: str) -> ReadVotes:
    """Return the votes of the tables; those of people, counts and sources may be missing.

    Raises `FormatError` for tables that are not these.
    """
    votes_file = find_table({name: one for name, one in files.items() if "member" not in name}, "votes.csv")
    if votes_file is None:
        raise FormatError("no table of votes", where=where, expected="a file whose name ends in votes.csv")
    votes = read_rows(votes_file[1], where=votes_file[0], needs=("id", "motion_text", "result"))
    people = _rows_of(files, "vote_people.csv", ("vote_event_id", "option", "voter_name"))
    parts = {
        name: _rows_of(files, f"{name}.csv", ("vote_event_id",)) for name in ("vote_counts", "vote_sources")
    }
    noted: Counter[tuple[str, str]] = Counter()
    events = []
    for row in votes.cells():
        vote_id = dict(row)["id"]
        raws = [*drop_blank(row, VOTES), *_raw_parts(parts, vote_id)]
        values, extra = read_fields(EVENT, raws)
        voters = tuple(_read_voter(one, noted) for one in people.get(vote_id, ()))
        events.append(VoteEvent(**values, positions=voters, form=FORM, extra=extra))
    return ReadVotes(events=tuple(events), noted=remarks_of(noted))


def write_openstates(events: Sequence[VoteEvent]) -> WrittenVotes:
    """Return the four tables of these votes, and what reading them does not give back."""
    votes, people = [], []
    parts: dict[str, list[list[tuple[str, str]]]] = {"vote_counts": [], "vote_sources": []}
    for event in events:
        values: dict[str, Any] = {field.value: getattr(event, field.value) for field in EVENT}
        written = write_fields(EVENT, values, event.extra if event.form == FORM else ())
        votes.append([(name, raw) for name, raw in written if name not in parts])
        for name in parts:
            own = [("id", ""), ("vote_event_id", event.id)]
            parts[name] += [list({**dict(own), **row}.items()) for row in _part(dict(written)[name])]
        for voter in event.positions:
            values = {field.value: getattr(voter, field.value) for field in VOTER}
            cells = write_fields(VOTER, values, voter.extra if event.form == FORM else ())
            people.append([("vote_event_id", event.id), *cells])
    files = {
        "votes.csv": rows_from(VOTES, votes).write(),
        "vote_people.csv": rows_from(PEOPLE, people).write(),
        "vote_counts.csv": rows_from(COUNTS, parts["vote_counts"]).write(),
        "vote_sources.csv": rows_from(SOURCES, parts["vote_sources"]).write(),
    }
    held = read_openstates(files, where="written").events
    return WrittenVotes(files=files, lost=find_losses(events, held))


def _read_voter(row: list[tuple[str, str]], noted: Counter[tuple[str, str]]) -> VoterPosition:
    cells = [(name, cell) for name, cell in drop_blank(row, PEOPLE) if name != "vote_event_id"]
    word = dict(row)["option"]
    values, extra = read_fields(VOTER, cells)
    if WORDS.read(word) is None:
        noted["note-unknown-position", word] += 1
    elif values["position"] is Position.NOT_RECORDED:
        noted["note-merged", word] += 1
    return VoterPosition(**values, extra=extra)


def _rows_of(
    files: Mapping[str, bytes], name: str, needs: Sequence[str]
) -> dict[str, list[list[tuple[str, str]]]]:
    found = find_table(files, name)
    return read_rows(found[1], where=found[0], needs=needs).by("vote_event_id") if found else {}


def _raw_parts(
    parts: Mapping[str, Mapping[str, list[list[tuple[str, str]]]]], vote_id: str
) -> list[tuple[str, str]]:
    """Return a vote's counts and sources as text: what our two columns do not hold is kept with them."""
    raws = []
    for name, columns in (("vote_counts", COUNTS), ("vote_sources", SOURCES)):
        rows = [
            [(column, cell) for column, cell in drop_blank(row, columns) if column != "vote_event_id"]
            for row in parts[name].get(vote_id, ())
        ]
        if rows:
            raws.append((name, rows_from(columns[2:], rows).write().decode()))
    return raws
