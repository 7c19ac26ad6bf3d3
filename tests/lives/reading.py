"""Reading a life: its lifts in pairs, what rose or fell between two, and how to name a session."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.lives.record import Life, Lift, Trained

FIGURES = ("load", "sets", "hi", "lo", "hold_s", "pause_s", "height_cm", "band")


def when(session: Trained) -> str:
    return f"week {session.week + 1}, {session.on:%a %d %b}"


def said(session: Trained, lift: Lift, what: str) -> str:
    return f"{when(session)}: {lift.slug} {lift.work} ({lift.rule or 'first'}): {what}"


def asked(life: Life) -> Iterator[tuple[Trained, Lift]]:
    """Every exercise that a session asked for and didn't leave out."""
    for session in life.sessions:
        for lift in session.lifts:
            if not lift.skipped:
                yield session, lift


def pairs_of_lifts(life: Life) -> Iterator[tuple[Trained, Lift, Trained, Lift]]:
    """Every exercise with its last time before in a session that wasn't eased."""
    last: dict[str, tuple[Trained, Lift]] = {}
    for session, lift in asked(life):
        if lift.slug in last:
            yield (*last[lift.slug], session, lift)
        if not session.eased:
            last[lift.slug] = (session, lift)


def risen(was: Lift, now: Lift) -> list[str]:
    """Return the figures that went up, unless another one went down for it.

    Sets that were left out for want of time count, because the target asks for them.
    """
    was, now = (replace(each, sets=each.sets + each.out_of_time) for each in (was, now))
    up = [name for name in FIGURES if getattr(now, name) > getattr(was, name)]
    down = [
        name
        for name in ("load", "hi", "hold_s", "pause_s")
        if getattr(now, name) < getattr(was, name)
    ]
    return [] if down else up


def lowered(was: Lift, now: Lift) -> bool:
    return at_least(was, now) and not at_least(now, was)


def at_least(lift: Lift, other: Lift) -> bool:
    """Return whether an exercise asks for no less than another time, in every figure that counts.

    A longer range is worth a set, and a heavier weight a longer range.
    """
    if lift.load != other.load:
        return lift.load > other.load
    return lift.sets * lift.lo >= other.sets * other.lo


def has_more(lift: Lift) -> bool:
    """Return whether all was reached with three or more good repetitions left, or seconds."""
    return lift.is_at_top and all(each.left >= 3 for each in lift.done)


def grows(reached: dict[object, object], lift: Lift) -> bool:
    """Note what a lift asks for, and return whether some of it is new."""
    is_new = lift.rung > reached.get("rung", -1)
    reached["rung"] = max(lift.rung, reached.get("rung", -1))
    for name in FIGURES:
        key, value = (lift.slug, name), getattr(lift, name)
        if key in reached and value > reached[key]:
            is_new = True
        reached[key] = max(value, reached.get(key, value))
    return is_new


def best(done: Iterable[tuple[Trained, Lift]]) -> tuple[object, ...]:
    """Return the most that was asked for: the hardest rung, then its load, then its volume."""
    return max(
        (lift.rung, lift.load, lift.sets * lift.hi, sum(map(float, lift.extras)))
        for _session, lift in done
    )
