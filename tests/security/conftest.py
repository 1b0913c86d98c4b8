"""A small dossier that a stranger could have sent: any text, any table, every hash right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tellers.cli import main

CONTEST = """
[[contest]]
id = "vote"
title = "A vote"
date = "2024-01-01"
secret = true
rule = { kind = "plurality" }
level = [ { id = "region", name = "region" } ]
option = [ { id = "A", name = "Ana" }, { id = "B", name = "Bea" } ]
figure = [ { id = "valid", role = "valid", sum_of = ["A", "B"] }, { id = "registered", role = "registered" } ]
[[source]]
id = "s"
name = "Sheets"
by = "x"
kind = "authority"
origin = "o"
"""
PROCLAMATIONS = """
[[proclamation]]
id = "p"
contest = "vote"
by = "the authority"
date = "2024-01-02"
document = "d"
claim = [ { figure = "A", votes = 30 }, { figure = "A", percent = "60.0", of = "valid" } ]
"""
WORDS, NUMBER = pa.string(), pa.int64()
UNITS = {
    "unit": pa.array(["1", "2"], WORDS),
    "region": pa.array(["N", "S"], WORDS),
    "region_name": pa.array(["North", "South"], WORDS),
    "unit_name": pa.array([None, None], WORDS),
    "registered": pa.array([100, 100], NUMBER),
}
RECORDS = {
    "record": pa.array([1, 2], NUMBER),
    "unit": pa.array(["1", "2"], WORDS),
    "status": pa.array(["counted", "counted"], WORDS),
    "replaces": pa.array([None, None], NUMBER),
    "reason": pa.array([None, None], WORDS),
    "row": pa.array([2, 3], NUMBER),
    "image": pa.array([None, None], WORDS),
    "image_sha256": pa.array([None, None], WORDS),
    "unread": pa.array([[], []], pa.list_(WORDS)),
    "A": pa.array([20, 10], NUMBER),
    "B": pa.array([5, 15], NUMBER),
    "valid": pa.array([25, 25], NUMBER),
}


class Done(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


def sealed(folder: Path, **package: object) -> Path:
    """Describe every regular file of the folder with its right size and hash."""
    resources = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name != "datapackage.json":
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            path = file.relative_to(folder).as_posix()
            resources.append(
                {"name": "x", "path": path, "bytes": file.stat().st_size, "hash": f"sha256:{digest}"}
            )
    described = {"name": "sent", "resources": resources} | package
    (folder / "datapackage.json").write_text(json.dumps(described))
    return folder


@pytest.fixture
def sent(tmp_path):
    """A function that writes a dossier with these words and columns, and seals it."""

    def written(*, contest=CONTEST, proclamations=PROCLAMATIONS, units=None, records=None, **package) -> Path:
        folder = tmp_path / "sent"
        (folder / "records" / "vote").mkdir(parents=True)
        (folder / "contest.toml").write_text(contest)
        (folder / "proclamations.toml").write_text(proclamations)
        pq.write_table(pa.table(UNITS | (units or {})), folder / "units.parquet")
        pq.write_table(pa.table(RECORDS | (records or {})), folder / "records" / "vote" / "s.parquet")
        return sealed(folder, **package)

    return written


@pytest.fixture
def run(capsys):
    """A function that runs a command in this process."""

    def ran(*arguments: str | Path) -> Done:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return ran
