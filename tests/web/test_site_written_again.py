"""A site written again: only what changed is touched, a run cut short is mended, nobody's files are taken."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.log.logs import SIGNERS, TIME, new_log
from tests.simulator.election import honest_council, honest_election
from tests.simulator.lies import corrected_position, second_source
from tests.simulator.publish import dossier_of
from tests.web.sites import AT, EXAMPLES, contents, write_site

from tellers.dossier import open_dossier
from tellers.errors import UsageError
from tellers.log.opening import open_log
from tellers.publish import publish_dossier
from tellers.web.site import areas, build, keep, sheets
from tellers.web.site.areas import area_pages
from tellers.web.site.find_data import find_files
from tellers.web.site.sheets import sheets_pages

LATER, LATEST = "2031-05-19T08:00:00Z", "2031-05-19T09:00:00Z"
LANGUAGES = ("en", "es", "fr", "pt")
POLICY = "".join(f"log {signer.key}\n" for signer in SIGNERS[:1]) + "quorum none\n"


class Log:
    """A signed log of a dossier that grows."""

    def __init__(self, folder: Path) -> None:
        """Make it."""
        self.folder = folder
        self.signed = 0
        new_log(folder).close()

    def publish(self, dossier: Path, *, at: str = AT) -> Path:
        """Add what a dossier says, sign it, and return the public files."""
        self.signed += 1
        writer = open_log(self.folder)
        publish_dossier(open_dossier(dossier), writer, at=at)
        writer.publish(writer.sign(SIGNERS, time=TIME + self.signed))
        writer.close()
        return self.folder / "public"


@pytest.fixture(autouse=True)
def _own_state(monkeypatch, tmp_path):
    """What this machine remembers of the logs it signed is each test's own."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))


@pytest.fixture
def small(monkeypatch):
    """Pages of areas and sheets, the dossier and the log: enough to see what is written in which order."""
    makers = (build._dossier, build._log, area_pages, sheets_pages, find_files)
    monkeypatch.setattr(build, "MAKERS", makers)
    monkeypatch.setattr(areas, "LANGUAGES", ("en",))
    monkeypatch.setattr(sheets, "LANGUAGES", ("en",))


def growing(folder: Path):
    """Two dossiers of 5,000 stations: one lacks 100 sheets of a source in two regions, one has all."""
    whole = second_source(honest_election(seed=7, regions=20, centres=100), name="witness")
    late = [sheet for sheet in whole.sheets("witness") if sheet.unit[:2] in {"03", "07"}][::4][:100]
    assert len(late) == 100
    missing = {sheet.unit for sheet in late}
    first = tuple(sheet for sheet in whole.sheets("witness") if sheet.unit not in missing)
    dossier_of(whole.with_sheets(first, "witness"), folder / "before")
    # What is added later stands at the end of the table, as whoever adds to a file adds it.
    numbered = tuple(replace(sheet, record=at) for at, sheet in enumerate((*first, *late), start=1))
    dossier_of(whole.with_sheets(numbered, "witness"), folder / "after")
    return folder / "before" / "dossier", folder / "after" / "dossier"


