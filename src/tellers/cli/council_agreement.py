"""`tellers council agreement`: which members vote together, over a series of roll calls."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.options import FormatOption, LanguageOption
from tellers.cli.output import written_beside
from tellers.cli.tables import Column, Row, Table, print_tables
from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.council.agreement import Agreement
    from tellers.formats.long_roll_calls import LongRollCalls

__all__ = ["council_agreement_command"]

SHOWN = 30
"""Pairs shown on the screen; CSV and JSON list all."""
File = Path | None


def council_agreement_command(
    rollcalls: Annotated[
        Path, Parameter(help="A table with a row a roll call and member.", metavar="ROLLCALLS")
    ],
    /,
    *,
    columns: Annotated[
        str,
        Parameter(help="Its columns of roll call, member and position, with commas.", metavar="A,B,C"),
    ] = "",
    position: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="What a word of the table stands for: yea=for.", metavar="WORD=POSITION"),
    ] = (),
    names: Annotated[File, Parameter(help="A table of members and their names.", metavar="FILE")] = None,
    abstentions: Annotated[
        bool, Parameter(negative="", help="Count an abstention as a position of its own.")
    ] = False,
    html: Annotated[
        File, Parameter(help="Write the picture and its table as a page.", metavar="FILE")
    ] = None,
    svg: Annotated[File, Parameter(help="Write the picture alone.", metavar="FILE")] = None,
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Count how often members vote together, of how many votes both took part in.

    Without --abstentions only votes for and against count. Members stand in the order in which those
    that vote alike are together. A word that is no known position is told, and counts nowhere.
    """
    from tellers.council.agreement import VOTES, WITH_ABSTENTIONS, measure_agreement  # noqa: PLC0415
    from tellers.formats.long_roll_calls import name_members, read_long_roll_calls  # noqa: PLC0415
    from tellers.formats.member_column import read_member_column  # noqa: PLC0415
    from tellers.report.agreement import render_agreement_html, render_agreement_svg  # noqa: PLC0415

    picked = [name.strip() for name in columns.split(",")] if columns else []
    read = read_long_roll_calls(rollcalls, columns=picked, also=_positions(position))
    calls = name_members(read.calls, read_member_column(names)[1]) if names else read.calls
    found = measure_agreement(list(calls.values()), counted=WITH_ABSTENTIONS if abstentions else VOTES)
    for path, render in ((html, render_agreement_html), (svg, render_agreement_svg)):
        if path is not None:
            page = render(found, lang)
            written_beside(path, partial(_write, page))
    print_tables([_table(found, read, form=format, lang=lang)], form=format, language=lang)
    return 0


def _write(page: str, path: Path) -> None:
    path.write_text(page, encoding="utf-8")


def _positions(said: tuple[str, ...]) -> dict[str, str]:
    """Return what words stand for; `UsageError` for a position there is not."""
    from tellers.model import Position  # noqa: PLC0415 (loaded when needed)

    meanings = {}
    for pair in said:
        word, sign, meant = pair.rpartition("=")
        if not sign or meant not in set(Position):
            raise UsageError(f"{pair!r} says no position", expected=", ".join(f"WORD={p}" for p in Position))
        meanings[word] = meant
    return meanings


def _table(found: Agreement, read: LongRollCalls, *, form: str, lang: str) -> Table:
    from tellers.report.agreement import agreement_table  # noqa: PLC0415 (loaded when needed)

    told = agreement_table(found, read.unmapped, most=SHOWN if form == "text" else None, language=lang)
    columns = tuple(Column(heading, number=index > 1) for index, heading in enumerate(told.headings))
    rows: list[Row] = [list(row) for row in told.rows]
    return Table(title=told.title, columns=columns, rows=rows, leading=2, note=" ".join(told.notes))
