"""Who signed the checkpoint that a site shows: verified when the pages are written, and told on them.

A reader's browser verifies it again; what stands on a page is what held when it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.log.note import read_note
from tellers.log.policy import Policy, read_policy
from tellers.log.quorum import could_split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.log.keys import VerifierKey
    from tellers.log.note import Note
    from tellers.web.site.site import Site

__all__ = ["Pinned", "Signers", "read_signers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A key that a site's pages trust, and what it signed."""

    role: str
    """`log` or `witness`."""
    called: str
    """The policy's name of a witness; '' of a log."""
    key: VerifierKey
    address: str
    signed: bool
    time: int
    """When it says it signed, in seconds since 1970; 0 where it does not say or has not signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Every key trusted, in the order of the policy, and whether enough of them have signed."""

    keys: tuple[Pinned, ...]
    unknown: tuple[str, ...]
    """Names on signatures by keys that are not trusted: nothing was verified of them."""
    policy: Policy
    reached: bool
    """Whether the quorum has signed; also where none is asked for."""

    @property
    def witnessed(self) -> bool:
        """Return whether the policy asks for any witness."""
        return self.policy.quorum != "none"

    @property
    def split(self) -> bool | None:
        """Return whether two histories could each find a quorum; None where it is too much to try."""
        return could_split(self.policy)


def read_signers(site: Site) -> Signers | None:
    """Return who signed a site's checkpoint; None where nobody did.

    Raises `VerificationError` for a trusted key's signature that does not hold: the note is false then.
    """
    if not site.log.signed:
        return None
    note = read_note(site.log.note, where="checkpoint")
    policy = read_policy(site.policy.encode()) if site.policy else Policy()
    keys = tuple(_pinned(policy, note, site.log.head.origin))
    known = {(one.key.name, one.key.key_id) for one in keys}
    return Signers(
        keys=keys,
        unknown=tuple(
            dict.fromkeys(line.name for line in note.signatures if (line.name, line.key_id) not in known)
        ),
        policy=policy,
        reached=policy.reached([one.called for one in keys if one.role == "witness" and one.signed]),
    )


def _pinned(policy: Policy, note: Note, origin: str) -> Iterator[Pinned]:
    """Yield the keys of this log, then those of the witnesses; a key of another log signs nothing here."""
    trusted = [("log", "", key, address) for key, address in policy.logs if key.name == origin]
    trusted += [("witness", name, key, address) for name, (key, address) in policy.witnesses.items()]
    for role, called, key, address in trusted:
        times = [key.verify(note.text, line) for line in note.signatures if key.signed(line)]
        yield Pinned(
            role=role, called=called, key=key, address=address, signed=bool(times), time=max(times, default=0)
        )
