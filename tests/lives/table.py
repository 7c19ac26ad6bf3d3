"""What ./bh lives prints: a table of lives, or one life line by line."""

from collections.abc import Iterator

from tests.lives.record import MAIN, Life, Lift, Trained


def summary(life: Life, breaches: list[str]) -> str:
    """Return one life: its counts, its main lifts, and its breaches."""
    return "\n".join([head(life), *lifts(life), *shown(breaches)])


def head(life: Life) -> str:
    minutes = [each.minutes for each in life.sessions] or [0]
    levels = " ".join(
        f"{name} in week {week}"
        for name in ("L1", "L2", "L3")
        if (week := life.first_week_of(name)) and life.levels[min(life.levels)] <= name
    )
    return (
        f"{life.person.name}: {life.weeks} weeks, {len(life.sessions)} sessions, "
        f"{sum(each.sets for each in life.sessions)} sets, "
        f"{min(minutes)}–{max(minutes)} minutes, {levels or 'no level'}, "
        f"{len(life.of_kind('flare'))} flares, asked {len(life.of_kind('asked'))} times"
    )


def lifts(life: Life) -> Iterator[str]:
    """Yield a line for each main pattern: the first, the last, the least and the most asked."""
    for pattern in MAIN:
        done = [(s, lift) for s, lift in life.of_pattern(pattern) if not s.eased]
        if done:
            share = sorted(done, key=lambda each: each[1].share)
            yield (
                f"    {pattern:7} first {text(done[0])} · last {text(done[-1])}"
                f" · least {text(share[0])} · most {text(share[-1])}"
            )


def text(done: tuple[Trained, Lift]) -> str:
    session, lift = done
    return f"{lift.slug} {lift.work} (week {session.week + 1})"


def shown(breaches: list[str], most: int = 6) -> Iterator[str]:
    yield from (f"    ! {each}" for each in breaches[:most])
    if len(breaches) > most:
        yield f"    ! and {len(breaches) - most} more"


def lines(life: Life) -> Iterator[str]:
    """Yield the weeks of a life, line by line."""
    for week in range(life.weeks):
        yield f"week {week + 1}"
        things = [(each.day, 0, event_text(each)) for each in life.events if each.day // 7 == week]
        things += [(each.day, 1, session_text(each)) for each in life.week(week)]
        yield from (line for _day, _order, line in sorted(things))


def event_text(event: tuple[int, str, str]) -> str:
    day, kind, detail = event
    return f"  day {day}: {kind} {detail}".rstrip()


def session_text(session: Trained) -> str:
    head = (
        f"  {session.on:%a %d %b} {session.level} {session.programme_day}, {session.minutes} min"
        + (f", {session.eased}" if session.eased else "")
        + (f", {session.state}" if session.state != "normal" else "")
    )
    return "\n".join([head, *(lift_text(each) for each in session.lifts)])


def lift_text(lift: Lift) -> str:
    done = " ".join(f"{each.amount}({each.left})" for each in lift.done)
    pain = f" pain {lift.pain}" if lift.pain else ""
    reason = f"{lift.rule} {lift.code}".strip() or "first"
    return f"    {lift.slug:30} {lift.work:26} {reason:22} {lift.skipped or done}{pain}"
