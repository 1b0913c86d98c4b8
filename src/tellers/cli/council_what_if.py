"""`tellers council what-if`: what would have changed an outcome, as arithmetic."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.options import ContestOption, DossierFolder, FormatOption, LanguageOption, recorded_source
from tellers.cli.tables import Column, Table, print_tables
from tellers.errors import UsageError, printable

if TYPE_CHECKING:
    from tellers.council.rival_outcomes import RivalOutcome
    from tellers.dossier import Dossier
    from tellers.model import Contest, RollCall, Rule
    from tellers.report.what_if import WhatIfTold

__all__ = ["council_what_if_command"]


def council_what_if_command(
    dossier: DossierFolder,
    /,
    *,
    source: Annotated[
        str, Parameter(help="The source of the roll call; by default the broadest.", metavar="SOURCE")
    ] = "",
    contest: ContestOption = "",
    reading: Annotated[
        str, Parameter(help="A reading of the membership; by default the one applied.", metavar="READING")
    ] = "",
    profile: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            help="Rules of another body to decide it by as well; `all` for all.",
            metavar="PROFILE",
        ),
    ] = (),
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Tell what would have changed the outcome of a roll call: arithmetic, and no opinion.

    The fewest changes of position that come to another outcome, for every kind of change; who could
    have changed it alone; and the outcome on other bases, memberships and rules.
    """
    from tellers.council.roll_call_of import roll_call_of  # noqa: PLC0415 (loaded when needed)
    from tellers.council.what_if import what_if  # noqa: PLC0415
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.report.what_if import RivalWords, rules_beside, tell_rivals, tell_what_if  # noqa: PLC0415

    opened = open_dossier(dossier)
    one = opened.contest(contest)
    chosen = recorded_source(opened, one, source) if source else opened.broadest(one)
    call = roll_call_of(opened, one, chosen, reading=reading or None)
    try:
        answer = what_if(one.rule, call)
    except ValueError as error:
        raise UsageError(f"the rule cannot decide this: {error}", where=str(dossier)) from error
    rules = rules_beside(one, profile, lang)
    outcomes = _rivals(opened, one.rule, call, rules=rules)
    words = RivalWords.of(opened.body, rules, lang)
    rivals = tell_rivals(one, outcomes, words=words, language=lang)
    told = tell_what_if(opened, one, answer, language=lang)
    if format == "text":
        width = min(100, shutil.get_terminal_size((100, 24)).columns)
        facts = [*told.facts, *_others(opened, one, lang)]
        print("\n".join(textwrap.fill(printable(fact), width) for fact in facts) + "\n")
    print_tables([_table(told), _table(rivals, note=" ".join(rivals.facts))], form=format, language=lang)
    return 0


def _others(opened: Dossier, contest: Contest, language: str) -> list[str]:
    """Return which of several questions was asked about, and how to name another."""
    others = [str(one.id) for one in opened.contests if one is not contest]
    if not others:
        return []
    from tellers.report.council_words import say  # noqa: PLC0415 (only where there are several)

    return [say(language, "whatif-question", question=str(contest.id), others=", ".join(others))]


def _rivals(opened: Dossier, rule: Rule, call: RollCall, *, rules: dict[str, Rule]) -> list[RivalOutcome]:
    """Return every candidate: bases, readings of the membership, and rules."""
    from tellers.council.rival_outcomes import (  # noqa: PLC0415 (loaded when needed)
        outcomes_by_base,
        outcomes_by_reading,
        outcomes_by_rule,
    )

    readings = outcomes_by_reading(rule, call, opened.body) if opened.body and opened.body.readings else ()
    return [*outcomes_by_base(rule, call), *readings, *outcomes_by_rule(rules, call)]


def _table(told: WhatIfTold, *, note: str = "") -> Table:
    numbers = {place for row in told.rows for place, cell in enumerate(row) if isinstance(cell, int)}
    columns = tuple(Column(heading, number=place in numbers) for place, heading in enumerate(told.headings))
    return Table(title=told.title, columns=columns, rows=[list(row) for row in told.rows], note=note)
