"""Names of photographs: what a volunteer or an attacker would put there stays out of a dossier."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.dossier.test_hostile_rows import declare

from tellers.dossier.image_names import unfit_name_sql
from tellers.dossier.validate import dossier_faults
from tellers.errors import RowErrors
from tellers.tables import Tables, text

KEPT = [
    "408106_205969_0184Acta0184.jpg",
    "AG8ACO4551_435653_2024-07-29-0024.jpg",
    "999999ALJ_285340_408106_350895_0583Acta0466.jpg",
    "IMG-20240729-WA0063.jpg",
    "IMG_20240728_231502123.JPG",
    "f4643d46-278e-44d9-b52c-45341417b48e.jpg",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.png",
    "1722286142083.jpg",
    "sheet-12.jpeg",
    "010101001.01.jpg",
    "acta_010101001_01.pdf",
    "PXL_20240729_010203.webp",
]
DROPPED = [
    "Maria_Perez.jpg",
    "maria.jpg",
    "acta-ana.jpg",
    "mesa3jose.jpg",
    "perezmaria1975.png",
    "Acta Maria Perez.jpg",
    "José.jpg",
    "V-12345678.jpg",
    "12345678.jpg",
    "acta_12.345.678.jpg",
    "123.456.789-09.png",
    "04141234567.jpg",
    "ana@example.org.jpg",
    "ana%40example.org.jpg",
    "https:example.org.jpg",
    "..jpg",
    ".hidden.jpg",
    "-rf.jpg",
    "acta\u202egpj.jpg",
    "acta\x00.jpg",
    "acta.jpg.exe",
    "acta",
    "=1+1.jpg",
    "a" * 120 + ".jpg",
    "1505985450012.jpg",
    "Мария.jpg",
]


def unfit(names):
    """Which of these names of the unit 010101001.01 are left out, in their order."""
    rows = ", ".join(f"({place}, {text(name)}, '010101001.01')" for place, name in enumerate(names))
    query = (
        f"select image from (values {rows}) as t (place, image, unit) "
        f"where {unfit_name_sql('image', 'unit')} order by place"
    )
    return [name for (name,) in Tables.open(threads=1).query(query)]


def test_names_that_machines_give_are_kept():
    """Cameras, scanners, messengers, digests, and the unit's own id."""
    assert unfit(KEPT) == []


def test_names_that_people_give_are_left_out():
    """Names, addresses, numbers of identity cards and telephones, and what is no plain name."""
    names = [name for name in DROPPED if "\x00" not in name]

    assert unfit(names) == names


def test_an_import_keeps_the_record_and_its_digest_and_tells_the_rows_not_the_names(desk):
    """A volunteer named two photographs for persons: the names go, the digests and figures stay."""
    digest = "ab" * 32
    (desk.folder / "h.csv").write_text(f"n,h\nMaria_Perez.jpg,{digest}\n")
    desk.lay(
        b"u,i,a,b\n1,Maria_Perez.jpg,2,3\n2,IMG_0001.jpg,4,5\n3,https://x.org/u/V-12345678.png?k=2,6,7\n",
        keys="image = 'i'\nimage_hashes = { file = 'h.csv', name = 'n', sha256 = 'h' }",
    )
    made = desk.assemble()
    records = pq.read_table(made.folder / "records" / "mayor" / "sheets.parquet")
    columns = (records[name].to_pylist() for name in ("image", "image_sha256", "A"))

    assert list(zip(*columns, strict=True)) == [
        (None, digest, 2),
        ("IMG_0001.jpg", None, 4),
        (None, None, 6),
    ]
    (warning,) = (warning for warning in made.warnings if "image" in warning)
    assert "2 image names are left out, which may name a person (rows 2, 4)" in warning
    assert not any(word in warning for word in ("Maria", "12345678"))


def test_a_digest_that_is_none_is_refused_and_not_repeated(desk):
    """Anything could stand in a column that is said to hold digests."""
    desk.lay(b"u,i,a,b\n1,Maria Perez,2,3\n2," + b"AB" * 32 + b",4,5\n", keys="image_sha256 = 'i'")

    with pytest.raises(RowErrors) as refused:
        desk.assemble()
    assert refused.value.rows == ("row 2: i is not 64 hexadecimal digits",)


def test_validate_tells_what_another_program_wrote(desk):
    """Names and digests in the records, and a photograph that is not named by its SHA-256."""
    desk.lay(b"u,a,b\n1,2,3\n2,4,5\n")
    folder = desk.assemble().folder
    path = "records/mayor/sheets.parquet"
    table = pq.read_table(folder / path)
    for column, cells in (("image", ["Maria.jpg", None]), ("image_sha256", ["Perez", "ab" * 32])):
        table = table.drop_columns([column]).append_column(column, pa.array(cells, pa.string()))
    pq.write_table(table, folder / path)
    (folder / "images").mkdir()
    (folder / "images" / "Maria.jpg").write_bytes(b"jpeg")
    package = json.loads((folder / "datapackage.json").read_bytes())
    package["resources"].append({"name": "x", "path": "images/Maria.jpg", "bytes": 0, "hash": ""})
    (folder / "datapackage.json").write_text(json.dumps(package))
    declare(folder, "images/Maria.jpg")
    declare(folder, path)

    assert dossier_faults(folder) == [
        "images/Maria.jpg: a photograph that is not named by its SHA-256",
        f"{path}: 1 images have a name that may name a person",
        f"{path}: 1 images have a digest that is no SHA-256",
    ]
