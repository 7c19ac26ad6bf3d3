"""Changing the running session by plain forms, and from a device that sends late."""

import re

import pytest

from routines.models import Session, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


def order_of(session):
    items = builders.strength(session)
    return [(each.exercise_id, each.superset) for each in items if each.swapped_at is None]


def test_session_is_changed_by_plain_forms(session, as_ana):
    items = builders.strength(session)
    slugs = [each.exercise_id for each in items]
    menu = as_ana.get(f"/items/{items[1].pk}/trouble/").content.decode()
    assert menu.count(f'action="/items/{items[1].pk}/place/"') == 1

    as_ana.post(f"/items/{items[1].pk}/place/", {"step": "earlier"})
    as_ana.post(f"/items/{items[1].pk}/place/", {"step": "join"})
    answer = as_ana.post(f"/items/{items[2].pk}/remove/", {"removed": "on"}, follow=True)

    rest = [(slug, 0) for slug in slugs[3:]]
    assert order_of(session) == [(slugs[1], 1), (slugs[0], 1), *rest]
    page = answer.content.decode()
    assert page.count(f"Taken out: {items[2].exercise_name}") == 1
    as_ana.post(f"/items/{items[2].pk}/remove/", {"removed": ""})
    assert order_of(session) == [(slugs[1], 1), (slugs[0], 1), (slugs[2], 0), *rest]


def test_exercise_with_a_set_is_not_taken_out_and_says_so(session, as_ana, noon):
    item = builders.strength(session)[0]
    builders.one_set(item, noon)

    answer = as_ana.post(f"/items/{item.pk}/remove/", {"removed": "on"})

    assert answer.status_code == 422
    why = f"{item.exercise_name} has a set: take it back first, or skip the rest."
    assert answer.content.decode().count(why) == 1


def test_exercise_is_added_from_those_done_lately_or_found(
    session, as_ana, django_assert_num_queries
):
    lately = f"/sessions/{session.pk}/add/"
    with django_assert_num_queries(7):
        found = as_ana.get(f"{lately}?q=goblet").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', found)[1]
    sent = {"key": key, "exercise": "goblet-squat"}

    for _ in range(2):
        as_ana.post(lately, sent)

    assert order_of(session)[-1][0] == "goblet-squat"
    assert SessionItem.objects.filter(session=session, added=True).count() == 1
    assert as_ana.get(lately).status_code == 200


@pytest.mark.parametrize("exercise", ["nonsense", "cat-cow", "barbell-back-squat"])
def test_exercise_that_can_not_be_added_is_refused_in_words(session, as_ana, exercise):
    sent = {"key": "01a226fc-5c35-716d-9a28-5909dd0f234e", "exercise": exercise}

    answer = as_ana.post(f"/sessions/{session.pk}/add/", sent)

    assert answer.status_code == 422
    assert answer.content.decode().count('note--amber" role="alert"') == 1
    assert not SessionItem.objects.filter(session=session, added=True).exists()


@pytest.mark.parametrize("order", ["nonsense", "a.b", "01a226fc-5c35-716d-9a28-5909dd0f234e.-x"])
def test_order_that_is_none_is_refused(session, as_ana, order):
    item = builders.strength(session)[0]
    before = order_of(session)

    answer = as_ana.post(f"/items/{item.pk}/place/", {"step": "later", "order": order})

    assert (answer.status_code, order_of(session)) == (422, before)


def test_order_of_a_device_that_comes_too_late_is_told_so(session, send):
    items = builders.strength(session)
    forth = " ".join(f"{each.pk}.0" for each in items)
    back = " ".join(f"{each.pk}.0" for each in reversed(items))

    newer = send("place_item", items[0].pk, said=-10, step="later", order=back)
    older = send("place_item", items[0].pk, said=-20, step="later", order=forth)

    assert (newer.status_code, "X-Outbox-Overruled" in newer.headers) == (204, False)
    assert older.headers["X-Outbox-Overruled"] == "yes"
    assert older.headers["HX-Redirect"] == f"/sessions/{session.pk}/"
    assert [slug for slug, _ in order_of(session)] == [each.exercise_id for each in reversed(items)]


def test_something_else_today_begins_empty(as_ana, ana, library, noon):
    builders.plan(ana, noon)
    ready = as_ana.get("/sessions/ready/?empty=on").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', ready)[1]
    assert re.search(r'name="empty"[^>]*checked', ready)

    page = as_ana.post("/sessions/start/", {"key": key, "empty": "on"}, follow=True)

    session = Session.objects.get()
    assert (str(session.pk), session.is_beside_the_routine, session.items.count()) == (key, True, 0)
    assert page.content.decode().count("<h1>Something else</h1>") == 1
