from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from tellers.report.catalogue import LANGUAGES
from tellers.report.compose import compose_screen
from tellers.report.text import print_report, render_text


def told(result, language: str, *, width: int = 100, quiet: bool = False) -> list[str]:
    """Return the lines a terminal of this width shows."""
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(render_text(result, language, quiet=quiet))
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["election", "council", "honest"])
def test_a_report_fits_two_screens(which, language, request):
    """Of a hundred letters by fifty lines."""
    lines = told(request.getfixturevalue(which), language)

    assert len(lines) <= 100
    assert max(len(line) for line in lines) <= 100


def test_the_verdict_comes_first(election, council):
    """Before the numbers it rests on."""
    assert [line.split("  ")[0] for line in told(election, "en") if re.match("[A-Z]{4}", line)] == [
        "CONTRADICTED",
        "SETTLED",
    ]
    assert [line.split("  ")[0] for line in told(council, "en") if re.match("[A-Z]{4}", line)] == [
        "CONFIRMED",
        "SETTLED",
    ]


def test_quietly_it_tells_the_verdicts_only(council):
    """One line a claim, the word first, and nothing else."""
    heading = "hpdnoticias.com, heading above a list of five names"

    assert told(council, "en", width=200, quiet=True) == [
        "SETTLED       The outcome, by the records",
        "CONFIRMED     For: number 17",
        "CONFIRMED     Against: number 0",
        "CONFIRMED     Abstaining: number 11",
        f"CONFIRMED     Absent: number 5; also reported: 4 ({heading})",
        "CONFIRMED     members: number 34",
        "CONFIRMED     votes required 18",
        "CONFIRMED     outcome not adopted",
    ]


def test_only_findings_above_information_are_listed_and_the_rest_is_counted(election):
    """The worst first, each with its weight against the margin."""
    lines = told(election, "en")
    listed = [line.split()[1] for line in lines if line.startswith("- ")]

    assert listed[0] == "SERIOUS"
    assert "INFORMATION" not in listed
    assert any(re.fullmatch(r"\.\.\. \+\d+ more", line) for line in lines)


def test_an_honest_election_lists_nothing(honest):
    """No finding weighs more than information, and it says so."""
    lines = told(honest, "en")

    assert any(
        re.fullmatch(r"None of the \d+ findings weighs more than information\.", line.strip())
        for line in lines
    )
    assert not any(line.startswith("- ") for line in lines)


def test_a_name_cannot_speak_to_the_terminal(hostile, capsys):
    """No escape sequence of a dossier is passed on, and square brackets are letters."""
    print_report(hostile, language="en", quiet=False)
    shown = capsys.readouterr().out

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[2J" in shown  # what is left of it, to be read


def test_the_number_that_is_weighed_is_told_before_it_is_weighed(election):
    """Of votes that one option lacks the sentence goes on until it has said where their number comes from."""
    told_at_once = " ".join(" ".join(told(election, "en")).split())

    assert (
        "Nicolás Maduro Moros would need 1,833,950 more votes than published table V2 gives, and published "
        "table V2 alone already holds 828,488 more votes for all options together than were announced: "
        "2,662,438 apart. 2,662,438 votes; the margin is 704,114" in told_at_once
    )


ACCOUNTED = {
    "en": "17,972,512 accounted for: 17,743,433 registered voters of the 24,530 polling tables with a record "
    "and a known register; 229,079 ballots on the records of the 543 polling tables whose register nobody "
    "gives.",
    "es": "17.972.512 ya contabilizados: 17.743.433 electores inscritos en 24.530 mesas con registro y "
    "padrón conocido; 229.079 votantes según los registros de 543 mesas cuyo padrón nadie da.",
    "pt": "17.972.512 já contabilizados: 17.743.433 eleitores inscritos em 24.530 mesas eleitorais com "
    "registro e inscritos conhecidos; 229.079 votantes segundo os registros de 543 mesas eleitorais cujo "
    "número de inscritos ninguém dá.",
    "fr": "17 972 512 déjà pris en compte : 17 743 433 électeurs inscrits dans 24 530 bureaux de vote "
    "avec un relevé et une liste électorale connue ; 229 079 bulletins d’après les relevés de "
    "543 bureaux de vote dont personne ne donne la liste électorale.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_accounted_for_adds_up_on_the_first_screen(election, language):
    """Registers where they are known, ballots where they are not: one sentence derives the sum."""
    assert 17_743_433 + 229_079 == 17_972_512
    told = compose_screen(election, language).contests[0].headline.could_change
    assert ACCOUNTED[language] in [" ".join(one.split()) for one in told]
