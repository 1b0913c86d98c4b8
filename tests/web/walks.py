"""What visitors find on three sites: the made vote of 5,085 stations, and both founding dossiers."""

from __future__ import annotations

from dataclasses import dataclass

from tests.web.sites import COUNCIL, ELECTION

__all__ = ["WALKS", "Walk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One site and what stands on it, word for word."""

    verdict: str
    """On the first page."""
    signers: tuple[str, ...]
    typed: str
    """Into the search, without its accents."""
    answer: str
    """The first of what is found."""
    unit: str
    called: str
    """The heading of its sheet."""
    sheet: str
    """The path of its page, from the root."""
    links: tuple[str, ...]
    """The names that lead from the areas to the unit's page."""
    votes: tuple[str, ...]
    """The first row of its accounts."""
    held: str
    """What its verdict begins with."""
    entries: str
    """In the log."""
    records: str
    """Told when everything is verified."""
    map: str = ""
    """What the map shows at an address, '' where there is none."""
    chart: str
    """The title of the first chart."""
    pair: str
    """Two sources that are compared, as the address has them."""
    apart: tuple[str, ...]
    """Their row of the table: in both, equal, differing, ..."""
    spanish: str
    """The sheet's verdict in Spanish."""


SIGNED = "Verified in this browser: every figure shown of this sheet is what the signed log says."
UNSIGNED = "The tree holds together in this browser, and nobody signed it."
TREE = "El árbol se sostiene en este navegador"

WALKS = {
    "large": Walk(
        verdict="List A is first with 587,299 votes and leads List B by 194,559.",
        signers=("example.org/log", "anna", "carla"),
        typed="CORDOBA 03.02",
        answer="Area 03.02\ncentre 03.02 · Córdoba",
        unit="03.02.01",
        called="Sheet 03.02.01",
        sheet="en/sheets/region-03.html",
        links=("Córdoba",),
        votes=("List A", "142", "142"),
        held=SIGNED,
        entries="10,174",
        records="Records that stand: 10,169, each on exactly one page",
        map="List A: share of the votes by centre, official",
        chart="Shares of the votes by region",
        pair="vote%2Bofficial%2Bwitnesses",
        apart=("official", "witnesses", "5,084", "5,082", "2", "0", "0", "1", "12"),
        spanish="Verificado en este navegador",
    ),
    ELECTION: Walk(
        verdict="Edmundo González Urrutia is first with 7,303,480 votes",
        signers=(),
        typed="merida LIBERTADOR",
        answer="Libertador\nmunicipality 1208 · Mérida",
        unit="010101001.01",
        called="Sheet 010101001.01",
        sheet="sheets/parish-010101.html",
        links=("Distrito Capital", "Libertador", "PQ. ALTAGRACIA"),
        votes=("Edmundo González Urrutia", "323", "323", "323", "323"),
        held=UNSIGNED,
        entries="79,603",
        records="Records that stand: 79,596, each on exactly one page",
        map="Edmundo González Urrutia: share of the votes by municipality, published table V1",
        chart="Shares of the votes by state",
        pair="president%2Bv1%2Bv2",
        apart=("published table V1", "published table V2", "24,530", "24,530", "0", "0", "2", "543", "0"),
        spanish=TREE,
    ),
    COUNCIL: Walk(
        verdict="For: 17 votes, with 18 required, 1 too few; not adopted.",
        signers=(),
        typed="MÉXICO",
        answer="Mexico (mexico)",
        unit="mexico",
        called="Mexico (mexico)",
        sheet="en/sheets/sheets-all.html",
        links=("Mexico",),
        votes=("For", "0", "0", "0", "0"),
        held=UNSIGNED,
        entries="52",
        records="each on exactly one page",
        chart="CP/doc.60/24: draft resolution on the elections in Venezuela on July 28, 2024: positions",
        pair="cp-doc-60-24%2Broll-call%2Bpress-voz",
        apart=("the compiled roll call", "voz.us", "1", "0", "1", "0", "32", "0", "1"),
        spanish=TREE,
    ),
}
