"""The last steps of the chain: the rule that an earlier vote fixed, and the text that was voted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.telling import NOTHING

if TYPE_CHECKING:
    from tellers.model import Finding
    from tellers.report.sections.chain_roll import Told
    from tellers.report.telling import Telling

__all__ = ["sequence_step", "text_step"]

SHORT = len("sha256:") + 12
"""Letters of a hash that a sentence shows; the finding has all of them."""
SEQUENCE = {"sequence-agrees": "holds", "sequence-differs": "differs", "sequence-open": "cannot-tell"}


def sequence_step(telling: Telling) -> Told:
    """Return whether the rule is the one that an earlier question fixed, where one did."""
    found = tuple(f for f in telling.checked.findings if f.code in SEQUENCE)
    if not found:
        return "not-asked", telling.say("report-chain-sequence-none"), ()
    return SEQUENCE[found[0].code], telling.speech.say(found[0].message, found[0].numbers), found


def text_step(telling: Telling) -> Told:
    """Return whether the text voted has its hash, and whether the text published is that one."""
    voted = telling.case.contest.text
    found = tuple(f for f in telling.checked.findings if f.check == "text_voted")
    if voted is None:
        return "not-asked", telling.say("report-chain-text-none"), ()
    if not found:
        return "cannot-tell", telling.say("report-chain-text-unstated", version=str(voted.version)), ()
    text = " ".join(_said(telling, one) for one in found)
    codes = {one.code for one in found}
    if codes & {"text-differs", "text-altered"}:
        return "differs", text, found
    return "cannot-tell" if "text-missing" in codes else "holds", text, found


def _said(telling: Telling, finding: Finding) -> str:
    words = {n.name: str(n.value) for n in finding.numbers}
    for name in {"stated", "found"} & words.keys():
        words[name] = f"{words[name][:SHORT]}…" if words[name] else NOTHING
    return telling.say(f"report-chain-{finding.code}", **words)
