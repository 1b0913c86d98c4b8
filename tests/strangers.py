"""Commands run as a stranger would, in environments made from the package index."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNREACHABLE = re.compile(
    r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|NameResolutionError|ProxyError"
)
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1")


def run(*command: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command outside this environment, on a screen 100 columns wide, and return what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**kept, "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def pip(python: Path | str, *words: object) -> None:
    """Run pip; leave the test out when the index cannot be reached, fail it on anything else."""
    done = run(python, *PIP, *words)
    if done.returncode and UNREACHABLE.search(done.stderr):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
