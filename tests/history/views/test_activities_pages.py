"""Walks, physiotherapy and gentle days: written down, corrected, removed, brought back."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.keys import new_key
from history.models import Activity
from routines.models import Agreement
from tests.exchange.files import stored as in_the_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PAGE = "/history/activities/"


@pytest.fixture
def walk(ana):
    return Activity.objects.create(user=ana, day=date(2026, 3, 3), kind="walk", minutes=40)


def typed(**fields: str) -> dict[str, str]:
    walk = {"key": str(new_key()), "day": "2026-03-03", "kind": "walk", "minutes": "", "note": ""}
    return {**walk, **fields}


def stored(user) -> list[tuple[str, str, int | None, str]]:
    rows = Activity.objects.of(user).standing()
    return [(str(each.day), each.kind, each.minutes, each.note) for each in rows]


def test_activity_sent_twice_is_written_once(ana, as_ana):
    key = re.search(r'name="key" value="([^"]+)"', as_ana.get(PAGE).content.decode()).group(1)
    sent = typed(key=key, minutes="40", note="By the river.")

    answers = [as_ana.post(PAGE, sent) for _tap in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [
        "/history/?until=2026-03-03#log"
    ] * 2
    assert stored(ana) == [("2026-03-03", "walk", 40, "By the river.")]


def test_activity_under_the_key_of_a_stranger_is_not_found(ana, bo, as_bo, walk):
    assert as_bo.post(PAGE, typed(key=str(walk.pk))).status_code == 404
    assert stored(ana) == [("2026-03-03", "walk", 40, "")]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": ""}, "Choose what it was."),
        ({"day": "2026-03-05"}, "That day is still to come."),
        ({"day": "2025-03-03"}, "Choose a day within the last year."),
        ({"minutes": "half an hour"}, "Enter whole minutes, from 1 to 600."),
        ({"minutes": "0"}, "Enter whole minutes, from 1 to 600."),
    ],
)
def test_activity_that_cannot_be_is_refused_beside_its_field(ana, as_ana, fields, message):
    answer = as_ana.post(PAGE, typed(note="By the river.", **fields))

    assert answer.status_code == 422
    assert answer.content.decode().count(message) == 1
    assert 'value="By the river."' in answer.content.decode()
    assert stored(ana) == []


def test_activity_of_long_ago_is_corrected_on_its_own_day(ana, as_ana, walk):
    Activity.objects.filter(pk=walk.pk).update(day=date(2020, 5, 1))
    page = reverse("history:activity", args=[walk.pk])
    assert 'value="2020-05-01"' in as_ana.get(page).content.decode()

    refused = as_ana.post(page, typed(day="2020-05-02", minutes="45"))
    as_ana.post(page, typed(day="2020-05-01", minutes="45"))

    assert refused.status_code == 422
    assert stored(ana) == [("2020-05-01", "walk", 45, "")]


def test_activity_removed_can_be_brought_back(ana, as_ana, walk):
    removed = as_ana.post(reverse("history:remove_activity", args=[walk.pk]), follow=True)
    after = stored(ana)
    undo = reverse("history:restore_activity", args=[walk.pk])
    as_ana.post(undo)

    assert "Removed: Walk, 40 min, Tuesday, 3 March." in removed.content.decode()
    assert f'action="{undo}"' in removed.content.decode()
    assert after == []
    assert stored(ana) == [("2026-03-03", "walk", 40, "")]


def test_without_consent_only_what_says_nothing_of_health_is_written(ana, as_ana):
    Agreement.objects.of(ana).delete()

    answers = [as_ana.post(PAGE, typed(kind=kind)) for kind in ("walk", "physiotherapy", "gentle")]

    assert [answer.headers["Location"] for answer in answers] == [
        "/history/?until=2026-03-03#log",
        reverse("routines:agreement"),
        reverse("routines:agreement"),
    ]
    assert stored(ana) == [("2026-03-03", "walk", None, "")]


def test_withdrawn_consent_deletes_what_says_something_of_health(ana, as_ana, walk):
    for kind in ("physiotherapy", "gentle"):
        Activity.objects.create(user=ana, day=date(2026, 3, 2), kind=kind)

    as_ana.post(reverse("routines:withdraw"))

    assert stored(ana) == [("2026-03-03", "walk", 40, "")]


def test_activities_are_in_the_download_and_go_with_the_account(ana, as_ana, walk):
    [row] = in_the_file(ana)["Activity"]
    assert (row["day"], row["kind"], row["minutes"]) == ("2026-03-03", "walk", 40)

    as_ana.post(reverse("routines:delete"), {"sure": "on"})

    assert Activity.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_activities_needs_three_queries(ana, as_ana, rows, django_assert_num_queries):
    for _number in range(rows):
        Activity.objects.create(user=ana, day=date(2026, 3, 3), kind="walk")

    with django_assert_num_queries(3):  # cookie, person, activities
        as_ana.get(PAGE)
