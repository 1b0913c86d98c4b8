"""One reading of a dossier and all that is made of it: shelves, answers, pages.

A server has one edition at a time. Told to read again, it makes the next beside it and changes over; requests
that the old one is answering end there.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.web.serve.app import make_app
from tellers.web.serve.entries import read_entries
from tellers.web.serve.service import Service
from tellers.web.serve.settings import Settings
from tellers.web.serve.site_files import made_site
from tellers.web.site.build import Ordered, site_language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from tellers.web.serve.archive import Archive
    from tellers.web.serve.site_files import SiteFiles

__all__ = ["MOST_PAGED", "Current", "Edition", "Place", "open_edition", "open_service"]

MOST_PAGED = 100_000
"""Units of a dossier whose whole site is made at every start, in half a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to serve, and what beside the dossier."""

    host: str
    port: int
    rate: float
    log: Path | None = None
    """The public folder of a log."""
    policy: str = ""
    """Who is trusted, as text of C2SP tlog-policy; pages pin it."""
    site: Path | None = None
    """Where the site's files are kept; None for a folder that is gone afterwards."""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is served of one reading; to be closed when nobody asks it any more."""

    service: Service
    app: ASGIApp
    site: SiteFiles | None
    """The pages beside those of sheets, where there are any."""
    held: ExitStack

    def close(self) -> None:
        """Leave the desk, stop making the site, and remove what was made of it for this edition alone."""
        self.held.close()


class Current:
    """The application that a server runs: the edition that is current when a request comes."""

    def __init__(self, edition: Edition) -> None:
        """Begin with an edition; another is set in its place."""
        self.edition = edition

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the current edition answer."""
        await self.edition.app(scope, receive, send)


def open_service(archive: Archive, log: Path | None) -> Service:
    """Return what answers, with every shelf filled; raises what a broken dossier or log raises."""
    try:
        with ThreadPoolExecutor(1) as beside:
            name = archive.dossier.package.name
            entries = beside.submit(read_entries, log, name) if log is not None else None
            archive.opened.result()
            archive.reading.verify()  # the shelves are all of one state
            return Service(archive, entries.result() if entries is not None else None)
    except BaseException:
        archive.close()
        raise


def open_edition(archive: Archive, place: Place) -> Edition:
    """Return what is served of an archive that is being filled, once it is; raises as `open_service` does."""
    with ExitStack() as held:
        held.callback(archive.close)
        service = open_service(archive, place.log)
        site = _site(service, place, held)
        settings = Settings(
            log=place.log,
            rate=place.rate,
            site=site,
            policy=place.policy,
            language=site_language(archive.dossier, place.language),
        )
        app = make_app(service, settings)
        return Edition(service=service, app=app, site=site, held=held.pop_all())


def _site(service: Service, place: Place, held: ExitStack) -> SiteFiles | None:
    """Return the site of a dossier; None where it is too large to be made at every start."""
    archive = service.archive
    if place.site is None and len(archive.units) > MOST_PAGED:
        return None
    ordered = Ordered(
        dossier=archive.dossier.folder.absolute(),
        folder=place.site or Path(),
        at=archive.reading.at,
        log=place.log,
        policy=place.policy,
        language=place.language,
        package=archive.reading.package,
    )
    return held.enter_context(made_site(ordered))
