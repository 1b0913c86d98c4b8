"""What every page of a site is made from: the vote and what was found of it, its log, the tree of pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.report.compose import compose
from tellers.report.telling import Telling, tell
from tellers.web.site.counts import ContestCount
from tellers.web.site.drawn import has_charts, has_map
from tellers.web.site.found import Found, find_in_areas
from tellers.web.site.frame import PAGES, Address, Frame
from tellers.web.site.layout import Layout, lay_out
from tellers.web.site.listed import lists_members
from tellers.web.site.pictured import PicturedContest, picture
from tellers.web.site.standing import Standing, read_standing
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tellers.check import Result
    from tellers.dossier import Dossier
    from tellers.report.contents import Report
    from tellers.web.site.checked import Checked
    from tellers.web.site.log_files import SiteLog

__all__ = ["Site", "title_of"]

MOST_DRAWN = 100
"""Areas of a map that stands without script: one of every municipality outweighs the rest of its page."""


@dataclass(frozen=True)
class Site:
    """A site as it is to be; nothing in it knows the disk it will be on."""

    dossier: Dossier
    check: Callable[[], Checked]
    """Gives what follows from the dossier alone; it may have to wait for it."""
    log: SiteLog
    policy: str
    """Who is trusted, as text of C2SP tlog-policy; '' where nobody signed."""
    language: str
    """Of the pages that are written once, and of the first page at the root."""
    shown: Mapping[str, bytes] = field(default_factory=dict)
    """Every checkpoint that this site has shown, by its path below `log/`; the last one among them."""

    @cached_property
    def checked(self) -> Checked:
        """Return what follows from the dossier alone."""
        return self.check()

    @cached_property
    def result(self) -> Result:
        """Return what the check of the dossier came to."""
        return self.checked.result(self.dossier)

    @cached_property
    def layout(self) -> Layout:
        """Return the tree of pages."""
        return lay_out(self.dossier)

    @cached_property
    def standing(self) -> Standing:
        """Return what the log says of each unit now."""
        return read_standing(self.log.entries(), self.dossier.package.name)

    @cached_property
    def counts(self) -> tuple[ContestCount, ...]:
        """Return every contest counted in every area."""
        return tuple(
            ContestCount(contest=contest, layout=self.layout, standing=self.standing)
            for contest in self.dossier.contests
        )

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Return, for every contest, what was found in every area."""
        return tuple(find_in_areas(telling, self.layout) for telling in self.tellings(self.language))

    @cached_property
    def pictured(self) -> tuple[PicturedContest, ...]:
        """Return each contest that can be drawn by areas; made once, for maps and charts ask for the same."""
        return picture(self)

    @cached_property
    def frame(self) -> Frame:
        """Return the frame of every page."""
        titles = {code: self.title(code) for code in LANGUAGES}
        drawn = {"map": has_map(self), "charts": has_charts(self)}
        return Frame(
            title=titles[self.language],
            titles=titles,
            policy=self.policy,
            language=self.language,
            pages=tuple(page for page in PAGES if drawn.get(page, True)),
            members=lists_members(self.dossier),
        )

    def title(self, language: str) -> str:
        """Return what the vote is called."""
        return title_of(self.dossier, language)

    def tellings(self, language: str) -> tuple[Telling, ...]:
        """Return each contest with its words and numbers in a language; made once a language."""
        if language not in self._tellings:
            self._tellings[language] = tuple(tell(self.result, language))
        return self._tellings[language]

    def report(self, language: str) -> Report:
        """Return the whole report in a language; made once, for its maps have a page of their own."""
        if language not in self._reports:
            drawn = MOST_DRAWN if "map" in self.frame.pages else None
            self._reports[language] = compose(self.result, language, drawn=drawn)
        return self._reports[language]

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {}

    @cached_property
    def _tellings(self) -> dict[str, tuple[Telling, ...]]:
        return {}

    def page(self, name: str, language: str, kind: str = "") -> Address:
        """Return the address of a page that every language has: `find` is `es/find.html`."""
        return Address(
            path=f"{language}/{name}.html",
            kind=kind or name,
            language=language,
            languages=tuple((code, f"{code}/{name}.html") for code in LANGUAGES),
        )


def title_of(dossier: Dossier, language: str) -> str:
    """Return what a vote is called: its one contest's title, else the dossier's, else its name."""
    if len(dossier.contests) == 1:
        named = dossier.contests[0].title.in_language(language)
    else:
        named = dossier.package.titles.get(language) or dossier.package.title
    return named or dossier.package.name
