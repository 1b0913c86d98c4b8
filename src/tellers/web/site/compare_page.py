"""The page that compares: two sources, two announcements, two versions of the log.

Without script it shows every pair of sources, every announcement beside the one before, and what each
version of the log added. With script a visitor picks two of each, and two versions are held against each
other entry by entry, from the log itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from tellers.model import ClaimKind
from tellers.web.site.compare_sources import MOST_SHOWN, Pair, apart
from tellers.web.site.compare_versions import Version, versions_of
from tellers.web.site.writing import Writing
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Proclamation
    from tellers.report.telling import Telling
    from tellers.web.site.site import Site

__all__ = ["compare_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A pair of sources in a language: its heads and rows as texts."""

    key: str
    first: str
    second: str
    counts: tuple[str, ...]
    differing: list[tuple[str, str, str]]
    """Unit, the path of its page from the site's root, and what differs."""
    more: int
    areas: list[tuple[str, str, str]]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Announced:
    """The claims of a contest's announcements side by side."""

    title: str
    heads: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    """What a claim is about; by announcement, what it says, and the change since the one before or ''."""


def compare_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page in each language; the files that it names are among the downloads."""
    versions = versions_of(_checkpoints(site), site.standing.acts, site.policy)
    places = {unit.id: area for area in site.layout.areas() for unit in area.units}
    for language in LANGUAGES:
        tellings = {telling.case.contest.id: telling for telling in site.tellings(language)}
        paths = {unit: site.layout.path(area, language) for unit, area in places.items()}
        address = site.page("compare", language)
        writing = Writing(language, site.layout, address.root)
        yield (
            address.path,
            site.frame.render(
                "compare.html",
                address,
                scripts=("compare.js",),
                pairs=[_told(pair, tellings[pair.contest.id], paths) for pair in site.checked.pairs],
                shown=MOST_SHOWN,
                announced=list(filter(None, map(_announced, tellings.values()))),
                versions=[_version(one, writing) for one in versions],
                sizes=Markup(json.dumps([one.size for one in versions])),  # noqa: S704 (whole numbers)
                signed=site.log.signed,
                units=tellings[site.dossier.contests[0].id].unit(),
            ),
        )


def _checkpoints(site: Site) -> dict[int, bytes]:
    """Return every checkpoint that the site has shown, by its size."""
    return {int(path.rpartition("/")[2]): note for path, note in site.shown.items()}


def _told(pair: Pair, telling: Telling, paths: dict[str, str]) -> _Told:
    found = pair.found
    counts = (
        *(found.shared, found.equal, found.differ, found.unread),
        *(found.only_first, found.only_second, found.votes),
    )
    return _Told(
        key=pair.key,
        first=telling.source_name(found.first),
        second=telling.source_name(found.second),
        counts=tuple(telling.write(count) for count in counts),
        differing=[
            (
                telling.seat(one.unit),
                f"{paths[one.unit]}#{one.unit}" if one.unit in paths else "",
                "; ".join(
                    f"{telling.write(figure, 'figure')} {telling.write(here)} \N{RIGHTWARDS ARROW} "
                    f"{telling.write(there)}"
                    for figure, here, there in apart(one)
                ),
            )
            for one in pair.differing
        ],
        more=max(0, found.differ - len(pair.differing)),
        areas=[
            (name or area or telling.say("report-no-area"), telling.write(here), telling.write(there))
            for area, name, here, there in pair.areas
        ],
        path=pair.path,
    )


def _announced(telling: Telling) -> _Announced | None:
    """Return a contest's announcements side by side; None where there are not two."""
    told = telling.case.proclamations
    if len(told) < 2:
        return None
    claims = dict.fromkeys(claim.id for one in told for claim in one.claims)
    rows = [(_about(telling, told, claim), _cells(telling, told, claim)) for claim in claims]
    heads = [telling.write(str(one.id), "proclamation") for one in told]
    return _Announced(title=telling.titled(telling.case.contest), heads=heads, rows=rows)


def _about(telling: Telling, told: tuple[Proclamation, ...], claim: str) -> str:
    one = next(one for one in told if any(each.id == claim for each in one.claims))
    return telling.write(f"{one.id}/{claim}", "claim")


def _cells(telling: Telling, told: tuple[Proclamation, ...], claim: str) -> list[tuple[str, str]]:
    said = [next((each for each in one.claims if each.id == claim), None) for one in told]
    changes = ["", *(_change(telling, before, now) for before, now in pairwise(said))]
    return [
        (telling.claim_said(each) if each else "", change) for each, change in zip(said, changes, strict=True)
    ]


def _change(telling: Telling, before: Claim | None, now: Claim | None) -> str:
    """Return by how much a count grew or fell from one announcement to the next."""
    if before is None or now is None or now.kind is not ClaimKind.COUNT:
        return ""
    return telling.signed(now.count - before.count)


def _version(one: Version, writing: Writing) -> dict[str, object]:
    return {
        "size": one.size,
        "entries": writing.number(one.size),
        "times": [writing.moment(time) for time in one.times],
        "counts": [
            writing.number(one.count(act)) for act in ("published", "corrected", "withdrawn", "silent")
        ],
    }
