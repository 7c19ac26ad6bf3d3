"""Writes the library's rows."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from exercises.catalogue import ENTRY, LIBRARY, Entry, dose_data, read_library
from exercises.models import Exercise


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """How many exercises a load wrote, and how many it left alone. Each counts in one of them."""

    added: int
    changed: int
    retired: int
    unchanged: int


@transaction.atomic
def load_library(*, folder: Path = LIBRARY, now: datetime) -> Loaded:
    """Make the rows say what the files in `folder` say. Raises `BadEntry` and writes nothing.

    A row whose file is gone is retired at `now`, one whose file is back returns. What has not
    changed is not written.
    """
    entries = read_library(folder)
    rows = {row.slug: row for row in Exercise.objects.only("slug", "digest", "retired_at")}
    values = {entry.slug: _values(entry) for entry in entries}
    added = [Exercise(**fields) for slug, fields in values.items() if slug not in rows]
    changed = [
        Exercise(**fields)
        for slug, fields in values.items()
        if (row := rows.get(slug)) and (row.digest != fields["digest"] or row.retired_at)
    ]
    gone = [slug for slug, row in rows.items() if slug not in values and row.retired_at is None]

    if added:
        Exercise.objects.bulk_create(added)
    if changed:
        columns = [field.name for field in Exercise._meta.concrete_fields if not field.primary_key]
        Exercise.objects.bulk_update(changed, columns)
    if gone:
        Exercise.objects.filter(slug__in=gone).update(retired_at=now)
    return Loaded(
        added=len(added),
        changed=len(changed),
        retired=len(gone),
        unchanged=len(values) - len(added) - len(changed),
    )


def _values(entry: Entry) -> dict[str, Any]:
    """The columns of one entry. The digest covers all of them, so a new column reloads the row."""
    fields: dict[str, Any] = ENTRY.dump_python(entry, mode="json", exclude={"figure"})
    for name in ("sides", "fed_id", "daily_ok_note"):
        fields[name] = fields[name] or ""
    fields["easier_id"] = fields.pop("easier")
    fields["harder_id"] = fields.pop("harder")
    fields["dose_data"] = dose_data(entry.dose)
    del fields["dose"]
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return {**fields, "digest": hashlib.sha256(text.encode()).hexdigest()}
