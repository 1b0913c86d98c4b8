"""Tellers on other machines: without extras, without developer's packages, on another Python.

Each test makes an environment of its own from the pinned packages, so it needs the package index.
Where the index cannot be reached the test says so and is left out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
needs_cli = pytest.mark.skipif(
    not (ROOT / "src" / "tellers" / "cli" / "__init__.py").exists(),
    reason="the room cli is not open yet",
)
UNREACHABLE = re.compile(
    r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|NameResolutionError|ProxyError"
)
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1")
EXTRAS = ["python_calamine", "typst"]
DEVELOPERS = ["hypothesis", "mypy", "pyarrow", "pytest", "hatchling"]


def run(*command: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command as a stranger would, outside this environment, and return what it said."""
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


@pytest.fixture(scope="module")
def core_alone(tmp_path_factory) -> Path:
    """An environment with Tellers as a stranger gets it: built, and with its core packages only."""
    room = tmp_path_factory.mktemp("core")
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "-w", room, ROOT)
    assert run(sys.executable, "-m", "venv", room / "venv").returncode == 0
    python = room / "venv" / "bin" / "python"
    pip(python, "install", "--require-hashes", "-r", ROOT / "requirements-core.txt")
    pip(python, "install", "--no-deps", *room.glob("tellers-*.whl"))
    return python


@needs_cli
@pytest.mark.xdist_group("installation")
def test_the_core_starts_without_extras_or_developers_packages(core_alone, tmp_path):
    """`tellers --help` answers where neither an extra nor a developer's package is installed."""
    named = [*EXTRAS, *DEVELOPERS]
    look = f"from importlib.util import find_spec as f; print([n for n in {named} if f(n)])"

    present = run(core_alone, "-c", look, cwd=tmp_path)
    answered = run(core_alone.with_name("tellers"), "--help", cwd=tmp_path)

    assert present.stdout == "[]\n"
    assert (answered.returncode, answered.stderr) == (0, "")
    assert "check" in answered.stdout


@needs_cli
@pytest.mark.xdist_group("installation")
def test_the_core_checks_the_shipped_votes_without_extras(core_alone, tmp_path):
    """Each dossier of examples/ is checked to an exit code that means agreement or findings."""
    dossiers = sorted(path.parent for path in (ROOT / "examples").rglob("datapackage.json"))
    if not dossiers:
        pytest.skip("no dossier in examples/ yet")

    codes = {
        dossier.name: run(core_alone.with_name("tellers"), "check", dossier, cwd=tmp_path).returncode
        for dossier in dossiers
    }

    assert set(codes.values()) <= {0, 1}, codes


def newer_python() -> str | None:
    """Return a Python 3.13 of this machine: on the PATH, or where version managers put one."""
    places = [
        Path.home() / ".pyenv" / "versions",
        Path.home() / ".local" / "share" / "uv" / "python",
    ]
    found = [path for place in places for path in sorted(place.glob("*/bin/python3.13"))]
    for candidate in [shutil.which("python3.13"), *map(str, found)]:
        if candidate and run(candidate, "-c", "import venv, ensurepip").returncode == 0:
            return candidate
    return None


@pytest.mark.xdist_group("newer python")
def test_the_tests_pass_on_python_3_13():
    """The quick tests pass on Python 3.13 too; its environment is kept in .cache."""
    newer = newer_python()
    if newer is None:
        pytest.skip("no Python 3.13 found on this machine")
    pins = (ROOT / "requirements-dev.txt").read_bytes() + str(ROOT).encode()
    room = ROOT / ".cache" / f"python3.13-{hashlib.sha256(pins).hexdigest()[:12]}"
    python = room / "bin" / "python"
    if not (room / "ready").exists():
        assert run(newer, "-m", "venv", "--clear", room).returncode == 0
        pip(python, "install", "--require-hashes", "-r", ROOT / "requirements-dev.txt")
        pip(python, "install", "--no-deps", "--no-build-isolation", "-e", ROOT)
        (room / "ready").touch()

    tested = run(
        python, "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "-m", "not browser and not acceptance and not slow",
    )  # fmt: skip

    assert tested.returncode == 0, tested.stdout[-6000:]
    assert re.search(r"\b\d+ passed", tested.stdout)
