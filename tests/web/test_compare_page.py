"""The page that compares: two sources, two announcements, two versions of a log."""

from __future__ import annotations

import csv
import gzip
import io
import re
from functools import lru_cache

import pytest
from tests.simulator import dossier_of
from tests.web.served import served
from tests.web.sites import COUNCIL, ELECTION, entries_of, write_signed
from tests.web.sites_in_memory import pages_of, unsigned
from tests.web.votes import CORRECTED, DIFFERING, election

from tellers.web.site import compare_page
from tellers.web.site.compare_sources import pairs_of


@lru_cache(maxsize=1)
def venezuela() -> dict[str, bytes]:
    """The files of the Venezuelan site's page that compares."""
    (make,) = [getattr(compare_page, name) for name in compare_page.__all__]
    return dict(make(unsigned(ELECTION)))


def rows(html: str) -> list[list[str]]:
    """Return the cells of every row of a page, as text."""
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in html.split("<tr>")[1:]]
    return [[re.sub(r"<[^>]*>", "", cell).strip() for cell in row] for row in cells]


def test_each_pair_of_venezuelan_captures_is_counted_as_published():
    """V1 and V2: 24,530 equal, 2 and 543 of one alone; V2 and QR A: 7 differ; QR B: failed readings apart."""
    told = rows(venezuela()["en/compare.html"].decode())

    assert [
        "published table V1",
        "published table V2",
        *["24,530", "24,530", "0", "0", "2", "543", "0"],
    ] in told
    assert [
        "published table V2",
        "QR reading A",
        *["21,937", "21,930", "7", "0", "3,136", "15", "21"],
    ] in told
    assert ["published table V2", "QR reading B", *"8,029 8,025 4 4 17,044 8 0".split()] in told  # noqa: SIM905


def test_announcements_stand_side_by_side_with_what_changed():
    """From the first bulletin to the second, in each language's own numbers."""
    files = venezuela()

    english = next(row for row in rows(files["en/compare.html"].decode()) if row[1:2] == ["4,445,978"])
    assert english[1:] == ["4,445,978", "5,326,104", "+880,126"]
    spanish = next(row for row in rows(files["es/compare.html"].decode()) if row[1:2] == ["4.445.978"])
    assert spanish[1:] == ["4.445.978", "5.326.104", "+880.126"]


def test_the_file_of_a_pair_has_every_difference():
    """As many rows as a plain look at the records finds, a unit that only one has told as such."""
    content = gzip.decompress(pages_of(ELECTION)["download/differences-president-v1-v2.csv.gz"]).decode()
    told = list(csv.DictReader(io.StringIO(content)))
    tables = unsigned(ELECTION).dossier.tables
    records = {
        source: {row[0] for row in tables.query(f'select unit from "records:president:{source}"')}
        for source in ("v1", "v2")
    }

    assert {row["unit"] for row in told if row["what"] == "only first"} == records["v1"] - records["v2"]
    assert {row["unit"] for row in told if row["what"] == "only second"} == records["v2"] - records["v1"]
    assert {row["what"] for row in told} == {"only first", "only second"}


def test_every_pair_of_a_council_s_sources_is_there():
    """Five sources, ten pairs, and no announcement beside another where there is one."""
    site = unsigned(COUNCIL)

    assert len(pairs_of(site.dossier)) == 10


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A site that has shown two versions: first without the correction's record, then whole."""
    folder = tmp_path_factory.mktemp("twice")
    dossier = dossier_of(election(), folder)
    entries = entries_of(dossier)
    site = folder / "site"
    for size in (len(entries) - 40, len(entries)):
        write_signed(dossier.folder, entries[:size], site)
    return site, len(entries)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_two_versions_are_read_from_the_log_and_compared(page, twice):
    """Every entry between two checkpoints, each shown to be under the root; the address says which two."""
    site, size = twice
    with served(site) as server:
        page.goto(server.at("en/compare.html"))
        page.locator("#choose-versions button").click()
        told = page.locator("#changes .told.holds .line")
        told.wait_for()
        assert told.inner_text().startswith(f"Between {size - 40} and {size} entries:")
        assert page.locator("#changes tbody tr").count() == 40
        assert page.url.endswith(f"#from={size - 40}&to={size}")

        page.goto(server.at(f"en/compare.html#from=0&to={size}"))
        page.reload()
        told.wait_for()
        first = page.locator("#changes tbody tr").first
        assert "corrected" in first.inner_text()
        assert CORRECTED in first.inner_text()
        assert re.search(r"A \d+ → \d+", first.inner_text())


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_an_altered_checkpoint_of_an_earlier_version_is_told_in_red(page, twice):
    """A version that the log does not begin with is no version of it."""
    site, size = twice
    earlier = site / "log" / "checkpoints" / str(size - 40)
    true = earlier.read_bytes()
    lines = true.split(b"\n")
    lines[1] = str(size - 41).encode()
    earlier.write_bytes(b"\n".join(lines))
    try:
        with served(site) as server:
            page.goto(server.at("en/compare.html"))
            page.locator("#choose-versions button").click()
            fault = page.locator("#changes .told.fault")
            fault.wait_for()
            assert "checkpoints/" in (fault.get_attribute("data-where") or fault.inner_text())
    finally:
        earlier.write_bytes(true)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_an_address_opens_the_pair_it_names(page, twice):
    """The list of one pair is open, the others are out of the way, and the choice is in the address."""
    site, _ = twice
    with served(site) as server:
        page.goto(server.at("en/compare.html"))
        page.select_option("#pair", index=1)
        address = page.url
        assert "#pair=" in address
        page.goto(server.at("en/compare.html"))
        page.goto(address)
        page.reload()
        assert page.locator("details.pair[open]").count() == 1
        assert DIFFERING in page.locator("details.pair[open]").inner_text()
