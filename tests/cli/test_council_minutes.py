"""`tellers council minutes` on the made council that ships."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "examples" / "made-council"


def test_the_command_prints_and_writes(run, tmp_path, monkeypatch):
    """Text on the screen; a page where one is asked for, and then nothing is printed."""
    monkeypatch.setenv("COLUMNS", "88")
    shown = run("council", "minutes", FOLDER, "--lang", "es", "--contest", "c-res-7")
    whole = run("council", "minutes", FOLDER, "--lang", "es")
    written = run("council", "minutes", FOLDER, "--html", tmp_path / "minutes.html")

    assert shown.code == 0
    assert "ACTA DE LA DECISIÓN" in shown.out
    assert "ACTA DE LA SESIÓN" in whole.out
    assert (written.code, written.out) == (0, "")
    assert (tmp_path / "minutes.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_question_that_there_is_not_is_refused(run):
    """With those there are."""
    refused = run("council", "minutes", FOLDER, "--contest", "c-res-9")

    assert refused.code == 2
    assert "c-res-7, c-res-8" in refused.err
