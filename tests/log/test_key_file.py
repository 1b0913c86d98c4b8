from __future__ import annotations

import os
import stat

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.log.made import ANNA, BERTA, LOG, LOG_PQ, TIME

from tellers.errors import NoteError, TellersError, UsageError
from tellers.log import key_file
from tellers.log.key_file import read_key_file, read_public_keys, write_key_file

WORDS = "cuatro palabras al azar ñ"
SIGNERS = (LOG, LOG_PQ)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """The least cost that is read, so that the tests are quick."""
    monkeypatch.setattr(key_file, "COST", key_file.LEAST_COST)


@pytest.fixture
def file(tmp_path):
    """A key file with the log's two keys."""
    path = tmp_path / "log.keys"
    write_key_file(path, SIGNERS, WORDS)
    return path


def put(path, content: str):
    """Another content, readable by the owner alone."""
    path.unlink(missing_ok=True)
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_what_is_written_is_read_back_and_signs(file):
    """Keys of every kind, by the passphrase in any script."""
    read = read_key_file(file, WORDS)

    assert [signer.key for signer in read] == [LOG.key, LOG_PQ.key]
    assert read[0].sign(b"text\n", time=TIME) == LOG.sign(b"text\n", time=TIME)


def test_an_accent_typed_as_a_sign_of_its_own_is_the_same_passphrase(file):
    """Keyboards of two systems send it differently."""
    assert [signer.key for signer in read_key_file(file, WORDS.replace("ñ", "n\u0303"))] == [
        LOG.key,
        LOG_PQ.key,
    ]


def test_the_public_keys_are_read_without_the_passphrase(file):
    """And they are readable by a person, each with its kind and fingerprint."""
    text = file.read_text(encoding="utf-8")

    assert read_public_keys(file) == (LOG.key, LOG_PQ.key)
    assert f"key {LOG.key}\nkind 0x01 Ed25519, the signature of a log\n" in text
    assert f"fingerprint {LOG_PQ.key.fingerprint}\n" in text


def test_no_private_key_stands_in_the_file_unencrypted(file):
    """Neither its bytes nor its seed in hex."""
    content = file.read_bytes()

    assert content.count(b"-----BEGIN ENCRYPTED PRIVATE KEY-----") == 2
    for seed in (bytes(range(32)), bytes(range(3, 35))):
        assert seed not in content
        assert seed.hex().encode() not in content


def test_a_guess_costs_a_memory_of_128_megabytes(monkeypatch, tmp_path):
    """PKCS#8 by itself would be opened with 2,048 rounds of a hash."""
    monkeypatch.undo()
    path = tmp_path / "dear.keys"
    write_key_file(path, (ANNA,), WORDS)

    assert path.read_text(encoding="utf-8").splitlines()[1].startswith("scrypt 131072 8 1 ")
    assert [signer.key for signer in read_key_file(path, WORDS)] == [ANNA.key]


def test_two_files_of_one_passphrase_share_nothing(file, tmp_path):
    """Each has a salt of its own."""
    other = tmp_path / "other.keys"
    write_key_file(other, SIGNERS, WORDS)

    assert (
        other.read_text(encoding="utf-8").splitlines()[1] != file.read_text(encoding="utf-8").splitlines()[1]
    )


def test_the_file_is_its_owner_s_alone_whatever_the_mask(tmp_path):
    """Mode 0600 from the moment it exists."""
    old = os.umask(0)
    try:
        write_key_file(tmp_path / "log.keys", SIGNERS, WORDS)
    finally:
        os.umask(old)

    assert stat.S_IMODE((tmp_path / "log.keys").stat().st_mode) == 0o600


def test_the_file_and_its_name_are_on_the_disk(tmp_path, monkeypatch):
    """Both are synced before anybody is told of the key."""
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(stat.S_IFMT(os.fstat(handle).st_mode)))
    write_key_file(tmp_path / "log.keys", SIGNERS, WORDS)

    assert synced == [stat.S_IFREG, stat.S_IFDIR]


def test_a_disk_that_fails_leaves_no_half_file(tmp_path, monkeypatch):
    """Half a key file would be taken for keys that are kept."""

    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error"):
        write_key_file(tmp_path / "log.keys", SIGNERS, WORDS)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_ever_written_over(file, tmp_path):
    """Neither keys, nor another file, nor what a link leads to."""
    before = file.read_bytes()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for path in (file, tmp_path / "link"):
        with pytest.raises(UsageError, match="keys are never written over"):
            write_key_file(path, (ANNA,), WORDS)
    assert file.read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    """As wrong use, not as a fault."""
    with pytest.raises(UsageError, match="cannot be made: No such file or directory"):
        write_key_file(tmp_path / "none" / "log.keys", SIGNERS, WORDS)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o777])
