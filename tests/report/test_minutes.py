"""Minutes of a decision: what they say in both languages, on the page, the paper and the screen."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from tests.check.councils import CASTING, DOUBLE, HEAVY, QUORUM, VETO, taken
from tests.check.councils import council as made
from tests.council.held import held
from tests.report.test_html import Page
from tests.report.test_pdf import asked
from tests.simulator import dossier_of, honest_council, honest_election

from tellers.check import check
from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier
from tellers.errors import UsageError
from tellers.model import OutcomeWord
from tellers.report.catalogue import LANGUAGES
from tellers.report.minutes.compose import compose_minutes
from tellers.report.minutes.render import render_minutes_html, render_minutes_pdf
from tellers.report.minutes.screen import minutes_lines

EXAMPLES = Path(__file__).parents[2] / "examples"
OF_TEXTS = [word for word in OutcomeWord if word.value not in {"elected", "tie", "runoff", "no election"}]

WORDS = {
    "en": (
        *("adopted", "adopted by consensus", "adopted by acclamation", "adopted without a vote"),
        *("not adopted", "not decided", "lapsed", "withdrawn", "not put to the vote"),
        *("corrected", "confirmed on recount"),
    ),
    "es": (
        *("aprobado", "aprobado por consenso", "aprobado por aclamación", "aprobado sin votación"),
        *("no aprobado", "sin decidir", "decaído", "retirado", "no sometido a votación"),
        *("corregido", "confirmado en recuento"),
    ),
    "pt": (
        *("aprovado", "aprovado por consenso", "aprovado por aclamação", "aprovado sem votação"),
        *("não aprovado", "sem decisão", "caducado", "retirado", "não posto em votação"),
        *("corrigido", "confirmado na recontagem"),
    ),
    "fr": (
        *("adopté", "adopté par consensus", "adopté par acclamation", "adopté sans vote"),
        *("non adopté", "sans décision", "devenu caduc", "retiré", "non mis aux voix"),
        *("corrigé", "confirmé après nouveau décompte"),
    ),
}
"""The outcomes of a text, in the order of `OutcomeWord`."""


def lines(result, language="en", **more):
    """The minutes as a screen of 88 letters shows them."""
    return minutes_lines(compose_minutes(result, language, **more))


def section(told, title):
    """The lines under a heading, up to the next."""
    start = told.index(title)
    rest = told[start + 2 :]
    ends = [place for place, line in enumerate(rest) if re.fullmatch("-{4,}", line)]
    return rest[: ends[0] - 2] if ends else rest


def sitting(tmp_path, *entered, **more):
    """The checked dossier of a sitting held with these lines."""
    live = held(*entered, **more)
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    return check(open_dossier(tmp_path / "dossier"))


@pytest.fixture(scope="module")
def example():
    """The sitting of the made council, with the text of its first question."""
    return check(open_dossier(EXAMPLES / "made-council"))


def test_the_minutes_of_a_made_council_in_english(example):
    """Heading and decision, the text with its footnote, who voted how, what was corrected."""
    told = lines(example)

    assert told[:15] == [
        "The Council",
        "MINUTES OF THE DECISION",
        "",
        "Publication and verification of the records",
        "18 May 2031",
        "",
        "Symbol: C/doc.7",
        "Co-sponsors on that day: Arvon, Estoria",
        "Announced by: the chair",
        "",
        "ADOPTED",
        "  Announced by the chair, 18 May 2031: adopted.",
        "  The names give the same under the rule.",
        "  Count by name: For 6, Against 1, Abstaining 1.",
        "  For: 6 votes, with 6 required; adopted.",
    ]
    assert "  1. Requests the authority to publish the records of every polling table within ten" in told
    assert "  days. [1]" in told
    assert section(told, "Vote") == [
        "For (6)",
        "  Arvon, Belmar, Corda, Delmont, Estoria, Gallia Minor",
        "Against (1)",
        "  Harn",
        "Abstaining (1)",
        "  Isola",
        "Absent (1)",
        "  Falk Islands",
        "Without a vote (1)",
        "  Kestrel",
        "The count",
        "  Position               Members",
        "  For                          6",
        "  Against                      1",
        "  Abstaining                   1",
        "  Absent                       1",
        "  Without a vote               1",
        "  Members accounted for       10",
        "Corrections",
        "- Belmar: For (record 9), in place of Abstaining (record 7), because the interpreter was",
        "  misheard.",
        "Notes on the records",
        "- Falk Islands, Kestrel: by the attendance at the close; no position was entered.",
    ]
    assert section(told, "Attendance and quorum")[:5] == [
        "Members: 10",
        "With a vote: 9",
        "In the room: 9 (the attendance of the sitting)",
        "With a recorded position: 8",
        "Absent, by the records: 1: Falk Islands",
    ]
    assert section(told, "Reservations and explanations of position") == [
        "Reservations",
        "  [1] Corda, on paragraph 1: Corda understands the period to be counted in working days.",
        "Explanations of position before the vote",
        "  Gallia Minor: Gallia Minor will vote for a text that it would have preferred shorter.",
        "Explanations of position after the vote",
        "  Harn, on paragraph 2: Harn would have joined the text without this paragraph.",
    ]


def test_the_same_minutes_in_spanish(example):
    """The translation is shown, and the hash of the text that was put stays that of the text put."""
    told = lines(example, "es")

    assert told[6:13] == [
        "Signatura: C/doc.7",
        "Copatrocinadores ese día: Arvon, Estoria",
        "Anunciado por: la presidencia",
        "",
        "APROBADO",
        "  Anunciado por la presidencia, 18 de mayo de 2031: aprobado.",
        "  Los nombres dan lo mismo según la regla.",
    ]
    assert "  3. Insta a todos los interesados a preservar el equipo y las boletas." in told
    assert "  sha256:78f427a2b7f349a281db3ff1fea8bc94efea8e1b56377c7010f3a8caae6d5ba3" in told
    assert section(told, "Votación")[:4] == [
        "A favor (6)",
        "  Arvon, Belmar, Corda, Delmont, Estoria, Galia Menor",
        "En contra (1)",
        "  Harn",
    ]
    rule = " ".join(section(told, "Cuestión y regla"))
    assert "Regla: Se aprueba con más de la mitad de 10 miembros: 6." in rule


def test_rival_memberships_stand_side_by_side(example, council):
    """Who claims which, the number it yields, and the outcome under it."""
    made_up = " ".join(section(lines(example), "Disputed membership and rival rules"))
    founding = " ".join(section(lines(council), "Disputed membership and rival rules"))

    rest = "outcome adopted; applied no"
    harn = "Harn, in a note to the members: counted on members; number 9; needed 5; in favour 6;"
    press = "some press reports: counted on members; number 33; needed 17; in favour 17;"
    assert f"{harn} {rest}" in re.sub(" +", " ", made_up)
    assert f"{press} {rest}" in re.sub(" +", " ", founding)


def test_a_text_that_is_not_in_the_dossier_is_said_not_to_be(council):
    """Nothing is made up for CP/doc.60/24; Cuba is not called, and its reason is the dossier's."""
    told = lines(council)

    assert section(told, "Text put to the vote") == ["The text is not in the dossier."]
    assert "Members not called (1)" in told
    assert any(line.startswith("- Cuba, counted and not called: its government was") for line in told)
    assert "Abstenciones (11)" in lines(council, "es")
    spanish = lines(council, "es")
    assert spanish[spanish.index("Abstenciones (11)") + 1].startswith(
        "  Antigua y Barbuda, Bahamas, Barbados, Belice, Bolivia, Brasil"
    )


