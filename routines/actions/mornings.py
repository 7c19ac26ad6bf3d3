"""What a person reports about the back from day to day; stored only with their consent."""

from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from exercises.models import Exercise
from routines.actions.checkpoints import forget_since
from routines.actions.schedule import replan
from routines.facts.back_state import back_state, with_morning
from routines.facts.consent import refuse_unless_agreed
from routines.models import FlareMark, MorningCheck, ProfessionalCheck, Said
from routines.models.last_word import Word, is_overruled, moment


@transaction.atomic
def record_morning(  # noqa: PLR0913 — the report, and its times
    *,
    user: User,
    day: date,
    pain: int,
    sore: bool,
    today: date,
    now: datetime,
    word: Word | None = None,
) -> MorningCheck:
    """Store or correct the entry of a day, and return the entry that is stored then.

    An entry changed later than `word`, the time of a change that a device sent late, stays as it
    is. Plans anew if the way back from a flare begins or ends with it. Raises NotAgreed.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    there = MorningCheck.objects.of(user).filter(day=day).first()
    if there is not None and is_overruled(word, by=there.recorded_at):
        return there
    back = back_state(user, today)
    forget_since(user, day)  # and the day before it, whose session is judged by this morning, too
    found = there or MorningCheck(user=user, day=day)
    found.pain, found.sore, found.recorded_at = pain, sore, moment(word, now)
    found.save(force_insert=there is None, force_update=there is not None)
    if with_morning(back, day, pain).is_ramping != back.is_ramping:
        replan(user=user, today=today)
    return found


@transaction.atomic
def say_flare(*, user: User, kind: str, today: date) -> FlareMark:
    """Record that the back flares up, or that it has settled; the last report of a day counts.

    Raises NotAgreed.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    forget_since(user, today)
    found, _made = FlareMark.objects.update_or_create(
        user=user, day=today, defaults={"kind": Said(kind)}
    )
    replan(user=user, today=today)
    return found


def say_usual_pain(*, user: User, pain: int | None) -> User:
    """Store the usual pain, 0 to 10, which counts until there are enough mornings.

    None removes it. Raises NotAgreed.
    """
    if pain is not None:
        refuse_unless_agreed(user)
    user.usual_pain = pain
    user.save(update_fields=["usual_pain"])
    return user


def record_check(*, user: User, exercise: Exercise, name: str, day: date) -> ProfessionalCheck:
    """Record who checked the person's form in an exercise; only the last check is kept.

    Raises NotAgreed.
    """
    refuse_unless_agreed(user)
    found, _made = ProfessionalCheck.objects.update_or_create(
        user=user, exercise=exercise, defaults={"name": name, "day": day}
    )
    return found
