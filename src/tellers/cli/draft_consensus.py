"""`tellers draft consensus`: which paragraph stands between the text and consensus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.draft_words import DraftFolder, JsonOption, VersionArgument, chosen_version, label, plain
from tellers.cli.options import LanguageOption
from tellers.cli.tables import Column, Row, Table, print_tables

if TYPE_CHECKING:
    from tellers.council import Consensus

__all__ = ["consensus_command"]

WORDS = {
    "en": {
        "title": "What stands between {} and consensus",
        "paragraph": "paragraph", "objects": "object", "reserves": "reserve",
        "join": "could join without it", "text": "text",
        "none": "Nobody objects to a paragraph of {version}, as far as positions were recorded.",
        "only": "Only {paragraphs} stands between {version} and consensus:"
        " {count} of {members} members {verb}.",
        "several": "{paragraphs} stand between {version} and consensus:"
        " {count} of {members} members {verb}.",
        "reserving": "Would join with a reservation: {}.",
        "object": "object", "one-objects": "objects",
        "unheard": "Nothing is recorded of {}; silence is not agreement.",
        "earlier": "Said of an earlier wording: {}.",
        "gone": "On paragraphs that {version} does not have: {said}.",
    },
    "es": {
        "title": "Lo que separa a {} del consenso",
        "paragraph": "párrafo", "objects": "objetan", "reserves": "se reservan",
        "join": "podrían sumarse sin él", "text": "texto",
        "none": "Nadie objeta un párrafo de {version}, hasta donde consta.",
        "only": "Solo {paragraphs} separa a {version} del consenso: {verb} {count} de {members} miembros.",
        "several": "{paragraphs} separan a {version} del consenso:"
        " {verb} {count} de {members} miembros.",
        "reserving": "Se sumarían con una reserva: {}.",
        "object": "objetan", "one-objects": "objeta",
        "unheard": "Nada consta de {}; el silencio no es acuerdo.",
        "earlier": "Dicho de una redacción anterior: {}.",
        "gone": "Sobre párrafos que {version} no tiene: {said}.",
    },
    "pt": {
        "title": "O que separa {} do consenso",
        "paragraph": "parágrafo", "objects": "objetam", "reserves": "ressalvam",
        "join": "poderiam aderir sem ele", "text": "texto",
        "none": "Ninguém objeta a um parágrafo de {version}, até onde consta.",
        "only": "Só {paragraphs} separa {version} do consenso: {verb} {count} de {members} membros.",
        "several": "{paragraphs} separam {version} do consenso:"
        " {verb} {count} de {members} membros.",
        "reserving": "Adeririam com uma ressalva: {}.",
        "object": "objetam", "one-objects": "objeta",
        "unheard": "Nada consta de {}; o silêncio não é acordo.",
        "earlier": "Dito de uma redação anterior: {}.",
        "gone": "Sobre parágrafos que {version} não tem: {said}.",
    },
    "fr": {
        "title": "Ce qui sépare {} du consensus",
        "paragraph": "paragraphe", "objects": "objectent", "reserves": "réservent",
        "join": "pourraient se joindre sans lui", "text": "texte",
        "none": "Personne n’objecte à un paragraphe de {version}, d’après ce qui est consigné.",
        "only": "Seul {paragraphs} sépare {version} du consensus\xa0:"
        " {count} membres sur {members} {verb}.",
        "several": "{paragraphs} séparent {version} du consensus\xa0:"
        " {count} membres sur {members} {verb}.",
        "reserving": "Se joindraient avec une réserve\xa0: {}.",
        "object": "objectent", "one-objects": "objecte",
        "unheard": "Rien n’est consigné de {}\u202f; le silence n’est pas un accord.",
        "earlier": "Dit d’une rédaction antérieure\xa0: {}.",
        "gone": "Sur des paragraphes que {version} n’a pas\xa0: {said}.",
    },
}  # fmt: skip


def consensus_command(
    draft: DraftFolder,
    version: VersionArgument = "",
    /,
    *,
    format: JsonOption = "text",  # noqa: A002 (the option's name)
    lang: LanguageOption = "en",
) -> int:
    """Show who objects to which paragraph, who reserves, and who could join without it.

    Of each member and paragraph the latest recorded position counts. Who could join is arithmetic
    on what was recorded and no prediction. Exit code 0 when nobody objects, 1 when somebody does.
    """
    from tellers.council import stands_in_the_way  # noqa: PLC0415 (loaded only here)
    from tellers.dossier.draft_folder import open_draft  # noqa: PLC0415

    opened = open_draft(draft).draft
    one = chosen_version(opened, version)
    found = stands_in_the_way(opened, one.id)
    table = _table(found, lang)
    if table.rows or format != "text":
        print_tables([table], form=format, language=lang)
    if format == "text":
        for line in _sentences(found, lang):
            print(plain(line))
    return 1 if found.in_the_way else 0


def _table(found: Consensus, lang: str) -> Table:
    words = WORDS[lang]
    rows: list[Row] = [
        [
            label(one.paragraph),
            *(", ".join(members) for members in (one.objecting, one.reserving, one.could_join)),
            one.paragraph.text,
        ]
        for one in found.obstacles
    ]  # fmt: skip
    headings = ("paragraph", "objects", "reserves", "join", "text")
    columns = tuple(Column(words[heading]) for heading in headings)
    return Table(title=words["title"].format(found.version.id), columns=columns, rows=rows)


def _sentences(found: Consensus, lang: str) -> list[str]:
    """Return what the table comes to, and what it does not know."""
    words = WORDS[lang]
    names = ", ".join(label(one.paragraph) for one in found.in_the_way)
    key = ("none", "only")[len(found.in_the_way)] if len(found.in_the_way) < 2 else "several"
    counts = {"count": len(found.objecting), "members": len(found.members)}
    verb = words["one-objects" if counts["count"] == 1 else "object"]
    lines = [words[key].format(paragraphs=names, version=found.version.id, verb=verb, **counts)]
    lines += [words["reserving"].format(", ".join(found.reserving))] if found.reserving else []
    lines += [words["unheard"].format(", ".join(found.not_heard))] if found.not_heard else []
    earlier = [f"{m} ({one.paragraph.id})" for one in found.obstacles for m in one.on_earlier_text]
    lines += [words["earlier"].format(", ".join(earlier))] if earlier else []
    gone = ", ".join(f"{said.member} ({said.paragraph})" for said in found.gone)
    return lines + ([words["gone"].format(version=found.version.id, said=gone)] if gone else [])
