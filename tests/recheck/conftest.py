"""A small checked vote and its findings file, for every test of the recheck."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from tests.simulator import dossier_of, honest_election, inflated_proclamation, missing_station, second_source

from tellers.check import check
from tellers.report.findings_json import write_findings


@pytest.fixture(scope="session")
def checked(tmp_path_factory):
    """An election with a station missing, a second source and an inflated figure: many kinds of finding."""
    made = honest_election(seed=7, regions=2, centres=3)
    made = missing_station(second_source(made, name="witnesses"), unit="01.01.01")
    made = inflated_proclamation(made, figure="B", votes=2_000)
    return check(dossier_of(made, tmp_path_factory.mktemp("recheck")))


@pytest.fixture(scope="session")
def dossier(checked):
    """The folder of that election."""
    return checked.dossier.folder


@pytest.fixture(scope="session")
def content(checked):
    """The bytes of its findings file."""
    stream = io.BytesIO()
    write_findings(checked, stream)
    return stream.getvalue()


@pytest.fixture
def sealed_anew(tmp_path):
    """Write changed members as a findings file whose seal fits again, as a forger would."""

    def write(plain):
        members = [f"{json.dumps(k)}:{json.dumps(v)}" for k, v in plain.items() if k != "seal"]
        before = ("{" + ",\n".join(members) + ",\n").encode()
        path = tmp_path / "findings.json"
        path.write_bytes(before + b'"seal":"sha256:%s"\n}\n' % hashlib.sha256(before).hexdigest().encode())
        return path

    return write
