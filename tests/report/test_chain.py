"""The chain of a council's vote: nine steps, each with its word, its sentence and its findings."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.check.councils import CASTING, QUORUM, taken
from tests.check.councils import council as made
from tests.council.held import held
from tests.report.test_html import Page
from tests.report.test_pdf import asked
from tests.report.test_text import told
from tests.simulator import dossier_of, honest_council, honest_election

from tellers.check import check
from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier
from tellers.report.compose import compose
from tellers.report.html import render_html
from tellers.report.pdf import render_pdf
from tellers.report.sections.chain import STEPS

ANNOUNCED = """
[[proclamation]]
id = "chair"
contest = "motion"
by = "the chair"
date = "2031-05-18"
document = "the sitting"
claim = [
  { figure = "for", votes = FOR },
  { figure = "against", votes = 4 },
  { required = REQUIRED },
  { outcome = "OUTCOME" },
]
"""
NAMES = (
    "All 10 names of the minutes are of seats of the body, by the names and other spellings of its 10 seats "
    "(languages: 1; other spellings: 0)."
)
WHOLE = 'base = "members"'


def announced(votes, required, outcome):
    """What the chair announced."""
    return ANNOUNCED.replace("FOR", str(votes)).replace("REQUIRED", str(required)).replace("OUTCOME", outcome)


def steps(result, language="en"):
    """By step, its word's id and its sentence."""
    (contest,) = compose(result, language).contests
    names = {step.name: step for step in contest.chain.steps}
    assert len(names) == len(STEPS)
    return dict(zip(STEPS, ((s.label.id, s.text) for s in contest.chain.steps), strict=True))


def test_a_sound_vote_of_ten_is_told_in_nine_steps(tmp_path):
    """Each with its number; what nobody stated was not asked."""
    positions = taken(yes=6, no=4)
    case = made(tmp_path / "c", WHOLE, positions, announced=announced(6, 6, "adopted"), undisputed=True)

    assert steps(check(case.dossier)) == {
        "names": (
            "holds",
            NAMES,
        ),
        "once": ("holds", "No name stands twice among the 10 of the minutes that count."),
        "totals": ("holds", "The announced totals (2) are what the names add up to."),
        "members": ("holds", "All 10 members of the roll have a position."),
        "quorum": ("not-asked", "The rule as stated asks for no quorum."),
        "rule": ("holds", "Adopted by more than half of 10 members: 6. The same number was announced."),
        "outcome": ("holds", "Announced: adopted. The records give the same."),
        "sequence": ("not-asked", "No earlier vote is stated to have fixed the rule of this one."),
        "text": ("not-asked", "The dossier does not say which text was put to the vote."),
    }


def test_the_same_in_spanish(tmp_path):
    """The words of the page and of the steps."""
    positions = taken(yes=6, no=4)
    case = made(tmp_path / "c", WHOLE, positions, announced=announced(6, 6, "adopted"), undisputed=True)
    found = steps(check(case.dossier), "es")

    assert found["rule"] == (
        "holds",
        "Se aprueba con más de la mitad de 10 miembros: 6. Se anunció el mismo número.",
    )
    assert found["members"] == ("holds", "Los 10 miembros de la nómina tienen una posición.")
    assert found["outcome"] == ("holds", "Anunciado: aprobado. Los registros dan lo mismo.")


def test_what_does_not_fit_differs_with_both_numbers(tmp_path):
    """A wrong total, a wrong number required."""
    case = made(tmp_path / "c", WHOLE, taken(yes=6, no=4), announced=announced(7, 5, "adopted"))
    found = steps(check(case.dossier))

    assert found["totals"] == ("differs", "Announced and by the names: For 7 and 6.")
    assert found["rule"] == (
        "differs",
        "Adopted by more than half of 10 members: 6. Announced as required: 5; by the rule: 6.",
    )


def test_names_of_nobody_and_names_that_stand_twice_are_listed(tmp_path):
    """As they were printed, and by the member's name."""
    case = made(tmp_path / "c", WHOLE, {**taken(yes=5, no=4), "Old and bearded": "for", "Member 1": "for"})
    found = steps(check(case.dossier))

    assert found["names"] == ("differs", "Of no member, in the minutes: “Old and bearded”.")
    assert found["once"] == ("differs", "More than once, in the minutes: Member 1.")


def test_an_announced_outcome_that_the_names_contradict_differs(tmp_path):
    """Beside the one that they give."""
    positions = taken(yes=5, no=4, abstain=1)
    case = made(tmp_path / "c", WHOLE, positions, announced=announced(5, 6, "adopted"))

    assert steps(check(case.dossier))["outcome"] == (
        "differs",
        "Announced: adopted. The records give: not adopted.",
    )


