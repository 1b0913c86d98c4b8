"""Whatever bytes come in, only our own errors come out, and nothing is left half-written."""

from __future__ import annotations

import contextlib
import gzip
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tellers.dossier.assemble import assemble_dossier
from tellers.dossier.contest_file import read_contests
from tellers.dossier.geo import read_layer
from tellers.dossier.proclamation_file import read_proclamations
from tellers.errors import TellersError
from tellers.formats.mapping import GeoForm, read_mapping

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(max_examples=300, deadline=None, derandomize=True)
CONTEST = """
[[contest]]
id = "c"
title = "C"
date = "2024-01-01"
secret = false
rule = { kind = "plurality" }
option = [ { id = "A", name = "A" }, { id = "B", name = "B" } ]
[[source]]
id = "s"
name = "S"
by = "x"
kind = "k"
origin = "o"
"""
GOOD = b"u,a,b\nx,1,2\ny,3,4\n"
BITS = st.sampled_from(
    [
        b",",
        b'"',
        b"\n",
        b"\r",
        b"\r\n",
        b"\x00",
        b"\xff",
        b"\xfe",
        b"\xc3",
        b"u",
        b"a",
        b"b",
        b"-",
        b"1",
        b" ",
        b";",
        b"''",
        b"\x1b",
        b"#",
        b"99999999999",
        b"1e9",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
    ]
)


def import_bytes(content: bytes, name: str, keys: str = "") -> str:
    """Import a table with these bytes: "ok", or the refusal; anything else is raised."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        (desk / "contest.toml").write_text(CONTEST)
        (desk / "proclamations.toml").write_text("")
        (desk / name).write_bytes(content)
        (desk / "mapping.toml").write_text(
            f"[dossier]\nname = 'n'\n[[table]]\nfile = '{name}'\nsource = 's'\nunit = '{{u}}'\n{keys}\n"
            "figures = { A = 'a', B = 'b' }\n",
        )
        before = sorted(desk.iterdir())
        try:
            assemble_dossier(desk / "mapping.toml", desk / "dossier")
        except TellersError as error:
            assert sorted(desk.iterdir()) == before
            return error.diagnostics()
        assert sorted(desk.iterdir()) == sorted([*before, desk / "dossier"])
        return "ok"


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with some cut off, some changed, some put in."""
    at = st.integers(0, max(0, len(whole) - 1))
    change = st.tuples(at, st.integers(0, 3), st.one_of(BITS, st.binary(max_size=4)))

    def apply(changes: list[tuple[int, int, bytes]]) -> bytes:
        content = whole
        for place, dropped, put in changes:
            content = content[:place] + put + content[place + dropped :]
        return content

    return st.lists(change, min_size=1, max_size=6).map(apply)


