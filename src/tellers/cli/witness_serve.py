"""`tellers witness serve`: a witness on the web."""

from __future__ import annotations

import signal
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.log_options import counted
from tellers.cli.witness import WitnessFolder
from tellers.errors import LogError

__all__ = ["witness_serve_command"]


def witness_serve_command(
    folder: WitnessFolder,
    /,
    *,
    listen: Annotated[
        str, Parameter(help="Where to listen, as 127.0.0.1:8080; port 0 takes a free one.", metavar="ADDRESS")
    ],
    prefix: Annotated[
        str, Parameter(help="What comes before /add-checkpoint in the address.", metavar="PATH")
    ] = "",
) -> int:
    """Answer logs and monitors until stopped, in the form of C2SP tlog-witness.

    The passphrase is asked for once, at the start. Nothing is answered before it is on the disk. There is
    no TLS: put an ordinary web server before it.
    """
    from tellers.log.passphrase import ask_passphrase  # noqa: PLC0415 (loaded only here)
    from tellers.log.witness_folder import open_witness  # noqa: PLC0415
    from tellers.log.witness_http import WitnessServer, read_listen  # noqa: PLC0415
    from tellers.log.witness_service import WitnessService  # noqa: PLC0415

    place = read_listen(listen)
    with open_witness(folder, ask_passphrase(str(folder))) as (witness, store):
        service = WitnessService(witness, store)
        try:
            server = WitnessServer(service, place, prefix=prefix)
            signal.signal(signal.SIGTERM, lambda *_: server.stop())
            logs = counted(len(store.logs()), "log")
            print(f"{witness.name} listens on port {server.port} for {logs}", flush=True)
            broken = server.serve()
        finally:
            service.close()
    if broken:
        raise LogError(f"the witness has stopped: {broken}")
    return 0
