"""The log: sessions, and the exercises in them as they were prescribed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from backhealth.prepared import Given
from routines.models.last_word import Word, is_overruled, moment
from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet
from routines.models.plan import Plan
from routines.models.prescribed import Prescribed
from routines.models.routine import DAYS
from routines.models.set_log import LoggedRow, SetLog, Side, rows_of
from routines.planning.cut_offs import Stop, Zone, amber_from, why_stop, zone
from routines.planning.find_weight import Finds
from routines.planning.why import Why


class Status(models.TextChoices):
    """EMPTY: finished, with none of its sets left. DISCARDED: set aside while it ran. TAKEN_BACK:
    brought along from elsewhere, and taken back with all that came with it."""

    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    PARTIAL = "partial"
    EMPTY = "empty"
    DISCARDED = "discarded"
    TAKEN_BACK = "taken_back"


# The letter of a session that began empty, for something else than a day of the routine.
NOTHING_PLANNED = "X"
DONE = (Status.COMPLETED, Status.PARTIAL)
FINISHED = (*DONE, Status.EMPTY)


class Skip(models.TextChoices):
    """Why an exercise was left out.

    PHASE: the whole warm-up or cool-down was. OTHER: the reason is no longer stored.
    """

    BUSY = "busy"
    KIT = "kit"
    TIRED = "tired"
    HURTS = "hurts"
    PHASE = "phase"
    OTHER = "other"


class SessionQuerySet(OwnedQuerySet["Session"]):
    def standing(self) -> "SessionQuerySet":
        """Filter out the sessions that were removed."""
        return self.filter(removed_at=None)

    def removed(self) -> "SessionQuerySet":
        # In these words SQLite finds the index of the few that were.
        removed = self.filter(removed_at__isnull=False)
        return removed.exclude(status=Status.TAKEN_BACK)

    def done(self) -> "SessionQuerySet":
        return self.standing().filter(status__in=DONE)

    def began(self) -> "SessionQuerySet":
        """Filter the sessions that are done or running."""
        return self.standing().filter(status__in=(*DONE, Status.IN_PROGRESS))

    def in_progress(self) -> "SessionQuerySet":
        return self.filter(status=Status.IN_PROGRESS)

    def between(self, first: date | Given, last: date | Given) -> "SessionQuerySet":
        """Filter the days from `first` to `last`, both included."""
        return self.filter(local_date__range=(first, last))

    def before(self, day: date | Given, moment: datetime | Given) -> "SessionQuerySet":
        """Filter the sessions of earlier days, and those of the same day that began earlier."""
        return self.filter(Q(local_date__lt=day) | Q(local_date=day, started_at__lt=moment))

    def in_the_log(self) -> "SessionQuerySet":
        """Filter what History shows: finished sessions, and discarded ones that have a set."""
        logged = SetLog.objects.standing().filter(item__session=OuterRef("pk"))
        set_aside = Q(status=Status.DISCARDED) & Exists(logged)
        return self.standing().filter(Q(status__in=FINISHED) | set_aside)


class Session(Owned):
    """One workout. The key comes from the page, so that starting twice starts once.

    `local_date` and `time_zone` are the person's own when it began: later travel moves nothing.
    `wanted_a_week` is the number of sessions a week that the person had chosen then. `rir`: effort
    of the whole session. `written_later`: logged on a day after the training itself, so that
    nothing is timed. `eased`: why it asks for less than the plan (planning.easing.Reason); "" if it
    doesn't. `short`: the form of about twenty minutes. `pain` is the highest of the session, 0 to
    10; `pain_before` the pain before it, and `tiredness` 1 to 5; None if not reported.
    `usual_pain`: the usual pain when it began, with which its pain is compared; None if it wasn't
    known. `stopped`: because of a stop sign. A running rest began at `rest_started_at` and lasts
    `rest_s` seconds. `said_ts`: when its end was last reported, `order_ts`: when its exercises were
    last put in order, by the person's device. A session with `removed_at` counts nowhere, and can
    be brought back. `programme_day` is NOTHING_PLANNED if it began without exercises; `day_name`
    is what the person called that day of their routine. Not `for_targets`: it was brought along
    from elsewhere long after it was trained, so that the log and its charts know it, and neither
    targets nor levels nor anything else that looks at what was done (docs/decisions/0046).
    """

    merging: ClassVar[Merging] = Rule.MOVES
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, related_name="+")
    programme_day = models.CharField(
        max_length=1, choices=[*DAYS, (NOTHING_PLANNED, NOTHING_PLANNED)]
    )
    day_name = models.CharField(max_length=60, blank=True)
    wanted_a_week = models.PositiveSmallIntegerField()
    off_plan = models.BooleanField(default=False)
    written_later = models.BooleanField(default=False)
    for_targets = models.BooleanField(default=True)
    eased = models.CharField(max_length=20, blank=True)
    short = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.IN_PROGRESS)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    local_date = models.DateField()
    time_zone = models.CharField(max_length=64)
    rir = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True)
    usual_pain = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    tiredness = models.PositiveSmallIntegerField(null=True, blank=True)
    stopped = models.BooleanField(default=False)
    rest_started_at = models.DateTimeField(null=True, blank=True)
    rest_s = models.PositiveSmallIntegerField(null=True, blank=True)
    said_ts = models.DateTimeField(null=True, blank=True)
    order_ts = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-local_date", "-started_at"]
        indexes = [
            models.Index(fields=["user", "local_date"], name="session_user_day"),
            # Few are, and History asks for them each time.
            models.Index(
                fields=["user", "local_date"],
                condition=Q(removed_at__isnull=False),
                name="session_removed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(status=Status.IN_PROGRESS),
                name="session_one_in_progress_a_person",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="session_status_known"
            ),
            models.CheckConstraint(
                condition=Q(rir__isnull=True) | Q(rir__lte=5), name="session_rir_to_5"
            ),
            models.CheckConstraint(
                condition=Q(status__in=DONE, finished_at__isnull=False) | ~Q(status__in=DONE),
                name="session_done_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(pain__isnull=True) | Q(pain__lte=10), name="session_pain_to_10"
            ),
            models.CheckConstraint(
                condition=Q(pain_before__isnull=True) | Q(pain_before__lte=10),
                name="session_pain_before_to_10",
            ),
            models.CheckConstraint(
                condition=Q(usual_pain__isnull=True) | Q(usual_pain__range=(0, 10)),
                name="session_usual_pain_to_10",
            ),
            models.CheckConstraint(
                condition=Q(tiredness__isnull=True) | Q(tiredness__range=(1, 5)),
                name="session_tiredness_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(rest_s__isnull=True) | Q(rest_s__lte=3600), name="session_rest_to_3600"
            ),
            models.CheckConstraint(
                condition=Q(rest_started_at__isnull=True) | Q(rest_s__isnull=False),
                name="session_rest_has_a_length",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_date} {self.programme_day} {self.status}"

    @property
    def is_beside_the_routine(self) -> bool:
        """Whether it began with nothing planned, and takes no day's turn."""
        return self.programme_day == NOTHING_PLANNED

    @property
    def is_running(self) -> bool:
        return self.status == Status.IN_PROGRESS

    @property
    def is_live(self) -> bool:
        """Whether it is being trained now, so that rests and timers make sense."""
        return self.is_running and not self.written_later

    @property
    def amber_from(self) -> int:
        """The lowest pain that is more than this person's usual allows without care."""
        return amber_from(self.usual_pain)

    def rest_left(self, now: datetime) -> int:
        """Return the seconds left of the running rest; 0 if none runs.

        A rest that would begin later than now was written while this server's clock was wrong, and
        is over.
        """
        if self.rest_started_at is None or self.rest_s is None:
            return 0
        over = int((now - self.rest_started_at).total_seconds())
        return max(0, self.rest_s - over) if over >= 0 else 0


