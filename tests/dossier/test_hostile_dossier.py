"""Whatever bytes a dossier's files hold, only our own errors come out of opening it."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.conftest import Desk
from tests.formats.test_hostile_bytes import damaged, quietly

from tellers.dossier import open_dossier
from tellers.dossier.package import file_hash, read_package
from tellers.dossier.validate import dossier_faults
from tellers.errors import DossierError, TellersError
from tellers.tables import list_corrections, unit_areas

BOUNDED = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
FILES = ("contest.toml", "proclamations.toml", "units.parquet", "records/mayor/sheets.parquet")


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A sound dossier, not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("sound"))
    desk.lay(b"u,a,b\n" + b"".join(b"%d,2,3\n" % unit for unit in range(50)))
    return desk.assemble().folder


def read_whole(folder: Path) -> None:
    """Open a dossier and add it up, as `tellers tally` does."""
    dossier = open_dossier(folder)
    dossier.tally("sheets")
    dossier.tally("sheets", by="unit")


@BOUNDED
@given(data=st.data())
def test_a_damaged_package_is_read_or_refused(sound, data):
    """`datapackage.json` of any bytes."""
    whole = (sound / "datapackage.json").read_bytes()
    content = data.draw(st.one_of(damaged(whole), st.binary(max_size=100)))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "datapackage.json").write_bytes(content)
        quietly(read_package, Path(folder))


@BOUNDED
@given(data=st.data(), name=st.sampled_from(FILES))
def test_a_damaged_file_is_seen_by_its_hash(sound, data, name):
    """A dossier with one file changed in any way is never opened."""
    whole = (sound / name).read_bytes()
    content = data.draw(damaged(whole).filter(lambda changed: changed != whole))
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(sound, Path(folder) / "dossier")
        (copy / name).write_bytes(content)
        with pytest.raises(TellersError):
            open_dossier(copy)


@BOUNDED
@given(data=st.data(), name=st.sampled_from(FILES))
def test_a_damaged_file_that_is_declared_as_it_is_is_read_or_refused(sound, data, name):
    """Who damages a file can declare its hash anew: what is read then is ours, or our error."""
    content = data.draw(damaged((sound / name).read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(sound, Path(folder) / "dossier")
        (copy / name).write_bytes(content)
        package = json.loads((copy / "datapackage.json").read_bytes())
        for resource in package["resources"]:
            if resource["path"] == name:
                resource |= {"bytes": len(content), "hash": file_hash(copy / name)}
        (copy / "datapackage.json").write_text(json.dumps(package))
        quietly(read_whole, copy)
        quietly(dossier_faults, copy)


def test_a_file_changed_under_a_listing_is_our_error(sound, tmp_path):
    """Rows that are streamed are refused as rows that are fetched at once: never the engine's error."""
    copy = shutil.copytree(sound, tmp_path / "dossier")
    dossier = open_dossier(copy)
    (copy / "records/mayor/sheets.parquet").write_bytes(b"PAR1 no more")

    with pytest.raises(DossierError, match="the tables cannot be worked with"):
        list(list_corrections(dossier.tables, dossier.contest(), dossier.sources[0].id))


def test_a_file_changed_under_a_unit_is_our_error(sound, tmp_path):
    """Everything known of one unit is read so, too."""
    copy = shutil.copytree(sound, tmp_path / "dossier")
    dossier = open_dossier(copy)
    (copy / "units.parquet").write_bytes(b"PAR1 no more")

    with pytest.raises(DossierError, match="the tables cannot be worked with"):
        unit_areas(dossier.tables, "7")
