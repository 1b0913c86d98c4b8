"""A site on loopback, as it is, or with some of its files told otherwise as a lying mirror would."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["Served", "served"]


class _Server(ThreadingHTTPServer):
    """A server that takes it calmly when a browser leaves a page before all of it has come."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Served:
    """A folder on loopback; `folder` may become another one, at the same address.

    `over` has the files that are told otherwise: their bytes, or None for one that is left out.
    """

    def __init__(self, folder: Path, headers: Mapping[str, str] | None = None) -> None:
        """Start serving."""
        self.folder = folder
        self.over: dict[str, bytes | None] = {}
        outer = self

        class Handler(SimpleHTTPRequestHandler):
            """Serves what the folder is now, and says nothing."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path).lstrip("/")
                if path not in outer.over:
                    super().do_GET()
                elif (content := outer.over[path]) is None:
                    self.send_error(404)
                else:
                    self.send_response(200)
                    self.send_header("Content-Type", self.guess_type(path))
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def translate_path(self, path: str) -> str:
                self.directory = str(outer.folder)
                return super().translate_path(path)

            def end_headers(self) -> None:
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                super().end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        handler = functools.partial(Handler, directory=str(folder))
        self.server = _Server(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def at(self, path: str) -> str:
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.server.server_port}/{path}"

    def read(self, path: str) -> bytes:
        """Return the true bytes of a file."""
        return (self.folder / path).read_bytes()


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve a folder."""
    one = Served(folder, headers)
    try:
        yield one
    finally:
        one.server.shutdown()
        one.server.server_close()
