"""A dossier whose files change while it is served: what is said of it, and how it is read again."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.simulator import dossier_of, honest_election, padded_sheet
from tests.web.serve.served import ask, serving

from tellers.canonical import hash_bytes
from tellers.dossier import open_dossier
from tellers.errors import IntegrityError
from tellers.web.serve import run
from tellers.web.serve.archive import Archive
from tellers.web.serve.edition import Current, Place, open_edition
from tellers.web.serve.routes import API, ROUTES
from tellers.web.serve.run import Watch
from tellers.web.site import Ordered, publish_site

TELLERS = Path(sys.executable).with_name("tellers")
UNIT = "01.01.01"
AT = "2031-05-18T20:15:00Z"


def votes(port: int) -> int:
    """The votes for A on the first sheet, by the sheet itself."""
    told = json.loads(ask(port, f"{API}/units/{UNIT}").body)
    return dict(told["contests"][0]["sources"][0]["records"][0]["stated"]["figures"])["A"]


def test_the_index_says_what_can_be_asked_of_which_reading(port, made):
    """With a slash and without; every address of the document, and the hash of the package."""
    told = json.loads(ask(port, API).body)

    assert ask(port, f"{API}/").body == ask(port, API).body
    assert [one["path"] for one in told["addresses"]] == [API + route.path for route in ROUTES]
    assert told["package"] == hash_bytes((made.folder / "datapackage.json").read_bytes())
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["read_at"])
    assert (told["dossier"], told["changed"], told["document"]) == ("made", None, f"{API}/openapi.json")


def test_of_files_that_changed_nothing_gets_into_an_answer(tmp_path):
    """Sheets are answered from what was read; what needs the tables is refused, with what to do."""
    made = honest_election(seed=6, regions=2, centres=3)
    folder = dossier_of(made, tmp_path).folder
    with serving(folder) as port:
        before = votes(port)
        dossier_of(padded_sheet(made, unit=UNIT, option="A", votes=90), tmp_path)
        refused, index = ask(port, f"{API}/totals"), json.loads(ask(port, API).body)

        assert votes(port) == before
        assert (refused.status, json.loads(refused.body)["remedy"]) == (
            503,
            "The server's operator has it read again with SIGHUP.",
        )
        assert index["changed"] in {"datapackage.json", "records/vote/official.parquet"}


def test_a_change_is_said_once_and_what_cannot_be_read_changes_nothing(tmp_path):
    """The old edition stays where the new one is broken, and goes where it is sound."""
    made, told = honest_election(seed=6, regions=2, centres=3), []
    dossier = dossier_of(made, tmp_path)
    place = Place(host="127.0.0.1", port=0, rate=0, site=tmp_path / "site")
    current = Current(open_edition(Archive(dossier), place))
    watch, first = Watch(current, place, told.append), current.edition
    watch.look()
    assert told == []

    (dossier.folder / "contest.toml").write_text("no contest at all", encoding="utf-8")
    watch.look()
    watch.look()
    watch.read_again()
    assert [line.partition(" is no longer")[0] for line in told[:1]] == [f"{dossier.folder}: contest.toml"]
    assert [line.splitlines()[-1] for line in told[1:]] == [
        "Not read again: what was read before is still served."
    ]
    assert current.edition is first

    dossier_of(padded_sheet(made, unit=UNIT, option="A", votes=90), tmp_path)
    watch.read_again()
    now = current.edition
    assert now is not first
    assert told[-1].startswith("Read at 20")
    assert now.service.archive.reading.package != first.service.archive.reading.package
    first.close()
    now.close()


def test_whatever_goes_wrong_in_reading_again_what_was_read_is_served_on(tmp_path, monkeypatch):
    """A full disk, a fault of ours: it is told, and the watch goes on."""
    folder = dossier_of(honest_election(seed=6, regions=2, centres=3), tmp_path).folder
    told: list[str] = []
    edition = open_edition(Archive(open_dossier(folder)), Place(host="127.0.0.1", port=0, rate=0.0))
    try:
        watch = Watch(Current(edition), Place(host="127.0.0.1", port=0, rate=0.0), told.append)
        monkeypatch.setattr(
            run, "open_edition", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
        )
        watch.read_again()

        assert watch.current.edition is edition
        assert told == [
            "OSError: [Errno 28] No space left\nNot read again: what was read before is still served."
        ]
    finally:
        edition.close()


def test_a_site_is_made_of_the_reading_that_it_was_asked_for_and_of_no_other(tmp_path):
    """The process that makes it opens the folder anew, and a little later."""
    folder = dossier_of(honest_election(seed=6, regions=2, centres=3), tmp_path).folder
    ordered = Ordered(dossier=folder, folder=tmp_path / "site", at=AT, package="sha256:" + "0" * 64)

    with pytest.raises(IntegrityError, match="no longer the one whose site was asked for"):
        publish_site(ordered)
    assert not (tmp_path / "site").exists()


def test_a_running_server_reads_again_when_it_is_told_to(tmp_path):
    """By SIGHUP, without another port or start; the sheet then is the new one's."""
    made = honest_election(seed=6, regions=2, centres=3)
    folder = dossier_of(made, tmp_path).folder
    command = [str(TELLERS), "serve", str(folder), "--port", "0", "--rate", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            port = int(re.search(r":(\d+)/", process.stderr.readline())[1])
            first = process.stderr.readline()
            before = votes(port)
            dossier_of(padded_sheet(made, unit=UNIT, option="A", votes=90), tmp_path)
            process.send_signal(signal.SIGHUP)
            again = process.stderr.readline()
            after = votes(port)
        finally:
            process.terminate()
            process.stderr.read()

    assert (first[:8], again[:8]) == ("Read at ", "Read at ")
    assert first.split()[-1] != again.split()[-1]
    assert after == before + 90
