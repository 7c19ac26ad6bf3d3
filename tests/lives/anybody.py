"""What must hold of anybody's life: each envelope returns its breaches, as sentences."""

from collections.abc import Callable
from typing import TypeAlias

from tests.lives.reading import asked, best, lowered, pairs_of_lifts, risen, said, when
from tests.lives.record import MAIN, Life, Lift

Envelope: TypeAlias = Callable[[Life], list[str]]

MOST_MINUTES = 60


def never_under_the_floor(life: Life) -> list[str]:
    """No target goes under one set of 60 % of the library's lower end, of 3 repetitions or 5 s.

    A session that is eased on purpose may ask for fewer sets, never for fewer repetitions.
    """
    return [
        said(session, lift, f"under the floor of one set of {floor_of(lift)}")
        for session, lift in asked(life)
        if lift.sets < 1 or lift.lo < floor_of(lift)
    ]


def floor_of(lift: Lift) -> int:
    least = 5 if lift.is_timed else 3
    return min(lift.library_lo, max(least, lift.library_lo * 6 // 10))


def never_over_an_hour(life: Life) -> list[str]:
    return [
        f"{when(each)}: {each.minutes} minutes"
        for each in life.sessions
        if each.minutes > MOST_MINUTES
    ]


def rests_between(life: Life) -> list[str]:
    """At least one whole day between two sessions, and never more than three in seven days."""
    days = [each.day for each in life.sessions]
    pairs = zip(life.sessions, life.sessions[1:], strict=False)
    close = [f"{when(b)}: the day after a session" for a, b in pairs if b.day - a.day < 2]
    crowded = [
        f"{when(each)}: {count} sessions in seven days"
        for each in life.sessions
        if (count := sum(each.day <= day < each.day + 7 for day in days)) > 3
    ]
    return close + crowded


def nothing_rises_while_it_is_eased(life: Life) -> list[str]:
    """No target goes up in a lighter week, in a flare-up or on the way back."""
    return [
        said(now, lift, f"{', '.join(up)} up in a session eased by {now.eased or now.state}")
        for _before, was, now, lift in pairs_of_lifts(life)
        if (now.eased in {"deload", "ramp1", "ramp2"} or now.state != "normal")
        and (up := risen(was, lift))
    ]


def pain_never_raises(life: Life) -> list[str]:
    """After pain well above the usual, the target of the exercise doesn't go up next time."""
    return [
        said(now, lift, f"{', '.join(up)} up after pain {was.pain} with a usual of {usual:g}")
        for before, was, now, lift in pairs_of_lifts(life)
        if was.pain is not None
        and was.pain > 5
        and was.pain > (usual := life.person.back.usual(before.day)) + 1
        and not before.eased
        and (up := risen(was, lift))
    ]


def asked_once_a_spike(life: Life) -> list[str]:
    """The questions before training come back once for each spike, and not otherwise.

    A back that differs much from day to day may flare up without one.
    """
    times, flares = len(life.of_kind("asked")), len(life.of_kind("flare"))
    spikes = max(len(life.person.back.spikes), flares if life.person.back.noise > 1 else 0)
    most = 1 + spikes + len(life.person.habits.away)
    return [f"asked {times} times with {spikes} spikes"] if times > most else []


def no_load_goes_up_in_pregnancy(life: Life) -> list[str]:
    if "P1" not in life.person.answers:
        return []
    return [
        said(now, lift, f"the load goes up from {was.load:f}")
        for _before, was, now, lift in pairs_of_lifts(life)
        if lift.load > was.load
    ]


def one_step_down_in_two_weeks(life: Life) -> list[str]:
    """No exercise steps down twice in 14 days, except where it hurt 6 or more on another day."""
    breaches, last_down = [], {}
    for before, was, now, lift in pairs_of_lifts(life):
        if before.eased or now.eased or before.level != now.level or now.day - before.day > 14:
            continue
        if lowered(was, lift) and lift.rule in {"R4", "R6"}:
            since = now.day - last_down.get(lift.slug, -100)
            if since < 14:
                breaches.append(said(now, lift, f"down again after {since} days, from {was.work}"))
        if lowered(was, lift):
            last_down[lift.slug] = now.day
    return breaches


def no_level_soon_after_a_flare(life: Life) -> list[str]:
    bad = [day for day, state in life.states.items() if state != "normal"]
    return [
        f"week {event.day // 7 + 1}: {event.kind} {event.detail} offered within 14 days of a flare"
        for event in life.events
        if event.kind in {"level", "third", "deload"}
        and any(0 <= event.day - day < 14 for day in bad)
    ]


def steady_pain_is_no_flare(life: Life) -> list[str]:
    """Pain at its usual height never starts a flare-up."""
    back = life.person.back
    if back.spikes or back.noise > 1 or back.after_hard:
        return []
    return [
        f"week {each.day // 7 + 1}: a flare-up of steady pain" for each in life.of_kind("flare")
    ]


def the_able_get_stronger(life: Life) -> list[str]:
    """An able person who trains ends with higher targets than at the start, in most patterns."""
    habits = life.person.habits
    if life.weeks < 20 or habits.comes < 0.6 or habits.away or not habits.takes_offers:
        return []
    if life.person.back.usual(0) > 4 or life.person.back.spikes or life.person.build.fitness < 0.8:
        return []
    found = {pattern: life.of_pattern(pattern) for pattern in MAIN}
    weaker = [
        pattern
        for pattern, done in found.items()
        if len(done) > 12 and best(done[-8:]) <= best(done[:4])
    ]
    trained = sum(bool(done) for done in found.values())
    return [f"no more than at the start: {', '.join(weaker)}"] if len(weaker) * 2 > trained else []


def enough_to_do(life: Life) -> list[str]:
    """A whole session has at least five exercises; one on the way back may leave some out."""
    return [
        f"{when(each)}: only {count} exercises"
        for each in life.sessions
        if not each.eased
        and each.state == "normal"
        and (count := sum(not lift.skipped for lift in each.lifts)) < 5
    ]


ANYBODY: tuple[Envelope, ...] = (
    never_under_the_floor,
    never_over_an_hour,
    rests_between,
    nothing_rises_while_it_is_eased,
    pain_never_raises,
    asked_once_a_spike,
    no_load_goes_up_in_pregnancy,
    one_step_down_in_two_weeks,
    no_level_soon_after_a_flare,
    steady_pain_is_no_flare,
    the_able_get_stronger,
    enough_to_do,
)
