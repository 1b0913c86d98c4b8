"""The word on every claim and on the outcome, and the sentence that says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.check.judged import announcing, plain, sentence, verdicts_of
from tests.check.test_rule import MEMBERS, members, roll
from tests.simulator import honest_election, inflated_proclamation, swapped_lists

from tellers.check import check_partial_sum, judge
from tellers.model import Addition, Figure, FigureId, RivalRule, Role, Text


def words(case):
    """The verdict words by subject, proofs included."""
    return {v.subject: v.word.value for v in judge(case, list(check_partial_sum(case)))}


def test_complete_records_confirm_exactly_what_they_give(tmp_path):
    """Every count, and the outcome is settled."""
    assert words(announcing(plain(), tmp_path)) == {
        "outcome": "settled",
        "final/A.count": "confirmed",
        "final/B.count": "confirmed",
        "final/C.count": "confirmed",
        "final/valid.count": "confirmed",
        "final/null.count": "confirmed",
        "final/voters.count": "confirmed",
    }


def test_complete_records_contradict_anything_else_beside_the_margin(tmp_path):
    """One vote more announced: contradicted, and said how small."""
    case = announcing(inflated_proclamation(plain(), figure="A", votes=1), tmp_path)
    verdict = verdicts_of(case)["final/A.count"]

    assert verdict.word.value == "contradicted"
    assert sentence(case, verdict) == (
        "List A: 401 announced; the complete records of official give 400. "
        "They are 1 apart, less than a hundredth of the margin of 200."
    )


def test_incomplete_records_are_consistent_or_contradict_and_never_confirm(tmp_path):
    """Eight tables: 320 to 520 for A are possible."""
    claims = '{{ figure = "A", votes = {} }}, {{ figure = "valid", votes = 700 }}'

    found = {
        votes: words(announcing(plain(8), tmp_path / str(votes), claims.format(votes)))["p/A.count"]
        for votes in (319, 320, 400, 520, 521)
    }

    assert found == {
        319: "contradicted",
        320: "consistent",
        400: "consistent",
        520: "consistent",
        521: "contradicted",
    }


def test_a_figure_no_source_gives_is_unsupported(tmp_path):
    """Blank votes are on no sheet."""
    figures = announcing(plain(), tmp_path / "1").contest.figures
    blank = Figure(id=FigureId("blank"), role=Role.BLANK)
    case = announcing(plain(), tmp_path / "2", '{ figure = "blank", votes = 3 }', figures=(*figures, blank))

    assert words(case)["p/blank.count"] == "unsupported"


def test_a_proof_contradicts_the_claim_it_is_about_and_is_cited(tmp_path):
    """B needs 240 more and 60 are left: the proof names its finding."""
    claims = '{ figure = "A", votes = 150 }, { figure = "B", votes = 400 }, { figure = "C", votes = 70 }'
    case = announcing(plain(8), tmp_path, claims)
    verdict = verdicts_of(case, tuple(check_partial_sum(case)))["p/B.count"]

    assert verdict.word.value == "contradicted"
    assert "partial-sum-complement:official/p/B" in verdict.findings
    assert "assume-coverage-as-stated" in verdict.assumptions


@pytest.mark.parametrize(
    ("sheets", "percent", "word"),
    [
        (10, "57.14", "confirmed"),
        (10, "57.1", "confirmed"),
        (10, "57.2", "contradicted"),
        (8, "57.14", "consistent"),
        (8, "42.2", "consistent"),
        (8, "42.0", "contradicted"),
        (8, "68.5", "contradicted"),
    ],
)
def test_a_percentage_is_judged_at_its_decimals_and_within_its_bounds(sheets, percent, word, tmp_path):
    """400 of 700; with 200 outstanding between 320 of 760 and 520 of 760."""
    claims = f'{{ figure = "A", percent = "{percent}", of = "valid" }}'

    assert words(announcing(plain(sheets), tmp_path, claims))["p/A.share"] == word


def test_a_turnout_is_told_side_by_side_while_records_are_missing(tmp_path):
    """No bound is proven for a share of the register."""
    claims = '{ figure = "voters", name = "turnout", percent = "60.0", of = "registered" }'
    case = announcing(plain(8), tmp_path, claims)
    verdict = verdicts_of(case)["p/turnout.share"]

    assert verdict.word.value == "consistent"
    assert sentence(case, verdict) == (
        "turnout: 60.00 % of registered voters announced; official gives 600 of 800, 75.00 %. "
        "What has no record could make up the difference."
    )


def test_an_open_outcome_is_not_held_against_an_announcement(tmp_path):
    """Eight tables: either can still be elected."""
    found = words(announcing(plain(8), tmp_path, '{ outcome = "elected", winners = ["B"] }'))

    assert found == {"outcome": "open", "p/outcome": "consistent"}


def test_a_settled_outcome_confirms_and_contradicts(tmp_path):
    """Nine tables: A leads by 180 with 100 outstanding."""
    for winner, word in (("A", "confirmed"), ("B", "contradicted")):
        case = announcing(plain(9), tmp_path / winner, f'{{ outcome = "elected", winners = ["{winner}"] }}')
        assert words(case) == {"outcome": "settled", "p/outcome": word}


def test_the_outcome_says_that_it_depends_on_the_base(tmp_path):
    """17 of 34: with 33 members the same roll adopts."""
    rival = RivalRule(rule=replace(MEMBERS, base="present"), by=Text.of("nobody"))
    case = announcing(
        roll(17, 0, 11, 6), tmp_path, rule=MEMBERS, rival_rules=(rival,), statements=members(34, 33)
    )
    verdict = verdicts_of(case)["outcome"]

    assert verdict.findings == ("outcome-depends-on-base:minutes",)
    assert sentence(case, verdict) == (
        "The records of minutes account for every unit (34 units): List for: 17 votes, with "
        "18 required, 1 too few; not adopted. "
        "The outcome depends on the base: 34 members or registered voters (speaker 0) "
        "was applied; it would be another with 33 members or registered voters (speaker 1); "
        "28 present, abstentions included (nobody)."
    )


@pytest.mark.parametrize(("required", "word"), [(18, "confirmed"), (17, "contradicted")])
def test_the_number_required_is_judged_by_the_rule_applied(required, word, tmp_path):
    """More than half of 34."""
    case = announcing(
        roll(17, 0, 11, 6), tmp_path, f"{{ required = {required} }}", rule=MEMBERS, statements=members(34)
    )

    assert words(case)["p/required"] == word


def test_a_rule_without_a_number_leaves_it_unsupported(tmp_path):
    """A plurality requires no number of votes."""
    assert words(announcing(plain(), tmp_path, "{ required = 18 }"))["p/required"] == "unsupported"


@pytest.mark.parametrize(
    ("coverage", "word"), [("80", "confirmed"), ("80.0", "confirmed"), ("96.87", "unsupported")]
)
def test_a_coverage_is_confirmed_by_a_table_that_has_it(coverage, word, tmp_path):
    """Eight of ten tables."""
    found = words(announcing(plain(8), tmp_path, f'{{ coverage = "{coverage}", of = "units" }}'))

    assert found["p/units.coverage"] == word


def test_votes_from_outside_the_records_confirm_with_them(tmp_path):
    """400 in the records and 10 from abroad make the 410 announced."""
    abroad = Addition(name=Text.of("abroad"), figures=((FigureId("A"), 10),), by=Text.of("A"))
    case = announcing(plain(), tmp_path, '{ figure = "A", votes = 410 }', additions=(abroad,))
    verdict = verdicts_of(case)["p/A.count"]

    assert (verdict.word.value, verdict.message) == ("confirmed", "verdict-claimed-count-confirmed-added")
    assert "assume-additions-as-stated" in verdict.assumptions


def test_an_honest_election_is_confirmed_throughout(tmp_path):
    """Every claim of a count announced as it was."""
    assert set(words(announcing(honest_election(seed=7), tmp_path)).values()) == {"settled", "confirmed"}


def test_a_lie_it_cannot_see_is_told_by_records_and_announcement_alike(tmp_path):
    """Sheets exchanged before both were published."""
    lied = swapped_lists(plain(), unit="01.01.01", first="A", second="B")
    lied = replace(lied, proclaimed={**lied.proclaimed, "A": 380, "B": 220})

    assert set(words(announcing(lied, tmp_path)).values()) == {"settled", "confirmed"}
