"""What is refused: one clear text on standard error, an exit code, nothing on standard output."""

from __future__ import annotations

import re

import pytest

from tellers.cli.app import app


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], 'Unknown command "chek". Did you mean "check"?'),
        (["check"], "DOSSIER is missing.\n  do:       tellers check --help\n"),
        (["compare", "here", "v1"], "SOURCE is missing.\n  do:       tellers compare --help\n"),
        (["import"], "is missing.\n  do:       tellers import --help\n"),
        (["check", "here", "--htm"], "Unknown option: --htm. Did you mean --html?"),
        (["check", "here", "--html"], "--html asks for a FILE.\n"),
        (["check", "here", "there"], "Too much: there.\n  do:       tellers check --help\n"),
        (["tally", "here", "--by"], "--by asks for a LEVEL.\n"),
        (["draft", "verify", "here", "--version", "v1"], "Unknown option: --version"),
        (["check", "here", "--version"], "Unknown option: --version"),
        (
            ["tally", "here", "--lang", "xx"],
            'Invalid value "xx" for --lang. Choose from: "en", "es", "pt", "fr".',
        ),
    ],
)
def test_a_command_line_that_is_wrong_is_told_with_the_way_out(run, arguments, told):
    """Exit code 2, in the words of the help, without a trace of the program's insides."""
    done = run(*arguments)

    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_level_that_does_not_exist_is_answered_with_those_that_do(run, dossier):
    """The unit itself is one of them."""
    done = run("tally", dossier, "--by", "state")

    assert (done.code, done.out) == (2, "")
    assert "there is no level 'state'" in done.err
    assert "expected: region, centre, unit" in done.err


@pytest.mark.parametrize("command", [["tally", "--source", "nobody"], ["compare", "official", "nobody"]])
def test_a_source_that_does_not_exist_is_answered_with_those_that_do(run, dossier, command):
    """And with the command that shows what the dossier holds."""
    done = run(command[0], dossier, *command[1:])

    assert (done.code, done.out) == (2, "")
    assert "there is no source 'nobody'\n  expected: official, mirror\n" in done.err
    assert f"tellers show {dossier}" in done.err


def test_a_unit_without_its_zeros_is_proposed(run, dossier):
    """A spreadsheet takes them away."""
    done = run("show", dossier, "1.01.01")

    assert done.code == 2
    assert "there is no unit '1.01.01'\n  expected: 01.01.01\n" in done.err


def test_a_contest_or_unit_that_does_not_exist_is_told(run, dossier):
    """Each with what there is, or how to list it."""
    contest, unit = run("tally", dossier, "--contest", "mayor"), run("show", dossier, "99.99")

    assert (contest.code, unit.code) == (2, 2)
    assert "there is no contest 'mayor'\n  expected: vote\n" in contest.err
    assert "there is no unit '99.99'" in unit.err
    assert "tellers tally" in unit.err


@pytest.mark.parametrize("command", ["check", "tally", "show"])
def test_a_folder_that_is_no_dossier_cannot_be_read(run, tmp_path, command):
    """Exit code 3, and how to make one."""
    done = run(command, tmp_path)

    assert (done.code, done.out) == (3, "")
    assert "this is not a dossier" in done.err
    assert "tellers init" in done.err


def test_a_report_into_a_folder_that_does_not_exist_is_refused(run, dossier, tmp_path):
    """The folder is named, and nothing is made."""
    done = run("check", dossier, "--rows", tmp_path / "nowhere" / "rows.csv")

    assert (done.code, done.out) == (2, "")
    assert "there is no such folder" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_our_own_is_not_taken_for_findings(run, dossier, monkeypatch):
    """What nobody foresaw has an exit code of its own, and asks to be reported."""

    def fault(_path):
        raise ZeroDivisionError

    monkeypatch.setattr("tellers.dossier.open_dossier", fault)
    done = run("tally", dossier)

    assert done.code == 70
    assert "ZeroDivisionError" in done.err
    assert done.err.endswith("This is a fault of Tellers. Please report it with the lines above.\n")


@pytest.mark.parametrize(
    "happened",
    [
        (KeyboardInterrupt(), (130, "", "stopped; nothing was left half-written\n")),
        (
            PermissionError(13, "Permission denied", "units.parquet"),
            (3, "", "units.parquet: Permission denied\n"),
        ),
    ],
)
def test_accidents_have_exit_codes_of_their_own(run, dossier, monkeypatch, happened):
    """Stopped by the keyboard; a file that may not be read."""
    raised, expected = happened

    def accident(_path):
        raise raised

    monkeypatch.setattr("tellers.dossier.open_dossier", accident)

    assert run("tally", dossier) == expected


def test_the_help_is_in_the_readers_words(run):
    """No type of the program's language, and no default of empty quotes, in any help."""
    for command in ["check", "tally", "compare", "show", "init", "import", "validate", "recheck"]:
        done = run(command, "--help")

        assert done.code == 0
        assert re.findall(r"\b(?:STR|PATH|CHOICE|BOOL|INT)\b|\[default|\"\"", done.out) == []
        assert app[command].name == (command,)
