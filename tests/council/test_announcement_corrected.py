"""A slip in an announcement is corrected by a record that names it, and nothing of it is lost."""

from __future__ import annotations

import pytest
from tests.council.held import held, hold, small
from tests.council.test_sitting import refused

from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier
from tellers.errors import EntryRefused
from tellers.report.sitting_words import entry_line

BODY = small("un-general-assembly")
VOTED = ("here all", "item 1 ordinary T", "for a, b, c", "against d", "abstain e", "close")
SLIP = "announce for 3 against 2 required 3 not adopted"
RIGHT = "announce for 3 against 1 required 3 adopted"
WRONG = "correct announce #{} adopted because x"
MENDED = "correct announce for 3 against 1 required 3 adopted because the chair misread the sheet"


def proclaimed(tmp_path, *lines: str):
    """The proclamations of a sitting's dossier."""
    live = held(*lines, body=BODY)
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    return open_dossier(tmp_path / "dossier").proclamations


def test_a_corrected_announcement_is_one_proclamation_and_its_note_says_what_was_said_before(tmp_path):
    """Entry 15 in place of entry 14; both stay in the journal."""
    (said,) = proclaimed(tmp_path, *VOTED, SLIP, MENDED)

    assert (said.id, said.title.in_language("en")) == ("1-chair-1", "Announcement of the chair")
    assert [claim.text for claim in said.claims] == ["3", "1", "3", "adopted"]
    assert said.note.in_language("en") == (
        "The announcement was corrected at 2024-07-31T15:00:00.000Z (entry 15 of the journal, in place of "
        "entry 14), because the chair misread the sheet. Before it said: For 3, Against 2, 3 required, "
        "not adopted."
    )
    assert said.note.in_language("es") == (
        "El anuncio se corrigió a las 2024-07-31T15:00:00.000Z (asiento 15 del diario, en lugar del "
        "asiento 14), porque the chair misread the sheet. Antes decía: A favor 3, En contra 2, "
        "3 necesarios, no aprobado."
    )
    assert said.note.in_language("pt") == (
        "O anúncio foi corrigido às 2024-07-31T15:00:00.000Z (lançamento 15 do diário, no lugar do "
        "lançamento 14), porque the chair misread the sheet. Antes dizia: A favor 3, Contra 2, "
        "necessários 3, não aprovado."
    )
    assert said.note.in_language("fr").replace("\xa0", " ") == (
        "L’annonce a été corrigée à 2024-07-31T15:00:00.000Z (inscription 15 du journal, à la place de "
        "l’inscription 14), parce que the chair misread the sheet. Elle disait avant : Pour 3, Contre 2, "
        "3 requis, non adopté."
    )


def test_a_second_plain_announcement_is_a_second_proclamation(tmp_path):
    """Nobody said that the first was a slip."""
    said = proclaimed(tmp_path, *VOTED, SLIP, RIGHT)

    assert [(one.title.in_language("en"), one.claims[-1].text) for one in said] == [
        ("Announcement of the chair", "not adopted"),
        ("Announcement of the chair (2)", "adopted"),
    ]
    assert [one.note.in_language("en") for one in said] == ["", ""]


def test_an_earlier_announcement_is_corrected_by_its_number_and_keeps_its_place(tmp_path):
    """The second, of the same question, stands after it as before."""
    line = "correct 1 announce #14 for 3 against 1 because it was misheard"
    said = proclaimed(tmp_path, *VOTED, SLIP, RIGHT, "item 2 ordinary U", "consensus", line)

    assert [[claim.text for claim in one.claims] for one in said[:2]] == [
        ["3", "1"],
        ["3", "1", "3", "adopted"],
    ]
    assert "in place of entry 14" in said[0].note.in_language("en")


def test_an_announcement_corrected_twice_tells_both_corrections(tmp_path):
    """The last first."""
    again = (
        "correct announce for 3 against 1 abstain 1 required 3 adopted because the abstention was left out"
    )
    (said,) = proclaimed(tmp_path, *VOTED, SLIP, MENDED, again)
    note = said.note.in_language("en")

    assert note.count("The announcement was corrected") == 2
    assert note.index("entry 16") < note.index("in place of entry 14")


def test_a_correction_is_of_the_office_that_announced_and_may_come_after_the_end():
    """Another presides by then."""
    sitting = hold(*VOTED, SLIP, "chair Vice-Chair", "end", MENDED, body=BODY)
    line, event = sitting.entries[-1]

    assert [(record, said.by) for record, said in sitting.find("1").announcements.items()] == [(17, "Chair")]
    assert entry_line(sitting, line, event, "en") == (
        "#17 Chair announces, corrected: in favour 3, against 1, 3 required, adopted; in place of record 14, "
        "because the chair misread the sheet."
    )
    assert entry_line(sitting, line, event, "es") == (
        "#17 Chair anuncia, corregido: a favor 3, en contra 1, se necesitan 3, aprobado; en lugar del "
        "registro 14, porque the chair misread the sheet."
    )


