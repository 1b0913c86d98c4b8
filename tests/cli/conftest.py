"""A made dossier, and two ways to run a command on it: in this process, and as a stranger would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests import simulator
from tests.simulator import dossier_of, honest_election

from tellers.cli import main


class Done(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def dossier(tmp_path_factory) -> Path:
    """An honest election in three regions; a second source has every other sheet, one of them wrong."""
    election = simulator.second_source(honest_election(seed=1, regions=3, centres=2), name="mirror", every=2)
    sheets = list(election.sheets("mirror"))
    wrong = simulator.padded_sheet(
        election.with_sheets(tuple(sheets)), unit=sheets[1].unit, option="A", votes=5
    )
    election = election.with_sheets((sheets[0], wrong.sheet(sheets[1].unit), *sheets[2:]), "mirror")
    return dossier_of(election, tmp_path_factory.mktemp("made")).folder


@pytest.fixture
def run(capsys, monkeypatch):
    """A function that runs a command in this process, a hundred columns wide."""
    monkeypatch.setenv("COLUMNS", "100")

    def ran(*arguments: str | Path) -> Done:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return ran


@pytest.fixture
def start():
    """A function that starts `tellers` as a program of its own, on no terminal."""

    def started(*arguments: str | Path, **environment: str) -> Done:
        told = subprocess.run(
            [sys.executable, "-m", "tellers.cli", *map(str, arguments)],
            env={key: value for key, value in os.environ.items() if key != "COLUMNS"} | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Done(told.returncode, told.stdout, told.stderr)

    return started
