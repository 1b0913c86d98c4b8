"""`tellers council members`: what each seat is on a day, and the numbers under each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.council_options import BodyFile, DayOption, ReadingOption, day_of, open_body, verify_reading
from tellers.cli.options import FormatOption, LanguageOption
from tellers.cli.tables import Column, Table, print_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.council.membership import RollNumbers, SeatState
    from tellers.model import Body

__all__ = ["members_command"]


def members_command(
    body: BodyFile,
    /,
    *,
    on: DayOption = "",
    reading: ReadingOption = "",
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Show what each seat of a body is on a day, since when and who says so.

    Below stand the numbers a majority is counted on, and the votes each question of the body's
    profile asks for, under every reading of the membership side by side.
    """
    from tellers.council.membership import roll_numbers, seat_states  # noqa: PLC0415 (loaded when needed)

    read = open_body(body)
    verify_reading(read, reading)
    day = day_of(on)
    numbers = roll_numbers(read, day)
    states = seat_states(read, day, reading or None)
    tables = [
        _seats(read, states, day=day, shown=reading or numbers[0].reading, lang=lang),
        _numbers(read, numbers, lang),
        *_weights(read, day, lang),
        *_required(read, numbers, lang),
    ]
    print_tables(tables, form=format, language=lang)
    return 0


def _seats(body: Body, states: Sequence[SeatState], *, day: str, shown: str, lang: str) -> Table:
    from tellers.report.council_words import kind_word, say, seat_name  # noqa: PLC0415

    rows: list[list[str | int | None]] = []
    for state in states:
        change = state.change
        told = [change.reason.in_language(lang), change.source.in_language(lang)] if change else []
        words = "; ".join(part for part in told if part)
        row = [seat_name(body, state.seat, lang), kind_word(state.kind, lang), state.since, words]
        rows.append([*row])
    return Table(
        title=say(
            lang,
            "council-title-members",
            body=body.name.in_language(lang),
            day=day,
            reading=shown or say(lang, "council-common"),
        ),
        columns=tuple(Column(say(lang, f"council-{key}")) for key in ("seat", "state", "since", "told")),
        rows=rows,
    )


def _numbers(body: Body, numbers: Sequence[RollNumbers], lang: str) -> Table:
    """Return a row a reading: members, in office, with a vote, called, and who holds it."""
    from tellers.report.council_words import reading_name, say  # noqa: PLC0415

    by = {one.id: one.by.in_language(lang) for one in body.readings}
    figures = [Column(say(lang, f"council-{key}"), number=True) for key in _FIGURES]
    return Table(
        title=say(lang, "council-title-numbers"),
        columns=(Column(say(lang, "council-reading")), *figures, Column(say(lang, "council-held-by"))),
        rows=[
            [reading_name(n, lang), n.members, n.in_office, n.entitled, n.called, by.get(n.reading, "")]
            for n in numbers
        ],
    )


def _weights(body: Body, day: str, lang: str) -> list[Table]:
    """Return the weights in force that day: from when, for how many seats, their sum, their origin."""
    from tellers.report.council_words import say  # noqa: PLC0415

    held = {one.id: one for one in sorted(body.weights, key=lambda one: one.on) if one.on <= day}
    if not held:
        return []
    keys = ("weight", "since", "seats", "sum", "source-named")
    return [
        Table(
            title=say(lang, "council-title-weights"),
            columns=tuple(Column(say(lang, f"council-{k}"), number=k in {"seats", "sum"}) for k in keys),
            rows=[
                [
                    one.name.in_language(lang) or one.id,
                    one.on,
                    len(one.values),
                    sum(value for _, value in one.values),
                    one.source.in_language(lang),
                ]
                for one in held.values()
            ],
        )
    ]


_FIGURES = ("members", "in-office", "entitled", "called")


def _required(body: Body, numbers: Sequence[RollNumbers], lang: str) -> list[Table]:
    """Return the votes required under each question, by reading, and each rule as a sentence."""
    from tellers.council.profile import read_profile  # noqa: PLC0415
    from tellers.report.council_words import reading_name, required_on, say  # noqa: PLC0415
    from tellers.report.rule_words import numbers_of_roll, rule_sentence  # noqa: PLC0415

    if not body.profile:
        return [Table(title=say(lang, "council-no-profile"), columns=(Column(""),), rows=[])]
    questions = read_profile(body.profile).questions
    rows = [
        [q.name.in_language(lang), *(required_on(q.rule, one.roll) for one in numbers)] for q in questions
    ]
    silent = any(None in row for row in rows)
    return [
        Table(
            title=say(lang, "council-title-required"),
            columns=(
                Column(say(lang, "council-question")),
                *(Column(reading_name(one, lang), number=True) for one in numbers),
            ),
            rows=rows,
            note=say(lang, "council-no-number") if silent else "",
        ),
        Table(
            title=f"{say(lang, 'council-rule')}: {reading_name(numbers[0], lang)}",
            columns=(Column(""), Column("")),
            prose=True,
            rows=[
                [
                    q.name.in_language(lang),
                    rule_sentence(q.rule, lang, numbers_of_roll(q.rule, numbers[0].roll)),
                ]
                for q in questions
            ],
        ),
    ]