def test_both_languages_correct_an_announcement():
    """The same entry of Spanish words."""
    english = held(*VOTED, SLIP, "correct announce for 3 adopted because x", body=BODY)
    spanish = held(*VOTED, SLIP, "corrige anuncio favor 3 aprobado porque x", body=BODY)

    assert english.journal.lines[-1].event == {
        "what": "announcement",
        "item": "1",
        "by": "Chair",
        "counts": {"for": 3},
        "outcome": "adopted",
        "replaces": 14,
        "reason": "x",
    }
    assert english.journal.lines[-1].event == spanish.journal.lines[-1].event


@pytest.mark.parametrize(
    ("key", "words", "lines"),
    [
        ("nothing-announced", {"item": "1"}, [MENDED]),
        ("no-reason", {}, [SLIP, "correct announce adopted"]),
        ("no-reason", {}, [SLIP, "correct announce adopted because  "]),
        ("announces-the-same", {"record": "14"}, [SLIP, f"correct {SLIP} because x"]),
        ("announces-nothing", {}, [SLIP, "correct announce because x"]),
        ("corrects-another", {"record": "3", "stands": "14"}, [SLIP, WRONG.format(3)]),
        ("corrects-another", {"record": "14", "stands": "15"}, [SLIP, MENDED, WRONG.format(14)]),
        ("no-outcome", {"outcome": "carried"}, [SLIP, "correct announce carried because x"]),
    ],
)  # fmt: skip
def test_a_correction_of_an_announcement_names_the_one_that_stands_and_says_why(key, words, lines):
    """And changes something."""
    assert refused(key, *VOTED, *lines, body=BODY) == words


def test_a_plain_announcement_after_the_end_is_refused_as_ever():
    """Only a correction may still come."""
    assert refused("ended", *VOTED, SLIP, "end", RIGHT, body=BODY) == {}


SHOWN = {
    "en": (
        "The announcement is other than the count. If it was a slip: correct 1 announce ... because WHY. "
        "This is announcement 2 on item 1; the one before, record 14, stands beside it. If that one was "
        "a slip: correct 1 announce #14 ... because WHY."
    ),
    "es": (
        "El anuncio no es lo que da el recuento. Si fue un desliz: corrige 1 anuncio ... porque MOTIVO. "
        "Este es el anuncio 2 del punto 1; el anterior, registro 14, queda a su lado. Si aquel fue un "
        "desliz: corrige 1 anuncio #14 ... porque MOTIVO."
    ),
    "pt": (
        "O anúncio não é o que dá a contagem. Se foi um lapso: corrige 1 anuncio ... porque MOTIVO. "
        "Este é o anúncio 2 sobre o item 1; o anterior, registro 14, fica ao lado dele. Se aquele foi um "
        "lapso: corrige 1 anuncio #14 ... porque MOTIVO."
    ),
    "fr": (
        "L’annonce n’est pas ce que donne le décompte. Si c’était un lapsus : corrige 1 annonce ... parce "
        "que MOTIF. C’est l’annonce 2 sur le point 1 ; la précédente, inscription 14, reste à côté. "
        "Si celle-là était un lapsus : corrige 1 annonce #14 ... parce que MOTIF."
    ),
}


@pytest.mark.parametrize("language", SHOWN)
def test_the_screen_says_how_a_slip_is_corrected(run, tmp_path, language):
    """After an announcement other than the count, and after a second one."""
    (tmp_path / "body.toml").write_bytes(BODY)
    (tmp_path / "lines.txt").write_text("\n".join((*VOTED, SLIP, SLIP)), encoding="utf-8")
    given = ("--body", tmp_path / "body.toml", "--on", "2024-07-31", "--commands", tmp_path / "lines.txt")
    done = run("council", "sit", tmp_path / "a.journal", *given, "--lang", language)

    assert SHOWN[language] in " ".join(done.out.split())


def test_hands_counted_again_are_told_beside_the_show_of_hands(tmp_path):
    """As a corrected announcement is."""
    lines = ("item 1 ordinary T", "hands 3 1", "close", "correct hands 2 2 because one was counted twice")
    hands, *_ = proclaimed(tmp_path, *lines)

    assert hands.note.in_language("en") == (
        "Hands were counted, and nobody's name was taken: no record bears on these numbers. The hands were "
        "counted again at 2024-07-31T15:00:00.000Z (entry 5 of the journal, in place of entry 3), because "
        "one was counted twice. Before there were: For 3, Against 1."
    )


def test_the_minutes_and_the_check_say_that_an_announcement_was_corrected(run, tmp_path):
    """Nothing silent: both tell the note."""
    proclaimed(tmp_path, *VOTED, SLIP, MENDED)
    minutes = " ".join(run("council", "minutes", tmp_path / "dossier").out.split())
    checked = run("check", tmp_path / "dossier", "--html", tmp_path / "page.html")

    assert "because the chair misread the sheet. Before it said: For 3, Against 2, 3 required" in minutes
    assert "Before it said: For 3, Against 2, 3 required" in (tmp_path / "page.html").read_text(
        encoding="utf-8"
    )
    assert "4 claims judged one by one: confirmed: 4." in checked.out


def test_an_announcement_cannot_be_corrected_by_a_forged_entry_of_no_record():
    """A journal that names a record that was never announced does not fold."""
    live = held(*VOTED, SLIP, MENDED, body=BODY)
    _, event = live.state.entries[-1]
    with pytest.raises(EntryRefused, match="corrects another: record 14, stands 15"):
        live.enter([event])
