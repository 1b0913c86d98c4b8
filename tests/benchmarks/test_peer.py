"""The peer accepts the election in its own format, and sees in it what it can see."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from benchmarks.install import PeerUnavailableError, install_peer
from benchmarks.peer import write_official, write_statements
from benchmarks.truth import count_truth

ENVIRONMENT = Path(__file__).parents[2] / ".cache" / "peer"
pytestmark = pytest.mark.xdist_group("peer")  # one worker installs it, the others need not wait


@pytest.fixture(scope="module")
def peer() -> Path:
    """Return the peer's command, or leave the test out and say that it cannot be installed."""
    try:
        return install_peer(ENVIRONMENT)
    except PeerUnavailableError:
        pytest.skip("the peer cannot be installed: its package index is not reached from here")


@pytest.fixture
def verified(peer, tmp_path):
    """Return a function from a plan to the peer's exit code and its report."""

    def verify(plan) -> tuple[int, dict]:
        write_statements(plan, tmp_path / "statements.jsonl")
        write_official(count_truth(plan), tmp_path / "official.json")
        ended = subprocess.run(
            [peer, "verify", "--json", "--statements", "statements.jsonl", "--official", "official.json"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.stderr == ""
        return ended.returncode, json.loads(ended.stdout)

    return verify


def test_the_statements_hold_the_figures_of_the_file(sheets_of, small, tmp_path):
    """Each line is JSON by Python's reader, with the votes, nulls and register of the CSV's row."""
    write_statements(small, tmp_path / "statements.jsonl")
    lines = (tmp_path / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sheets_of(small)

    assert len(lines) == 600
    for line, row in zip(lines, rows, strict=True):
        statement = json.loads(line)
        assert statement["station"] == f"{row['region']}/{row['district']}/{row['station']}"
        assert statement["counts"] == {
            "candidatures": {
                "a": int(row["o01"]),
                "b": int(row["o02"]),
                "c": int(row["o03"]),
                "d": int(row["o04"]),
            },
            "blank": 0,
            "null": int(row["null"]),
            "registered": int(row["registered"]),
            "candidature_total": int(row["valid"]),
        }


def test_an_unread_cell_is_unread_to_the_peer_too(lied, tmp_path):
    """Told about everyone, the second option has no votes anywhere and is marked empty everywhere."""
    write_statements(lied("unread_figure=1000000"), tmp_path / "statements.jsonl")
    lines = (tmp_path / "statements.jsonl").read_text(encoding="utf-8").splitlines()

    for counts in (json.loads(line)["counts"] for line in lines):
        assert sorted(counts["candidatures"]) == ["a", "c", "d"]
        assert counts["unread"] == {"candidature:b": "empty"}


def test_the_peer_finds_an_honest_election_equal_to_its_totals(verified, small):
    """600 stations, 5 regions, all of them matching: exit code 0."""
    exit_code, report = verified(small)

    assert exit_code == 0
    assert (report["stations"], report["areas_checked"], report["areas_matching"]) == (600, 5, 5)
    assert report["station_issues"] == []


def test_the_peer_sees_every_sheet_that_does_not_add_up(verified, lied):
    """Told about everyone, each of the 600 sheets is one of its issues."""
    exit_code, report = verified(lied("arithmetic_error=1000000"))

    assert exit_code == 0  # it compares sums it makes itself, and names the sheets beside the result
    assert len(report["station_issues"]) == 600


def test_the_peer_sees_padding_in_the_totals(verified, lied):
    """A padded sheet adds up, so only the regions' totals tell: exit code 1."""
    exit_code, report = verified(lied("padded_sheet=100000"))

    assert exit_code == 1
    assert report["areas_matching"] == 0
    assert report["station_issues"] == []
