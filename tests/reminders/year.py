"""A year of people, by a clock that is moved on in steps of a quarter of an hour: they train, move
sessions, miss some, travel, are away or ill; the mail server fails now and then, the server is
down for hours, and two machines tick. What should come is worked out here from the rows of each
moment, and from a clock that is read, never calculated with.
"""

import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
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
from routines.actions.plan_changes import DayRefused, change_plan
from routines.actions.schedule import replan
from routines.facts.back_state import back_state
from routines.facts.consent import has_agreed
from routines.facts.plan_changes import marks_for
from routines.models import DayMark, Mark, PlannedSession, Session
from tests import builders

STEP, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
AT = {
    Kind.TRAINING: time(8),
    Kind.MORNING: time(7, 30),
    Kind.MISSED: time(17),
    Kind.TESTS: time(10),
}
LATE = 3 * HOUR
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


@dataclass
class Person:
    """`reached`: when a time of day was first seen on a day, None once it was looked at."""

    user: User
    at: dict[Kind, time]
    journeys: dict[datetime, str] = field(default_factory=dict)
    today: date = date.min
    to_do: list[tuple[datetime, str]] = field(default_factory=list)
    reached: dict[tuple[Kind, date], datetime | None] = field(default_factory=dict)


class Year:
    """Plays some days from `begin` on. `expected` and `quiet` count what should come, and why
    something doesn't; `came` is filled from the rows in the end."""

    def __init__(
        self,
        people: list[Person],
        *,
        seed: int,
        begin: datetime,
        days: int,
        down: dict[datetime, float],
    ):
        self.people, self.random = people, random.Random(seed)
        self.begin, self.end = begin, begin + days * DAY
        self.down = [(first, first + hours * HOUR) for first, hours in down.items()]
        self.expected: Counter[tuple[Kind, str, date]] = Counter()
        self.quiet: Counter[tuple[Kind, str]] = Counter()
        self.done: Counter[str] = Counter()
        self.now = self.next_at = begin
        self.failures_left = self.failed = self.sent = self.ticks = 0
        self._inside = False

    def play(self, monkeypatch):
        self._let_mails_fail(monkeypatch)
        self._let_machines_meet(monkeypatch)
        with time_machine.travel(self.begin, tick=False) as clock:
            while self.now < self.end:
                clock.move_to(self.now)
                self._step()
                self.now += STEP
        return self

    # --- what people do -------------------------------------------------------------------------

    def _step(self):
        is_down = any(first <= self.now < last for first, last in self.down)
        for each in self.people:
            if not is_down:
                self._act(each)
            self._read_clock(each)
            if not is_down:
                self._expect(each)
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
        plan = self._planned(person, today)
        if plan and chance < 0.2:
            person.to_do.append((self.now + 5 * hour, "train"))
        elif plan and chance < 0.7:
            person.to_do.append((self.now + 18 * hour, "train"))
        elif plan and chance < 0.78:
            person.to_do.append((self.now + 6 * hour, "move"))
        elif plan and chance < 0.86:
            person.to_do.append((self.now + 12 * hour, "move"))
        elif plan:
            self.done["left out"] += 1
        person.to_do.append((self.now + (9 if chance < 0.7 else 7) * hour, "say_morning"))
        person.to_do.append((self.now + 11 * hour, "skip"))
        if what := BEFALLS.get((today.month, today.day)):
            person.to_do.append((self.now + 4 * hour, what))

    def _train(self, person, today):
        if not self._planned(person, today) or Session.objects.filter(
            user=person.user, local_date=today
        ):
            return
        self.done["trained"] += 1
        by_verbs = self.random.random() < 0.25 and not back_state(person.user, today).in_flare
        if by_verbs:
            # The questions may be due; answering them plans anew, which may move today's session.
            builders.answered(person.user, self.now)
        if by_verbs and self._planned(person, today):
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

    def _skip(self, person, today):
        test = offered_test(person.user, today)
        if test and self.random.random() < 0.5:
            skip_test(user=person.user, test=test, today=today)

    # --- what should come -----------------------------------------------------------------------

    def _read_clock(self, person):
        local = self.now.astimezone(person.user.zone)
        for kind, at in person.at.items():
            if local.time() >= at:
                person.reached.setdefault((kind, local.date()), self.now)

    def _expect(self, person):
        today = self.now.astimezone(person.user.zone).date()
        for kind in person.at:
            since = person.reached.get((kind, today))
            if since is None:
                continue
            person.reached[kind, today] = None
            why = "too late" if self.now >= since + LATE else self._why_not(person, kind, today)
            if why:
                self.quiet[kind, why] += 1
                continue
            self.expected[kind, person.user.email, self._about(person, kind, today)] += 1

    def _why_not(self, person, kind, today):
        user = person.user
        marks = set(DayMark.objects.filter(user=user, day=today).values_list("mark", flat=True))
        began = Session.objects.filter(user=user, local_date=today).exclude(status="discarded")
        if marks & {Mark.AWAY, Mark.ILL}:
            return "away or ill"
        if began.exists():
            return "begun or done"
        return getattr(self, f"_why_no_{kind}")(person, today)

    def _why_no_training(self, person, today):
        return "" if self._planned(person, today) else "nothing planned"

    def _why_no_morning(self, person, today):
        asks = back_state(person.user, today).asks_this_morning and has_agreed(person.user)
        return "" if asks else "not asked"

    def _why_no_missed(self, person, today):
        if self._planned(person, today):
            return "another is planned"
        day = sending.day_of(person.user, today, Kind.MISSED)
        if day.missed is None or day.fits_on is None or day.in_flare:
            return "none, or no day fits"
        about = (Kind.MISSED, person.user.email, day.missed)
        return "said before" if about in self.expected else ""

    def _why_no_tests(self, person, today):
        day = sending.day_of(person.user, today, Kind.TESTS)
        if not day.has_test or day.missed:
            return "none due"
        before = [
            about
            for kind, who, about in self.expected
            if kind == Kind.TESTS and who == person.user.email
        ]
        last = max(before, default=None)
        if last and (today < last + 7 * DAY or not day.answered_on or day.answered_on < last):
            return "said before"
        return ""

    def _about(self, person, kind, today):
        if kind != Kind.MISSED:
            return today
        return sending.day_of(person.user, today, Kind.MISSED).missed

    def _planned(self, person, today):
        return PlannedSession.objects.filter(user=person.user, day=today).exists()

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
        sending.notice_journeys(now=self.now, renew=lambda: None)
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

    def _let_mails_fail(self, monkeypatch):
        send = EmailBackend.send_messages

        def send_or_fail(backend, mails):
            self._other_machine()
            if self.failures_left == 0 and self.random.random() < 0.05:
                self.failures_left = self.random.choice([1, 2])
                self.failed += 1
                raise SMTPDataError(451, b"try again")
            self.failures_left = max(0, self.failures_left - 1)
            if self.failures_left:
                self.failed += 1
                raise SMTPRecipientsRefused({})
            self.sent += 1
            return send(backend, mails)

        monkeypatch.setattr(EmailBackend, "send_messages", send_or_fail)


def live(name, zone, begin, *, journeys=None, at=None, weekdays=(0, 2, 4)):
    """Make a person who has switched everything on, by mail."""
    user = builders.person(name)
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    user.refresh_from_db()
    builders.answered(user, begin)
    builders.plan(user, begin, sessions_per_week=len(weekdays), weekdays=list(weekdays))
    times = {**AT, **(at or {})}
    for kind, moment in times.items():
        actions.choose_reminder(
            user=user, kind=kind, at=moment, by_mail=True, by_push=False, now=begin
        )
    began = begin.astimezone(user.zone)
    over = {(kind, began.date()): None for kind, moment in times.items() if began.time() >= moment}
    return Person(user=user, at=times, journeys=journeys or {}, reached=over)
