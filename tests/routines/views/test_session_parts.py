"""The script with what is the same in every session."""

import json
import re

import pytest
from django.urls import reverse

from routines.actions.session import finish_session
from routines.models import Session
from tests import builders

pytestmark = pytest.mark.django_db
PARTS = re.compile(r'<script type="module" src="(/session-parts/[0-9a-f]{16}\.js)"></script>')
FORMS = re.compile(r'<template id="part-more">.*?</template>', re.DOTALL)


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


def page_of(client, session, query=""):
    return client.get(reverse("routines:session", args=[session.pk]) + query).content.decode()


def html_of(script):
    adding = re.fullmatch(
        r'document\.getElementById\("say"\)\.insertAdjacentHTML\("afterend", (".*")\);\n', script
    )
    return json.loads(adding[1])


def test_running_session_names_the_script_that_has_its_parts(
    session, as_ana, client, django_assert_num_queries
):
    page = page_of(as_ana, session)
    (address,) = PARTS.findall(page)

    with django_assert_num_queries(0):
        answer = client.get(address)

    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "X-Offline-User" not in answer.headers
    html = html_of(answer.content.decode())
    for name in ("part-more", "part-copy", "session-words", "pain-words", "hold", "run"):
        assert (html.count(f'id="{name}"'), page.count(f'id="{name}"')) == (1, 0)
    assert page.index(address) < page.index("js/session/")


def test_parts_of_a_session_are_those_that_its_page_would_have(session, as_ana, client):
    (address,) = PARTS.findall(page_of(as_ana, session))

    kept = html_of(client.get(address).content.decode())

    whole = page_of(as_ana, session, "?rows=all")
    (found,), (in_page,) = FORMS.findall(kept), FORMS.findall(whole)
    assert found.replace("{session}", str(session.pk)) == in_page


@pytest.mark.parametrize("way", ["one at a time", "over", "written later", "closed"])
def test_session_with_other_parts_has_them_in_its_page(session, as_ana, ana, noon, way):
    if way == "over":
        finish_session(session=session, rir=None, note="", now=noon)
    elif way == "written later":
        Session.objects.update(written_later=True)
    elif way == "closed":
        builders.answered(ana, noon, H1="yes")

    page = page_of(as_ana, session, "?view=one" if way == "one at a time" else "")

    assert PARTS.findall(page) == []
    for name in ("part-more", "session-words", "pain-words", "hold", "run"):
        assert page.count(f'id="{name}"') == 1


def test_address_of_older_parts_leads_to_the_present_ones(session, as_ana, client):
    (address,) = PARTS.findall(page_of(as_ana, session))

    answer = client.get(reverse("routines:session_parts", args=["0" * 16]))

    assert (answer.status_code, answer.headers["Location"]) == (302, address)
