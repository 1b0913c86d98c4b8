"""The chain of a published vote: what must hold, step by step, for its record to be a decision.

    names     every name is of a member of the body
    twice     nobody stands twice
    totals    the names add up to the published totals, and the totals to the published voters
    members   the totals add up to the members that could be recorded
    quorum    enough were there
    rule      the number required that the record states is the rule's
    outcome   the published result is what the count gives under the rule

A step holds, differs, or cannot be told from what is published. Nothing is raised on wrong content.
Source: research on decisions of deliberative bodies, section 7.

>>> link = Link(step=Step.TOTALS, status=FindingStatus.DIFFERS, message="chain-totals-differ",
...     numbers=(Number(name="names", value=25), Number(name="total", value=26)))
>>> link.step.value, link.status.value
('totals', 'differs')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tellers.model import FindingStatus, Number, Outcome, OutcomeWord, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Link", "Published", "Recorded", "Step", "chain_of"]


class Step(StrEnum):
    """The steps in their order."""

    NAMES = "names"
    TWICE = "twice"
    TOTALS = "totals"
    MEMBERS = "members"
    QUORUM = "quorum"
    RULE = "rule"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step: how it came out, and the sentence that says so."""

    step: Step
    status: FindingStatus
    message: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a record announces of one vote besides the names."""

    totals: Mapping[Position, int] = field(default_factory=dict)
    silent: bool = False
    """Whether the record leaves out a total that it gives of other votes."""
    voters: int | None = None
    required: int | None = None
    outcome: OutcomeWord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the names of one vote come to, and the rule's outcome on them."""

    roll: Mapping[Position, int]
    """Members by position; empty where the record prints no names."""
    unresolved: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    members: int | None = None
    called: int | None = None
    """How many could have been recorded: members less those counted and never called."""
    listed: bool = False
    """Whether there is a list of members that the names could be held to."""
    outcome: Outcome | None = None
    """Under the rule; None where nothing was counted, or what the rule counts on is not known."""
    settled: bool = False
    """Whether the names not printed could not change it."""
    unfixed: str = ""
    """The earlier vote that was to fix the majority, where its outcome is not known: there is no rule."""


def chain_of(published: Published, recorded: Recorded) -> Iterator[Link]:
    """Yield the steps of one vote, in their order; those that the record says nothing of are left out."""
    if recorded.roll and (recorded.listed or recorded.unresolved):
        yield _names(recorded)
    if recorded.roll:
        yield _twice(recorded)
    yield from _totals(published, recorded)
    yield from _members(published, recorded)
    outcome = recorded.outcome
    if outcome is not None:
        yield from _quorum(outcome)
        yield from _rule(published, outcome)
    yield _outcome(published, recorded)


def _names(recorded: Recorded) -> Link:
    if recorded.unresolved:
        return _link(Step.NAMES, differs=True, key="unmatched", names=", ".join(recorded.unresolved))
    return _link(Step.NAMES, differs=False, key="resolve", count=sum(recorded.roll.values()))


def _twice(recorded: Recorded) -> Link:
    if recorded.twice:
        return _link(Step.TWICE, differs=True, key="repeated", names=", ".join(recorded.twice))
    return _link(Step.TWICE, differs=False, key="once")


def _totals(published: Published, recorded: Recorded) -> Iterator[Link]:
    """Yield, position by position, names against total; then the totals against the voters.

    A position with a total and not one name is one that the record lists no names for. The voters are
    held to the totals only where all three of for, against and abstaining have one: a total that the
    record does not give is not zero.
    """
    compared = 0
    for position, total in published.totals.items():
        named = recorded.roll.get(position, 0)
        if not recorded.roll or (total and not named):
            continue
        compared += 1
        if named != total:
            yield _link(
                Step.TOTALS,
                differs=True,
                key="differ",
                position=f"position-{position}",
                names=named,
                total=total,
            )
    cast = (Position.FOR, Position.AGAINST, Position.ABSTAIN)
    if published.voters is not None and all(position in published.totals for position in cast):
        added = sum(published.totals[position] for position in cast)
        compared += 1
        if added != published.voters:
            yield _link(Step.TOTALS, differs=True, key="voters", added=added, voters=published.voters)
    if not compared:
        yield Link(step=Step.TOTALS, status=FindingStatus.CANNOT_TELL, message="chain-totals-unnamed")


def _members(published: Published, recorded: Recorded) -> Iterator[Link]:
    """Yield whether all positions together are the members; only where all are published, absences too."""
    if Position.ABSENT not in published.totals or published.silent or recorded.members is None:
        return
    added, called = sum(published.totals.values()), recorded.called or recorded.members
    if added in {recorded.members, called}:
        yield _link(Step.MEMBERS, differs=False, key="add", added=added, members=recorded.members)
    else:
        yield _link(
            Step.MEMBERS, differs=True, key="rest", added=added, members=recorded.members, called=called
        )


def _quorum(outcome: Outcome) -> Iterator[Link]:
    for one in outcome.reached:
        if one.base == "quorum":
            key = "reached" if one.met else "missed"
            yield _link(Step.QUORUM, differs=False, key=key, there=one.votes, required=one.required)


def _rule(published: Published, outcome: Outcome) -> Iterator[Link]:
    if published.required is None or outcome.required is None:
        return
    differs = published.required != outcome.required
    numbers = {"said": published.required, "required": outcome.required}
    yield _link(Step.RULE, differs=differs, key="differs" if differs else "agrees", **numbers)


def _outcome(published: Published, recorded: Recorded) -> Link:
    said, found = published.outcome, recorded.outcome
    if recorded.unfixed:
        numbers = (Number(name="vote", value=recorded.unfixed, unit="text"),)
        return Link(
            step=Step.OUTCOME,
            status=FindingStatus.CANNOT_TELL,
            message="chain-outcome-unfixed",
            numbers=numbers,
        )
    if said is None or found is None:
        return Link(step=Step.OUTCOME, status=FindingStatus.CANNOT_TELL, message="chain-outcome-uncounted")
    words = {"said": f"outcome-{_key(said)}", "found": f"outcome-{_key(found.word)}"}
    if not said.counted:
        return _link(Step.OUTCOME, differs=True, key="counted", **words)
    same = _carried(said) == _carried(found.word) and (said is OutcomeWord.NOT_DECIDED) == (
        found.word is OutcomeWord.NOT_DECIDED
    )
    why = "-".join(["agrees" if same else "differs", *(["settled"] if recorded.settled else [])])
    return _link(Step.OUTCOME, differs=not same, key=why, **words)


def _carried(word: OutcomeWord) -> bool:
    """Return whether a question was carried: a text adopted, or somebody elected."""
    return word.adopts or word is OutcomeWord.ELECTED


def _key(word: OutcomeWord) -> str:
    return word.value.replace(" ", "-")


def _link(step: Step, *, differs: bool, key: str, **told: str | int) -> Link:
    """Return a step that holds or differs, with the numbers of its sentence."""
    return Link(
        step=step,
        status=FindingStatus.DIFFERS if differs else FindingStatus.HOLDS,
        message=f"chain-{step.value}-{key}",
        numbers=tuple([Number(name=name, value=value, unit=_unit(value)) for name, value in told.items()]),
    )


def _unit(value: str | int) -> str:
    """Return the unit of a number told: the words of outcomes and positions are messages of their own."""
    if isinstance(value, int):
        return "count"
    return "message" if value.startswith(("outcome-", "position-")) else "text"
