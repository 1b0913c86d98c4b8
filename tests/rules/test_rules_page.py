"""The page of rules has a heading for each rule there is, and says every word of a rule file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tellers.formats import rule_file
from tellers.formats.ready import ready_names
from tellers.rules.divisors import DIVISORS
from tellers.rules.form import KINDS
from tellers.rules.quotas import QUOTAS
from tellers.rules.ranked_rule import METHODS
from tellers.rules.ties import TIE_WORDS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", [*KINDS, *DIVISORS, *QUOTAS, *METHODS])
def test_each_rule_has_its_heading(rule):
    """STYLE.md rule 38."""
    assert f"\n### `{rule}`\n" in PAGE


@pytest.mark.parametrize(
    "form", [rule_file._SeatRuleForm, rule_file._RankedRuleForm, rule_file._ThresholdForm]
)
def test_each_key_of_a_rule_file_is_named(form):
    """And each rule that ships, and each word of the tie rule."""
    words = [*(field.name for field in msgspec.structs.fields(form)), *TIE_WORDS, *ready_names()]

    assert [word for word in words if f"`{word}`" not in PAGE] == []
