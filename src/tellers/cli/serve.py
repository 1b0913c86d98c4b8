"""`tellers serve`: a dossier on the web, its pages and its API."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.options import DossierFolder
from tellers.errors import UsageError

__all__ = ["serve_command"]


def serve_command(
    dossier: DossierFolder,
    /,
    *,
    log: Annotated[
        Path | None,
        Parameter(
            name="--log",
            help="The public folder of the log that holds the dossier's records: served below /log.",
            metavar="FOLDER",
        ),
    ] = None,
    host: Annotated[str, Parameter(help="Where to listen; 0.0.0.0 for everybody.", metavar="ADDRESS")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, Parameter(help="The port; 0 takes a free one.", metavar="PORT")] = 8000,
    rate: Annotated[
        float,
        Parameter(
            help="Requests a second that one address may make; 0 for as many as it likes.", metavar="N"
        ),
    ] = 100,
    lang: Annotated[
        Literal["en", "es", "pt", "fr"] | None,
        Parameter(help="The language of the first page; else that of the dossier's title.", metavar="LANG"),
    ] = None,
) -> int:
    """Serve a dossier: every record, total and finding as JSON under /api/v1, and the log under /log.

    The API describes itself at /api/v1/openapi.json. There is no TLS: put an ordinary web server before it,
    let that one limit how often an address asks, and say --rate 0. Nothing is kept of who asked what.
    """
    if find_spec("uvicorn") is None or find_spec("starlette") is None:
        raise UsageError("the server's packages are not installed", remedy="pip install 'tellers[serve]'")
    from tellers.dossier import open_dossier  # noqa: PLC0415 (loaded only here)
    from tellers.web.serve.run import Place, serve  # noqa: PLC0415

    place = Place(host=host, port=port, rate=rate, log=log, language=lang)
    return serve(open_dossier(dossier), place, told=lambda line: print(line, file=sys.stderr, flush=True))
