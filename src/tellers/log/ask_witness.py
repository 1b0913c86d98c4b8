"""A log asks its witnesses: sends a checkpoint with the proof from what they saw, and takes cosignatures.

Nothing that a witness answers is believed: a line counts where a key of the log's own policy verifies it
under the log's own text; lines of other keys are left out. Source: C2SP tlog-witness v1.0.0.

A witness that says it has seen a *longer* log stops the log: either this folder is an older copy, put back
from a backup, and signing on would split the history; or the witness is wrong. A person has to look.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING

from tellers.errors import LogError, TellersError, VerificationError
from tellers.log.checkpoint import read_checkpoint, read_decimal
from tellers.log.note import read_signature_lines
from tellers.log.proofs import prove_consistency
from tellers.log.web import Limits, exchange
from tellers.log.witness_request import AddCheckpoint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tellers.log.keys import VerifierKey
    from tellers.log.note import Note, SignatureLine
    from tellers.log.policy import Policy
    from tellers.log.proofs import HashReader

__all__ = [
    "PATIENCE_SECONDS",
    "Asked",
    "KnownWitness",
    "OlderLog",
    "accept_answer",
    "ask_witness",
    "ask_witnesses",
    "request_for",
    "witnesses_of",
]

MOST_ANSWER_BYTES = 100_000
PATIENCE_SECONDS = 20
"""For one exchange, however slowly its bytes come."""
SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWitness:
    """A witness of the policy: where it is asked and which keys are its own."""

    address: str
    """The submission prefix."""
    keys: tuple[VerifierKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking several witnesses."""

    lines: tuple[SignatureLine, ...]
    failures: tuple[TellersError, ...] = field(default=())
    """One for each witness that gave nothing."""


class OlderLog(LogError):
    """The log's folder is older than what a witness has seen of the log."""

    lines: tuple[SignatureLine, ...] = ()
    """What the other witnesses answered meanwhile: the one that stops may be the one that is wrong."""


def witnesses_of(policy: Policy) -> tuple[KnownWitness, ...]:
    """Return the witnesses that a policy gives an address for, those of one address together."""
    found: dict[str, tuple[VerifierKey, ...]] = {}
    for key, address in policy.witnesses.values():
        if address:
            place = address.rstrip("/")
            found[place] = (*found.get(place, ()), key)
    return tuple(KnownWitness(address=address, keys=keys) for address, keys in found.items())


def ask_witnesses(
    note: Note,
    reader: HashReader,
    witnesses: Sequence[KnownWitness],
    *,
    old_sizes: Mapping[str, int] | None = None,
) -> Asked:
    """Return the cosignatures of all who give one, asked at the same time.

    `old_sizes` is by address what each is thought to have. Raises `OlderLog` where one of them has seen a
    longer log; every other failure is in the result.
    """
    shared = _OneAtATime(reader)
    lines: list[SignatureLine] = []
    failures: list[TellersError] = []
    older: OlderLog | None = None
    with ThreadPoolExecutor(max_workers=max(1, min(len(witnesses), 16))) as pool:
        known = old_sizes or {}
        asked = [
            pool.submit(ask_witness, note, shared, one, old_size=known.get(one.address, 0))
            for one in witnesses
        ]
    for one in asked:
        try:
            lines += one.result()
        except OlderLog as error:
            older = error
        except TellersError as error:
            failures.append(error)
    if older is not None:
        older.lines = tuple(lines)
        raise older
    return Asked(lines=tuple(lines), failures=tuple(failures))


def ask_witness(
    note: Note, reader: HashReader, witness: KnownWitness, *, old_size: int = 0
) -> tuple[SignatureLine, ...]:
    """Return the cosignatures of one witness under a checkpoint; `old_size` is what it is thought to have.

    It may say once that it has another; then the proof from that size is sent. Raises `OlderLog`, a
    `LogError`, where that size is above the log's; `LogError` where it does not answer as a witness does;
    `VerificationError` where it refuses the checkpoint or what it returns does not hold.
    """
    size = read_checkpoint(note.text).size
    told = min(old_size, size)
    status, body = _ask(note, reader, witness, told)
    if status == 409:
        told, before = _size_told(body, witness), told
        if told > size:
            raise OlderLog(
                f"a witness has seen {told} entries of this log, which has {size} here",
                where=witness.address,
                remedy="Sign nothing. This folder is probably an older copy or a restored backup: find the "
                "newer one. If there is none, ask the witness what it saw: it may be wrong.",
            )
        if told == before:
            raise _nonsense(witness, f"it refuses the size {before} and names the same")
        status, body = _ask(note, reader, witness, told)
    if status != 200:
        said = body[:SHOWN].decode("utf-8", "replace").strip().replace("\n", " ")
        kind = VerificationError if status in {403, 404, 409, 422} else LogError
        raise kind(
            f"the witness refuses: {status} {said}",
            where=witness.address,
            remedy=_REMEDIES.get(status, "Ask again later, or ask whoever runs it."),
        )
    return accept_answer(note, body, witness)


