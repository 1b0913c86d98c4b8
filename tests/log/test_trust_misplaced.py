"""Keys and policies that would have a reader believe a log that nobody watches, or that anybody signs."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.log.made import ANNA, CARLA, LOG, LOG_PQ, checkpoint_of, policy_text
from tests.log.witness_served import make
from tests.log.witness_world import WITNESS

from tellers.cli import main
from tellers.errors import NoteError, UsageError, VerificationError, printable
from tellers.log.keys import KeyKind, Signer, VerifierKey, read_verifier_key
from tellers.log.note import SignatureLine
from tellers.log.policy import read_policy, verify_checkpoint
from tellers.log.quorum import could_split
from tellers.log.witness_store import WitnessStore

ZERO, ONE, MINUS_ONE = bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"
EIGHTH = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
SMALL = [
    *(ZERO, ONE, MINUS_ONE, EIGHTH),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    EIGHTH[:31] + b"\x85",  # the other sign
    b"\xed" + b"\xff" * 30 + b"\x7f",  # zero, spelled as the field's size
    b"\xee" + b"\xff" * 30 + b"\xff",  # one, so spelled, with the other sign
]


@pytest.mark.parametrize("public", SMALL, ids=bytes.hex)
def test_a_key_that_anybody_can_sign_for_is_refused(public):
    """A log with such a key could deny whatever it signed."""
    line = str(VerifierKey("example.org/log", KeyKind.ED25519, public))
    with pytest.raises(NoteError, match="a key that anybody can sign for"):
        read_verifier_key(line)


def test_why_such_a_key_is_refused():
    """A signature of zeros holds for some texts, without a secret, to whoever looks at the equation alone."""
    key = Ed25519PublicKey.from_public_bytes(ZERO)
    held = []
    for number in range(20):
        for body in (ONE + bytes(32), bytes(64)):
            try:
                key.verify(body, b"text %d\n" % number)
                held.append(number)
            except InvalidSignature:
                continue
    assert held


def test_a_signature_that_begins_with_a_point_of_small_order_holds_nowhere():
    """Libraries differ on those; here none holds, whatever the text."""
    key = VerifierKey("example.org/log", KeyKind.ED25519, ZERO)
    for number in range(20):
        for body in (ONE + bytes(32), bytes(64)):
            with pytest.raises(VerificationError):
                key.verify(b"text %d\n" % number, SignatureLine(key.name, key.key_id, body))


@pytest.mark.parametrize(
    ("log", "witness"),
    [
        (LOG_PQ.key, LOG_PQ.key),
        (LOG_PQ.key, VerifierKey("w.example", KeyKind.MLDSA44_COSIGNATURE, LOG_PQ.key.public)),
        (LOG.key, VerifierKey("w.example", KeyKind.ED25519_COSIGNATURE, LOG.key.public)),
    ],
    ids=["the same line", "another name", "another kind"],
)
@pytest.mark.parametrize("first", ["log", "witness"])
def test_a_log_is_not_its_own_witness(log, witness, first):
    """In whatever order the policy names the two."""
    lines = [f"log {log}\n", f"witness w {witness}\n"]
    text = "".join([*(lines if first == "log" else reversed(lines)), "quorum w\n"])
    with pytest.raises(NoteError, match="the same public key a second time"):
        read_policy(text.encode())


def test_a_witness_that_bears_the_log_s_name_keeps_no_quorums_together():
    """It is the log, with another key: it would sign both histories."""
    own = Signer.from_seed(LOG.name, KeyKind.ED25519_COSIGNATURE, bytes(range(50, 82)))
    lines = [f"log {LOG.key}", f"witness own {own.key}", f"witness anna {ANNA.key}"]
    lines += [f"witness carla {CARLA.key}"]
    two = "".join(f"{line}\n" for line in (*lines, "group g 2 own anna carla", "quorum g")).encode()
    all_three = two.replace(b"group g 2", b"group g 3")

    assert could_split(read_policy(two)) is True
    assert could_split(read_policy(all_three)) is False


def test_a_policy_of_hundreds_of_groups_is_not_tried_for_hours():
    """That it cannot be said is an answer too."""
    seeds = (bytes([number]) * 32 for number in range(100, 120))
    keys = [Signer.from_seed(f"w{at}", KeyKind.ED25519_COSIGNATURE, one).key for at, one in enumerate(seeds)]
    lines = [f"witness w{at} {key}" for at, key in enumerate(keys)]
    lines += ["group g0 11 " + " ".join(f"w{at}" for at in range(20))]
    lines += [f"group g{at} 1 g{at - 1}" for at in range(1, 900)]

    assert could_split(read_policy("\n".join([*lines, "quorum g899"]).encode())) is None


def test_one_witness_s_line_twice_is_one_witness():
    """Whoever repeats a line has no second witness by it."""
    policy = read_policy(policy_text("group g 2 anna berta carla", "quorum g"))
    note = checkpoint_of(3, LOG, ANNA, ANNA)

    with pytest.raises(VerificationError, match="too few witnesses have signed"):
        verify_checkpoint(note, policy)


def test_names_that_a_terminal_would_obey_are_shown_and_not_obeyed(tmp_path, capsys, monkeypatch):
    """One byte of ISO 6429, a byte that is no UTF-8, a word that turns the line around."""
    monkeypatch.chdir(tmp_path)
    bad = VerifierKey("x\x9b2J\u202e.example", KeyKind.ED25519, LOG.key.public)
    policy = f"log {bad}\nwitness w".encode() + b"\xff \xc2\x9b " + str(ANNA.key).encode()
    with pytest.raises(NoteError):
        read_policy(policy + b"\nquorum none\n")
    good = policy.replace(b" \xc2\x9b ", b"\xc2\x9b ") + b" https://\xff/\nquorum w\xff\xc2\x9b\n"
    (tmp_path / "policy").write_bytes(good)

    assert main(["log", "policy", "policy"]) == 0
    shown = capsys.readouterr().out
    assert "log      x\ufffd2J\ufffd.example (aaa1e50f), Ed25519\n" in shown
    assert "witness  w?\ufffd: witness.example/w1 (468d99bb), Ed25519  https://?/\n" in shown


def test_a_witness_adds_no_log_that_anybody_can_sign_for(tmp_path, capsys):
    """What it cosigned would be no evidence against anybody."""
    folder = make(tmp_path / "w")
    line = str(VerifierKey("example.org/other", KeyKind.ED25519, ONE))

    assert main(["witness", "add-log", str(folder), line]) == 3
    assert "a key that anybody can sign for" in capsys.readouterr().err
    with WitnessStore(folder, WITNESS.keys) as store:
        assert list(store.logs()) == ["example.org/log"]


def test_a_key_without_a_slash_for_long_is_no_name_of_a_file(capsys):
    """In base64 a slash is by chance: of 256 keys of ML-DSA-44 four have none in their first 255 letters."""
    line = str(Signer.from_seed("a.example", KeyKind.MLDSA44_COSIGNATURE, bytes([43]) * 32).key)

    assert "/" not in line[:255]
    assert main(["key", "fingerprint", line]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["x\x9b2J", "exam\u200bple", "\u061ca", "a\U000e0041", "\x7f"])
def test_no_key_is_made_under_a_name_that_shows_as_another(name):
    """Such names are read, since others may have made them, and told with a mark for what cannot be seen."""
    with pytest.raises(UsageError, match="a name that a signature line cannot hold"):
        Signer.generate(name, KeyKind.ED25519)
    assert printable(name) != name
