"""What a report calls a figure that the dossier gives no name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.simulator import contest_of, honest_council, honest_election

from tellers.model import Figure, FigureId, Role, Text
from tellers.report.names import figure_name, plural_in, plural_of

ROLES = ("registered", "voters", "valid", "null")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["registered voters", "voters", "valid votes", "null votes"]),
        ("es", ["electores inscritos", "votantes", "votos válidos", "votos nulos"]),
        ("pt", ["eleitores inscritos", "votantes", "votos válidos", "votos nulos"]),
        ("fr", ["électeurs inscrits", "votants", "votes valides", "votes nuls"]),
    ],
)
def test_a_figure_without_a_name_is_called_by_its_role(code, expected):
    """Its id is a word of the file, not of the reader's language."""
    contest = contest_of(honest_election(seed=1))

    assert [figure_name(contest, FigureId(role), code) for role in ROLES] == expected


def test_the_register_of_an_open_vote_are_its_members():
    """A council has no voters on a roll."""
    assert figure_name(contest_of(honest_council(seed=1)), FigureId("registered"), "es") == "miembros"


def test_a_name_of_the_dossier_stands_and_so_does_the_id_of_a_second_figure():
    """Two figures set aside: the role names the first only, and "absent" is called absent."""
    contest = contest_of(honest_election(seed=1))
    figures = (
        Figure(id=FigureId("valid"), role=Role.VALID, name=Text.of("Válidos en mesa")),
        Figure(id=FigureId("contested"), role=Role.NOT_COUNTED),
        Figure(id=FigureId("challenged"), role=Role.NOT_COUNTED),
        Figure(id=FigureId("absent"), role=Role.POSITION),
    )

    told = [figure_name(replace(contest, figures=figures), one.id, "en") for one in figures]

    assert told == ["Válidos en mesa", "votes not counted", "challenged", "absent"]


@pytest.mark.parametrize(
    ("code", "plurals"),
    [
        ("en", {"polling table": "polling tables", "country": "countries", "parish": "parishes"}),
        (
            "es",
            {
                "mesa de sufragio": "mesas de sufragio",
                "sección electoral": "secciones electorales",
                "centro de votación": "centros de votación",
                "juez": "jueces",
                "país": "países",
            },
        ),
        (
            "pt",
            {
                "mesa de votação": "mesas de votação",
                "seção eleitoral": "seções eleitorais",
                "local de votação": "locais de votação",
                "papel": "papéis",
                "mês": "meses",
                "país": "países",
                "jovem": "jovens",
            },
        ),
        (
            "fr",
            {
                "bureau de vote": "bureaux de vote",
                "section électorale": "sections électorales",
                "bureau d’enregistrement": "bureaux d’enregistrement",
                "canal": "canaux",
                "pays": "pays",
            },
        ),
    ],
)
def test_a_unit_s_name_takes_the_plural_of_its_language(code, plurals):
    """The words before a preposition; in English the last."""
    assert {one: plural_of(one, code) for one in plurals} == plurals


def test_the_plural_is_that_of_the_language_the_name_is_given_in():
    """A Portuguese reader of a dossier in Spanish and English, a French one of it too."""
    table = Text((("en", "polling table"), ("es", "mesa de sufragio")))

    assert [plural_in(table, code) for code in ("pt", "fr", "es", "en")] == [
        "mesas de sufragio",
        "polling tables",
        "mesas de sufragio",
        "polling tables",
    ]


def test_a_name_that_is_missing_is_told_in_the_nearest_language():
    """Spanish and Portuguese for each other, then English; for French English first."""
    english_only, neutral = Text((("en", "table"),)), Text((("", "T"), ("en", "table")))
    iberian, german = Text((("en", "table"), ("pt", "mesa"))), Text((("de", "Tisch"),))

    assert [iberian.nearest(code) for code in ("es", "fr", "pt")] == [
        ("pt", "mesa"),
        ("en", "table"),
        ("pt", "mesa"),
    ]
    assert (english_only.in_language("pt"), neutral.in_language("fr")) == ("table", "T")
    assert (german.nearest("pt"), Text().nearest("pt")) == (("de", "Tisch"), ("", ""))
