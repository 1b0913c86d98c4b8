"""What a stranger meets first: the README, the licence, the pinned packages, CI."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)", re.MULTILINE)


def test_the_readme_shows_both_commands(root):
    """A stranger finds `make demo` and `make test` in the README."""
    readme = (root / "README.md").read_text(encoding="utf-8")

    assert re.search(r"^make demo\b", readme, re.MULTILINE)
    assert re.search(r"^make test\b", readme, re.MULTILINE)


def test_ci_runs_what_a_developer_runs(root):
    """CI and `just check` both call `make check`, which has the steps in the style's order."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^check:.*\n(?P<steps>(?:\t.*\n)+)", makefile, re.MULTILINE)["steps"]
    steps = [line.split()[-1 if "MAKE" in line else 0] for line in recipe.splitlines()]

    assert steps == [
        "$(BIN)/ruff", "$(BIN)/ruff", "$(BIN)/mypy", "$(BIN)/lint-imports", "@scripts/node_tools.sh",
        "test", "docs",
    ]  # fmt: skip
    assert "make --no-print-directory check" in (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "make --no-print-directory check" in (root / "justfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["core", "demo", "dev"])
def test_every_pinned_package_has_a_hash_and_no_address(root, kind):
    """The requirements name versions and SHA-256 hashes, and no place to fetch from."""
    text = (root / f"requirements-{kind}.txt").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=[A-Za-z])", text) if not entry.startswith("#")]

    without_hash = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]

    assert len(entries) >= 5
    assert without_hash == []
    assert "://" not in text


@pytest.mark.parametrize(
    ("kind", "extras"),
    [("core", []), ("demo", ["excel", "pdf"]), ("dev", ["excel", "pdf", "dev"])],
)
def test_the_pins_are_those_that_pyproject_asks_for(root, kind, extras):
    """Each requirement of pyproject.toml is pinned to a version that it allows."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    pins = pinned(root / f"requirements-{kind}.txt")
    requirements = [Requirement(line) for line in wanted if not line.startswith("tellers")]

    unmet = [
        str(requirement)
        for requirement in requirements
        if pins.get(canonicalize_name(requirement.name), "0") not in requirement.specifier
    ]

    assert unmet == []


def test_a_package_has_one_version_in_all_requirements(root):
    """What the demo installs is what the tests were run with."""
    dev = pinned(root / "requirements-dev.txt")

    for kind in ("core", "demo"):
        pins = pinned(root / f"requirements-{kind}.txt")
        assert {name: dev.get(name) for name in pins} == pins


def pinned(requirements):
    """Return name to version of the packages pinned in a file."""
    text = requirements.read_text(encoding="utf-8")
    return {canonicalize_name(pin["name"]): pin["version"] for pin in PIN.finditer(text)}
