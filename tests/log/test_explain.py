from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from string import Formatter

import pytest
from tests.log.made import ANNA, BERTA, CARLA, LOG, LOG_PQ, policy_text, receipt_of
from tests.log.slowly import entry_of

from tellers.log.checkpoint import read_checkpoint
from tellers.log.explain import Step, explain_receipt
from tellers.log.explain_words import HOW, WORDS, render_steps
from tellers.log.keys import subtree_message
from tellers.log.note import SignatureLine
from tellers.log.policy import read_policy
from tellers.log.receipt import Receipt
from tellers.report.catalogue import LANGUAGES, load_catalogue

POLICY = read_policy(policy_text("group two 2 anna berta carla", "quorum two"))
NO_QUORUM = read_policy(policy_text("quorum none"))
RECEIPT = receipt_of(2, 5, LOG, LOG_PQ, ANNA, CARLA)


TOLD = """\
The entry: 7 bytes, SHA-256 690396b0e760bb1a655c81fe146dd04fdd7ed9686a1916cf90e4c223914ae917
  It begins: entry 2
Leaf 2: SHA-256 of 00 || entry
  = 57c79f4f31ae029c5d4bd30b073c27c94df93438b2b4697e1e1eef5bc0394a41
Node 1, over entries 2 to 3; its sibling, of the receipt, on the right:
  SHA-256 of 01 || 57c79f4f31ae029c5d4bd30b073c27c94df93438b2b4697e1e1eef5bc0394a41
               || 61ca1139f6815841d5baf2d0d2d9bd9dfee97c898dd6f7ba0c0aa941ee6c01eb
  = ddbde80fccdeb3198ef69b8e1f0934fbce296c6babfb738574a4f62972266793
Node 2, over entries 0 to 3; its sibling, of the receipt, on the left:
  SHA-256 of 01 || 5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0
               || ddbde80fccdeb3198ef69b8e1f0934fbce296c6babfb738574a4f62972266793
  = 9799f307517ef517c2205df9b67762bf34756b20099fb7dfcce76bcebd273b2e
Node 3, over entries 0 to 4; its sibling, of the receipt, on the right:
  SHA-256 of 01 || 9799f307517ef517c2205df9b67762bf34756b20099fb7dfcce76bcebd273b2e
               || 485335db7cfec965f15ff745fc625c41d5ea2646936930165828f73dd4b68854
  = 7caa345dbd892a66454d6c6512ea3c3ea3f0d3ec21be3fc2e2375705fd38f672
The root: 7caa345dbd892a66454d6c6512ea3c3ea3f0d3ec21be3fc2e2375705fd38f672
  is the one in the checkpoint.
The checkpoint: example.org/log, 5 entries, \
root 7caa345dbd892a66454d6c6512ea3c3ea3f0d3ec21be3fc2e2375705fd38f672
  log      example.org/log (98af023b), Ed25519, signed
  log      example.org/log (ce24eef7), ML-DSA-44, signed 2023-03-20 12:25:47 UTC
  witness  anna: witness.example/w1 (468d99bb), Ed25519, cosigned 2023-03-20 12:25:47 UTC
  witness  carla: carla.example/w (11f73e86), Ed25519, cosigned 2023-03-20 12:25:47 UTC
The quorum is reached: 2 of 3 witnesses signed (anna, carla); asked for: 2 of (anna, berta, carla)
Shown: this entry is number 2 of the 5 entries of example.org/log,
  in the log as it signed it and as the quorum of witnesses saw it at these times.
Not shown: that what the entry says is true, that no other entry contradicts or corrects it,
  or what was added to the log afterwards.
"""


def keys(steps: tuple[Step, ...]) -> list[str]:
    """The sentences, without what stands in them."""
    return [step.key.removeprefix("receipt-") for step in steps]


