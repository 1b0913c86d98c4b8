"""The OpenAPI 3.1 document of the API, made from the table of routes and the types of the answers.

Answers have the schemas that msgspec makes of them, model objects those of `tellers.canonical`; summaries
are the docstrings of what gives them. Nothing is written here that is said there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from tellers.canonical import DIALECT, encode_json, schema_of
from tellers.model.ids import LONGEST
from tellers.release import VERSION
from tellers.report.findings_json import findings_schema
from tellers.web.serve import answers, problems
from tellers.web.serve.routes import API, ROUTES, FindingsFile

if TYPE_CHECKING:
    from tellers.web.serve.routes import Route

__all__ = ["document", "openapi"]

_PLACE = re.compile(r"\{(\w+)\}")
REFUSALS = {
    "400": "A parameter that is unknown, stands twice or is not as it should be; a path that is not UTF-8.",
    "404": "What is asked for does not exist; `expected` names what does, where it is short.",
    "405": "Another method than GET, HEAD or OPTIONS.",
    "406": "The asker takes no JSON.",
    "429": "Too many requests from one address; Retry-After says how many seconds to wait.",
}
NOT_NOW = {"503": "The dossier on disk is no longer the one that was read, and its tables are needed."}
"""Of what the tables are asked for, besides."""
Schema = dict[str, Any]
"""`Any`: a schema nests dictionaries, lists, words and numbers without end."""


@cache
def document() -> bytes:
    """Return the document as canonical JSON."""
    return encode_json(openapi())


def openapi() -> Schema:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "Tellers",
            "version": VERSION,
            "summary": "One dossier: its records, what they add up to, and what was found.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": API}],
        "paths": {route.path: {"get": _operation(route)} for route in sorted(ROUTES, key=lambda r: r.path)},
        "components": {"schemas": _schemas()},
    }


def _operation(route: Route) -> Schema:
    return {
        "operationId": route.give.__name__,
        "summary": (route.give.__doc__ or "").partition("\n")[0],
        "parameters": [*map(_place, _PLACE.findall(route.path)), *_parameters(route.query)],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": _headers(route),
                "content": {"application/json": {"schema": {"$ref": _reference(route.answer)}}},
            },
            "304": {"description": "The asker has it already, as If-None-Match says."},
            **{
                status: {
                    "description": words,
                    "content": {problems.MEDIA: {"schema": {"$ref": _reference(answers.Problem)}}},
                }
                for status, words in (REFUSALS | (NOT_NOW if route.at_desk else {})).items()
            },
        },
    }


def _headers(route: Route) -> Schema:
    text = {"type": "string"}
    told = {"ETag": {"description": "The strong tag of these bytes.", "required": True, "schema": text}}
    if {"after", "skip"} & set(route.query.__struct_fields__):
        told["Link"] = {"description": 'The next page, rel="next"; none on the last.', "schema": text}
    return told


def _place(name: str) -> Schema:
    """Return the parameter that a path holds."""
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _parameters(query: type[msgspec.Struct]) -> list[Schema]:
    """Return the parameters of a query, each with its own words."""
    _, components = msgspec.json.schema_components([query])
    own = components[query.__name__]
    told = []
    for name, schema in own["properties"].items():
        words = {"description": schema.pop("description")} if "description" in schema else {}
        told.append(
            {"name": name, "in": "query", "required": name in own["required"], **words, "schema": schema}
        )
    return told


def _schemas() -> Schema:
    """Return every schema that is referred to, by its name."""
    types = {route.answer for route in ROUTES if issubclass(route.answer, msgspec.Struct)} | {answers.Problem}
    _, found = msgspec.json.schema_components(
        sorted(types, key=lambda one: one.__name__), ref_template=f"{answers.COMPONENTS}{{name}}"
    )
    own = {kind.__name__: schema_of(kind) for kind in answers.STATED}
    own[FindingsFile.__name__] = findings_schema()
    found |= {name: _placed(schema, name) for name, schema in own.items()}
    return {name: _referring(found[name], answers.COMPONENTS) for name in sorted(found)}


def _placed(schema: Schema, name: str) -> Schema:
    """Return a schema that refers to its own definitions from where it stands in the document."""
    inside = {member: part for member, part in schema.items() if member not in {"$schema", "$id"}}
    placed: Schema = _referring(inside, f"{answers.COMPONENTS}{name}/$defs/")
    return placed


def _referring(value: Any, to: str) -> Any:  # noqa: ANN401 (as above)
    if isinstance(value, dict):
        return {
            key: part.replace("#/$defs/", to) if key == "$ref" else _referring(part, to)
            for key, part in value.items()
        }
    return [_referring(part, to) for part in value] if isinstance(value, list | tuple) else value


def _reference(kind: type) -> str:
    return f"{answers.COMPONENTS}{kind.__name__}"
