"""`tellers council export` and `import`: what is written, what is said, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
OAS = EXAMPLES / "oas-2024-07-31"


def test_a_vote_goes_out_and_comes_back_in_two_commands(run, tmp_path):
    """What the format has no place for is listed, in the language asked for."""
    out = run("council", "export", OAS, "--as", "un", "--to", tmp_path / "un.csv", "--lang", "es")
    back = run(
        "council", "import", tmp_path / "un.csv", "--to", tmp_path / "dossier",
        "--profile", "oas-permanent-council", "--lang", "es",
    )  # fmt: skip

    assert (out.code, back.code) == (0, 0)
    assert "El formato no guarda:\n  nombres de órganos: 1\n" in out.out
    assert "  posiciones: 5 (ausentes > sin registro)\n" in out.out
    assert "nota: 'X' reúne varias posiciones y se lee como sin registro: 6\n" in back.err
    assert "Votaciones 1, miembros 34." in back.out
    assert run("check", tmp_path / "dossier", "--quiet").code == 0


def test_tables_are_written_as_a_folder_and_found_from_one_of_them(run, tmp_path):
    """`--to` is a folder that must not exist; any of its tables is enough to read them all."""
    arguments = ("council", "export", OAS, "--as", "howtheyvote", "--to", tmp_path / "tables")

    assert run(*arguments).code == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "member_votes.csv",
        "members.csv",
        "votes.csv",
    ]
    again = run(*arguments)
    assert (again.code, "it is there already" in again.err) == (2, True)
    back = run(
        "council", "import", tmp_path / "tables" / "votes.csv", "--to", tmp_path / "dossier",
        "--profile", "oas-permanent-council",
    )  # fmt: skip
    assert back.code == 0
    assert "members 34" in back.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--to", "d"), 2, "names no rule"),
        (("--to", "d", "--question", "two-thirds"), 2, "a question without a profile"),
        (("--to", "d", "--profile", "nobody"), 2, "there is no profile"),
        (("--to", "d", "--as", "akn"), 3, "not XML"),
        (("--to", "d", "--profile", "oas-permanent-council", "--body", "none.toml"), 2, "cannot be read"),
    ],
)
def test_what_does_not_go_together_is_refused(run, tmp_path, monkeypatch, arguments, code, said):
    """The refusal says what is missing, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "v.json").write_text(
        '{"id": "1", "start_date": "2024-01-01", "votes": [{"voter_id": "n", "option": "yes"}]}'
    )

    done = run("council", "import", "v.json", *arguments)

    assert (done.code, said in done.err) == (code, True)
    assert not (tmp_path / "d").exists()


def test_a_file_of_no_format_is_refused_with_those_there_are(run, tmp_path):
    """The list of formats and the page that says what each must have."""
    (tmp_path / "x.csv").write_text("state,position\nNorth,for\n")

    done = run("council", "import", tmp_path / "x.csv", "--to", tmp_path / "d")

    assert done.code == 3
    assert "akn, howtheyvote, openstates, popolo, un" in done.err
