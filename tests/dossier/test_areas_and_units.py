"""Units of several tables become one list, and their areas get the names that anybody gives."""

from __future__ import annotations

import pytest

from tellers.dossier import open_dossier

LEVELS = "[table.levels]\ntown = { id = '{t}', name = '{n}' }\n"
OTHER_SOURCE = """
[[source]]
id = "codes"
name = "Codes"
by = "observers"
kind = "observers"
origin = "made for a test"
"""


def add(desk, name: str, more: str) -> None:
    """Add text to one of the files of words."""
    path = desk.folder / name
    path.write_text(path.read_text() + more)


def lay_two(desk, *, sheets: bytes, codes: bytes, more: str = "") -> None:
    """Lay a table with names and registers, and a second that knows codes only."""
    desk.lay(sheets, keys="registered = 'r'", figures=f"A = 'a'\nB = 'b'\n{LEVELS}")
    (desk.folder / "codes.csv").write_bytes(codes)
    add(desk, "contest.toml", OTHER_SOURCE)
    add(
        desk,
        "mapping.toml",
        "[[table]]\nfile = 'codes.csv'\nsource = 'codes'\nunit = '{u}'\n"
        "levels = { town = { id = '{t}' } }\nfigures = { A = 'a' }\n" + more,
    )


def units(desk, *columns: str) -> list[tuple[object, ...]]:
    """Import, and return these columns of the units."""
    opened = desk.dossier()
    return opened.tables.query(f"select {', '.join(columns)} from units")


SHEETS = b"u,t,n,a,b,r\n2,01,Ayo,5,6,30\n1,02,Boa,7,8,40\n"


def test_a_unit_known_by_its_code_only_gets_its_areas_name_from_another(desk):
    """A reading knows that a table lies in town 02; the sheets know what it is called."""
    lay_two(desk, sheets=SHEETS, codes=b"u,t,a\n3,02,9\n1,02,7\n4,03,2\n")

    assert units(desk, "unit", "town", "town_name", "registered") == [
        ("1", "02", "Boa", 40),
        ("2", "01", "Ayo", 30),
        ("3", "02", "Boa", None),
        ("4", "03", None, None),
    ]


def test_the_names_of_a_list_stand_before_those_of_the_tables(desk):
    """An abbreviation gives way to the name people use; an area that is not listed keeps its own."""
    names = "[[names]]\nfile = 'n.csv'\nlevel = 'town'\narea = '{code:02}'\nname = '{called}'\n"
    lay_two(desk, sheets=SHEETS, codes=b"u,t,a\n3,02,9\n", more=names)
    (desk.folder / "n.csv").write_text("code,called,district\n2,Boavista,x\n2,Boavista,y\n9,Nowhere,z\n")

    assert units(desk, "unit", "town_name") == [("1", "Boavista"), ("2", "Ayo"), ("3", "Boavista")]


def test_an_area_with_two_names_is_refused(desk):
    """Which of the two is right is not guessed."""
    names = "[[names]]\nfile = 'n.csv'\nlevel = 'town'\narea = '{code:02}'\nname = '{called}'\n"
    lay_two(desk, sheets=SHEETS, codes=b"u,t,a\n3,02,9\n", more=names)
    (desk.folder / "n.csv").write_text("code,called\n2,Boavista\n2,Boa Vista\n")

    assert desk.refusal() == (
        "n.csv: areas with two names\n"
        "  expected: one name an area\n"
        "  found:    02: 'Boa Vista' and 'Boavista'\n"
        "  do:       Mend the table, or mend `area` and `name` in the mapping's [[names]]."
    )


