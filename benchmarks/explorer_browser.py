"""A site served on the loopback, and a browser that says how long its pages took."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from playwright.sync_api import Page, sync_playwright

PATIENCE = 120_000
"""Milliseconds that anything may take."""
PAINTED = """() => new Promise(done =>
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true}))"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain file server; what it serves is not logged."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Give the address of a site on the loopback."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Browser:
    """Debian's Chromium; each figure is of a fresh context, with nothing kept."""

    def __enter__(self) -> Self:
        """Start it."""
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._browser.close()
        self._playwright.stop()

    @contextmanager
    def _page(self, *, width: int = 390) -> Iterator[Page]:
        context = self._browser.new_context(viewport={"width": width, "height": 844})
        context.set_default_timeout(PATIENCE)
        try:
            yield context.new_page()
        finally:
            context.close()

    def largest_paint(self, address: str, *, slowed: int) -> float:
        """Return when the largest part of a page was painted, in milliseconds, on a slowed processor."""
        with self._page() as page:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
            page.goto(address, wait_until="load")
            return float(page.evaluate(PAINTED))

    def some_sheet(self, site: Path, address: str) -> str:
        """Return the address of a sheet in the middle of a site."""
        pages = sorted((site / "sheets").glob("*.html")) or sorted((site / "en" / "sheets").glob("*.html"))
        middle = pages[len(pages) // 2]
        units = re.findall(r"<tr id=\"?([^\s\">]+)\"? data-e", middle.read_text(encoding="utf-8"))
        return f"{address}/{middle.relative_to(site).as_posix()}#{units[len(units) // 2]}"

    def sheet_verified(self, address: str) -> float:
        """Return how long a sheet's page took to verify it, in milliseconds, by its own clock."""
        with self._page() as page:
            page.goto(address, wait_until="load")
            told = page.wait_for_selector("[data-verified-ms]")
            if told is None:
                raise AssertionError(address)
            return float(told.get_attribute("data-verified-ms") or "nan")

    def all_verified(self, address: str) -> float:
        """Return how long "verify everything here" took, in seconds, from the click to its last word."""
        with self._page(width=1280) as page:
            page.goto(address, wait_until="load")
            button = page.wait_for_selector("#verify-all button")
            if button is None:
                raise AssertionError(address)
            started = time.monotonic()
            button.click()
            page.wait_for_selector("#verify-all .told.holds, #verify-all .told.fault")
            if page.query_selector("#verify-all .told.fault"):
                message = page.inner_text("#verify-all")
                raise AssertionError(message)
            return time.monotonic() - started
