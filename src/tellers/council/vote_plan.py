"""Which questions a draft puts to the body, in which order, and what each result leaves of the rest.

    1. motions, as listed: to postpone, to take no action, which majority
    2. amendments, the furthest from the text first; before each the amendments to it, and its parts
    3. the parts of the draft, where a division is asked for (put to the vote itself where opposed)
    4. the whole, as amended

The order of UN General Assembly rules 89 to 91 (129 to 131 in committees), cited from memory: see
the page. *Furthest in substance* is a judgement of the chair. A stated order is taken as it is; where
there is none, the amendment that puts in and takes out most words comes first, and the question
says that its place was computed. So is a lapse: an amendment lapses by computation only where an
adopted one deletes or replaces the paragraph it is about; what else excludes it, the chair states.

>>> plan = plan_votes(Draft(id=DraftId("d"), title=Text.of("Peace"), rule="simple", versions=(
...     Version(id=VersionId("v1"), date="2024-07-30", language="en", paragraphs=()),)))
>>> [(question.id, question.rule) for question in plan.questions]
[('whole', 'simple')]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tellers.council.amend import amendment_distance, sub_amendment_distance
from tellers.model import (
    Action,
    Amendment,
    AmendmentId,
    Division,
    Draft,
    DraftId,
    ParagraphId,
    ParagraphKind,
    QuestionId,
    Text,
    Version,
    VersionId,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["WHOLE", "Lapse", "Question", "QuestionKind", "VotePlan", "Why", "plan_votes"]

_ = (DraftId, Text)  # names the doctest uses

WHOLE = QuestionId("whole")
"""The id of the last question: the text, as amended, as a whole."""


class QuestionKind(StrEnum):
    """What is asked."""

    MOTION = "motion"
    SUB_AMENDMENT = "sub-amendment"
    AMENDMENT = "amendment"
    DIVIDE = "divide"
    """Whether to vote by parts."""
    PART = "part"
    WHOLE = "whole"


class Why(StrEnum):
    """Why a question needs no vote any more."""

    ENDED = "ended"
    """A motion was adopted that ends the matter for the day."""
    EXCLUDED = "excluded"
    """The chair stated that the adoption of the other leaves nothing of it."""
    SAME_PARAGRAPH = "same-paragraph"
    """Computed: the other, adopted, deletes or replaces the paragraph it is about."""
    AMENDMENT_DECIDED = "amendment-decided"
    """It was to change an amendment that is decided or gone."""
    NOT_DIVIDED = "not-divided"
    """The division was refused."""
    PART_NEEDED = "part-needed"
    """A part without which it means nothing was not adopted."""
    ALL_PARTS_FELL = "all-parts-fell"
    """Every part of it was voted on and none adopted: it is rejected as a whole."""
    ALL_OPERATIVE_FELL = "all-operative-fell"
    """No operative part was adopted: the whole is rejected (UN General Assembly, rule 89, 129)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A result of another question that leaves nothing to decide."""

    question: QuestionId
    adopted: bool
    """Whether it is that one's adoption, or that it was not adopted."""
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One vote to be taken."""

    id: QuestionId
    kind: QuestionKind
    rule: str = ""
    """The rule's name; where a motion settles it, what holds if there is no such motion."""
    settled_by: QuestionId | None = None
    """The earlier vote that settles the rule, which is then one of the two below."""
    rule_if_adopted: str = ""
    rule_if_rejected: str = ""
    paragraphs: tuple[ParagraphId, ...] = ()
    words: str = ""
    of: AmendmentId | None = None
    """The amendment it is, is part of, or would change."""
    takes_out: tuple[ParagraphId, ...] = ()
    """The paragraphs of the text that an amendment, adopted, takes out whole."""
    puts_in: tuple[ParagraphId, ...] = ()
    """The operative paragraphs that it puts in."""
    lapses: tuple[Lapse, ...] = ()
    parts: tuple[QuestionId, ...] = ()
    """The parts of it that are voted before: where none is adopted it is rejected with them."""
    order_stated: bool = True
    """False where its place among others was computed from the number of words it changes."""
    distance: int | None = None
    """Words that an amendment puts in and takes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotePlan:
    """The questions in order, and what was taken back before."""

    version: Version
    questions: tuple[Question, ...]
    withdrawn: tuple[AmendmentId, ...]
    draft_withdrawn: bool = False

    def question(self, name: str) -> Question | None:
        """Return the question of this id, or None."""
        return next((question for question in self.questions if question.id == name), None)


def plan_votes(draft: Draft, version: VersionId | None = None) -> VotePlan:
    """Return the votes on a version of a draft, the latest where none is named.

    `KeyError` for a version that the draft does not have, `UsageError` for an amendment that does
    not fit it.
    """
    text = draft.latest if version is None else draft.version(version)
    if text is None:
        raise KeyError(version)
    questions = [
        *(Question(id=m.id, kind=QuestionKind.MOTION, rule=m.rule or draft.rule) for m in draft.motions),
        *_amendment_questions(draft, text, of=None),
        *(question for d in draft.divisions if d.of is None for question in _divided(draft, d)),
        _whole(draft, text),
    ]
    return VotePlan(
        version=text,
        questions=tuple(_with_motions(draft, questions)),
        withdrawn=tuple(a.id for a in draft.amendments if a.id in _gone(draft)),
        draft_withdrawn=draft.withdrawn,
    )


def _gone(draft: Draft) -> frozenset[AmendmentId]:
    """Return the amendments taken back, and those to them."""
    gone: set[AmendmentId] = set()
    more = set(draft.withdrawn_amendments)
    while more:
        gone |= more
        more = {a.id for a in draft.amendments if a.amends in gone} - gone
    return frozenset(gone)


def _amendment_questions(
    draft: Draft, text: Version, *, of: Amendment | None, inherited: tuple[Lapse, ...] = ()
) -> Iterator[Question]:
    """Yield the amendments to the text, or to one amendment, each after those to it and its parts."""
    far = _distances(draft, text, of=of)
    ordered = _ordered(draft, far)
    for place, amendment in enumerate(ordered):
        excluded = [lapse for earlier in ordered[:place] if (lapse := _excluded(earlier, amendment))]
        own = (*inherited, *excluded)
        below = (*inherited, *(replace(lapse, why=Why.AMENDMENT_DECIDED) for lapse in excluded))
        yield from _amendment_questions(draft, text, of=amendment, inherited=below)
        divisions = [division for division in draft.divisions if division.of == amendment.id]
        for division in divisions:
            yield from _divided(draft, division, inherited=below)
        yield Question(
            id=amendment.id,
            kind=QuestionKind.SUB_AMENDMENT if of else QuestionKind.AMENDMENT,
            rule=amendment.rule or draft.rule,
            paragraphs=amendment.targets,
            words=amendment.words,
            of=of.id if of else None,
            takes_out=amendment.targets if _takes_out(amendment) else (),
            puts_in=tuple(p.id for p in amendment.paragraphs if p.kind is ParagraphKind.OPERATIVE),
            lapses=own,
            parts=tuple(part.id for division in divisions for part in division.parts),
            order_stated=amendment.order is not None or len(ordered) == 1,
            distance=far[amendment.id],
        )


def _distances(draft: Draft, text: Version, *, of: Amendment | None) -> dict[AmendmentId, int]:
    """Return the words each amendment to the text, or to one amendment, puts in and takes out."""
    gone, wanted = _gone(draft), of.id if of else None
    siblings = [a for a in draft.amendments if a.amends == wanted and a.id not in gone]
    if of is None:
        return {a.id: amendment_distance(text, a) for a in siblings}
    return {a.id: sub_amendment_distance(of, a) for a in siblings}


def _ordered(draft: Draft, far: dict[AmendmentId, int]) -> list[Amendment]:
    """Return these amendments in the order of the vote: the stated places, then most words first."""
    siblings = [amendment for amendment in draft.amendments if amendment.id in far]
    stated = sorted((a for a in siblings if a.order is not None), key=lambda a: a.order or 0)
    return [*stated, *sorted((a for a in siblings if a.order is None), key=lambda a: -far[a.id])]


def _excluded(earlier: Amendment, later: Amendment) -> Lapse | None:
    """Return the lapse of an amendment by the adoption of an earlier one, if there is one."""
    if later.id in earlier.excludes:
        return Lapse(question=earlier.id, adopted=True, why=Why.EXCLUDED)
    if _takes_out(earlier) and set(later.targets) & set(earlier.targets):
        return Lapse(question=earlier.id, adopted=True, why=Why.SAME_PARAGRAPH)
    return None


def _takes_out(amendment: Amendment) -> bool:
    return amendment.whole and amendment.action in {Action.DELETE, Action.REPLACE}


def _divided(draft: Draft, division: Division, *, inherited: tuple[Lapse, ...] = ()) -> Iterator[Question]:
    """Yield the motion to divide where it is opposed, and the parts in the order asked for."""
    rule = division.rule or draft.rule
    if division.opposed:
        yield Question(id=division.id, kind=QuestionKind.DIVIDE, rule=rule, of=division.of, lapses=inherited)
    refused = (Lapse(question=division.id, adopted=False, why=Why.NOT_DIVIDED),) if division.opposed else ()
    for part in division.parts:
        needed = (Lapse(question=name, adopted=False, why=Why.PART_NEEDED) for name in part.lapses_unless)
        yield Question(
            id=part.id,
            kind=QuestionKind.PART,
            rule=part.rule or draft.rule,
            paragraphs=part.paragraphs,
            words=part.words,
            of=division.of,
            lapses=(*inherited, *refused, *needed),
        )


def _whole(draft: Draft, text: Version) -> Question:
    """Return the last question: the text as amended."""
    parts = tuple(part.id for d in draft.divisions if d.of is None for part in d.parts)
    everything = tuple(paragraph.id for paragraph in text.paragraphs)
    return Question(id=WHOLE, kind=QuestionKind.WHOLE, rule=draft.rule, paragraphs=everything, parts=parts)


def _with_motions(draft: Draft, questions: list[Question]) -> Iterator[Question]:
    """Yield the questions with what the motions before them end, and which rules they settle."""
    settled = {when.question: (motion.id, when) for motion in draft.motions for when in motion.settles}
    ends: list[Lapse] = []
    ending = {motion.id for motion in draft.motions if motion.ends}
    for question in questions:
        asked = replace(question, lapses=(*ends, *question.lapses))
        if question.id in settled:
            by, when = settled[question.id]
            asked = replace(
                asked, settled_by=by, rule_if_adopted=when.adopted, rule_if_rejected=when.rejected
            )
        yield asked
        if question.id in ending:
            ends.append(Lapse(question=question.id, adopted=True, why=Why.ENDED))
