"""`tellers council what-if` on the vote that ships."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

OAS = Path(__file__).parents[2] / "examples" / "oas-2024-07-31"


def test_the_vote_of_july_2024_in_facts(run):
    """One more vote, sixteen who could have given it, and an outcome that depends on the base."""
    done = run("council", "what-if", OAS)

    assert done.code == 0
    assert done.out.startswith(
        "CP/doc.60/24: draft resolution on the elections in Venezuela on July 28, 2024: not adopted.\n"
        "One more vote in favour would have adopted it; 16 members had not voted in favour.\n"
        "16 members could each have changed the outcome alone.\n"
        "The rule applied: The Council's own Rules of Procedure (CP/doc.1112/80 rev. 4 corr. 1) "
        "could not be\n"
        "read: its quorum is not known here.\n"
        "No change is supposed of members without a recorded position or without a vote: Cuba.\n"
        "This is arithmetic: it does not say that any member would have changed position, or should have.\n"
    )
    assert "The outcome depends on what is counted on" in done.out


def test_every_kind_of_change_is_a_row(run):
    """As CSV: from, to, how many could, how many are needed, and what then."""
    done = run("council", "what-if", OAS, "--format", "csv", "--lang", "es")
    rows = list(csv.reader(io.StringIO(done.out)))

    assert rows[0] == ["posición", "en cambio", "miembros", "necesarios", "resultado entonces"]
    assert ["en abstención", "a favor", "11", "1", "aprobado"] in rows
    assert ["a favor", "en contra", "17", "", "igual con cualquier número"] in rows
    assert len(rows) == 10


def test_the_rules_of_other_bodies_stand_beside_it(run):
    """Rivals with what they are counted on; a rule for members this body has not is not decided."""
    done = run(
        "council", "what-if", OAS, "--profile", "un-security-council", "--profile", "oas-permanent-council",
        "--format", "json",
    )  # fmt: skip
    rows = json.loads(done.out)[1]["rows"]

    by_kind = {kind: [row for row in rows if row[0] == kind] for kind in ("base", "membership", "rule")}
    assert [row[2:] for row in by_kind["membership"]] == [
        [34, 18, 17, "not adopted"],
        [33, 17, 17, "adopted"],
        [32, 17, 17, "adopted"],
    ]
    assert ["rule", "OAS Permanent Council: ordinary matter", 34, 18, 17, "not adopted"] in by_kind["rule"]
    assert any("which has the veto" in row[-1] for row in by_kind["rule"])


def test_what_no_reader_has_read_of_a_rule_is_said(run):
    """A profile whose source was not read says so under the table."""
    done = run("council", "what-if", OAS, "--profile", "oas-permanent-council")

    assert "OAS Permanent Council: ordinary matter: The Council's Rules of Procedure" in " ".join(
        done.out.split()
    )


def test_under_another_reading_the_same_votes_adopt(run):
    """33 members: one vote against, abstention or absence fewer in favour would have undone it."""
    done = run("council", "what-if", OAS, "--reading", "press")

    assert ": adopted.\n" in done.out
    assert "One member voting against instead would have been enough for it not to be adopted." in done.out
    assert "17 members could each have changed the outcome alone." in done.out


def test_a_reading_that_nobody_holds_is_refused(run):
    """With the ones there are."""
    done = run("council", "what-if", OAS, "--reading", "nobody")

    assert done.code == 2
    assert "applied, press, antigua" in done.err


def test_an_election_is_no_roll_call(run, dossier):
    """Its units are polling tables."""
    done = run("council", "what-if", dossier)

    assert (done.code, "is no roll call" in done.err) == (2, True)
