"""What we write as minutes is valid Akoma Ntoso, by the schema of the standard and a validator of others.

Neither is ours to ship: the test takes part where `xmllint` is on the PATH and TELLERS_AKN_XSD names the
standard's akomantoso30.xsd, with xml.xsd beside it (docs.oasis-open.org/legaldocml/akn-core/v1.0).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.vote_events import EVENTS

from tellers.council.export import export_votes
from tellers.dossier import open_dossier
from tellers.formats.akn_votes import write_akn

OAS = Path(__file__).parents[2] / "examples" / "oas-2024-07-31"
SCHEMA = os.environ.get("TELLERS_AKN_XSD", "")
XMLLINT = shutil.which("xmllint")

pytestmark = pytest.mark.skipif(
    not (SCHEMA and XMLLINT), reason="no xmllint on the PATH, or TELLERS_AKN_XSD names no schema"
)


def faults(content: bytes, folder: Path) -> str:
    """Return what the validator says of a document; '' where it is valid."""
    (folder / "votes.xml").write_bytes(content)
    told = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", SCHEMA, str(folder / "votes.xml")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return "" if told.returncode == 0 else told.stderr


def test_the_founding_case_is_valid(tmp_path):
    """Every element and attribute stands where the standard allows it."""
    written = write_akn(export_votes(open_dossier(OAS)).events)

    assert faults(written.files[""], tmp_path) == ""


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=EVENTS)
def test_any_votes_are_valid(tmp_path, events):
    """Whatever the votes say or are silent on."""
    assert faults(write_akn(events).files[""], tmp_path) == ""
