"""Queries that are compiled once."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, CharField, Count, DateField, UUIDField

from backhealth.prepared import Given, Inserted, Prepared, Updated
from exercises.models import Exercise
from routines.models import (
    MorningCheck,
    Plan,
    PlannedSession,
    Prescription,
    SessionItem,
    SetLog,
)
from tests import builders

USER, DAYS = Given("user", UUIDField()), Given("days", DateField())
FIRST, LAST = Given("first", DateField()), Given("last", DateField())


@pytest.fixture
def planned(library, ana, bo, noon):
    """Return ana's days with a session; bo has a plan, too."""
    for person in (ana, bo):
        builders.plan(person, noon)
    return list(PlannedSession.objects.of(ana))


def test_prepared_query_returns_the_rows_of_the_values_that_it_is_given(planned, ana, bo):
    columns = ("pk", "day", "dismissed")
    prepared = Prepared(
        lambda: PlannedSession.objects.of(USER).between(FIRST, LAST).values_list(*columns)
    )
    first, second, third = (each.day for each in planned[:3])

    found = [
        prepared(user=person, first=start, last=end)
        for person in (ana, bo)
        for start, end in ((first, second), (third, third), (date.min, date.max))
    ]

    assert found == [
        list(PlannedSession.objects.of(person).between(start, end).values_list(*columns))
        for person in (ana, bo)
        for start, end in ((first, second), (third, third), (date.min, date.max))
    ]
    assert [len(rows) for rows in found[:3]] == [2, 1, len(planned)]


def test_prepared_query_takes_lists_of_any_length(planned, ana):
    prepared = Prepared(lambda: PlannedSession.objects.of(USER).filter(day__in=DAYS))

    found = [prepared(user=ana, days=[each.day for each in planned[:n]]) for n in (3, 1, 2)]

    assert found == [planned[:3], planned[:1], planned[:2]]


def test_prepared_query_makes_objects_as_a_queryset_does(planned, ana):
    prepared = Prepared(
        lambda: Plan.objects.of(USER).current().only("weekdays").annotate(days=Count("user"))
    )

    (plan,) = prepared(user=ana)

    assert plan == Plan.objects.get(user=ana)
    assert (plan.weekdays, plan.days) == ([0, 2, 4], 1)
    assert plan.get_deferred_fields() >= {"level", "started_on"}
    plan.weekdays = [1, 3]
    plan.save(update_fields=["weekdays"])
    assert prepared(user=ana)[0].weekdays == [1, 3]


def test_prepared_query_reads_related_objects_as_a_queryset_does(
    planned, ana, django_assert_num_queries
):
    prepared = Prepared(
        lambda: (
            PlannedSession.objects.of(USER)
            .select_related("plan__user")
            .defer("plan__weights")
            .annotate(days=Count("plan"))
            # A query that groups rows leaves the model's own order out.
            .order_by("day")
        )
    )

    with django_assert_num_queries(1):
        found = prepared(user=ana)
        plans = [each.plan for each in found]
        people = [plan.user for plan in plans]

    assert found == planned
    assert plans == [each.plan for each in planned]
    assert [each.plan_id for each in found] == [each.plan_id for each in planned]
    assert (people[0], {each.days for each in found}) == (ana, {1})
    assert (plans[0].level, plans[0].get_deferred_fields()) == (planned[0].plan.level, {"weights"})


def test_shared_objects_are_one_for_all_rows_with_the_same_columns(
    planned, ana, bo, django_assert_num_queries
):
    plan = planned[0].plan
    prepared = Prepared(
        lambda: PlannedSession.objects.of(USER).select_related("plan").defer("plan__level"),
        shared=[Plan],
    )

    with django_assert_num_queries(2):
        first, again = prepared(user=ana), prepared(user=ana)
        weekdays = [each.plan.weekdays for each in (*first, *again)]
    Plan.objects.filter(pk=plan.pk).update(weekdays=[1, 3])
    changed, others = prepared(user=ana), prepared(user=bo)

    assert first == again == planned
    assert len({id(each.plan) for each in (*first, *again)}) == 1
    assert weekdays == [plan.weekdays] * 2 * len(planned)
    assert first[0].plan.get_deferred_fields() == {"level"}
    assert {tuple(each.plan.weekdays) for each in changed} == {(1, 3)}
    assert {each.plan.user_id for each in others} == {bo.pk}


def test_shared_object_that_is_missing_is_none(planned, ana):
    routine = Plan.objects.get(user=ana).routine_id
    rows = Prescription.objects.filter(routine=USER).select_related("exercise", "instead_of")
    prepared = Prepared(lambda: rows, shared=[Exercise])

    found = prepared(user=routine)

    expected = list(Prescription.objects.filter(routine=routine))
    assert [(each.exercise, each.instead_of) for each in found] == [
        (each.exercise, each.instead_of) for each in expected
    ]
    assert None in {each.instead_of for each in found}


