"""The application: every address with what answers it, behind the door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.routing import Route as Address
from starlette.routing import Router

from tellers.web.serve.door import Door
from tellers.web.serve.endpoint import ApiEndpoint, Endpoint, OpenApiEndpoint
from tellers.web.serve.pages import AssetEndpoint, SheetEndpoint, SiteEndpoint
from tellers.web.serve.rate import RateLimiter
from tellers.web.serve.routes import API, DOCUMENT, ROUTES
from tellers.web.serve.service import NotThere
from tellers.web.serve.settings import Settings
from tellers.web.serve.sheet_page import SheetPages
from tellers.web.serve.tiles import LogEndpoint
from tellers.web.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Scope

    from tellers.web.serve.reply import Reply
    from tellers.web.serve.service import Service

__all__ = ["make_app"]

_LAST_PLACE = re.compile(r"\{(unit|code)\}$")


def make_app(service: Service, settings: Settings) -> ASGIApp:
    """Return the application that serves a dossier."""
    addresses = [
        # Ids may hold slashes, so the last place takes all that follows.
        Address(API + _LAST_PLACE.sub(r"{\1:path}", route.path), ApiEndpoint(route, service))
        for route in ROUTES
    ]
    addresses.append(Address(API, ApiEndpoint(ROUTES[0], service)))  # the index, without its slash too
    addresses.append(Address(DOCUMENT, OpenApiEndpoint()))
    addresses.append(Address("/log/{path:path}", LogEndpoint(settings.log, settings.site)))
    pages = SheetPages(service, settings)
    addresses.append(Address("/assets/{path:path}", AssetEndpoint()))
    for code in LANGUAGES:
        addresses.append(Address(f"/{code}/sheet/{{unit:path}}", SheetEndpoint(pages, code)))
        addresses.append(Address(f"/{code}/sheet", SheetEndpoint(pages, code, in_query=True)))
    if settings.site is not None:
        addresses.append(Address("/api/{path:path}", Endpoint(_nothing)))
        addresses.append(Address("/{path:path}", SiteEndpoint(settings.site, pages)))
    router = Router(addresses, redirect_slashes=False, default=Endpoint(_nothing))
    return Door(router, RateLimiter(settings.rate) if settings.rate else None)


async def _nothing(scope: Scope, _asked: Mapping[str, str]) -> Reply:
    """Refuse an address that nothing is at."""
    raise NotThere("there is nothing at this address", where=scope["path"], expected=API)
