"""Files that an earlier app wrote, or an app on another database, and those of a person who goes on
in two places."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from exchange.facts.archive_shape import LEFT_OUT, LINKS, WHOSE
from exchange.facts.everything import OF_THE_PERSON
from exercises.models import Exercise
from routines.actions.log import SetEntry, correct_set, remove_set
from routines.actions.personal_data import delete_everything
from routines.facts.personal_data import owned_models
from routines.models import SessionItem, SetLog, StoredCheckpoint
from tests import builders
from tests.exchange.files import all_rows, brought, stored, text_of
from tests.exchange.test_bring_back import fates

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).with_name("everything-from-sqlite.json")
HOUR = timedelta(hours=1)


def without_version(user):
    """Return the download as it was before it had a version: every column of every row."""
    found = {"person": {name: getattr(user, name) for name in OF_THE_PERSON}}
    for model in [*owned_models(), Exercise]:
        if model.__name__ in LEFT_OUT and model is not StoredCheckpoint:
            continue
        whose = {"owner": user} if model is Exercise else {"user": user}
        rows = model._default_manager.filter(**whose).order_by("pk").values()
        found[model.__name__] = [
            {name: value for name, value in row.items() if name not in WHOSE} for row in rows
        ]
    return json.dumps(found, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)


def to_thousandths(rows):
    return json.loads(json.dumps(rows, cls=DjangoJSONEncoder))


def test_file_of_another_database_is_read_as_it_was_written(library, noon):
    back = builders.person("back", checked=False)
    written = json.loads(SAMPLE.read_text())

    brought(back, SAMPLE.read_text(), now=noon)

    found, links = stored(back), set(LINKS)
    parts = [name for name in written if isinstance(written[name], list) and name not in links]
    assert {name: found[name] for name in parts} == {name: written[name] for name in parts}
    assert sum(len(written[name]) for name in parts) > 200


def test_file_without_a_version_makes_the_same_person(full, noon):
    before, text = to_thousandths(all_rows(full)), without_version(full)
    delete_everything(full)
    back = builders.person("back", checked=False)

    found = brought(back, text, now=noon)

    after = to_thousandths(all_rows(back))
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert (found.file.version, found.file.unknown, found.file.faults) == (0, set(), [])


def test_file_without_a_version_is_there_already_for_its_own_person(full, noon):
    found = brought(full, without_version(full), now=noon)

    assert fates(found)[:2] == (0, 0)
    assert fates(found)[3] == 0


def test_newer_of_two_versions_of_a_set_stays(full, noon):
    older = text_of(full)
    first, second, third = SetLog.objects.of(full).standing().order_by("pk")[:3]
    for log, amount in ((first, 1), (second, 2)):
        correct_set(log=log, entry=SetEntry(number=log.number, amount=amount), now=noon + HOUR)
    remove_set(log=third, now=noon + HOUR)
    newer, here = text_of(full), all_rows(full)

    kept = brought(full, older, now=noon + 2 * HOUR)
    unchanged = all_rows(full)
    SetLog.objects.filter(pk=second.pk).update(amount=99, client_ts=noon + 3 * HOUR)
    taken = brought(full, newer, now=noon + 4 * HOUR)

    assert (fates(kept)[0], fates(kept)[1], unchanged["SetLog"]) == (0, 0, here["SetLog"])
    assert fates(taken)[1] == 0
    assert SetLog.objects.get(pk=second.pk).amount == 99


def test_file_brings_what_is_newer_than_here(full, noon):
    log, other = SetLog.objects.of(full).standing().order_by("pk")[:2]
    correct_set(log=log, entry=SetEntry(number=log.number, amount=3), now=noon + HOUR)
    remove_set(log=other, now=noon + HOUR)
    newer, there = text_of(full), all_rows(full)
    SetLog.objects.filter(pk=log.pk).update(amount=1, client_ts=noon - HOUR)
    SetLog.objects.filter(pk=other.pk).update(removed_at=None, client_ts=noon - HOUR)

    found = brought(full, newer, now=noon + 2 * HOUR)

    assert fates(found)[:2] == (0, 2)
    assert all_rows(full) == there


def test_reports_about_an_exercise_are_compared_one_by_one(full, noon):
    item = SessionItem.objects.of(full).filter(session__status="in_progress").first()
    rows = SessionItem.objects.filter(pk=item.pk)
    rows.update(pain=2, pain_high=2, pain_ts=noon, skipped="", skipped_ts=None)
    text = text_of(full)
    rows.update(pain=5, pain_high=5, pain_ts=noon - HOUR, skipped="busy", skipped_ts=noon)

    brought(full, text, now=noon + HOUR)

    item.refresh_from_db()
    assert (item.pain, item.pain_high, item.skipped) == (2, 2, "busy")


def test_moment_that_is_still_to_come_does_not_count(full, noon):
    log = SetLog.objects.of(full).standing().first()
    SetLog.objects.filter(pk=log.pk).update(amount=7, client_ts=noon + 900 * HOUR)
    text = text_of(full)
    SetLog.objects.filter(pk=log.pk).update(amount=8, client_ts=noon)

    brought(full, text, now=noon + HOUR)

    log.refresh_from_db()
    assert log.amount == 8


def test_exercise_that_the_library_lacks_stays_in_the_log(full, noon):
    tree = stored(full)
    delete_everything(full)
    text = json.dumps(tree).replace("goblet-squat", "goblet-squat-of-later")
    back = builders.person("back", checked=False)

    found = brought(back, text, now=noon)
    again = brought(back, text, now=noon)

    [kept] = Exercise.objects.of(back).filter(name="Goblet squat")
    squats = [row for row in tree["SessionItem"] if row["exercise_id"] == "goblet-squat"]
    assert SessionItem.objects.of(back).filter(exercise=kept).count() == len(squats) > 3
    assert kept.retired_at == noon
    left = {(fault.part, fault.wrong) for fault in found.file.faults}
    assert left == {("Prescription", "exercise")}
    assert fates(again)[:2] == (0, 0)
