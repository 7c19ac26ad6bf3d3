"""Write the library's rows."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from exercises.catalogue import ENTRY, LIBRARY, Entry, read_library
from exercises.dose import dose_data
from exercises.figures.pictures import Pictures, draw, drawing_code, figure_digest
from exercises.models import Drawing, Exercise
from exercises.rungs import Rung, Way, rungs_from
from exercises.vocabulary import Phase


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """How many exercises a load wrote and how many it left unchanged; each counts in one of
    them."""

    added: int
    changed: int
    retired: int
    unchanged: int


@transaction.atomic
def load_library(*, folder: Path = LIBRARY, now: datetime) -> Loaded:
    """Make the rows equal to the files in `folder`. Raises `BadEntry` and writes nothing if a file
    is bad.

    A row whose file is gone is retired at `now`; a row whose file is back returns. Rows that
    haven't changed are not written.
    """
    entries = read_library(folder)
    known = Exercise.objects.from_files().only("slug", "figure_digest", "digest", "retired_at")
    rows = {row.slug: row for row in known}
    drawn_by = drawing_code()
    ladder = {entry.slug: entry for entry in entries if entry.phase == Phase.STRENGTH}
    values = {entry.slug: _values(entry, drawn_by, ladder) for entry in entries}
    added = [Exercise(**columns) for slug, columns in values.items() if slug not in rows]
    changed = [
        Exercise(**columns)
        for slug, columns in values.items()
        if (row := rows.get(slug)) and (row.digest != columns["digest"] or row.retired_at)
    ]
    gone = [slug for slug, row in rows.items() if slug not in values and row.retired_at is None]

    if added:
        Exercise.objects.bulk_create(added)
    if changed:
        names = [field.name for field in Exercise._meta.concrete_fields if not field.primary_key]
        Exercise.objects.bulk_update(changed, names)
    if gone:
        Exercise.objects.from_files().filter(slug__in=gone).update(
            retired_at=now, easier_rungs=[], harder_rungs=[]
        )
    drawn = {row.slug: row.figure_digest for row in rows.values()}
    _draw([each for each in entries if drawn.get(each.slug) != values[each.slug]["figure_digest"]])
    return Loaded(
        added=len(added),
        changed=len(changed),
        retired=len(gone),
        unchanged=len(values) - len(added) - len(changed),
    )


def _draw(entries: Sequence[Entry]) -> None:
    """Draw the figures that are new or changed, so that no page has to."""
    drawings = [
        Drawing(
            exercise_id=entry.slug, **asdict(draw(entry.figure, entry.primary, entry.secondary))
        )
        for entry in entries
    ]
    if drawings:
        Drawing.objects.bulk_create(
            drawings,
            update_conflicts=True,
            unique_fields=["exercise"],
            update_fields=[field.name for field in fields(Pictures)],
        )


def _values(entry: Entry, drawn_by: str, ladder: Mapping[str, Entry]) -> dict[str, Any]:
    """Return the columns of one entry, with all rungs of its `ladder` above and below it.

    The digest covers all of them, so a new column writes every row once.
    """
    columns: dict[str, Any] = ENTRY.dump_python(entry, mode="json", exclude={"figure"})
    for name in ("sides", "support", "fed_id", "daily_ok_note", "who_modify"):
        columns[name] = columns[name] or ""
    columns["caution"] = list(columns["changes"])
    columns["easier_id"] = columns.pop("easier")
    columns["harder_id"] = columns.pop("harder")
    columns["dose_data"] = dose_data(entry.dose)
    del columns["dose"]
    for way in Way:
        columns[f"{way}_rungs"] = [
            _rung(ladder[slug]) for slug in rungs_from(entry.slug, way, ladder)
        ]
    columns["figure_digest"] = figure_digest(
        entry.figure, [*entry.primary, "", *entry.secondary], drawn_by
    )
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False)
    return {**columns, "digest": hashlib.sha256(text.encode()).hexdigest()}


def _rung(entry: Entry) -> dict[str, Any]:
    rung = Rung(
        slug=entry.slug,
        name=entry.name,
        equipment=list(entry.equipment),
        any_of=list(entry.any_of),
        caution=list(entry.caution),
        support=entry.support or "",
        load=entry.load.value,
    )
    return asdict(rung)
