"""Somebody who can write in a log's folder, but has no key, tries to make the log sign another past."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest
from tests.log.logs import ORIGIN, SIGNERS, TIME, entries, new_log

from tellers.errors import LogError, UsageError
from tellers.log.checkpoint import Checkpoint
from tellers.log.disk import Disk
from tellers.log.edge import Edge
from tellers.log.frames import frame_of, start_of
from tellers.log.guard import Mark
from tellers.log.head import read_head
from tellers.log.keys import KeyKind, Signer
from tellers.log.opening import open_log
from tellers.log.tiles import write_bundle
from tellers.log.tree import hash_leaf

ALTERED = [b"another first entry", *entries(5, start=1)]
"""What is put in the place of the five entries that were signed, and one more."""
THIEF = Signer.from_seed(ORIGIN, KeyKind.ED25519, bytes([7]) * 32)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A log of five entries, signed, published and closed."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    with new_log(tmp_path / "log") as log:
        log.append(entries(5))
        log.publish(log.sign(SIGNERS, time=TIME))
    return tmp_path / "log"


def put_journal(folder, *frames):
    """Write a journal that holds together, into the same file."""
    chained, content = start_of("journal"), b""
    for held in frames:
        frame = frame_of(chained, write_bundle(held))
        chained, content = frame[4:36], content + frame
    with (folder / "journal").open("r+b") as file:
        file.truncate(0)
        file.write(content)


def test_a_frame_that_leaps_over_the_size_that_was_signed_is_refused(folder):
    """The tree never has that size then, and so never showed that it has that root."""
    put_journal(folder, ALTERED)
    for made in ("head", "leaves"):
        (folder / made).unlink()

    with pytest.raises(LogError, match="entries that were signed are missing or altered"):
        open_log(folder)


def test_a_head_beyond_what_was_signed_is_refused(folder):
    """The file `head` has no secret: anybody can write one that fits itself."""
    edge = Edge()
    edge.extend(ALTERED)
    held = read_head((folder / "head").read_bytes())
    forged = msgspec.structs.replace(held, size=6, entries=edge.entries, tiles=edge.tiles)
    (folder / "head").write_bytes(forged.encode())
    (folder / "leaves").write_bytes(b"".join(map(hash_leaf, ALTERED)))

    with pytest.raises(LogError, match="entries that were signed are missing or altered"):
        open_log(folder)


@pytest.mark.parametrize("signers", [(), (THIEF,)])
def test_nothing_is_signed_after_a_checkpoint_that_another_key_signed(folder, signers):
    """Journal and checkpoints were both rewritten, and agree; the key that signs has not seen it."""
    edge = Edge()
    edge.extend(ALTERED)
    text = Checkpoint(ORIGIN, *edge.head()).encode()
    lines = "".join(str(signer.sign(text, time=TIME)) for signer in signers) or "— x AAAAAAAA\n"
    put_journal(folder, ALTERED)
    (folder / "signed").write_bytes(frame_of(start_of("signed"), text + b"\n" + lines.encode()))
    for made in ("head", "leaves"):
        (folder / made).unlink()

    with open_log(folder) as log, pytest.raises(LogError, match="none of these keys signed the last"):
        log.sign(SIGNERS, time=TIME)


def test_after_a_theft_the_new_keys_sign_alone_once_somebody_says_so(folder):
    """The next time nothing need be said."""
    with open_log(folder) as log:
        with pytest.raises(LogError, match="none of these keys signed the last"):
            log.sign((THIEF,), time=TIME)
        log.new_keys = True
        log.sign((THIEF,), time=TIME)
    with open_log(folder) as log:
        assert log.sign((THIEF,), time=TIME).signatures[0].key_id == THIEF.key.key_id


def test_two_folders_open_at_once_do_not_both_sign(tmp_path, folder):
    """A copy was adopted while the first folder was open: who signs second is told."""
    shutil.copytree(folder, tmp_path / "copy")
    with open_log(folder) as first, open_log(tmp_path / "copy", adopt=True) as second:
        first.append([b"one"])
        second.append([b"another"])
        first.sign(SIGNERS, time=TIME)
        with pytest.raises(LogError, match="another folder has signed 6 entries of this log"):
            second.sign(SIGNERS, time=TIME)
        second.append([b"and another"])
        with pytest.raises(LogError, match="another folder has signed 6 entries of this log"):
            second.sign(SIGNERS, time=TIME)
        first.append([b"two"])
        assert first.sign(SIGNERS, time=TIME).text.split(b"\n")[1] == b"7"


def test_a_second_writer_waits_whatever_is_removed_from_the_folder(folder):
    """Somebody takes a file for a left-over of a crash."""
    with open_log(folder):
        for left in folder.iterdir():
            if left.is_file() and left.name not in {"journal", "log.json"}:
                left.unlink()
        with pytest.raises(LogError, match="another process is writing to this log"):
            open_log(folder)


def test_a_fork_of_the_process_writes_nothing(folder):
    """It has a copy of everything, the lock too."""
    with open_log(folder) as log:
        child = os.fork()
        if child == 0:
            try:
                log.append([b"from the fork"])
            except LogError:
                os._exit(7)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert log.append([b"from the log"]) == range(5, 6)


def test_nothing_is_added_where_the_last_of_very_many_cannot_be(folder):
    """However many frames they would fill."""
    with open_log(folder) as log:
        with pytest.raises(UsageError, match="entry 70001 of those given is in the log already, as entry 3"):
            log.append([*entries(70_000, start=5), b"entry 3"])
        assert log.size == 5


def test_a_clock_that_went_back_is_seen_without_the_head_too(folder):
    """The ML-DSA-44 signature of the last checkpoint says when it was made."""
    (folder / "head").unlink()

    with open_log(folder) as log, pytest.raises(LogError, match="the clock is 1 seconds before"):
        log.sign(SIGNERS, time=TIME - 1)


@pytest.mark.parametrize("held", [b"", b"{}", b'{"size":"x","root":""}', b"\xff"])
def test_a_memory_of_what_was_signed_that_was_spoilt_is_not_taken_for_none(tmp_path, folder, held):
    """Else a flipped bit would let an older copy sign."""
    (mark,) = (path for path in (tmp_path / "state").rglob("*") if path.is_file() and not path.suffix)
    mark.write_bytes(held)

    with pytest.raises(LogError, match="should say what was signed last, and does not"):
        open_log(folder)


def test_a_link_in_the_place_of_the_folder_for_files_being_written_empties_nothing(tmp_path, folder):
    """Opening removes what an earlier run left there, and only there."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one").write_text("dear", encoding="utf-8")
    (folder / "tmp").rmdir()
    (folder / "tmp").symlink_to(tmp_path / "letters")

    with pytest.raises(LogError, match="a link in the place of a folder"):
        open_log(folder)
    assert (tmp_path / "letters" / "one").read_text(encoding="utf-8") == "dear"


def test_the_memory_of_what_was_signed_does_not_depend_on_where_one_stands(monkeypatch):
    """Else an older copy would sign, started from another folder."""
    mark = Mark(ORIGIN, Disk(), {"XDG_STATE_HOME": "state", "TELLERS_STATE": ""})

    assert mark.path.is_relative_to(Path.home() / ".local" / "state")
    with pytest.raises(UsageError, match="TELLERS_STATE is not a whole path"):
        Mark(ORIGIN, Disk(), {"TELLERS_STATE": "state"})
    monkeypatch.setattr(Path, "home", _nowhere)
    with pytest.raises(LogError, match="this user has no home folder"):
        Mark(ORIGIN, Disk(), {})


def _nowhere():
    raise RuntimeError
