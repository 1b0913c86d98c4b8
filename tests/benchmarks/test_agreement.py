"""A measured answer is compared with the truth: each way of being wrong is seen."""

from __future__ import annotations

import json

import pytest
from benchmarks.agreement import Agreement, compare_with_truth
from benchmarks.bars import Result, judge_agreement
from benchmarks.cases import Case
from benchmarks.commands import ours_from_csv
from benchmarks.files import ElectionFiles
from benchmarks.generate import write_election
from benchmarks.measure import run


@pytest.fixture
def checked(tmp_path, lied):
    """Return the files of a small election with faulty sheets, checked by the commands that are measured."""
    files = ElectionFiles(folder=tmp_path / "election")
    write_election(lied("arithmetic_error=200000"), files, for_peer=False)
    for command in ours_from_csv(files, honest=False):
        run(command)
    return files


def test_what_ours_writes_is_what_is_true(checked):
    """Four options, four account figures, the winner and the margin; 123 of 600 sheets do not add up."""
    assert compare_with_truth(checked) == Agreement(
        totals=10, equal_totals=10, faulty_told=123, faulty_found=123
    )


def test_a_total_one_vote_off_is_seen(checked):
    """The truth with one vote more for the first option no longer agrees."""
    truth = json.loads(checked.truth.read_text(encoding="utf-8"))
    truth["published"]["votes"]["o01"] += 1
    checked.truth.write_text(json.dumps(truth), encoding="utf-8")

    found = compare_with_truth(checked)

    assert (found.equal_totals, found.holds) == (9, False)


def test_a_faulty_sheet_that_was_not_found_is_seen(checked):
    """Findings without the broken sums find none of the faulty sheets."""
    written = json.loads(checked.findings.read_text(encoding="utf-8"))
    kept = [one for one in written["contests"][0]["findings"] if one["code"] != "sum-broken"]
    written["contests"][0]["findings"] = kept
    checked.findings.write_text(json.dumps(written), encoding="utf-8")

    found = compare_with_truth(checked)

    assert (found.faulty_found, found.holds) == (0, False)


def test_one_wrong_answer_misses_the_bar():
    """One of two elections agrees: not met; nothing compared: not said to be met."""
    case = Case(kind="csv", title="", stations=1, faulty_per_million=0, commands=(), runs=1)
    right = Agreement(totals=10, equal_totals=10, faulty_told=0, faulty_found=0)
    wrong = Agreement(totals=10, equal_totals=9, faulty_told=0, faulty_found=0)
    results = tuple(Result(case=case, cost=None, agreement=one) for one in (right, wrong))

    assert judge_agreement(results).measured == "in 1 of 2 elections"
    assert judge_agreement(results).met is False
    assert judge_agreement(results[:1]).met is True
    assert judge_agreement(()).met is None
