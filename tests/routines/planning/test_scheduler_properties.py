"""One property per promise of the scheduler, and its plans against the best of all plans."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from routines.planning.findings import Cause, RefusedDay, Rule, ShortWeek
from routines.planning.scheduler import ScheduleRequest, explain, schedule

MONDAY = date(2026, 3, 2)


def a_day(number):
    return MONDAY + timedelta(days=number)


def days_of(mask, first):
    """The days whose bits are set, bit 0 standing for `first`."""
    return frozenset(
        first + timedelta(days=number) for number in range(mask.bit_length()) if mask >> number & 1
    )


@st.composite
def requests(draw, max_horizon):
    """Requests dense in clashes: about half of the last days done, a good many days away."""
    today = a_day(draw(st.integers(0, 6)))
    horizon_days = draw(st.integers(1, max_horizon))
    bits = st.integers(0, 2**horizon_days - 1)
    done = draw(st.integers(0, 2**9 - 1))
    long_ago = draw(st.sampled_from([None, 9, 20, 45]))
    away = draw(st.one_of(st.just(0), bits))
    return ScheduleRequest(
        today=today,
        sessions_per_week=draw(st.sampled_from([2, 3])),
        preferred_weekdays=days_to_weekdays(draw(st.integers(0, 2**7 - 1))),
        week_start=draw(st.integers(0, 6)),
        horizon_days=horizon_days,
        done=days_of(done, today - timedelta(days=8))
        | ({today - timedelta(days=long_ago)} if long_ago else frozenset()),
        pinned=days_of(draw(st.one_of(st.just(0), bits)), today + timedelta(days=draw(SHIFTS))),
        unavailable=days_of(away & draw(bits) if draw(st.booleans()) else away, today),
        welcome=days_of(draw(st.one_of(st.just(0), bits)) & draw(bits), today),
        moved_away=days_of(draw(st.one_of(st.just(0), bits)) & draw(bits), today),
        moved_here=days_of(draw(st.one_of(st.just(0), bits)) & draw(bits), today),
        min_rest_days=draw(st.sampled_from([1, 1, 2])),
    )


SHIFTS = st.sampled_from([0, 0, 0, -2, 2])


def days_to_weekdays(mask):
    return frozenset(weekday for weekday in range(7) if mask >> weekday & 1)


def horizon(request):
    return [request.today + timedelta(days=number) for number in range(request.horizon_days)]


def week_first(request, day):
    while day.weekday() != request.week_start:
        day -= timedelta(days=1)
    return day


def a_window(first):
    return {first + timedelta(days=number) for number in range(7)}


def is_legal(request, day, sessions):
    """Whether `day` may hold a session beside the others, by the wording of the rules."""
    if day in sessions or day in request.unavailable or day not in horizon(request):
        return False
    if any(abs((day - other).days) <= request.min_rest_days for other in sessions):
        return False
    windows = [a_window(day - timedelta(days=back)) for back in range(7)]
    if any(len(window & sessions) >= 3 for window in windows):
        return False
    week = a_window(week_first(request, day))
    return len(week & sessions) < wanted_in(request, week)


def wanted_in(request, week):
    moved = len(week & request.moved_here) - len(week & request.moved_away)
    return max(0, min(3, request.sessions_per_week + moved))


def best_of_all_plans(request):
    """Every legal plan is tried and measured. Days are bits, 60 days before today being bit 0."""
    zero = request.today - timedelta(days=60)

    def bits(days):
        return sum(1 << (day - zero).days for day in days)

    days = [1 << number for number in range(60, 60 + request.horizon_days)]
    done = bits(request.done)
    closed = bits(request.unavailable) | done
    pinned = bits(request.pinned)
    preferred = bits(
        day
        for day in horizon(request)
        if day.weekday() in request.preferred_weekdays or day in request.welcome
    )
    week_firsts = {week_first(request, day) for day in horizon(request)}
    weeks = [
        (bits(a_window(first)), wanted_in(request, a_window(first)))
        for first in sorted(week_firsts)
    ]
    windows = [0b1111111 << number for number in range(54, 60 + request.horizon_days)]
    last_done = [done.bit_length() - 1] if done else []

    def legal(planned):
        sessions = planned | done
        return (
            not planned & closed
            and not planned & (sessions << 1 | sessions >> 1)
            and not (request.min_rest_days == 2 and planned & (sessions << 2 | sessions >> 2))
            and all(
                (sessions & week).bit_count() <= wanted for week, wanted in weeks if planned & week
            )
            and all((sessions & window).bit_count() <= 3 for window in windows if planned & window)
        )

    def merit(planned):
        numbers = [day.bit_length() - 1 for day in days if planned & day]
        stops = last_done + numbers
        held = [min(wanted, ((planned | done) & week).bit_count()) for week, wanted in weeks]
        return (
            (planned & pinned).bit_count(),
            2 * sum(held) - (planned & ~preferred).bit_count(),
            held,
            -numbers[0] if numbers and not last_done else 0,
            -sum((later - earlier) ** 2 for earlier, later in pairwise(stops)),
            [-number for number in numbers],
        )

    def legal_plans(planned, left):
        yield planned
        for position, day in enumerate(left):
            # A plan with more days in it breaks no fewer rules.
            if legal(planned | day):
                yield from legal_plans(planned | day, left[position + 1 :])

    best = max(legal_plans(0, days), key=merit)
    return tuple(day for day in horizon(request) if best & bits([day]))


def random_request(chance):
    """A request of at most 14 days, with few to many days away and pins, some out of the plan."""
    today = a_day(chance.randrange(7))
    horizon_days = chance.choice([1, 5, 8, 10, 11, 12, 13, 14])

    def some(first, count, share):
        days = [first + timedelta(days=number) for number in range(count)]
        return frozenset(day for day in days if chance.random() < share)

    return ScheduleRequest(
        today=today,
        sessions_per_week=chance.choice([2, 3]),
        preferred_weekdays=frozenset(chance.sample(range(7), chance.randrange(5))),
        week_start=chance.randrange(7),
        horizon_days=horizon_days,
        done=some(today - timedelta(days=8), 9, chance.choice([0, 0.2, 0.5]))
        | some(today - timedelta(days=45), 36, chance.choice([0, 0.05])),
        pinned=some(today - timedelta(days=1), horizon_days + 2, chance.choice([0, 0.2, 0.6])),
        unavailable=some(today, horizon_days, chance.choice([0, 0.2, 0.5, 0.8])),
        welcome=some(today, horizon_days, chance.choice([0, 0, 0.3])),
        moved_away=some(today, horizon_days, chance.choice([0, 0, 0.2])),
        moved_here=some(today, horizon_days, chance.choice([0, 0, 0.2])),
        min_rest_days=chance.choice([1, 1, 2]),
    )


def test_schedule_is_the_best_of_all_legal_plans_for_2000_requests():
    chance = Random(20260302)
    asked = [random_request(chance) for _ in range(2000)]

    wrong = [request for request in asked if schedule(request).days != best_of_all_plans(request)]

    assert wrong == []


@settings(deadline=None)
@given(request=requests(max_horizon=14))
def test_schedule_is_the_best_of_all_legal_plans(request):
    best = best_of_all_plans(request)

    planned = schedule(request).days

    assert planned == best


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_keeps_the_rest_days_between_sessions(request):
    planned = schedule(request).days

    sessions = request.done.union(planned)
    gaps = [abs((day - other).days) for day in planned for other in sessions if day != other]

    assert [gap for gap in gaps if gap <= request.min_rest_days] == []


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_keeps_three_in_any_seven_days(request):
    planned = frozenset(schedule(request).days)

    windows = [a_window(day - timedelta(days=back)) for day in planned for back in range(7)]
    crowded = [window for window in windows if len(window & (planned | request.done)) > 3]

    assert crowded == []


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_plans_no_week_beyond_what_is_wanted(request):
    planned = frozenset(schedule(request).days)

    weeks = [a_window(week_first(request, day)) for day in planned]
    full = [
        week for week in weeks if len(week & (planned | request.done)) > wanted_in(request, week)
    ]

    assert full == []


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_plans_only_open_days_in_ascending_order(request):
    closed = request.unavailable | request.done

    planned = schedule(request).days

    assert list(planned) == [
        day for day in horizon(request) if day in planned and day not in closed
    ]


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_leaves_no_day_that_could_still_be_added(request):
    planned = frozenset(schedule(request).days)

    addable = [day for day in horizon(request) if is_legal(request, day, planned | request.done)]

    assert addable == []


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_gives_the_same_answer_again(request):
    first = schedule(request)

    second = schedule(request)

    assert second == first


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_answers_for_every_pin(request):
    plan = schedule(request)

    refused = {finding.day for finding in plan.findings if isinstance(finding, RefusedDay)}

    assert refused == request.pinned - request.done - frozenset(plan.days)


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_refused_pin_clashes_with_what_stays(request):
    plan = schedule(request)
    stays = request.done | (request.pinned & frozenset(plan.days))

    refused = [finding for finding in plan.findings if isinstance(finding, RefusedDay)]

    for finding in refused:
        assert not is_legal(request, finding.day, stays)
        assert finding.next_day == next(
            (
                day
                for day in horizon(request)
                if day > finding.day and is_legal(request, day, stays)
            ),
            None,
        )


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_schedule_finds_every_short_week_the_horizon_holds(request):
    plan = schedule(request)
    last_day = horizon(request)[-1]
    firsts = sorted({week_first(request, day) for day in horizon(request)})
    short = []
    for first in firsts:
        planned = len(a_window(first) & frozenset(plan.days))
        done = len(a_window(first) & request.done)
        ends = first + timedelta(days=6)
        wanted = wanted_in(request, a_window(first))
        if planned + done < wanted and ends <= last_day:
            short.append((first, planned, done, wanted))

    found = [finding for finding in plan.findings if isinstance(finding, ShortWeek)]

    assert [(week.week_start, week.planned, week.done, week.wanted) for week in found] == short


@settings(deadline=None)
@given(request=requests(max_horizon=24))
# Three sessions fit, on three days that weren't chosen; two of three are on chosen ones.
@example(
    request=ScheduleRequest(
        today=date(2026, 3, 4),
        sessions_per_week=3,
        preferred_weekdays=frozenset({0, 4}),
        week_start=2,
        horizon_days=7,
        min_rest_days=2,
    )
)
def test_short_week_has_causes_that_are_there(request):
    plan = schedule(request)
    kept = request.pinned & frozenset(plan.days)

    for week in plan.findings:
        if not isinstance(week, ShortWeek):
            continue
        around = {week.week_start + timedelta(days=number) for number in range(-6, 13)}
        there = {
            Cause.PAST: request.today > week.week_start,
            Cause.DONE: around & request.done,
            Cause.UNAVAILABLE: a_window(week.week_start) & request.unavailable,
            Cause.PINNED: around & kept,
            Cause.PLANNED: (around - a_window(week.week_start)) & frozenset(plan.days),
            Cause.LONGER_REST: request.min_rest_days == 2,
            Cause.CHOSEN_DAYS: len(request.preferred_weekdays) < 7,
        }

        assert week.causes == tuple(
            cause for cause in Cause if cause in week.causes and there[cause]
        )
        assert week.causes != ()


@settings(deadline=None)
@given(request=requests(max_horizon=20), number=st.integers(-10, 30))
def test_explain_is_empty_exactly_where_a_session_is_legal(request, number):
    day = request.today + timedelta(days=number)

    findings = explain(request, day)

    assert (findings == ()) == is_legal(request, day, request.done)


@settings(deadline=None)
@given(request=requests(max_horizon=20), number=st.integers(-10, 30))
def test_explain_names_the_nearest_later_day_it_allows(request, number):
    day = request.today + timedelta(days=number)
    allowed = [later for later in horizon(request) if later > day and explain(request, later) == ()]

    findings = explain(request, day)

    assert {finding.next_day for finding in findings} <= {allowed[0] if allowed else None}


@settings(deadline=None)
@given(request=requests(max_horizon=20), number=st.integers(0, 19))
def test_explain_names_each_rule_that_says_no(request, number):
    day = request.today + timedelta(days=min(number, request.horizon_days - 1))
    done = request.done - {day}
    windows = [a_window(day - timedelta(days=back)) for back in range(7)]
    in_week = a_window(week_first(request, day)) & request.done
    close = [other for other in done if abs((day - other).days) <= request.min_rest_days]
    broken = {
        Rule.ONE_A_DAY: day in request.done,
        Rule.UNAVAILABLE: day in request.unavailable,
        Rule.REST_DAY: close != [],
        Rule.SEVEN_DAYS: any(len(window & done) >= 3 for window in windows),
        Rule.WEEK_FULL: len(in_week) >= wanted_in(request, a_window(week_first(request, day))),
    }

    findings = explain(request, day)

    assert [finding.rule for finding in findings] == [rule for rule in broken if broken[rule]]


@settings(deadline=None)
@given(request=requests(max_horizon=24))
def test_explain_allows_every_planned_day(request):
    planned = schedule(request).days

    refused = [day for day in planned if explain(request, day)]

    assert refused == []
