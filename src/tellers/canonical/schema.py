"""JSON Schema (draft 2020-12) of each model object, made from the types the model declares.

The schema is what a program without Tellers checks a file with. It says all that a schema can: the
fields, their types, the words of an enumeration, the form of a fraction. That a fraction is in
lowest terms and that the text is canonical only a decoder can tell.

>>> schema_of(Outcome)["$id"], sorted(schema_of(Outcome)["properties"])
('tellers:outcome:2', ['margin', 'reached', 'reasons', 'required', 'type', 'winners', 'word'])
"""

from __future__ import annotations

import inspect
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, get_args, get_origin

from tellers.canonical.form import hints_of, is_union
from tellers.canonical.objects import type_name
from tellers.model import Outcome
from tellers.model.ids import LONGEST

__all__ = ["DIALECT", "definitions_of", "schema_of"]

_ = Outcome  # a name the doctest uses

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FRACTION_PATTERN = "^-?(0|[1-9][0-9]{0,3999})/[1-9][0-9]{0,3999}$"

Schema = dict[str, Any]
"""`Any`: a schema nests dictionaries, lists, words and numbers without end."""


def schema_of(kind: type) -> Schema:
    """Return the schema of a type's bytes, with all it refers to under `$defs`."""
    definitions = definitions_of(kind)
    own = definitions.pop(kind.__name__)
    schema: Schema = {"$schema": DIALECT, "$id": type_name(kind), **own}
    schema["properties"] = {**own["properties"], "type": {"const": type_name(kind)}}
    schema["required"] = sorted([*own["required"], "type"])
    return {**schema, "$defs": definitions} if definitions else schema


def definitions_of(*kinds: type) -> dict[str, Schema]:
    """Return the definitions of these dataclasses and of all they hold, by class name, sorted."""
    found: dict[str, Schema] = {}
    waiting: list[Any] = list(kinds)
    while waiting:
        kind = waiting.pop()
        if is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in found:
            found[kind.__name__] = _object(kind)
            waiting += hints_of(kind).values()
        elif isinstance(kind, type) and issubclass(kind, Enum):
            found[kind.__name__] = {
                "description": _first_line(kind),
                "enum": [str(word.value) for word in kind],
            }
        else:
            waiting += [part for part in get_args(kind) if part is not Ellipsis]
    return dict(sorted(found.items()))


def _object(kind: type) -> Schema:
    hints = hints_of(kind)
    return {
        "description": _first_line(kind),
        "type": "object",
        "properties": {name: _form(form) for name, form in sorted(hints.items())},
        "required": sorted(hints),
        "additionalProperties": False,
    }


def _form(form: Any) -> Schema:  # noqa: ANN401, PLR0911 (one return a type form)
    """Return the schema of one type form."""
    if is_union(form):
        return {"anyOf": [one for part in get_args(form) for one in _choices(part, get_args(form))]}
    if get_origin(form) is tuple:
        parts = get_args(form)
        if parts[-1] is Ellipsis:
            return {"type": "array", "items": _form(parts[0])}
        prefix = [_form(part) for part in parts]
        return {"type": "array", "prefixItems": prefix, "items": False, "minItems": len(prefix)}
    if isinstance(form, type) and (is_dataclass(form) or issubclass(form, Enum)):
        return {"$ref": f"#/$defs/{form.__name__}"}
    if form is Fraction:
        return {"type": "string", "pattern": FRACTION_PATTERN}
    if form is str:
        return {"type": "string"}
    if issubclass(form, str):
        return {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return {"type": {int: "integer", bool: "boolean", type(None): "null"}[form]}


def _choices(part: Any, parts: tuple[Any, ...]) -> list[Schema]:  # noqa: ANN401
    """Return the schemas of one part of a choice: text beside fractions has two forms."""
    if part is str and Fraction in parts:
        wrapped = {
            "type": "object",
            "properties": {"text": {"type": "string", "pattern": FRACTION_PATTERN}},
            "required": ["text"],
            "additionalProperties": False,
        }
        return [{"type": "string", "not": {"pattern": FRACTION_PATTERN}}, wrapped]
    return [_form(part)]


def _first_line(kind: type) -> str:
    """Return the first line of a class's docstring."""
    return (inspect.getdoc(kind) or "").partition("\n")[0]
