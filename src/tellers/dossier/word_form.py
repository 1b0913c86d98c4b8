"""What the words of a dossier may ask for: numbers of bounded size, rules and names that can be used.

`contest_file` and `proclamation_file` read the form, key by key; this looks at what the values say,
because they are a stranger's. A count of four thousand digits, a figure that is a part of itself, a
level called `unit` or a rule of `1/0` would stop a check in the middle, or never let it end.

>>> verify_number(10**4000, "votes")
Traceback (most recent call last):
    ...
ValueError: votes: a number of more than 13 digits
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tellers.dossier.layout import RECORD_COLUMNS
from tellers.errors import DossierError
from tellers.model import ClaimKind
from tellers.rules import verify_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import Body, Contest, Proclamation, Rule

__all__ = ["verify_body", "verify_contests", "verify_number", "verify_proclamations"]

DIGITS = 13
"""Digits of a count: a million million, as in `table_form.LARGEST_FIGURE`."""
DECIMALS = 20
"""Letters of an announced percentage."""
MOST_FIGURES = 300
"""Options and figures of a contest: a check compares each with each, and 300 take half a gigabyte."""
_LEVEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_UNIT_COLUMNS = {"unit", "unit_name", "registered", "note"}


def verify_contests(contests: Sequence[Contest], *, where: str) -> None:
    """Raise `DossierError` with everything in these contests that no check could work with."""
    faults = [f"{contest.id}: {fault}" for contest in contests for fault in _contest_faults(contest)]
    if not contests:
        faults.append("there is no contest")
    if faults:
        raise DossierError(
            "; ".join(faults), where=where, remedy="Mend it; docs/reference/dossier.md has the form."
        )


def verify_proclamations(proclamations: Sequence[Proclamation], *, where: str) -> None:
    """Raise `DossierError` for an announced number with more digits than a vote can have."""
    faults = []
    for proclamation in proclamations:
        for claim in proclamation.claims:
            longest = DIGITS if claim.kind in {ClaimKind.COUNT, ClaimKind.REQUIRED} else DECIMALS
            values = [reading.value for reading in claim.readings]
            if claim.kind is not ClaimKind.OUTCOME and max(map(len, values)) > longest:
                faults.append(f"{proclamation.id}/{claim.id[:80]}: a number of more than {longest} digits")
    if faults:
        raise DossierError("; ".join(faults), where=where, remedy="Mend the number.")


def verify_body(contests: Sequence[Contest], body: Body | None, *, where: str) -> None:
    """Raise `DossierError` for a rule that asks for what the dossier's body does not have.

    A weight must be stated on or before the day for every member; a group must have a member on it.
    """
    faults = [
        f"{contest.id}: {fault}"
        for contest in contests
        for rule in (contest.rule, *(rival.rule for rival in contest.rival_rules))
        for fault in _body_faults(contest, rule, body)
    ]
    if faults:
        raise DossierError(
            "; ".join(dict.fromkeys(faults)),
            where=where,
            remedy="State it in body.toml; docs/reference/body.md has the form.",
        )


def _body_faults(contest: Contest, rule: Rule, body: Body | None) -> Iterator[str]:
    asked = [*rule.requirements, *([rule.quorum.requirement] if rule.quorum is not None else [])]
    weights = sorted({one.weight for one in asked if one.weight})
    if body is None:
        for weight in weights:
            yield f"a rule asks for the weight {weight[:60]!r}, and there is no body.toml"
        if rule.veto is not None:
            yield f"a rule asks for the group {rule.veto.group[:60]!r}, and there is no body.toml"
        return
    roll = body.roll_on(contest.date)
    for weight in weights:
        values = roll.weights.get(weight, {})
        lacking = [seat for seat in roll.members if seat not in values]
        if lacking:
            yield f"the weight {weight[:60]!r} is not stated of {', '.join(lacking[:5])} on {contest.date}"
    if rule.veto is not None and not body.group(rule.veto.group):
        yield f"the group {rule.veto.group[:60]!r} has no seat"
    elif rule.veto is not None and not roll.groups.get(rule.veto.group):
        yield f"the group {rule.veto.group[:60]!r} has no member on {contest.date}"


def verify_number(value: int, name: str) -> None:
    """Raise `ValueError` for a number that no count of voters could be."""
    if abs(value) >= 10**DIGITS:
        message = f"{name}: a number of more than {DIGITS} digits"
        raise ValueError(message)


def _contest_faults(contest: Contest) -> Iterator[str]:
    yield from _name_faults(contest)
    for name in _in_circles(contest):
        yield f"figure {name!r} is a part of itself"
    for statement in contest.statements:
        if not 0 <= statement.value < 10**DIGITS:
            yield f"the statement on {statement.about[:80]!r} is no number of units or voters"
    for rule in (contest.rule, *(rival.rule for rival in contest.rival_rules)):
        try:
            verify_rule(rule, contest.option_ids, contest.figure_ids)
        except ValueError as error:
            yield str(error)
    for addition in contest.additions:
        for figure, votes in addition.figures:
            try:
                verify_number(votes, f"the addition to {figure!r}")
            except ValueError as error:
                yield str(error)


def _name_faults(contest: Contest) -> Iterator[str]:
    """Yield what is wrong with the ids of figures and levels: each is a column of a table."""
    if not contest.options:
        yield "there is no option"
    if len(contest.figure_ids) > MOST_FIGURES:
        yield f"{len(contest.figure_ids)} options and figures, at most {MOST_FIGURES}"
    # The table engine takes "A" and "a" for one column.
    times = Counter(figure.lower() for figure in contest.figure_ids)
    for figure in contest.figure_ids:
        if times[figure.lower()] > 1 or figure.lower() in RECORD_COLUMNS:
            yield f"figure {str(figure)!r} is also the name of another column"
    levels = [level.id.lower() for level in contest.levels]
    taken = Counter([*levels, *(f"{level}_name" for level in levels), *_UNIT_COLUMNS])
    for level in levels:
        if not _LEVEL.fullmatch(level):
            yield f"level {level[:80]!r} is not 1 to 64 letters, digits, dots, dashes or underscores"
        elif taken[level] > 1 or taken[f"{level}_name"] > 1:
            yield f"level {level!r} is also the name of another column"


def _in_circles(contest: Contest) -> list[str]:
    """Return the figures that are, by their parts, sums of themselves."""
    parts = {figure.id: figure.sum_of for figure in contest.figures}
    found = []
    for figure, own in parts.items():
        below: set[str] = set()
        waiting = list(own)
        while waiting:
            part = waiting.pop()
            if part not in below:
                below.add(part)
                waiting += parts.get(part, ())
        if figure in below:
            found.append(str(figure))
    return found