def test_a_consensus_is_never_given_a_count(example):
    """No list, no number of votes; who was away and what was reserved as they were entered."""
    told = lines(example, contest="c-res-8")
    decision = told[: told.index("Text put to the vote")]

    assert decision[-4:-1] == [
        "ADOPTED BY CONSENSUS",
        "  Announced by the chair, 18 May 2031: adopted by consensus.",
        "  No vote was taken: nobody was counted.",
    ]
    assert "Symbol: C/doc.7" not in told  # the draft is of the other question
    assert not any("working days" in line for line in told)
    assert section(told, "Vote") == ["No vote was taken: nobody was counted."]
    assert not any(re.match(r"(For|Against) \(", line) for line in told)
    noted = " ".join(section(told, "Reservations and explanations of position"))
    assert "Reservation of Harn: it would have preferred a later day." in noted
    assert "Not in the room: Falk Islands." in noted


def test_an_announcement_that_the_names_contradict_stands_beside_them(tmp_path):
    """Both are told, and neither takes the other's place."""
    words = """
[[proclamation]]
id = "chair"
contest = "motion"
by = "the chair"
date = "2031-05-18"
document = "the sitting"
claim = [ { outcome = "adopted" } ]
"""
    case = made(tmp_path / "c", 'base = "members"', taken(yes=5, no=4, abstain=1), announced=words)
    minutes = compose_minutes(check(case.dossier), "en")

    assert minutes.decision.word == "Adopted"
    assert minutes.decision.tone == "differs"
    assert minutes.decision.texts[1] == (
        "The announcement and the names differ. Announced: adopted. By the names, under the rule: "
        "not adopted."
    )


