"""Members voting together, as a picture with its table: one drawing, or one page that needs no other.

>>> from tellers.council.agreement import measure_agreement
>>> found = measure_agreement([{"A": "for", "B": "for", "C": "against"}])
>>> render_agreement_svg(found, "en").count("<title>")
3
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellers.council.agreement import VOTES
from tellers.model import Number
from tellers.report.draw.matrix import SHADES, Matrix, draw_matrix
from tellers.report.html import page_style
from tellers.report.language import Language
from tellers.report.palette import LIGHT, drawing_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.council.agreement import Agreement

__all__ = [
    "AgreementTold",
    "agreement_table",
    "pair_rows",
    "render_agreement_html",
    "render_agreement_svg",
    "tell_agreement",
]

FEW_VOTES = 10
"""Pairs with fewer votes together are hatched: one vote more or less moves their share by a tenth."""
SHOWN_WORDS = 20
FONT = 'text{font-family:"Liberation Sans","DejaVu Sans",Arial,sans-serif}'
HEADINGS = ("member", "other", "agreed", "of-votes", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTold:
    """Pairs as a table, with what they count."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    notes: tuple[str, ...]


def agreement_table(
    found: Agreement, unmapped: Mapping[str, int], *, most: int | None, language: str
) -> AgreementTold:
    """Return every pair; or, with `most`, so many of those with enough votes: the most and least alike."""
    speech = Language.load(language)
    rows: list[tuple[str | int, ...]] = list(pair_rows(found, language))
    notes = list(tell_agreement(found, language))
    if most is not None and len(rows) > most:
        rows, told = _ends(found, speech, most), len(found.pairs)
        notes.insert(0, speech.say("together-shown", _numbers(shown=len(rows), pairs=told, votes=FEW_VOTES)))
    if unmapped:
        words = ", ".join(f"{word!r} ({rows})" for word, rows in list(unmapped.items())[:SHOWN_WORDS])
        notes.append(speech.say("together-unmapped", _words(words=words)))
    return AgreementTold(
        title=speech.say("together-title"),
        headings=tuple(speech.say(f"together-{heading}") for heading in HEADINGS),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _ends(found: Agreement, speech: Language, most: int) -> list[tuple[str | int, ...]]:
    """Return the pairs that agree most and least, of those with enough votes for a share to mean much."""
    enough = [pair for pair, together in found.pairs.items() if together.votes >= FEW_VOTES]
    ordered = sorted(enough, key=lambda pair: (-(found.pairs[pair].share or 0), pair))
    shown = ordered if len(ordered) <= most else [*ordered[: most // 2], *ordered[-(most // 2) :]]
    told = {row[:2]: row for row in pair_rows(found, speech.code)}
    return [told[pair] for pair in shown]


def render_agreement_svg(found: Agreement, language: str, *, few: int = FEW_VOTES) -> str:
    """Return the picture as a file of its own, on white; the same agreement gives the same bytes."""
    drawn = draw_matrix(_matrix(found, language, few))
    head, described, body = drawn.partition("</desc>")
    style = f"<style>{FONT}{drawing_rules(LIGHT.__getitem__)}</style>"
    ground = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    return f"{head}{described}{style}{ground}{body}\n"


def render_agreement_html(found: Agreement, language: str, *, few: int = FEW_VOTES) -> str:
    """Return the picture, what it counts, and every pair as a table, in one page without a script."""
    environment = Environment(
        loader=PackageLoader("tellers.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    speech = Language.load(language)
    return environment.get_template("agreement.html").render(
        language=language,
        title=speech.say("together-title"),
        pairs=speech.say("together-pairs"),
        headings=[speech.say(f"together-{heading}") for heading in HEADINGS],
        said=list(tell_agreement(found, language)),
        picture=Markup(draw_matrix(_matrix(found, language, few))),  # noqa: S704 (escaped by draw.element)
        rows=list(pair_rows(found, language)),
        style=page_style(),
    )


def tell_agreement(found: Agreement, language: str) -> Iterator[str]:
    """Yield what the numbers count and what they cannot tell, sentence by sentence."""
    speech = Language.load(language)
    yield speech.say("together-about", _numbers(members=len(found.members), calls=found.calls))
    votes_only = set(found.counted) == set(VOTES)
    yield speech.say("together-votes" if votes_only else "together-with-abstentions")
    votes = [together.votes for together in found.pairs.values()]
    if votes:
        key = "together-range" if min(votes) < max(votes) else "together-range-one"
        yield speech.say(key, _numbers(least=min(votes), most=max(votes)))
    if never := votes.count(0):
        yield speech.say("together-never", _numbers(count=never))
    yield speech.say("together-order")
    yield speech.say("together-limits")


def pair_rows(found: Agreement, language: str) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield every pair: both names, votes agreed on, votes together, and the share in words ('' for none)."""
    speech = Language.load(language)
    for (one, other), together in found.pairs.items():
        share = together.share
        told = "" if share is None else speech.write(Number(name="share", value=share, unit="share"))
        yield one, other, together.agreed, together.votes, told


def _matrix(found: Agreement, language: str, few: int) -> Matrix:
    places = {member: place for place, member in enumerate(found.members)}
    return Matrix(
        id="agreement",
        title=Language.load(language).say("together-title"),
        description=" ".join(tell_agreement(found, language)),
        names=found.members,
        pairs={
            (places[other], places[one]): (together.agreed, together.votes)
            for (one, other), together in found.pairs.items()
        },
        few=few,
        legend=tuple(_legend(found, language, few)),
    )


def _legend(found: Agreement, language: str, few: int) -> Iterator[tuple[str, str]]:
    """Yield the shades, and the marks of few votes and of none where there are such pairs."""
    speech = Language.load(language)
    edges = [f"{part * 100 // whole} %" for part, whole in SHADES]
    yield "c0", speech.say("together-under", _words(share=edges[0]))
    for shade, (least, most) in enumerate(pairwise(edges), start=1):
        yield f"c{shade}", speech.say("together-between", _words(least=least, most=most))
    yield f"c{len(edges)}", speech.say("together-from", _words(share=edges[-1]))
    votes = {together.votes for together in found.pairs.values()}
    if any(0 < number < few for number in votes):
        yield "few", speech.say("together-few", _numbers(votes=few))
    if 0 in votes:
        yield "none", speech.say("together-none")


def _numbers(**numbers: int) -> list[Number]:
    return [Number(name=name, value=value, unit="count") for name, value in numbers.items()]


def _words(**words: str) -> list[Number]:
    return [Number(name=name, value=value, unit="text") for name, value in words.items()]
