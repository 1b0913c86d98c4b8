"""What follows from a dossier alone, worked out by a second process: the same, whatever becomes of that."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import sleep

import msgspec
import pytest
from tests.simulator import dossier_of
from tests.web.votes import election

from tellers.canonical import hash_bytes
from tellers.errors import LogError
from tellers.web.site import beside
from tellers.web.site.build import Ordered, publish_site
from tellers.web.site.checked import check_here

FAILING = "#!/bin/sh\nexit 3\n"
TALKING = "#!/bin/sh\necho a library greets you\n"


@pytest.fixture
def dossier(tmp_path, monkeypatch):
    """A small vote, for which a second process is begun all the same."""
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    monkeypatch.setattr(beside, "_processors", lambda: {0, 1})
    return dossier_of(election(), tmp_path / "dossier")


@pytest.fixture
def here(monkeypatch):
    """How often this process did the work itself."""
    done = []

    def count(dossier):
        done.append(dossier)
        return check_here(dossier)

    monkeypatch.setattr(beside, "check_here", count)
    return done


def test_a_second_process_finds_what_the_first_would(dossier, here):
    """Findings, pairs, and every byte of the tables."""
    with beside.check_beside(dossier) as checked:
        assert checked() == check_here(dossier)
    assert here == []


@pytest.mark.parametrize("program", [FAILING, TALKING])
def test_one_that_fails_or_says_something_else_is_done_without(program, dossier, here, tmp_path, monkeypatch):
    """Whatever a library prints there is not taken for the answer."""
    instead = tmp_path / "python"
    instead.write_text(program)
    instead.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(instead))
    with beside.check_beside(dossier) as checked:
        assert checked() == check_here(dossier)
    assert here == [dossier]


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_where_there_is_no_interpreter_to_begin_the_first_does_it(executable, dossier, here, monkeypatch):
    """Python embedded in another program has none."""
    monkeypatch.setattr(sys, "executable", executable)
    with beside.check_beside(dossier) as checked:
        assert checked() == check_here(dossier)
    assert here == [dossier]


def test_a_dossier_that_is_another_by_now_is_not_answered_for(dossier, capfdbinary, monkeypatch):
    """Its description is held to the one that the first process opened."""
    monkeypatch.setattr(beside, "_end_with_the_first", lambda: None)
    assert beside.main(str(dossier.folder), hash_bytes(b"another")) == 1
    assert capfdbinary.readouterr().out == b""
    digest = hash_bytes(msgspec.json.encode(dossier.package))
    assert beside.main(str(dossier.folder), digest, "/another/copy/beside.py") == 1
    assert capfdbinary.readouterr().out == b""
    assert beside.main(str(dossier.folder), digest) == 0
    assert capfdbinary.readouterr().out != b""


def test_nothing_is_begun_for_a_small_vote_or_one_processor(dossier, here, monkeypatch):
    """It would take longer to begin than to be done."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setattr(beside, "_processors", lambda: {0})
    with beside.check_beside(dossier) as checked:
        checked()
    monkeypatch.setattr(beside, "_processors", lambda: {0, 1})
    monkeypatch.setattr(beside, "WORTH_IT", 1_000_000)
    with beside.check_beside(dossier) as checked:
        checked()
    assert here == [dossier, dossier]


def test_a_file_beside_that_is_called_as_a_module_of_ours_is_not_run(dossier, here, tmp_path, monkeypatch):
    """Whoever sends a dossier may send more: the folder that one works in is not ours."""
    work = tmp_path / "work"
    work.mkdir()
    for name in ("tellers", "duckdb", "pickle"):
        (work / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(work)
    with beside.check_beside(dossier) as checked:
        checked()
    assert here == []
    assert not (tmp_path / "ran").exists()


def test_the_second_process_ends_with_the_first_one_s_work(dossier, tmp_path, monkeypatch):
    """Whatever goes wrong with the log: nobody is left working."""
    instead, said = tmp_path / "python", tmp_path / "pid"
    instead.write_text(f"#!/bin/sh\necho $$ > {said}.part && mv {said}.part {said}\nexec sleep 600\n")
    instead.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(instead))
    with suppress(LogError), beside.check_beside(dossier):
        while not said.exists():
            sleep(0.01)
        raise LogError("the log is no log")
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.read_text()), 0)


FIRST = """
import sys
from pathlib import Path
from tellers.dossier import open_dossier
from tellers.web.site import beside
beside.WORTH_IT, beside._processors = 0, lambda: {0, 1}
beside.PROGRAM = "import os, sys; from tellers.web.site import beside as b; " \
    "b.check_here = lambda d: (print(os.getpid(), file=sys.stderr), __import__('time').sleep(600)); " \
    f"open({sys.argv[2]!r}, 'w').write(str(os.getpid())); sys.exit(b.main(*sys.argv[1:]))"
with beside.check_beside(open_dossier(Path(sys.argv[1]))) as checked:
    checked()
"""


def test_the_second_process_ends_where_the_first_is_killed(dossier, tmp_path):
    """No signal tells it: it hears that nobody is there."""
    said = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", FIRST, str(dossier.folder), str(said)]) as first:
        while not said.exists() or not said.read_text():
            sleep(0.01)
        first.kill()
    second = int(said.read_text())
    while _runs(second):
        sleep(0.01)


def _runs(pid: int) -> bool:
    """Return whether a process does anything yet; one that ended and was not asked how does nothing."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_site_is_the_same_with_and_without_the_second_process(dossier, here, tmp_path, monkeypatch):
    """Byte for byte, every file."""
    ordered = Ordered(dossier=dossier.folder, folder=tmp_path / "two", at="2031-05-18T20:15:00Z")
    publish_site(ordered)
    assert here == []
    monkeypatch.setattr(beside, "_processors", lambda: {0})
    publish_site(replace(ordered, folder=tmp_path / "one"))
    assert len(here) == 1
    one, two = (
        {
            place.relative_to(tmp_path / name): place.read_bytes()
            for place in (tmp_path / name).rglob("*")
            if place.is_file()
        }
        for name in ("one", "two")
    )
    assert len(one) > 50
    assert one == two
