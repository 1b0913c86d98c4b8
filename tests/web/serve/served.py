"""A dossier served on the loopback, and what is said to the server and what it says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from tellers.dossier import open_dossier
from tellers.web.serve.app import make_app
from tellers.web.serve.archive import Archive
from tellers.web.serve.edition import open_service
from tellers.web.serve.run import listening_at
from tellers.web.serve.server import make_server
from tellers.web.serve.service import Service
from tellers.web.serve.settings import Settings
from tellers.web.serve.site_files import made_site
from tellers.web.site.build import Ordered

EXAMPLES = Path(__file__).parents[3] / "examples"


@dataclass(frozen=True)
class Said:
    """What a server said: its status, its headers in small letters, its bytes."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def serving(folder: Path, *, log: Path | None = None, rate: float = 0) -> Iterator[int]:
    """Serve a dossier and give the port."""
    service = open_service(Archive(open_dossier(folder)), log)
    with _running(service, Settings(log=log, rate=rate)) as port:
        yield port


@contextmanager
def serving_files(folder: Path, log: Path) -> Iterator[int]:
    """Serve a dossier beside the files of a log that nobody could read as one."""
    with _running(open_service(Archive(open_dossier(folder)), None), Settings(log=log)) as port:
        yield port


@contextmanager
def serving_site(folder: Path, site: Path) -> Iterator[int]:
    """Serve a dossier and its site, which is made meanwhile in a folder."""
    ordered = Ordered(dossier=folder, folder=site, at="2031-05-18T20:15:00Z")
    with made_site(ordered) as files:
        service = open_service(Archive(open_dossier(folder)), None)
        with _running(service, Settings(site=files, language="es")) as port:
            yield port


@contextmanager
def _running(service: Service, settings: Settings) -> Iterator[int]:
    server = make_server(make_app(service, settings), host="127.0.0.1", port=0)
    with listening_at("127.0.0.1", 0) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
            service.archive.close()


def ask(port: int, path: str, *, method: str = "GET", **headers: str) -> Said:
    """Return what is said to one request; `if_none_match` is the header If-None-Match."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    said = Said(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    connection.close()
    return said


def send(port: int, data: bytes, *, seconds: float = 10) -> bytes:
    """Return what a server says to these bytes until it closes the connection, or says no more."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(data)
        said = b""
        try:
            while more := connection.recv(65_536):
                said += more
        except (ConnectionResetError, TimeoutError):
            pass
        return said


def walk(port: int, path: str) -> Iterator[Said]:
    """Yield every page of a list, following the Link headers."""
    base = path.partition("?")[0]
    while path:
        said = ask(port, path)
        assert said.status == 200, said
        yield said
        link = said.headers.get("link", "")
        assert link == "" or (link.startswith("<?") and link.endswith('>; rel="next"'))
        path = base + link[1:].partition(">")[0] if link else ""
