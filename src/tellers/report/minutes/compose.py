"""From a checked dossier to the minutes of one of its decisions.

heading       body, day, symbol, title, co-sponsors of that day
decision      the outcome, as announced and as it follows from the names
text          paragraph by paragraph, with its hash
question      the rule as a sentence with its number, its source, what of it was not read
attendance    who was there, who was away, who is never called or has no vote, the quorum
vote          by name, in the order of the roll; corrections; the count
statements    reservations, explanations of position, notes
membership    rival readings side by side, where it is disputed
records       where it comes from, and the hashes
signatures    lines for offices, without names

Nothing is said that the dossier does not hold: a text that is not in it is said not to be, and what was
adopted without a vote is never given a count.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tellers.dossier.layout import PACKAGE
from tellers.errors import UsageError
from tellers.release import VERSION
from tellers.report.compose import FORM
from tellers.report.contents import Facts, Section, Signatures, legible
from tellers.report.minutes.decision import decision_of
from tellers.report.minutes.document import Minutes
from tellers.report.minutes.membership import membership_section
from tellers.report.minutes.question import attendance_section, question_section
from tellers.report.minutes.statements import statements_section
from tellers.report.minutes.text_put import draft_of, sponsors_of, text_section
from tellers.report.minutes.vote import vote_section
from tellers.report.sections.chain_roll import is_roll_call
from tellers.report.telling import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.check import Result
    from tellers.report.telling import Telling

__all__ = ["compose_minutes", "minutes_of", "records_section", "signatures_section", "words_of"]


def compose_minutes(result: Result, language: str, *, contest: str = "") -> Minutes:
    """Return the minutes of a contest, the first where none is named.

    `UsageError` for a contest that is no council's vote, or that there is not.
    """
    named = result.dossier.contest(contest).id
    telling = next(one for one in tell(result, language) if one.case.contest.id == named)
    if not is_roll_call(telling):
        raise UsageError(
            f"{named!r} is no decision of a council: it has no body, and its units are not members",
            where=str(result.dossier.folder),
            remedy="Minutes are of votes by name; see: tellers check",
        )
    return legible(minutes_of(telling, result))


def minutes_of(telling: Telling, result: Result, *, standing: bool = True) -> Minutes:
    """Return the minutes of one decision; seats that stand apart are told here or, of a sitting, once."""
    contest, say, package = telling.case.contest, telling.say, result.dossier.package
    digest = hashlib.sha256((result.dossier.folder / PACKAGE).read_bytes()).hexdigest()
    made = (
        text_section(telling),
        question_section(telling),
        attendance_section(telling, standing=standing),
        vote_section(telling),
        statements_section(telling),
        membership_section(telling),
        records_section([telling], package.name, digest),
        signatures_section(telling),
    )
    return Minutes(
        language=telling.speech.code,
        body=telling.text(contest.body) or _body_name(telling),
        kind=say("minutes-kind"),
        title=telling.titled(contest),
        subtitle=telling.day(contest.date),
        facts=_heading(telling),
        decision=decision_of(telling),
        sections=tuple(section for section in made if section is not None),
        identity=say("report-identity", name=package.name, digest=digest, version=VERSION),
        words=words_of(telling),
    )


def words_of(telling: Telling) -> tuple[tuple[str, str], ...]:
    """Return the words of the page itself, as its links."""
    return tuple(
        (key.removeprefix(FORM), forms[0])
        for key, forms in sorted(telling.speech.messages.items())
        if key.startswith(FORM)
    )


def signatures_section(telling: Telling) -> Section:
    """Return lines for offices, without names."""
    say = telling.say
    offices = (say("minutes-sign-chair"), say("minutes-sign-secretary"))
    return Section(
        anchor="signatures", title=say("minutes-signatures"), blocks=(Signatures(offices=offices),)
    )


def _body_name(telling: Telling) -> str:
    body = telling.case.dossier.body
    return telling.text(body.name) if body is not None else ""


def _heading(telling: Telling) -> Facts:
    """Return what stands under the title: symbol, draft, co-sponsors, who announced the outcome."""
    contest, say, draft = telling.case.contest, telling.say, draft_of(telling)
    offices = dict.fromkeys(telling.text(one.by) for one in telling.case.proclamations)
    titled = telling.text(draft.title) if draft is not None else ""
    pairs = [
        (say("minutes-symbol"), draft.symbol if draft is not None else ""),
        (say("minutes-draft"), titled if titled != telling.text(contest.title) else ""),
        (say("minutes-sponsors"), sponsors_of(telling)),
        (say("minutes-announced-by"), telling.speech.listed(filter(None, offices))),
    ]
    return Facts(pairs=tuple((name, told) for name, told in pairs if told))


def records_section(tellings: Sequence[Telling], name: str, digest: str) -> Section:
    """Return where it comes from: the source of the names, the documents, the dossier and its hash."""
    telling = tellings[0]
    say, dossier = telling.say, telling.case.dossier
    pairs = []
    for source in dict.fromkeys(source for one in tellings for source in one.case.sources):
        held = dossier.source(source)
        told = say("minutes-source-told", by=telling.text(held.by), origin=telling.text(held.origin))
        noted = " ".join(filter(None, (told, telling.text(held.note))))
        pairs.append((held.name.in_language(telling.speech.code), noted))
    for proclamation in (announced for one in tellings for announced in one.case.proclamations):
        title = telling.write(str(proclamation.id), "proclamation")
        pairs.append((title, telling.text(proclamation.document)))
    pairs = list(dict.fromkeys(pairs))
    pairs += [
        (say("minutes-dossier"), name),
        (say("minutes-digest", package=PACKAGE), digest),
        (say("minutes-again"), f"tellers check {name}"),
    ]
    facts = Facts(pairs=tuple((name, told) for name, told in pairs if told))
    return Section(anchor="records", title=say("minutes-records"), blocks=(facts,))
