"""Plays a life through the app's own verbs, as its pages would call them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from accounts import actions as accounts
from accounts.keys import new_key
from accounts.models import User
from exercises.rungs import Way
from exercises.vocabulary import Measure, Phase
from routines import actions
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import CheckDue, StrengthLocked, care_for
from routines.facts.found_weights import found_weights
from routines.facts.offers import plan_offer
from routines.facts.unlocks import is_open
from routines.models import (
    Plan,
    PlannedSession,
    Routine,
    Said,
    Screening,
    Session,
    SessionItem,
    SetLog,
    Side,
    Skip,
    other_side,
)
from routines.planning.screening import Outcome
from routines.planning.steps_up import Code
from tests.lives import routine_player
from tests.lives.asked import asked_by, items_of, library, lift_of, minutes
from tests.lives.body import Body
from tests.lives.person import Person
from tests.lives.record import Done, Event, Life, Lift, Trained

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
MORNING, EVENING = timedelta(hours=7), timedelta(hours=17)
DAY = timedelta(days=1)


def live(person: Person, *, weeks: int = 26, seed: int = 1, every_set: bool = False) -> Life:
    """Play a life, and return what came of it. The same seed gives the same life.

    The database needs the library, and keeps the person's rows. `every_set`: log each set by its
    verb, which takes twice the time and writes the same rows.
    """
    player = Player(person, Life(person=person, weeks=weeks, seed=seed), every_set=every_set)
    player.sign_up()
    for day in range(weeks * 7):
        player.live_day(day)
    return player.life


class Player:
    """A person before the app, day by day; `chance` decides about habits, never about the back."""

    def __init__(self, person: Person, life: Life, *, every_set: bool) -> None:
        self.person, self.life, self.body = person, life, Body(person.build)
        self.chance = Random(f"{life.seed} {person.name}")
        self.user: User
        self.routines: list[Routine] = []
        self.back: BackState
        self.strain = 0.0  # of the last session, for the morning after it
        self.trained_on = -10
        self.looked_in = -1  # the week of the last look at Today's offers
        self.known: dict[str, Decimal] = {}
        self.form_kept: Counter[str] = Counter()
        self.every_set = every_set
        self.asked_on = 0
        self.rows: list[SetLog] = []
        self.has_logged = False

    # --- before the first session ---------------------------------------------------------------

    def sign_up(self) -> None:
        """Do what the pages of the set-up ask for."""
        self.user = accounts.start_as_guest(time_zone="UTC")
        actions.agree(user=self.user, now=MONDAY)
        self.answer(0)
        if self.person.usual_pain is not None:
            actions.say_usual_pain(user=self.user, pain=self.person.usual_pain)
        choices = actions.PlanChoices(
            level=self.person.level,
            sessions_per_week=self.person.sessions,
            weekdays=self.person.weekdays,
            equipment=self.person.equipment,
            weights=self.person.weights,
        )
        actions.set_up_plan(user=self.user, choices=choices, today=MONDAY.date())
        self.routines = [
            routine_player.make(self.user, each, MONDAY.date()) for each in self.person.routines
        ]
        if self.routines:
            self.change_routine(0)
        self.back = back_state(self.user, MONDAY.date())

    def answer(self, day: int) -> None:
        """Answer the questions before training."""
        self.note(day, "asked")
        self.asked_on = day
        now = self.moment(day, MORNING)
        actions.answer_screening(user=self.user, answers=self.person.answers, now=now)

    def clear(self, day: int) -> None:
        """Report the professional's clearance, once it has been given."""
        found = Screening.objects.of(self.user).get()
        must_be = Outcome(found.outcome).needs_a_professional and found.cleared_on is None
        if must_be and day >= self.asked_on + self.person.cleared:
            now = self.moment(day, MORNING)
            actions.record_clearance(user=self.user, cleared_on=now.date(), now=now)

    # --- a day ----------------------------------------------------------------------------------

    def live_day(self, day: int) -> None:
        person, life = self.person, self.life
        if day and person.changes_every and day % (7 * person.changes_every) == 0:
            self.change_routine(day)
        strain = self.strain if day == self.trained_on + 1 else 0.0
        pain = life.pains[day] = person.back.pain(day, life.seed, strain=strain)
        if not any(day in away for away in person.habits.away):
            self.morning(day, pain)
            if day % 21 == 10:
                self.ask_more(day)
            if person.cleared:
                self.clear(day)
            planned = PlannedSession.objects.of(self.user).filter(day=self.moment(day).date())
            if planned.exists() and self.chance.random() < person.habits.comes:
                self.train(day, pain)
        life.states[day] = self.back.state
        if life.states[day] == "flare" and life.states.get(day - 1) != "flare":
            self.note(day, "flare")

    def change_routine(self, day: int) -> None:
        """Use the next of their own routines, and set the figures that they want there."""
        number = len(self.life.switches) % len(self.routines)
        to, now = self.routines[number], self.moment(day, MORNING)
        self.life.switches.append(routine_player.use(self.user, to, day, now.date()))
        self.note(day, "routine", to.name)
        for slug, goes_on in self.person.routines[number].goes_on.items():
            routine_player.choose(self.user, slug, goes_on, now)

    def ask_more(self, day: int) -> None:
        """Every third week, ask for a repetition more where the person sets the figures."""
        for slug, goes_on in self.person.routines[0].goes_on.items() if self.routines else ():
            if goes_on == "own":
                now = self.moment(day, MORNING)
                more = routine_player.choose(self.user, slug, goes_on, now, more=1)
                self.note(day, "own figures" if more else "above what pain allows", slug)

    def moment(self, day: int, hour: timedelta = timedelta(0)) -> datetime:
        return MONDAY + day * DAY + hour

    def note(self, day: int, kind: str, detail: str = "") -> None:
        self.life.events.append(Event(day, kind, detail))

    def morning(self, day: int, pain: int) -> None:
        """Answer the morning's question where it is asked, and report a flare-up."""
        now, habits = self.moment(day, MORNING), self.person.habits
        was, usual = self.back.state, self.person.back.usual(day)
        asks = day == self.trained_on + 1 or was != "normal"
        is_bad = pain >= usual + 2
        if not asks and not is_bad:
            return
        said = self.chance.random() < habits.mornings
        if said:
            actions.record_morning(
                user=self.user, day=now.date(), pain=pain, sore=False, today=now.date(), now=now
            )
        if is_bad or was != "normal":
            self.look(day)
        if self.back.in_flare and habits.says_settled and pain <= usual + 1:
            self.say(day, Said.ENDED)
        elif habits.says_flare and pain >= max(6, usual + 3) and not self.back.in_flare:
            self.say(day, Said.SAID)

    def say(self, day: int, kind: Said) -> None:
        self.note(day, "said", kind.value)
        actions.say_flare(user=self.user, kind=kind, today=self.moment(day).date())
        self.look(day)

    def look(self, day: int) -> None:
        self.back = back_state(self.user, self.moment(day).date())

    # --- a session ------------------------------------------------------------------------------

    def train(self, day: int, pain: int) -> None:
        """Look at Today, take what it offers, and train as far as the app allows."""
        plan = Plan.objects.of(self.user).current().select_related("user").get()
        if day // 7 > self.looked_in or self.back.state != "normal":
            self.looked_in = day // 7
            self.look(day)
            plan = self.take_offers(day, plan)
        session = self.start(day, pain)
        if session is None:
            return
        now = self.moment(day, EVENING)
        self.rows, self.has_logged = [], False
        items = items_of(session, self.user, plan)
        lifts = [self.do(item, day, pain, now) for item in items if item.phase == Phase.STRENGTH]
        SetLog.objects.bulk_create(self.rows)
        rirs = [done.left for lift in lifts for done in lift.done if not lift.is_timed]
        worst = max([pain, *(lift.pain or 0 for lift in lifts)])
        actions.finish_session(
            session=session,
            rir=min(5, *rirs) if rirs and self.says(self.person.habits.rir) else None,
            note="",
            pain=worst if self.says(self.person.habits.pain) else None,
            form_kept=self.form(items),
            now=now + timedelta(hours=1),
        )
        if self.person.habits.takes_offers:
            self.climb(items, plan, now)
        self.strain = sum(left <= 1 for left in rirs) / len(rirs) if rirs else 0.0
        self.trained_on = day
        self.life.levels[day] = plan.level
        self.life.sessions.append(
            Trained(
                on=session.local_date,
                day=day,
                level=plan.level,
                programme_day=session.programme_day,
                eased=session.eased,
                state=self.back.state,
                minutes=minutes(items),
                lifts=tuple(lifts),
            )
        )

    def climb(self, items: Sequence[SessionItem], plan: Plan, now: datetime) -> None:
        """Take each harder exercise for which the page said that the person is ready."""
        ready = [item.exercise for item in items if item.reason.code == Code.HARDER]
        cautions = care_for(self.user).cautions if ready else frozenset()
        for exercise in ready:
            found = exercise.next_rung(Way.HARDER, at_hand=plan.equipment, cautions=cautions)
            to = library().get(found.slug) if found else None
            if to and is_open(self.user, to, now.date()):
                actions.change_rung(plan=plan, exercise=exercise, to=to, today=now.date(), now=now)

    def form(self, items: Sequence[SessionItem]) -> dict[UUID, bool]:
        """Answer whether the form held, where the page asks: until it did twice."""
        asked = [
            item
            for item in items
            if item.phase == Phase.STRENGTH and self.form_kept[item.exercise_id] < 2
        ]
        said = [item for item in asked if self.says(self.person.habits.form)]
        self.form_kept.update(item.exercise_id for item in said)
        return {item.pk: True for item in said}

    def says(self, how_often: float) -> bool:
        return self.chance.random() < how_often

    def take_offers(self, day: int, plan: Plan) -> Plan:
        offer = plan_offer(plan, self.back, care_for(self.user))
        if offer is None or not self.person.habits.takes_offers:
            return plan
        today = self.moment(day).date()
        self.note(day, offer.kind.value, offer.level or "")
        plan = actions.answer_offer(plan=plan, offer=offer.kind, wanted=True, today=today)
        return Plan.objects.of(self.user).current().select_related("user").get()

    def start(self, day: int, pain: int) -> Session | None:
        """Start the planned session; answer the questions if they are due. None if refused."""
        for _attempt in range(2):
            try:
                return actions.start_session(
                    user=self.user,
                    key=new_key(),
                    now=self.moment(day, EVENING),
                    pain=pain if self.says(self.person.habits.pain) else None,
                    tiredness=3,
                )
            except CheckDue:
                self.answer(day)
            except StrengthLocked:
                self.note(day, "locked")
                return None
            except (actions.NotToday, actions.NothingPlanned) as refused:
                self.note(day, "refused", type(refused).__name__)
                return None
        return None

    def do(self, item: SessionItem, day: int, pain: int, now: datetime) -> Lift:
        """Do an exercise, set by set, as far as it goes; stop where it hurts much."""
        lift = lift_of(item)
        if item.skipped:
            return lift
        hurts = self.person.back.hurts.get(item.exercise_id)
        own = hurts(day) if hurts else None
        if own is not None:
            actions.say_pain(item=item, pain=own, now=now)
        done: list[Done] = []
        logs: list[SetLog] = []
        load = self.weight(item, day)
        for number in range(1, item.sets + 1):
            each, rows = self.do_set(item, load, number, day)
            done.append(each)
            logs += rows
            if found := found_weights(item, logs):
                load = found[number].load
            if own is not None and own >= 6:
                actions.skip_item(item=item, reason=Skip.HURTS, now=now)
                break
        self.body.train(
            lift.pattern, day, sets=len(done), effort=1.0 if done[-1].left <= 5 else 0.5
        )
        felt = own if own is not None else pain
        return replace(lift, done=tuple(done), pain=felt, said_pain=own)

    def do_set(
        self, item: SessionItem, load: Decimal, number: int, day: int
    ) -> tuple[Done, list[SetLog]]:
        """Do a set and log it, a row for each side that has one of its own."""
        most = self.body.most(asked_by(item, load), day, number)
        amount = self.amount(item, most)
        left = max(0, most - amount)
        tells = item.measure == Measure.REPS and self.says(self.person.habits.rir)
        entry = actions.SetEntry(
            number=number,
            amount=amount,
            load=load or None,
            unit=item.load_unit,
            rir=min(5, left) if tells else None,
        )
        now = self.moment(day, EVENING)
        sides = (Side.LEFT, Side.RIGHT) if item.side_by_side else (Side.BOTH,)
        logs = [self.log(item, replace(entry, side=side), now) for side in sides]
        return Done(amount, load, left), logs

    def log(self, item: SessionItem, entry: actions.SetEntry, now: datetime) -> SetLog:
        """Log a set by the verb. Unless `every_set` is, this is the session's first one: the others
        are written at its end as the verb writes them, because it would take most of the time."""
        if self.every_set or not self.has_logged:
            self.has_logged = True
            return actions.log_set(item=item, key=new_key(), entry=entry, now=now)
        logs = list(rows(item, entry, now))
        self.rows += logs
        return logs[0]

    def amount(self, item: SessionItem, most: int) -> int:
        """Return how many repetitions the person does: to the top of the range, if as many are left
        then as the page asks for; to the aim, with fewer left; below it, as many as go."""
        if self.person.habits.spare is not None:
            return max(1, min(item.hi, most - self.person.habits.spare))
        if item.measure == Measure.SECONDS:
            return max(1, min(item.hi, most))
        fewest, many = item.rir_lo or 2, item.rir_hi or 4
        enough = max(most - many, min(item.aim, most - fewest), min(item.lo, most - 1))
        return max(1, min(item.hi, enough))

    def weight(self, item: SessionItem, day: int) -> Decimal:
        """Return the weight that the person takes: the app's, or at first the one they know."""
        asked = item.load or Decimal(0)
        if not (self.person.habits.own_weights and asked):
            return asked
        if item.exercise_id not in self.known:
            own = asked
            while self.body.most(asked_by(item, own + 2), day, 1) >= item.hi + 3:
                own += 2
            self.known[item.exercise_id] = own
        return max(asked, self.known[item.exercise_id])


def rows(item: SessionItem, entry: actions.SetEntry, now: datetime) -> Iterator[SetLog]:
    """Return the rows that `log_set` writes for a set, one for each side if the sides alternate."""
    key = new_key()
    sides = [(key, entry.side)]
    if item.is_paired:
        sides = [(key, Side.LEFT), (other_side(key), Side.RIGHT)]
    for pk, side in sides:
        log = SetLog(pk=pk, user=item.user, item=item, number=entry.number, side=side)
        log.amount, log.rir, log.logged_at, log.client_ts = entry.amount, entry.rir, now, now
        log.weigh(entry.load, entry.unit)
        yield log
