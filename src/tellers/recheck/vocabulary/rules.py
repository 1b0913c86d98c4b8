"""Words about the rule: on how many bases a majority is asked, and on how many it decides otherwise.

The first base is the one applied: that of the contest's rule, its number of members being the one
stated and applied, else the first stated, else the listed register. Rivals are, for a majority of
the members, every other number stated, and every rival rule the dossier names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tellers.recheck.vocabulary.announced import addition, stated
from tellers.recheck.vocabulary.arithmetic import required
from tellers.recheck.vocabulary.registers import listed
from tellers.recheck.vocabulary.totals import total

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]


def _members(ground: Ground, source: str) -> list[int]:
    count = sum(one["about"] == "registered" for one in ground.contest.get("statement", []))
    return [stated(ground, "registered", index) for index in range(count)] or [listed(ground, source) or 0]


def _is_of_members(rule: dict[str, Any]) -> bool:
    return bool(rule.get("base", "members") == "members")


def bases_claimed(ground: Ground) -> int:
    """How many bases a majority is asked on: the one applied, and every rival that somebody claims."""
    count = sum(one["about"] == "registered" for one in ground.contest.get("statement", []))
    asked = max(1, count) if _is_of_members(ground.contest["rule"]) else 1
    return asked + len(ground.contest.get("rival_rule", []))


def bases_deciding_otherwise(ground: Ground, source: str) -> int:
    """On how many of those the votes of this source adopt where the base applied does not, or the reverse."""
    rule, members = ground.contest["rule"], _members(ground, source)
    if rule["kind"] != "majority":
        raise ground.refuse("only a majority has bases", rule["kind"])
    asked = members if _is_of_members(rule) else members[:1]
    rivals = [one["rule"] for one in ground.contest.get("rival_rule", [])]
    adopted = [_adopts(ground, source, rule, size) for size in asked]
    adopted += [_adopts(ground, source, rival, members[0]) for rival in rivals]
    return sum(one != adopted[0] for one in adopted)


def _adopts(ground: Ground, source: str, rule: dict[str, Any], members: int) -> bool:
    """Return whether the votes of the option that wins reach the majority of this rule's base."""
    votes = {o: total(ground, source, o) + addition(ground, o) for o in ground.options}
    cast = sum(count for option, count in votes.items() if option not in rule.get("abstentions", []))
    size = {"members": members, "present": sum(votes.values()), "cast": cast}.get(rule.get("base", "members"))
    wins = rule.get("wins") or "for"
    if size is None or wins not in votes:
        raise ground.refuse("not a majority of members, present or cast", str(rule)[:80])
    return votes[wins] >= required(size, rule.get("fraction", "1/2"), rule.get("strictness", "more_than"))


WORDS = (bases_claimed, bases_deciding_otherwise)
