"""A findings file against its dossier: what was changed is named, what was not comes out equal."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest
from tests.simulator import dossier_of, honest_election

from tellers.cli.recheck import recheck_command
from tellers.errors import DossierError, FormatError
from tellers.recheck import Standing, recheck_findings
from tellers.recheck.findings_file import read_findings

WRONG = (Standing.DIFFERS, Standing.REFUSED)


@pytest.fixture
def findings(content, tmp_path):
    """The findings file, as it was written."""
    path = tmp_path / "as-written.json"
    path.write_bytes(content)
    return path


def numbers_of(plain):
    """Return every number with a formula in a findings file, as the objects that hold them."""
    told = [told for contest in plain["contests"] for told in (*contest["verdicts"], *contest["findings"])]
    return [number for one in told for number in one["numbers"] if number["formula"]]


def test_every_number_of_a_sound_file_comes_out(findings, dossier):
    """Derived again by other code, no number differs and no formula is refused."""
    found = recheck_findings(findings, dossier)

    assert found.with_standing(*WRONG) == ()
    assert (found.sealed, found.changed_files) == (True, ())
    assert len(found.with_standing(Standing.EQUAL)) > 60
    assert [file.path for file in found.files] == [
        "contest.toml",
        "datapackage.json",
        "proclamations.toml",
        "records/vote/official.parquet",
        "records/vote/witnesses.parquet",
        "units.parquet",
    ]


def test_every_single_changed_number_is_seen_though_the_file_is_sealed_anew(content, dossier, sealed_anew):
    """One more or one less in any number that has a formula, and the recheck names that number."""
    for place in range(len(numbers_of(json.loads(content)))):
        plain = json.loads(content)
        number = numbers_of(plain)[place]
        number["value"] = number["value"] + 1 if isinstance(number["value"], int) else "1/977"
        for kind in ("verdicts", "findings"):  # only the one it stands in, for speed
            told = plain["contests"][0][kind]
            plain["contests"][0][kind] = [one for one in told if number in one["numbers"]]
        found = recheck_findings(sealed_anew(plain), dossier)

        wrong = found.with_standing(Standing.DIFFERS)
        assert found.exit_code == 3
        assert found.sealed
        assert [check.value for check in wrong][:1] == [found_value(number["value"])]


def found_value(value):
    """Return a value of the file as the recheck tells it."""
    from fractions import Fraction  # noqa: PLC0415

    return Fraction(value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("formula", "standing"),
    [
        ('total("witnesses", "C")', Standing.DIFFERS),
        ('total("witnesses", "A") + 1', Standing.DIFFERS),
        ('total("witnesses", "A"', Standing.REFUSED),
        ('total("nobody", "A")', Standing.REFUSED),
        ('__import__("os")', Standing.REFUSED),
        ("5", Standing.REFUSED),
        ('total("witnesses", "A") * 0 + {value}', Standing.REFUSED),
        ("{value}", Standing.REFUSED),
        ("", Standing.UNDERIVED),
    ],
)
def test_a_changed_formula_is_seen_though_the_file_is_sealed_anew(
    content, dossier, sealed_anew, formula, standing
):
    """A formula that gives another number, is broken, hostile, a bare number or gone: each is told."""
    plain = json.loads(content)
    number = next(n for n in numbers_of(plain) if n["formula"] == 'total("witnesses", "A")')
    number["formula"] = formula.format(value=number["value"])
    before = recheck_findings(sealed_anew(json.loads(content)), dossier)
    found = recheck_findings(sealed_anew(plain), dossier)

    assert len(found.with_standing(standing)) == len(before.with_standing(standing)) + 1
    assert found.exit_code == (1 if standing is Standing.UNDERIVED else 3)


def test_every_single_changed_byte_of_the_file_is_seen(content, dossier, tmp_path):
    """Any byte of a file without findings flipped: it cannot be read, or its seal does not fit."""
    path = tmp_path / "findings.json"
    head = content[: content.index(b'"contests"')] + b'"contests":[\n],\n'
    small = head + b'"seal":"sha256:%s"\n}\n' % sha256(head)
    path.write_bytes(small)
    assert recheck_findings(path, dossier).exit_code == 0
    for place in range(len(small)):
        path.write_bytes(small[:place] + bytes([small[place] ^ 1]) + small[place + 1 :])
        try:
            found = read_findings(path)
        except FormatError:
            continue
        assert not found.sealed, small[place - 10 : place + 10]


def sha256(content):
    """Return the hash of bytes as hexadecimal digits in bytes."""
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(content).hexdigest().encode()


@pytest.mark.parametrize("path", ["contest.toml", "datapackage.json", "proclamations.toml", "units.parquet"])
def test_a_changed_file_of_the_dossier_is_named(findings, dossier, tmp_path, path):
    """A byte more at the end of any file, and the recheck says which."""
    copy = tmp_path / "dossier"
    shutil.copytree(dossier, copy)
    with (copy / path).open("ab") as stream:
        stream.write(b"\n" if not path.endswith("parquet") else b"PAR1")

    found = recheck_findings(findings, copy)

    assert [file.path for file in found.changed_files] == [path]
    assert found.exit_code == 3


def test_a_file_that_is_gone_and_one_that_is_new_are_named(findings, dossier, tmp_path):
    """The findings rest on exactly the files they name."""
    copy = tmp_path / "dossier"
    shutil.copytree(dossier, copy)
    (copy / "records/vote/witnesses.parquet").unlink()
    (copy / "note.txt").write_text("new", encoding="utf-8")

    found = recheck_findings(findings, copy)

    changed = [(file.path, bool(file.declared), bool(file.found)) for file in found.changed_files]
    assert changed == [("note.txt", False, True), ("records/vote/witnesses.parquet", True, False)]


def test_a_changed_announcement_changes_the_numbers_that_rest_on_it(findings, dossier, tmp_path):
    """One vote more announced: the file is named, and so is every number derived from it."""
    copy = tmp_path / "dossier"
    shutil.copytree(dossier, copy)
    path = copy / "proclamations.toml"
    text = path.read_text(encoding="utf-8")
    before = text.partition('figure = "B", votes = ')[2].partition(" ")[0]
    path.write_text(text.replace(f"votes = {before} ", f"votes = {int(before) + 1} "), encoding="utf-8")

    found = recheck_findings(findings, copy)

    assert {c.formula for c in found.with_standing(Standing.DIFFERS)} >= {'claimed("final", "B.count")'}
    assert all("final" in check.formula for check in found.with_standing(Standing.DIFFERS))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not JSON"),
        (b"[]", "not a findings file"),
        (b'{"format":"tellers:findings:2"}', "not a findings file"),
        (b'{"format":"tellers:findings:1"}', "'dossier' is missing"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_no_findings_file_is_refused(content, told, dossier, tmp_path):
    """One clear error, from the tree."""
    path = tmp_path / "findings.json"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=told):
        recheck_findings(path, dossier)


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["contests"][0].pop("findings"),
        lambda plain: plain["contests"][0]["findings"][0].update(numbers=[5]),
        lambda plain: plain["contests"][0]["findings"][0].update(margin="much"),
        lambda plain: plain["contests"][0]["findings"][0].update(unit_count=True),
        lambda plain: plain["contests"][0]["findings"][0].update(table=[["x"], 5]),
        lambda plain: plain["contests"][0]["findings"][0].update(sources=[5]),
        lambda plain: plain["contests"][0]["findings"][0]["numbers"][0].update(value=[1]),
        lambda plain: plain["contests"][0]["findings"][0]["numbers"][0].update(formula=1),
        lambda plain: plain["dossier"].update(files=[{"path": "x"}]),
        lambda plain: plain.update(contests={}),
    ],
)
def test_a_file_of_another_shape_is_refused(content, dossier, sealed_anew, change):
    """Sealed or not, a member that is missing or of another type is one clear error."""
    plain = json.loads(content)
    change(plain)
    with pytest.raises(FormatError):
        recheck_findings(sealed_anew(plain), dossier)


def test_a_folder_that_is_no_dossier_is_refused(findings, tmp_path):
    """A table, an empty folder and nothing at all: each is said, with which comes first."""
    (tmp_path / "actas.csv").write_text("mesa;A;B\n")
    (tmp_path / "empty").mkdir()
    for name, got in (
        ("actas.csv", "a file"),
        ("empty", "a folder without them"),
        ("nowhere", "nothing there"),
    ):
        with pytest.raises(DossierError, match="this is not a dossier") as refused:
            recheck_findings(findings, tmp_path / name)
        assert refused.value.got == got
        assert refused.value.remedy == "Name the findings file first, then the dossier's folder."


def test_the_first_line_says_that_the_findings_rest_on_another_dossier(findings, dossier, tmp_path, capsys):
    """Before any number: its hash, and the hash of the dossier that was named."""
    other = dossier_of(honest_election(seed=8), tmp_path).folder
    was, now = (
        hashlib.sha256((one / "datapackage.json").read_bytes()).hexdigest() for one in (dossier, other)
    )

    code = recheck_command(findings, other)

    assert code == 3
    assert capsys.readouterr().out.splitlines()[0] == (
        f"These findings rest on another dossier (SHA-256 {was}), or on this one before it was changed "
        f"(SHA-256 now: {now}). What it gives differently follows."
    )


@pytest.mark.parametrize(
    ("path", "change", "told"),
    [
        ("contest.toml", ('id = "vote"', "id = 5"), "contest[0].id is missing or of another type"),
        ("contest.toml", ("[[source]]", "[[sources]]"), "source is missing or of another type"),
        (
            "contest.toml",
            ('sum_of = ["valid", "null"]', 'sum_of = ["voters"]'),
            "'voters' is a part of itself",
        ),
        ("contest.toml", ("[[contest]]", "[[contest]"), "not TOML"),
        ("proclamations.toml", ('contest = "vote"', ""), "proclamation[0].contest is missing"),
        ("units.parquet", None, "not a Parquet file that can be read"),
    ],
)
def test_a_dossier_of_another_shape_is_one_clear_error(findings, dossier, tmp_path, path, change, told):
    """Texts that lack a key, go in circles or are not TOML, and a broken table: each is told."""
    copy = tmp_path / "dossier"
    shutil.copytree(dossier, copy)
    if change:
        text = (copy / path).read_text(encoding="utf-8")
        assert change[0] in text
        (copy / path).write_text(text.replace(*change), encoding="utf-8")
        with pytest.raises(DossierError) as refused:
            recheck_findings(findings, copy)
        assert told in str(refused.value)
    else:
        (copy / path).write_bytes(b"PAR1")
        wrong = recheck_findings(findings, copy).with_standing(Standing.REFUSED)
        assert any(told in number.told for number in wrong)


def test_a_path_that_climbs_out_is_never_read(content, dossier, sealed_anew, tmp_path):
    """A file named outside the dossier has no hash here, though it exists."""
    (tmp_path / "outside").write_text("x", encoding="utf-8")
    plain = json.loads(content)
    plain["dossier"]["files"].append({"path": "../outside", "bytes": 1, "hash": "sha256:00"})

    found = recheck_findings(sealed_anew(plain), dossier)

    assert [(file.path, file.found) for file in found.changed_files] == [("../outside", "")]


def test_the_command_tells_each_number_and_what_does_not_hold(
    content, findings, dossier, sealed_anew, capsys
):
    """Every number with the two values; quietly, only what does not hold and the counts."""
    recheck_command(findings, dossier)
    told = capsys.readouterr().out
    assert "vote verdict:outcome votes: " in told
    assert "6 files are those the findings rest on, 0 not." in told

    plain = json.loads(content)
    number = next(n for n in numbers_of(plain) if n["formula"] == 'total("witnesses", "A")')
    number["value"] += 1
    code = recheck_command(sealed_anew(plain), dossier, quiet=True)
    told = capsys.readouterr().out
    line = next(line for line in told.splitlines() if line.startswith("DIFFERS"))
    assert code == 3
    assert f"{number['value']} in the file, {number['value'] - 1} = total" in line
    assert "equal  " not in told
    assert "numbers derived again and equal, 1 not." in told
