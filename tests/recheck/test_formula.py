"""The formula language: exact values, clear refusals, no way out of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.errors import FormatError, TellersError
from tellers.recheck import parse_formula
from tellers.recheck.rederive import is_constant


def value_of(text, **words):
    """Return a formula's value when every word of the dossier gives the number named here."""
    return parse_formula(text).evaluate(lambda name, _arguments: words[name])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 - 2 * 3", 1),
        ("-7 // 2", -4),
        ("6 / 4", Fraction(3, 2)),
        ("6 / 3", 2),
        ("(1 / 3) * 3", 1),
        ("max(3, 10, 2) - min(4, 1 / 2)", Fraction(19, 2)),
        ("abs(2 - 9)", 7),
        ("3 > 2", 1),
        ("2 == 3", 0),
        ('required(34, "1/2", "more_than")', 18),
        ('required(34, "2/3", "at_least")', 23),
        ('required(33, "2/3", "at_least")', 22),
        ("nearest(5 / 2)", 2),
        ("nearest(7 / 2)", 4),
        ("nearest(5 / 2 + 1 / 9)", 3),
        ("splits(4, 3)", 15),
        ("attainable(10058774, 1)", 1001),
        ("attainable(7, 1)", 8),
        ("round_decimals(5150092, 10058774)", 1),
        ("round_decimals(5150093, 10058774)", None),
        ("nearest(-5 / 2)", -2),
        ("choose(6, 2)", 15),
        ("units('v2') - 25073", 0),
        (' total("v2", "EG") ', 25073),
    ],
)
def test_a_formula_has_exactly_this_value(text, value):
    """Whole numbers stay whole, fractions exact, a comparison is 1 or 0."""
    found = value_of(text, units=25073, total=25073)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not a formula"),
        ("1 +", "not a formula"),
        ("1\x00", "not a formula"),
        ("total(", "not a formula"),
        ("x", "a formula has no Name"),
        ("1.5", "neither a whole number nor a word: 1.5"),
        ("True", "neither a whole number nor a word: True"),
        ("b'a'", "neither a whole number nor a word"),
        ("None", "neither a whole number nor a word"),
        ("2 ** 1000000000", "a formula has no BinOp"),
        ("1 << 10", "a formula has no BinOp"),
        ("1 < 2 < 3", "a formula has no Compare"),
        ("1 if 2 else 3", "a formula has no IfExp"),
        ("[1][0]", "a formula has no Subscript"),
        ("(1).real", "a formula has no Attribute"),
        ("lambda: 1", "a formula has no Lambda"),
        ("not 1", "a formula has no UnaryOp"),
        ('f"{1}"', "a formula has no JoinedStr"),
        ("'word'", "a number is expected"),
        ("abs('5')", "a number is expected, not '5'"),
        ('total("v2", 5)', "a word is expected, not 5"),
        ('total("v2", units("v2"))', "a word in quotes is expected"),
        ('total("v2")', "total takes 2 to 4 arguments, not 1 arguments"),
        ('units(source="v2")', "units takes its arguments in order"),
        ('units(*"v2")', "a word in quotes is expected"),
        ('open("x")', "a formula has no word 'open'"),
        ('"".join("x")', "only a word can be called"),
        ("1 // 0", "a division by zero"),
        ("1 / (2 - 2)", "a division by zero"),
        ('required(34, "1/0", "more_than")', "not a majority"),
        ('required(34, "half", "more_than")', "not a majority"),
        ('required(34, "1/2", "about")', "not a majority"),
        ("choose(100, 21)", "not a number of ways"),
        ("choose(1 / 2, 1)", "not a number of ways"),
        ("*".join(["9" * 4000] * 4), "a number of more than 40000 bits"),
        ("-" * 1000 + "1", "nested too deeply"),
        ("(" * 1000 + "1" + ")" * 1000, "not a formula"),
        ("1" * 20_001, "a formula of 20001 characters"),
        ("9" * 5000, "not a formula"),
    ],
)
def test_what_is_not_in_the_language_is_refused_by_name(text, told):
    """A hostile formula raises one clear error and runs nothing."""
    with pytest.raises(FormatError) as refused:
        value_of(text)
    assert told in str(refused.value)


PIECES = st.sampled_from(
    [
        "total",
        "units",
        "required",
        "max",
        "min",
        "abs",
        "nearest",
        "choose",
        "stated",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        "//",
        "**",
        "<",
        "==",
        "'v2'",
        '"EG"',
        "5",
        "1/2",
        "0",
        "9999999999",
        "lambda",
        "[",
        "]",
        ".",
        "__class__",
        ":",
        "\n",
        "#",
        "\\",
        "\x00",
        "é",
        "not",
        "if",
        "else",
    ]
)


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=40))
@settings(max_examples=600, deadline=None)
def test_any_text_gives_a_value_or_our_own_error(text):
    """Fuzzed: no formula raises anything but a `TellersError`, none takes long."""
    try:
        found = parse_formula(text).evaluate(lambda _name, _arguments: 3)
    except TellersError:
        return
    assert found is None or isinstance(found, int | Fraction | str)


EXACT = st.recursive(
    st.integers(-50, 50).map(str),
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(
        lambda parts: f"({' '.join(parts)})"
    ),
    max_leaves=12,
)


@given(EXACT)
@settings(max_examples=300, deadline=None)
def test_arithmetic_is_that_of_exact_fractions(text):
    """The value is what Python's own fractions give for the same expression."""
    names = {"Fraction": Fraction}
    spelled = "".join(f"Fraction({part})" if part.isdigit() else part for part in _tokens(text))
    try:
        expected = eval(spelled, names)  # noqa: S307 (made of digits and signs above)
    except ZeroDivisionError:
        with pytest.raises(FormatError, match="division by zero"):
            value_of(text)
        return
    assert value_of(text) == expected


def _tokens(text):
    """Return digits and everything else as separate pieces."""
    pieces = [""]
    for letter in text:
        if letter.isdigit() is not pieces[-1][-1:].isdigit():
            pieces.append("")
        pieces[-1] += letter
    return pieces


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        ("5", True),
        ("2 + 3", True),
        ("abs(-5)", True),
        ('required(34, "1/2", "more_than")', True),
        ('total("v2", "EG") * 0 + 5', True),
        ('total("v2", "EG") - total("v2", "EG") + 5', True),
        ('min(5, 5 + abs(total("v2", "EG")))', True),
        ('total("v2", "EG") // total("v2", "EG")', False),  # 0 votes would be refused: it does depend
        ('total("v2", "EG")', False),
        ('total("v2", "EG") - claimed("cne-2", "EG.count")', False),
        ('max(0, total("v2", "EG") - 5326104)', False),
        ('required(stated("registered", 0), "1/2", "more_than")', False),
        ('total("v2", "EG") > 5', False),
        ('total("v2", "EG") == 7303480', False),
    ],
)
def test_a_formula_that_ignores_the_dossier_is_seen(text, constant):
    """However it is dressed up, a number that does not depend on the dossier derives nothing."""
    assert is_constant(parse_formula(text), lambda _name, _arguments: 10_007) is constant
