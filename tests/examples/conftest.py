"""The two dossiers that ship with Tellers, opened as anybody would."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tellers.check import CheckedContest, check
from tellers.dossier import Dossier, open_dossier
from tellers.model import Contest, Finding, OptionId, Proclamation, SourceId
from tellers.tables import Comparison, Totals, compare_sources, total_by_area
from tellers.tally import Tally, tally_source

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Example:
    """One dossier, with the few questions these tests ask of it."""

    dossier: Dossier

    def contest(self) -> Contest:
        """The only contest."""
        return self.dossier.contest()

    def tally(self, source: str) -> Tally:
        """The totals of one source."""
        return tally_source(self.dossier.tables, self.contest(), SourceId(source))

    def votes(self, source: str) -> dict[OptionId, int]:
        """The total of every option."""
        return self.tally(source).votes(self.contest())

    def by_area(self, source: str, level: str) -> list[Totals]:
        """The totals of one source by area."""
        return total_by_area(self.dossier.tables, self.contest(), SourceId(source), level)

    def compare(self, first: str, second: str) -> Comparison:
        """Two sources, unit by unit."""
        return compare_sources(self.dossier.tables, self.contest(), SourceId(first), SourceId(second))

    def proclamation(self, name: str) -> Proclamation:
        """The proclamation of this id."""
        (found,) = [p for p in self.dossier.proclamations if p.id == name]
        return found

    @cached_property
    def checked(self) -> CheckedContest:
        """Every finding and verdict."""
        (checked,) = check(self.dossier).contests
        return checked

    def findings(self, code: str) -> tuple[Finding, ...]:
        """The findings of one code."""
        return self.checked.with_code(code)

    def verdicts(self) -> dict[str, str]:
        """The word said of every claim, by its subject."""
        return {v.subject: v.word.value for v in self.checked.verdicts}

    def counts(self, proclamation: str) -> dict[str, int]:
        """The counts a proclamation gives, by the claim's name."""
        claims = self.proclamation(proclamation).claims
        return {c.id.removesuffix(".count"): c.count for c in claims if c.id.endswith(".count")}


@pytest.fixture(scope="session")
def venezuela() -> Example:
    """The presidential election of 28 July 2024."""
    return Example(open_dossier(EXAMPLES / "venezuela-2024"))


@pytest.fixture(scope="session")
def council() -> Example:
    """The council's vote of 31 July 2024."""
    return Example(open_dossier(EXAMPLES / "oas-2024-07-31"))
