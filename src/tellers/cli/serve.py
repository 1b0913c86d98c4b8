"""`tellers serve`: a dossier on the web, its pages and its API."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import PolicyOption
from tellers.cli.options import DossierFolder, SiteLanguageOption
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
            help="The log that holds the dossier's records: its folder, or a copy of its public files.",
            metavar="LOG",
        ),
    ] = None,
    policy: PolicyOption = None,
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
    site: Annotated[
        Path | None,
        Parameter(
            help="Keep the pages here, as `tellers publish --site` writes them: the next start is quicker.",
            metavar="DIR",
        ),
    ] = None,
    lang: SiteLanguageOption = "",
) -> int:
    """Serve a dossier on the web: its pages, every record, total and finding as JSON, and its log.

    The API describes itself at /api/v1/openapi.json; the log's files are under /log. There is no TLS: put
    an ordinary web server before it, let that one limit how often an address asks, and say --rate 0.
    Nothing is kept of who asked what.
    """
    if find_spec("uvicorn") is None or find_spec("starlette") is None:
        raise UsageError(
            "the server's packages are not installed",
            remedy="python -m pip install starlette uvicorn, in the environment that Tellers is in",
        )
    from tellers.cli.publish_site import pinned_policy  # noqa: PLC0415 (loaded only here)
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.web.serve.archive import Archive  # noqa: PLC0415

    public = log / "public" if log is not None and (log / "public").is_dir() else log
    pinned = pinned_policy(log, policy) if log is not None and (policy or public != log) else ""
    archive = Archive(open_dossier(dossier))
    # Half of what a start takes is loading what follows: meanwhile the archive fills its shelves.
    from tellers.web.serve.run import Place, serve  # noqa: PLC0415

    place = Place(host=host, port=port, rate=rate, log=public, policy=pinned, site=site, language=lang)
    return serve(archive, place, told=lambda line: print(line, file=sys.stderr, flush=True))
