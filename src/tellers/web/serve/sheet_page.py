"""One unit's own page, made when it is asked for: every source side by side, from the shelves alone.

Without script it shows what there is and says that nothing was verified. Where a log is served, the rows that
stand in it are on the page too, in the form of the sheets pages (web/script/ui/README.md), and the page's
script holds them to their entries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import escape

from tellers.report.contents import unhidden
from tellers.web.serve.give_units import area_places
from tellers.web.serve.routes import API
from tellers.web.serve.service import NotThere
from tellers.web.serve.sheet_contest import SheetContest
from tellers.web.site.frame import Address, Frame
from tellers.web.site.listed import lists_members
from tellers.web.site.numbers import Numbers
from tellers.web.site.site import title_of
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from tellers.web.serve.archive import UnitEntry
    from tellers.web.serve.service import Service
    from tellers.web.serve.settings import Settings

__all__ = ["SheetPages"]

MARKS = tuple(f"\ue000{name}\ue000".encode() for name in ("title", "path", "unit", "main"))
"""What stands in a frame for a page's title, its path, its unit and what is on it: no letter of any frame."""
_MARK = re.compile(b"(" + b"|".join(MARKS) + b")")
USUAL_DEPTH = 2


class SheetPages:
    """Makes pages of units."""

    def __init__(self, service: Service, settings: Settings) -> None:
        """Keep what is asked, who is trusted, and the site that pages lead to."""
        self._service, self._settings, self._language = service, settings, settings.language
        self._told: dict[str, list[SheetContest]] = {}
        self._frames: dict[tuple[int, str], list[bytes]] = {}
        self._kept: Frame | None = None

    @property
    def _frame(self) -> Frame:
        """Return the frame of pages, which leads to the pages that are there by now."""
        archive, site = self._service.archive, self._settings.site
        linked = site.linked() if site is not None else ()
        if self._kept is None or self._kept.pages != linked:
            titles = {code: title_of(archive.dossier, code) for code in LANGUAGES}
            self._frames.clear()
            self._kept = Frame(
                title=titles[self._language],
                titles=titles,
                policy=self._settings.policy,
                logged=self._service.log is not None or site is not None,
                language=self._language,
                pages=linked,
                members=lists_members(archive.dossier),
            )
        return self._kept

    def page(self, path: str, language: str, unit: str) -> bytes:
        """Return the page of a unit, as it stands at a path of the site; `NotThere` for no unit."""
        service = self._service
        entry = service.archive.unit(unit)
        if entry is None:
            raise NotThere(f"there is no unit {unit!r}", expected="a unit of this dossier", got=unit)
        quoted, found = quote(unit, safe=""), service.found()
        heading = entry.name.in_language(language) or unit
        frame = self._frame
        framed = self._framed(frame, path.count("/"), language)
        main = frame.render(
            "sheet.html",
            Address(path=path, kind="sheets", language=language),
            unit=unit,
            heading=heading,
            subtitle=service.archive.dossier.contests[0].unit_name.in_language(language),
            trail=[
                (service.level_name(place.level, language), place.name)
                for place in area_places(service, entry.areas)
            ],
            facts=_facts(entry, language),
            verified_by=f"#{quoted}" if service.log is not None else "",
            contests=[contest.told(unit, found) for contest in self._contests(language)],
            report=f"{language}/report.html" if "index" in frame.pages else "",
            json_path=f"{API.removeprefix('/')}/units/{quoted}",
        )
        title = escape(f"{unhidden(heading)}, {frame.titles[language]}")
        own = dict(zip(MARKS, (title.encode(), path.encode(), quoted.encode(), main), strict=True))
        return b"".join(own.get(part, part) for part in framed)

    def _framed(self, frame: Frame, depth: int, language: str) -> list[bytes]:
        """Return the frame of pages so deep in the site, in parts, with marks for what is each page's own.

        Most of a page is its frame; it is made once a language.
        """
        key = (depth, language)
        if key in self._frames:
            return self._frames[key]
        title, path, unit, main = (mark.decode() for mark in MARKS)
        deep = path + "/" * depth
        made = frame.render(
            "sheet_frame.html",
            Address(
                path=deep,
                kind="sheets",
                language=language,
                languages=tuple((code, f"{code}/sheet/{unit}") for code in LANGUAGES),
            ),
            title=title,
            main=main,
        )
        parts = _MARK.split(made.replace(deep.encode(), path.encode()))
        if depth == USUAL_DEPTH:
            self._frames[key] = parts
        return parts

    def _contests(self, language: str) -> list[SheetContest]:
        if language not in self._told:
            contests = self._service.archive.dossier.contests
            self._told[language] = [
                SheetContest(self._service, place, language) for place in range(len(contests))
            ]
        return self._told[language]

    def nothing(self, path: str, language: str, *, key: str = "nothing") -> bytes:
        """Return the page that says that there is no page at a path, or not yet (`waiting`)."""
        named = language if language in LANGUAGES else self._language
        told = site_words(named)[f"sheet-{key}"]
        return self._frame.render(
            "nothing.html", Address(path=path, kind="nothing", language=named), told=told
        )


def _facts(entry: UnitEntry, language: str) -> list[tuple[str, str]]:
    words, facts = site_words(language), []
    if entry.registered is not None:
        facts.append((words["sheet-registered"], Numbers.of(language).whole(entry.registered)))
    if note := entry.note.in_language(language):
        facts.append((words["sheet-note"], note))
    if not entry.listed:
        facts.append((words["sheet-list"], words["sheet-unlisted"]))
    return facts