def test_a_register_names_the_areas_that_no_table_names(desk):
    """A centre's name stands in its register; the unit's own name stands before it."""
    register = (
        "[[register]]\nfile = 'r.csv'\nsource = 'roll'\nlevel = 'town'\narea = '{t}'\n"
        "registered = 'voters'\nname = '{called}'\n"
    )
    lay_two(desk, sheets=SHEETS, codes=b"u,t,a\n4,03,2\n", more=register)
    (desk.folder / "r.csv").write_text("t,voters,called\n03,99,Caldas\n02,80,Bo-a\n")

    assert units(desk, "unit", "town_name") == [("1", "Boa"), ("2", "Ayo"), ("4", "Caldas")]


def test_the_first_table_of_the_mapping_decides_what_several_say(desk):
    """The order of tables is the order of trust, for areas, names and registers alike."""
    lay_two(desk, sheets=SHEETS, codes=b"u,t,a\n1,01,7\n")

    assert units(desk, "unit", "town") == [("1", "02"), ("2", "01")]


def test_the_units_of_one_table_keep_its_order(desk):
    """A list is read as it was published."""
    desk.lay(b"u,a,b\nz,1,2\na,3,4\n")

    assert units(desk, "unit") == [("z",), ("a",)]


LISTED = """
[[units]]
file = "members.csv"
unit = "{id}"
unit_name = "{name}"
"""


def test_a_name_is_found_whatever_its_accents_and_capitals(desk):
    """What matches nothing is kept as printed and told."""
    desk.lay(
        b"u,a,b\nSAO TOME,2,3\nThe Saviour,4,5\nAtlantis,6,7\n",
        keys="unit_aliases = { 'The Saviour' = 'sv' }",
    )
    add(desk, "mapping.toml", LISTED)
    (desk.folder / "members.csv").write_text("id,name\nst,São Tomé\nsv,El Salvador\n", encoding="utf-8")

    done = desk.assemble()
    dossier = open_dossier(done.folder)
    relation = dossier.tables.records(dossier.contest().id, dossier.sources[0].id)

    assert dossier.tables.query(f"select unit from {relation} order by record") == [
        ("st",),
        ("sv",),
        ("unmatched:Atlantis",),
    ]
    assert done.warnings == ["t.csv: 1 name matches no listed unit, kept as printed: 'Atlantis'"]
    assert done.units == 2


def test_an_alias_of_a_unit_that_is_not_listed_is_refused(desk):
    """A misspelt id would make a member vanish."""
    desk.lay(b"u,a,b\nThe Saviour,4,5\n", keys="unit_aliases = { 'The Saviour' = 'slv' }")
    add(desk, "mapping.toml", LISTED)
    (desk.folder / "members.csv").write_text("id,name\nsv,El Salvador\n")

    assert desk.refusal().splitlines()[0] == "t.csv, unit_aliases: aliases of units that are not listed: slv"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "[[table]]\nfile = 't.csv'\nsource = 'sheets'\nunit = '{u}'\nfigures = { A = 'a' }\n",
            "mapping.toml: two tables for source 'sheets' of contest 'mayor'",
        ),
        (
            "[[table]]\nfile = 't.csv'\nsource = 'nobody'\nunit = '{u}'\nfigures = { A = 'a' }\n",
            "mapping.toml, table t.csv: there is no source 'nobody' in contest.toml",
        ),
        (
            (
                "[[table]]\nfile = 't.csv'\nsource = 'sheets'\ncontest = 'x'\n"
                "unit = '{u}'\nfigures = { A = 'a' }\n"
            ),
            "mapping.toml, table t.csv: there is no contest 'x'",
        ),
        (
            "[[names]]\nfile = 'n.csv'\nlevel = 'county'\narea = '{c}'\nname = '{n}'\n",
            "mapping.toml, n.csv: no contest has the level 'county'",
        ),
    ],
)
def test_a_mapping_that_contradicts_itself_is_refused_before_any_table_is_read(desk, more, expected):
    """Two tables of one source would be written to one place."""
    desk.lay(b"this is no table")
    add(desk, "mapping.toml", more)

    assert desk.refusal().splitlines()[0] == expected
