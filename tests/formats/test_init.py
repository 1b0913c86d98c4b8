"""A table nobody has described gets a mapping that can be used, and every guess is said."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import openpyxl
import pytest

from tellers.cli import main
from tellers.dossier import open_dossier
from tellers.formats.toml_text import toml_text

SHARED = Path(__file__).parents[3] / "shared" / "data"


class Proposed:
    """What `tellers init` wrote and printed for a table in a folder."""

    def __init__(self, folder: Path, capsys, *arguments: str) -> None:
        self.code = main(["init", *arguments, "--to", str(folder / "words")])
        self.out, self.err = capsys.readouterr()
        self.folder = folder
        self.table = arguments[0]
        words = folder / "words"
        if self.code == 0:
            (self.mapping,) = tomllib.loads((words / "mapping.toml").read_text(encoding="utf-8"))["table"]
            (self.contest,) = tomllib.loads((words / "contest.toml").read_text(encoding="utf-8"))["contest"]

    def imported(self):
        """Import the table with what was proposed, and open the dossier."""
        mapping, to = self.folder / "words" / "mapping.toml", self.folder / "dossier"
        assert main(["import", self.table, "--mapping", str(mapping), "--to", str(to)]) == 0
        return open_dossier(to)


@pytest.fixture
def propose(tmp_path, capsys):
    """A function from a table's bytes to what is proposed for it."""

    def run(table: bytes, *, name: str = "t.csv") -> Proposed:
        (tmp_path / name).write_bytes(table)
        return Proposed(tmp_path, capsys, str(tmp_path / name))

    return run


def rows_of(*names: str, count: int = 200) -> bytes:
    """A table of stations: the options' votes by name, their sum, and columns that are no votes."""
    draw = random.Random(7)  # noqa: S311
    lines = [",".join(["mesa", "distrito", "padron", names[0], "ronda", "validos", *names[1:], "nulos"])]
    for station in range(count):
        votes = [draw.randrange(2, 90) for _ in names]
        first, *rest = votes
        cells = [f"{station:05}", f"{station // 50:02}", 600, first, draw.randrange(9), sum(votes), *rest, 3]
        lines.append(",".join(map(str, cells)))
    return "\n".join(lines).encode()


def test_options_need_not_be_neighbours_to_be_found_by_their_sum(propose):
    """`ronda` is a number too and stands between them: it is no part of the valid votes."""
    found = propose(rows_of("ana", "bea", "eva"))

    assert found.code == 0
    assert found.mapping["figures"] == {
        "ana": "ana",
        "bea": "bea",
        "eva": "eva",
        "registered": "padron",
        "valid": "validos",
        "null": "nulos",
    }
    assert "  3 options, ana, bea, eva: they add up to 'validos' in 200 of 200 rows\n" in found.out
    assert "  what these columns are, which are not used: ronda\n" in found.out
    assert {"id": "valid", "role": "valid", "sum_of": ["ana", "bea", "eva"]} in found.contest["figure"]


def test_a_few_sheets_that_do_not_add_up_do_not_hide_the_options(propose):
    """One sheet in forty is wrong, and the sentence says in how many rows the sum holds."""
    lines = rows_of("ana", "bea", "eva").decode().splitlines()
    for row in range(1, 200, 40):
        cells = lines[row].split(",")
        cells[5] = str(int(cells[5]) + 10)
        lines[row] = ",".join(cells)

    found = propose("\n".join(lines).encode())

    assert "  3 options, ana, bea, eva: they add up to 'validos' in 195 of 200 rows\n" in found.out


def test_codes_are_areas_or_units_and_never_votes(propose):
    """Digits of one length that begin with zero name something, whatever the header says."""
    found = propose(b"code,xyz,ana,bea\n0101,007,5,6\n0102,008,7,8\n0203,007,9,9\n")

    assert found.mapping["unit"] == "{code}"
    assert found.mapping["figures"] == {"ana": "ana", "bea": "bea"}
    assert "there is no total to check them by" in found.out


