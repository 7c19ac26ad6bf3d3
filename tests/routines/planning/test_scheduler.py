"""Tables of cases. March 2026 begins on a Sunday, so that the 2nd, 9th, 16th … are Mondays."""

from datetime import date

import pytest

from routines.planning.findings import Cause, Rule, ShortWeek
from routines.planning.scheduler import Schedule, ScheduleRequest, schedule
from tests.routines.planning.march import FRI, MON, SAT, SUN, THU, TUE, WED, ask, march, refused

PLANS = {
    "two a week on the preferred days": (
        ask(preferred=(MON, THU)),
        (2, 5, 9, 12),
    ),
    "three a week on the preferred days": (
        ask(sessions_per_week=3, preferred=(MON, WED, FRI)),
        (2, 4, 6, 9, 11, 13),
    ),
    "without preference the closest even gaps, and then the earliest days": (
        ask(horizon_days=7),
        (2, 4),
    ),
    "of two preferred neighbours only one, with the closest day beside it": (
        ask(preferred=(MON, TUE), horizon_days=7),
        (2, 4),
    ),
    "preferred days come before even gaps": (
        ask(preferred=(MON, SUN), week_start=TUE, today=3, horizon_days=7),
        (3, 8),
    ),
    "a rest day also across the week's end": (
        ask(sessions_per_week=3, preferred=(MON, WED, FRI, SUN), horizon_days=14, pinned=(8,)),
        (2, 4, 8, 11, 13, 15),
    ),
    "a rest day after yesterday's session": (
        ask(preferred=(MON, THU), done=(1,), horizon_days=7),
        (3, 5),
    ),
    "today's session counts": (
        ask(preferred=(MON, THU), done=(2,), horizon_days=7),
        (5,),
    ),
    "a full week is left alone": (
        ask(today=4, preferred=(MON, THU), done=(2, 3), horizon_days=12),
        (9, 12),
    ),
    "a week done beyond what was wanted takes nothing from the next": (
        ask(today=5, preferred=(MON, THU), done=(2, 3, 4), horizon_days=11),
        (9, 12),
    ),
    "after four days in a row it waits for room in seven days running": (
        ask(today=9, sessions_per_week=3, done=(5, 6, 7, 8), horizon_days=7),
        (13, 15),
    ),
    "three in seven days running across the week's end": (
        # Tuesday the 10th would be the fourth since the 4th. One session lacks, and all others
        # stay on the days that the person chose.
        ask(today=9, sessions_per_week=3, preferred=(TUE, THU, SAT), done=(4, 6, 8)),
        (12, 14, 17, 19, 21),
    ),
    "one session moves to keep the week whole": (
        ask(today=9, sessions_per_week=3, preferred=(TUE, THU, SAT), pinned=(11,), horizon_days=7),
        (9, 11, 14),
    ),
    "of two sessions moved and one lost for ever after, the one that is lost": (
        ask(today=4, sessions_per_week=3, preferred=(MON, WED, FRI), pinned=(7,), horizon_days=26),
        (4, 7, 9, 13, 16, 18, 20, 23, 25, 27),
    ),
    "a session moved into the next week counts there and moves what it touches, no more": (
        ask(
            today=7,
            preferred=(TUE, SUN),
            pinned=(16,),
            moved_here=(16,),
            moved_away=(15,),
            unavailable=(15,),
            done=(3,),
            horizon_days=23,
        ),
        (8, 10, 16, 19, 22, 24, 29),
    ),
    "a session moved within its week counts once": (
        ask(preferred=(MON, THU), pinned=(6,), moved_here=(6,), moved_away=(5,), unavailable=(5,)),
        (2, 6, 9, 12),
    ),
    "a week takes no fourth session, wherever it was moved from": (
        ask(
            sessions_per_week=3,
            preferred=(TUE, FRI, SUN),
            pinned=(9,),
            moved_here=(9,),
            moved_away=(8,),
            unavailable=(8,),
        ),
        (3, 6, 9, 13, 15),
    ),
    "no session on a day away": (
        ask(preferred=(MON, THU), unavailable=(5,), horizon_days=7),
        (2, 4),
    ),
    "a whole week away stays empty": (
        ask(preferred=(MON, THU), unavailable=tuple(range(9, 16)), horizon_days=21),
        (2, 5, 16, 19),
    ),
    "nothing where every day is away": (
        ask(unavailable=tuple(range(2, 16))),
        (),
    ),
    "two rest days while ramping back": (
        ask(sessions_per_week=3, preferred=(MON, WED, FRI), min_rest_days=2, horizon_days=7),
        (2, 5, 8),
    ),
    "two rest days also after a done session": (
        ask(done=(1,), min_rest_days=2, horizon_days=7),
        (4, 7),
    ),
    "a week that starts on Sunday": (
        ask(today=1, preferred=(SUN, MON, WED), week_start=SUN, horizon_days=14),
        (1, 4, 8, 11),
    ),
    "with nothing done before the first preferred day, also where a later one has more even gaps": (
        ask(today=1, preferred=(MON, WED, FRI), unavailable=(1,), horizon_days=15),
        (2, 6, 9, 11),
    ),
    "a week that starts on Wednesday ends on Tuesday": (
        ask(today=2, preferred=(MON, THU), week_start=WED, horizon_days=9, done=(-2,)),
        (2, 5, 9),
    ),
    "a pin comes before preferred days": (
        ask(preferred=(MON, THU), pinned=(6,), horizon_days=7),
        (2, 6),
    ),
    "a pin comes before a full week": (
        ask(today=6, pinned=(9,), unavailable=(6, 7, 10, 11, 12, 13, 14, 15), horizon_days=10),
        (9,),
    ),
    "as many pins as possible": (
        ask(sessions_per_week=3, pinned=(3, 4, 5), horizon_days=7),
        (3, 5, 7),
    ),
    "the earlier week is filled first": (
        ask(today=6, unavailable=(6, 7, 10, 11, 12, 13, 14, 15), horizon_days=10),
        (8,),
    ),
    "the earlier week is filled first even if that leaves the next one short": (
        ask(
            sessions_per_week=3,
            unavailable=(2, 3, 5, 6, 7, 10, 11, 12, 14, 15),
            horizon_days=14,
        ),
        (4, 8, 13),
    ),
    "the gap from the last done day counts": (
        ask(done=(1,), unavailable=(2, 4, 5, 7), horizon_days=7),
        (3, 6),
    ),
    "a session in the gap left by a week away lies close to both sides": (
        ask(unavailable=tuple(range(9, 16)), horizon_days=21),
        (2, 8, 16, 18),
    ),
    "the only session between two long gaps lies nearer to the middle": (
        ask(done=(1,), unavailable=(2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 15)),
        (7, 14),
    ),
    "a last session long ago pulls the first one near": (
        ask(done=(-30,), unavailable=(3, 4, 6, 8), horizon_days=7),
        (2, 5),
    ),
    "a horizon of one day": (
        ask(horizon_days=1),
        (2,),
    ),
    "a horizon of one day which is done": (
        ask(horizon_days=1, done=(2,)),
        (),
    ),
}


