"""A rule as the table that a file writes it in: what `tellers.dossier.rule_form` reads is the same rule.

>>> from tellers.dossier.rule_form import RuleForm, rule_of
>>> import msgspec
>>> rule = Rule(kind="majority", wins=OptionId("for"), abstentions=(OptionId("abstain"),), number=9,
...     veto=Veto(group="permanent"))
>>> rule_of(msgspec.convert(rule_table(rule), RuleForm)) == rule
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.formats.toml import words_of
from tellers.formats.toml_text import without_empty
from tellers.model import OptionId, Position, Requirement, Rule, Veto

if TYPE_CHECKING:
    from tellers.model import Quorum

__all__ = ["rule_table"]

_ = Veto  # a name the doctest uses


def rule_table(rule: Rule) -> dict[str, object]:
    """Return the keys of a rule; of a majority that names none, `for` wins and `abstain` is no vote cast."""
    counted = rule.kind == "majority"
    abstentions = rule.abstentions or ((OptionId(Position.ABSTAIN),) if counted else ())
    wins = rule.wins or (OptionId(Position.FOR) if counted else None)
    return without_empty(
        {
            "kind": rule.kind,
            "wins": None if wins is None else str(wins),
            **_requirement(rule.first),
            "lead": rule.lead,
            "seats": rule.seats if rule.several else None,
            "abstentions": [str(option) for option in abstentions],
            "also": [_requirement(one) for one in rule.also],
            "quorum": _quorum(rule.quorum) if rule.quorum else None,
            "veto": {"group": rule.veto.group, "by": [str(one) for one in rule.veto.by]}
            if rule.veto
            else None,
            "tie": rule.tie,
            "casting_by": words_of(rule.casting_by),
            "source": words_of(rule.source),
            "unread": words_of(rule.unread),
        }
    )


def _requirement(one: Requirement) -> dict[str, object]:
    plain: dict[str, object] = {
        "base": one.base,
        "fraction": one.fraction,
        "strictness": one.strictness,
        "weight": one.weight,
        "number": one.number,
    }
    return {**plain, "waived_below": one.waived_below} if one.waived_below else plain


def _quorum(quorum: Quorum) -> dict[str, object]:
    return {**_requirement(quorum.requirement), "counts": quorum.counts, "besides": quorum.besides}
