"""`tellers draft`: what each command prints and answers, in both languages."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tellers.cli import draft_diff, draft_verify

EXAMPLE = Path(__file__).parents[2] / "examples" / "drafts" / "publication-of-the-records"
V2 = "sha256:78f427a2b7f349a281db3ff1fea8bc94efea8e1b56377c7010f3a8caae6d5ba3"
TEXT = "The Council,\n\nRecalling its purposes,\n\n1. Requests the records.\n2. Urges all to preserve them.\n"


@pytest.fixture
def typed(tmp_path):
    """A function that writes a text into a file and returns it."""

    def wrote(text: str = TEXT, name: str = "text.txt") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return wrote


def test_a_text_becomes_a_draft_and_its_next_text_a_version_with_the_same_names(run, typed, tmp_path):
    """Every guess is said; what moved keeps its id, what is new gets one that was never used."""
    first = run("draft", "import", typed(), "--to", tmp_path / "d", "--date", "2024-07-29")
    text = (
        "The Council,\n\n1. Urges all to preserve them.\n\n2. Requests the records now.\n\n3. Thanks them.\n"
    )
    second = run(
        "draft", "import", typed(text, "b.md"), "--to", tmp_path / "d", "--date", "2024-07-30", "--lang", "es"
    )

    assert (first.code, second.code) == (0, 0)
    assert (
        "op1        operative   1    its opening words                    Requests the records.\n"
        in first.out
    )
    assert first.err == "note: the language was not told; its small words say: en\n"
    assert "op1      operativo   2    sus primeras palabras" in second.out
    assert "op2      operativo   1    " in second.out
    assert "op3      operativo   3    " in second.out
    assert "Párrafos: 4. La versión v2 es" in second.out
    assert (tmp_path / "d" / "v1.md").read_text() == TEXT.replace("The", "# The", 1).replace("\n2.", "\n\n2.")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "the day of the version is missing"),
        (["--date", "yesterday"], "not a day"),
        (["--date", "2024-07-30", "--version", "v1"], "there is a version 'v1' already"),
        (["--date", "2024-07-30", "--version", "a/b"], "not a VersionId"),
        (["--date", "2024-07-30", "--translates", "v7"], "there is no version 'v7'"),
        (
            ["--date", "2024-07-30", "--translates", "v1"],
            "a translation of v1 has 11 paragraphs, this text 4",
        ),
    ],
)
def test_an_import_that_cannot_be_is_refused_and_nothing_is_written(run, typed, tmp_path, more, told):
    """The folder is as it was."""
    shutil.copytree(EXAMPLE, tmp_path / "d")
    before = sorted((p.name, p.read_bytes()) for p in (tmp_path / "d").iterdir())
    done = run("draft", "import", typed(), "--to", tmp_path / "d", *more)

    assert (done.code, told in done.err) == (2, True)
    assert sorted((p.name, p.read_bytes()) for p in (tmp_path / "d").iterdir()) == before


def test_a_file_that_is_no_text_is_refused(run, typed, tmp_path):
    """By its name's ending, by its bytes, and where there is none."""
    assert "not a form of draft that is read" in run("draft", "hash", typed(name="a.docx")).err
    (tmp_path / "b.txt").write_bytes(b"Se\xf1al")
    assert run("draft", "hash", tmp_path / "b.txt").code == 3
    assert "cannot be read" in run("draft", "hash", tmp_path / "none.txt").err


def test_the_hash_is_the_same_from_text_markdown_and_akoma_ntoso(run, typed, tmp_path):
    """And the same as that of the bytes that --text prints."""
    plain = run("draft", "hash", typed())
    marked = run("draft", "hash", typed(TEXT.replace("Recalling", "*Recalling*"), "a.md"))
    run("draft", "export", EXAMPLE, "--to", tmp_path / "v2.xml")
    exported = run("draft", "hash", tmp_path / "v2.xml", "--paragraphs")

    assert plain.out == marked.out
    lines = (
        "The Council,\nRecalling its purposes,\n1\tRequests the records.\n2\tUrges all to preserve them.\n"
    )
    assert plain.out == f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}\n"
    assert exported.out.startswith(f"{V2}\n")
    assert exported.out.count("sha256:") == 12


