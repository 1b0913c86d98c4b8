"""Tellers on other machines: without extras, without developer's packages, on another Python.

Each test makes an environment of its own from the pinned packages, so it needs the package index.
Where the index cannot be reached the test says so and is left out.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

import pytest
from tests.strangers import ROOT, pip, run

pytestmark = pytest.mark.slow

needs_cli = pytest.mark.skipif(
    not (ROOT / "src" / "tellers" / "cli" / "__init__.py").exists(),
    reason="the room cli is not open yet",
)
EXTRAS = ["python_calamine", "typst"]
DEVELOPERS = ["hypothesis", "mypy", "pyarrow", "pytest", "hatchling"]


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
    """On Python 3.13 every worked example passes, and one test of every file; its environment is in .cache.

    A Python differs from another in what it imports, warns of and no longer has, which whoever loads each
    module and uses it once will meet: the doctests load every module of ours, the first tests every file of
    the suite, its fixtures and its packages, and warnings are errors. What a function comes to is held on
    one Python by all the others. Whole on 3.13: make test PYTHON=python3.13, in a clone of its own.
    """
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
        "-m", "not browser and not acceptance and not slow", "--first-of-each-file",
    )  # fmt: skip

    assert tested.returncode == 0, tested.stdout[-6000:]
    assert re.search(r"\b\d+ passed", tested.stdout)
