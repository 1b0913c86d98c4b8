"""The steps of a receipt in English, for whoever has the verifier alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import printable
from tellers.log.explain import Step

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["HOW", "WORDS", "render_steps"]

HOW = Step("receipt-how")
"""How to follow the hashes by hand."""

WORDS = {
    "receipt-entry": "The entry: {bytes} bytes, SHA-256 {digest}",
    "receipt-entry-text": "  It begins: {text}",
    "receipt-entry-other": "  The receipt holds other bytes than the file given; they are not looked at.",
    "receipt-leaf": "Leaf {index}: SHA-256 of 00 || entry\n  = {hash}",
    "receipt-node-left": (
        "Node {number}, over entries {first} to {last}; its sibling, of the receipt, on the left:\n"
        "  SHA-256 of 01 || {left}\n               || {right}\n  = {hash}"
    ),
    "receipt-node-right": (
        "Node {number}, over entries {first} to {last}; its sibling, of the receipt, on the right:\n"
        "  SHA-256 of 01 || {left}\n               || {right}\n  = {hash}"
    ),
    "receipt-path-wrong": "The path breaks off: {given} hashes are given where {needed} lead to the root.",
    "receipt-root-same": "The root: {hash}\n  is the one in the checkpoint.",
    "receipt-root-other": "The root: {hash}\n  is NOT the one in the checkpoint, {root}.",
    "receipt-checkpoint": "The checkpoint: {origin}, {size} entries, root {root}",
    "receipt-log": "  log      {name} ({id}), {kind}, signed {time}",
    "receipt-log-timeless": "  log      {name} ({id}), {kind}, signed",
    "receipt-cosigned": "  witness  {witness}: {name} ({id}), {kind}, cosigned {time}",
    "receipt-cosigned-timeless": "  witness  {witness}: {name} ({id}), {kind}, cosigned without a time",
    "receipt-unknown": "  unknown  {name} ({id}): the policy does not know this key; not looked at",
    "receipt-quorum": (
        "The quorum is reached: {count} of {all} witnesses signed ({signed}); asked for: {needed}"
    ),
    "receipt-quorum-none": "The policy asks for no witness.",
    "receipt-shown": (
        "Shown: this entry is number {index} of the {size} entries of {origin},\n"
        "  in the log as it signed it and as the quorum of witnesses saw it at these times."
    ),
    "receipt-shown-alone": (
        "Shown: this entry is number {index} of the {size} entries of {origin}, as the log signed it.\n"
        "  Whether the log shows others the same entries is not shown: no witness was asked for."
    ),
    "receipt-refused": "NOT SHOWN: that this entry is in the log. The receipt does not hold.",
    "receipt-not-shown": (
        "Not shown: that what the entry says is true, that no other entry contradicts or corrects it,\n"
        "  or what was added to the log afterwards."
    ),
    "receipt-how": (
        "By hand: sed -n 's/^extra //p' RECEIPT | base64 -d > ENTRY   (or the file of the entry itself)\n"
        "  the leaf: (printf '\\000'; cat ENTRY) | sha256sum\n"
        "  a node:   printf 01LEFTRIGHT | xxd -r -p | sha256sum"
    ),
}


def render_steps(steps: Iterable[Step]) -> str:
    """Return steps as lines of text, without what a terminal obeys."""
    told = [WORDS[step.key].format_map(dict(step.words)) for step in steps]
    return "".join(f"{printable(line)}\n" for text in told for line in text.split("\n"))