def test_what_was_proposed_can_be_imported_and_checked_as_it_is(propose, capsys):
    """Between init and check nothing has to be written."""
    dossier = propose(rows_of("ana", "bea", "eva")).imported()
    capsys.readouterr()

    assert main(["check", str(dossier.folder), "--quiet"]) in {0, 1}
    assert dossier.tally("published")[0].units == 200
    assert [area.area for area in dossier.tally("published", by="distrito")] == ["00", "01", "02", "03"]


def test_a_long_table_is_proposed_as_one(propose):
    """One row an option: the unit is what is different together with the option."""
    lines = ["mesa,candidato,votos,inscritos"]
    lines += [f"{m:03},{c},{m + len(c)},{300 + m}" for m in range(20) for c in ("Ana", "Bea Luz", "Eva")]
    found = propose("\n".join(lines).encode())

    assert (found.mapping["shape"], found.mapping["option_column"], found.mapping["votes_column"]) == (
        "long",
        "candidato",
        "votos",
    )
    assert found.mapping["unit"] == "{mesa}"
    assert found.mapping["figures"] == {"registered": "inscritos"}
    assert {str(f): n for f, n in found.imported().tally("published")[0].figures.items()} == {
        "Ana": 250,
        "Bea Luz": 330,
        "Eva": 250,
        "registered": 6190,
    }


def test_a_roll_call_is_proposed_as_one_and_is_open(propose):
    """Positions with few values: for and against are options, absent is a position."""
    found = propose(b"state,position\nPeru,for\nChile,against\nCuba,absent\nHaiti,abstain\nBelize,for\n")

    assert found.contest["secret"] is False
    assert [option["id"] for option in found.contest["option"]] == ["abstain", "against", "for"]
    assert found.contest["figure"] == [{"id": "absent", "role": "position"}]
    assert found.contest["rule"]["wins"] == "for"
    assert {str(f): n for f, n in found.imported().tally("published")[0].figures.items()} == {
        "abstain": 1,
        "against": 1,
        "for": 2,
        "absent": 1,
    }


def test_the_proclamation_of_a_roll_call_says_adopted_or_not(propose, tmp_path):
    """Nobody is elected in it, and no percentage of valid votes is announced."""
    propose(b"member,vote\na,absent\nb,for\nc,against\nd,for\ne,against\n")

    written = (tmp_path / "words" / "proclamations.toml").read_text(encoding="utf-8")
    assert '#   { figure = "for", votes = 17 },' in written
    assert '#   { outcome = "not adopted" },' in written


def test_what_nobody_mended_is_told_on_import(propose, capsys):
    """The dossier is made, and its report would print the marks."""
    proposed = propose(rows_of("Ana", "Bea"))
    proposed.imported()

    assert capsys.readouterr().err == (
        "note: contest.toml still says CHECK; mend it before you publish: "
        "title, date, name, by, kind, origin\n"
    )


def test_a_table_that_is_not_there_is_told_before_anything_else(propose, tmp_path, capsys):
    """Even where there is a mapping already."""
    propose(rows_of("Ana", "Bea"))
    missing = Proposed(tmp_path, capsys, str(tmp_path / "other.csv"))

    assert missing.code == 3
    assert "there is no such file" in missing.err


def test_separated_thousands_are_found_and_said(propose):
    """1.234 among the cells says how numbers are written."""
    found = propose(b"mesa;ana;bea\n1;1.234;900\n2;2.345;1.000\n3;3.456;12\n")

    assert found.mapping["numbers"] == {"thousands": "."}
    assert "  thousands are separated by '.': in cells like 1.234\n" in found.out
    assert found.imported().tally("published")[0].figures["ana"] == 7035


def test_rows_of_zeros_are_asked_about(propose):
    """A reading that failed is not a sheet of zeros, and only a person knows which it was."""
    found = propose(b"mesa,ana,bea,eva\n1,5,6,0\n2,0,0,0\n3,7,8,0\n")

    assert "  whether these are options, zero in every row: eva\n" in found.out
    assert (
        "  whether 1 rows with zero for every option are sheets of zeros, or readings that failed"
        in found.out
    )


