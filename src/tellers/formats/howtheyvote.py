"""HowTheyVote's CSV export of the European Parliament's roll calls: `votes`, `member_votes`, `members`.

Follows the tables of https://github.com/HowTheyVote/data and the open source code that writes them
(howtheyvote, backend/howtheyvote/export). Ids of votes and members are whole numbers there: others are
numbered in their order, and said. Who did not vote stands in one word, absent or not, and is read as not
recorded. A result is ADOPTED, REJECTED, LAPSED or WITHDRAWN; there is no requirement, no rule and no body.
Of the table of members only the names are read: its other columns are personal.

>>> event = VoteEvent(id="7", day="2024-07-31", title="A text", outcome=OutcomeWord.ADOPTED,
...     positions=(VoterPosition(name="North", position=Position.FOR, seat=UnitId("12")),
...                VoterPosition(name="South", position=Position.ABSENT, seat=UnitId("13"))))
>>> written = write_howtheyvote([event])
>>> [(lost.key, lost.shown) for lost in written.lost]
[('lost-position', 'absent > not-recorded')]
>>> print(written.files["member_votes.csv"].decode(), end="")
vote_id,member_id,position,country_code,group_code
7,12,FOR,,
7,13,DID_NOT_VOTE,,
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
    number_text,
    read_rows,
    rows_from,
)
from tellers.formats.kept_fields import Field, read_fields, write_fields
from tellers.formats.position_words import PositionWords
from tellers.formats.remarks import ReadVotes, WrittenVotes, find_losses
from tellers.formats.table_values import drop_blank, names_in_line, remarks_of, seat_of, whole_totals
from tellers.model import OutcomeWord, Position, UnitId, VoteEvent, VoterPosition

__all__ = ["FORM", "read_howtheyvote", "sniff_howtheyvote", "write_howtheyvote"]

FORM = "howtheyvote"
WORDS = PositionWords.of(
    {Position.FOR: "FOR", Position.AGAINST: "AGAINST", Position.ABSTAIN: "ABSTENTION"}, merged="DID_NOT_VOTE"
)
_COUNTS = {word: f"count_{word.casefold()}" for word in (*WORDS.written.values(), WORDS.merged)}
_RESULTS = {
    "ADOPTED": OutcomeWord.ADOPTED,
    "REJECTED": OutcomeWord.NOT_ADOPTED,
    "LAPSED": OutcomeWord.LAPSED,
    "WITHDRAWN": OutcomeWord.WITHDRAWN,
}
_WORDS_OF_RESULTS = {outcome: word for word, outcome in _RESULTS.items()}
VOTES = (
    "id",
    "timestamp",
    "display_title",
    "reference",
    "description",
    "amendment_subject",
    "amendment_number",
    "is_main",
    "procedure_reference",
    "procedure_title",
    "procedure_type",
    "procedure_stage",
    *_COUNTS.values(),
    "result",
    "texts_adopted_reference",
)
MEMBER_VOTES = ("vote_id", "member_id", "position", "country_code", "group_code")
MEMBERS = ("id", "first_name", "last_name")


def _result_of(outcome: OutcomeWord | None) -> str:
    if outcome is not None and outcome.adopts:
        return "ADOPTED"
    return _WORDS_OF_RESULTS.get(outcome, "") if outcome is not None else ""


EVENT = [
    Field(name="id", value="id", read=str, write=str),
    Field(name="timestamp", value="day", read=day_of, write=str),
    Field(name="display_title", value="title", read=str, write=str),
    Field(name="result", value="outcome", read=_RESULTS.get, write=_result_of),
    *(
        Field(name=column, value=f"total:{word}", read=decimal_whole, write=number_text)
        for word, column in _COUNTS.items()
    ),
]
VOTER = [
    Field(name="member_id", value="seat", read=seat_of, write=lambda seat: str(seat or "")),
    Field(
        name="position",
        value="position",
        read=lambda word: WORDS.read(word) or Position.NOT_RECORDED,
        write=WORDS.write,
    ),
    Field(name="group_code", value="group", read=str, write=str),
]


def sniff_howtheyvote(head: bytes) -> bool:
    """Return whether a file begins like HowTheyVote's table of votes, or of how members voted."""
    names = names_in_line(head)
    return {"display_title", "count_for"} <= names or {"vote_id", "member_id", "position"} <= names


