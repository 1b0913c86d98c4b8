"""The live program in a real terminal: typed, killed without warning, gone on with."""

from __future__ import annotations

import os
import pty
import re
import resource
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tellers.council.journal import open_journal, read_journal
from tellers.council.sitting import fold

ENTERED = re.compile(r"#(\d+)(?: to #(\d+))? ")
PATIENCE = 60
"""Seconds for a program to start on a machine that is busy."""


class Terminal:
    """A program on a pseudo-terminal of 200 columns."""

    def __init__(self, *arguments: str | Path) -> None:
        self.outside, inside = pty.openpty()
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tellers.cli", *map(str, arguments)],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**os.environ, "COLUMNS": "200", "TERM": "dumb"},
            start_new_session=True,
        )
        os.close(inside)
        self.seen = ""

    def read_until(self, wanted: str) -> str:
        """Read until these words were printed; return what was read, folded lines as one."""
        begun, new = time.monotonic(), ""
        while wanted not in new:
            if time.monotonic() - begun > PATIENCE:
                raise AssertionError(f"{wanted!r} did not come; there was {new!r}")
            if select.select([self.outside], [], [], 0.2)[0]:
                try:
                    new += os.read(self.outside, 65_536).decode("utf-8", "replace")
                except OSError:  # the program is gone, and its side of the terminal with it
                    break
        self.seen += new
        return " ".join(new.split()) + " "

    def type(self, line: str) -> None:
        """Type a line and its end."""
        os.write(self.outside, f"{line}\n".encode())

    def kill(self) -> None:
        """End it without warning, as a machine that loses its power."""
        self.program.send_signal(signal.SIGKILL)
        self.close()

    def close(self) -> int:
        """Wait for its end and read what is left."""
        code = self.program.wait(PATIENCE)
        while select.select([self.outside], [], [], 0)[0]:
            try:
                left = os.read(self.outside, 65_536)
            except OSError:
                break
            self.seen += left.decode("utf-8", "replace")
            if not left:
                break
        os.close(self.outside)
        return code

    @property
    def acknowledged(self) -> int:
        """The highest number it has shown."""
        return max((int(found[2] or found[1]) for found in ENTERED.finditer(self.seen)), default=0)


@pytest.fixture
def start():
    """A function that starts a program in a terminal of its own; none outlives its test."""
    started: list[Terminal] = []

    def begun(*arguments: str | Path) -> Terminal:
        started.append(Terminal(*arguments))
        return started[-1]

    yield begun
    for terminal in started:
        if terminal.program.poll() is None:
            terminal.kill()


def test_a_vote_is_held_in_the_terminal(start, oas, tmp_path):
    """Attendance, a question, an ambiguous name that is asked about, a refusal, the close."""
    terminal = start("council", "sit", tmp_path / "a.journal", "--body", oas, "--on", "2024-07-31")
    terminal.read_until("> ")
    terminal.type("item 1 ordinary A text")
    assert "18 needed: more than half of 34 members: 18." in terminal.read_until("1> ")
    terminal.type("for saint")
    assert "“saint” may be: 1 Saint Kitts and Nevis 2 Saint Lucia" in terminal.read_until(
        "number, or nothing: "
    )
    terminal.type("2")
    assert "Saint Lucia: in favour." in terminal.read_until("1> ")
    terminal.type("for nicaragua")
    assert "Nicaragua is not a member on 2024-07-31." in terminal.read_until("1> ")
    terminal.type("abstain mexico")
    assert "in favour 1, against 0, abstaining 1" in terminal.read_until("1> ")
    terminal.type("?")
    assert "a new record in place of the old one" in terminal.read_until("1> ")
    terminal.type("close")
    assert "Item 1: not adopted." in terminal.read_until("> ")
    terminal.type("quit")

    assert terminal.close() == 0
    sitting = fold(read_journal(tmp_path / "a.journal").lines, where="a.journal")
    assert sitting.find("1").positions == {"saint-lucia": "for", "mexico": "abstain"}


def test_killed_in_the_middle_of_a_vote_nothing_acknowledged_is_lost(start, oas, tmp_path):
    """Five times: typed ahead, killed, opened again, gone on with; then the vote is closed."""
    journal = tmp_path / "a.journal"
    names = ["argentina", "bahamas", "belize", "bolivia", "brazil", "canada", "chile", "colombia", "ecuador",
             "grenada", "guatemala", "guyana", "haiti", "honduras", "jamaica", "mexico", "panama", "paraguay",
             "peru", "uruguay"]  # fmt: skip
    terminal = start("council", "sit", journal, "--body", oas, "--on", "2024-07-31")
    terminal.read_until("> ")
    terminal.type("item 1 ordinary A text")
    terminal.read_until("1> ")
    for round_ in range(5):
        for name in names[4 * round_ : 4 * round_ + 4]:
            terminal.type(f"for {name}")
        terminal.read_until(f"{names[4 * round_ + round_ % 3].capitalize()}: in favour.")
        terminal.kill()
        acknowledged = terminal.acknowledged
        kept = read_journal(journal)

        assert kept.whole >= acknowledged
        terminal = start("council", "sit", journal)
        again = terminal.read_until("1> ")
        assert f"#{kept.whole} " in again
    held = fold(read_journal(journal).lines, where="a.journal").find("1").positions
    terminal.type("close")
    assert f"Count: in favour {len(held)}," in terminal.read_until("> ")
    terminal.type("quit")

    assert terminal.close() == 0
    assert len(held) >= 5


