"""A dossier is there whole or not at all, whatever stops its writing."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tellers.cli import main
from tellers.dossier import open_dossier

TELLERS = Path(sys.executable).with_name("tellers")
ROWS = b"u,a,b\n" + b"".join(b"%d,2,3\n" % unit for unit in range(1000))


def run(desk, *more: str) -> tuple[int, Path]:
    """Import what lies on the desk with the public command; the exit code and the dossier."""
    to = desk.folder / "dossier"
    return main(["import", "--mapping", str(desk.folder / "mapping.toml"), "--to", str(to), *more]), to


def entries(folder: Path) -> list[str]:
    """Every name in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_bad_row_is_exit_code_3_and_leaves_nothing(desk, capsys):
    """The command tells the row and writes no file."""
    desk.lay(b"u,a,b\n1,-2,3\n")
    before = entries(desk.folder)

    code, _ = run(desk)

    assert code == 3
    assert entries(desk.folder) == before
    assert capsys.readouterr().err.startswith(
        "t.csv: 1 row cannot be read\n  row 2: A is '-2', a negative number\n"
    )


def test_a_dossier_that_is_there_is_replaced_only_when_told(desk, capsys):
    """Without --replace what stands is untouched; with it the new one stands."""
    desk.lay(b"u,a,b\n1,2,3\n")
    assert run(desk)[0] == 0
    desk.lay(b"u,a,b\n1,7,3\n")

    assert run(desk)[0] == 2
    assert "there is something already" in capsys.readouterr().err
    code, to = run(desk, "--replace")

    assert code == 0
    assert open_dossier(to).tally("sheets")[0].figures["A"] == 7
    assert entries(desk.folder) == ["contest.toml", "dossier", "mapping.toml", "proclamations.toml", "t.csv"]


@pytest.mark.parametrize(
    ("file", "expected"),
    [("thesis.txt", "not a dossier, so it is not replaced"), (None, "not a dossier, so it is not replaced")],
)
def test_a_folder_that_is_no_dossier_is_never_replaced(desk, capsys, file, expected):
    """Somebody's folder is not removed for a dossier's sake."""
    desk.lay(b"u,a,b\n1,2,3\n")
    (desk.folder / "dossier").mkdir()
    if file:
        (desk.folder / "dossier" / file).write_text("years of work")

    code, to = run(desk, "--replace")

    assert code == 2
    assert expected in capsys.readouterr().err
    assert entries(to) == ([file] if file else [])


def test_a_dossier_with_anything_else_in_it_is_not_replaced(desk, capsys):
    """A file that the package does not name is somebody's own."""
    desk.lay(b"u,a,b\n1,2,3\n")
    _, to = run(desk)
    (to / "notes.txt").write_text("mine")

    assert run(desk, "--replace")[0] == 2
    assert "there are files that are no part of the dossier: notes.txt" in capsys.readouterr().err
    assert (to / "notes.txt").read_text() == "mine"


def test_a_full_disk_is_told_and_leaves_what_was_there(desk):
    """Where no more can be written, the old dossier stands and nothing lies beside it."""
    desk.lay(ROWS)
    assert run(desk)[0] == 0
    whole = (desk.folder / "dossier" / "datapackage.json").read_bytes()
    before = entries(desk.folder)

    done = subprocess.run(
        [TELLERS, "import", "--replace", "--mapping", "mapping.toml", "--to", "dossier"],
        cwd=desk.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        # No file may grow past a kilobyte: what a disk without room does to every write.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
    )

    assert done.returncode == 2
    assert "cannot be written: " in done.stderr
    assert "nothing was left half-written" in done.stderr
    assert entries(desk.folder) == before
    assert (desk.folder / "dossier" / "datapackage.json").read_bytes() == whole


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(desk, capsys):
    """The refusal says so, and says what to do."""
    desk.lay(b"u,a,b\n1,2,3\n")
    desk.folder.chmod(0o555)
    try:
        code, _ = run(desk)
    finally:
        desk.folder.chmod(0o755)

    assert code == 2
    assert "cannot be written: permission denied" in capsys.readouterr().err


def test_a_file_where_a_folder_is_needed_is_told(desk, capsys):
    """So is a path through a file."""
    desk.lay(b"u,a,b\n1,2,3\n")

    code = main(
        ["import", "--mapping", str(desk.folder / "mapping.toml"), "--to", str(desk.folder / "t.csv" / "x")]
    )

    assert code == 2
    assert "cannot be written: file exists" in capsys.readouterr().err


def test_an_import_that_is_killed_leaves_no_dossier_in_the_making_at_its_place(desk):
    """Killed while the new dossier is half-written, the old one still stands, whole."""
    desk.lay(b"u,a,b\n1,2,3\n")
    assert run(desk)[0] == 0
    desk.lay(b"u,a,b\n" + b"".join(b"%d,2,3\n" % unit for unit in range(400_000)))

    working = subprocess.Popen(
        [TELLERS, "import", "--replace", "--mapping", "mapping.toml", "--to", "dossier"], cwd=desk.folder
    )
    deadline = time.monotonic() + 60
    while not list(desk.folder.glob(".dossier-*/units.parquet")) and time.monotonic() < deadline:
        time.sleep(0.001)
    working.send_signal(signal.SIGKILL)

    assert working.wait() == -signal.SIGKILL
    assert list(desk.folder.glob(".dossier-*/units.parquet"))
    assert open_dossier(desk.folder / "dossier").tally("sheets")[0].units == 1


def test_every_file_of_a_dossier_says_where_it_comes_from(desk):
    """The package lists each file with its hash, its columns, its source and its licence."""
    desk.lay(b"u,a,b\n1,2,3\n")
    _, to = run(desk)

    package = json.loads((to / "datapackage.json").read_bytes())

    assert [resource["path"] for resource in package["resources"]] == [
        "contest.toml",
        "proclamations.toml",
        "records/mayor/sheets.parquet",
        "units.parquet",
    ]
    records = package["resources"][2]
    assert records["sources"] == [{"title": "made for a test", "path": "t.csv"}]
    assert records["licenses"] == [
        {
            "name": "none stated",
            "tellers:name": {
                "en": "none stated",
                "es": "no declarada",
                "fr": "non déclarée",
                "pt": "não declarada",
            },
        }
    ]
    assert records["hash"].startswith("sha256:")
    assert [field["name"] for field in records["schema"]["fields"]][-2:] == ["A", "B"]
