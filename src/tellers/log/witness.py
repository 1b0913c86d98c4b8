"""What a witness answers, decided from what it has cosigned before: no clock, no disk, no network.

A *witness* cosigns a log's checkpoint once it begins with every checkpoint it cosigned before. The answers
and their order are those of C2SP tlog-witness v1.0.0, "add-checkpoint":

    1  400  the request is not in its form
    2  404  the log is not one this witness knows
    3  403  no known key of the log has signed, or one has and the signature does not hold
    4  500  this witness has forgotten something it signed (ours; see below)
    5  400  the old size is above the checkpoint's
    6  409  the old size is not the one cosigned last; the answer is that size
    7  422  the proof does not hold; there is one where none is due; one size has two roots; an empty log
            has another root than the empty one
    8  503  the clock went back by more than a minute (ours)
    9  200  the cosignatures of all the witness's keys

Steps 1 to 3 need no state, so that a server can take them for many at once; 4 to 9 are one transaction.

Decisions that the specification leaves open:

- Times never go back. A clock that went back by at most a minute is answered with the time signed last;
  one that went back further is refused: the witness would have to state a time it knows to be wrong.
- Extension lines are cosigned with the rest, as tlog-cosignature asks, where an Ed25519 signature of the
  log covers them. Under its ML-DSA-44 signature alone a stranger could add any: they are refused with 403.
- A checkpoint that carries a good cosignature of *this* witness, at a size above the stored one or with
  another root at that size, shows that the database is an older copy. The witness then signs nothing more
  for that log.
- The same checkpoint asked for again in the same second is answered with the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tellers.errors import NoteError, UsageError, VerificationError
from tellers.log.note import Note, SignatureLine, latest_lines, read_note
from tellers.log.policy import WITNESS_KINDS, read_signed
from tellers.log.proofs import verify_consistency
from tellers.log.tree import EMPTY_HEAD, TreeHead
from tellers.log.witness_request import AddCheckpoint, read_request

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from tellers.log.keys import Signer, VerifierKey

__all__ = ["Answer", "Decision", "Signed", "Stored", "Witness"]

MOST_BACK_SECONDS = 60
"""A clock is set right by less than this in ordinary use."""
MOST_OWN_LINES = 4
"""Under a request, that say to be of one of our keys: more are somebody's noise, and each costs a check."""
TEXT, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the witness says: a status of HTTP and a body."""

    status: int
    body: bytes
    content_type: str = TEXT

    @classmethod
    def refusing(cls, status: int, why: str) -> Answer:
        """Return a refusal with its one sentence."""
        return cls(status, f"{why}\n".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the database holds of one log; without arguments, of a log never cosigned."""

    head: TreeHead = EMPTY_HEAD
    time: int = 0
    """Of the latest cosignature, in seconds since 1970."""
    note: bytes = b""
    """The latest checkpoint: its text, the log's signatures that were verified, and our cosignatures."""
    halted: bool = False
    """Whether the witness has found that its database is an older copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A request whose checkpoint a known key of its log has signed."""

    request: AddCheckpoint
    by_log: tuple[SignatureLine, ...]
    """The log's signatures that were verified."""
    by_us: tuple[SignatureLine, ...] = ()
    """The good cosignatures of this witness that stand under it."""

    def kept(self) -> AddCheckpoint:
        """Return the request without the signatures that nobody here can verify."""
        note = Note(self.request.note.text, (*self.by_log, *self.by_us))
        return replace(self.request, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer and what has to be on the disk before it is given."""

    answer: Answer
    stored: Stored | None = None
    """The new state; None where it stays as it is."""


@dataclass(frozen=True)
class Witness:
    """A name and the keys that cosign under it."""

    signers: tuple[Signer, ...] = field(repr=False)
    name: str = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` where the keys are not those of one witness."""
        names = {signer.name for signer in self.signers}
        if len(names) != 1 or any(signer.kind not in WITNESS_KINDS for signer in self.signers):
            told = ", ".join(f"{one.name} 0x{int(one.kind):02x}" for one in self.signers) or "no key"
            raise UsageError(
                "not the keys of a witness", expected="kinds 0x04 and 0x06 under one name", got=told
            )
        object.__setattr__(self, "name", names.pop())

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """Return the public halves."""
        return tuple(signer.key for signer in self.signers)

    def receive(self, body: bytes, logs: Mapping[str, Collection[VerifierKey]]) -> Signed | Answer:
        """Return the request once its log is known and has signed, else the refusal: steps 1 to 3."""
        try:
            request = read_request(body)  # 1
        except NoteError as error:
            told = f"; expected {error.expected}" if error.expected else ""
            return Answer.refusing(400, f"{error}{told}")
        keys = logs.get(request.checkpoint.origin)
        if not keys:
            return Answer.refusing(404, "this witness does not know that log")  # 2
        note = Note(request.note.text).with_signatures(request.note.signatures)  # each line looked at once
        try:
            signed = read_signed(note, keys, where="the checkpoint")
        except (VerificationError, NoteError) as error:
            return Answer.refusing(403, str(error))  # 3
        if signed.checkpoint != request.checkpoint:
            return Answer.refusing(403, "no signature of the log covers the lines after the third")  # 3
        by_log = _lines_of(signed.note, signed.log_keys)
        return Signed(request=request, by_log=by_log, by_us=self._signed_by_us(note))

    def decide(self, signed: Signed, stored: Stored, now: int) -> Decision:
        """Return the answer to a signed request, given what is stored of its log: steps 4 to 9.

        Cost of a cosignature: one signature a key; of a refusal, at most two hashes a line of the proof.
        """
        request, head = signed.request, signed.request.checkpoint.head
        ahead = head.size > stored.head.size or (head.size == stored.head.size and head != stored.head)
        if stored.halted or (signed.by_us and (ahead or not stored.note)):  # 4
            why = "this witness has cosigned what its database does not know, and stops: it is an older copy"
            return Decision(answer=Answer.refusing(500, why))
        if request.old_size > head.size:  # 5
            return _refused(400, f"the old size {request.old_size} is above the size {head.size}")
        if request.old_size != stored.head.size:  # 6
            return Decision(answer=Answer(409, f"{stored.head.size}\n".encode(), SIZE))
        try:
            verify_consistency(request.proof, old=stored.head, new=head)  # 7
        except VerificationError as error:
            return _refused(422, error.message)
        if now <= 0 or stored.time - now > MOST_BACK_SECONDS:  # 8
            back = f"it shows {now} where {stored.time} was signed"
            return _refused(
                503, f"the clock of this witness went back: {back}; it signs when that has passed"
            )
        return self._cosign(signed, stored, max(now, stored.time))  # 9

    def _cosign(self, signed: Signed, stored: Stored, time: int) -> Decision:
        note, by_log = signed.request.note, signed.by_log
        before = read_note(stored.note) if stored.note else Note(b"")
        if before.text == note.text:
            lines = _lines_of(before, self.keys)
            if time == stored.time and len(lines) == len(self.signers):
                return Decision(answer=_cosigned(lines))
            earlier = [line for line in before.signatures if line not in lines]
            by_log = latest_lines((*earlier, *by_log))  # what the log signed is not lost by who leaves it out
        lines = tuple(signer.sign(note.text, time=time) for signer in self.signers)
        kept = Note(note.text, by_log).with_signatures(lines)
        new = Stored(head=signed.request.checkpoint.head, time=time, note=kept.encode())
        return Decision(answer=_cosigned(lines), stored=new)

    def _signed_by_us(self, note: Note) -> tuple[SignatureLine, ...]:
        """Return the good cosignatures of ours; a bad one is a stranger's, and ignored."""
        found = []
        for key in self.keys:
            for line in [*filter(key.signed, note.signatures)][:MOST_OWN_LINES]:
                try:
                    key.verify(note.text, line)
                except (VerificationError, NoteError):
                    continue
                found.append(line)
        return tuple(found)


def _lines_of(note: Note, keys: Sequence[VerifierKey]) -> tuple[SignatureLine, ...]:
    """Return the lines that these keys are named by, each once."""
    return tuple(dict.fromkeys(line for line in note.signatures if any(key.signed(line) for key in keys)))


def _cosigned(lines: Sequence[SignatureLine]) -> Answer:
    return Answer(200, "".join(map(str, lines)).encode())


def _refused(status: int, why: str) -> Decision:
    return Decision(answer=Answer.refusing(status, why))
