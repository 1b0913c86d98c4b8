"""Numbers, rules and names that a stranger's contest.toml may hold."""

from __future__ import annotations

import pytest
from tests.security.conftest import CONTEST, PROCLAMATIONS

FIGURE = 'id = "A", name'


def test_the_dossier_these_attacks_start_from_is_sound(sent, run):
    """What is refused below is refused for the change alone."""
    folder = sent()

    assert run("validate", folder).code == 0
    assert run("check", folder, "--quiet").code in {0, 1}


@pytest.mark.parametrize(
    ("was", "put", "told"),
    [
        ("votes = 30", f"votes = {'9' * 5000}", "not TOML: Exceeds the limit"),
        ("votes = 30", f"votes = {'9' * 4000}", "a number of more than 13 digits"),
        ('"60.0"', f'"{"9" * 5000}"', "a number of more than 20 digits"),
        ('"60.0"', '"1e999"', "is not a percentage"),
    ],
)
def test_an_announced_number_is_bounded(sent, run, was, put, told):
    """No count of voters has 4,000 digits; Python itself refuses to write them."""
    folder = sent(proclamations=PROCLAMATIONS.replace(was, put))

    for command in ("check", "validate", "tally", "show"):
        done = run(command, folder)
        assert (done.code, "Traceback" in done.err) == (3, False)
        assert told in done.err


@pytest.mark.parametrize(
    ("was", "put", "told"),
    [
        ('kind = "plurality"', 'kind = "majority", wins = "A", fraction = "1/0"', "the fraction '1/0'"),
        ('kind = "plurality"', 'kind = "majority", wins = "A", fraction = "1e999999999"', "the fraction"),
        ('kind = "plurality"', 'kind = "runoff", lead = "1e99999999"', "the fraction"),
        ('kind = "plurality"', 'kind = "runoff", lead = "1/2"', "is not two fractions"),
        ('kind = "plurality"', 'kind = "majority"', "there is no option 'for'"),
        (
            'kind = "plurality"',
            'kind = "coin"',
            "a rule's kind is one of absolute, approval, block, majority, plurality, runoff, not 'coin'",
        ),
        ('kind = "plurality"', 'kind = "majority", wins = "A", base = "x"', "not 'x'"),
        ('["A", "B"]', '["valid"]', "figure 'valid' is a part of itself"),
        ('level = [ { id = "region"', 'level = [ { id = "unit"', "level 'unit' is also the name"),
        ('level = [ { id = "region"', 'level = [ { id = ""', "level '' is not 1 to 64 letters"),
        ('level = [ { id = "region"', "level = [ { id = 'x\"; drop table units; --'", "is not 1 to 64"),
        ('"registered", role', '"record", role', "figure 'record' is also the name of another column"),
        ('"registered", role', '"VALID", role', "figure 'VALID' is also the name of another column"),
        (
            "[[source]]",
            '[[contest.statement]]\nabout = "units"\nvalue = -7\nby = "x"\n[[source]]',
            "no number",
        ),
        ("[[contest]]", f"x = {'[' * 100_000}", "not TOML"),
        ('title = "A vote"', '"\\u001b]0;mine\\u0007" = 1', "there is no key '\\x1b]0;mine\\x07' here"),
    ],
)
def test_words_that_no_check_could_work_with_are_refused(sent, run, was, put, told):
    """One clear error and exit code 3 from every command, in the time it takes to read the file."""
    folder = sent(contest=CONTEST.replace(was, put, 1))

    for command in ("check", "validate", "tally", "show"):
        done = run(command, folder)
        assert (done.code, "Traceback" in done.err, "\x1b" in done.err) == (3, False, False)
    assert told in run("check", folder).err


@pytest.mark.parametrize("name", ["select", "units", "a+b", 'x"; drop table units; --', "=cmd", "{0}"])
def test_a_figure_may_be_called_almost_anything(sent, run, name):
    """An id is quoted wherever it stands in a query."""
    from tests.security.conftest import RECORDS  # noqa: PLC0415 (only here)

    contest = CONTEST.replace('id = "A"', f"id = '{name}'").replace('["A", "B"]', f"['{name}', 'B']")
    records = {name: RECORDS["A"], "A": RECORDS["B"]}
    contest = contest.replace('[ { id = "valid"', '[ { id = "A", role = "null" }, { id = "valid"')
    folder = sent(contest=contest, records=records)

    assert run("tally", folder).code == 0
    assert run("check", folder, "--quiet").code in {0, 1}


def test_a_name_that_a_shell_would_obey_is_refused(sent, run):
    """Reports tell what to type with the dossier's name; a reader would paste it."""
    done = run("check", sent(name="x; rm -rf ~"))

    assert done.code == 3
    assert "a name that is none" in done.err
