"""Sites for the tests that browse: a made election in a signed log, served on loopback, altered at will."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.log.made import ANNA, BERTA, CARLA, LOG, TIME
from tests.simulator import (
    Election,
    dossier_of,
    honest_election,
    late_correction,
    miscopied_figure,
    second_source,
    unread_figure,
)

from tellers.dossier import Dossier, open_dossier
from tellers.log.checkpoint import Checkpoint
from tellers.log.edge import Edge
from tellers.log.keys import Signer
from tellers.log.note import Note
from tellers.publish import encode_entry, plan_entries, read_published, statements_of
from tellers.web.site import Ordered, publish_site

__all__ = [
    "AT",
    "EXAMPLES",
    "POLICY",
    "Served",
    "election",
    "entries_of",
    "served",
    "sign",
    "write_site",
]

AT = "2031-05-18T20:15:00Z"
EXAMPLES = Path(__file__).parents[2] / "examples"
POLICY = (
    f"log {LOG.key}\nwitness anna {ANNA.key}\nwitness carla {CARLA.key}\n"
    "group both all anna carla\nquorum both\n"
)
PQ_POLICY = f"log {LOG.key}\nwitness berta {BERTA.key}\nquorum berta\n"
"""A witness whose key is of ML-DSA-44, for which a page loads another script."""
DIFFERING, UNREAD, CORRECTED, PLAIN = "01.02.01", "01.03.01", "01.01.01", "02.01.01"
"""Units of the made election, by what is the matter with them."""
HOSTILE = '<img src=x onerror="window.ran=1">'


def election() -> Election:
    """Return an election of two sources that differ on a unit, with a correction and a figure unread."""
    made = second_source(honest_election(seed=5, regions=6, centres=10), name="witnesses")
    made = miscopied_figure(made, unit=DIFFERING, figure="B", votes=7)
    made = unread_figure(made, unit=UNREAD, figure="null")
    made = late_correction(made, unit=CORRECTED, option="A", votes=5)
    sheets = tuple(
        replace(sheet, reason=HOSTILE, image=HOSTILE, image_sha256="ab" * 32) if sheet.replaces else sheet
        for sheet in made.sheets()
    )
    return made.with_sheets(sheets)


def entries_of(dossier: Dossier, before: list[bytes] | None = None) -> list[bytes]:
    """Return the entries of a log that says a dossier, after those it says already."""
    held = before or []
    published = read_published(held, dossier.package.name)
    return [*held, *(encode_entry(one) for one in plan_entries(published, statements_of(dossier), at=AT))]


def sign(entries: list[bytes], public: Path, *signers: Signer) -> Path:
    """Write the public files of a log with these entries, signed by these."""
    edge = Edge()
    files = edge.extend(entries) | edge.partial_files()
    head = edge.head()
    text = Checkpoint(LOG.name, head.size, head.root).encode()
    note = Note(text=text, signatures=tuple(one.sign(text, time=TIME) for one in signers))
    for path, content in {**files, "checkpoint": note.encode()}.items():
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_bytes(content)
    return public


def write_site(folder: Path, made: Election | None = None, *, policy: str = POLICY) -> Path:
    """Write the signed site of a made election, its dossier and its log below a folder; return the site."""
    dossier = dossier_of(made or election(), folder)
    signers = (LOG, BERTA) if policy == PQ_POLICY else (LOG, ANNA, CARLA)
    public = sign(entries_of(dossier), folder / "public", *signers)
    site = folder / "site"
    publish_site(
        Ordered(dossier=folder / "dossier", folder=site, at=AT, log=public, policy=policy, language="en")
    )
    return site


def write_unsigned(folder: Path, name: str) -> Path:
    """Write the site of a dossier that ships, which nobody signed."""
    assert open_dossier(EXAMPLES / name)
    publish_site(Ordered(dossier=EXAMPLES / name, folder=folder, at=AT))
    return folder


class Served:
    """A folder on loopback; `folder` may become another one, at the same address."""

    def __init__(self, folder: Path) -> None:
        """Start serving."""
        self.folder = folder
        self.asked: list[str] = []
        outer = self

        class Handler(SimpleHTTPRequestHandler):
            """Serves what the folder is now, and says nothing."""

            protocol_version = "HTTP/1.1"

            def translate_path(self, path: str) -> str:
                outer.asked.append(path)
                self.directory = str(outer.folder)
                return super().translate_path(path)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        handler = functools.partial(Handler, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def at(self, path: str) -> str:
        """Return the address of a page."""
        return f"http://127.0.0.1:{self.server.server_port}/{path}"


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder."""
    one = Served(folder)
    try:
        yield one
    finally:
        one.server.shutdown()
        one.server.server_close()
