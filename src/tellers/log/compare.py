"""Two checkpoints of one log, from anywhere: of one history, of two, or not to be told apart.

What follows from what, given both signatures hold:

| sizes | roots | besides | verdict |
| --- | --- | --- | --- |
| equal | equal | | consistent |
| equal | differ | | split: the two notes prove it |
| one is 0 | | | consistent, if the root of 0 is the empty one; else split: that note proves it |
| differ | | a consistency proof that holds | consistent |
| differ | | tiles under the larger root, or a proof that leads to it from another smaller root | split |
| differ | | nothing, tiles of the smaller alone, files missing or not under the root, a proof that leads \
nowhere | not shown |

*Not shown* is no accusation. A bad proof, a missing tile or a damaged one may be the fault of whoever handed
it over, and a third party must be told nothing on its ground. A log that shows no proof to anybody is
still suspect: ask it, its mirrors and its witnesses again. What makes `split` hold against the log itself
is said in `tellers.log.evidence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import LogError, NoteError, UsageError, VerificationError
from tellers.log.evidence import Evidence, EvidenceKind, verify_evidence
from tellers.log.policy import SignedCheckpoint, read_signed
from tellers.log.proofs import head_at, prove_consistency, verify_consistency
from tellers.log.tile_tree import TileTree
from tellers.log.tree import EMPTY_ROOT, NODE_PREFIX, TreeHead

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.log.keys import VerifierKey
    from tellers.log.tile_tree import Files

__all__ = ["Comparison", "View", "compare_checkpoints", "prefix_root"]

BOTH_SIGNED = "the log signed the same root for the same size"


class View(StrEnum):
    """What two checkpoints show."""

    CONSISTENT = "consistent"
    SPLIT = "split"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The verdict on two checkpoints, and why."""

    view: View
    why: str
    evidence: Evidence | None = None
    """Of a split, what proves it to anyone."""


def compare_checkpoints(
    first: bytes,
    second: bytes,
    keys: Collection[VerifierKey],
    grounds: Files | Sequence[bytes] | None = None,
) -> Comparison:
    """Return what two signed notes of one log show, in either order.

    `grounds` are the files of a log at least as long as the larger, or a consistency proof. Evidence is
    verified before it is returned. Raises `NoteError` for what is no note or checkpoint,
    `VerificationError` for one that no key of the log has signed, `UsageError` for two logs.
    """
    given = [
        read_signed(one, keys, where=f"the {which} checkpoint")
        for one, which in ((first, "first"), (second, "second"))
    ]
    older, newer = sorted(given, key=lambda one: (one.checkpoint.size, one.checkpoint.root))
    old, new = older.checkpoint, newer.checkpoint
    if old.origin != new.origin:
        raise UsageError("these are checkpoints of two logs", got=f"{old.origin} and {new.origin}")
    evidence = _shown_by_notes(older, newer)
    if evidence is not None:
        return _split(evidence, keys)
    if old.size in {0, new.size}:
        why = BOTH_SIGNED if old.size else "every log begins with no entries"
        return Comparison(view=View.CONSISTENT, why=why)
    if grounds is None:
        return _not_shown("the sizes differ: it takes a consistency proof, or the tiles of the larger")
    try:
        prefix, proof = _prefix_shown(grounds, old.head, new.head)
    except (NoteError, VerificationError, LogError) as error:
        return _not_shown(str(error))
    if prefix == old.root:
        return Comparison(view=View.CONSISTENT, why=f"the {new.size} entries begin with the {old.size}")
    return _split(
        Evidence(
            kind=EvidenceKind.REWRITTEN, first=older.note, second=newer.note, prefix=prefix, proof=proof
        ),
        keys,
    )


def prefix_root(proof: Sequence[bytes], *, old_size: int, new_size: int) -> bytes | None:
    """Return the root that a consistency proof gives the smaller tree, whatever was signed for it.

    None where the smaller size is a power of two: the proof then leaves that root out; and where the
    proof is not as long as the sizes ask. That it leads to the larger root is for `verify_consistency`
    to show. Source: RFC 9162 section 2.1.4.2, `fr`.
    """
    if not 0 < old_size < new_size or not old_size & (old_size - 1) or not proof:
        return None
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    root = proof[0]
    for sibling in proof[1:]:
        if place & 1 or place == last:
            root = sha256(NODE_PREFIX + sibling + root).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def _shown_by_notes(older: SignedCheckpoint, newer: SignedCheckpoint) -> Evidence | None:
    """Return what the two notes prove by themselves; None where they prove nothing."""
    for one in (older, newer):
        if one.checkpoint.size == 0 and one.checkpoint.root != EMPTY_ROOT:
            return Evidence(kind=EvidenceKind.NOT_EMPTY, first=one.note)
    if older.checkpoint.size == newer.checkpoint.size and older.checkpoint.root != newer.checkpoint.root:
        return Evidence(kind=EvidenceKind.TWO_ROOTS, first=older.note, second=newer.note)
    return None


def _prefix_shown(
    grounds: Files | Sequence[bytes], old: TreeHead, new: TreeHead
) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the root that the larger tree is shown to begin with, and the proof that leads from it.

    Raises `NoteError`, `VerificationError` or `LogError` where nothing is shown.
    """
    if isinstance(grounds, Sequence):
        proof = tuple(grounds)
        prefix = prefix_root(proof, old_size=old.size, new_size=new.size) or old.root
    else:
        tree = TileTree(grounds, new)
        proof = tuple(prove_consistency(tree, old_size=old.size, tree_size=new.size))
        prefix = head_at(tree, old.size).root
    verify_consistency(proof, old=TreeHead(old.size, prefix), new=new)
    return prefix, proof


def _split(evidence: Evidence, keys: Collection[VerifierKey]) -> Comparison:
    verify_evidence(evidence, keys)
    return Comparison(view=View.SPLIT, why=evidence.words()[0], evidence=evidence)


def _not_shown(why: str) -> Comparison:
    return Comparison(view=View.NOT_SHOWN, why=why)
