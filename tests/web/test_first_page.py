"""What the first page says of both founding votes, in its sentences and numbers; and what a log adds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.log.made import ANNA, CARLA, LOG
from tests.web.read_page import read_page, text_of
from tests.web.sites import COUNCIL, ELECTION, MADE
from tests.web.sites_in_memory import pages_of, signed, unsigned

from tellers.errors import VerificationError
from tellers.web.site import first
from tellers.web.site.signers import read_signers


def said(name, path, *signers):
    """The words of a page."""
    return text_of(pages_of(name, *signers)[path])


def test_an_election_begins_with_the_verdict_the_margin_and_what_is_missing():
    """What a newspaper prints, in English."""
    text = said(ELECTION, "en/index.html")

    for sentence in (
        (
            "Announced: elected (Nicolás Maduro Moros). On the records of 25,073 polling tables in "
            "published table V2 (83.50 % of 30,026 polling tables): Edmundo González Urrutia is first with "
            "7,303,480 votes and leads Nicolás Maduro Moros by 3,987,338. Nothing that has no record could "
            "give the announced outcome."
        ),
        "26 claims judged one by one: contradicted: 6, consistent: 18, unsupported: 2.",
        (
            "25,073 polling tables of 30,026 (83.50 %) have a record in published table V2; 4,953 polling "
            "tables have none."
        ),
        "Nicolás Maduro Moros◇ 6,408,844 ● 3,316,142 (\N{MINUS SIGN}3,092,702)",
        "The margin it is held against is 3,987,338 votes.",
        "QR reading B8,02630,02626.73 %22,000",
        "17 of 89 findings weigh more than information.",
        "Nobody has signed this.",
    ):
        assert sentence in text


def test_the_votes_on_the_records_say_what_they_are_the_sum_of():
    """So that a browser that verified the log can hold them to it; a row of several options says nothing."""
    page = pages_of(ELECTION)["en/index.html"].decode()

    assert re.findall(r'data-total="([^"]+)">([^<]+)<', page) == [
        ("president|v2|EG", "7,303,480"),
        ("president|v2|NM", "3,316,142"),
        ("president|v2|LM", "86,225"),
        ("president|v2|AE", "51,011"),
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "es",
            "25.073 mesas de 30.026 (83,50 %) tienen registro en tabla publicada V2; 4.953 mesas no",
        ),
        ("pt", "Ninguém assinou isto."),
        ("fr", "Personne n’a signé ceci."),
    ],
)
def test_every_language_says_it_in_its_own_numbers(language, sentence):
    """Grouped and with a decimal comma where the language has one."""
    assert sentence in said(ELECTION, f"{language}/index.html")


def test_the_page_at_the_root_is_the_first_page_in_the_sites_language():
    """The same words; only the way to the other pages is another."""
    assert said(ELECTION, "index.html") == said(ELECTION, "es/index.html")
    links = read_page(pages_of(ELECTION)["index.html"]).links

    assert "es/check.html" in links
    assert not [link for link in links if link.startswith("../")]


def test_a_council_shows_the_roll_the_majority_on_every_base_and_the_outcome():
    """17 in favour with 18 required, 11 abstaining, 5 away, one never called."""
    text = said(COUNCIL, "en/index.html")

    for sentence in (
        (
            "Announced: not adopted. The records of the compiled roll call give the same: For: 17 votes, "
            "with 18 required, 1 too few; not adopted."
        ),
        "Absent (5)Dominica, Mexico, Saint Vincent and the Grenadines, Trinidad and Tobago, Venezuela",
        "Members not called (1)Cuba",
        "Adopted by more than half of 34 members: 18.",
        "members34the chair, as the rule was applied1817not adoptedyes",
        "members33some press reports1717adoptedno",
        "The text is not in the dossier.",
    ):
        assert sentence in text


def test_a_council_shows_the_text_that_was_voted_with_its_version_and_hash():
    """Paragraph by paragraph, from the dossier's draft."""
    text = said(MADE, "en/index.html")

    assert "1. Requests the authority to publish the records of every polling table within ten days." in text
    assert "Versionv2, circulated on 17 May 2031" in text
    assert "sha256:78f427a2b7f349a281db3ff1fea8bc94efea8e1b56377c7010f3a8caae6d5ba3" in text


def test_who_signed_is_told_with_fingerprint_and_time():
    """The log states no time; anna and carla do, and berta has not signed: two of three are enough."""
    text = said(COUNCIL, "en/index.html", LOG, ANNA, CARLA)

    assert "annaa witness20 March 2023, 12:25:47 UTC65b6 0673 d6ed 884b f01c 2c22" in text
    assert "example.org/logthe logsigned; it states no time5647 5aa7 5463 474c" in text
    assert "bertaa witnesshas not signed this state" in text
    assert "As many witnesses have signed as the policy asks for." in text
    assert "Nobody has signed this." not in text


def test_too_few_witnesses_are_told_and_strangers_are_not_believed():
    """One of two; and a signature of a key that the policy does not name."""
    text = said(COUNCIL, "en/index.html", LOG, ANNA)
    only_log = signed(COUNCIL, LOG, ANNA, policy=f"log {LOG.key}\nquorum none\n")

    assert "Fewer witnesses have signed than the policy asks for." in text
    assert read_signers(only_log).unknown == (ANNA.name,)
    assert not read_signers(only_log).witnessed


def test_a_false_signature_of_a_known_key_is_no_page():
    """Nothing is written that says somebody signed what they did not."""
    good = signed(COUNCIL, LOG, ANNA, CARLA)
    note = good.log.note.replace(b"\n52\n", b"\n51\n")

    with pytest.raises(VerificationError):
        read_signers(replace(good, log=replace(good.log, note=note)))


def test_a_dossier_of_many_votes_tells_each_verdict_and_leads_on(monkeypatch):
    """Above the number told in full."""
    monkeypatch.setattr(first, "MOST_CONTESTS", 1)
    text = text_of(dict(first.first_pages(unsigned(MADE)))["en/index.html"])

    assert "Publication and verification of the records" in text
    assert "Announced: adopted. The records of the roll call of the sitting give the same" in text
    assert "The chain, step by step" not in text


def test_findings_of_the_report_lead_to_the_rows_of_their_units():
    """Each table that a finding names is a link to its row, on the page that lists it."""
    links = read_page(pages_of(ELECTION)["en/report.html"]).links
    to_rows = [link for link in links if "sheets/" in link]

    assert len(to_rows) > 50
    assert all(re.fullmatch(r"\.\./sheets/[a-z]+-\d+\.html#\d{9}\.\d\d", link) for link in to_rows)
