"""The words formats use for positions and results, and how they become ours and back.

A format with fewer words than there are positions merges some of them. What is merged is read as *not
recorded*, never as one of the positions it may have been: nobody can tell them apart again.

>>> words = PositionWords.of({Position.FOR: "Y", Position.AGAINST: "N"}, merged="X",
...     also={"YES": Position.FOR})
>>> words.write(Position.ABSENT), words.read("X"), words.read("yes"), words.read("?")
('X', <Position.NOT_RECORDED: 'not-recorded'>, <Position.FOR: 'for'>, None)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from tellers.model import OutcomeWord, Position, VoteEvent

__all__ = ["PositionWords", "known_position", "outcome_of", "plain_word"]

_NO_LETTER = re.compile(r"[\W_]+")
_SPOKEN = {
    Position.FOR: "for yes yea aye yeas ayes favour favor infavour infavor afavor si pour oui sim",
    Position.AGAINST: "against no nay noes nays encontra contra contre non nao",
    Position.ABSTAIN: "abstain abstained abstention abstentions abstaining abstencion abstenciones "
    "seabstiene seabstienen abstenido abstenidos abstencao abstencoes seabstem abstevese",
    Position.PRESENT: "present presentnotvoting presente presentesinvotar presentesemvotar presentsansvoter",
    Position.NOT_PARTICIPATING: "notparticipating notvoting didnotparticipate noparticipa novota naoparticipa"
    " neparticipepas",
    Position.ABSENT: "absent absents excused ausente ausentes excuse",
    Position.PAIRED: "paired pair pareo pareados",
    Position.NOT_ENTITLED: "notentitled sinderechoavoto semdireitoavoto sansdroitdevote",
    Position.INVALID: "invalid nulo nulos nul nuls",
    Position.BLANK: "blank blanco enblanco branco embranco blanc",
    Position.NOT_RECORDED: "notrecorded other noconsta sinregistro naoconsta semregistro nonconsigne",
}
_POSITIONS = {word: position for position, words in _SPOKEN.items() for word in words.split()}
_ADOPTED = (
    "pass passed adopted agreed agreedto carried approved aprobado aprobada adoptado adoptada accepted yes "
    "aprovado aprovada adopte adoptee"
)
_NOT_ADOPTED = (
    "fail failed rejected notadopted lost negatived defeated rechazado rechazada notagreed "
    "naoaprovado naoaprovada rejeitado rejeitada rejete rejetee nonadopte"
)
_RESULTS = {
    **dict.fromkeys(_ADOPTED.split(), OutcomeWord.ADOPTED),
    **dict.fromkeys(_NOT_ADOPTED.split(), OutcomeWord.NOT_ADOPTED),
    **dict.fromkeys(
        ["adoptedunanimously", "aprobadounanimemente", "aprovadoporunanimidade"], OutcomeWord.ADOPTED
    ),
    "adoptedbyconsensus": OutcomeWord.ADOPTED_BY_CONSENSUS,
    "adoptedwithoutavote": OutcomeWord.ADOPTED_WITHOUT_A_VOTE,
    "lapsed": OutcomeWord.LAPSED,
    "withdrawn": OutcomeWord.WITHDRAWN,
}


def plain_word(word: str) -> str:
    """Return a word without case, accents, blanks and punctuation: `aFavor`, `A favor` are one."""
    letters = unicodedata.normalize("NFKD", word)
    return _NO_LETTER.sub("", "".join(one for one in letters if not unicodedata.combining(one)).casefold())


def known_position(word: str) -> Position | None:
    """Return the position that a word plainly means in English, Spanish, Portuguese or French, or None."""
    return _POSITIONS.get(plain_word(word))


def outcome_of(word: str) -> OutcomeWord | None:
    """Return the outcome that a printed result plainly says, or None.

    >>> outcome_of("Aprobado"), outcome_of("The ayes have it.")
    (<OutcomeWord.ADOPTED: 'adopted'>, None)
    """
    try:
        return OutcomeWord(word)
    except ValueError:
        return _RESULTS.get(plain_word(word))


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionWords:
    """One format's words."""

    written: Mapping[Position, str]
    known: Mapping[str, Position]
    """By plain word."""
    merged: str

    @classmethod
    def of(
        cls, written: Mapping[Position, str], *, merged: str, also: Mapping[str, Position] | None = None
    ) -> Self:
        """Return the words of a format: those it writes, one for the rest, and others it may have."""
        known = {plain_word(word): position for position, word in written.items()}
        known |= {plain_word(word): position for word, position in (also or {}).items()}
        known.setdefault(plain_word(merged), Position.NOT_RECORDED)
        return cls(written=written, known=known, merged=merged)

    def write(self, position: Position) -> str:
        """Return the format's word for a position; that of the merged ones where it has no other."""
        return self.written.get(position, self.merged)

    def read(self, word: str) -> Position | None:
        """Return the position a word stands for; None for one the format does not have."""
        return self.known.get(plain_word(word))

    def merge(self, event: VoteEvent) -> dict[str, int]:
        """Return a vote's totals by the format's words: those it merges are added up.

        Members that were never called stand under the merged word too, and so are in its total.
        """
        added: dict[str, int] = {}
        for position, number in event.totals:
            added[self.write(position)] = added.get(self.write(position), 0) + number
        if self.merged in added:
            added[self.merged] += sum(not voter.called for voter in event.positions)
        return added
