"""The pages on mappings, dossiers and imports say every key, and what they show runs."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import msgspec
import pytest

from tellers.cli import main
from tellers.dossier import contest_file, proclamation_file, rule_form
from tellers.dossier.contest_file import read_contests
from tellers.dossier.layout import RECORD_COLUMNS
from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.formats import mapping as forms
from tellers.formats.mapping import read_mapping

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(
    r'^```(?P<kind>\w+)(?: (?:title="(?P<title>[^"]+)"|(?P<mark>no-run)))?\n(?P<text>.*?)^```',
    re.MULTILINE | re.DOTALL,
)
MAPPING = (DOCS / "reference" / "mapping.md").read_text(encoding="utf-8")
DOSSIER = (DOCS / "reference" / "dossier.md").read_text(encoding="utf-8")
HOW_TO = (DOCS / "how-to" / "import-your-data.md").read_text(encoding="utf-8")
DOSSIER_NAME = "[dossier]\nname = 'x'\n"
TABLE = "[[table]]\nfile = 't.csv'\nsource = 's'\nunit = '{u}'\n"


def keys_under(page: str, heading: str) -> list[str]:
    """The keys of all tables of a section, down to the next heading of its kind."""
    level = heading.split(" ", maxsplit=1)[0]
    _, _, rest = page.partition(f"\n{heading}\n")
    section = re.split(rf"^{level} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `([a-z0-9_]+)` \|", section, re.MULTILINE)


def own_keys(form: type[msgspec.Struct]) -> set[str]:
    """The keys of a structure that are not those of any table file."""
    names = {field.encode_name for field in msgspec.structs.fields(form)}
    return names - FILE_KEYS if form in OTHER_FILES else names


OTHER_FILES = {forms.TableForm, forms.UnitsForm, forms.RegisterForm, forms.NamesForm}
FILE_KEYS = {field.encode_name for field in msgspec.structs.fields(forms.FileForm)}


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("## `[dossier]`", forms.DossierForm),
        ("## A table file", forms.FileForm),
        ("## `[[table]]`", forms.TableForm),
        ("## `[[units]]`", forms.UnitsForm),
        ("## `[[register]]`", forms.RegisterForm),
        ("## `[[names]]`", forms.NamesForm),
        ("## `[[geo]]`", forms.GeoForm),
    ],
)
def test_the_page_on_mappings_has_every_key_and_no_other(heading, form):
    """A key without its row, or a row without its key, fails."""
    assert sorted(keys_under(MAPPING, heading)) == sorted(own_keys(form))


def test_every_part_of_a_mapping_has_its_section():
    """`[[table]]`, `[[units]]` and the rest."""
    parts = {field.encode_name for field in msgspec.structs.fields(forms.Mapping)} - {"dossier"}

    assert {part for part in parts if f"\n## `[[{part}]]`\n" not in MAPPING} == set()


@pytest.mark.parametrize("text", [f["text"] for f in BLOCK.finditer(MAPPING) if f["kind"] == "toml"])
def test_every_mapping_on_the_page_is_read(text):
    """Each example is a mapping, once it has a dossier and a table."""
    whole = text if "[dossier]" in text else DOSSIER_NAME + text
    whole = whole if "[[table]]" in whole else whole + TABLE

    read_mapping(whole.encode(), where="mapping.md")


def test_the_examples_of_mappings_use_every_key():
    """No key is only named: each is shown at least once."""
    shown: set[str] = set()
    for found in BLOCK.finditer(MAPPING):
        if found["kind"] == "toml":
            shown |= all_keys(tomllib.loads(found["text"]))
    known = {
        field.encode_name
        for form in vars(forms).values()
        if isinstance(form, type) and issubclass(form, msgspec.Struct)
        for field in msgspec.structs.fields(form)
    }

    assert known - shown == {"sheet"}


def all_keys(value: object) -> set[str]:
    """Every key of a document, however deep."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in all_keys(inner)}
    return {key for inner in value for key in all_keys(inner)} if isinstance(value, list) else set()


def test_the_page_on_dossiers_has_every_column_of_a_record():
    """In their order."""
    assert keys_under(DOSSIER, "## Records") == list(RECORD_COLUMNS)


@pytest.mark.parametrize(
    ("heading", "module"), [("## contest.toml", contest_file), ("## proclamations.toml", proclamation_file)]
)
def test_the_page_on_dossiers_has_every_key_of_the_word_files(heading, module):
    """A key of contest.toml or proclamations.toml without its row fails."""
    modules = vars(module) | (vars(rule_form) if module is contest_file else {})
    known = {
        field.encode_name
        for name, form in modules.items()
        if isinstance(form, type) and issubclass(form, msgspec.Struct) and not name.endswith("File")
        for field in msgspec.structs.fields(form)
    }

    shown = set(keys_under(DOSSIER, heading)) | {"value"}

    assert known - shown == set()
    assert shown - known == set()


@pytest.mark.parametrize(
    ("heading", "forms"),
    [
        ("### `[[contest]]`", [contest_file._ContestForm]),
        ("### `rule`", [rule_form.RuleForm]),
        (
            "### `option`, `figure`, `level`",
            [contest_file._OptionForm, contest_file._FigureForm, contest_file._LevelForm],
        ),
        (
            "### `statement`, `addition`, `rival_rule`",
            [contest_file._StatementForm, contest_file._AdditionForm, contest_file._RivalForm],
        ),
        ("### `[[source]]`", [contest_file._SourceForm]),
        ("### `[[proclamation]]`", [proclamation_file._ProclamationForm]),
        ("### `claim`", [proclamation_file._ClaimForm]),
    ],
)
def test_the_page_on_dossiers_marks_the_keys_that_must_be_there(heading, forms):
    """Those without which a file is refused, and no other."""
    part = DOSSIER.split(f"{heading}\n")[1].split("\n#")[0]
    marked = set(re.findall(r"^\| `(\w+)` \| \*\*Required", part, re.MULTILINE))

    assert marked == {
        field.encode_name for form in forms for field in msgspec.structs.fields(form) if field.required
    }


def test_the_word_files_on_the_page_are_read_and_fit_together():
    """The contest and the proclamation of the page are of one vote."""
    contest, proclamation = (f["text"].encode() for f in BLOCK.finditer(DOSSIER) if f["kind"] == "toml")
    contests, sources = read_contests(contest, where="contest.toml")
    proclamations = read_proclamations(proclamation, where="proclamations.toml")
    verify_claims(proclamations, contests, where="proclamations.toml")

    assert (len(contests), len(sources), len(proclamations[0].claims)) == (1, 1, 6)


def test_the_page_on_importing_does_what_it_says(tmp_path, monkeypatch, capsys):
    """Its files are written, its commands typed one after the other, and what they print is on it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    printed, compared = "", 0
    for block in BLOCK.finditer(HOW_TO):
        if block["title"]:
            Path(block["title"]).write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "sh" and not block["mark"]:
            main(shlex.split(block["text"])[1:])
            out, err = capsys.readouterr()
            printed = out + err
        elif block["kind"] == "text":
            compared += 1
            assert block["text"].strip() in printed

    assert compared == 4
