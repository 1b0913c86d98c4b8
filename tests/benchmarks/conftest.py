"""Small elections, and a reader of their files that shares nothing with the generator."""

from __future__ import annotations

import csv

import pytest
from benchmarks.generator import write_csv
from benchmarks.plan import ElectionPlan, Lie

SMALL = ElectionPlan(stations=600, options=4, seed=11, regions=5, districts=20)


@pytest.fixture
def sheets_of(tmp_path):
    """Return a function from a plan to the rows of its CSV file, by Python's own reader."""

    def read(plan: ElectionPlan) -> list[dict[str, str]]:
        path = tmp_path / "sheets.csv"
        write_csv(plan, path)
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture
def lied():
    """Return a function from lies, as on the command line, to the small election with them told."""

    def plan(*lies: str) -> ElectionPlan:
        return ElectionPlan(
            stations=SMALL.stations,
            options=SMALL.options,
            seed=SMALL.seed,
            regions=SMALL.regions,
            districts=SMALL.districts,
            lies=tuple(Lie.parse(text) for text in lies),
        )

    return plan


@pytest.fixture
def small() -> ElectionPlan:
    """Return an honest election of 600 stations."""
    return SMALL
