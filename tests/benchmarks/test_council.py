"""The questions of a council that are measured have true answers."""

from __future__ import annotations

import pytest
from benchmarks.council import CASES, CouncilCase, measured_seconds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_measured_answer_is_true_and_under_its_bar(case):
    """One run of each is enough to see that a bar is far."""
    assert measured_seconds(case, runs=1) <= case.at_most_seconds


def test_an_answer_that_is_not_true_is_no_figure():
    """A fast wrong answer is not measured."""
    with pytest.raises(AssertionError, match="wrong"):
        measured_seconds(CouncilCase(title="wrong", at_most_seconds=1, question=lambda: False), runs=1)
