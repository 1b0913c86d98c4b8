"""Names are matched without case and accents, in every script."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tellers.dossier import open_dossier
from tellers.dossier.assemble import assemble_dossier

RECIPE = Path(__file__).parents[2] / "examples" / "recipes" / "oas-2024-07-31"


def standing(tmp_path: Path, *, alias: str, printed: str) -> list[str]:
    """The units of the roll call where Chile has an alias and Peru's row is printed so."""
    recipe = tmp_path / "recipe"
    shutil.copytree(RECIPE, recipe)
    body, table = recipe / "body.toml", recipe / "raw" / "roll-call.csv"
    seat = 'id = "chile", '
    assert seat in body.read_text(encoding="utf-8")
    named = body.read_text(encoding="utf-8").replace(seat, f'{seat}aliases = ["{alias}"], ')
    body.write_text(named, encoding="utf-8")
    rows = table.read_text(encoding="utf-8").replace("Peru,", f"{printed},")
    table.write_text(rows, encoding="utf-8")
    assemble_dossier(recipe / "mapping.toml", tmp_path / "dossier")
    opened = open_dossier(tmp_path / "dossier")
    found = opened.tables.query(
        f"select unit from {opened.tables.records(opened.contest().id, 'roll-call')} order by 1"
    )
    return [unit for (unit,) in found if unit == "chile" or ":" in unit]


@pytest.mark.parametrize(
    ("alias", "printed", "units"),
    [
        ("Чили", "Перу", ["chile", "unmatched:Перу"]),
        ("Чили", "ЧИЛИ", ["chile", "chile"]),
        ("-", "...", ["chile", "unmatched:..."]),
    ],
)
def test_a_name_of_another_script_is_found_by_its_own_letters(tmp_path, alias, printed, units):
    """All Cyrillic names were one name once, and a position went to whoever had such an alias."""
    assert standing(tmp_path, alias=alias, printed=printed) == units
