"""The rows of the log that sessions of a file become, beside what the log has of them already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from accounts.models import User
from backhealth.prepared import Inserted
from exchange.facts.known_sessions import (
    Known,
    exported_from_here,
    known_activities,
    known_sessions,
    taken_back_at,
)
from exchange.facts.newest import Shown, newest, shown
from exchange.logs.content import Content, PlannedActivity, PlannedSet, item_key
from exchange.logs.rows import App, Row
from exchange.models import ImportedActivity, ImportedSession, LogImport
from exercises.decimals import decimal_text
from exercises.models import Exercise
from exercises.vocabulary import Phase
from history.models import Activity
from history.planning.activities import Kind
from routines import actions as training
from routines.facts.clearance import care_for
from routines.facts.doses import first_dose
from routines.models import Plan, Session, SessionItem, SetLog, Status, other_side
from routines.models.session import NOTHING_PLANNED
from routines.planning.dose import Dose

# Targets know the last weeks only: earlier ones show little about today.
SPEAKS_FOR = timedelta(weeks=8)
# A file that knows the day alone; the log puts sessions of a past day at noon, too.
NOON = time(12)
LONGEST_DAY_NAME = 60
LONGEST_NOTE = 500
LONGEST_ACTIVITY_NOTE = 200
MADE_FROM_CONTENT = 5  # the version of such keys
DEFAULT_A_WEEK = 2

_insert_activities = Inserted(Activity)
_insert_links = Inserted(ImportedSession)
_insert_activity_links = Inserted(ImportedActivity)


@dataclass(frozen=True)
class Words:
    """Words that are written into notes."""

    warm_up: str
    drop: str


class Compared:
    """The rows of some sessions, one session added after the other.

    `counts` by what the preview names; `since`: the first day of those that targets know, as text,
    None without any.
    """

    def __init__(
        self,
        log_import: LogImport,
        sessions: Sequence[tuple[UUID, Sequence[Row]]],
        today: date,
        words: Words,
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.since: str | None = None
        self._import, self._user, self._words = log_import, log_import.user, words
        self._speaks_from = today - SPEAKS_FOR
        self._known = known_sessions(self._user, [key for key, _rows in sessions])
        texts = {rows[0].session for _key, rows in sessions}
        is_ours = log_import.app == App.OURS
        self._from_here = exported_from_here(self._user, texts) if is_ours else set()
        self._gone = taken_back_at(self._user)
        self._doses = Doses(self._user)
        plan = Plan.objects.of(self._user).current().first()
        self._wanted = plan.sessions_per_week if plan else DEFAULT_A_WEEK
        self._new: dict[str, list[Any]] = defaultdict(list)
        self._keys: dict[str, list[UUID]] = defaultdict(list)
        self._counted: list[tuple[SessionItem, list[SetLog]]] = []
        self._links: list[ImportedSession] = []
        self._activities: dict[UUID, Activity] = {}
        self._shown: list[Shown] = []

    def add(self, key: UUID, rows: Sequence[Row], content: Content) -> None:
        for each in content.activities:
            self._activities[each.key] = self._activity(rows[0], each)
        if not content.sets:
            return
        if rows[0].session in self._from_here:
            self._count_there(len(content.sets))
            return
        known = self._known.get(key)
        if known is None:
            session = self._session(key, rows)
            self._new["sessions"].append(session)
            self._put(Known(session=session), content.sets, "new")
        elif known.session.status == Status.TAKEN_BACK:
            self._keys["again"].append(key)
            self._put(known, content.sets, "again")
        elif known.session.removed_at:
            self._count_there(len(content.sets))
        else:
            self._put(known, content.sets, "more")

    def _count_there(self, sets: int) -> None:
        self.counts["there_sessions"] += 1
        self.counts["there_sets"] += sets

    def _put(self, known: Known, planned: Sequence[PlannedSet], how: str) -> None:
        """Add the sets that the log doesn't have; `how`: to a new session, to one that is shown
        again, or more to one of the log."""
        gone = self._gone_of(known, is_again=how == "again")
        logs = {key: (each, side) for each in planned for key, side in _logs_of(each)}
        missing = {key: each for key, each in logs.items() if key in gone or key not in known.logs}
        restored = {key for key in missing if key in gone and known.logs[key].client_ts}
        replaced = {key for key in missing if key in gone} - restored
        if how == "more" and not missing:
            self._count_there(len(planned))
            return
        standing = {
            key: log
            for key, log in known.logs.items()
            if key not in replaced and (log.removed_at is None or key in restored)
        }
        if how == "again":
            dropped = {key for key in gone if key not in logs and key in standing}
            self._keys["dropped"] += dropped
            standing = {key: log for key, log in standing.items() if key not in dropped}
        added = {key: each for key, each in missing.items() if key not in restored}
        by_item = self._with_items(known, added, standing)
        self._keys["replaced"] += replaced
        self._keys["restored"] += restored
        self._link(known.session, missing if how == "more" else ())
        self._note_counts(how, logs, missing)
        if how == "more":
            self._keys["extended"].append(known.session.pk)
        elif known.session.removed_at is None:
            self._counted += by_item
        self._speak(known.session)
        # Sets that come back as they were stay with their exercise, also if its name means another
        # one by now.
        if sets := {each.key: each for each, _side in added.values()}:
            items = [item for item, _logs in by_item]
            self._shown.append(shown(known.session, sets.values(), items))

    @property
    def newest(self) -> list[Shown]:
        """The newest sessions of which something is written."""
        return newest(self._shown)

    def _gone_of(self, known: Known, *, is_again: bool) -> set[UUID]:
        """Return the sets that an import took back: those that it wrote and nobody corrected are
        written anew, as the names may stand for something else now."""
        return {
            key
            for key, log in known.logs.items()
            if log.removed_at in self._gone
            or (
                is_again
                and log.removed_at is None
                and log.client_ts is None
                and key.version == MADE_FROM_CONTENT
            )
        }

    def _with_items(
        self,
        known: Known,
        added: Mapping[UUID, tuple[PlannedSet, str]],
        standing: Mapping[UUID, SetLog],
    ) -> list[tuple[SessionItem, list[SetLog]]]:
        """Make the sets that are added, and the exercises that they need; return each exercise with
        all its sets."""
        session, items = known.session, dict(known.items)
        by_item: dict[UUID, list[SetLog]] = {key: [] for key in items}
        for log in standing.values():
            by_item[log.item_id].append(log)
        by_slug: dict[str, list[tuple[UUID, PlannedSet, str]]] = defaultdict(list)
        for key, (each, side) in added.items():
            by_slug[each.slug].append((key, each, side))
        for slug, sets in by_slug.items():
            key = item_key(session.pk, slug)
            if key not in items:
                position = 1 + max((each.position for each in items.values()), default=0)
                items[key] = self._item(session, key, slug, position, [each for _, each, _ in sets])
                by_item[key] = []
                self._new["items"].append(items[key])
            taken = {(log.side, log.number) for log in by_item[key]}
            for pk, each, side in sets:
                before = known.logs[pk].number if pk in known.logs else 1
                log = _log(items[key], pk, each, side, _free(side, before, taken))
                by_item[key].append(log)
                self._new["sets"].append(log)
        for key, item in known.items.items():
            if item.removed and by_item[key]:
                self._keys["refilled"].append(key)
            elif not item.swapped_at and not by_item[key]:
                self._keys["emptied"].append(key)
        return [(items[key], logs) for key, logs in by_item.items() if logs]

    def _session(self, key: UUID, rows: Sequence[Row]) -> Session:
        row = rows[0]
        began = row.began if row.timed else datetime.combine(row.began, NOON)
        # In the hour that summer time skips, the clock goes on as if it hadn't.
        started = began.replace(tzinfo=self._user.zone).astimezone(UTC)
        minutes = next((each.minutes for each in rows if each.minutes), 0)
        note = next((each.workout_note for each in rows if each.workout_note), "")
        day = row.began.date()
        return Session(
            id=key,
            user=self._user,
            programme_day=NOTHING_PLANNED,
            day_name=" ".join(row.workout.split())[:LONGEST_DAY_NAME],
            wanted_a_week=self._wanted,
            off_plan=True,
            written_later=True,
            for_targets=day >= self._speaks_from,
            status=Status.COMPLETED,
            started_at=started,
            finished_at=started + timedelta(minutes=minutes),
            local_date=day,
            time_zone=self._user.time_zone,
            note=note[:LONGEST_NOTE],
        )

    def _item(
        self, session: Session, key: UUID, slug: str, position: int, sets: Sequence[PlannedSet]
    ) -> SessionItem:
        exercise, dose = self._doses.of(slug, sets)
        return SessionItem(
            id=key,
            user=self._user,
            session=session,
            exercise=exercise,
            exercise_name=exercise.name,
            position=position,
            **dose.columns(),
        )

    def _activity(self, row: Row, each: PlannedActivity) -> Activity:
        way = f"{decimal_text(round(each.metres / 1000, 2))} km" if each.metres else ""
        note = ", ".join(filter(None, [each.name, way]))
        return Activity(
            id=each.key,
            user=self._user,
            day=row.began.date(),
            kind=kind_of(each.name),
            minutes=each.minutes,
            note=note[:LONGEST_ACTIVITY_NOTE],
        )

    def _link(self, session: Session, sets: Iterable[UUID]) -> None:
        self._links.append(
            ImportedSession(
                user=self._user,
                of=self._import,
                session=session,
                sets=[str(key) for key in sets],
            )
        )

    def _note_counts(
        self, how: str, logs: Mapping[UUID, tuple[PlannedSet, str]], missing: Iterable[UUID]
    ) -> None:
        all_keys = {each.key for each, _side in logs.values()}
        new = {logs[key][0].key for key in missing}
        self.counts[f"{how}_sessions"] += 1
        self.counts[f"{how}_sets"] += len(new)
        self.counts["there_sets"] += len(all_keys - new)

    def _speak(self, session: Session) -> None:
        if session.for_targets:
            day = session.local_date.isoformat()
            self.since = min(self.since or day, day)

    def as_json(self) -> dict[str, Any]:
        """Return all that is written, as JSON keeps it."""
        known = known_activities(self._user, self._activities)
        new = [each for key, each in self._activities.items() if key not in known]
        again = [key for key, removed in known.items() if removed in self._gone]
        self.counts["activities"] += len(new) + len(again)
        self.counts["there_activities"] += len(known) - len(again)
        past = training.past_rows(
            sessions=self._new["sessions"],
            items=self._new["items"],
            sets=self._new["sets"],
            counted=self._counted,
            **self._keys,
        )
        links = [
            ImportedActivity(user=self._user, of=self._import, activity_id=key)
            for key in [*(each.pk for each in new), *again]
        ]
        return {
            "past": vars(past),
            "links": _insert_links.rows(self._links),
            "activities": _insert_activities.rows(new),
            "activities_again": [str(key) for key in again],
            "activity_links": _insert_activity_links.rows(links),
        }


class Doses:
    """What an exercise of a session says was asked for: what was done, as nothing was asked."""

    def __init__(self, user: User) -> None:
        self._user = user
        self._exercises: dict[str, tuple[Exercise, Dose]] = {}
        self._careful = care_for(user).careful

    def of(self, slug: str, sets: Sequence[PlannedSet]) -> tuple[Exercise, Dose]:
        if slug not in self._exercises:
            exercise = Exercise.objects.visible_to(self._user).get(slug=slug)
            first = first_dose(exercise, self._user, careful=self._careful)
            self._exercises[slug] = exercise, first
        exercise, first = self._exercises[slug]
        amounts = [each.amount for each in sets]
        heaviest = max(sets, key=lambda each: (each.load is not None, each.load or 0))
        dose = replace(
            first,
            phase=Phase.STRENGTH.value,
            sets=len(sets) if len(sets[0].sides) == 1 else len({each.key for each in sets}),
            lo=min(amounts),
            hi=max(amounts),
            aim=max(amounts),
            takes_load=first.takes_load or heaviest.load is not None,
            load=heaviest.load,
            load_unit=heaviest.unit if heaviest.load is not None else first.load_unit,
            height_cm=first.height_cm * 0,
            band=0,
            hold_s=0,
        )
        return exercise, dose


WALKS = ("walk", "hik", "stroll")


def kind_of(name: str) -> str:
    """Return the kind of an activity by its name."""
    text = name.casefold()
    return (Kind.WALK if any(word in text for word in WALKS) else Kind.OTHER).value


def _logs_of(each: PlannedSet) -> list[tuple[UUID, str]]:
    """Return the key and the side of each log of a set."""
    keys = [each.key, other_side(each.key)]
    return list(zip(keys, each.sides, strict=False))


def _free(side: str, first: int, taken: set[tuple[str, int]]) -> int:
    """Return the number for a set, its own if that is free, and take it."""
    number = next(number for number in count(first) if (side, number) not in taken)
    taken.add((side, number))
    return number


def _log(item: SessionItem, pk: UUID, each: PlannedSet, side: str, number: int) -> SetLog:
    log = SetLog(
        id=pk,
        user_id=item.user_id,
        item=item,
        number=number,
        side=side,
        amount=each.amount,
        rir=each.rir,
        note=each.note,
        logged_at=item.session.started_at,
    )
    log.weigh(each.load, each.unit)
    return log
