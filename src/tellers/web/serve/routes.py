"""The addresses of the API, in one table: path, what it takes, what it gives, and who gives it.

Routing and the OpenAPI document are both made from this table; nothing about an address is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from tellers.model import Contest, Proclamation, Source
from tellers.web.serve import answers, asked
from tellers.web.serve.give_areas import give_area, give_areas, give_areas_of, give_totals
from tellers.web.serve.give_pairs import give_comparison
from tellers.web.serve.give_units import give_unit, give_unit_by_id, give_units
from tellers.web.serve.give_words import (
    give_check,
    give_contest,
    give_contests,
    give_dossier,
    give_findings,
    give_proclamation,
    give_proclamations,
    give_source,
    give_sources,
    give_verdicts,
)
from tellers.web.serve.search import give_search
from tellers.web.serve.service import Service

__all__ = ["API", "DOCUMENT", "ROUTES", "FindingsFile", "Route"]

API = "/api/v1"
DOCUMENT = f"{API}/openapi.json"
"""Where the API describes itself."""
Give = Callable[[Service, dict[str, str], Any], object]
"""From the service, the places in the path and the query to an answer. `Any`: each has its own query."""


class FindingsFile:
    """Stands for the findings file, whose schema is `tellers.report.findings_json`'s."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its path below the API's, whose last part in braces takes everything after it."""

    path: str
    give: Give
    answer: type
    """An answer, or a model object that is given as it is."""
    query: type[msgspec.Struct] = asked.Nothing
    at_desk: bool = False
    """Whether it asks the tables, and so waits for its turn."""


def give_index(service: Service, _place: dict[str, str], _asked: asked.Nothing) -> answers.Index:
    """What can be asked here, of which dossier, when it was read, and whether its files changed since."""
    reading = service.archive.reading
    return answers.Index(
        dossier=service.archive.dossier.package.name,
        package=reading.package,
        read_at=reading.at,
        changed=reading.changed() or None,
        document=DOCUMENT,
        addresses=[
            answers.Offered(path=API + route.path, gives=(route.give.__doc__ or "").partition("\n")[0])
            for route in ROUTES
        ],
    )


ROUTES = (
    Route("/", give_index, answers.Index),
    Route("/units/{unit}", give_unit, answers.Unit),
    Route("/unit", give_unit_by_id, answers.Unit, asked.UnitAsked),
    Route("/units", give_units, answers.Units, asked.UnitsAsked, at_desk=True),
    Route("/search", give_search, answers.Found, asked.SearchAsked, at_desk=True),
    Route("/areas", give_areas, answers.Areas, asked.Paged),
    Route("/areas/{level}", give_areas_of, answers.Areas, asked.Paged),
    Route("/areas/{level}/{code}", give_area, answers.Area, asked.PagedInContest, at_desk=True),
    Route("/totals", give_totals, answers.Totals, asked.TotalsAsked, at_desk=True),
    Route("/compare", give_comparison, answers.Comparison, asked.PairAsked, at_desk=True),
    Route("/findings", give_findings, answers.Findings, asked.LongPaged, at_desk=True),
    Route("/verdicts", give_verdicts, answers.Verdicts, asked.OfContest, at_desk=True),
    Route("/check", give_check, FindingsFile, asked.InLanguage, at_desk=True),
    Route("/dossier", give_dossier, answers.Dossier),
    Route("/contests", give_contests, answers.Contests),
    Route("/contests/{contest}", give_contest, Contest),
    Route("/sources", give_sources, answers.Sources),
    Route("/sources/{source}", give_source, Source),
    Route("/proclamations", give_proclamations, answers.Proclamations),
    Route("/proclamations/{proclamation}", give_proclamation, Proclamation),
)
