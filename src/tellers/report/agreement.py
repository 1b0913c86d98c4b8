"""Members voting together, as a picture with its table: one drawing, or one page that needs no other.

>>> from tellers.council.agreement import measure_agreement
>>> found = measure_agreement([{"A": "for", "B": "for", "C": "against"}])
>>> render_agreement_svg(found, "en").count("<title>")
3
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellers.council.agreement import VOTES
from tellers.report.agreement_words import WORDS
from tellers.report.draw.matrix import SHADES, Matrix, draw_matrix
from tellers.report.palette import DARK, LIGHT, drawing_rules, variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.council.agreement import Agreement

__all__ = ["pair_rows", "render_agreement_html", "render_agreement_svg", "written_share"]

FEW_VOTES = 10
"""Pairs with fewer votes together are hatched: one vote more or less moves their share by a tenth."""
FONT = 'text{font-family:"Liberation Sans","DejaVu Sans",Arial,sans-serif}'


def render_agreement_svg(found: Agreement, language: str, *, few: int = FEW_VOTES) -> str:
    """Return the picture as a file of its own, on white; the same agreement gives the same bytes."""
    drawn = draw_matrix(_matrix(found, language, few))
    head, closed, body = drawn.partition(">")
    style = f"<style>{FONT}{drawing_rules(LIGHT.__getitem__)}</style>"
    ground = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    title, end, rest = body.partition("</desc>")
    return f"{head}{closed}{title}{end}{style}{ground}{rest}\n"


def render_agreement_html(found: Agreement, language: str, *, few: int = FEW_VOTES) -> str:
    """Return the picture, what it counts, and every pair as a table, in one page without a script."""
    environment = Environment(
        loader=PackageLoader("tellers.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("agreement.html").render(
        language=language,
        words=WORDS[language],
        said=list(_said(found, language)),
        picture=Markup(draw_matrix(_matrix(found, language, few))),  # noqa: S704 (escaped by draw.element)
        rows=list(pair_rows(found, language)),
        style=_style(environment),
    )


def pair_rows(found: Agreement, language: str) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield every pair: both names, votes agreed on, votes together, and the share in words ('' for none)."""
    for (one, other), together in found.pairs.items():
        share = together.share
        told = "" if share is None else written_share(share, language)
        yield one, other, together.agreed, together.votes, told


def written_share(share: Fraction, language: str) -> str:
    """Return a share as a percentage of one decimal, halves up.

    >>> written_share(Fraction(2, 3), "en"), written_share(Fraction(1, 1), "es")
    ('66.7 %', '100,0 %')
    """
    tenths = (share * 2000 + 1) // 2
    return f"{tenths // 10}{',' if language == 'es' else '.'}{tenths % 10} %"


def _said(found: Agreement, language: str) -> Iterator[str]:
    """Yield what the numbers count, sentence by sentence."""
    words = WORDS[language]
    yield words["about"].format(members=len(found.members), calls=found.calls)
    yield words["votes" if set(found.counted) == set(VOTES) else "with-abstentions"]
    votes = [together.votes for together in found.pairs.values()]
    if votes:
        yield words["range"].format(least=min(votes), most=max(votes))
    if never := votes.count(0):
        yield words["never"].format(number=never)
    yield words["order"]
    yield words["limits"]


def _matrix(found: Agreement, language: str, few: int) -> Matrix:
    places = {member: place for place, member in enumerate(found.members)}
    return Matrix(
        id="agreement",
        title=WORDS[language]["title"],
        description=" ".join(_said(found, language)),
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
    words = WORDS[language]
    edges = [f"{part * 100 // whole} %" for part, whole in SHADES]
    yield "c0", words["under"].format(edges[0])
    for shade, (low, high) in enumerate(pairwise(edges), start=1):
        yield f"c{shade}", words["shares"].format(low, high)
    yield f"c{len(edges)}", words["from"].format(edges[-1])
    votes = {together.votes for together in found.pairs.values()}
    if any(0 < number < few for number in votes):
        yield "few", words["few"].format(few)
    if 0 in votes:
        yield "none", words["none"]


def _style(environment: Environment) -> Markup:
    """Return the report's own style sheet: nothing in it is anybody's but ours."""
    page = environment.loader.get_source(environment, "report.css")[0] if environment.loader else ""
    drawings = drawing_rules(lambda name: f"var(--{name})")
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return Markup(f":root{{{variables(LIGHT)}}}{night}{page}{drawings}")  # noqa: S704
