"""The pages that take a session out of the log, and bring it back."""

import pytest

from routines.actions.removal import remove_session
from routines.models import Session
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon)
    return builders.finished(ana, noon)


def read(client, path) -> str:
    return client.get(path).content.decode()


def test_removal_is_asked_done_undone(session, as_ana):
    asked = read(as_ana, f"/sessions/{session.pk}/remove/")
    answer = as_ana.post(f"/sessions/{session.pk}/remove/")
    history = read(as_ana, answer["Location"])
    today = read(as_ana, "/today/")
    back = as_ana.post(f"/sessions/{session.pk}/restore/")

    assert "Remove this session?" in asked
    assert answer["Location"] == f"/history/?until=2026-03-04&removed={session.pk}"
    assert "Removed: session A of Wednesday, 4 March." in history
    assert f'id="session-{session.pk}"' not in history
    assert "0 of 3 this week" in today
    assert back["Location"] == f"/history/?until=2026-03-04#session-{session.pk}"
    assert f'id="session-{session.pk}"' in read(as_ana, "/history/")
    assert "1 of 3 this week" in read(as_ana, "/today/")


def test_removed_session_is_found_and_brought_back_later(session, as_ana, noon):
    remove_session(session=session, now=noon)

    history = read(as_ana, "/history/")

    assert "1 removed session" in history
    assert history.count(f'action="/sessions/{session.pk}/restore/"') == 1
    assert as_ana.get(f"/sessions/{session.pk}/")["Location"].endswith("/remove/")
    assert "This session is removed" in read(as_ana, f"/sessions/{session.pk}/remove/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_discard_of_a_finished_session_leads_to_the_other_question(session, as_ana, method):
    answer = getattr(as_ana, method)(f"/sessions/{session.pk}/discard/")

    assert answer["Location"] == f"/sessions/{session.pk}/remove/"
    assert Session.objects.values_list("status", "removed_at").get() == ("partial", None)


def test_running_session_is_not_removed(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)

    page = as_ana.post(f"/sessions/{session.pk}/remove/").content.decode()

    assert "This session is still running" in page
    assert Session.objects.get().removed_at is None


def test_history_shows_a_session_without_a_set_as_not_counted(session, as_ana):
    for item in builders.strength(session):
        for log in item.set_logs.all():
            as_ana.post(f"/sets/{log.pk}/remove/")

    page = read(as_ana, "/history/")

    assert "no set left, not counted" in page
    assert "0 of 3" in page
    assert f'href="/sessions/{session.pk}/remove/"' in page
