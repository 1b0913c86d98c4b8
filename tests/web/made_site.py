"""Sites of made and of founding dossiers for tests, written to disk as `tellers publish` writes them."""

from __future__ import annotations

from pathlib import Path

from tests.web.explored import AT, EXAMPLES
from tests.web.read_page import Page, read_page

from tellers.web.site import Ordered, publish_site

__all__ = ["AT", "EXAMPLES", "contents", "page_at", "write_site"]


def write_site(dossier: Path, folder: Path, **more: object) -> list[str]:
    """Write a site and return what was written, sorted."""
    ordered = Ordered(dossier=dossier, folder=folder, at=str(more.pop("at", AT)), **more)  # type: ignore[arg-type]
    return sorted(publish_site(ordered).written)


def page_at(folder: Path, path: str) -> Page:
    """Return a page of a site."""
    return read_page((folder / path).read_bytes())


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }
