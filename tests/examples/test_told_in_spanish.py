"""The Spanish reports of the dossiers that ship have no word of a dossier left in English.

Nor have the Portuguese ones: where a dossier has no Portuguese its Spanish stands.
"""

from __future__ import annotations

import csv
import html
import io
import re
import tomllib
from pathlib import Path

import pytest

from tellers.check import check
from tellers.dossier import open_dossier
from tellers.report.html import render_html

ROOT = Path(__file__).parents[2] / "examples"
LEAST = 6
"""Letters of a word that is looked for: a shorter one may stand in another."""

NUMBERS = re.compile(r'<details class="aside"><summary>Números [ye] fórmulas</summary>.*?</details>', re.DOTALL)
"""The names of numbers and their formulas are identifiers: `members` is one, in any language."""


def english_words(value):
    """Every English text beside which a Spanish one stands, and that is another."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str) and isinstance(value.get("es"), str):
            return {value["en"]} - {value["es"]}
        value = list(value.values())
    return {word for one in value for word in english_words(one)} if isinstance(value, list) else set()


@pytest.mark.parametrize("code", ["es", "pt"])
@pytest.mark.parametrize("name", ["venezuela-2024", "oas-2024-07-31"])
def test_no_english_stands_in_the_spanish_report(name, code):
    """Rules, origins, documents, licences, notes, names: what the recipe tells twice is told in Spanish."""
    recipe = ROOT / "recipes" / name
    words = set()
    for file in ("contest.toml", "proclamations.toml", "mapping.toml"):
        words |= english_words(tomllib.loads((recipe / file).read_text()))
    listed = recipe / "raw" / "members.csv"
    for row in csv.DictReader(io.StringIO(listed.read_text())) if listed.is_file() else ():
        words |= {row["name"], row["note"]} - {row["name_es"], row["note_es"]}
    page = html.unescape(render_html(check(open_dossier(ROOT / name)), code)).replace("\N{NO-BREAK SPACE}", " ")
    page = NUMBERS.sub("", page)

    told = sorted(word for word in words if len(word) >= LEAST and f">{word}<" in page)
    inside = sorted(word for word in words if len(word) > 30 and word in page)
    assert (told, inside) == ([], [])
    assert len(words) > 20
