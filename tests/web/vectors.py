"""What Python's log makes, for the script's tests to make again: `python -m tests.web.vectors` writes it.

Entries are the decimal text of their index. ML-DSA-44 signatures are made anew with each run, so their file
is only written where there is none; the test of its being current asks whether Python still accepts it.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from tellers.errors import VerificationError
from tellers.log import (
    Checkpoint,
    KeyKind,
    MemoryTree,
    Note,
    Receipt,
    SignatureLine,
    Signer,
    hash_leaf,
    prove_inclusion,
)

FOLDER = Path(__file__).with_name("vectors")
SIZES = range(71)
LARGER = (255, 256, 257, 511, 512, 513, 600, 65_535, 65_536, 65_537, 70_000)
ORIGIN = "example.org/log"
LOG = Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([1]) * 32)
ANNA = Signer.from_seed("anna.example/witness", KeyKind.ED25519_COSIGNATURE, bytes([2]) * 32)
BERT = Signer.from_seed("bert.example/witness", KeyKind.ED25519_COSIGNATURE, bytes([3]) * 32)
MLDSA_LOG = Signer.from_seed(ORIGIN, KeyKind.MLDSA44_COSIGNATURE, bytes([4]) * 32)
MLDSA_WITNESS = Signer.from_seed("cleo.example/witness", KeyKind.MLDSA44_COSIGNATURE, bytes([5]) * 32)
TIME = 1_700_000_000
POLICY = (
    f"log {LOG.key}\nwitness anna {ANNA.key}\nwitness bert {BERT.key}\n"
    "group both all anna bert\nquorum both\n"
)
MLDSA_POLICY = f"log {MLDSA_LOG.key}\nwitness cleo {MLDSA_WITNESS.key}\nquorum cleo\n"


def entry(index: int) -> bytes:
    """Return the entry at an index."""
    return str(index).encode()


def tree_of(size: int) -> MemoryTree:
    """Return the tree of so many entries."""
    tree = MemoryTree()
    tree.extend([hash_leaf(entry(index)) for index in range(size)])
    return tree


def signed(size: int, *signers: Signer) -> Note:
    """Return the checkpoint of so many entries, signed."""
    text = Checkpoint(ORIGIN, size, tree_of(size).head().root).encode()
    return Note(text, tuple(signer.sign(text, time=TIME) for signer in signers))


def receipt(index: int, note: Note, size: int) -> bytes:
    """Return the receipt of an entry."""
    proof = prove_inclusion(tree_of(size), leaf_index=index, tree_size=size)
    return Receipt(leaf_index=index, proof=tuple(proof), note=note, extra=entry(index)).encode()


def trees() -> dict[str, object]:
    """Return roots, and of small trees a hash over every inclusion proof, of the first leaf to the last."""
    tree = tree_of(max(LARGER))
    heads = {size: tree_of(size).head().root.hex() for size in (*SIZES, *LARGER)}
    proofs = {}
    for size in SIZES:
        parts = [
            part for index in range(size) for part in prove_inclusion(tree, leaf_index=index, tree_size=size)
        ]
        proofs[size] = hashlib.sha256(b"".join(parts)).hexdigest()
    return {"roots": heads, "proofs": proofs}


def notes() -> dict[str, object]:
    """Return a small log's checkpoint under a policy of two witnesses, and a receipt under it."""
    note = signed(5, LOG, ANNA, BERT)
    return {
        "policy": POLICY,
        "checkpoint": note.encode().decode(),
        "larger": signed(600, LOG, ANNA, BERT).encode().decode(),
        "receipt": receipt(3, note, 5).decode(),
        "fingerprints": {signer.name: signer.key.fingerprint for signer in (LOG, ANNA, BERT)},
    }


def mldsa() -> dict[str, object]:
    """Return a checkpoint that a log and a witness signed with ML-DSA-44."""
    return {"policy": MLDSA_POLICY, "checkpoint": signed(5, MLDSA_LOG, MLDSA_WITNESS).encode().decode()}


def edges() -> list[dict[str, str | bool]]:
    """Return signatures at the edges of Ed25519, each with what Python says of it."""
    return [
        {"about": about, "signature": b64encode(signature).decode(), "message": "edge", "accepted": accepted}
        for about, signature, accepted in edge_signatures(b"edge")
    ]


ORDER = 2**252 + 27742317777372353535851937790883648493


def edge_signatures(message: bytes) -> list[tuple[str, bytes, bool]]:
    """Return signatures of a message under the log's key and whether Python accepts each.

    With R the neutral element, S = k a: the equation holds, and whoever has the secret can make it.
    """
    public = LOG.key.public
    hashed = bytearray(hashlib.sha512(bytes([1]) * 32).digest()[:32])
    hashed[0] &= 248
    hashed[31] = (hashed[31] & 127) | 64
    secret = int.from_bytes(hashed, "little")
    good = LOG.private.sign(message)
    scalar = int.from_bytes(good[32:], "little")
    neutral = (1).to_bytes(32, "little")
    spelled = {
        "R neutral": neutral,
        "R neutral, its sign set": (1 | 1 << 255).to_bytes(32, "little"),
        "R neutral, written as p + 1": (2**255 - 19 + 1).to_bytes(32, "little"),
    }
    made = [("as it is", good), ("S + L", good[:32] + (scalar + ORDER).to_bytes(32, "little"))]
    made.append(("S, its top bit set", good[:63] + bytes([good[63] | 128])))
    for about, first in spelled.items():
        k = int.from_bytes(hashlib.sha512(first + public + message).digest(), "little")
        made.append((about, first + (k * secret % ORDER).to_bytes(32, "little")))
    made.append(("R no point", bytes([2]) + bytes(31) + good[32:]))
    made.append(("all zero", bytes(64)))
    return [(about, signature, python_accepts(signature, message)) for about, signature in made]


def python_accepts(signature: bytes, message: bytes) -> bool:
    """Return whether Python takes it for the log's."""
    try:
        LOG.key.verify(message, SignatureLine(LOG.name, LOG.key.key_id, signature))
    except VerificationError:
        return False
    return True


MADE = {"trees": trees, "notes": notes, "edges": edges}


def text_of(value: object) -> str:
    """Return a vector file's text."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in MADE.items():
        (FOLDER / f"{name}.json").write_text(text_of(make()), encoding="utf-8")
    held = FOLDER / "mldsa.json"
    if not held.exists():
        held.write_text(text_of(mldsa()), encoding="utf-8")


if __name__ == "__main__":
    write()
