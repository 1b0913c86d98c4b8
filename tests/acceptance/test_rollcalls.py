"""Published roll calls of four bodies, each result held to the rule of its question, one file a series."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tellers.council.chain import Step
from tellers.council.series import open_series

pytestmark = pytest.mark.xdist_group("rollcalls")
ROOT = Path(__file__).parents[2]
FORMS = Path(__file__).parent / "rollcalls"
TABLES = ROOT.parent / "shared" / "data" / "rollcalls"


@pytest.fixture(scope="module")
def votes():
    """A function from the name of a series to its checked votes."""

    def named(name):
        return tuple(open_series(FORMS / f"{name}.toml", files=TABLES).checked())

    return named


def words(votes):
    """How many votes came out right, wrong, contradictory and without a count."""
    return dict(Counter(vote.word.value for vote in votes))


def denied(votes):
    """Every step that differs: the vote, the step and its numbers."""
    return {
        (vote.id, link.step): tuple(number.value for number in link.numbers)
        for vote in votes
        for link in vote.denied
    }


def test_every_result_of_the_senate_is_reproduced(votes):
    """645 roll calls; 36 were lost with more yeas than nays, one was carried by the casting vote."""
    checked = votes("us_senate_109")
    lost = [
        vote
        for vote in checked
        if not vote.published.outcome.adopts
        and vote.published.totals["for"] > vote.published.totals["against"]
    ]

    assert words(checked) == {"right": 645}
    assert (len(lost), Counter(vote.question.id for vote in lost)) == (36, {"cloture": 34, "two-thirds": 2})
    assert [vote.id for vote in checked if "casting-vote" in vote.recorded.outcome.reasons] == ["363"]
    assert denied(checked) == {}


def test_the_parliament_contradicts_one_count_and_lets_one_lapse(votes):
    """623 of 1,286 votings were counted; three were lost with more votes for, for 353 of 705 were needed."""
    checked = votes("european_parliament")
    special = [vote for vote in checked if vote.question.id == "component" and vote.word.value == "right"]

    assert words(checked) == {"right": 621, "contradictory": 2, "uncounted": 663}
    assert denied(checked) == {
        ("166769", Step.OUTCOME): ("outcome-not-adopted", "outcome-adopted"),
        ("168599", Step.OUTCOME): ("outcome-lapsed", "outcome-adopted"),
    }
    assert {vote.recorded.outcome.required for vote in special} == {353, 361}


def test_every_vote_of_the_organization_is_reproduced_and_four_records_deny_themselves(votes):
    """One sums to 33, three have fewer names than their total; the numbers required all follow."""
    checked = votes("oas")
    required = {vote.id: vote.recorded.outcome.required for vote in checked}

    assert words(checked) == {"right": 20}
    assert denied(checked) == {
        ("oas-2016-06-23-agenda", Step.TOTALS): ("position-against", 11, 12),
        ("oas-2018-08-02-nicaragua-wg", Step.TOTALS): ("position-abstain", 7, 8),
        ("oas-2021-06-15-nicaragua", Step.TOTALS): ("position-for", 25, 26),
        ("oas-2022-10-06-ve-credentials", Step.MEMBERS): (33, 35, 34),
    }
    assert (required["oas-1962-01-31-res6"], required["oas-2022-10-06-ve-credentials"]) == (14, 24)
    assert required["oas-2024-07-31-ve-elections"] == 18


def test_the_drafts_that_the_security_council_rejected_stay_rejected(votes):
    """53 drafts; one roll is a name short of its total.

    A permanent member stood against 32 of them: 21 fell short of their number, and only 11 were vetoed.
    """
    checked = votes("unsc_rejected_drafts")

    assert words(checked) == {"right": 53}
    assert list(denied(checked).values()) == [("position-for", 5, 6)]
    assert sum("veto" in vote.recorded.outcome.reasons for vote in checked) == 11


def test_a_veto_settles_the_outcome_whatever_the_others_did(votes):
    """214 vetoed drafts of which nothing is recorded but who vetoed."""
    checked = votes("unsc_vetoes")

    assert words(checked) == {"right": 214}
    assert all(vote.recorded.settled for vote in checked)


def test_the_page_says_what_comes_out():
    """`make rollcalls` writes docs/reference/series.md."""
    checked = subprocess.run(
        [sys.executable, "scripts/rollcalls_in_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
