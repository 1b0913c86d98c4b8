"""What the page of a map or of charts begins with: names in the reader's language, and which files to load.

One value a contest, written into the page as JSON; scripts read it there and load data files by its paths.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tellers.model import ClaimKind
from tellers.tables.register_coverage import register_level

if TYPE_CHECKING:
    from tellers.report.telling import Telling
    from tellers.web.site.pictured import PicturedContest
    from tellers.web.site.site import Site

__all__ = ["picture_json"]


def picture_json(site: Site, language: str) -> str:
    """Return every contest with areas, as JSON: sources, options, levels, and the files of each."""
    told = site.tellings(language)
    contests = [_contest(one, told[one.position - 1]) for one in site.pictured]
    return json.dumps(contests, ensure_ascii=False, separators=(",", ":"))


def _contest(one: PicturedContest, telling: Telling) -> dict[str, object]:
    case = telling.case
    leaders = case.leaders(telling.source) if telling.source else case.contest.option_ids[:1]
    return {
        "id": str(case.contest.id),
        "title": telling.titled(case.contest),
        "unit": telling.unit(many=False),
        "units": telling.unit(),
        "options": [[str(ident), telling.write(str(ident), "option")] for ident in case.contest.option_ids],
        "leaders": [str(ident) for ident in dict.fromkeys(leaders)],
        "sources": [[str(source), telling.source_name(source)] for source in case.sources],
        "main": str(telling.source or case.sources[0]),
        "whole": one.whole,
        "register": _register(one, telling),
        "levels": [_level(one, telling, place) for place in one.levels],
        "charts": f"data/charts-{one.position}.js",
        "announced": _announced(telling),
    }


def _level(one: PicturedContest, telling: Telling, place: int) -> dict[str, object]:
    level = one.site.layout.levels[place]
    return {
        "id": level,
        "name": telling.write(level, "level"),
        "names": telling.write(level, "levels"),
        "areas": len(one.site.layout.names[place]),
        "file": one.file(place),
        "layers": [
            {
                "kind": layer.kind,
                "file": layer.path,
                "origin": telling.text(layer.origin),
                "licence": telling.text(layer.licence),
            }
            for layer in one.layers
            if layer.level == level
        ],
    }


def _register(one: PicturedContest, telling: Telling) -> dict[str, str] | None:
    """Return the register that coverage has as its base: what it lists, and what is said of it."""
    if not one.register:
        return None
    path = f"registers/{one.register}.parquet"
    about = next((r for r in one.site.dossier.package.resources if r.path == path), None)
    level = register_level(telling.case.tables, one.register)
    return {
        "id": one.register,
        "levels": telling.write(level, "levels") if level else "",
        "about": telling.plain(about.description, about.descriptions) if about else "",
    }


def _announced(telling: Telling) -> list[dict[str, str]]:
    """Return the coverages that were proclaimed, with the day and who said so, digit by digit."""
    return [
        {
            "date": proclamation.date,
            "name": telling.write(str(proclamation.id), "proclamation"),
            "by": telling.text(proclamation.by),
            "percent": claim.text,
            "of": str(claim.base or "units"),
        }
        for proclamation in telling.case.proclamations
        for claim in proclamation.claims
        if claim.kind is ClaimKind.COVERAGE
    ]
