"""The sheet for an appointment, read from the log: only the parts that its owner ticked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from history.facts.adherence import adherence_of
from history.facts.back import back_over
from history.facts.left_out import LeftOut, left_out_in
from history.facts.report_exercises import RoutineThenAndNow, routine_then_and_now
from history.facts.report_pain import PainOfPeriod, pain_of
from history.facts.report_tests import Scored, TestedSide, activities_in, sides_tested_in
from history.planning.adherence import Adherence
from history.planning.report import Interval, Part
from routines.models import Screening, Session


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a sheet shows. A part that wasn't ticked is None, and nothing was read for it.

    `stops`: the days on which a stop sign ended a session; the sign itself is never stored.
    """

    period: Interval
    today: date
    parts: Collection[Part]
    adherence: Adherence | None = None
    routine: RoutineThenAndNow | None = None
    pain: PainOfPeriod | None = None
    left_out: list[LeftOut] | None = None
    tests: list[TestedSide] | None = None
    activities: Scored | None = None
    stops: list[date] | None = None
    check: Screening | None = None

    @property
    def shows_check(self) -> bool:
        """Whether the result of the questions is shown; `check` is None if there is none."""
        return Part.CHECK in self.parts

    @property
    def shows_activities(self) -> bool:
        """Whether the activities are shown; `activities` is None if none were scored."""
        return Part.ACTIVITIES in self.parts

    @property
    def has_room_for_changes(self) -> bool:
        return Part.NOTES in self.parts


def report_of(user: User, period: Interval, parts: Collection[Part], today: date) -> Report:
    """Return the sheet of a person about a period, as the log is now."""
    back = back_over(user, period)
    with_routine, with_pain = Part.EXERCISES in parts, Part.PAIN in parts
    return Report(
        period=period,
        today=today,
        parts=parts,
        routine=routine_then_and_now(user, period) if with_routine else None,
        pain=pain_of(back, period, user.week_start) if with_pain else None,
        adherence=adherence_of(user, period, back, today) if Part.OFTEN in parts else None,
        left_out=left_out_in(user, period) if Part.CHANGES in parts else None,
        tests=sides_tested_in(user, period) if Part.TESTS in parts else None,
        activities=activities_in(user, period) if Part.ACTIVITIES in parts else None,
        stops=_stops(user, period) if Part.STOPS in parts else None,
        check=Screening.objects.of(user).first() if Part.CHECK in parts else None,
    )


def _stops(user: User, period: Interval) -> list[date]:
    stopped = Session.objects.of(user).standing().filter(stopped=True)
    return list(
        stopped.between(period.first, period.last)
        .order_by("local_date")
        .values_list("local_date", flat=True)
    )
