from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tellers.formats import excel_size


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """A real xlsx file, made by another hand than the reader's."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_spreadsheet_reads_as_the_table_it_shows(desk):
    """Numbers come as whole numbers, text cells as they are, empty cells as not on the sheet."""
    desk.lay(
        workbook({"Results": [["u", "a", "b"], ["001", 232, 120], ["002", 7.0, None], [3, "15", 0]]}),
        name="t.xlsx",
    )

    assert desk.records("unit", "A", "B", "row") == [
        ("001", 232, 120, 2),
        ("002", 7, None, 3),
        ("3", 15, 0, 4),
    ]


def test_a_sheet_is_chosen_by_its_name(desk):
    """With several sheets the mapping says which, and is told what there is otherwise."""
    sheets = {"Notes": [["nothing"]], "Mesas": [["u", "a", "b"], ["1", 2, 3]]}
    desk.lay(workbook(sheets), name="t.xlsx")
    assert desk.refusal() == (
        "t.xlsx: 2 sheets\n  expected: the name of one\n  found:    Notes, Mesas\n"
        '  do:       Say which: sheet = "Notes" in the mapping, or --sheet "Notes".'
    )

    desk.lay(workbook(sheets), name="t.xlsx", keys='sheet = "mesas"')
    assert desk.refusal() == "t.xlsx: there is no sheet 'mesas'\n  expected: Notes, Mesas"

    desk.lay(workbook(sheets), name="t.xlsx", keys='sheet = "Mesas"')
    assert desk.records("unit", "A") == [("1", 2)]


def test_a_title_above_the_table_and_a_header_in_two_lines_are_read(desk):
    """`header_row` is the row the spreadsheet shows; a line break in a header is a blank."""
    rows = [["Results of the day"], [], ["u", "votes\nfor Ana", "b"], ["1", 2, 3]]
    desk.lay(
        workbook({"S": rows}), name="t.xlsx", keys="header_row = 3", figures="A = 'votes for Ana'\nB = 'b'"
    )

    assert desk.records("unit", "A", "row") == [("1", 2, 4)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.5, "A is '2.5', expected a whole number"),
        (-1, "A is '-1', a negative number"),
        (10**12, "A is '1000000000000', more than 10 digits"),
        ("1.234", "A is '1.234'; if that is 1234, say numbers = { thousands = '.' }"),
    ],
)
def test_a_bad_cell_of_a_spreadsheet_is_told_as_in_a_text_file(desk, value, expected):
    """The same rules hold for every format."""
    desk.lay(workbook({"S": [["u", "a", "b"], ["1", value, 3]]}), name="t.xlsx")

    assert desk.refusal().splitlines()[:2] == ["t.xlsx: 1 row cannot be read", f"  row 2: {expected}"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "t.xlsx: the sheet is empty"),
        ([[None, None]], "t.xlsx: the sheet is empty"),
        ([["u", "a", "b"]], "t.xlsx: a header and no rows"),
    ],
)
def test_a_sheet_without_a_table_is_refused(desk, rows, expected):
    """An empty sheet and a header without rows are told apart."""
    desk.lay(workbook({"S": rows}), name="t.xlsx")

    assert desk.refusal().splitlines()[0] == expected


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused_before_it_is_read(desk, monkeypatch):
    """A zip bomb is counted while it is unpacked, so an archive cannot lie about its size."""
    monkeypatch.setattr(excel_size, "LARGEST", 10 << 20)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    desk.lay(content.getvalue(), name="t.xlsx")

    assert (
        desk.refusal()
        == "t.xlsx: unpacks to more than 10,485,760 bytes\n  do:       This is no table of results."
    )


def test_an_archive_that_is_no_spreadsheet_is_refused(desk):
    """A zip of anything else is no table."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    desk.lay(content.getvalue(), name="t.xlsx")

    assert desk.refusal() == "t.xlsx: not a spreadsheet that can be read: File not found '_rels/.rels'"


def test_two_cells_far_apart_are_refused_before_a_sheet_is_laid_out(desk):
    """A reader holds a sheet as one rectangle: A1 and CV1000000 are a hundred million places."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["CV1000000"] = "u", 1
    book.save(desk.folder / "far.xlsx")
    desk.lay((desk.folder / "far.xlsx").read_bytes(), name="t.xlsx")

    assert desk.refusal() == (
        "t.xlsx: a sheet of 1,000,000 rows and 100 columns\n"
        "  expected: at most 20,000,000 cells, empty ones too\n"
        "  do:       Delete the far cells, or save the sheet as CSV."
    )


@pytest.mark.parametrize("ending", [".ods", ".xlsb"])
def test_spreadsheets_whose_size_is_not_known_beforehand_are_not_read(desk, ending):
    """They can be saved in a kind that is read."""
    desk.lay(b"PK", name=f"t{ending}")

    assert desk.refusal() == (
        f"t{ending}: a spreadsheet of the kind {ending} is not read\n  do:       Save it as .xlsx or as CSV."
    )
