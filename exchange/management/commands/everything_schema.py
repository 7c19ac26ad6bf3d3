"""Write the shape of the file of everything into docs/."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from backhealth.environment import ROOT
from exchange.facts.archive_schema import everything_schema

PLACE = ROOT / "docs" / "everything.schema.json"


class Command(BaseCommand):
    help = "Write docs/everything.schema.json, the shape of “Download everything”, from the models."

    def handle(self, *_args: Any, **_options: Any) -> None:
        PLACE.write_text(schema_text())
        self.stdout.write(f"{PLACE.name}: written")


def schema_text() -> str:
    """Return the schema as the file has it."""
    return json.dumps(everything_schema(), indent=1, ensure_ascii=False) + "\n"
