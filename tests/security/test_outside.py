"""Nothing outside the dossier is read: links, pipes, devices, names with stars, the network."""

from __future__ import annotations

import os
import subprocess
import sys

import duckdb
import pytest
from tests.security.conftest import CONTEST, sealed

from tellers.dossier import open_dossier

COMMANDS = ("check", "validate", "tally", "show")


@pytest.mark.parametrize("name", ["contest.toml", "proclamations.toml", "datapackage.json", "units.parquet"])
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_a_file_that_is_no_file_is_refused_and_not_waited_for(sent, run, tmp_path, name, kind):
    """A pipe would be read for ever, a device until the memory is full, a link leads elsewhere."""
    folder = sent()
    place = folder / name
    if kind == "link":
        place.rename(tmp_path / "elsewhere")
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.unlink()
        os.mkfifo(place) if kind == "pipe" else place.symlink_to("/dev/zero")

    for command in COMMANDS:
        done = run(command, folder)
        assert (done.code, "Traceback" in done.err) == (3, False)


def test_a_folder_that_is_a_link_does_not_lead_out(sent, run, tmp_path):
    """Every part of a path is looked at, not the last alone."""
    folder = sent()
    (folder / "records").rename(tmp_path / "elsewhere")
    (folder / "records").symlink_to(tmp_path / "elsewhere")

    done = run("check", folder)

    assert done.code == 3
    assert "records/vote/s.parquet: declared, and not there" in done.err


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "C:/x", "a\\b", "~/x", "s3://a/b", "registers/*.parquet", "[ab].toml"]
)
def test_a_path_that_could_lead_out_is_refused(sent, run, path):
    """By its form alone: nothing at that path is looked at."""
    resource = {"name": "x", "path": path, "bytes": 1, "hash": "sha256:00"}

    done = run("check", sent(resources=[resource]))

    assert done.code == 3
    assert "a path leaves the dossier" in done.err


def test_the_table_engine_opens_nothing_outside_and_no_query_can_change_that(sent, tmp_path):
    """Should a name ever stand in a query unquoted, it reads what the dossier holds and no more."""
    (tmp_path / "secret.csv").write_text("a\n1\n")
    connection = open_dossier(sent()).tables.connection

    for query in (
        f"from read_csv('{tmp_path}/secret.csv')",
        f"from read_csv('{tmp_path}/sent/../secret.csv')",
        "from read_text('https://example.org/')",
        f"copy (select 1) to '{tmp_path}/written.csv'",
        "install httpfs",
        "load httpfs",
    ):
        with pytest.raises(
            duckdb.Error, match=r"disabled by configuration|Cannot access|not found|Permission"
        ):
            connection.execute(query)
    with pytest.raises(duckdb.Error, match="locked"):
        connection.execute("set enable_external_access = true")


def test_a_check_opens_files_of_the_dossier_and_of_python_and_no_socket(sent, tmp_path):
    """Told by Python's audit events, in a process of its own; the table engine's files are the test above."""
    folder = sent(contest=CONTEST.replace("Ana", "/etc/hostname"))
    program = f"""
import sys
seen = []
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str): seen.append(arguments[0])
    if event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess", "os.system", "os.exec")):
        seen.append("FORBIDDEN " + event)
import tellers.flow, tellers.cli, tellers.report.text, tellers.report.html, tellers.report.findings_json
sys.addaudithook(hook)
from tellers.cli import main
main(["check", {str(folder)!r}, "--html", "o.html", "--json", "o.json"])
ours = ({str(tmp_path)!r}, sys.prefix, sys.base_prefix, ".o.", "o.", *(p for p in sys.path if p))
print("\\nOUTSIDE", [s for s in seen if not s.startswith(ours)])
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False, cwd=tmp_path
    )

    outside = told.stdout.split("\nOUTSIDE ")[1]
    assert [s for s in eval(outside) if not s.startswith(("/usr/share/zoneinfo", "/dev/null"))] == []  # noqa: S307 (our own list)


def test_a_file_changed_after_its_hash_was_taken_is_refused(sent, run):
    """Any byte."""
    folder = sent()
    content = bytearray((folder / "units.parquet").read_bytes())
    content[50] ^= 1
    (folder / "units.parquet").write_bytes(content)

    done = run("check", folder)

    assert done.code == 3
    assert "units.parquet: its hash is" in done.err


def test_a_text_too_large_for_one_is_not_read(sent, run):
    """Sixteen megabytes are far above any contest."""
    folder = sent()
    with (folder / "contest.toml").open("ab") as stream:
        stream.write(b"#" * (17 << 20))

    done = run("check", sealed(folder))

    assert done.code == 3
    assert "too large for a text" in done.err
