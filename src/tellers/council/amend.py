"""Amendments applied: each makes another version, and says so of itself.

An amendment that does not fit the version it is applied to (its paragraph is gone, its words are
not there or stand there twice) is an error of the call and raises `UsageError`: what it would do is
then for the secretariat to say. Nothing is renumbered by an amendment; `renumbered` is another step,
which changes the text and its hash.

>>> text = Version(id=VersionId("v1"), date="2024-07-30", language="en", paragraphs=(
...     Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE, number="1", text="Requests peace."),))
>>> stronger = Amendment(id=AmendmentId("a1"), by=(UnitId("MX"),), action=Action.REPLACE,
...     targets=(ParagraphId("op1"),), words="Requests", text="Demands")
>>> apply_amendments(text, [stronger], to=VersionId("v2"), on="2024-07-31").paragraphs[0].text
'Demands peace.'
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.canonical import canonical_words
from tellers.council.draft_diff import pair_paragraphs, words_between
from tellers.council.sequence import longest_rising
from tellers.errors import UsageError
from tellers.model import (
    Action,
    Amendment,
    AmendmentId,
    Paragraph,
    ParagraphId,
    ParagraphKind,
    Text,
    UnitId,
    Version,
    VersionId,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "amendment_distance",
    "amendments_between",
    "apply_amendments",
    "apply_to_amendment",
    "renumbered",
    "sub_amendment_distance",
]

_ = (AmendmentId, UnitId)  # names the doctest uses


def apply_amendments(version: Version, amendments: Sequence[Amendment], *, to: VersionId, on: str) -> Version:
    """Return the version that these amendments, one after the other, make of another.

    Raises `UsageError` for an amendment that does not fit the text as the ones before left it.
    """
    paragraphs = version.paragraphs
    for amendment in amendments:
        paragraphs = _applied(paragraphs, amendment)
    names = ", ".join(amendment.id for amendment in amendments)
    return replace(
        version, id=to, date=on, paragraphs=paragraphs, after=version.id, translates=None, by=Text.of(names)
    )


def apply_to_amendment(amendment: Amendment, sub: Amendment) -> Amendment:
    """Return an amendment as an amendment to it leaves it; `UsageError` where it does not fit.

    An amendment of words has one text and no paragraphs: there the sub-amendment's words are sought
    in that text.
    """
    if amendment.words:
        return replace(amendment, text=_reworded(amendment.text, sub))
    return replace(amendment, paragraphs=_applied(amendment.paragraphs, sub))


def amendment_distance(version: Version, amendment: Amendment) -> int:
    """Return how many words an amendment puts in and takes out of a version.

    A count of words is not a distance in substance: "not" is one word. It orders amendments for
    which nobody stated an order, and is shown as what it is. `UsageError` where it does not fit.
    """
    return _distance(version.paragraphs, amendment)


def sub_amendment_distance(amendment: Amendment, sub: Amendment) -> int:
    """Return how many words an amendment to an amendment puts in and takes out of it."""
    if amendment.words:
        return _changed_words(amendment.text, apply_to_amendment(amendment, sub).text)
    return _distance(amendment.paragraphs, sub)


def _distance(before: tuple[Paragraph, ...], amendment: Amendment) -> int:
    """Return the words an amendment changes, each paragraph it touches held against its own id."""
    touched = {*amendment.targets, *(paragraph.id for paragraph in amendment.paragraphs)}
    after = _applied(before, amendment)
    old = {paragraph.id: paragraph.text for paragraph in before if paragraph.id in touched}
    new = {paragraph.id: paragraph.text for paragraph in after if paragraph.id in touched}
    gone = [text for name, text in old.items() if name not in new]
    fresh = [text for name, text in new.items() if name not in old]
    kept = sum(_changed_words(text, new[name]) for name, text in old.items() if name in new)
    return kept + _changed_words(" ".join(gone), " ".join(fresh))


def _changed_words(before: str, after: str) -> int:
    return sum(piece.text.count(" ") + 1 for piece in words_between(before, after) if piece.op != "equal")


def _applied(paragraphs: tuple[Paragraph, ...], amendment: Amendment) -> tuple[Paragraph, ...]:
    """Return the paragraphs with one amendment applied."""
    known = {paragraph.id: place for place, paragraph in enumerate(paragraphs)}
    for target in amendment.targets:
        if target not in known:
            raise _misfit(amendment, f"there is no paragraph {target!r} in the text", got=", ".join(known))
    fresh = [p.id for p in amendment.paragraphs]
    stays = known.keys() - (amendment.targets if amendment.action is Action.REPLACE else ())
    if len(set(fresh)) < len(fresh) or stays & set(fresh):
        raise _misfit(amendment, "it puts in a paragraph under an id that is taken", got=", ".join(fresh))
    if not amendment.whole:
        if len(amendment.targets) != 1:
            raise _misfit(amendment, "words are of exactly one paragraph")
        place = known[amendment.targets[0]]
        changed = replace(paragraphs[place], text=_reworded(paragraphs[place].text, amendment))
        return (*paragraphs[:place], changed, *paragraphs[place + 1 :])
    return _with_paragraphs(paragraphs, amendment, [known[target] for target in amendment.targets])


def _with_paragraphs(
    paragraphs: tuple[Paragraph, ...], amendment: Amendment, places: list[int]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with an amendment of whole paragraphs applied at these places."""
    if amendment.action is Action.ADD:
        return (*paragraphs, *amendment.paragraphs)
    if amendment.action is Action.INSERT_AFTER:
        after = max(places) + 1 if places else 0
        return (*paragraphs[:after], *amendment.paragraphs, *paragraphs[after:])
    if not places:
        raise _misfit(amendment, "it names no paragraph")
    left: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if place == min(places) and amendment.action is Action.REPLACE:
            left += amendment.paragraphs
        if place not in places:
            left.append(paragraph)
    return tuple(left)


