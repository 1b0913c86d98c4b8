"""The page of what can be taken away: the dossier, tables, findings, the log; and how to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.dossier.layout import PACKAGE
from tellers.web.site.downloads import FOLDER, Downloads, told
from tellers.web.site.lessons import lessons, sums_shown
from tellers.web.site.writing import Writing
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.dossier.package import Package, Resource
    from tellers.web.site.site import Site

__all__ = ["Listed", "download_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file as the page lists it."""

    path: str
    """From the site's root."""
    name: str
    what: str
    size: str
    licences: tuple[str, ...]
    origins: tuple[str, ...]
    digest: str


def download_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the files of `download/`, then the page that lists them, in every language."""
    downloads = Downloads(site)
    yield from downloads.files()
    for language in LANGUAGES:
        page = site.page("download", language)
        writing = Writing(language, site.layout, page.root)
        shown = sums_shown(site, language)
        yield (
            page.path,
            site.frame.render(
                "download.html",
                page,
                styles=("report.css",),
                writing=writing,
                package=f"dossier/{PACKAGE}",
                described=f"{FOLDER}datapackage.json",
                dossier=_listed(site.dossier.package, "dossier/", writing),
                tables=_listed(downloads.package, FOLDER, writing),
                shown=shown,
                lessons=lessons(site, shown) if shown else (),
                signed=site.log.signed,
            ),
        )


def _listed(package: Package, folder: str, writing: Writing) -> list[Listed]:
    return [_one(resource, folder, writing) for resource in package.resources]


def _one(resource: Resource, folder: str, writing: Writing) -> Listed:
    language = writing.language
    return Listed(
        path=folder + resource.path,
        name=resource.path,
        what=site_words(language).get(f"download-layer-{resource.description}")
        or told(resource.description, resource.descriptions, language),
        size=writing.number(resource.bytes),
        licences=_distinct(told(one.title or one.name, one.names, language) for one in resource.licenses),
        origins=_distinct(told(one.title, one.titles, language) for one in resource.sources),
        digest=resource.hash.removeprefix("sha256:"),
    )


def _distinct(words: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
