"""`body.toml`: the seats of a body and the dated changes they went through, as readable text.

The structures below are the file's form, key by key; `read_body` turns them into the model. A
seat that gives `joined` needs no change for it. A change may belong to one reading of a disputed
membership, which has to be declared. `write_body` gives the same file back.

>>> body = read_body(b'''
... id = "council"
... name = { en = "Council", es = "Consejo" }
... seat = [
...   { id = "a", name = "A", joined = "1951-12-13" },
...   { id = "b", name = "B", joined = "1951-12-13", groups = ["permanent"], aliases = ["The B"] },
... ]
... change = [ { seat = "b", what = "left", on = "2023-11-19", reading = "press" } ]
... reading = [ { id = "press", by = "a paper" } ]
... ''', where="body.toml")
>>> [len(body.roll_on("2024-01-01", reading=r).members) for r in ("", "press")]
[2, 1]
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tellers.dossier.folded_names import folded_name
from tellers.errors import DossierError
from tellers.formats.toml import Words, decode_toml, text_of, words_of
from tellers.formats.toml_text import encode_toml, without_empty
from tellers.model import Body, Change, ChangeKind, RollReading, Seat, UnitId, Weight
from tellers.model.text import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_body", "write_body"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LARGEST = 10**13


class _SeatForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    id: str
    name: Words
    aliases: list[str] = []
    groups: list[str] = []
    joined: str = ""
    source: Words = ""


class _ChangeForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    seat: str
    what: ChangeKind
    on: str
    reason: Words = ""
    source: Words = ""
    reading: str = ""


class _ReadingForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    id: str
    by: Words
    document: str = ""
    note: Words = ""
    applied: bool = False


class _WeightForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    id: str
    name: Words
    on: str
    values: dict[str, int] = {}
    source: Words = ""


class _BodyForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    id: str
    name: Words
    seat: list[_SeatForm]
    unit_name: Words = ""
    profile: str = ""
    note: Words = ""
    change: list[_ChangeForm] = []
    reading: list[_ReadingForm] = []
    weight: list[_WeightForm] = []


def read_body(content: bytes, *, where: str) -> Body:
    """Return the body of a `body.toml`; `DossierError` with every fault of the file at once.

    A name of two seats is a fault, case and accents aside: a record that prints it would be of neither.
    """
    form = decode_toml(content, _BodyForm, where=where)
    faults = list(_faults(form))
    if faults:
        raise DossierError(
            "; ".join(faults[:20]) + (f"; and {len(faults) - 20} more" if len(faults) > 20 else ""),
            where=where,
            remedy="Mend it; docs/reference/body.md has the form.",
        )
    joined = [
        Change(seat=UnitId(s.id), kind=ChangeKind.JOINED, on=s.joined, source=text_of(s.source))
        for s in form.seat
        if s.joined
    ]
    return Body(
        id=form.id,
        name=text_of(form.name),
        seats=tuple(
            Seat(
                id=UnitId(s.id),
                name=text_of(s.name),
                aliases=tuple(s.aliases),
                groups=tuple(sorted(s.groups)),
            )
            for s in form.seat
        ),
        changes=(*joined, *(_change(entry) for entry in form.change)),
        readings=tuple(
            RollReading(
                id=r.id, by=text_of(r.by), document=r.document, note=text_of(r.note), applied=r.applied
            )
            for r in form.reading
        ),
        weights=tuple(
            Weight(
                id=w.id,
                name=text_of(w.name),
                on=w.on,
                values=tuple((UnitId(seat), value) for seat, value in w.values.items()),
                source=text_of(w.source),
            )
            for w in form.weight
        ),
        unit_name=text_of(form.unit_name or dict(MEMBER.entries)),
        profile=form.profile,
        note=text_of(form.note),
    )


def write_body(body: Body) -> bytes:
    """Return the `body.toml` of a body: `read_body` gives the same body back."""
    form = _BodyForm(
        id=body.id,
        name=words_of(body.name),
        seat=[
            _SeatForm(id=str(s.id), name=words_of(s.name), aliases=list(s.aliases), groups=list(s.groups))
            for s in body.seats
        ],
        unit_name=words_of(body.unit_name),
        profile=body.profile,
        note=words_of(body.note),
        change=[
            _ChangeForm(
                seat=str(c.seat),
                what=c.kind,
                on=c.on,
                reason=words_of(c.reason),
                source=words_of(c.source),
                reading=c.reading,
            )
            for c in body.changes
        ],
        reading=[
            _ReadingForm(
                id=r.id, by=words_of(r.by), document=r.document, note=words_of(r.note), applied=r.applied
            )
            for r in body.readings
        ],
        weight=[
            _WeightForm(
                id=w.id,
                name=words_of(w.name),
                on=w.on,
                values={str(seat): value for seat, value in w.values},
                source=words_of(w.source),
            )
            for w in body.weights
        ],
    )
    return encode_toml(without_empty(msgspec.to_builtins(form))).encode()


def _change(entry: _ChangeForm) -> Change:
    return Change(
        seat=UnitId(entry.seat),
        kind=entry.what,
        on=entry.on,
        reason=text_of(entry.reason),
        source=text_of(entry.source),
        reading=entry.reading,
    )


def _faults(form: _BodyForm) -> Iterator[str]:
    """Yield what does not fit together: ids, days, readings, weights."""
    seats = {seat.id for seat in form.seat}
    readings = {reading.id for reading in form.reading}
    yield from _id_faults("seats", [seat.id for seat in form.seat])
    yield from _id_faults("readings", [reading.id for reading in form.reading])
    yield from _name_faults(form)
    if not seats:
        yield "there is no seat"
    if sum(reading.applied for reading in form.reading) > 1:
        yield "two readings are said to be applied"
    yield from (
        f"{told}: {day[:40]!r} is no day such as 2024-07-31" for day, told in _days(form) if not _is_day(day)
    )
    for change in form.change:
        if change.seat not in seats:
            yield f"a change names the seat {change.seat[:80]!r}, which is not declared"
        if change.reading and change.reading not in readings:
            yield f"a change is of the reading {change.reading[:80]!r}, which is not declared"
    for weight in form.weight:
        yield from _weight_faults(weight, seats)
    stated = Counter((weight.id, weight.on) for weight in form.weight)
    for (weight_id, day), times in stated.items():
        if times > 1:
            yield f"weight {weight_id[:80]!r} is stated {times} times from {day[:20]} on; which one holds?"


def _id_faults(what: str, ids: list[str]) -> Iterator[str]:
    yield from (f"two {what} are called {name[:80]!r}" for name, times in Counter(ids).items() if times > 1)
    for one in ids:
        try:
            UnitId(one)
        except ValueError as error:
            yield str(error)[:300]


def _name_faults(form: _BodyForm) -> Iterator[str]:
    """Yield every name by which two seats or more are called: their ids, names and aliases together.

    One sentence a group of seats, with the names they share as they are written, however many these are.
    """
    called: dict[str, dict[str, str]] = {}
    for seat in form.seat:
        for name in (seat.id, *_words(seat.name), *seat.aliases):
            if folded := folded_name(name):
                called.setdefault(folded, {}).setdefault(seat.id, name)
    shared: dict[tuple[str, ...], list[str]] = {}
    for held in called.values():
        if len(held) > 1:
            written = " and ".join(dict.fromkeys(repr(name[:80]) for name in held.values()))
            shared.setdefault(tuple(held), []).append(written)
    for seats, names in shared.items():
        told = ", ".join(repr(seat[:80]) for seat in seats)
        yield f"the seats {told} have one name: {', '.join(names)}"


def _words(name: Words) -> list[str]:
    return [name] if isinstance(name, str) else list(name.values())


def _weight_faults(weight: _WeightForm, seats: set[str]) -> Iterator[str]:
    for name, value in weight.values.items():
        if name not in seats:
            yield f"weight {weight.id[:80]!r} names the seat {name[:80]!r}, which is not declared"
        if not 0 <= value < LARGEST:
            yield f"weight {weight.id[:80]!r} of {name[:80]!r} is no number of persons or shares"


def _days(form: _BodyForm) -> Iterator[tuple[str, str]]:
    yield from ((seat.joined, f"seat {seat.id[:80]!r}") for seat in form.seat if seat.joined)
    yield from ((change.on, f"change of {change.seat[:80]!r}") for change in form.change)
    yield from ((weight.on, f"weight {weight.id[:80]!r}") for weight in form.weight)


def _is_day(day: str) -> bool:
    try:
        return bool(_DAY.fullmatch(day)) and date.fromisoformat(day) is not None
    except ValueError:
        return False
