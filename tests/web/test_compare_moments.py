"""The moments of a log's versions on the page that compares, also those that no calendar has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.log.made import ANNA, CARLA, LOG
from tests.simulator import dossier_of
from tests.web.explored import AT, POLICY, election
from tests.web.page_form import text_of

from tellers.check import check
from tellers.log.checkpoint import Checkpoint
from tellers.log.note import Note
from tellers.web.site.compare_page import compare_files
from tellers.web.site.log_files import SiteLog, grow_unsigned
from tellers.web.site.site import Site

MOMENTS = {1_937_074_500: "20 May 2031, 20:15:00 UTC", 1 << 60: "1152921504606846976"}


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory):
    """The site of the made election, which nobody signed."""
    folder = tmp_path_factory.mktemp("compared")
    dossier = dossier_of(election(), folder)
    log = grow_unsigned(dossier, folder / "none", at=AT)
    shown = {f"checkpoints/{log.head.size}": log.note}
    return Site(result=check(dossier), log=log, policy="", language="en", shown=shown)


def signed(site: Site, time: int) -> Site:
    """The same under a checkpoint that two witnesses say to have signed at a time."""
    text = Checkpoint(LOG.name, site.log.head.size, site.log.head.root).encode()
    note = Note(text, tuple(one.sign(text, time=time) for one in (LOG, ANNA, CARLA))).encode()
    log = SiteLog(files=site.log.files, head=replace(site.log.head, origin=LOG.name), note=note, signed=True)
    return replace(site, log=log, policy=POLICY, shown={f"checkpoints/{log.head.size}": note})


@pytest.mark.parametrize(("time", "told"), MOMENTS.items())
def test_a_version_is_told_by_the_moments_at_which_witnesses_signed(unsigned, time, told):
    """As other pages write a moment; one beyond all calendars is told in seconds, and stops nothing."""
    page = text_of(dict(compare_files(signed(unsigned, time)))["en/compare.html"])

    assert f"319{told}; {told}318100" in page
