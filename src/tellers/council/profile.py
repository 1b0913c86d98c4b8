"""The rules that bodies decide by, as data: `profiles/<id>.toml`, one file a body.

A profile lists the questions a body decides differently: ordinary ones, important ones, procedure.
Each rule says its source, and `unread` says what of that source nobody here has read in the original:
every verdict that rests on such a rule repeats it.

>>> council = read_profile("un-security-council")
>>> council.question("substance").rule.number, council.question("substance").rule.veto.group
(9, 'permanent')
>>> read_profile("oas-permanent-council").question().rule.unread.in_language("en")[:35]
"The Council's Rules of Procedure (C"
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from tellers.dossier.rule_form import RuleForm, rule_of
from tellers.errors import DossierError, UsageError
from tellers.formats.toml import Words, decode_toml, text_of
from tellers.model import OPTIONS, Rule, Text
from tellers.rules import verify_rule

__all__ = ["Profile", "Question", "find_question", "parse_profile", "profile_ids", "read_profile"]

_FOLDER = Path(__file__).parent / "profiles"


class _QuestionForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: Words
    rule: RuleForm
    note: Words = ""


class _ProfileForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: Words
    question: list[_QuestionForm]
    note: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One kind of question and the rule that decides it."""

    id: str
    name: Text
    rule: Rule
    note: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A body's rules by question; the first is the ordinary one."""

    id: str
    name: Text
    questions: tuple[Question, ...]
    note: Text = Text()

    def question(self, question_id: str = "") -> Question:
        """Return a question by its id, the ordinary one without; `UsageError` names those there are."""
        for question in self.questions:
            if question_id in {"", question.id}:
                return question
        known = ", ".join(question.id for question in self.questions)
        raise UsageError(f"{self.id} has no question {question_id!r}", expected=known)


def profile_ids() -> tuple[str, ...]:
    """Return the ids of the profiles that ship, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def read_profile(profile_id: str) -> Profile:
    """Return a profile that ships; `UsageError` names those there are."""
    if profile_id not in profile_ids():
        raise UsageError(f"there is no profile {profile_id!r}", expected=", ".join(profile_ids()))
    return parse_profile((_FOLDER / f"{profile_id}.toml").read_bytes(), where=f"{profile_id}.toml")


def find_question(name: str, own: Profile) -> Question:
    """Return a question by its id, of this profile, or of another by `profile:question`."""
    other, colon, question = name.rpartition(":")
    return (read_profile(other) if colon else own).question(question)


def parse_profile(content: bytes, *, where: str) -> Profile:
    """Return a profile from its file; `DossierError` for a rule that nobody could decide by."""
    form = decode_toml(content, _ProfileForm, where=where)
    faults = []
    for entry in form.question:
        try:
            verify_rule(rule_of(entry.rule), (*OPTIONS, *map(type(OPTIONS[0]), entry.rule.abstentions)))
        except ValueError as error:
            faults.append(f"{entry.id}: {error}")
    if not form.question:
        faults.append("there is no question")
    if faults:
        raise DossierError("; ".join(faults), where=where, remedy="Mend the rule.")
    return Profile(
        id=form.id,
        name=text_of(form.name),
        note=text_of(form.note),
        questions=tuple(
            Question(
                id=entry.id,
                name=text_of(entry.name),
                rule=rule_of(entry.rule),
                note=text_of(entry.note),
            )
            for entry in form.question
        ),
    )
