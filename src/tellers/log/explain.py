"""A receipt step by step, so that it can be followed on paper or with `sha256sum`.

Each step is a key and its words; `tellers.log.explain_words` says them in English, the catalogues of
`tellers.report` in every language. The path is found here by splitting the tree as RFC 6962 section 2.1
defines it, not as `verify_inclusion` walks it: two ways to one root. Whether the receipt holds is for
`verify_receipt` alone to say, and an explanation carries what it refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.errors import InputError, printable
from tellers.log.checkpoint import read_checkpoint
from tellers.log.policy import NONE
from tellers.log.receipt import verify_receipt
from tellers.log.tree import hash_children, hash_leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.log.checkpoint import Checkpoint
    from tellers.log.keys import VerifierKey
    from tellers.log.policy import Policy, SignedCheckpoint
    from tellers.log.receipt import Receipt

__all__ = ["Explanation", "Step", "explain_receipt", "tell_time"]

Words = Mapping[str, str | int]
SHOWN_TEXT = 160
"""Letters of the entry that are shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to see: which sentence, and what stands in it."""

    key: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A receipt taken apart."""

    entry: tuple[Step, ...] = ()
    """Which bytes are looked at; none where there is no entry."""
    hashes: tuple[Step, ...] = ()
    """From the entry's leaf to the root."""
    signatures: tuple[Step, ...] = ()
    """Who signed the root, and whether they are enough; none where the receipt is refused."""
    result: tuple[Step, ...] = ()
    """What is shown by it and what is not, in a sentence or two."""
    refused: InputError | None = None
    """Why it does not hold, None where it does."""


def explain_receipt(
    receipt: Receipt, policy: Policy, *, entry: bytes | None = None, where: str = "the receipt"
) -> Explanation:
    """Return the steps of a receipt; what `verify_receipt` raises stands in `refused`.

    `entry` and `where` as there.
    """
    held = receipt.extra if entry is None else entry
    looked_at: tuple[Step, ...] = ()
    hashes: tuple[Step, ...] = ()
    try:
        if held or entry is not None:
            looked_at = tuple(_entry(receipt, held))
            hashes = tuple(_hashes(receipt, held, read_checkpoint(receipt.note.text, where=where)))
        signed = verify_receipt(receipt, policy, entry=entry, where=where)
    except InputError as refused:
        refused.where = refused.where or where
        return Explanation(entry=looked_at, hashes=hashes, result=(Step("receipt-refused"),), refused=refused)
    return Explanation(
        entry=looked_at,
        hashes=hashes,
        signatures=tuple(_signatures(signed, policy)),
        result=tuple(_result(receipt, signed, policy)),
    )


def tell_time(seconds: int) -> str:
    """Return a moment as people read it, in UTC.

    >>> tell_time(1679315147), tell_time(2**62)
    ('2023-03-20 12:25:47 UTC', '4611686018427387904 seconds after 1970')
    """
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (ValueError, OverflowError, OSError):
        return f"{seconds} seconds after 1970"


def _entry(receipt: Receipt, entry: bytes) -> Iterator[Step]:
    """Yield how long the entry is, its own SHA-256, and how it begins."""
    yield Step("receipt-entry", {"bytes": len(entry), "digest": sha256(entry).hexdigest()})
    if (text := _legible(entry)) is not None:
        yield Step("receipt-entry-text", {"text": text})
    if receipt.extra and receipt.extra != entry:
        yield Step("receipt-entry-other")


def _hashes(receipt: Receipt, entry: bytes, checkpoint: Checkpoint) -> Iterator[Step]:
    """Yield the leaf, each node above it, and the root beside the one that was signed."""
    hashed = hash_leaf(entry)
    yield Step("receipt-leaf", {"index": receipt.leaf_index, "hash": hashed.hex()})
    path = _path(receipt.leaf_index, checkpoint.size)
    for number, (sibling, (first, end, side)) in enumerate(zip(receipt.proof, path, strict=False), start=1):
        left, right = (sibling, hashed) if side == "left" else (hashed, sibling)
        hashed = hash_children(left, right)
        words: Words = {"number": number, "first": first, "last": end - 1, "hash": hashed.hex()}
        yield Step(f"receipt-node-{side}", {**words, "left": left.hex(), "right": right.hex()})
    if receipt.leaf_index >= checkpoint.size or len(receipt.proof) != len(path):
        yield Step("receipt-path-wrong", {"given": len(receipt.proof), "needed": len(path)})
        return
    same = "same" if hashed == checkpoint.root else "other"
    yield Step(f"receipt-root-{same}", {"hash": hashed.hex(), "root": checkpoint.root.hex()})


def _path(index: int, size: int) -> list[tuple[int, int, str]]:
    """Return the nodes above a leaf, from below: first leaf, end, and the side its sibling stands on."""
    start, end, path = 0, size, []
    while end - start > 1 and start <= index < end:
        half = 1 << ((end - start - 1).bit_length() - 1)
        if index < start + half:
            path.append((start, end, "right"))
            end = start + half
        else:
            path.append((start, end, "left"))
            start += half
    return path[::-1]


def _signatures(signed: SignedCheckpoint, policy: Policy) -> Iterator[Step]:
    """Yield one step a signature, in the order they stand in, then the quorum."""
    checkpoint = signed.checkpoint
    yield Step(
        "receipt-checkpoint",
        {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()},
    )
    known = [("", key) for key in signed.log_keys]
    known += [(name, key) for name, (key, _) in policy.witnesses.items()]
    for line in signed.note.signatures:
        found = [(name, key) for name, key in known if key.signed(line)]
        for name, key in found:
            yield _signature(name, key, time=key.verify(signed.note.text, line))
        if not found:
            yield Step("receipt-unknown", {"name": line.name, "id": line.key_id.hex()})
    if policy.quorum == NONE:
        yield Step("receipt-quorum-none")
        return
    words: Words = {"count": len(signed.cosigned), "all": len(policy.witnesses), "needed": policy.needed()}
    yield Step("receipt-quorum", {**words, "signed": ", ".join(signed.cosigned)})


def _signature(name: str, key: VerifierKey, *, time: int) -> Step:
    """Return the step of a signature that holds; the log's own has no name in the policy."""
    words: dict[str, str | int] = {"name": key.name, "id": key.key_id.hex(), "kind": key.kind.algorithm}
    who = "cosigned" if name else "log"
    when = "" if time else "-timeless"
    if name:
        words["witness"] = name
    if time:
        words["time"] = tell_time(time)
    return Step(f"receipt-{who}{when}", words)


def _result(receipt: Receipt, signed: SignedCheckpoint, policy: Policy) -> Iterator[Step]:
    checkpoint = signed.checkpoint
    words: Words = {"index": receipt.leaf_index, "origin": checkpoint.origin, "size": checkpoint.size}
    yield Step("receipt-shown-alone" if policy.quorum == NONE else "receipt-shown", words)
    yield Step("receipt-not-shown")


def _legible(entry: bytes) -> str | None:
    """Return how an entry begins, where it is a text."""
    try:
        text = entry[: 4 * SHOWN_TEXT].decode("utf-8", "strict" if len(entry) <= 4 * SHOWN_TEXT else "ignore")
    except UnicodeDecodeError:
        return None
    if not text.strip() or "\0" in text:
        return None
    line = " ".join(text.split())
    return printable(line if len(line) <= SHOWN_TEXT else f"{line[:SHOWN_TEXT]} ...")
