"""A day's page, the preview of a change, saving and undoing it, and writing down the truth."""

import re
from datetime import date, timedelta

import pytest

from accounts.keys import new_key
from routines.models import DayMark, MorningCheck, Plan, PlannedSession, Session, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
CROWDED = (
    "With Saturday 7 March, Monday 9 March and Friday 13 March"
    " it would be more than three sessions in seven days running."
)
TOO_CLOSE = (
    "It is too close to the session on Monday 16 March:"
    " at least 1 whole day of rest lies between two sessions."
)
MOVE = {"action": "move", "day": "2026-03-06", "to": "2026-03-07"}


@pytest.fixture
def plan(library, ana, noon):
    """Monday, Wednesday, Friday; today is Wednesday, 4 March 2026."""
    return builders.plan(ana, noon)


def test_day_with_a_session_offers_to_move_it(plan, as_ana):
    page = as_ana.get("/plan/days/2026-3-6/").content.decode()

    assert "Move it to another day" in page
    assert page.count('value="rest"') == 1


def test_day_next_to_a_session_done_says_why_and_when(plan, ana, as_ana, noon):
    builders.finished(ana, noon)

    page = as_ana.get("/plan/days/2026-3-5/").content.decode()

    assert "It is too close to the session on Wednesday 4 March" in page
    assert "The next day that works is Friday, 6 March." in page


def test_day_that_is_free_takes_a_session(plan, ana, as_ana):
    page = as_ana.get("/plan/days/2026-3-7/").content.decode()

    assert "Put a session here" in page


def test_day_that_passed_can_only_be_written_down(plan, as_ana):
    page = as_ana.get("/plan/days/2026-3-3/").content.decode()

    assert 'href="/sessions/write-down/?day=2026-03-03"' in page
    assert "Move it to another day" not in page


def test_change_shows_what_moves_before_anything_is_saved(plan, ana, as_ana):
    page = as_ana.get("/plan/change/", MOVE).content.decode()

    assert "Move Friday’s session to Saturday, 7 March?" in page
    assert moves_on(page) == [
        "B: Fri 6 Mar → to Sat 7 Mar",
        "B: Wed 11 Mar is left out " + CROWDED,
    ]
    assert DayMark.objects.count() == 0


def test_change_offers_the_other_days_that_work_to_tap(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[1, 6])  # Tuesday and Sunday
    asked = {"action": "move", "day": "2026-03-15", "to": "2026-03-16"}

    page = as_ana.get("/plan/change/", asked).content.decode()

    assert moves_on(page) == [
        "A: Sun 15 Mar → to Mon 16 Mar",
        "B: Tue 17 Mar → to Thu 19 Mar " + TOO_CLOSE,
    ]
    [good] = [form for form in page.split("<form") if 'class="good-days"' in form]
    days = [part.split('"')[0] for part in good.split('name="to" value="')[1:]]
    assert days == [f"2026-03-{number:02}" for number in (12, 13, 14, 19, 20)]


def test_move_that_is_refused_offers_the_days_that_work(plan, ana, as_ana, noon):
    builders.finished(ana, noon)

    page = as_ana.get("/plan/change/", {**MOVE, "to": "2026-03-05"}).content.decode()

    assert "Days that work" in page
    assert 'name="to" value="2026-03-07"' in page


def test_day_page_offers_good_days_to_tap_and_any_other(plan, as_ana):
    page = as_ana.get("/plan/days/2026-3-6/").content.decode()

    assert 'name="to" value="2026-03-07"' in page
    assert "Each of these moves another session, too." in page
    assert '<input type="date" name="to"' in page


def test_plan_again_says_what_it_moves_before_it_does_it(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=1), weekdays=[1, 3, 5])

    page = as_ana.get("/plan/replan/").content.decode()

    assert "The sessions to come are put on the best days that are left." in page
    assert moves_on(page) == [
        "B: Thu 5 Mar → to Wed 4 Mar",
        "A: Sat 7 Mar → to Fri 6 Mar",
        "B: Tue 10 Mar → to Sun 8 Mar",
    ]
    days = PlannedSession.objects.of(ana).values_list("day", flat=True)[:3]
    assert [f"{day:%a %d}" for day in days] == ["Tue 03", "Thu 05", "Sat 07"]


