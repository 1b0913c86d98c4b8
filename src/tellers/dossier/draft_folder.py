"""The folder of a draft: `draft.toml`, and a file for the words of each version.

The files may be Markdown, plain text or Akoma Ntoso. Where `draft.toml` gives a version's paragraphs
(id and kind of each, in order) they are taken from there; where it does not they are recognised by
their style, and the reading says why. A hash that is declared is held to the words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.canonical import hash_version
from tellers.dossier.draft_form import DraftFile
from tellers.dossier.draft_model import Faults, draft_of
from tellers.dossier.inside import read_own
from tellers.errors import DossierError, InputError, IntegrityError
from tellers.formats.draft_file import read_draft_bytes
from tellers.formats.toml import decode_toml, text_of
from tellers.model import Draft, ParagraphId, Version, VersionId

if TYPE_CHECKING:
    from tellers.dossier.draft_form import VersionForm
    from tellers.formats.draft_reading import DraftReading

__all__ = ["DRAFT_FILE", "OpenDraft", "open_draft"]

DRAFT_FILE = "draft.toml"
MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft as its folder tells it, and how each version was read."""

    folder: Path
    draft: Draft
    readings: dict[VersionId, DraftReading]
    guessed: frozenset[VersionId]
    """Versions whose paragraphs `draft.toml` does not list, so that their kinds are guesses."""
    files: tuple[str, ...] = ()
    """The names of its files, `draft.toml` first."""


def open_draft(place: Path) -> OpenDraft:
    """Return the draft in a folder (or whose `draft.toml` is named).

    Raises `DossierError` with every fault at once, `IntegrityError` where the only faults are words
    that do not have their declared hash, `MappingError` for a key that is not known.
    """
    folder = place.parent if place.name == DRAFT_FILE and place.is_file() else place
    form = decode_toml(_content(folder), DraftFile, where=DRAFT_FILE)
    faults = Faults()
    if not 1 <= len(form.version) <= MOST_VERSIONS:
        faults.told.append(f"a draft has 1 to {MOST_VERSIONS} versions, not {len(form.version)}")
        raise _refusal(faults, changed=[])
    readings: dict[VersionId, DraftReading] = {}
    versions: list[Version] = []
    changed: list[str] = []
    for one in form.version:
        reading = _reading(folder, one, faults)
        version = _version(one, reading, faults)
        versions.append(version)
        if reading is None:
            continue
        readings[version.id] = reading
        if one.sha256 and one.sha256 != hash_version(version):
            found = hash_version(version)
            changed.append(f"version {one.id}: {one.file} does not have its hash, but {found}")
    draft = draft_of(form, versions, faults)
    if faults.told or changed:
        raise _refusal(faults, changed=changed)
    told = zip(versions, form.version, strict=True)
    guessed = frozenset(version.id for version, one in told if not one.paragraphs)
    files = (DRAFT_FILE, *dict.fromkeys(one.file for one in form.version))
    return OpenDraft(folder=folder, draft=draft, readings=readings, guessed=guessed, files=files)


def _refusal(faults: Faults, *, changed: list[str]) -> DossierError:
    kind = DossierError if faults.told else IntegrityError
    return kind(
        "; ".join([*faults.told, *changed]),
        where=DRAFT_FILE,
        remedy="Mend each; docs/reference/draft.md lists every key of this file."
        if faults.told
        else "The words of that version were changed: put them back, or add them as another version.",
    )


def _content(folder: Path) -> bytes:
    try:
        return read_own(folder, DRAFT_FILE)
    except OSError as error:
        raise DossierError(
            f"there is no draft here: {error.strerror}",
            where=str(folder),
            expected=f"a folder with {DRAFT_FILE}",
            remedy="Make one with: tellers draft import FILE --to FOLDER",
        ) from error


def _reading(folder: Path, one: VersionForm, faults: Faults) -> DraftReading | None:
    """Return what the file of a version holds; None and a fault where it cannot be read."""
    if Path(one.file).name != one.file or one.file in {"", ".", ".."}:
        faults.told.append(f"version {one.id}: {one.file[:80]!r} is no file name in this folder")
        return None
    try:
        return read_draft_bytes(read_own(folder, one.file), name=one.file, language=one.language)
    except OSError as error:
        faults.told.append(f"version {one.id}: {one.file}: {error.strerror}")
    except InputError as error:
        faults.told.append(f"version {one.id}: {error}")
    return None


def _version(one: VersionForm, reading: DraftReading | None, faults: Faults) -> Version:
    """Return a version with the words of its file and what `draft.toml` says of its paragraphs."""
    where = f"version {one.id}"
    paragraphs = reading.paragraphs if reading else ()
    if reading and one.paragraphs:
        faults.once((place.id for place in one.paragraphs), f"paragraphs of version {one.id}")
        if len(one.paragraphs) != len(paragraphs):
            faults.told.append(
                f"{where}: {one.file} has {len(paragraphs)} paragraphs, and {len(one.paragraphs)} are listed"
            )
        paragraphs = tuple(
            replace(
                paragraph,
                id=faults.id(ParagraphId, place.id, where),
                kind=place.kind,
                number=paragraph.number if place.number is None else place.number,
                level=paragraph.level if place.level is None else faults.level(place.level, where),
            )
            for paragraph, place in zip(paragraphs, one.paragraphs, strict=False)
        )
    return Version(
        id=faults.id(VersionId, one.id, where),
        date=faults.day(one.date, where),
        language=one.language,
        paragraphs=paragraphs,
        title=one.title or (reading.title if reading else ""),
        after=faults.maybe(VersionId, one.after, where),
        translates=faults.maybe(VersionId, one.translates, where),
        by=text_of(one.by),
    )
