"""What a secretary types, as events: a word, then names; in any of four languages, always.

    here mexico, peru       llega       for brazil         a-favor, favor
    gone mexico             sale        against brazil     contra
    item 1 ordinary Title   punto       abstain brazil     abstencion
    seed WORDS   lot WORDS  semilla, sorteo                absent rest       ausente resto
    hands 17 0 11           manos       correct brazil abstain because WHY   corrige ... porque
    close                   cierra      casting for        dirime
    objections?             objeciones? object brazil WORDS                  objeta
    consensus               consenso    acclamation        aclamacion        without-vote  sin-votacion
    reserve brazil WORDS    reserva     withdrawn WHY      retirado          not-put, lapsed
    announce for 17 against 0 required 18 not adopted      anuncia
    correct announce for 17 ... because WHY                corrige anuncio ... porque
    chair OFFICE            preside     adjourn, resume, end                 suspende, reanuda, termina

Portuguese and French words stand in `command_words.py`, with these.

`correct`, `reserve` and `announce` may name an earlier item first. A name is the beginning of one, as
`tellers.council.seat_names` finds it. Where it may be several, the refusal carries them, to be asked.

>>> from tellers.council.names import folded_name
>>> VERBS[folded_name("Abstención").replace(" ", "-")]
'abstain'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tellers.canonical import to_plain
from tellers.council.command_words import (
    BECAUSE,
    EVERYBODY,
    MEMBERS,
    OUTCOMES,
    POSITIONS,
    REQUIRED,
    REST,
    VERBS,
)
from tellers.council.events import (
    Adjourned,
    Announced,
    Arrived,
    CastingVote,
    Closed,
    Corrected,
    Departed,
    Dropped,
    Ended,
    Event,
    Hands,
    ItemOpened,
    LotDrawn,
    Objected,
    ObjectionsAsked,
    Presiding,
    Reserved,
    Resumed,
    SeedStated,
    Voted,
    WithoutVote,
)
from tellers.council.lot import draw
from tellers.council.names import folded_name
from tellers.council.profile import read_profile
from tellers.council.seat_names import find_seats
from tellers.errors import EntryRefused, UsageError
from tellers.model import OPTIONS, OutcomeWord, Position, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from tellers.council.item import Item
    from tellers.council.sitting import Sitting
    from tellers.model import UnitId

__all__ = ["POSITIONS", "VERBS", "events_of"]

_RECORD = re.compile(r"#(\d{1,9})(?:\s+|$)")


def events_of(sitting: Sitting, typed: str) -> tuple[Event, ...]:
    """Return the events of a line; `EntryRefused` for a word or a name nobody knows, or one of several."""
    word, _, rest = typed.strip().partition(" ")
    verb = VERBS.get(_key(word))
    if verb is None:
        raise EntryRefused("no-command", said=word[:80])
    rest = rest.strip()
    if verb in _POSITION_VALUES:
        item = _item(sitting)
        return tuple(Voted(item.id, str(s), verb) for s in _seats(sitting, rest, item.to_call))
    return _PARSERS[verb](sitting, rest)


_POSITION_VALUES = {position.value for position in Position}


def _key(word: str) -> str:
    return folded_name(word.rstrip("?:")).replace(" ", "-")


def _item(sitting: Sitting) -> Item:
    if sitting.item is None:
        raise EntryRefused("no-item")
    return sitting.item


def _item_of(sitting: Sitting, rest: str) -> tuple[Item, str]:
    """Return the question a line begins with, the last one where it names none, and the rest of the line."""
    first, _, others = rest.partition(" ")
    named = next((item for item in sitting.items if item.id == first), None)
    return (_item(sitting), rest) if named is None else (named, others.strip())


def _seats(sitting: Sitting, said: str, rest: tuple[UnitId, ...]) -> tuple[UnitId, ...]:
    """Return the seats of a list of names; `rest` are those that "rest" means."""
    if _key(said) in REST:
        return rest
    if _key(said) in EVERYBODY:
        return sitting.roll.called
    return tuple(_seat(sitting, name) for name in said.split(","))


def _seat(sitting: Sitting, said: str) -> UnitId:
    """Return the member a name means; a seat that is no member is found, and refused by the sitting."""
    members = set(sitting.roll.members)
    found = find_seats(sitting.body.seats, said)
    here = tuple(seat for seat in found if seat in members) or found
    if not here:
        raise EntryRefused("no-seat", said=said.strip()[:80])
    if len(here) > 1:
        raise EntryRefused("several-seats", choices=here, said=said.strip()[:80])
    return here[0]


def _here(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    away = tuple(seat for seat in sitting.roll.called if seat not in sitting.here)
    every = _key(rest) in EVERYBODY | REST
    return tuple(Arrived(str(seat)) for seat in (away if every else _seats(sitting, rest, away)))


def _gone(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    here = tuple(seat for seat in sitting.roll.members if seat in sitting.here)
    every = _key(rest) in EVERYBODY | REST
    return tuple(Departed(str(seat)) for seat in (here if every else _seats(sitting, rest, here)))


def _new_item(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    """Read `ID QUESTION [sha256:HEX] TITLE`; the question is one of the body's profile."""
    parts = rest.split(maxsplit=2)
    if len(parts) < 3:
        raise EntryRefused("item-form")
    item, question, title = parts
    if not sitting.body.profile:
        raise EntryRefused("no-profile")
    profile = read_profile(sitting.body.profile)
    try:
        rule = profile.question(question).rule
    except UsageError as error:
        raise EntryRefused("no-question", said=question[:80], known=error.expected) from error
    digest = ""
    if title.startswith("sha256:"):
        digest, _, title = title.removeprefix("sha256:").partition(" ")
    plain = to_plain(rule, Rule)
    assert isinstance(plain, dict)  # noqa: S101 (a rule is an object)
    return (ItemOpened(item, title.strip(), question, dict(plain), digest),)


