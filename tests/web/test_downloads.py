"""What a site offers to take away: complete, described, the same each time, read by the lines it teaches."""

from __future__ import annotations

import csv
import gzip
import hashlib
import html
import io
import json
import re
import shutil

import duckdb
import pytest
from tests.simulator import dossier_of
from tests.strangers import run
from tests.web.read_page import text_of
from tests.web.sites import COUNCIL, ELECTION, MADE
from tests.web.sites_in_memory import pages_of, unsigned
from tests.web.votes import CORRECTED, election

from tellers.recheck import recheck_findings
from tellers.tables import list_records
from tellers.web.site.lessons import Sum, lessons
from tellers.web.site.tables_csv import compressed, everything, exceptions, images

SITES = (ELECTION, COUNCIL, MADE)


def rows_of(content):
    """The rows of a compressed CSV file as dictionaries."""
    return list(csv.DictReader(io.StringIO(gzip.decompress(content).decode())))


def lesson(name, program, language="en"):
    """The lines of a program as the download page shows them."""
    page = pages_of(name)[f"{language}/download.html"].decode()
    found = re.search(rf'<pre class="lesson" data-program="{program}">(.*?)</pre>', page, re.DOTALL)
    return html.unescape(found[1])


@pytest.fixture
def site_folder(tmp_path, monkeypatch):
    """A function that puts a site's downloads on disk and goes there, as a reader would."""

    def put(name):
        for path, content in pages_of(name).items():
            if path.startswith("download/"):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_bytes(content)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return put


def test_a_file_of_everything_one_of_exceptions_one_a_pair_and_all_of_it_under_a_megabyte_and_a_half():
    """Of the whole of Venezuela, four sources."""
    files = {
        path: len(content) for path, content in pages_of(ELECTION).items() if path.startswith("download/")
    }

    assert sorted(files) == [
        "download/datapackage.json",
        "download/differences-president-qr-a-qr-b.csv.gz",
        "download/differences-president-v1-qr-a.csv.gz",
        "download/differences-president-v1-qr-b.csv.gz",
        "download/differences-president-v1-v2.csv.gz",
        "download/differences-president-v2-qr-a.csv.gz",
        "download/differences-president-v2-qr-b.csv.gz",
        "download/everything.csv.gz",
        "download/exceptions.csv.gz",
        "download/findings.json",
        "download/images.csv.gz",
    ]
    assert sum(files.values()) < 1_500_000


def test_everything_adds_up_to_what_the_page_says():
    """By Python's own reader: a row for each of the 25,097 tables listed, and the votes of the first two."""
    rows = rows_of(pages_of(ELECTION)["download/everything.csv.gz"])

    assert len(rows) == 25_097
    assert sum(row["v2.EG"] != "" for row in rows) == 25_073
    assert sum(int(row["v2.EG"]) for row in rows if row["v2.EG"]) == 7_303_480
    assert sum(int(row["v2.NM"]) for row in rows if row["v2.NM"]) == 3_316_142
    assert rows[0]["unit"] == "010101001.01"
    assert {row["state"] for row in rows if row["state_name"] == "Zulia"} == {"21"}


def test_records_that_count_are_told_from_those_that_do_not():
    """Of the sitting: record 9 corrects record 7; both are there, one of them stands."""
    rows = {row["record"]: row for row in rows_of(pages_of(MADE)["download/exceptions.csv.gz"])}

    assert {row["contest"] for row in rows.values()} == {"c-res-7"}
    assert (rows["7"]["stands"], rows["7"]["figure.abstain"]) == ("0", "1")
    assert (rows["9"]["stands"], rows["9"]["replaces"], rows["9"]["figure.for"]) == ("1", "7", "1")


@pytest.mark.parametrize("name", SITES)
def test_every_record_is_in_one_file_or_the_other(name):
    """One that counts and is no more than its numbers stands in everything; the rest are apart."""
    dossier = unsigned(name).dossier
    files = pages_of(name)
    wide, apart = (rows_of(files[f"download/{one}.csv.gz"]) for one in ("everything", "exceptions"))
    for contest in dossier.contests:
        for source in dossier.tables.sources(contest.id):
            figures = map(str, dossier.tables.figures[contest.id, source])
            own = {f"{source}.{figure}": figure for figure in figures}
            told = {
                (row["unit"], *(row[column] for column in own))
                for row in wide
                if row["contest"] == contest.id
            } | {
                (row["unit"], *(row[f"figure.{figure}"] for figure in own.values()))
                for row in apart
                if (row["contest"], row["source"]) == (contest.id, source)
            }
            records = list(list_records(dossier.tables, contest.id, source))
            assert records
            for record in records:
                votes = dict(record.figures)
                cells = ("" if (one := votes.get(figure)) is None else str(one) for figure in own.values())
                assert (str(record.unit), *cells) in told


def test_the_hashes_of_images_have_a_file_where_any_is_named(tmp_path):
    """A row for each, and no file where there is none."""
    made = dossier_of(election(), tmp_path)
    rows = rows_of(images(made).content)
    (contest,) = made.contests
    second = [
        (contest.id, "witnesses", one.unit, one.image_sha256)
        for one in list_records(made.tables, contest.id, "witnesses")
    ]

    assert [tuple(row.values()) for row in rows if row["source"] == "witnesses"] == second
    assert {"contest": contest.id, "source": "official", "unit": CORRECTED, "image_sha256": "ab" * 32} in rows
    assert len(rows_of(images(unsigned(ELECTION).dossier).content)) == 96
    assert images(unsigned(COUNCIL).dossier) is None