def test_values_of_shared_models_are_converted_once(planned, ana):
    routine = Plan.objects.get(user=ana).routine_id
    rows = Prescription.objects.filter(routine=USER).values_list(
        *("exercise_id", "exercise__dose_data", "exercise__unlock", "height_cm", "pk")
    )
    prepared = Prepared(lambda: rows, shared=[Exercise])

    first, again = prepared(user=routine), prepared(user=routine)
    Exercise.objects.filter(pk=first[0][0]).update(dose_data={"sets": [9, 9]})
    changed = prepared(user=routine)

    plain = Prescription.objects.filter(routine=routine).values_list(
        *("exercise_id", "exercise__dose_data", "exercise__unlock", "height_cm", "pk")
    )
    assert [row[1] for row in again] == [row[1] for row in first]
    assert {id(row[1]) for row in again} == {id(row[1]) for row in first}
    assert first[0][1] != changed[0][1] == {"sets": [9, 9]}
    assert changed == list(plain)


def test_prepared_query_is_built_once(ana, django_assert_num_queries, noon):
    built = []

    def build():
        built.append(1)
        return MorningCheck.objects.of(USER).filter(day__range=(FIRST, LAST))

    prepared = Prepared(build)
    with django_assert_num_queries(3):
        for days in range(3):
            assert prepared(user=ana, first=noon.date() - timedelta(days), last=noon.date()) == []

    assert built == [1]


def test_prepared_query_lacks_no_value(ana):
    prepared = Prepared(lambda: Plan.objects.of(USER).current())

    with pytest.raises(KeyError):
        prepared()


def test_made_objects_are_as_django_makes_them(planned, ana, bo):
    found = Prepared(lambda: Plan.objects.of(USER))(user=ana)[0]
    [plain] = Plan.objects.of(ana)

    assert {**vars(found), "_state": None} == {**vars(plain), "_state": None}
    assert (found._state.adding, found._state.db) == (False, plain._state.db)
    assert (found.user, found.routine) == (ana, plain.routine)
    found.user_id = bo.pk
    assert found.user == bo


def test_update_changes_the_rows_of_the_values_that_it_is_given(planned, ana, bo):
    dismiss = Updated(
        lambda: PlannedSession.objects.of(USER).filter(day__in=DAYS).exclude(day__gt=LAST),
        dismissed=Given("dismissed", BooleanField()),
        programme_day=Given("letter", CharField()),
    )
    days = [each.day for each in planned[:3]]
    given = {"days": days, "last": days[1], "dismissed": True, "letter": "C"}

    changed = [dismiss(user=person, **given) for person in (ana, ana)]
    again = dismiss(user=ana, **{**given, "days": days[:1], "letter": "B"})

    assert (changed, again) == ([2, 2], 1)
    found = PlannedSession.objects.of(ana).values_list("dismissed", "programme_day")
    assert list(found[:3]) == [(True, "B"), (True, "C"), (False, planned[2].programme_day)]
    assert not PlannedSession.objects.of(bo).filter(programme_day="C").exists()


def test_inserted_objects_are_stored_as_bulk_create_stores_them(planned, ana, noon):
    [plan] = Plan.objects.of(ana)
    days = [date(2030, 1, 1), date(2030, 1, 2)]
    made = [PlannedSession(user=ana, plan=plan, day=day, programme_day="A") for day in days]
    check = MorningCheck(user=ana, day=days[0], pain=3, recorded_at=noon)

    Inserted(PlannedSession)(made)
    Inserted(PlannedSession)([])
    Inserted(MorningCheck)([check])

    stored = PlannedSession.objects.filter(day__in=days)
    names = [each.attname for each in PlannedSession._meta.fields]
    assert list(stored.values()) == [{name: getattr(row, name) for name in names} for row in made]
    kept = MorningCheck.objects.get(pk=check.pk)
    assert (kept.day, kept.pain, kept.recorded_at) == (days[0], 3, noon)
    assert [row._state.adding for row in (*made, check)] == [False] * 3


def test_rows_are_made_now_and_inserted_later_as_json_kept_them(library, ana, noon):
    plan = builders.plan(ana, noon)
    done = builders.session(ana, noon)
    item = builders.strength(done)[0]
    log = builders.one_set(item, noon, load=Decimal("7.50"))
    before = [list(model.objects.filter(user=ana).values()) for model in (SessionItem, SetLog)]
    insert_items, insert_sets = Inserted(SessionItem), Inserted(SetLog)

    kept = json.dumps([insert_items.rows(done.items.all()), insert_sets.rows([log])])
    SessionItem.objects.filter(user=ana).delete()
    items, sets = json.loads(kept)
    insert_items.insert(items)
    insert_sets.insert(sets)
    insert_sets.insert([])

    after = [list(model.objects.filter(user=ana).values()) for model in (SessionItem, SetLog)]
    assert after == before
    assert plan.user == ana


def test_inserting_a_key_that_exists_is_an_integrity_error(planned, ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        Inserted(PlannedSession)(planned[:1])