def test_a_file_that_others_can_read_or_change_is_refused(file, mode):
    """With the mode it has and the command that mends it."""
    file.chmod(mode)
    for reading in (lambda: read_key_file(file, WORDS), lambda: read_public_keys(file)):
        with pytest.raises(UsageError, match="others can read or change this file") as told:
            reading()
        assert told.value.got == f"mode {mode:04o}"
        assert told.value.remedy.startswith("chmod 600 ")


def test_a_file_of_somebody_else_is_refused(file, monkeypatch):
    """Whoever made it has its keys."""
    monkeypatch.setattr(os, "geteuid", lambda: 4242)

    with pytest.raises(UsageError, match="the file is somebody else's"):
        read_key_file(file, WORDS)


@pytest.mark.parametrize("other", ["", "x", WORDS + " ", WORDS.upper()])
def test_another_passphrase_opens_nothing(file, other):
    """One clear error; an empty one is refused before it is tried."""
    with pytest.raises(UsageError, match=r"does not open the keys|the passphrase is empty"):
        read_key_file(file, other)


def test_an_empty_passphrase_protects_nothing(tmp_path):
    """No file is made."""
    with pytest.raises(UsageError, match="the passphrase is empty"):
        write_key_file(tmp_path / "log.keys", SIGNERS, "")
    assert list(tmp_path.iterdir()) == []


def test_a_file_cut_anywhere_is_refused(file, tmp_path):
    """Also between two keys, where each that is left would be whole."""
    text = file.read_text(encoding="utf-8")
    for cut in [*range(0, len(text), 11), text.index("\n\nend") + 1, text.index("\n\nkey example", 200)]:
        with pytest.raises(NoteError, match=r"the key file was cut|not a key file of Tellers"):
            read_key_file(put(tmp_path / "cut.keys", text[:cut]), WORDS)


@pytest.mark.parametrize(
    "content",
    ["", "hello\n", "log x\nquorum none\n", "tellers-keys v2\n", "\ufefftellers-keys v1\n", "\0" * 50],
)
def test_another_format_is_no_key_file(tmp_path, content):
    """Nor is a later version of ours."""
    with pytest.raises(NoteError, match="not a key file of Tellers"):
        read_key_file(put(tmp_path / "other", content), WORDS)


def test_a_bare_key_in_place_of_an_encrypted_one_is_refused(file, tmp_path):
    """Unencrypted PEM is never taken."""
    text = file.read_text(encoding="utf-8")
    bare = LOG.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    start, end = text.index("-----BEGIN"), text.index("\n\nkey example", 200)

    with pytest.raises(NoteError, match="the key file was altered, key 1"):
        read_key_file(put(tmp_path / "bare", text[:start] + bare.strip() + text[end:]), WORDS)


def test_a_private_key_under_another_s_public_line_is_refused(tmp_path):
    """The verifier key that was given out would not verify what this signs."""
    write_key_file(tmp_path / "one", (ANNA, BERTA), WORDS)
    text = (tmp_path / "one").read_text(encoding="utf-8")
    blocks = text.split("\n\n")
    pems = [block[block.index("-----BEGIN") :] for block in blocks[1:3]]
    swapped = (
        text.replace(pems[0], "@").replace(pems[1], pems[0]).replace("@", pems[1])
    )  # no letter of base64

    with pytest.raises(NoteError, match=r"the private key is not that of witness\.example/w1"):
        read_key_file(put(tmp_path / "swapped", swapped), WORDS)


@pytest.mark.parametrize("cost", ["1024", "131073", "2097152", "9" * 20, "-131072", "0"])
def test_a_cost_that_would_fill_the_memory_or_protect_nothing_is_refused(file, tmp_path, cost):
    """Before anything is computed."""
    text = file.read_text(encoding="utf-8").replace(f"scrypt {key_file.LEAST_COST}", f"scrypt {cost}")

    with pytest.raises(NoteError, match="the key file was altered, line 2"):
        read_key_file(put(tmp_path / "cost", text), WORDS)


def test_a_changed_bit_gives_no_other_key(file, tmp_path):
    """A refusal, or the keys as they were."""
    content = file.read_bytes()
    path = tmp_path / "changed"
    for bit in range(5, 8 * len(content), 8 * len(content) // 120):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        path.unlink(missing_ok=True)
        path.write_bytes(bytes(changed))
        path.chmod(0o600)
        try:
            read = read_key_file(path, WORDS)
        except TellersError:
            continue
        assert [signer.key for signer in read] == [LOG.key, LOG_PQ.key]


def test_what_is_no_file_is_told_apart(tmp_path):
    """A folder, nothing at all, and a file of another size."""
    for path, told in [(tmp_path, "Is a directory"), (tmp_path / "none", "No such file or directory")]:
        with pytest.raises(UsageError, match=f"cannot be read: {told}"):
            read_public_keys(path)
    with pytest.raises(UsageError, match="longer than any such file"):
        read_public_keys(put(tmp_path / "long", "x" * 100_001))
