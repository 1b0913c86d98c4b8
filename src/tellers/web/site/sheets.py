"""The pages of sheets: every unit of an area with what each source says of it, and what it all adds up to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup

from tellers.web.site.area_rows import AreaRows
from tellers.web.site.areas import Spoken, Step
from tellers.web.site.found import LATE, SEEN
from tellers.web.site.frame import Address
from tellers.web.site.layout import area_id
from tellers.web.site.positions import Positions, positions_of
from tellers.web.site.row_names import RowNames
from tellers.web.site.sheet_rows import SheetRows, subjects_of
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Finding
    from tellers.web.site.layout import Area
    from tellers.web.site.site import Site
    from tellers.web.site.told import Teller, Totals

__all__ = ["sheets_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One contest on a sheets page."""

    totals: Totals
    positions: Positions | None
    unit: str
    heads: tuple[str, ...]
    """Of the figures; on a page that is written once their ids, which the totals tell."""
    figures: str
    subjects: str
    more: tuple[str, ...]
    """What areas have beside figures, each a column after theirs."""
    listed: bool
    """Whether turnout is of registers that only the list of units has."""
    rows: Markup
    findings: Markup


def sheets_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the sheets pages: in every language where they are few, else once."""
    languages = LANGUAGES if site.layout.in_every_language else (site.language,)
    for language in languages:
        spoken = Spoken(site, language, marked=not site.layout.in_every_language)
        for area in site.layout.areas():
            if area.lists_sheets:
                yield _page(spoken, area)


def _page(spoken: Spoken, area: Area) -> tuple[str, bytes]:
    layout, once = spoken.site.layout, spoken.marked
    path = layout.sheets_path(area, spoken.language)
    languages = () if once else tuple((code, layout.sheets_path(area, code)) for code in LANGUAGES)
    address = Address(path=path, kind="sheets", language=spoken.language, languages=languages)
    siblings = area.parent.children if area.parent else layout.top
    parts = [one for one in siblings if one.code == area.code and one.level == area.level]
    content = spoken.site.frame.render(
        "sheets.html",
        address,
        marked=once,
        path=spoken.path(area),
        heading=spoken.part_name(area),
        kind=spoken.kind(area),
        contests=_sections(spoken, area),
        within=_within(spoken, area),
        on_map=_on_map(spoken.site, area),
        parts=[
            Step(str(one.part), "" if one is area else layout.path(one, spoken.language)) for one in parts
        ],
    )
    return path, content


def _within(spoken: Spoken, area: Area) -> list[Step]:
    """Return the smaller areas that have areas in them: the way to each on this page."""
    layout, steps = spoken.site.layout, {}
    for unit in area.units:
        for depth in range(area.level + 2, len(unit.areas)):
            codes = unit.areas[:depth]
            if codes[-1] and codes not in steps:
                named = layout.named[codes]
                steps[codes] = Step(named, quote(area_id(layout.levels[depth - 1], codes[-1]), safe="=.-"))
    return list(steps.values()) if len(steps) > 1 else []


def _on_map(site: Site, area: Area) -> str:
    """Return where the map shows an area or the smallest around it that it knows, after its page; or ''."""
    for around in reversed(area.chain()):
        level = site.layout.levels[around.level] if around.level >= 0 else ""
        if around.code and any(level in {one.level for one in each.layers} for each in site.pictured):
            return urlencode({"level": level, "area": around.code})
    return ""


def _sections(spoken: Spoken, area: Area) -> list[Section]:
    """Return the contests on a page; the first that has records there bears the addresses of its rows."""
    sections: list[Section] = []
    for teller in spoken.tellers:
        addressed = not any(one.totals.sources for one in sections)
        sections.append(_section(spoken, teller, area, addressed=addressed))
    return sections


def _section(spoken: Spoken, teller: Teller, area: Area, *, addressed: bool) -> Section:
    telling, site = teller.telling, spoken.site
    once = spoken.marked
    found = site.found[site.counts.index(teller.count)]
    figures = teller.count.figures_given
    areas = AreaRows(teller=teller, found=found, area=area, figures=figures)
    names = RowNames(
        teller=teller,
        layout=site.layout,
        marked=once,
        units={} if once else {unit.id: telling.seat(unit.id) for unit in area.units if unit.name},
    )
    rows = SheetRows(
        teller=teller,
        layout=site.layout,
        area=area,
        figures=figures,
        names=names,
        areas=areas,
        addressed=addressed,
    )
    return Section(
        totals=teller.totals(
            areas.counted(area.codes, area.units),
            area.level,
            [(finding, count) for finding, count in found.within(area.codes) if finding.code != LATE],
        ),
        positions=positions_of(teller, area),
        unit=telling.unit(many=False),
        heads=figures if once else tuple(telling.write(one, "figure") for one in figures),
        figures=_json(list(figures)),
        subjects=subjects_of(teller),
        more=areas.more,
        listed="turnout" in areas.more and not areas.register_on_sheets,
        rows=rows.html(),
        findings=_findings(teller, area, found.by_unit),
    )


def _findings(teller: Teller, area: Area, by_unit: dict[str, list[int]]) -> Markup:
    """Return which findings name which unit, as JSON that nothing in it can end."""
    findings = teller.telling.checked.findings
    href = f"{teller.code}/report.html#{teller.telling.anchor('findings')}"
    told = {}
    for unit in area.units:
        named = [findings[place] for place in by_unit.get(unit.id, ()) if findings[place].code not in SEEN]
        if named:
            told[unit.id] = [
                {"text": teller.kind(finding), "href": href} | _key(teller, finding) for finding in named
            ]
    text = _json(told) if told else ""
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (no tag can begin in it)


def _key(teller: Teller, finding: Finding) -> dict[str, object]:
    """Return what a script says a finding by in the reader's language, on a page that is written once."""
    said = teller.noticed(finding, 1).said
    if not teller.marked or not said.key:
        return {}
    return {
        "key": said.key,
        "places": json.loads(said.places),
        "sources": [str(one) for one in finding.sources],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
