"""The rest after a set: when it runs, how it is changed, when there is none."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.keys import new_key
from routines.models import Session, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


def item_of(session, slug) -> SessionItem:
    return session.items.select_related("session", "exercise").get(exercise=slug)


def url(name, item, key=None) -> str:
    return reverse(f"routines:{name}", args=[item.pk, key or new_key()])


def rest_of(page: str) -> list[tuple]:
    return re.findall(
        r'id="rest"[^>]*data-started="(\d+)"\s+data-now="(\d+)"\s+data-length="(\d+)"'
        r'\s+data-name="([^"]*)"',
        page,
    )


def test_rest_says_its_start_its_length_and_what_comes_next(session, as_ana, noon):
    item = item_of(session, "bodyweight-squat")

    answer = as_ana.post(url("log_set", item), {"number": "1", "side": "both"}, headers=HTMX)
    page = as_ana.get(f"/sessions/{session.pk}/")

    [(started, now, length, following)] = rest_of(answer.content.decode())
    start = round(Session.objects.get().rest_started_at.timestamp() * 1000)
    assert abs(int(started) - start) <= 1
    assert 0 <= int(now) - int(started) < 60_000
    assert (length, following) == ("90", "Set 2 of 3, Squat")
    assert rest_of(page.content.decode())[0][0] == started


@pytest.mark.parametrize(
    ("change", "length"), [("15", "105"), ("-15", "75"), ("skip", None), ("nonsense", "90")]
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_rest_is_changed_by_a_button(session, as_ana, noon, change, length, headers):
    builders.one_set(item_of(session, "bodyweight-squat"), noon)

    answer = as_ana.post(
        f"/sessions/{session.pk}/rest/", {"change": change}, headers=headers, follow=True
    )

    page = answer.content.decode()
    assert [each[2] for each in rest_of(page)] == ([length] if length else [])
    assert page.count('id="rest"') == 1


def test_no_rest_begins_after_the_very_last_set(session, as_ana, noon):
    item = item_of(session, "bodyweight-squat")
    session.items.filter(phase="strength").exclude(pk=item.pk).delete()
    for number in (1, 2):
        builders.one_set(item, noon - timedelta(minutes=5), number=number)

    answer = as_ana.post(url("log_set", item), {"number": "3", "side": "both"}, headers=HTMX)

    assert rest_of(answer.content.decode()) == []
    assert rest_of(as_ana.get(f"/sessions/{session.pk}/").content.decode()) == []


def test_nothing_is_timed_in_a_session_written_down_on_a_later_day(library, ana, as_ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    sent = {"key": str(new_key()), "day": "2026-03-02", "programme_day": "A"}
    as_ana.post("/sessions/write-down/", sent)
    found = Session.objects.get()
    item = item_of(found, "side-plank-knees")

    answer = as_ana.post(url("log_set", item), {"number": "1", "side": "left"}, headers=HTMX)
    as_ana.post(url("log_set", item), {"number": "1", "side": "right"})
    page = as_ana.get(f"/sessions/{found.pk}/").content.decode()

    assert found.written_later is True
    assert rest_of(answer.content.decode()) == rest_of(page) == []
    found.refresh_from_db()
    assert found.rest_started_at is None
    for timed in (
        "data-run hidden",
        "data-hold-start",
        "data-rest=",
        'data-awake="on"',
        "Stop signs",
    ):
        assert (timed, page.count(timed)) == (timed, 0)
    assert page.count("Written down for Monday, 2 March 2026.") == 1


def test_what_is_written_down_on_its_own_day_is_timed(library, ana, as_ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    sent = {"key": str(new_key()), "day": "2026-03-04", "programme_day": "A"}

    as_ana.post("/sessions/write-down/", sent)

    found = Session.objects.get()
    page = as_ana.get(f"/sessions/{found.pk}/").content.decode()
    assert found.written_later is False
    assert page.count("data-run hidden") == 2


def test_no_rest_is_shown_when_it_is_over(session, as_ana, noon):
    builders.one_set(item_of(session, "bodyweight-squat"), noon - timedelta(minutes=2))

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    assert rest_of(page) == []
    assert re.findall(r'<section id="rest"[^>]*>', page)[0].endswith(" hidden>")
