"""Akoma Ntoso minutes: the votes of a debate, in its parliamentary analysis and its roll calls.

Follows Akoma Ntoso 1.0 (OASIS LegalDocML, 29 August 2018), part 2: `analysis/parliamentary` with
`quorumVerification` and `voting`, each holding `quorum` and `count` values and a reference to an outcome;
`vote` in the text, with `by` and `choice`. The rule, the day and what else has no place there stand in
attributes of our own namespace, which the standard allows on any element. Of a document that others wrote
the votes are read and nothing else: its text, its other metadata and the inner parts of a count are left
out, and said.

>>> event = VoteEvent(id="1", day="2024-07-31", title="A text", totals=((Position.FOR, 1),),
...     positions=(VoterPosition(name="Peru", position=Position.FOR),))
>>> written = write_akn([event])
>>> text = written.files[""].decode()
>>> text[text.index("<count"):].splitlines()[0], text[text.index("<vote "):].splitlines()[0]
('<count eId="voting_1__count_1" refersTo="#for" value="1"/>', \
'<vote by="#voter_1" choice="#for">Peru</vote></p>')
>>> written.lost
()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from tellers.errors import FormatError
from tellers.formats.akn_text import NAMESPACE, OURS, OWN, debate_text
from tellers.formats.bounded_xml import Element, read_xml
from tellers.formats.csv_votes import day_of, decimal_whole
from tellers.formats.popolo_values import fraction_in, rule_in
from tellers.formats.position_words import known_position, outcome_of
from tellers.formats.remarks import ReadVotes, WrittenVotes, find_losses
from tellers.formats.table_values import remarks_of, seat_of
from tellers.model import OutcomeWord, Position, VoteEvent, VoterPosition

__all__ = ["FORM", "read_akn", "sniff_akn", "write_akn"]

FORM = "akn"
LARGEST, MOST = 50_000_000, 2_000_000
"""Bytes and elements of minutes: a name is two elements, and a parliament has hundreds a vote."""
SEATS = "/ontology/organization/seat/"


def sniff_akn(head: bytes) -> bool:
    """Return whether a file begins like an Akoma Ntoso document."""
    return b"<akomaNtoso" in head or b":akomaNtoso" in head


def read_akn(content: bytes, *, where: str) -> ReadVotes:
    """Return the votes of a document in the order of its analysis.

    Raises `FormatError` for what is no Akoma Ntoso, and for one without a vote.
    """
    if len(content) > LARGEST:
        raise FormatError(f"more than {LARGEST:,} bytes", where=where, remedy="Split it.")
    root = read_xml(content, where=where, most=MOST)
    if root.name != "akomaNtoso" or not root.namespace.startswith(NAMESPACE):
        raise FormatError("not Akoma Ntoso", where=where, expected=f"akomaNtoso of {NAMESPACE}")
    document = _Document(root)
    for parliamentary in _every(root, "parliamentary"):
        quorum: Element | None = None
        for one in parliamentary.elements:
            if one.name == "quorumVerification":
                quorum = one
            elif one.name == "voting":
                document.add(one, quorum)
                quorum = None
            else:
                document.noted["note-akn-rest", one.name] += 1
    unbound = sum(id(vote) not in document.used for vote in _every(root, "vote"))
    if unbound:
        document.noted["note-akn-unbound", ""] = unbound
    if not document.events:
        raise FormatError("no vote", where=where, expected="a voting in analysis/parliamentary")
    return ReadVotes(events=tuple(document.events), noted=remarks_of(document.noted))


def write_akn(events: Sequence[VoteEvent]) -> WrittenVotes:
    """Return a debate with these votes, and what reading it does not give back."""
    content = debate_text(events, own=FORM).encode()
    held = read_akn(content, where="written").events if events else ()
    return WrittenVotes(files={"": content}, lost=find_losses(events, held))


class _Document:
    """A document, and the votes found in it so far."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        self._index(root)
        self.events: list[VoteEvent] = []
        self.noted: Counter[tuple[str, str]] = Counter()
        self.used: set[int] = set()
        """The `vote` elements that were found to be of a voting."""

    def add(self, voting: Element, quorum: Element | None) -> None:
        """Add the vote of one `voting`, with the verification of the quorum before it."""
        told = {name.removeprefix(f"{OURS} "): value for name, value in voting.attributes.items()}
        told = {name: value for name, value in told.items() if f"{OURS} {name}" in voting.attributes}
        own = "id" in told
        section = self._at(voting.attributes.get("href", ""))
        totals = self._totals(voting)
        printed = self._shown(voting.attributes.get("outcome", ""))
        if not own and section is None:
            self.noted["note-akn-rest", "href"] += 1
        self.events.append(
            VoteEvent(
                id=told.get("id", voting.attributes.get("eId", ""))
                if own
                else voting.attributes.get("eId", ""),
                day=told.get("day", "") if own else self._day(),
                body=told.get("body", "") if own else self._author(),
                title=_heading(section, exact=own)
                or _heading(self._at(voting.attributes.get("refersTo", "")), exact=own),
                question=told.get("requirement", ""),
                rule=rule_in(told.get("rule", "")),
                positions=tuple(self._voters(voting, section, own=own)),
                totals=totals,
                result=told.get("result", "") if own else printed,
                outcome=_outcome(told.get("outcome", "")) if own else outcome_of(printed),
                required=decimal_whole(told.get("required", "")),
                members=decimal_whole(told.get("members", "")),
                quorum=_number(quorum if quorum is not None else voting, "quorum"),
                attending=_number(quorum, "count"),
                casting=_casting(told.get("casting", "")),
                sources=tuple(told.get("sources", "").splitlines()),
                form=FORM,
                extra=tuple(
                    (name, value)
                    for name, value in voting.attributes.items()
                    if name not in OWN and not name.startswith(f"{OURS} ")
                ),
            )
        )

    def _voters(self, voting: Element, section: Element | None, *, own: bool) -> list[VoterPosition]:
        """Return who voted how: by each vote's choice, else by the count that points at its list."""
        of_count: dict[int, Position] = {}
        within = [section] if section is not None else []
        for count in voting.elements:
            listed = self._at(count.attributes.get("href", ""))
            position = self._position(count.attributes.get("refersTo", ""))
            if listed is None or position is None:
                continue
            if not any(one is listed for part in within for one in _every(part, listed.name)):
                within.append(listed)
            of_count |= {id(vote): position for vote in _every(listed, "vote")}
        found: list[VoterPosition] = []
        seen: set[int] = set()
        for vote in (one for part in within for one in _every(part, "vote")):
            choice = vote.attributes.get("choice", "")
            position = self._position(choice) if choice else of_count.get(id(vote))
            if id(vote) in seen or (position is None and not choice):
                continue
            seen.add(id(vote))
            self.used.add(id(vote))
            if position is None:
                self.noted["note-unknown-position", self._shown(choice)] += 1
            found.append(self._voter(vote, position or Position.NOT_RECORDED, own=own))
        return found

    def _voter(self, vote: Element, position: Position, *, own: bool) -> VoterPosition:
        told = {name: vote.attributes.get(f"{OURS} {name}", "") for name in ("group", "weight", "pair")}
        reference = self._at(vote.attributes.get("by", ""))
        href = reference.attributes.get("href", "") if reference is not None else ""
        seat = unquote(href.removeprefix(SEATS)) if href.startswith(SEATS) else ""
        name = vote.words()
        if not own:
            name = " ".join(name.split()).strip(" ;,.")
            shown = self._shown(vote.attributes.get("by", "")) if reference is not None else ""
            name = shown if shown and (not name or known_position(name)) else name
        return VoterPosition(
            name=name,
            position=position,
            seat=seat_of(seat),
            group=told["group"],
            weight=fraction_in(told["weight"]),
            pair=told["pair"],
            called=vote.attributes.get(f"{OURS} called") != "false",
            extra=tuple(
                (key, value)
                for key, value in vote.attributes.items()
                if key not in OWN and not key.startswith(f"{OURS} ")
            ),
        )

    def _totals(self, voting: Element) -> tuple[tuple[Position, int], ...]:
        found: dict[Position, int] = {}
        for count in _every(voting, "count"):
            position = self._position(count.attributes.get("refersTo", ""))
            value = decimal_whole(count.attributes.get("value", ""))
            if position is not None and value is not None:
                found.setdefault(position, value)
        return tuple((position, found[position]) for position in Position if position in found)

    def _position(self, reference: str) -> Position | None:
        """Return the position that a reference is to: by what it is shown as, else by its own name."""
        first = reference.split(" ", maxsplit=1)[0].removeprefix("#")
        return known_position(self._shown(reference)) or known_position(first)

    def _shown(self, reference: str) -> str:
        """Return what a reference is shown as; its own name where the document does not say."""
        found = self._at(reference)
        own = reference.split(" ", maxsplit=1)[0].removeprefix("#")
        return found.attributes.get("showAs", own) if found is not None else own

    def _at(self, reference: str) -> Element | None:
        return self.by_id.get(reference.split(" ", maxsplit=1)[0].removeprefix("#")) if reference else None

    def _day(self) -> str:
        work = self.root.first("FRBRWork")
        date = work.first("FRBRdate") if work is not None else None
        return day_of(date.attributes.get("date", "")) if date is not None else ""

    def _author(self) -> str:
        work = self.root.first("FRBRWork")
        author = work.first("FRBRauthor") if work is not None else None
        return self._shown(author.attributes.get("href", "")) if author is not None else ""

    def _index(self, element: Element) -> None:
        name = element.attributes.get("eId", element.attributes.get("id", ""))
        if name:
            self.by_id.setdefault(name, element)
        for child in element.elements:
            self._index(child)


def _every(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of this name, the element itself and all inside it, in the text's order."""
    if element.name == name:
        yield element
    yield from (one for one in element.walk() if one.name == name)


def _heading(section: Element | None, *, exact: bool) -> str:
    heading = section.first("heading") if section is not None else None
    if heading is None:
        return ""
    return heading.words() if exact else " ".join(heading.words().split())


def _number(element: Element | None, name: str) -> int | None:
    found = element.first(name) if element is not None else None
    return decimal_whole(found.attributes.get("value", "")) if found is not None else None


def _outcome(word: str) -> OutcomeWord | None:
    return next((one for one in OutcomeWord if one.value == word), None)


def _casting(word: str) -> Position | None:
    return next((one for one in (Position.FOR, Position.AGAINST) if one.value == word), None)
