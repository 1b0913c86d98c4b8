"""A log changes its keys: old and new side by side, then the new alone. The name stays: it is the origin."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.log.made import ANNA, LOG, LOG_PQ, TIME, checkpoint_of

from tellers.cli import main
from tellers.errors import VerificationError
from tellers.log import key_file
from tellers.log.keys import KeyKind, Signer
from tellers.log.passphrase import VARIABLE
from tellers.log.policy import Policy, read_policy, verify_checkpoint

NEW = Signer.from_seed(LOG.name, KeyKind.ED25519, bytes(range(100, 132)))
NEW_PQ = Signer.from_seed(LOG.name, KeyKind.MLDSA44_COSIGNATURE, bytes(range(101, 133)))
OLD_KEYS, NEW_KEYS = (LOG, LOG_PQ), (NEW, NEW_PQ)


def policy_of(*signers: Signer) -> Policy:
    """A policy that trusts these keys of the log, and one witness."""
    lines = [f"log {signer.key}\n" for signer in signers]
    return read_policy("".join([*lines, f"witness anna {ANNA.key}\n", "quorum anna\n"]).encode())


BEFORE = checkpoint_of(3, *OLD_KEYS, ANNA)
DURING = checkpoint_of(5, *OLD_KEYS, *NEW_KEYS, ANNA)
AFTER = checkpoint_of(8, *NEW_KEYS, ANNA)
READERS = {
    "of the old keys": policy_of(*OLD_KEYS),
    "of both": policy_of(*OLD_KEYS, *NEW_KEYS),
    "of the new keys": policy_of(*NEW_KEYS),
}


@pytest.mark.parametrize(
    ("reader", "accepted"),
    [
        ("of the old keys", {"before", "during"}),
        ("of both", {"before", "during", "after"}),
        ("of the new keys", {"during", "after"}),
    ],
)
def test_while_both_keys_sign_every_reader_can_follow(reader, accepted):
    """Whoever has not changed the policy yet follows until the old keys are retired, and nobody is forced."""
    found = set()
    for when, note in (("before", BEFORE), ("during", DURING), ("after", AFTER)):
        try:
            verify_checkpoint(note, READERS[reader])
            found.add(when)
        except VerificationError as error:
            assert error.message == "no known key of this log has signed it"  # noqa: PT017
    assert found == accepted


def test_after_retirement_the_old_key_alone_signs_nothing_that_is_believed():
    """Even if it was stolen, even with a witness, even with a later time than any other checkpoint."""
    stolen = checkpoint_of(9, *OLD_KEYS, time=TIME + 10_000)
    stolen = stolen.with_signatures([ANNA.sign(stolen.text, time=TIME + 10_000)])

    with pytest.raises(VerificationError, match="no known key of this log has signed it"):
        verify_checkpoint(stolen, READERS["of the new keys"])


def test_the_old_key_s_line_is_left_alone_after_retirement():
    """A checkpoint that both signed is believed for the new key, and the old one is a stranger's."""
    assert verify_checkpoint(DURING, READERS["of the new keys"]).log_keys == (NEW.key, NEW_PQ.key)
    assert verify_checkpoint(DURING, READERS["of both"]).log_keys == (
        LOG.key,
        LOG_PQ.key,
        NEW.key,
        NEW_PQ.key,
    )


def test_the_name_of_a_log_stays_and_a_key_of_another_name_is_another_log():
    """The key's name must be the checkpoint's origin."""
    renamed = Signer.from_seed("example.org/log-2", KeyKind.ED25519, bytes(range(100, 132)))
    note = checkpoint_of(3)
    note = note.with_signatures([renamed.sign(note.text, time=TIME), ANNA.sign(note.text, time=TIME)])

    with pytest.raises(VerificationError, match="no known key of this log"):
        verify_checkpoint(note, policy_of(renamed))


def test_a_log_changes_its_keys_from_the_command_line(tmp_path, monkeypatch, capsys):
    """Old keys, both, new keys alone; each receipt is verified by those who ought to believe it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(key_file, "COST", key_file.LEAST_COST)
    monkeypatch.setenv(VARIABLE, "passphrase")
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    Path("passphrase").write_text("cuatro palabras al azar", encoding="utf-8")
    Path("passphrase").chmod(0o600)
    lines = {}
    for name in ("old", "new"):
        assert main(["key", "new", f"{name}.keys", "--name", "example.org/log"]) == 0
        assert main(["key", "show", f"{name}.keys"]) == 0
        shown = capsys.readouterr().out.splitlines()
        lines[name] = "".join(f"log {line}\n" for line in shown if line.startswith("example.org/log+"))
    lines["both"] = lines["old"] + lines["new"]
    for name, known in lines.items():
        Path(f"{name}.policy").write_text(f"{known}quorum none\n", encoding="utf-8")
    assert main(["log", "init", "log", "--key", "old.keys"]) == 0
    signing = {
        "before": ["--key", "old.keys"],
        "during": ["--key", "old.keys", "--key", "new.keys"],
        "after": ["--key", "new.keys"],
    }
    for when, keys in signing.items():
        Path(when).write_text(when, encoding="utf-8")
        assert main(["log", "append", "log", when]) == 0
        assert main(["log", "sign", "log", *keys, "--policy", "both.policy"]) == 0
        receipt = ["--entry", when, "--to", f"{when}.receipt", "--policy", "both.policy"]
        assert main(["log", "prove", "log", *receipt]) == 0
    capsys.readouterr()

    codes = {
        policy: [main(["verify", f"{when}.receipt", "--policy", f"{policy}.policy"]) for when in signing]
        for policy in lines
    }

    assert codes == {"old": [0, 0, 3], "both": [0, 0, 0], "new": [3, 0, 0]}
