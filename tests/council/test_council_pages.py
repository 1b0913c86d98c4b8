"""The pages on bodies and sittings say every key and every event, and what they show runs."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import msgspec
import pytest

from tellers.cli import main
from tellers.council import events as events_module
from tellers.council.events import Event
from tellers.council.journal import Line
from tellers.council.new_body import read_seats
from tellers.dossier import body_file
from tellers.dossier.body_file import read_body
from tellers.model import ChangeKind

DOCS = Path(__file__).parents[2] / "docs"
BODY = (DOCS / "reference" / "body.md").read_text(encoding="utf-8")
JOURNAL = (DOCS / "reference" / "journal.md").read_text(encoding="utf-8")
KEEP = DOCS / "how-to" / "keep-a-body.md"
HOLD = DOCS / "how-to" / "hold-a-sitting.md"
BLOCK = re.compile(
    r'^```(?P<kind>\w+)(?: (?:title="(?P<title>[^"]+)"|(?P<mark>no-run)))?\n(?P<text>.*?)^```',
    re.MULTILINE | re.DOTALL,
)


def keys_under(page: str, heading: str) -> list[str]:
    """The keys of the first table of a section."""
    _, _, rest = page.partition(f"\n{heading}\n")
    section = re.split(r"^#{2,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    table = section.split("\n\n| what |", maxsplit=1)[0]
    return re.findall(r"^\| `([a-z0-9_]+)` \|", table, re.MULTILINE)


def keys_of(form: type[msgspec.Struct]) -> list[str]:
    """The keys of a structure, in their order."""
    return [field.encode_name for field in msgspec.structs.fields(form)]


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("## The body", body_file._BodyForm),
        ("## `seat`", body_file._SeatForm),
        ("## `change`", body_file._ChangeForm),
        ("## `reading`", body_file._ReadingForm),
        ("## `weight`", body_file._WeightForm),
    ],
)
def test_the_page_on_bodies_has_every_key_and_no_other(heading, form):
    """A key without its row, or a row without its key, fails."""
    assert sorted(keys_under(BODY, heading)) == sorted(keys_of(form))


def test_the_body_on_the_page_is_read_and_uses_every_key():
    """No key is only named; each reading yields its own number."""
    (text,) = [found["text"] for found in BLOCK.finditer(BODY) if found["kind"] == "toml"]
    body = read_body(text.encode(), where="body.md")
    forms = [
        form for form in vars(body_file).values() if isinstance(form, type) and form.__name__.endswith("Form")
    ]
    known = {key for form in forms for key in keys_of(form)}

    assert known - all_keys(tomllib.loads(text)) == set()
    assert [len(body.roll_on("2024-07-01", reading=r).members) for r in ("applied", "press")] == [2, 1]


def all_keys(value: object) -> set[str]:
    """Every key of a document, however deep."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in all_keys(inner)}
    return {key for inner in value for key in all_keys(inner)} if isinstance(value, list) else set()


def test_the_page_on_bodies_has_every_kind_of_change():
    """Each with what ends it."""
    named = set(re.findall(r"`([a-z-]+)`", BODY.partition("| what | ended by |")[2].partition("\n\n")[0]))

    assert named == {kind.value for kind in ChangeKind}


def test_the_page_on_bodies_names_the_columns_of_a_table_of_seats():
    """Each is read."""
    section = BODY.partition("## A table of seats")[2]
    columns = [name for name in re.findall(r"`([a-z_.]+)`", section) if name != "name"]

    cells = {"name": "A", "weight.population": "1"}
    row = ",".join(cells.get(column, "") for column in ["name", *columns])
    (read,) = read_seats(f"{','.join(['name', *columns])}\n{row}\n".encode(), where="members.csv")
    assert set(read) == {"name", *columns}
    assert "weight.population" in columns


def test_the_page_on_journals_has_every_key_of_a_line():
    """In their order."""
    assert keys_under(JOURNAL, "# The journal of a sitting") == []
    assert re.findall(r"^\| `([a-z_0-9]+)` \|", JOURNAL.partition("## ")[0], re.MULTILINE) == keys_of(Line)


def test_the_page_on_journals_has_every_event_with_its_keys():
    """An event or a key without its place fails, and so does one that is no longer there."""
    kinds = {form.__struct_config__.tag: keys_of(form) for form in Event.__args__}
    headed = re.findall(r"^### ([a-z-]+)$", JOURNAL, re.MULTILINE)

    assert headed == list(kinds)
    assert {kind: keys_under(JOURNAL, f"### {kind}") for kind in headed} == kinds
    assert {form.__name__ for form in Event.__args__} | {"Event", "event_of", "plain_of"} == set(
        events_module.__all__
    )


def test_the_pages_on_keeping_a_body_and_holding_a_sitting_do_what_they_say(tmp_path, monkeypatch, capsys):
    """Their files are written, their commands typed one after the other, and what they print is on them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    printed, compared = "", 0
    for block in [*BLOCK.finditer(KEEP.read_text("utf-8")), *BLOCK.finditer(HOLD.read_text("utf-8"))]:
        if block["title"]:
            Path(block["title"]).write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "sh" and not block["mark"]:
            for line in block["text"].splitlines():
                main(shlex.split(line)[1:])
            out, err = capsys.readouterr()
            printed = out + err
        elif block["kind"] == "text":
            compared += 1
            assert block["text"].strip() in printed

    assert compared == 6
