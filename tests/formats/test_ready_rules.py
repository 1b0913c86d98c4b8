"""The rules that ship: each is read, says its source, and says what of it was not read."""

from __future__ import annotations

import tomllib

import pytest

from tellers.errors import UsageError
from tellers.formats.ready import ready_names, rule_bytes
from tellers.formats.rule_file import read_ranked_rule, read_seat_rule

RANKED = {"scotland-council", "instant-runoff"}


@pytest.mark.parametrize("name", ready_names())
def test_a_rule_that_ships_can_be_applied_and_says_where_it_is_from(name):
    """In two languages, and what is from memory is marked as such."""
    content = rule_bytes(name)
    read = read_ranked_rule if name in RANKED else read_seat_rule
    rule, form = read(content, where=name, seats=0 if name in RANKED else 5), tomllib.loads(content.decode())

    assert rule.source
    assert set(form["title"]) == {"en", "es"}
    if "unread" in form:
        assert set(form["unread"]) == {"en", "es"}
    assert "unread" in form or "No law" in rule.source


def test_a_name_that_is_no_rule_is_answered_with_those_that_are(tmp_path):
    """A file is taken first by its path; one larger than a megabyte is none."""
    with pytest.raises(UsageError) as told:
        rule_bytes("spain")
    (tmp_path / "large.toml").write_bytes(b"#" * (1 << 21))

    assert "spain-congress" in told.value.expected
    with pytest.raises(UsageError, match="no rule file"):
        rule_bytes(str(tmp_path / "large.toml"))
