"""A site's folder in which somebody else left something: nothing outside it is read, written or taken out."""

from __future__ import annotations

import json

import pytest

from tellers.cli.publish import publish_command
from tellers.errors import UsageError
from tellers.log.checkpoint import Checkpoint
from tellers.log.files import FolderFiles
from tellers.web.site.keep import FORM, MANIFEST, SiteFolder
from tellers.web.site.layout import file_name
from tellers.web.site.log_files import SiteLog


def planted(folder, *paths: str) -> None:
    """Leave a list that names these paths."""
    folder.mkdir(exist_ok=True)
    files = {path: {"bytes": 0, "sha256": ""} for path in paths}
    (folder / MANIFEST).write_text(json.dumps({"type": FORM, "files": files}))


def test_a_file_behind_a_linked_folder_is_not_taken_out(tmp_path):
    """A list that somebody else left names a file of the publisher's, by way of a link."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    planted(tmp_path / "site", "data/letter.txt")
    (tmp_path / "site" / "data").symlink_to(tmp_path / "home")

    with pytest.raises(UsageError, match="a link"):
        SiteFolder(tmp_path / "site")

    assert (tmp_path / "home" / "letter.txt").read_text() == "dear"


def test_nothing_is_written_through_a_linked_folder(tmp_path):
    """Nor is a file outside overwritten that has the name of a page."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "index.html").write_text("mine")
    planted(tmp_path / "site")
    (tmp_path / "site" / "en").symlink_to(tmp_path / "home")

    with pytest.raises(UsageError, match="a link"):
        SiteFolder(tmp_path / "site").put("en/index.html", b"theirs")

    assert (tmp_path / "home" / "index.html").read_text() == "mine"


@pytest.mark.parametrize("planted_at", [".index.html.new", "index.html"])
def test_nothing_is_written_through_a_linked_file(tmp_path, planted_at):
    """The file that a page is first written to may be there already, and lead elsewhere."""
    (tmp_path / "profile").write_text("mine")
    planted(tmp_path / "site")
    (tmp_path / "site" / planted_at).symlink_to(tmp_path / "profile")

    folder = SiteFolder(tmp_path / "site")
    folder.put("index.html", b"theirs")

    assert (tmp_path / "profile").read_text() == "mine"
    assert not (tmp_path / "site" / "index.html").is_symlink()
    assert (tmp_path / "site" / "index.html").read_bytes() == b"theirs"


def test_a_log_that_the_site_only_links_to_keeps_its_files(tmp_path):
    """To save room somebody made `log` a link to the log itself: what is not of the site would be lost."""
    (tmp_path / "public" / "receipts").mkdir(parents=True)
    (tmp_path / "public" / "receipts" / "1").write_text("kept")
    planted(tmp_path / "site")
    (tmp_path / "site" / "log").symlink_to(tmp_path / "public")

    with pytest.raises(UsageError, match="a link"):
        SiteFolder(tmp_path / "site")

    assert (tmp_path / "public" / "receipts" / "1").read_text() == "kept"


def test_of_the_logs_folder_only_files_of_a_log_are_taken_out(tmp_path):
    """A key or a note that somebody keeps there is not the site's."""
    planted(tmp_path / "site")
    for path in ("key.pem", "private/key", "tile/0/000.p/7", "checkpoints/9", "head.txt"):
        place = tmp_path / "site" / "log" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")

    SiteFolder(tmp_path / "site").finish()

    log = tmp_path / "site" / "log"
    assert sorted(p.relative_to(log).as_posix() for p in log.rglob("*") if p.is_file()) == [
        "key.pem",
        "private/key",
    ]


def test_the_list_of_a_run_that_was_cut_is_not_written_through_a_link(tmp_path):
    """Lines would be added to whatever it leads to."""
    (tmp_path / "profile").write_text("")
    planted(tmp_path / "site")
    (tmp_path / "site" / "site.unfinished").symlink_to(tmp_path / "profile")

    with pytest.raises(UsageError, match="not the list"):
        SiteFolder(tmp_path / "site")


@pytest.mark.parametrize("content", ["[" * 200_000, "{}", "[1]", '{"type": 1, "files": {}}', "\ud800"])
def test_a_list_that_is_none_is_refused_in_words(tmp_path, content):
    """Nested beyond any use, of another form, not UTF-8."""
    (tmp_path / MANIFEST).write_bytes(content.encode("utf-8", "surrogatepass"))

    with pytest.raises(UsageError, match="not the list"):
        SiteFolder(tmp_path)


def test_a_list_larger_than_any_sites_is_refused_before_it_is_read(tmp_path):
    """A file of a terabyte would fill the memory."""
    with (tmp_path / MANIFEST).open("wb") as stream:
        stream.truncate(1 << 40)

    with pytest.raises(UsageError, match="not the list"):
        SiteFolder(tmp_path)


def test_only_tiles_and_bundles_of_a_log_are_published(tmp_path):
    """What lies beside them stays where it is."""
    for path in (
        "tile/0/000.p/1",
        "tile/entries/000.p/1",
        "tile/notes.txt",
        "tile/0/.000.new",
        "tile/0/000~",
    ):
        place = tmp_path / "public" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")
    head = Checkpoint("example.org/log", 1, bytes(32))
    log = SiteLog(files=FolderFiles(tmp_path / "public"), head=head, note=b"note", signed=True)

    assert [path for path, _ in log.public()] == [
        "tile/0/000.p/1",
        "tile/entries/000.p/1",
        "checkpoint",
        "checkpoints/1",
    ]


@pytest.mark.parametrize("within", ["log", "key"])
def test_a_log_or_a_key_that_lies_in_the_site_is_refused(tmp_path, within):
    """A site is copied by anybody: what signs is not to be in it."""
    log = tmp_path / ("site/log" if within == "log" else "log")
    key = tmp_path / ("site/key" if within == "key" else "key")

    with pytest.raises(UsageError, match="lies in the site"):
        publish_command(tmp_path / "dossier", log=log, key=(key,), site=tmp_path / "site")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("parish", "a", 1), ("parish", "a-1")),
        (("region", "a-b"), ("region-a", "b")),
        (("region", "~c14cddc033f64b9d"), ("region", "a/b")),
        (("region", "Ab"), ("region", "ab")),
    ],
)
def test_two_areas_never_have_one_file(one, other):
    """Whatever their levels and codes are, and however many parts they take."""
    assert file_name(*one).lower() != file_name(*other).lower()


@pytest.mark.parametrize("code", ["con", "nul", "..", "a.", "a/../../b", "a b", "A", "\u202e", "x" * 300, ""])
def test_a_file_name_is_one_on_every_system(code):
    """No device, no path, no dot at its end, no capitals, not too long."""
    name = file_name("level", code)

    assert name.startswith("level-")
    assert name == name.lower()
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789._-~")
    assert not name.endswith(".")
    assert len(name) < 100