def test_a_table_without_votes_is_refused(propose):
    """A list of units is no result, and goes elsewhere in a mapping."""
    found = propose(b"mesa,departamento\n1,Lima\n2,Puno\n")

    assert found.code == 3
    assert found.err.startswith("t.csv: no votes were found in it\n")
    assert "[[register]] or [[units]]" in found.err
    assert not (found.folder / "words").exists()


def test_a_spreadsheet_with_several_sheets_lists_them(tmp_path, capsys):
    """Which of them is the table is not guessed."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Mesas")
    for row in (["mesa", "ana", "bea"], ["A1", 5, 6], ["A2", 7, 8]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")

    refused = Proposed(tmp_path, capsys, str(tmp_path / "t.xlsx"))
    assert refused.code == 3
    assert "found:    Notes, Mesas" in refused.err
    assert '--sheet "Notes"' in refused.err

    found = Proposed(tmp_path, capsys, str(tmp_path / "t.xlsx"), "--sheet", "Mesas")
    assert found.mapping["sheet"] == "Mesas"
    assert found.imported().tally("published")[0].figures["ana"] == 12


def test_no_file_is_written_over(propose):
    """A mapping that a person has mended stays."""
    propose(rows_of("ana", "bea"))
    again = propose(rows_of("ana", "bea"))

    assert again.code == 2
    assert "there is a mapping.toml already" in again.err


REAL = {
    "argentina-2019-president/mesas.csv.zst": (7, "{codigo_mesa}"),
    "bolivia-2019/computo_final.csv.zst": (9, "{numero_mesa}"),
    "mexico-2012-president/nal_2012.csv.zst": (5, "{casilla_id}"),
    "peru-2021-round1/actas.csv.zst": (18, "{mesa}"),
    "poland-2025-president/round1.csv.zst": (13, "{teryt_gmina}.{polling_station_id}"),
    "poland-2025-president/round2.csv.zst": (2, "{teryt_gmina}.{polling_station_id}"),
    "venezuela-2024/resultadosconvzla_v1.csv.zst": (10, "{CENTRO}.{MESA}"),
}


@pytest.mark.acceptance
@pytest.mark.parametrize("file", REAL)
def test_the_options_and_units_of_real_elections_are_found(tmp_path, capsys, file):
    """Seven tables of five countries, with codes, registers and totals among the columns."""
    options, unit = REAL[file]

    found = Proposed(tmp_path, capsys, str(SHARED / file))

    assert (len(found.contest["option"]), found.mapping["unit"]) == (options, unit)


def test_a_header_with_braces_is_a_name_like_any_other(propose):
    """Braces in a name are no place for anything to be filled in."""
    found = propose(b"station,{Ana},Bea {list 2},valid\n1,10,20,30\n2,30,40,70\n3,5,6,11\n")

    assert found.code == 0
    assert [option["id"] for option in found.contest["option"]] == ["{Ana}", "Bea {list 2}"]


@pytest.mark.parametrize("header", ["Mesa: número", "Mesa [núm.]"])
def test_a_unit_whose_header_has_a_colon_or_brackets_can_be_imported(propose, header):
    """What init proposes, import reads: only braces cannot stand in the name of a template's column."""
    found = propose(f"{header},Ana,Bea,valid\n1,10,20,30\n2,30,40,70\n3,5,6,11\n".encode())

    assert found.mapping["unit"] == f"{{{header}}}"
    assert [row.units for row in found.imported().tally("published")] == [3]


@pytest.mark.parametrize("text", ["Ana 'la otra'", "a\\x7fb", "a\x7fb", 'a"\\b', "tab\tand\nline"])
def test_any_header_is_written_so_that_toml_gives_it_back(text):
    """A header is a stranger's: quotes, backslashes and control characters come back as they were."""
    assert tomllib.loads(f"text = {toml_text(text)}") == {"text": text}


