"""What can be put to a vote about a draft besides the draft: amendments, parts, motions.

Which amendment is *furthest in substance* from the text (UN General Assembly, rule 90) is a
judgement of whoever presides. Here stands only its record: `order`, and who stated it. Where none
is stated `tellers.council` proposes one by counting words, and says that it did.

>>> Amendment(id=AmendmentId("a1"), by=(UnitId("MX"),), action=Action.DELETE,
...           targets=(ParagraphId("op3"),)).whole
True
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import AmendmentId, ParagraphId, QuestionId, UnitId
from tellers.model.paragraph import Paragraph
from tellers.model.text import Text

__all__ = ["Action", "Amendment", "Division", "Motion", "Part", "RuleWhen"]


class Action(StrEnum):
    """What an amendment does to the text."""

    ADD = "add"
    """Paragraphs at the end."""
    DELETE = "delete"
    """The paragraphs named, or words of one of them."""
    REPLACE = "replace"
    """The paragraphs named by others, or words of one of them by other words."""
    INSERT_AFTER = "insert-after"
    """Paragraphs after the one named, at the beginning where none is named; or words after words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change proposed to the text, or to another amendment."""

    id: AmendmentId
    by: tuple[UnitId, ...]
    action: Action
    targets: tuple[ParagraphId, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    """The paragraphs it would put in, whole."""
    words: str = ""
    """The words of its one target that it is about; empty where it is about whole paragraphs."""
    text: str = ""
    """The words it would put in, where `words` says where."""
    amends: AmendmentId | None = None
    """The amendment it would change; its targets are paragraphs which that one would put in."""
    order: int | None = None
    """The place stated for it in the vote, 1 first; among amendments to the same thing."""
    order_by: Text = Text()
    """Who stated the place: the chair, the mover, the body by a vote."""
    excludes: tuple[AmendmentId, ...] = ()
    """Amendments that its adoption leaves nothing of, as the chair ruled."""
    rule: str = ""
    """The rule it is decided by; the draft's where empty."""
    on: str = ""
    note: Text = Text()

    @property
    def whole(self) -> bool:
        """Return whether it is about whole paragraphs and not words of one."""
        return not self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part put to the vote apart from the rest."""

    id: QuestionId
    paragraphs: tuple[ParagraphId, ...] = ()
    words: str = ""
    """Words of its one paragraph; the paragraphs whole where empty."""
    lapses_unless: tuple[QuestionId, ...] = ()
    """Parts that must be adopted for this one to mean anything, as the chair ruled."""
    title: Text = Text()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division of the question: parts are voted one by one, then what is left as a whole."""

    id: QuestionId
    by: tuple[UnitId, ...]
    parts: tuple[Part, ...]
    of: AmendmentId | None = None
    """The amendment that is divided; None where it is the draft."""
    opposed: bool = False
    """Whether somebody opposed it, so that it has to be voted first (UN General Assembly, rule 89)."""
    rule: str = ""
    """The rule the motion to divide is decided by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWhen:
    """The rule of a later vote, where an earlier one settles it."""

    question: QuestionId
    """The later vote: an amendment's id, a part's, or `whole`."""
    adopted: str
    """The rule's name where the motion is adopted."""
    rejected: str
    """And where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A procedural question put before the text: to postpone, to take no action, which majority."""

    id: QuestionId
    title: Text
    by: tuple[UnitId, ...] = ()
    rule: str = ""
    ends: bool = False
    """Whether its adoption leaves everything after it not put: adjournment, no action."""
    settles: tuple[RuleWhen, ...] = ()
    """The rules of later votes that it settles: "an important question"."""