def _lot(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    if not rest or not sitting.roll.called:
        raise EntryRefused("no-words")
    lot = draw(rest, sitting.roll.called)
    return (LotDrawn(rest, [str(seat) for seat in lot.seats], str(lot.drawn)),)


def _hands(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    """Read `FOR AGAINST ABSTAINING`, or `FOR AGAINST`."""
    return (Hands(_item(sitting).id, _raised(rest)),)


def _raised(said: str) -> dict[str, int]:
    numbers = said.split()
    if len(numbers) not in {2, 3} or not all(
        one.isascii() and one.isdigit() and len(one) < 8 for one in numbers
    ):
        raise EntryRefused("hands-form")
    return {str(option): int(one) for option, one in zip(OPTIONS, numbers, strict=False)}


def _correct(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    """Read `SEAT POSITION because WHY`, an item before it.

    Or `hands FOR AGAINST ABSTAINING because WHY`, or `announce ... because WHY`.
    """
    item, rest = _item_of(sitting, rest)
    what, *why = BECAUSE.split(rest, maxsplit=1)
    if not why:
        raise EntryRefused("no-reason")
    first, _, others = what.strip().partition(" ")
    if VERBS.get(_key(first)) == "hands":
        return (Hands(item.id, _raised(others), item.hands_record, why[0].strip()),)
    if VERBS.get(_key(first)) == "announce":
        return (_announced_again(item, others.strip(), why[0].strip()),)
    name, _, said = what.strip().rpartition(" ")
    position = POSITIONS.get(_key(said))
    if position is None or not name:
        raise EntryRefused("no-position", position=said[:80])
    seat = _seat(sitting, name)
    stands = item.votes[seat].record if seat in item.votes else 0
    return (Corrected(item.id, str(seat), position.value, stands, why[0].strip()),)


def _casting(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    position = POSITIONS.get(_key(rest))
    if position is None:
        raise EntryRefused("no-position", position=rest[:80])
    return (CastingVote(_item(sitting).id, position.value),)


def _named(sitting: Sitting, rest: str) -> tuple[str, str]:
    """Return (seat, words) of `SEAT: WORDS`, or of a seat in one word and the words after it."""
    name, colon, said = rest.partition(":")
    if not colon:
        name, _, said = rest.partition(" ")
    return str(_seat(sitting, name)), said.strip()


def _object(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    return (Objected(_item(sitting).id, *_named(sitting, rest)),)


def _reserve(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    item, rest = _item_of(sitting, rest)
    return (Reserved(item.id, *_named(sitting, rest)),)


def _announce(sitting: Sitting, rest: str) -> tuple[Event, ...]:
    item, rest = _item_of(sitting, rest)
    by = sitting.presiding or item.presiding or "chair"
    return (Announced(item.id, by, *_told(rest)),)


def _announced_again(item: Item, rest: str, why: str) -> Announced:
    """Read what stands in place of the last announcement, or of `#RECORD`, by the office that announced."""
    if not item.announcements:
        raise EntryRefused("nothing-announced", item=item.id)
    record = list(item.announcements)[-1]
    if named := _RECORD.match(rest):
        record, rest = int(named[1]), rest[named.end() :]
    was = item.announcements.get(record)
    return Announced(item.id, was.by if was is not None else "chair", *_told(rest), record, why)


def _told(rest: str) -> tuple[dict[str, int], int | None, str]:
    """Read pairs of a word and a number, `required N` among them, then the outcome in words."""
    counts, required = dict[str, int](), None
    said = rest.replace(",", " ").split()
    while len(said) > 1 and said[1].isascii() and said[1].isdigit() and len(said[1]) < 14:
        word, number = _key(said[0]), int(said[1])
        if word in REQUIRED:
            required = number
        elif word in MEMBERS:
            counts["registered"] = number
        elif word in POSITIONS:
            counts[POSITIONS[word].value] = number
        else:
            raise EntryRefused("no-position", position=said[0][:80])
        said = said[2:]
    outcome = OUTCOMES.get(folded_name(" ".join(said)))
    if said and outcome is None:
        raise EntryRefused("no-outcome", outcome=" ".join(said)[:80])
    return counts, required, outcome.value if outcome else ""


def _adopted(word: OutcomeWord) -> Callable[[Sitting, str], tuple[Event, ...]]:
    return lambda sitting, _: (WithoutVote(_item(sitting).id, word.value),)


def _drop(word: OutcomeWord) -> Callable[[Sitting, str], tuple[Event, ...]]:
    return lambda sitting, rest: (Dropped(_item(sitting).id, word.value, rest),)


_PARSERS: dict[str, Callable[[Sitting, str], tuple[Event, ...]]] = {
    "here": _here,
    "gone": _gone,
    "item": _new_item,
    "seed": lambda _, rest: (SeedStated(rest),),
    "lot": _lot,
    "hands": _hands,
    "correct": _correct,
    "close": lambda sitting, _: (Closed(_item(sitting).id),),
    "casting": _casting,
    "objections": lambda sitting, _: (ObjectionsAsked(_item(sitting).id),),
    "object": _object,
    "consensus": _adopted(OutcomeWord.ADOPTED_BY_CONSENSUS),
    "acclamation": _adopted(OutcomeWord.ADOPTED_BY_ACCLAMATION),
    "without-vote": _adopted(OutcomeWord.ADOPTED_WITHOUT_A_VOTE),
    "reserve": _reserve,
    "withdrawn": _drop(OutcomeWord.WITHDRAWN),
    "not-put": _drop(OutcomeWord.NOT_PUT),
    "lapsed": _drop(OutcomeWord.LAPSED),
    "announce": _announce,
    "chair": lambda _, rest: (Presiding(rest),),
    "adjourn": lambda _, rest: (Adjourned(rest),),
    "resume": lambda _sitting, _rest: (Resumed(),),
    "end": lambda _sitting, _rest: (Ended(),),
}