def moves_on(page: str) -> list[str]:
    """What the list of moves says, a line for each."""
    [listed] = re.findall(r'<ul class="moves">(.*?)</ul>', page, re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()).replace(" :", ":") for each in items]


ILL = {"action": "ill", "day": "2026-03-05", "to": "2026-03-07"}


def test_days_ill_are_shown_first_by_a_form_that_puts_nothing_into_an_address(plan, ana, as_ana):
    day = as_ana.get("/plan/days/2026-3-5/").content.decode()
    stays = as_ana.post("/sessions/start/", {"key": new_key(), "ill": "on"}).content.decode()
    looked = as_ana.post("/plan/change/", {**ILL, "look": "on"})

    for page in (day, stays, looked.content.decode()):
        [form] = [each for each in page.split("<form")[1:] if 'value="ill"' in each]
        assert ' method="post" action="/plan/change/"' in form.split(">")[0]
    assert moves_on(looked.content.decode()) == ["B: Fri 6 Mar is left out"]
    assert DayMark.objects.count() == 0


def test_days_ill_are_saved_after_the_look_and_from_no_address(plan, ana, as_ana):
    refused = as_ana.get("/plan/change/", ILL)
    none_yet = DayMark.objects.count()
    saved = as_ana.post("/plan/change/", ILL)

    assert (refused["Location"], none_yet) == ("/plan/", 0)
    assert saved["Location"].startswith("/plan/?changed=")
    assert list(DayMark.objects.of(ana).values_list("mark", flat=True)) == ["ill"] * 3


def test_days_ill_that_are_no_days_stay_in_a_form_that_looks(plan, as_ana):
    answer = as_ana.post("/plan/change/", {**ILL, "look": "on", "to": "2026-03-04"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The last day lies before the first." in page
    assert '<form method="post" action="/plan/change/" novalidate>' in page
    assert '<input type="hidden" name="look" value="on">' in page


def test_change_is_saved_and_can_be_undone(plan, ana, as_ana):
    answer = as_ana.post("/plan/change/", MOVE, follow=True)
    assert PlannedSession.objects.of(ana).filter(day=date(2026, 3, 7)).exists()

    page = answer.content.decode()
    [undo] = [part.split('"')[0] for part in page.split('action="') if "/undo/" in part[:80]]
    as_ana.post(undo)

    assert PlannedSession.objects.of(ana).filter(day=date(2026, 3, 6)).exists()
    assert DayMark.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_change_that_breaks_the_rule_says_which_and_changes_nothing(
    plan, ana, as_ana, noon, method
):
    builders.finished(ana, noon)

    answer = getattr(as_ana, method)("/plan/change/", {**MOVE, "to": "2026-03-05"})

    page = answer.content.decode()
    assert "The plan keeps its rest rule, so this doesn’t work:" in page
    assert "It is too close to the session on Wednesday 4 March" in page
    assert DayMark.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"to": ""}, "Choose the day to move the session to."),
        ({"to": "soon"}, "Enter a date, like 2026-03-04."),
        ({"to": "2026-03-03"}, "That day is over. Choose today or a later day."),
        ({"to": "2027-03-03"}, "Choose a day within the next 60 days."),
        ({"day": "2026-02-01"}, "That day is over. Choose today or a later day."),
        ({"day": ""}, "This field is required."),
        ({"action": "away", "day": "2026-03-09"}, "The last day lies before the first."),
        ({"action": "fly"}, "Select a valid choice. fly is not one of the available choices."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_change_refuses_nonsense_beside_the_field(plan, as_ana, wrong, message, method):
    answer = getattr(as_ana, method)("/plan/change/", {**MOVE, **wrong})

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert DayMark.objects.count() == 0


def test_today_offers_to_move_a_missed_session_or_to_let_it_go(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=2), sessions_per_week=2, weekdays=[0, 4])

    page = as_ana.get("/today/").content.decode()
    assert "Monday’s session didn’t happen" in page
    assert "Move it to today" in page

    as_ana.post("/plan/change/", {"action": "rest", "day": "2026-03-02"})
    assert "didn’t happen" not in as_ana.get("/today/").content.decode()


