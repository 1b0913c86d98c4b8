"""Every bit of a log's files counts: each one turned over, each file missing, each file too many is told."""

from __future__ import annotations

import random
import shutil

import pytest
from tests.log.logs import KEYS, ORIGIN, SIGNERS, TIME, entries, new_log, published
from tests.log.made import ANNA

from tellers.cli import main
from tellers.errors import LogError, TellersError
from tellers.log.checkpoint import Checkpoint
from tellers.log.files import FolderFiles
from tellers.log.fsck import check_files
from tellers.log.fsck_folder import check_folder
from tellers.log.note import Note
from tellers.log.opening import open_log
from tellers.log.tree import hash_leaf, root_of


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """What this machine remembers of logs is kept in the test's own folder."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))


@pytest.fixture
def small(tmp_path):
    """The folder of a log of five entries, in two batches with a checkpoint each."""
    log = new_log(tmp_path / "log")
    for batch, start in ((3, 0), (2, 3)):
        log.append(entries(batch, start=start))
        log.publish(log.sign(SIGNERS, time=TIME + start))
    log.close()
    return tmp_path / "log"


def files_of(folder):
    """Every file, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def found(public):
    """What is told of a public folder: its faults, or the refusal, or that a signature is missing."""
    try:
        checked = check_files(FolderFiles(public), KEYS)
    except TellersError as error:
        return [str(error)]
    missing = ["a signature of the log is missing"] if len(checked.signed.log_keys) < len(KEYS) else []
    return [*map(str, checked.faults), *missing]


def flipped(data, bit):
    """The bytes with one bit turned over."""
    altered = bytearray(data)
    altered[bit // 8] ^= 1 << bit % 8
    return bytes(altered)


def test_every_bit_of_every_tile_and_bundle_of_a_small_log_counts(small):
    """Of the partial files of an earlier size too; the file is named."""
    public = small / "public"
    assert [str(path.relative_to(public)) for path in files_of(public)] == [
        "checkpoint",
        "tile/0/000.p/3",
        "tile/0/000.p/5",
        "tile/entries/000.p/3",
        "tile/entries/000.p/5",
    ]
    assert found(public) == []
    for path in files_of(public)[1:]:
        data, name = path.read_bytes(), str(path.relative_to(public))
        for bit in range(8 * len(data)):
            path.write_bytes(flipped(data, bit))
            assert any(one.startswith(name) for one in found(public)), (name, bit)
        path.write_bytes(data)


@pytest.mark.slow
def test_every_bit_of_a_checkpoint_counts(small):
    """Some 28,000; in a signature line a bit may make it another's, and then it is missing."""
    path = small / "public" / "checkpoint"
    data = path.read_bytes()
    unseen = []
    for bit in range(8 * len(data)):
        path.write_bytes(flipped(data, bit))
        if not found(small / "public"):
            unseen.append(bit)

    assert unseen == []


def test_one_bit_of_any_file_of_a_large_log_is_found(tmp_path):
    """Of 70,000 entries: every kind of file, full and partial, and some of each drawn; its name is told."""
    published(tmp_path / "log", 70_000).close()
    public = tmp_path / "log" / "public"
    drawn = random.Random(70_000)  # noqa: S311 (the same draw each time)
    paths = [path for path in files_of(public) if path.name != "checkpoint"]
    edge = [path for path in paths if ".p" in str(path)]
    others = drawn.sample([path for path in paths if path not in edge], 12)
    assert len(edge) == 4
    for path in [*edge, public / "tile" / "1" / "000", *others]:
        data = path.read_bytes()
        path.write_bytes(flipped(data, drawn.randrange(8 * len(data))))
        name = str(path.relative_to(public))
        told = found(public)
        assert [one.partition(":")[0] for one in told if "lead to the root" not in one][:1] == [name], told
        path.write_bytes(data)
    assert found(public) == []


def test_a_file_that_is_missing_is_told_by_its_name(tmp_path):
    """Each one; of the checkpoint alone nothing else can be said."""
    published(tmp_path / "log", 600).close()
    public = tmp_path / "log" / "public"
    for path in files_of(public):
        data = path.read_bytes()
        path.unlink()
        name = str(path.relative_to(public))
        told = "no checkpoint" if name == "checkpoint" else "this file of the log is missing"
        assert found(public)[0] == f"{name}: {told}"
        path.write_bytes(data)
    assert found(public) == []


def test_the_full_tile_may_stand_in_for_a_partial_one(tmp_path):
    """As when the log has grown and its partial files were taken away."""
    published(tmp_path / "log", 300).close()
    shown = (tmp_path / "log" / "public" / "checkpoint").read_bytes()
    log = open_log(tmp_path / "log")
    log.append(entries(300, start=300))
    log.publish(log.sign(SIGNERS, time=TIME + 1))
    log.close()
    public = tmp_path / "log" / "public"
    for path in ("tile/0/001.p", "tile/entries/001.p"):
        shutil.rmtree(public / path)
    assert found(public) == []

    (public / "checkpoint").write_bytes(shown)
    assert found(public) == []


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("letter", b"dear", "not a file of a log"),
        ("tile/0/letter", b"dear", "not a file of a log"),
        ("tile/0/000.p/0", b"", "not a file of a log"),
        ("tile/64/000", b"", "not a file of a log"),
        ("tile/0/000.p/4", bytes(128), "not the beginning of what came after it"),
        ("tile/entries/000.p/4", b"\x00\x01a" * 4, "not the beginning of what came after it"),
        ("tile/0/001", bytes(8192), ""),  # of a size that is not signed yet
        ("checkpoint.tsr", b"a stamp", ""),
        ("checkpoint.ots", b"a proof", ""),
    ],
)
def test_a_file_too_many_is_told(small, path, content, told):
    """Nothing else belongs there; what a later checkpoint may need, and stamps, are left alone."""
    place = small / "public" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)

    assert found(small / "public") == ([f"{path}: {told}"] if told else [])


