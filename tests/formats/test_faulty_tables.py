from __future__ import annotations

import gzip

import pyarrow as pa
import pytest

from tellers.formats import bytes_in, raw_table

HEADER = b"u,a,b\n"
MEND = (
    "\n  do:       Mend these rows in the table, or say in the mapping how they are to be read; "
    "nothing was written."
)
ENCODING = '\n  do:       Say the right encoding: encoding = "latin-1" in the mapping, or --encoding latin-1.'
SECOND_SOURCE = """
[[source]]
id = "other"
name = "Other"
by = "observers"
kind = "observers"
origin = "made for a test"
"""
SECOND_TABLE = """
[[table]]
file = "o.csv"
source = "other"
unit = "{u}"
figures = { A = "a", B = "b" }
"""


def one_row(fault: str) -> str:
    """The refusal of a table whose only bad row is its first."""
    return f"t.csv: 1 row cannot be read\n  row 2: {fault}{MEND}"


FAULTY_CELLS = {
    "negative": (b"1,-2,3\n", "A is '-2', a negative number"),
    "decimal": (b"1,2.5,3\n", "A is '2.5', expected a whole number"),
    "decimal that is whole": (b"1,2.0,3\n", "A is '2.0', expected a whole number"),
    "thousands with a point": (
        b"1,1.234,3\n",
        "A is '1.234'; if that is 1234, say numbers = { thousands = '.' }",
    ),
    "thousands with a comma": (
        b'1,"1,234",3\n',
        "A is '1,234'; if that is 1234, say numbers = { thousands = ',' }",
    ),
    "thousands with a blank": (
        b"1,1 234,3\n",
        "A is '1 234'; if that is 1234, say numbers = { thousands = ' ' }",
    ),
    "dash": (b"1,-,3\n", "A is '-'; if that marks an illegible figure, say unread = ['-']"),
    "letters": (b"1,abc,3\n", "A is 'abc'; if that marks an illegible figure, say unread = ['abc']"),
    "exponent": (b"1,1e9,3\n", "A is '1e9', expected a whole number"),
    "plus": (b"1,+5,3\n", "A is '+5', expected a whole number"),
    "hexadecimal": (b"1,0x10,3\n", "A is '0x10', expected a whole number"),
    "underscore": (b"1,1_000,3\n", "A is '1_000', expected a whole number"),
    "2**63": (b"1,9223372036854775808,3\n", "A is '9223372036854775808', more than 10 digits"),
    "eleven digits": (b"1,12345678901,3\n", "A is '12345678901', more than 10 digits"),
    "both figures": (
        b"1,x,-3\n",
        "A is 'x'; if that marks an illegible figure, say unread = ['x']; B is '-3', a negative number",
    ),
    "too many cells": (b"1,2,3,4\n", "4 cells where the header has 3"),
    "too few cells": (b"1,2\n", "2 cells where the header has 3"),
    "no unit": (b",2,3\n", "no unit can be made of ''"),
    "blank unit": (b"   ,2,3\n", "no unit can be made of '   '"),
    "control character in a unit": (b"1\x1b[2J,2,3\n", "no unit can be made of '1\\x1b[2J'"),
    "quote never closed": (b'1,"2,3\n4,5,6\n', "a quote that is not closed, or text after it"),
}

FAULTY_FILES = {
    "empty file": (b"", "t.csv: the file is empty\n  expected: a table with a header row"),
    "only a header": (HEADER, "t.csv: a header and no rows\n  expected: at least one row"),
    "empty header": (b"\n1,2,3\n", "t.csv: there is no header in row 1\n  expected: a row of column names"),
    "NUL bytes": (
        HEADER + b"1,2\x00,3\n",
        (
            "t.csv: the file holds NUL bytes\n  expected: text\n"
            '  do:       If it is UTF-16, say encoding = "utf-16" in the mapping; '
            "if it is Excel, keep its ending .xlsx."
        ),
    ),
    "a column twice": (
        b"u,a,a,b\n1,2,3,4\n",
        (
            "t.csv, header: two columns are called 'a'\n  expected: every column named once, capitals aside\n"
            "  do:       Rename one of them."
        ),
    ),
    "a column twice but for capitals": (
        b"u,a,A,b\n1,2,3,4\n",
        (
            "t.csv, header: two columns, 'a' and 'A'\n  expected: every column named once, capitals aside\n"
            "  do:       Rename one of them."
        ),
    ),
    "a column without a name": (
        b"u,,a,b\n1,2,3,4\n",
        (
            "t.csv, header: column 2 has no name\n"
            "  do:       Name it, or say in which row the header is: header_row = 2."
        ),
    ),
    "a missing column": (
        b"u,a,c\n1,2,3\n",
        (
            "t.csv: there is no column 'b'\n  expected: one of 'u', 'a', 'c'\n"
            "  do:       Write the column's name as it stands in the table's header."
        ),
    ),
    "a byte that is not UTF-8": (
        HEADER + b"1,2,3\n\xf12,4,5\n",
        f"t.csv, byte 12, row 3: not UTF-8\n  expected: UTF-8\n  found:    0xF1{ENCODING}",
    ),
    "a header that is not UTF-8": (
        b"u,a,b,a\xf1o\n1,2,3,4\n",
        f"t.csv, byte 7, row 1: not UTF-8\n  expected: UTF-8\n  found:    0xF1{ENCODING}",
    ),
    "a character cut in two": (
        HEADER + b"1,2,3\n2,4,5\n\xc3",
        "t.csv: ends in the middle of a character of utf-8",
    ),
    "200,000 columns": (
        b",".join(b"c%d" % number for number in range(200_000)) + b"\n" + b",".join([b"1"] * 200_000) + b"\n",
        "t.csv: 200000 columns\n  expected: at most 5000\n  do:       Is this the right file?",
    ),
    "one line of nine megabytes": (
        HEADER + b"1" * (9 << 20) + b",2,3\n",
        (
            "t.csv: a row is longer than 2 MB\n  expected: one row a line\n"
            "  do:       Is this a table, and are its line ends whole?"
        ),
    ),
}

PACKED = {
    "a gzip file cut short": (
        "t.csv.gz",
        gzip.compress(HEADER + b"1,2,3\n" * 1000)[:-9],
        (
            "t.csv.gz: a broken gzip file: "
            "Compressed file ended before the end-of-stream marker was reached\n"
            "  do:       Fetch the file again."
        ),
    ),
    "a zstd file that is none": (
        "t.csv.zst",
        b"\x28\xb5\x2f\xfd" + b"x" * 50,
        (
            "t.csv.zst: cannot be read as text\n  found:    Unsupported frame parameter\n"
            "  do:       Fetch the file again."
        ),
    ),
    "a Parquet file cut short": (
        "t.parquet",
        b"PAR1xxxx",
        (
            "t.parquet: not a Parquet file that can be read\n"
            "  found:    Invalid Input Error: File 't.parquet' too small to be a Parquet file\n"
            "  do:       Fetch the file again; it may be cut short."
        ),
    ),
    "a spreadsheet cut short": (
        "t.xlsx",
        b"PK\x03\x04xx",
        "t.xlsx: not a spreadsheet that can be read: invalid Zip archive: Could not find EOCD",
    ),
}


@pytest.mark.parametrize("fault", FAULTY_CELLS)
def test_a_row_that_cannot_be_read_is_told_with_its_row_and_what_it_holds(desk, fault):
    """Nothing in a cell is taken for a number that is not one, and the sentence says what to do."""
    rows, expected = FAULTY_CELLS[fault]
    desk.lay(HEADER + rows)

    assert desk.refusal() == one_row(expected)