@pytest.mark.slow
@pytest.mark.parametrize("signed", [True, False])
def test_a_hundred_new_sheets_touch_only_their_areas(tmp_path, signed):
    """Pages of two regions of twenty, what tells of the whole, the dossier, and the log's right edge."""
    before, after = growing(tmp_path)
    log = Log(tmp_path / "log") if signed else None
    site = tmp_path / "site"
    options = {"language": "en", "policy": POLICY if signed else ""}
    write_site(before, site, log=log.publish(before) if log else None, **options)

    written = write_site(after, site, at=LATER, log=log.publish(after, at=LATER) if log else None, **options)

    pages = [path for path in written if "/area/" in path or "/sheets/" in path]
    assert pages == sorted(
        f"{code}/sheets/region-{region}.html" for code in LANGUAGES for region in ("03", "07")
    )
    whole = {"index", "areas", "report", "check", "compare", "charts", "map", "download"}
    told = [path for path in written if path.endswith(".html") and path not in pages and path != "index.html"]
    assert {f"{code}/areas.html" for code in LANGUAGES} <= set(told)
    assert {Path(path).stem for path in told} <= whole
    assert "data/find.js" not in written
    # 10,000 entries are 39 bundles; a hundred more fill the 40th and begin no other page's.
    bundles = [path for path in written if path.startswith("log/tile/entries/")]
    assert len(bundles) == 1
    assert [path for path in written if path.startswith("dossier/")] == [
        "dossier/datapackage.json",
        "dossier/records/vote/witness.parquet",
    ]
    assert not [path for path in written if path.startswith("assets/")]
    assert write_site(after, site, at=LATER, log=log.folder / "public" if log else None, **options) == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("begun", [True, False])
def test_a_run_cut_short_anywhere_is_mended_by_the_next(tmp_path, monkeypatch, signed, begun):
    """Whichever file was the last to be written, the next run ends with the site that was wanted.

    Until then no page names what the log has not: whoever visits in between is told of no lie.
    """
    council = honest_council(members=4)
    first, second = tmp_path / "first", tmp_path / "second"
    dossier_of(council, first)
    dossier_of(corrected_position(council, unit="member 03", position="against"), second)
    earlier, public = _logs(tmp_path, first / "dossier", second / "dossier") if signed else (None, None)

    def written(name, *times):
        """Write a site of the first dossier where one was there before, then of the second at these times."""
        site = tmp_path / name
        if begun:
            write_site(first / "dossier", site, at=AT, log=earlier)
        for at in times:
            write_site(second / "dossier", site, at=at, log=public)
        return site

    wanted = [contents(written("at-once", LATER)), contents(written("an-hour-later", LATEST))]
    write, stop, ended = keep._write, 0, False
    while not ended:
        site = written(f"stopped-{stop}")
        with monkeypatch.context() as patched:
            patched.setattr(keep, "_write", stopping(write, stop))
            try:
                write_site(second / "dossier", site, at=LATER, log=public)
                ended = True
            except PowerLossError:
                assert ahead_of_the_log(site) == [], f"stopped at {stop}"

        write_site(second / "dossier", site, at=LATEST, log=public)

        assert contents(site) in wanted, f"stopped at {stop}"
        stop += 1
    assert stop > (7 if begun else 12)


def ahead_of_the_log(site):
    """The entries that pages name and the log of the site, as it stands, lacks: a browser calls it false."""
    heads = [place for name in ("checkpoint", "head.txt") if (place := site / "log" / name).exists()]
    size = int(heads[0].read_text().split("\n")[1]) if heads else 0
    pages = [page.read_text() for page in site.rglob("*.html")]
    named = [entries.split(",") for page in pages for entries in re.findall(r'data-e="?([0-9,]+)', page)]
    return [entry for entries in named for entry in entries if int(entry) >= size]


def _logs(folder, first, second):
    """The public files of a log after the first of two dossiers, and after the second."""
    log, earlier = Log(folder / "log"), folder / "earlier"
    shutil.copytree(log.publish(first), earlier)
    return earlier, log.publish(second, at=LATER)


