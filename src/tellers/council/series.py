"""A published series of roll calls, each held to the rule of its question: right, wrong, contradictory.

A vote comes out *right* when its published result is what its count gives under the rule. It is
*contradictory* when the record denies itself: names against totals, totals against members, or a result
against its own count under the rule that the record itself names, or the body's ordinary one where it
names none. It is *wrong* when the result is not reproduced under a rule that somebody outside the record
assigned to it, which may be our mistake. Votes without a count are told apart: nothing is to reproduce.
So are those whose rule an earlier vote was to fix that came to nothing known: no rule is chosen for them.

Source: research on decisions of deliberative bodies, sections 5 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tellers.council.chain import Link, Published, Recorded, Step, chain_of
from tellers.council.profile import Profile, Question, find_question, read_profile
from tellers.council.series_form import read_series_form
from tellers.council.series_tables import TOTALS, LoadedSeries, file_below, load_series
from tellers.council.vote_at_hand import VoteAtHand, record_vote
from tellers.dossier.body_file import read_body
from tellers.errors import MappingError, UsageError
from tellers.model import PRESENT, FindingStatus, OptionId, OutcomeWord, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tellers.council.series_form import ExceptionForm, SeriesForm
    from tellers.model import Body

__all__ = ["Assigned", "CheckedVote", "Series", "Word", "open_series"]


class Assigned(StrEnum):
    """Who says which rule a vote was under."""

    NAMED = "named"
    """The record, by its own words or its day."""
    ORDINARY = "ordinary"
    """Nobody: the body's ordinary rule."""
    STATED = "stated"
    """Somebody outside the record, vote by vote, with a source."""


class Word(StrEnum):
    """What becomes of a vote."""

    RIGHT = "right"
    WRONG = "wrong"
    CONTRADICTORY = "contradictory"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedVote:
    """One vote of a series, and its chain."""

    id: str
    day: str
    title: str
    question: Question | None
    """None where an earlier vote was to fix it whose own outcome is not known."""
    assigned: Assigned
    published: Published
    recorded: Recorded
    links: tuple[Link, ...]

    @property
    def word(self) -> Word:
        """Return whether the published result is what the count gives; see the module."""
        outcome = next(link for link in self.links if link.step is Step.OUTCOME)
        if outcome.status is FindingStatus.CANNOT_TELL:
            return Word.UNCOUNTED
        if outcome.status is FindingStatus.HOLDS:
            return Word.RIGHT
        return Word.WRONG if self.assigned is Assigned.STATED else Word.CONTRADICTORY

    @property
    def denied(self) -> tuple[Link, ...]:
        """Return the steps on which the record denies itself or differs from the rule."""
        return tuple(link for link in self.links if link.status is FindingStatus.DIFFERS)


