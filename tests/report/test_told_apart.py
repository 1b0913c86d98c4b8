"""What stands and what was first recorded, two questions with one title, one sitting of several decisions."""

from __future__ import annotations

import pytest
from tests.council.held import held, small

from tellers.check import check
from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier
from tellers.report.catalogue import LANGUAGES
from tellers.report.compose import compose
from tellers.report.minutes.render import render_sitting_html, render_sitting_pdf
from tellers.report.minutes.screen import sitting_lines
from tellers.report.minutes.sitting import compose_sitting

LINES = (
    "here a, b, c, d",
    "item 1 ordinary The locks",
    "for a, b, c",
    "against d",
    "correct c against because it was misheard",
    "correct d for because it was misheard too",
    "close",
    "announce for 3 against 1 adopted",
    "item 2 ordinary The locks",
    "consensus",
    "item 3 ordinary The date",
    "hands 2 1",
    "close",
    "announce adopted",
)


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """The checked dossier of a sitting with a vote by name, a consensus and a show of hands."""
    live = held(*LINES, body=small("un-general-assembly"))
    to = tmp_path_factory.mktemp("told") / "sitting"
    write_sitting_dossier(live.state, to, last=live.journal.last)
    return check(open_dossier(to))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["For", "For", "Against (first recorded: For)", "For (first recorded: Against)", "Absent"]),
        ("es", ["A favor", "A favor", "En contra (registrado primero: A favor)",
                "A favor (registrado primero: En contra)", "Ausentes"]),
    ],
)  # fmt: skip
def test_name_by_name_says_what_stands_and_what_was_first_recorded(result, language, told):
    """What a correction replaced is no second position."""
    sections = compose(result, language).contests[0].sections
    units = next(one for one in sections if one.anchor.endswith("units"))

    assert [row[1] for row in units.blocks[1].rows][:4] == told[:4]


def test_two_questions_with_one_title_have_their_ids(result):
    """In the report and in the minutes; a title of its own stays as it is."""
    assert [one.title for one in compose(result, "en").contests] == [
        "The locks (1)", "The locks (2)", "The date",
    ]  # fmt: skip
    assert [one.title for one in compose_sitting(result, "en").decisions] == [
        "1. The locks (1)", "2. The locks (2)", "3. The date",
    ]  # fmt: skip


def test_the_minutes_of_a_sitting_have_attendance_first_and_each_decision_in_order(result):
    """Records and signatures stand once; hands and consensus say how many were in the room."""
    lines = sitting_lines(compose_sitting(result, "en"))

    assert lines[:13] == [
        "MINUTES OF THE SITTING",
        "",
        "X",
        "31 July 2024",
        "",
        "Members, and who was in the room",
        "--------------------------------",
        "Members: 5",
        "In the room at each decision",
        "  Decision          In the room",
        "  1. The locks (1)            4",
        "  2. The locks (2)            4",
        "  3. The date                 4",
    ]
    quorum = "Quorum: 4 in the room (the attendance of the sitting), with 3 needed: there was one."
    assert lines.count(quorum) == 2
    assert lines.count("Signatures") == lines.count("Records and hashes") == 1
    assert "Show of hands: For 2, Against 1." in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitting_is_a_page_and_a_paper(result, language):
    """With an anchor a section, and a heading a decision."""
    minutes = compose_sitting(result, language)
    page = render_sitting_html(minutes)

    assert page.count('<article class="item"') == 3
    assert 'id="d2-vote"' in page
    assert "<script" not in page
    assert render_sitting_pdf(minutes).startswith(b"%PDF-")
