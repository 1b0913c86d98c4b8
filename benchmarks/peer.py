"""The same election for the peer: ``actasum`` 0.1.0, an open format and verifier of tally sheets.

It reads one JSON statement a line and the authority's totals by area, and says whether the totals
follow. Its format is written here from its specification, in the form that costs it least:

- blank votes are a field of zeros on both sides (``not_on_sheet`` says the same of a sheet without
  the field and takes it 8 % more memory);
- ``unread`` stands only where a cell is empty;
- an option's code is one letter, which Python shares between all sheets (``o01`` to ``o13`` take it
  25 % more memory and some 10 % more CPU at 500,000 stations).

Areas are the regions.

>>> statement_query(ElectionPlan(stations=1, options=2)).count("candidatures")
1
"""

from __future__ import annotations

import json
from pathlib import Path
from string import ascii_lowercase

from benchmarks.generator import open_engine, published_query
from benchmarks.plan import ElectionPlan
from benchmarks.truth import Totals, Truth

STATEMENT_SPEC = "actasum/statement/v0.1"
OFFICIAL_SPEC = "actasum/official-totals/v0.1"
PROFILE = "generated"


def write_statements(plan: ElectionPlan, path: Path) -> None:
    """Write the published sheets as the peer's statements, one a line, in the order of the CSV file."""
    with open_engine(plan) as engine:
        # One column of text; no delimiter, quote or escape may touch it, so they are bytes it never holds.
        engine.execute(
            f"COPY ({statement_query(plan)}) TO '{path}'"
            " (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x1f')"
        )


def statement_query(plan: ElectionPlan) -> str:
    """A query of one column: each published sheet as one statement."""
    letters = letters_of(plan.option_codes)
    votes = ", ".join(f"""'"{letter}":' || {code}""" for code, letter in letters.items())
    unread = ", ".join(
        f"""CASE WHEN {code} IS NULL THEN '"candidature:{letter}":"empty"' END"""
        for code, letter in letters.items()
    )
    any_unread = " OR ".join(f"{code} IS NULL" for code in plan.option_codes)
    return f"""
        SELECT '{{"spec":"{STATEMENT_SPEC}","profile":"{PROFILE}","election":"{_election(plan)}"'
            || ',"station":"' || region || '/' || district || '/' || station
            || '","constituency":"' || region
            || '","counts":{{"candidatures":{{' || concat_ws(',', {votes})
            || '}},"blank":0,"null":' || null_votes || ',"registered":' || registered
            || ',"candidature_total":' || valid
            || CASE WHEN {any_unread} THEN ',"unread":{{' || concat_ws(',', {unread}) || '}}' ELSE '' END
            || '}}}}'
        FROM ({published_query(plan)})"""


def write_official(truth: Truth, path: Path) -> None:
    """Write the true totals by region as the peer's official totals."""
    document = {
        "spec": OFFICIAL_SPEC,
        "profile": PROFILE,
        "election": _election(truth.plan),
        "level": "constituency",
        "grouping": "constituency",
        "areas": {region: _area(totals) for region, totals in truth.by_region.items()},
    }
    path.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def letters_of(option_codes: tuple[str, ...]) -> dict[str, str]:
    """Return the peer's code of each option: a to t."""
    return dict(zip(option_codes, ascii_lowercase, strict=False))


def _area(totals: Totals) -> dict[str, object]:
    letters = letters_of(tuple(totals.votes))
    return {
        "candidatures": {letter: totals.votes[code] for code, letter in letters.items()},
        "blank": 0,
        "null": totals.null_votes,
        "stations": totals.sheets,
        "candidature_total": totals.valid,
    }


def _election(plan: ElectionPlan) -> str:
    return f"generated-seed-{plan.seed}"
