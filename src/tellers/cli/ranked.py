"""`tellers ranked`: who is elected by ranked ballots, stage by stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.derived import DrawsOption, EncodingOption, RuleOption, SeatsOption
from tellers.cli.options import FormatOption, LanguageOption
from tellers.errors import UsageError, printable

if TYPE_CHECKING:
    from tellers.report.language import Language
    from tellers.rules import RankedCount, RankedRule

__all__ = ["ranked_command"]


def ranked_command(
    ballots: Annotated[
        Path, Parameter(help="A table: count, first, second, ...; or a BLT file.", metavar="BALLOTS")
    ],
    /,
    *,
    rule: RuleOption,
    seats: SeatsOption = 0,
    draws: DrawsOption = None,
    encoding: EncodingOption = "",
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Count ranked ballots under a rule, stage by stage.

    The papers are counted papers, so many with the same preferences; never a person's. Votes,
    papers without a further preference and what rounding took add up at every stage. Where a lot
    is needed nothing is drawn: the output says among whom.
    """
    from tellers.cli.derived import recorded  # noqa: PLC0415
    from tellers.dossier.desk import scratch_folder  # noqa: PLC0415 (loads the table engine)
    from tellers.formats.ballots_file import read_ballots  # noqa: PLC0415
    from tellers.formats.ready import rule_bytes  # noqa: PLC0415
    from tellers.formats.rule_file import read_ranked_rule  # noqa: PLC0415
    from tellers.report.language import Language  # noqa: PLC0415 (loads the catalogues)
    from tellers.rules import count_ranked  # noqa: PLC0415

    content, where = rule_bytes(rule), Path(rule).name
    read_ranked_rule(content, where=where)  # a rule that is none is told before any paper is read
    with scratch_folder() as scratch:
        found = read_ballots(ballots, encoding=encoding, scratch=scratch)
    chosen = read_ranked_rule(content, where=where, seats=seats or found.seats)
    try:
        count = count_ranked(chosen, found.ballots, draws=recorded(draws))
    except ValueError as error:
        raise UsageError(str(error), where=ballots.name, remedy="Mend the rule or the papers.") from error
    _print(chosen, count, Language.load(lang), form=format)
    return 0


def _print(rule: RankedRule, count: RankedCount, speech: Language, *, form: str) -> None:
    """Print the stages as a table, and in words where it is for reading."""
    from tellers.cli.derived import (  # noqa: PLC0415
        grid_table,
        lot_block,
        lot_fields,
        plain,
        print_json,
        rule_told,
    )
    from tellers.cli.tables import print_tables  # noqa: PLC0415
    from tellers.report.derivation import stage_grid, tell_stages  # noqa: PLC0415

    if form == "json":
        stages = [
            {
                "at": one.at,
                "action": one.action,
                "of": one.of,
                "votes": {option: plain(votes) for option, votes in one.votes.items()},
                "exhausted": plain(one.exhausted),
                "lost": plain(one.lost),
                "elected": list(one.elected),
            }
            for one in count.stages
        ]
        named = {"word": count.word.value, "elected": list(count.elected), "valid": count.valid}
        print_json(
            {
                **named,
                "quota": count.quota,
                "lot": lot_fields(count.lot),
                "source": rule.source,
                "stages": stages,
            }
        )
        return
    print_tables(
        [grid_table(stage_grid(count, speech), title=speech.say("ranked-title"))],
        form=form,
        language=speech.code,
    )
    if form == "csv":
        return
    print("\n".join(f"- {printable(line)}" for line in tell_stages(count, speech)), end="\n\n")
    if count.lot is not None:
        print(lot_block(count.lot, speech))
    print("\n".join(rule_told(rule.source, rule.unread, speech)))
