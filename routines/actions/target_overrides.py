"""The person's own target in place of the app's: choosing it, and taking it back."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Min

from accounts.actions import lock_person
from accounts.models import User
from exercises.models import Exercise
from routines.actions.checkpoints import forget_since
from routines.facts.back_state import BackState, back_state
from routines.facts.doses import strength_of
from routines.facts.easing import ease_of
from routines.facts.fold import plan_fold, wish
from routines.facts.next_session import after_last_session
from routines.facts.next_targets import next_targets
from routines.facts.session_items import at_target, eased_one, running_item
from routines.models import Plan, Routine, Session, SessionItem, TargetOverride
from routines.planning.dose import Dose
from routines.planning.loads import is_under
from routines.planning.progression import Target, Wish

# The columns of an item that a target decides.
FIGURES = (
    *("sets", "lo", "hi", "aim", "load", "load_unit"),
    *("hold_s", "pause_s", "height_cm", "band"),
)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The person's own figures: `sets` of `lo` to `hi` with `load`, as typed in `unit`.

    `load` is None for no weight; any other None leaves the figure to the app. `goes_on`:
    a `GoesOn`, "" as before.
    """

    sets: int
    lo: int
    hi: int
    load: Decimal | None
    unit: str
    hold_s: int | None = None
    pause_s: int | None = None
    height_cm: Decimal | None = None
    band: int | None = None
    goes_on: str = ""

    @staticmethod
    def of(dose: Dose) -> "Chosen":
        """Return all figures of a dose."""
        return Chosen(
            sets=dose.sets,
            lo=dose.lo,
            hi=dose.hi,
            load=dose.load,
            unit=dose.load_unit,
            hold_s=dose.hold_s,
            pause_s=dose.pause_s,
            height_cm=dose.height_cm,
            band=dose.band,
        )


class AboveAllowed(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """More was chosen than pain allows at present; `allowed` is the most."""

    def __init__(self, allowed: Target) -> None:
        super().__init__()
        self.allowed = allowed


@transaction.atomic
def choose_target(
    *,
    plan: Plan,
    exercise: Exercise,
    chosen: Chosen,
    now: datetime,
    in_running: bool = True,
) -> TargetOverride:
    """Store the person's own target for the coming sessions. Raises AboveAllowed.

    It also applies to the running session, if none of the exercise's sets is logged in it; without
    `in_running`, that session stays as it is.
    """
    user = plan.user
    lock_person(user)
    back = back_state(user, user.local_date(now))
    found = next_targets(plan_fold(plan, strength_of(plan), back))[exercise.slug]
    allowed = found.allowed
    item = running_item(user, exercise.slug) if in_running else None
    since = item.session.started_at if item else now
    made = _override(user, exercise, chosen, since, user.local_date(now))
    if found.override:
        made.goes_on = made.goes_on or found.override.goes_on
    if allowed is not None and _is_above(wish(made), allowed):
        raise AboveAllowed(allowed)
    if found.override and (in_running or not _may_use(found.override)):
        _take_back(found.override, now)
    made.save(force_insert=True)
    _forget(made)
    _renew(plan, item, back)
    return made


@transaction.atomic
def choose_set_ahead(*, routine: Routine, today: date) -> None:
    """Make the figures that the person set while no plan used the routine their own targets of the
    next session, as far as pain allows then. One of a day decides for every day."""
    user = routine.user
    lock_person(user)
    rows = routine.prescriptions.filter(is_set_ahead=True).select_related("exercise")
    since = after_last_session(user, today)
    for row in {row.exercise_id: row for row in rows}.values():
        made = _override(user, row.exercise, Chosen.of(row.dose), since, today)
        made.save(force_insert=True)
        _forget(made)
    rows.update(is_set_ahead=False)


def _override(
    user: User, exercise: Exercise, chosen: Chosen, since: datetime, day: date
) -> TargetOverride:
    return TargetOverride(
        user=user,
        exercise=exercise,
        day=day,
        since=since,
        sets=chosen.sets,
        lo=chosen.lo,
        hi=chosen.hi,
        load=chosen.load,
        load_unit=chosen.unit,
        load_helps=exercise.is_helped,
        hold_s=chosen.hold_s,
        pause_s=chosen.pause_s,
        height_cm=chosen.height_cm,
        band=chosen.band,
        goes_on=chosen.goes_on,
    )


def _may_use(override: TargetOverride) -> bool:
    """Return whether the running session asks for this choice."""
    running = Session.objects.of(override.user).in_progress()
    return running.filter(started_at__gte=override.since).exists()


@transaction.atomic
def take_choice_back(*, plan: Plan, exercise: Exercise, now: datetime) -> None:
    """Withdraw the choice for the coming session, so that the app's target applies again."""
    lock_person(plan.user)
    back = back_state(plan.user, plan.user.local_date(now))
    found = next_targets(plan_fold(plan, strength_of(plan), back))[exercise.slug].override
    if found is None:
        return
    _take_back(found, now)
    _renew(plan, running_item(plan.user, exercise.slug), back)


def _take_back(override: TargetOverride, now: datetime) -> None:
    override.taken_back_at = now
    override.save(update_fields=["taken_back_at"])
    _forget(override)


def _forget(override: TargetOverride) -> None:
    """Forget what is stored since the first session that may use a choice; most are still to come.

    A session may have begun later than its day says: it was moved to that day.
    """
    user = override.user
    using = Session.objects.of(user).filter(started_at__gte=override.since)
    first = using.aggregate(day=Min("local_date"))["day"]
    forget_since(user, min(first or override.day, override.day))


def _is_above(wanted: Wish, allowed: Target) -> bool:
    """Return whether any figure is above the allowed one; loads, by more than rounding."""
    figures = wanted.named()
    load = figures.pop("load")
    return is_under(allowed.load, load) or any(
        value > getattr(allowed, name) for name, value in figures.items()
    )


def _renew(plan: Plan, item: SessionItem | None, back: BackState) -> None:
    """Work out the target of an exercise of the running session anew."""
    if item is None or item.session.plan_id != plan.pk:
        return
    slug = item.exercise_id
    day, strength = item.session.programme_day, strength_of(plan)
    each = next((one for one in strength if (one.programme_day, one.slug) == (day, slug)), None)
    if each is None:
        return
    fold = plan_fold(plan, strength, back)
    target = next_targets(fold, until=item.session.started_at)[slug]
    asked = at_target(each, target)
    asked = eased_one(asked, ease_of(item.session, plan, back), plan)
    for name in FIGURES:
        setattr(item, name, getattr(asked.dose, name))
    # The person's own number of sets stands, however long the session takes.
    item.out_of_time = 0 if target.override else item.out_of_time
    item.sets = max(1, item.sets - item.out_of_time)
    item.why = asked.why.as_json()
    item.save(update_fields=[*FIGURES, "why", "out_of_time"])
