"""What `tellers seats` prints: the seats of every list, and the derivation below."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.cli.derived import grid_table, lot_block, lot_fields, plain, print_json, rule_told
from tellers.cli.tables import Column, Row, Table, print_tables
from tellers.errors import printable
from tellers.model import Number
from tellers.report.derivation import sentence, tell_steps
from tellers.report.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.rules import Allotment, ListVotes, SeatRule

__all__ = ["print_allotments"]


def print_allotments(
    rule: SeatRule, districts: Sequence[ListVotes], allotments: Sequence[Allotment], *, form: str, lang: str
) -> None:
    """Print the seats of each district, how they follow, and what lot is needed."""
    speech = Language.load(lang)
    if form == "json":
        print_json(_document(rule, allotments, speech))
        return
    if form == "csv":
        print_tables([_all_rows(districts, allotments, speech)], form="csv", language=lang)
        return
    for votes, allotment in zip(districts, allotments, strict=True):
        print_tables([_seats(votes, allotment, speech)], form="text", language=lang)
        if form == "quiet":
            continue
        print(f"{speech.say('seats-steps')}\n")
        for part in tell_steps(allotment.steps, speech):
            if isinstance(part, str):
                print(f"- {printable(part)}")
            else:
                print()
                print_tables([grid_table(part)], form="text", language=lang)
        print()
        if allotment.lot is not None:
            print(lot_block(allotment.lot, speech))
    if len(allotments) > 1:
        print_tables([_total(districts, allotments, speech)], form="text", language=lang)
    if form != "quiet":
        print("\n".join(rule_told(rule.source, rule.unread, speech)))


def _seats(votes: ListVotes, allotment: Allotment, speech: Language) -> Table:
    """Return the lists of a district with votes, share and seats, in the order given."""
    cast = votes.base("cast")
    rows: list[Row] = [
        [
            str(option),
            count,
            speech.write(Number(name="share", value=Fraction(count, cast), unit="share")) if cast else None,
            speech.say("seats-head-barred") if option in allotment.barred else "",
            allotment.seats[option],
        ]
        for option, count in votes.votes.items()
    ]
    heads = [speech.say(f"seats-head-{head}") for head in ("list", "votes", "share", "barred", "seats")]
    columns = (
        Column(heads[0]),
        Column(heads[1], number=True),
        Column(heads[2], number=True),
        Column(""),
        Column(heads[4], number=True),
    )
    title = speech.say("seats-title")
    return Table(title=f"{title} · {votes.place}" if votes.place else title, columns=columns, rows=rows)


def _total(districts: Sequence[ListVotes], allotments: Sequence[Allotment], speech: Language) -> Table:
    """Return the lists of all districts, most seats first."""
    votes: dict[str, int] = {}
    seats: dict[str, int] = {}
    for given, allotment in zip(districts, allotments, strict=True):
        for option, count in given.votes.items():
            votes[option] = votes.get(option, 0) + count
            seats[option] = seats.get(option, 0) + allotment.seats[option]
    rows: list[Row] = [
        [o, votes[o], seats[o]] for o in sorted(votes, key=lambda o: (-seats[o], -votes[o], o))
    ]
    heads = [speech.say(f"seats-head-{head}") for head in ("list", "votes", "seats")]
    columns = (Column(heads[0]), Column(heads[1], number=True), Column(heads[2], number=True))
    return Table(title=speech.say("seats-total"), columns=columns, rows=rows)


def _all_rows(districts: Sequence[ListVotes], allotments: Sequence[Allotment], speech: Language) -> Table:
    """Return one row a list and district: what a spreadsheet goes on with."""
    rows: list[Row] = []
    for votes, allotment in zip(districts, allotments, strict=True):
        rows += [[votes.place, str(o), count, allotment.seats[o]] for o, count in votes.votes.items()]
    table = _total(districts, allotments, speech)
    return replace(
        table, columns=(Column("district"), Column("list"), Column("votes"), Column("seats")), rows=rows
    )


def _document(rule: SeatRule, allotments: Sequence[Allotment], speech: Language) -> dict[str, object]:
    """Return everything as JSON has it: fractions as text, each step with its words."""
    return {
        "method": rule.method,
        "source": rule.source,
        "districts": [
            {
                "place": one.place,
                "house": one.house,
                "seats": dict(one.seats),
                "unfilled": one.unfilled,
                "barred": list(one.barred),
                "lot": lot_fields(one.lot),
                "steps": [
                    {
                        "key": step.key,
                        "options": list(step.options),
                        "numbers": {name: plain(value) for name, value in step.numbers},
                        "text": sentence(step, speech),
                    }
                    for step in one.steps
                ],
            }
            for one in allotments
        ],
    }
