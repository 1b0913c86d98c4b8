"""Every sentence: in each language, with the same numbers, said of some vote, and nothing missing."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

import pytest
from tests.check.councils import every_council
from tests.check.gallery import ROOT, every_lie, every_vote, shipped
from tests.check.judged import announcing, plain

from tellers.check import CHECKS, judge
from tellers.model import Finding, Number, Severity, Verdict, VerdictWord
from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.language import Language, dossier_names

pytestmark = pytest.mark.xdist_group("words")  # the votes of `spoken` are made once, not by every worker
PLACE = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
OWN = (
    "claims",
    "conditions",
    "membership",
    "outstanding",
    "partial_sum",
    "rule",
    "sources",
    "told",
    "verdict",
)
"""Topics of which every sentence is said by one of the votes below."""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Everything said of all these votes: (case, finding or verdict)."""
    folder, told = tmp_path_factory.mktemp("words"), []
    for cases in (every_lie(folder), every_vote(folder), every_council(folder / "councils"), shipped()):
        for case in cases:
            findings = [finding for check in CHECKS for finding in check(case)]
            told += [(case, one) for one in (*findings, *judge(case, findings))]
    return told


@pytest.fixture(scope="module")
def literals():
    """Every text in the code of the checks and reports: as a pattern, its changing parts open."""
    found = set()
    for path in (ROOT / "src" / "tellers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w-]*" for p in node.values
                ]
                fixed = "".join(p.value for p in node.values if isinstance(p, ast.Constant))
                if len(fixed) > 2 and "-" in fixed:
                    found.add("".join(parts))
    return found


def test_every_table_of_a_finding_has_a_caption_in_words(spoken):
    """Of its kind of finding, or of its check: never the code."""
    messages = load_catalogue("en").messages
    kinds = {(one.code, one.check) for _, one in spoken if isinstance(one, Finding) and one.table}

    assert len(kinds) > 20
    assert [
        code
        for code, check in sorted(kinds)
        if f"report-caption-{code}" not in messages
        and f"report-caption-{check.replace('_', '-')}" not in messages
    ] == []


def test_the_languages_have_the_same_sentences_with_the_same_numbers():
    """Each key in each language, each with the same placeholders and no empty sentence."""
    english = load_catalogue("en").messages
    for code in LANGUAGES:
        messages = load_catalogue(code).messages
        assert sorted(messages) == sorted(english)
        for key, forms in messages.items():
            places = {frozenset(PLACE.findall(form)) for form in forms}
            assert frozenset().union(*places) == frozenset().union(
                *(PLACE.findall(f) for f in english[key])
            ), key
            assert all(forms), key


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_is_said_has_its_words(spoken, code):
    """Sentences, assumptions, what would settle it, tables: no key without words, no number left open."""
    for case, told in spoken:
        speech = Language.load(code, dossier_names(case.contest, case.dossier, code))
        assert not set("{}") & set(speech.say(told.message, told.numbers))
        keys = [*told.assumptions, *([told.settles] if isinstance(told, Finding) and told.settles else [])]
        assert all(speech.say(key) for key in keys)
        if isinstance(told, Finding) and told.table:
            heads = [speech.heading(cell) for cell in told.table[0]]
            assert [h for h in heads if re.fullmatch(r"[a-z]+(-[a-z]+)+", h)] == [], told.code
            cells = [speech.cell(cell) for row in told.table[1:] for cell in row]
            assert [c for c in cells if re.match(r"(message|figure|about|statement|source):", c)] == []


def test_no_sentence_is_unused(literals):
    """Every key of the catalogues stands in the code, or fits a text that is put together there."""
    patterns = re.compile("|".join(sorted(literals, key=len, reverse=True)))
    told = {f"word-{word.value.replace(' ', '-')}" for word in VerdictWord} | {
        f"severity-{s}" for s in Severity
    }

    unused = [key for key in load_catalogue("en").messages if not patterns.fullmatch(key)]
    assert set(unused) - told == set()


