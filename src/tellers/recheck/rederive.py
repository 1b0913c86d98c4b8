"""A findings file against its dossier: every file by its hash, every number by its formula.

Each number comes out as one of five:

    equal       the formula gives this number
    differs     the formula gives another: the number, the formula or the records were changed
    refused     the formula is not allowed, asks for what is not there, or gives the same number
                whatever the dossier says
    underived   a number without a formula: nobody can check it here, and it is counted as such
    word        a word, not a number: an option's name, a source

The margin, the votes affected and the count of units that a finding is weighed by have no formula
of their own: each must be one of the finding's derived numbers (or the margin of a source it rests
on), and is underived otherwise.

What this cannot tell: whether a formula is the right one for the sentence around it; for that, run
`tellers check` and compare the files byte by byte. Nor whether the dossier itself is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tellers.canonical.form import FRACTION
from tellers.errors import FormatError, TellersError
from tellers.recheck.findings_file import FindingsFile, read_findings
from tellers.recheck.folder import PACKAGE, Folder
from tellers.recheck.formula import Ask, Formula, parse_formula
from tellers.recheck.ground import Ground
from tellers.recheck.vocabulary import GROUNDED, Found, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["FileCheck", "NumberCheck", "Recheck", "Standing", "recheck_findings"]


class Standing(StrEnum):
    """How a number came out."""

    EQUAL = "equal"
    DIFFERS = "differs"
    REFUSED = "refused"
    UNDERIVED = "underived"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCheck:
    """One number: where it stands, what the file says, what the records give."""

    place: str
    """`<contest> <code>:<subject> <name>`, and row and column for a cell of a table."""
    value: Found
    standing: Standing
    formula: str = ""
    found: Found = None
    told: str = ""
    """Why a formula was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """One file of the dossier: the hash the findings rest on, and the hash it has now ('' if gone)."""

    path: str
    declared: str
    found: str

    @property
    def same(self) -> bool:
        """Return whether the file is the one the findings rest on."""
        return self.declared == self.found


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """What a recheck came to."""

    sealed: bool
    """Whether the findings file is as it was written."""
    files: tuple[FileCheck, ...]
    numbers: tuple[NumberCheck, ...]

    def with_standing(self, *standings: Standing) -> tuple[NumberCheck, ...]:
        """Return the numbers that came out so."""
        return tuple(number for number in self.numbers if number.standing in standings)

    @property
    def changed_files(self) -> tuple[FileCheck, ...]:
        """Return the files that are not those the findings rest on."""
        return tuple(file for file in self.files if not file.same)

    @property
    def other_dossier(self) -> FileCheck | None:
        """Return the dossier's list of files where it is not the one that the findings rest on."""
        return next((file for file in self.changed_files if file.path == PACKAGE), None)

    @property
    def exit_code(self) -> int:
        """Return 3 when anything does not hold, 1 when numbers have no formula, else 0."""
        if not self.sealed or self.changed_files or self.with_standing(Standing.DIFFERS, Standing.REFUSED):
            return 3
        return 1 if self.with_standing(Standing.UNDERIVED) else 0


def recheck_findings(findings: Path, dossier: Path) -> Recheck:
    """Return how a findings file stands to a dossier.

    Raises `FormatError` when the file is no findings file and `DossierError` when the folder is no
    dossier; everything else that is wrong is in the result. Cost: each source's file is read
    once, its rows held as 64-bit columns.
    """
    file = read_findings(findings)
    folder = Folder(dossier)
    numbers = [number for contest in file.contests for number in _contest(folder, contest)]
    return Recheck(sealed=file.sealed, files=tuple(_files(file, folder)), numbers=tuple(numbers))


def _files(file: FindingsFile, folder: Folder) -> Iterator[FileCheck]:
    """Yield every file the findings rest on, and every file of the folder they do not know."""
    declared = {PACKAGE: file.package, **file.files}
    for path in sorted({*declared, *folder.files()}):
        yield FileCheck(path=path, declared=declared.get(path, ""), found=folder.hash(path))


def _contest(folder: Folder, contest: dict[str, Any]) -> Iterator[NumberCheck]:
    try:
        ground = Ground(folder, contest["contest"])
    except FormatError as error:
        yield NumberCheck(place=contest["contest"], value=None, standing=Standing.REFUSED, told=str(error))
        return
    for verdict in contest["verdicts"]:
        yield from _numbers(ground, verdict, f"{contest['contest']} verdict:{verdict['subject']}")
    for finding in contest["findings"]:
        yield from _finding(ground, finding, f"{contest['contest']} {finding['code']}:{finding['subject']}")


