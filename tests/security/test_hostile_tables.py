"""Columns of the wrong type, numbers out of all bounds, ids and statuses that are none."""

from __future__ import annotations

import pyarrow as pa
import pytest

WORDS, NUMBER = pa.string(), pa.int64()


@pytest.mark.parametrize(
    ("column", "cells", "told"),
    [
        ("unit", pa.array([1, 2], NUMBER), "column 'unit' is BIGINT, expected VARCHAR"),
        ("unit", pa.array([b"\xff", b"2"]), "column 'unit' is BLOB"),
        ("unit", pa.array([None, "2"], WORDS), "1 records have no unit"),
        ("A", pa.array([2**62, 2**62], NUMBER), "'A' is out of all bounds"),
        ("A", pa.array([-(2**63), 1], NUMBER), "'A' is out of all bounds"),
        ("A", pa.array([-1, 1], NUMBER), "'A' is out of all bounds"),
        ("A", pa.array([float("nan"), float("inf")]), "column 'A' is DOUBLE"),
        ("A", pa.array(["1", "x"]), "column 'A' is VARCHAR"),
        ("A", pa.array([[1], [2]]), "column 'A' is BIGINT[]"),
        ("A", pa.array([{"x": 1}, {"x": 2}]), "column 'A' is STRUCT"),
        ("A", pa.array([True, False]), "column 'A' is BOOLEAN"),
        ("A", pa.array([2**64 - 1, 1], pa.uint64()), "column 'A' is UBIGINT"),
        ("status", pa.array(["counted", "<script>"], WORDS), "1 records have a status nobody knows"),
        ("status", pa.array([None, None], WORDS), "2 records have a status nobody knows"),
        ("replaces", pa.array(["a", "b"], WORDS), "column 'replaces' is VARCHAR"),
        ("unread", pa.array(["A", "B"], WORDS), "column 'unread' is VARCHAR"),
        ("record", pa.array([None, None], NUMBER), "2 records have no number"),
    ],
)
def test_records_out_of_form_are_refused_before_anything_is_added_up(sent, run, column, cells, told):
    """No query meets them; a negative figure cannot pull a total to what was announced."""
    folder = sent(records={column: cells})

    for command in ("check", "tally", "show", "validate"):
        done = run(command, folder)
        assert (done.code, "Traceback" in done.err) == (3, False)
    assert told in run("check", folder).err


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("unit", pa.array([{"a": 1}, {"a": 2}])),
        ("region", pa.array([["a"], ["b"]])),
        ("registered", pa.array(["a", "b"])),
        ("registered", pa.array([float("nan"), 1.5])),
        ("registered", pa.array([-5, 1], NUMBER)),
        ("registered", pa.array([2**62, 2**62], NUMBER)),
    ],
)
def test_units_out_of_form_are_refused(sent, run, column, cells):
    """The table of units has words for names and sound whole numbers for registers."""
    folder = sent(units={column: cells})

    for command in ("check", "tally", "show", "validate"):
        done = run(command, folder)
        assert (done.code, "Traceback" in done.err) == (3, False)
