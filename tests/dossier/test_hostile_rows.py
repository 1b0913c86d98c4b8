"""Whatever a dossier's tables hold, a command answers or refuses: it never breaks in the middle of a row.

Rows are streamed: a page that is damaged may be met after thousands of others were printed. Who
damages a file on purpose declares its hash anew, so the hashes are right in every dossier here.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.test_hostile_bytes import damaged
from tests.simulator import (
    copied_sheet,
    dossier_of,
    duplicated_sheet,
    ghost_unit,
    honest_election,
    late_correction,
    missing_station,
    padded_sheet,
    second_source,
)

from tellers.cli import main
from tellers.dossier import open_dossier
from tellers.dossier.package import file_hash
from tellers.errors import DossierError

BOUNDED = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
TABLES = (
    "units.parquet",
    "registers/board.parquet",
    "records/vote/official.parquet",
    "records/vote/witnesses.parquet",
)
COMMANDS = (
    ("check", "{dossier}", "--rows", "{out}", "--quiet"),
    ("check", "{dossier}", "--html", "{out}", "--quiet", "--deep"),
    ("check", "{dossier}", "--json", "{out}", "--lang", "es"),
    ("tally", "{dossier}", "--by", "unit", "--format", "csv"),
    ("tally", "{dossier}", "--by", "region"),
    ("compare", "{dossier}", "official", "witnesses", "--format", "json"),
    ("show", "{dossier}"),
    ("show", "{dossier}", "01.01.01"),
    ("show", "{dossier}", "01.01.01", "--format", "json"),
    ("validate", "{dossier}"),
)
ANSWERS = {0, 1, 3}
"""It agrees, there are findings, or the dossier is refused; 70 would be a fault of Tellers."""

WORDS = st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["01.01.01", "", "counted", "99", "\x00"]))
NUMBERS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.integers(0, 9))
COLUMNS = st.sampled_from(
    [
        (pa.string(), WORDS),
        (pa.int64(), NUMBERS),
        (pa.int32(), st.one_of(st.none(), st.integers(0, 2**31 - 1))),
        (pa.float64(), st.floats()),
        (pa.bool_(), st.booleans()),
        (pa.binary(), st.binary(max_size=4)),
        (pa.list_(pa.string()), st.one_of(st.none(), st.lists(WORDS, max_size=2))),
        (pa.struct([("a", pa.int64())]), st.just({"a": 1})),
        (pa.timestamp("us"), st.integers(0, 2**40)),
        (pa.decimal128(38, 2), st.none()),
    ]
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A dossier in which every listing has rows; not to be changed."""
    made = second_source(honest_election(seed=3, regions=2, centres=3), name="witnesses")
    made = late_correction(made, unit="01.01.01", option="B", votes=9)
    made = duplicated_sheet(made, unit="01.02.01", votes=3)
    made = padded_sheet(made, unit="02.01.01", option="B", votes=40)
    made = copied_sheet(made, unit="01.01.01", onto="02.02.01")
    made = ghost_unit(missing_station(made, unit="02.03.01"), unit="09.09.09", like="01.01.01")
    made.registers["board"] = {"01.01": 900, "02.03": 700}
    return dossier_of(made, tmp_path_factory.mktemp("sound")).folder


def answer(folder: Path, command: tuple[str, ...]) -> tuple[int, str]:
    """Run a command on a dossier in this process; return its exit code and what it said of it."""
    out = folder.parent / "out"
    words = [word.format(dossier=folder, out=out) for word in command]
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = main(words)
    return code, said.getvalue()


def declare(folder: Path, name: str) -> None:
    """Declare a file's size and hash as they are now."""
    package = json.loads((folder / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        if resource["path"] == name:
            resource |= {"bytes": (folder / name).stat().st_size, "hash": file_hash(folder / name)}
    (folder / "datapackage.json").write_text(json.dumps(package))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[::2]))
def test_every_command_answers_on_the_sound_dossier(sound, tmp_path, command):
    """None of them refuses it: what is refused below is the damage."""
    copy = shutil.copytree(sound, tmp_path / "dossier")

    assert answer(copy, command)[0] in {0, 1}


@BOUNDED
@given(data=st.data(), name=st.sampled_from(TABLES), command=st.sampled_from(COMMANDS))
def test_damaged_bytes_are_read_or_refused(sound, data, name, command):
    """Bytes changed, cut or doubled anywhere in a table."""
    content = data.draw(damaged((sound / name).read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(sound, Path(folder) / "dossier")
        (copy / name).write_bytes(content)
        declare(copy, name)
        code, said = answer(copy, command)

    assert code in ANSWERS, said


@settings(BOUNDED, max_examples=200)
@given(data=st.data(), name=st.sampled_from(TABLES), command=st.sampled_from(COMMANDS))
def test_a_column_of_anything_is_read_or_refused(sound, data, name, command):
    """One column left out, made of another type, or of other values; or one that nobody asked for."""
    table = pq.read_table(sound / name)
    column = data.draw(st.sampled_from([*table.column_names, "note", "within_region", "extra"]))
    table = table.drop_columns([column]) if column in table.column_names else table
    if data.draw(st.booleans()) or column not in pq.read_table(sound / name).column_names:
        kind, values = data.draw(COLUMNS)
        cells = data.draw(st.lists(values, min_size=1, max_size=3))
        rows = [cells[row % len(cells)] for row in range(table.num_rows)]
        table = table.append_column(column, pa.array(rows, kind))
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(sound, Path(folder) / "dossier")
        pq.write_table(table, copy / name)
        declare(copy, name)
        code, said = answer(copy, command)

    assert code in ANSWERS, said


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c[0] != "validate"], ids=lambda c: " ".join(c[::2])
)
def test_a_file_cut_while_it_is_read_is_our_error(sound, tmp_path, command, monkeypatch):
    """The hashes held when the dossier was opened; then somebody wrote over its tables."""
    copy = shutil.copytree(sound, tmp_path / "dossier")
    whole = open_dossier

    def opened(path, **options):
        dossier = whole(path, **options)
        for name in TABLES:
            (copy / name).write_bytes((copy / name).read_bytes()[:40])
        return dossier

    monkeypatch.setattr("tellers.dossier.open_dossier", opened)
    monkeypatch.setattr("tellers.flow.open_dossier", opened)
    code, said = answer(copy, command)

    assert (code, "Traceback" in said) == (3, False), said


def test_a_stream_that_breaks_is_our_error_whenever_it_breaks(sound, tmp_path):
    """At the first row or at the last, of a query that is sound and meets a broken page."""
    copy = shutil.copytree(sound, tmp_path / "dossier")
    tables = open_dossier(copy).tables

    for last in (1, 60_000):
        breaking = (
            f"select case when i < {last} then i else error('broken page') end from range({last + 1}) t (i)"
        )
        with pytest.raises(DossierError, match="cannot be worked with"):
            list(tables.stream(breaking))
