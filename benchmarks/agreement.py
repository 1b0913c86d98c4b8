"""Whether what ours wrote is what is true: totals against the truth, faulty sheets against the lies told.

A fast answer that is wrong is worth nothing, so every measured run of ours is read back: the total
of every announced figure as the records give it, the winner and the margin, and how many sheets do
not add up. The truth was counted by the generator, which shares no code with ours.

>>> Agreement(totals=19, equal_totals=19, faulty_told=404, faulty_found=404).words
'19 of 19 totals; 404 of 404 faulty sheets'
>>> Agreement(totals=19, equal_totals=18, faulty_told=0, faulty_found=0).holds
False
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from benchmarks.files import ElectionFiles

ACCOUNT = ("registered", "ballots", "valid", "null")
FAULTY_FIGURE = "valid"
"""The total that the lie `arithmetic_error` writes too high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was compared, and how much of it is the same."""

    totals: int
    """Figures with a known total, and the winner and the margin."""
    equal_totals: int
    faulty_told: int
    faulty_found: int

    @property
    def holds(self) -> bool:
        """Return whether everything compared is the same."""
        return self.totals == self.equal_totals and self.faulty_told == self.faulty_found

    @property
    def words(self) -> str:
        """Return what agrees, of how much."""
        totals = f"{self.equal_totals:,} of {self.totals:,} totals"
        if not self.faulty_told and not self.faulty_found:
            return totals
        return f"{totals}; {self.faulty_found:,} of {self.faulty_told:,} faulty sheets"


def compare_with_truth(files: ElectionFiles) -> Agreement:
    """Return how the findings file that ours wrote last agrees with the truth of the same election."""
    truth = json.loads(files.truth.read_text(encoding="utf-8"))
    (contest,) = json.loads(files.findings.read_text(encoding="utf-8"))["contests"]
    wanted, given = true_totals(truth), told_totals(contest)
    return Agreement(
        totals=len(wanted),
        equal_totals=sum(given.get(name) == value for name, value in wanted.items()),
        faulty_told=truth["lies"].get("arithmetic_error", {}).get("stations", 0),
        faulty_found=faulty_sheets(contest),
    )


def true_totals(truth: dict[str, Any]) -> dict[str, int | str]:
    """Return what the published sheets add up to, and the true winner and margin."""
    published = truth["published"]
    return {
        **{name: published[name] for name in ACCOUNT},
        **published["votes"],
        "winner": truth["winner"],
        "margin": truth["margin"],
    }


def told_totals(contest: dict[str, Any]) -> dict[str, int | str]:
    """Return what the verdicts say the records give: of every announced count, and of the outcome."""
    told: dict[str, int | str] = {}
    for verdict in contest["verdicts"]:
        numbers = numbers_of(verdict)
        figure, _, kind = verdict["claim"].partition(".")
        if kind == "count":
            told[figure] = numbers["records"]
        if not verdict["claim"]:
            told |= {"winner": numbers["winner"], "margin": numbers["margin"]}
    return told


def faulty_sheets(contest: dict[str, Any]) -> int:
    """Return how many sheets the findings say do not add up to the total that was lied about."""
    found = [numbers_of(finding) for finding in contest["findings"] if finding["code"] == "sum-broken"]
    return sum(numbers["broken"] for numbers in found if numbers["figure"] == FAULTY_FIGURE)


def numbers_of(value: dict[str, Any]) -> dict[str, Any]:
    """Return the numbers of a finding or verdict by name."""
    return {number["name"]: number["value"] for number in value["numbers"]}
