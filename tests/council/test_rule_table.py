"""A rule written into a file is the rule that is read from it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.formats.vote_events import RULES

from tellers.council.rule_table import rule_table
from tellers.dossier.rule_form import RuleForm, rule_of
from tellers.formats.toml import decode_toml
from tellers.formats.toml_text import encode_toml
from tellers.model import OptionId


@settings(max_examples=200, deadline=None, derandomize=True)
@given(rule=RULES)
def test_a_rule_is_the_same_after_its_table_was_written_and_read(rule):
    """Every requirement, condition and source survives; a majority that names none is for `for`."""
    text = encode_toml(rule_table(rule)).encode()

    full = replace(rule, wins=OptionId("for"), abstentions=(OptionId("abstain"),))
    assert rule_of(decode_toml(text, RuleForm, where="rule.toml")) == full