@dataclass(frozen=True)
class Series:
    """A loaded series, ready to be checked."""

    form: SeriesForm
    loaded: LoadedSeries
    body: Body | None = None

    @cached_property
    def profile(self) -> Profile:
        """Return the rules of the body."""
        return read_profile(self.form.profile)

    @cached_property
    def exceptions(self) -> Mapping[str, ExceptionForm]:
        """Return what is stated vote by vote."""
        return {one.vote: one for one in self.form.exception}

    def checked(self) -> Iterator[CheckedVote]:
        """Yield every vote with its chain, in the order of the series. Cost: some 50 microseconds a vote."""
        counts, twice, unmatched = self.loaded.counts(), self.loaded.twice(), self.loaded.unmatched()
        away = any({*roll} - PRESENT - {Position.NOT_RECORDED} for roll in counts.values())
        outcomes: dict[str, OutcomeWord | None] = {}
        for row in self.loaded.votes():
            question, assigned = self._question(row, outcomes)
            published = self._published(row)
            roll = counts.get(row["place"], {})
            hand = self._at_hand(row, published, twice.get(row["place"], ()), unmatched.get(row["place"], ()))
            rule = question.rule if question is not None else None
            recorded = record_vote(replace(hand, names_away=away), rule, roll)
            outcomes[row["id"]] = recorded.outcome.word if recorded.outcome else None
            yield CheckedVote(
                id=row["id"],
                day=row["day"],
                title=row["title"],
                question=question,
                assigned=assigned,
                published=published,
                recorded=recorded,
                links=tuple(chain_of(published, recorded)),
            )

    def _question(
        self, row: Mapping[str, Any], outcomes: Mapping[str, OutcomeWord | None]
    ) -> tuple[Question | None, Assigned]:
        """Return the question a vote was on, None where nobody can tell, and who says so.

        A vote that an earlier one of the series fixed the majority of follows that one's outcome. Where
        that was not counted, or came to neither adopted nor not adopted, no majority was fixed that
        anybody knows of. Raises `UsageError` where the earlier one does not stand before it.
        """
        stated = self.exceptions.get(row["id"])
        if stated is not None and stated.fixed_by is not None:
            fixed = stated.fixed_by
            if fixed.vote not in outcomes:
                raise UsageError(
                    f"the vote {fixed.vote!r} that fixes a majority does not stand before {row['id']!r}"
                )
            word = outcomes[fixed.vote]
            if word not in {OutcomeWord.ADOPTED, OutcomeWord.NOT_ADOPTED}:
                return None, Assigned.STATED
            chosen = fixed.adopted if word is OutcomeWord.ADOPTED else fixed.otherwise
            return find_question(chosen, self.profile), Assigned.STATED
        if stated is not None and stated.question:
            return find_question(stated.question, self.profile), Assigned.STATED
        if row["question"] >= 0:
            return find_question(self.form.question[row["question"]].id, self.profile), Assigned.NAMED
        return self.profile.question(), Assigned.ORDINARY

    def _published(self, row: Mapping[str, Any]) -> Published:
        totals = {position: _whole(row[f"{TOTALS}{position}"]) for position in self.form.votes.totals}
        told = self.form.votes.outcome
        return Published(
            totals={position: total for position, total in totals.items() if total is not None},
            silent=None in totals.values(),
            voters=_whole(row["voters"]),
            required=_whole(row["required"]),
            outcome=told.always or told.values.get(row["result"]),
        )

    def _at_hand(
        self, row: Mapping[str, Any], published: Published, twice: Sequence[str], unmatched: Sequence[str]
    ) -> VoteAtHand:
        """Return one vote with what is known of it: the members as stated, by the body, or by day."""
        stated = self.exceptions.get(row["id"])
        known = self.body.roll_on(row["day"]) if self.body is not None else None
        members = stated.members if stated is not None else None
        if members is None and known is not None:
            members = len(known.members)
        if members is None:
            by_day = [one for one in self.form.members if one.since <= row["day"]]
            members = max(by_day, key=lambda one: one.since).value if by_day else None
        return VoteAtHand(
            day=row["day"],
            published=published,
            members=members,
            known=known,
            casting=OptionId(stated.casting) if stated is not None and stated.casting else None,
            twice=tuple(twice),
            unresolved=tuple(unmatched),
            groups=self.form.groups,
            fixed_by=stated.fixed_by.vote if stated is not None and stated.fixed_by is not None else "",
            positions=lambda: self.loaded.positions_of(row["place"]),
        )


def open_series(path: Path, *, files: Path | None = None) -> Series:
    """Return the series a file describes, its tables loaded from `files`, or from beside it.

    Raises `InputError` for what cannot be read, `UsageError` for a profile that does not exist.
    """
    form = read_series_form(_content(path), where=path.name)
    body = None
    if form.body:
        body = read_body(_content(file_below(form.body, path.parent)), where=form.body)
    loaded = load_series(form, home=files or path.parent, body=body)
    return Series(form=form, loaded=loaded, body=body)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MappingError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            remedy="Check the name and the folder; docs/reference/series.md has the form.",
        ) from error


def _whole(cell: str | None) -> int | None:
    return int(cell) if cell is not None and cell.isascii() and cell.isdigit() and len(cell) <= 13 else None
