"""A sitting as a dossier: a contest a question, a record a name, the chair's words a proclamation.

Everything is written as a mapping with its tables, and assembled as any other dossier is, so that
`tellers check` judges the chair's announcement as it judges a bulletin. A correction is a record that
names the row it replaces; a corrected announcement is one proclamation, and its note has what was said
before, when it was corrected and why. What has no names has no records: a show of hands and a decision
without a vote are what somebody announced, and nothing published bears on them (ADR 0006).
"""

from __future__ import annotations

import csv
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.canonical import hash_version
from tellers.council.events import Corrected, Voted
from tellers.council.rule_table import rule_table
from tellers.council.sitting_notes import NAMES, note_of, unannounced_note
from tellers.dossier.assemble import assemble_dossier
from tellers.dossier.draft_folder import open_draft
from tellers.dossier.inside import read_own
from tellers.dossier.layout import DRAFT
from tellers.errors import UsageError
from tellers.formats.toml import words_of
from tellers.formats.toml_text import encode_toml, without_empty
from tellers.model import OPTIONS, Position, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.council.item import Item
    from tellers.council.sitting import Sitting
    from tellers.dossier.assemble import Assembled
    from tellers.model import Draft

__all__ = ["write_sitting_dossier"]

SOURCE = "roll-call"
COLUMNS = ("seat", "position", "status", "replaces", "reason", "entry", "time")
ATTENDANCE = "by the attendance at the close; no position was entered"
CHAIR = {"en": "the chair", "es": "la presidencia", "pt": "a presidência", "fr": "la présidence"}
MEMBERS = {"en": "members", "es": "miembros", "pt": "membros", "fr": "membres"}


def write_sitting_dossier(  # noqa: PLR0913 (what the sitting itself does not hold)
    sitting: Sitting, to: Path, *, last: str, replace: bool = False, draft: Path | None = None
) -> Assembled:
    """Write the dossier of the questions decided in a sitting; return what was read of it.

    `last` is the hash of the journal's last line: the origin names it. With the folder of a `draft`, a
    question that was put with the hash of one of its versions names that version. Raises `UsageError`
    where nothing was decided yet, where `to` exists and `replace` is not said, and where no version has
    the hash that a question was put with.
    """
    items = [item for item in sitting.items if not item.pending]
    if not items:
        raise UsageError("no question of this sitting is decided", remedy="Export it when one is.")
    with tempfile.TemporaryDirectory(prefix="tellers-sitting-") as made:
        opened = open_draft(draft) if draft is not None else None
        desk = _Desk(sitting=sitting, last=last, items=items, draft=opened.draft if opened else None)
        if opened is not None:
            (Path(made) / DRAFT).mkdir()
            for name in opened.files:
                (Path(made) / DRAFT / name).write_bytes(read_own(opened.folder, name))
        for name, content in desk.files().items():
            (Path(made) / name).write_bytes(content)
        for item in items:
            if rows := desk.rows(item):
                _write_table(Path(made) / _table_name(item), rows)
        return assemble_dossier(Path(made) / "mapping.toml", to, replace=replace)


