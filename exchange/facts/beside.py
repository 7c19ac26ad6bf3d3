"""A file of everything compared with the rows here, row by row.

The newer row stays, and the one here if neither is newer: nothing that was logged here is lost.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db import models
from pydantic import ValidationError

from accounts.models import User
from exchange.archive.shape import Refusal, RefusedArchive
from exchange.facts.archive_shape import PARTS_OF, Shape, brought_back
from exchange.facts.brought import ReadFile, RowFault, Values, Wrong
from exercises.models import OWN, Exercise
from routines.models import Routine, Screening, SessionItem
from routines.models.last_word import CLOCKS_APART

NOTHING: tuple[object, ...] = (None, "", {})
AT_ONCE = 500  # keys in a query, which SQLite allows
NEVER = (datetime.min.replace(tzinfo=UTC), date.min)
# Reports about an exercise have moments of their own: the newest of each counts.
SAID = {
    "ticked_ts": ("ticked_at",),
    "pain_ts": ("pain", "pain_low", "pain_high"),
    "skipped_ts": ("skipped",),
    "removed_ts": ("removed", "swapped_at"),
}
# What is deleted when consent is withdrawn, and comes back with a file once the person has agreed.
OF_HEALTH = {
    "Session": ("pain", "pain_before", "usual_pain", "tiredness", "eased"),
    "SessionItem": ("pain", "pain_low", "pain_high", "pain_ts", "why"),
}


class Fate(StrEnum):
    """What becomes of a row of the file: NEW is added, NEWER replaces the row here, SAME is here
    already, STAYS yields to the row here."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"
    STAYS = "stays"


@dataclass
class Part:
    """The rows of one kind, by what becomes of them. `newer` has the key of the row here; what
    isn't written is counted alone."""

    shape: Shape
    new: list[Values] = field(default_factory=list)
    newer: list[tuple[Any, Values]] = field(default_factory=list)
    same: int = 0
    stays: int = 0

    @property
    def written(self) -> list[Values]:
        """The rows that are added or replace one."""
        return [*self.new, *(values for _key, values in self.newer)]

    def column(self, name: str) -> int:
        return list(self.shape.columns).index(name)


@dataclass
class Beside:
    """A whole file beside what is stored here.

    `kept`: exercises that this library lacks, by the slug of the own one that takes their place.
    `valid`: the keys of the rows that are here or will be, by the name of their model.
    """

    user: User
    now: datetime
    file: ReadFile
    known: set[str]
    kept: dict[str, str]
    parts: dict[str, Part] = field(default_factory=dict)
    valid: dict[str, set[Any]] = field(default_factory=dict)
    new_own: list[str] = field(default_factory=list)


def beside(user: User, file: ReadFile, *, now: datetime) -> Beside:
    """Return what becomes of each row. Two queries for each kind of row that the file has, one for
    every 500 new keys. Raises RefusedArchive if rows are another person's here."""
    mine = set(Exercise.objects.visible_to(user).values_list("pk", flat=True))
    known = mine | file.own.keys()
    kept = {slug: _kept_slug(user, slug) for slug in file.described.keys() - known}
    found = Beside(user=user, now=now, file=file, known=known, kept=kept)
    found.new_own = [slug for slug in file.own if slug not in mine]
    for name, shape in brought_back().items():
        part = found.parts[name] = Part(shape)
        rows = list(_linked(found, shape, file.rows.pop(name, {})))
        if shape.model in PARTS_OF:
            _share_the_fate(found, part, rows)
        else:
            _judge(found, part, rows)
    return found


def _kept_slug(user: User, slug: str) -> str:
    """Return the key of the own exercise that replaces one that this library lacks: the same for
    each file of a person, and another for everybody else."""
    return OWN + hashlib.sha256(f"{user.pk} {slug}".encode()).hexdigest()[:19]


# --- what a row refers to -----------------------------------------------------------------------