@pytest.mark.parametrize("name", SITES)
def test_the_description_is_of_these_very_bytes_and_columns(name):
    """Size, hash and fields of every file; licence and origin of each."""
    files = pages_of(name)
    package = json.loads(files["download/datapackage.json"])

    assert package["name"] == f"{unsigned(name).dossier.package.name}-download"
    described = {f"download/{one['path']}" for one in package["resources"]} | {"download/datapackage.json"}
    assert described == {path for path in files if path.startswith("download/")}
    for one in package["resources"]:
        content = files[f"download/{one['path']}"]
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["licenses"]
        assert one["sources"]
        if one["path"].endswith(".csv.gz"):
            head = gzip.decompress(content).split(b"\n", 1)[0].decode().split(",")
            assert [field["name"] for field in one["schema"]["fields"]] == head


def test_the_same_records_give_the_same_bytes():
    """No time of day in gzip: a mirror copies a file again only where it changed."""
    dossier = unsigned(COUNCIL).dossier

    assert everything(dossier) == everything(dossier)
    assert exceptions(dossier) == exceptions(dossier)
    assert everything(dossier).content[4:8] == bytes(4)


def test_a_cell_that_a_spreadsheet_would_compute_is_text():
    """A name in a stranger's dossier fetches no address."""
    fields = (("unit", "string"), ("=cmd", "integer"))

    assert gzip.decompress(compressed(fields, [("=1+1", -5), (None, None)])) == b"unit,'=cmd\n'=1+1,-5\n,\n"


def test_no_name_of_an_image_is_given_only_its_hash():
    """A file's name may be a person's."""
    dossier = unsigned(ELECTION).dossier
    tables = (everything(dossier), exceptions(dossier), images(dossier))
    names = [name for table in tables for name, _ in table.fields]
    assert "image_sha256" in names
    assert not any(name.rpartition(".")[2] == "image" for name in names)


@pytest.mark.parametrize(
    ("name", "sums"), [(ELECTION, (7_303_480, 3_316_142, 86_225)), (COUNCIL, (17, 11, 0))]
)
def test_the_lines_of_duckdb_give_what_the_page_says(site_folder, name, sums):
    """As they stand on the page, run in the site's folder."""
    site_folder(name)

    assert duckdb.connect().execute(lesson(name, "DuckDB")).fetchall() == [sums]


@pytest.mark.parametrize(
    ("name", "sums"), [(ELECTION, (7_303_480, 3_316_142, 86_225)), (COUNCIL, (17, 11, 0))]
)
def test_the_lines_of_pandas_give_what_the_page_says(site_folder, capsys, name, sums):
    """The same, by the program that journalists have."""
    site_folder(name)

    exec(compile(lesson(name, "pandas"), "lesson", "exec"), {})  # noqa: S102 (our own page's lines)
    printed = capsys.readouterr().out
    assert tuple(int(float(line.split()[1])) for line in printed.splitlines()[:3]) == sums


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R on the PATH (Debian: r-base-core)")
@pytest.mark.parametrize(
    ("name", "sums"), [(ELECTION, (7_303_480, 3_316_142, 86_225)), (COUNCIL, (17, 11, 0))]
)
def test_the_lines_of_r_give_what_the_page_says(site_folder, name, sums):
    """The same, by the program that statisticians have."""
    folder = site_folder(name)
    (folder / "lesson.R").write_text(lesson(name, "R"))

    told = run("Rscript", "--vanilla", folder / "lesson.R", cwd=folder)
    assert (told.returncode, told.stderr) == (0, "")
    assert tuple(int(float(number)) for number in told.stdout.splitlines()[-1].split()) == sums


def test_another_reader_finds_codes_with_their_zeros(site_folder):
    """pyarrow, told as the lessons tell: unit and areas are text."""
    reader = pytest.importorskip("pyarrow.csv")
    pyarrow = pytest.importorskip("pyarrow")
    compute = pytest.importorskip("pyarrow.compute")
    folder = site_folder(ELECTION)
    types = dict.fromkeys(("unit", "state", "municipality", "parish", "centre"), pyarrow.string())
    table = reader.read_csv(
        folder / "download/everything.csv.gz", convert_options=reader.ConvertOptions(column_types=types)
    )

    assert table.column("unit")[0].as_py() == "010101001.01"
    assert compute.sum(table.column("v2.EG")).as_py() == 7_303_480


def test_a_hostile_name_stays_a_text_in_every_language():
    """What is copied into a console adds up columns and does nothing else."""
    shown = Sum(contest="c", source="s", columns=('v.a"); drop\\',), names=("a",), votes=(1,))
    made = {one.program: "\n".join(one.lines) for one in lessons(unsigned(COUNCIL), shown)}

    assert 'sum("v.a""); drop\\")' in made["DuckDB"]
    assert '[["v.a\\"); drop\\\\"]]' in made["pandas"]
    assert 'c("v.a\\"); drop\\\\")' in made["R"]


def test_the_findings_are_those_that_recheck_derives_again(tmp_path):
    """The file as it is offered, against the dossier it was made of."""
    (tmp_path / "findings.json").write_bytes(pages_of(COUNCIL)["download/findings.json"])
    found = recheck_findings(tmp_path / "findings.json", unsigned(COUNCIL).dossier.folder)

    assert found.sealed
    assert found.changed_files == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "the sources side by side{:,}none stated"),
        ("es", "las fuentes lado a lado{:_}no declarada"),
        ("pt", "Tudo aqui pode ser copiado, espelhado e recontado."),
        ("fr", "CC BY-IGO"),
    ],
)
def test_the_page_lists_every_file_in_the_readers_language(language, sentence):
    """Words of the dossier in the nearest language that it has."""
    size = len(pages_of(ELECTION)["download/everything.csv.gz"])
    told = sentence.format(size).replace("_", ".")
    assert told in text_of(pages_of(ELECTION)[f"{language}/download.html"])
