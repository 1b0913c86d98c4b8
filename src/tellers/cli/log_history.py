"""`tellers log history`: what was published of a unit, and when."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.log_options import Place, PolicyOption, TrustedKeys, counted
from tellers.cli.log_place import public_files, trusted
from tellers.cli.progress import counted_off, shown_count
from tellers.errors import FormatError, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.publish import Told

__all__ = ["log_history_command"]

ALIKE = 3
"""Subjects named to whoever asked for one that is not there."""
NAMED = 5
"""Entries out of their form that are named one by one."""
LONGEST = 200
"""Characters of a value that are shown; a whole proclamation has thousands."""


def log_history_command(
    unit: Annotated[
        str,
        Parameter(
            name="UNIT",
            help="A unit, as 010113042.01, or a subject, as proclamation/bulletin-1.",
            metavar="UNIT",
        ),
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
    like: list[str] = []
    foreign: list[int] = []
    malformed: list[int] = []
    with shown_count("entries read", signed.checkpoint.size) as told:
        entries = _looked_at(counted_off(list_entries(tree), told), unit, like)
        found = list(history_of(entries, unit, foreign=foreign, malformed=malformed))
    if not found:
        raise UsageError(
            "the log says nothing of it",
            got=unit,
            expected=f"a unit as its dossier names it, or a subject, as {', '.join(like)}" if like else "",
            remedy=f"All {counted(signed.checkpoint.size, 'entry', 'entries')} were read.",
        )
    several = len({one.entry.dossier for one in found}) > 1
    for one in found:
        print("\n".join(printable(line) for line in _lines(one, several=several)))
    if foreign:
        others = counted(len(foreign), "entry", "entries")
        print(f"{others} of the log, from {foreign[0]} on, are not of Tellers and are not told of here.")
    for index in malformed[:NAMED]:
        print(f"Entry {index} of the log says to be of Tellers and is not in the form: it states nothing.")
    if len(malformed) > NAMED:
        print(f"And {counted(len(malformed) - NAMED, 'entry', 'entries')} more of that kind.")
    return 1 if any(one.entry.act is not Act.PUBLISHED or one.changed for one in found) else 0


def _looked_at(entries: Iterator[bytes], unit: str, like: list[str]) -> Iterator[bytes]:
    """Yield entries, and keep a few subjects that are like what was asked for."""
    from tellers.publish import decode_entry  # noqa: PLC0415 (loaded when needed)

    for index, data in enumerate(entries):
        if len(like) < ALIKE and unit.encode() in data:
            with suppress(FormatError):  # what is not of Tellers has no subject to suggest
                subject = decode_entry(data, where=f"entry {index}").subject
                if unit in subject and subject not in like:
                    like.append(subject)
        yield data


def _lines(told: Told, *, several: bool) -> Iterator[str]:
    entry = told.entry
    replaced = f", in the place of entry {entry.replaces}" if entry.replaces is not None else ""
    of = f" of {entry.dossier}" if several else ""
    yield f"{entry.at}  {entry.act}  {entry.subject}{of}  (entry {told.index}{replaced})"
    for name, before, now in told.changed:
        yield f"    {name}: {_value(before)} became {_value(now)}"
    if entry.replaces is not None and entry.stated is not None and not told.changed:
        yield "    the same as before"


def _value(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    told = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]} ..."
