from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from threading import Thread, Timer

from tests.log.witness_served import make, post, send, serving
from tests.log.witness_world import FORK, WITNESS, request, tree_of

from tellers.log.witness_statements import Statement, read_statements
from tellers.log.witness_store import WitnessStore

ROOT = Path(__file__).parents[2]
MOST = 5_000
LONG = (tree_of("told here", MOST, shared=3), tree_of("told there", MOST, shared=3))


def hammer(port: int, number: int, until: float) -> list[tuple[int, bytes]]:
    """Return what one client was cosigned: it takes either history as far as it can."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    tree, size, taken = LONG[number % 2], 0, []
    while time.monotonic() < until and size < MOST:
        new = min(MOST, size + 1 + number % 3)
        connection.request("POST", "/add-checkpoint", body=request(size, new, tree=tree))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200:
            taken.append((new, tree.head(new).root))
            size = new
        elif answer.status == 409:
            size = int(body)
        else:
            assert answer.status == 422
            tree = LONG[tree is LONG[0]]
    connection.close()
    return taken


def test_of_many_clients_with_two_histories_one_history_is_cosigned(tmp_path):
    """No size has two roots, none goes back, and every cosignature given was stored."""
    results: list[list[tuple[int, bytes]]] = [[] for _ in range(12)]
    with serving(make(tmp_path / "w")) as port:
        until = time.monotonic() + 4

        def run(number: int) -> None:
            results[number] = hammer(port, number, until)

        threads = [Thread(target=run, args=(number,)) for number in range(len(results))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    kept = [(one.size, one.root) for one in read_statements(tmp_path / "w") if one.status == 200]
    given_out = {one for taken in results for one in taken}
    assert given_out == set(kept)
    assert len({size for size, _ in kept}) == len(kept) > 20
    assert all(before[0] < after[0] for before, after in pairwise(kept))
    assert all(before[0] <= after[0] for taken in results for before, after in pairwise(taken))


KILLED = """
import os, signal, sys
from pathlib import Path
from tellers.log.witness_http import WitnessServer
from tellers.log.witness_service import WitnessService
from tellers.log.witness_store import WitnessStore
from tests.log.witness_world import WITNESS

commits = []
def committed():
    commits.append(1)
    if len(commits) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

with WitnessStore(Path(sys.argv[1]), WITNESS.keys) as store:
    server = WitnessServer(WitnessService(WITNESS, store, committed=committed), ("127.0.0.1", 0))
    print(server.port, flush=True)
    server.serve()
"""


def test_a_witness_killed_between_storing_and_answering_remembers(tmp_path):
    """The log never got the answer; the fork of that size is refused, the same checkpoint cosigned again."""
    folder = make(tmp_path / "w")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), "2"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        first = send(port, post(request(0, 5)), until_closed=False)
        second = send(port, post(request(5, 9)), until_closed=False)
        assert process.wait(timeout=10) == -signal.SIGKILL

    assert (first[9:12], second) == (b"200", b"")
    with serving(folder) as port:
        said = [
            send(port, post(body))[9:12]
            for body in (request(5, 9), request(9, 9, tree=FORK), request(9, 9), request(9, 12))
        ]
    assert said == [b"409", b"422", b"200", b"200"]


def test_a_witness_killed_at_any_moment_has_stored_what_it_answered(tmp_path):
    """Eight times, each a little later; nobody waits for the right moment."""
    folder, size, answered = make(tmp_path / "w"), 0, []
    for delay in (0.0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            killer = Timer(delay, process.kill)
            killer.start()
            with suppress(OSError):
                while size < MOST:
                    said = send(port, post(request(size, size + 1, tree=LONG[0])), until_closed=False)
                    if said[9:12] == b"200":
                        answered.append(size + 1)
                        size += 1
                    elif said[9:12] == b"409":
                        size = int(said.split(b"\r\n\r\n")[1])
                    else:
                        break
            killer.join()
    kept = [one.size for one in read_statements_of(folder)]

    assert set(answered) <= set(kept)
    assert kept == list(range(1, len(kept) + 1))


def read_statements_of(folder: Path) -> list[Statement]:
    """Return what was cosigned, after a start that puts back what a killed commit left."""
    with WitnessStore(folder, WITNESS.keys):
        pass
    return [one for one in read_statements(folder) if one.status == 200]
