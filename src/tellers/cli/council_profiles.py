"""`tellers council profiles`: the rules that bodies decide by, each as a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.council_options import DayOption, ReadingOption, day_of, open_body, verify_reading
from tellers.cli.options import LanguageOption
from tellers.cli.tables import Column, Table, print_tables

if TYPE_CHECKING:
    from tellers.model import Roll

__all__ = ["profiles_command"]


def profiles_command(
    profile: Annotated[
        str, Parameter(help="One of them; without it all are listed.", metavar="PROFILE")
    ] = "",
    /,
    *,
    body: Annotated[
        Path | None,
        Parameter(help="A body's file, to show the numbers its rules yield.", metavar="BODY.toml"),
    ] = None,
    on: DayOption = "",
    reading: ReadingOption = "",
    lang: LanguageOption = "en",
) -> int:
    """Show the rules of a profile as sentences, with the source of each and what of it was not read."""
    from tellers.council.profile import profile_ids, read_profile  # noqa: PLC0415 (loaded when needed)
    from tellers.report.council_words import say  # noqa: PLC0415

    roll: Roll | None = None
    if body is not None:
        opened = open_body(body)
        verify_reading(opened, reading)
        roll = opened.roll_on(day_of(on), reading=reading or None)
        profile = profile or opened.profile
    if profile:
        print_tables([_rules(profile, roll, lang)], form="text", language=lang)
        return 0
    rows = [[one, read_profile(one).name.in_language(lang)] for one in profile_ids()]
    columns = (Column("id"), Column(""))
    title = say(lang, "council-title-profiles")
    print_tables(
        [Table(title=title, columns=columns, rows=[[*row] for row in rows])], form="text", language=lang
    )
    return 0


def _rules(profile: str, roll: Roll | None, lang: str) -> Table:
    """Return a paragraph a question: its rule as a sentence, its note, its source, what was not read."""
    from tellers.council.profile import read_profile  # noqa: PLC0415
    from tellers.report.council_words import say  # noqa: PLC0415
    from tellers.report.rule_words import NOTHING_KNOWN, numbers_of_roll, rule_sentence  # noqa: PLC0415

    read = read_profile(profile)
    rows: list[list[str | int | None]] = []
    for question in read.questions:
        rule, unread = question.rule, question.rule.unread.in_language(lang)
        numbers = NOTHING_KNOWN if roll is None else numbers_of_roll(rule, roll)
        told = [rule_sentence(rule, lang, numbers), question.note.in_language(lang)]
        source = rule.source.in_language(lang)
        told += [say(lang, "council-source", source=source)] if source else []
        told += [say(lang, "council-unread", unread=unread)] if unread else []
        rows.append([question.id, question.name.in_language(lang), " ".join(part for part in told if part)])
    return Table(
        title=say(lang, "council-title-profile", profile=read.name.in_language(lang), id=read.id),
        columns=(Column(""), Column(""), Column("")),
        rows=rows,
        prose=True,
    )
