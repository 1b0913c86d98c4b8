"""The pages' addresses: one sheet, made when it is asked for, and every file of the site at its own path."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from tellers.web.assets import assets
from tellers.web.serve.asked import Nothing, SheetAsked, read_query
from tellers.web.serve.endpoint import Endpoint
from tellers.web.serve.reply import Reply
from tellers.web.serve.service import NotThere
from tellers.web.serve.tiles import AGAIN_SECONDS, STEP_SECONDS, WAIT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Scope

    from tellers.web.serve.sheet_page import SheetPages
    from tellers.web.serve.site_files import SiteFiles

__all__ = ["SheetEndpoint", "SiteEndpoint", "media_of"]

HTML = "text/html; charset=utf-8"
CACHE = "no-cache"
"""A page, script and style are asked for anew each time, and mostly answered that nothing changed: a page
names the hash of its scripts, and an old script beside a new page would not run."""
MEDIA = {
    "html": (HTML, True),
    "js": ("text/javascript; charset=utf-8", True),
    "css": ("text/css; charset=utf-8", True),
    "json": ("application/json", True),
    "svg": ("image/svg+xml", True),
    "geojson": ("application/geo+json", True),
    "topojson": ("application/json", True),
    "csv": ("text/csv; charset=utf-8", True),
    "toml": ("text/plain; charset=utf-8", True),
    "txt": ("text/plain; charset=utf-8", True),
    "gz": ("application/gzip", False),
    "pdf": ("application/pdf", False),
    "parquet": ("application/vnd.apache.parquet", False),
}
"""By the ending of a file: what it is, and whether compressing it helps."""


def media_of(path: str) -> tuple[str, bool]:
    """Return what a file is, and whether it is worth compressing.

    >>> media_of("download/v1.csv.gz"), media_of("dossier/LICENCE")
    (('application/gzip', False), ('application/octet-stream', False))
    """
    name = path.rpartition("/")[2]
    return MEDIA.get(name.rpartition(".")[2] if "." in name else "", ("application/octet-stream", False))


class SheetEndpoint(Endpoint):
    """A unit's page in a language, by its id in the path, or in the query where a path would not carry it."""

    def __init__(self, pages: SheetPages, language: str, *, in_query: bool = False) -> None:
        """Keep what makes the pages."""
        super().__init__(self._answer)
        self._pages, self._language, self._in_query = pages, language, in_query

    async def _answer(self, scope: Scope, _asked: Mapping[str, str]) -> Reply:
        if self._in_query:
            unit = read_query(scope["query_string"], SheetAsked, where=scope["path"]).unit
        else:
            read_query(scope["query_string"], Nothing, where=scope["path"])
            unit = scope["path_params"]["unit"]
        path = scope["raw_path"].decode("ascii", "replace").lstrip("/")
        try:
            page = self._pages.page(path, self._language, unit)
        except NotThere:
            return Reply(status=404, body=self._pages.nothing(path, self._language), media=HTML)
        return Reply(body=page, media=HTML, cache=CACHE)


class AssetEndpoint(Endpoint):
    """A script or style, as the pages of this server name them; there before the site is, and without one."""

    def __init__(self) -> None:
        """Nothing is kept: the assets are in memory."""
        super().__init__(self._answer)

    async def _answer(self, scope: Scope, _asked: Mapping[str, str]) -> Reply:
        path = scope["path_params"]["path"]
        if path not in assets():
            raise NotThere("there is no such asset", where=scope["path"])
        media, zippable = media_of(path)
        return Reply(body=assets()[path].content, media=media, zippable=zippable, cache=CACHE)


class SiteEndpoint(Endpoint):
    """Every file of the site; one that is not made yet is waited for a while."""

    def __init__(self, site: SiteFiles, pages: SheetPages) -> None:
        """Keep where the files are, and who makes the page that says that there is none."""
        super().__init__(self._answer)
        self._site, self._pages = site, pages

    async def _answer(self, scope: Scope, _asked: Mapping[str, str]) -> Reply:
        path = scope["path"].removeprefix("/")
        path += "index.html" if not path or path.endswith("/") else ""
        until = time.monotonic() + WAIT_SECONDS
        while True:
            being_made = self._site.being_made
            content = await asyncio.to_thread(self._site.read, path)
            if content is not None:
                media, zippable = media_of(path)
                return Reply(body=content, media=media, zippable=zippable, cache=CACHE)
            if not being_made:
                return Reply(status=404, body=self._nothing(scope, waiting=False), media=HTML)
            if time.monotonic() > until:
                again = {"retry-after": str(AGAIN_SECONDS)}
                body = self._nothing(scope, waiting=True)
                return Reply(status=503, body=body, media=HTML, cache="no-store", headers=again)
            await asyncio.sleep(STEP_SECONDS)

    def _nothing(self, scope: Scope, *, waiting: bool) -> bytes:
        path = scope["raw_path"].decode("ascii", "replace").lstrip("/")
        return self._pages.nothing(path, path.partition("/")[0], key="waiting" if waiting else "nothing")
