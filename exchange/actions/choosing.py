"""Answering the questions about a file: its unit, and the exercise that each name means."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.actions import lock_person
from exchange.facts.own_from_name import entry_from
from exchange.logs.rows import Unit
from exchange.logs.summary import names_from
from exchange.models import LogImport, NameChoice, State, Status
from exercises import actions as exercises
from exercises.models import Exercise
from exercises.vocabulary import Pattern


class TooManyOwn(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The person has as many exercises of their own as one may have."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The meaning of a name: an `exercise`, an own one to be made for this `pattern`, or neither
    (`means`)."""

    means: str
    exercise: Exercise | None = None
    pattern: Pattern | None = None


@transaction.atomic
def choose_unit(*, log_import: LogImport, unit: Unit) -> LogImport:
    """Set the unit of the weights of a file, until its names are chosen."""
    lock_person(log_import.user_id)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.asked_unit and mine.state in {State.UNIT, State.NAMES}:
        mine.unit, mine.state = unit.value, State.NAMES
        mine.save(update_fields=["unit", "state"])
    return mine


@transaction.atomic
def choose_names(*, log_import: LogImport, chosen: Mapping[str, Chosen]) -> LogImport:
    """Set the exercise for each name of a file, given by its folded name, and keep it for the next
    file. Then this one is compared with the log.

    Own exercises are made from their names and figures. Raises TooManyOwn.
    """
    user = log_import.user
    lock_person(user)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.state != State.NAMES:
        return mine
    named = names_from(mine.names)
    rows = []
    for name, each in chosen.items():
        exercise = each.exercise
        if each.pattern:
            try:
                exercise = exercises.make_own_exercise(
                    user=user, entry=entry_from(named[name], each.pattern)
                )
            except exercises.TooMany as error:
                raise TooManyOwn from error
        rows.append(NameChoice(user=user, name=name, means=each.means, exercise=exercise))
    NameChoice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "name"],
        update_fields=["means", "exercise"],
    )
    _begin_comparing(mine)
    return mine


@transaction.atomic
def choose_again(*, log_import: LogImport) -> LogImport:
    """Go back to the names of a file that isn't written yet."""
    lock_person(log_import.user_id)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.state == State.PREVIEW and mine.names:
        mine.state = State.NAMES
        mine.save(update_fields=["state"])
    return mine


@transaction.atomic
def compare_again(*, log_import: LogImport) -> LogImport:
    """Compare a file with the log once more, before it is written."""
    lock_person(log_import.user_id)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.state == State.PREVIEW:
        _begin_comparing(mine)
    return mine


def _begin_comparing(mine: LogImport) -> None:
    """Forget an earlier comparison, and begin a new one."""
    mine.stored.filter(is_text=False).delete()
    mine.rows.filter(status=Status.LEFT_OUT).delete()
    mine.state, mine.done, mine.resume_at = State.COMPARING, 0, None
    mine.counts, mine.newest = {}, []
    mine.save(update_fields=["state", "done", "resume_at", "counts", "newest"])
