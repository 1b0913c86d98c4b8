from __future__ import annotations

import io
import math

import pyarrow as pa
import pyarrow.parquet as pq


def parquet(**columns: list[object]) -> bytes:
    """A Parquet file made by another hand than the reader's."""
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content)
    return content.getvalue()


def test_parquet_reads_as_the_same_table_in_csv_would(desk):
    """Whole numbers in a column of fractions are whole: other tools store gaps that way."""
    desk.lay(parquet(u=["x", "y", "z"], a=[1, 2, 3], b=[4.0, None, 6.0]), name="t.parquet")

    assert desk.records("unit", "A", "B", "row") == [("x", 1, 4, 2), ("y", 2, None, 3), ("z", 3, 6, 4)]


def test_fractions_negatives_and_what_is_no_number_are_told(desk):
    """A typed column does not make a figure right."""
    desk.lay(
        parquet(u=["x", "y", "z", "w"], a=[1, -2, 3, 4], b=[4.5, 1.0, math.nan, math.inf]), name="t.parquet"
    )

    assert desk.refusal().splitlines()[:-1] == [
        "t.parquet: 4 rows cannot be read",
        "  row 2: B is '4.5', expected a whole number",
        "  row 3: A is '-2', a negative number",
        "  row 4: B is 'nan'; if that marks an illegible figure, say unread = ['nan']",
        "  row 5: B is 'inf'; if that marks an illegible figure, say unread = ['inf']",
    ]


def test_a_parquet_file_cut_short_is_refused_and_leaves_nothing(desk):
    """Every length of a truncated file gives our error and no dossier."""
    whole = parquet(u=["x"] * 50, a=list(range(50)), b=list(range(50)))
    for length in range(1, len(whole), 97):
        desk.lay(whole[:length], name="t.parquet")

        assert desk.refusal().startswith("t.parquet: ")


def test_nested_columns_are_no_figures(desk):
    """A list where a number is expected is told, not added up."""
    desk.lay(parquet(u=["x"], a=[[1, 2]], b=[3]), name="t.parquet")

    assert desk.refusal().splitlines()[1] == "  row 2: A is '[1, 2]', expected a whole number"
