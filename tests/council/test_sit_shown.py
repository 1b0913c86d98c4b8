"""What the screen shows after an entry is of the question that the entry is about."""

from __future__ import annotations

import pytest
from tests.council.held import held, small

from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier


@pytest.fixture
def sit(run, tmp_path):
    """A function that enters lines in a sitting of five members; what was printed comes back."""
    (tmp_path / "body.toml").write_bytes(small("un-general-assembly"))

    def sat(*lines: str, language: str = "en", body: bool = True):
        (tmp_path / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
        given = ["--body", tmp_path / "body.toml", "--on", "2024-07-31"] if body else []
        journal = tmp_path / "a.journal"
        return run(
            "council", "sit", journal, *given, "--commands", tmp_path / "lines.txt", "--lang", language
        )

    return sat


def test_a_correction_of_an_earlier_question_shows_that_question(sit):
    """Not the last one, which it does not touch."""
    done = sit(
        "item 1 ordinary First", "for a, b", "against c", "close",
        "item 2 ordinary Second", "against a", "close",
        "correct 1 b against because misheard",
    )  # fmt: skip

    assert done.out.split("because misheard.")[1].split("Called")[0].splitlines()[1:] == [
        "Count: in favour 1, against 2, abstaining 0.",
        "Item 1: not adopted. 1 for; more than half of 3 votes cast: 2; 1 too few.",
    ]


@pytest.mark.parametrize(
    ("announced", "shown"),
    [
        ("announce for 2 against 1 required 2 adopted", False),
        ("announce adopted", False),
        ("announce for 3 against 1 adopted", True),
        ("announce for 2 against 1 required 3 adopted", True),
        ("announce not adopted", True),
    ],
)
def test_an_announcement_other_than_the_count_is_entered_and_the_count_shown_again(sit, announced, shown):
    """It is what the chair said, or a slip of whoever types."""
    done = sit("item 1 ordinary T", "for a, b", "against c", "close", announced)

    assert done.code == 0
    assert done.out.count("Count: in favour 2, against 1, abstaining 0.") == 1 + shown


def test_whoever_was_there_and_passed_over_is_named_at_the_close(sit):
    """They are counted as present and not voting, and the roll may just have been cut short."""
    done = sit("here a, b, c, d", "item 1 ordinary T", "for a, b", "close")

    assert "No position was entered of: C, D. They were in the room at the close" in done.out


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "This journal is new: say --body BODY.toml.\n"),
        ("es", "Este diario es nuevo: diga --body BODY.toml.\n"),
    ],
)
def test_why_a_sitting_cannot_begin_is_a_sentence(sit, language, told):
    """In the language of the screen, and not a key."""
    done = sit("here all", language=language, body=False)

    assert (done.code, done.err) == (2, told)


def test_whoever_presided_when_a_question_was_withdrawn_is_named_for_it(held_by_two):
    """The chair that was taken later says nothing of it."""
    assert [one.by.in_language("en") for one in held_by_two] == ["the chair", "the chair"]


@pytest.fixture
def held_by_two(tmp_path):
    """The proclamations of a question withdrawn under one office, in a sitting ended under another."""
    lines = ("item 1 ordinary T", "hands 2 1", "withdrawn the movers asked", "chair Vice-Chair", "end")
    live = held(*lines, body=small("un-general-assembly"))
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    return open_dossier(tmp_path / "dossier").proclamations


@pytest.mark.parametrize(
    ("language", "over", "adjourned"),
    [
        (
            "en",
            "The sitting is over; corrections and reservations may still come.",
            "The sitting is adjourned; `resume` goes on with it.",
        ),
        (
            "es",
            "La sesión terminó; aún caben correcciones y reservas.",
            "La sesión está suspendida; `reanuda` la sigue.",
        ),
    ],
)
def test_how_it_stands_says_that_it_is_adjourned_or_over(sit, language, over, adjourned):
    """Also when it is gone on with, so that nobody wonders why nothing is taken."""
    assert adjourned in sit("adjourn until noon", "status", language=language).out
    assert over in sit("resume", "end", "status", language=language).out
    assert sit(language=language, body=False).out.splitlines()[-1] == over


def test_a_vote_corrected_after_its_announcement_shows_that_the_two_differ_now(sit):
    """What was announced stands; whoever types is told, with the id of the question."""
    lines = ("item 1 ordinary T", "for a, b", "against c", "close", "announce for 2 against 1 adopted")
    later = ("item 2 ordinary U", "for a", "close", "correct 1 b against because misheard")
    told = "The announcement is other than the count. If it was a slip: correct 1 announce ... because WHY."

    assert told not in " ".join(sit(*lines).out.split())
    assert " ".join(sit(*later).out.split()).endswith(told)


def test_another_day_is_another_journal(run, sit, tmp_path):
    """Going on the next day would call the roll of the day before."""
    sit("here a")
    done = run(
        "council", "sit", tmp_path / "a.journal", "--on", "2024-08-01", "--commands", tmp_path / "lines.txt"
    )

    told = "go on without --on, or begin a new journal for another day."

    assert done.code == 2
    assert " ".join(done.err.split()) == f"The journal is of the sitting of 2024-07-31; {told}"


def test_another_office_of_a_second_call_is_said_not_to_be_entered(run, sit, tmp_path):
    """The chair is taken with a line of its own."""
    sit("chair Vice-Chair")
    (tmp_path / "lines.txt").write_text("status", encoding="utf-8")
    again = ("council", "sit", tmp_path / "a.journal", "--commands", tmp_path / "lines.txt", "--presiding")
    told = "Who presides now is said with: chair OFFICE."

    assert told in " ".join(run(*again, "Chair").out.split())
    assert told not in " ".join(run(*again, "Vice-Chair").out.split())
