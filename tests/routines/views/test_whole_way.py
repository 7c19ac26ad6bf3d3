"""The whole way without JavaScript: plain requests, as a browser with scripts off sends them."""

import re

import pytest
from django.test import Client

from accounts.models import User
from routines.models import Session, SetLog
from tests import builders

pytestmark = pytest.mark.django_db

FORM = re.compile(r'<form[^>]* action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<input[^>]* name="([^"]+)"[^>]*?(?: value="([^"]*)")?[^>]*>')


def forms(page: str, ending: str) -> list[tuple[str, dict[str, str]]]:
    """Each form of a page whose address ends like this, with its fields as they stand."""
    return [
        (action, dict(FIELD.findall(body)))
        for action, body in FORM.findall(page)
        if re.search(ending, action)
    ]


def test_guest_sets_up_trains_and_finds_it_in_history(library, noon):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/").content.decode()

    [(action, fields)] = forms(page, "/start/$")
    page = browser.post(action, fields, follow=True).content.decode()
    [(action, fields)] = forms(page, "/start-check/agreement/$")
    page = browser.post(action, {**fields, "terms": "on", "health_data": "on"}, follow=True)
    [(action, fields)] = forms(page.content.decode(), "/start-check/$")
    token = {"csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}
    page = browser.post(action, {**builders.NO_TO_ALL, **token}, follow=True).content.decode()
    assert "Nothing in your answers speaks against strength training." in page
    [(action, fields)] = forms(page, "/plan/setup/$")
    setup = {
        "csrfmiddlewaretoken": fields["csrfmiddlewaretoken"],
        "level": "L1",
        "equipment": ["chair", "wall", "step", "broomstick"],
        "weekdays": "0-2-4",
        "units": "metric",
        "time_zone": "Europe/Berlin",
    }
    page = browser.post(action, setup, follow=True).content.decode()
    assert "The first two weeks have two sessions each" in page
    assert page.count("strip__day--planned") == 2

    page = browser.get("/sessions/ready/").content.decode()
    [(action, fields)] = forms(page, "/sessions/start/$")
    answer = browser.post(action, fields, follow=True)
    session_url = answer.redirect_chain[-1][0]
    page = answer.content.decode()
    assert "0 of 18 sets" in page

    for number in range(18):
        action, fields = forms(page, r"/items/[^/]+/sets/[^/]+/$")[_next_open(page)]
        page = browser.post(action, fields, follow=True).content.decode()
        assert f"{number + 1} of 18 sets" in page

    page = browser.get(f"{session_url}finish/").content.decode()
    [(action, fields)] = forms(page, "/finish/$")
    page = browser.post(action, fields, follow=True).content.decode()
    assert "Session done" in page
    page = browser.get("/history/").content.decode()
    assert "1 of 2" in page
    # Of the bird dog each side is a log of its own, and both are read in one line.
    assert page.count('class="set-chip"') == 18
    assert User.objects.get().is_guest is True
    assert Session.objects.get().status == "completed"
    assert SetLog.objects.standing().count() == 18 + 2


def _next_open(page: str) -> int:
    """The first row that still waits; the row for one more set is not prescribed."""
    rows = re.findall(r'<li class="set( set--extra| set--done)?(?: set--now)?"', page)
    return [row for row in rows if row != " set--done"].index("")
