"""The first page, and the whole report behind it: one composition a language, told twice.

The first page holds what a reader asks first: the verdict, what was announced beside what the records give,
how much of the vote they are, the lead against what is missing, the gravest findings; of a council the chain,
who voted how, the majority asked for, the text. Every sentence is the report's (`tellers.report`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.report.contents import Paragraphs, Picture, Table, legible
from tellers.report.html import block_macros
from tellers.report.minutes.membership import membership_section
from tellers.report.minutes.question import attendance_section
from tellers.report.minutes.text_put import text_section
from tellers.report.minutes.vote import vote_section
from tellers.report.sections.chain_roll import is_roll_call
from tellers.web.site.frame import Address
from tellers.web.site.map_page import is_map
from tellers.web.site.signers import read_signers
from tellers.web.site.writing import Writing
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.report.contents import Block, ContestReport, Entry, Report, Section
    from tellers.report.telling import Telling
    from tellers.web.site.layout import Area
    from tellers.web.site.site import Site

__all__ = ["MOST_CONTESTS", "Part", "first_pages"]

MOST_CONTESTS = 4
"""Contests told in full on the first page; of more, each verdict and the way to the rest."""
MOST_FINDINGS = 6
MOST_AREAS = 60
"""Of the widest areas, on the first page; there is a page to walk for more."""
STYLES = ("report.css",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the first page tells of one contest."""

    report: ContestReport
    sections: tuple[Section, ...]
    findings: tuple[Entry, ...]
    """The gravest of those that weigh more than information."""
    told: bool
    """Whether in full."""


def first_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the first page and the report in every language, and the first page at the root."""
    for language in LANGUAGES:
        report = site.report(language)
        page = site.page("index", language, "first")
        yield page.path, _first(site, report, page)
        if language == site.language:
            at_root = replace(page, path="index.html")
            yield at_root.path, _first(site, report, at_root)
        whole = site.page("report", language)
        writing = Writing(language, site.layout, whole.root)
        macros = block_macros(report.words, units=writing.units)
        yield (
            whole.path,
            site.frame.render(
                "report.html",
                whole,
                styles=STYLES,
                report=_without_maps(report) if "map" in site.frame.pages else report,
                blocks=macros,
                fixed=dict(report.words),
            ),
        )


def _without_maps(report: Report) -> Report:
    """Return a report without its maps, which the page of maps draws with the tables that say the same."""
    contests = tuple(
        replace(
            contest,
            sections=tuple(
                replace(section, blocks=tuple(block for block in section.blocks if not is_map(block)))
                for section in contest.sections
            ),
        )
        for contest in report.contests
    )
    return replace(report, contests=contests)


def _first(site: Site, report: Report, page: Address) -> bytes:
    """Return the first page, at a language's address or at the root."""
    base = f"{page.root}{page.language}/"
    writing = Writing(page.language, site.layout, page.root)
    tellings = site.tellings(page.language)
    told = len(report.contests) <= MOST_CONTESTS
    parts = [_part(one, telling, told=told) for one, telling in zip(report.contests, tellings, strict=True)]
    return site.frame.render(
        "first.html",
        page,
        styles=STYLES,
        report=report,
        parts=parts,
        blocks=block_macros(report.words, units=writing.units, elsewhere=f"{base}report.html"),
        base=base,
        writing=writing,
        head=site.log.head,
        signers=read_signers(site),
        areas=[
            (area.name if area.level >= 0 else "", page.root + site.layout.path(area, page.language))
            for area in _widest(site)
        ],
    )


def _widest(site: Site) -> list[Area]:
    """Return the areas to walk from here, none where they are too many to list."""
    top = site.layout.top
    return top if len(top) <= MOST_AREAS else []


def _part(report: ContestReport, telling: Telling, *, told: bool) -> Part:
    weighty = [entry for entry in report.entries if entry.severity.id != "information"]
    sections = (_of_council if is_roll_call(telling) else _of_election)(report, telling) if told else ()
    return Part(
        report=report,
        sections=legible(tuple(sections)),
        findings=tuple(weighty[:MOST_FINDINGS]) if told else (),
        told=told,
    )


def _of_election(report: ContestReport, telling: Telling) -> Iterator[Section]:
    """Yield the last announcement beside the records, the lead and what could come, and the coverage."""
    made = {section.anchor: section for section in report.sections}
    for name in ("figures", "bounds", "coverage"):
        section = made.get(telling.anchor(name))
        if section is not None:
            yield replace(section, blocks=tuple(_shortened(section, name)), folded=(), fold="")


def _shortened(section: Section, name: str) -> Iterator[Block]:
    """Yield a section's first words, its tables, the last of its charts; maps have their own page."""
    words = [block for block in section.blocks if isinstance(block, Paragraphs)]
    pictures = [block for block in section.blocks if isinstance(block, Picture)]
    yield from words[:1] if name != "coverage" else ()
    yield from (block for block in section.blocks if isinstance(block, Table))
    yield from words[:1] if name == "coverage" else ()
    yield from pictures[-1:] if name != "coverage" else ()


def _of_council(report: ContestReport, telling: Telling) -> Iterator[Section]:
    """Yield the chain, who voted how and who was there, the majority on every base, the text."""
    made = {section.anchor: section for section in report.sections}
    wanted = (
        made.get(telling.anchor("chain")),
        _named(vote_section(telling), telling),
        _named(attendance_section(telling), telling),
        made.get(telling.anchor("bounds")),
        _named(membership_section(telling), telling),
        _named(text_section(telling), telling),
    )
    yield from (section for section in wanted if section is not None)


def _named(section: Section | None, telling: Telling) -> Section | None:
    """Return a section of the minutes under an anchor that no other contest has."""
    return None if section is None else replace(section, anchor=telling.anchor(section.anchor))
