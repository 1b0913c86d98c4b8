"""The moments of a log's versions on the page that compares, also those that no calendar has."""

from __future__ import annotations

import pytest
from tests.log.made import ANNA, CARLA, LOG
from tests.simulator import dossier_of
from tests.web.read_page import text_of
from tests.web.sites import POLICY
from tests.web.sites_in_memory import signed_by, site_of
from tests.web.votes import election

from tellers.web.site.compare_page import compare_pages

MOMENTS = {1_937_074_500: "20 May 2031, 20:15:00 UTC", 1 << 60: "1152921504606846976"}


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory):
    """The site of the made election, which nobody signed."""
    return site_of(dossier_of(election(), tmp_path_factory.mktemp("compared")))


@pytest.mark.parametrize(("time", "told"), MOMENTS.items())
def test_a_version_is_told_by_the_moments_at_which_witnesses_signed(unsigned, time, told):
    """As other pages write a moment; one beyond all calendars is told in seconds, and stops nothing."""
    site = signed_by(unsigned, LOG, ANNA, CARLA, policy=POLICY, time=time)
    page = text_of(dict(compare_pages(site))["en/compare.html"])

    assert f"319{told}; {told}318100" in page
