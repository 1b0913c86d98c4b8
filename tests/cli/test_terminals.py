"""Pipes, colours, terminals and what a command loads to start."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import time

from tellers.cli import progress
from tellers.cli.progress import counted_off, shown_count


def test_the_program_starts_as_a_module_and_lists_its_commands(start):
    """Each with what it does."""
    done = start("--help")

    assert done.code == 0
    assert "check    Check what was proclaimed against the records of a dossier." in done.out
    assert "recheck  Derive every number of a findings file again" in done.out


def test_help_loads_neither_the_table_engine_nor_the_catalogues():
    """What is heavy is loaded when it is needed."""
    program = (
        "import sys\nfrom tellers.cli import main\nmain(['--help'])\n"
        "print(sorted({'duckdb', 'babel', 'msgspec'} & set(sys.modules)))"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)

    assert told.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_fault(dossier):
    """As `| head -1` does: no message, and an exit code that does not say "agrees"."""
    command = f"{sys.executable} -m tellers.cli tally {dossier} --by unit"
    told = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert told.stderr == ""
    assert told.stdout.splitlines()[0] == "A made vote · official"
    assert told.stdout.splitlines()[1] in {"0", "141"}  # 0 where all was written before head went


def test_a_pipe_that_is_closed_from_the_first_letter_gives_141(dossier):
    """Nobody reads at all."""
    program = "import sys\nfrom tellers.cli import main\nsys.exit(main(sys.argv[1:]))"
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run(
        [sys.executable, "-c", program, "tally", dossier],
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writing)

    assert (told.returncode, told.stderr) == (141, "")


def test_output_to_no_terminal_is_neither_folded_nor_coloured(start, dossier):
    """One block, whatever its width, and no escape sequence; nothing on standard error."""
    done = start("tally", dossier, "--by", "region")

    assert done.out.splitlines()[2] == ("region  name     units  List A  List B  List C  valid  null  voters")
    assert "\x1b" not in done.out
    assert done.err == ""


def on_a_terminal(*arguments: object, **environment: str) -> str:
    """Run the program with a terminal for its output, and return what it wrote there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tellers.cli", *map(str, arguments)],
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"} | environment,
    ) as program:
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            written += piece
        program.wait()
    os.close(ours)
    return written.decode()


def test_no_color_is_respected_on_a_terminal():
    """Help is coloured there, but not when the reader asks for none."""
    assert "\x1b[3" in on_a_terminal("check", "--help", NO_COLOR="")
    assert "\x1b[3" not in on_a_terminal("check", "--help", NO_COLOR="1")


def test_a_name_in_a_dossier_cannot_write_elsewhere_on_the_screen():
    """Control characters and marks that turn the direction of writing are replaced."""
    from tellers.cli.tables import Column, Table  # noqa: PLC0415 (the only test of this file that needs it)

    table = Table(title="\x1b[2J", columns=(Column("a\u202eb"),), rows=[["\x07bell"]])

    assert table.as_text(80, "en") == "�[2J\n\na�b\n─────\n�bell\n"


class Screen(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_what_takes_long_is_counted_on_a_terminal_and_nowhere_else(monkeypatch):
    """The number stands before what is counted; a pipe gets nothing.

    The picture is there while nothing more is told: whoever waits sees that something goes on.
    """
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "BETWEEN", 0)
    shown = {}
    for screen in (Screen(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", screen)
        with shown_count("entries read", 300) as told:
            assert list(counted_off(iter("abc"), told)) == ["a", "b", "c"]
            told(254)
            until = time.monotonic() + 30
            while screen.isatty() and "257" not in screen.getvalue() and time.monotonic() < until:
                time.sleep(0.01)
        shown[type(screen)] = screen.getvalue()

    assert "257 entries read" in shown[Screen]
    assert shown[io.StringIO] == ""


def test_french_keeps_its_blanks_on_a_screen(start):
    """No mark of something hidden stands before a colon."""
    done = start(
        "council", "members", "examples/made-council/body.toml", "--lang", "fr", "--on", "2031-05-18"
    )

    assert "\N{REPLACEMENT CHARACTER}" not in done.out
    assert "Adopté par plus de la moitié de 10 membres\u00a0: 6." in done.out
