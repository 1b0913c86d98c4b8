"""`tellers draft export`: a version as Akoma Ntoso or Markdown, for other programs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.draft_words import DraftFolder, VersionArgument, chosen_version
from tellers.cli.output import written_beside
from tellers.errors import UsageError

__all__ = ["export_command"]


def export_command(
    draft: DraftFolder,
    version: VersionArgument = "",
    /,
    *,
    to: Annotated[Path, Parameter(help="The file: .xml (Akoma Ntoso) or .md.", metavar="FILE")],
) -> int:
    """Write a version of a draft as Akoma Ntoso 3.0 or as Markdown.

    The words, and so the hash, are the same when the file is read again. What members said of the
    draft, its amendments and its co-sponsors are not in the file.
    """
    from tellers.canonical import hash_version  # noqa: PLC0415 (loaded only here)
    from tellers.dossier.draft_folder import open_draft  # noqa: PLC0415
    from tellers.formats.akoma_ntoso_out import render_akoma_ntoso  # noqa: PLC0415
    from tellers.formats.markdown_draft import render_markdown_draft  # noqa: PLC0415

    opened = open_draft(draft).draft
    one = chosen_version(opened, version)
    if to.suffix.lower() not in {".xml", ".akn", ".md", ".markdown"}:
        raise UsageError("no form that is written", where=to.name, expected="a name ending in .xml or .md")
    is_xml = to.suffix.lower() in {".xml", ".akn"}
    text = render_akoma_ntoso(one, draft=opened.id) if is_xml else render_markdown_draft(one)
    written_beside(to, partial(_write, text))
    print(f"{to}: {one.id}, {hash_version(one)}")
    return 0


def _write(text: str, beside: Path) -> None:
    beside.write_text(text, encoding="utf-8")
