"""The text of an Akoma Ntoso debate with the votes given: metadata, analysis, references, roll calls.

Valid against the schema of the standard: a test of ours holds it to that where the schema is at hand. A
country, language and author that nobody stated are `zz`, `und` and the body's own entry.

>>> "<voting " in debate_text([VoteEvent(id="1")], own="akn")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from tellers.formats.csv_votes import day_of
from tellers.formats.popolo_values import fraction_text, rule_text
from tellers.formats.xml_text import attribute_text, content_text
from tellers.model import Position, VoteEvent, VoterPosition

__all__ = ["NAMESPACE", "OURS", "OWN", "debate_text"]

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:tellers:vote-event:1"
XML = "http://www.w3.org/XML/1998/namespace"
OWN = {"eId", "href", "outcome", "by", "choice"}
"""Attributes of votes and votings that are written from what we read in them."""
NO_DAY = "0001-01-01"
"""The schema asks for a date of the work, and has no word for none."""
_SPACED = re.compile(r"(\S+) (\S+)")
"""An attribute's name after its namespace, as it is read."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def debate_text(events: Sequence[VoteEvent], *, own: str) -> str:
    """Return the document; `own` is the form whose kept attributes are this format's."""
    spaces = _spaces(events, own)
    declared = "".join(f" xmlns:{prefix}={attribute_text(space)}" for space, prefix in spaces.items())
    voters = {voter: f"voter_{place}" for place, voter in enumerate(_voters(events), 1)}
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<akomaNtoso xmlns={attribute_text(NAMESPACE)}{declared}>",
        '<debate name="minutes">',
        "<meta>",
        *_identification(events),
        '<analysis source="#tellers">',
        "<parliamentary>",
    ]
    for place, event in enumerate(events, 1):
        parts += _voting(event, place, _kept(event.extra if event.form == own else (), spaces))
    parts += ["</parliamentary>", "</analysis>", *_references(events, voters), "</meta>", "<debateBody>"]
    for place, event in enumerate(events, 1):
        parts += _section(event, place, voters, spaces if event.form == own else {})
    parts += ["</debateBody>", "</debate>", "</akomaNtoso>"]
    return "\n".join(parts) + "\n"


def _identification(events: Sequence[VoteEvent]) -> Iterator[str]:
    day = min((day_of(event.day) for event in events if day_of(event.day)), default=NO_DAY)
    work = f"/akn/zz/debate/minutes/{day}"
    levels = (("Work", work), ("Expression", f"{work}/und@"), ("Manifestation", f"{work}/und@.akn"))
    last = {"Work": '<FRBRcountry value="zz"/>', "Expression": '<FRBRlanguage language="und"/>'}
    yield '<identification source="#tellers">'
    for level, iri in levels:
        yield f"<FRBR{level}>"
        yield f"<FRBRthis value={attribute_text(iri)}/><FRBRuri value={attribute_text(iri)}/>"
        yield f'<FRBRdate date="{day}" name="{level.casefold()}"/><FRBRauthor href="#body_1"/>'
        yield f"{last.get(level, '')}</FRBR{level}>"
    yield "</identification>"


def _voting(event: VoteEvent, place: int, kept: str) -> Iterator[str]:
    """Yield the quorum's verification, if there was one, and the voting."""
    if event.quorum is not None or event.attending is not None:
        yield f'<quorumVerification eId="quorum_{place}">'
        for name, value in (("quorum", event.quorum), ("count", event.attending)):
            if value is not None:
                yield f'<{name} eId="quorum_{place}__{name}_1" value="{value}"/>'
        yield "</quorumVerification>"
    told = {
        "id": event.id,
        "day": event.day,
        "body": event.body,
        "requirement": event.question,
        "rule": rule_text(event.rule),
        "result": event.result,
        "outcome": event.outcome.value if event.outcome else "",
        "required": _text(event.required),
        "members": _text(event.members),
        "casting": event.casting or "",
        "sources": "\n".join(event.sources),
    }
    ours = "".join(f" t:{name}={attribute_text(told[name])}" for name in told if told[name] or name == "id")
    outcome = f' outcome="#outcome_{place}"' if event.outcome or event.result else ""
    yield f'<voting eId="voting_{place}"{outcome} href="#dbsect_{place}"{ours}{kept}>'
    counts = [(position.value, value) for position, value in event.totals]
    # The schema asks for one count at least; how many names there are is no total of a position.
    for number, (what, value) in enumerate(counts or [("names", len(event.positions))], 1):
        yield f'<count eId="voting_{place}__count_{number}" refersTo="#{what}" value="{value}"/>'
    yield "</voting>"