def test_the_end_of_input_leaves_the_sitting_as_it_is(start, oas, tmp_path):
    """Ctrl-D at the prompt."""
    terminal = start("council", "sit", tmp_path / "a.journal", "--body", oas, "--on", "2024-07-31")
    terminal.read_until("> ")
    os.write(terminal.outside, b"\x04")

    assert terminal.close() == 0
    assert read_journal(tmp_path / "a.journal").whole == 1


def test_a_torn_line_is_told_when_the_sitting_is_opened_again(start, oas, tmp_path):
    """And kept beside it; nothing that was acknowledged is in it."""
    journal = tmp_path / "a.journal"
    terminal = start("council", "sit", journal, "--body", oas, "--on", "2024-07-31")
    terminal.read_until("> ")
    terminal.kill()
    with journal.open("ab") as stream:
        stream.write(b'{"sequence":2,"time":"20')
    terminal = start("council", "sit", journal)
    told = terminal.read_until("> ")
    terminal.kill()

    assert "A last line that was never acknowledged was torn off and kept in a.journal.torn-2-" in told
    assert [path.read_bytes() for path in tmp_path.glob("a.journal.torn-*")] == [b'{"sequence":2,"time":"20']


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "line 4: Peru is recorded already"),
        ("es", "línea 4: Perú ya consta"),
        ("pt", "linha 4: Peru já consta"),
        ("fr", "ligne 4 : Pérou est déjà enregistré"),
    ],
)
def test_from_a_file_the_first_refusal_ends_it_with_its_line(run, oas, tmp_path, language, told):
    """What was before is entered; what is after was not read."""
    lines = tmp_path / "lines.txt"
    lines.write_text("# a comment\nitem 1 ordinary T\nfor peru\nfor peru\nfor chile\n", encoding="utf-8")
    done = run(
        "council", "sit", tmp_path / "a.journal", "--body", oas, "--on", "2024-07-31", "--commands", lines,
        "--lang", language,
    )  # fmt: skip

    assert done.code == 2
    assert told in " ".join(done.err.split())
    assert read_journal(tmp_path / "a.journal").whole == 3


def test_on_a_full_disk_the_sitting_stops_and_nothing_acknowledged_is_lost(oas, tmp_path):
    """There is room for six lines: what was shown is there, and it goes on where there is room."""
    journal = tmp_path / "a.journal"
    names = ("argentina", "bahamas", "belize", "bolivia", "brazil", "canada", "chile", "colombia", "ecuador")
    lines = "".join(f"here {name}\n" for name in names * 2)
    command = [sys.executable, "-m", "tellers.cli", "council", "sit"]
    six = "".join(f"here {name}\n" for name in names[:6])
    room = tmp_path / "room.journal"
    subprocess.run(
        [*command, room, "--body", oas], input=six, encoding="utf-8", check=True, capture_output=True
    )
    limit = (room.stat().st_size + 20, resource.RLIM_INFINITY)
    full = subprocess.run(
        [*command, journal, "--body", oas],
        input=lines.replace("\nhere argentina", "\ngone argentina", 1),
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    shown = max(int(found[1]) for found in ENTERED.finditer(full.stdout))

    assert full.returncode == 3
    assert "not entered: file too large" in full.stderr
    assert "Every entry acknowledged before is safe" in full.stderr
    assert read_journal(journal).whole == shown
    with open_journal(journal, clock=lambda: "2024-07-31T15:00:00Z") as again:
        assert again.set_aside.startswith(f"a.journal.torn-{shown + 1}-")


def test_a_sitting_is_piped_in(oas, tmp_path):
    """The same lines on standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "tellers.cli", "council", "sit", tmp_path / "a.journal", "--body", oas],
        input="here peru, chile\nitem 1 ordinary T\nfor peru, chile\nclose\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0
    assert "2 for; more than half of 34 members: 18; 16 too few." in " ".join(done.stdout.split())


def test_a_journal_goes_on_with_its_own_body_only(run, oas, tmp_path):
    """A body's file that has changed since is another."""
    lines = tmp_path / "lines.txt"
    lines.write_text("", encoding="utf-8")
    first = run("council", "sit", tmp_path / "a.journal", "--body", oas, "--commands", lines)
    oas.write_bytes(oas.read_bytes() + b"# a comment\n")
    second = run("council", "sit", tmp_path / "a.journal", "--body", oas, "--commands", lines)
    without = run("council", "sit", tmp_path / "b.journal", "--commands", lines)

    assert (first.code, second.code, without.code) == (0, 2, 2)
    assert "The journal was opened with another file of the body" in second.err
    assert not (tmp_path / "b.journal").exists()


def test_a_broken_journal_is_shown_to_nobody(run, oas, tmp_path):
    """The line is named, and the exit code says that it cannot be read."""
    lines = tmp_path / "lines.txt"
    lines.write_text("here peru\nhere chile\n", encoding="utf-8")
    run("council", "sit", tmp_path / "a.journal", "--body", oas, "--commands", lines)
    journal = tmp_path / "a.journal"
    journal.write_bytes(journal.read_bytes().replace(b'"seat":"peru"', b'"seat":"cuba"'))
    done = run("council", "sitting", journal)

    assert done.code == 3
    assert "a.journal, line 3: the chain is broken" in done.err
