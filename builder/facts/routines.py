"""The routines of a person, as their page lists them: rows → values."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.facts.clearance import Care
from routines.facts.prescriptions import starter_exercises
from routines.models import Plan, Prescription, Routine
from routines.planning.programmes import Level, ProgrammeDay

LONGEST_NAME = Routine._meta.get_field("name").max_length or 0


@dataclass(frozen=True, kw_only=True)
class ListedDay:
    """A day of a routine with its strength exercises in order; `name`: the person's own, or ""."""

    letter: ProgrammeDay
    name: str = ""
    weekday: int | None = None
    exercises: Sequence[Exercise] = ()


@dataclass(frozen=True, kw_only=True)
class ListedRoutine:
    """A routine of the person's own; `is_received`: it was copied from somebody's link."""

    routine: Routine
    days: Sequence[ListedDay]
    is_used: bool
    is_received: bool = False

    @property
    def exercises(self) -> int:
        """How many exercises its days have together."""
        return sum(len(day.exercises) for day in self.days)


@dataclass(frozen=True, kw_only=True)
class ListedStarter:
    """A starter programme, fitted to the person: the names of its exercises, by day."""

    level: Level
    days: Sequence[tuple[ProgrammeDay, Sequence[str]]]
    is_used: bool

    @property
    def exercises(self) -> int:
        return sum(len(names) for _day, names in self.days)


@dataclass(frozen=True, kw_only=True)
class MyRoutines:
    """The person's own routines, the one in use first, and those that were put away."""

    mine: Sequence[ListedRoutine]
    put_away: Sequence[Routine]


def my_routines(user: User, used: UUID | None) -> MyRoutines:
    """Return a person's routines; `used` is the one in use. Two queries.

    A starter programme that was never named or changed is listed only while it is in use: it can
    be taken anew at any time.
    """
    rows = Routine.objects.of(user).select_related("received").order_by("-made_at")
    kept = [row for row in rows if row.pk == used or row.name or not row.starter]
    days: dict[tuple[UUID, str], list[Exercise]] = {}
    for routine, day, exercise in _exercises(user):
        days.setdefault((routine, day), []).append(exercise)
    mine = [
        ListedRoutine(
            routine=routine,
            days=tuple(
                ListedDay(
                    letter=day.letter,
                    name=day.name,
                    weekday=day.weekday,
                    exercises=days.get((routine.pk, day.letter), ()),
                )
                for day in routine.days
            ),
            is_used=routine.pk == used,
            is_received=hasattr(routine, "received"),
        )
        for routine in kept
        if routine.archived_at is None
    ]
    return MyRoutines(
        mine=sorted(mine, key=lambda each: not each.is_used),
        put_away=[routine for routine in kept if routine.archived_at is not None],
    )


def _exercises(user: User) -> Sequence[tuple[UUID, str, Exercise]]:
    """Return every strength exercise of a person's routines in order, with routine and day."""
    needed = ("routine", "programme_day", "position")
    shown = ("name", "equipment", "any_of")
    rows = (
        Prescription.objects.of(user)
        .filter(phase=Phase.STRENGTH)
        .select_related("exercise")
        .only(*needed, *(f"exercise__{name}" for name in shown))
        .order_by("position", "pk")
    )
    return [(row.routine_id, row.programme_day, row.exercise) for row in rows]


def starters(plan: Plan, care: Care) -> list[ListedStarter]:
    """Return the starter programme of each level. One query; sometimes one more."""
    return [
        ListedStarter(
            level=level,
            days=tuple(days.items()),
            is_used=plan.routine.starter == level,
        )
        for level, days in starter_exercises(plan, care).items()
    ]


def free_name(user: User, wanted: str) -> str:
    """Return the wanted name, with a number behind it if a routine of the person has it. One
    query."""
    taken = set(Routine.objects.of(user).values_list("name", flat=True))
    endings = ("", *(f" {number}" for number in range(2, len(taken) + 3)))
    names = (wanted[: LONGEST_NAME - len(ending)] + ending for ending in endings)
    return next(name for name in names if name not in taken)
