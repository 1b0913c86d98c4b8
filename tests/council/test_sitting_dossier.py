"""A sitting as a dossier, and what `tellers check` says of what the chair announced."""

from __future__ import annotations

import msgspec
import pytest
from tests.council.held import ABSTAIN, FOR, ROOT, held, hold, small

from tellers.check import check
from tellers.check.case import Case
from tellers.council.journal import read_journal
from tellers.council.sitting import fold
from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier
from tellers.dossier.validate import dossier_faults
from tellers.errors import UsageError
from tellers.recheck.rederive import Standing, recheck_findings
from tellers.report.findings_json import write_findings

ROOM = ("here all", "gone dominica, mexico, saint vincent, trinidad, venezuela")
RIGHT = "announce for 17 against 0 abstain 11 absent 5 members 34 required 18 not adopted"
WRONG = "announce for 18 against 0 abstain 11 absent 5 required 18 adopted"


def export(tmp_path, *lines: str, **body):
    """Hold a sitting and write its dossier; return the folder."""
    live = held(*lines, **body)
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    return tmp_path / "dossier"


def test_the_chair_s_announcement_is_confirmed_by_the_names(run, tmp_path):
    """Seven claims of the founding case, each judged, and the outcome depends on the base."""
    folder = export(tmp_path, *ROOM, "item cp-doc-60-24 ordinary A text", FOR, ABSTAIN, "close", RIGHT)
    done = run("check", folder)

    assert "7 claims judged one by one: confirmed: 7." in done.out
    assert "The outcome depends on the base" in done.out
    assert dossier_faults(folder) == []


def test_an_announcement_that_does_not_follow_is_contradicted(run, tmp_path):
    """18 announced, 17 named: the count, and the outcome."""
    folder = export(tmp_path, *ROOM, "item 1 ordinary A text", FOR, ABSTAIN, "close", WRONG)
    done = run("check", folder)

    assert done.code == 1
    assert "CONTRADICTED  The outcome announced" in done.out


def test_a_contradicted_figure_stands_beside_a_confirmed_outcome(run, tmp_path):
    """12 against announced, none named: the outcome is right, and the first screen says both."""
    told = "announce for 17 against 12 abstain 11 required 18 not adopted"
    folder = export(tmp_path, *ROOM, "item 1 ordinary A text", FOR, ABSTAIN, "close", told)
    heads = [line.split()[0] for line in run("check", folder).out.splitlines() if line[:4].isupper()]

    assert heads[:3] == ["CONFIRMED", "CONTRADICTED", "SETTLED"]


@pytest.mark.parametrize(
    ("announced", "codes"),
    [
        ("for 2 against 2 adopted", ["own-outcome-differs"]),
        ("for 2 against 2 abstain 0 adopted", ["own-outcome-differs"]),
        ("for 2 against 2 not adopted", ["own-outcome-follows"]),
        ("for 1 against 1 not adopted", ["own-outcome-cannot-tell"]),
        ("for 1 against 1 adopted", ["own-outcome-differs"]),
        ("for 4 against 0 adopted", ["own-outcome-follows"]),
        ("adopted", ["own-outcome-cannot-tell"]),
    ],
)
def test_an_announcement_is_held_to_its_own_figures(tmp_path, announced, codes):
    """Who abstained changes no majority of votes cast; who was there and took no part is not announced."""
    body = small("un-general-assembly")
    lines = ("here a, b, c, d", "item 1 ordinary T", "hands 2 2", "close", f"announce {announced}")
    live = held(*lines, body=body)
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    found = check(open_dossier(tmp_path / "dossier")).contests[0].findings

    assert [one.code for one in found if one.code.startswith("own-outcome")] == codes


def test_a_correction_is_a_record_that_replaces_another(tmp_path):
    """Two records of one seat; only the later adds to the total."""
    folder = export(
        tmp_path, "item 1 ordinary T", "against uruguay", "correct uruguay for because misheard", "close"
    )
    opened = open_dossier(folder)
    records = opened.tables.query(
        f"select record, unit, replaces, reason from {opened.tables.records('1', 'roll-call')} "
        "where unit = 'uruguay' order by record"
    )

    assert records == [(1, "uruguay", None, None), (2, "uruguay", 1, "misheard")]
    assert opened.tally("roll-call")[0].figures["for"] == 1