def _finding(ground: Ground, finding: dict[str, Any], place: str) -> Iterator[NumberCheck]:
    """Yield the numbers of a finding, the cells of its table, and what it is weighed by."""
    numbers = [*_numbers(ground, finding, place), *_table(ground, finding, place)]
    yield from numbers
    derived = {abs(n.value) for n in numbers if n.standing is Standing.EQUAL and isinstance(n.value, int)}
    for name in ("margin", "votes_affected", "unit_count"):
        value = finding[name]
        if value is None or (name == "unit_count" and not value and not finding["units"]):
            continue
        standing = Standing.EQUAL if abs(value) in derived else Standing.UNDERIVED
        formula = ""
        if name == "margin" and standing is Standing.UNDERIVED:
            formula = _margin_formula(ground, finding, value)
            standing = Standing.EQUAL if formula else standing
        yield NumberCheck(place=f"{place} weighed by {name}", value=value, standing=standing, formula=formula)


def _margin_formula(ground: Ground, finding: dict[str, Any], value: int) -> str:
    """Return the formula of a margin with this value: of a source, of what was announced; or ''."""
    known = ground.sources
    sources = [*(source for source in finding["sources"] if source in known), *known]
    formulas = [f'margin("{source}")' for source in dict.fromkeys(sources)]
    announced = finding.get("proclamation")
    if announced in {one["id"] for one in ground.proclamations}:
        formulas.insert(len(finding["sources"]), f'announced_margin("{announced}")')
    return next((formula for formula in formulas if derive(ground, formula)[1] == value), "")


def _numbers(ground: Ground, told: dict[str, Any], place: str) -> Iterator[NumberCheck]:
    for number in told["numbers"]:
        yield check_number(ground, f"{place} {number['name']}", number["value"], number["formula"])


def _table(ground: Ground, finding: dict[str, Any], place: str) -> Iterator[NumberCheck]:
    rows, formulas = finding["table"][1:], finding["table_formulas"]
    for row, cells in enumerate(rows):
        given = formulas[row] if row < len(formulas) else []
        for column, cell in enumerate(cells):
            formula = given[column] if column < len(given) else ""
            yield check_number(ground, f"{place} row {row + 1} column {column + 1}", cell, formula)


def check_number(ground: Ground, place: str, written: Any, formula: str) -> NumberCheck:  # noqa: ANN401 (a value of the file)
    """Return how one number of the file stands to what its formula gives."""
    value = read_value(written)
    if not formula:
        word = value is None or isinstance(value, str)
        standing = Standing.WORD if word else Standing.UNDERIVED
        return NumberCheck(place=place, value=value, standing=standing)
    try:
        parsed, found = derive(ground, formula)
        if is_constant(parsed, asking(ground)):
            raise FormatError("it gives the same number whatever the dossier says", where=formula[:200])
    except TellersError as error:
        return NumberCheck(
            place=place, value=value, standing=Standing.REFUSED, formula=formula, told=str(error)
        )
    standing = Standing.EQUAL if found == value and type(found) is type(value) else Standing.DIFFERS
    return NumberCheck(place=place, value=value, standing=standing, formula=formula, found=found)


def read_value(written: Any) -> Found:  # noqa: ANN401 (a value of the file, as verified by its reader)
    """Return a value of the file: a whole number, a fraction, a word or nothing; 2/1 is 2.

    >>> read_value("25073/30026"), read_value({"text": "1/2"}), read_value("EG")
    (Fraction(25073, 30026), '1/2', 'EG')
    """
    if isinstance(written, dict):
        return str(written["text"])
    if isinstance(written, str) and FRACTION.fullmatch(written):
        return whole(Fraction(written))
    return written  # type: ignore[no-any-return]  # a whole number, a word or None


def derive(ground: Ground, formula: str) -> tuple[Formula, Found]:
    """Return a formula and what it gives on this ground; `TellersError` where it gives nothing."""
    parsed = parse_formula(formula)
    return parsed, parsed.evaluate(asking(ground))


def asking(ground: Ground) -> Ask:
    """Return what answers a formula's words on this ground, each question computed once."""

    def ask(name: str, arguments: tuple[Found, ...]) -> Found:
        return ground.once(("word", name, arguments), lambda: GROUNDED[name](ground, *arguments))

    return ask


def is_constant(formula: Formula, ask: Ask) -> bool:
    """Return whether a formula gives the same whatever the dossier says: then it derives nothing.

    Every call that asks the dossier is given other values, one call at a time; a formula that
    gives the same for all of them does not depend on any. `5`, `total(...) * 0 + 5` and
    `total("v2", "EG") - total("v2", "EG") + 5` are such.
    """
    if formula.is_question:
        return False
    leaves = formula.leaves(ask)
    numbers = {
        leaf: value for leaf, value in leaves.items() if value is not None and not isinstance(value, str)
    }
    found = formula.evaluate_with(numbers)
    for leaf, value in numbers.items():
        for other in (*formula.literals(), 0, 1, value + 1, value + 10**12 + 39, -value - 10**12 - 61):
            try:
                if formula.evaluate_with({**numbers, leaf: other}) != found:
                    return False
            except TellersError:
                return False
    return True
