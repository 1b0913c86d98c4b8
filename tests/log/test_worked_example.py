"""The worked example of docs/reference/log.md is what the code makes, and it is told as it should be.

Its Python is run by tests/house/test_docs.py, its screens by tests/cli/test_console_in_docs.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tellers.log
from tellers.log import (
    Checkpoint,
    KeyKind,
    MemoryTree,
    Note,
    Receipt,
    Signer,
    hash_leaf,
    prove_inclusion,
    read_policy,
    read_receipt,
    verify_receipt,
)

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "log.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- (\S+) -->\n```text\n(.*?)```", PAGE, re.DOTALL))


def test_the_receipt_on_the_page_is_the_one_the_seeds_give():
    """Ed25519 signs the same text the same way, so every letter is fixed."""
    entries = [b"table 1: A 17, B 11", b"table 2: A 20, B 9", b"table 1, corrected: A 17, B 12"]
    tree = MemoryTree()
    tree.extend([hash_leaf(entry) for entry in entries])
    text = Checkpoint("example.org/log", *tree.head()).encode()
    log = Signer.from_seed("example.org/log", KeyKind.ED25519, bytes([1]) * 32)
    anna = Signer.from_seed("anna.example/witness", KeyKind.ED25519_COSIGNATURE, bytes([2]) * 32)
    receipt = Receipt(
        leaf_index=1,
        proof=tuple(prove_inclusion(tree, leaf_index=1, tree_size=3)),
        note=Note(text, (log.sign(text, time=0), anna.sign(text, time=1700000000))),
        extra=entries[1],
    )

    assert receipt.encode().decode() == FILES["table-2.tlog-proof"]
    assert FILES["policy.txt"] == f"log {log.key}\nwitness anna {anna.key}\nquorum anna\n"


@pytest.mark.parametrize("name", ["table-2.tlog-proof", "policy.txt"])
def test_the_files_that_ship_are_those_on_the_page(name):
    """Byte for byte."""
    assert (ROOT / "examples" / "receipt" / name).read_text(encoding="utf-8") == FILES[name]


def test_the_receipt_that_ships_holds():
    """Under the policy that ships beside it."""
    folder = ROOT / "examples" / "receipt"
    policy = read_policy((folder / "policy.txt").read_bytes())

    assert verify_receipt(read_receipt((folder / "table-2.tlog-proof").read_bytes()), policy).cosigned == {
        "anna": 1700000000
    }


def test_the_public_names_are_those_that_can_be_seen():
    """In order, and no module passes for one of them."""
    seen = {
        name
        for name, value in vars(tellers.log).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("tellers.log")
    }

    assert tellers.log.__all__ == sorted(tellers.log.__all__)
    assert seen == set(tellers.log.__all__)