def test_missed_session_moves_to_the_day_offered(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=2), sessions_per_week=2, weekdays=[0, 4])

    as_ana.post("/plan/change/", {"action": "move", "day": "2026-03-02", "to": "2026-03-04"})

    days = PlannedSession.objects.of(ana).values_list("day", flat=True)[:3]
    assert [f"{day:%a %d}" for day in days] == ["Mon 02", "Wed 04", "Fri 06"]
    assert "didn’t happen" not in as_ana.get("/today/").content.decode()


def test_write_down_says_which_rule_and_takes_it_anyway(plan, ana, as_ana, noon):
    builders.finished(ana, noon)
    page = as_ana.get("/sessions/write-down/").content.decode()
    assert "You have trained on that day already." in page

    sent = {"key": str(new_key()), "day": "2026-03-04", "programme_day": "B"}
    answer = as_ana.post("/sessions/write-down/", sent)

    found = Session.objects.in_progress().get()
    assert answer.headers["Location"] == f"/sessions/{found.pk}/"
    assert (found.local_date, found.programme_day) == (date(2026, 3, 4), "B")


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-03-05", "That day is still to come."),
        ("2020-01-01", "Choose a day within the last year."),
        ("x", "Enter a date, like 2026-03-04."),
        ("", "This field is required."),
    ],
)
def test_write_down_refuses_a_day_that_cannot_be(plan, as_ana, day, message):
    sent = {"key": str(new_key()), "day": day, "programme_day": "A"}

    answer = as_ana.post("/sessions/write-down/", sent)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Session.objects.count() == 0


def test_offer_of_a_third_session_is_answered_on_today(library, ana, as_ana, noon):
    plan = builders.plan(ana, noon - timedelta(days=14), sessions_per_week=2)
    plan.wants_three = True
    plan.save()
    assert "Add the third session?" in as_ana.get("/today/").content.decode()

    as_ana.post("/plan/offer/", {"offer": "third", "answer": "yes", "plan": str(plan.pk)})

    plan.refresh_from_db()
    assert plan.sessions_per_week == 3
    assert "Add the third session?" not in as_ana.get("/today/").content.decode()


def test_offer_of_the_level_above_names_it_and_moves_up_once(library, ana, as_ana, noon):
    """However often the button is tapped: the answer is about the plan that it was asked of."""
    plan = builders.plan(ana, noon - timedelta(days=28))
    for days in (14, 12, 9, 7, 5, 2):
        builders.finished(ana, noon - timedelta(days=days), sets=2)
    SetLog.objects.update(amount=60)
    for days in (9, 5):
        morning = noon.date() - timedelta(days=days)
        MorningCheck.objects.create(user=ana, day=morning, pain=0, recorded_at=noon)
    page = as_ana.get("/today/").content.decode()

    for _tap in range(2):
        as_ana.post("/plan/offer/", {"offer": "level", "answer": "yes", "plan": str(plan.pk)})

    assert page.count("You seem ready for the next level, Build") == 1
    assert page.count(f'name="plan" value="{plan.pk}"') == 1
    assert Plan.objects.of(ana).current().get().level == "L2"


@pytest.mark.parametrize("offer", ["third", "deload", "level"])
def test_answer_to_what_is_not_offered_changes_nothing(plan, ana, as_ana, offer):
    before = Plan.objects.of(ana).values().get()

    as_ana.post("/plan/offer/", {"offer": offer, "answer": "yes", "plan": str(plan.pk)})

    assert Plan.objects.of(ana).values().get() == before


def test_answer_to_an_offer_of_before_a_lock_changes_nothing(library, ana, as_ana, noon):
    plan = builders.plan(ana, noon - timedelta(days=14), sessions_per_week=2)
    plan.wants_three = True
    plan.save()
    builders.answered(ana, noon, B1_emergency="urine")

    as_ana.post("/plan/offer/", {"offer": "third", "answer": "yes", "plan": str(plan.pk)})

    plan.refresh_from_db()
    assert (plan.wants_three, plan.sessions_per_week) == (True, 2)


def test_lighter_week_says_in_the_session_why_there_are_fewer_sets(library, ana, as_ana, noon):
    plan = builders.plan(ana, noon - timedelta(days=42))
    assert "A lighter week?" in as_ana.get("/today/").content.decode()

    as_ana.post("/plan/offer/", {"offer": "deload", "answer": "yes", "plan": str(plan.pk)})
    page = as_ana.get(f"/sessions/{builders.session(ana, noon).pk}/").content.decode()

    assert "Lighter week: half the sets, a tenth less weight" in page
