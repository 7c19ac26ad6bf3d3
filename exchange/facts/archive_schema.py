"""The shape of the file of everything as a JSON Schema, for programs that read it."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from exchange.archive.columns import Described, Settings
from exchange.archive.shape import FORMAT, LIBRARY, OWN, PERSON, VERSION
from exchange.facts.archive_shape import LINKS, shapes
from exercises.own import OWN_ENTRY

REF = "#/$defs/{model}"
MOMENT = {"type": ["string", "null"], "format": "date-time"}
ABOUT = (
    "Everything that backhealth stores about a person, as “Download everything” writes it and "
    "“Bring it back” reads it. A column that isn’t there has its default."
)


def everything_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file: its head, and a list of rows for each model."""
    models = [(shape.row, "validation") for shape in shapes().values()]
    _refs, rows = models_json_schema(models, ref_template=REF)  # type: ignore[arg-type]
    definitions = dict(rows["$defs"])
    described = _taken_in(definitions, TypeAdapter(Described))
    person = _taken_in(definitions, TypeAdapter(Settings))
    own = _taken_in(definitions, OWN_ENTRY)
    own["properties"] |= {"slug": {"type": "string"}, "retired_at": MOMENT}
    own["required"] = ["slug", *own["required"]]
    person["additionalProperties"] = True
    definitions |= {OWN: own, LIBRARY: described, PERSON: person}
    lists = {name: _list_of(name) for name in (LIBRARY, OWN, *shapes())}
    for name in LINKS:
        lists[name]["description"] = "Links, which aren’t brought back."
    head = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "made_at": {"type": "string", "format": "date-time"},
        PERSON: {"$ref": REF.format(model=PERSON)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything",
        "description": ABOUT,
        "type": "object",
        "required": ["format", "version", PERSON],
        "properties": head | lists,
        "$defs": dict(sorted(definitions.items())),
    }


def _taken_in(definitions: dict[str, Any], adapter: TypeAdapter[Any]) -> dict[str, Any]:
    """Return the schema of a type; what it refers to goes among the definitions."""
    schema = adapter.json_schema(ref_template=REF)
    definitions |= schema.pop("$defs", {})
    return schema


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": REF.format(model=name)}}