NAMES_OF_OPTIONS = tuple(str(option) for option in OPTIONS)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record as the table has it; its own row is 1 for the header and 1 for each before it."""

    seat: str
    position: str
    status: str = "called"
    replaces: int | None = None
    reason: str = ""
    entry: int | None = None
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the files of a sitting's dossier are made of."""

    sitting: Sitting
    last: str
    items: list[Item] = field(default_factory=list)
    draft: Draft | None = None

    def files(self) -> dict[str, bytes]:
        """Return the words of the dossier: mapping, contests, proclamations, the body as it was kept."""
        proclamations = [one for item in self.items for one in self._proclamations(item)]
        made: dict[str, dict[str, object]] = {
            "mapping.toml": self._mapping(),
            "contest.toml": {"contest": [self._contest(i) for i in self.items], "source": [self._source()]},
            "proclamations.toml": {"proclamation": proclamations},
        }
        texts = {name: encode_toml(without_empty(table)).encode() for name, table in made.items()}
        return {**texts, "body.toml": self.sitting.body_text}

    def _mapping(self) -> dict[str, object]:
        sitting = self.sitting
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{sitting.body.id}-{sitting.day}").strip("-.")[:64]
        return {
            "dossier": {
                "name": name or "sitting",
                "title": sitting.title or words_of(sitting.body.name),
                "description": {
                    "en": f"A sitting of {sitting.day}, from its journal.",
                    "es": f"Una sesión del {sitting.day}, según su diario.",
                    "pt": f"Uma sessão de {sitting.day}, segundo o seu diário.",
                    "fr": f"Une séance du {sitting.day}, d’après son journal.",
                },
                "body": "body.toml",
                "draft": DRAFT if self.draft is not None else "",
            },
            "table": [
                {
                    "file": _table_name(item),
                    "source": SOURCE,
                    "contest": item.id,
                    "unit": "{seat}",
                    "positions": {"column": "position", "values": {p: p for p in self._positions(item)}},
                    "status": {
                        "column": "status",
                        "values": {"called": "counted", "not called": "not-called"},
                    },
                    "replaces": "replaces",
                    "reason": "reason",
                }
                for item in self.items
                if self.rows(item)
            ],
        }

    def _source(self) -> dict[str, object]:
        return {
            "id": SOURCE,
            "name": {
                "en": "the roll call of the sitting",
                "es": "la votación nominal de la sesión",
                "pt": "a votação nominal da sessão",
                "fr": "l’appel nominal de la séance",
            },
            "by": {
                "en": "the secretariat of the sitting",
                "es": "la secretaría de la sesión",
                "pt": "a secretaria da sessão",
                "fr": "le secrétariat de la séance",
            },
            "kind": "roll call",
            "origin": {
                "en": f"journal of the sitting of {self.sitting.day}; SHA-256 of its last line: {self.last}",
                "es": f"diario de la sesión del {self.sitting.day}; SHA-256 de su última línea: {self.last}",
                "pt": f"diário da sessão de {self.sitting.day}; SHA-256 de sua última linha: {self.last}",
                "fr": f"journal de la séance du {self.sitting.day}\u202f; SHA-256 de sa dernière ligne\xa0:"
                f" {self.last}",
            },
            "licence": {
                "en": "none stated",
                "es": "no declarada",
                "pt": "não declarada",
                "fr": "non déclarée",
            },
            "note": unannounced_note(self.sitting),
        }

    def _positions(self, item: Item) -> list[str]:
        """Return the positions that the question's records or announcements have, in their usual order."""
        used = {row.position for row in self.rows(item)} | set(item.tally)
        used |= {name for one in item.announcements.values() for name in one.counts}
        return [p.value for p in Position if p.value in used or p.value in NAMES_OF_OPTIONS]

    def _contest(self, item: Item) -> dict[str, object]:
        sitting = self.sitting
        others = [p for p in self._positions(item) if p not in NAMES_OF_OPTIONS]
        figures = [{"id": p, "role": "position", "name": NAMES.get(p, p)} for p in others]
        named = words_of(sitting.body.unit_name)
        return {
            "id": item.id,
            "title": self._title(item),
            "date": sitting.day,
            "secret": False,
            "body": words_of(sitting.body.name),
            "unit_name": named,
            "option": [{"id": str(option), "name": NAMES[option]} for option in OPTIONS],
            "figure": [*figures, {"id": "registered", "role": "registered", "name": MEMBERS}],
            "rule": rule_table(item.rule),
            "casting": None if item.casting is None else str(item.casting),
            "statement": self._statements(item),
            "text": self._text(item),
        }

    def _title(self, item: Item) -> object:
        """Return the title of a question; the draft's in its languages where it is the same."""
        titles = self.draft.title if self.draft is not None else Text()
        return words_of(titles) if item.title in dict(titles.entries).values() else item.title

    def _text(self, item: Item) -> dict[str, str] | None:
        """Return the version of the draft that a question was put with, by its hash; None without one."""
        if self.draft is None or not item.text_sha256:
            return None
        announced = f"sha256:{item.text_sha256}"
        for version in self.draft.versions:
            if hash_version(version) == announced:
                return {"version": str(version.id), "sha256": announced}
        raise UsageError(
            f"no version of the draft has the hash that item {item.id!r} was put with",
            got=announced,
            expected=", ".join(hash_version(version) for version in self.draft.versions),
            remedy="Name the draft whose text was put to the vote.",
        )

    def _statements(self, item: Item) -> list[dict[str, object]]:
        """Return the members under each reading, who attended the vote, and how many units the roll has."""
        body, day = self.sitting.body, self.sitting.day
        roll = {
            "en": "the roll of the body's file",
            "es": "la nómina del archivo del órgano",
            "pt": "o rol do arquivo do órgão",
            "fr": "la liste du fichier de l’organe",
        }
        units = {"about": "units", "value": len(item.roll.members), "applied": True, "by": roll}
        stated: list[dict[str, object]] = [
            {
                "about": "registered",
                "value": len(body.roll_on(day, reading=reading.id).members),
                "applied": reading.applied,
                "by": words_of(reading.by),
                "document": reading.document,
                "note": words_of(reading.note),
            }
            for reading in sorted(body.readings, key=lambda reading: not reading.applied)
        ]
        if not body.applied_reading:
            common = {"about": "registered", "value": len(item.roll.members), "applied": True, "by": roll}
            stated.insert(0, {**common})
        attending = item.call().attending if item.closed else None
        if item.without_vote is not None and item.here is not None:
            attending = len(item.here)
        if attending is not None:
            by = {
                "en": "the attendance of the sitting",
                "es": "la asistencia de la sesión",
                "pt": "a presença na sessão",
                "fr": "la présence à la séance",
            }
            stated.append({"about": "attending", "value": attending, "applied": True, "by": by})
        return [*stated, {**units}]

    def rows(self, item: Item) -> list[_Row]:
        """Return the records of a question: every entry, then who was away or has no position."""
        rows: list[_Row] = []
        standing: dict[str, int] = {}
        for line, event in self.sitting.entries:
            if not isinstance(event, (Voted, Corrected)) or event.item != item.id:
                continue
            late = isinstance(event, Corrected)
            row = _Row(
                seat=event.seat,
                position=event.position,
                replaces=standing.get(event.seat) if late else None,
                reason=event.reason if isinstance(event, Corrected) else "",
                entry=line.sequence,
                time=line.time,
            )
            rows.append(row)
            standing[event.seat] = len(rows) + 1
        return rows if item.hands or not item.closed else [*rows, *self._without_entry(item, set(standing))]

    def _without_entry(self, item: Item, entered: set[str]) -> Iterator[_Row]:
        """Yield a row for each member without an entry, but where a quorum hangs on who of them was there.

        Then nothing is known of them and no record is made up: `tellers check` says what they could change.
        """
        positions, told = item.positions, item.outcome() is not None
        for seat in item.roll.members:
            if seat in entered:
                continue
            if seat not in item.roll.called:
                yield _Row(seat=str(seat), position="", status="not called")
            elif seat in positions:
                yield _Row(seat=str(seat), position=positions[seat].value, reason=ATTENDANCE)
            elif told:
                yield _Row(seat=str(seat), position=Position.NOT_RECORDED.value)

    def _proclamations(self, item: Item) -> Iterator[dict[str, object]]:
        """Yield what was announced of a question; a decision without a count is an announcement too."""
        day = self.sitting.day
        document = {
            "en": f"journal of the sitting of {day}",
            "es": f"diario de la sesión del {day}",
            "pt": f"diário da sessão de {day}",
            "fr": f"journal de la séance du {day}",
        }
        by = _office(item.presiding or self.sitting.presiding)
        common = {"contest": item.id, "date": self.sitting.day, "document": document}
        if item.hands is not None:
            claims: list[dict[str, object]] = [
                {"figure": k, "votes": n} for k, n in item.hands.counts.items()
            ]
            counted = {
                "en": "Hands were counted, and nobody's name was taken: no record bears on these numbers.",
                "es": "Se contaron manos y no se tomó ningún nombre: ningún registro respalda estas cifras.",
                "pt": "Contaram-se mãos e não se tomou nenhum nome: nenhum registro trata destes números.",
                "fr": "Des mains ont été comptées et aucun nom n’a été pris\xa0: aucun relevé ne porte sur"
                " ces nombres.",
            }
            again = note_of(self.sitting, item, hands=True)
            counted = {language: f"{told} {again[language]}".strip() for language, told in counted.items()}
            title = {
                "en": "Show of hands",
                "es": "Votación a mano alzada",
                "pt": "Votação por mãos levantadas",
                "fr": "Vote à main levée",
            }
            made = {"id": f"{item.id}-hands"[:64], "by": by, "title": title, "note": counted, "claim": claims}
            yield {**common, **made}
        for place, (record, event) in enumerate(item.announcements.items(), start=1):
            claims = [{"figure": name, "votes": count} for name, count in event.counts.items()]
            claims += [{"required": event.required}] if event.required is not None else []
            claims += [{"outcome": event.outcome}] if event.outcome else []
            which = f" ({place})" if place > 1 else ""
            title = {
                "en": f"Announcement of the chair{which}",
                "es": f"Anuncio de la presidencia{which}",
                "pt": f"Anúncio da presidência{which}",
                "fr": f"Annonce de la présidence{which}",
            }
            made = {
                "id": f"{item.id}-chair-{place}"[-64:],
                "by": _office(event.by),
                "title": title,
                "claim": claims,
            }
            yield {**common, **made, "note": note_of(self.sitting, item, record=record)}
        word = item.without_vote or item.dropped
        if word is not None and not any(event.outcome for event in item.announcements.values()):
            claims = [{"outcome": word.value}]
            made = {"id": f"{item.id}-decision"[:64], "by": by, "claim": claims}
            yield {**common, **made, "note": note_of(self.sitting, item)}


def _office(typed: str) -> object:
    """Return who presided as it was typed; in every language where only the chair was said."""
    return CHAIR if typed.casefold() in {"", "chair", "the chair"} else typed


def _table_name(item: Item) -> str:
    return f"{item.id}.csv"


def _write_table(path: Path, rows: list[_Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            ["" if cell is None else cell for cell in (getattr(row, c) for c in COLUMNS)] for row in rows
        )
