"""What must hold of the lives of brief.md D9: each envelope returns its breaches, as sentences."""

from collections.abc import Iterable, Iterator

from routines.planning.steps_up import PAUSE_S
from tests.lives.anybody import Envelope
from tests.lives.reading import asked, at_least, grows, has_more, said, when
from tests.lives.record import MAIN, Life, Lift


def level(name: str, *, first: int, last: int) -> Envelope:
    """The level begins in one of these weeks, counted from 1."""

    def holds(life: Life) -> list[str]:
        week = life.first_week_of(name)
        if week is not None and first <= week <= last:
            return []
        return [f"{name} in week {week}, not in weeks {first} to {last}"]

    return holds


def never_at_level(name: str) -> Envelope:
    def holds(life: Life) -> list[str]:
        week = life.first_week_of(name)
        return [] if week is None else [f"{name} in week {week}"]

    return holds


def something_harder_every(*, weeks: int, level: str = "L1") -> Envelope:
    """In each main pattern something new is asked for, from this level on: a harder rung, more
    load, range, sets, hold, pause or height. Only while the person could do more."""

    def holds(life: Life) -> list[str]:
        return list(_standing_still(life, weeks, level))

    return holds


def _standing_still(life: Life, weeks: int, level: str) -> Iterator[str]:
    for pattern in MAIN:
        reached: dict[object, object] = {}
        since = None
        for session, lift in life.of_pattern(pattern):
            is_new = grows(reached, lift)
            goes_on = session.level >= level and has_more(lift)
            if is_new or since is None or not goes_on:
                since = session.day
            elif session.day - since > weeks * 7:
                yield said(session, lift, f"{pattern} has stood still for {weeks} weeks")
                since = session.day


def no_lift_stands_still(*, weeks: int) -> Envelope:
    """No lift is unchanged for longer while every set is at the top with 3 or more left."""

    def holds(life: Life) -> list[str]:
        breaches = []
        for slug, done in life.by_exercise.items():
            since, asked = None, None
            for session, lift in done:
                if lift.asked != asked or not has_more(lift) or session.eased:
                    since, asked = session.day, lift.asked
                elif since is not None and session.day - since > weeks * 7:
                    breaches.append(said(session, lift, f"{slug} unchanged for {weeks} weeks"))
                    since = session.day
        return breaches

    return holds


def never_below_the_library(*, weeks: int = 2) -> Envelope:
    """No exercise stays under two sets of the library's lower end for longer than this."""

    def holds(life: Life) -> list[str]:
        breaches = []
        for done in life.by_exercise.values():
            since = None
            for session, lift in done:
                sets = lift.sets + lift.out_of_time
                if (sets >= 2 and is_library_s_least(lift)) or session.eased:
                    since = None
                elif since is None:
                    since = session.day
                elif session.day - since > weeks * 7:
                    breaches.append(said(session, lift, "under two sets of the library's least"))
                    break
        return breaches

    return holds


def is_library_s_least(lift: Lift) -> bool:
    """Return whether it asks for the library's lower end; longer holds and pauses leave fewer
    repetitions."""
    is_longer = lift.hold_s > lift.library_hold_s or lift.pause_s > PAUSE_S
    return lift.lo >= lift.library_lo or is_longer


def no_flare(life: Life) -> list[str]:
    return [f"week {each.day // 7 + 1}: a flare-up" for each in life.of_kind("flare")]


def trains_in_most_weeks(*, share: float) -> Envelope:
    """This share of the weeks has two sessions at full dose."""

    def holds(life: Life) -> list[str]:
        full = sum(sum(not s.eased for s in life.week(w)) >= 2 for w in range(life.weeks))
        if full >= life.weeks * share:
            return []
        return [f"only {full} of {life.weeks} weeks have two sessions at full dose"]

    return holds


def spikes_end(*, days: int) -> Envelope:
    """After a spike the back counts as normal again within some days."""

    def holds(life: Life) -> list[str]:
        return [
            f"week {spike.day // 7 + 1}: the spike isn't over after {days} days"
            for spike in life.person.back.spikes
            if spike.day + days < life.weeks * 7
            and life.states.get(spike.day + days, "normal") != "normal"
        ]

    return holds


def back_to_the_targets_of_before(*, days: int) -> Envelope:
    """Within some days of settling, each exercise asks for as much as before the flare-up."""

    def holds(life: Life) -> list[str]:
        return list(_not_back(life, days))

    return holds


def _not_back(life: Life, days: int) -> Iterator[str]:
    for spike in life.person.back.spikes:
        settled = spike.day + spike.lasts
        for done in life.by_exercise.values():
            before = [lift for s, lift in done if s.day < spike.day and not s.eased]
            after = [(s, lift) for s, lift in done if settled < s.day <= settled + days]
            later = [(s, lift) for s, lift in done if s.day > settled + days]
            if not before or not later or not after:
                continue
            if not any(at_least(lift, before[-1]) for _s, lift in [*after, later[0]]):
                session, lift = after[-1]
                yield said(session, lift, f"not back at {before[-1].work} after {days} days")


