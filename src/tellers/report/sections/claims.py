"""Every claim on its own: what was announced, the verdict's word, and why.

A verdict on one figure says nothing about its neighbour: each has its own sentence and its own
assumptions, and those that all claims of a proclamation share are said once, under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.contents import Block, Judged, Paragraphs, Section

if TYPE_CHECKING:
    from tellers.model import Claim, Proclamation, Verdict
    from tellers.report.telling import Telling

__all__ = ["claims_section", "judged"]


def claims_section(telling: Telling) -> Section | None:
    """Return every verdict on a claim, proclamation by proclamation in the order they were made."""
    blocks: list[Block] = []
    for proclamation in telling.case.proclamations:
        blocks.append(_head(telling, proclamation))
        blocks += [
            judged(telling, proclamation, claim, verdict)
            for claim in proclamation.claims
            if (verdict := telling.verdict_on(proclamation, claim))
        ]
    if not blocks:
        return None
    told = Paragraphs(texts=(telling.say("report-claims-lead"),))
    return Section(
        anchor=telling.anchor("claims"), title=telling.say("report-claims"), blocks=(told, *blocks)
    )


def judged(telling: Telling, proclamation: Proclamation, claim: Claim, verdict: Verdict) -> Judged:
    """Return a claim with its verdict in words."""
    return Judged(
        label=telling.verdict_label(verdict),
        claim=telling.claim_name(proclamation, claim),
        said=telling.claim_said(claim),
        text=telling.speech.say(verdict.message, verdict.numbers),
        assumptions=tuple(telling.say(key) for key in verdict.assumptions),
    )


def _head(telling: Telling, proclamation: Proclamation) -> Paragraphs:
    """Return who announced it and when, from what that is known, and the dossier's note on it."""
    title = telling.write(str(proclamation.id), "proclamation")
    said = telling.say(
        "report-proclamation-head",
        by=telling.text(proclamation.by),
        day=telling.day(proclamation.date),
        document=telling.text(proclamation.document),
    )
    return Paragraphs(
        title=title, texts=tuple(text for text in (said, telling.text(proclamation.note)) if text)
    )
