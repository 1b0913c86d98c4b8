"""A name in a dossier is text everywhere: on the page, on paper, in a spreadsheet, on a terminal."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pytest
from tests.security.conftest import CONTEST, sealed

EVIL = (
    "\x1b]0;mine\x07\r[red]x[/red][link=http://x.example]y"
    '</title></style><script>alert(1)</script><img src=x onerror=1>" onload="1 &quot;'
    '#read("/etc/passwd") #import "x" $1/0$ \u202e\u200b\u2028\U000e0041'
)


@pytest.fixture
def named(sent):
    """A dossier whose every name is hostile, with a map layer that says so too."""
    word = json.dumps(EVIL).replace("\\udb40\\udc41", "\\U000e0041")
    contest = CONTEST
    for name in ('"Ana"', '"A vote"', '"Sheets"', '"o"', 'name = "region"'):
        contest = contest.replace(name, f"name = {word}" if name.startswith("name") else word)
    folder = sent(contest=contest, units={"region_name": pa.array([EVIL, EVIL])})
    ring = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
    layer = {
        "tellers": {"level": "region", "kind": "polygons", "origin": EVIL, "licence": EVIL},
        "features": [
            {"properties": {"area": a}, "geometry": {"type": "Polygon", "coordinates": ring}} for a in "NS"
        ],
    }
    (folder / "geo").mkdir()
    (folder / "geo" / "a.geojson").write_text(json.dumps(layer))
    return sealed(folder, title=EVIL, description=EVIL)


def test_a_page_holds_no_mark_of_a_dossiers(named, run, tmp_path):
    """No element, no attribute, no letter that hides or turns others."""
    run("check", named, "--html", tmp_path / "o.html")
    page = (tmp_path / "o.html").read_bytes().decode()

    assert "&lt;script&gt;" in page
    for mark in ("<script", "<img", ' onload="1', "\x1b", "\r", "\u202e", "\u200b", "\u2028", "\U000e0041"):
        assert mark not in page


def test_the_paper_evaluates_nothing_and_reads_nothing(named, run, tmp_path):
    """Words reach Typst as data; `#read` in a name is five letters."""
    pytest.importorskip("typst")

    done = run("check", named, "--pdf", tmp_path / "o.pdf", "--quiet")
    content = (tmp_path / "o.pdf").read_bytes()

    assert done.code in {0, 1}
    assert content.startswith(b"%PDF")
    assert b"/JavaScript" not in content
    assert b"/URI" not in content


@pytest.mark.parametrize("command", [["check"], ["show"], ["tally", "--by", "region"], ["validate"]])
@pytest.mark.parametrize("form", ["text", "csv"])
def test_nothing_a_terminal_obeys_is_printed(named, run, command, form):
    """Escape sequences, bells and carriage returns are replaced."""
    options = ["--format", form] if command[0] == "tally" else []
    done = run(command[0], named, *command[1:], *options)

    assert {"\x1b", "\x07", "\r", "\u202e"} & set(done.out + done.err) == set()


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1", "@SUM(1)", "+1+1", "-1+1", "\t=1", " =1"])
def test_a_spreadsheet_takes_no_name_for_a_formula(sent, run, name):
    """An apostrophe stands first; numbers are as they were."""
    folder = sent(units={"region_name": pa.array([name, "South"])})

    done = run("tally", folder, "--by", "region", "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.out)))

    assert rows[1][1].replace("\ufffd", "\t") == f"'{name}"
    assert rows[1][2:5] == ["1", "20", "5"]


@pytest.mark.parametrize(
    "layer",
    [
        '{"tellers": {"level": "region", "kind": "polygons"}, "features": [{"properties": {"area": "N"}, '
        '"geometry": {"type": "Polygon", "coordinates": ' + "[" * 100_000 + "]" * 100_000 + "}}]}",
        '{"features": [1e400]}',
        "[1",
        '{"tellers": {"kind": 5}}',
    ],
)
def test_a_map_layer_that_is_none_is_refused(sent, run, tmp_path, layer):
    """Nested without end, numbers out of all bounds, values of another type."""
    folder = sent()
    (folder / "geo").mkdir()
    (folder / "geo" / "a.geojson").write_text(layer)

    done = run("check", sealed(folder), "--html", tmp_path / "o.html")

    assert (done.code, "Traceback" in done.err) == (3, False)
    assert "geo/a.geojson: not a map layer" in done.err
    assert not (tmp_path / "o.html").exists()
