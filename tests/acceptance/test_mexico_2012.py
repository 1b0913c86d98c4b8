"""Mexico, 1 July 2012: station totals below the national ones by the votes from abroad, but for a few."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("mexico-2012")


def test_station_totals_are_below_the_national_ones(election):
    """The district counts announced are higher by 17,168, 15,980, 6,377 and 829."""
    mexico = election("mexico-2012")
    votes, claimed = mexico.votes("district-counts"), mexico.claimed("ife-district-counts")

    assert {option: claimed[option] - votes[option] for option in claimed} == {
        "pan": 17_168,
        "prd_pt_mc": 15_980,
        "pri_pvem": 6_377,
        "panal": 829,
    }


def test_the_votes_from_abroad_explain_all_but_a_few(election):
    """With the addition 1, 102, 18 and 0 votes are left, the first of them above the announcement."""
    mexico = election("mexico-2012")
    votes, claimed = mexico.votes("district-counts"), mexico.claimed("ife-district-counts")
    (abroad,) = mexico.contest().additions
    added = {str(figure): count for figure, count in abroad.figures}

    assert {option: claimed[option] - votes[option] - added[option] for option in claimed} == {
        "pan": -1,
        "prd_pt_mc": 102,
        "pri_pvem": 18,
        "panal": 0,
    }


def test_every_figure_adds_up_to_what_the_table_holds(election):
    """143,132 stations, three of them with a single ballot and pooled with others, keep every total."""
    mexico = election("mexico-2012")

    assert mexico.figures("district-counts") == {
        "pri_pvem": 19_220_407,
        "prd_pt_mc": 15_881_019,
        "pan": 12_769_479,
        "panal": 1_149_833,
        "valid": 49_020_738,
        "other": 1_261_348,
        "voters": 50_282_086,
        "registered": 79_433_171,
    }


def test_what_stays_unexplained_is_held_against_the_margin(election):
    """1, 102 and 18 votes against a margin of 3,329,785 are worth a notice and no more."""
    mexico = election("mexico-2012")

    assert mexico.differences() == {
        "pri_pvem.count": (18, 3_329_785, "notice"),
        "prd_pt_mc.count": (102, 3_329_785, "notice"),
        "pan.count": (-1, 3_329_785, "notice"),
    }
    assert mexico.verdicts()["ife-district-counts/panal.count"] == "confirmed"
    assert mexico.verdicts()["ife-district-counts/outcome"] == "confirmed"