def test_a_show_of_hands_has_no_records_and_is_unsupported(run, tmp_path):
    """The counts are what somebody announced; the chair's are held against them."""
    folder = export(
        tmp_path, "item 1 ordinary T", "hands 20 3 2", "close", "announce for 21 against 3 adopted"
    )
    done = run("check", folder)

    assert open_dossier(folder).tables.sources("1") == ()
    assert "UNSUPPORTED  The outcome announced" in done.out


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Quorum: the rule asks for one; 3 attended, and no record by name says who."),
        ("es", "Quórum: la regla pide uno; asistieron 3, y ningún registro por nombre dice quiénes."),
    ],
)
def test_minutes_of_a_show_of_hands_say_how_many_attended(run, tmp_path, language, told):
    """Attendance was taken, so that nothing says who was there would be untrue."""
    lines = ("here a, b, c", "item 1 ordinary T", "hands 2 1", "close", "announce for 2 against 1 adopted")
    folder = export(tmp_path, *lines, body=small("un-general-assembly"))
    minutes = " ".join(run("council", "minutes", folder, "--lang", language).out.split())

    assert told in minutes


def test_a_page_has_the_names_in_its_language_and_no_empty_list_of_them(run, tmp_path):
    """A question that nobody was called on has no names to read."""
    body = small("un-general-assembly").replace(b'name = "A"', b'name = { en = "A", es = "Alta" }')
    lines = ("here all", "item 1 ordinary T", "for a, b", "close", "item 2 ordinary U", "consensus")
    folder = export(tmp_path, *lines, body=body)
    run("check", folder, "--html", tmp_path / "page.html", "--lang", "es")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")

    assert page.count(">Nombre por nombre</h") == 1
    assert page.count(">Alta</t") == 1


def test_consensus_is_exported_as_that_and_without_a_count(run, tmp_path):
    """One claim, and in its note who was away and what was reserved."""
    folder = export(
        tmp_path, "here all", "gone mexico", "item 2 ordinary T", "objections?",
        "reserve honduras: paragraph 2", "consensus",
    )  # fmt: skip
    proclamation = open_dossier(folder).proclamations[0]

    assert [claim.text for claim in proclamation.claims] == ["adopted by consensus"]
    assert proclamation.note.in_language("en") == (
        "Reservation of Honduras: paragraph 2. Objections were asked for. Not in the room: Cuba, Mexico."
    )
    assert "unsupported: 1" in run("check", folder).out


def test_who_was_away_is_absent_and_who_sat_still_was_present(tmp_path):
    """Two different things, and neither is an abstention."""
    folder = export(
        tmp_path, "here a, b, c", "item 1 ordinary T", "for a, b", "close", body=small("bundestag")
    )
    tally = open_dossier(folder).tally("roll-call")[0]

    assert {figure: tally.figures[figure] for figure in ("for", "absent", "present")} == {
        "for": 2,
        "absent": 2,
        "present": 1,
    }


def test_where_attendance_was_not_taken_who_was_passed_over_is_not_recorded(tmp_path):
    """Nobody knows whether they were there."""
    folder = export(tmp_path, "item 1 ordinary T", "for a, b", "close", body=small("bundestag"))

    assert open_dossier(folder).tally("roll-call")[0].figures["not-recorded"] == 3


def test_a_quorum_that_nobody_counted_is_open_and_not_missed(run, tmp_path):
    """Two positions of five and no attendance: the other three may have been there, or not."""
    folder = export(tmp_path, "item 1 ordinary T", "for a, b", "close", body=small("un-general-assembly"))
    done = run("check", folder, "--json", tmp_path / "findings.json")
    found = recheck_findings(tmp_path / "findings.json", folder)

    assert "OPEN  The outcome, by the records" in done.out
    assert "2 were there, with 3 needed for a quorum; nothing was decided." in " ".join(done.out.split())
    minutes = run("council", "minutes", folder).out
    assert "OPEN" in minutes.splitlines()
    assert "no record says who was there" in minutes
    assert "nothing was decided" not in minutes
    assert found.with_standing(*(one for one in Standing if one not in {Standing.EQUAL, Standing.WORD})) == ()
    assert (
        hold("item 1 ordinary T", "for a, b", "close", body=small("un-general-assembly")).items[0].outcome()
        is None
    )


@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        ("un-general-assembly", ["here a, b", "item 1 ordinary T", "for a, b"]),
        ("un-security-council", ["item 1 substance T", "for b, c, d, e, f, g, h, i, j", "against a"]),
    ],
    ids=["no quorum", "veto"],
)
def test_adoption_announced_against_the_rule_is_contradicted(run, tmp_path, profile, lines):
    """More than half of the votes cast, or nine of them, is not enough."""
    body = small(profile, 5 if "assembly" in profile else 15)
    folder = export(tmp_path, *lines, "absent rest", "close", "announce adopted", body=body)
    done = run("check", folder)

    assert done.code == 1
    assert "CONTRADICTED  The outcome announced" in done.out


