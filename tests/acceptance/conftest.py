"""The elections of ../shared/data, brought in by the public command and opened as anybody would.

Each election is imported once a test session, from its mapping, contest and proclamation files
in the folder of its name, with no code of its own.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tellers.check import Result, check
from tellers.dossier import Dossier, open_dossier
from tellers.model import Contest, SourceId
from tellers.tables import Comparison, compare_sources
from tellers.tally import Tally, tally_source

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"


@dataclass(frozen=True)
class Election:
    """One imported election, with the few questions these tests ask of it."""

    dossier: Dossier
    printed: str
    """What the import said on the screen."""

    def tally(self, source: str, contest: str = "") -> Tally:
        """The totals of one source."""
        return tally_source(self.dossier.tables, self.dossier.contest(contest), SourceId(source))

    def votes(self, source: str, contest: str = "") -> dict[str, int]:
        """The total of every option, by its id."""
        return {str(o): n for o, n in self.tally(source, contest).votes(self.contest(contest)).items()}

    def figures(self, source: str, contest: str = "") -> dict[str, int]:
        """The total of every figure, by its id."""
        return {str(f): n for f, n in self.tally(source, contest).figures.items()}

    def contest(self, contest: str = "") -> Contest:
        """The contest of this id, or the first."""
        return self.dossier.contest(contest)

    def compare(self, first: str, second: str) -> Comparison:
        """Two sources, unit by unit."""
        tables = self.dossier.tables
        return compare_sources(tables, self.contest(), SourceId(first), SourceId(second))

    def claimed(self, proclamation: str) -> dict[str, int]:
        """The counts one proclamation gives, by the claim's name."""
        (found,) = [p for p in self.dossier.proclamations if p.id == proclamation]
        return {c.id.removesuffix(".count"): c.count for c in found.claims if c.id.endswith(".count")}

    @cached_property
    def checked(self) -> Result:
        """Every finding and verdict."""
        return check(self.dossier)

    def verdicts(self, contest: int = 0) -> dict[str, str]:
        """The word said of every claim, by its subject."""
        return {v.subject: v.word.value for v in self.checked.contests[contest].verdicts}

    def differences(self, contest: int = 0) -> dict[str, tuple[object, object, str]]:
        """What each announced count differs by, the margin it is held against, and its weight."""
        return {
            f.claim: (f.number("difference"), f.number("margin"), f.severity.value)
            for f in self.checked.contests[contest].with_code("count-differs")
        }

    def sole(self, code: str, subject: str, contest: int = 0) -> dict[str, object]:
        """The numbers of the only finding with this code and subject, by name."""
        (found,) = [f for f in self.checked.contests[contest].with_code(code) if f.subject == subject]
        return {number.name: number.value for number in found.numbers}


def import_election(recipe: Path, files: Path, to: Path) -> Election:
    """Import with the public command; a failure shows what the command printed."""
    command = Path(sys.executable).with_name("tellers")
    done = subprocess.run(
        [command, "import", "--mapping", recipe / "mapping.toml", "--files", files, "--to", to],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Election(open_dossier(to), done.stdout + done.stderr)


@pytest.fixture(scope="session")
def election(tmp_path_factory):
    """A function from an election's name to the election, imported on first use."""
    imported: dict[str, Election] = {}
    files = {
        "argentina-2019": "argentina-2019-president",
        "bolivia-2019": "bolivia-2019",
        "mexico-2012": "mexico-2012-president",
        "peru-2021": "peru-2021-round1",
        "poland-2025": "poland-2025-president",
    }

    def named(name: str) -> Election:
        if name not in imported:
            to = tmp_path_factory.mktemp(name) / "dossier"
            imported[name] = import_election(Path(__file__).parent / name, DATA / files[name], to)
        return imported[name]

    return named


@pytest.fixture
def rebuilt(tmp_path):
    """A function from the name of a dossier that ships to the folder it is built anew in."""
    files = {"venezuela-2024": DATA / "venezuela-2024", "oas-2024-07-31": DATA}

    def build(name: str) -> Path:
        import_election(ROOT / "examples" / "recipes" / name, files[name], tmp_path / name)
        return tmp_path / name

    return build


@pytest.fixture
def shipped():
    """The folder of the dossiers that ship."""
    return ROOT / "examples"
