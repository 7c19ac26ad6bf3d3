"""Make people with a plan and a log from a seed: the same seed makes the same log."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actions import start_as_guest
from accounts.keys import new_key
from accounts.models import User
from exercises.decimals import decimal_text
from exercises.models import Exercise
from routines.actions.consent import agree
from routines.actions.item_sums import sums_rows
from routines.actions.log import SetEntry, log_set
from routines.actions.plan import PlanChoices, make_plan, replan
from routines.actions.screening import answer_screening
from routines.actions.session import start_session
from routines.facts.doses import ExerciseDose, doses_of, first_dose
from routines.models import (
    ItemSums,
    MorningCheck,
    Plan,
    PlannedSession,
    Prescription,
    Session,
    SessionItem,
    SetLog,
    Side,
    Status,
    other_side,
)

SEED = 20
SESSIONS_A_WEEK = 3
SETS_A_SESSION = 15
WEEKS_A_YEAR = 52
ZONE = "Europe/Berlin"
LEVEL = "L2"  # fifteen sets on either of its days
EQUIPMENT = [
    *("chair", "wall", "mat", "step", "broomstick", "bench", "band"),
    *("dumbbell", "kettlebell", "barbell", "leg_press_machine"),
]
# One exercise is swapped in every fourth session, so that its substitute has a log of its own.
SUBSTITUTES = {"stationary-lunge": "reverse-lunge", "calf-raise": "seated-calf-raise"}
SESSIONS_A_SWAP = 4


def training_weekdays(today: date) -> list[int]:
    """Return three weekdays with rest between them, today's among them, so that Today offers a
    start."""
    return sorted((today.weekday() + apart) % 7 for apart in (0, 2, 4))


def training_days(today: date, weeks: int) -> list[date]:
    """Return the last `weeks` × 3 training days before today, ascending."""
    weekdays = training_weekdays(today)
    before = [today - timedelta(days=number) for number in range(7 * weeks, 0, -1)]
    return [day for day in before if day.weekday() in weekdays]


def newcomer(now: datetime) -> Session:
    """Create a guest with a plan from today on and today's session running; return the session,
    with nothing logged."""
    return start_session(user=beginner(now), key=new_key(), now=now)


def beginner(now: datetime) -> User:
    """Create a guest with a plan from today on, who has trained nothing yet."""
    person = start_as_guest(time_zone=ZONE)
    _plan(person, now, started=person.local_date(now))
    return person


@transaction.atomic
def veteran(*, weeks: int, now: datetime, seed: int = SEED) -> User:
    """Create a person with `weeks` of completed sessions and calm mornings up to the day before
    `now`, planned onwards.

    The log is the same for the same seed and day, its keys included; the person's key is new.
    """
    person = start_as_guest(time_zone=ZONE)
    today = person.local_date(now)
    days = training_days(today, weeks)
    plan = _plan(person, now, started=days[0])
    PlannedSession.objects.of(person).delete()
    log = _Log(plan=plan, chance=Random(f"{seed} {weeks}"))
    for number, day in enumerate(days):
        log.add(day, "AB"[number % 2])
    log.write()
    _mornings(person, days[0], today, Random(f"{seed} {weeks} mornings"))
    replan(user=person, today=today)
    return person


def sets_to_do(session: Session) -> list[tuple[SessionItem, SetEntry]]:
    """Return every prescribed row of the session's page with the set that an untouched ✓ would
    log."""
    items = [item for item in session.items.select_related("session") if item.is_strength]
    return [
        (
            item,
            SetEntry(
                number=number, side=side, amount=item.aim, load=item.load, unit=item.load_unit
            ),
        )
        for item in items
        for number in range(1, item.sets + 1)
        for side in _sides(item)
    ]


def log_half(session: Session, now: datetime) -> None:
    """Log the first half of the session's sets."""
    sets = sets_to_do(session)
    for item, done in sets[: len(sets) // 2]:
        log_set(item=item, key=new_key(), entry=done, now=now)


def _mornings(person: User, first: date, today: date, chance: Random) -> None:
    """Report five mornings of seven from the first training day to yesterday, with little pain."""
    seven = datetime.combine(first, time(7), person.zone).astimezone(UTC)
    MorningCheck.objects.bulk_create(
        MorningCheck(
            user=person,
            day=first + timedelta(days=number),
            pain=chance.choice([1, 1, 1, 2]),
            sore=chance.random() < 0.2,
            recorded_at=seven + timedelta(days=number),
        )
        for number in range((today - first).days)
        if chance.random() < 5 / 7
    )


def _plan(person: User, now: datetime, *, started: date) -> Plan:
    agree(user=person, now=now)
    answer_screening(user=person, answers={}, now=now)
    choices = PlanChoices(
        level=LEVEL,
        sessions_per_week=SESSIONS_A_WEEK,
        weekdays=training_weekdays(person.local_date(now)),
        equipment=EQUIPMENT,
    )
    return make_plan(user=person, choices=choices, today=started)


def _sides(item: SessionItem | Prescription) -> list[Side]:
    return [Side.LEFT, Side.RIGHT] if item.side_by_side else [Side.BOTH]


def _sides_logged(item: SessionItem) -> list[Side]:
    """Return the sides of a set that get a log each: left and right of a one-sided exercise."""
    return [Side.LEFT, Side.RIGHT] if item.per_side else [Side.BOTH]


def _key_at(moment: datetime, chance: Random) -> UUID:
    """Return a UUIDv7 of that moment, like the app's own keys, but drawn from the seed."""
    milliseconds = int(moment.timestamp() * 1000)
    high = milliseconds << 80 | 0x7 << 76 | chance.getrandbits(12) << 64
    return UUID(int=high | 0b10 << 62 | chance.getrandbits(62))


@dataclass
class _Log:
    """A person's rows, gathered to be written at once: one by one, ten years would take minutes."""

    plan: Plan
    chance: Random
    sessions: list[Session] = field(default_factory=list)
    items: list[SessionItem] = field(default_factory=list)
    sets: list[SetLog] = field(default_factory=list)
    previous: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = doses_of(self.plan.prescriptions.select_related("exercise"))
        self.prescribed = {
            day: _with_fifteen_sets([each for each in rows if each.programme_day == day])
            for day in ("A", "B")
        }
        self.substitutes = {
            slug: Exercise.objects.get(pk=other) for slug, other in SUBSTITUTES.items()
        }

    def add(self, day: date, programme_day: str) -> None:
        """Add one completed session at half past six in the evening, 40 minutes long."""
        started = datetime.combine(day, time(18, 30), self.plan.user.zone).astimezone(UTC)
        session = Session(
            id=_key_at(started, self.chance),
            user=self.plan.user,
            plan=self.plan,
            programme_day=programme_day,
            wanted_a_week=SESSIONS_A_WEEK,
            status=Status.COMPLETED,
            started_at=started,
            finished_at=started + timedelta(minutes=40),
            local_date=day,
            time_zone=ZONE,
            rir=self.chance.choice([None, 1, 2, 3]),
            note=self.chance.choice(["", "", "", "Slept badly, went well all the same."]),
        )
        self.sessions.append(session)
        is_swapped = len(self.sessions) % SESSIONS_A_SWAP == 0
        for each in self.prescribed[programme_day]:
            item = self._item(session, each)
            if is_swapped and each.slug in self.substitutes:
                item = self._swap(item, each)
            for number in range(1, item.sets + 1) if item.is_strength else ():
                self.sets += self._set(item, number)

    def _swap(self, item: SessionItem, each: ExerciseDose) -> SessionItem:
        """Add the substitute of an exercise before its first set, with the same number of sets."""
        item.swapped_at = item.session.started_at
        self.previous[each.slug] = item.previous
        other = self.substitutes[each.slug]
        dose = first_dose(other, item.user, careful=False)
        dose = replace(dose, phase=item.phase, sets=item.sets)
        substitute = self._item(item.session, replace(each, exercise=other, dose=dose))
        substitute.instead_of = item
        return substitute

    def _item(self, session: Session, each: ExerciseDose) -> SessionItem:
        values = each.dose.columns()
        if each.dose.load is not None:
            # Half a kilogram more every month, so that the figures differ from year to year.
            values["load"] = each.dose.load + Decimal("0.5") * (len(self.sessions) // 13)
        item = SessionItem(
            id=_key_at(session.started_at, self.chance),
            user=session.user,
            session=session,
            exercise=each.exercise,
            exercise_name=each.exercise.name,
            position=each.position,
            previous=self.previous.get(each.slug, []),
            **values,
        )
        item.ticked_at = None if item.is_strength else session.started_at
        self.previous[each.slug] = []
        self.items.append(item)
        return item

    def _set(self, item: SessionItem, number: int) -> Iterator[SetLog]:
        key = None
        for side in _sides_logged(item):
            moment = item.session.started_at + timedelta(minutes=10, seconds=len(self.sets) % 1500)
            key = other_side(key) if key and item.is_paired else _key_at(moment, self.chance)
            done = SetLog(
                id=key,
                user=item.user,
                item=item,
                number=number,
                side=side,
                amount=self.chance.randint(item.lo, item.hi),
                rir=self.chance.choice([None, None, 1, 2, 3]),
                client_ts=moment,
                logged_at=moment,
            )
            done.weigh(item.load, item.load_unit)
            self.previous[item.exercise_id].append(_as_previous(done))
            yield done

    def write(self) -> None:
        PlannedSession.objects.bulk_create(
            PlannedSession(
                user=self.plan.user,
                plan=self.plan,
                day=session.local_date,
                programme_day=session.programme_day,
            )
            for session in self.sessions
        )
        Session.objects.bulk_create(self.sessions)
        SessionItem.objects.bulk_create(self.items)
        SetLog.objects.bulk_create(self.sets)
        ItemSums.objects.bulk_create(sums_rows(self.items, self.sets))


def _with_fifteen_sets(prescribed: list[ExerciseDose]) -> list[ExerciseDose]:
    """Return a day's exercises with fifteen sets in all, so that the figures of one release can be
    compared with those of another, whose programme may have more or fewer."""
    counts = {each.position: each.dose.sets for each in prescribed if each.dose.is_strength}
    while (missing := SETS_A_SESSION - sum(counts.values())) != 0:
        most = max(counts, key=lambda position: counts[position])
        counts[most] += 1 if missing > 0 else -1
    return [
        replace(each, dose=replace(each.dose, sets=counts.get(each.position, each.dose.sets)))
        for each in prescribed
    ]


def _as_previous(done: SetLog) -> dict[str, Any]:
    """Return a set as the next session's item keeps it."""
    return {
        "number": done.number,
        "side": str(done.side),
        "amount": done.amount,
        "load": None if done.load is None else decimal_text(done.load),
        "unit": str(done.load_unit),
        "rir": done.rir,
        "note": done.note,
    }
