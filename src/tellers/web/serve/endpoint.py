"""One address of the API, answered: method, what the asker takes, the query, the answer, and the way back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tellers.errors import TellersError, UsageError
from tellers.web.serve import openapi
from tellers.web.serve.answers import encode_answer
from tellers.web.serve.asked import Nothing, read_query
from tellers.web.serve.page import Page, next_link
from tellers.web.serve.problems import problem, problem_of
from tellers.web.serve.reply import Reply, accepts, conditional

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from tellers.web.serve.routes import Route
    from tellers.web.serve.service import Service

__all__ = ["METHODS", "ApiEndpoint", "Endpoint", "OpenApiEndpoint", "headers_of", "respond"]

METHODS = "GET, HEAD, OPTIONS"
JSON = "application/json"
AT_ONCE = 1 << 16
"""Bytes of a reply that is made ready between two others."""
CACHE = "public, max-age=60"
"""A minute: what is served changes when the server reads its dossier again."""


def headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers of a request; of one that stands twice both, after each other."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


async def respond(send: Send, reply: Reply, asked: Mapping[str, str]) -> None:
    """Send a reply to a request with these headers."""
    if len(reply.body) > AT_ONCE:  # hashed and compressed beside: nobody else waits for it
        status, body, headers = await asyncio.to_thread(conditional, reply, asked)
    else:
        status, body, headers = conditional(reply, asked)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Endpoint:
    """What every address has in common: its methods, and that a refusal is told as a problem."""

    def __init__(self, give: Callable[[Scope, Mapping[str, str]], Awaitable[Reply]]) -> None:
        """Keep what makes the reply to a GET."""
        self._give = give

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = headers_of(scope)
        try:
            reply = await self._reply(scope, asked)
            await respond(send, reply, asked)
        except TellersError as error:
            await respond(send, problem_of(error), {})

    async def _reply(self, scope: Scope, asked: Mapping[str, str]) -> Reply:
        if scope["method"] in {"GET", "HEAD"}:
            return await self._give(scope, asked)
        if scope["method"] == "OPTIONS":
            return Reply(status=204, headers={"allow": METHODS})
        wrong = UsageError("nothing is changed here", expected=METHODS, got=scope["method"][:20])
        return problem(405, wrong, {"allow": METHODS})


class ApiEndpoint(Endpoint):
    """One route of the table."""

    def __init__(self, route: Route, service: Service) -> None:
        """Keep the route and who answers."""
        super().__init__(self._answer)
        self._route, self._service = route, service

    async def _answer(self, scope: Scope, asked: Mapping[str, str]) -> Reply:
        if refusal := refuse_media(asked, JSON):
            return refusal
        route, where = self._route, scope["path"]
        query = read_query(scope["query_string"], route.query, where=where)
        places = scope.get("path_params", {})
        if route.at_desk:
            archive = self._service.archive
            archive.reading.verify()
            desk = archive.desk
            given = await asyncio.get_running_loop().run_in_executor(
                desk, route.give, self._service, places, query
            )
            archive.reading.verify()  # nothing of other files got into the answer
        else:
            given = route.give(self._service, places, query)
        if isinstance(given, Page):
            link = next_link(given, query)
            headers = {"link": link} if link else {}
            return Reply(body=encode_answer(given.answer), cache=CACHE, headers=headers)
        return Reply(body=encode_answer(given), cache=CACHE)


class OpenApiEndpoint(Endpoint):
    """The OpenAPI document."""

    def __init__(self) -> None:
        """Nothing is kept: the document is made once, when it is first asked for."""
        super().__init__(self._answer)

    async def _answer(self, scope: Scope, asked: Mapping[str, str]) -> Reply:
        read_query(scope["query_string"], Nothing, where=scope["path"])
        return refuse_media(asked, JSON) or Reply(body=openapi.document(), cache=CACHE)


def refuse_media(asked: Mapping[str, str], media: str) -> Reply | None:
    """Return a 406 where the asker does not take what there is, else None."""
    header = asked.get("accept", "*/*")
    if accepts(header, media):
        return None
    return problem(406, UsageError("there is nothing of that kind here", expected=media, got=header[:80]))