@pytest.mark.parametrize("size", [*range(1, 20), 31, 32, 33])
def test_the_steps_lead_from_every_entry_to_the_root(size):
    """Each hash is that of the two beside it, one of them the last hash, the other of the receipt."""
    for index in range(size):
        receipt = receipt_of(index, size)
        found = explain_receipt(receipt, POLICY, entry=entry_of(index))
        leaf, *nodes, root = found.hashes
        last = sha256(b"\0" + entry_of(index)).hexdigest()

        assert leaf == Step("receipt-leaf", {"index": index, "hash": last})
        for node, sibling in zip(nodes, receipt.proof, strict=True):
            left, right = (bytes.fromhex(str(node.words[side])) for side in ("left", "right"))
            side = node.key.removeprefix("receipt-node-")

            assert (left.hex(), right.hex()) == (
                (sibling.hex(), last) if side == "left" else (last, sibling.hex())
            )
            assert node.words["first"] <= index <= node.words["last"]
            last = sha256(b"\1" + left + right).hexdigest()
            assert node.words["hash"] == last
        assert root == Step("receipt-root-same", {"hash": last, "root": last})


def test_a_receipt_that_holds_is_told_from_the_entry_to_what_is_not_shown():
    """Who signed, when, and how many of the quorum."""
    found = explain_receipt(RECEIPT, POLICY)

    assert found.refused is None
    assert render_steps((*found.entry, *found.hashes, *found.signatures, *found.result)) == TOLD


def test_a_policy_without_witnesses_says_what_that_leaves_open():
    """Nobody but the log then says that others see the same."""
    found = explain_receipt(RECEIPT, NO_QUORUM)

    assert keys(found.signatures)[-1] == "quorum-none"
    assert keys(found.result) == ["shown-alone", "not-shown"]


def test_the_signatures_stand_in_the_order_of_the_checkpoint():
    """The log's with and without a time, witnesses by their name in the policy, strangers as such."""
    policy = read_policy(f"log {LOG.key}\nwitness a {ANNA.key}\nquorum a\n".encode())
    found = explain_receipt(RECEIPT, policy)

    assert keys(found.signatures) == [
        "checkpoint",
        "log-timeless",
        "unknown",
        "cosigned",
        "unknown",
        "quorum",
    ]
    assert found.signatures[3].words == {
        "witness": "a",
        "name": "witness.example/w1",
        "id": "468d99bb",
        "kind": "Ed25519",
        "time": "2023-03-20 12:25:47 UTC",
    }


REFUSED = {
    "another entry": (RECEIPT, b"other", ["entry", "entry-text", "entry-other"], "root-other"),
    "another place": (replace(RECEIPT, leaf_index=1), None, ["entry", "entry-text"], "root-other"),
    "a place beyond": (replace(RECEIPT, leaf_index=5), None, ["entry", "entry-text"], "path-wrong"),
    "a hash less": (replace(RECEIPT, proof=RECEIPT.proof[:-1]), None, ["entry", "entry-text"], "path-wrong"),
    "a hash more": (
        replace(RECEIPT, proof=(*RECEIPT.proof, bytes(32))),
        None,
        ["entry", "entry-text"],
        "path-wrong",
    ),
    "too few witnesses": (receipt_of(2, 5, LOG, ANNA), None, ["entry", "entry-text"], "root-same"),
}


@pytest.mark.parametrize(("receipt", "entry", "about", "last"), REFUSED.values(), ids=REFUSED)
def test_a_receipt_that_does_not_hold_is_followed_to_where_it_breaks(receipt, entry, about, last):
    """No signature is told then, and nothing is said to be shown."""
    found = explain_receipt(receipt, POLICY, entry=entry)

    assert found.refused is not None
    assert (keys(found.entry), keys(found.hashes)[-1]) == (about, last)
    assert (found.signatures, keys(found.result)) == ((), ["refused"])


