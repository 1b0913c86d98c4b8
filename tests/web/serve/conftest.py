"""The founding dossiers and a made one, each served once for all tests of this folder."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.simulator import (
    dossier_of,
    honest_election,
    late_correction,
    missing_station,
    padded_sheet,
    second_source,
    unread_figure,
    with_status,
)
from tests.web.serve.served import EXAMPLES, serving

from tellers.cli.app import main
from tellers.log.key_file import write_key_file
from tellers.log.keys import KeyKind, Signer
from tellers.log.passphrase import VARIABLE
from tellers.log.tiles import split_entries

AWKWARD = (
    "a/b",
    "a//b",
    "..",
    ".",
    "50%",
    "%2F",
    "é ü",
    "a?b=c&d",
    "#1",
    "日本 1",
    "a+b",
    '"',
    "\\",
    "a\u00a0b",
)
"""Ids that a path, a query or a page could take for something else."""


@pytest.fixture(scope="session")
def election():
    """Two sources, of which the second has a correction, a padded sheet, a failed reading and a gap."""
    made = second_source(honest_election(seed=3, regions=3, centres=6), name="copies")
    first, second, third, fourth, fifth = (place.unit for place in made.places[:5])
    lied = padded_sheet(made, unit=first, option="B", votes=40)
    lied = late_correction(lied, unit=second, option="A", votes=-5)
    lied = with_status(lied, unit=third, status="unread")
    lied = missing_station(lied, unit=fourth, source="copies")
    return unread_figure(lied, unit=fifth, figure="null")


@pytest.fixture(scope="session")
def awkward():
    """An election whose first units have awkward ids, and whose first areas do too."""
    made = honest_election(seed=4, regions=2, centres=10)
    named = dict(zip((place.unit for place in made.places), AWKWARD, strict=False))
    places = [replace(one, unit=named.get(one.unit, one.unit)) for one in made.places]
    places[0] = replace(places[0], areas=("x/y", "../z"))
    sheets = tuple(replace(one, unit=named.get(one.unit, one.unit)) for one in made.sheets())
    return replace(made, places=tuple(places), sources={"official": sheets})


@pytest.fixture(scope="session")
def made(election, tmp_path_factory):
    """The made dossier."""
    return dossier_of(election, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def port(made):
    """The port at which the made dossier is served."""
    with serving(made.folder) as number:
        yield number


@pytest.fixture(scope="session")
def awkward_port(awkward, tmp_path_factory):
    """The port at which the awkward dossier is served."""
    dossier = dossier_of(awkward, tmp_path_factory.mktemp("awkward"))
    with serving(dossier.folder) as number:
        yield number


@pytest.fixture(scope="session")
def venezuela():
    """The port at which the Venezuelan dossier is served."""
    with serving(EXAMPLES / "venezuela-2024") as number:
        yield number


@pytest.fixture(scope="session")
def council():
    """The port at which the decision of the OAS is served."""
    with serving(EXAMPLES / "oas-2024-07-31") as number:
        yield number


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The public folder of a log of the council that ships, and its entries."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "passphrase").touch(mode=0o600)
    (folder / "passphrase").write_text("words that nobody knows\n", encoding="utf-8")
    signer = Signer.from_seed("example.org/made-council", KeyKind.ED25519, bytes([5]) * 32)
    write_key_file(folder / "log.key", (signer,), "words that nobody knows")
    council, log, key = EXAMPLES / "made-council", folder / "log", folder / "log.key"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELLERS_STATE", str(folder / "state"))
        patch.setenv(VARIABLE, str(folder / "passphrase"))
        assert main(["log", "init", str(log), "--key", str(key)]) == 0
        at = "2031-05-18T20:15:00Z"
        assert main(["publish", str(council), "--log", str(log), "--key", str(key), "--at", at]) == 0
    public = log / "public"
    bundle = next((public / "tile" / "entries").rglob("*.p/*"))
    return public, split_entries(bundle.read_bytes())
