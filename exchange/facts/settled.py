"""Rows of which a person has one at a time: the file's beside the one that is here already."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from exchange.facts.beside import Beside, Part
from exchange.facts.brought import Values
from routines.models import Agreement, Plan, Session, SetLog, Status


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a person chose for a file: whether settings are taken from it, whether its plan goes on
    in place of the one here, and whether they agree to the terms and to keeping health data."""

    takes_settings: bool = False
    takes_plan: bool = False
    agrees: bool = False


def plans_meet(found: Beside) -> bool:
    """Return whether both the file and this app have a plan that goes on."""
    return _current(found) is not None and _current_here(found) is not None


def settle(found: Beside, *, takes_plan: bool, takes_consent: bool, today: date) -> None:
    """Leave one plan that goes on, one session that runs and one consent of each kind.

    Of the plans the file's goes on if `takes_plan`; the caller ends the one here. Without
    `takes_consent` no consent comes from the file: it was given to somebody else's app, perhaps.
    """
    _settle_plans(found, takes_plan=takes_plan, today=today)
    _settle_running(found)
    _settle_consent(found, takes_consent=takes_consent)


def _settle_plans(found: Beside, *, takes_plan: bool, today: date) -> None:
    part = found.parts[Plan.__name__]
    ended, begun, key = (part.column(name) for name in ("ended_on", "started_on", "id"))
    goes_on = _current(found)
    if goes_on is not None and _current_here(found) is not None and not takes_plan:
        goes_on = None

    def end(values: Values) -> Values:
        is_over = values[ended] is not None or values[key] == goes_on
        return values if is_over else _put(values, {ended: max(today, values[begun])})

    _change(part, end)


def _current(found: Beside) -> Any:
    """Return the key of the file's plan that goes on; None if none does, or it is here already."""
    part = found.parts[Plan.__name__]
    ended, begun, key = (part.column(name) for name in ("ended_on", "started_on", "id"))
    current = [values for values in part.written if values[ended] is None]
    last = max(current, key=lambda values: (values[begun], str(values[key])), default=None)
    return None if last is None or last[key] == _current_here(found) else last[key]


def _current_here(found: Beside) -> Any:
    return Plan.objects.of(found.user).current().values_list("pk", flat=True).first()


def _settle_running(found: Beside) -> None:
    """Let one session run: the one here. Another is over when its last set was done."""
    part = found.parts[Session.__name__]
    names = ("id", "status", "finished_at", "rest_started_at", "rest_s")
    key, status, finished, rest, rest_s = (part.column(name) for name in names)
    running = Session.objects.of(found.user).in_progress().values_list("pk", flat=True).first()
    last = _last_sets(found)

    def end(values: Values) -> Values:
        nonlocal running
        if values[status] != Status.IN_PROGRESS or values[key] == running:
            return values
        if running is None:
            running = values[key]
            return values
        over = last.get(values[key])
        said = Status.DISCARDED if over is None else Status.PARTIAL
        return _put(values, {status: said, finished: over, rest: None, rest_s: None})

    _change(part, end)


def _last_sets(found: Beside) -> dict[Any, Any]:
    """Return when the last standing set of each session of the file was logged."""
    items, sets = found.parts["SessionItem"], found.parts[SetLog.__name__]
    of = {values[items.column("id")]: values[items.column("session_id")] for values in items.new}
    item, at, removed = (sets.column(name) for name in ("item_id", "logged_at", "removed_at"))
    last: dict[Any, Any] = {}
    for values in sets.new:
        session = of.get(values[item])
        if session is not None and values[removed] is None:
            last[session] = max(values[at], last.get(session, values[at]))
    return last


def _settle_consent(found: Beside, *, takes_consent: bool) -> None:
    part = found.parts[Agreement.__name__]
    subject, withdrawn = part.column("subject"), part.column("withdrawn_at")
    mine = Agreement.objects.of(found.user).filter(withdrawn_at=None)
    standing = set(mine.values_list("subject", flat=True))
    kept = []
    for values in part.new:
        if values[withdrawn] is None:
            if not takes_consent or values[subject] in standing:
                part.stays += 1
                continue
            standing.add(values[subject])
        kept.append(values)
    part.new = kept
    # One that is withdrawn here isn't given again by an older file.
    part.newer = [each for each in part.newer if each[1][withdrawn] is not None]


def _change(part: Part, how: Callable[[Values], Values]) -> None:
    part.newer = [(key, how(values)) for key, values in part.newer]
    part.new = [how(values) for values in part.new]


def _put(values: Values, changed: dict[int, Any]) -> Values:
    return tuple(changed.get(place, value) for place, value in enumerate(values))