def request_for(note: Note, reader: HashReader, *, old_size: int) -> bytes:
    """Return the request to cosign a checkpoint, for a file that is sent to an observer without a server.

    Raises `UsageError` where the old size is above the checkpoint's, and what the reader raises.
    """
    size = read_checkpoint(note.text).size
    proof = prove_consistency(reader, old_size=old_size, tree_size=size)
    return AddCheckpoint.of(note, old_size=old_size, proof=tuple(proof)).encode()


def accept_answer(note: Note, body: bytes, witness: KnownWitness) -> tuple[SignatureLine, ...]:
    """Return the lines of an answer, or of an answer's file, that the witness's keys made under this note.

    Of each key the one with the latest time: a note with hundreds of signatures is one that nobody reads.
    Raises `LogError` for an answer that is no list of signature lines, `VerificationError` where none is
    of a known key, and where one of a known key does not hold or states no time.
    """
    if body.startswith(b"refused "):
        said = body[8:SHOWN].decode("utf-8", "replace").strip().replace("\n", " ")
        raise VerificationError(f"the witness refuses: {said}", where=witness.address)
    try:
        lines = read_signature_lines(body, where=f"the answer of {witness.address}")
    except TellersError as error:
        raise _nonsense(witness, str(error)) from error
    taken: dict[str, tuple[int, SignatureLine]] = {}
    for line in lines:
        for key in witness.keys:
            if not key.signed(line):
                continue
            time = key.verify(note.text, line)
            if time == 0:
                raise VerificationError("a cosignature without a time", where=witness.address)
            taken[str(key)] = max(taken.get(str(key), (0, line)), (time, line), key=itemgetter(0))
    if not taken:
        raise VerificationError(
            "no cosignature by a key that the policy names",
            where=witness.address,
            expected=", ".join(f"{key.name} ({key.key_id.hex()})" for key in witness.keys),
            got=", ".join(f"{line.name} ({line.key_id.hex()})" for line in lines)[:SHOWN] or "nothing",
        )
    return tuple(line for _, line in taken.values())


_REMEDIES = {
    403: "Give the witness the key that the log signs with.",
    404: "Ask whoever runs it to add the log: `tellers witness add-log`.",
    409: "Somebody else sends checkpoints of this log at the same time: only one may write it.",
    422: "It has seen another history of this log. Ask it for its evidence before signing anything more.",
}


def _ask(note: Note, reader: HashReader, witness: KnownWitness, old_size: int) -> tuple[int, bytes]:
    body = request_for(note, reader, old_size=old_size)
    return _post(f"{witness.address.rstrip('/')}/add-checkpoint", body)


def _size_told(body: bytes, witness: KnownWitness) -> int:
    text = body[:SHOWN].decode("ascii", "replace")
    size = read_decimal(text[:-1]) if text.endswith("\n") else None
    if size is None:
        raise _nonsense(witness, f"409 without a size: {text!r}")
    return size


def _post(address: str, body: bytes) -> tuple[int, bytes]:
    """Return status and body; `LogError` for a server that says nothing, too much, or too slowly."""
    reply = exchange(address, Limits(PATIENCE_SECONDS, MOST_ANSWER_BYTES), body=body)
    if len(reply.body) > MOST_ANSWER_BYTES:
        raise LogError(
            "longer than any answer of a witness", where=address, expected=f"{MOST_ANSWER_BYTES} bytes"
        )
    return reply.status, reply.body


class _OneAtATime:
    """A `HashReader` for several threads."""

    def __init__(self, reader: HashReader) -> None:
        self._reader, self._guard = reader, Lock()

    def read_hashes(self, nodes: Sequence[tuple[int, int]]) -> list[bytes]:
        with self._guard:
            return self._reader.read_hashes(nodes)


def _nonsense(witness: KnownWitness, why: str) -> LogError:
    return LogError(f"this is not how a witness answers: {why}"[:SHOWN], where=witness.address)
