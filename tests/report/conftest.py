"""Reports to look at: of the two dossiers that ship, of a made council, and of a dossier full of traps."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.simulator import dossier_of, honest_council, honest_election

from tellers.check import Result, check
from tellers.dossier import open_dossier

EXAMPLES = Path(__file__).parents[2] / "examples"
TRAP = '</td></svg></style><script>alert(1)</script><img src="x" onerror="alert(2)">'
TURNED = "A\u202egnorw\u2066"
"""A name that turns the direction of everything after it."""


@pytest.fixture(scope="session")
def election() -> Result:
    """A national election with maps, four sources and two proclamations."""
    return check(open_dossier(EXAMPLES / "venezuela-2024"))


@pytest.fixture(scope="session")
def council() -> Result:
    """A council's roll call, told by minutes and by the press."""
    return check(open_dossier(EXAMPLES / "oas-2024-07-31"))


@pytest.fixture(scope="session")
def honest(tmp_path_factory) -> Result:
    """A made election whose records give exactly what was proclaimed."""
    return check(dossier_of(honest_election(seed=1), tmp_path_factory.mktemp("honest")))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Result:
    """A made election whose names try to be something else than text."""
    return spoilt(honest_election(seed=2), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile_council(tmp_path_factory) -> Result:
    """A made roll call whose names try to be something else than text."""
    return spoilt(honest_council(seed=2), tmp_path_factory.mktemp("hostile-council"))


def spoilt(election, folder: Path) -> Result:
    """Return the check of an election after somebody wrote traps where its dossier has names."""
    made = dossier_of(election, folder)
    for name, old in (
        ("contest.toml", "List "),
        ("contest.toml", "A made vote"),
        ("proclamations.toml", "the authority"),
    ):
        path = made.folder / name
        escaped = (TRAP + TURNED + "\x1b[2J").replace('"', '\\"').replace("\x1b", "\\u001b")
        path.write_text(path.read_text().replace(old, old + escaped), encoding="utf-8")
    return check(open_dossier(made.folder, verify=False))
