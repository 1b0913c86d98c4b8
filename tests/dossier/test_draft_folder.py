"""The folder of a draft: read whole, every fault at once, and added to without touching what is there."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.council.drafting import version

from tellers.canonical import hash_version
from tellers.dossier.draft_entry import DraftAt, entry_of
from tellers.dossier.draft_folder import open_draft
from tellers.dossier.draft_form import DraftFile
from tellers.errors import DossierError, InputError, IntegrityError, MappingError, UsageError
from tellers.model import Stance, VersionId

HEAD = '[draft]\nid = "d"\ntitle = "D"\nmembers = ["A", "B"]\n'
VERSION = '[[version]]\nid = "v1"\ndate = "2024-07-30"\nlanguage = "en"\nfile = "v1.md"\n'
TEXT = "Recalling its purposes,\n\n1. Asks for peace.\n"
EXAMPLE = Path(__file__).parents[2] / "examples" / "drafts" / "publication-of-the-records"


@pytest.fixture
def lay(tmp_path):
    """A function that lays a draft with more in its `draft.toml`, and returns its folder."""

    def laid(more: str = "", *, head: str = HEAD, told: str = VERSION, text: str = TEXT) -> Path:
        (tmp_path / "draft.toml").write_text(head + told + more, encoding="utf-8")
        (tmp_path / "v1.md").write_text(text, encoding="utf-8")
        return tmp_path

    return laid


def test_a_draft_without_a_list_of_paragraphs_is_read_by_its_style(lay):
    """And it is known that its kinds are guesses."""
    opened = open_draft(lay())

    assert [(p.id, p.number) for p in opened.draft.latest.paragraphs] == [("pre1", ""), ("op1", "1")]
    assert opened.guessed == {"v1"}
    assert open_draft(lay() / "draft.toml").draft == opened.draft


def test_what_is_listed_holds_against_what_is_guessed(lay):
    """Ids, kinds, and a number that Markdown cannot show."""
    listed = (
        'paragraphs = [{id="x", kind="operative"}, {id="y", kind="operative", number="Art. 1", level=2}]\n'
    )
    opened = open_draft(lay(told=VERSION + listed))

    assert [(p.id, p.kind, p.number, p.level) for p in opened.draft.latest.paragraphs] == [
        ("x", "operative", "", 1), ("y", "operative", "Art. 1", 2),
    ]  # fmt: skip
    assert opened.guessed == frozenset()


def test_one_entry_may_tell_the_same_of_several_members(lay):
    """As a secretariat notes it down."""
    more = (
        '[[consultation]]\nmember = ["A", "B"]\nparagraph = "op1"\nposition = "objects"\non = "2024-07-29"\n'
    )

    assert [(c.member, c.stance) for c in open_draft(lay(more)).draft.consultations] == [
        ("A", Stance.OBJECTS), ("B", Stance.OBJECTS),
    ]  # fmt: skip


def test_every_fault_is_told_at_once(lay):
    """Days, ids, names that nothing has, an amendment that goes round."""
    more = """
