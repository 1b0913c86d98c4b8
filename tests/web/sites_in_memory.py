"""Sites in memory, for tests of what a maker gives: one that nobody signed, and one with witnesses."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tests.log.made import ANNA, BERTA, CARLA, LOG, TIME
from tests.web.sites import AT, EXAMPLES

from tellers.check import Result
from tellers.dossier import Dossier, open_dossier
from tellers.log.checkpoint import Checkpoint
from tellers.log.keys import Signer
from tellers.log.note import Note
from tellers.web.site.check import check_pages
from tellers.web.site.checked import Checked, check_here
from tellers.web.site.download import download_files
from tellers.web.site.first import first_pages
from tellers.web.site.log_files import SiteLog, grow_unsigned
from tellers.web.site.site import Site

__all__ = ["TWO_OF_THREE", "pages_of", "public_log", "signed", "signed_by", "site_of", "unsigned"]

TWO_OF_THREE = (
    f"log {LOG.key}\nwitness anna {ANNA.key} https://anna.example/\nwitness berta {BERTA.key}\n"
    f"witness carla {CARLA.key}\ngroup two 2 anna berta carla\nquorum two\n"
)
"""Two of three witnesses: any two such pairs share one."""
NOWHERE = Path("/nowhere/that/a/site/is")


def site_of(dossier: Dossier, result: Result | None = None, *, language: str = "en") -> Site:
    """Return the site of a dossier that no log was named for, as it is the first time."""
    log = grow_unsigned(dossier, NOWHERE, at=AT)
    shown = {f"checkpoints/{log.head.size}": log.note}
    return Site(
        dossier=dossier,
        check=lambda: _checked(dossier, result),
        log=log,
        policy="",
        language=language,
        shown=shown,
    )


def _checked(dossier: Dossier, result: Result | None) -> Checked:
    """What follows from a dossier, with another result where a test has one."""
    checked = check_here(dossier)
    return checked if result is None else replace(checked, contests=result.contests)


def signed_by(site: Site, *signers: Signer, policy: str = TWO_OF_THREE, time: int = TIME) -> Site:
    """Return the same entries under a checkpoint that these have signed, at a time that witnesses state."""
    head = Checkpoint(LOG.name, site.log.head.size, site.log.head.root)
    lines = tuple(one.sign(head.encode(), time=time) for one in signers)
    note = Note(text=head.encode(), signatures=lines).encode()
    log = SiteLog(files=site.log.files, head=head, note=note, signed=True)
    return replace(site, log=log, policy=policy, shown={f"checkpoints/{head.size}": note})


@lru_cache(maxsize=4)
def unsigned(name: str) -> Site:
    """Return the site of a dossier that ships, in Spanish where a page is written once."""
    return site_of(open_dossier(EXAMPLES / name), language="es")


@lru_cache(maxsize=8)
def signed(name: str, *signers: Signer, policy: str = TWO_OF_THREE) -> Site:
    """Return the same, signed."""
    return signed_by(unsigned(name), *signers, policy=policy)


@lru_cache(maxsize=8)
def pages_of(name: str, *signers: Signer) -> dict[str, bytes]:
    """Return every file of the first page, the report, the check and the download page, by path."""
    site = signed(name, *signers) if signers else unsigned(name)
    return dict(file for make in (first_pages, check_pages, download_files) for file in make(site))


def public_log(site: Site, folder: Path) -> Path:
    """Return the folder into which the site's log is written, as its public files."""
    for path, content in site.log.public():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
