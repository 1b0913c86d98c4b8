"""What strangers put into a log: counted and named, and the end of nobody's verification."""

from __future__ import annotations

import pytest
from tests.log.made import ANNA, CARLA, LOG
from tests.simulator import dossier_of
from tests.web.served import served
from tests.web.sites import AT, POLICY, entries_of, sign
from tests.web.votes import PLAIN, election

from tellers.web.site import Ordered, publish_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """A site whose log ends with what looks like corrections and is none, and a stranger's bytes."""
    folder = tmp_path_factory.mktemp("strange")
    dossier = dossier_of(election(), folder)
    entries = entries_of(dossier)
    subject = f'"subject":"record/vote/official/{PLAIN}/1"'.encode()
    sheet = next(one for one in entries if subject in one)
    number = entries.index(sheet)
    corrected = sheet.replace(b'"published"', b'"corrected"').replace(
        b'"replaces":null,"stated"', f'"replaces":{number},"stated"'.encode()
    )
    assert corrected != sheet
    bad = [
        corrected.replace(b"entry:1", b"entry:2"),
        corrected.replace(b'["A",99]', b'["A",-1]'),
        corrected.replace(b'["A",99]', b"null"),
        corrected.replace(b',"dossier"', b', "dossier"'),
        b"minutes of 3 May",
    ]
    assert corrected not in bad
    public = sign([*entries, *bad], folder / "public", LOG, ANNA, CARLA)
    publish_site(
        Ordered(
            dossier=folder / "dossier",
            folder=folder / "site",
            at=AT,
            log=public,
            policy=POLICY,
            language="en",
        )
    )
    return folder / "site", len(entries)


def test_everything_is_verified_and_what_states_nothing_is_named(page, strange):
    """It was red for everybody, for ever."""
    folder, first = strange
    with served(folder) as site:
        page.goto(site.at("en/check.html"))
        section = page.locator("#verify-all")
        section.locator("button.main").click()
        section.locator("[role=status] .told:not(.waiting)").first.wait_for(timeout=120_000)

        assert section.locator(".told.holds").count() == 1
        assert section.locator("li.malformed").all_inner_texts() == [
            f"Entry {first + at} says to be of this form and is not; it states nothing." for at in range(4)
        ]
        assert "Entries of others in this log, which count for nothing here: 1." in section.inner_text()


def test_the_sheet_stands_as_it_was_published(page, strange):
    """In the page, which was made from the log, and in the browser."""
    folder, _ = strange
    with served(folder) as site:
        page.goto(site.at(f"en/sheets/region-02.html#{PLAIN}"))
        page.locator(".sheet-view .told.holds").wait_for()

        assert "99" in page.locator(".sheet-view table.accounts").inner_text()


def test_between_two_versions_they_are_told_as_entries_that_state_nothing(page, strange):
    """Not the end of the list."""
    folder, first = strange
    with served(folder) as site:
        page.goto(site.at(f"en/compare.html#from={first - 1}&to={first + 5}"))
        page.get_by_role("button", name="Show").click()
        page.locator("#changes table").first.wait_for()

        assert page.locator("#changes tr.act-silent").count() == 5
