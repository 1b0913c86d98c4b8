"""The tables of United Nations votes: the Digital Library's, one row a state and vote, and Voeten's.

Follows the voting data of the United Nations Digital Library (research.un.org/en/docs/unvoting): `Y`, `N`,
`A`, and `X` or nothing for non-voting, which merges absent, suspended and not participating, and is read as
not recorded. The library lists adopted texts only: a row with a resolution was adopted, and of any other
no outcome can be written. Voeten's General Assembly set (doi.org/10.7910/DVN/LEJUQZ) has 1 yes, 2 abstain,
3 no, 8 absent and 9 not a member: a state that was no member has no position. Neither names a rule or a
body. Votes are written in the layout they were read in, else in the library's.

>>> from tellers.model import UnitId
>>> event = VoteEvent(id="CP/doc.60/24", day="2024-07-31", title="A text", members=34,
...     positions=(VoterPosition(name="PERU", position=Position.FOR, seat=UnitId("PER")),
...                VoterPosition(name="CUBA", position=Position.ABSENT, seat=UnitId("CUB"))))
>>> written = write_un([event])
>>> [(lost.key, lost.shown) for lost in written.lost]
[('lost-position', 'absent > not-recorded')]
>>> written.files[""].decode().splitlines()[2][:42]
'CP/doc.60/24,CUB,CUBA,X,2024-07-31,,,CP/do'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tellers.formats.csv_votes import day_of, decimal_whole, number_text, read_rows, rows_from
from tellers.formats.kept_fields import Field, read_fields, write_fields
from tellers.formats.position_words import PositionWords
from tellers.formats.remarks import ReadVotes, WrittenVotes, find_losses
from tellers.formats.table_values import drop_blank, names_in_line, remarks_of, seat_of, whole_totals
from tellers.model import OutcomeWord, Position, VoteEvent, VoterPosition

__all__ = ["LIBRARY", "VOETEN", "read_un", "sniff_un", "write_un"]

LIBRARY, VOETEN = "un", "un-voeten"
NO_MEMBER = "9"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """One of the two tables: which column is what."""

    form: str
    words: PositionWords
    columns: tuple[str, ...]
    seat: str
    name: str
    position: str
    event: Mapping[str, str]
    """The column of each value of the vote."""
    totals: Mapping[str, str]
    """The column of the total of each word."""

    @property
    def fields(self) -> list[Field]:
        codecs = {"day": (day_of, str), "members": (decimal_whole, number_text)}
        plain = [
            Field(name=column, value=value, read=codecs.get(value, (str, str))[0], write=_WRITERS[value])
            for value, column in self.event.items()
        ]
        counts = [
            Field(name=column, value=f"total:{word}", read=decimal_whole, write=number_text)
            for word, column in self.totals.items()
        ]
        return plain + counts

    @property
    def of_voters(self) -> list[Field]:
        return [
            Field(name=self.seat, value="seat", read=seat_of, write=lambda seat: str(seat or "")),
            Field(name=self.name, value="name", read=str, write=str),
            Field(
                name=self.position,
                value="position",
                read=lambda word: self.words.read(word) or Position.NOT_RECORDED,
                write=self.words.write,
            ),
        ]


_WRITERS: Mapping[str, Any] = {"id": str, "day": str, "title": str, "members": number_text, "source": str}
_LAYOUTS = {
    LIBRARY: _Layout(
        form=LIBRARY,
        words=PositionWords.of(
            {Position.FOR: "Y", Position.AGAINST: "N", Position.ABSTAIN: "A"},
            merged="X",
            also={"": Position.NOT_RECORDED, "NV": Position.NOT_RECORDED},
        ),
        columns=(
            "undl_id",
            "ms_code",
            "ms_name",
            "ms_vote",
            "date",
            "session",
            "resolution",
            "draft",
            "committee_report",
            "meeting",
            "title",
            "agenda_title",
            "subjects",
            "vote_note",
            "total_yes",
            "total_no",
            "total_abstentions",
            "total_non_voting",
            "total_ms",
            "undl_link",
        ),
        seat="ms_code",
        name="ms_name",
        position="ms_vote",
        event={
            "id": "undl_id",
            "day": "date",
            "title": "title",
            "members": "total_ms",
            "source": "undl_link",
        },
        totals={"Y": "total_yes", "N": "total_no", "A": "total_abstentions", "X": "total_non_voting"},
    ),
    VOETEN: _Layout(
        form=VOETEN,
        words=PositionWords.of(
            {Position.FOR: "1", Position.ABSTAIN: "2", Position.AGAINST: "3", Position.ABSENT: "8"}, merged=""
        ),
        columns=(
            "rcid",
            "ccode",
            "vote",
            "Country",
            "Countryname",
            "date",
            "unres",
            "descr",
            "yes",
            "no",
            "abstain",
        ),
        seat="Country",
        name="Countryname",
        position="vote",
        event={"id": "rcid", "day": "date", "title": "descr"},
        totals={"1": "yes", "3": "no", "2": "abstain"},
    ),
}


def sniff_un(head: bytes) -> bool:
    """Return whether a file begins like one of the two tables."""
    names = names_in_line(head)
    return any({layout.event["id"], layout.position, layout.name} <= names for layout in _LAYOUTS.values())


def read_un(content: bytes, *, where: str) -> ReadVotes:
    """Return the votes of a table in the order of their first rows; `FormatError` for another table."""
    voeten = _LAYOUTS[VOETEN]
    is_voeten = {voeten.event["id"], voeten.position} <= names_in_line(content[:65_536])
    layout = voeten if is_voeten else _LAYOUTS[LIBRARY]
    needs = (layout.event["id"], layout.name, layout.position, layout.event["day"])
    table = read_rows(content, where=where, needs=needs)
    noted: Counter[tuple[str, str]] = Counter()
    events = [_read_event(layout, rows, noted) for rows in table.by(layout.event["id"]).values()]
    return ReadVotes(events=tuple(events), noted=remarks_of(noted))


def write_un(events: Sequence[VoteEvent]) -> WrittenVotes:
    """Return the table of these votes, and what reading it does not give back."""
    form = events[0].form if events and all(one.form == events[0].form for one in events) else LIBRARY
    layout = _LAYOUTS.get(form, _LAYOUTS[LIBRARY])
    rows = [row for event in events for row in _event_rows(layout, event)]
    content = rows_from(layout.columns, rows).write()
    held = read_un(content, where="written").events
    return WrittenVotes(files={"": content}, lost=find_losses(events, held))


def _read_event(
    layout: _Layout, rows: list[list[tuple[str, str]]], noted: Counter[tuple[str, str]]
) -> VoteEvent:
    """Return one vote: what is the same in every row is the vote's, what differs is the voter's."""
    own = {layout.seat, layout.name, layout.position}
    held = [dict(row) for row in rows]
    first = held[0]
    shared = {name for name in first if name not in own and all(row[name] == first[name] for row in held)}
    cells = [(name, cell) for name, cell in rows[0] if name in shared]
    values, extra = read_fields(layout.fields, drop_blank(cells, layout.columns))
    counts = {word: values.pop(f"total:{word}") for word in layout.totals}
    source = values.pop("source", "")
    voters = []
    silent = set(layout.columns) - {layout.position}
    for row in held:
        word = row[layout.position]
        if layout.form == VOETEN and word == NO_MEMBER:
            noted["note-not-a-member", row[layout.name]] += 1
            continue
        cells = [(name, cell) for name, cell in row.items() if name not in shared]
        told, kept = read_fields(layout.of_voters, drop_blank(cells, silent))
        if layout.words.read(word) is None:
            noted["note-unknown-position", word] += 1
        elif told["position"] is Position.NOT_RECORDED:
            noted["note-merged", word] += 1
        voters.append(VoterPosition(**told, extra=kept))
    return VoteEvent(
        **values,
        positions=tuple(voters),
        totals=whole_totals({word: n for word, n in counts.items() if n is not None}, layout.words),
        outcome=OutcomeWord.ADOPTED if first.get("resolution") else None,
        sources=(source,) if source else (),
        form=layout.form,
        extra=extra,
    )


def _event_rows(layout: _Layout, event: VoteEvent) -> list[list[tuple[str, str]]]:
    own = event.form == layout.form
    counts = layout.words.merge(event)
    values: dict[str, Any] = {name: getattr(event, name) for name in layout.event if name != "source"}
    values |= {"source": event.sources[0] if event.sources else ""}
    values |= {f"total:{word}": counts.get(word) for word in layout.totals}
    cells = dict(write_fields(layout.fields, values, event.extra if own else ()))
    if layout.form == LIBRARY:
        adopted = event.outcome is not None and event.outcome.adopts
        if adopted:
            cells["resolution"] = cells.get("resolution") or event.id
        else:
            cells.pop("resolution", None)
            cells["draft"] = cells.get("draft") or event.id
    rows = []
    for voter in event.positions:
        told = {name: getattr(voter, name) for name in ("seat", "name", "position")}
        rows.append([*cells.items(), *write_fields(layout.of_voters, told, voter.extra if own else ())])
    return rows
