"""The text that was voted against the text that was announced, and against the one published as decided.

The question: does the version that was put to the vote have the hash announced for it, and has the one
published afterwards the same words? The statistic: SHA-256 of the canonical words, whole and paragraph by
paragraph. The assumptions: the draft in the dossier is the one that was circulated. What it cannot tell:
what was said aloud when the text was put.

Source: research on decision rules, sections 1.3 and 7 (4); tellers.canonical.draft_text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.canonical import hash_paragraph, hash_version
from tellers.check.case import number
from tellers.model import Finding, FindingStatus, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.case import Case
    from tellers.model import Number, Version

__all__ = ["check_text_voted"]

SHOWN = 20


def check_text_voted(case: Case) -> Iterator[Finding]:
    """Yield whether the text put has its announced hash, and whether what was published has its words."""
    text, draft = case.contest.text, case.dossier.draft
    if text is None:
        return
    versions = {version.id: version for version in draft.versions} if draft is not None else {}
    voted = versions.get(text.version)
    if voted is None:
        yield _finding(case, "missing", FindingStatus.CANNOT_TELL, (number("version", text.version, "text"),))
        return
    found = hash_version(voted)
    told = (
        number("version", text.version, "text"),
        number("stated", text.sha256, "text"),
        number("found", found, "text"),
    )
    if text.sha256:
        same = text.sha256 == found
        yield _finding(case, "agrees" if same else "differs", _status(same=same), told)
    published = versions.get(text.published) if text.published is not None else None
    if published is not None:
        yield _published(case, voted, published)


def _published(case: Case, voted: Version, published: Version) -> Finding:
    """Return whether the text published as decided has the words of the text voted."""
    same = hash_version(voted) == hash_version(published)
    voted_lines = {hash_paragraph(paragraph) for paragraph in voted.paragraphs}
    lines = {hash_paragraph(paragraph) for paragraph in published.paragraphs}
    changed = [p for p in voted.paragraphs if hash_paragraph(p) not in lines]
    added = [p for p in published.paragraphs if hash_paragraph(p) not in voted_lines]
    named = ", ".join(dict.fromkeys(str(p.id) for p in (*changed, *added)))
    numbers = (
        number("version", voted.id, "text"),
        number("published", published.id, "text"),
        number("paragraphs", named or "-", "text"),
    )
    return _finding(case, "published" if same else "altered", _status(same=same), numbers)


def _status(*, same: bool) -> FindingStatus:
    return FindingStatus.HOLDS if same else FindingStatus.DIFFERS


def _finding(case: Case, key: str, status: FindingStatus, numbers: tuple[Number, ...]) -> Finding:
    differs = status is FindingStatus.DIFFERS
    return Finding(
        code=f"text-{key}",
        check="text_voted",
        contest=case.contest.id,
        subject=f"text/{key}",
        status=status,
        severity=Severity.ATTENTION if differs else Severity.INFORMATION,
        message=f"text_voted-{key}",
        numbers=numbers,
        assumptions=("assume-draft-as-circulated",),
        settles="settle-text-announced" if differs else "",
    )
