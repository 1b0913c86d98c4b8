"""A dossier as a static site: everything is made, and what changed is written.

The makers below each give files by path; none of them touches the disk. The log comes before the pages, and
within it the checkpoint last: a visitor who comes in between sees pages that are behind the log, never one
that the log does not bear out.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.canonical import hash_bytes
from tellers.dossier import open_dossier
from tellers.dossier.inside import read_own
from tellers.dossier.layout import PACKAGE
from tellers.errors import IntegrityError
from tellers.web.assets import assets
from tellers.web.site.areas import area_pages
from tellers.web.site.beside import check_beside
from tellers.web.site.charts_data import charts_files
from tellers.web.site.charts_page import charts_pages
from tellers.web.site.check import check_pages
from tellers.web.site.compare_page import compare_pages
from tellers.web.site.download import download_files
from tellers.web.site.find import find_pages
from tellers.web.site.find_data import find_files
from tellers.web.site.first import first_pages
from tellers.web.site.keep import LOG, SiteFolder
from tellers.web.site.log_files import CHECKPOINTS, grow_unsigned, read_signed_log, shown_before
from tellers.web.site.map_page import map_pages
from tellers.web.site.pictured import picture_files
from tellers.web.site.sheets import sheets_pages
from tellers.web.site.site import Site
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tellers.dossier import Dossier

__all__ = ["MAKERS", "Ordered", "publish_site", "site_language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What a site is to be made of."""

    dossier: Path
    folder: Path
    at: str
    """The time to state of entries that an unsigned site adds itself."""
    log: Path | None = None
    """The public files of a log that is signed."""
    policy: str = ""
    """Who is trusted, as text of C2SP tlog-policy."""
    language: str = ""
    """Of the pages that are written once; '' for the dossier's first."""
    package: str = ""
    """The hash that `datapackage.json` must have; '' for whichever it has."""


def publish_site(ordered: Ordered, *, told: Callable[[int], None] | None = None) -> SiteFolder:
    """Write a site and return its folder, which says what was written; `told` is told of each file.

    Stopped half-way, files may be ahead of the list, and the log of the pages; the same call again makes it
    whole. Raises `UsageError` for a folder that holds something else or a log that does not go on from what
    the site has shown, and as `open_dossier` and the log do.
    """
    collecting = gc.isenabled()
    gc.disable()  # a million small values that live to the end, none in a ring: looking through them is idle
    try:
        folder = SiteFolder(ordered.folder)
        _write_site(ordered, folder, told)
        return folder
    finally:
        if collecting:
            gc.enable()


def _write_site(ordered: Ordered, folder: SiteFolder, told: Callable[[int], None] | None) -> None:
    dossier = open_dossier(ordered.dossier)
    if ordered.package and hash_bytes(read_own(dossier.folder, PACKAGE)) != ordered.package:
        raise IntegrityError(
            "the dossier on disk is no longer the one whose site was asked for",
            where=PACKAGE,
            expected=ordered.package,
            remedy="Have it read again.",
        )
    with check_beside(dossier) as checked:
        log = (
            read_signed_log(ordered.log)
            if ordered.log
            else grow_unsigned(dossier, ordered.folder, at=ordered.at)
        )
        shown = shown_before(ordered.folder, log) | {f"{CHECKPOINTS}/{log.head.size}": log.note}
        site = Site(
            dossier=dossier,
            check=checked,
            log=log,
            policy=ordered.policy,
            language=site_language(dossier, ordered.language),
            shown=shown,
        )
        for count in site.counts:
            count.within(())  # from the log alone: it is added up before the check beside is waited for
        for make in MAKERS:
            for path, content in make(site):
                folder.put(path, content)
                if told:
                    told(1)
    folder.finish()


def site_language(dossier: Dossier, asked: str = "") -> str:
    """Return the language asked for, else the first that the dossier names its vote in, else English."""
    named = [code for code, _ in dossier.contests[0].title.entries]
    return asked or next((code for code in named if code in LANGUAGES), "en")


def _assets(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every asset, but what only a map needs where there is none: that is more than all the others."""
    for name, asset in assets().items():
        if "map" in site.frame.pages or name not in MAP_ONLY:
            yield asset.path, asset.content


def _dossier(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the dossier's own files, byte for byte."""
    folder = site.dossier.folder
    yield f"dossier/{PACKAGE}", read_own(folder, PACKAGE)
    for one in site.dossier.package.resources:
        yield f"dossier/{one.path}", read_own(folder, one.path, most=one.bytes)


def _log(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the log's public files; its checkpoint last, for what it names has to be there."""
    current = dict(site.log.public())
    before = {path: note for path, note in site.shown.items() if path not in current}
    for path, content in (before | current).items():
        yield LOG + path, content


MAP_ONLY = ("map.js", "vendor/maplibre.js")
"""Assets of the page of the map alone."""
MAKERS: tuple[Callable[[Site], Iterator[tuple[str, bytes]]], ...] = (
    _assets,
    _dossier,
    _log,
    first_pages,
    check_pages,
    download_files,
    compare_pages,
    find_pages,
    area_pages,
    sheets_pages,
    find_files,
    picture_files,
    map_pages,
    charts_files,
    charts_pages,
)
"""Who makes the files of a site, in their order; what the check refuses is refused before any is there."""