@pytest.mark.parametrize(
    ("rule", "positions", "more", "word", "told"),
    [
        (QUORUM, taken(yes=4, no=1, absent=5), {}, "Not decided", "5 were there, with 6 needed for a quorum"),
        (VETO, taken(no=1, yes=9), {}, "Not adopted", "A vote of these defeats the text: Member 1."),
        (DOUBLE, taken(no=2, yes=8), {"weights": HEAVY}, "Adopted", "One requirement was waived"),
        (
            *(CASTING, taken(yes=4, no=4, abstain=2), {"casting": "for"}, "Adopted"),
            "and the casting vote (For); adopted",
        ),
    ],
)
def test_what_besides_the_count_decided_is_told(tmp_path, rule, positions, more, word, told):
    """A quorum, a veto, a waiver, a casting vote: a reason, and no outcome of its own."""
    decision = compose_minutes(check(made(tmp_path / "c", rule, positions, **more).dossier), "en").decision

    assert decision.word.startswith(word)
    assert told in " ".join(decision.texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", OF_TEXTS)
def test_every_outcome_there_is_can_be_printed(tmp_path, word, language):
    """In its own word, as it was announced."""
    words = f"""
[[proclamation]]
id = "chair"
contest = "motion"
by = "the chair"
date = "2031-05-18"
document = "the sitting"
claim = [ {{ outcome = "{word.value}" }} ]
"""
    case = made(tmp_path / "c", 'base = "members"', taken(yes=6, no=4), announced=words)
    told = lines(check(case.dossier), language)

    assert WORDS[language][OF_TEXTS.index(word)].upper() in told
    without = word.value.startswith("adopted ") or word.value in {"lapsed", "withdrawn", "not put"}
    assert any(re.match(r"  (Position|Posición|Posição) ", line) for line in told) is not without


def test_hands_are_announced_and_no_names_are_made_of_them(tmp_path):
    """The numbers are the chair's, and no list stands under them."""
    result = sitting(
        tmp_path, "item 1 ordinary T", "hands 20 3 2", "close", "announce for 20 against 3 adopted"
    )
    minutes = compose_minutes(result, "en")

    assert minutes.decision.word == "Adopted"
    assert (
        minutes.decision.texts[1:]
        == (
            "No record by name is in the dossier.",
            "Counted, as announced by Chair: For: number 20, Against: number 3.",
        )
        or minutes.decision.texts[1] == "No record by name is in the dossier."
    )
    assert section(minutes_lines(minutes), "Vote") == [
        "No record by name is in the dossier.",
        "Show of hands: For 20, Against 3, Abstaining 2.",
        "Announcement of the chair: For 20, Against 3.",
    ]


def test_a_vote_without_an_announcement_says_so(tmp_path):
    """The outcome is what the names give, and whose word it is not."""
    decision = compose_minutes(
        check(made(tmp_path / "c", 'base = "members"', taken(yes=6, no=4)).dossier), "en"
    ).decision

    assert decision.word == "Adopted"
    assert decision.texts[0] == (
        "No announcement of the outcome is in the dossier; this is what the names give under the rule."
    )


def test_an_election_has_no_minutes(tmp_path):
    """It is refused with what to do; a roll call without a file of its body is not."""
    election = check(dossier_of(honest_election(seed=5, regions=1, centres=2), tmp_path / "election"))
    roll = check(dossier_of(honest_council(seed=5, members=9), tmp_path / "roll"))

    with pytest.raises(UsageError, match="no decision of a council"):
        compose_minutes(election, "en")
    assert compose_minutes(roll, "en").sections


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    """Each language of the minutes."""
    return request.param


def test_the_page_is_whole_and_asks_nobody_for_anything(example, council, language):
    """Elements closed, headings in order, links that lead somewhere, tables with captions, no script."""
    for result in (example, council):
        page = Page(render_minutes_html(result, language))
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        led = [(a["href"] or "")[1:] for a in page.all("a")]
        policies = [a["content"] for a in page.all("meta") if a.get("http-equiv")]

        assert page.open == []
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        assert len(ids) == len(set(ids))
        assert set(led) <= set(ids)
        assert len(page.all("table")) == len(page.all("caption")) > 0
        assert page.all("script", "link", "img", "iframe", "form") == []
        assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
        assert page.all("html")[0]["lang"] == language


def test_a_name_of_a_dossier_is_only_text_in_minutes(hostile_council, language):
    """A trap adds no element, and turns no words around."""
    text = render_minutes_html(hostile_council, language)

    assert Page(text).all("script", "img") == []
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler on the PATH")
def test_the_paper_says_the_same(example, language, tmp_path):
    """Every sentence of the decision, every name, every paragraph of the text."""
    pytest.importorskip("typst")
    text = " ".join(asked("pdftotext", render_minutes_pdf(example, language), tmp_path).split())
    minutes = compose_minutes(example, language)
    blocks = [block for one in minutes.sections for block in one.blocks]
    said = [minutes.decision.word, *minutes.decision.texts]
    said += [sentence for block in blocks if block.kind == "paragraphs" for sentence in block.texts]
    said += [line.text for block in blocks if block.kind == "draft" for line in block.lines]

    plain = "".join(text.replace("- ", "-").split())
    assert [one for one in said if "".join(one.replace("- ", "-").split()) not in plain] == []
