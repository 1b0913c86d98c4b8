"""A dossier published, followed, mirrored and proved, all by the commands: a newcomer's afternoon."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tellers.log.key_file import write_key_file
from tellers.log.keys import KeyKind, Signer
from tellers.log.passphrase import VARIABLE

COUNCIL = Path(__file__).parents[2] / "examples" / "made-council"
ORIGIN = "example.org/made-council"
SIGNERS = (
    Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([5]) * 32),
    Signer.from_seed(ORIGIN, KeyKind.MLDSA44_COSIGNATURE, bytes([6]) * 32),
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A key file and the file of its passphrase."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "passphrase").touch(mode=0o600)
    (folder / "passphrase").write_text("words that nobody knows\n", encoding="utf-8")
    write_key_file(folder / "log.key", SIGNERS, "words that nobody knows")
    return folder


@pytest.fixture
def log(run, keys, tmp_path, monkeypatch):
    """A new log, its state kept in the test's own folder."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    monkeypatch.setenv(VARIABLE, str(keys / "passphrase"))
    done = run("log", "init", tmp_path / "log", "--key", keys / "log.key")
    assert done.code == 0
    return tmp_path / "log"


def publish(run, log, keys, dossier=COUNCIL, second=0):
    """Publish at a stated second."""
    at = f"2031-05-18T20:15:{second:02}Z"
    return run("publish", dossier, "--log", log, "--key", keys / "log.key", "--at", at)


def test_a_dossier_is_published_once_and_a_second_time_adds_nothing(run, log, keys):
    """16 statements: the contest, the source, what was announced, and the records of a roll call."""
    first, second = publish(run, log, keys), publish(run, log, keys, second=1)

    assert first.code == second.code == 0
    assert first.out.startswith(f"{COUNCIL}: 15 published, 1 corrected; the log has 16 entries.\n")
    assert second.out.startswith(f"{COUNCIL}: nothing new; the log has 16 entries.\n")


def test_entries_of_a_time_still_to_come_are_named_and_hold_nothing_up(run, log, keys):
    """The clock of this machine may be wrong, or somebody wrote the year 9999."""
    publish(run, log, keys, second=5)
    second = publish(run, log, keys, second=4)

    assert second.code == 0
    told = "16 entries state a time after 2031-05-18T20:15:04Z: 0, 1, 2, 3, 4 and more."
    assert f"{log}: {told} Is the clock of this machine right?\n" in second.err
    assert second.out.startswith(f"{COUNCIL}: nothing new; the log has 16 entries.\n")


def test_what_the_world_reads_holds_and_is_mirrored(run, log, keys, tmp_path):
    """Every byte, of the log and of its mirror; and the mirror says it holds what it held."""
    publish(run, log, keys)
    trust = [part for signer in SIGNERS for part in ("--trust", str(signer.key))]

    assert run("log", "fsck", log).out.endswith(
        "16 entries hashed, every tile made anew and compared.\n"
        "So do the journal and every checkpoint that was ever signed here.\n"
    )
    mirrored = run("log", "mirror", log, tmp_path / "mirror", *trust)
    assert mirrored.out.endswith("16 entries more than before, all shown to be under the root.\n")
    assert run("log", "fsck", tmp_path / "mirror", *trust).code == 0
    assert run("log", "mirror", log, tmp_path / "mirror", *trust).out.endswith(
        "0 entries more than before, all shown to be under the root.\n"
    )


def test_a_log_that_grew_begins_with_what_was_kept_and_one_that_changed_does_not(run, log, keys, tmp_path):
    """A checkpoint kept from before is all that a follower needs."""
    publish(run, log, keys)
    run("log", "verify", log, "--to", tmp_path / "kept")
    (tmp_path / "more").write_bytes(b"one more")
    run("log", "append", log, tmp_path / "more")
    run("log", "sign", log, "--key", keys / "log.key")
    grown = run("log", "verify", log, "--since", tmp_path / "kept")
    other = tmp_path / "other"
    run("log", "init", other, "--key", keys / "log.key")
    run("log", "append", other, tmp_path / "more")

    assert grown.out.endswith("  It begins with the 16 kept before, and has 1 entry more.\n")
    assert run("log", "sign", other, "--key", keys / "log.key").code == 3  # this machine signed more


def test_a_receipt_is_made_verified_and_explained(run, log, keys, tmp_path):
    """One file: the entry, its proof, and the checkpoint."""
    publish(run, log, keys)
    policy = tmp_path / "policy"
    policy.write_text(f"log {SIGNERS[0].key}\nquorum none\n", encoding="utf-8")
    made = run("log", "prove", log, "--index", "3", "--to", tmp_path / "r.tlog-proof")

    assert made.out.startswith(f"{tmp_path / 'r.tlog-proof'}: entry 3, with a proof of 4 hashes.")
    assert run("verify", tmp_path / "r.tlog-proof", "--policy", policy).code == 0
    assert "Node 4, over entries 0 to 15" in run("explain", tmp_path / "r.tlog-proof", "--policy", policy).out
    altered = (tmp_path / "r.tlog-proof").read_bytes().replace(b"index 3\n", b"index 4\n")
    (tmp_path / "r.tlog-proof").write_bytes(altered)
    assert run("verify", tmp_path / "r.tlog-proof", "--policy", policy).code == 3


def test_the_history_of_a_corrected_vote_says_what_it_was(run, log, keys):
    """The record that was corrected in the sitting, and the one in its place."""
    publish(run, log, keys)
    done = run("log", "history", "estoria", log)

    assert done.code in {0, 1}
    assert "2031-05-18T20:15:00Z  published  record/" in done.out


def test_a_copy_of_the_folder_is_refused_with_what_to_do(run, log, keys, tmp_path):
    """Two folders that write are two histories."""
    publish(run, log, keys)
    shutil.copytree(log, tmp_path / "copy")
    (tmp_path / "more").write_bytes(b"one more")
    done = run("log", "append", tmp_path / "copy", tmp_path / "more")

    assert done.code == 3
    assert "this folder is a copy of a log, or was restored from a backup" in done.err
    assert run("log", "adopt", tmp_path / "copy").code == 0


def test_nobody_trusted_is_said_before_anything_is_read(run, log, keys, tmp_path):
    """A log's word for itself is no check of it."""
    publish(run, log, keys)
    shutil.copytree(log / "public", tmp_path / "public")
    done = run("log", "fsck", tmp_path / "public")

    assert done.code == 2
    assert done.err.startswith("nobody says which keys to trust\n")
