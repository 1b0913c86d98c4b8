"""The chain of a council's vote: nine steps, each resting on the one before it.

names, nobody twice, roll against totals, totals against members, quorum, rule, outcome, the rule that an
earlier vote fixed, the text. A step holds only where a finding or the records say so; it differs where
they say otherwise; what nobody stated was not asked, and what cannot be seen cannot be told. Each step
leads to the findings it rests on.

Source: research on decision rules, section 7 (4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import ClaimKind, FindingStatus, Role, VerdictWord
from tellers.report.contents import Chain, Label, Link, Paragraphs, Section, Step
from tellers.report.quorum import quorum_attended
from tellers.report.sections.chain_roll import is_roll_call, names_step, once_step, rest_of_members
from tellers.report.sections.chain_text import sequence_step, text_step
from tellers.report.sections.conditions import rule_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tellers.model import Finding, SourceId
    from tellers.report.sections.chain_roll import Told
    from tellers.report.telling import Telling

__all__ = ["STEPS", "chain_of", "chain_section"]

STEPS = ("names", "once", "totals", "members", "quorum", "rule", "outcome", "sequence", "text")
"""The steps in their order; each is a key of `chain.po`."""


def chain_section(telling: Telling) -> Section | None:
    """Return the chain under its heading; None where the contest is no vote by name of a council."""
    chain = chain_of(telling)
    if chain is None:
        return None
    lead = Paragraphs(texts=(telling.say("report-chain-lead"),))
    return Section(anchor=telling.anchor("chain"), title=chain.title, blocks=(lead, chain))


def chain_of(telling: Telling) -> Chain | None:
    """Return the nine steps of a contest; None where it is no vote by name of a council."""
    if not is_roll_call(telling):
        return None
    told = _Chain(telling=telling, source=telling.source or telling.case.broadest)
    return Chain(title=telling.say("report-chain"), steps=tuple(told.step(name) for name in STEPS))


@dataclass(frozen=True, kw_only=True)
class _Chain:
    """One contest, and the source it is judged by."""

    telling: Telling
    source: SourceId | None

    def step(self, name: str) -> Step:
        """Return a step in words: what it came to, a sentence, and links to its findings."""
        steps: dict[str, Callable[[], Told]] = {
            "names": lambda: names_step(self.telling, self.source),
            "once": lambda: once_step(self.telling, self.source),
            "totals": self.totals,
            "members": lambda: rest_of_members(self.telling, self.source),
            "quorum": self.quorum,
            "rule": self.rule,
            "outcome": self.outcome,
            "sequence": lambda: sequence_step(self.telling),
            "text": lambda: text_step(self.telling),
        }
        word, text, findings = steps[name]()
        return Step(
            name=self.telling.say(f"report-chain-step-{name}"),
            label=Label(id=word, word=self.telling.say(f"report-chain-word-{word}")),
            text=text,
            rests=tuple(self.link(finding) for finding in findings),
        )

    def link(self, finding: Finding) -> Link:
        """Return the way to a finding of this contest, as the list of findings has it."""
        place = self.telling.checked.findings.index(finding) + 1
        return Link(anchor=self.telling.anchor(f"finding-{place}"), word=finding.code)

    def found(self, *codes: str) -> tuple[Finding, ...]:
        """Return the findings of these codes."""
        return tuple(f for f in self.telling.checked.findings if f.code in codes)

    def totals(self) -> Told:
        """Return whether the announced totals are what the names add up to."""
        say, positions = self.telling.say, self._positions()
        announced = [
            claim
            for proclamation in self.telling.case.proclamations
            for claim in proclamation.claims
            if claim.kind is ClaimKind.COUNT and set(claim.figures) <= positions
        ]
        if not announced:
            return "not-asked", say("report-chain-totals-none"), ()
        wrong, right = self.found("count-differs"), self.found("counts-equal")
        if wrong:
            parts = self.telling.speech.listed(
                self.telling.speech.say("report-chain-total", f.numbers) for f in wrong
            )
            return "differs", say("report-chain-totals-differ", totals=parts), wrong
        if right and not any("-part" in finding.message for finding in right):
            count = (len(announced), "count")
            return "holds", say("report-chain-totals-hold", count=count), right
        return "cannot-tell", say("report-chain-totals-unheld", count=(len(announced), "count")), right

    def _positions(self) -> set[str]:
        contest = self.telling.case.contest
        others = {str(one.id) for one in contest.figures if one.role is Role.POSITION}
        return {*map(str, contest.option_ids), *others}

    def quorum(self) -> Told:
        """Return whether enough were there, where the rule asks it."""
        say, rule = self.telling.say, self.telling.case.contest.rule
        if rule.quorum is None:
            if rule.unread:
                return "cannot-tell", say("report-chain-quorum-unread", unread=self._unread()), ()
            return "not-asked", say("report-chain-quorum-none"), ()
        found = self.found("quorum-reached", "quorum-missed")
        if not found and (attended := quorum_attended(self.telling)):
            return "holds" if attended[0] else "differs", attended[1], ()
        if not found:
            return "cannot-tell", say("report-chain-quorum-unknown"), ()
        text = self.telling.speech.say(found[0].message, found[0].numbers)
        if found[0].code == "quorum-reached":
            return "holds", text, found
        whole = self.telling.outcome is not None and self.telling.outcome.word is VerdictWord.SETTLED
        return "differs" if whole else "cannot-tell", text, found

    def rule(self) -> Told:
        """Return what the rule asks for, in a number, and whether that was announced."""
        sentence = rule_in_words(self.telling, self.source)
        wrong, right = self.found("proclaimed-required-differs"), self.found("proclaimed-required-agrees")
        beside = self.found("outcome-depends-on-base", "rule-base-unknown")
        word = "differs" if wrong else "holds" if right else "not-asked"
        if self.found("rule-base-unknown"):
            word = "cannot-tell"
        told = wrong[-1].numbers if word == "differs" else ()
        said = self.telling.speech.say(f"report-chain-rule-{word}", told)
        return word, f"{sentence} {said}", (*(wrong or right), *beside)

    def _unread(self) -> str:
        return self.telling.text(self.telling.case.contest.rule.unread)

    def outcome(self) -> Told:
        """Return whether the outcome last announced is what the records give under the rule."""
        claimed, say = self.telling.claimed_outcomes(), self.telling.say
        computed = self.found(*(f.code for f in self.telling.checked.findings if self._computed(f)))
        found = ""
        if self.telling.source is not None and computed:
            key = f"outcome-{computed[0].code.removeprefix('rule-')}"
            found = say(key)
        if not claimed:
            key = "unannounced" if found else "nothing"
            return "not-asked", say(f"report-chain-outcome-{key}", found=found), computed
        proclamation, claim = claimed[-1]
        said, verdict = self.telling.claim_said(claim), self.telling.verdict_on(proclamation, claim)
        judged = tuple(
            finding
            for finding in self.telling.checked.findings
            if finding.code.startswith("proclaimed-outcome-") and finding.proclamation == proclamation.id
        )
        word = None if verdict is None else verdict.word
        if word is VerdictWord.CONFIRMED:
            return "holds", say("report-chain-outcome-agrees", said=said), (*judged, *computed)
        if word is VerdictWord.CONTRADICTED:
            told = say("report-chain-outcome-differs", said=said, found=found)
            return "differs", told, (*judged, *computed)
        key = "open" if found else "uncounted"
        return "cannot-tell", say(f"report-chain-outcome-{key}", said=said, found=found), (*judged, *computed)

    def _computed(self, finding: Finding) -> bool:
        """Return whether a finding is the outcome of the source judged by, under the rule applied."""
        mine = finding.subject == self.source and finding.status is FindingStatus.HOLDS
        return finding.check == "rule" and finding.code.startswith("rule-") and mine
