"""A dossier whose every name is hostile: none of it runs, hides or turns what a page says."""

from __future__ import annotations

import hashlib
import json
import re

import duckdb
import pytest
from tests.simulator import dossier_of
from tests.web.sites import AT
from tests.web.votes import election

import tellers.web.site.layout as layout_module
from tellers.web.site import Ordered, publish_site

TURNED = "\u202e\u2066\u200b"
MARK = f"{TURNED}<img src=x onerror=alert(1)></script>&\\\"'"


def hostile(folder):
    """Write the dossier of the made election with marks in every name."""
    dossier_of(election(), folder)
    dossier = folder / "dossier"
    contest = dossier / "contest.toml"
    named = r'((?:title|name|by|origin) = ")([^"]*)"'
    contest.write_text(re.sub(named, lambda found: f'{found[1]}{found[2]} {MARK}"', contest.read_text()))
    said = dossier / "proclamations.toml"
    said.write_text(
        said.read_text().replace('authority"', f'authority {MARK}"').replace('"made"', f'"made {MARK}"')
    )
    units, marked = dossier / "units.parquet", folder / "units.parquet"
    names = [one for one in duckdb.sql(f"select * from '{units}'").columns if one.endswith("_name")]
    changed = ", ".join(f"{one} || ? as {one}" for one in names)
    source = f"select * replace ({changed}) from '{units}'"
    duckdb.execute(f"copy ({source}) to '{marked}' (format parquet)", [MARK] * len(names))
    marked.replace(units)
    package = json.loads((dossier / "datapackage.json").read_text())
    for resource in package["resources"]:
        data = (dossier / resource["path"]).read_bytes()
        resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (dossier / "datapackage.json").write_text(json.dumps(package | {"title": MARK}))
    return dossier


@pytest.mark.parametrize("most", [100, 0], ids=["in every language", "once"])
def test_no_page_has_a_tag_or_a_turned_text_of_a_name(tmp_path, monkeypatch, most):
    """Neither in its text nor in an attribute; data of scripts are only ever written as text."""
    monkeypatch.setattr(layout_module, "MOST_IN_EVERY_LANGUAGE", most)
    publish_site(Ordered(dossier=hostile(tmp_path), folder=tmp_path / "site", at=AT))
    pages = {path: path.read_text() for path in (tmp_path / "site").rglob("*.html")}

    assert len(pages) > 30
    assert [str(path) for path, text in pages.items() if "<img" in text] == []
    assert sum("onerror=alert(1)" in text for text in pages.values()) > 30
    shown = {
        path: re.sub(r"data-(?:p|figures|subjects|contests|rolls)=('[^']*'|\"[^\"]*\")", "", text)
        for path, text in pages.items()
    }
    assert [str(path) for path, text in shown.items() if set(text) & set(TURNED)] == []
