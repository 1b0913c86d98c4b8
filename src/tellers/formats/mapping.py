"""`mapping.toml`: which column of anybody's tables is what.

A mapping names the tables of one vote, and for each which source it is, how a unit's id is
made, which areas it lies in, and which column holds which figure. Nothing about a column is
ever guessed at import: what is not named here is not read. docs/reference/mapping.md lists
every key with an example.

>>> mapping = read_mapping(b'''
... [dossier]
... name = "toy"
... [[table]]
... file = "sheets.csv"
... source = "v1"
... unit = "{station}"
... figures = { A = "votes_a", registered = "roll" }
... ''', where="mapping.toml")
>>> mapping.table[0].figures["A"]
'votes_a'
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tellers.formats.toml import Words, decode_toml
from tellers.model import Status

__all__ = [
    "AreaForm",
    "DossierForm",
    "FileForm",
    "GeoForm",
    "ImageHashesForm",
    "Mapping",
    "NamesForm",
    "NumbersForm",
    "PositionsForm",
    "RegisterForm",
    "StatusForm",
    "TableForm",
    "UnitsForm",
    "read_mapping",
]


Mark = Annotated[str, msgspec.Meta(max_length=1)]
"""One character, or none."""
Slug = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""A name that is also a file name on any system: nothing in a mapping may climb out of the dossier."""


class AreaForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How an area's id and name are made: templates over the columns."""

    id: str
    name: str = ""


class StatusForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which column says what became of a unit's account, and what its values mean."""

    column: str
    values: dict[str, Status]


class PositionsForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A roll call: a column with each member's position, and the figure each value is."""

    column: str
    values: dict[str, str]


class NumbersForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """How whole numbers are written: with which thousands separator, if any."""

    thousands: Literal["", ".", ",", " ", "'", "\u00a0", "\u202f"] = ""


class FileForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A table file and how its bytes are to be read."""

    file: str
    format: Literal["", "csv", "excel", "parquet"] = ""
    encoding: str = ""
    delimiter: Mark = ""
    quote: Mark = '"'
    header_row: Annotated[int, msgspec.Meta(ge=1)] = 1
    sheet: str = ""
    numbers: NumbersForm = NumbersForm()


class ImageHashesForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """A table of SHA-256 digests by image file name."""

    name: str
    sha256: str
    origin: Words = ""


class TableForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """One table: one source's records of one contest."""

    source: str
    unit: str
    contest: str = ""
    shape: Literal["wide", "long"] = "wide"
    option_column: str = ""
    votes_column: str = ""
    options: dict[str, str] = {}
    unit_name: str = ""
    levels: dict[str, AreaForm] = {}
    figures: dict[str, str] = {}
    registered: str = ""
    image: str = ""
    image_sha256: str = ""
    image_hashes: ImageHashesForm | None = None
    status: StatusForm | None = None
    positions: PositionsForm | None = None
    unit_aliases: dict[str, str] = {}
    unread: list[str] = []
    empty: Literal["not-on-sheet", "unread", "refuse"] = "not-on-sheet"
    all_zero: Literal["zero", "unread"] = "zero"
    one_ballot: Literal["refuse", "pool"] = "refuse"
    replaces: str = ""
    reason: str = ""


class UnitsForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """A list of all units: stations, or the members of a body."""

    unit: str
    unit_name: Words = ""
    levels: dict[str, AreaForm] = {}
    registered: str = ""
    note: Words = ""
    origin: Words = ""
    licence: Words = ""


class RegisterForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """Voters by area, where they are known by area only."""

    source: Slug
    level: str
    area: str
    registered: str
    name: str = ""
    within: dict[str, str] = {}
    """The wider areas an area lies in: a template for the id, by level."""
    origin: Words = ""
    licence: Words = ""
    description: Words = ""
    """What the numbers are, in a sentence: who is on the register and who is not."""


class NamesForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """Names of the areas of one level, where the tables have none or worse ones."""

    level: str
    area: str
    name: str
    origin: Words = ""


class GeoForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A map layer: points, polygons, or schematic cells that are no boundaries."""

    file: str
    name: Slug
    level: str
    kind: Literal["points", "polygons", "schematic-cells"]
    area_property: str
    licence: Words
    origin: Words


class DossierForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the dossier is called, and the files of words that go into it as they are."""

    name: Slug
    title: Words = ""
    description: Words = ""
    contest: str = "contest.toml"
    proclamations: str = "proclamations.toml"
    body: str = ""
    """Of a council: the file of its seats; they are the units where no list of units is named."""
    draft: str = ""
    """Of a council: the folder of the draft that was put to the vote."""


class Mapping(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The whole mapping file."""

    dossier: DossierForm
    table: list[TableForm] = []
    units: list[UnitsForm] = []
    register: list[RegisterForm] = []
    names: list[NamesForm] = []
    geo: list[GeoForm] = []


def read_mapping(content: bytes, *, where: str) -> Mapping:
    """Return the mapping; `MappingError` names the key that is wrong or unknown."""
    return decode_toml(content, Mapping, where=where)
