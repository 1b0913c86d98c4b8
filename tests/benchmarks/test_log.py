"""The log's benchmark measures what it says, and its table says what was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.log import measure_ours
from benchmarks.log_figures import Report, bars, render_json, render_markdown
from benchmarks.log_work import entry_of
from benchmarks.machine import read_machine

STEPS = ("append", "disk", "prove", "check", "add")


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """Ours, on a log of 3,000."""
    return measure_ours(tmp_path_factory.mktemp("benchmark") / "ours", 3_000, STEPS)


@pytest.fixture
def report(figures):
    """A run of ours beside a peer that could not be installed."""
    return Report(
        date="2031-03-23",
        machine=read_machine(),
        entries=3_000,
        figures={"ours": figures, "peer 1.0": {}},
        large={},
        note="",
    )


def test_entries_are_of_300_bytes_and_each_is_another():
    """None would be taken twice."""
    entries = [entry_of(number) for number in range(5_000)]

    assert {len(entry) for entry in entries} == {300}
    assert len(set(entries)) == 5_000


def test_every_step_tells_its_figures(figures):
    """And the log is checked: 12 bundles, as many tiles below one more, and the checkpoint."""
    assert set(figures) == {
        *("append", "disk", "tree in memory", "prove in memory", "verify", "prove from tiles"),
        *("check", "open", "add"),
    }
    assert figures["append"]["count"] == figures["check"]["count"] == 3_000
    assert figures["check"]["files"] == 26
    assert all(figure["cpu"] > 0 for figure in figures.values())


def test_a_peer_that_is_not_there_leaves_its_column_empty(report):
    """The table has a column for it all the same."""
    page = render_markdown(report)

    assert "| what | ours | peer 1.0 |" in page
    assert "| 5,000,000 entries in under 400 MB | - | - |" in page
    assert '"measured": null' in render_json(report)


def test_two_trees_with_other_roots_are_no_comparison(report, figures):
    """The same entries must give the same root, or the figures are of different work."""
    other = {"append": {**figures["append"], "root": "00" * 32}}

    with pytest.raises(AssertionError):
        render_markdown(replace(report, figures={"ours": figures, "peer 1.0": other}))


def test_a_bar_is_met_or_not_or_not_measured(figures):
    """At least, at most, and silence."""
    slow = {**figures, "append": {**figures["append"], "wall": 1.0}}

    assert [bar.met for bar in bars(slow, {}) if "append" in bar.words] == [False]
    assert [bar.met for bar in bars(slow, {}) if "400 MB" in bar.words] == [None]
    assert [bar.met for bar in bars(slow, {"append": {"peak": 399e6}}) if "400 MB" in bar.words] == [True]
