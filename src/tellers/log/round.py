"""One round of a log: ask what the witnesses have seen, sign, collect their cosignatures, publish.

The order keeps an honest log honest: a folder that is older than what a witness has seen is found out
before anything is signed with it. Cosignatures come in over the web, or as files from witnesses without
it, one by one; those that came are kept in the folder's `cosigned` until the quorum is reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import TellersError, UsageError, VerificationError
from tellers.log.ask_witness import (
    PATIENCE_SECONDS,
    KnownWitness,
    OlderLog,
    accept_answer,
    ask_witnesses,
    request_for,
    witnesses_of,
)
from tellers.log.checkpoint import read_checkpoint
from tellers.log.files import FolderFiles, WebFiles
from tellers.log.note import Note, latest_lines, read_note
from tellers.log.policy import SignedCheckpoint, read_signed, verify_checkpoint
from tellers.log.proofs import head_at
from tellers.log.tile_tree import TileTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tellers.log.keys import Signer
    from tellers.log.note import SignatureLine
    from tellers.log.policy import Policy
    from tellers.log.writer import LogWriter

__all__ = ["Round", "collect", "go_round", "request_of", "take_answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of a round."""

    signed: SignedCheckpoint
    failures: tuple[TellersError, ...] = ()
    """One for each witness that gave nothing."""


def go_round(log: LogWriter, signers: Sequence[Signer], policy: Policy, *, time: int) -> Round:
    """Sign a log as it is, have it cosigned by the policy's witnesses, and publish it.

    The steps: (1) no witness has seen a longer log; (2) sign; (3) ask them; (4) is the quorum reached; (5)
    publish. Raises `OlderLog` where (1) or (3) finds a longer one, `VerificationError` where the quorum is
    not reached: the checkpoint is then signed and kept, and not published; `collect` goes on from there.
    """
    seen = _refuse_older(log, policy)  # 1
    log.sign(signers, time=time)  # 2
    return collect(log, policy, seen=seen)


def collect(log: LogWriter, policy: Policy, *, seen: Mapping[str, int] | None = None) -> Round:
    """Ask the policy's witnesses for cosignatures of the last checkpoint, and publish it with the quorum.

    `seen` is by address what each is known to have cosigned last. Errors as `go_round`; `UsageError` where
    nothing was signed yet.
    """
    note = _last(log)
    try:
        asked = ask_witnesses(note, _tree(log, note), witnesses_of(policy), old_sizes=seen)  # 3
    except OlderLog as error:
        log.keep_cosigned(_with(log, error.lines))
        raise
    return _finish(log, policy, asked.lines, asked.failures)


def take_answers(log: LogWriter, policy: Policy, answers: Iterable[tuple[str, bytes]]) -> Round:
    """Take the answers of witnesses that have no server, each a name and its bytes; publish with the quorum.

    Raises as `accept_answer` for an answer that is none or of another checkpoint, as `go_round` else.
    """
    note = _last(log)
    lines: list[SignatureLine] = []
    for where, answer in answers:
        witness = KnownWitness(address=where, keys=tuple(key for key, _ in policy.witnesses.values()))
        lines += accept_answer(note, answer, witness)
    return _finish(log, policy, lines, ())


def request_of(log: LogWriter, old_size: int) -> bytes:
    """Return what a witness without a server is sent, that cosigned a log of this size last; 0 if none.

    Raises `UsageError` for a size above the log's, and where nothing was signed yet.
    """
    note = _last(log)
    return request_for(note, _tree(log, note), old_size=old_size)


def _finish(
    log: LogWriter, policy: Policy, lines: Iterable[SignatureLine], failures: tuple[TellersError, ...]
) -> Round:
    """Keep what came in; publish where the quorum is reached, and say what is missing where it is not."""
    whole = _with(log, lines)
    log.keep_cosigned(whole)
    try:
        signed = verify_checkpoint(whole, policy, where="the checkpoint signed last")  # 4
    except VerificationError as error:
        told = f" Not from {'; '.join(map(str, failures))}." if failures else ""
        error.remedy = (
            f"Nothing was published; what came in is kept. Ask again when they answer: tellers log witness "
            f"{log.places.folder}, with the same policy.{told}"
        )
        raise
    log.publish(whole)  # 5
    return Round(signed=signed, failures=failures)


def _with(log: LogWriter, lines: Iterable[SignatureLine]) -> Note:
    """Return the checkpoint signed last with what came in before and now, one line a key."""
    note = _last(log)
    return Note(note.text, latest_lines((*_kept(log, note), *note.signatures, *lines)))


def _tree(log: LogWriter, note: Note) -> TileTree:
    return TileTree(FolderFiles(log.places.public), read_checkpoint(note.text).head)


def _last(log: LogWriter) -> Note:
    if log.last is None:
        raise UsageError(
            "nothing was signed yet", where=str(log.places.folder), remedy="tellers log sign, first."
        )
    return log.last


def _kept(log: LogWriter, note: Note) -> tuple[SignatureLine, ...]:
    """Return the signatures that came in before, where they are of the same text."""
    kept = log.places.cosigned
    if not kept.exists():
        return ()
    held = read_note(kept.read_bytes(), where=str(kept))
    return held.signatures if held.text == note.text else ()


def _refuse_older(log: LogWriter, policy: Policy) -> dict[str, int]:
    """Return what each witness shows, by address; refuse where it is longer than was ever signed here.

    Or where it is not longer and has another past: then another folder has signed for this log. One that
    shows nothing, or does not answer, stops nothing: it is asked again for its signature.
    """
    signed = 0 if log.last is None else read_checkpoint(log.last.text).size
    name, shown = sha256(log.origin.encode()).hexdigest(), {}
    for witness in witnesses_of(policy):
        try:
            data = WebFiles(witness.address, seconds=PATIENCE_SECONDS).read(f"{name}/checkpoint")
            if data is None:
                continue
            seen = read_signed(data, [key for key, _ in policy.logs]).checkpoint
        except TellersError:
            continue
        if seen.size > signed:
            raise OlderLog(
                f"a witness has seen {seen.size} entries of this log, and {signed} were signed here",
                where=witness.address,
                remedy="Sign nothing. This folder is an older copy or a restored backup: find the newer one.",
            )
        if log.last is not None and head_at(_tree(log, log.last), seen.size) != seen.head:
            raise OlderLog(
                f"a witness has seen other entries of this log among its first {seen.size}",
                where=witness.address,
                remedy="Sign nothing. Another folder signs for this log: find it, and keep what the witness "
                "shows.",
            )
        shown[witness.address] = seen.size
    return shown
