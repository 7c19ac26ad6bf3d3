"""Stored stops of the fold of the targets (docs/decisions/0023).

A checkpoint holds all that later days need of the days before. It may be used only if nothing that
it depends on has changed: `actions.forget_since` deletes it when dated rows change, and for
everything else there is a digest, `inputs_digest`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.db.models import CharField, UUIDField
from pydantic import TypeAdapter

from backhealth.environment import ROOT
from backhealth.prepared import Given, Prepared
from routines.models import Plan, StoredCheckpoint
from routines.models.owned import LAST, PERSON
from routines.planning.flare import Course
from routines.planning.progress import State

# The morning after a session counts for it, and today's may still be corrected.
SETTLED_AFTER = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """Where exercises that are folded together stand at the end of a `day`.

    `course`: the state of the back then. `state`: of the fold. `comfortable`: by slug, whether the
    form is known to hold. `trained`: the last day of each pattern. `started`: by slug, the latest
    start of a session with it; a choice made by then has been used. `chosen_on`: the last day of a
    choice that was used; `waiting_from`: the first day of one that wasn't.
    """

    day: date
    course: Course
    state: State
    comfortable: Mapping[str, bool] = field(default_factory=dict)
    trained: Mapping[str, date] = field(default_factory=dict)
    started: Mapping[str, datetime] = field(default_factory=dict)
    chosen_on: date | None = None
    waiting_from: date | None = None

    @property
    def choices_from(self) -> date:
        """The first day of the choices that may still be used: those that wait, and new ones."""
        return min(self.day, self.waiting_from or self.day)

    def as_json(self) -> str:
        return _ADAPTER.dump_json(self).decode()

    @staticmethod
    def from_json(content: str) -> "Checkpoint":
        return _ADAPTER.validate_json(content)


_ADAPTER = TypeAdapter(Checkpoint)


_STORED = Prepared(
    lambda: (
        StoredCheckpoint.objects.of(PERSON)
        .filter(plan=Given("plan", UUIDField()), folded_alone__in=Given("keys", CharField()))
        .filter(day__lte=LAST)
        .order_by("day")
    )
)


def stored_checkpoints(
    plan: Plan, inputs: Mapping[str, str], today: date
) -> dict[str, list[Checkpoint]]:
    """Return the checkpoints that may be used on a day, oldest first. One query.

    `inputs` is the present digest for each key; a key is "" or the slug of an exercise alone.
    """
    last = today - SETTLED_AFTER
    rows = _STORED(user=plan.user, plan=plan, keys=list(inputs), last=last)
    found: dict[str, list[Checkpoint]] = {key: [] for key in inputs}
    for row in rows:
        if row.inputs != inputs[row.folded_alone]:
            continue
        checkpoint = Checkpoint.from_json(row.content)
        # A choice may be younger than a session that was moved to a past day.
        if checkpoint.chosen_on is None or checkpoint.chosen_on <= today:
            found[row.folded_alone].append(checkpoint)
    return found


def inputs_digest(*inputs: Any) -> str:
    """Return a digest of values with a faithful `repr`, and of the rules that this release has."""
    return blake2b(repr((_RULES, inputs)).encode(), digest_size=16).hexdigest()


def _rules_digest(folders: Iterable[tuple[str, str]]) -> str:
    """Return a digest of the files that decide about targets: no change of theirs is overlooked."""
    paths = [path for folder, pattern in folders for path in sorted((ROOT / folder).glob(pattern))]
    return blake2b(b"".join(path.read_bytes() for path in paths), digest_size=16).hexdigest()


_RULES = _rules_digest(
    [
        ("routines/planning", "*.py"),
        ("routines/models", "*.py"),
        ("routines/facts", "back_state.py"),
        ("routines/facts", "checkpoints.py"),
        ("routines/facts", "exercise_rules.py"),
        ("routines/facts", "fold.py"),
        ("routines/facts", "performances.py"),
        ("exercises", "vocabulary.py"),
        ("exercises/library", "*.toml"),
    ]
)
