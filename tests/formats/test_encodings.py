from __future__ import annotations

import gzip

import pytest

TEXT = "u,a,b\nÑuñoa,2,3\nŁódź,4,5\n"
LATIN = "u,a,b\nÑuñoa,2,3\n"
WRITTEN = {
    "UTF-8": (TEXT.encode(), ""),
    "UTF-8 with its mark": (b"\xef\xbb\xbf" + TEXT.encode(), ""),
    "UTF-8 with its mark, said": (b"\xef\xbb\xbf" + TEXT.encode(), 'encoding = "utf-8"'),
    "UTF-16, little end first": (b"\xff\xfe" + TEXT.encode("utf-16-le"), ""),
    "UTF-16, big end first": (b"\xfe\xff" + TEXT.encode("utf-16-be"), ""),
    "UTF-16 without its mark, said": (TEXT.encode("utf-16-le"), 'encoding = "utf-16-le"'),
    "Central European, said": (TEXT.replace("Ñuñoa", "Žižkov").encode("iso8859-2"), 'encoding = "iso8859-2"'),
    "Windows line ends": (TEXT.replace("\n", "\r\n").encode(), ""),
    "both line ends": (TEXT.replace("\n", "\r\n", 1).encode(), ""),
    "old Macintosh line ends": (TEXT.replace("\n", "\r").encode(), ""),
    "no last line end": (TEXT.rstrip().encode(), ""),
    "semicolons": (TEXT.replace(",", ";").encode(), ""),
    "tabs": (TEXT.replace(",", "\t").encode(), ""),
    "bars": (TEXT.replace(",", "|").encode(), ""),
    "a title above": (b"Results\n\n" + TEXT.encode(), "header_row = 3"),
    "everything quoted": (
        "\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in TEXT.splitlines()).encode(),
        "",
    ),
    "a header with a line break": (
        TEXT.replace("u,a,b", '"u",a,"b","c\nd"').replace("3\n", "3,\n").replace("5\n", "5,\n").encode(),
        "",
    ),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_a_table_reads_the_same_however_it_was_written(desk, way):
    """Encodings, marks, line ends, delimiters, quotes and titles change nothing in the records."""
    content, keys = WRITTEN[way]
    desk.lay(content, keys=keys)

    first = "Žižkov" if "Central" in way else "Ñuñoa"
    assert desk.records("unit", "A", "B") == [(first, 2, 3), ("Łódź", 4, 5)]


def test_a_gzip_file_reads_as_what_is_in_it(desk):
    """Compression is seen by content, not by name."""
    desk.lay(gzip.compress(LATIN.encode("latin-1")), name="t.csv", keys='encoding = "latin-1"')

    assert desk.records("unit", "A") == [("Ñuñoa", 2)]


def test_latin_1_is_read_and_its_lost_letters_are_told_by_row(desk):
    """Bytes that are no letters in Latin-1 do not stop the import, and none goes unsaid."""
    desk.lay(b"u,a,b\nMu\xf1oz,1,2\nEspa\xbfa,2,3\nx\x92,4,5\n\xbfque?,6,7\n", keys='encoding = "latin-1"')

    assert desk.assemble().warnings == [
        "t.csv, row 3: byte 0xBF is no letter",
        "t.csv, row 4: byte 0x92 is no letter",
    ]


def test_a_quotation_mark_of_windows_is_no_lost_letter(desk):
    """0x92 is an apostrophe in Windows-1252."""
    desk.lay(b"u,a,b\nL\x92Aquila,1,2\n", keys='encoding = "cp1252"')

    assert desk.assemble().warnings == []


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64", "zip", "idna"])
def test_an_encoding_that_is_none_is_refused_by_name(desk, encoding):
    """Only encodings of text are taken; Python's other codecs are not."""
    desk.lay(LATIN.encode(), keys=f'encoding = "{encoding}"')

    assert desk.refusal() == (
        f"t.csv: there is no encoding '{encoding}'\n  expected: utf-8, utf-16, latin-1, cp1252, ..."
    )


def test_a_bad_byte_far_into_a_file_is_told_with_its_byte_and_row(desk):
    """The place is exact past the first megabyte, after letters of two bytes."""
    rows = "".join(f"Ñ{number:06},2,3\n" for number in range(120_000)).encode()
    desk.lay(b"u,a,b\n" + rows + b"\xe9,1,2\n")

    assert desk.refusal().splitlines()[0] == f"t.csv, byte {6 + len(rows)}, row 120002: not UTF-8"


def test_a_bad_byte_in_utf_16_is_told(desk):
    """Half a character at the end of UTF-16 is an error, not a lost letter."""
    desk.lay(TEXT.encode("utf-16") + b"x")

    assert desk.refusal() == "t.csv: ends in the middle of a character of utf-16"