class SessionItemQuerySet(OwnedQuerySet["SessionItem"]):
    """Named so that mypy finds it behind a related manager."""


class SessionItem(Owned, Prescribed):
    """One exercise in a session: the prescription as it was then, under the name it had then.

    `previous` are the sets of the last time, as JSON objects {number, side, amount, load, unit,
    rir, note}; rows from before 2026-12 have no rir and no note. `ticked_at` is for warm-up and
    cool-down, which have no sets to log. `pain` is the last report during the exercise, 0 to 10,
    None if it doesn't hurt any more; `pain_low` and `pain_high` are the lowest and the highest
    report. `skipped` is why it was left out. An item with `swapped_at` is no longer in the session;
    its substitute has it as `instead_of`, unless it was `removed` before it was begun. `added`: the
    person put it into the session. Neighbours with the same `superset` are done in turn, with no
    rest until the last of them; 0 alone. `form_kept`: whether the person kept to the cues. `why`
    explains the target, as it was shown then (`planning.why.Why` as JSON); empty
    before the first time. `ticked_ts`, `pain_ts`, `skipped_ts`, `removed_ts`: when each was last
    changed, by the person's device; an earlier change that arrives later has no effect.
    `out_of_time`: the sets of the target that were left out to keep the session's time.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    exercise_name = models.CharField(max_length=100)
    previous = models.JSONField(default=list)
    ticked_at = models.DateTimeField(null=True, blank=True)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_low = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_high = models.PositiveSmallIntegerField(null=True, blank=True)
    skipped = models.CharField(max_length=5, choices=Skip.choices, blank=True)
    swapped_at = models.DateTimeField(null=True, blank=True)
    instead_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    form_kept = models.BooleanField(null=True, blank=True)
    why = models.JSONField(default=dict, blank=True)
    ticked_ts = models.DateTimeField(null=True, blank=True)
    pain_ts = models.DateTimeField(null=True, blank=True)
    skipped_ts = models.DateTimeField(null=True, blank=True)
    out_of_time = models.PositiveSmallIntegerField(default=0)
    superset = models.PositiveSmallIntegerField(default=0)
    added = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    removed_ts = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SessionItemQuerySet.as_manager()

    class Meta(Prescribed.Meta):
        # Of two in the same position the one that was swapped out comes first: its key is older.
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["user", "exercise"], name="sessionitem_user_exercise"),
            # Back through the sessions until one has the exercise, and whether its form was right.
            models.Index(fields=["session", "exercise"], name="sessionitem_session_exercise"),
            models.Index(
                fields=["user", "exercise"],
                condition=Q(form_kept=True),
                name="sessionitem_form_kept",
            ),
            models.Index(
                fields=["session", "pain_high"],
                condition=Q(pain_high__isnull=False),
                name="sessionitem_hurt",
            ),
        ]
        constraints = [
            *Prescribed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pain__isnull=True) | Q(pain__lte=10), name="sessionitem_pain_to_10"
            ),
            # No report is above the highest: that decides about the next target.
            models.CheckConstraint(
                condition=Q(pain__isnull=True)
                | Q(pain_high__isnull=False, pain_high__gte=models.F("pain")),
                name="sessionitem_pain_has_a_highest",
            ),
            models.CheckConstraint(
                condition=Q(skipped__in=["", *Skip.values]), name="sessionitem_skip_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.exercise_name}"

    @property
    def reason(self) -> Why:
        """What made the target so, as it was explained when the session began."""
        return Why.from_json(self.why)

    @property
    def finds(self) -> Finds | None:
        """Which way the session looks for its weight; None if it doesn't."""
        finds = self.why.get("finds")
        return Finds(finds) if finds else None

    @property
    def zone(self) -> Zone | None:
        """The zone of the pain last reported; None without a report. Reads its session."""
        return None if self.pain is None else zone(self.pain, self.session.usual_pain)

    @property
    def stop(self) -> Stop | None:
        """Why this exercise is stopped for the day (brief.md D3); None if it isn't.

        Red pain stops it even if the pain has eased since. Reads its session, if there is a report.
        """
        said = [each for each in (self.pain_high, self.pain_low, self.pain) if each is not None]
        return why_stop(tuple(said), self.session.usual_pain) if said else None

    @property
    def rows_prescribed(self) -> int:
        """The number of rows to tick: one for each set, or one for each set and side."""
        return self.sets * (2 if self.side_by_side else 1)

    def previous_of(self, number: int | str, side: str) -> dict[str, Any] | None:
        """Return the same set of the last time; None if there was none.

        It has `amount_right`, `load_right` and `unit_right` too if one row holds both sides.
        """
        sets = [each for each in self.previous if str(each["number"]) == str(number)]
        by_side = {each["side"]: each for each in sets}
        if not self.is_paired or Side.LEFT not in by_side:
            return by_side.get(side)
        right = by_side.get(Side.RIGHT, by_side[Side.LEFT])
        of_right = {f"{name}_right": right[name] for name in ("amount", "load", "unit")}
        return by_side[Side.LEFT] | of_right

    def logged_rows(self) -> "list[LoggedRow]":
        """Return its sets as rows. Reads `set_logs`, so prefetch those."""
        return self.rows_of(self.set_logs.all())

    def rows_of(self, logs: "Iterable[SetLog]") -> "list[LoggedRow]":
        """Group these logs of the item into rows: alternating sides share one, left and right."""
        return rows_of(logs, is_paired=self.is_paired)

    def write_if_newer(self, stamp: str, now: datetime, word: Word | None, **said: Any) -> None:
        """Write what was reported, unless something newer is stored.

        `stamp` names the column with the time of the change. Locks the row, so call it in a
        transaction.
        """
        row = SessionItem.objects.select_for_update(no_key=True).get(pk=self.pk)
        said |= {stamp: moment(word, now)}
        if is_overruled(word, by=getattr(row, stamp)):
            said = {name: getattr(row, name) for name in said}
        else:
            SessionItem.objects.filter(pk=self.pk).update(**said)
        for name, value in said.items():
            setattr(self, name, value)

    def rows_wanted(self, done: int) -> int:
        """Return how many rows the session counts for it, with `done` rows logged.

        An exercise that was skipped or swapped out counts only the rows already done.
        """
        return done if self.skipped or self.swapped_at else self.rows_prescribed
