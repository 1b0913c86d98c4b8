"""Code that nobody of the house wrote agrees with our logs, and we with theirs.

Logs of our writer, with the log's two signatures and the two cosignatures of our witness, are checked by
aics-tlog (Python), by the Go project's tlog and note packages, and by tlog-scales (ML-DSA-44 lines); broken
copies are refused by them and by us. Each of the others needs packages: see `tests.acceptance.others`.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.install import PeerUnavailableError
from tests.acceptance.others import (
    AICS_WRITE,
    SCALES_VERIFY,
    SCALES_WRITE,
    Said,
    build_checker,
    install_python,
    run,
)
from tests.log.logs import KEYS, ORIGIN, SIGNERS, TIME, new_log
from tests.log.witness_world import WITNESS

from tellers.errors import TellersError
from tellers.log.files import FolderFiles
from tellers.log.fsck import check_files
from tellers.log.keys import Signer, read_verifier_key
from tellers.log.note import read_signature_lines
from tellers.log.policy import read_signed
from tellers.log.proofs import prove_consistency, prove_inclusion, verify_consistency, verify_inclusion
from tellers.log.tile_tree import TileTree
from tellers.log.tiles import MOST_ENTRY_BYTES
from tellers.log.tree import hash_leaf
from tellers.log.witness import Answer, Stored
from tellers.log.witness_request import AddCheckpoint

NEEDS_SHARED_DATA = False
pytestmark = pytest.mark.xdist_group("interop")  # one worker installs, and one writes the large log

SIZES = (1, 255, 256, 257, 70_000)
LARGE = SIZES[-1]
LOG_ED25519, LOG_MLDSA = map(str, KEYS)
WITNESS_ED25519, WITNESS_MLDSA = map(str, WITNESS.keys)
ALL_KEYS = (LOG_ED25519, LOG_MLDSA, WITNESS_ED25519, WITNESS_MLDSA)
THEIR_SIZES = (1_000, 3_000, 70_001)
"""The others' logs, and the two checkpoints before."""
BROKEN = (
    *("tile/0/000", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"),
    *("tile/entries/000", "tile/entries/273.p/112", "checkpoint"),
)
"""One of each kind of file of a log of 70,000."""


def entry(number: int) -> bytes:
    """An entry of 0 to about 340 bytes, each another; one is as long as may be."""
    if number == 5:
        return b"x" * MOST_ENTRY_BYTES
    return b"" if number == 3 else b"entry %d " % number + b"." * (number * 7 % 331)


@dataclass(frozen=True)
class Published:
    """A log of ours: its public folder, and a checkpoint of when it was half as long."""

    size: int
    public: Path
    old: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A function from a size to a log of ours, written on first use."""
    written: dict[int, Published] = {}

    def of(size: int) -> Published:
        if size not in written:
            folder = tmp_path_factory.mktemp(f"log-{size}")
            written[size] = write_log(folder, size)
        return written[size]

    return of


def write_log(folder: Path, size: int, *, forked: bool = False) -> Published:
    """Write a log in two goes, each signed, the second cosigned; forked ones differ in the first entry."""
    entries = [entry(number) for number in range(size)]
    if forked:
        entries[0] = b"another"
    half = (size + 1) // 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELLERS_STATE", str(folder / "state"))
        log = new_log(folder / "log")
        log.append(entries[:half])
        (folder / "old").write_bytes(log.sign(SIGNERS, time=TIME).encode())
        log.append(entries[half:])
        note = log.sign(SIGNERS, time=TIME + 60)
        asked = AddCheckpoint.of(note, old_size=0, proof=()).encode()
        received = WITNESS.receive(asked, {ORIGIN: tuple(KEYS)})
        assert not isinstance(received, Answer)
        answer = WITNESS.decide(received, Stored(), TIME + 61).answer
        log.publish(note.with_signatures(read_signature_lines(answer.body, where="the witness")))
        log.close()
    return Published(size, folder / "log" / "public", folder / "old")


@pytest.fixture(scope="module")
def others():
    """The Python of the others' packages."""
    try:
        return install_python()
    except PeerUnavailableError:
        pytest.skip("aics-tlog and tlog-scales cannot be installed: their package index is not reached")


@pytest.fixture(scope="module")
def aics(others):
    """A function from arguments to what aics-tlog says."""

    def ask(command: str, *arguments: str | Path) -> Said:
        return run(others, "-m", "aics_tlog", command, "--log-key", LOG_ED25519, *arguments)

    return ask


@pytest.fixture(scope="module")
def go_checker():
    """A function from a log to what the Go project's packages say of it."""
    try:
        program = build_checker()
    except PeerUnavailableError:
        pytest.skip("Go cannot be installed: its package index is not reached from here")

    def ask(public: Path, *, old: Path | None = None, keys: tuple[str, ...] = ALL_KEYS) -> Said:
        given = [word for key in keys for word in ("-key", key)]
        return run(program, "-dir", public, *given, *(["-old", old] if old else []))

    return ask


def ours(public: Path, keys: list[str]) -> list[str]:
    """What our check of all files finds wrong, as words."""
    try:
        checked = check_files(FolderFiles(public), [read_verifier_key(key) for key in keys])
    except TellersError as error:
        return [str(error)]
    return [str(fault) for fault in checked.faults]


def flip(path: Path, at: int) -> None:
    """Turn one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("size", SIZES)
def test_aics_tlog_verifies_our_checkpoint_its_cosignature_and_proofs(aics, published, tmp_path, size):
    """aics-tlog 0.2.1, which nobody here wrote, finds all three sound."""
    log = published(size)
    leaf = tmp_path / "leaf"

    cosigned = aics(
        "verify-checkpoint", "--witness-key", WITNESS_ED25519, "--quorum", "1", "--tiles", log.public
    )
    assert cosigned.agreed, cosigned.words
    for index in sorted({0, size // 3, size - 1}):
        leaf.write_bytes(entry(index))
        proved = aics("verify-inclusion", "--leaf", leaf, "--index", str(index), "--tiles", log.public)
        assert proved.agreed, proved.words
    grown = aics("verify-consistency", "--old-checkpoint", log.old, "--tiles", log.public)
    assert grown.agreed, grown.words


def test_aics_tlog_refuses_what_is_broken(aics, published, tmp_path):
    """Another entry, a turned bit of a tile, of the checkpoint and of a cosignature, a log with two pasts."""
    log = published(257)
    leaf = tmp_path / "leaf"
    leaf.write_bytes(entry(4))
    proof = ("verify-inclusion", "--leaf", leaf, "--index", "200", "--tiles")
    assert not aics(*proof, log.public).agreed

    leaf.write_bytes(entry(200))
    for name in ("tile/0/000", "tile/1/000.p/1", "checkpoint"):
        copy = tmp_path / name.replace("/", "-")
        shutil.copytree(log.public, copy)
        flip(copy / name, 20)
        assert not aics(*proof, copy).agreed, name
        flip(copy / name, 20)
        assert aics(*proof, copy).agreed, name

    copy = tmp_path / "cosigned"
    shutil.copytree(log.public, copy)
    flip(copy / "checkpoint", (copy / "checkpoint").read_bytes().index(b"example.net/w ") + 60)
    quorum = ("verify-checkpoint", "--witness-key", WITNESS_ED25519, "--quorum", "1", "--tiles")
    assert aics(*quorum, log.public).agreed
    assert not aics(*quorum, copy).agreed

    fork = write_log(tmp_path / "fork", 257, forked=True)
    assert not aics("verify-consistency", "--old-checkpoint", fork.old, "--tiles", log.public).agreed


@pytest.mark.parametrize("size", SIZES)
def test_the_go_project_verifies_all_of_our_log(go_checker, published, size):
    """Four signatures, every entry, every tile, proofs of inclusion and consistency; and so do we."""
    log = published(size)
    said = go_checker(log.public, old=log.old)

    assert said.agreed, said.words
    assert said.words.startswith(f"{size} entries, ")
    assert said.words.endswith("4 signatures\n")
    assert ours(log.public, [LOG_ED25519, LOG_MLDSA]) == []


@pytest.mark.slow
def test_a_turned_bit_in_any_kind_of_file_is_refused_by_the_go_project_and_by_us(
    go_checker, published, tmp_path
):
    """First, middle and last byte of tiles of each level, full and partial, of bundles, of the checkpoint."""
    copy = tmp_path / "copy"
    shutil.copytree(published(LARGE).public, copy)
    believed = []
    for name in BROKEN:
        whole = (copy / name).read_bytes()
        places = [0, len(whole) // 2, len(whole) - 1]
        if (
            name == "checkpoint"
        ):  # in the origin, the root, each of the log's two signatures, the last newline
            second = whole.index(b"\n\xe2\x80\x94") + 1
            third = whole.index(b"\n\xe2\x80\x94", second) + 1
            places = [0, whole.index(b"\n70000\n") + 15, second + 60, third + 1_000, len(whole) - 1]
        for at in places:
            flip(copy / name, at)
            believed += [f"{name} {at} by Go"] * go_checker(copy).agreed
            believed += [f"{name} {at} by us"] * (not ours(copy, [LOG_ED25519, LOG_MLDSA]))
            (copy / name).write_bytes(whole)

    assert believed == []
    assert go_checker(copy).agreed


def test_the_go_project_refuses_a_missing_signature_and_a_log_with_two_pasts(go_checker, published, tmp_path):
    """Our checker can say no: a key that did not sign; an older checkpoint of another log."""
    log = published(257)
    stranger = Signer.from_seed(ORIGIN, KEYS[1].kind, bytes([9]) * 32).key
    fork = write_log(tmp_path, 257, forked=True)

    assert "4 of 5 keys" in go_checker(log.public, keys=(*ALL_KEYS, str(stranger))).words
    assert go_checker(fork.public, old=fork.old).agreed
    assert not go_checker(log.public, old=fork.old).agreed


def test_tlog_scales_verifies_the_mldsa_lines_of_our_log_and_our_witness(others, published, tmp_path):
    """tlog-scales 0.0.3 finds both sound, and refuses them under a turned bit and under another root."""
    checkpoint = published(257).public / "checkpoint"
    copy = tmp_path / "checkpoint"
    for key in (LOG_MLDSA, WITNESS_MLDSA):
        said = run(others, "-c", SCALES_VERIFY, checkpoint, key)
        assert said.agreed, said.words

        whole = checkpoint.read_bytes()
        line = read_verifier_key(key)
        body = next(str(one).encode() for one in read_signed(whole, KEYS).note.signatures if line.signed(one))
        for at in (whole.index(body) + 1_000, whole.index(b"\n257\n") + 10):
            copy.write_bytes(whole)
            flip(copy, at)
            assert not run(others, "-c", SCALES_VERIFY, copy, key).agreed


@pytest.mark.parametrize(("script", "origin"), [(AICS_WRITE, "aics"), (SCALES_WRITE, "scales")])
def test_logs_that_others_wrote_are_read_here(others, tmp_path, script, origin):
    """Signature, every file, proofs from tiles, growth between three checkpoints; a turned bit is seen.

    aics-tlog signs with Ed25519, tlog-scales with ML-DSA-44.
    """
    public = tmp_path / "public"
    written = run(others, "-c", script, public, f"example.com/{origin}", *map(str, THEIR_SIZES))
    assert written.agreed, written.words
    line = written.words.strip().splitlines()[-1]
    key = read_verifier_key(line)

    assert ours(public, [line]) == []
    heads = [
        read_signed((tmp_path / f"checkpoint-{size}").read_bytes(), [key]).checkpoint.head
        for size in THEIR_SIZES
    ]
    tree = TileTree(FolderFiles(public), heads[-1])
    for index in (0, 255, 256, 65_536, 70_000):
        proof = prove_inclusion(tree, leaf_index=index, tree_size=70_001)
        verify_inclusion(proof, heads[-1], leaf=hash_leaf(b"leaf %d of theirs" % index), leaf_index=index)
    for old in heads:
        proof = prove_consistency(tree, old_size=old.size, tree_size=70_001)
        verify_consistency(proof, old=old, new=heads[-1])
    flip(public / "tile/1/000", 77)
    assert len(ours(public, [line])) == 1
