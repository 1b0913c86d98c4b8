"""The announced figures are the true ones, in the form that a dossier's own reader takes."""

from __future__ import annotations

import tomllib
from fractions import Fraction

from benchmarks.proclamation import percent_of, proclamation_toml
from benchmarks.truth import count_truth

from tellers.dossier.proclamation_file import read_proclamations
from tellers.model import ClaimKind


def test_the_announced_counts_are_the_truth(small):
    """Read by Python's TOML reader: register, ballots, valid, null and each option."""
    truth = count_truth(small)
    (announced,) = tomllib.loads(proclamation_toml(truth))["proclamation"]
    counts = {claim["figure"]: claim["votes"] for claim in announced["claim"] if "votes" in claim}

    assert counts == {
        "registered": truth.national.registered,
        "ballots": truth.national.ballots,
        "valid": truth.national.valid,
        "null": truth.national.null_votes,
        **truth.national.votes,
    }


def test_our_reader_takes_the_proclamation(small):
    """Four account figures, four options with counts and shares, coverage and outcome: 14 claims."""
    truth = count_truth(small)
    (proclamation,) = read_proclamations(proclamation_toml(truth).encode(), where="proclamations.toml")
    outcome = proclamation.claim(ClaimKind.OUTCOME)

    assert len(proclamation.claims) == 14
    assert outcome is not None
    assert outcome.winners == (truth.national.winner,)


def test_a_percentage_is_the_nearest_of_its_two_decimals():
    """Each announced share is within half a hundredth of a percent; exactly half goes up."""
    assert [percent_of(1, 8), percent_of(1, 20_000), percent_of(1, 20_001), percent_of(0, 5)] == [
        "12.50",
        "0.01",
        "0.00",
        "0.00",
    ]
    assert all(
        abs(Fraction(percent_of(part, 977)) - Fraction(100 * part, 977)) <= Fraction(1, 200)
        for part in range(978)
    )
