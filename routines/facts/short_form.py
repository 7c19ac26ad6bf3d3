"""The exercises of the short form of a session, about twenty minutes (brief.md S7)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from accounts.models import User
from exercises.vocabulary import Caution, Pattern, Phase
from routines.facts.clearance import Care
from routines.facts.doses import ExerciseDose
from routines.facts.duration import seconds_asked, with_sets
from routines.models import Session, SetLog
from routines.planning.short_form import (
    COOL_DOWN,
    SETS,
    Candidate,
    kept_strength,
    kept_warm_up,
)


def shortened(
    exercises: Sequence[ExerciseDose], user: User, care: Care, today: date
) -> list[ExerciseDose]:
    """Return what the short form keeps of a session: five minutes of warm-up, four exercises with
    two sets, a walk. One query."""
    strength = [each for each in exercises if each.dose.is_strength and not each.left_out]
    last = _last_done(user, [each.slug for each in strength], today)
    candidates = [
        Candidate(slug=each.slug, pattern=Pattern(each.exercise.pattern), last=last.get(each.slug))
        for each in strength
    ]
    balance = care.is_65 or Caution.BALANCE_POOR in care.cautions
    warm_up = [
        (each.slug, seconds_asked(each)) for each in exercises if each.dose.phase == Phase.WARM_UP
    ]
    kept = kept_strength(candidates, balance=balance) | kept_warm_up(warm_up) | COOL_DOWN
    return [
        with_sets(each, min(each.dose.sets, SETS)) if each.dose.is_strength else each
        for each in exercises
        if each.slug in kept
    ]


def _last_done(user: User, slugs: Sequence[str], today: date) -> dict[str, date]:
    """Return the last day on which each exercise was done before today. One query."""
    done = Session.objects.of(user).done().filter(local_date__lt=today)
    logs = SetLog.objects.of(user).standing()
    logs = logs.filter(item__session__in=done, item__exercise__in=slugs)
    rows = logs.values_list("item__exercise").annotate(last=Max("item__session__local_date"))
    return dict(rows)