[[version]]
id = "v1"
date = "30 July"
language = "en"
file = "../v2.md"
[[sponsor]]
member = "Z"
joined = "2024-07-32"
[[amendment]]
id = "a b/c"
by = ["A"]
action = "delete"
targets = ["op9"]
[[amendment]]
id = "a2"
by = ["A"]
action = "delete"
amends = "a3"
[[amendment]]
id = "a3"
by = ["A"]
action = "add"
amends = "a2"
text = "more"
[[amendment]]
id = "a4"
by = ["A"]
action = "delete"
paragraphs = [{ id = "n", kind = "operative", text = "N", level = 0 }]
[[division]]
id = "whole"
by = ["A"]
of = "a9"
parts = [{id = "p", paragraphs = ["op7"], lapses_unless = ["q"]}]
[[motion]]
id = "m"
title = "M"
settles = [{question = "n", adopted = "x", rejected = "y"}]
[[withdrawal]]
on = "2024-07-31"
by = ["A"]
amendment = "a8"
[[consultation]]
member = "A"
paragraph = "op8"
position = "objects"
on = ""
version = "v9"
"""
    with pytest.raises(DossierError) as refused:
        open_draft(lay(more))

    told = refused.value.message
    for fault in (
        "version v1: '../v2.md' is no file name in this folder",
        "version v1: '30 July' is no day",
        "sponsor Z: '2024-07-32' is no day", "amendment a b/c: not a Amendment",
        "two versions are called 'v1'", "two questions are called 'whole'", "there is no paragraph 'op9'",
        "amendment a2: amends itself", "amendment a3: amends itself",
        "division whole: there is no amendment 'a9'",
        "amendment a3: puts in nothing",
        "amendment a3: `text` takes the place of `words`, and there are none",
        "amendment a4: deletes, and puts in paragraphs", "amendment a4: a level is 1 to 9, not 0",
        "there is no paragraph 'op7'", "there is no question 'q'", "motion m: there is no question 'n'",
        "withdrawal: there is no amendment 'a8'", "positions: there is no paragraph 'op8'",
        "consultation 1: '' is no day", "there is no version 'v9'", "draft.members: there is no member 'Z'",
    ):  # fmt: skip
        assert fault in told


def test_words_that_lost_their_hash_are_an_error_of_their_own(lay):
    """Nobody changes a version quietly; the hash of what is there now is told."""
    sound = open_draft(lay()).draft.latest
    told = f'{VERSION}sha256 = "{hash_version(sound)}"\n'

    assert open_draft(lay(told=told)).draft.latest == sound
    with pytest.raises(IntegrityError, match=r"v1\.md does not have its hash, but sha256:"):
        open_draft(lay(told=told, text=TEXT.replace("peace", "calm")))


@pytest.mark.parametrize(
    ("case", "kind", "message"),
    [
        ((VERSION + 'filed = "x"\n', TEXT), MappingError, "there is no key 'filed'"),
        (("", TEXT), MappingError, "the key 'version' is missing"),
        (("version = []\n", TEXT), DossierError, "a draft has 1 to 200 versions, not 0"),
        ((VERSION.replace("v1.md", "v2.md"), TEXT), DossierError, "v2.md: No such file"),
        ((VERSION.replace("v1.md", "v1.doc"), TEXT), DossierError, "No such file"),
        ((VERSION, "a\x00b"), DossierError, "a control character"),
        ((VERSION + 'paragraphs = [{id="a", kind="heading"}]\n', TEXT), DossierError, "2 paragraphs, and 1"),
    ],
)
def test_a_folder_that_does_not_hold_together_is_refused(lay, case, kind, message):
    """By our own error."""
    told, text = case
    head = HEAD if not told.startswith("version") else told + HEAD
    with pytest.raises(kind, match=message):
        open_draft(lay(head=head, told="" if head != HEAD else told, text=text))


@pytest.mark.parametrize("name", ["draft.toml", "v1.md"])
def test_a_link_or_a_pipe_is_not_followed(lay, name):
    """A draft comes from a stranger."""
    folder = lay()
    (folder / name).rename(folder / "elsewhere")
    (folder / name).symlink_to(folder / "elsewhere")
    with pytest.raises(DossierError):
        open_draft(folder)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(DossierError):
        open_draft(folder)


def test_a_version_is_added_after_what_somebody_wrote(lay):
    """Comments and amendments above it stay letter by letter."""
    folder = lay("# our own note\n")
    before = (folder / "draft.toml").read_text()
    made = replace(version(name="v2"), after=VersionId("v1"))
    entry = entry_of(DraftAt.open(folder), made, stem="x")

    assert entry.toml.decode().startswith(before)
    (folder / entry.file).write_bytes(entry.markdown)
    (folder / entry.told_in).write_bytes(entry.toml)
    assert open_draft(folder).draft.version(VersionId("v2")) == made
    with pytest.raises(UsageError, match="there is such a file already"):
        entry_of(DraftAt.open(folder), made, stem="x")


def test_a_new_draft_is_named_for_its_folder(tmp_path):
    """Where the folder's name is an id, else for the file."""
    entry = entry_of(DraftAt.open(tmp_path / "peace-2"), version(), stem="x")
    other = entry_of(DraftAt.open(tmp_path / "the peace"), version(), stem="text")

    assert entry.toml.decode().startswith('[draft]\nid = "peace-2"\ntitle = "peace-2"\n')
    assert other.toml.decode().startswith('[draft]\nid = "text"\n')


@given(
    st.lists(
        st.sampled_from([*HEAD.split("\n"), *VERSION.split("\n"), "x = 1", "[[amendment]]", "\x00", "[["]),
        max_size=14,
    )
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_hostile_draft_toml_raises_only_our_own_errors(tmp_path_factory, lines):
    """Any order of any lines."""
    folder = tmp_path_factory.mktemp("d")
    (folder / "draft.toml").write_text("\n".join(lines))
    (folder / "v1.md").write_text(TEXT)
    with contextlib.suppress(InputError):
        assert open_draft(folder).draft.versions


def test_the_example_is_sound_and_its_translation_goes_side_by_side():
    """Both languages have the same paragraphs under the same ids."""
    draft = open_draft(EXAMPLE).draft
    english, spanish = draft.version(VersionId("v1")), draft.version(VersionId("v1-es"))

    assert [(p.id, p.kind) for p in english.paragraphs] == [(p.id, p.kind) for p in spanish.paragraphs]
    assert (len(english.operative), len(english.paragraphs)) == (4, 11)
    assert draft.sponsors_on("2024-07-30") == ("Arvon", "Belmar")
    assert draft.sponsors_on("2024-07-31") == ("Arvon",)


def test_every_key_of_the_file_is_on_its_page():
    """The page names each key in a code span, and each table under a heading."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "draft.md").read_text(encoding="utf-8")
    forms = [DraftFile]
    for form in forms:
        for field in msgspec.structs.fields(form):
            forms += [part for part in _structs(field.type) if part not in forms]
    named = {field.name for form in forms[1:] for field in msgspec.structs.fields(form)}
    tables = {field.name for field in msgspec.structs.fields(DraftFile)}

    assert {name for name in named if f"`{name}`" not in page} == set()
    assert {name for name in tables if f"[{name}]" not in page} == set()
    assert len(forms) == 15


def _structs(form):
    """The forms inside a type."""
    if isinstance(form, type) and issubclass(form, msgspec.Struct):
        return [form]
    return [struct for part in get_args(form) for struct in _structs(part)]
