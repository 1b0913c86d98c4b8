from __future__ import annotations

import pytest

from tellers.errors import MappingError
from tellers.formats.mapping import read_mapping

WHOLE = '[dossier]\nname = "x"\n[[table]]\nfile = "t.csv"\nsource = "s"\nunit = "{u}"\n'
FAULTY = {
    "no dossier": (
        '[[table]]\nfile = "t"\nsource = "s"\nunit = "u"\n',
        "the key 'dossier' is missing",
    ),
    "a misspelt key": (
        WHOLE + 'delimeter = ";"\n',
        "table 1 (t.csv): there is no key 'delimeter' here",
    ),
    "a number for text": (WHOLE + "encoding = 8\n", "table 1 (t.csv), encoding: 8 is a whole number"),
    "two delimiters": (
        WHOLE + 'delimiter = ";;"\n',
        "table 1 (t.csv), delimiter: ';;' is outside what it may be",
    ),
    "no row zero": (WHOLE + "header_row = 0\n", "table 1 (t.csv), header_row: 0 is outside what it may be"),
    "an unknown status": (
        WHOLE + 'status = { column = "s", values = { x = "lost" } }\n',
        "table 1 (t.csv), status, values, one of them: 'lost' is no word that is known here",
    ),
    "an unknown shape": (
        WHOLE + 'shape = "round"\n',
        "table 1 (t.csv), shape: 'round' is no word that is known here",
    ),
    "no TOML": (
        "[dossier\n",
        "not TOML: Expected ']' at the end of a table declaration (at line 1, column 9)",
    ),
    "not UTF-8": (
        b'[dossier]\nname = "\xff"\n',
        "byte 18 is not UTF-8",
    ),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_mapping_that_is_wrong_names_the_key_and_its_place(fault):
    """Nothing in a mapping is passed over: an unknown key is an error too."""
    content, expected = FAULTY[fault]
    with pytest.raises(MappingError) as refused:
        read_mapping(content if isinstance(content, bytes) else content.encode(), where="mapping.toml")

    assert refused.value.message == expected
    assert refused.value.where == "mapping.toml"
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ('shape = "round"\n', "long, wide"),
        ('status = { colum = "s" }\n', "column, values"),
        ("header_row = '3'\n", "a whole number: digits only"),
        ("encoding = 8\n", "text in quotes"),
        ('delimiter = ";;"\n', "text in quotes of length <= 1"),
    ],
)
def test_a_key_that_is_wrong_is_told_with_what_may_stand_there(key, known):
    """The words of a closed list, the keys of a table, and what kind of value a key has."""
    with pytest.raises(MappingError) as refused:
        read_mapping((WHOLE + key).encode(), where="mapping.toml")

    assert refused.value.expected == known


@pytest.mark.parametrize("name", ["../../outside", "/etc/x", "a/b", "..", "", "a\\b", "C:x"])
@pytest.mark.parametrize("key", ["dossier", "register", "geo"])
def test_no_name_in_a_mapping_can_climb_out_of_the_dossier(key, name):
    """Names that become paths have the form of a file name."""
    quoted = f"'{name}'"
    parts = {
        "dossier": f"[dossier]\nname = {quoted}\n" + WHOLE.split("\n", 2)[2],
        "register": WHOLE
        + f"[[register]]\nfile = 'r.csv'\nsource = {quoted}\nlevel = 'l'\narea = 'a'\nregistered = 'r'\n",
        "geo": WHOLE
        + f"[[geo]]\nfile = 'g.json'\nname = {quoted}\nlevel = 'l'\nkind = 'points'\narea_property = 'a'\n"
        + "licence = ''\norigin = ''\n",
    }
    with pytest.raises(MappingError, match="is outside what it may be"):
        read_mapping(parts[key].encode(), where="mapping.toml")


@pytest.mark.parametrize(
    ("keys", "figures", "expected"),
    [
        ("unit = '{nowhere}'", "A = 'a'", "there is no column 'nowhere'"),
        ("unit = '{u'", "A = 'a'", "a template that cannot be read: '{u'"),
        ("levels = { town = { id = '{nowhere}' } }", "A = 'a'", "there is no column 'nowhere'"),
        (
            "levels = { planet = { id = '{u}' } }",
            "A = 'a'",
            "levels that contest 'mayor' does not declare: planet",
        ),
        ("registered = 'nowhere'", "A = 'a'", "there is no column 'nowhere'"),
        ("image = 'nowhere'", "A = 'a'", "there is no column 'nowhere'"),
        ("reason = 'nowhere'", "A = 'a'", "there is no column 'nowhere'"),
        ("replaces = 'nowhere'", "A = 'a'", "there is no column 'nowhere'"),
        (
            "status = { column = 'nowhere', values = { x = 'counted' } }",
            "A = 'a'",
            "there is no column 'nowhere'",
        ),
        ("positions = { column = 'nowhere', values = { x = 'A' } }", "", "there is no column 'nowhere'"),
        (
            "image_hashes = { file = 't.csv', name = 'nowhere', sha256 = 'a' }",
            "A = 'a'",
            "there is no column 'nowhere'",
        ),
        ("", "Z = 'a'", "figures that contest 'mayor' does not declare: Z"),
        ("", "A = 'a + nowhere'", "there is no column 'nowhere'"),
        ("", "", "no figure is mapped"),
        ("contest = 'governor'", "A = 'a'", "there is no contest 'governor'"),
    ],
)
def test_a_mapping_that_does_not_fit_its_table_or_contest_is_refused(desk, keys, figures, expected):
    """The error names what is missing, and nothing is written."""
    desk.lay(b"u,a,b\n1,2,3\n", keys=keys, figures=figures)

    assert expected in desk.refusal().splitlines()[0]


