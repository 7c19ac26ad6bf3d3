"""About a year of a person's life is played against the scheduler, and no plan is ever in breach.

A machine of Hypothesis picks what happens next: weeks go as planned or with gaps, a long break;
a session moves, or a rule refuses the move; the person trains anyway, writes a session down
later, flies into another time zone, goes away, falls ill, rests by hand, comes home early, has a
flare, changes days or the start of the week. After each the person looks at the plan, and the
rules are checked by their wording, in plain loops over dates (brief.md C2 S1–S3, C3, D7).
"""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from routines.planning.findings import RefusedDay
from routines.planning.scheduler import ScheduleRequest, explain, schedule

A_DAY = timedelta(days=1)
HOURS = st.integers(0, 23)
WISHES = {
    "sessions_per_week": st.sampled_from([2, 3]),
    "weekdays": st.sets(st.integers(0, 6), max_size=4),
    "week_start": st.integers(0, 6),
}
SOME_DAYS = st.integers(0, 28)


def days_from(first, number):
    return {first + timedelta(days=count) for count in range(number)}


def too_near(day, others, rest_days):
    """H1: the others without `rest_days` whole days between them and `day`."""
    return [other for other in others if abs((day - other).days) <= rest_days]


def most_in_seven_days(day, others):
    """H2: how many others the fullest seven days running hold that hold `day`."""
    gaps = [(other - day).days for other in others if abs((other - day).days) < 7]
    return max(sum(0 <= back + gap < 7 for gap in gaps) for back in range(7))


def in_week_of(day, others, week_start):
    """The others in the training week of `day`."""
    while day.weekday() != week_start:
        day -= A_DAY
    return days_from(day, 7) & others


def may_hold(request, day, sessions):
    """Whether `day` may hold a session beside the others, by the wording of the rules."""
    return (
        request.today <= day < request.today + timedelta(days=request.horizon_days)
        and day not in sessions
        and day not in request.unavailable
        and not too_near(day, sessions, request.min_rest_days)
        and most_in_seven_days(day, sessions) < 3
        and len(in_week_of(day, sessions, request.week_start)) < request.sessions_per_week
    )


def refused(findings, day):
    """The rules that the findings name against `day`."""
    return {each.rule for each in findings if isinstance(each, RefusedDay) and each.day == day}


