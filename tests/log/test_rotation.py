"""A log changes its keys: old and new side by side, then the new alone. The name stays: it is the origin."""

from __future__ import annotations

import pytest
from tests.log.made import ANNA, LOG, LOG_PQ, TIME, checkpoint_of

from tellers.errors import VerificationError
from tellers.log.keys import KeyKind, Signer
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