@pytest.mark.parametrize("fault", FAULTY_FILES)
def test_a_file_that_cannot_be_read_gives_one_clear_error(desk, fault):
    """Whatever the file holds, one error names the place and leaves nothing half-written."""
    content, expected = FAULTY_FILES[fault]
    desk.lay(content)

    assert desk.refusal() == expected


@pytest.mark.parametrize("fault", PACKED)
def test_a_broken_container_gives_one_clear_error(desk, fault):
    """Compressed files, Parquet and spreadsheets that are broken are refused by name."""
    name, content, expected = PACKED[fault]
    desk.lay(content, name=name)

    assert desk.refusal() == expected


def test_all_bad_rows_are_told_together_the_first_twenty_and_a_count(desk):
    """Fifty bad cells are one error: twenty lines and the number of the rest."""
    desk.lay(HEADER + b"".join(b"%d,1.5,3\n" % unit for unit in range(50)))

    told = desk.refusal().splitlines()

    assert told[0] == "t.csv: 50 rows cannot be read"
    assert told[1] == "  row 2: A is '1.5', expected a whole number"
    assert told[20] == "  row 21: A is '1.5', expected a whole number"
    assert told[21] == "  ... and 30 more"


def test_rows_of_the_wrong_length_and_bad_cells_are_told_in_one_list(desk):
    """A row's number is that of the file, whatever was wrong with the rows above it."""
    desk.lay(HEADER + b"1,2,3,4\n2,-9,3\n3,1\n4,1,2\n5,-8,2\n")

    assert desk.refusal().splitlines()[:-1] == [
        "t.csv: 4 rows cannot be read",
        "  row 2: 4 cells where the header has 3",
        "  row 3: A is '-9', a negative number",
        "  row 4: 2 cells where the header has 3",
        "  row 6: A is '-8', a negative number",
    ]


def packed_zstd(content: bytes) -> bytes:
    """The bytes as a zstd file."""
    return bytes(pa.compress(content, codec="zstd"))


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("zst", packed_zstd)])
def test_a_bomb_is_left_at_the_cap(desk, monkeypatch, ending, pack):
    """A small file that unpacks to more than any table of results is refused, not unpacked."""
    monkeypatch.setattr(bytes_in, "LARGEST", 5 << 20)
    desk.lay(pack(HEADER + b"1,2,3\n" * 2_000_000), name=f"t.csv.{ending}")

    assert desk.refusal() == (
        f"t.csv.{ending}: unpacks to more than 5,242,880 bytes\n"
        "  do:       This is no table of results; if it is, unpack it first."
    )


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("zst", packed_zstd)])
def test_what_packs_two_hundred_times_is_no_table(desk, monkeypatch, ending, pack):
    """A file may unpack to 200 times its size once it is not small: real tables pack 5 to 60 times."""
    monkeypatch.setattr(bytes_in, "SMALL", 1 << 20)
    content = pack(HEADER + b"1,2,3\n" * 2_000_000)
    desk.lay(content, name=f"t.csv.{ending}")

    assert desk.refusal().startswith(
        f"t.csv.{ending}: unpacks to more than {max(1 << 20, 200 * len(content)):,}"
    )


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("zst", packed_zstd)])
def test_one_endless_line_in_a_packed_file_is_refused(desk, ending, pack):
    """Sixty megabytes without a line end are one error, and are not held."""
    desk.lay(pack(HEADER + b"1" * (60 << 20) + b"\n1,2,3\n"), name=f"t.csv.{ending}")

    assert desk.refusal().startswith(f"t.csv.{ending}: a row is longer than 2 MB\n")


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_a_nul_byte_far_into_a_file_is_seen(desk, ending):
    """Not only the start of a file is looked at, packed or not."""
    pack = {"": bytes, ".gz": gzip.compress, ".zst": packed_zstd}[ending]
    desk.lay(pack(HEADER + b"1,2,3\n" * 200_000 + b"x\x00,2,3\n"), name=f"t.csv{ending}")

    assert desk.refusal().startswith(f"t.csv{ending}: the file holds NUL bytes\n")


