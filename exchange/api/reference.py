"""The OpenAPI as values for a page that people read."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exchange.api import api
from exchange.labels.problems import PROBLEMS, Code, Words

EXAMPLES: Mapping[str, Any] = {
    "string": "…",
    "integer": 3,
    "number": 8.5,
    "boolean": True,
    "null": None,
    "object": {},
    "uuid": "0197f0c4-5a1e-7b3c-9d52-3f7a1c2b4d5e",
    "date": "2026-03-04",
    "date-time": "2026-03-04T12:00:00Z",
}


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """One parameter or one field: its name, its kind in words, and what it means."""

    name: str
    kind: str
    required: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: str
    text: str
    shape: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """One operation. `example` is a body to send, "" if it takes none."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    scopes: list[str]
    parameters: list[FieldLine]
    body: list[FieldLine]
    example: str
    answers: list[Answer]


@dataclass(frozen=True, kw_only=True)
class ShapeLines:
    """One schema, with an example."""

    name: str
    text: str
    fields: list[FieldLine]
    example: str


@dataclass(frozen=True, kw_only=True)
class Reference:
    """All that the page shows: the calls by their subject, the shapes, the problems."""

    calls: dict[str, list[Call]]
    shapes: list[ShapeLines]
    problems: dict[Code, Words]


def reference() -> Reference:
    """Return the API's description, read from its OpenAPI."""
    document = api.get_openapi_schema()
    schemas = document["components"]["schemas"]
    calls = defaultdict(list)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            call = _call(path, method, operation, schemas)
            calls[operation["tags"][0]].append(call)
    sent = {_name_of(each) for each in _bodies(document)}
    shapes = [
        ShapeLines(
            name=name,
            text=schema.get("description", ""),
            fields=_lines(schema, schemas),
            example=_written(_example(schema, schemas)),
        )
        for name, schema in sorted(schemas.items())
        if "properties" in schema and name not in sent
    ]
    return Reference(calls=dict(calls), shapes=shapes, problems=dict(PROBLEMS))


def _bodies(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        _body_of(operation)
        for operations in document["paths"].values()
        for operation in operations.values()
        if "requestBody" in operation
    ]


def _body_of(operation: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = operation["requestBody"]["content"]["application/json"]["schema"]
    return schema


def _call(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Call:
    body = _resolved(_body_of(operation), schemas) if "requestBody" in operation else {}
    return Call(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=operation.get("description", ""),
        scopes=operation["security"][0]["bearer"],
        parameters=[
            FieldLine(
                name=each["name"],
                kind=_kind(each["schema"]),
                required=each["required"],
                text=each.get("description", ""),
            )
            for each in operation["parameters"]
        ],
        body=_lines(body, schemas) if body else [],
        example=_written(_example(body, schemas)) if body else "",
        answers=[
            Answer(status=status, text=answer["description"], shape=_shape_of(answer))
            for status, answer in operation["responses"].items()
        ],
    )


def _shape_of(answer: Mapping[str, Any]) -> str:
    return next((_name_of(each["schema"]) for each in answer.get("content", {}).values()), "")


def _lines(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[FieldLine]:
    required = schema.get("required", [])
    return [
        FieldLine(
            name=name,
            kind=_kind(field),
            required=name in required,
            text=field.get("description", ""),
        )
        for name, field in schema["properties"].items()
    ]


def _kind(field: Mapping[str, Any]) -> str:
    """Return the kind of a field in a few words: "integer, 0 to 10, or null"."""
    if "$ref" in field:
        return _name_of(field)
    if "anyOf" in field:
        return ", or ".join(_kind(each) for each in field["anyOf"])
    if "enum" in field:
        return "one of " + ", ".join(f"“{each}”" for each in field["enum"])
    kind = str(field.get("format") or field.get("type", "any"))
    if kind == "array":
        return f"list of {_kind(field['items'])}"
    if "minimum" in field and "maximum" in field:
        kind += f", {field['minimum']} to {field['maximum']}"
    if "maxLength" in field:
        kind += f", at most {field['maxLength']} characters"
    return kind


def _example(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """Return a value that fits a schema."""
    schema = _resolved(schema, schemas)
    given = [schema[key] for key in ("const", "default") if key in schema] + schema.get("enum", [])
    if given:
        return given[0]
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], schemas)
    if "properties" in schema:
        return {name: _example(field, schemas) for name, field in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_example(schema["items"], schemas)]
    return EXAMPLES[schema.get("format") or schema.get("type", "object")]


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schemas[_name_of(schema)] if "$ref" in schema else dict(schema)
    return found


def _name_of(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _written(example: Any) -> str:
    return json.dumps(example, indent=2, ensure_ascii=False)
