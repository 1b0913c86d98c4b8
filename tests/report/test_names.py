"""What a report calls a figure that the dossier gives no name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.simulator import contest_of, honest_council, honest_election

from tellers.model import Figure, FigureId, Role, Text
from tellers.report.names import figure_name

ROLES = ("registered", "voters", "valid", "null")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["registered voters", "voters", "valid votes", "null votes"]),
        ("es", ["electores inscritos", "votantes", "votos válidos", "votos nulos"]),
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
