"""A fault in an announcement says which claim it is, what was found and what to write."""

from __future__ import annotations

import pytest
from tests.simulator import contest_of, honest_election

from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.errors import TellersError

HEAD = """
[[proclamation]]
id = "final"
contest = "{}"
by = "PKW"
date = "2025-06-02"
document = "x"
claim = [
  {{ figure = "A", votes = 17 }},
  {},
]
"""
FIGURES = "A, B, C, valid, null, voters, registered"
FAULTY = {
    "a number with decimals": (
        '{ figure = "B", votes = 4.5 }',
        "p.toml: proclamation 1 (final), claim 2 (B), votes: 4.5 is a number with decimals",
        "a whole number: digits only",
        "Mend that key",
    ),
    "a number as text": (
        '{ figure = "B", votes = "4.500" }',
        "p.toml: proclamation 1 (final), claim 2 (B), votes: '4.500' is text in quotes",
        "a whole number: digits only",
        "Mend that key",
    ),
    "a percentage as a number": (
        '{ figure = "B", percent = 45.46, of = "valid" }',
        "p.toml: proclamation 1 (final), claim 2 (B), percent: 45.46 is a number with decimals",
        "text in quotes",
        "Mend that key",
    ),
    "a percentage as people write it": (
        '{ figure = "B", percent = "45,46 %", of = "valid" }',
        "p.toml: final, claim 2 (B): '45,46 %' is not a percentage: digits, a point before decimals, no sign",
        "",
        'Write "45.46".',
    ),
    "a rival as people write it": (
        '{ figure = "B", votes = 4500, rival = [ { value = "4.501", origin = "press" } ] }',
        "p.toml: final, claim 2 (B): '4.501' is not a number: digits only",
        "",
        'Write "4501".',
    ),
    "nothing announced": (
        '{ figure = "B" }',
        "p.toml: final, claim 2 (B): a claim needs one of votes, percent, coverage, required, outcome, not 0",
        "",
        "Mend that claim; docs/reference/dossier.md has the form.",
    ),
    "two of one name": (
        '{ figure = "A", votes = 18 }',
        "p.toml: final: two claims are called A.count",
        "",
        "Write the second as a rival of the first",
    ),
    "a figure nobody declared": (
        '{ figure = "b", votes = 18 }',
        "p.toml: final/b.count: no figure 'b' in the contest",
        FIGURES,
        "Declare it in contest.toml",
    ),
}


def refused(claim: str, contest: str = "vote") -> TellersError:
    """Return the error that the announcement is refused with."""
    contests = (contest_of(honest_election(seed=1)),)
    with pytest.raises(TellersError) as error:
        verify_claims(
            read_proclamations(HEAD.format(contest, claim).encode(), where="p.toml"), contests, where="p.toml"
        )
    return error.value


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_claim_is_named_with_what_belongs_there(fault):
    """By its number and the name it has, with the value found and what a person would write."""
    claim, message, expected, remedy = FAULTY[fault]
    told = refused(claim)

    assert message in str(told)
    assert expected in told.expected
    assert told.remedy.startswith(remedy)


def test_a_contest_nobody_declared_is_told_with_those_there_are():
    """So is a source."""
    assert refused('{ figure = "B", votes = 4 }', "president").expected == "contest vote"
