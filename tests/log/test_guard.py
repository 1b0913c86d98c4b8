"""Who may write to a log: every way to end up with two writers, or an older state, and what is said then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from tests.log.logs import KEYS, ORIGIN, SIGNERS, TIME, entries, faults, published

from tellers.errors import LogError
from tellers.log.disk import Disk
from tellers.log.guard import Mark, file_numbers
from tellers.log.opening import make_log, open_log
from tellers.log.tree import TreeHead

ADOPT = (
    "  do:       If that log is gone for ever and nobody else continues it, say `tellers log adopt` for "
    "this folder; ask its witnesses first what they saw last."
)
OLDER = (
    "  do:       This is an older state of the log, as a backup is, or another log of the same name. "
    "Do not sign with it: find the folder that signed last."
)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """What this machine remembers of logs is kept in the test's own folder."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def folder(tmp_path):
    """A log of five entries, closed."""
    published(tmp_path / "log", 5).close()
    return tmp_path / "log"


def refusal(folder, **words):
    """The story of why a folder is not opened."""
    with pytest.raises(LogError) as told:
        open_log(folder, **words)
    return told.value.diagnostics()


def grow(folder, time=TIME + 10):
    """Three entries more, signed and published."""
    log = open_log(folder)
    log.append(entries(3, start=log.size))
    log.publish(log.sign(SIGNERS, time=time))
    log.close()


def test_a_second_writer_is_refused_while_the_first_lives(folder):
    """In this process, in another, and no longer once the first has closed."""
    told = (
        f"{folder}: another process is writing to this log\n"
        "  do:       Wait until it has ended, or end it; two writers would sign two histories."
    )
    log = open_log(folder)
    assert refusal(folder) == told
    assert refusal(folder, adopt=True) == told
    other = (
        "import sys, pathlib\n"
        "from tellers.log.opening import open_log\n"
        "from tellers.errors import LogError\n"
        "try:\n    open_log(pathlib.Path(sys.argv[1]))\n"
        "except LogError as error:\n    print(error.diagnostics())\n"
    )
    words = [sys.executable, "-c", other, str(folder)]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == f"{told}\n"
    log.close()
    open_log(folder).close()


def test_a_copied_folder_is_refused_and_may_be_adopted(tmp_path, folder):
    """Not the folder it was made from; once the copy was adopted and went on, the first is refused."""
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)

    assert refusal(copy) == (
        f"{copy}: this folder is a copy of a log, or was restored from a backup\n"
        "  expected: the files that the log was made with\n" + ADOPT
    )
    open_log(folder).close()
    open_log(copy, adopt=True).close()
    grow(copy)
    assert faults(copy) == []
    assert refusal(folder) == (
        f"{folder}: this machine signed 8 entries, and this folder holds a checkpoint of 5\n" + OLDER
    )


def test_a_folder_that_is_moved_is_the_same(tmp_path, folder):
    """Its journal keeps its number; the name of the folder counts for nothing."""
    folder.rename(tmp_path / "moved")

    grow(tmp_path / "moved")

    assert faults(tmp_path / "moved") == []


def test_a_backup_restored_in_place_is_refused_even_adopted(tmp_path, folder):
    """New files under the old name are a copy; and this machine signed more since."""
    shutil.copytree(folder, tmp_path / "backup")
    grow(folder)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)

    assert refusal(folder).startswith(f"{folder}: this folder is a copy of a log, or was restored")
    assert refusal(folder, adopt=True) == (
        f"{folder}: this machine signed 8 entries, and this folder holds a checkpoint of 5\n" + OLDER
    )


def test_a_backup_whose_bytes_are_written_into_the_same_files_is_refused(tmp_path, folder):
    """The numbers of the files are the log's own; what this machine remembers is not."""
    shutil.copytree(folder, tmp_path / "backup")
    grow(folder)
    for path in (tmp_path / "backup").rglob("*"):
        if path.is_file():
            (folder / path.relative_to(tmp_path / "backup")).write_bytes(path.read_bytes())

    assert refusal(folder) == (
        f"{folder}: this machine signed 8 entries, and this folder holds a checkpoint of 5\n" + OLDER
    )


def test_a_backup_on_another_machine_is_adopted_at_its_own_peril(tmp_path, folder, monkeypatch):
    """Nothing there remembers more than the backup: the witnesses do, and the message says to ask them."""
    shutil.copytree(folder, tmp_path / "backup")
    grow(folder)
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "another machine"))

    assert ADOPT in refusal(tmp_path / "backup")
    log = open_log(tmp_path / "backup", adopt=True)
    assert log.size == 5
    log.close()


