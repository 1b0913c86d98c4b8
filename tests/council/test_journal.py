"""The journal loses nothing that it acknowledged: killed, cut at every byte, on a full or faulty disk."""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tellers.council.journal import (
    NOTHING,
    Journal,
    Line,
    encode_line,
    open_journal,
    read_journal,
    read_lines,
)
from tellers.errors import JournalError, UsageError


def clock():
    """Seconds of one afternoon, each a second after the last."""
    seconds = itertools.count()
    return lambda: f"2024-07-31T15:00:{next(seconds):02}Z"


def written(path: Path, events: int = 3) -> bytes:
    """Write some events and return the file."""
    with open_journal(path, clock=clock()) as journal:
        for number in range(events):
            journal.append({"what": "note", "words": f"número {number}"})
    return path.read_bytes()


def test_what_is_written_is_read_again_in_its_order(tmp_path):
    """Numbers from one, times as the clock said, each line chained to the one before."""
    content = written(tmp_path / "a.journal")
    lines = read_journal(tmp_path / "a.journal").lines

    assert [line.sequence for line in lines] == [1, 2, 3]
    assert [line.time[-3:] for line in lines] == ["00Z", "01Z", "02Z"]
    assert lines[0].previous == NOTHING
    assert lines[2].previous == hashlib.sha256(content.splitlines(keepends=True)[1]).hexdigest()


def test_a_journal_cut_at_every_byte_keeps_every_whole_line(tmp_path):
    """What is after the last line end is kept aside, byte for byte, and the sitting goes on."""
    content = written(tmp_path / "whole.journal")
    for cut in range(len(content) + 1):
        path = tmp_path / f"cut-{cut}.journal"
        path.write_bytes(content[:cut])
        with open_journal(path, clock=clock()) as journal:
            kept, aside = len(journal.lines), journal.set_aside
            journal.append({"what": "note", "words": "after"})
        torn = content[:cut].rpartition(b"\n")[2]

        assert kept == content[:cut].count(b"\n")
        assert (path.with_name(aside).read_bytes() if aside else b"") == torn
        assert read_journal(path).lines[-1].event == {"what": "note", "words": "after"}


def test_every_changed_byte_of_a_line_is_seen_by_the_next(tmp_path):
    """A bit turned in any line but the last breaks the chain, and the line that shows it is named."""
    content = written(tmp_path / "a.journal")
    first = content.index(b"\n")
    for place in range(first):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(JournalError, match=r"a.journal, line [12]"):
            read_lines(bytes(changed), where="a.journal")


@pytest.mark.parametrize("taken", [0, 1])
def test_a_line_taken_away_is_seen(tmp_path, taken):
    """The one after it does not follow."""
    lines = written(tmp_path / "a.journal").splitlines(keepends=True)
    del lines[taken]

    with pytest.raises(JournalError, match=f"line {taken + 1}: the chain is broken"):
        read_lines(b"".join(lines), where="a.journal")


@pytest.mark.parametrize(
    "junk",
    [
        b"\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b"\xff\xfe\n",
        b'{"sequence":"1"}\n',
        b"[" * 100_000 + b"\n",
        b"\x00" * 4096 + b"\n",
    ],
)
def test_a_file_that_is_no_journal_is_refused_with_our_own_error(tmp_path, junk):
    """And is not changed."""
    path = tmp_path / "junk.journal"
    path.write_bytes(junk)

    with pytest.raises(JournalError, match=r"junk\.journal, line 1"), open_journal(path, clock=clock()):
        pass
    assert path.read_bytes() == junk


def test_two_terminals_cannot_write_one_sitting(tmp_path):
    """The second is told why; the first goes on."""
    path = tmp_path / "a.journal"
    with open_journal(path, clock=clock()) as journal:
        journal.append({"what": "note"})
        with (
            pytest.raises(UsageError, match="two terminals cannot write one journal"),
            open_journal(path, clock=clock()),
        ):
            pass
        journal.append({"what": "note"})

    assert read_journal(path).whole == 2


class FullDisk:
    """A medium with room for so many bytes; it writes what fits, as a disk does."""

    def __init__(self, room: int) -> None:
        self.room, self.content, self.synced = room, b"", 0

    def write(self, content: bytes) -> None:
        """Keep what fits."""
        fits = content[: self.room - len(self.content)]
        self.content += fits
        if len(fits) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def sync(self) -> None:
        """Say that it is there."""
        self.synced = len(self.content)


class FaultyDisk(FullDisk):
    """A medium that takes everything and does not bring it to the disk."""

    def sync(self) -> None:
        """Fail."""
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def entered_until_full(journal: Journal) -> int:
    """Enter until the disk is full; return how many entries were acknowledged."""
    for acknowledged in range(5):
        try:
            journal.append({"n": 1})
        except JournalError as error:
            return acknowledged if "not entered: no space left on device" in str(error) else -1
    return -1


def test_on_a_full_disk_every_acknowledged_line_is_there_at_every_size():
    """The line that did not fit is told as not entered, and nothing is written after it."""
    line = len(encode_line(Line(sequence=1, time="2024-07-31T15:00:00Z", previous=NOTHING, event={"n": 1})))
    for room in range(3 * line + 2):
        disk = FullDisk(room)
        journal = Journal(medium=disk, clock=lambda: "2024-07-31T15:00:00Z", where="a.journal")
        acknowledged = entered_until_full(journal)
        with pytest.raises(JournalError, match="stopped"):
            journal.append({"n": 1})

        assert read_lines(disk.content, where="a.journal").whole == acknowledged == room // line
        assert len(disk.content) == room


def test_a_disk_that_does_not_keep_stops_the_sitting():
    """Whether the line is there is not known, so none follows it."""
    journal = Journal(medium=FaultyDisk(10**6), clock=clock(), where="a.journal")

    with pytest.raises(JournalError, match="not entered: input/output error"):
        journal.append({"n": 1})
    with pytest.raises(JournalError, match="stopped: input/output error") as stopped:
        journal.append({"n": 2})
    assert "Every entry acknowledged before is safe" in stopped.value.remedy


WRITER = """
import sys
from pathlib import Path
from tellers.council.journal import open_journal
with open_journal(Path(sys.argv[1]), clock=lambda: "2024-07-31T15:00:00Z") as journal:
    print("open", len(journal.lines), flush=True)
    for number in range(100_000):
        line = journal.append({"what": "note", "words": "x" * 5_000})
        print(line.sequence, flush=True)
"""


def test_a_process_killed_in_the_middle_of_writing_loses_nothing_it_acknowledged(tmp_path):
    """Twelve times: killed without warning after some acknowledgements, read, and gone on with."""
    path = tmp_path / "a.journal"
    acknowledged = 0
    for round_ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, encoding="ascii"
        ) as writer:
            assert writer.stdout is not None
            found = int(writer.stdout.readline().split()[1])
            assert found >= acknowledged
            for _ in range(3 + 7 * round_):
                acknowledged = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            rest = [line for line in writer.stdout.read().splitlines() if line.strip()]
        acknowledged = max([acknowledged, *map(int, rest[:-1])])

        assert read_journal(path).whole >= acknowledged
    assert acknowledged >= 12 * 3


def test_the_lock_goes_with_a_killed_process(tmp_path):
    """The next terminal may write at once."""
    path = tmp_path / "a.journal"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(UsageError), open_journal(path, clock=clock()):
            pass
        writer.kill()
    with open_journal(path, clock=clock()) as journal:
        journal.append({"what": "note"})

    assert json.loads(path.read_bytes().splitlines()[-1])["event"] == {"what": "note"}
