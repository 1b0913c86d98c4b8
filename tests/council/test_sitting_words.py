"""Every entry, refusal and result has its sentence in every language, with the same words in braces."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import msgspec
import pytest
from tests.council.held import ABSTAIN, FOR, held, hold, small

from tellers.council import events as form
from tellers.council.command_words import OUTCOMES, POSITIONS, VERBS
from tellers.errors import EntryRefused
from tellers.model import OutcomeWord, Position
from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.sitting_words import entry_line, item_lines, refusal, sitting_lines, status_lines

SOURCE = Path(__file__).parents[2] / "src" / "tellers"
ITEM = "item 1 ordinary A text"


def own(code: str) -> dict[str, tuple[str, ...]]:
    """The messages of a body, a rule and a sitting."""
    begin = ("sitting-", "council-", "rule-says-")
    return {key: forms for key, forms in load_catalogue(code).messages.items() if key.startswith(begin)}


def braces(forms: tuple[str, ...]) -> set[str]:
    """The words that a message names."""
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_all_languages_have_the_same_messages_of_the_same_words():
    """None stands in one only, and none leaves a word out."""
    english, *others = ({k: braces(v) for k, v in own(code).items()} for code in LANGUAGES)

    assert others == [english] * len(others)


def test_every_refusal_in_the_code_has_its_sentence_and_no_sentence_is_left_over():
    """Keys are written in full where they are raised."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))
    raised = set(re.findall(r'EntryRefused\(\s*"([a-z0-9-]+)"', code))
    said = {key.removeprefix("sitting-refused-") for key in own("en") if key.startswith("sitting-refused-")}

    assert raised == said


def test_every_kind_of_event_has_its_sentence():
    """An event without words could not be shown."""
    kinds = {one.__struct_config__.tag for one in form.Event.__args__}

    assert {kind for kind in kinds if f"sitting-says-{kind}" not in own("en")} == set()


