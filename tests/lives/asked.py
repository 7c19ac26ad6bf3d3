"""What a session asks for, as values of a life."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import Measure
from routines.facts.duration import length_of
from routines.models import Plan, Session, SessionItem
from tests.lives.body import Asked
from tests.lives.record import Lift


def items_of(session: Session, user: User, plan: Plan) -> list[SessionItem]:
    """Return the exercises of a session, with the library's rows that are read once for all."""
    session.plan = plan
    items = list(session.items.all())
    for item in items:
        item.session, item.user = session, user
        item.exercise = library().get(item.exercise_id) or item.exercise
    return items


@cache
def library() -> Mapping[str, Exercise]:
    return Exercise.objects.filter(owner=None).in_bulk()


def asked_by(item: SessionItem, load: Decimal) -> Asked:
    span = item.exercise.dose.target
    return Asked(
        slug=item.exercise_id,
        pattern=item.exercise.pattern,
        is_timed=item.measure == Measure.SECONDS,
        usual=1.3 * (span.lo + span.hi) / 2,
        load=float(load),
        hold_s=item.hold_s,
        pause_s=item.pause_s,
        height_cm=float(item.height_cm),
        band=item.band,
    )


def lift_of(item: SessionItem) -> Lift:
    span, why = item.exercise.dose, item.reason
    return Lift(
        slug=item.exercise.name if item.exercise.owner_id else item.exercise_id,
        pattern=item.exercise.pattern,
        is_timed=item.measure == Measure.SECONDS,
        sets=item.sets,
        lo=item.lo,
        hi=item.hi,
        aim=item.aim,
        load=item.load or Decimal(0),
        hold_s=item.hold_s,
        pause_s=item.pause_s,
        height_cm=item.height_cm,
        band=item.band,
        library_lo=int(span.target.lo),
        library_hi=int(span.target.hi),
        library_sets=span.sets.lo,
        library_hold_s=span.hold_s or 0,
        rule=why.rule,
        code=str(why.code or ""),
        skipped=item.skipped,
        rung=rungs().get(item.exercise_id, 0),
        out_of_time=item.out_of_time,
    )


@cache
def rungs() -> Mapping[str, int]:
    """Return how many easier exercises lie below each one on its ladder."""
    easier = {slug: each.easier_id for slug, each in library().items()}

    def below(slug: str) -> int:
        return 0 if easier[slug] is None else 1 + below(easier[slug])

    return {slug: below(slug) for slug in easier}


def minutes(items: Sequence[SessionItem]) -> int:
    """Return how long a session takes that is done as asked."""
    return length_of(each for each in items if not each.skipped).minutes
