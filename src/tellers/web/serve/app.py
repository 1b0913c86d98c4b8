"""The application: every address with what answers it, behind the door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Route as Address
from starlette.routing import Router

from tellers.web.serve.door import Door
from tellers.web.serve.endpoint import ApiEndpoint, Endpoint, OpenApiEndpoint
from tellers.web.serve.openapi import PATH
from tellers.web.serve.rate import RateLimiter
from tellers.web.serve.routes import API, ROUTES
from tellers.web.serve.service import NotThere
from tellers.web.serve.tiles import LogEndpoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.types import ASGIApp, Scope

    from tellers.web.serve.reply import Reply
    from tellers.web.serve.service import Service

__all__ = ["Settings", "make_app"]

_LAST_PLACE = re.compile(r"\{(unit|code)\}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is served beside the dossier, and how much one address may ask."""

    log: Path | None = None
    """The public folder of the log."""
    rate: float = 0
    """Requests a second from one address, in the long run; 0 for as many as it likes."""


def make_app(service: Service, settings: Settings) -> ASGIApp:
    """Return the application that serves a dossier."""
    addresses = [
        # Ids may hold slashes, so the last place takes all that follows.
        Address(API + _LAST_PLACE.sub(r"{\1:path}", route.path), ApiEndpoint(route, service))
        for route in ROUTES
    ]
    addresses.append(Address(PATH, OpenApiEndpoint()))
    if settings.log is not None:
        addresses.append(Address("/log/{path:path}", LogEndpoint(settings.log)))
    router = Router(addresses, redirect_slashes=False, default=Endpoint(_nothing))
    return Door(router, RateLimiter(settings.rate) if settings.rate else None)


async def _nothing(scope: Scope, _asked: Mapping[str, str]) -> Reply:
    """Refuse an address that nothing is at."""
    raise NotThere("there is nothing at this address", where=scope["path"], expected=PATH)
