"""A made draft resolution and short ways to write versions, for the tests of drafts.

Not the text of any body: a neutral one in five reasons and four requests.
"""

from __future__ import annotations

from tellers.model import (
    Action,
    Amendment,
    AmendmentId,
    Consultation,
    Draft,
    DraftId,
    Paragraph,
    ParagraphId,
    ParagraphKind,
    Stance,
    Text,
    UnitId,
    Version,
    VersionId,
)

REASONS = (
    "Recalling the purposes of the Council and the commitments of its members,",
    "Noting that an election was held and that its results were announced,",
    "Bearing in mind that records published by polling table let anyone add them up,",
    "Mindful of the right of every member to its own account of the vote,",
    "Convinced that what can be verified needs less to be believed,",
)
REQUESTS = (
    "Requests the authority to publish the records of every polling table without delay.",
    "Invites the authority to let observers verify the records.",
    "Urges all concerned to preserve the equipment and the ballots.",
    "Decides to remain seized of the matter.",
)


def reason(place: int, text: str = "") -> Paragraph:
    """The preambular paragraph of this place."""
    return Paragraph(
        id=ParagraphId(f"pre{place}"), kind=ParagraphKind.PREAMBULAR, text=text or REASONS[place - 1]
    )


def request(place: int, text: str = "", number: str = "") -> Paragraph:
    """The operative paragraph of this place."""
    return Paragraph(
        id=ParagraphId(f"op{place}"),
        kind=ParagraphKind.OPERATIVE,
        number=number or str(place),
        text=text or REQUESTS[place - 1],
    )


PARAGRAPHS = (*(reason(i) for i in range(1, 6)), *(request(i) for i in range(1, 5)))


def version(*paragraphs: Paragraph, name: str = "v1") -> Version:
    """A version of these paragraphs, the whole made text where none is given."""
    return Version(id=VersionId(name), date="2024-07-30", language="en", paragraphs=paragraphs or PARAGRAPHS)


def draft(**told: object) -> Draft:
    """A draft with one version of the made text and whatever else is told."""
    given = {"versions": (version(),), "rule": "members", **told}
    return Draft(id=DraftId("records"), title=Text.of("Publication of the records"), **given)


def amendment(name: str, action: Action, *targets: str, **told: object) -> Amendment:
    """An amendment by one member."""
    return Amendment(
        id=AmendmentId(name),
        by=(UnitId("NO"),),
        action=action,
        targets=tuple(ParagraphId(target) for target in targets),
        **told,
    )


def said(member: str, paragraph: str, stance: Stance, on: str = "2024-07-29", **told: object) -> Consultation:
    """A position of a member on a paragraph."""
    return Consultation(member=UnitId(member), paragraph=ParagraphId(paragraph), stance=stance, on=on, **told)