def test_the_bytes_that_are_hashed_can_be_printed(start, typed):
    """Nothing before and nothing after them."""
    assert start("draft", "hash", "--text", typed()).out.endswith("2\tUrges all to preserve them.\n")


def test_a_difference_is_told_word_by_word_with_what_moved(run):
    """Exit code 1; the same version with itself 0."""
    done = run("draft", "diff", EXAMPLE, "v1", "v2")

    assert done.code == 1
    assert done.out == (
        "pre2: moved\n"
        "  Noting that an election was held in a member state and that its result was announced,\n"
        "op1 (1): changed\n"
        "  Requests the authority to publish the records of every polling table"
        " [-without delay.-] {+within ten days.+}\n"
        "op2 (2): changed\n"
        "  Invites the authority to let independent [-observers-] {+observers, chosen with its agreement,+}"
        " verify the records.\n"
        "v1 to v2: 8 the same, 2 changed, 1 moved\n"
    )
    assert run("draft", "diff", EXAMPLE, "v2", "v2", "--lang", "es") == (
        0,
        "Las palabras son las mismas.\n",
        "",
    )


def test_colour_is_for_terminals_and_never_alone(run, monkeypatch):
    """The brackets stay."""
    monkeypatch.setattr(draft_diff, "coloured", lambda: True)

    assert "\x1b[31m[-without delay.-]\x1b[0m" in run("draft", "diff", EXAMPLE, "v1", "v2").out
    monkeypatch.undo()
    assert not draft_verify.coloured()


def test_which_paragraph_stands_between_the_text_and_consensus(run):
    """Exit code 1 while somebody objects; of silence nothing is concluded."""
    done = run("draft", "consensus", EXAMPLE)
    told = json.loads(run("draft", "consensus", EXAMPLE, "--format", "json").out)

    assert done.code == 1
    assert done.out.endswith(
        "Only op2 (2) stands between v2 and consensus: 2 of 9 members object.\n"
        "Would join with a reservation: Corda.\n"
        "Nothing is recorded of Falk; silence is not agreement.\n"
        "Said of an earlier wording: Corda (op1).\n"
    )
    assert told["rows"][0][:4] == ["op2 (2)", "Gallia Minor, Harn", "", "Gallia Minor, Harn"]


def test_a_draft_without_objections_answers_zero(run, typed, tmp_path):
    """And says that it goes by what was recorded."""
    run("draft", "import", typed(), "--to", tmp_path / "d", "--date", "2024-07-29")
    done = run("draft", "consensus", tmp_path / "d", "--lang", "es")

    assert done == (0, "Nadie objeta un párrafo de v1, hasta donde consta.\n", "")


def test_the_plan_says_what_is_put_next_and_by_which_rule(run, typed):
    """The rule of the whole is open until the motion has its result."""
    before = json.loads(run("draft", "plan", EXAMPLE, "--format", "json").out)
    after = run(
        "draft", "plan", EXAMPLE, "--lang", "es", *(
            word for result in (
                "important=adopted", "a2=adopted", "a1.1=adopted", "a1=adopted", "separate-vote=not adopted",
            ) for word in ("--result", result)
        ),
    )  # fmt: skip

    assert [row[1] for row in before["rows"]] == [
        "important", "a2", "a1.1", "a1", "separate-vote", "separate-vote-op4", "whole",
    ]  # fmt: skip
    assert before["rows"][0][4] == "put next"
    assert before["rows"][-1][5] == "not settled yet"
    assert "6  separate-vote-op4  parte" in after.out
    assert "no se pone (no se dividió: separate-vote)" in after.out
    assert "two-thirds-of-members" in after.out
    page = (EXAMPLE / "v2.md").read_text(encoding="utf-8").replace("within ten", "within fifteen")
    without = "\n\n".join(block for block in page.split("\n\n") if not block.startswith("2."))
    decided = run("draft", "hash", typed(without, "decided.md")).out.strip()
    assert after.out.splitlines()[-2:] == [
        "Retiradas: a3.",
        f"El texto con lo decidido hasta ahora: {decided}",
    ]