def _linked(found: Beside, shape: Shape, rows: dict[int, Values]) -> Iterator[Values]:
    """Yield the rows whose links lead somewhere; the others are faults."""
    places = {name: place for place, name in enumerate(shape.columns)}
    to_itself = [name for name, to in shape.links.items() if to is shape.model]
    own_keys = {values[places["id"]] for values in rows.values()} if to_itself else set()
    if to_itself:
        own_keys |= set(
            shape.model._default_manager.filter(user=found.user).values_list("pk", flat=True)
        )
    for number in list(rows):
        values = rows.pop(number)
        changed, fault = dict[int, Any](), None
        if shape.model is Routine:
            place = places["change_data"]
            changed[place] = [_undoable(found, change) for change in values[place]]
        for name, to in shape.links.items():
            there = own_keys if name in to_itself else found.valid[to.__name__]
            if values[places[name]] is not None and values[places[name]] not in there:
                changed[places[name]] = None
                fault = fault or (None if shape.nullable(name) else (Wrong.LINK, name))
        for name in shape.exercises:
            slug = values[places[name]]
            if slug is not None and slug not in found.known:
                changed[places[name]] = _stand_in(found, shape, slug)
                if changed[places[name]] is None and not shape.nullable(name):
                    fault = (Wrong.EXERCISE, name)
        if fault:
            wrong, name = fault
            found.file.add(
                RowFault(
                    part=shape.name,
                    row=number,
                    wrong=wrong,
                    column=name,
                    value=str(values[places[name]])[:60],
                )
            )
        else:
            yield _with(values, changed) if changed else values


def _undoable(found: Beside, change: dict[str, Any]) -> dict[str, Any]:
    """Return a change of a routine, which can be undone only if its exercises can be read."""
    shape = brought_back()["Prescription"]
    routine = {"routine_id": str(found.user.pk)}  # any key: it is checked, and used for nothing
    for row in change["rows"]:
        try:
            shape.row.model_validate_json(json.dumps({**row, **routine}))
        except ValidationError:
            return change | {"rows": [], "removed": None}
        named = {row[name] for name in shape.exercises if row.get(name) is not None}
        if row.keys() - shape.columns.keys() or named - found.known:
            return change | {"rows": [], "removed": None}
    return change


def _stand_in(found: Beside, shape: Shape, slug: str) -> str | None:
    """Return the own exercise that replaces one that the library lacks; none in a routine, as
    nobody could train it from its name alone."""
    return None if shape.model in PARTS_OF else found.kept.get(slug)


def _with(values: Values, changed: Mapping[int, Any]) -> Values:
    return tuple(changed.get(place, value) for place, value in enumerate(values))


# --- what becomes of it -------------------------------------------------------------------------


def _share_the_fate(found: Beside, part: Part, rows: list[Values]) -> None:
    """Judge rows that come and go with the row that they are of: all of them, or none."""
    column = PARTS_OF[part.shape.model]
    of = found.parts[part.shape.links[column].__name__]
    key, place = of.column("id"), part.column(column)
    written = {values[key] for values in of.new} | {here for here, _values in of.newer}
    part.new = [values for values in rows if values[place] in written]
    part.same = len(rows) - len(part.new)


def _judge(found: Beside, part: Part, rows: list[Values]) -> None:
    shape, manager = part.shape, part.shape.model._default_manager
    id_place = part.column("id") if shape.has_key else None
    identity = [part.column(name) for name in shape.identity or ()]
    by_key = {values[id_place]: values for values in rows} if id_place is not None else {}
    by_identity = (
        {}
        if shape.identity is None
        else {tuple(values[each] for each in identity): values for values in rows}
    )
    valid: set[Any] = set()
    met: set[int] = set()
    for key, *others in (
        manager.filter(user=found.user).values_list("pk", *shape.columns).iterator()
    ):
        here = tuple(others)
        valid.add(key)
        same_key = by_key.get(key)
        same = (
            same_key
            if shape.identity is None
            else by_identity.get(tuple(here[each] for each in identity))
        )
        for values in (same, same_key):
            if values is not None and id(values) not in met:
                met.add(id(values))
                _put(found, part, key, here, values if values is same else None)
    part.new = [values for values in rows if id(values) not in met]
    if id_place is not None:
        new_keys = [values[id_place] for values in part.new]
        _refuse_those_of_others(shape, new_keys)
        valid.update(new_keys)
    found.valid[shape.name] = valid


