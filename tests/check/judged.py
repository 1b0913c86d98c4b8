"""A simulated vote with words changed: other claims, another rule, rival bases, additions.

The records are a real dossier on disk; contest and proclamations are replaced after opening it,
so that a test says in one line what was announced.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.simulator import Election, Place, Sheet, case_of

from tellers.check.case import Case
from tellers.check.verdict import judge
from tellers.dossier.proclamation_file import read_proclamations
from tellers.model import Finding, Verdict
from tellers.report.language import Language, dossier_names

__all__ = ["announcing", "plain", "sentence", "verdicts_of"]


def announcing(election: Election, folder: Path, claims: str = "", **contest: object) -> Case:
    """Return the election as a case; `claims` replace what was announced, the rest what the contest says."""
    case = case_of(election, folder)
    changed = replace(case.contest, **contest)
    said = case.dossier.proclamations
    if claims:
        head = f'id = "p"\ncontest = "{case.contest.id}"\nby = "A"\ndate = "d"\ndocument = "x"'
        words = f'[[proclamation]]\n{head}\ntitle = "The bulletin"\nclaim = [{claims}]'
        said = read_proclamations(words.encode(), where="test")
    dossier = replace(case.dossier, contests=(changed,), proclamations=said)
    return Case(dossier=dossier, contest=changed)


def verdicts_of(case: Case, findings: tuple[Finding, ...] = ()) -> dict[str, Verdict]:
    """Return the verdicts by subject."""
    return {verdict.subject: verdict for verdict in judge(case, findings)}


def sentence(case: Case, told: Finding | Verdict, code: str = "en") -> str:
    """Return the sentence of a finding or verdict."""
    return Language.load(code, dossier_names(case.contest, case.dossier, code)).say(
        told.message, told.numbers
    )


def plain(sheets: int = 10, *, votes: dict[str, int] | None = None) -> Election:
    """Return ten tables of 100 voters, the first so many with a sheet: A 40, B 20, C 10, null 5 on each."""
    each = votes or {"A": 40, "B": 20, "C": 10}
    valid = sum(each.values())
    places = tuple(Place(unit=f"01.01.{n:02}", areas=("01", "01.01"), registered=100) for n in range(1, 11))
    figures: dict[str, int | None] = {**each, "valid": valid, "null": 5, "voters": valid + 5}
    made = tuple(
        Sheet(record=n, unit=place.unit, figures=dict(figures))
        for n, place in enumerate(places[:sheets], start=1)
    )
    return Election(
        options=tuple(each),
        others=("valid", "null", "voters"),
        levels=("region", "centre"),
        places=places,
        sources={"official": made},
        proclaimed={figure: 10 * (number or 0) for figure, number in figures.items()},
        statements={"units": 10, "registered": 1000},
    )