def test_the_casting_vote_goes_into_the_dossier(run, tmp_path):
    """And the check decides with it."""
    folder = export(
        tmp_path, "here all", "item 1 ordinary T", "for a, b", "against c, d", "close", "casting for",
        "announce for 2 against 2 adopted", body=small("roberts-rules"),
    )  # fmt: skip

    assert open_dossier(folder).contest().casting == "for"
    assert "CONFIRMED  The outcome announced" in run("check", folder).out


@pytest.mark.parametrize(
    ("profile", "question"),
    [
        ("un-security-council", "substance"),
        ("uk-commons", "ordinary"),
        ("roberts-rules", "ordinary"),
        ("us-senate", "cloture"),
    ],
)
def test_rules_with_conditions_are_exported_whole(tmp_path, profile, question):
    """Veto, quorum, casting vote: the rule of the dossier is the rule of the sitting."""
    live = held(f"item 1 {question} T", "for c, d, e, f", "against a", "close", body=small(profile, 9))
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    rule, kept = live.state.find("1").rule, open_dossier(tmp_path / "dossier").contest().rule

    assert (kept.quorum, kept.veto, kept.requirements, kept.tie) == (
        rule.quorum,
        rule.veto,
        rule.requirements,
        rule.tie,
    )


def test_nothing_decided_is_no_dossier(tmp_path):
    """It is said, and nothing is written."""
    live = held("item 1 ordinary T", "for peru")
    with pytest.raises(UsageError, match="no question of this sitting is decided"):
        write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)

    assert not (tmp_path / "dossier").exists()


@pytest.mark.parametrize(
    "lines",
    [
        ("here all", "item 1 ordinary T", "for a, b", "no-part c, d, e", "close"),
        ("here a, b, c", "item 1 ordinary T", "for a, b", "paired c", "close"),
        ("here all", "item 1 ordinary T", "for a, b, c", "gone a, b, c, d", "close"),
        ("here a, b", "item 1 ordinary T", "for a, b", "close"),
    ],
)
def test_a_sitting_and_its_dossier_come_to_one_outcome(tmp_path, lines):
    """Who sat in the room and took no part made the quorum in both; and it is derived again from the file."""
    live = held(*lines, body=small("un-general-assembly"))
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    opened = open_dossier(tmp_path / "dossier")
    with (tmp_path / "findings.json").open("wb") as stream:
        write_findings(check(opened), stream, language="en")
    found = recheck_findings(tmp_path / "findings.json", opened.folder)

    assert (
        Case(dossier=opened, contest=opened.contest()).outcome("roll-call") == live.state.find("1").outcome()
    )
    assert found.with_standing(*(one for one in Standing if one not in {Standing.EQUAL, Standing.WORD})) == ()


RECIPE = ROOT / "examples" / "recipes" / "made-council"


def test_a_question_put_with_the_hash_of_a_draft_names_its_version(run, tmp_path):
    """The made council that ships, built again from its journal: the same bytes."""
    to = tmp_path / "made-council"
    done = run("council", "sitting", RECIPE / "sitting.journal", "--to", to, "--draft", RECIPE / "draft")
    opened = open_dossier(to)
    package = (to / "datapackage.json").read_bytes()

    assert done.code == 0
    assert [c.text.version if c.text else None for c in opened.contests] == ["v2", None]
    assert package == (ROOT / "examples" / "made-council" / "datapackage.json").read_bytes()


def test_the_journal_of_the_made_council_is_what_its_lines_come_to():
    """Typed again it has the same entries; the times are those of the day it was typed."""
    kept = fold(read_journal(RECIPE / "sitting.journal").lines, where="sitting.journal")
    typed = (RECIPE / "lines.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in typed if line and not line.startswith("#")]
    again = hold(*lines, body=(RECIPE / "body.toml").read_bytes(), day="2031-05-18")

    def entered(sitting):
        plain = [msgspec.to_builtins(event) for _, event in sitting.entries[1:]]
        return [{key: told for key, told in event.items() if key != "by"} for event in plain]

    assert entered(again) == entered(kept)  # but for who presided, which the tests' own sitting names


def test_a_draft_without_the_text_that_was_put_is_refused(tmp_path):
    """Its hash is not that of any version: the dossier would name another text."""
    other = "item 1 ordinary sha256:" + "0" * 64 + " T"
    live = held("here all", other, "against uruguay", "close")

    with pytest.raises(UsageError, match="no version of the draft has the hash"):
        write_sitting_dossier(live.state, tmp_path / "d", last=live.journal.last, draft=RECIPE / "draft")
