"""The findings file: its schema, its bytes, its seal."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from tests.simulator import dossier_of, honest_council, honest_election, inflated_proclamation

from tellers.canonical import encode_json, from_plain
from tellers.check import check
from tellers.errors import UsageError
from tellers.model import Finding, Verdict
from tellers.report.catalogue import LANGUAGES
from tellers.report.findings_json import findings_schema, write_findings

ROOT = Path(__file__).parents[2]
MADE = {
    "election": inflated_proclamation(honest_election(seed=7, regions=2, centres=3), figure="B", votes=900),
    "council": honest_council(),
}


def written(result, language=""):
    """Return the bytes of a result's findings file."""
    stream = io.BytesIO()
    write_findings(result, stream, language=language)
    return stream.getvalue()


@pytest.fixture(scope="module", params=MADE)
def result(request, tmp_path_factory):
    """A checked election, and a checked roll call."""
    return check(dossier_of(MADE[request.param], tmp_path_factory.mktemp(request.param)))


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_the_file_satisfies_its_published_schema(result, language):
    """The schema in the package accepts what is written, with and without sentences."""
    path = ROOT / "src" / "tellers" / "report" / "schemas" / "findings-1.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    plain = json.loads(written(result, language))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(plain)
    told = [one.get("text") for contest in plain["contests"] for one in contest["findings"]]
    assert told
    assert all(bool(text) is bool(language) for text in told)


def test_what_is_published_from_code_is_current():
    """The schemas and the page of formulas say what the code says; the script renews them."""
    checked = subprocess.run(
        [sys.executable, "scripts/published_forms.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.pop("seal"),
        lambda plain: plain.update(format="tellers:findings:2"),
        lambda plain: plain.update(more=1),
        lambda plain: plain["contests"][0]["findings"][0].pop("code"),
        lambda plain: plain["contests"][0]["findings"][0].update(severity="grave"),
        lambda plain: plain["contests"][0]["findings"][0]["numbers"][0].update(value=0.5),
        lambda plain: plain["contests"][0]["verdicts"][0].update(word="true"),
        lambda plain: plain["dossier"]["files"][0].update(hash="md5:0"),
    ],
)
def test_the_schema_refuses_what_is_not_the_form(result, change):
    """A schema that accepts everything checks nothing."""
    plain = json.loads(written(result))
    change(plain)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(findings_schema()).validate(plain)


def test_the_same_dossier_gives_the_same_bytes(tmp_path):
    """Checked twice, in two folders, one file: no clock, no path, no chance."""
    first, second = (
        written(check(dossier_of(MADE["election"], tmp_path / name)), "es") for name in ("one", "two")
    )

    assert first == second
    assert str(tmp_path).encode() not in first


def test_every_finding_and_verdict_comes_back_from_the_file(result):
    """Nothing is lost: the lines decode to the very objects of the check."""
    plain = json.loads(written(result))
    for contest, told in zip(result.contests, plain["contests"], strict=True):
        findings = tuple(from_plain(one, Finding, where="x") for one in told["findings"])
        verdicts = tuple(from_plain(one, Verdict, where="x") for one in told["verdicts"])
        assert (findings, verdicts) == (contest.findings, contest.verdicts)
        assert told["agrees"] is contest.agrees


def test_each_line_of_a_finding_is_canonical(result):
    """A finding's line is the one text of its content, so that it can be hashed and cited."""
    content = written(result)
    plain = json.loads(content)
    lines = {line.rstrip(b",").removesuffix(b"]}").rstrip(b"]") for line in content.splitlines()}
    one = encode_json(plain["contests"][0]["findings"][0])
    assert any(one.startswith(line) and len(one) - len(line) < 4 for line in lines if line)


def test_the_seal_is_the_hash_of_all_before_it(result):
    """As `head -c` and `sha256sum` give it."""
    content = written(result)
    before, _, after = content.rpartition(b'"seal":')

    assert after == b'"sha256:%s"\n}\n' % hashlib.sha256(before).hexdigest().encode()


def test_the_files_of_the_dossier_are_named_with_their_hashes(result):
    """What the findings rest on can be told apart from anything else, byte by byte."""
    told = json.loads(written(result))["dossier"]
    for file in told["files"]:
        content = (result.dossier.folder / file["path"]).read_bytes()
        assert file["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert file["bytes"] == len(content)
    package = (result.dossier.folder / "datapackage.json").read_bytes()
    assert told["package"] == f"sha256:{hashlib.sha256(package).hexdigest()}"
    assert [file["path"] for file in told["files"]] == sorted(file["path"] for file in told["files"])


def test_no_number_in_the_file_is_a_float(result):
    """A fraction is text, exact; nothing is rounded on the way out."""

    def refuse(digits):
        raise AssertionError(digits)

    plain = json.loads(written(result), parse_float=refuse)
    shares = [
        number["value"]
        for contest in plain["contests"]
        for one in (*contest["verdicts"], *contest["findings"])
        for number in one["numbers"]
        if number["unit"] == "share" and isinstance(number["value"], str)
    ]
    assert all(Fraction(share) for share in shares)


def test_a_language_without_a_catalogue_is_refused(result):
    """A clear error, and no half-told file."""
    with pytest.raises(UsageError, match="there is no language 'xx'"):
        written(result, "xx")
