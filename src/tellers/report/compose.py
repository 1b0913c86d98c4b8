"""From a result to a report: which sections, in which order, in which language.

first screen    proclaimed, records, missing, what it could change, assumptions
chain           of a council: names, totals, members, quorum, rule, outcome, sequence, text
coverage        by source, by area, maps
bounds          what the missing units could change
figures         proclaimed against recomputed; percentages
sources         against each other, unit by unit
units           name by name, where the contest is open and small
claims          one verdict each
findings        the worst first
areas           totals by area
origin, method  where everything comes from, and how to check it again
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tellers.dossier.layout import PACKAGE
from tellers.release import VERSION
from tellers.report.contents import (
    Block,
    Commands,
    ContestReport,
    Entry,
    Paragraphs,
    Report,
    Section,
    legible,
)
from tellers.report.sections.areas import areas_section
from tellers.report.sections.bounds import bounds_section
from tellers.report.sections.chain import chain_of, chain_section
from tellers.report.sections.claims import claims_section
from tellers.report.sections.coverage import coverage_section
from tellers.report.sections.figures import figures_section, percentages_section
from tellers.report.sections.findings import entries_of, findings_section, weight_of
from tellers.report.sections.headline import headline_of
from tellers.report.sections.sources import origins_section, pairs_section
from tellers.report.sections.units import units_section
from tellers.report.telling import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.check import Result
    from tellers.report.telling import Telling

__all__ = ["compose", "compose_screen"]

FORM = "report-form-"
"""Messages of this beginning are the fixed words of the page and the paper themselves."""


def compose(result: Result, language: str, *, drawn: int | None = None) -> Report:
    """Return the report of a result in a language; the same result gives the same report.

    `drawn` is the most areas that a map of coverage may have: None draws them all.
    """
    tellings = tell(result, language)
    first = tellings[0]
    sections = (_method(first), origins_section(result, first), _again(first, result))
    told = [(telling, entries_of(telling)) for telling in tellings]
    contests = tuple(
        _contest(telling, entries, _sections(telling, entries, drawn)) for telling, entries in told
    )
    return _report(result, tellings, contests, sections=sections)


def compose_screen(result: Result, language: str) -> Report:
    """Return the same report without its sections: what a terminal shows, at a small part of the cost.

    Maps, areas and charts are most of the work of a whole report, and no line of the screen.
    """
    tellings = tell(result, language)
    contests = tuple(_contest(telling, entries_of(telling), ()) for telling in tellings)
    return _report(result, tellings, contests, sections=())


def _digest(result: Result) -> str:
    return hashlib.sha256((result.dossier.folder / PACKAGE).read_bytes()).hexdigest()


def _report(
    result: Result,
    tellings: Sequence[Telling],
    contests: tuple[ContestReport, ...],
    *,
    sections: tuple[Section, ...],
) -> Report:
    first, package = tellings[0], result.dossier.package
    words = tuple(
        (key.removeprefix(FORM), forms[0])
        for key, forms in sorted(first.speech.messages.items())
        if key.startswith(FORM)
    )
    words = (*words, ("colon", first.speech.labelled("", "")))
    return legible(
        Report(
            language=first.speech.code,
            title=contests[0].title
            if len(contests) == 1
            else first.plain(package.title, package.titles) or package.name,
            subtitle=contests[0].subtitle
            if len(contests) == 1
            else first.plain(package.description, package.descriptions),
            contests=contests,
            sections=sections,
            identity=first.say("report-identity", name=package.name, digest=_digest(result), version=VERSION),
            words=words,
        )
    )


def _sections(telling: Telling, entries: tuple[Entry, ...], drawn: int | None) -> tuple[Section, ...]:
    """Return the sections of one contest, in the order of the page."""
    made = (
        chain_section(telling),
        coverage_section(telling, drawn=drawn),
        bounds_section(telling),
        figures_section(telling),
        percentages_section(telling),
        pairs_section(telling),
        units_section(telling),
        claims_section(telling),
        findings_section(telling, entries),
        areas_section(telling),
    )
    return tuple(section for section in made if section is not None)


def _contest(telling: Telling, entries: tuple[Entry, ...], sections: tuple[Section, ...]) -> ContestReport:
    contest, claims = telling.case.contest, claims_section(telling)
    return ContestReport(
        anchor=telling.anchor("top"),
        title=telling.titled(contest),
        subtitle=telling.say(
            "report-subtitle", body=telling.text(contest.body), day=telling.day(contest.date)
        )
        if telling.text(contest.body)
        else telling.day(contest.date),
        headline=headline_of(telling),
        sections=sections,
        judged=tuple(block for block in (claims.blocks if claims else ()) if block.kind == "judged"),
        entries=entries,
        weight=weight_of(telling, entries),
        chain=chain_of(telling),
    )


def _method(telling: Telling) -> Section:
    """Return what the words mean and what a report like this cannot tell."""
    texts = tuple(telling.say(f"report-method-{index}") for index in range(1, 7))
    rule = tuple(
        telling.say(
            "report-method-rule", contest=telling.titled(contest), rule=telling.text(contest.rule.source)
        )
        for contest in telling.case.dossier.contests
        if contest.rule.source
    )
    rule += tuple(
        telling.say(
            "report-method-unread",
            contest=telling.titled(contest),
            unread=telling.text(contest.rule.unread),
        )
        for contest in telling.case.dossier.contests
        if contest.rule.unread
    )
    return Section(
        anchor="method",
        title=telling.say("report-method"),
        blocks=(Paragraphs(texts=(*texts, *rule), bullets=True),),
    )


def _again(telling: Telling, result: Result) -> Section:
    """Return what to type to check everything again, and the hash that says it is the same dossier."""
    name, digest = result.dossier.package.name, _digest(result)
    blocks: tuple[Block, ...] = (
        Paragraphs(texts=(telling.say("report-again-lead"),)),
        Commands(
            lines=(
                "pip install tellers",
                f"tellers check {name} --json findings.json",
                f"tellers recheck findings.json {name}",
                f"sha256sum {name}/{PACKAGE}",
                f"{digest}  {name}/{PACKAGE}",
            )
        ),
        Paragraphs(texts=(telling.say("report-again-hash"),)),
    )
    return Section(anchor="again", title=telling.say("report-again"), blocks=blocks)
