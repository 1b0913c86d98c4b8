"""A site to measure: a dossier in a log that its key and two witnesses signed, all made from fixed seeds."""

from __future__ import annotations

from pathlib import Path

from tellers.dossier import open_dossier
from tellers.log.checkpoint import Checkpoint
from tellers.log.keys import KeyKind, Signer
from tellers.log.note import Note
from tellers.web.site import Ordered, publish_site
from tellers.web.site.log_files import grow_unsigned

AT = "2031-05-18T20:15:00Z"
TIME = 1_937_074_500
"""The same moment, in seconds since 1970."""
LOG = Signer.from_seed("example.org/vote", KeyKind.ED25519, bytes([1]) * 32)
WITNESSES = {
    "anna": Signer.from_seed("anna.example/witness", KeyKind.ED25519_COSIGNATURE, bytes([2]) * 32),
    "bert": Signer.from_seed("bert.example/witness", KeyKind.ED25519_COSIGNATURE, bytes([3]) * 32),
}
POLICY = (
    f"log {LOG.key}\n"
    + "".join(f"witness {name} {signer.key}\n" for name, signer in WITNESSES.items())
    + "group both all anna bert\nquorum both\n"
)


def make_site(dossier: Path, folder: Path) -> Path:
    """Return the folder of a site of the dossier, below this folder."""
    public = folder / "log"
    grown = grow_unsigned(open_dossier(dossier), folder / "none", at=AT)
    for path, content in grown.public():
        if path.startswith("tile/"):
            place = public / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    text = Checkpoint(LOG.key.name, grown.head.size, grown.head.root).encode()
    signers = (LOG, *WITNESSES.values())
    note = Note(text, tuple(signer.sign(text, time=TIME) for signer in signers))
    (public / "checkpoint").write_bytes(note.encode())
    site = folder / "site"
    publish_site(Ordered(dossier=dossier, folder=site, at=AT, log=public, policy=POLICY, language="en"))
    return site