def test_without_an_entry_there_is_nothing_to_begin_at():
    """And no step is made up."""
    found = explain_receipt(replace(RECEIPT, extra=b""), POLICY)

    assert str(found.refused) == "the receipt: the receipt holds no entry"
    assert (found.entry, found.hashes) == ((), ())


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (b"entry 1", "entry 1"),
        (b"two\nlines\t here", "two lines here"),
        (b"\x1b[2Jgone", "\ufffd[2Jgone"),
        ("a\u202eb".encode(), "a\ufffdb"),
        (b"\xff\xfe", None),
        (b"a\0b", None),
        (b" \n", None),
        (b"x" * 200, "x" * 160 + " ..."),
        (("é" * 1000).encode(), "é" * 160 + " ..."),
    ],
)
def test_an_entry_that_is_text_is_shown_by_its_beginning(entry, expected):
    """Without what a terminal obeys."""
    found = explain_receipt(RECEIPT, POLICY, entry=entry)
    told = [step.words["text"] for step in found.entry if step.key == "receipt-entry-text"]

    assert told == ([] if expected is None else [expected])


@pytest.mark.skipif(shutil.which("xxd") is None, reason="no xxd on the PATH")
def test_the_commands_that_are_told_give_the_hashes_that_are_told(tmp_path):
    """In a shell, with nothing of ours."""
    (tmp_path / "RECEIPT").write_bytes(RECEIPT.encode())
    lines = render_steps([HOW]).splitlines()
    unpack = lines[0].removeprefix("By hand: ").partition("   (")[0]
    leaf = lines[1].removeprefix("  the leaf: ")
    node = lines[2].removeprefix("  a node:   ")

    def shell(command: str) -> str:
        return subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
        ).stdout

    found = explain_receipt(RECEIPT, POLICY)
    shell(unpack)
    assert (tmp_path / "ENTRY").read_bytes() == RECEIPT.extra
    assert shell(leaf).split()[0] == found.hashes[0].words["hash"]
    for step in found.hashes[1:-1]:
        command = node.replace("LEFTRIGHT", f"{step.words['left']}{step.words['right']}")
        assert shell(command).split()[0] == step.words["hash"]


def named(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_catalogue_says_what_the_verifier_alone_says():
    """In English word by word; in every language every step, with the same names in it."""
    english = {key: load_catalogue("en").sentences(key)[0] for key in WORDS}
    receipt_keys = {
        code: {key for key in load_catalogue(code).messages if key.startswith("receipt-")}
        for code in LANGUAGES
    }

    assert english == WORDS
    for code in LANGUAGES:
        assert receipt_keys[code] == set(WORDS)
        assert {key: named(load_catalogue(code).sentences(key)[0]) for key in WORDS} == {
            key: named(text) for key, text in WORDS.items()
        }


def timeless() -> Receipt:
    """A receipt on which a witness does not say that it was the newest: the time is zero."""
    receipt = receipt_of(2, 5, LOG, ANNA)
    message = subtree_message(BERTA.name, 0, read_checkpoint(receipt.note.text))
    line = SignatureLine(BERTA.name, BERTA.key.key_id, bytes(8) + BERTA.private.sign(message))
    return replace(receipt, note=receipt.note.with_signatures([line]))


def test_a_cosignature_without_a_time_counts_and_is_told_so():
    """tlog-cosignature allows it: consistent with all the witness saw, perhaps not the newest."""
    found = explain_receipt(timeless(), POLICY)

    assert found.refused is None
    assert found.signatures[3].key == "receipt-cosigned-timeless"
    assert "cosigned without a time" in render_steps(found.signatures)


def test_each_step_that_can_come_has_its_words():
    """A time, no time, no quorum, a stranger, a refusal."""
    found = [
        explain_receipt(receipt_of(1, 3, LOG, LOG_PQ, ANNA, BERTA), POLICY),
        explain_receipt(RECEIPT, read_policy(f"log {LOG.key}\nquorum none\n".encode())),
        *(explain_receipt(receipt, POLICY, entry=entry) for receipt, entry, _, _ in REFUSED.values()),
    ]

    steps = [step for one in found for step in (*one.entry, *one.hashes, *one.signatures, *one.result)]
    steps += [*explain_receipt(timeless(), POLICY).signatures, HOW]

    assert render_steps(steps).endswith("\n")
    assert {step.key for step in steps} == set(WORDS)
