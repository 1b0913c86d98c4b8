"""Ways to run a command on a council's files: in this process, and as a program of its own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tellers.cli import main

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


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
def oas(tmp_path) -> Path:
    """A copy of the body that ships: 34 members on the day of its vote."""
    copy = tmp_path / "body.toml"
    copy.write_bytes((ROOT / "examples" / "recipes" / "oas-2024-07-31" / "body.toml").read_bytes())
    return copy
