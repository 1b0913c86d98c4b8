"""A mapping from a stranger, and places to write to that are no files."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.security.conftest import CONTEST, PROCLAMATIONS

MAPPING = """
[dossier]
name = "n"
[[table]]
file = "t.csv"
source = "s"
unit = "{u}"
figures = { A = "a", B = "b" }
"""


@pytest.fixture
def imported(run, tmp_path):
    """A function that imports with this mapping and this contest."""

    def ran(mapping=MAPPING, contest=CONTEST):
        desk = tmp_path / "desk"
        desk.mkdir()
        (desk / "mapping.toml").write_text(mapping)
        (desk / "contest.toml").write_text(
            contest.replace('level = [ { id = "region", name = "region" } ]', "")
        )
        (desk / "proclamations.toml").write_text(PROCLAMATIONS)
        (desk / "t.csv").write_text("u,a,b\nx,1,2\n")
        os.mkfifo(desk / "pipe.csv")
        (tmp_path / "secret.csv").write_text("u,a,b\nsecret,1,2\n")
        return run("import", "--mapping", desk / "mapping.toml", "--to", tmp_path / "made")

    return ran


def test_the_import_these_attacks_start_from_is_sound(imported):
    """What is refused below is refused for the change alone."""
    assert imported().code == 0


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/passwd", "x/../../secret.csv", "/dev/zero", "pipe.csv"]
)
def test_a_mapping_names_no_file_elsewhere(imported, tmp_path, name):
    """A stranger's mapping would else put a reader's file into a dossier that is then published."""
    done = imported(mapping=MAPPING.replace("t.csv", name))

    assert (done.code, "Traceback" in done.err) == (3, False)
    assert "secret" not in done.err.replace("secret.csv", "")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("key", ["contest", "proclamations"])
def test_a_mapping_takes_its_words_from_beside_it(imported, key):
    """And from nowhere else."""
    done = imported(mapping=MAPPING.replace('name = "n"', f'name = "n"\n{key} = "/etc/passwd"'))

    assert (done.code, "a file outside the mapping's folder" in done.err) == (3, True)
    assert "root" not in done.err


def test_a_dossier_that_could_not_be_opened_is_not_made(imported, tmp_path):
    """The rule is refused at the import already."""
    done = imported(contest=CONTEST.replace('"plurality"', '"majority", wins = "A", fraction = "1/0"'))

    assert (done.code, (tmp_path / "made").exists()) == (3, False)
    assert "the fraction '1/0'" in done.err


def test_a_report_does_not_take_the_place_of_a_device_or_a_pipe(sent, run, tmp_path):
    """Run by root, renaming onto /dev/full would remove it for everybody."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    done = run("check", sent(), "--html", pipe)

    assert (done.code, pipe.is_fifo()) == (2, True)
    assert "this is a device or a pipe" in done.err


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_output_is_no_fault_of_tellers(sent, closed):
    """The exit code says what was found all the same."""
    command = f"{sys.executable} -m tellers.cli validate {sent()} {closed}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, "Traceback" in done.stderr + done.stdout) == (0, False)


def test_a_full_disk_is_told_and_agrees_with_nothing(sent):
    """Exit code 3, never 0 or 1."""
    command = f"{sys.executable} -m tellers.cli tally {sent()} > /dev/full"

    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (3, "input or output: No space left on device\n")
