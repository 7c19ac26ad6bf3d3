"""The morning's question on Today, the gentle day, the check before a session."""

import re
from datetime import date, timedelta

import pytest

from accounts.keys import new_key
from routines.models import MorningCheck, ProfessionalCheck, Session
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days_ago", "asked"), [(1, 1), (2, 0)])
def test_today_asks_on_the_day_after_a_session(library, ana, as_ana, noon, days_ago, asked):
    then = noon - timedelta(days=days_ago)
    builders.plan(ana, then, sessions_per_week=2, weekdays=[then.weekday()])
    builders.finished(ana, then)

    page = as_ana.get("/today/").content.decode()

    assert page.count('action="/mornings/"') == asked
    assert page.count('name="pain"') == 11 * asked


def test_mornings_keeps_an_entry_and_shows_it_on_today(library, ana, as_ana, noon):
    builders.plan(ana, noon)

    answer = as_ana.post("/mornings/", {"day": "2026-03-04", "pain": "2", "sore": "on"})

    [found] = MorningCheck.objects.of(ana)
    assert answer.headers["Location"] == "/today/"
    assert (found.pain, found.sore) == (2, True)
    assert "The back today: 2 of 10." in as_ana.get("/today/").content.decode()


def answer_on(page: str) -> str:
    """What Today says to a morning above the usual, as one line of text."""
    [found] = re.findall(
        r'<div class="note note--amber" role="status">(.*?)</div>', page, re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.fixture
def usual_four(library, ana, noon):
    """Trained yesterday, with a usual pain of 4."""
    ana.usual_pain = 4
    ana.save()
    yesterday = noon - timedelta(days=1)
    plan = builders.plan(ana, yesterday, sessions_per_week=2, weekdays=[1, 4])
    builders.finished(ana, yesterday, sets=2)
    return plan


def test_today_says_at_once_what_a_morning_above_the_usual_does(usual_four, as_ana):
    as_ana.post("/mornings/", {"day": "2026-03-04", "pain": "6"})

    answer = answer_on(as_ana.get("/today/").content.decode())

    assert answer.startswith(
        "6 is more than a point above your usual 4: the back hasn’t settled yet,"
        " so nothing goes up. 7 exercises ask for less next time Glute bridge: 1 set instead of 2 "
    )
    assert "If tomorrow is like this as well, the days after it turn gentle." in answer


def test_answer_to_a_morning_names_what_the_next_session_then_asks(usual_four, ana, as_ana, noon):
    as_ana.post("/mornings/", {"day": "2026-03-04", "pain": "6"})
    said = answer_on(as_ana.get("/today/").content.decode())

    sets = {}
    for days in (2, 6):  # session B on Friday, session A on Tuesday
        found = builders.finished(ana, noon + timedelta(days=days))
        sets |= {item.exercise_name: item.sets for item in builders.strength(found)}

    named = {name for name in sets if f"{name}: 1 set instead of 2" in said}
    assert {name for name in named if sets[name] == 1} == named
    assert len(named) == 7


def test_answer_to_a_morning_needs_eleven_queries(usual_four, as_ana, django_assert_num_queries):
    as_ana.post("/mornings/", {"day": "2026-03-04", "pain": "6"})

    # Today's ten; prescriptions; twice what the targets read
    with django_assert_num_queries(10 + 1 + 2 * 5):
        as_ana.get("/today/")


@pytest.mark.parametrize("pain", [0, 4, 5])
def test_today_says_nothing_more_to_a_settled_morning(usual_four, as_ana, pain):
    as_ana.post("/mornings/", {"day": "2026-03-04", "pain": pain})

    page = as_ana.get("/today/").content.decode()

    assert 'class="note note--amber" role="status"' not in page
    assert f"The back today: {pain} of 10." in page


def test_mornings_refuses_a_figure_above_ten(library, ana, as_ana, noon):
    answer = as_ana.post("/mornings/", {"day": "2026-03-04", "pain": "11"})

    assert answer.status_code == 422
    assert "Choose a number from 0 to 10." in answer.content.decode()
    assert MorningCheck.objects.count() == 0


def test_mornings_shows_bo_nothing_of_ana_s(library, ana, as_bo, noon):
    MorningCheck.objects.create(user=ana, day=noon.date(), pain=9, recorded_at=noon)

    assert list(as_bo.get("/mornings/").context["entries"]) == []


@pytest.mark.parametrize(("path", "last"), [("/mornings/", 2), ("/mornings/?day=2026-01-05", 3)])
def test_mornings_form_knows_when_the_last_was_said(library, ana, as_ana, noon, path, last):
    said = [(noon.date(), 1), (noon.date() - timedelta(days=1), 2), (date(2026, 1, 5), 3)]
    said += [(noon.date() - timedelta(days=number), 0) for number in range(2, 29)]
    for day, hours in said:
        at = noon + timedelta(hours=hours)
        MorningCheck.objects.create(user=ana, day=day, pain=1, recorded_at=at)

    page = as_ana.get(path).content.decode()

    at = int((noon + timedelta(hours=last)).timestamp() * 1000)
    assert re.findall(r'data-outbox="morning" [^>]*data-at="(\d*)"', page) == [str(at)]


@pytest.mark.parametrize("rows", [1, 3])
def test_mornings_needs_four_queries(library, ana, as_ana, noon, rows, django_assert_num_queries):
    for number in range(rows):
        day = noon.date() - timedelta(days=number)
        MorningCheck.objects.create(user=ana, day=day, pain=1, recorded_at=noon)

    with django_assert_num_queries(4):  # the cookie's session, the person, the day, the last ones
        as_ana.get("/mornings/")


def test_today_in_a_flare_shows_the_gentle_list_and_no_start(
    library, ana, as_ana, noon, django_assert_num_queries
):
    builders.plan(ana, noon)

    as_ana.post("/mornings/said/", {"kind": "said"})

    with django_assert_num_queries(11):  # the gentle list instead of what was missed
        page = as_ana.get("/today/").content.decode()
    assert page.count("A gentle day") == 1
    assert page.count('href="/sessions/ready/"') == 0
    assert as_ana.post("/sessions/start/", {"key": str(new_key())}).headers["Location"] == "/today/"
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "shown"),
    [({"pain": "7"}, "An easy day"), ({"pain": "0", "ill": "on"}, "Rest until it is over")],
)
def test_ready_says_why_not_today(library, ana, as_ana, noon, said, shown):
    builders.plan(ana, noon)

    page = as_ana.post("/sessions/start/", {"key": str(new_key()), **said}).content.decode()

    assert page.count(f"<h1>{shown}</h1>") == 1
    assert page.count('href="/sessions/write-down/"') == 1
    assert Session.objects.count() == 0


def test_ready_starts_a_reduced_session_that_says_why(library, ana, as_ana, noon):
    builders.plan(ana, noon)

    answer = as_ana.post("/sessions/start/", {"key": str(new_key()), "pain": "5"}, follow=True)

    assert "You said 5 of 10 before the session" in answer.content.decode()


def test_check_exercise_is_kept_and_shown(library, ana, as_ana, noon):
    said = {"name": "Kim", "day": "2026-03-03"}

    answer = as_ana.post("/history/exercises/goblet-squat/checked/", said, follow=True)

    assert ProfessionalCheck.objects.of(ana).get().name == "Kim"
    assert "Kim, 3 March 2026" in answer.content.decode()


def test_check_exercise_refuses_a_day_to_come(library, ana, as_ana, noon):
    said = {"name": "Kim", "day": "2026-03-05"}

    answer = as_ana.post("/history/exercises/goblet-squat/checked/", said)

    assert answer.status_code == 422
    assert "That day is still to come." in answer.content.decode()
