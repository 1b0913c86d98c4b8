"""The OpenAPI document: what it says is so, by an independent reader of schemas and by schemathesis."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from tests.web.serve.served import ask

from tellers.web.serve.openapi import openapi
from tellers.web.serve.routes import API, ROUTES

ASKED = {
    "/units/{unit}": "/units/01.01.01",
    "/unit": "/unit?id=01.01.02",
    "/areas/{level}": "/areas/centre",
    "/areas/{level}/{code}": "/areas/region/01",
    "/search": "/search?q=area",
    "/compare": "/compare?first=official&second=copies",
    "/contests/{contest}": "/contests/vote",
    "/sources/{source}": "/sources/copies",
    "/proclamations/{proclamation}": "/proclamations/final",
}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_an_answer_is_what_the_document_says(port, route):
    """Every address once, its answer held to its schema by another reading of JSON Schema."""
    document = json.loads(ask(port, f"{API}/openapi.json").body)
    registry = Registry().with_resource("urn:api", Resource(contents=document, specification=DRAFT202012))
    schema = document["paths"][route.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = json.loads(ask(port, f"{API}{ASKED.get(route.path, route.path)}").body)
    validator = Draft202012Validator({"$ref": f"urn:api{schema['$ref']}"}, registry=registry)

    assert [error.message for error in validator.iter_errors(answer)] == []
    with pytest.raises(ValidationError):
        validator.validate({**answer, "unknown": 1})


def test_every_address_and_parameter_says_what_it_is():
    """In words, taken from what answers it."""
    silent = [
        (path, one.get("name", "summary"))
        for path, methods in openapi()["paths"].items()
        for one in [methods["get"], *methods["get"]["parameters"]]
        if not one.get("summary") and not one.get("description") and one.get("in") != "path"
    ]

    assert silent == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["port", "council"])
def test_schemathesis_finds_nothing(request, name, tmp_path):
    """Asked what the document allows and what it does not: no fault, nothing that it does not say."""
    document = f"http://127.0.0.1:{request.getfixturevalue(name)}{API}/openapi.json"
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", document, "--seed", "1"]
    command += ["--max-examples", "6", "--phases", "coverage,fuzzing", "--no-color", "--no-shrink"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout
    assert f"Tested: {len(ROUTES)}" in done.stdout
