"""`tellers draft show`: a version, paragraph by paragraph, and the life of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.draft_words import WORDS, DraftFolder, JsonOption, VersionArgument, chosen_version
from tellers.cli.options import LanguageOption
from tellers.cli.tables import Column, Row, Table, print_tables

if TYPE_CHECKING:
    from tellers.dossier.draft_folder import OpenDraft
    from tellers.model import Amendment, Draft, Version

__all__ = ["show_command"]


def show_command(
    draft: DraftFolder,
    version: VersionArgument = "",
    /,
    *,
    format: JsonOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Show a version of a draft paragraph by paragraph, and the draft's life.

    Each version has the hash of its words. Where `draft.toml` does not say what each paragraph is,
    the reason of each guess stands beside it.
    """
    from tellers.dossier.draft_folder import open_draft  # noqa: PLC0415 (loaded only here)

    opened = open_draft(draft)
    one = chosen_version(opened.draft, version)
    tables = [_paragraphs(opened, one, lang), _versions(opened.draft, lang), *_life(opened.draft, lang)]
    print_tables([table for table in tables if table.rows], form=format, language=lang)
    return 0


def _paragraphs(opened: OpenDraft, version: Version, lang: str) -> Table:
    words = WORDS[lang]
    guessed = version.id in opened.guessed
    whys = [words[f"why-{why}"] for why in opened.readings[version.id].whys]
    rows: list[Row] = [
        [p.id, words[p.kind], *([why] if guessed else []), p.number, p.text]
        for p, why in zip(version.paragraphs, whys, strict=True)
    ]
    headings = ["paragraph", "kind", *(["because"] if guessed else []), "number", "text"]
    title = version.title or opened.draft.title.in_language(lang)
    symbol = f"{opened.draft.symbol} · " if opened.draft.symbol else ""
    return Table(
        title=f"{symbol}{title} · {version.id}", columns=tuple(Column(words[h]) for h in headings), rows=rows
    )


def _versions(draft: Draft, lang: str) -> Table:
    from tellers.canonical import hash_version  # noqa: PLC0415 (loaded only here)

    words = WORDS[lang]
    rows: list[Row] = [[v.id, v.date, v.language, hash_version(v), len(v.paragraphs)] for v in draft.versions]
    columns = (
        *(Column(words[h]) for h in ("version", "date", "language")),
        Column("SHA-256"),
        Column(words["paragraphs"], number=True),
    )
    return Table(title="", columns=columns, rows=rows)


def _life(draft: Draft, lang: str) -> list[Table]:
    """Return a table of each kind of thing that happened to the draft."""
    words = WORDS[lang]

    def table(title: str, headings: str, rows: list[Row]) -> Table:
        return Table(title=words[title], columns=tuple(Column(words[h]) for h in headings.split()), rows=rows)

    sponsors: list[Row] = [[s.member, s.joined, s.withdrew] for s in draft.sponsors]
    withdrawn: list[Row] = [[w.on, ", ".join(w.by), w.amendment or words["draft"]] for w in draft.withdrawals]
    reservations: list[Row] = [[r.member, r.paragraph, r.text.in_language(lang)] for r in draft.reservations]
    explanations: list[Row] = [
        [e.member, words[e.when], e.paragraph, e.text.in_language(lang)] for e in draft.explanations
    ]
    return [
        table("sponsors", "member joined withdrew", sponsors),
        table(
            "amendments", "amendment by action target text", [_amendment(a, lang) for a in draft.amendments]
        ),
        table("withdrawals", "date by text", withdrawn),
        table("reservations", "member paragraph text", reservations),
        table("explanations", "member when paragraph text", explanations),
    ]


def _amendment(one: Amendment, lang: str) -> Row:
    """Return an amendment as a row: its words after what they take the place of."""
    put = " ".join(part for part in (one.text, *(p.text for p in one.paragraphs)) if part)
    target = ", ".join([*([one.amends] if one.amends else []), *one.targets])
    text = f"{one.words} → {put}" if one.words else put
    return [one.id, ", ".join(one.by), WORDS[lang][one.action], target, text]
