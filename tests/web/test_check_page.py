"""The check page: keys, policy and checkpoint as they are; and its commands, which do what they say."""

from __future__ import annotations

import hashlib
import html
import re

import pytest
from tests.log.made import ANNA, CARLA, LOG
from tests.web.read_page import text_of
from tests.web.sites import AT, COUNCIL
from tests.web.sites_in_memory import TWO_OF_THREE, pages_of, public_log, signed, unsigned

from tellers.cli import main
from tellers.log.checkpoint import Checkpoint
from tellers.log.memory import MemoryTree
from tellers.log.tree import hash_leaf
from tellers.web.site import Ordered, publish_site
from tellers.web.site.log_files import grow_unsigned

SIGNERS = (LOG, ANNA, CARLA)


def commands_of(content):
    """The first line of each command on a page."""
    part = content.decode().partition('<dl class="commands">')[2]
    return [html.unescape(one.split("\n")[0]) for one in re.findall(r"<pre>(.*?)</pre>", part, re.DOTALL)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "Witness anna Fingerprint: SHA-256 of the public key65b6 0673 d6ed 884b f01c 2c22 2d82 ada0",
                "Of the witnesses: 2 of (anna, berta, carla).",
                "Any two such sets of witnesses have one in common",
                "Nothing was verified on this page: that takes script, and none has run.",
            ),
        ),
        ("es", ("De los testigos: 2 de (anna, berta, carla).", "20 de marzo de 2023, 12:25:47 UTC")),
        ("pt", ("Das testemunhas: 2 de (anna, berta, carla).", "20 de março de 2023, 12:25:47 UTC")),
        ("fr", ("Parmi les témoins : 2 parmi (anna, berta, carla).", "20 mars 2023, 12:25:47 UTC")),
    ],
)
def test_keys_policy_and_times_are_told_in_every_language(language, sentences):
    """Fingerprints in groups of four, as they are read over a telephone."""
    text = text_of(pages_of(COUNCIL, *SIGNERS)[f"{language}/check.html"])

    for sentence in sentences:
        assert sentence in text


def test_the_checkpoint_stands_there_byte_for_byte():
    """Whoever copies it has the signed note."""
    page = pages_of(COUNCIL, *SIGNERS)["en/check.html"].decode()

    assert html.unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1]) == (
        signed(COUNCIL, *SIGNERS).log.note.decode()
    )


def test_the_policy_is_a_file_that_says_what_the_pages_have_pinned():
    """And an unsigned site has none."""
    assert pages_of(COUNCIL, *SIGNERS)["download/policy.txt"].decode() == TWO_OF_THREE
    assert "download/policy.txt" not in pages_of(COUNCIL)


def test_an_unsigned_site_says_so_and_shows_no_command_that_needs_a_signature():
    """What is left is to count again."""
    text = text_of(pages_of(COUNCIL)["en/check.html"])

    assert "Nobody has signed this." in text
    assert "Who stands behind it: nobody has signed." in text
    assert commands_of(pages_of(COUNCIL)["en/check.html"]) == [
        "pip install tellers",
        "tellers check dossier --json findings.json",
        "tellers recheck download/findings.json dossier",
        "sha256sum dossier/datapackage.json",
    ]


def test_its_commands_hold_in_the_folder_of_the_site(tmp_path, monkeypatch, capsys):
    """Published for real; every line typed as it stands, and a changed tile found by them."""
    site = tmp_path / "site"
    log = public_log(signed(COUNCIL, *SIGNERS), tmp_path / "log")
    publish_site(
        Ordered(dossier=unsigned(COUNCIL).dossier.folder, folder=site, at=AT, log=log, policy=TWO_OF_THREE)
    )
    monkeypatch.chdir(site)
    lines = commands_of((site / "en/check.html").read_bytes())
    codes = {line: main(line.split()[1:]) for line in lines if line.startswith("tellers ")}

    assert codes == {
        "tellers log verify log --policy download/policy.txt": 0,
        "tellers log fsck log --policy download/policy.txt": 0,
        "tellers check dossier --json findings.json": 1,
        "tellers recheck download/findings.json dossier": 0,
    }
    digest = hashlib.sha256((site / "dossier/datapackage.json").read_bytes()).hexdigest()
    assert f"{digest}  dossier/datapackage.json" in (site / "en/check.html").read_text(encoding="utf-8")
    bundle = next((site / "log/tile/entries").rglob("*.p/*"))
    bundle.write_bytes(bundle.read_bytes().replace(b"roll-call", b"roll-calm", 1))
    capsys.readouterr()
    assert main(["log", "fsck", "log", "--policy", "download/policy.txt"]) == 3
    assert str(bundle.relative_to(site / "log")) in capsys.readouterr().out


def test_checkpoints_shown_before_are_listed_the_last_first(tmp_path):
    """A log that grew: the site keeps both, and the page lists them."""
    site = tmp_path / "site"
    dossier = unsigned(COUNCIL).dossier.folder
    publish_site(Ordered(dossier=dossier, folder=site, at=AT))
    (site / "log/checkpoints/9").write_bytes(_beginning(site))
    publish_site(Ordered(dossier=dossier, folder=site, at=AT))
    page = (site / "en/check.html").read_text(encoding="utf-8")

    assert re.findall(r'href="\.\./(log/checkpoints/\d+)"', page) == [
        "log/checkpoints/52",
        "log/checkpoints/9",
    ]


def _beginning(site):
    """The three lines of the same tree at nine entries."""
    log = grow_unsigned(unsigned(COUNCIL).dossier, site, at=AT)
    tree = MemoryTree()
    tree.extend([hash_leaf(entry) for entry in log.entries()][:9])
    head = tree.head()
    return Checkpoint(log.head.origin, head.size, head.root).encode()
