"""What a secretariat is told of its own files: what was taken, which question, what is wrong where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellers.cli.refusal_words import ENGLISH, SAID

ROOT = Path(__file__).parents[2]
MEMBERS = "name,name_es,joined\nUpland,Tierra Alta,2001-01-01\nLowland,Tierra Baja,2002-02-02\n"
WEIGHED = "name,joined,weight.population\nUpland,2001-01-01,10\nLowland,2005-05-05,20\n"
LINES = """here upland, lowland
item r-1 ordinary Opening hours
for upland, lowland
close
announce for 2 against 0 adopted
item r-2 ordinary Thanks
consensus
end
"""


@pytest.fixture
def river(tmp_path, run):
    """A body of two members, in a folder of its own."""
    (tmp_path / "members.csv").write_text(MEMBERS, encoding="utf-8")
    body = tmp_path / "river.toml"
    run("council", "new", body, "--profile", "un-general-assembly", "--from", tmp_path / "members.csv")
    return body


@pytest.fixture
def sitting(tmp_path, run, river):
    """The dossier of a sitting with one vote by name and one decision without."""
    (tmp_path / "lines.txt").write_text(LINES, encoding="utf-8")
    journal, to = tmp_path / "a.journal", tmp_path / "sitting"
    lines = ("--commands", tmp_path / "lines.txt")
    run("council", "sit", journal, "--body", river, "--on", "2024-07-01", "--presiding", "Chair", *lines)
    run("council", "sitting", journal, "--to", to)
    return to


def test_weights_say_from_which_day_they_were_taken_to_hold(run, tmp_path):
    """And that nobody said who states them."""
    (tmp_path / "w.csv").write_text(WEIGHED, encoding="utf-8")
    made = ("--profile", "un-general-assembly", "--from", tmp_path / "w.csv")

    guessed = run("council", "new", tmp_path / "w.toml", *made)
    said = run(
        "council", "new", tmp_path / "s.toml", *made, "--lang", "es",
        "--weights-on", "2010-01-01", "--weights-source", "the census",
    )  # fmt: skip

    assert guessed.out.splitlines()[1:] == [
        (
            "Weights population: nobody said from which day they hold, so 2005-05-05 was taken, when the "
            "last seat joined. Another: --weights-on DAY."
        ),
        (
            "Nobody said who states these weights: write it under source in the file, or begin again with "
            "--weights-source."
        ),
    ]
    assert said.out.splitlines()[1:] == ["Pesos population: desde 2010-01-01."]
    assert 'on = "2010-01-01", source = "the census"' in (tmp_path / "s.toml").read_text(encoding="utf-8")


def test_what_if_says_which_of_several_questions_it_took(run, sitting):
    """With how to name another; one without names names those that have them."""
    taken = run("council", "what-if", sitting)
    refused = run("council", "what-if", sitting, "--contest", "r-2", "--lang", "es")

    assert "This is of the question r-1. Others of the dossier, by --contest: r-2.\n" in taken.out
    assert refused.code == 2
    assert refused.err.endswith(
        "ninguna fuente tiene registros de 'r-2'\n"
        "  se espera:  r-1\n"
        "  qué hacer:  Nombre una que los tenga con --contest.\n"
    )


def test_a_sitting_is_exported_though_one_decision_has_no_names(run, sitting, tmp_path):
    """What is left out is counted."""
    out = run("council", "export", sitting, "--as", "popolo", "--to", tmp_path / "out.json")

    assert out.code == 0
    assert out.out.endswith(
        "out.json: votes 1, names 2.\n"
        "In the dossier, and in no vote event:\n"
        "  decisions without a name, by consensus, by hands or never voted on: 1\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('profile = "', 'profil = "', (
            "river.toml: no hay aquí ninguna clave 'profil'\n"
            "  se espera:  change, id, name, note, profile, reading, seat, unit_name, weight\n"
            "  qué hacer:  Corrija esa clave; docs/reference enumera todas las de este archivo.\n"
        )),
        ('joined = "2001-01-01"', "joined = 2001", (
            "river.toml: seat 1 (upland), joined: 2001 es un número entero\n"
            "  se espera:  un texto entre comillas\n"
            "  qué hacer:  Corrija esa clave; docs/reference enumera todas las de este archivo.\n"
        )),
        ('es = "Tierra Alta"', "es = 3", (
            "river.toml: seat 1 (upland), name, es: 3 es un número entero\n"
            "  se espera:  un texto entre comillas\n"
            "  qué hacer:  Corrija esa clave; docs/reference enumera todas las de este archivo.\n"
        )),
    ],
)  # fmt: skip
def test_a_wrong_key_is_told_in_spanish_with_its_place(run, river, old, new, told):
    """File, place, what was found, what belongs there, what to do; no word of the reader's own."""
    river.write_text(river.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    done = run("council", "members", river, "--lang", "es")

    assert (done.code, done.out, done.err) == (3, "", told)


def test_a_line_that_is_none_of_a_journal_is_shown(run, tmp_path):
    """As it stands in the file."""
    (tmp_path / "a.journal").write_text('{"a":1}\n', encoding="utf-8")

    done = run("council", "sitting", tmp_path / "a.journal", "--lang=es")

    assert done.code == 3
    assert done.err == (
        "a.journal, line 1: no es una línea de un diario\n"
        "  se espera:  un objeto con sequence, time, previous y event\n"
        '  se halló:   {"a":1}\n'
        "  qué hacer:  El archivo se cambió a mano o el disco falla. Compárelo con una copia.\n"
    )


@pytest.mark.parametrize("word", ["elected", "runoff", "no-election", "corrected"])
def test_a_question_of_a_draft_has_no_outcome_of_an_election(run, word):
    """The words that there are, are those of decisions."""
    draft = ROOT / "examples" / "drafts" / "publication-of-the-records"
    done = run("draft", "plan", draft, "--result", f"important={word}")

    assert done.code == 2
    assert done.err == (
        f"--result: there is no result '{word}'\n"
        "  expected: tie, adopted, adopted-by-consensus, adopted-by-acclamation, adopted-without-a-vote, "
        "not-adopted, not-decided, lapsed, withdrawn, not-put\n"
    )


def test_the_chain_of_a_consensus_tells_the_quorum_by_the_attendance(run, sitting):
    """No name says who was there, and the sitting had counted them."""
    done = run("check", sitting)
    told = " ".join(done.out.split("Thanks")[1].split())

    assert (
        "5 quorum holds Quorum: 2 in the room (the attendance of the sitting), with 2 needed: there was"
        in told
    )


def test_changes_of_a_draft_are_counted_in_spanish(run):
    """One is "movido", eight are "iguales"."""
    draft = ROOT / "examples" / "drafts" / "publication-of-the-records"

    assert run("draft", "diff", draft, "v1", "v2", "--lang", "es").out.endswith(
        "v1 a v2: 8 iguales, 2 cambiados, 1 movido\n"
    )


def test_every_sentence_that_has_its_spanish_is_still_raised():
    """A sentence that was mended in English would be told in English again, and nobody would see it."""
    code = " ".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src" / "tellers").rglob("*.py")
        if path.name not in {"refusals.py", "refusal_words.py"}
    )
    assert {len(said) for said in SAID.values()} == {len(ENGLISH)}
    fixed = [english.replace("\\", "") for english in ENGLISH if "(" not in english]

    together = {  # put together of a part that is fixed and one that is not
        "cannot be read: no such file or directory",
        "no column is known to be the roll call",
        "no column is known to be the member",
        "no column is known to be the position",
        "a folder with a datapackage.json",
        "a folder with draft.toml",
        "text in quotes or a table { ... }",
    }
    assert len(fixed) > 30
    assert {told for told in fixed if told not in code} == together


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", (
            "body.toml: el byte 0 no está en UTF-8\n"
            "  se espera:  un archivo TOML en UTF-8\n"
            "  qué hacer:  Guárdelo en UTF-8.\n"
        )),
        (b'id = "x"\nname = "X"\nprofile = "none-such"\nseat = [{ id = "a", name = "A" }]\n',
         "body.toml, profile: no hay ningún perfil 'none-such'\n"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_body_names_its_file(run, tmp_path, content, told):
    """Bytes that are no text, and a profile that there is not."""
    (tmp_path / "body.toml").write_bytes(content)

    assert run("council", "members", tmp_path / "body.toml", "--lang", "es").err.startswith(told)
