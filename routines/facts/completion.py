"""How much of a session was done, and whose form is still to be checked."""

from collections import Counter

from django.db.models import Exists, OuterRef

from exercises.vocabulary import Phase
from routines.models import Session, SessionItem, SetLog, Skip, Status

SESSIONS_CHECKED = 2


def to_check(session: Session) -> list[SessionItem]:
    """The exercises with sets in this session whose cues weren't seen to hold in two before it:
    whoever is new to one is asked (brief.md E6). Two queries."""
    logged = Exists(SetLog.objects.standing().filter(item=OuterRef("pk")))
    items = session.items.filter(logged, phase=Phase.STRENGTH).select_related("exercise")
    done = Session.objects.of(session.user).done()
    earlier = done.before(session.local_date, session.started_at)
    times = Counter(
        SessionItem.objects.of(session.user)
        .filter(session__in=earlier, exercise__in=[each.exercise_id for each in items])
        .filter(form_kept=True)
        .values_list("exercise", flat=True)
    )
    return [each for each in items if times[each.exercise_id] < SESSIONS_CHECKED]


def measured(session: Session) -> Status:
    """Completed with at least two thirds of the prescribed strength sets (brief.md F), and empty
    without any. What pain stopped and what was swapped for another isn't asked for; what was left
    out for want of time, kit or strength is."""
    items = SessionItem.objects.filter(session=session, phase=Phase.STRENGTH)
    logs = SetLog.objects.standing().ticks().filter(item__session=session)
    done = Counter(logs.values_list("item", flat=True))
    if not done:
        return Status.EMPTY
    prescribed = sum(
        item.rows_prescribed
        if item.skipped not in {"", Skip.HURTS}
        else item.rows_wanted(done[item.pk])
        for item in items
    )
    return Status.COMPLETED if done.total() * 3 >= prescribed * 2 else Status.PARTIAL