def test_a_table_with_the_wrong_delimiter_is_one_error_with_a_count(desk):
    """Where every row is split wrongly, the rows are counted and not all kept."""
    desk.lay(b"u,a,b\n" + b"1;2;3\n" * 5_000)

    told = desk.refusal().splitlines()

    assert told[0] == "t.csv: 5000 rows cannot be read"
    assert told[1] == "  row 2: 1 cell where the header has 3"
    assert told[-2] == "  ... and 4980 more"


def test_the_cells_of_a_row_are_counted_right_however_many_are_missing(desk):
    """One cell of three, and seven of three."""
    desk.lay(HEADER + b"1\n1,2,3,4,5,6,7\n")

    assert desk.refusal().splitlines()[1:3] == [
        "  row 2: 1 cell where the header has 3",
        "  row 3: 7 cells where the header has 3",
    ]


def test_a_quoted_cell_over_several_lines_is_one_row(desk):
    """Rows are counted as a spreadsheet counts them."""
    desk.lay(HEADER + b'"x\ny",1,2\nz,-1,2\n', keys="unit = '{u}'")

    assert desk.refusal().splitlines()[1:3] == [
        "  row 2: no unit can be made of 'x\\ny'",
        "  row 3: A is '-1', a negative number",
    ]


def test_the_bad_rows_of_all_tables_are_told_together(desk):
    """Two tables with faults are one refusal, the first faults of each."""
    desk.lay(HEADER + b"1,-2,3\n2,x,3\n")
    (desk.folder / "o.csv").write_bytes(HEADER + b"1,2,3\n2,2,-3\n")
    contest = desk.folder / "contest.toml"
    contest.write_text(contest.read_text() + SECOND_SOURCE)
    mapping = desk.folder / "mapping.toml"
    mapping.write_text(mapping.read_text() + SECOND_TABLE)

    assert desk.refusal() == (
        "mapping.toml: 3 rows cannot be read\n"
        "  t.csv, row 2: A is '-2', a negative number\n"
        "  t.csv, row 3: A is 'x'; if that marks an illegible figure, say unread = ['x']\n"
        f"  o.csv, row 3: B is '-3', a negative number{MEND}"
    )


def test_a_file_of_more_rows_than_any_election_is_refused(desk, monkeypatch):
    """The number of rows is bounded, and a table is never cut off silently at the bound."""
    monkeypatch.setattr(raw_table, "MOST_ROWS", 3)
    monkeypatch.setattr("tellers.formats.csv_table.MOST_ROWS", 3)
    desk.lay(HEADER + b"1,2,3\n2,2,3\n3,2,3\n4,2,3\n")

    assert (
        desk.refusal() == "t.csv: 3 rows or more\n  do:       This is no table of results, or several in one."
    )


def test_numbers_are_read_exactly_to_the_tenth_digit(desk):
    """Ten digits, leading zeros and outer blanks are a number; an empty cell is none, never zero."""
    desk.lay(HEADER + b"1,9999999999, 007 \n2,,0\n")

    assert desk.records("unit", "A", "B") == [("1", 9_999_999_999, 7), ("2", None, 0)]


@pytest.mark.parametrize(
    ("mark", "written"),
    [
        (".", b"1.234.567"),
        (",", b'"1,234,567"'),
        ("'", b"1'234'567"),
        ("\\u00a0", b"1\xc2\xa0234\xc2\xa0567"),
    ],
)
def test_thousands_are_read_where_the_mapping_says_how(desk, mark, written):
    """With the separator said, 1.234.567 is a number and 1.23 still is none."""
    desk.lay(HEADER + b"1," + written + b",89\n", keys=f'numbers = {{ thousands = "{mark}" }}')

    assert desk.records("A", "B") == [(1_234_567, 89)]