def _put(found: Beside, part: Part, key: Any, here: Values, values: Values | None) -> None:
    """Judge a row of the file beside the one here; None has its key, but another day."""
    kept = here if values is None else _newer(found, part.shape, here, values)
    if kept != here:
        part.newer.append((key, kept))
    elif values is None or not _is_equal(part.shape, here, values, found.file.version):
        part.stays += 1
    else:
        part.same += 1


def _is_equal(shape: Shape, here: Values, values: Values, version: int) -> bool:
    """Return whether two rows of the same thing are equal except for their keys. Files without a
    version have no more than thousandths of a second."""
    pairs = [
        (one, other)
        for name, one, other in zip(shape.columns, here, values, strict=True)
        if name != "id"
    ]
    if version == 0:
        pairs = [(_coarse(one), _coarse(other)) for one, other in pairs]
    return all(one == other for one, other in pairs)


def _coarse(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


def _refuse_those_of_others(shape: Shape, keys: list[Any]) -> None:
    waiting = iter(keys)
    while some := list(islice(waiting, AT_ONCE)):
        # These are other people's: this person's own keys were met above.
        if shape.model._default_manager.filter(pk__in=some).exists():
            raise RefusedArchive(Refusal.SOMEBODY_ELSES)


# --- which of two is newer ----------------------------------------------------------------------


def _newer(found: Beside, shape: Shape, here: Values, values: Values) -> Values:
    """Return the row that stays: the newer one, under the key that it has here."""
    if values == here:
        return here
    columns = {name: place for place, name in enumerate(shape.columns)}
    word, word_here = (_word(found, shape, columns, each) for each in (values, here))
    kept = values if word > word_here else here
    if shape.model is SessionItem:
        kept = _with(kept, dict(_newest_of_each(columns, here, values)))
    if word == word_here and shape.name in OF_HEALTH:
        kept = _with(kept, dict(_given_back(OF_HEALTH[shape.name], columns, kept, values)))
        if "stopped" in columns:
            place = columns["stopped"]
            kept = _with(kept, {place: kept[place] or values[place]})
    if "id" in columns:
        kept = _with(kept, {columns["id"]: here[columns["id"]]})
    return kept


def _word(found: Beside, shape: Shape, columns: Mapping[str, int], row: Values) -> tuple[Any, ...]:
    """Return what tells which of two rows is newer, to be compared.

    A moment that is still to come was written with a wrong clock, and doesn't count. Of two
    verdicts the stricter one stays; of two states of a routine the one with more changes.
    """
    until = found.now + CLOCKS_APART
    moments = [
        row[place]
        for name, place in columns.items()
        if isinstance(shape.columns[name], models.DateTimeField)
        and row[place] is not None
        and row[place] <= until
    ]
    days = [
        row[place]
        for name, place in columns.items()
        if type(shape.columns[name]) is models.DateField and row[place] is not None
    ]
    first: tuple[Any, ...] = ()
    if shape.model is Routine:
        first = (row[columns["version"]],)
    elif shape.model is Screening:
        first = (max(row[columns["outcome"]], row[columns["standing"]]), *_answered(columns, row))
    return (*first, max(moments, default=NEVER[0]), max(days, default=NEVER[1]))


def _answered(columns: Mapping[str, int], row: Values) -> tuple[date]:
    return (row[columns["answered_on"]] or NEVER[1],)


def _newest_of_each(
    columns: Mapping[str, int], here: Values, values: Values
) -> Iterator[tuple[int, Any]]:
    """Yield the latest report of each thing that has a moment of its own."""
    for stamp, names in SAID.items():
        place = columns[stamp]
        one, other = (row[place] or NEVER[0] for row in (here, values))
        if one != other:
            newest = values if other > one else here
            yield from ((columns[name], newest[columns[name]]) for name in (stamp, *names))


def _given_back(
    names: tuple[str, ...], columns: Mapping[str, int], kept: Values, values: Values
) -> Iterator[tuple[int, Any]]:
    """Yield what the file says about health where the row here says nothing."""
    for name in names:
        place = columns[name]
        if kept[place] in NOTHING:
            yield place, values[place]
