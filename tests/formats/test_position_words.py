"""Words that files print for positions and results, in four languages."""

from __future__ import annotations

import pytest

from tellers.formats.position_words import known_position, outcome_of
from tellers.model import OutcomeWord, Position


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (Position.FOR, ("Aye", "A favor", "Sí", "Sim", "Pour")),
        (Position.AGAINST, ("Nay", "En contra", "Contra", "Não", "Contre")),
        (Position.ABSTAIN, ("Abstention", "Se abstiene", "Abstenção", "Se abstém", "Abstentions")),
        (Position.ABSENT, ("Absent", "Ausente", "Excusé")),
        (Position.NOT_ENTITLED, ("Sin derecho a voto", "Sem direito a voto", "Sans droit de vote")),
        (Position.BLANK, ("En blanco", "Em branco", "Blanc")),
        (None, ("perhaps", "talvez", "peut-être", "")),
    ],
)
def test_a_position_is_known_by_its_plain_word(position, words):
    """Case, accents and blanks do not matter; a word that is none of them is no position."""
    assert {known_position(word) for word in words} == {position}


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (OutcomeWord.ADOPTED, ("Passed", "Aprobado", "Aprovada", "Adopté", "Adoptée")),
        (OutcomeWord.NOT_ADOPTED, ("Rejected", "Rechazada", "Não aprovado", "Rejeitado", "Rejetée")),
        (None, ("The ayes have it.", "pendente")),
    ],
)
def test_a_result_is_known_by_its_plain_word(outcome, words):
    """What does not plainly say so is left to whoever reads it."""
    assert {outcome_of(word) for word in words} == {outcome}
