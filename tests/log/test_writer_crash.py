"""Whatever stops a log's writer, and wherever: what was acknowledged is there, and nothing signed is unsaid.

The same small life of a log is lived once for every step it takes on the disk and every way that step can
end: three appends (the second fills a tile), two checkpoints, one of them published twice.
"""

from __future__ import annotations

import pytest
from tests.log.logs import KEYS, SIGNERS, TIME, FailingDisk, PowerLoss, entries, faults

from tellers.errors import LogError
from tellers.log.files import FolderFiles
from tellers.log.opening import make_log, open_log
from tellers.log.tile_tree import TileTree
from tellers.log.tree import hash_leaf

BATCHES = (entries(3), entries(290, start=3), entries(5, start=293))
WAYS = [(how, forgets) for how in ("before", "half", "zeros", "after") for forgets in (False, True)]


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """What this machine remembers of logs is kept in the test's own folder."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))


def live(log, acknowledged, signed):
    """One life of a log; what it was told is kept in the lists."""
    for at, batch in enumerate(BATCHES):
        log.append(batch)
        acknowledged.extend(batch)
        if at:
            signed.append(log.sign(SIGNERS, time=TIME + at))
            log.publish()
    log.publish(signed[-1])


def steps_of_a_life(folder):
    """How many steps a life takes on the disk, opening included."""
    make_log(folder, KEYS)
    disk = FailingDisk(0, "never")
    log = open_log(folder, disk=disk)
    live(log, [], [])
    log.close()
    return disk.steps


def check_whole(folder, acknowledged, signed):
    """Open the log as anybody would after a crash: nothing is lost, nothing is unsaid, it goes on."""
    log = open_log(folder)
    assert log.size >= len(acknowledged)
    if signed:
        assert log.last is not None
        last = log.last.text.split(b"\n")
        assert int(last[1]) >= int(signed[-1].text.split(b"\n")[1])
        texts = {note.text.split(b"\n")[1]: note.text for note in signed}
        assert texts.get(last[1], log.last.text) == log.last.text
    expected = [entry for batch in BATCHES for entry in batch]
    rest = expected[log.size :]
    if rest:
        log.append(rest)
    log.publish(log.sign(SIGNERS, time=TIME + 100))
    tree = TileTree(FolderFiles(folder / "public"), log.edge.head())
    assert [entry for index in (0, 1) for entry in tree.entries(index)] == expected
    log.close()
    assert faults(folder) == []
    assert (folder / "leaves").read_bytes() == b"".join(map(hash_leaf, expected))


def refuses_everything(log):
    """A writer that failed once takes, signs and publishes nothing more."""
    for step in (
        lambda: log.append([b"more"]),
        lambda: log.sign(SIGNERS, time=TIME + 9),
        log.publish,
    ):
        with pytest.raises(LogError, match="writing failed before"):
            step()


def test_a_life_takes_so_many_steps(tmp_path):
    """The number is written down, so that a step nobody meant to add is seen."""
    assert steps_of_a_life(tmp_path / "log") == 55


@pytest.mark.parametrize(("how", "forgets"), WAYS)
def test_a_machine_that_stops_at_any_step_loses_nothing_acknowledged(tmp_path, how, forgets):
    """Every step of a life, each in this way: 440 crashes in all, and a life after each."""
    for at in range(1, steps_of_a_life(tmp_path / "counted") + 1):
        folder = tmp_path / f"log-{at}"
        (tmp_path / "state" / "tellers" / "logs").mkdir(parents=True, exist_ok=True)
        for mark in (tmp_path / "state" / "tellers" / "logs").iterdir():
            mark.unlink()
        make_log(folder, KEYS)
        acknowledged, signed = [], []
        log = open_log(folder, disk=FailingDisk(at, how, forgets=forgets))
        with pytest.raises(PowerLoss):
            live(log, acknowledged, signed)
        log.close()
        check_whole(folder, acknowledged, signed)


@pytest.mark.parametrize("how", ["full", "eio"])
def test_a_disk_that_refuses_stops_the_writer_and_loses_nothing(tmp_path, how):
    """After a full disk, or a sync that failed, this writer refuses everything; a new start goes on."""
    for at in range(1, steps_of_a_life(tmp_path / "counted") + 1):
        folder = tmp_path / f"log-{at}"
        (tmp_path / "state" / "tellers" / "logs").mkdir(parents=True, exist_ok=True)
        for mark in (tmp_path / "state" / "tellers" / "logs").iterdir():
            mark.unlink()
        make_log(folder, KEYS)
        acknowledged, signed = [], []
        log = open_log(folder, disk=FailingDisk(at, how))
        with pytest.raises(LogError, match="the disk did not"):
            live(log, acknowledged, signed)
        refuses_everything(log)
        log.close()
        check_whole(folder, acknowledged, signed)
