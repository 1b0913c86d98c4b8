"""`tellers log history`: what was published of a unit, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted, public_files, trusted
from tellers.errors import UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.publish import Told

__all__ = ["log_history_command"]


def log_history_command(
    unit: Annotated[
        str,
        Parameter(help="A unit, as 010113042.01, or a subject, as proclamation/bulletin-1.", metavar="UNIT"),
    ],
    place: Place,
    /,
    *,
    policy: PolicyOption = None,
    trust: TrustedKeys = (),
) -> int:
    """Show what was published of a unit, when, and what each later entry changed or took back.

    The times are the publisher's word; each entry is shown to be in the log. Every entry of the log is
    read, so that none is left out. Ends with 1 where something was changed or taken back.
    """
    from tellers.log.receipts_from import open_tree  # noqa: PLC0415 (loaded when needed)
    from tellers.publish import Act, history_of, list_entries  # noqa: PLC0415

    signed, tree = open_tree(public_files(place), trusted(policy, trust, place))
    foreign: list[int] = []
    found = list(history_of(list_entries(tree), unit, foreign=foreign))
    if not found:
        raise UsageError(
            "the log says nothing of it",
            got=unit,
            remedy=f"It has {signed.checkpoint.size} entries; a unit is named as in its dossier.",
        )
    several = len({told.entry.dossier for told in found}) > 1
    for told in found:
        if several:
            print(printable(f"dossier {told.entry.dossier}:"))
        print("\n".join(printable(line) for line in _lines(told)))
    if foreign:
        others = counted(len(foreign), "entry", "entries")
        print(f"{others} of the log, from {foreign[0]} on, are not of Tellers and are not told of here.")
    return 1 if any(one.entry.act is not Act.PUBLISHED or one.changed for one in found) else 0


def _lines(told: Told) -> Iterator[str]:
    entry = told.entry
    replaced = f", in the place of entry {entry.replaces}" if entry.replaces is not None else ""
    yield f"{entry.at}  {entry.act}  {entry.subject}  (entry {told.index}{replaced})"
    for name, before, now in told.changed:
        yield f"    {name}: {_value(before)} became {_value(now)}"
    if entry.replaces is not None and entry.stated is not None and not told.changed:
        yield "    the same as before"


def _value(value: object) -> str:
    return "nothing" if value is None else str(value)
