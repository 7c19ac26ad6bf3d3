"""What a guest and an account agreed to and answered before training, made one."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import User
from routines.facts.clearance import standing_of
from routines.models import Agreement, Screening
from routines.planning.cautions import LoadKept
from routines.planning.questions import Outcome


def merge_agreements(guest: User, user: User, now: datetime) -> None:
    """Leave one standing agreement to each subject, to the newer wording; the others stay as a
    record. Two or three queries."""
    standing: dict[str, Agreement] = {}
    both = Agreement.objects.filter(user__in=(guest, user), withdrawn_at=None)
    for each in both.order_by("version", "-given_at"):
        older = standing.get(each.subject)
        standing[each.subject] = each
        if older is not None:
            Agreement.objects.filter(pk=older.pk).update(withdrawn_at=now)


def merge_screening(guest: User, user: User) -> None:
    """Leave one verdict, the stricter in each part; nothing is lifted."""
    rows = list(Screening.objects.filter(user__in=(guest, user)))
    if len(rows) < 2:
        return
    kept = next(each for each in rows if each.user_id == user.pk)
    for name, value in _stricter(rows).items():
        setattr(kept, name, value)
    kept.save()
    Screening.objects.of(guest).delete()


def _stricter(rows: list[Screening]) -> dict[str, object]:
    """Return the columns of two verdicts as one.

    A clearance counts only if each of the two that needs one has it. The questions are asked again
    a year after the later answers, whose cautions are among them.
    """
    waiting = [each for each in rows if each.waits]
    answered = max(waiting or rows, key=lambda each: each.answered_on or date.min)
    uncleared = [each for each in rows if _needs_clearance(each)]
    cleared = [day for day in (each.cleared_on for each in rows) if day]
    flagged = [day for day in (each.flagged_on for each in rows) if day]
    kept = _both_kept([each.load_kept for each in rows])
    return {
        "answered_on": answered.answered_on,
        "text_version": answered.text_version,
        "outcome": max(each.outcome for each in rows),
        "standing": max(standing_of(each) for each in rows),
        "flagged_on": max(flagged, default=None),
        "tags": sorted({tag for each in rows for tag in each.tags}),
        "looks": sorted({look for each in rows for look in each.looks}),
        "waits": bool(waiting),
        "is_65_or_older": any(each.is_65_or_older for each in rows),
        "cleared_on": None if uncleared else max(cleared, default=None),
        "load_kept_from": kept.since if kept else None,
        "load_kept_to": kept.to if kept else None,
    }


def _needs_clearance(screening: Screening) -> bool:
    return Outcome(screening.outcome).needs_a_professional and screening.cleared_on is None


def _both_kept(periods: Iterable[LoadKept | None]) -> LoadKept | None:
    """Return the days from the first of two periods to the last; open if one of them is."""
    found = [each for each in periods if each]
    if not found:
        return None
    ends = [each.to for each in found if each.to]
    to = max(ends) if len(ends) == len(found) else None
    return LoadKept(since=min(each.since for each in found), to=to)
