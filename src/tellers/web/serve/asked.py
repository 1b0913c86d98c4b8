"""What may be asked, as types: the parameters of a query, checked, and refused where they are unknown.

>>> read_query(b"limit=5&after=a%2Fb", Paged, where="/units")
Paged(limit=5, after='a/b')
>>> try:
...     read_query(b"limt=5", Paged, where="/units")
... except UsageError as error:
...     print(error.diagnostics())
/units: there is no parameter 'limt' here
  expected: limit, after
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar
from urllib.parse import unquote_to_bytes

import msgspec

from tellers.errors import UsageError

__all__ = [
    "LANGUAGES",
    "InLanguage",
    "LongPaged",
    "NotUnderstood",
    "Nothing",
    "OfContest",
    "Paged",
    "PagedInContest",
    "PairAsked",
    "SearchAsked",
    "SheetAsked",
    "TotalsAsked",
    "UnitAsked",
    "UnitsAsked",
    "read_path",
    "read_query",
]

LONGEST_QUERY = 4_000
MOST, USUAL = 1_000, 100
"""Things on a page at most, and where nobody says."""
LANGUAGES = ("en", "es", "pt", "fr")

Query = TypeVar("Query", bound=msgspec.Struct)


def _text(words: str, longest: int = 200) -> msgspec.Meta:
    return msgspec.Meta(description=words, max_length=longest)


Limit = Annotated[int, msgspec.Meta(description="How many to give at most.", ge=1, le=MOST)]
After = Annotated[str, _text("Give what comes after this one; the Link header says the next.")]
InContest = Annotated[str, _text("The contest; the first of the dossier where none is named.")]


class NotUnderstood(UsageError):
    """A request that does not say what it asks for in the form that is documented."""


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Parameters, and no others."""


class Nothing(_Asked, frozen=True, kw_only=True):
    """No parameter."""


class Paged(_Asked, frozen=True, kw_only=True):
    """A page of a list."""

    limit: Limit = USUAL
    after: After = ""


class OfContest(_Asked, frozen=True, kw_only=True):
    """Of one contest."""

    contest: InContest = ""


class InLanguage(_Asked, frozen=True, kw_only=True):
    """With sentences in a language."""

    lang: Annotated[
        Literal["en", "es", "pt", "fr"],
        msgspec.Meta(description="The language of the sentences."),
    ] = "en"


class PagedInContest(Paged, frozen=True, kw_only=True):
    """A page of a list, of one contest."""

    contest: InContest = ""


class LongPaged(OfContest, frozen=True, kw_only=True):
    """A page of a list whose order is a rank: counted from the first."""

    limit: Limit = USUAL
    skip: Annotated[int, msgspec.Meta(description="How many to leave out.", ge=0, le=10_000_000)] = 0


class TotalsAsked(PagedInContest, frozen=True, kw_only=True):
    """Totals by a level."""

    by: Annotated[str, _text("A level of areas; the whole contest where none is named.")] = ""


class UnitsAsked(PagedInContest, frozen=True, kw_only=True):
    """Units of an area, or on which sources differ."""

    level: Annotated[str, _text("A level of areas; with `area`.")] = ""
    area: Annotated[str, _text("The code of an area of that level; '' is that of units without one.")] = ""
    sources: Annotated[
        Literal["all", "differ"],
        msgspec.Meta(description="`differ`: only units on which sources of the contest differ."),
    ] = "all"


class UnitAsked(_Asked, frozen=True, kw_only=True):
    """A unit by its id, where a path would not carry it."""

    id: Annotated[str, msgspec.Meta(description="The unit's id.", min_length=1, max_length=200)]


class SheetAsked(_Asked, frozen=True, kw_only=True):
    """The page of a unit whose id a path would not carry."""

    unit: Annotated[str, msgspec.Meta(description="The unit's id.", min_length=1, max_length=200)]


class SearchAsked(_Asked, frozen=True, kw_only=True):
    """What to look for."""

    q: Annotated[
        str,
        msgspec.Meta(
            description="Words of a name, or a code, or how one begins.", min_length=1, max_length=200
        ),
    ]
    limit: Annotated[int, msgspec.Meta(description="How many to give at most.", ge=1, le=100)] = 20


class PairAsked(PagedInContest, frozen=True, kw_only=True):
    """Two sources to compare."""

    first: Annotated[str, msgspec.Meta(description="A source.", min_length=1, max_length=64)]
    second: Annotated[str, msgspec.Meta(description="Another.", min_length=1, max_length=64)]


def read_query(query: bytes, kind: type[Query], *, where: str) -> Query:
    """Return the parameters of a query string; `NotUnderstood` names the one that is wrong."""
    if len(query) > LONGEST_QUERY:
        raise NotUnderstood(
            "too long a query", where=where, expected=f"at most {LONGEST_QUERY} bytes", got=f"{len(query)}"
        )
    known, given = kind.__struct_encode_fields__, {}
    for part in query.split(b"&") if query else ():
        key, _, value = part.partition(b"=")
        named = _read_text(key, where=where)
        if named not in known:
            expected = ", ".join(known) or "no parameter"
            raise NotUnderstood(f"there is no parameter {named[:80]!r} here", where=where, expected=expected)
        if named in given:
            raise NotUnderstood(f"the parameter {named!r} stands twice", where=where, expected="each once")
        given[named] = _read_text(value, where=where)
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        name = place.removesuffix("`")
        raise NotUnderstood(
            f"the parameter {name!r} is not as it should be" if name else message,
            where=where,
            expected=message if name else "",
            got=given.get(name, "")[:80],
        ) from error


def read_path(raw: bytes, *, where: str = "") -> str:
    """Return a path without its percents; `NotUnderstood` where that is no text in UTF-8."""
    try:
        return unquote_to_bytes(raw).decode()
    except UnicodeDecodeError as error:
        raise NotUnderstood(
            "the path is not UTF-8", where=where, expected="UTF-8, percent-encoded"
        ) from error


def _read_text(value: bytes, *, where: str) -> str:
    return read_path(value.replace(b"+", b" "), where=where)
