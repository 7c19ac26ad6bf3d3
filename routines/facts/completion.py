"""How much of a session was done, and which exercises' form is still to be checked."""

from collections import Counter

from django.db.models import Exists, OuterRef

from exercises.vocabulary import Phase
from routines.models import Session, SessionItem, SetLog, Skip, Status

SESSIONS_CHECKED = 2


def to_check(session: Session) -> list[SessionItem]:
    """Return the exercises with sets in this session whose form is still to be asked about.

    They are asked about until the form was right in two earlier sessions (brief.md E6). Two
    queries.
    """
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
    """Return the status of a finished session. Two queries at most.

    COMPLETED with at least two thirds of the prescribed strength sets (brief.md F), EMPTY without
    any. Sets stopped by pain or swapped out don't count as prescribed; sets left out for lack of
    time, equipment or strength do.
    """
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