def test_every_sentence_of_these_topics_is_said_of_some_vote(spoken):
    """No sentence that only its own test has met."""
    said = {told.message for _, told in spoken}
    said |= {n.value for _, told in spoken for n in told.numbers if n.unit == "message"}

    of_rules = "rule-says-"  # a rule itself in words: tests/report/test_rule_words.py
    mine = [
        key
        for key in load_catalogue("en").messages
        if key.partition("-")[0] in OWN and not key.startswith(of_rules)
    ]
    assert " ".join(sorted(set(mine) - said)) == ""


def test_every_capacity_told_adds_up_from_the_numbers_beside_it(spoken):
    """Register less accounted for, or the list, and what is unread."""
    met = set()
    for _, told in spoken:
        numbers = {n.name: n.value for n in told.numbers}
        if "capacity" in numbers:
            apart = numbers["registered"] - numbers["covered"]
            outstanding = numbers.get("outstanding", apart)
            assert numbers["capacity"] == outstanding + numbers.get("unread", 0), told
            met.add(numbers["room"])

    assert met == {
        f"told-room{kind}{unread}" for kind in ("", "-list", "-list-alone") for unread in ("", "-unread")
    }


def test_no_motive_is_named():
    """The word is not ours to use, in any language."""
    for code in LANGUAGES:
        for forms in load_catalogue(code).messages.values():
            assert not re.search("fraud|manipulat|manipula|falsif|rigg", " ".join(forms), re.IGNORECASE)


def test_findings_of_one_run_are_told_apart(spoken):
    """Check, code and subject name one finding of a contest."""
    seen: dict[int, set[tuple[str, ...]]] = {}
    for case, told in spoken:
        key = (told.check, told.code, told.subject) if isinstance(told, Finding) else ("", "", told.subject)
        assert key not in seen.setdefault(id(case), set()), key
        seen[id(case)].add(key)


def test_every_number_of_these_checks_has_its_formula(spoken):
    """A word has none; every number has one, in sentences and in tables."""
    for _, told in spoken:
        if isinstance(told, Verdict) or told.check in OWN:
            bare = [n.name for n in told.numbers if isinstance(n.value, int | Fraction) and not n.formula]
            assert bare == [], told.message
            rows = zip(told.table[1:], told.table_formulas, strict=True) if isinstance(told, Finding) else ()
            assert all(
                bool(formula) == isinstance(cell, int | Fraction)
                for row, formulas in rows
                for cell, formula in zip(row, formulas, strict=True)
            )


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (Number(name="n", value=1_234_567, unit="votes"), "1,234,567", "1.234.567"),
        (Number(name="n", value=Fraction(1, 3), unit="share"), "33.33 %", "33,33 %"),
        (Number(name="n", value=Fraction(1, 9000), unit="share"), "0.011 %", "0,011 %"),
        (Number(name="n", value=None, unit="votes"), "\u2013", "\u2013"),
        (Number(name="n", value="yes", unit="message"), "yes", "sí"),
        (Number(name="n", value="A+B", unit="options"), "List A and List B", "List A y List B"),
        (Number(name="n", value="B+C", unit="options"), "List B and List C", "List B y List C"),
        (Number(name="n", value="", unit="statement"), "the list of units", "la lista de unidades"),
    ],
)
def test_numbers_and_words_are_written_as_the_language_does(number, english, spanish, tmp_path):
    """Thousands, decimals, lists and names."""
    case = announcing(plain(), tmp_path)
    for code, expected in (("en", english), ("es", spanish)):
        assert Language.load(code, dossier_names(case.contest, case.dossier, code)).write(number) == expected


def test_all_but_one_is_shorter_than_a_list(tmp_path):
    """Three of four options."""
    case = announcing(plain(votes={"A": 4, "B": 3, "C": 2, "D": 1}), tmp_path)
    speech = Language.load("en", dossier_names(case.contest, case.dossier, "en"))

    assert speech.write(Number(name="n", value="A+C+D", unit="options")) == "all but List B"
