"""One round of a log: ask what the witnesses have seen, sign, collect their cosignatures, publish.

The order keeps an honest log honest: a folder that is older than what a witness has seen is found out
before anything is signed with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import LogError, TellersError
from tellers.log.ask_witness import OlderLog, ask_witnesses, witnesses_of
from tellers.log.files import FolderFiles, WebFiles
from tellers.log.note import read_note
from tellers.log.policy import SignedCheckpoint, read_signed, verify_checkpoint
from tellers.log.tile_tree import TileTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.log.keys import Signer
    from tellers.log.policy import Policy
    from tellers.log.writer import LogWriter

__all__ = ["Round", "go_round"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of a round."""

    signed: SignedCheckpoint
    failures: tuple[TellersError, ...]
    """One for each witness that gave nothing."""


def go_round(log: LogWriter, signers: Sequence[Signer], policy: Policy, *, time: int) -> Round:
    """Sign a log as it is, have it cosigned by the policy's witnesses, and publish it.

    The steps: (1) no witness has seen a longer log; (2) sign; (3) ask them; (4) is the quorum reached; (5)
    publish. Raises `OlderLog` where (1) or (3) finds a longer one, `VerificationError` where the quorum is
    not reached: the checkpoint is then signed and kept, and not published; go round again.
    """
    _refuse_older(log, policy)  # 1
    note = log.sign(signers, time=time)  # 2
    files = FolderFiles(log.places.public)
    asked = ask_witnesses(note, TileTree(files, log.edge.head()), witnesses_of(policy))  # 3
    whole = note.with_signatures(asked.lines)
    try:
        signed = verify_checkpoint(whole, policy, where="the new checkpoint")  # 4
    except TellersError as error:
        if asked.failures:
            error.remedy = "\n           ".join([error.remedy, *map(str, asked.failures)])
        raise
    log.publish(whole)  # 5
    return Round(signed=signed, failures=asked.failures)


def _refuse_older(log: LogWriter, policy: Policy) -> None:
    """Refuse to sign where a witness shows a longer log than was ever signed here.

    One that shows nothing, or does not answer, stops nothing: it is asked again for its signature.
    """
    signed = 0 if log.last is None else int(log.last.text.split(b"\n")[1])
    name = sha256(log.origin.encode()).hexdigest()
    for witness in witnesses_of(policy):
        try:
            data = WebFiles(witness.address).read(f"{name}/checkpoint")
            if data is None:
                continue
            seen = read_signed(read_note(data), [key for key, _ in policy.logs]).checkpoint
        except LogError:
            continue
        except TellersError:
            continue
        if seen.size > signed:
            raise OlderLog(
                f"a witness has seen {seen.size} entries of this log, and {signed} were signed here",
                where=witness.address,
                remedy="Sign nothing. This folder is an older copy or a restored backup: find the newer one.",
            )
