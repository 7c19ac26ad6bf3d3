"""A year of people, by a clock that is moved on in steps of a quarter of an hour: they train, move
sessions, miss some, travel, are away or ill; the mail server fails now and then, the server is
down for hours, and two machines tick. Or its clock is wrong for days, and the mail server is fine.
"""

import random
from collections import Counter
from contextlib import suppress
from datetime import datetime, time, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.db.models import Min

from accounts.models import User
from history.actions import skip_test
from history.facts.self_test_offer import offered_test
from reminders import actions, sending
from reminders.models import Reminder, ReminderSetting
from reminders.planning.kinds import Kind
from routines.actions.mornings import record_morning, say_flare
from routines.actions.plan import PlanChoices, answer_offer, set_up_plan
from routines.actions.plan_changes import DayRefused, change_plan
from routines.actions.schedule import replan
from routines.facts.back_state import back_state
from routines.facts.current_plan import current_plan
from routines.facts.plan_changes import marks_for
from routines.models import Session
from tests import builders
from tests.reminders import oracle
from tests.reminders.expected import DAY, HOUR, STEP, Expected, Person

AT = {
    Kind.TRAINING: time(8),
    Kind.MORNING: time(7, 30),
    Kind.MISSED: time(17),
    Kind.TESTS: time(10),
}
BEFALLS = {
    (2, 23): "flare",
    (3, 2): "settle",
    (3, 16): "go_away",
    (4, 3): "be_ill",
    (5, 25): "flare",
    (6, 3): "settle",
    (7, 20): "go_away",
    (9, 24): "be_ill",
    (10, 7): "flare",
    (10, 15): "settle",
    (10, 28): "go_away",
    (12, 9): "be_ill",
}


# The hours in which the server's clock is wrong, and by how much.
Wrong = dict[datetime, tuple[float, timedelta]]


# What is done on a planned day, by chance, and how many hours after it began; else nothing.
CAREFUL = [(0.2, 5, "train"), (0.7, 18, "train"), (0.78, 6, "move"), (0.86, 12, "move")]
OFFERS = [(11, "skip"), (12, "answer")]
CARELESS = [(0.15, 5, "train"), (0.35, 18, "train"), (0.45, 6, "move"), (0.5, 12, "move")]


