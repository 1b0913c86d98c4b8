"""From the form of `draft.toml` to the model, with every fault of it told at once.

A fault is a sentence with its place: an id in a wrong form or given twice, a name that nothing has,
a day that is none, an amendment to itself.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from tellers.errors import DossierError
from tellers.formats.draft_reading import one_line
from tellers.formats.toml import text_of
from tellers.model import (
    Action,
    Amendment,
    AmendmentId,
    Consultation,
    CoSponsor,
    Division,
    Draft,
    DraftId,
    Explanation,
    Motion,
    Paragraph,
    ParagraphId,
    Part,
    QuestionId,
    Reservation,
    RuleWhen,
    UnitId,
    Version,
    VersionId,
    Withdrawal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tellers.dossier.draft_form import AmendmentForm, DivisionForm, DraftFile, MotionForm

__all__ = ["Faults", "draft_of"]

DEEPEST = 5
"""Amendments to amendments to amendments: bodies allow one such step, this allows more than anybody asks."""
DEEPEST_LEVEL = 9
MOST = {"amendment": 1_000, "division": 200, "motion": 200, "consultation": 20_000}
"""Entries of each kind that are read: far above any draft, and each is held against the others."""
WHOLE = "whole"

Id = TypeVar("Id", bound=str)


class Faults:
    """Collects what is wrong, and gives a stand-in so that the rest can be looked at too."""

    def __init__(self) -> None:
        """Begin with none."""
        self.told: list[str] = []

    def id(self, kind: type[Id], name: str, where: str) -> Id:
        """Return the identifier; a fault and a stand-in where it has a wrong form."""
        try:
            return kind(name)
        except ValueError as error:
            self.told.append(f"{where}: {str(error)[:160]}")
            return kind("x")

    def ids(self, kind: type[Id], names: Iterable[str], where: str) -> tuple[Id, ...]:
        """Return the identifiers of a list."""
        return tuple(self.id(kind, name, where) for name in names)

    def maybe(self, kind: type[Id], name: str, where: str) -> Id | None:
        """Return the identifier, None where there is none."""
        return self.id(kind, name, where) if name else None

    def day(self, day: str, where: str, *, empty: bool = False) -> str:
        """Return the day; a fault where it is none of the form `YYYY-MM-DD`."""
        try:
            sound = (empty and not day) or dt.date.fromisoformat(day).isoformat() == day
        except ValueError:
            sound = False
        if not sound:
            self.told.append(f"{where}: {day[:40]!r} is no day of the form YYYY-MM-DD")
        return day

    def known(self, names: Iterable[str], among: Iterable[str], where: str, kind: str) -> None:
        """Tell each name that is not among these."""
        there = set(among)
        self.told += [f"{where}: there is no {kind} {name[:80]!r}" for name in names if name not in there]

    def level(self, level: int, where: str) -> int:
        """Return how deep a paragraph stands; a fault where that is no depth."""
        if not 1 <= level <= DEEPEST_LEVEL:
            self.told.append(f"{where}: a level is 1 to {DEEPEST_LEVEL}, not {level}")
        return level

    def once(self, names: Iterable[str], kind: str) -> None:
        """Tell each name that is given twice."""
        twice = sorted(name for name, count in Counter(names).items() if count > 1)
        self.told += [f"two {kind} are called {name!r}" for name in twice]


def draft_of(form: DraftFile, versions: Sequence[Version], faults: Faults) -> Draft:
    """Return the draft with these versions; what is wrong is added to the faults."""
    for kind, most in MOST.items():
        if len(getattr(form, kind)) > most:
            raise DossierError(f"more than {most} entries [[{kind}]]", where="draft.toml")
    amendments = tuple(_amendment(one, faults) for one in form.amendment)
    draft = Draft(
        id=faults.id(DraftId, form.draft.id, "draft"),
        title=text_of(form.draft.title),
        symbol=form.draft.symbol,
        body=text_of(form.draft.body),
        rule=form.draft.rule,
        members=faults.ids(UnitId, form.draft.members, "draft.members"),
        versions=tuple(versions),
        sponsors=tuple(_sponsors(form, faults)),
        amendments=amendments,
        divisions=tuple(_division(one, faults) for one in form.division),
        motions=tuple(_motion(one, faults) for one in form.motion),
        withdrawals=tuple(_withdrawals(form, faults)),
        consultations=tuple(_consultations(form, faults)),
        reservations=tuple(_reservations(form, faults)),
        explanations=tuple(_explanations(form, faults)),
    )
    _references(draft, faults)
    return draft


def _sponsors(form: DraftFile, faults: Faults) -> Iterable[CoSponsor]:
    for one in form.sponsor:
        where = f"sponsor {one.member}"
        yield CoSponsor(
            member=faults.id(UnitId, one.member, where),
            joined=faults.day(one.joined, where),
            withdrew=faults.day(one.withdrew, where, empty=True),
        )


def _amendment(one: AmendmentForm, faults: Faults) -> Amendment:
    where = f"amendment {one.id}"
    if one.text and not one.words:
        faults.told.append(f"{where}: `text` takes the place of `words`, and there are none")
    if not one.words and bool(one.paragraphs) == (one.action is Action.DELETE):
        what = "deletes, and puts in paragraphs" if one.paragraphs else "puts in nothing"
        faults.told.append(f"{where}: {what}")
    return Amendment(
        id=faults.id(AmendmentId, one.id, where),
        by=faults.ids(UnitId, one.by, where),
        action=one.action,
        targets=faults.ids(ParagraphId, one.targets, where),
        paragraphs=tuple(
            Paragraph(
                id=faults.id(ParagraphId, p.id, where),
                kind=p.kind,
                text=one_line(p.text),
                number=one_line(p.number),
                level=faults.level(p.level, where),
            )
            for p in one.paragraphs
        ),
        words=one.words,
        text=one.text,
        amends=faults.maybe(AmendmentId, one.amends, where),
        order=one.order,
        order_by=text_of(one.order_by),
        excludes=faults.ids(AmendmentId, one.excludes, where),
        rule=one.rule,
        on=faults.day(one.on, where, empty=True),
        note=text_of(one.note),
    )


def _division(one: DivisionForm, faults: Faults) -> Division:
    where = f"division {one.id}"
    parts = tuple(
        Part(
            id=faults.id(QuestionId, part.id, where),
            paragraphs=faults.ids(ParagraphId, part.paragraphs, where),
            words=part.words,
            lapses_unless=faults.ids(QuestionId, part.lapses_unless, where),
            title=text_of(part.title),
            rule=part.rule,
        )
        for part in one.parts
    )
    return Division(
        id=faults.id(QuestionId, one.id, where),
        by=faults.ids(UnitId, one.by, where),
        parts=parts,
        of=faults.maybe(AmendmentId, one.of, where),
        opposed=one.opposed,
        rule=one.rule,
    )


def _motion(one: MotionForm, faults: Faults) -> Motion:
    where = f"motion {one.id}"
    return Motion(
        id=faults.id(QuestionId, one.id, where),
        title=text_of(one.title),
        by=faults.ids(UnitId, one.by, where),
        rule=one.rule,
        ends=one.ends,
        settles=tuple(
            RuleWhen(
                question=faults.id(QuestionId, s.question, where), adopted=s.adopted, rejected=s.rejected
            )
            for s in one.settles
        ),
    )


def _withdrawals(form: DraftFile, faults: Faults) -> Iterable[Withdrawal]:
    for one in form.withdrawal:
        where = f"withdrawal of {one.amendment or 'the draft'}"
        yield Withdrawal(
            on=faults.day(one.on, where),
            by=faults.ids(UnitId, one.by, where),
            amendment=faults.maybe(AmendmentId, one.amendment, where),
            note=text_of(one.note),
        )


def _consultations(form: DraftFile, faults: Faults) -> Iterable[Consultation]:
    for place, one in enumerate(form.consultation, start=1):
        where = f"consultation {place}"
        for member in [one.member] if isinstance(one.member, str) else one.member:
            yield Consultation(
                member=faults.id(UnitId, member, where),
                paragraph=faults.id(ParagraphId, one.paragraph, where),
                stance=one.position,
                on=faults.day(one.on, where),
                version=faults.maybe(VersionId, one.version, where),
                note=text_of(one.note),
                source=text_of(one.source),
            )


def _reservations(form: DraftFile, faults: Faults) -> Iterable[Reservation]:
    for place, one in enumerate(form.reservation, start=1):
        where = f"reservation {place}"
        yield Reservation(
            member=faults.id(UnitId, one.member, where),
            text=text_of(one.text),
            paragraph=faults.maybe(ParagraphId, one.paragraph, where),
            on=faults.day(one.on, where, empty=True),
        )


def _explanations(form: DraftFile, faults: Faults) -> Iterable[Explanation]:
    for place, one in enumerate(form.explanation, start=1):
        where = f"explanation {place}"
        yield Explanation(
            member=faults.id(UnitId, one.member, where),
            when=one.when,
            text=text_of(one.text),
            on=faults.day(one.on, where, empty=True),
            paragraph=faults.maybe(ParagraphId, one.paragraph, where),
        )


def _references(draft: Draft, faults: Faults) -> None:
    """Tell every name that something points to and nothing has."""
    amendments = [amendment.id for amendment in draft.amendments]
    parts = [part.id for division in draft.divisions for part in division.parts]
    questions = [*amendments, *parts, *(m.id for m in draft.motions), *(d.id for d in draft.divisions), WHOLE]
    faults.once((version.id for version in draft.versions), "versions")
    faults.once(questions, "questions")
    faults.once(draft.members, "members")
    text = {p.id for version in draft.versions for p in version.paragraphs}
    added = {p.id for amendment in draft.amendments for p in amendment.paragraphs}
    versions = {version.id for version in draft.versions}
    for version in draft.versions:
        others = [name for name in (version.after, version.translates) if name]
        faults.known(others, versions - {version.id}, f"version {version.id}", "other version")
    for one in draft.amendments:
        where = f"amendment {one.id}"
        named = [*one.excludes, *([one.amends] if one.amends else [])]
        faults.known(named, set(amendments) - {one.id}, where, "other amendment")
        faults.known(one.targets, text | added, where, "paragraph")
        if _depth(draft, one) > DEEPEST:
            faults.told.append(f"{where}: amends itself, or stands {DEEPEST} amendments deep")
    for division in draft.divisions:
        where = f"division {division.id}"
        faults.known([division.of] if division.of else [], amendments, where, "amendment")
        faults.known(
            (p for part in division.parts for p in part.paragraphs), text | added, where, "paragraph"
        )
        faults.known((q for part in division.parts for q in part.lapses_unless), questions, where, "question")
    for motion in draft.motions:
        faults.known((when.question for when in motion.settles), questions, f"motion {motion.id}", "question")
    faults.known(draft.withdrawn_amendments, amendments, "withdrawal", "amendment")
    said: list[Consultation | Reservation | Explanation] = [
        *draft.consultations,
        *draft.reservations,
        *draft.explanations,
    ]
    faults.known({s.paragraph for s in said if s.paragraph}, text | added, "positions", "paragraph")
    faults.known({c.version for c in draft.consultations if c.version}, versions, "consultations", "version")
    if draft.members:
        heard = {s.member for s in said} | {sponsor.member for sponsor in draft.sponsors}
        faults.known(sorted(heard), draft.members, "draft.members", "member")


def _depth(draft: Draft, amendment: Amendment) -> int:
    """Return on how many amendments an amendment stands; more than `DEEPEST` where it goes round."""
    depth, one = 0, amendment
    while one.amends is not None and depth <= DEEPEST:
        below = draft.amendment(one.amends)
        if below is None:
            break
        depth, one = depth + 1, below
    return depth
