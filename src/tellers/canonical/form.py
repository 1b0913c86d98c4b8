"""Model objects to plain values and back, led by the types the model declares.

    dataclass               an object with every field, defaults written out
    tuple[X, ...]           a list
    tuple[X, Y]             a list of exactly so many
    a word (enumeration)    its value
    an identifier           text, its form checked on the way back
    Fraction                "n/d" in lowest terms
    None                    null

Every field is written, so there is one form and not one for each set of defaults. A reader is
strict: a field that is missing or unknown is refused, a number is a number and a text a text.
When a type gains a field its version rises (`tellers.canonical.objects`), and the old version
stays readable by its own decoder. To keep fields that a later version added, a decoder would hold
the plain value beside the object and write back what the object does not know; nothing needs it
yet.

Where a fraction and a text are both possible, a text that looks like a fraction is wrapped, so
that the two are never taken for each other:

>>> to_plain(Fraction(1, 2), int | Fraction | str | None), to_plain("1/2", int | Fraction | str | None)
('1/2', {'text': '1/2'})
>>> from_plain({"text": "1/2"}, int | Fraction | str | None, where="value")
'1/2'
"""

from __future__ import annotations

import re
import types
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from tellers.errors import FormatError

if TYPE_CHECKING:
    from tellers.canonical.json_text import Plain

__all__ = ["FRACTION", "from_plain", "hints_of", "is_union", "to_plain"]

FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,3999})/[1-9][0-9]{0,3999}")
"""How a fraction is written; both parts in lowest terms, which the pattern cannot say."""


@lru_cache(maxsize=200)
def hints_of(kind: type) -> dict[str, Any]:
    """Return the types of a dataclass's fields. `Any`: a type form has no type of its own here."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def is_union(form: Any) -> bool:  # noqa: ANN401 (a type form)
    """Return whether a type form is a choice between several."""
    return get_origin(form) in {Union, types.UnionType}


def to_plain(value: object, form: Any) -> Plain:  # noqa: ANN401, PLR0911 (one return a type form)
    """Return the plain value of an object of this type; `TypeError` when it is of another."""
    if is_union(form):
        return _choice_to_plain(value, get_args(form))
    if get_origin(form) is tuple:
        return [to_plain(part, of) for part, of in zip(_parts(value, form), _forms(value, form), strict=True)]
    if is_dataclass(form) and type(value) is form:
        return {name: to_plain(getattr(value, name), of) for name, of in hints_of(form).items()}
    if isinstance(form, type) and isinstance(value, form):
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, Fraction):
            return f"{value.numerator}/{value.denominator}"
        if isinstance(value, str):
            return str.__str__(value)
        if type(value) in {int, bool} and type(value) is form:
            return value  # type: ignore[return-value]  # int or bool, as just asked
    message = f"expected {_name(form)}, not {type(value).__name__}"
    raise TypeError(message)


def from_plain(value: Plain, form: Any, *, where: str) -> Any:  # noqa: ANN401 (as above)
    """Return the object; `FormatError` names the field that is missing, unknown or of another type."""
    if is_union(form):
        return _choice_from_plain(value, get_args(form), where=where)
    if get_origin(form) is tuple:
        return _list_from_plain(value, form, where=where)
    if is_dataclass(form):
        return _object_from_plain(value, form, where=where)
    if form is Fraction and isinstance(value, str):
        return _fraction(value, where=where)
    if isinstance(form, type) and issubclass(form, str) and isinstance(value, str):
        try:
            return form(value)
        except ValueError as error:
            raise FormatError(str(error)[:400], where=where) from error
    if form in {int, bool} and type(value) is form:
        return value
    raise _mismatch(form, value, where)


def _choice_to_plain(value: object, forms: tuple[Any, ...]) -> Plain:
    if value is None and type(None) in forms:
        return None
    if (
        isinstance(value, str)
        and not isinstance(value, Enum)
        and Fraction in forms
        and FRACTION.fullmatch(value)
    ):
        return {"text": str.__str__(value)}
    for form in forms:
        if get_origin(form) is None and type(value) is form:
            return to_plain(value, form)
    for form in forms:  # an identifier where any text may stand
        if isinstance(form, type) and isinstance(value, form) and not isinstance(value, bool):
            return to_plain(value, form)
    message = f"expected {_name(forms)}, not {type(value).__name__}"
    raise TypeError(message)


def _choice_from_plain(value: Plain, forms: tuple[Any, ...], *, where: str) -> object:
    if value is None and type(None) in forms:
        return None
    if Fraction in forms and isinstance(value, str) and FRACTION.fullmatch(value):
        return _fraction(value, where=where)
    if Fraction in forms and str in forms and isinstance(value, dict):
        wrapped = value.get("text")
        if list(value) == ["text"] and isinstance(wrapped, str) and FRACTION.fullmatch(wrapped):
            return wrapped
    for form in forms:
        if is_dataclass(form) and isinstance(value, dict):
            return from_plain(value, form, where=where)
        simple = str if isinstance(form, type) and issubclass(form, str) else form
        if type(value) is simple and form is not type(None):
            return from_plain(value, form, where=where)
    raise _mismatch(forms, value, where)


def _list_from_plain(value: Plain, form: Any, *, where: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, list):
        raise _mismatch(form, value, where)
    parts = get_args(form)
    if parts[-1] is not Ellipsis and len(parts) != len(value):
        raise FormatError(f"expected {len(parts)} parts, not {len(value)}", where=where)
    return tuple(
        from_plain(part, of, where=f"{where}[{place}]")
        for place, (part, of) in enumerate(zip(value, _forms(value, form), strict=True))
    )


def _object_from_plain(value: Plain, form: Any, *, where: str) -> Any:  # noqa: ANN401
    if not isinstance(value, dict):
        raise _mismatch(form, value, where)
    hints = hints_of(form)
    for name in [*sorted(value.keys() - hints.keys()), *sorted(hints.keys() - value.keys())]:
        raise FormatError(f"{'unknown' if name in value else 'missing'} field {name[:80]!r}", where=where)
    read = {name: from_plain(value[name], of, where=f"{where}.{name}") for name, of in hints.items()}
    return form(**read)


def _fraction(text: str, *, where: str) -> Fraction:
    if FRACTION.fullmatch(text):
        fraction = Fraction(text)
        if f"{fraction.numerator}/{fraction.denominator}" == text:
            return fraction
    raise FormatError("not a fraction in lowest terms", where=where, expected='"n/d"', got=text[:80])


def _parts(value: object, form: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, tuple):
        message = f"expected {_name(form)}, not {type(value).__name__}"
        raise TypeError(message)
    return value


def _forms(value: Any, form: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Return the type form of each part of a tuple or list."""
    parts = get_args(form)
    return parts[:1] * len(value) if parts[-1] is Ellipsis else parts


def _name(form: Any) -> str:  # noqa: ANN401
    if isinstance(form, tuple):
        return " or ".join(_name(one) for one in form)
    return form.__name__ if isinstance(form, type) and get_origin(form) is None else str(form)


def _mismatch(form: Any, value: Plain, where: str) -> FormatError:  # noqa: ANN401
    return FormatError("of another type", where=where, expected=_name(form), got=type(value).__name__)