def nothing_for_ever_on_one_set(life: Life) -> list[str]:
    """In the last six weeks no exercise that isn't eased is on one set."""
    return [
        said(session, lift, "still on one set")
        for session, lift in asked(life)
        if session.week >= life.weeks - 6 and not session.eased and lift.sets < 2
    ]


def does_what_is_asked(*, after: int, share: float = 0.8) -> Envelope:
    """After some weeks, most sets reach the lower end of what is asked."""

    def holds(life: Life) -> list[str]:
        sets = [
            each.amount >= lift.lo
            for session, lift in asked(life)
            if session.week >= after
            for each in lift.done
        ]
        if sets and sum(sets) >= len(sets) * share:
            return []
        return [f"after week {after} only {sum(sets)} of {len(sets)} sets reach what is asked"]

    return holds


def always_two_sets(life: Life) -> list[str]:
    """No target is under two sets; a session may leave one out for want of time."""
    return [
        said(session, lift, "fewer than two sets")
        for session, lift in asked(life)
        if not session.eased and lift.sets + lift.out_of_time < 2
    ]


def lift_reaches(slugs: Iterable[str], *, load: float, by: int) -> Envelope:
    """One of these exercises asks for this load by a week."""
    wanted = frozenset(slugs)

    def holds(life: Life) -> list[str]:
        loads = [lift.load for s, lift in asked(life) if lift.slug in wanted and s.week < by]
        if loads and max(loads) >= load:
            return []
        most = f"{max(loads):f} kg" if loads else "not trained"
        return [f"{' or '.join(sorted(wanted))}: {most} by week {by}, not {load:g} kg"]

    return holds


def loaded(pattern: str, *, by: int) -> Envelope:
    """The pattern is trained with a weight by a week."""

    def holds(life: Life) -> list[str]:
        weeks = [s.week for s, lift in asked(life) if lift.pattern == pattern and lift.load]
        return [] if weeks and min(weeks) < by else [f"{pattern} has no load by week {by}"]

    return holds


def in_every_session(what: str, *slugs: str, pattern: str = "") -> Envelope:
    def holds(life: Life) -> list[str]:
        return [
            f"{when(session)}: no {what}"
            for session in life.sessions
            if not any(
                (each.slug in slugs or each.pattern == pattern) and not each.skipped
                for each in session.lifts
            )
        ]

    return holds


def in_most_weeks(what: str, *slugs: str, share: float = 0.9) -> Envelope:
    def holds(life: Life) -> list[str]:
        weeks = [w for w in range(life.weeks) if life.week(w)]
        found = sum(any(s.lift(*slugs) for s in life.week(w)) for w in weeks)
        return [] if found >= len(weeks) * share else [f"{what} in {found} of {len(weeks)} weeks"]

    return holds


def never(*slugs: str) -> Envelope:
    def holds(life: Life) -> list[str]:
        return [
            said(session, lift, "must not be asked for")
            for session, lift in asked(life)
            if lift.slug in slugs
        ]

    return holds


def replaced_within(*slugs: str, sessions: int) -> Envelope:
    """An exercise that hurts much is left out after at most this number of sessions."""

    def holds(life: Life) -> list[str]:
        breaches = []
        for slug in slugs:
            spell = 0
            for session, lift in life.by_exercise.get(slug, []):
                hurts = not lift.skipped and (lift.said_pain or 0) >= 6
                spell = spell + 1 if hurts else 0
                if spell > sessions:
                    breaches.append(said(session, lift, f"hurts for the {spell}th time in a row"))
        return breaches

    return holds


def comes_back(*slugs: str, after: int, by: int) -> Envelope:
    """Exercises that stopped hurting on a day: one is offered again within some days."""

    def holds(life: Life) -> list[str]:
        days = [
            session.day
            for session, lift in asked(life)
            if lift.slug in slugs and after < session.day <= after + by
        ]
        if days:
            return []
        return [f"{' or '.join(slugs)} isn't back {by} days after day {after}"]

    return holds


def eased_once_after_a_break(*, sessions: int) -> Envelope:
    """After a break at most this number of sessions is eased; then the old targets are back."""

    def holds(life: Life) -> list[str]:
        breaches = []
        for away in life.person.habits.away:
            after = [each for each in life.sessions if each.day >= away.stop]
            eased = [each for each in after[: sessions + 2] if each.eased]
            if not eased:
                breaches.append(f"{when(after[0])}: not eased after the break")
            if len(eased) > sessions or (after[sessions:] and after[sessions].eased):
                breaches.append(f"{when(eased[-1])}: still eased after {sessions} sessions")
        return breaches

    return holds