def test_a_code_and_its_name_are_one_level(propose):
    """Where they are one to one; a third column with the same word would leave them two."""
    lines = ["Cód. región;Región;Comuna;Mesa;Ana;Bea"]
    lines += [f"{m // 10 + 1:02};{'ABC'[m // 10]}land;C{m // 2};{m:03};{m + 5};{m + 9}" for m in range(30)]
    found = propose("\n".join(lines).encode())

    assert found.mapping["levels"] == {
        "region": {"id": "{Cód. región}", "name": "{Región}"},
        "comuna": {"id": "{Comuna}"},
    }
    assert "areas, the widest first: Cód. región with its name Región, Comuna: by their headers" in found.out
    assert [area.name for area in found.imported().tally("published", by="region")] == [
        "Aland",
        "Bland",
        "Cland",
    ]


def test_a_code_of_several_names_is_a_level_of_its_own(propose):
    """Two names under one code: nothing says that they are the same area."""
    rows = [f"{m // 10 + 1:02};{'ABCD'[m // 8]};{m:03};{m + 5};{m + 9}" for m in range(30)]
    found = propose("\n".join(["Cód. región;Región;Mesa;Ana;Bea", *rows]).encode())

    assert found.mapping["levels"] == {"cod_region": {"id": "{Cód. región}"}, "region": {"id": "{Región}"}}


def test_one_odd_cell_in_a_small_table_is_named(propose):
    """A typing error among seven rows leaves one column of votes: the message says where to look."""
    rows = ["1;10;20", "2;x;30", *(f"{m};{m};9" for m in range(3, 8))]
    found = propose("\n".join(["mesa;A;B", *rows]).encode())

    assert found.code == 3
    assert "'A' is nearly whole numbers, in 6 of 7 rows, but for 'x' in row 3" in found.err
    assert "do:       Mend these cells" in found.err


def test_one_odd_cell_among_more_options_is_asked_about(propose):
    """The others are proposed, and the column is not left out in silence."""
    rows = ["1;10;20;4", "2;x;30;4", *(f"{m};{m};9;5" for m in range(3, 8))]
    found = propose("\n".join(["mesa;A;B;C", *rows]).encode())

    assert list(found.mapping["figures"]) == ["B", "C"]
    assert "whether these are counts: 'A' is nearly whole numbers, in 6 of 7 rows" in found.out


@pytest.mark.parametrize(
    ("blank", "null"),
    [
        ("Blancos", "Nulos"),
        ("Votos en blanco", "VOTOS NULOS"),
        ("Blank", "Invalid"),
        ("Brancos", "Nulos"),
        ("blancs", "nuls"),
    ],
)
def test_blank_and_null_votes_of_a_long_table_are_no_candidates(propose, blank, null):
    """In the languages whose headers are known, and the figures are imported as such."""
    values = {"Ana": 30, "Bea": 20, blank: 4, null: 3}
    rows = [f"{m:03},{value},{votes}" for m in range(20) for value, votes in values.items()]
    found = propose("\n".join(["mesa,candidato,votos", *rows]).encode())

    assert found.mapping["options"] == {"Ana": "Ana", "Bea": "Bea", blank: "blank", null: "null"}
    assert [option["id"] for option in found.contest["option"]] == ["Ana", "Bea"]
    assert {figure["role"] for figure in found.contest["figure"]} == {"blank", "null"}
    assert f"blank = the rows of {blank!r}: by that word" in found.out
    assert found.imported().tally("published")[0].figures["blank"] == 80


def test_a_long_table_of_words_for_votes_alone_keeps_them_as_options(propose):
    """A question whose answers are "blank" and "null" only has no other options."""
    rows = [f"{m:03},{value},{m + 2}" for m in range(20) for value in ("Blank", "Null")]
    found = propose("\n".join(["mesa,candidato,votos", *rows]).encode())

    assert [option["id"] for option in found.contest["option"]] == ["Blank", "Null"]


def test_spanish_words_for_voters_and_polling_place_are_known(propose):
    """As the Chilean tables have them."""
    rows = [f"{m:03};L{m // 3};{m + 40};5;8;3;{m + 16}" for m in range(12)]
    found = propose("\n".join(["Mesa;Local;Inscritos;Ana;Bea;Eva;Total votantes", *rows]).encode())

    assert found.mapping["levels"] == {"local": {"id": "{Local}"}}
    assert found.mapping["figures"]["voters"] == "Total votantes"
