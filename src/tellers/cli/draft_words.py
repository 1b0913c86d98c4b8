"""The words of `tellers draft` on the screen, by language, and options its commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from tellers.cli.tables import HELD
from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.formats.draft_reading import DraftNote
    from tellers.model import Draft, Paragraph, Version

__all__ = ["WORDS", "DraftFolder", "JsonOption", "chosen_version", "label", "note_words", "plain"]

DraftFolder = Annotated[Path, Parameter(help="The draft's folder, or its `draft.toml`.", metavar="DRAFT")]
VersionArgument = Annotated[str, Parameter(help="A version's id; by default the latest.", metavar="VERSION")]
TextLanguage = Annotated[
    Literal["en", "es", "fr", "pt", ""],
    Parameter(
        help="The text's language (en, es, fr, pt); by default as the file says, or its small words tell.",
        metavar="LANGUAGE",
        show_choices=False,
    ),
]
JsonOption = Annotated[
    Literal["text", "csv", "json"],
    Parameter(help="How to print it: text (default), csv or json.", metavar="FORM", show_choices=False),
]

WORDS = {
    "en": {
        "heading": "heading", "preambular": "preambular", "operative": "operative",
        "paragraph": "paragraph", "kind": "kind", "because": "because", "number": "no.", "text": "text",
        "version": "version", "date": "date", "language": "language", "paragraphs": "paragraphs", "by": "by",
        "member": "member", "joined": "joined", "withdrew": "withdrew", "sponsors": "Co-sponsors",
        "amendment": "amendment", "action": "action", "target": "target", "amendments": "Amendments",
        "reservations": "Reservations", "explanations": "Explanations of position", "when": "when",
        "before": "before", "after": "after", "withdrawals": "Withdrawn", "draft": "the draft",
        "add": "add", "delete": "delete", "replace": "replace", "insert-after": "insert after",
        "why-told": "the file says so", "why-opening": "its opening words",
        "why-ending": "the ending of its first word", "why-numbered": "its number",
        "why-part": "part of the one before", "why-enacting": "a few words before a colon or comma",
        "why-capitals": "capitals", "why-first": "stands before all that is recognised",
        "why-before-it": "nothing tells: as the one before",
        "note-lines-joined": "lines joined into paragraphs: {}", "note-comment": "comments left out: {}",
        "note-rule": "rules left out: {}", "note-code": "marks of code left out: {}",
        "note-quote": "quoted lines, their words kept: {}",
        "note-bullet": "bullets left out, their words kept: {}",
        "note-table": "lines of tables, their words kept: {}",
        "note-footnote": "marks of footnotes left out: {}",
        "note-image": "images left out, their descriptions kept: {}",
        "note-link": "addresses of links left out: {}", "note-tag": "tags left out: {}",
        "note-namespace": "another namespace than that of Akoma Ntoso 3.0: {}",
        "note-preface": "in the preface and not held: {}", "note-not-held": "not held: {}",
        "note-unknown-element": "an element that is not known, its words kept: {}",
    },
    "es": {
        "heading": "encabezado", "preambular": "preambular", "operative": "operativo",
        "paragraph": "párrafo", "kind": "clase", "because": "por", "number": "n.º", "text": "texto",
        "version": "versión", "date": "fecha", "language": "idioma", "paragraphs": "párrafos", "by": "por",
        "member": "miembro", "joined": "desde", "withdrew": "se retiró", "sponsors": "Copatrocinadores",
        "amendment": "enmienda", "action": "acción", "target": "objeto", "amendments": "Enmiendas",
        "reservations": "Reservas", "explanations": "Explicaciones de posición", "when": "cuándo",
        "before": "antes", "after": "después", "withdrawals": "Retirado", "draft": "el proyecto",
        "add": "añadir", "delete": "suprimir", "replace": "sustituir", "insert-after": "insertar después",
        "why-told": "lo dice el archivo", "why-opening": "sus primeras palabras",
        "why-ending": "la terminación de su primera palabra", "why-numbered": "su número",
        "why-part": "parte del anterior", "why-enacting": "pocas palabras antes de dos puntos o coma",
        "why-capitals": "mayúsculas", "why-first": "está antes de todo lo reconocido",
        "why-before-it": "nada lo dice: como el anterior",
        "note-lines-joined": "líneas unidas en párrafos: {}", "note-comment": "comentarios omitidos: {}",
        "note-rule": "líneas divisorias omitidas: {}", "note-code": "marcas de código omitidas: {}",
        "note-quote": "líneas citadas, con sus palabras: {}",
        "note-bullet": "viñetas omitidas, con sus palabras: {}",
        "note-table": "líneas de tablas, con sus palabras: {}",
        "note-footnote": "marcas de notas al pie omitidas: {}",
        "note-image": "imágenes omitidas, con su descripción: {}",
        "note-link": "direcciones de enlaces omitidas: {}", "note-tag": "etiquetas omitidas: {}",
        "note-namespace": "otro espacio de nombres que el de Akoma Ntoso 3.0: {}",
        "note-preface": "en el prefacio y no recogido: {}", "note-not-held": "no recogido: {}",
        "note-unknown-element": "un elemento desconocido, con sus palabras: {}",
    },
    "pt": {
        "heading": "título", "preambular": "preambular", "operative": "operativo",
        "paragraph": "parágrafo", "kind": "tipo", "because": "por", "number": "n.º", "text": "texto",
        "version": "versão", "date": "data", "language": "idioma", "paragraphs": "parágrafos", "by": "por",
        "member": "membro", "joined": "desde", "withdrew": "retirou-se", "sponsors": "Copatrocinadores",
        "amendment": "emenda", "action": "ação", "target": "alvo", "amendments": "Emendas",
        "reservations": "Ressalvas", "explanations": "Explicações de posição", "when": "quando",
        "before": "antes", "after": "depois", "withdrawals": "Retirado", "draft": "o projeto",
        "add": "acrescentar", "delete": "suprimir", "replace": "substituir", "insert-after": "inserir depois",
        "why-told": "o arquivo o diz", "why-opening": "suas primeiras palavras",
        "why-ending": "a terminação de sua primeira palavra", "why-numbered": "seu número",
        "why-part": "parte do anterior", "why-enacting": "poucas palavras antes de dois-pontos ou vírgula",
        "why-capitals": "maiúsculas", "why-first": "está antes de tudo o que se reconhece",
        "why-before-it": "nada o diz: como o anterior",
        "note-lines-joined": "linhas unidas em parágrafos: {}", "note-comment": "comentários omitidos: {}",
        "note-rule": "linhas divisórias omitidas: {}", "note-code": "marcas de código omitidas: {}",
        "note-quote": "linhas citadas, com suas palavras: {}",
        "note-bullet": "marcadores omitidos, com suas palavras: {}",
        "note-table": "linhas de tabelas, com suas palavras: {}",
        "note-footnote": "marcas de notas de rodapé omitidas: {}",
        "note-image": "imagens omitidas, com sua descrição: {}",
        "note-link": "endereços de links omitidos: {}", "note-tag": "etiquetas omitidas: {}",
        "note-namespace": "outro espaço de nomes que o de Akoma Ntoso 3.0: {}",
        "note-preface": "no prefácio e não guardado: {}", "note-not-held": "não guardado: {}",
        "note-unknown-element": "um elemento desconhecido, com suas palavras: {}",
    },
    "fr": {
        "heading": "titre", "preambular": "préambule", "operative": "dispositif",
        "paragraph": "paragraphe", "kind": "genre", "because": "car", "number": "n°", "text": "texte",
        "version": "version", "date": "date", "language": "langue", "paragraphs": "paragraphes", "by": "par",
        "member": "membre", "joined": "depuis", "withdrew": "s’est retiré", "sponsors": "Coauteurs",
        "amendment": "amendement", "action": "action", "target": "objet", "amendments": "Amendements",
        "reservations": "Réserves", "explanations": "Explications de position", "when": "quand",
        "before": "avant", "after": "après", "withdrawals": "Retiré", "draft": "le projet",
        "add": "ajouter", "delete": "supprimer", "replace": "remplacer", "insert-after": "insérer après",
        "why-told": "le fichier le dit", "why-opening": "ses premiers mots",
        "why-ending": "la terminaison de son premier mot", "why-numbered": "son numéro",
        "why-part": "partie du précédent", "why-enacting": "quelques mots avant deux-points ou virgule",
        "why-capitals": "majuscules", "why-first": "précède tout ce qui est reconnu",
        "why-before-it": "rien ne le dit\xa0: comme le précédent",
        "note-lines-joined": "lignes réunies en paragraphes\xa0: {}",
        "note-comment": "commentaires omis\xa0: {}",
        "note-rule": "filets omis\xa0: {}", "note-code": "marques de code omises\xa0: {}",
        "note-quote": "lignes citées, mots gardés\xa0: {}",
        "note-bullet": "puces omises, mots gardés\xa0: {}",
        "note-table": "lignes de tableaux, mots gardés\xa0: {}",
        "note-footnote": "appels de notes omis\xa0: {}",
        "note-image": "images omises, descriptions gardées\xa0: {}",
        "note-link": "adresses de liens omises\xa0: {}", "note-tag": "balises omises\xa0: {}",
        "note-namespace": "un autre espace de noms que celui d’Akoma Ntoso 3.0\xa0: {}",
        "note-preface": "dans la préface et non retenu\xa0: {}", "note-not-held": "non retenu\xa0: {}",
        "note-unknown-element": "un élément inconnu, mots gardés\xa0: {}",
    },
}  # fmt: skip


def chosen_version(draft: Draft, name: str) -> Version:
    """Return the version of this id, the latest for ''; `UsageError` names those there are."""
    if not name:
        return draft.latest
    found = next((version for version in draft.versions if version.id == name), None)
    if found is None:
        there = ", ".join(version.id for version in draft.versions)
        raise UsageError(f"there is no version {name!r}", where=f"draft {draft.id}", expected=there)
    return found


def label(paragraph: Paragraph) -> str:
    """Return a paragraph's id with its number, `op2 (3)`, where its number is another."""
    return f"{paragraph.id} ({paragraph.number})" if paragraph.number else str(paragraph.id)


def note_words(note: DraftNote, language: str) -> str:
    """Return what a reader of drafts noted, in a language."""
    return WORDS[language][f"note-{note.code}"].format(note.got)


def plain(text: str) -> str:
    """Return a text without what a terminal obeys."""
    return "".join(c if c.isprintable() or c in HELD else "\N{REPLACEMENT CHARACTER}" for c in text)