def spreadsheet() -> bytes:
    """A small real workbook."""
    book = openpyxl.Workbook()
    for row in (["u", "a", "b"], ["x", 1, 2], ["y", 3, 4]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def parquet() -> bytes:
    """A small real Parquet file."""
    content = io.BytesIO()
    pq.write_table(pa.table({"u": ["x", "y"], "a": [1, 3], "b": [2.0, None]}), content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [(GOOD, "t.csv"), (gzip.compress(GOOD), "t.csv.gz"), (parquet(), "t.parquet"), (spreadsheet(), "t.xlsx")],
    ids=["text", "gzip", "parquet", "spreadsheet"],
)
def test_the_files_that_are_damaged_here_are_sound_before(content, name):
    """The fuzzing starts from files that are read."""
    assert import_bytes(content, name) == "ok"


@BOUNDED
@given(content=st.one_of(damaged(GOOD), st.lists(BITS, max_size=30).map(b"".join), st.binary(max_size=200)))
@example(content=b"u,a,b\nx,1,2\r\ny,3,4\n")
@example(content=b'u,a,"b\n')
@example(content=b"\xff\xfe")
@example(content=b"\xef\xbb\xbf")
def test_a_text_table_of_any_bytes_is_read_or_refused(content):
    """Broken CSV gives one of our errors and no dossier."""
    import_bytes(content, "t.csv")


@BOUNDED
@given(
    content=damaged(GOOD),
    keys=st.sampled_from(
        [
            "encoding = 'latin-1'",
            "encoding = 'utf-16'",
            "encoding = 'utf-8'",
            "encoding = 'utf-32'",
            "quote = ''",
            "delimiter = ';'",
            "header_row = 2",
            "delimiter = '\"'",
            "unread = ['-', '']",
            "empty = 'unread'",
            "numbers = { thousands = '.' }",
            "all_zero = 'unread'",
        ]
    ),
)
def test_a_text_table_is_read_or_refused_however_the_mapping_reads_it(content, keys):
    """No combination of a mapping's keys turns bad bytes into a failure of ours."""
    import_bytes(content, "t.csv", keys)


@BOUNDED
@given(content=damaged(gzip.compress(GOOD, mtime=0)))
def test_a_damaged_gzip_file_is_read_or_refused(content):
    """A flipped bit in a compressed file is our error."""
    import_bytes(content, "t.csv.gz")


@BOUNDED
@given(content=damaged(parquet()))
def test_a_damaged_parquet_file_is_read_or_refused(content):
    """So is one in a Parquet file."""
    import_bytes(content, "t.parquet")


@BOUNDED
@given(content=damaged(spreadsheet()))
def test_a_damaged_spreadsheet_is_read_or_refused(content):
    """So is one in a spreadsheet's archive."""
    import_bytes(content, "t.xlsx")


@BOUNDED
@given(part=st.integers(0, 20), at=st.integers(0, 5000), put=st.binary(max_size=4))
def test_a_spreadsheet_with_a_damaged_part_is_read_or_refused(part, at, put):
    """And so is one inside its parts, where the archive itself is sound."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(spreadsheet())) as sound, zipfile.ZipFile(content, "w") as broken:
        names = sound.namelist()
        for name in names:
            piece = sound.read(name)
            if name == names[part % len(names)]:
                place = at % max(1, len(piece))
                piece = piece[:place] + put + piece[place + 2 :]
            broken.writestr(name, piece)
    import_bytes(content.getvalue(), "t.xlsx")


def quietly(read, *arguments, **keys) -> None:
    """Call a reader; our own errors are fine, any other is raised."""
    with contextlib.suppress(TellersError):
        read(*arguments, **keys)


@MANY
@given(
    content=st.one_of(
        damaged(
            b"[dossier]\nname = 'n'\n[[table]]\nfile = 't'\nsource = 's'\nunit = '{u}'\n"
            b"levels = { a = { id = '{b}' } }\n"
        ),
        st.binary(max_size=100),
    )
)
def test_a_mapping_of_any_bytes_is_read_or_refused(content):
    """The mapping is a stranger's file too."""
    quietly(read_mapping, content, where="mapping.toml")


@MANY
@given(content=st.one_of(damaged(CONTEST.encode()), st.binary(max_size=100)))
def test_a_contest_file_of_any_bytes_is_read_or_refused(content):
    """So is the contest file."""
    quietly(read_contests, content, where="contest.toml")


@MANY
@given(
    content=damaged(
        b"[[proclamation]]\nid = 'p'\ncontest = 'c'\nby = 'x'\ndate = ''\ndocument = ''\n"
        b"claim = [ { figure = 'A', votes = 5 }, { figure = 'A', percent = '51.2', of = 'valid' } ]\n"
    )
)
def test_a_proclamation_file_of_any_bytes_is_read_or_refused(content):
    """And so are the proclamations."""
    quietly(read_proclamations, content, where="proclamations.toml")


@MANY
@given(
    content=damaged(
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"cod":7},"geometry":null}]}'
    )
)
def test_a_map_layer_of_any_bytes_is_read_or_refused(content):
    """GeoJSON comes from anybody."""
    form = GeoForm(
        file="g", name="g", level="l", kind="points", area_property="{cod:02}", licence="", origin=""
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.json"
        path.write_bytes(content)
        quietly(read_layer, path, form)
