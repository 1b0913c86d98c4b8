"""A visit by a browser: its page, all that went wrong on it, and every address that it asked."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 30_000
"""Milliseconds until a test gives up waiting; a machine that others work on is slow."""
__all__ = ["FLAGS", "MIRROR", "Visit"]

MIRROR = "mirror.example"
"""Another name of this machine: over plain http it is not taken for the machine itself."""
FLAGS = (
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    f"--host-resolver-rules=MAP {MIRROR} 127.0.0.1",
)
"""WebGL without a graphics card, and the other name."""
TWIN = "Not allowed to load local resource: file:"
"""What Chromium says of the tags that are for a memory stick; over http they are refused, rightly."""


class Visit:
    """A visitor who remembers nothing yet."""

    def __init__(self, browser, **given: object) -> None:
        """Open an empty page; what is given is of Playwright's new_context."""
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **given})
        self.page = self.context.new_page()
        self.page.set_default_timeout(LONGEST)
        self.errors: list[str] = []
        """Of scripts, that nothing caught."""
        self.faults: list[str] = []
        """The same, and what the console says in red or yellow."""
        self.asked: list[str] = []
        self.page.on("pageerror", self._failed)
        self.page.on("console", self._heard)
        self.page.on("request", lambda request: self.asked.append(request.url))

    @property
    def hosts(self) -> set[str]:
        """Every host that was asked for anything."""
        asked = [urlsplit(url) for url in self.asked]
        return {one.netloc for one in asked if one.scheme not in {"data", "blob", "file"}}

    def _failed(self, error) -> None:
        self.errors.append(str(error))
        self.faults.append(str(error))

    def _heard(self, message) -> None:
        harmless = TWIN in message.text or "favicon" in str(message.location)
        if message.type in {"error", "warning"} and not harmless and "GPU stall" not in message.text:
            self.faults.append(message.text)