@pytest.mark.parametrize(
    ("result", "told"), [("a9=adopted", "there is no question 'a9'"), ("a1=won", "there is no result 'won'")]
)
def test_a_result_of_nothing_or_a_word_that_is_none_is_wrong_use(run, result, told):
    """What there is stands beside it."""
    done = run("draft", "plan", EXAMPLE, "--result", result)

    assert (done.code, told in done.err) == (2, True)


def test_the_text_published_is_held_to_the_text_voted(run, tmp_path):
    """The same through another form; else the paragraph is named; else that only a heading differs."""
    run("draft", "export", EXAMPLE, "v2", "--to", tmp_path / "v2.xml")
    sound = run("draft", "verify", EXAMPLE, "--published", tmp_path / "v2.xml")
    page = (EXAMPLE / "v2.md").read_text(encoding="utf-8")
    (tmp_path / "a.md").write_text(page.replace("Invites", "Asks"), encoding="utf-8")
    (tmp_path / "b.md").write_text(page.replace("# PUB", "# RESOLUTION 7: PUB"), encoding="utf-8")
    changed = run("draft", "verify", EXAMPLE, "--published", tmp_path / "a.md")
    headed = run("draft", "verify", EXAMPLE, "--published", tmp_path / "b.md", "--lang", "es")

    assert (sound.code, sound.out.splitlines()[-1]) == (
        0, "The words published are those of v2, letter by letter.",
    )  # fmt: skip
    assert changed.code == 1
    assert "op2 (2): changed\n  [-Invites-] {+Asks+} the authority" in changed.out
    assert headed.out.splitlines()[-1].startswith("Solo difieren encabezados")


def test_a_draft_is_shown_with_its_life(run):
    """Versions with hashes, sponsors, amendments, reservations, explanations."""
    shown = run("draft", "show", EXAMPLE, "v1-es", "--lang", "es").out

    assert shown.startswith("C/doc.7 · PUBLICACIÓN Y VERIFICACIÓN DE LAS ACTAS · v1-es\n")
    for part in (V2, "Copatrocinadores", "within ten days → within thirty days", "días hábiles", "después"):
        assert part in shown
    assert run("draft", "show", EXAMPLE, "v7").code == 2


def test_guesses_are_shown_where_the_file_does_not_say(run, tmp_path):
    """A draft made by hand has a column of reasons."""
    (tmp_path / "draft.toml").write_text(
        '[draft]\nid = "d"\ntitle = "D"\n'
        '[[version]]\nid = "v1"\ndate = "2024-07-30"\nlanguage = "en"\nfile = "a.txt"\n'
    )
    (tmp_path / "a.txt").write_text(TEXT)

    assert "op2        operative   its opening words" in run("draft", "show", tmp_path).out


@pytest.mark.parametrize("command", ["show", "diff", "consensus", "plan", "verify", "export"])
def test_a_folder_without_a_draft_is_refused(run, tmp_path, command):
    """And it is said how to begin one."""
    more = {"diff": ["a", "b"], "verify": ["--published", "x.md"], "export": ["--to", "x.md"]}.get(
        command, []
    )
    done = run("draft", command, tmp_path, *more)

    assert (done.code, "tellers draft import FILE --to FOLDER" in done.err) == (3, True)


def test_help_lists_what_there_is_to_ask(run):
    """Each command says what it does, without being called."""
    assert "consensus  Show who objects to which paragraph" in run("draft", "--help").out