def _references(events: Sequence[VoteEvent], voters: dict[tuple[str, str], str]) -> Iterator[str]:
    body = next((event.body for event in events if event.body), "")
    yield '<references source="#tellers">'
    yield _reference("TLCOrganization", "tellers", "/ontology/organization/tellers", "Tellers")
    yield _reference("TLCOrganization", "body_1", "/ontology/organization/body", body or "-")
    for position in Position:
        yield _reference(
            "TLCConcept", position.value, f"/ontology/concept/position/{position}", position.value
        )
    yield _reference("TLCConcept", "names", "/ontology/concept/names", "names recorded")
    for place, event in enumerate(events, 1):
        shown = event.result or (event.outcome.value if event.outcome else "")
        if shown:
            yield _reference("TLCConcept", f"outcome_{place}", f"/ontology/concept/outcome/{place}", shown)
    for (seat, name), own in voters.items():
        where = f"seat/{quote(seat, safe='')}" if seat else f"voter/{own}"
        yield _reference("TLCOrganization", own, f"/ontology/organization/{where}", name or seat)
    yield "</references>"


def _section(
    event: VoteEvent, place: int, voters: dict[tuple[str, str], str], spaces: dict[str, str]
) -> Iterator[str]:
    """Yield the part of the text on one vote: what it was on, and who voted how."""
    yield f'<debateSection name="voting" eId="dbsect_{place}">'
    yield f"<heading>{content_text(event.title)}</heading>"
    yield f'<rollCall eId="dbsect_{place}__rollcall_1">'
    if not event.positions:
        yield "<p/>"
    for voter in event.positions:
        told = {"group": voter.group, "weight": fraction_text(voter.weight), "pair": voter.pair}
        told["called"] = "" if voter.called else "false"
        ours = "".join(f" t:{name}={attribute_text(value)}" for name, value in told.items() if value)
        kept = _kept(voter.extra if spaces else (), spaces)
        told_by = f'by="#{voters[_key(voter)]}" choice="#{voter.position}"{ours}{kept}'
        yield f"<p><vote {told_by}>{content_text(voter.name)}</vote></p>"
    yield "</rollCall>"
    yield "</debateSection>"


def _reference(kind: str, own: str, href: str, shown: str) -> str:
    return f'<{kind} eId="{own}" href={attribute_text(href)} showAs={attribute_text(shown)}/>'


def _key(voter: VoterPosition) -> tuple[str, str]:
    return (str(voter.seat or ""), voter.name)


def _voters(events: Sequence[VoteEvent]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(_key(voter) for event in events for voter in event.positions))


def _spaces(events: Sequence[VoteEvent], own: str) -> dict[str, str]:
    """Return a prefix for every namespace of the attributes kept, ours first."""
    kept = [name for event in events if event.form == own for name, _ in event.extra]
    kept += [name for e in events if e.form == own for voter in e.positions for name, _ in voter.extra]
    spaces = dict.fromkeys(found[1] for name in kept if (found := _SPACED.fullmatch(name)))
    made = {
        space: f"n{place}" for place, space in enumerate(spaces, 1) if space not in {OURS, NAMESPACE, XML}
    }
    return {OURS: "t", **made}


def _kept(extra: Sequence[tuple[str, str]], spaces: dict[str, str]) -> str:
    """Return attributes that were kept; a name that is none in XML is left out, and found lost."""
    told: dict[str, str] = {}
    for name, value in extra:
        found = _SPACED.fullmatch(name)
        prefix = {**spaces, XML: "xml"}.get(found[1], "") if found else ""
        local = found[2] if found else name
        if _NAME.fullmatch(local) and bool(prefix) is bool(found) and (prefix or local not in OWN):
            told.setdefault(f"{prefix}:{local}" if prefix else local, value)
    return "".join(f" {name}={attribute_text(value)}" for name, value in told.items())


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
