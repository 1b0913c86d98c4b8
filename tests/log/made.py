"""Keys of fixed seeds and a small log signed by them, for the tests of notes, policies and receipts."""

from __future__ import annotations

from tests.log.slowly import entry_of, grown

from tellers.log.checkpoint import Checkpoint
from tellers.log.keys import KeyKind, Signer
from tellers.log.note import Note
from tellers.log.proofs import prove_inclusion
from tellers.log.receipt import Receipt

__all__ = ["ANNA", "BERTA", "CARLA", "LOG", "LOG_PQ", "TIME", "checkpoint_of", "policy_text", "receipt_of"]

TIME = 1_679_315_147
"""2023-03-20 12:25:47 UTC, the time of the specification's example."""
LOG = Signer.from_seed("example.org/log", KeyKind.ED25519, bytes(range(32)))
LOG_PQ = Signer.from_seed("example.org/log", KeyKind.MLDSA44_COSIGNATURE, bytes(range(3, 35)))
ANNA = Signer.from_seed("witness.example/w1", KeyKind.ED25519_COSIGNATURE, bytes(range(1, 33)))
BERTA = Signer.from_seed("witness.example/w1", KeyKind.MLDSA44_COSIGNATURE, bytes(range(2, 34)))
CARLA = Signer.from_seed("carla.example/w", KeyKind.ED25519_COSIGNATURE, bytes(range(4, 36)))


def checkpoint_of(size: int, *signers: Signer, time: int = TIME) -> Note:
    """The checkpoint of the made log at a size, signed by these."""
    head = grown(size).head()
    text = Checkpoint(LOG.name, head.size, head.root).encode()
    return Note(text=text, signatures=tuple(signer.sign(text, time=time) for signer in signers))


def receipt_of(index: int, size: int, *signers: Signer) -> Receipt:
    """The receipt of an entry under such a checkpoint."""
    return Receipt(
        leaf_index=index,
        proof=tuple(prove_inclusion(grown(size), leaf_index=index, tree_size=size)),
        note=checkpoint_of(size, *signers),
        extra=entry_of(index),
    )


def policy_text(*lines: str) -> bytes:
    """A policy that knows the log's keys and the three witnesses, with these lines at its end."""
    known = [
        f"log {LOG.key}",
        f"log {LOG_PQ.key}",
        f"witness anna {ANNA.key}",
        f"witness berta {BERTA.key}",
        f"witness carla {CARLA.key}",
    ]
    return "".join(f"{line}\n" for line in (*known, *lines)).encode()
