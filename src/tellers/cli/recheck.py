"""`tellers recheck`: every number of a findings file again, from the records, by other code."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.options import DossierFolder
from tellers.errors import printable

if TYPE_CHECKING:
    from tellers.recheck import NumberCheck, Recheck
    from tellers.recheck.rederive import FileCheck

__all__ = ["recheck_command"]

SHOWN = 20
"""Kinds of numbers without a formula that are listed; the rest is counted."""


def recheck_command(
    findings: Annotated[Path, Parameter(help="What `check --json` wrote.", metavar="FINDINGS")],
    dossier: DossierFolder,
    /,
    *,
    quiet: Annotated[
        bool, Parameter(negative="", help="Print only what does not hold, and the count.")
    ] = False,
) -> int:
    """Derive every number of a findings file again from the records of its dossier.

    None of the code that found the numbers is used: each number carries a formula, and another,
    slower program evaluates it over the files. Exit code 0 when every number comes out, 1 when some
    have no formula, 3 when a number, a formula, a file of the dossier or the findings file itself
    is not what it was.
    """
    from tellers.recheck import Standing, recheck_findings  # noqa: PLC0415 (loaded only when asked for)

    found = recheck_findings(findings, dossier)
    wrong = found.with_standing(Standing.DIFFERS, Standing.REFUSED)
    if other := found.other_dossier:
        print(printable(_other(other)))
    for number in found.numbers if not quiet else wrong:
        if number.standing is not Standing.WORD and number.standing is not Standing.UNDERIVED:
            print(printable(_line(number)))
    _print_files(found)
    _print_underived(found)
    equal = len(found.with_standing(Standing.EQUAL))
    print(f"{equal} numbers derived again and equal, {len(wrong)} not.")
    if not found.sealed:
        print("The findings file is not as it was written: its seal does not fit.")
    return found.exit_code


def _other(package: FileCheck) -> str:
    """Return that the findings are of another dossier, or of this one before it was changed."""
    rests, here = (one.removeprefix("sha256:") or "none" for one in (package.declared, package.found))
    return (
        f"These findings rest on another dossier (SHA-256 {rests}), or on this one before it was changed "
        f"(SHA-256 now: {here}). What it gives differently follows."
    )


def _line(number: NumberCheck) -> str:
    """Return one number as a line: place, what the file says, what the records give."""
    if number.told:
        return f"REFUSED  {number.place}: {number.value} [{number.told}]"
    if number.standing == "equal":
        return (
            f"equal    {number.place}: {number.value} = {number.formula or 'another number of this finding'}"
        )
    return f"DIFFERS  {number.place}: {number.value} in the file, {number.found} = {number.formula}"


def _print_files(found: Recheck) -> None:
    """Say how many files are those the findings rest on, and name each that is not."""
    for file in found.changed_files:
        told = (
            "changed"
            if file.declared and file.found
            else "gone"
            if file.declared
            else "not known to the findings"
        )
        print(printable(f"CHANGED  {file.path}: {told}"))
    same = len(found.files) - len(found.changed_files)
    print(f"{same} files are those the findings rest on, {len(found.changed_files)} not.")


def _print_underived(found: Recheck) -> None:
    """Say how many numbers nobody can derive here, by kind of finding."""
    from tellers.recheck import Standing  # noqa: PLC0415 (as above)

    kinds = Counter(_kind(number) for number in found.with_standing(Standing.UNDERIVED))
    if not kinds:
        return
    print(f"{kinds.total()} numbers are not re-derivable, having no formula:")
    for kind, count in kinds.most_common(SHOWN):
        print(printable(f"  {count:6} {kind}"))
    if len(kinds) > SHOWN:
        print(f"         and {len(kinds) - SHOWN} more kinds")


def _kind(number: NumberCheck) -> str:
    """Return the code of the finding and the number's name, without subject and row."""
    head, _, name = number.place.partition(" row ")
    code = head.split(" ")[1].partition(":")[0]
    return (
        f"{code}: column {name.rpartition(' ')[2]} of its table"
        if name
        else f"{code}: {head.rpartition(' ')[2]}"
    )