def read_howtheyvote(files: Mapping[str, bytes], *, where: str) -> ReadVotes:
    """Return the votes of the tables; without the table of members, members are their ids.

    Raises `FormatError` for tables that are not these.
    """
    votes_file = find_table(
        {name: one for name, one in files.items() if not name.casefold().endswith("_votes.csv")}, "votes.csv"
    )
    if votes_file is None:
        raise FormatError("no table of votes", where=where, expected="votes.csv")
    votes = read_rows(votes_file[1], where=votes_file[0], needs=("id", "timestamp", "display_title"))
    roll_file, names_file = find_table(files, "member_votes.csv"), find_table(files, "members.csv")
    roll = (
        read_rows(roll_file[1], where=roll_file[0], needs=MEMBER_VOTES[:3]).by("vote_id") if roll_file else {}
    )
    noted: Counter[tuple[str, str]] = Counter()
    names = _read_names(names_file, noted) if names_file else {}
    events = []
    for row in votes.cells():
        values, extra = read_fields(EVENT, drop_blank(row, VOTES))
        counts = {word: values.pop(f"total:{word}") for word in _COUNTS}
        totals = whole_totals({word: n for word, n in counts.items() if n is not None}, WORDS)
        voters = tuple(_read_voter(one, names, noted) for one in roll.get(dict(row)["id"], ()))
        events.append(VoteEvent(**values, totals=totals, positions=voters, form=FORM, extra=extra))
    return ReadVotes(events=tuple(events), noted=remarks_of(noted))


def write_howtheyvote(events: Sequence[VoteEvent]) -> WrittenVotes:
    """Return the three tables of these votes, and what reading them does not give back."""
    votes, roll = [], []
    members: dict[str, str] = {}
    numbers = _numbered([event.id for event in events])
    seats = _numbered([voter.printed for event in events for voter in _unnumbered(event)])
    for event, number in zip(events, (numbers[event.id] for event in events), strict=True):
        own = event.form == FORM
        counts = WORDS.merge(event)
        values: dict[str, Any] = {"id": number, "day": event.day, "title": event.title}
        values |= {"outcome": event.outcome, **{f"total:{word}": counts.get(word) for word in _COUNTS}}
        cells = dict(write_fields(EVENT, values, event.extra if own else ()))
        if number != event.id:
            cells.setdefault("reference", event.id)
        votes.append(list(cells.items()))
        for voter in event.positions:
            seat = _whole_seat(voter) or UnitId(seats[voter.printed])
            members.setdefault(seat, voter.name)
            told: dict[str, Any] = {"seat": seat, "position": voter.position, "group": voter.group}
            roll.append(
                [("vote_id", number), *write_fields(VOTER, told, voter.extra if own else ())],
            )
    names = [[("id", seat), ("last_name", name)] for seat, name in members.items()]
    files = {
        "votes.csv": rows_from(VOTES, votes).write(),
        "member_votes.csv": rows_from(MEMBER_VOTES, roll).write(),
        "members.csv": rows_from(MEMBERS, names).write(),
    }
    held = read_howtheyvote(files, where="written").events
    return WrittenVotes(files=files, lost=find_losses(events, held))


def _whole_seat(voter: VoterPosition) -> UnitId | None:
    return voter.seat if voter.seat is not None and decimal_whole(voter.seat) is not None else None


def _unnumbered(event: VoteEvent) -> list[VoterPosition]:
    return [voter for voter in event.positions if _whole_seat(voter) is None]


def _numbered(ids: Sequence[str]) -> dict[str, str]:
    """Return every id that is a whole number as itself, and the others by their place, free of those."""
    taken = {one for one in ids if decimal_whole(one) is not None}
    free = (str(number) for number in range(1, 2 * len(ids) + 2) if str(number) not in taken)
    return {one: one if one in taken else next(free) for one in dict.fromkeys(ids)}


def _read_names(found: tuple[str, bytes], noted: Counter[tuple[str, str]]) -> dict[str, str]:
    name, content = found
    table = read_rows(content, where=name, needs=("id", "last_name"))
    personal = [column for column in table.columns if column not in MEMBERS]
    if personal:
        noted["note-personal", ", ".join(personal)] += len(table.rows)
    rows = [dict(cells) for cells in table.cells()]
    return {
        row["id"]: " ".join(part for part in (row.get("first_name"), row["last_name"]) if part)
        for row in rows
    }


def _read_voter(
    row: list[tuple[str, str]], names: Mapping[str, str], noted: Counter[tuple[str, str]]
) -> VoterPosition:
    given = dict(row)
    cells = [(name, cell) for name, cell in drop_blank(row, MEMBER_VOTES) if name != "vote_id"]
    values, extra = read_fields(VOTER, cells)
    if WORDS.read(given["position"]) is None:
        noted["note-unknown-position", given["position"]] += 1
    elif values["position"] is Position.NOT_RECORDED:
        noted["note-merged", given["position"]] += 1
    return VoterPosition(**values, name=names.get(given["member_id"], ""), extra=extra)
