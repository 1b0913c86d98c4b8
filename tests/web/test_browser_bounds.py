"""A mirror that sends without end, and a stick with a file as long as the stick: read to a bound and told."""

from __future__ import annotations

import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.web.served import served
from tests.web.votes import PLAIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TILE = "log/tile/0/001.p/63"
"""The right edge of the made election's log of 319 entries."""
LONG = 300_000_000


@pytest.fixture
def endless(made_site):
    """The site from a server that sends one tile for as long as anybody reads: how much was sent, by path."""
    sent: dict[str, int] = {}

    class Handler(SimpleHTTPRequestHandler):
        """Serves the site, and a tile that does not end."""

        def do_GET(self) -> None:
            if not self.path.endswith(TILE):
                super().do_GET()
                return
            self.send_response(200)
            self.end_headers()
            sent[TILE] = 0
            try:
                while sent[TILE] < LONG:
                    self.wfile.write(bytes(65_536))
                    sent[TILE] += 65_536
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    def handler(*parts):
        return Handler(*parts, directory=str(made_site))

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()


def test_a_tile_without_end_is_read_to_its_bound_and_told(page, endless):
    """A phone would have kept all of it; what is in buffers on the way was sent, and no more."""
    address, sent = endless
    page.goto(f"{address}/en/sheets/region-02.html#{PLAIN}")
    fault = page.locator(".sheet-view .told.fault")
    fault.wait_for()

    assert fault.get_attribute("data-fault") == "file-too-long"
    assert fault.get_attribute("data-where") == "tile/0/001.p/63"
    assert "This file is longer than 8,192 bytes, the most that it can have." in fault.inner_text()
    assert sent[TILE] < LONG / 10


def test_everything_is_not_verified_where_a_tile_has_no_end(page, endless):
    """The worker reads by the same bounds as the page."""
    address, sent = endless
    page.goto(f"{address}/en/check.html")
    section = page.locator("#verify-all")
    section.locator("button.main").click()
    fault = section.locator(".told.fault")
    fault.wait_for()

    assert fault.get_attribute("data-fault") == "file-too-long"
    assert sent[TILE] < LONG / 10


@pytest.mark.parametrize("disk", [False, True], ids=["http", "disk"])
@pytest.mark.parametrize(
    ("path", "bytes_too_many"),
    [(TILE, 8193), ("log/checkpoint", 1_000_001), ("log/tile/entries/000", 256 * 65_537 + 1)],
    ids=["tile", "checkpoint", "bundle"],
)
def test_a_file_longer_than_its_kind_is_told_by_its_length(page, site, path, bytes_too_many, *, disk):
    """The server says how long it is, and so does a stick: not a byte of it is read."""
    with (site / path).open("r+b") as file:
        file.truncate(bytes_too_many)
    with served(site) as one:
        root = f"file://{site}/" if disk else one.at("")
        page.goto(f"{root}en/sheets/region-01.html#01.01.02")
        if disk:
            page.set_input_files("#tellers-folder", str(site))
        fault = page.locator(".sheet-view .told.fault").first
        fault.wait_for()

        assert fault.get_attribute("data-fault") == "file-too-long"
        assert fault.get_attribute("data-where") == path.removeprefix("log/")
        assert f"{bytes_too_many} bytes" in fault.inner_text()
