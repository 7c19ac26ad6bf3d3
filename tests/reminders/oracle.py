"""What the rules say about a person's day, by their words, from rows alone: nothing of the app's
own `planning` or `facts` decides here, except which change of the plan Today offers.

It knows people as tests/reminders/year.py lets them live. Their mornings are all alike and no
session hurts, so a flare-up begins by their word alone, and every session on the way back is green.
"""

from datetime import date, timedelta

from accounts.models import User
from history.models import SelfTestResult, SkippedTest
from routines.facts.back_state import back_state
from routines.facts.clearance import care_for
from routines.facts.offers import PlanOffer, plan_offer
from routines.models import (
    DayMark,
    FlareMark,
    MorningCheck,
    Plan,
    PlannedSession,
    Screening,
    Session,
)

DAY, WEEK = timedelta(days=1), timedelta(days=7)
CALM, FLARE, FIRST_STEP, SECOND_STEP = "calm", "flare", "first step back", "second step back"
TESTS = 7


def days(rows, column="day") -> set[date]:
    return set(rows.values_list(column, flat=True))


def begun(user: User) -> set[date]:
    """Return the days on which a session was begun, done or not."""
    return days(Session.objects.filter(user=user).exclude(status="discarded"), "local_date")


def done(user: User) -> set[date]:
    rows = Session.objects.filter(user=user, status__in=["completed", "partial"])
    return days(rows, "local_date")


def planned(user: User) -> set[date]:
    return days(PlannedSession.objects.filter(user=user))


# --- the back (brief.md D7) ---------------------------------------------------------------------


class Back:
    """The state of the back on a day, followed day by day.

    A flare-up begins when the person says so. It is over after two calm mornings, by the person's
    word, or after 21 days. Two steps lead back, each left by a session that had settled the next
    morning; if nobody says how that was, the morning after it decides, and without an entry again
    it counts as settled. `came_back`: the first day of the way back from the last flare-up.
    """

    def __init__(self, user: User, today: date) -> None:
        self.state, self.came_back = CALM, None
        self._since, self._is_new, self._waits = date.min, True, False
        self.mornings = days(MorningCheck.objects.filter(user=user, day__lte=today))
        self.trained = {day for day in done(user) if day <= today}
        marks = FlareMark.objects.filter(user=user, day__lte=today)
        self._said, self._ended = days(marks.filter(kind="said")), days(marks.filter(kind="ended"))
        day = min([*self._said, today])
        while day <= today:
            self._follow(day)
            day += DAY
        after_session = today - DAY in self.trained
        self.asks = today not in self.mornings and (after_session or self.state != CALM)

    def _follow(self, day: date) -> None:
        if day in self._said:
            self._is_new = self._is_new or self.state == CALM
            self._enter(FLARE, day)
        elif self.state == FLARE:
            calm = [each for each in self.mornings if self._since < each <= day]
            if day in self._ended or len(calm) >= 2 or day - self._since >= 21 * DAY:
                self.came_back = day if self._is_new else self.came_back
                self._is_new = False
                self._enter(FIRST_STEP, day)
        elif self.state != CALM:
            if day - DAY in self.trained and day - DAY >= self._since:
                if day not in self.mornings:
                    self._waits = True
                    return
            elif not self._waits:
                return
            self._enter(SECOND_STEP if self.state == FIRST_STEP else CALM, day)

    def _enter(self, state: str, day: date) -> None:
        self.state, self._since, self._waits = state, day, False


# --- a session that was missed (brief.md C2 S1-S3, C3 M1-M2) ------------------------------------


def week_of(user: User, day: date) -> set[date]:
    first = day - (day.weekday() - user.week_start) % 7 * DAY
    return {first + number * DAY for number in range(7)}


def missed(user: User, today: date) -> date | None:
    """Return the last day of this week that passed without its session, and that the person hasn't
    decided about. Nothing is asked in a flare-up."""
    if Back(user, today).state == FLARE:
        return None
    rows = PlannedSession.objects.filter(user=user, day__lt=today, dismissed=False)
    return max((days(rows) & week_of(user, today)) - done(user), default=None)


def day_that_fits(user: User, today: date) -> date | None:
    """Return the first day left of this week on which one more session keeps every rule while all
    planned ones stay."""
    left = [day for day in sorted(week_of(user, today)) if day >= max([today, *begun(user)])]
    return next((day for day in left if _fits(user, day, today)), None)


def _fits(user: User, day: date, today: date) -> bool:
    """Look whether a day is free, no session is on the day before or after it, seven days running
    hold three at most, and the week no more than it should.

    On the way back two whole days are between sessions.
    """
    to_come = {each for each in planned(user) if each >= today}
    others = to_come | begun(user)
    marks = dict(DayMark.objects.filter(user=user).values_list("day", "mark"))
    if day in others or marks.get(day) in {"away", "ill", "rest", "moved_away"}:
        return False
    gap = 1 if Back(user, today).state == CALM else 2
    if any(abs(each - day) <= gap * DAY for each in others):
        return False
    for number in range(7):
        seven = {day + (number - each) * DAY for each in range(7)}
        if len(seven & others) >= 3:
            return False
    week = week_of(user, day)
    moved = [marks.get(each) for each in week]
    a_week = Plan.objects.get(user=user, ended_on=None).sessions_per_week
    room = min(3, a_week + moved.count("moved_here") - moved.count("moved_away"))
    return len(week & others) < room


# --- a test that is due (decision 42) -----------------------------------------------------------


def answers(user: User) -> list[tuple[str, date]]:
    """Return which tests were done or skipped, and when."""
    rows = (
        SelfTestResult.objects.filter(user=user, removed_at=None),
        SkippedTest.objects.filter(user=user),
    )
    return [each for found in rows for each in found.values_list("test", "day")]


def has_test(user: User, today: date) -> bool:
    """Return whether a test is offered.

    Every four weeks each, the first after two weeks of training, one a day. On a day without a
    session, with a calm back, and no questions due: after a year, a flare-up, 57 days off.
    """
    trained = {day for day in begun(user) if day <= today}
    if not trained or today < min(trained) + 2 * WEEK:
        return False
    if today in trained | planned(user) or Back(user, today).state != CALM:
        return False
    return not _questions_are_due(user, today, max(trained)) and _one_is_due(user, today)


def offer(user: User, plan: Plan, today: date) -> PlanOffer | None:
    """Return what Today offers about the plan: a third session, a lighter week, the next level."""
    return plan_offer(plan, back_state(user, today), care_for(user))


def _one_is_due(user: User, today: date) -> bool:
    found = answers(user)
    lately = {test for test, day in found if day + 4 * WEEK > today}
    return len(lately) < TESTS and today not in {day for _test, day in found}


def _questions_are_due(user: User, today: date, last: date) -> bool:
    answered = Screening.objects.get(user=user).answered_on
    came_back = Back(user, today).came_back
    after_flare = came_back is not None and answered < came_back
    after_break = answered < last + 57 * DAY <= today
    return after_flare or after_break or today >= answered.replace(year=answered.year + 1)