def test_a_group_of_two_digits_is_no_thousand(desk):
    """1.23 is refused even where points separate thousands."""
    desk.lay(HEADER + b"1,1.23,3\n", keys='numbers = { thousands = "." }')

    assert desk.refusal() == one_row("A is '1.23', expected a whole number")


def test_marks_of_unread_figures_are_kept_apart_from_empty_cells(desk):
    """A dash that means illegible is unread; an empty cell is not on the sheet; neither is zero."""
    desk.lay(HEADER + b"1,-,3\n2,,4\n", keys='unread = ["-"]')

    assert desk.records("unit", "A", "unread") == [("1", None, ["A"]), ("2", None, [])]


def test_an_empty_cell_is_what_the_mapping_says(desk):
    """Empty may mean unread, or be refused."""
    desk.lay(HEADER + b"1,,3\n", keys='empty = "unread"')
    assert desk.records("A", "unread") == [(None, ["A"])]

    (desk.folder / "dossier").rename(desk.folder / "other")
    desk.lay(HEADER + b"1,,3\n", keys='empty = "refuse"')
    assert desk.refusal() == one_row("A is empty")


def test_a_row_of_zeros_is_a_failed_reading_where_the_mapping_says_so(desk):
    """Zeros of a reading that failed become an unread record; the other zeros stay zeros."""
    desk.lay(HEADER + b"1,0,0\n2,0,5\n", keys='all_zero = "unread"')

    assert desk.records("unit", "status", "A", "B") == [("1", "unread", None, None), ("2", "counted", 0, 5)]


def test_an_image_is_named_by_its_file_name_and_no_address(desk):
    """An address may say who keeps the photographs: only the name of the file is kept."""
    desk.lay(
        b"u,a,b,i\n1,2,3,https://example.org/people/x/sheet-1.jpg?token=abc\n2,3,4,sheet-2.jpg\n3,4,5,\n",
        keys='image = "i"',
    )

    assert desk.records("image") == [("sheet-1.jpg",), ("sheet-2.jpg",), (None,)]


def test_a_table_that_is_not_there_is_told_with_what_to_do(desk):
    """The name is told as the mapping has it, and where it was looked for."""
    desk.lay(HEADER + b"1,2,3\n")
    (desk.folder / "t.csv").unlink()

    assert desk.refusal() == (
        f"{desk.folder / 't.csv'}: cannot be read: No such file or directory\n"
        "  do:       Check the name and the folder; a command with --files takes another folder."
    )


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.xlsx"])
def test_a_folder_in_the_place_of_a_table_is_refused(desk, name):
    """So is a pipe or a device, which could be read for ever."""
    desk.lay(HEADER + b"1,2,3\n", name=name)
    (desk.folder / name).unlink()
    (desk.folder / name).mkdir()

    assert desk.refusal().splitlines()[0] == f"{name}: neither a file nor a table"


@pytest.mark.parametrize("name", ["t.parquet", "t.xlsx"])
def test_a_container_that_is_not_there_is_told(desk, name):
    """Whatever its kind."""
    desk.lay(b"", name=name)
    (desk.folder / name).unlink()

    assert "No such file or directory" in desk.refusal().splitlines()[0]


def test_a_column_read_twice_has_its_fault_told_once(desk):
    """A register goes to the units and is a figure of the sheet too; its cell is one cell."""
    desk.lay(b"u,a,b,r\n1,2,3,1.234\n", keys="registered = 'r'", figures="A = 'a'\nB = 'b'\nregistered = 'r'")

    assert desk.refusal() == one_row(
        "registered is '1.234'; if that is 1234, say numbers = { thousands = '.' }"
    )


def test_a_utf8_table_said_to_be_of_another_encoding_is_not_sent_to_latin_1(desk):
    """Latin-1 would read it, with every accent wrong."""
    desk.lay("u,a,b\nÁvila,2,3\n".encode(), keys="encoding = 'cp1252'")

    assert desk.refusal().splitlines()[-1] == (
        "  do:       Say the right encoding, or none where the table is UTF-8."
    )
