"""What stands between a text and consensus, as far as positions were recorded.

Of each member and paragraph the latest position counts; of two of one day the later in the list.
A position said of a version in which the paragraph had other words is told apart: it may have
changed with them, and nobody wrote down that it did. A member of whom nothing is recorded has not
agreed: it was *not heard*. What a member could do if a paragraph went is arithmetic on what was
recorded, and no prediction.

>>> text = Version(id=VersionId("v1"), date="2024-07-30", language="en", paragraphs=(
...     Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE, number="1", text="Asks for peace."),))
>>> said = Consultation(member=UnitId("MX"), paragraph=ParagraphId("op1"), stance=Stance.OBJECTS,
...     on="2024-07-29")
>>> draft = Draft(id=DraftId("d"), title=Text.of("Peace"), versions=(text,), consultations=(said,))
>>> [(one.paragraph.id, one.objecting, one.could_join) for one in stands_in_the_way(draft).obstacles]
[('op1', ('MX',), ('MX',))]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.canonical import canonical_line
from tellers.model import (
    Consultation,
    Draft,
    DraftId,
    Paragraph,
    ParagraphId,
    ParagraphKind,
    Stance,
    Text,
    UnitId,
    Version,
    VersionId,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Consensus", "Obstacle", "StandingPosition", "standing_positions", "stands_in_the_way"]

_ = (DraftId, ParagraphKind, Text)  # names the doctest uses


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPosition:
    """The latest position of a member on a paragraph of the version asked about."""

    consultation: Consultation
    earlier_text: bool
    """Whether it was said of other words than the paragraph has in this version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A paragraph that somebody objects to or reserves on."""

    paragraph: Paragraph
    objecting: tuple[UnitId, ...]
    reserving: tuple[UnitId, ...]
    could_join: tuple[UnitId, ...]
    """Members that object here and nowhere else: without it they would object to nothing."""
    without_reservation: tuple[UnitId, ...]
    """Members with an objection or a reservation here and neither anywhere else."""
    on_earlier_text: tuple[UnitId, ...]
    """Of those that object or reserve, who said so of other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """Everything recorded that stands between a version and consensus."""

    version: Version
    obstacles: tuple[Obstacle, ...]
    """Paragraphs with objections or reservations, the most objections first, then in the text's order."""
    positions: tuple[StandingPosition, ...]
    members: tuple[UnitId, ...]
    """Whose agreement is needed: the draft's members, else all that were heard."""
    objecting: tuple[UnitId, ...]
    """Members that object to something."""
    reserving: tuple[UnitId, ...]
    """Members that object to nothing and reserve on something: they would join with a footnote."""
    not_heard: tuple[UnitId, ...]
    gone: tuple[Consultation, ...]
    """Positions on paragraphs that this version does not have."""

    @property
    def in_the_way(self) -> tuple[Obstacle, ...]:
        """Return the paragraphs somebody objects to: while they stand there is no consensus."""
        return tuple(obstacle for obstacle in self.obstacles if obstacle.objecting)


def standing_positions(consultations: Iterable[Consultation]) -> tuple[Consultation, ...]:
    """Return the latest position of each member on each paragraph, in the order first recorded."""
    latest: dict[tuple[UnitId, ParagraphId], Consultation] = {}
    for said in sorted(consultations, key=lambda one: one.on):
        latest[said.member, said.paragraph] = said
    return tuple(latest.values())


def stands_in_the_way(draft: Draft, version: VersionId | None = None) -> Consensus:
    """Return what stands between a version (the latest where none is named) and consensus.

    `KeyError` for a version that the draft does not have.
    """
    text = draft.latest if version is None else draft.version(version)
    if text is None:
        raise KeyError(version)
    positions, gone = [], []
    for said in standing_positions(draft.consultations):
        paragraph = text.paragraph(said.paragraph)
        if paragraph is None:
            gone.append(said)
        else:
            positions.append(
                StandingPosition(consultation=said, earlier_text=_reworded(draft, said, paragraph))
            )
    against = _by_member(positions, {Stance.OBJECTS})
    either = _by_member(positions, {Stance.OBJECTS, Stance.RESERVES})
    heard = dict.fromkeys(position.consultation.member for position in positions)
    members = draft.members or tuple(sorted(heard))
    obstacles = [_obstacle(paragraph, positions, against, either) for paragraph in text.paragraphs]
    standing = [one for one in obstacles if one.objecting or one.reserving]
    return Consensus(
        version=text,
        obstacles=tuple(sorted(standing, key=lambda one: (-len(one.objecting), -len(one.reserving)))),
        positions=tuple(positions),
        members=members,
        objecting=tuple(sorted(against)),
        reserving=tuple(sorted(either.keys() - against.keys())),
        not_heard=tuple(member for member in members if member not in heard),
        gone=tuple(gone),
    )


def _reworded(draft: Draft, said: Consultation, paragraph: Paragraph) -> bool:
    """Return whether a position was said of a version where the paragraph had other words."""
    earlier = draft.version(said.version) if said.version is not None else None
    if earlier is None:
        return False
    then = earlier.paragraph(said.paragraph)
    return then is not None and canonical_line(then) != canonical_line(paragraph)


def _by_member(positions: list[StandingPosition], stances: set[Stance]) -> dict[UnitId, set[ParagraphId]]:
    """Return on which paragraphs each member holds one of these stances."""
    found: dict[UnitId, set[ParagraphId]] = {}
    for position in positions:
        said = position.consultation
        if said.stance in stances:
            found.setdefault(said.member, set()).add(said.paragraph)
    return found


def _obstacle(
    paragraph: Paragraph,
    positions: list[StandingPosition],
    against: dict[UnitId, set[ParagraphId]],
    either: dict[UnitId, set[ParagraphId]],
) -> Obstacle:
    """Return who is against a paragraph, and who would be against nothing without it."""
    here = {paragraph.id}
    objecting = sorted(member for member, where in against.items() if paragraph.id in where)
    holding = {member for member, where in either.items() if paragraph.id in where}
    earlier = {
        p.consultation.member
        for p in positions
        if p.earlier_text and p.consultation.paragraph == paragraph.id
    }
    return Obstacle(
        paragraph=paragraph,
        objecting=tuple(objecting),
        reserving=tuple(sorted(holding - set(objecting))),
        could_join=tuple(member for member in objecting if against[member] == here),
        without_reservation=tuple(sorted(member for member in holding if either[member] == here)),
        on_earlier_text=tuple(sorted(holding & earlier)),
    )
