"""`tellers seats`: seats from votes for lists, and how they follow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.derived import DrawsOption, EncodingOption, RuleOption, SeatsOption
from tellers.cli.options import FormatOption, LanguageOption
from tellers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.rules import Allotment, Draw, ListVotes, SeatRule

__all__ = ["seats_command"]


def seats_command(
    votes: Annotated[
        Path, Parameter(help="A table: list, votes, and alliance, district, won, kind.", metavar="VOTES")
    ],
    /,
    *,
    rule: RuleOption = "",
    method: Annotated[
        str, Parameter(help="In place of a rule: dhondt, sainte-lague, hare ...", metavar="METHOD")
    ] = "",
    seats: SeatsOption = 0,
    threshold: Annotated[
        str, Parameter(help="With a method: the part of the votes needed, as 3/100.", metavar="PART")
    ] = "",
    draws: DrawsOption = None,
    encoding: EncodingOption = "",
    quiet: Annotated[bool, Parameter(help="Print the seats only.", negative="")] = False,
    format: FormatOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Allot seats to lists under a rule, step by step.

    Whole numbers and fractions decide. Where a lot is needed nothing is drawn: the output says among
    whom, and the draw, once made and written down, is given with --draws.
    """
    from tellers.cli.seats_told import print_allotments  # noqa: PLC0415 (loads the catalogues)
    from tellers.dossier.desk import scratch_folder  # noqa: PLC0415 (loads the table engine)
    from tellers.formats.list_votes_file import read_list_votes  # noqa: PLC0415

    chosen = _rule(rule, method, seats, threshold)
    recorded_draws = _recorded(draws)
    with scratch_folder() as scratch:
        districts = read_list_votes(votes, encoding=encoding, scratch=scratch)
    allotments = _allot(chosen, districts, recorded_draws, where=votes.name)
    print_allotments(
        chosen, districts, allotments, form="quiet" if quiet and format == "text" else format, lang=lang
    )
    return 0


def _rule(rule: str, method: str, seats: int, threshold: str) -> SeatRule:
    """Return the rule of a file, or of a method said with the call; `UsageError` for both or none."""
    from tellers.formats.ready import rule_bytes  # noqa: PLC0415
    from tellers.formats.rule_file import read_seat_rule  # noqa: PLC0415
    from tellers.rules import QUOTAS, Quota, SeatRule, Threshold, verify_seat_rule  # noqa: PLC0415

    if bool(rule) == bool(method) or (rule and threshold):
        raise UsageError(
            "say a rule, or a method with its seats",
            expected="--rule RULE, or --method METHOD --seats NUMBER [--threshold PART]",
            remedy="A rule file says everything else: tie rule, alliances, bases (docs/reference/rules.md).",
        )
    if seats < 0:
        raise UsageError("there are no seats below zero", got=str(seats))
    if rule:
        return read_seat_rule(rule_bytes(rule), where=Path(rule).name, seats=seats)
    made = SeatRule(
        method="largest-remainder" if method in QUOTAS else method,
        quota=Quota(name=method) if method in QUOTAS else None,
        seats=seats,
        thresholds=(Threshold(fraction=threshold),) if threshold else (),
    )
    try:
        verify_seat_rule(made)
    except ValueError as error:
        raise UsageError(str(error), expected=f"or a quota: {', '.join(QUOTAS)}") from error
    return made


def _recorded(draws: Path | None) -> tuple[Draw, ...]:
    from tellers.cli.derived import recorded  # noqa: PLC0415

    return recorded(draws)


def _allot(
    rule: SeatRule, districts: Sequence[ListVotes], draws: tuple[Draw, ...], *, where: str
) -> tuple[Allotment, ...]:
    from tellers.rules import allot_districts  # noqa: PLC0415

    try:
        return allot_districts(rule, districts, draws=draws)
    except ValueError as error:  # the table and the rule do not go together
        raise UsageError(
            str(error), where=where, remedy="Mend the rule or the table; nothing was allotted."
        ) from error
