"""Two sources that exclude each other: which gives what, and which of them the dossier states."""

from __future__ import annotations

import pytest
from tests.check.gallery import counting, two_counts
from tests.check.judged import announcing, plain, sentence
from tests.simulator import second_source, with_status

from tellers.check import check_claims, check_partial_sum, judge
from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.errors import DossierError

COUNT = '{ figure = "A", votes = 400 }'
SHARE = '{ figure = "A", percent = "57.14", of = "valid" }'
WON = '{ outcome = "elected", winners = ["A"] }'


def verdicts(case):
    """Every verdict by its subject, proofs included."""
    return {v.subject: v for v in judge(case, list(check_partial_sum(case)))}


@pytest.mark.parametrize(("claim", "subject"), [(COUNT, "A.count"), (SHARE, "A.share"), (WON, "outcome")])
@pytest.mark.parametrize(
    ("stated", "word"), [(None, "cannot tell"), ("official", "confirmed"), ("witnesses", "contradicted")]
)
def test_whose_records_count_is_for_the_dossier_to_state(claim, subject, stated, word, tmp_path):
    """400 of 700 for A in one complete source, 200 in the other: the statement decides, or nothing does."""
    case = counting(announcing(two_counts(), tmp_path, claim), stated)
    found = verdicts(case)[f"p/{subject}"]

    assert found.word.value == word
    assert found.message.startswith("verdict-sources-stated" if stated else "verdict-sources-disagree")
    assert {n.name: n.value for n in found.numbers}["contrary"] == (
        "official" if stated == "witnesses" else "witnesses"
    )


@pytest.mark.parametrize(
    ("stated", "word"), [(None, "cannot tell"), ("official", "settled"), ("witnesses", "settled")]
)
def test_the_outcome_of_the_records_is_not_told_where_two_sources_settle_two(stated, word, tmp_path):
    """A is first in one, B in the other."""
    found = verdicts(counting(announcing(two_counts(), tmp_path, COUNT), stated))["outcome"]

    assert found.word.value == word


def test_the_sentence_says_which_source_gives_what(tmp_path):
    """The announcement is exactly one source's, and 200 in the other."""
    case = announcing(two_counts(), tmp_path, COUNT)
    found = verdicts(case)

    assert sentence(case, found["p/A.count"]) == (
        "List A: 400 announced; official gives exactly that. By witnesses that cannot be: witnesses gives "
        "200. The sources exclude each other, and the dossier does not state whose records count."
    )
    assert sentence(case, found["outcome"]) == (
        "The records of official account for every unit (10 units): List A is first with 400 votes and leads "
        "List B by 200. By witnesses that cannot be: witnesses gives elected (List B). The sources exclude "
        "each other, and the dossier does not state whose records count."
    )


def test_differences_are_told_from_the_source_stated(tmp_path):
    """200 more than the witnesses give; nothing is said to differ from the other source."""
    case = announcing(two_counts(), tmp_path, COUNT)
    told = {
        s: [f.subject for f in check_claims(counting(case, s)) if f.code == "count-differs"]
        for s in ("official", "witnesses")
    }

    assert told == {"official": [], "witnesses": ["witnesses/p/A.count"]}


def test_what_both_sources_say_alike_is_said_as_ever(tmp_path):
    """C has 100 in both; 101 is contradicted by both, and equal copies are no rivals."""
    both = '{ figure = "C", votes = 100 }, { figure = "C", name = "more", votes = 101 }'
    found = verdicts(announcing(two_counts(), tmp_path / "1", both))
    copies = verdicts(announcing(second_source(plain(), name="copy"), tmp_path / "2", COUNT + ", " + WON))

    assert (found["p/C.count"].word.value, found["p/more.count"].word.value) == ("confirmed", "contradicted")
    assert {v.word.value for v in copies.values()} == {"confirmed", "settled"}


def test_a_preliminary_count_that_allows_the_claim_is_no_rival(tmp_path):
    """Eight tables counted on the night, ten in the end."""
    made = plain().with_sheets(plain(8).sheets(), "night")
    found = verdicts(announcing(made, tmp_path, f"{COUNT}, {SHARE}, {WON}"))

    assert {v.word.value for v in found.values()} == {"confirmed", "settled"}


def test_a_preliminary_count_that_excludes_the_claim_is_one_unless_the_final_is_stated(tmp_path):
    """Nine tables of the night hold 450 for A, and the ten of the end, as announced, 400."""
    night = plain(9, votes={"A": 50, "B": 20, "C": 10})
    case = announcing(plain().with_sheets(night.sheets(), "night"), tmp_path, COUNT)

    assert verdicts(case)["p/A.count"].word.value == "cannot tell"
    assert verdicts(counting(case, "official"))["p/A.count"].word.value == "confirmed"
    assert verdicts(counting(case, "night"))["p/A.count"].word.value == "contradicted"


def test_a_share_outside_what_any_incomplete_source_allows_is_contradicted(tmp_path):
    """The broader source has B first, and allows what the other, eight tables of ten, excludes."""
    made = plain(8).with_sheets(plain(9, votes={"A": 40, "B": 40, "C": 0}).sheets(), "broader")
    made = with_status(made, unit="01.01.10", status="pending")
    found = verdicts(announcing(made, tmp_path, '{ figure = "C", percent = "1.00", of = "valid" }'))

    assert found["p/C.share"].word.value == "contradicted"


def test_a_source_nobody_declared_is_refused(tmp_path):
    """A misspelt name must not be taken for none."""
    case = announcing(plain(), tmp_path)
    head = (
        f'id = "p"\ncontest = "{case.contest.id}"\nby = "A"\ndate = "d"\ndocument = "x"\nrecords = "finall"'
    )
    said = read_proclamations(f"[[proclamation]]\n{head}".encode(), where="test")

    with pytest.raises(DossierError, match="there is no source 'finall'"):
        verify_claims(said, case.dossier.contests, where="test", sources=case.dossier.sources)
