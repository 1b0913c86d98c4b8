from __future__ import annotations

LONG = """
shape = "long"
option_column = "c"
votes_column = "v"
registered = "r"
options = { "Ana" = "A", "Bea" = "B", "Total" = "" }
"""
ROWS = b"u,c,v,r\n1,Ana,5,20\n1,Bea,7,20\n1,Total,12,20\n2,Bea,4,30\n"


def test_a_long_table_has_one_record_a_unit(desk):
    """Options become figures; one that has no row in a unit is not on the sheet; totals are left out."""
    desk.lay(ROWS, keys=LONG, figures="registered = 'r'")

    assert desk.records("unit", "A", "B", "registered", "row") == [("1", 5, 7, 20, 2), ("2", None, 4, 30, 5)]


def test_without_options_in_the_mapping_a_value_is_an_options_id(desk):
    """A column that already holds the contest's ids needs no list."""
    keys = 'shape = "long"\noption_column = "c"\nvotes_column = "v"'
    desk.lay(b"u,c,v\n1,A,5\n1,B,7\n", keys=keys, figures="")

    assert desk.records("unit", "A", "B") == [("1", 5, 7)]


def test_no_option_is_lost_silently(desk):
    """A value nobody gave a meaning is an error with its row, and so is an option given twice."""
    desk.lay(ROWS + b"2,Bea,3,30\n2,Clara,9,30\n", keys=LONG, figures="")

    assert desk.refusal().splitlines()[:-1] == [
        "t.csv: 2 rows cannot be read",
        "  row 6: unit 2 has option Bea 2 times",
        "  row 7: option Clara has no meaning in the mapping",
    ]


def test_a_unit_whose_rows_contradict_each_other_is_told(desk):
    """A register that differs between the rows of one unit is not settled by taking one."""
    desk.lay(ROWS + b"2,Ana,3,31\n", keys=LONG, figures="")

    assert desk.refusal().splitlines()[1] == "  row 6: unit 2 has 30 and 31 in column r"


def test_bad_votes_of_a_long_table_are_told_with_their_option(desk):
    """The cell is named as the file has it."""
    desk.lay(b"u,c,v,r\n1,Ana,five,20\n1,Bea,-7,20\n", keys=LONG, figures="")

    assert desk.refusal().splitlines()[1] == (
        "  row 2: A is 'five'; if that marks an illegible figure, say unread = ['five']; "
        "B is '-7', a negative number"
    )


def test_a_long_table_needs_its_two_columns(desk):
    """What is missing in the mapping is said."""
    desk.lay(ROWS, keys='shape = "long"\noption_column = "c"', figures="")
    assert (
        desk.refusal() == 't.csv: a long table needs votes_column\n  do:       Say votes_column = "COLUMN".'
    )

    desk.lay(ROWS, keys='shape = "long"\noption_column = "c"\nvotes_column = "votes"', figures="")
    assert desk.refusal().startswith(
        "t.csv: there is no column 'votes'\n  expected: one of 'u', 'c', 'v', 'r'"
    )


def test_two_values_cannot_mean_one_figure(desk):
    """Adding up two lists is a matter for the contest, where it can be checked."""
    keys = 'shape = "long"\noption_column = "c"\nvotes_column = "v"\noptions = { "Ana" = "A", "Bea" = "A" }'
    desk.lay(ROWS, keys=keys, figures="")

    assert desk.refusal() == (
        "t.csv: two values of 'c' mean A\n"
        "  do:       Give each value a figure of its own, and declare their sum in contest.toml."
    )
