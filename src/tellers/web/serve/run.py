"""A dossier opened, its log read, and both served until somebody says stop."""

from __future__ import annotations

import logging
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.web.serve.app import Settings, make_app
from tellers.web.serve.archive import Archive
from tellers.web.serve.entries import read_entries
from tellers.web.serve.server import make_server
from tellers.web.serve.service import Service
from tellers.web.serve.site_files import made_site
from tellers.web.site.build import Ordered, site_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tellers.dossier import Dossier
    from tellers.web.serve.site_files import SiteFiles

__all__ = ["Place", "listening_at", "open_service", "serve"]

BACKLOG = 512
"""Connections that the system keeps until they are taken."""
MOST_PORT = 65_535
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


def open_service(dossier: Dossier, log: Path | None) -> Service:
    """Return what answers, with every shelf filled; raises what a broken dossier or log raises."""
    archive = Archive(dossier)
    try:
        with ThreadPoolExecutor(1) as beside:
            entries = beside.submit(read_entries, log, dossier.package.name) if log is not None else None
            archive.opened.result()
            return Service(archive, entries.result() if entries is not None else None)
    except BaseException:
        archive.close()
        raise


def serve(dossier: Dossier, place: Place, *, told: Callable[[str], None]) -> int:
    """Serve until stopped; `told` is told once where. `UsageError` where it cannot listen there."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    signal.signal(signal.SIGTERM, _stop)  # uvicorn hands it on when it has stopped; nothing is left behind
    service = open_service(dossier, place.log)
    try:
        with listening_at(place.host, place.port) as listening, _site(service, place) as site:
            settings = Settings(
                log=place.log,
                rate=place.rate,
                site=site,
                policy=place.policy,
                language=site_language(dossier, place.language),
            )
            server = make_server(make_app(service, settings), host=place.host, port=place.port)
            host, port = listening.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            told(f"{dossier.package.name}: http://{shown}:{port}/  (stop with Ctrl-C)")
            if site is None:
                told(
                    f"More than {MOST_PAGED:,} units: no pages but those of sheets. Keep them in --site DIR."
                )
            server.run(sockets=[listening])
    except KeyboardInterrupt:  # as it was told
        return 0
    finally:
        service.archive.close()
    return 0


def _stop(*_: object) -> None:
    raise SystemExit(0)


def _site(service: Service, place: Place) -> AbstractContextManager[SiteFiles | None]:
    """Return the site of a dossier; None where it is too large to be made at every start."""
    if place.site is None and len(service.archive.units) > MOST_PAGED:
        return nullcontext()
    return made_site(
        Ordered(
            dossier=service.archive.dossier.folder.absolute(),
            folder=place.site or Path(),
            at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            log=place.log,
            policy=place.policy,
            language=place.language,
        )
    )


def listening_at(host: str, port: int) -> socket.socket:
    """Return a socket that listens; `UsageError` where the system does not let it."""
    if not 0 <= port <= MOST_PORT:  # the system would take another, silently
        raise UsageError("no such port", where=f"port {port}", expected=f"0 to {MOST_PORT}")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        # With its protocol named, or asyncio leaves small packets waiting for each other (40 ms each).
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise _deaf(host, port, error) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise _deaf(host, port, error) from error
    return listening


def _deaf(host: str, port: int, error: OSError) -> UsageError:
    return UsageError(
        f"cannot listen: {error.strerror}",
        where=f"{host} port {port}",
        remedy="Name another with --host and --port.",
    )
