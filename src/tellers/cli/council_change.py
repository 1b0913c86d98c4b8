"""`tellers council change`: one dated change of a seat, added to the body's file."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.council_options import BodyFile, day_of, file_bytes
from tellers.cli.options import LanguageOption
from tellers.errors import printable

__all__ = ["change_command"]

What = Literal[
    "joined",
    "left",
    "vacated",
    "filled",
    "suspended",
    "restored",
    "in-arrears",
    "arrears-paid",
    "contested",
    "recognised",
    "not-called",
    "called",
]


def change_command(
    body: BodyFile,
    seat: Annotated[str, Parameter(help="The seat: its id, or a name of it.", metavar="SEAT")],
    what: Annotated[What, Parameter(help="What became of it.", metavar="WHAT")],
    /,
    *,
    on: Annotated[str, Parameter(help="The day from which it holds, YYYY-MM-DD.", metavar="DAY")],
    reason: Annotated[str, Parameter(help="Why, in a sentence.", metavar="WHY")],
    source: Annotated[str, Parameter(help="Who says so: a document, a report.", metavar="WHO")],
    reading: Annotated[
        str,
        Parameter(
            help="The reading that holds it, where it is disputed; it must be declared.", metavar="READING"
        ),
    ] = "",
    lang: LanguageOption = "en",
) -> int:
    """Add a dated change to a body's file. What stands there is never edited.

    The file's comments and old entries stay as they are. The new file is written beside the old one and
    renamed, so that no reader sees half of it.
    """
    from tellers.cli.output import bytes_beside, locked  # noqa: PLC0415 (loaded only to write)
    from tellers.council.body_text import append_change  # noqa: PLC0415
    from tellers.council.membership import roll_numbers  # noqa: PLC0415
    from tellers.council.seat_names import seat_named  # noqa: PLC0415
    from tellers.dossier.body_file import read_body  # noqa: PLC0415
    from tellers.model import Change, ChangeKind, Text  # noqa: PLC0415
    from tellers.report.council_words import kind_word, reading_name, say, seat_name  # noqa: PLC0415

    with locked(body):
        content = file_bytes(body)
        change = Change(
            seat=seat_named(read_body(content, where=body.name).seats, seat),
            kind=ChangeKind(what),
            on=day_of(on),
            reason=Text.of(reason),
            source=Text.of(source),
            reading=reading,
        )
        done = append_change(content, change, where=body.name)
        bytes_beside(body, done.text)
    every = roll_numbers(done.body, change.on)
    now = next((one for one in every if one.reading == reading), every[0])
    told = {"members": str(now.members), "entitled": str(now.entitled), "reading": reading_name(now, lang)}
    name, state = seat_name(done.body, change.seat, lang), kind_word(change.kind, lang)
    print(printable(say(lang, "council-changed", seat=name, state=state, day=change.on, **told)))
    if done.rewritten:
        print(say(lang, "council-rewritten"))
    return 0
