"""Swapped columns as a check: two contests over the same places, exchanges by name, one it cannot see."""

from __future__ import annotations

import math
import random

import pytest
from tests.simulator import case_of, honest_council, honest_election

from tellers.check import Case, check, check_swapped
from tellers.check import swapped as module
from tellers.check.swapped import list_suspects
from tellers.dossier import FileOrigin, new_dossier, open_dossier
from tellers.model import Severity
from tellers.tables import Tables

MADE = FileOrigin(licence="CC0-1.0", description="made by a test")
CONTEST = """
[[contest]]
id = "{id}"
title = "{title}"
date = "2031-05-18"
secret = true
rule = {{ kind = "plurality" }}
level = [{{ id = "county", name = "county" }}, {{ id = "parish", name = "parish" }}]
option = [{options}]
"""
SOURCE = """
[[source]]
id = "official"
name = "official"
by = "the test"
kind = "authority"
origin = "drawn from a seed"
"""
Rows = list[tuple[str, str, str, tuple[int, int], tuple[int, int, int]]]


def two_rounds(*, units: int = 2000) -> Rows:
    """Draw places with (yes, no) in the second round and (yes, no, other) in the first."""
    draw = random.Random(7)  # noqa: S311  a simulation, not a secret
    rows: Rows = []
    for unit in range(units):
        if unit % 100 == 0:
            county = draw.gauss(0.2, 0.5)
        if unit % 10 == 0:
            parish = county + draw.gauss(0, 0.3)
        chance = 1 / (1 + math.exp(-parish - 0.2 * draw.gauss(0, 1)))
        size = round(math.exp(draw.gauss(6.2, 0.6))) + 20
        other = round(size * draw.uniform(0.15, 0.3))
        before = min(size - other, max(0, round((size - other) * chance)))
        share = (0.96 * before + 0.5 * other + 0.03 * (size - other - before)) / size
        yes = min(size, max(0, round(size * share + 0.5 * draw.gauss(0, 1) * math.sqrt(size))))
        place = (f"{unit:04}", f"{unit // 100:02}", f"{unit // 10:03}")
        rows.append((*place, (yes, size - yes), (before, size - other - before, other)))
    return rows


def exchanged(rows: Rows, units: set[str]) -> Rows:
    """Write the figures of the second round into each other's boxes on these sheets."""
    return [(u, c, p, second[::-1] if u in units else second, first) for u, c, p, second, first in rows]


def lopsided(rows: Rows) -> list[str]:
    """Return the large units where one option has at least seven tenths."""
    return [u for u, _, _, (yes, no), _ in rows if abs(yes - no) > 0.4 * (yes + no) and yes + no > 300]


def case_on(
    rows: Rows, folder, *, rounds: int = 2, deep: bool = False, others: dict[str, Rows] | None = None
) -> Case:
    """Write the second round, and the first unless one round is asked for, as a dossier; open the second.

    `others` are further sources of the second round.
    """
    tables = Tables.open(threads=1)
    tables.connection.execute("create table units (unit varchar, county varchar, parish varchar)")
    tables.connection.execute(f"insert into units values {', '.join(str(row[:3]) for row in rows)}")
    contests = [("second", ("yes", "no"), 3), ("first", ("yes", "no", "other"), 4)][:rounds]
    with new_dossier(folder / "dossier", name="made", replace=True) as writer:
        toml = ""
        sources = SOURCE + "".join(SOURCE.replace("official", other) for other in others or ())
        contests = [(*one, "official", rows) for one in contests]
        contests += [("second", ("yes", "no"), 3, *other) for other in (others or {}).items()]
        for name, options, place, source, given in contests:
            listed = ", ".join(f'{{ id = "{option}", name = "List {option}" }}' for option in options)
            told = CONTEST.format(id=name, title=f"The {name} round", options=listed)
            toml += told if source == "official" else ""
            columns = ", ".join(f"{option} bigint" for option in options)
            tables.connection.execute(
                f"create or replace table sheets (record bigint, unit varchar, {columns})"
            )
            values = ", ".join(str((i + 1, row[0], *row[place])) for i, row in enumerate(given))
            tables.connection.execute(f"insert into sheets values {values}")
            more = (
                "'counted' as status, null::bigint as replaces, null::varchar as reason, record + 1 as row, "
                "null::varchar as image, null::varchar as image_sha256, []::varchar[] as unread"
            )
            writer.write_table(
                f"records/{name}/{source}.parquet", tables, f"select *, {more} from sheets", MADE
            )
        writer.write_text("contest.toml", (toml + sources).encode(), MADE)
        writer.write_text("proclamations.toml", b"", MADE)
        named = "county as county_name, parish as parish_name, null::varchar as unit_name"
        listed = f"select *, {named}, null::bigint as registered from units order by unit"
        writer.write_table("units.parquet", tables, listed, MADE)
        writer.write_package("a test")
    dossier = open_dossier(folder / "dossier", threads=1)
    return Case(dossier=dossier, contest=dossier.contest("second"), deep=deep)


def test_an_honest_election_gives_information_and_says_what_is_blind(tmp_path):
    """No suspect: nobody is accused, and a sixth of the sheets are blind."""
    (finding,) = check_swapped(case_on(two_rounds(), tmp_path))

    assert (finding.code, finding.severity) == ("swapped-none", Severity.INFORMATION)
    assert finding.message == "swapped-none-by-contest"
    assert finding.number("other") == "first"
    assert 0.1 < finding.number("blind") < 0.4


