"""One of a thing is told as one, whatever other numbers the sentence has."""

import re

import pytest

from tellers.model import Number
from tellers.report.catalogue import LANGUAGES, load_catalogue
from tellers.report.language import Language
from tellers.report.plurals import filled

MANY = {
    "en": "votes|members|seats|records|voters|entries|hands|pairs|lists|coalitions",
    "es": "votos|miembros|puestos|registros|electores|asientos|manos|parejas|listas|coaliciones|necesarios",
    "pt": "votos|membros|cadeiras|registros|eleitores|lançamentos|mãos|pares|listas|coalizões|necessários",
    "fr": "votes|suffrages|membres|sièges|électeurs|entrées|mains|paires|listes|coalitions|requises",
}


@pytest.mark.parametrize(
    ("code", "sentence", "one", "many"),
    [
        ("en", "{n} members, {m} with a vote", "1 member, 1 with a vote", "21 members, 21 with a vote"),
        ("en", "{n} votes were required", "1 vote was required", "21 votes were required"),
        ("en", "{n} registered voters", "1 registered voter", "21 registered voters"),
        ("en", "{n:The one is|All # are} known", "The one is known", "All 21 are known"),
        ("en", "{n} of {m} {n:~has|have} one", "1 of 1 has one", "21 of 21 have one"),
        ("es", "{n} votos emitidos", "1 voto emitido", "21 votos emitidos"),
        ("es", "faltan {n}; se necesitan {m} votos", "falta 1; se necesita 1 voto",
         "faltan 21; se necesitan 21 votos"),
        ("pt", "{n} votos válidos", "1 voto válido", "21 votos válidos"),
        ("pt", "faltam {n}; são necessários {m} votos", "falta 1; é necessário 1 voto",
         "faltam 21; são necessários 21 votos"),
        ("fr", "{n} suffrages exprimés", "1 suffrage exprimé", "21 suffrages exprimés"),
        ("fr", "{n} membres ont voté, {m} voix requises", "1 membre a voté, 1 voix requise",
         "21 membres ont voté, 21 voix requises"),
        ("es", "{n} nombres son de miembros", "1 nombre es de miembros", "21 nombres son de miembros"),
    ],
)  # fmt: skip
def test_a_noun_and_what_goes_with_it_follow_its_own_number(code, sentence, one, many):
    """In the sentence's own words, or by the table of nouns."""
    assert filled(sentence, {"n": "1", "m": "1"}, code) == one
    assert filled(sentence, {"n": "21", "m": "21"}, code) == many


@pytest.mark.parametrize(
    ("code", "sentence", "told"),
    [
        ("en", "{n} votes", "0 votes"),
        ("es", "{n} votos, y faltan {n}", "0 votos, y faltan 0"),
        ("pt", "{n} votos, e faltam {n}", "0 voto, e falta 0"),
        ("fr", "{n} votes ; {n:il en manque un|il en manque #}", "0 vote ; il en manque un"),
    ],
)
def test_nought_is_told_as_one_in_french_and_portuguese_alone(code, sentence, told):
    """So CLDR has it: one is 0 and 1 there, and 1 alone in English and Spanish."""
    assert filled(sentence, {"n": "0"}, code) == told
    assert load_catalogue(code).form(0) == (0 if code in {"pt", "fr"} else 1)


def test_what_is_written_in_is_never_read():
    """A title may say "1 votes", and a number of many digits ends in a one."""
    assert filled("{title}: {n} votes", {"title": "1 votes", "n": "1,001"}, "en") == "1 votes: 1,001 votes"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_says_many_of_one(code):
    """Every sentence of the catalogue, each of its numbers one."""
    forms = [form for forms in load_catalogue(code).messages.values() for form in forms]
    told = [filled(form, dict.fromkeys(re.findall(r"\{(\w+)", form), "1"), code) for form in forms]
    assert [line for line in told if re.search(rf"(?<![\d.,])1 ({MANY[code]})\b", line)] == []


def test_a_finding_of_one_vote_says_one_vote():
    """Both numbers of one sentence, in both languages."""
    numbers = [
        Number(name="required", value=1, unit="votes"),
        Number(name="said", value=1, unit="votes"),
    ]
    assert (
        Language.load("en").say("chain-rule-differs", numbers)
        == "1 vote is said to have been required; under the rule it was 1."
    )
    assert (
        Language.load("es").say("chain-rule-differs", numbers)
        == "Se dice que se requería 1 voto; según la regla era 1."
    )


@pytest.mark.parametrize(
    ("code", "sentence", "word", "told"),
    [
        ("es", "los registros de {name}", "el consejo", "los registros del consejo"),
        ("es", "los registros de {name}", "El Salvador", "los registros de El Salvador"),
        ("pt", "os registros de {name}", "a votação nominal", "os registros da votação nominal"),
        ("pt", "Em {name}, nada", "os anúncios", "Nos anúncios, nada"),
        ("pt", "por {name}", "o conselho", "pelo conselho"),
        ("pt", "de {name}", "{a} b", "de {a} b"),
        ("pt", "de {name}", "o {a}", "do {a}"),
        ("fr", "les relevés de {name}", "le secrétariat", "les relevés du secrétariat"),
        ("fr", "à {name}", "les bureaux", "aux bureaux"),
        ("en", "records of {name}", "a report", "records of a report"),
    ],
)
def test_a_preposition_and_the_article_of_a_name_become_one(code, sentence, word, told):
    """A name that begins with a capital keeps its article."""
    assert filled(sentence, {"name": word}, code) == told
