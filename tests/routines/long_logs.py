"""A log of months, written as rows at once because verbs would take minutes; and both its folds."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import Any

from accounts.keys import new_key
from accounts.models import User
from exercises.models import Exercise
from routines.actions.checkpoints import keep_checkpoints
from routines.actions.item_sums import sums_rows
from routines.actions.session import finish_session, write_down_session
from routines.actions.target_overrides import Chosen
from routines.facts.back_state import back_state
from routines.facts.doses import ExerciseDose, first_dose, strength_of
from routines.facts.fold import Fold, fold_alone, folded, plan_fold
from routines.facts.next_targets import next_targets
from routines.models import ItemSums, MorningCheck, Plan, Session, SessionItem, SetLog, Side, Status
from routines.planning import progress
from tests import builders

DAY = timedelta(days=1)
FAR, NEAR = 56, 2  # how long ago the days of the two checkpoints are
# Exercises outside the plan that the log holds, each folded alone.
ALONE = ("marching-bridge", "reverse-lunge")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A report about one exercise, or about its whole session and the morning after it."""

    amount: int = 50
    rir: int | None = 3
    sets: int = 4
    pain_high: int | None = None
    form_kept: bool | None = True
    session_pain: int | None = None
    pain_before: int | None = 1
    eased: str = ""
    stopped: bool = False
    morning: int | None = 0


def all_good(_chance: Random) -> Told:
    """Return far more than is asked for, so that a target goes up whenever a limit allows it."""
    return Told()


def mixed(chance: Random) -> Told:
    """Return one of the things that rules tell apart, mostly a good session."""
    one_of = chance.choice
    return Told(
        amount=one_of([50, 50, 50, 50, 9, 1]),
        rir=one_of([3, 3, 3, 3, 0, None]),
        sets=one_of([4, 4, 4, 2, 1, 0]),
        pain_high=one_of([None] * 9 + [2, 4, 7]),
        form_kept=one_of([True, True, None, False]),
        session_pain=one_of([None] * 5 + [0, 4, 7]),
        pain_before=one_of([None, 0, 1, 5]),
        eased=one_of([""] * 7 + ["deload"]),
        stopped=chance.random() < 0.04,
        morning=one_of([0] * 5 + [None, 1, 2, 4]),
    )


def write_log(
    plan: Plan,
    today: date,
    days_ago: Iterable[int],
    *,
    tell: Callable[[Random], Told] = all_good,
    programme_days: str = "AB",
    exercises: int = 2,
    load: int = 8,
    seed: int = 0,
) -> dict[int, Session]:
    """Write a finished session on each of these days, and return them by how long ago they were.

    `programme_days` take turns. Each session has some `exercises` of the plan's day, and those
    outside the plan.
    """
    chance = Random(seed)
    others = [_alone(plan, slug) for slug in ALONE]
    of_day = {
        name: [each for each in strength_of(plan) if each.programme_day == name][:exercises]
        for name in programme_days
    }
    sessions, items, sets, mornings = {}, [], [], {}
    for ago, programme_day in zip(days_ago, cycle(programme_days), strict=False):
        day = today - timedelta(days=ago)
        said = tell(chance)
        session = sessions[ago] = _session(plan, day, programme_day, said)
        if said.morning is not None:
            mornings[day + DAY] = said.morning
        for each in [*of_day[programme_day], *others]:
            said = tell(chance)
            item = _item(session, each, said)
            items.append(item)
            sets += _sets(item, said, load=Decimal(load + len(sessions)))
    Session.objects.bulk_create(sessions.values())
    SessionItem.objects.bulk_create(items)
    SetLog.objects.bulk_create(sets)
    ItemSums.objects.bulk_create(sums_rows(items, sets))
    MorningCheck.objects.bulk_create(
        MorningCheck(user=plan.user, day=day, pain=pain, recorded_at=_noon(day))
        for day, pain in mornings.items()
        if day <= today
    )
    return sessions


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _session(plan: Plan, day: date, programme_day: str, said: Told) -> Session:
    return Session(
        user=plan.user,
        plan=plan,
        programme_day=programme_day,
        wanted_a_week=3,
        status=Status.PARTIAL,
        started_at=_noon(day),
        finished_at=_noon(day) + timedelta(hours=1),
        local_date=day,
        time_zone="Europe/Berlin",
        pain=said.session_pain,
        pain_before=said.pain_before,
        rir=said.rir,
        eased=said.eased,
        stopped=said.stopped,
    )


def _item(session: Session, each: ExerciseDose, said: Told) -> SessionItem:
    return SessionItem(
        user=session.user,
        session=session,
        exercise=each.exercise,
        exercise_name=each.exercise.name,
        position=each.position,
        pain_high=said.pain_high,
        form_kept=said.form_kept,
        **each.dose.columns(),
    )