def test_exchanged_sheets_are_named_with_their_figures_and_what_they_could_move(tmp_path):
    """Three exchanged sheets are the list; exchanging them back changes the margin by their differences."""
    rows = two_rounds()
    chosen = set(lopsided(rows)[::40])
    lied = exchanged(rows, chosen)
    case = case_on(lied, tmp_path)
    before = sum(second[0] - second[1] for *_, second, _ in rows)
    after = sum(second[0] - second[1] for *_, second, _ in lied)

    (finding,) = check_swapped(case)

    assert (finding.code, finding.severity) == ("swapped-suspected", Severity.NOTICE)
    assert (set(finding.units), finding.unit_count) == (chosen, 3)
    assert (finding.margin, finding.number("change")) == (after, before - after)
    figures = {row[0]: (row[2], row[4]) for row in finding.table[1:]}
    assert figures == {u: second for u, _, _, second, _ in lied if u in chosen}


def test_what_other_sources_read_on_the_suspects_is_told(tmp_path):
    """Four suspects: a reading has two alike and one exchanged; the press has one of them, with a slip."""
    rows = two_rounds()
    chosen = sorted(set(lopsided(rows)[::30]))
    lied = exchanged(rows, set(chosen))
    reading = [row for row in exchanged(rows, set(chosen[:2])) if row[0] in chosen[:3]]
    press = [(u, c, p, (yes, no + 1), b) for u, c, p, (yes, no), b in lied if u == chosen[0]]
    case = case_on(lied, tmp_path, others={"reading": reading, "press": press})

    (finding,) = check_swapped(case)

    assert set(finding.units) == set(chosen)
    assert finding.message == "swapped-suspected-by-contest-again"
    assert [finding.number(name) for name in ("again", "same", "turned")] == [3, 1, 1]
    there = {row[0]: row[7:] for row in finding.table[1:]}
    assert [there[unit] for unit in chosen] == [(2, 1, 0), (1, 1, 0), (1, 0, 1), (0, 0, 0)]
    found = dict(list_suspects(case))
    assert len(found) == len(chosen)


def test_suspects_that_reach_the_margin_ask_for_attention(tmp_path):
    """With a lead of 50 votes, the same three sheets could turn the outcome."""
    rows = two_rounds()
    lied = exchanged(rows, set(lopsided(rows)[::40]))
    lead = sum(second[0] - second[1] for *_, second, _ in lied)
    gain = sum(second[0] - second[1] for *_, second, _ in rows) - lead
    abroad = (0, lead - 50) if gain < 0 else (50 - lead, 0) if lead < 0 else (0, lead + 50)
    lied.append(("9999", "99", "999", abroad, (1, 1, 1)))

    (finding,) = check_swapped(case_on(lied, tmp_path))

    assert finding.margin == 50
    assert finding.severity is Severity.ATTENTION
    assert finding.number("change") <= -50


def test_two_nearly_equal_figures_exchanged_cannot_be_seen(tmp_path):
    """What the check cannot see: an exchange that changes next to nothing."""
    rows = two_rounds()
    halves = min(rows, key=lambda row: abs(row[3][0] - row[3][1]) / sum(row[3]))[0]

    (finding,) = check_swapped(case_on(exchanged(rows, {halves}), tmp_path))

    assert finding.code == "swapped-none"


def test_without_another_contest_the_neighbours_judge_and_more_is_blind(tmp_path):
    """The finding says by what it judged, and how little that shows."""
    (alone,) = check_swapped(case_on(two_rounds(), tmp_path, rounds=1))
    (both,) = check_swapped(case_on(two_rounds(), tmp_path))

    assert alone.message == "swapped-none-by-neighbours"
    assert alone.number("other") == ""
    assert alone.number("blind") > both.number("blind")


def test_a_sheet_without_a_neighbour_is_not_judged_by_neighbours(tmp_path):
    """The only sheet of its parish is left out, however odd, and counts as blind."""
    rows = [*two_rounds(), ("9999", "00", "999", (3, 700), (300, 300, 100))]

    (finding,) = check_swapped(case_on(rows, tmp_path, rounds=1))

    assert (finding.code, finding.units) == ("swapped-none", ())


def test_neighbours_alone_are_asked_about_very_many_sheets_only_when_deep(tmp_path, monkeypatch):
    """Above the limit the finding says that nobody looked; `deep` looks."""
    monkeypatch.setattr(module, "MOST_ALONE", 1999)
    rows = two_rounds()

    (skipped,) = check_swapped(case_on(rows, tmp_path, rounds=1))
    (looked,) = check_swapped(case_on(rows, tmp_path, rounds=1, deep=True))

    assert (skipped.code, skipped.severity) == ("swapped-not-screened", Severity.INFORMATION)
    assert looked.code == "swapped-none"


def test_the_whole_check_goes_deep_when_asked(tmp_path, monkeypatch):
    """`check(..., deep=True)` reaches the screen through the list of checks."""
    monkeypatch.setattr(module, "MOST_ALONE", 1999)
    dossier = case_on(two_rounds(), tmp_path, rounds=1).dossier

    found = [check(dossier, deep=deep).contests[0].findings for deep in (False, True)]
    codes = [{one.code for one in findings if one.check == "swapped"} for findings in found]

    assert codes == [{"swapped-not-screened"}, {"swapped-none"}]


@pytest.mark.parametrize("made", [honest_council(), honest_election()])
def test_where_sheets_are_few_or_hold_one_vote_there_is_nothing_to_say(made, tmp_path):
    """A roll call and an election of a hundred tables teach nothing about how far sheets stray."""
    assert list(check_swapped(case_of(made, tmp_path))) == []
