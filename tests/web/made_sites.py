"""Sites of the dossiers that ship, in memory: nobody signed the one, a log and two witnesses the other."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tests.log.made import ANNA, BERTA, CARLA, LOG, TIME

from tellers.check import check
from tellers.dossier import open_dossier
from tellers.log.checkpoint import Checkpoint
from tellers.log.note import Note
from tellers.web.site.check import check_pages
from tellers.web.site.download import download_files
from tellers.web.site.first import first_pages
from tellers.web.site.log_files import SiteLog, grow_unsigned
from tellers.web.site.site import Site

__all__ = ["AT", "COUNCIL", "ELECTION", "MADE", "POLICY", "pages_of", "public_log", "signed", "unsigned"]

EXAMPLES = Path(__file__).parents[2] / "examples"
ELECTION, COUNCIL, MADE = "venezuela-2024", "oas-2024-07-31", "made-council"
AT = "2031-05-18T20:15:00Z"
POLICY = (
    f"log {LOG.key}\nwitness anna {ANNA.key} https://anna.example/\nwitness berta {BERTA.key}\n"
    f"witness carla {CARLA.key}\ngroup two 2 anna berta carla\nquorum two\n"
)
"""Two of three witnesses: any two such pairs share one."""
NOWHERE = Path("/nowhere/that/a/site/is")


@lru_cache(maxsize=4)
def unsigned(name: str, language: str = "es") -> Site:
    """A site that no log was named for, as it is the first time."""
    dossier = open_dossier(EXAMPLES / name)
    log = grow_unsigned(dossier, NOWHERE, at=AT)
    shown = {f"checkpoints/{log.head.size}": log.note}
    return Site(result=check(dossier), log=log, policy="", language=language, shown=shown)


@lru_cache(maxsize=8)
def signed(name: str, *signers, policy: str = POLICY) -> Site:
    """The same entries under a checkpoint that these have signed."""
    site = unsigned(name)
    head = Checkpoint(LOG.name, site.log.head.size, site.log.head.root)
    note = Note(
        text=head.encode(), signatures=tuple(one.sign(head.encode(), time=TIME) for one in signers)
    ).encode()
    log = SiteLog(files=site.log.files, head=head, note=note, signed=True)
    return Site(
        result=site.result,
        log=log,
        policy=policy,
        language="es",
        shown={f"checkpoints/{head.size}": note},
    )


@lru_cache(maxsize=8)
def pages_of(name: str, *signers) -> dict[str, bytes]:
    """Every file of the makers of the first page, the report, the check and the download page, by path."""
    site = signed(name, *signers) if signers else unsigned(name)
    return dict(file for make in (first_pages, check_pages, download_files) for file in make(site))


def public_log(site: Site, folder: Path) -> Path:
    """The site's log as a folder of public files."""
    for path, content in site.log.public():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
