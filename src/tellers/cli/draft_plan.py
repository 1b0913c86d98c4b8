"""`tellers draft plan`: which questions are put, in which order, by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.draft_words import DraftFolder, JsonOption, VersionArgument, chosen_version, plain
from tellers.cli.options import LanguageOption
from tellers.cli.plan_words import PLAN
from tellers.cli.tables import Column, Row, Table, print_tables
from tellers.errors import UsageError
from tellers.model import VersionId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.council import Question, Step, VotePlan
    from tellers.model import OutcomeWord

__all__ = ["plan_command"]


def plan_command(
    draft: DraftFolder,
    version: VersionArgument = "",
    /,
    *,
    result: Annotated[
        list[str] | None,
        Parameter(
            help="A result so far, as `a1=adopted`; may stand several times.", metavar="QUESTION=RESULT"
        ),
    ] = None,
    format: JsonOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Show the questions of a draft in the order they are put, and what results leave of them.

    Motions first, then amendments, the furthest from the text first, then parts, then the whole. A
    place that nobody stated is computed from the number of words changed, and marked.
    """
    from tellers.canonical import hash_version  # noqa: PLC0415 (loaded only here)
    from tellers.council import follow_plan, plan_votes, text_as_decided  # noqa: PLC0415
    from tellers.dossier.draft_folder import open_draft  # noqa: PLC0415

    opened = open_draft(draft).draft
    plan = plan_votes(opened, chosen_version(opened, version).id)
    steps = follow_plan(plan, _results(plan, result or []))
    print_tables([_table(steps, lang)], form=format, language=lang)
    if format == "text":
        for line in _notes(plan, steps, lang):
            print(plain(line))
        decided = hash_version(text_as_decided(opened, plan.version, steps, to=VersionId("decided")))
        if decided != hash_version(plan.version):
            print(PLAN[lang]["decided"].format(decided))
    return 0


def _results(plan: VotePlan, given: list[str]) -> dict[str, OutcomeWord]:
    """Return the results by question; `UsageError` for a question or a result that there is not."""
    from tellers.model import OutcomeWord  # noqa: PLC0415 (loaded only here)

    other = {OutcomeWord.ELECTED, OutcomeWord.RUNOFF, OutcomeWord.NO_ELECTION, OutcomeWord.CORRECTED}
    other.add(OutcomeWord.CONFIRMED_ON_RECOUNT)  # of elections, and of records: no question of a draft
    words = {word.value.replace(" ", "-"): word for word in OutcomeWord if word not in other}
    results = {}
    for one in given:
        name, _, said = one.partition("=")
        if plan.question(name) is None:
            there = ", ".join(question.id for question in plan.questions)
            raise UsageError(f"there is no question {name!r}", where="--result", expected=there)
        word = words.get(said.strip().replace(" ", "-"))
        if word is None:
            raise UsageError(f"there is no result {said!r}", where="--result", expected=", ".join(words))
        results[name] = word
    return results


def _table(steps: Sequence[Step], lang: str) -> Table:
    words = PLAN[lang]
    rows: list[Row] = [
        [place, step.question.id, words[step.question.kind], _about(step.question),
         _standing(step, lang), words["rule-open"] if step.rule is None else step.rule]
        for place, step in enumerate(steps, start=1)
    ]  # fmt: skip
    headings = [Column(words[h]) for h in ("question", "kind", "about", "standing", "rule")]
    return Table(title=words["title"], columns=(Column("", number=True), *headings), rows=rows)


def _about(question: Question) -> str:
    about = ", ".join(question.paragraphs) if question.kind != "whole" else ""
    return f"{question.of}: {about}".rstrip(": ") if question.of else about


def _standing(step: Step, lang: str) -> str:
    """Return where a question stands: its outcome and why, or that it is the next."""
    words = PLAN[lang]
    if step.outcome is None:
        return words["next"] if step.put_next else ""
    because = f" ({words[step.because.why]}: {step.because.question})" if step.because else ""
    return words.get(f"outcome {step.outcome}", str(step.outcome)) + because


def _notes(plan: VotePlan, steps: Sequence[Step], lang: str) -> list[str]:
    words = PLAN[lang]
    counted = [f"{s.question.id} ({s.question.distance})" for s in steps if not s.question.order_stated]
    lines = [words["counted"].format(", ".join(counted))] if counted else []
    lines += [words["withdrawn"].format(", ".join(plan.withdrawn))] if plan.withdrawn else []
    against = [step.question.id for step in steps if step.against_plan]
    return lines + ([words["against"].format(", ".join(against))] if against else [])
