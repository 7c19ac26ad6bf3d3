"""Where exercises stand after all that was logged and reported: rows → values of `planning`.

The fold begins at the latest checkpoint that may be used, or with the first session if there is
none; both ways lead to the same (docs/decisions/0023).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeAlias

from django.db.models import DateTimeField, Q

from backhealth.prepared import Given, Prepared
from exercises.rungs import Way
from routines.facts.back_state import BackState, DoneSession, back_state, courses, reaching
from routines.facts.checkpoints import Checkpoint, inputs_digest, stored_checkpoints
from routines.facts.clearance import Care, care_for
from routines.facts.doses import ExerciseDose
from routines.facts.duration import most_sets
from routines.facts.exercise_rules import rules_of
from routines.facts.performances import (
    Before,
    DatedPerformance,
    Log,
    comfortable_after,
    days_of_patterns,
    nothing_said,
    performances,
    read_log,
)
from routines.models import Plan, TargetOverride
from routines.models.owned import FIRST, LAST, PERSON
from routines.planning.flare import Course, FlareState
from routines.planning.loads import Unit, Weights, landed, load_of
from routines.planning.progress import ExerciseHistory, Person, advance, begin
from routines.planning.progression import GoesOn, Performance, Wish


@dataclass(frozen=True, kw_only=True)
class Group:
    """Exercises that are folded together, by slug: all of a plan, or one outside it alone.

    `key` is the slug of one alone, "" for a plan's. Their histories are empty. `inputs` is the
    digest of all that they depend on beside dated rows.
    """

    key: str
    exercises: Mapping[str, ExerciseHistory]
    inputs: str


@dataclass(frozen=True, kw_only=True)
class Fold:
    """The fold of some exercises of a person, and the checkpoints from which it may go on.

    `doses`: the exercises as they are prescribed, by slug. `checkpoints`: those of each group, by
    its key, oldest first; the first is from before the first session.
    """

    plan: Plan
    doses: Mapping[str, ExerciseDose]
    groups: Sequence[Group]
    person: Person
    back: BackState
    checkpoints: Mapping[str, Sequence[Checkpoint]]


@dataclass(frozen=True, kw_only=True)
class Folded:
    """Where the exercises of a group stand at the end of a day.

    `pending`: by slug, the choice that no session has used yet. `now`: the state of flare.
    """

    group: Group
    checkpoint: Checkpoint
    pending: Mapping[str, TargetOverride]
    now: FlareState


def plan_fold(
    plan: Plan, exercises: Iterable[ExerciseDose], back: BackState, care: Care | None = None
) -> Fold:
    """Return the fold of a plan's strength exercises. One query, and one more if the person's
    `care` isn't known yet.

    Give all exercises of the plan, because the number that may progress in one session is limited.
    """
    care = care or care_for(plan.user)
    strength = [each for each in exercises if each.dose.is_strength]
    doses: dict[str, ExerciseDose] = {}
    for each in strength:
        doses.setdefault(each.slug, _with_harder(each, plan, care))
    return _fold(plan, doses, {"": doses}, back, care, most=most_sets(strength))


def _with_harder(each: ExerciseDose, plan: Plan, care: Care) -> ExerciseDose:
    """Return an exercise of the plan with the name of the next harder one that fits."""
    found = each.exercise.next_rung(Way.HARDER, at_hand=plan.equipment, cautions=care.cautions)
    return replace(each, harder=found.name if found else "")


def fold_alone(plan: Plan, exercises: Iterable[ExerciseDose], back: BackState) -> Fold:
    """Return the fold of exercises outside the plan, each alone. Two queries."""
    doses = {each.slug: each for each in exercises}
    alone = {slug: {slug: each} for slug, each in doses.items()}
    return _fold(plan, doses, alone, back, care_for(plan.user))


def _fold(
    plan: Plan,
    doses: Mapping[str, ExerciseDose],
    together: Mapping[str, Mapping[str, ExerciseDose]],
    back: BackState,
    care: Care,
    *,
    most: Mapping[str, int] | None = None,
) -> Fold:
    person = Person(
        usual=back.usual,
        started_on=plan.started_on,
        is_65=care.is_65,
        load_kept=care.load_kept,
    )
    fold = Fold(
        plan=plan,
        doses=doses,
        groups=[
            _group(plan, key, found, person, care, most or {}) for key, found in together.items()
        ],
        person=person,
        back=back,
        checkpoints={},
    )
    return replace(fold, checkpoints=_checkpoints(fold))


def read_anew(fold: Fold) -> Fold:
    """Return the fold with the reports and the checkpoints that are stored now. Four queries."""
    fold = replace(fold, back=back_state(fold.plan.user, fold.back.today))
    return replace(fold, checkpoints=_checkpoints(fold))


def _checkpoints(fold: Fold) -> dict[str, list[Checkpoint]]:
    """Return the checkpoints of each group; the first is from before the first session. One
    query."""
    inputs = {group.key: group.inputs for group in fold.groups}
    stored = stored_checkpoints(fold.plan, inputs, fold.back.today)
    return {
        group.key: [
            Checkpoint(
                day=date.min,
                course=nothing_said(fold.back),
                state=begin(group.exercises, person=fold.person),
            ),
            *stored[group.key],
        ]
        for group in fold.groups
    }


def _group(
    plan: Plan,
    key: str,
    doses: Mapping[str, ExerciseDose],
    person: Person,
    care: Care,
    most: Mapping[str, int],
) -> Group:
    exercises = {slug: rules_of(each, plan, care, most.get(slug)) for slug, each in doses.items()}
    return Group(key=key, exercises=exercises, inputs=inputs_digest(person, exercises))


def folded(fold: Fold, day: date, *, until: datetime | None = None) -> dict[str, Folded]:
    """Return where each group stands at the end of a day, by its key.

    On the day itself, only sessions that began before `until` count. At most three queries, and
    three more if a group has no checkpoint within the half year of the fold's back state.
    """
    starts = {key: _latest(found, day) for key, found in fold.checkpoints.items()}
    earliest = min(starts.values(), key=lambda start: start.day)
    back = reaching(fold.back, fold.plan.user, earliest.day)
    is_resumed = earliest.day > date.min
    followed = courses(back, start=(earliest.day, earliest.course) if is_resumed else None)
    done = [each for each in back.done if _counts(each, earliest.day, day, until)]
    log = read_log(done)
    read = _Read(log, back, followed, _overrides(fold, starts, until), until)
    return {group.key: _folded(fold, group, starts[group.key], day, read) for group in fold.groups}


def _counts(session: DoneSession, after: date, to: date, until: datetime | None) -> bool:
    in_time = until is None or session.day < to or session.started_at < until
    return after < session.day <= to and in_time


def _latest(checkpoints: Sequence[Checkpoint], day: date) -> Checkpoint:
    return next(each for each in reversed(checkpoints) if each.day <= day)


class _Read(NamedTuple):
    """The rows after the earliest checkpoint, and the state of flare on each day since."""

    log: Log
    back: BackState
    courses: Mapping[date, Course]
    overrides: Sequence[TargetOverride]
    until: datetime | None


def _folded(fold: Fold, group: Group, start: Checkpoint, day: date, read: _Read) -> Folded:
    before = Before(day=start.day, trained=start.trained, comfortable=start.comfortable)
    done = performances(
        *(read.log, group.exercises, read.back, read.courses, before), until=read.until
    )
    used, waiting = _choices(read.overrides, done)
    exercises = {
        slug: replace(each, history=_with_choices(done[slug], used[slug], each.scope.weights))
        for slug, each in group.exercises.items()
    }
    return Folded(
        group=group,
        checkpoint=Checkpoint(
            day=day,
            course=read.courses.get(day, start.course),
            state=advance(start.state, exercises, person=fold.person),
            comfortable=comfortable_after(read.log, group.exercises, before),
            trained={name: days[-1] for name, days in days_of_patterns(read.log, before).items()},
            started=_latest_starts(start, done),
            chosen_on=_latest_choice(start, used),
            waiting_from=min((each.day for each in waiting), default=None),
        ),
        pending={each.exercise_id: each for each in waiting},
        now=read.courses[read.back.today].state,
    )


def _latest_starts(
    start: Checkpoint, done: Mapping[str, Sequence[DatedPerformance]]
) -> dict[str, datetime]:
    found = dict(start.started)
    for slug, each in done.items():
        starts = [found[slug]] if slug in found else []
        if starts or each:
            found[slug] = max([*starts, *(one.started_at for one in each)])
    return found


# --- the person's own choices -------------------------------------------------------------------

_CHOSEN = Prepared(
    lambda: (
        TargetOverride.objects.of(PERSON)
        .standing()
        .filter(
            Q(day__lte=LAST) | Q(since__lte=Given("until", DateTimeField())),
            day__gte=FIRST,
        )
    )
)

# By slug, and by the place of the performance that it was the target of.
_Used: TypeAlias = dict[str, dict[int, TargetOverride]]


def _overrides(
    fold: Fold, starts: Mapping[str, Checkpoint], until: datetime | None
) -> list[TargetOverride]:
    """Return the choices that were not used before the checkpoints. One query.

    Only those made by the day of the back state, or for a session that had begun by `until`.
    """
    started: dict[str, datetime] = {}
    for start in starts.values():
        started |= start.started
    chosen = _CHOSEN(
        user=fold.plan.user,
        first=min(start.choices_from for start in starts.values()),
        last=fold.back.today,
        until=until or datetime.min.replace(tzinfo=UTC),
    )
    return [
        each
        for each in chosen
        if each.exercise_id in fold.doses
        and (each.exercise_id not in started or each.since > started[each.exercise_id])
    ]


def _choices(
    overrides: Iterable[TargetOverride], done: Mapping[str, Sequence[DatedPerformance]]
) -> tuple[_Used, list[TargetOverride]]:
    """Return the performance that each choice was the target of, and the choices still unused."""
    used: _Used = {slug: {} for slug in done}
    waiting: list[TargetOverride] = []
    for each in overrides:
        slug = each.exercise_id
        if slug not in done:
            continue
        begun = [one.started_at >= each.since for one in done[slug]]
        if True in begun:
            used[slug][begun.index(True)] = each
        else:
            waiting.append(each)
    return used, waiting


def _with_choices(
    done: Sequence[DatedPerformance],
    used: Mapping[int, TargetOverride],
    weights: Weights | None,
) -> list[Performance]:
    found = [each.performance for each in done]
    for place, override in used.items():
        chosen = wish(override, found[place].unit, weights)
        found[place] = replace(found[place], chosen=chosen)
    return found


def _latest_choice(start: Checkpoint, used: _Used) -> date | None:
    days = [each.day for chosen in used.values() for each in chosen.values()]
    return max([*days, *([start.chosen_on] if start.chosen_on else [])], default=None)


def wish(
    override: TargetOverride, unit: Unit | None = None, weights: Weights | None = None
) -> Wish:
    """Return the figures that the person chose, the load in kg, below 0 for help.

    If the exercise is now in the other `unit`, the load is rounded down to one of `weights`.
    """
    load = load_of(override.load, Unit(override.load_unit), helps=override.load_helps)
    if unit is not None and unit != override.load_unit:
        load = landed(load, unit, weights.in_unit(unit) if weights else None)
    return Wish(
        lo=override.lo,
        hi=override.hi,
        sets=override.sets,
        load=load,
        hold_s=override.hold_s,
        pause_s=override.pause_s,
        height_cm=override.height_cm,
        band=override.band,
        goes_on=GoesOn(override.goes_on) if override.goes_on else None,
    )
