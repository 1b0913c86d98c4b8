"""`tellers draft verify`: the text published, held to the text voted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.draft_changes import change_lines, coloured
from tellers.cli.draft_words import DraftFolder, VersionArgument, chosen_version, plain
from tellers.cli.options import LanguageOption

__all__ = ["verify_command"]

WORDS = {
    "en": {
        "voted": "voted     {}  {}",
        "published": "published {}  {}",
        "same": "The words published are those of {}, letter by letter.",
        "differ": "The words published are not those of {}. Paragraphs that differ: {}.",
        "headings": "Only headings differ; every reason and request is as voted.",
    },
    "es": {
        "voted": "votado    {}  {}",
        "published": "publicado {}  {}",
        "same": "Las palabras publicadas son las de {}, letra por letra.",
        "differ": "Las palabras publicadas no son las de {}. Párrafos que difieren: {}.",
        "headings": "Solo difieren encabezados; todo párrafo preambular u operativo es como se votó.",
    },
    "pt": {
        "voted": "votado    {}  {}",
        "published": "publicado {}  {}",
        "same": "As palavras publicadas são as de {}, letra por letra.",
        "differ": "As palavras publicadas não são as de {}. Parágrafos que diferem: {}.",
        "headings": "Só diferem títulos; todo parágrafo preambular ou operativo está como se votou.",
    },
    "fr": {
        "voted": "voté   {}  {}",
        "published": "publié {}  {}",
        "same": "Les mots publiés sont ceux de {}, lettre pour lettre.",
        "differ": "Les mots publiés ne sont pas ceux de {}. Paragraphes qui diffèrent\xa0: {}.",
        "headings": "Seuls des titres diffèrent\u202f; motifs et dispositif sont tels que votés.",
    },
}


def verify_command(
    draft: DraftFolder,
    version: VersionArgument = "",
    /,
    *,
    published: Annotated[
        Path, Parameter(help="The text that was published: .txt, .md or .xml.", metavar="FILE")
    ],
    lang: LanguageOption = "en",
) -> int:
    """Hold a published text to the version that was voted on, by hash and then by paragraph.

    Both hashes are printed. Exit code 0 when the words are the same, 1 when a paragraph differs;
    each is named, with the words that went and those that came.
    """
    from tellers.council import compare_published  # noqa: PLC0415 (loaded only here)
    from tellers.dossier.draft_folder import open_draft  # noqa: PLC0415
    from tellers.formats.draft_file import read_draft_file  # noqa: PLC0415
    from tellers.model import Version, VersionId  # noqa: PLC0415

    voted = chosen_version(open_draft(draft).draft, version)
    reading = read_draft_file(published, language=voted.language)
    text = Version(id=VersionId("published"), date="", language=voted.language, paragraphs=reading.paragraphs)
    found = compare_published(voted, text)
    words = WORDS[lang]
    print(words["voted"].format(found.voted_hash, voted.id))
    print(words["published"].format(found.published_hash, plain(published.name)))
    for line in change_lines(found.differing, lang=lang, colour=coloured()):
        print(line)
    key = "same" if found.same else "differ"
    print(words[key].format(voted.id, len(found.differing)))
    if found.only_headings:
        print(words["headings"])
    return 0 if found.same else 1
