"""The progress of one exercise alone, as if the plan had no other."""

from collections.abc import Sequence
from datetime import date

from routines.planning.flare import FlareState
from routines.planning.progress import ExerciseHistory, Person, Progress, progress_of_all
from routines.planning.progression import Performance, Target
from routines.planning.steps_up import Scope


def progress_of_one(
    prescribed: Target,
    history: Sequence[Performance],
    *,
    scope: Scope,
    person: Person,
    state: FlareState | None = None,
    today: date | None = None,
) -> Progress:
    """Return the progress of one exercise after `history`, oldest first.

    `state` is the flare state on the day of the target, None for that of the last session: the load
    is a little lower once a flare is over. `today` is that day, None for that of the last session.
    """
    exercise = ExerciseHistory(prescribed=prescribed, history=history, scope=scope)
    found = progress_of_all({scope.slug: exercise}, person=person, state=state, today=today)
    return found[scope.slug]
