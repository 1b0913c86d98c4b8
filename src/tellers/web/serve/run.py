"""A dossier served until somebody says stop, read again when its operator says so, and watched meanwhile."""

from __future__ import annotations

import logging
import os
import signal
import socket
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from tellers.dossier import open_dossier
from tellers.errors import TellersError, UsageError
from tellers.web.serve.archive import Archive
from tellers.web.serve.edition import MOST_PAGED, Current, Edition, Place, open_edition
from tellers.web.serve.server import make_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Place", "Watch", "listening_at", "serve"]

BACKLOG = 512
"""Connections that the system keeps until they are taken."""
MOST_PORT = 65_535
LOOK_SECONDS = 10
"""Between two looks at the files; an edition that was replaced has as long to end its answers."""


def serve(archive: Archive, place: Place, *, told: Callable[[str], None]) -> int:
    """Serve until stopped; `told` is told where, what was read, and what becomes of it.

    Raises `UsageError` where it cannot listen there, and what a broken dossier or log raises.
    """
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    signal.signal(signal.SIGTERM, _stop)  # uvicorn hands it on when it has stopped; nothing is left behind
    try:
        edition = open_edition(archive, place)
        watch = Watch(Current(edition), place, told)
        try:
            with listening_at(place.host, place.port) as listening, watch:
                server = make_server(watch.current, host=place.host, port=place.port)
                host, port = listening.getsockname()[:2]
                shown = f"[{host}]" if ":" in host else host
                told(f"{archive.dossier.package.name}: http://{shown}:{port}/  (stop with Ctrl-C)")
                told(_read(edition))
                server.run(sockets=[listening])
        finally:
            watch.current.edition.close()
    except KeyboardInterrupt:  # as it was told
        return 0
    return 0


def _stop(*_: object) -> None:
    raise SystemExit(0)


def _read(edition: Edition) -> str:
    """Return what is said of an edition when it begins."""
    reading = edition.service.archive.reading
    few = f"\nMore than {MOST_PAGED:,} units: no pages but those of sheets. Keep them in --site DIR."
    return f"Read at {reading.at}: {reading.package}{few if edition.site is None else ''}"


class Watch:
    """Looks at the dossier's files now and then, says once when they change, and reads them on SIGHUP."""

    def __init__(self, current: Current, place: Place, told: Callable[[str], None]) -> None:
        """Keep what is served, and who is told."""
        self.current = current
        self._place, self._told = place, told
        self._folder: Path = current.edition.service.archive.reading.folder
        self._asked, self._over = Event(), Event()
        self._leaving: Edition | None = None
        self._said = ""
        self._thread = Thread(target=self._watch, name="watch", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch, and to heed SIGHUP where the system has it."""
        if hasattr(signal, "SIGHUP"):
            attended = _has_terminal()

            def heard(*_: object) -> None:
                if attended and not _has_terminal():  # it was closed: nobody is there to say stop
                    os.kill(os.getpid(), signal.SIGTERM)
                self._asked.set()

            signal.signal(signal.SIGHUP, heard)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching; a reading that has begun is waited for."""
        self._over.set()
        self._asked.set()
        self._thread.join()
        self._let_go()

    def _watch(self) -> None:
        while not self._over.is_set():
            asked = self._asked.wait(LOOK_SECONDS)
            self._asked.clear()
            self._let_go()
            if self._over.is_set():
                return
            if asked:
                self.read_again()
            else:
                self.look()

    def look(self) -> None:
        """Say once of a reading that the files are no longer those that were read."""
        reading = self.current.edition.service.archive.reading
        path = reading.changed()
        if path and self._said != reading.at:
            self._said = reading.at
            self._told(
                f"{self._folder}: {path} is no longer as it was read at {reading.at}. Sheets are still "
                "answered from what was read, what the tables are needed for is refused. "
                "SIGHUP reads it again."
            )

    def read_again(self) -> None:
        """Make an edition of what the folder holds now and change over; on any error go on with the old.

        A folder that keeps the site is written by one edition at a time: a site being made is waited for.
        """
        site = self.current.edition.site
        if site is not None and self._place.site is not None:
            site.wait()
        try:
            edition = open_edition(Archive(open_dossier(self._folder)), self._place)
        except Exception as error:
            said = (
                error.diagnostics() if isinstance(error, TellersError) else f"{type(error).__name__}: {error}"
            )
            self._told(f"{said}\nNot read again: what was read before is still served.")
            return
        self._leaving, self.current.edition = self.current.edition, edition
        self._told(_read(edition))

    def _let_go(self) -> None:
        """Close the edition that was replaced a while ago."""
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            leaving.close()


def _has_terminal() -> bool:
    """Return whether this process can be spoken to from a terminal."""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True


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
