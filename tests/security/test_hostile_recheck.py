"""A findings file and a dossier that were made to mislead, stop or escape the recheck."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from tests.security.conftest import PROCLAMATIONS


@pytest.fixture
def findings(sent, run, tmp_path):
    """A function that writes a findings file of a sound dossier, one number of it changed."""
    folder = sent()
    file = tmp_path / "findings.json"
    run("check", folder, "--json", file)
    whole = json.loads(file.read_text())

    def changed(**number: object):
        whole["contests"][0]["verdicts"][0]["numbers"][0].update(number)
        file.write_text(json.dumps(whole))
        return file, folder

    return changed


@pytest.mark.parametrize(
    "formula",
    [
        '__import__("os")',
        'total("s", "A").real',
        "9**9**9",
        "9" * 5000,
        "(lambda: 0)()",
        "-" * 5000 + "1",
        "(" * 5000 + "1" + ")" * 5000,
        "[1 for x in 1]",
        "*".join(['total("s", "A")'] * 900),
        "1 // 0",
    ],
)
def test_a_formula_that_is_none_is_refused_at_once(findings, run, formula):
    """Neither run, nor computed without bound."""
    done = run("recheck", *findings(formula=formula), "--quiet")

    assert done.code == 3
    assert "REFUSED" in done.out
    assert "Traceback" not in done.err


def test_what_a_findings_file_says_cannot_write_elsewhere_on_the_screen(findings, run):
    """Escapes are replaced in all that is quoted from it."""
    done = run("recheck", *findings(value="\x1b]0;mine\x07\r", name="\x1b[2J"))

    assert done.code == 3
    assert {"\x1b", "\x07", "\r"} & set(done.out + done.err) == set()


@pytest.mark.parametrize(
    "text", ['{"format":' + "[" * 100_000, '{"format":' + "9" * 5000 + "}", "[]", "\x00"]
)
def test_a_file_that_is_no_findings_file_is_refused(run, sent, tmp_path, text):
    """However deep or long."""
    file = tmp_path / "findings.json"
    file.write_text(text)

    done = run("recheck", file, sent())

    assert (done.code, "Traceback" in done.err) == (3, False)


@pytest.mark.parametrize("percent", ["1e999999999", "9" * 5000])
def test_a_recheck_refuses_a_number_too_long_to_compute_with(findings, run, percent):
    """It reads the dossier by itself, so it looks by itself."""
    file, folder = findings()
    (folder / "proclamations.toml").write_text(PROCLAMATIONS.replace("60.0", percent))

    done = run("recheck", file, folder)

    assert (done.code, "percent is no number" in done.err) == (3, True)


@pytest.mark.parametrize("link", ["contest.toml", "records"])
def test_a_recheck_follows_no_link(findings, run, tmp_path, link):
    """Neither for a text nor for a folder."""
    file, folder = findings()
    (folder / link).rename(tmp_path / "elsewhere")
    (folder / link).symlink_to(tmp_path / "elsewhere")

    done = run("recheck", file, folder)

    assert (done.code, "Traceback" in done.err) == (3, False)


@pytest.mark.parametrize("column", [{"unit": pa.array([[1], [2]])}, {"record": pa.array(["a", "b"])}])
def test_a_recheck_refuses_columns_of_another_type(findings, run, column):
    """As the check does, by its own means."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (only here)
    from tests.security.conftest import RECORDS  # noqa: PLC0415

    file, folder = findings()
    pq.write_table(pa.table(RECORDS | column), folder / "records" / "vote" / "s.parquet")

    done = run("recheck", file, folder)

    assert (done.code, "Traceback" in done.err) == (3, False)
