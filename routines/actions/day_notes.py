"""What a person does or notes each day, with one tap; and which habits they chose."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.facts.consent import refuse_unless_agreed
from routines.models import DayNote
from routines.models.last_word import Word, is_overruled, moment
from routines.planning.habits import HABITS, OF_HEALTH, About


def choose_habits(*, user: User, habits: Collection[str]) -> User:
    """Store the daily habits that the person chose; none switches them off. What was done stays."""
    user.habits = [habit.value for habit in HABITS if habit in habits]
    user.save(update_fields=["habits"])
    return user


@transaction.atomic
def note_day(  # noqa: PLR0913 — the note, and its times
    *,
    user: User,
    day: date,
    about: str,
    answer: str,
    minutes: int | None,
    now: datetime,
    word: Word | None = None,
) -> DayNote:
    """Store or change what is noted about a day, and return the note that is stored then.

    An empty answer takes it back. A note changed later than `word`, the time of a change that a
    device sent late, stays as it is. Raises NotAgreed for notes about health: the night, the
    calves.
    """
    lock_person(user)
    if about in OF_HEALTH:
        refuse_unless_agreed(user)
    there = DayNote.objects.of(user).filter(day=day, about=about).first()
    if there is not None and is_overruled(word, by=there.noted_at):
        return there
    found, _made = DayNote.objects.update_or_create(
        user=user,
        day=day,
        about=About(about),
        defaults={
            "answer": answer,
            "minutes": minutes if answer else None,
            "noted_at": moment(word, now),
            "time_zone": user.time_zone,
        },
    )
    return found