def test_every_bit_of_the_private_files_counts(small):
    """Of the journal, of every checkpoint ever signed, of what is made from them."""
    assert check_folder(small) == []
    drawn = random.Random(5)  # noqa: S311 (the same draw each time)
    unseen = []
    for name in ("journal", "signed", "leaves", "head"):
        path = small / name
        data = path.read_bytes()
        for bit in drawn.sample(range(8 * len(data)), 150):
            path.write_bytes(flipped(data, bit))
            if not check_folder(small):
                unseen.append((name, bit))
        path.write_bytes(data)

    assert unseen == []


def test_an_altered_journal_or_checkpoint_is_refused_or_told_when_opened_without_head(tmp_path, small):
    """Opened from the beginning: what was signed is then held against the entries."""
    whole = tmp_path / "whole"
    shutil.copytree(small, whole)
    (small / "head").unlink()
    silent = []
    drawn = random.Random(6)  # noqa: S311 (the same draw each time)
    for name in ("journal", "signed"):
        data = (whole / name).read_bytes()
        for bit in drawn.sample(range(8 * len(data)), 150):
            (small / name).write_bytes(flipped(data, bit))
            try:
                log = open_log(small)
            except TellersError:
                pass
            else:
                if not log.notices:
                    silent.append((name, bit))
                log.close()
            for aside in small.glob("*.torn-*"):
                aside.unlink()
            for kept in ("journal", "signed", "leaves"):
                (small / kept).write_bytes((whole / kept).read_bytes())
            (small / "head").unlink(missing_ok=True)

    assert silent == []


def test_an_altered_end_of_what_was_signed_is_refused(small):
    """With `head` in place, the last checkpoint is read at each opening; all of it counts."""
    path = small / "signed"
    data = path.read_bytes()
    last = len(data) // 2  # two checkpoints of the same length
    drawn = random.Random(7)  # noqa: S311 (the same draw each time)
    for bit in drawn.sample(range(8 * last, 8 * len(data)), 150):
        path.write_bytes(flipped(data, bit))
        with pytest.raises(LogError, match="the last checkpoint signed is missing or altered"):
            open_log(small)
    path.write_bytes(data)
    open_log(small).close()


def test_faults_of_the_private_files_are_told_in_words(small, capsys):
    """By the command too, with exit code 3; and that all holds, with 0."""
    assert main(["log", "fsck", str(small)]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "All 5 files hold: 5 entries hashed, every tile made anew and compared.",
        "So do the journal and every checkpoint that was ever signed here.",
    ]
    journal = small / "journal"
    data = journal.read_bytes()
    journal.write_bytes(flipped(data, 8 * 40))
    assert [str(fault) for fault in check_folder(small)] == [
        f"{journal}: from byte 0 on it was altered, or was not written to its end",
        f"{small / 'signed'}: checkpoint 1 is over entries that the journal does not hold",
        f"{small / 'signed'}: checkpoint 2 is over entries that the journal does not hold",
        f"{small / 'leaves'}: not the hashes of the journal's entries",
        f"{small / 'head'}: not a state of this journal",
    ]
    assert main(["log", "fsck", str(small)]) == 3
    assert capsys.readouterr().out.splitlines()[-1] == "5 faults; 5 public files looked at."
    journal.write_bytes(data)
    journal.unlink()
    assert str(check_folder(small)[0]) == f"{journal}: cannot be read: No such file or directory"


def test_a_log_that_signs_more_than_anybody_can_hold_is_not_read_to_its_end(tmp_path):
    """2**62 entries, three of them there: the check ends after a thousand missing files, and says so."""
    log = published(tmp_path / "log", 3)
    log.close()
    text = Checkpoint(ORIGIN, 2**62, bytes(32)).encode()
    note = Note(text, tuple(signer.sign(text, time=TIME) for signer in SIGNERS))
    (tmp_path / "log" / "public" / "checkpoint").write_bytes(note.encode())

    found = [fault.message for fault in check_files(FolderFiles(tmp_path / "log" / "public"), KEYS).faults]

    assert len(found) < 1100
    assert "not looked at, nor what comes after it: there are faults enough" in found


def test_checkpoints_kept_beside_a_log_are_held_against_its_beginning(small):
    """As a site keeps them: the right ones hold; one of other entries, size, key or form is named."""
    public = small / "public"
    kept = public / "checkpoints"
    kept.mkdir()

    def put(name, size, root, signers=SIGNERS):
        text = Checkpoint(ORIGIN, size, root).encode()
        lines = tuple(signer.sign(text, time=TIME) for signer in signers)
        (kept / name).write_bytes(Note(text=text, signatures=lines).encode())

    roots = {size: root_of([hash_leaf(entry) for entry in entries(size)]) for size in (2, 3, 5)}
    for size, root in roots.items():
        put(str(size), size, root)
    assert found(public) == []
    put("3", 2, roots[2])
    put("2", 2, roots[3])
    put("5", 5, roots[5], (ANNA,))
    put("9", 9, roots[5])
    put("07", 5, roots[5])
    assert [fault.split(":")[0] for fault in found(public)] == [
        "checkpoints/07",
        *(f"checkpoints/{n}" for n in "2359"),
    ]