SHORT = {
    "en": "16 for; more than half of 34 members: 18; 2 too few.",
    "es": "16 a favor; más de la mitad de 34 miembros: 18; faltan 2.",
    "pt": "16 a favor; mais da metade de 34 membros: 18; faltam 2.",
    "fr": "16 pour ; plus de la moitié de 34 membres : 18 ; il en manque 2.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_sitting_is_told(language):
    """Every kind of entry once, with names and no key."""
    sitting = hold(
        "chair Vice-Chair", "here all", "gone mexico", "seed a lottery", "lot 4711", ITEM, FOR, ABSTAIN,
        "correct uruguay abstain because misheard", "absent mexico", "close",
        "announce for 16 required 18 not adopted", "item 2 ordinary Another", "objections?",
        "object peru: no", "reserve peru: not this", "withdrawn by its sponsor",
        "item 3 ordinary Third", "hands 20 3 2", "close",
        "correct hands 19 4 2 because counted twice", "item 4 ordinary Fourth", "acclamation",
        "adjourn until Monday", "resume", "end",
    )  # fmt: skip
    told = "\n".join(sitting_lines(sitting, language))

    assert "{" not in told
    assert "sitting-" not in told
    assert SHORT[language] in " ".join(told.split())


def test_how_it_stands_says_who_is_next_and_how_many_are_needed():
    """After three votes of five."""
    live = held("here all", ITEM, "for a, b", "against c", body=small("un-general-assembly"))

    assert status_lines(live.state, "en") == [
        "So far: in favour 2, against 1, abstaining 0.",
        "Still to be called: 2; next: D.",
        "2 needed: more than half of 3 votes cast: 2.",
        "Quorum: 5 here, 3 needed: there is one.",
    ]


def test_rival_readings_of_the_membership_stand_beside_the_result():
    """34 members were counted: not adopted; with 33 or 32 it would be."""
    sitting = hold(ITEM, FOR, ABSTAIN, "close")
    told = [line for line in item_lines(sitting, sitting.find("1"), "en") if line.startswith("Under")]

    assert told[0] == "Under the reading press (some press reports): 33 members, 17 needed: adopted."
    assert told[1].endswith("32 members, 17 needed: adopted.")
    assert len(told) == 2


def test_a_result_without_a_quorum_says_so_and_gives_no_majority():
    """Two there, three needed."""
    sitting = hold("here a, b", ITEM, "for a, b", "close", body=small("un-general-assembly"))

    assert item_lines(sitting, sitting.find("1"), "en")[:2] == [
        "Count: in favour 2, against 0, abstaining 0, absent 3.",
        "Item 1: not decided. No quorum: 2 counted, 3 needed.",
    ]


def test_a_second_majority_that_is_missed_is_named():
    """Fifteen of 27 states is reached, and the population is not."""
    weights = ", ".join(f"{name} = {100 if name == 'a' else 1}" for name in "abcdefghij")
    extra = (
        'weight = [ { id = "population", name = "population", on = "2000-01-01", values = { '
        + weights
        + " } } ]\n"
    )
    body = small("eu-council", 10, extra)
    sitting = hold("item 1 qualified T", "for b, c, d, e, f, g", "against a, h, i, j", "close", body=body)

    assert item_lines(sitting, sitting.find("1"), "en")[1] == (
        "Item 1: not adopted. 6 for; at least 55 % of 10 members with a vote: 6. Another requirement "
        "is not met: at least 65 % of the population of 109: 71 (waived where fewer than 4 "
        "members are not in favour); there are 6."
    )


def test_a_refusal_names_the_seat_and_not_its_id():
    """As the body calls it, in the language asked for."""
    live = held(ITEM)
    with pytest.raises(EntryRefused) as told:
        held(ITEM, "for saint kitts", "for saint kitts")

    assert refusal(told.value, live.state, "es") == (
        "San Cristóbal y Nieves ya consta: a favor (registro 3). Una corrección pide motivo: "
        "corrige PUESTO POSICIÓN porque MOTIVO."
    )


def test_an_entry_is_shown_with_its_number():
    """The number is what a correction names."""
    live = held(ITEM, "against uruguay", "correct uruguay for because it was misheard")
    line, event = live.state.entries[-1]

    assert entry_line(live.state, line, event, "en") == (
        "#4 Uruguay: in favour, in place of record 3, because it was misheard."
    )


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("es", ["llega todos", "favor peru", "contra mexico", "corrige peru abstencion porque se oyó mal",
                "ausente resto", "cierra", "anuncia favor 0 contra 1 necesarios 18 no aprobado", "termina"]),
        ("pt", ["chega todos", "favor peru", "contra mexico", "corrige peru abstenção porque se ouviu mal",
                "ausente resto", "encerra", "anuncia favor 0 contra 1 necessários 18 não aprovado",
                "termina"]),
        ("fr", ["arrive tous", "pour peru", "contre mexico", "corrige peru abstention parce que mal entendu",
                "absent reste", "clôt", "annonce pour 0 contre 1 requis 18 non adopté", "termine"]),
    ],
)  # fmt: skip
def test_a_sitting_can_be_typed_in_every_language(language, typed):
    """The same entries as typed in English."""
    item, end = "item 1 ordinary T", len(typed) - 1
    english = ["here all", "for peru", "against mexico", "correct peru abstain because misheard",
               "absent rest", "close", "announce for 0 against 1 required 18 not adopted", "end"]  # fmt: skip

    def entered(lines):
        lines = [lines[0], "gone all", "here peru, mexico", item, *lines[1:end], lines[end]]
        events = [msgspec.to_builtins(event) for _, event in hold(*lines).entries]
        return [{key: told for key, told in event.items() if key != "reason"} for event in events]

    assert entered(typed) == entered(english), language


def test_no_word_that_may_be_typed_means_two_things():
    """A verb is one in every language, and so is a position and an outcome."""
    assert set(POSITIONS) & {word for word, verb in VERBS.items() if verb not in set(Position)} == set()
    assert len({*OUTCOMES.values()}) == len(OutcomeWord)
