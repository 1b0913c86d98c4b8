"""A page in its frame: head, navigation, languages, footer; the same for every page of a site.

A page says where it stands (`Address`), what it is called and which scripts it needs; `Frame.render` writes
it. Nothing in the frame changes from one publication to the next, so that a page is written again only
when what is on it changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellers.report.contents import unhidden
from tellers.web.assets import assets
from tellers.web.site.totals_rows import json_attribute, totals_rows
from tellers.web.words import LANGUAGES, RIGHT_TO_LEFT, site_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["CONTENT_POLICY", "PAGES", "Address", "Frame"]

CONTENT_POLICY = Markup(  # its quotes end no attribute in double ones
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'"
)
PAGES = ("index", "find", "map", "charts", "compare", "check", "download")
"""The pages of every site, in the order of the navigation."""
SHELL = "explorer.js"
"""The script of every page; it comes first, for it takes what the data files say."""
NAMES = {"en": "English", "es": "Español", "pt": "Português", "fr": "Français"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a page stands and what it is."""

    path: str
    """From the site's root: `en/find.html`."""
    kind: str
    """What scripts take it for: first, area, sheets, find, check, map, charts, compare, download, report."""
    language: str
    languages: tuple[tuple[str, str], ...] = ()
    """Of a page that is written in several languages: each with its path."""

    @property
    def root(self) -> str:
        """Return what leads from this page to the site's root: '' or '../' or '../../'."""
        return "../" * self.path.count("/")


def _shown(value: object) -> object:
    """Return what a page shows of a value: of a text nothing that hides or reorders it; HTML as it is."""
    return unhidden(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True)
class Frame:
    """What every page of one site has."""

    title: str
    """Of the vote, in each page's head; told by language in `titles`."""
    titles: Mapping[str, str]
    policy: str
    """Who is trusted, as a text of C2SP tlog-policy; '' where nobody signed."""
    language: str
    """The site's own language, of the pages that are written once."""
    pages: tuple[str, ...] = PAGES
    members: bool = False
    """Whether what is found is a member of a body, and no table."""
    logged: bool = True
    """Whether there is a log beside the pages that a script can read."""

    def render(
        self,
        template: str,
        address: Address,
        *,
        scripts: Sequence[str] = (),
        styles: Sequence[str] = (),
        **values: object,
    ) -> bytes:
        """Return a page's bytes; the same values give the same bytes. Styles of its own come first."""
        words = site_words(address.language, members=self.members)
        text = self._environment.get_template(template).render(
            address=address,
            root=address.root,
            words=words,
            say=lambda key, **given: words[key].format(**given),
            vote=unhidden(self.titles.get(address.language, self.title)),
            policy=self.policy,
            content_policy=CONTENT_POLICY,
            direction="rtl" if address.language in RIGHT_TO_LEFT else "ltr",
            language_names=NAMES,
            site_language=self.language,
            pages=self.pages,
            members=self.members,
            logged=self.logged,
            scripts=[assets()[name] for name in (SHELL, f"words/{address.language}.js", *scripts)],
            styles=[*(assets()[name] for name in styles), assets()["site.css"]],
            **values,
        )
        return text.encode()

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("tellers.web"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["drawn"] = Markup  # SVG that tellers.report.draw escaped
        environment.filters["legible"] = unhidden
        environment.filters["totals_rows"] = lambda totals, marked: totals_rows(totals, marked=marked)
        environment.filters["json_attribute"] = json_attribute
        environment.globals["LANGUAGES"] = LANGUAGES
        return environment