def stopping(write, stop):
    """A write that leaves half a file beside its place, and stops, at its number `stop`."""
    left = [stop]

    def writing(place, content):
        if not left[0]:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.with_name(f".{place.name}.new").write_bytes(content[: len(content) // 2])
            raise PowerLossError
        left[0] -= 1
        write(place, content)

    return writing


class PowerLossError(Exception):
    """The machine stops."""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("held", ["notes.txt", "index.html", "log/checkpoint", "site.unfinished/x"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path, held):
    """Nobody's files are taken for a site's, or away."""
    (tmp_path / "site" / held).parent.mkdir(parents=True)
    (tmp_path / "site" / held).write_text("mine")

    with pytest.raises((UsageError, OSError)):
        write_site(EXAMPLES / "oas-2024-07-31", tmp_path / "site")

    assert contents(tmp_path / "site") == {held: b"mine"}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a//b", "a/./b", "a\\b", ""])
@pytest.mark.parametrize("place", ["site.json", "site.unfinished"])
def test_a_list_that_leads_out_of_the_folder_is_refused(tmp_path, name, place):
    """A list is a file like any other: whoever could write it decides nothing outside the folder."""
    (tmp_path / "outside").write_text("mine")
    (tmp_path / "site").mkdir()
    listed = {"type": "tellers:site:1", "files": {name: {"bytes": 4, "sha256": ""}}}
    (tmp_path / "site" / place).write_text(json.dumps(listed) if place == "site.json" else f"{name}\n")

    with pytest.raises(UsageError, match="not the list of a site's files"):
        write_site(EXAMPLES / "oas-2024-07-31", tmp_path / "site")

    assert (tmp_path / "outside").read_text() == "mine"


@pytest.mark.usefixtures("small")
def test_what_a_site_no_longer_has_is_taken_out_and_what_is_not_its_own_stays(tmp_path):
    """A page of another dossier goes, with its folder; a file that somebody put there is left."""
    site = tmp_path / "site"
    dossier_of(honest_election(seed=1, regions=2, centres=2), tmp_path / "two")
    dossier_of(honest_election(seed=1, regions=1, centres=2), tmp_path / "one")
    write_site(tmp_path / "two" / "dossier", site, language="en")
    assert (site / "en/sheets/region-02.html").exists()
    (site / "en" / "mine.txt").write_text("mine")

    write_site(tmp_path / "one" / "dossier", site, language="en", at=LATER)

    assert not (site / "en/sheets/region-02.html").exists()
    assert (site / "en" / "mine.txt").read_text() == "mine"


@pytest.mark.usefixtures("small")
def test_a_log_that_does_not_go_on_is_refused(tmp_path, monkeypatch):
    """A shorter log, and a fork of the same length, would be told as such by every browser that remembers."""
    council = honest_council(members=4)
    dossier_of(council, tmp_path / "first")
    dossier_of(corrected_position(council, unit="member 03", position="against"), tmp_path / "second")
    first, second = tmp_path / "first" / "dossier", tmp_path / "second" / "dossier"
    log = Log(tmp_path / "log")
    short = tmp_path / "short"
    shutil.copytree(log.publish(first), short)
    site = tmp_path / "site"
    write_site(second, site, log=log.publish(second, at=LATER))
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "another machine"))
    fork = Log(tmp_path / "fork")
    forked = fork.publish(second, at=LATEST)
    before = contents(site)

    for public in (short, forked):
        with pytest.raises(UsageError, match="does not go on from what the site has shown"):
            write_site(second, site, log=public)
        with pytest.raises(UsageError, match="shows a log that is signed"):
            write_site(second, site)
        assert contents(site) == before


@pytest.mark.usefixtures("small")
def test_every_checkpoint_that_was_shown_is_kept(tmp_path):
    """So that two versions of the log can be compared by whoever has the site."""
    council = honest_council(members=4)
    dossier_of(council, tmp_path / "first")
    dossier_of(corrected_position(council, unit="member 03", position="against"), tmp_path / "second")
    log, site = Log(tmp_path / "log"), tmp_path / "site"
    write_site(tmp_path / "first" / "dossier", site, log=log.publish(tmp_path / "first" / "dossier"))
    shown = (site / "log" / "checkpoint").read_bytes()
    write_site(
        tmp_path / "second" / "dossier", site, log=log.publish(tmp_path / "second" / "dossier", at=LATER)
    )

    kept = contents(site / "log" / "checkpoints")
    assert sorted(kept, key=int) == ["7", "8"]
    assert kept["7"] == shown
    assert kept["8"] == (site / "log" / "checkpoint").read_bytes()