def _reworded(text: str, amendment: Amendment) -> str:
    """Return a paragraph's text with an amendment of words applied; the words stand there whole, once."""
    words, plain = canonical_words(amendment.words), canonical_words(text)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if words else r"(?!)")
    found = [place.span() for place in whole.finditer(plain)]
    if len(found) != 1:
        message = f"its words stand {len(found)} times in the paragraph, and not once"
        raise _misfit(amendment, message, got=plain[:200], expected=words[:200])
    (start, end), put = found[0], canonical_words(amendment.text)
    if amendment.action is Action.ADD:
        raise _misfit(amendment, "words are put in with `insert-after`")
    left, right = plain[: end if amendment.action is Action.INSERT_AFTER else start], plain[end:]
    if amendment.action is Action.DELETE or not put:
        left, right, put = left.rstrip(), right.lstrip(), ""
    blank_before = left and put and put[0] not in ",;.:" and not left.endswith(" ")
    joined = f"{left} {put}" if blank_before else left + put
    blank_after = joined and right and right[0] not in ",;.: "
    return canonical_words(f"{joined} {right}" if blank_after else joined + right)


def _misfit(amendment: Amendment, message: str, *, got: str = "", expected: str = "") -> UsageError:
    return UsageError(
        message,
        where=f"amendment {amendment.id}",
        expected=expected,
        got=got[:400],
        remedy="Say which version it is an amendment to, or state its words again.",
    )


def renumbered(version: Version, *, to: VersionId) -> Version:
    """Return the version with its numbered paragraphs of the first level numbered 1, 2, 3 in order.

    References to a number inside the text are left as they are: whether "paragraph 3" is still the
    one meant, a reader has to say.
    """
    count = 0
    paragraphs: list[Paragraph] = []
    for paragraph in version.paragraphs:
        counted = paragraph.kind is ParagraphKind.OPERATIVE and paragraph.level == 1 and paragraph.number
        count += bool(counted)
        paragraphs.append(replace(paragraph, number=str(count)) if counted else paragraph)
    return replace(version, id=to, after=version.id, paragraphs=tuple(paragraphs))


def amendments_between(
    before: Version, after: Version, *, by: Iterable[UnitId] = ()
) -> tuple[Amendment, ...]:
    """Return amendments that make the later version of the earlier one, letter by letter.

    Paragraphs are deleted, replaced and inserted whole; a moved one is deleted and inserted. The
    paragraphs of the result have the later version's ids.
    """
    old, new = before.paragraphs, after.paragraphs
    pairs = pair_paragraphs(old, new)
    kept_places = set(longest_rising([here for here, _ in sorted(pairs.items(), key=lambda pair: pair[1])]))
    kept = {here: pairs[here] for here in kept_places}
    movers = tuple(by)
    gone = tuple(paragraph.id for here, paragraph in enumerate(old) if here not in kept)
    made: list[Amendment] = []

    def propose(action: Action, targets: tuple[ParagraphId, ...], paragraphs: tuple[Paragraph, ...]) -> None:
        name = AmendmentId(f"change-{len(made) + 1}")
        made.append(Amendment(id=name, by=movers, action=action, targets=targets, paragraphs=paragraphs))

    if gone:
        propose(Action.DELETE, gone, ())
    changed = [(here, there) for here, there in kept.items() if old[here] != new[there]]
    # Under a name of its own first, so that no id is taken while two paragraphs change theirs.
    for here, there in changed:
        propose(
            Action.REPLACE, (old[here].id,), (replace(new[there], id=ParagraphId(f"change.{there + 1}")),)
        )
    for _, there in changed:
        propose(Action.REPLACE, (ParagraphId(f"change.{there + 1}"),), (new[there],))
    stands = set(kept.values())
    for there, paragraph in enumerate(new):
        if there not in stands:
            propose(Action.INSERT_AFTER, (new[there - 1].id,) if there else (), (paragraph,))
    return tuple(made)
