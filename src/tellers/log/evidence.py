r"""Evidence of a split view: one text file that shows anyone that a log told two histories.

Whoever reads it needs the log's verifier key, got from somewhere else than this file, and nothing more.
Three things can be shown with signed checkpoints alone or with a few hashes:

`two-roots`: the log signed two roots for one size. The two notes are the proof.

`rewritten`: the log signed a root for the smaller size, and the tree that it signed for the larger size
begins with another one. The hashes lead from that other root, `prefix`, to the larger signed root, as a
consistency proof does (RFC 9162 section 2.1.4.2). The places of the hashes follow from the two sizes, so
that for one signed root there is one prefix, unless SHA-256 has been broken: nobody can make such a file
about a log that only grew.

`not-empty`: the log signed a root for no entries that is not the root of nothing (RFC 6962 section 2.1).

The form: a header; `kind`; lines for a person that begin with `#`; `first` and `second`, each followed by
a whole signed note, every line of it behind `>`; for `rewritten`, `prefix` and lines of `hash` in base64.
A file has one spelling: the lines for a person too are checked, so that they cannot say something else.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tellers.errors import NoteError, VerificationError
from tellers.log.checkpoint import read_checkpoint
from tellers.log.note import Note, read_base64, read_note
from tellers.log.policy import read_signed
from tellers.log.proofs import MOST_PROOF_HASHES, verify_consistency
from tellers.log.tree import EMPTY_ROOT, HASH_SIZE, TreeHead

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.log.keys import VerifierKey

__all__ = ["HEADER", "Evidence", "EvidenceKind", "read_evidence", "verify_evidence"]

HEADER = "tellers evidence of a split view, version 1"
MOST_BYTES = 2_500_000


class EvidenceKind(StrEnum):
    """What is shown."""

    TWO_ROOTS = "two-roots"
    REWRITTEN = "rewritten"
    NOT_EMPTY = "not-empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a log signed and cannot have signed honestly."""

    kind: EvidenceKind
    first: Note
    """The smaller checkpoint."""
    second: Note | None = None
    """The other; None for `not-empty`."""
    prefix: bytes = b""
    """The root that the tree of the larger checkpoint begins with, at the size of the smaller."""
    proof: tuple[bytes, ...] = ()
    """From the prefix to the root of the larger."""

    def words(self) -> list[str]:
        """Return what is shown, in sentences."""
        first = read_checkpoint(self.first.text)
        if self.second is None:
            return [f"The log {first.origin} signed a root for no entries that is not the root of nothing."]
        if self.kind is EvidenceKind.TWO_ROOTS:
            shown = f"The log {first.origin} signed two different roots for one size, {first.size} entries."
            return [shown, "No log has two: it showed one history to some and another to others."]
        second = read_checkpoint(self.second.text)
        return [
            f"The log {first.origin} signed one root for {first.size} entries; the {second.size} entries",
            "that it signed later or elsewhere begin with others: entries it had signed were changed,",
            "removed or moved, or it showed one history to some and another to others.",
        ]

    def encode(self) -> bytes:
        """Return the evidence as its bytes."""
        lines = [HEADER, f"kind {self.kind}", *(f"# {line}" for line in (*self.words(), *_HOW))]
        for name, note in (("first", self.first), ("second", self.second)):
            if note is not None:
                quoted = note.encode().decode().removesuffix("\n").split("\n")
                lines += [name, *(f">{line}" for line in quoted)]
        if self.kind is EvidenceKind.REWRITTEN:
            lines.append(f"prefix {b64encode(self.prefix).decode()}")
            lines += [f"hash {b64encode(one).decode()}" for one in self.proof]
        return "".join(f"{line}\n" for line in lines).encode()


_HOW = (
    "To check it you need the verifier key of the log, from somewhere else than this file:",
    "tellers log compare THIS-FILE --key KEY",
)


def read_evidence(data: bytes, *, where: str = "the evidence") -> Evidence:
    """Return evidence, not yet verified; `NoteError` for bytes that are not exactly in the form."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if len(data) > MOST_BYTES or not text.startswith(f"{HEADER}\n") or not text.endswith("\n"):
        raise _wrong(where, f"{HEADER}, and at most {MOST_BYTES} bytes")
    quoted: dict[str, list[str]] = {}
    values: dict[str, list[str]] = {"kind": [], "prefix": [], "hash": []}
    name = ""
    for line in text.split("\n")[1:-1]:
        word, _, value = line.partition(" ")
        if line.startswith(">") and name:
            quoted[name].append(line[1:])
        elif line in {"first", "second"}:
            name = line
            quoted[name] = []
        elif word in values:
            values[word].append(value)
    if values["kind"] not in [[kind.value] for kind in EvidenceKind] or "first" not in quoted:
        raise _wrong(where, f"kind {' or '.join(EvidenceKind)}, and a first note")
    hashes = [read_base64(one) or b"" for one in (*values["prefix"], *values["hash"])]
    if any(len(one) != HASH_SIZE for one in hashes) or len(hashes) > MOST_PROOF_HASHES + 1:
        raise _wrong(where, f"hashes of 32 bytes in base64, at most {MOST_PROOF_HASHES}")
    notes = {
        name: read_note("".join(f"{line}\n" for line in lines).encode(), where=f"{where}, {name}")
        for name, lines in quoted.items()
    }
    cut = len(values["prefix"])
    evidence = Evidence(
        kind=EvidenceKind(values["kind"][0]),
        first=notes["first"],
        second=notes.get("second"),
        prefix=b"".join(hashes[:cut]),
        proof=tuple(hashes[cut:]),
    )
    if evidence.encode() != data:
        raise _wrong(where, "each line as `tellers log compare` writes it, those for a person too")
    return evidence


def verify_evidence(
    evidence: Evidence, keys: Collection[VerifierKey], *, where: str = "the evidence"
) -> None:
    """Return where the evidence proves, to whoever trusts these keys to be the log's, what it says.

    Steps: (1) the log signed each note, under one origin; (2) the sizes and roots are as the kind says;
    (3) of `rewritten`, the prefix is another root and the hashes lead from it to the larger root. Raises
    `VerificationError` where one does not hold, `NoteError` where a note holds no checkpoint.
    """
    first = read_signed(evidence.first, keys, where=f"{where}, first").checkpoint  # 1
    if evidence.kind is EvidenceKind.NOT_EMPTY:
        if first.size or first.root == EMPTY_ROOT or evidence.second is not None:
            raise _shows_nothing(where)  # 2
        return
    if evidence.second is None:
        raise _shows_nothing(where)
    second = read_signed(evidence.second, keys, where=f"{where}, second").checkpoint  # 1
    if first.origin != second.origin:
        raise VerificationError("the two checkpoints are of two logs", where=where)
    if evidence.kind is EvidenceKind.TWO_ROOTS:
        if first.size != second.size or first.root == second.root:
            raise _shows_nothing(where)  # 2
        return
    if not 0 < first.size < second.size or evidence.prefix == first.root:
        raise _shows_nothing(where)  # 2
    verify_consistency(evidence.proof, old=TreeHead(first.size, evidence.prefix), new=second.head)  # 3


def _shows_nothing(where: str) -> VerificationError:
    return VerificationError(
        "this shows nothing against the log",
        where=where,
        remedy="Do not pass it on. Ask whoever made it for the two checkpoints.",
    )


def _wrong(where: str, expected: str) -> NoteError:
    return NoteError("not evidence of a split view", where=where, expected=expected)
