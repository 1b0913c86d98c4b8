r"""An append-only log whose history nobody can change unseen: tree, signed checkpoints, receipts.

It knows bytes, not votes, and needs the standard library, msgspec and cryptography. Forms: C2SP
signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles, tlog-policy, tlog-proof; the tree is that of
RFC 6962. The worked example in whole, with the table of who may lie, is docs/reference/log.md.

Two entries, each hashed after a zero byte; their two hashes, hashed after a one byte; the three lines that
are signed; the log's signature and a witness's, which says when; and the receipt of entry 0.

>>> entries = [b"table 1: A 17, B 11", b"table 2: A 20, B 9"]
>>> leaves = [hash_leaf(entry) for entry in entries]
>>> leaves[0].hex(), leaves[1].hex()[:16]
('7865ef959787ad52978ad79a446d1c1fa4c8c0e1235240c784bad76d090502c2', 'a4a675b688d89e41')
>>> root = hash_children(*leaves)
>>> text = Checkpoint("example.org/log", 2, root).encode()
>>> print(text.decode(), end="")
example.org/log
2
DeKR9v5Of5/gn55/BzhbqBjAq1iibe1e2dK+zWsyeI4=
>>> log = Signer.from_seed("example.org/log", KeyKind.ED25519, bytes([1]) * 32)
>>> anna = Signer.from_seed("anna.example/witness", KeyKind.ED25519_COSIGNATURE, bytes([2]) * 32)
>>> note = Note(text, (log.sign(text, time=0), anna.sign(text, time=1700000000)))
>>> receipt = Receipt(leaf_index=0, proof=(leaves[1],), note=note, extra=entries[0])
>>> policy = read_policy(f"log {log.key}\nwitness anna {anna.key}\nquorum anna".encode())
>>> dict(verify_receipt(receipt, policy).cosigned)
{'anna': 1700000000}

Who may lie, and who sees it:

    the log        changing what was logged: every witness, and whoever kept a checkpoint or a receipt
                   two histories: readers who ask for more than half of the witnesses, or compare
    a witness      nothing comes of it while fewer than the quorum do; a quorum with the log is not seen
    mirror, net    altered files: the reader, at once; an older state: only by the times of signatures
    an insider     with the key, as the log; what is put in before it is logged is not seen
    the policy     whoever wrote it decides whom you believe: compare fingerprints another way
    your machine   another machine, another program, or paper (`explain_receipt`)

A receipt shows that an entry is in the log that these witnesses saw. It never shows that it is true.

The modules, in the order in which they are best read:

    tree, proofs, tiles, tile_tree                 hashes, what they prove, and the files they are read from
    note, checkpoint, keys, policy, receipt        what is signed, by whom, and what it takes to believe it
    frames, disk, edge, head, seen, guard          what a writer needs: to lose nothing and sign nothing twice
    writer, opening, ask_witness, round            `open_log`, append, sign, have it cosigned, publish
    witness, witness_request, witness_store        `Witness.decide`, and the memory that makes it safe
    compare, evidence                              two checkpoints, and the file that proves two histories
    files, mirror, fsck, fsck_folder               copies, and every byte of them checked
    stamp_rfc3161, ots, block                      bounds on when a checkpoint existed

The names below are those a reader needs, and bring neither SQLite nor file locks with them. The rest is
imported from its module: `opening.open_log`, `witness_folder.open_witness`, `mirror.mirror_log`,
`fsck.check_files`, `compare.compare_checkpoints`.
"""

from tellers.log.checkpoint import Checkpoint, read_checkpoint
from tellers.log.explain import Explanation, Step, explain_receipt
from tellers.log.files import FolderFiles, WebFiles, files_at
from tellers.log.key_file import read_key_file, read_public_keys, write_key_file
from tellers.log.keys import KeyKind, Signer, VerifierKey, read_verifier_key
from tellers.log.memory import MemoryTree
from tellers.log.note import Note, SignatureLine, read_note
from tellers.log.policy import Policy, SignedCheckpoint, read_policy, read_signed, verify_checkpoint
from tellers.log.proofs import (
    HashReader,
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from tellers.log.receipt import Receipt, read_receipt, verify_receipt
from tellers.log.tile_tree import Files, TileTree
from tellers.log.tree import TreeHead, hash_children, hash_leaf, root_of

__all__ = [
    "Checkpoint",
    "Explanation",
    "Files",
    "FolderFiles",
    "HashReader",
    "KeyKind",
    "MemoryTree",
    "Note",
    "Policy",
    "Receipt",
    "SignatureLine",
    "SignedCheckpoint",
    "Signer",
    "Step",
    "TileTree",
    "TreeHead",
    "VerifierKey",
    "WebFiles",
    "explain_receipt",
    "files_at",
    "hash_children",
    "hash_leaf",
    "prove_consistency",
    "prove_inclusion",
    "read_checkpoint",
    "read_key_file",
    "read_note",
    "read_policy",
    "read_public_keys",
    "read_receipt",
    "read_signed",
    "read_verifier_key",
    "root_of",
    "verify_checkpoint",
    "verify_consistency",
    "verify_inclusion",
    "verify_receipt",
    "write_key_file",
]
