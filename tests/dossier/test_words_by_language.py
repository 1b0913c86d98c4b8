"""Words for readers in several languages: from the mapping and the texts into every place of a dossier."""

from __future__ import annotations

import json

import duckdb
import pytest

from tellers.dossier import open_dossier
from tellers.dossier.contents import _joined
from tellers.errors import MappingError
from tellers.formats.toml import plain, told_apart
from tellers.model import Text
from tellers.tables import list_units

LIST = (
    "[[units]]\nfile = 'm.csv'\nunit = '{u}'\nunit_name = { en = '{n}', es = '{n_es}' }\n"
    "note = { en = 'r', es = 'r_es' }\norigin = { en = 'the list', es = 'la lista' }\n"
    "licence = { en = 'facts', es = 'datos' }\n"
)


def test_words_are_one_string_or_one_a_language():
    """English stands where only one fits, else the first there is; one string is the same in all."""
    both = {"es": "mesa", "en": "table"}

    assert (plain(both), told_apart(both)) == ("table", {"en": "table", "es": "mesa"})
    assert (plain("CC0-1.0"), told_apart("CC0-1.0")) == ("CC0-1.0", {})
    assert plain({"pt": "mesa"}) == "mesa"
    assert _joined([both, "CC0-1.0"]) == {"en": "CC0-1.0, table", "es": "CC0-1.0, mesa"}
    assert _joined(["b", "a", "b"]) == "a, b"


def lay_list(desk, more=LIST):
    """Lay two units with names and remarks in two languages."""
    (desk.folder / "m.csv").write_text("u,n,n_es,r,r_es\n1,North,Norte,left,se fue\n2,South,Sur,,\n")
    desk.lay(b"u,a,b\nNorth,2,3\n2,4,5\n")
    mapping = desk.folder / "mapping.toml"
    mapping.write_text(mapping.read_text() + more)


def test_units_have_names_and_notes_in_each_language(desk):
    """The plain columns are English; another language has its own, and falls back to the plain one."""
    lay_list(desk)
    dossier = desk.dossier()

    assert [(u.name, u.note) for u in list_units(dossier.tables, "es")] == [("Norte", "se fue"), ("Sur", "")]
    assert [(u.name, u.note) for u in list_units(dossier.tables, "en")] == [("North", "left"), ("South", "")]
    assert [u.name for u in list_units(dossier.tables, "fr")] == ["North", "South"]
    assert [u.name for u in list_units(dossier.tables, "pt")] == ["Norte", "Sur"]
    relation = duckdb.sql(f"from '{dossier.folder / 'units.parquet'}'")
    assert {"unit_name_es", "note_es"} <= set(relation.columns)


def test_the_package_has_one_language_in_its_own_keys_and_all_in_ours(desk):
    """Any reader of Data Packages finds a string; ours finds each language."""
    lay_list(desk)
    folder = desk.assemble().folder
    package = json.loads((folder / "datapackage.json").read_bytes())
    (units,) = (one for one in package["resources"] if one["path"] == "units.parquet")

    assert units["sources"] == [
        {"title": "the list", "tellers:title": {"en": "the list", "es": "la lista"}, "path": "m.csv"}
    ]
    assert units["licenses"] == [{"name": "facts", "tellers:name": {"en": "facts", "es": "datos"}}]
    assert open_dossier(folder).package.resources[-1].sources[0].titles["es"] == "la lista"


def test_a_language_that_is_none_cannot_name_a_column(desk):
    """The code becomes a part of a column's name: only two or three small letters."""
    lay_list(desk, more=LIST.replace("es = '{n_es}'", '"e s;" = "{n_es}"'))

    with pytest.raises(MappingError, match="not a language"):
        desk.assemble()


def test_rules_sources_documents_and_readings_are_texts(desk):
    """Each of them as one string or one a language; what is left out is no text."""
    contest = (desk.folder / "contest.toml").read_text()
    desk.lay(b"u,a,b\n1,2,3\n")
    (desk.folder / "contest.toml").write_text(
        contest.replace(
            'kind = "plurality"', 'kind = "plurality", source = { en = "Law, 7", es = "Ley, 7" }', 1
        )
    )
    (desk.folder / "proclamations.toml").write_text(
        '[[proclamation]]\nid = "p"\ncontest = "mayor"\nby = "x"\ndate = "2024-01-01"\n'
        'document = { en = "read aloud", es = "leído" }\n'
        'claim = [{ figure = "A", votes = 2, name = "all-in", title = { es = "en total" }, '
        'rival = [{ value = 3, origin = { en = "a paper", es = "un diario" } }] }]\n'
    )
    dossier = desk.dossier()
    (claim,) = dossier.proclamations[0].claims

    assert dossier.contest().rule.source.in_language("es") == "Ley, 7"
    assert dossier.proclamations[0].document.in_language("es") == "leído"
    assert claim.readings[1].origin.in_language("es") == "un diario"
    assert (claim.id, claim.title.in_language("es"), claim.readings[0].origin) == (
        "all-in.count",
        "en total",
        Text(),
    )