class YearOfLife(RuleBasedStateMachine):
    """The person's clock, facts and wishes, and the plan made from them."""

    @initialize(
        first=st.dates(datetime(2026, 1, 1).date(), datetime(2028, 12, 31).date()),  # noqa: DTZ001
        hour=HOURS,
        horizon_days=st.sampled_from([14, 28]),
        **WISHES,
    )
    def begins(self, first, hour, horizon_days, **wishes):
        self.now = datetime(first.year, first.month, first.day, hour, tzinfo=UTC)
        self.hours_east = 0
        self.horizon_days = horizon_days
        self.wishes = wishes
        self.flare_ends = first
        self.done, self.pins, self.unavailable = set(), set(), set()
        self._plan_anew()

    @property
    def today(self):
        """The person's local date; a flight may turn it back or on by a day."""
        return (self.now + timedelta(hours=self.hours_east)).date()

    @rule(trains=st.booleans())
    def a_day_passes(self, trains):
        self._days_pass([trains])

    @rule(weeks=st.integers(2, 10))
    def weeks_go_as_planned(self, weeks):
        self._days_pass([True] * 7 * weeks)

    @rule(trains=st.lists(st.booleans(), min_size=7, max_size=28))
    def weeks_go_with_gaps(self, trains):
        self._days_pass(trains)

    @rule(days=st.integers(8, 60))
    def a_long_break(self, days):
        self.now += timedelta(days=days)
        self._plan_anew()

    @precondition(lambda self: self.plan.days)
    @rule(which=st.integers(0, 5), days=st.integers(-14, 14).filter(bool))
    def moves_a_session(self, which, days):
        old = self.plan.days[which % len(self.plan.days)]
        self._puts_a_session_on(old + timedelta(days=days), leaves={old})

    @rule(in_days=st.integers(-3, 9))
    def adds_a_session(self, in_days):
        self._puts_a_session_on(self.today + timedelta(days=in_days), leaves=set())

    @precondition(lambda self: self.today not in self.done)
    @rule()
    def trains_anyway(self):
        self.done.add(self.today)
        self._plan_anew()

    @rule(days_ago=st.integers(1, 20))
    def writes_down_later(self, days_ago):
        self.done.add(self.today - timedelta(days=days_ago))
        self._plan_anew()

    @rule(after=SOME_DAYS, hours=st.integers(-12, 12))
    def flies(self, after, hours):
        self._days_pass([True] * after)
        self.hours_east = min(14, max(-12, self.hours_east + hours))
        self._plan_anew()

    @rule(in_days=SOME_DAYS, days=st.integers(1, 28))
    def goes_away(self, in_days, days):
        self._marks_unavailable(days_from(self.today + timedelta(days=in_days), days))

    @rule(after=SOME_DAYS, days=st.integers(1, 10))
    def falls_ill(self, after, days):
        self._days_pass([True] * after)
        self._marks_unavailable(days_from(self.today, days))

    @precondition(lambda self: self.plan.days)
    @rule(which=st.integers(0, 7))
    def rests_by_hand(self, which):
        self._marks_unavailable({self.plan.days[which % len(self.plan.days)]})

    @precondition(lambda self: self.unavailable)
    @rule()
    def comes_home_early(self):
        self.unavailable = {day for day in self.unavailable if day < self.today}
        self._plan_anew()

    @rule(after=SOME_DAYS, days=st.integers(3, 42))
    def has_a_flare(self, after, days):
        self._days_pass([True] * after)
        self.flare_ends = self.today + timedelta(days=days)
        self._plan_anew()

    @rule(after=SOME_DAYS, **WISHES)
    def changes_wishes(self, after, **wishes):
        self._days_pass([True] * after)
        self.wishes = wishes
        self._plan_anew()

    @invariant()
    def enough_rest_around_each_planned_day(self):
        rest_days = 2 if self.today < self.flare_ends else 1
        near = {day: too_near(day, self._lately() - {day}, rest_days) for day in self.plan.days}

        assert {day: others for day, others in near.items() if others} == {}

    @invariant()
    def at_most_three_in_seven_days_that_hold_a_planned_day(self):
        sessions = self._lately()

        assert [day for day in self.plan.days if most_in_seven_days(day, sessions) > 3] == []

    @invariant()
    def no_week_is_planned_beyond_what_is_wanted(self):
        sessions, start = self._lately(), self.wishes["week_start"]
        counts = {day: len(in_week_of(day, sessions, start)) for day in self.plan.days}

        wanted = self.wishes["sessions_per_week"]
        assert {day: count for day, count in counts.items() if count > wanted} == {}

    @invariant()
    def planned_days_are_open_and_ascend_from_today(self):
        ahead = sorted(days_from(self.today, self.horizon_days + 1))
        closed = self.unavailable | self.done

        assert list(self.plan.days) == [
            day for day in ahead if day in self.plan.days and day not in closed
        ]

    @invariant()
    def no_other_day_would_fit_into_the_plan(self):
        sessions = self._lately()

        assert [day for day in self._horizon() if may_hold(self.request, day, sessions)] == []

    @invariant()
    def the_plan_is_the_same_when_asked_again(self):
        assert schedule(self._asked()) == self.plan

    @invariant()
    def explain_allows_each_planned_day(self):
        assert [day for day in self.plan.days if explain(self.request, day)] == []

    @invariant()
    def explain_refuses_by_the_rules_and_names_the_next_day_that_is_free(self):
        facts = self._lately() - set(self.plan.days)
        free = [day for day in self._horizon() if may_hold(self.request, day, facts)]
        said = {day: explain(self.request, day) for day in days_from(self.request.today, 14)}
        named = {each.next_day for findings in said.values() for each in findings} - {None}

        assert {day for day, findings in said.items() if not findings} == set(free) & said.keys()
        assert [day for day in named if explain(self.request, day)] == []
        for day, findings in said.items():
            next_day = next((other for other in free if other > day), None)
            assert {each.next_day for each in findings} <= {next_day}

    def _days_pass(self, trains):
        """A day for each of `trains`: whether a session planned on it is done. The person looks
        at the plan after a missed one, every other week and in the end."""
        for number, does in enumerate(trains, start=1):
            missed = self.today in self.plan.days and not does
            if self.today in self.plan.days and does:
                self.done.add(self.today)
            self.now += A_DAY
            if missed or number % 14 == 0 or number == len(trains):
                self._plan_anew()

    def _puts_a_session_on(self, day, leaves):
        """Pins the day and keeps free those it leaves, when the day may hold a session at all."""
        findings = explain(self.request, day)
        before = self.pins, self.unavailable
        self.pins, self.unavailable = self.pins - leaves | {day}, self.unavailable | leaves
        self._plan_anew()

        if findings:
            self._is_refused(day, findings)
        elif day not in self.plan.days:
            self._is_refused_for_a_pin(day)
        if findings or day not in self.plan.days:
            self.pins, self.unavailable = before
            self._plan_anew()

    def _is_refused(self, day, findings):
        """The pin is refused for the same reasons; on a done day it is fulfilled."""
        rules = {each.rule for each in findings} - refused(self.plan.findings, day)

        assert day not in self.plan.days
        assert rules == set() or day in self.done

    def _is_refused_for_a_pin(self, day):
        """No fact forbids the day, so another pin must stand in its way."""
        pins = {other for other in self.pins if other >= self.request.today} - {day}

        assert not may_hold(self.request, day, self.done | pins)
        assert refused(self.plan.findings, day) != set()

    def _marks_unavailable(self, days):
        self.pins -= days
        self.unavailable |= days
        self._plan_anew()

    def _plan_anew(self):
        self.request = self._asked()
        self.plan = schedule(self.request)

    def _asked(self):
        # A flight west may leave a done day ahead of today: its date stays, the plan begins there.
        today = max(self.done | {self.today})
        return ScheduleRequest(
            today=today,
            sessions_per_week=self.wishes["sessions_per_week"],
            preferred_weekdays=frozenset(self.wishes["weekdays"]),
            week_start=self.wishes["week_start"],
            horizon_days=self.horizon_days,
            done=frozenset(self.done),
            pinned=frozenset(self.pins),
            unavailable=frozenset(self.unavailable),
            min_rest_days=2 if self.today < self.flare_ends else 1,
        )

    def _horizon(self):
        return sorted(days_from(self.request.today, self.horizon_days))

    def _lately(self):
        """The sessions planned, and those done that any rule could still ask about."""
        since = self.today - timedelta(days=14)
        return {day for day in self.done if day >= since} | set(self.plan.days)


YearOfLife.TestCase.settings = settings(deadline=None, max_examples=20, stateful_step_count=40)
TestYearOfLife = YearOfLife.TestCase
