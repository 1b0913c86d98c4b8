"""A rule written into a file is the rule that is read from it."""

from __future__ import annotations

from hypothesis import given, settings
from tests.formats.vote_events import RULES

from tellers.dossier.rule_form import RuleForm, rule_of, rule_plain
from tellers.formats.toml import decode_toml
from tellers.formats.toml_text import encode_toml


@settings(max_examples=200, deadline=None, derandomize=True)
@given(rule=RULES)
def test_a_rule_is_the_same_after_its_form_was_written_and_read(rule):
    """Every requirement, condition and source survives; `for` is what wins where none is named."""
    text = encode_toml(rule_plain(rule)).encode()

    assert rule_of(decode_toml(text, RuleForm, where="rule.toml")) == rule