def test_a_figure_may_be_the_sum_of_columns(desk):
    """A sum of columns is a figure; a part that is empty leaves the sum unknown, not smaller."""
    desk.lay(b"u,a,b,x\n1,2,3,10\n2,2,3,\n", figures="A = 'a + x'\nB = 'b'")

    assert desk.records("unit", "A", "B") == [("1", 12, 3), ("2", None, 3)]


def test_templates_slice_pad_and_number(desk):
    """A unit's id is made of columns, parts of them, padded numbers and the row."""
    desk.lay(b"u,a,b\n0101,2,3\n0102,4,5\n", keys="unit = '{u[0:2]}-{a:03}-{row}'")

    assert desk.records("unit") == [("01-002-2",), ("01-004-3",)]


def test_a_figure_cannot_have_the_name_of_a_column_of_records(desk):
    """`status` is taken in every table of records."""
    contest = (desk.folder / "contest.toml").read_text()
    (desk.folder / "contest.toml").write_text(contest.replace('id = "registered"', 'id = "Status"'))
    desk.lay(b"u,a,b\n1,2,3\n")

    assert desk.refusal().splitlines()[0] == (
        "contest.toml: mayor: figure 'Status' is also the name of another column"
    )


def test_a_status_without_a_meaning_is_told_with_its_row(desk):
    """What a published status means is said by a person, not guessed."""
    keys = "status = { column = 's', values = { ok = 'counted', '' = 'pending' } }"
    desk.lay(b"u,a,b,s\n1,2,3,ok\n2,,,\n3,4,5,lost\n", keys=keys)

    assert (
        desk.refusal().splitlines()[1]
        == "  row 4: status 'lost' has no meaning in the mapping (known: 'ok', '')"
    )


def test_a_correction_names_the_row_it_replaces(desk):
    """The record of the row named is the one replaced."""
    desk.lay(b"u,a,b,old,why\n1,2,3,,\n1,4,3,2,miscopied\n", keys="replaces = 'old'\nreason = 'why'")

    assert desk.records("record", "replaces", "reason") == [(1, None, None), (2, 1, "miscopied")]


def test_a_correction_of_no_row_is_told(desk):
    """A row number that is none is an error, not a correction lost."""
    desk.lay(b"u,a,b,old\n1,2,3,\n1,4,3,first\n", keys="replaces = 'old'")

    assert desk.refusal().splitlines()[1].startswith("  row 3: replaces is 'first'")


def test_image_digests_are_joined_by_file_name_and_must_be_digests(desk):
    """A digest is 64 hexadecimal digits or an error with its row."""
    digest = "ab" * 32
    (desk.folder / "h.csv").write_text(f"n,h\nx.jpg,{digest.upper()}\ny.jpg,{digest}\n")
    keys = "image = 'i'\nimage_hashes = { file = 'h.csv', name = 'n', sha256 = 'h' }"
    desk.lay(b"u,a,b,i\n1,2,3,x.jpg\n2,4,5,z.jpg\n", keys=keys)
    assert desk.records("image_sha256") == [(digest,), (None,)]

    (desk.folder / "h.csv").write_text("n,h\nx.jpg,123\n")
    (desk.folder / "dossier").rename(desk.folder / "other")
    assert desk.refusal().splitlines()[:2] == [
        "h.csv: 1 row cannot be read",
        "  row 2: h is '123', expected 64 hexadecimal digits",
    ]


@pytest.mark.parametrize(
    ("old", "expected"),
    [("3", "row 3: it replaces row 3"), ("9", "row 3: it replaces row 9"), ("x", "row 3: replaces is 'x'")],
)
def test_a_correction_that_replaces_no_other_row_is_refused(desk, old, expected):
    """A row cannot replace itself, nor a row that is not in the table."""
    desk.lay(b"u,a,b,old\n1,2,3,\n1,4,5,%s\n" % old.encode(), keys="replaces = 'old'")

    assert desk.refusal().splitlines()[1].startswith(f"  {expected}")


def test_a_corrected_record_counts_no_more_and_stays_in_the_dossier(desk):
    """The later record of a unit counts; both are kept, and which replaces which."""
    desk.lay(b"u,a,b,old,why\n1,2,3,,\n2,1,1,,\n1,4,5,2,recount\n", keys="replaces = 'old'\nreason = 'why'")
    opened = desk.dossier()

    (total,) = opened.tally("sheets")

    assert {str(f): n for f, n in total.figures.items()} == {"A": 5, "B": 6, "valid": 11}
    relation = opened.tables.records(opened.contest().id, opened.sources[0].id)
    assert opened.tables.query(f"select record, replaces, reason from {relation} order by record") == [
        (1, None, None),
        (2, None, None),
        (3, 1, "recount"),
    ]
