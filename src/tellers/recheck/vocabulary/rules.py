"""Words about the rule: on how many bases a majority is asked, and on how many it decides otherwise.

The first base is the one applied: that of the contest's rule, its number of members being the one
stated and applied, else the first stated, else the listed register. Rivals are, for a majority of
the members, every other number stated, and every rival rule the dossier names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tellers.recheck.vocabulary.announced import addition, stated
from tellers.recheck.vocabulary.arithmetic import required
from tellers.recheck.vocabulary.councils import held, rolled, weighed
from tellers.recheck.vocabulary.exact import Exact
from tellers.recheck.vocabulary.registers import listed
from tellers.recheck.vocabulary.totals import total

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]

THERE = ("blank", "invalid", "present")
"""Positions of members who were there and voted for no option."""


def _members(ground: Ground, source: str) -> list[int]:
    count = sum(one["about"] == "registered" for one in ground.contest.get("statement", []))
    return [stated(ground, "registered", index) for index in range(count)] or [listed(ground, source) or 0]


def _is_of_members(rule: dict[str, Any]) -> bool:
    return (rule.get("base") or "members") == "members" and rule.get("number") is None


def bases_claimed(ground: Ground) -> int:
    """How many bases a majority is asked on: the one applied, and every rival that somebody claims."""
    count = sum(one["about"] == "registered" for one in ground.contest.get("statement", []))
    asked = max(1, count) if _is_of_members(ground.contest["rule"]) else 1
    return asked + len(ground.contest.get("rival_rule", []))


def bases_deciding_otherwise(ground: Ground, source: str) -> int:
    """On how many of those the votes of this source come to another outcome than on the base applied."""
    rule, members = ground.contest["rule"], _members(ground, source)
    if rule["kind"] != "majority":
        raise ground.refuse("only a majority has bases", rule["kind"])
    asked = members if _is_of_members(rule) else members[:1]
    rivals = [one["rule"] for one in ground.contest.get("rival_rule", [])]
    decided = [_decides(ground, source, rule, size) for size in asked]
    decided += [_decides(ground, source, rival, members[0]) for rival in rivals]
    return sum(one != decided[0] for one in decided)


def _decides(ground: Ground, source: str, rule: dict[str, Any], members: int) -> str:
    """Return what the votes of this source come to under a rule, so many members being counted.

    Steps: 1 the quorum; 2 every requirement, a waived one left out; 3 the casting vote; 4 the veto.
    """
    wins = rule.get("wins") or "for"
    if wins not in ground.options:
        raise ground.refuse("a majority is for an option", wins)
    count = _Count(ground, source, rule, members)
    quorum = rule.get("quorum")
    if quorum is not None:  # 1
        there = count.base(quorum.get("counts", "present"), quorum.get("weight", ""))
        if there + quorum.get("besides", 0) < count.required(quorum):
            return "not decided"
    asked = [rule, *rule.get("also", [])]  # 2
    against = count.base("entitled", "") - count.votes(wins, "")
    asked = [one for one in asked if not 0 <= against < one.get("waived_below", 0)]
    met = all(count.votes(wins, one.get("weight", "")) >= count.required(one) for one in asked)
    casting = ground.contest.get("casting")
    equal = count.votes(wins, "") * 2 == count.base("cast", "")
    if not met and casting and rule.get("tie") == "casting" and equal:  # 3
        count = _Count(ground, source, rule, members, casting)
        met = all(count.votes(wins, one.get("weight", "")) >= count.required(one) for one in asked)
    veto = rule.get("veto")
    if veto is not None and held(ground, source, veto["group"], "+".join(veto.get("by", ["against"]))):  # 4
        met = False
    return "adopted" if met else "not adopted"


class _Count:
    """The votes of one source, and what they may be counted on."""

    def __init__(  # noqa: PLR0913, PLR0917 (what a count is of)
        self, ground: Ground, source: str, rule: dict[str, Any], members: int, casting: str = ""
    ) -> None:
        self.ground, self.source, self.members, self.casting = ground, source, members, casting
        named = rule.get("abstentions") or [option for option in ground.options if option == "abstain"]
        self.abstentions = set(named)

    def votes(self, figure: str, weight: str) -> int:
        """Return the votes of an option or the members in a position, by head or in a weight."""
        if figure not in self.ground.options and not self.ground.sheets(self.source).knows(figure):
            return 0
        if weight:
            return weighed(self.ground, self.source, weight, figure)
        added = addition(self.ground, figure) if figure in self.ground.options else 0
        return total(self.ground, self.source, figure) + added + (figure == self.casting)

    def base(self, base: str, weight: str) -> int:
        """Return the number that a majority is counted on."""
        if base == "members" and not weight:
            return self.members
        if base in {"members", "in-office", "entitled", "without-parties"}:
            known = bool(self.ground.folder.body)
            return rolled(self.ground, base, weight, self.source) if known else self.members
        told = [one for one in self.ground.contest.get("statement", []) if one["about"] == "attending"]
        if base == "present" and not weight and any(one.get("applied") for one in told):
            return stated(self.ground, "attending", 0)
        cast = [option for option in self.ground.options if option not in self.abstentions]
        figures = {
            "present": [*self.ground.options, *(f for f in THERE if f not in self.ground.options)],
            "cast": cast,
            "cast-or-abstaining": self.ground.options,
            "cast-or-invalid": [*cast, "invalid"],
        }.get(base, [base])
        return sum(self.votes(figure, weight) for figure in figures)

    def required(self, one: dict[str, Any]) -> int:
        """Return the number of votes that a requirement asks for."""
        if one.get("number") is not None:
            return int(one["number"])
        base = self.base(one.get("base") or "members", one.get("weight", ""))
        return required(base, one.get("fraction", "1/2"), one.get("strictness", "more_than"))


def asked(ground: Ground, rule: Exact, requirement: Exact) -> int:
    """The votes a requirement names outright: of the rule applied (0) or a rival; its quorum is -1."""
    rules = [ground.contest["rule"], *(one["rule"] for one in ground.contest.get("rival_rule", []))]
    if rule not in range(len(rules)):
        raise ground.refuse("the contest has no such rule", str(rule))
    chosen = rules[int(rule)]
    every = [chosen, *chosen.get("also", [])]
    quorum = chosen.get("quorum") or {}
    one = quorum if requirement == -1 else every[int(requirement)] if requirement in range(len(every)) else {}
    if one.get("number") is None:
        raise ground.refuse("the requirement names no number", str(requirement))
    return int(one["number"])


WORDS = (bases_claimed, bases_deciding_otherwise, asked)