def _sets(item: SessionItem, said: Told, *, load: Decimal) -> list[SetLog]:
    sides = (Side.LEFT, Side.RIGHT) if item.sides else (Side.BOTH,)
    found = [
        SetLog(
            id=new_key(),
            user=item.user,
            item=item,
            number=number,
            side=side,
            amount=said.amount,
            rir=said.rir,
            logged_at=item.session.started_at,
            client_ts=item.session.started_at,
        )
        for number in range(1, said.sets + 1)
        for side in sides
    ]
    for each in found:
        each.weigh(load if item.takes_load else None, "kg")
    return found


@dataclass(frozen=True, kw_only=True)
class Life:
    user: User
    plan: Plan
    now: datetime
    sessions: dict[int, Session]

    @property
    def today(self) -> date:
        return self.now.date()

    def item(self, ago: int, of: str = "goblet-squat") -> SessionItem:
        items = SessionItem.objects.select_related("session__user", "user", "exercise")
        return items.get(session=self.sessions[ago], exercise=of)

    def log(self, ago: int) -> SetLog:
        logs = SetLog.objects.filter(item=self.item(ago)).order_by("-number")
        return logs.select_related("item__session__user", "item__user")[0]

    def day(self, ago: int) -> date:
        return self.today - ago * DAY

    @classmethod
    def of_months(cls, user: User, now: datetime, **told: Any) -> "Life":
        """Write a life with a plan for a gym, and a session every sixth day.

        One is on the day of each checkpoint, `FAR` and `NEAR` days ago.
        """
        plan = builders.plan(user, now - 80 * DAY, level="L3", equipment=builders.GYM)
        told = {"days_ago": range(74, 0, -6), "programme_days": "A", "exercises": 1, **told}
        return cls(user=user, plan=plan, now=now, sessions=write_log(plan, now.date(), **told))


def own(**figures) -> Chosen:
    """Return a choice of less than any rule would ask for."""
    return Chosen(**{"sets": 1, "lo": 3, "hi": 4, "load": Decimal(1), "unit": "kg", **figures})


def trained(life: Life, day: date, programme_day: str, now: datetime) -> Session:
    """Write a session of a day down, with a set of its first exercise."""
    session = write_down_session(
        user=life.user, key=new_key(), day=day, programme_day=programme_day, now=now
    )
    builders.one_set(builders.strength(session)[0], now, amount=3)
    return finish_session(session=session, rir=3, note="", now=now)


# --- the folds ----------------------------------------------------------------------------------


def _alone(plan: Plan, slug: str) -> ExerciseDose:
    exercise = Exercise.objects.get(pk=slug)
    dose = first_dose(exercise, plan.user, careful=False)
    return ExerciseDose(exercise=exercise, position=20, dose=dose)


def fold_of(user: User, day: date, alone: Collection[str] = ()) -> Fold:
    """Return the fold of the current plan, or of exercises `alone`; all is read anew."""
    plan = Plan.objects.of(user).current().select_related("user").get()
    back = back_state(plan.user, day)
    if alone:
        return fold_alone(plan, [_alone(plan, slug) for slug in alone], back)
    return plan_fold(plan, strength_of(plan), back)


def keep(user: User, day: date, alone: Collection[str] = ()) -> None:
    keep_checkpoints(fold_of(user, day, alone))


def stored_days(user: User, day: date, alone: Collection[str] = ()) -> list[date]:
    """Return the days of the stored checkpoints that the fold of a day may go on from."""
    return resumes_from(fold_of(user, day, alone))


def as_shown(user: User, day: date, alone: Collection[str] = ()) -> dict[str, Any]:
    """Return all that the fold of a day finds, from the stored checkpoints on."""
    return found_by(fold_of(user, day, alone))


def as_from_the_first_session(user: User, day: date, alone: Collection[str] = ()) -> dict[str, Any]:
    """Return all that the fold of a day finds in the whole log, while nothing is forgotten."""
    return found_in_all_by(fold_of(user, day, alone))


def resumes_from(fold: Fold) -> list[date]:
    return sorted({each.day for found in fold.checkpoints.values() for each in found[1:]})


def found_in_all_by(fold: Fold) -> dict[str, Any]:
    """Return what a fold finds in the whole log: with no checkpoint, and all of it in mind."""
    start = {key: found[:1] for key, found in fold.checkpoints.items()}
    with _nothing_forgotten():
        return found_by(replace(fold, checkpoints=start))


@contextmanager
def _nothing_forgotten() -> Iterator[None]:
    remembered = progress.remembered
    progress.remembered = tuple
    try:
        yield
    finally:
        progress.remembered = remembered


def found_by(fold: Fold) -> dict[str, Any]:
    """Return the targets with reasons and limits, the choices, and all that is counted.

    Among it are the sessions since progress and the sets added in a week.
    """
    ends = folded(fold, fold.back.today)
    return {
        "targets": next_targets(fold),
        "ends": {key: (each.pending, each.now) for key, each in ends.items()},
        "checkpoints": {key: _without_memory(each.checkpoint) for key, each in ends.items()},
    }


def _without_memory(checkpoint: Any) -> Any:
    exercises = {
        slug: replace(each, remembered=()) for slug, each in checkpoint.state.exercises.items()
    }
    return replace(checkpoint, state=replace(checkpoint.state, exercises=exercises))
