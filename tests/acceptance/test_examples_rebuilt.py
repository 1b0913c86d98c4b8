"""The dossiers that ship are what their recipes give from the raw files, row by row."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tellers.dossier.assemble import assemble_dossier


def rows_that_differ(one, other):
    """Rows of either Parquet file that the other does not have as often."""
    with duckdb.connect() as connection:
        one, other = (f"(from read_parquet('{path}'))" for path in (one, other))
        return connection.execute(
            f"(from {one} except all from {other}) union all (from {other} except all from {one})"
        ).fetchall()


@pytest.mark.parametrize(("name", "tables"), [("venezuela-2024", 6), ("oas-2024-07-31", 6)])
def test_a_recipe_gives_the_dossier_that_ships(rebuilt, shipped, name, tables):
    """The same files; the same words and map layers to the byte; the same rows in every table."""
    anew, old = rebuilt(name), shipped / name
    files = {path.relative_to(old) for path in old.rglob("*") if path.is_file()}
    parquet = {path for path in files if path.suffix == ".parquet"}

    assert {path.relative_to(anew) for path in anew.rglob("*") if path.is_file()} == files
    assert len(parquet) == tables
    for path in parquet:
        assert rows_that_differ(anew / path, old / path) == [], path
    for path in files - parquet:
        if path.name != "datapackage.json":  # its hashes of Parquet depend on the engine's version
            assert (anew / path).read_bytes() == (old / path).read_bytes(), path


def test_both_dossiers_stay_small(shipped):
    """Together they are under 4 MB, so that a clone is light."""
    sizes = [
        path.stat().st_size
        for name in ("venezuela-2024", "oas-2024-07-31")
        for path in (shipped / name).rglob("*")
    ]

    assert sum(sizes) < 4_000_000


def test_a_dossier_built_twice_is_the_same_to_the_byte(rebuilt, tmp_path):
    """Nothing of the day, the machine or the order of a set gets into it."""
    one = rebuilt("oas-2024-07-31")
    recipe = Path(__file__).parents[2] / "examples" / "recipes" / "oas-2024-07-31" / "mapping.toml"
    two = assemble_dossier(recipe, tmp_path / "again").folder
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())

    assert sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file()) == files
    assert [path for path in files if (one / path).read_bytes() != (two / path).read_bytes()] == []
