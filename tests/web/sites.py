"""Sites on disk, as `tellers publish` writes them: of made votes, signed, and of the dossiers that ship.

What many tests read and none alters is written once for all workers of a run (`shared_site`).
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.log.made import ANNA, BERTA, CARLA, LOG, TIME
from tests.simulator import Election, dossier_of
from tests.web.read_page import Page, read_page
from tests.web.votes import election, large_election

from tellers.dossier import Dossier
from tellers.log.checkpoint import Checkpoint
from tellers.log.edge import Edge
from tellers.log.keys import Signer
from tellers.log.note import Note
from tellers.publish import encode_entry, plan_entries, read_published, statements_of
from tellers.web.site import Ordered, layout, publish_site

__all__ = [
    "AT",
    "COUNCIL",
    "ELECTION",
    "EXAMPLES",
    "MADE",
    "POLICY",
    "contents",
    "entries_of",
    "page_at",
    "shared_site",
    "sign",
    "signed_site",
    "write_signed",
    "write_site",
]

AT = "2031-05-18T20:15:00Z"
EXAMPLES = Path(__file__).parents[2] / "examples"
LATER = 100
"""Entries of the large site's log that its first version did not have."""
ELECTION, COUNCIL, MADE = "venezuela-2024", "oas-2024-07-31", "made-council"
POLICY = (
    f"log {LOG.key}\nwitness anna {ANNA.key}\nwitness carla {CARLA.key}\n"
    "group both all anna carla\nquorum both\n"
)
PQ_POLICY = f"log {LOG.key}\nwitness berta {BERTA.key}\nquorum berta\n"
"""A witness whose key is of ML-DSA-44, for which a page loads another script."""


def write_site(dossier: Path, folder: Path, **more: object) -> list[str]:
    """Write a site, which nobody signed unless a log is named, and return what was written, sorted."""
    ordered = Ordered(dossier=dossier, folder=folder, at=str(more.pop("at", AT)), **more)  # type: ignore[arg-type]
    return sorted(publish_site(ordered).written)


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


def write_signed(dossier: Path, entries: list[bytes], site: Path, *, policy: str = POLICY) -> Path:
    """Write the site of a dossier whose log has these entries, signed by whom the policy names; return it."""
    signers = (LOG, BERTA) if policy == PQ_POLICY else (LOG, ANNA, CARLA)
    log = sign(entries, site.with_name(f"{site.name}-log-{len(entries)}"), *signers)
    write_site(dossier, site, log=log, policy=policy, language="en")
    return site


def signed_site(folder: Path, made: Election | None = None, *, policy: str = POLICY) -> Path:
    """Write the signed site of a made election, its dossier and its log below a folder; return the site."""
    dossier = dossier_of(made or election(), folder)
    return write_signed(dossier.folder, entries_of(dossier), folder / "site", policy=policy)


def shared_site(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return the folder of a site, not to be altered; whoever asks first writes it for all workers of a run.

    Names are `small`, `large`, `once` (the small one, its sheets pages written once) and those of the
    dossiers that ship.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, written = base / "sites" / name, base / "sites" / f"{name}.written"
    folder.parent.mkdir(exist_ok=True)
    with written.with_suffix(".lock").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not written.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            WRITERS[name](folder)
            written.touch()
    return folder / "site"


def _large(folder: Path) -> None:
    """Write it twice, so that it has shown two versions of its log; the public files of both stay."""
    dossier = dossier_of(large_election(), folder)
    entries = entries_of(dossier)
    for size in (len(entries) - LATER, len(entries)):
        write_signed(dossier.folder, entries[:size], folder / "site")


def _once(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(layout, "MOST_IN_EVERY_LANGUAGE", 0)
        signed_site(folder)


def _shipped(name: str) -> Callable[[Path], object]:
    return lambda folder: write_site(EXAMPLES / name, folder / "site")


WRITERS: dict[str, Callable[[Path], object]] = {
    "small": signed_site,
    "large": _large,
    "once": _once,
    **{name: _shipped(name) for name in (ELECTION, COUNCIL, MADE)},
}


def page_at(folder: Path, path: str) -> Page:
    """Return a page of a site; it has no fault of form."""
    page = read_page((folder / path).read_bytes())
    assert page.faults == [], path
    return page


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }
