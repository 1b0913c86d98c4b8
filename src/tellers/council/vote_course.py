"""A vote plan and the results so far: what is decided, what lapsed, what is put next, by which rule.

The rule of a question is resolved when the vote that settles it has its result, and is unknown
before. A result recorded for a question that had lapsed is not dropped: it is told as *against the
plan*, since either the plan or the record has it wrong.

>>> draft = Draft(id=DraftId("d"), title=Text.of("Peace"), versions=(
...     Version(id=VersionId("v1"), date="2024-07-30", language="en", paragraphs=()),),
...     motions=(Motion(id=QuestionId("adjourn"), title=Text.of("Adjourn"), ends=True),))
>>> steps = follow_plan(plan_votes(draft), {"adjourn": OutcomeWord.ADOPTED})
>>> [(step.question.id, step.outcome.value) for step in steps]
[('adjourn', 'adopted'), ('whole', 'not put')]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.council.amend import apply_amendments, apply_to_amendment
from tellers.council.vote_plan import Lapse, Question, QuestionKind, VotePlan, Why, plan_votes
from tellers.model import (
    Action,
    Amendment,
    AmendmentId,
    Draft,
    DraftId,
    Motion,
    OutcomeWord,
    ParagraphId,
    QuestionId,
    Text,
    Version,
    VersionId,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Step", "follow_plan", "text_as_decided"]

_ = (DraftId, Motion, plan_votes)  # names the doctest uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A question of the plan, and where it stands."""

    question: Question
    outcome: OutcomeWord | None
    """None while nothing is decided."""
    rule: str | None
    """The rule's name; None while the vote that settles it has no result."""
    because: Lapse | None = None
    """Why there was nothing to vote on, where that is so."""
    put_next: bool = False
    against_plan: bool = False
    """A vote was recorded although the question had lapsed."""


def follow_plan(plan: VotePlan, results: Mapping[str, OutcomeWord]) -> tuple[Step, ...]:
    """Return every question of a plan with where it stands after these results, by question id.

    The results may be given in any order; each question is judged by those before it in the plan.
    """
    steps: list[Step] = []
    standing: dict[QuestionId, OutcomeWord | None] = {}
    waiting = False
    for question in plan.questions:
        recorded = results.get(question.id)
        because = _lapse(plan, question, standing)
        outcome = recorded
        if recorded is None and plan.draft_withdrawn:
            outcome = OutcomeWord.WITHDRAWN
        elif recorded is None and because is not None:
            outcome = _outcome_of(because)
        put_next = outcome is None and not waiting
        waiting = waiting or outcome is None
        standing[question.id] = outcome
        steps.append(
            Step(
                question=question,
                outcome=outcome,
                rule=_rule(question, standing),
                because=because,
                put_next=put_next,
                against_plan=recorded is not None and recorded.counted and because is not None,
            )
        )
    return tuple(steps)


_NOT_VOTED = {OutcomeWord.NOT_PUT, OutcomeWord.WITHDRAWN}
"""Of a part: nobody voted it out. Where the request for a vote apart is taken back, the text stays whole."""


def _rejected(outcome: OutcomeWord | None) -> bool:
    """Return whether a question is decided and its answer is not yes; without a quorum nothing is."""
    return outcome not in {None, OutcomeWord.NOT_DECIDED} and not outcome.adopts


def _lapse(
    plan: VotePlan, question: Question, standing: Mapping[QuestionId, OutcomeWord | None]
) -> Lapse | None:
    """Return why a question is not put, or None while nothing stands against putting it."""
    for lapse in question.lapses:
        outcome = standing.get(lapse.question)
        if outcome is not None and (outcome.adopts if lapse.adopted else _rejected(outcome)):
            return lapse
    open_still = {None, OutcomeWord.NOT_DECIDED}
    voted = [name for name in question.parts if standing.get(name) not in open_still | _NOT_VOTED]
    if not voted or any(standing.get(name) in open_still for name in question.parts):
        return None
    fallen = [name for name in voted if _rejected(standing[name])]
    if question.kind is QuestionKind.WHOLE:
        operative = _operative(plan, standing)
        if operative and operative <= _fallen_paragraphs(plan, fallen):
            return Lapse(question=fallen[-1], adopted=False, why=Why.ALL_OPERATIVE_FELL)
    elif len(fallen) == len(question.parts):
        return Lapse(question=fallen[-1], adopted=False, why=Why.ALL_PARTS_FELL)
    return None


def _operative(plan: VotePlan, standing: Mapping[QuestionId, OutcomeWord | None]) -> set[ParagraphId]:
    """Return the operative paragraphs of the text as the amendments adopted so far leave it."""
    operative = {paragraph.id for paragraph in plan.version.operative}
    for question in plan.questions:
        outcome = standing.get(question.id)
        if question.kind is QuestionKind.AMENDMENT and outcome is not None and outcome.adopts:
            operative = (operative - set(question.takes_out)) | set(question.puts_in)
    return operative


def _fallen_paragraphs(plan: VotePlan, fallen: Sequence[QuestionId]) -> set[ParagraphId]:
    """Return the paragraphs that were voted on whole and not adopted."""
    parts = [plan.question(name) for name in fallen]
    return {p for part in parts if part is not None and not part.words for p in part.paragraphs}


def _outcome_of(lapse: Lapse) -> OutcomeWord:
    """Return what a question is that needs no vote any more."""
    if lapse.why in {Why.ALL_PARTS_FELL, Why.ALL_OPERATIVE_FELL}:
        return OutcomeWord.NOT_ADOPTED
    return OutcomeWord.NOT_PUT if lapse.why in {Why.ENDED, Why.NOT_DIVIDED} else OutcomeWord.LAPSED


def _rule(question: Question, standing: Mapping[QuestionId, OutcomeWord | None]) -> str | None:
    """Return the name of the rule, None while the vote that settles it has no result."""
    if question.settled_by is None:
        return question.rule
    outcome = standing.get(question.settled_by)
    if outcome in {None, OutcomeWord.NOT_DECIDED}:
        return None
    return question.rule_if_adopted if outcome.adopts else question.rule_if_rejected


def text_as_decided(draft: Draft, version: Version, steps: Sequence[Step], *, to: VersionId) -> Version:
    """Return the text that is put as a whole: with what was adopted, without what was voted out.

    1. Each adopted amendment without its parts that fell, and with what was adopted of those to it;
    2. all of them applied in the order of the vote; 3. the parts of the draft that fell taken out.
    Raises `UsageError` where two adopted amendments do not go together.
    """
    decided = {step.question.id: step.outcome for step in steps}
    questions = [step.question for step in steps]
    adopted = [
        _as_decided(draft, amendment, questions, decided=decided)  # 1
        for question in questions
        if question.kind is QuestionKind.AMENDMENT
        and (amendment := draft.amendment(AmendmentId(question.id))) is not None
        and (outcome := decided[question.id]) is not None
        and outcome.adopts
    ]
    amended = apply_amendments(version, adopted, to=to, on=version.date)  # 2
    present = {paragraph.id for paragraph in amended.paragraphs}
    fallen = [_removal(part, present) for part in questions if part.of is None and _fell(part, decided)]
    named = [removal for removal in fallen if removal.targets]
    whole = apply_amendments(amended, named, to=to, on=version.date)  # 3
    return replace(whole, after=version.id, by=Text.of(", ".join(one.id for one in [*adopted, *named])))


def _as_decided(
    draft: Draft,
    amendment: Amendment,
    questions: Sequence[Question],
    *,
    decided: Mapping[QuestionId, OutcomeWord | None],
) -> Amendment:
    """Return an amendment as the votes before its own left it."""
    changed = amendment
    for question in questions:
        outcome = decided.get(question.id)
        if question.of != amendment.id:
            continue
        if question.kind is QuestionKind.SUB_AMENDMENT and outcome is not None and outcome.adopts:
            sub = draft.amendment(AmendmentId(question.id))
            if sub is not None:
                sub = _as_decided(draft, sub, questions, decided=decided)
                changed = apply_to_amendment(changed, sub)
        elif _fell(question, decided):
            removal = _removal(question, {paragraph.id for paragraph in changed.paragraphs})
            changed = apply_to_amendment(changed, removal) if removal.targets or changed.words else changed
    return changed


def _fell(question: Question, decided: Mapping[QuestionId, OutcomeWord | None]) -> bool:
    """Return whether this is a part that was voted out, or lapsed with another."""
    outcome = decided.get(question.id)
    return question.kind is QuestionKind.PART and _rejected(outcome) and outcome not in _NOT_VOTED


def _removal(part: Question, present: set[ParagraphId]) -> Amendment:
    """Return what a part that fell does to the text, as an amendment to what is still there of it."""
    targets = tuple(target for target in part.paragraphs if target in present)
    return Amendment(id=AmendmentId(part.id), by=(), action=Action.DELETE, targets=targets, words=part.words)