class Year:
    """Plays some days from `begin` on. `now` is what the server's clock shows: everybody uses the
    app by it, and nobody while it is wrong by more than three days."""

    def __init__(
        self,
        people: list[Person],
        *,
        seed: int,
        begin: datetime,
        days: int,
        down: dict[datetime, float],
        wrong: Wrong | None = None,
    ):
        self.people, self.random = people, random.Random(seed)
        self.begin, self.end = begin, begin + days * DAY
        self.down = [(first, first + hours * HOUR) for first, hours in down.items()]
        self.wrong = [
            (first, first + hours * HOUR, by) for first, (hours, by) in (wrong or {}).items()
        ]
        self.expected, self.ahead = Expected(), timedelta(0)
        self.done: Counter[str] = Counter()
        self.now = self.next_at = begin
        self.failures_left = self.failed = self.sent = self.ticks = self.for_begun_days = 0
        self._inside = False

    def play(self, monkeypatch):
        self._let_mails_fail(monkeypatch)
        self._let_machines_meet(monkeypatch)
        with time_machine.travel(self.begin, tick=False) as clock:
            right = self.begin
            while right < self.end:
                clock.move_to(self._set_clock(right))
                self._step(right)
                right += STEP
        return self

    def _set_clock(self, right):
        """Return what the server's clock shows; `right` is what it should show."""
        ahead = sum((by for first, last, by in self.wrong if first <= right < last), timedelta(0))
        if ahead == self.ahead:
            self.now = right + ahead
            return self.now
        self.done["clocks set"] += 1
        # People who read a clock that is put forward see each of its hours pass.
        passed = self.now + STEP
        while passed < right + ahead:
            for each in self.people:
                self.expected.read_clock(each, passed)
            passed += STEP
        self.now, self.ahead = right + ahead, ahead
        self.next_at = self.now
        for each in self.people:
            self.expected.set_back(each, self.now)
        return self.now

    # --- what people do -------------------------------------------------------------------------

    def _step(self, right):
        is_down = any(first <= right < last for first, last in self.down)
        for each in self.people:
            if not is_down and abs(self.ahead) <= 3 * DAY:
                self._act(each)
            self.expected.read_clock(each, self.now)
            if not is_down:
                self.expected.look(each, self.now)
        if not is_down and self._is_worth_it():
            self._tick()

    def _act(self, person):
        if zone := person.journeys.get(self.now):
            User.objects.filter(pk=person.user.pk).update(time_zone=zone)
            person.user.refresh_from_db()
            self.next_at = self.now
            self.done["journeys"] += 1
        today = person.user.local_date(self.now)
        if today > person.today:
            person.today = today
            self._begin_day(person, today)
        for moment, what in [each for each in person.to_do if each[0] <= self.now]:
            person.to_do.remove((moment, what))
            getattr(self, f"_{what}")(person, today)

    def _begin_day(self, person, today):
        """Choose what to do on a day, a quarter of an hour after it began or later."""
        hour = person.user.local_date(self.now + 20 * HOUR) == today and HOUR
        if not hour:
            return
        chance = self.random.random()
        plan = today in oracle.planned(person.user)
        for below, hours, what in CARELESS if person.is_careless else CAREFUL:
            if plan and chance < below:
                person.to_do.append((self.now + hours * hour, what))
                break
        else:
            self.done["left out"] += plan
        person.to_do.append((self.now + (9 if chance < 0.7 else 7) * hour, "say_morning"))
        person.to_do += [(self.now + hours * hour, what) for hours, what in OFFERS]
        if what := BEFALLS.get((today.month, today.day)):
            person.to_do.append((self.now + 4 * hour, what))

    def _train(self, person, today):
        if today not in oracle.planned(person.user) or Session.objects.filter(
            user=person.user, local_date=today
        ):
            return
        self.done["trained"] += 1
        by_verbs = self.random.random() < 0.25 and not back_state(person.user, today).in_flare
        if by_verbs:
            # The questions may be due; answering them plans anew, which may move today's session.
            builders.answered(person.user, self.now)
        if by_verbs and today in oracle.planned(person.user):
            builders.finished(person.user, self.now)
        else:
            builders.done_on(person.user, self.now)
            replan(user=person.user, today=today)

    def _move(self, person, today):
        for to in (today + DAY, today + 2 * DAY):
            with suppress(DayRefused):
                marks = marks_for("move", day=today, to=to)
                change_plan(user=person.user, marks=marks, today=today, now=self.now)
                self.done["moved"] += 1
                return
        self._train(person, today)

    def _go_away(self, person, today):
        self._mark(person, today, "away", 9)

    def _be_ill(self, person, today):
        self._mark(person, today, "ill", 4)

    def _mark(self, person, today, mark, days):
        marks = marks_for(mark, day=today, to=today + days * DAY)
        change_plan(user=person.user, marks=marks, today=today, now=self.now)
        self.done[f"days {mark}"] += days + 1

    def _flare(self, person, today):
        say_flare(user=person.user, kind="said", today=today)
        self.done["flare-ups"] += 1

    def _settle(self, person, today):
        say_flare(user=person.user, kind="ended", today=today)
        builders.answered(person.user, self.now)
        replan(user=person.user, today=today)

    def _say_morning(self, person, today):
        if back_state(person.user, today).asks_this_morning:
            record_morning(
                user=person.user, day=today, pain=2, sore=False, today=today, now=self.now
            )

    def _answer(self, person, today):
        """Answer what Today offers about the plan, if anything, or look at it another day."""
        plan = current_plan(person.user)
        offer = oracle.offer(person.user, plan, today)
        if offer and self.random.random() < 0.5:
            wanted = self.random.random() < 0.5
            answer_offer(plan=plan, offer=offer.kind, wanted=wanted, today=today)
            self.done[f"offers of {offer.kind}"] += 1

    def _skip(self, person, today):
        test = offered_test(person.user, today)
        if test and self.random.random() < 0.5:
            skip_test(user=person.user, test=test, today=today)

    # --- machines -------------------------------------------------------------------------------

    def _is_worth_it(self):
        """Ticks in between have nothing to do; one every three hours shows it."""
        return self.now >= self.next_at or (self.now.hour % 3 == 0 and self.now.minute == 0)

    def _tick(self):
        self.ticks += 1
        for _machine in range(self.random.choice([1, 1, 2])):
            self._remind()
        moments = [
            ReminderSetting.objects.aggregate(first=Min("next_at"))["first"],
            Reminder.objects.aggregate(first=Min("try_at"))["first"],
        ]
        self.next_at = min(each for each in moments if each)

    def _remind(self):
        sending.mend_moments(now=self.now, renew=lambda: None)
        sending.remind(clock=lambda: self.now, renew=lambda: None)

    def _other_machine(self):
        """Let the other machine do all of its work in the middle of this one's."""
        if not self._inside and self.random.random() < 0.3:
            self._inside = True
            self.done["ticks in the middle of one"] += 1
            self._remind()
            self._inside = False

    def _let_machines_meet(self, monkeypatch):
        make, begin = actions.make_reminders, actions.begin_to_send

        def meet(step):
            def stepped(**given):
                self._other_machine()
                return step(**given)

            return stepped

        monkeypatch.setattr(actions, "make_reminders", meet(make))
        monkeypatch.setattr(actions, "begin_to_send", meet(begin))

    def _is_for_begun_day(self, mail):
        [user] = [each.user for each in self.people if [each.user.email] == mail.to]
        return user.local_date(self.now) in oracle.begun(user)

    def _let_mails_fail(self, monkeypatch):
        send = EmailBackend.send_messages

        def send_or_fail(backend, mails):
            self._other_machine()
            if self.failures_left == 0 and self.random.random() < 0.05 and not self.wrong:
                self.failures_left = self.random.choice([1, 2])
                self.failed += 1
                raise SMTPDataError(451, b"try again")
            self.failures_left = max(0, self.failures_left - 1)
            if self.failures_left:
                self.failed += 1
                raise SMTPRecipientsRefused({})
            self.sent += 1
            self.for_begun_days += sum(self._is_for_begun_day(each) for each in mails)
            return send(backend, mails)

        monkeypatch.setattr(EmailBackend, "send_messages", send_or_fail)


def live(name, zone, begin, *, weekdays=(0, 2, 4), at=None, **more):
    """Make a person who has switched everything on, by mail; `more` of `Person`."""
    user = builders.person(name)
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    user.refresh_from_db()
    builders.answered(user, begin)
    choices = PlanChoices(
        level="L1",
        sessions_per_week=len(weekdays),
        weekdays=list(weekdays),
        equipment=builders.HOME,
    )
    set_up_plan(user=user, choices=choices, today=user.local_date(begin))
    times = {**AT, **(at or {})}
    for kind, moment in times.items():
        actions.choose_reminder(
            user=user, kind=kind, at=moment, by_mail=True, by_push=False, now=begin
        )
    began = begin.astimezone(user.zone)
    over = {(kind, began.date()): None for kind, moment in times.items() if began.time() >= moment}
    return Person(user=user, at=times, reached=over, **more)