@pytest.mark.parametrize(("asked", "days"), PLANS.values(), ids=PLANS.keys())
def test_schedule_plans_the_best_days(asked, days):
    expected = march(*days)

    planned = schedule(asked).days

    assert planned == expected


def test_schedule_plans_a_year_on_the_preferred_days():
    asked = ask(sessions_per_week=3, preferred=(MON, WED, FRI), horizon_days=366)

    plan = schedule(asked)

    preferred_days = [day for day in asked.horizon() if day.weekday() in (MON, WED, FRI)]
    assert plan == Schedule(days=tuple(preferred_days), findings=())


def short(week_start, planned, done, wanted, *causes):
    return ShortWeek(
        week_start=march(week_start)[0], planned=planned, done=done, wanted=wanted, causes=causes
    )


FINDINGS = {
    "nothing to say about a full plan": (
        ask(pinned=(3, 6)),
        (),
    ),
    "a pin between two others": (
        ask(sessions_per_week=3, pinned=(3, 4, 5), horizon_days=7),
        (refused(Rule.REST_DAY, 4, clashes_with=(3, 5), limit=1, next_day=7),),
    ),
    "a pin the day after a session": (
        ask(done=(1,), pinned=(2,), horizon_days=7),
        (refused(Rule.REST_DAY, 2, clashes_with=(1,), limit=1, next_day=3),),
    ),
    "a pin two days after a session while ramping back": (
        ask(done=(1,), pinned=(3,), min_rest_days=2, horizon_days=7),
        (refused(Rule.REST_DAY, 3, clashes_with=(1,), limit=2, next_day=4),),
    ),
    "a pin that would be the fourth in seven days running": (
        ask(today=9, sessions_per_week=3, done=(4, 6, 8), pinned=(10,), horizon_days=7),
        (refused(Rule.SEVEN_DAYS, 10, clashes_with=(4, 6, 8), limit=3, next_day=11),),
    ),
    "a pin amid seven days that others fill from both sides": (
        ask(sessions_per_week=3, preferred=(MON, TUE, WED), pinned=(4, 6, 8, 10)),
        (refused(Rule.SEVEN_DAYS, 8, clashes_with=(4, 6, 10), limit=3, next_day=12),),
    ),
    "a pin in a week that is full of pins": (
        ask(pinned=(2, 4, 6), horizon_days=14),
        (refused(Rule.WEEK_FULL, 4, clashes_with=(2, 6), limit=2, next_day=9),),
    ),
    "a pin on a day away": (
        ask(pinned=(3,), unavailable=(3,), horizon_days=7),
        (refused(Rule.UNAVAILABLE, 3, next_day=4),),
    ),
    "a pin on a day away, beside a pin that is kept": (
        ask(pinned=(3, 4), unavailable=(3,), horizon_days=7),
        (
            refused(Rule.UNAVAILABLE, 3, next_day=6),
            refused(Rule.REST_DAY, 3, clashes_with=(4,), limit=1, next_day=6),
        ),
    ),
    "a pin before today": (
        ask(pinned=(1,), horizon_days=7),
        (refused(Rule.PAST, 1, next_day=2),),
    ),
    "a pin beyond the horizon": (
        ask(pinned=(9,), horizon_days=7),
        (refused(Rule.BEYOND_HORIZON, 9),),
    ),
    "a pin with no later day that works": (
        ask(pinned=(7, 8), horizon_days=7, unavailable=(7,)),
        (
            refused(Rule.UNAVAILABLE, 7),
            refused(Rule.REST_DAY, 7, clashes_with=(8,), limit=1),
        ),
    ),
    "a pin that is done is fulfilled": (
        ask(done=(0, 2), pinned=(0, 2), horizon_days=7),
        (),
    ),
    "a week cut by its start": (
        ask(today=7, sessions_per_week=3, horizon_days=9),
        (short(2, 1, 0, 3, Cause.PAST),),
    ),
    "a week cut by its start, with a session done in it": (
        ask(today=7, sessions_per_week=3, done=(2,), horizon_days=9),
        (short(2, 1, 1, 3, Cause.PAST),),
    ),
    "a week cut by rest after a session done": (
        ask(today=8, done=(7,), horizon_days=8),
        (short(2, 0, 1, 2, Cause.DONE),),
    ),
    "a week that begins in the rest after sessions done": (
        ask(today=9, sessions_per_week=3, done=(5, 6, 7, 8), horizon_days=7),
        (short(9, 2, 0, 3, Cause.DONE),),
    ),
    "a week away but for one day": (
        ask(unavailable=(9, 10, 11, 13, 14, 15)),
        (short(9, 1, 0, 2, Cause.UNAVAILABLE),),
    ),
    "a week away on the days left after sessions six days before": (
        ask(today=9, sessions_per_week=3, done=(3, 5, 7), unavailable=(10, 11, 12, 14)),
        (short(9, 2, 0, 3, Cause.UNAVAILABLE),),
    ),
    "a week away on the days left by pins six days after": (
        ask(sessions_per_week=3, pinned=(10, 12, 14), unavailable=(3, 5, 6, 7)),
        (short(2, 2, 0, 3, Cause.PINNED),),
    ),
    "weeks short by two rest days": (
        ask(sessions_per_week=3, min_rest_days=2, horizon_days=28),
        (short(9, 2, 0, 3, Cause.LONGER_REST), short(16, 2, 0, 3, Cause.LONGER_REST)),
    ),
    "a week short by a pin in the next": (
        ask(pinned=(9,), unavailable=(2, 4, 5, 6, 7)),
        (short(2, 1, 0, 2, Cause.PINNED),),
    ),
    "a week short by days away and a pin in the next": (
        ask(pinned=(9,), unavailable=(2, 3, 4, 5, 6, 7)),
        (short(2, 0, 0, 2, Cause.UNAVAILABLE, Cause.PINNED),),
    ),
    "a week short by the plan of the week before": (
        ask(unavailable=(3, 4, 5, 6, 7, 10, 11, 12, 13, 14)),
        (short(9, 1, 0, 2, Cause.PLANNED),),
    ),
    "a week that the horizon's end cuts is not short": (
        ask(horizon_days=8),
        (),
    ),
    "a week that ends on the horizon's last day may be short": (
        ask(horizon_days=7, unavailable=(3, 4, 5, 6, 7, 8)),
        (short(2, 1, 0, 2, Cause.UNAVAILABLE),),
    ),
    "pins by day before weeks by date": (
        ask(pinned=(12, 3), unavailable=(*range(2, 9), 12)),
        (
            refused(Rule.UNAVAILABLE, 3, next_day=9),
            refused(Rule.UNAVAILABLE, 12, next_day=13),
            short(2, 0, 0, 2, Cause.UNAVAILABLE),
        ),
    ),
}


@pytest.mark.parametrize(("asked", "expected"), FINDINGS.values(), ids=FINDINGS.keys())
def test_schedule_says_why(asked, expected):
    plan = schedule(asked)

    found = plan.findings

    assert found == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sessions_per_week", 1),
        ("sessions_per_week", 4),
        ("preferred_weekdays", frozenset({MON, 9})),
        ("preferred_weekdays", frozenset({-1})),
        ("week_start", -1),
        ("week_start", 7),
        ("horizon_days", 0),
        ("horizon_days", 401),
        ("done", frozenset({date(2026, 3, 3)})),
        ("min_rest_days", 0),
        ("min_rest_days", 3),
    ],
)
def test_request_refuses_nonsense_and_names_the_field(field, value):
    sound = {
        "today": date(2026, 3, 2),
        "sessions_per_week": 2,
        "preferred_weekdays": frozenset(),
    }

    with pytest.raises(ValueError, match=f"^{field} must "):
        ScheduleRequest(**{**sound, field: value})


def test_request_accepts_the_longest_horizon():
    asked = ask(horizon_days=400)

    last_planned = schedule(asked).days[-1]

    assert asked.last_day == date(2027, 4, 5)
    assert last_planned == date(2027, 4, 5)
