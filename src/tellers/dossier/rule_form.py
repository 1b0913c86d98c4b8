"""The form of a rule in a TOML file: in a contest, as a rival's, and in a profile of a body.

A rule's own fields are its first requirement; `also` are others that must be reached as well.

>>> from tellers.formats.toml import decode_toml
>>> form = decode_toml(b'''
... kind = "majority"
... base = "entitled"
... fraction = "55/100"
... strictness = "at_least"
... also = [ { weight = "population", fraction = "65/100", strictness = "at_least", waived_below = 4 } ]
... quorum = { base = "members", fraction = "1/2" }
... ''', RuleForm, where="rule.toml")
>>> rule_of(form).also[0].weight, rule_of(form).quorum.counts
('population', 'present')
"""

from __future__ import annotations

import msgspec

from tellers.formats.toml import Words, text_of
from tellers.model import OptionId, Quorum, Requirement, Rule, Veto

__all__ = ["RuleForm", "rule_of"]


class RequirementForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One more number of votes that must be reached."""

    base: str = "members"
    fraction: str = "1/2"
    strictness: str = "more_than"
    weight: str = ""
    number: int | None = None
    waived_below: int = 0


class QuorumForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A requirement on who must be there, and who counts for it."""

    base: str = "members"
    fraction: str = "1/2"
    strictness: str = "more_than"
    weight: str = ""
    number: int | None = None
    counts: str = "present"
    besides: int = 0


class VetoForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The group whose members can defeat a text alone, and by voting what."""

    group: str
    by: tuple[str, ...] = ("against",)


class RuleForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule, key by key; see `tellers.model.Rule` for what each means."""

    kind: str
    wins: str | None = None
    base: str = ""
    fraction: str = "1/2"
    strictness: str = "more_than"
    weight: str = ""
    number: int | None = None
    seats: int = 1
    lead: str = ""
    abstentions: list[str] = []
    also: list[RequirementForm] = []
    quorum: QuorumForm | None = None
    veto: VetoForm | None = None
    tie: str = "lost"
    casting_by: Words = ""
    source: Words = ""
    unread: Words = ""


def rule_of(form: RuleForm) -> Rule:
    """Return the rule a form states; `ValueError` for an id that is none.

    Where no base is named, a runoff counts on the votes cast, every other rule on the members.
    """
    return Rule(
        kind=form.kind,
        wins=OptionId(form.wins) if form.wins else None,
        base=form.base or ("cast" if form.kind == "runoff" else "members"),
        fraction=form.fraction,
        strictness=form.strictness,
        weight=form.weight,
        number=form.number,
        seats=form.seats,
        lead=form.lead,
        abstentions=tuple(OptionId(option) for option in form.abstentions),
        also=tuple(
            Requirement(
                base=one.base,
                fraction=one.fraction,
                strictness=one.strictness,
                weight=one.weight,
                number=one.number,
                waived_below=one.waived_below,
            )
            for one in form.also
        ),
        quorum=_quorum(form.quorum) if form.quorum else None,
        veto=Veto(group=form.veto.group, by=tuple(map(OptionId, form.veto.by))) if form.veto else None,
        tie=form.tie,
        casting_by=text_of(form.casting_by),
        source=text_of(form.source),
        unread=text_of(form.unread),
    )


def _quorum(form: QuorumForm) -> Quorum:
    return Quorum(
        requirement=Requirement(
            base=form.base,
            fraction=form.fraction,
            strictness=form.strictness,
            weight=form.weight,
            number=form.number,
        ),
        counts=form.counts,
        besides=form.besides,
    )
