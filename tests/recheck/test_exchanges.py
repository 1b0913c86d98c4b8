"""Exchanged figures derived again: twenty sheets worked by hand, and the check's own numbers."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest
from tests.check.test_swapped import case_on, exchanged, lopsided, two_rounds
from tests.recheck.exchanges_by_hand import EXPECTED_OF_EXCHANGES

from tellers.check import Result, check
from tellers.check.swapped_tail import student_below
from tellers.errors import FormatError
from tellers.recheck import Standing, recheck_findings
from tellers.recheck.folder import Folder
from tellers.recheck.ground import Ground
from tellers.recheck.rederive import derive
from tellers.recheck.vocabulary.exchange_tail import chance_between
from tellers.report.findings_json import write_findings

CONTEST = """
[[contest]]
id = "vote"
title = "A vote"
date = "2031-05-18"
secret = true
rule = { kind = "plurality" }
option = [{ id = "A", name = "A" }, { id = "B", name = "B" }]
[[source]]
id = "one"
name = "one"
by = "x"
kind = "k"
origin = "o"
[[source]]
id = "press"
name = "press"
by = "x"
kind = "k"
origin = "o"
[[source]]
id = "reading"
name = "reading"
by = "x"
kind = "k"
origin = "o"
"""
AGAIN = {"press": "('u7', 900, 100), ('u1', 900, 100)", "reading": "('u7', 100, 900), ('u1', 900, null)"}


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """Nineteen sheets of 900 and 100, one of 100 and 900; written without Tellers."""
    folder = tmp_path_factory.mktemp("dossier")
    (folder / "records" / "vote").mkdir(parents=True)
    (folder / "contest.toml").write_text(CONTEST, encoding="utf-8")
    (folder / "proclamations.toml").write_text("", encoding="utf-8")
    duckdb.sql(
        "copy (select i as record, null::bigint as replaces, 'u' || i as unit, 'counted' as status, "
        """if(i = 7, 100, 900)::bigint as "A", if(i = 7, 900, 100)::bigint as "B" from range(20) t (i)) """
        f"to '{folder / 'records' / 'vote' / 'one.parquet'}' (format parquet)"
    )
    for name, rows in AGAIN.items():
        duckdb.sql(
            "copy (select row_number() over () as record, null::bigint as replaces, unit, "
            "'counted' as status, "
            f'a::bigint as "A", b::bigint as "B" from (values {rows}) t (unit, a, b)) '
            f"to '{folder / 'records' / 'vote' / name}.parquet' (format parquet)"
        )
    return Ground(Folder(folder), "vote")


@pytest.mark.parametrize("formula", EXPECTED_OF_EXCHANGES)
def test_a_word_about_exchanges_gives_what_working_by_hand_gives(ground, formula):
    """The working stands beside the values."""
    _, found = derive(ground, formula)
    assert found == EXPECTED_OF_EXCHANGES[formula]
    assert type(found) is type(EXPECTED_OF_EXCHANGES[formula])


def test_a_unit_that_was_not_judged_has_no_expectation(ground):
    """Nothing comes back where there is no sheet."""
    assert derive(ground, 'exchange_share("one", "", "", "A", "B", "u99")')[1] is None


@pytest.mark.parametrize(
    "formula",
    [
        'exchanged_count("one", "", "", "A", "C")',
        'exchanged_alarms("one", "", "", "A", "")',
        'exchanged_count("one", "vote", "two", "A", "B")',
        'exchanged_count("one", "votes", "one", "A", "B")',
        'exchange_evidence("two", "", "", "A", "B", "u7")',
    ],
)
def test_an_exchange_of_what_is_not_there_is_refused(ground, formula):
    """An option, a contest, a source that the dossier does not have."""
    with pytest.raises(FormatError):
        derive(ground, formula)


@pytest.mark.parametrize("freedom", [3, 4, 7, 30])
@pytest.mark.parametrize("distance", [0.1, 2.0, 5.9, 6.1, 40.0])
def test_two_ways_of_adding_up_the_tail_agree(freedom, distance):
    """An integral over the angle, and the closed form or its series, to seven digits."""
    beyond = chance_between(distance, 10**12, freedom)
    assert beyond == pytest.approx(student_below(-distance, freedom), rel=1e-7)


def without_an_area(rows):
    """Leave a hundred places without votes for one side, and one parish with a single sheet."""
    return [*rows[:-100], *(rows[-1:]), ("9999", "99", "999", (0, 0), (5, 5, 5))]


MADE = {
    "honest, two rounds": (two_rounds(), 2),
    "exchanged, two rounds": (exchanged(two_rounds(), set(lopsided(two_rounds())[::40])), 2),
    "exchanged, neighbours alone": (exchanged(two_rounds(), set(lopsided(two_rounds())[::40])), 1),
    "exchanged, read again": (exchanged(two_rounds(), set(lopsided(two_rounds())[::40])), 2, two_rounds()),
    "few sheets, exchanged": (
        exchanged(two_rounds(units=400), set(lopsided(two_rounds(units=400))[::20])),
        2,
    ),
    "sheets without votes or neighbours": (without_an_area(two_rounds(units=800)), 1),
}


@pytest.mark.parametrize("name", MADE)
def test_recheck_agrees_with_the_screen_on_every_number(name, tmp_path):
    """Both contests, the one of three options in three pairs: every number equal, none without formula."""
    rows, rounds, *again = MADE[name]
    others = {"reading": again[0]} if again else None
    result = check(case_on(rows, tmp_path, rounds=rounds, others=others).dossier)

    found = rechecked(result, tmp_path)

    told = [number for number in found.numbers if " swapped-" in number.place]
    open_ = [n for n in told if n.standing not in {Standing.EQUAL, Standing.WORD}]
    assert [(n.place, n.value, n.found, n.formula, n.told) for n in open_] == []
    assert sum(n.formula.startswith("exchanged_") for n in told) == 5 * rounds + 3 * len(again)


def test_an_estimate_that_was_changed_is_found(tmp_path):
    """One unit of the evidence more than the records give, and the recheck says so."""
    rows, rounds = MADE["exchanged, two rounds"]
    result = check(case_on(rows, tmp_path, rounds=rounds).dossier)
    (judged, *others) = result.contests
    swapped = next(one for one in judged.findings if one.check == "swapped")
    head, first, *rest = swapped.table
    forged = replace(swapped, table=(head, (*first[:-1], first[-1] + 1), *rest))
    findings = tuple(forged if one is swapped else one for one in judged.findings)

    found = rechecked(replace(result, contests=(replace(judged, findings=findings), *others)), tmp_path)

    (wrong,) = found.with_standing(Standing.DIFFERS)
    assert wrong.value == wrong.found + 1
    assert wrong.formula.startswith("exchange_evidence")


def rechecked(result: Result, folder):
    """Write the findings file and derive it again."""
    path = folder / "findings.json"
    with path.open("wb") as stream:
        write_findings(result, stream)
    return recheck_findings(path, result.dossier.folder)