def test_a_mark_ahead_of_the_folder_is_refused(folder):
    """By a size, or by another root of the same size."""
    mark = Mark(ORIGIN, Disk())
    here = mark.read()
    mark.write(TreeHead(9, bytes(32)))
    assert refusal(folder) == (
        f"{folder}: this machine signed 9 entries, and this folder holds a checkpoint of 5\n" + OLDER
    )
    mark.write(TreeHead(5, bytes(32)))
    assert refusal(folder) == (
        f"{folder}: this machine signed another root for 5 entries than this folder holds\n" + OLDER
    )
    mark.write(TreeHead(4, bytes(32)))  # as when the machine stopped between signing and remembering
    open_log(folder).close()
    mark.write(here)
    open_log(folder).close()


def test_the_number_of_a_file_given_again_is_told_apart_by_its_generation(tmp_path):
    """Ten files made and removed under one name: many bear one number, and each is another."""
    numbers = []
    for _ in range(10):
        (tmp_path / "journal").write_bytes(b"")
        numbers.append(file_numbers(tmp_path / "journal"))
        (tmp_path / "journal").unlink()
    if numbers[0][1] is None:
        pytest.skip("this file system keeps no generations")

    assert len(set(numbers)) == 10


@pytest.mark.parametrize("content", [b"", b"\x00", b"{}", b'{"size": "x", "root": "00"}', b'{"size": "5"}'])
def test_a_mark_that_cannot_be_read_stops_and_is_not_taken_for_nothing(folder, content):
    """What it knew may be later than any folder: a person asks the witnesses, and then removes it."""
    mark = Mark(ORIGIN, Disk())
    mark.path.write_bytes(content)

    with pytest.raises(LogError, match="this file should say what was signed last, and does not"):
        mark.read()
    with pytest.raises(LogError, match="this file should say what was signed last, and does not"):
        grow(folder)
    mark.path.unlink()
    grow(folder)
    assert mark.read().size == 8


def test_a_public_folder_ahead_of_the_journal_is_refused(tmp_path, folder, monkeypatch):
    """Whoever put it there: what the world was shown cannot be unsaid."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "other state"))
    published(tmp_path / "other", 7).close()
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    shown = (tmp_path / "other" / "public" / "checkpoint").read_bytes()
    (folder / "public" / "checkpoint").write_bytes(shown)

    assert refusal(folder) == (
        f"{folder}: the public folder shows 7 entries, and this folder holds a checkpoint of 5\n" + OLDER
    )


def test_another_log_of_the_same_name_is_refused_on_this_machine(tmp_path):
    """Two logs with one origin are two histories of it."""
    published(tmp_path / "first", 5).close()
    second = tmp_path / "second"
    make_log(second, KEYS)

    assert refusal(second) == (
        f"{second}: this machine signed 5 entries, and this folder holds a checkpoint of 0\n" + OLDER
    )


@pytest.mark.parametrize("lost", ["nothing", "head"])
def test_a_clock_that_went_back_signs_nothing(folder, lost):
    """By one second, also after a new start, also where the file `head` was lost; the log goes on after."""
    if lost == "head":
        (folder / "head").unlink()
    log = open_log(folder)
    log.append([b"more"])
    with pytest.raises(LogError) as told:
        log.sign(SIGNERS, time=TIME - 1)
    assert told.value.diagnostics() == (
        f"{folder}: the clock is 1 seconds before the last checkpoint\n"
        "  do:       Set the clock of this machine right; a checkpoint is never dated before another."
    )
    log.sign(SIGNERS, time=TIME)
    log.close()


def test_a_folder_without_a_log_and_one_that_is_not_empty_are_told(tmp_path, folder):
    """A log is begun once."""
    (tmp_path / "nothing").mkdir()
    assert refusal(tmp_path / "nothing") == (
        f"{tmp_path / 'nothing'}: there is no log here\n  do:       `tellers log init` makes one."
    )
    with pytest.raises(LogError, match="the folder is not empty"):
        make_log(folder, KEYS)


def test_a_state_folder_that_cannot_be_made_stops_signing(tmp_path, folder, monkeypatch):
    """What is signed must be remembered twice; nothing is published then."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "file"))
    log = open_log(folder)
    log.append([b"more"])
    with pytest.raises(LogError, match="no place to remember what was signed") as told:
        log.sign(SIGNERS, time=TIME)
    log.close()
    assert told.value.remedy == (
        "Name a folder of this machine in TELLERS_STATE; not one inside the log's folder."
    )
    assert b"\n5\n" in (folder / "public" / "checkpoint").read_bytes()


def test_the_mark_stands_where_the_environment_says(tmp_path, monkeypatch):
    """TELLERS_STATE, or XDG_STATE_HOME, or the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    places = [
        Mark("a", Disk(), environment).path.parent
        for environment in (
            {"TELLERS_STATE": f"{tmp_path}/one", "XDG_STATE_HOME": f"{tmp_path}/two"},
            {"XDG_STATE_HOME": f"{tmp_path}/two"},
            {},
        )
    ]
    assert [os.fspath(place.relative_to(tmp_path)) for place in places] == [
        "one/tellers/logs",
        "two/tellers/logs",
        "home/.local/state/tellers/logs",
    ]
