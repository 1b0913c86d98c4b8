"""`tellers council new`: the first file of a body, from a table of its seats or as a form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.council_options import BodyFile, day_of, file_bytes
from tellers.cli.options import LanguageOption
from tellers.errors import UsageError, printable

__all__ = ["new_command"]


def new_command(
    body: BodyFile,
    /,
    *,
    profile: Annotated[
        str,
        Parameter(help="The rules it decides by; see `tellers council profiles`.", metavar="PROFILE"),
    ],
    from_: Annotated[
        Path | None,
        Parameter(
            name="--from", help="A table of its seats, CSV with a column `name`.", metavar="MEMBERS.csv"
        ),
    ] = None,
    weights_on: Annotated[
        str,
        Parameter(
            help="The day from which its weights hold; by default that on which the last seat joined.",
            metavar="DAY",
        ),
    ] = "",
    weights_source: Annotated[str, Parameter(help="Who says what each seat weighs.", metavar="SOURCE")] = "",
    name: Annotated[str, Parameter(help="The body's name; by default the profile's.", metavar="NAME")] = "",
    lang: LanguageOption = "en",
) -> int:
    """Write the first file of a body, never over one that is there.

    The table has a row for each seat: name, and if known id, name_es, joined, source, aliases, groups
    and weight.population or another weight. Without a table a form with one seat is written.
    """
    from tellers.cli.output import bytes_beside  # noqa: PLC0415 (loaded only to write)
    from tellers.council.names import folded_name  # noqa: PLC0415
    from tellers.council.new_body import FORM, SeatTable, new_body, read_seats  # noqa: PLC0415
    from tellers.council.profile import read_profile  # noqa: PLC0415
    from tellers.report.council_words import say  # noqa: PLC0415

    if body.exists():
        raise UsageError(
            "there is such a file already", where=str(body), remedy="Name another; nothing was written."
        )
    rules = read_profile(profile)
    rows = (
        read_seats(file_bytes(from_), where=from_.name)
        if from_ is not None
        else [{"name": "CHECK: the first seat", "id": "seat-1", "joined": "1970-01-01", "source": "CHECK"}]
    )
    named = name or dict(rules.name.entries)
    body_id = folded_name(name).replace(" ", "-")[:60] or rules.id
    said = day_of(weights_on) if weights_on else ""
    where = from_.name if from_ is not None else body.name
    table = SeatTable(rows=rows, weights_on=said, weights_source=weights_source, where=where)
    made = new_body(table, body_id=body_id, profile=rules.id, name=named)
    content = FORM.encode() + made
    bytes_beside(body, content)
    key = "council-new" if from_ is not None else "council-new-form"
    print(printable(say(lang, key, file=str(body), seats=str(len(rows)))))
    if table.weights:
        taken = "council-new-weights-said" if weights_on else "council-new-weights"
        print(printable(say(lang, taken, weights=", ".join(table.weights), day=table.weighed_on)))
        if not weights_source:
            print(printable(say(lang, "council-new-weights-unsourced")))
    return 0