def test_a_member_without_a_position_leaves_the_sum_open(tmp_path):
    """It is named, and the step cannot tell."""
    case = made(tmp_path / "c", WHOLE, taken(yes=6, no=3))

    assert steps(check(case.dossier))["members"] == (
        "cannot-tell",
        "9 of 10 members have a position; of 1 that are called none is recorded: Member 10.",
    )


def test_a_quorum_is_told_with_its_number(tmp_path):
    """Reached it holds, missed it differs, and unread it cannot be told."""
    missed = made(tmp_path / "a", QUORUM, taken(yes=4, no=1, absent=5))
    there = made(tmp_path / "b", QUORUM, taken(yes=4, no=1, present=1, absent=4))
    unread = made(tmp_path / "c", CASTING + ', unread = "its article 5"', taken(yes=6, no=4))

    assert steps(check(missed.dossier))["quorum"] == (
        "differs",
        "Quorum: 5 were there by the records of the minutes, with 6 needed. Nothing could be decided.",
    )
    assert steps(check(there.dossier))["quorum"][0] == "holds"
    assert steps(check(unread.dossier))["quorum"] == (
        "cannot-tell",
        "The rule as stated asks for no quorum, and not all of its source was read: its article 5",
    )


def test_what_was_announced_of_nobody_s_name_cannot_be_told(tmp_path):
    """A consensus has no count to be held to."""
    live = held("here all", "item 2 ordinary T", "objections?", "consensus", "end")
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    found = steps(check(open_dossier(tmp_path / "dossier")))

    assert found["names"] == ("not-asked", "No record names anybody.")
    assert found["totals"] == ("not-asked", "No total was announced.")
    assert found["members"] == ("not-asked", "No record names anybody.")
    assert found["outcome"] == (
        "cannot-tell",
        "Announced: adopted by consensus. No record by name bears on it.",
    )


def test_the_council_of_july_2024_lists_the_names_that_failed(council):
    """Nobody on the roll is called Old and bearded; Cuba is counted and not called."""
    found = steps(council)

    assert found["names"][1].endswith("Of no member, in a report in machine translation: “Old and bearded”.")
    assert found["once"][1].endswith("More than once, in pledgetimes.com: Uruguay.")
    assert found["members"] == (
        "holds",
        "33 have a position, and 1 is counted and not called (Cuba): together the 34 members of the roll.",
    )


def test_every_step_leads_to_its_findings_on_the_page(council):
    """Nine list items, and every link of them to an entry of the list of findings."""
    page = Page(render_html(council, "en"))
    chain = re.search(r'<ol class="chain">(.*?)</ol>', render_html(council, "en"), re.DOTALL)
    led = re.findall(r'href="#(c1-finding-\d+)"', chain[1])

    assert chain[1].count("<li ") == 9
    assert len(led) >= 6
    assert set(led) <= {a.get("id") for a in page.all("div")}


def test_the_screen_has_nine_lines_of_it(council):
    """A number, a name, a word; the quorum of this body's rules was not read."""
    lines = told(council, "en")
    start = lines.index(next(line for line in lines if line.strip() == "The chain, step by step"))

    told_so = [re.split(" {2,}", line)[:3] for line in lines[start:] if re.match(r"\d  ", line)]
    assert ["  ".join(cells) for cells in told_so] == [
        "1  names resolve  holds",
        "2  nobody twice  holds",
        "3  roll against totals  holds",
        "4  totals against members  holds",
        "5  quorum  cannot tell",
        "6  rule  holds",
        "7  outcome  holds",
        "8  sequence  not asked",
        "9  text  not asked",
    ]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler on the PATH")
def test_the_paper_has_the_same_sentences(council, tmp_path):
    """Every step's sentence stands in the PDF."""
    pytest.importorskip("typst")
    text = " ".join(asked("pdftotext", render_pdf(council, "es"), tmp_path).split())

    for _, sentence in steps(council, "es").values():
        assert sentence in text


def test_a_secret_national_vote_has_no_chain(tmp_path):
    """A roll call without a file of its body has one, and does not claim to know its members."""
    few = check(dossier_of(honest_election(seed=5, regions=1, centres=2), tmp_path / "secret"))
    roll = check(dossier_of(honest_council(seed=5, members=9), tmp_path / "open"))

    assert compose(few, "en").contests[0].chain is None
    assert steps(roll)["names"][0] == "cannot-tell"
