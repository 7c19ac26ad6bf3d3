"""Daily habits and the note about sleep and rest: on Today, on the page of a day, in History."""

import re
from datetime import timedelta

import pytest

from routines import actions
from routines.models import DayNote, Session
from tests import builders

pytestmark = pytest.mark.django_db
DAY = "2026-03-04"


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


def note(client, about, answer="done", day=DAY, **fields):
    return client.post("/notes/", {"day": day, "about": about, "answer": answer, **fields})


def forms_of(page: str, about: str) -> list[str]:
    hidden = f'name="about" value="{about}"'
    return [form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if hidden in form]


def test_without_habits_today_asks_about_the_night_and_offers_habits(plan, as_ana):
    page = as_ana.get("/today/").content.decode()

    assert "Add a small daily habit" in page
    assert len(forms_of(page, "night")) == 1
    assert forms_of(page, "walking") == []


def test_habits_are_chosen_on_their_page_three_at_most(plan, ana, as_ana):
    four = ["calf_raises", "walking", "mobility", "balance"]
    refused = as_ana.post("/habits/", {"habits": four})

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Choose three at most: fewer are easier to keep." in page
    assert page.count(" checked") == 4

    answer = as_ana.post("/habits/", {"habits": four[:3]})
    assert answer.headers["Location"] == "/today/"
    ana.refresh_from_db()
    assert ana.habits == four[:3]
    page = as_ana.get("/today/").content.decode()
    assert [len(forms_of(page, about)) for about in four] == [1, 1, 1, 0]


def test_no_habit_switches_them_off(plan, ana, as_ana):
    as_ana.post("/habits/", {"habits": ["walking"]})
    as_ana.post("/habits/", {})

    ana.refresh_from_db()
    assert ana.habits == []


@pytest.mark.parametrize(("answers", "badges"), [({}, 0), ({"A1": "65"}, 1)])
def test_balance_is_suggested_from_65_on(plan, ana, as_ana, noon, answers, badges):
    builders.answered(ana, noon, **answers)

    page = as_ana.get("/habits/").content.decode()

    assert page.count("suggested from 65 on") == badges


def test_one_tap_on_today_ticks_and_another_takes_it_back(plan, ana, as_ana):
    as_ana.post("/habits/", {"habits": ["walking", "balance"]})

    answer = note(as_ana, "walking", minutes="20")
    ticked = as_ana.get("/today/").content.decode()
    note(as_ana, "walking", "")
    back = as_ana.get("/today/").content.decode()

    assert answer.headers["Location"] == "/today/"
    [form] = forms_of(ticked, "walking")
    assert 'aria-pressed="true"' in form
    assert "20 min" in form
    assert 'value="done"' not in form
    [form] = forms_of(back, "walking")
    assert 'aria-pressed="false"' in form
    assert 'value="done"' in form


def test_ticked_on_two_devices_it_is_written_once(plan, ana, as_ana, noon):
    for _device in range(2):
        note(as_ana, "balance")

    assert DayNote.objects.of(ana).count() == 1


@pytest.mark.parametrize("minutes", ["0", "601", "-5", "ten", "2.5"])
def test_minutes_that_are_none_are_refused_beside_the_field(plan, ana, as_ana, minutes):
    as_ana.post("/habits/", {"habits": ["walking", "balance"]})

    answer = note(as_ana, "walking", minutes=minutes)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Enter whole minutes, from 1 to 600.") == 1
    assert f'value="{minutes}"' in page
    assert forms_of(page, "balance") == []
    assert DayNote.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"about": "jumping"},
        {"about": "walking", "answer": "badly"},
        {"about": "night", "answer": "done"},
        {"about": "walking", "day": "2026-03-05"},
        {"about": "walking", "day": "yesterday"},
        {"about": "walking", "day": "2024-01-01"},
    ],
)
def test_what_no_button_sends_is_refused(plan, as_ana, fields):
    assert note(as_ana, **fields).status_code == 422
    assert DayNote.objects.count() == 0


def test_the_night_is_noted_with_one_tap_and_taken_back_with_another(plan, as_ana):
    note(as_ana, "night", "so_so")

    [form] = forms_of(as_ana.get("/today/").content.decode(), "night")
    pressed = re.findall(r'value="(\w*)"\s+aria-pressed="(\w+)"', form)
    assert pressed == [("well", "false"), ("", "true"), ("badly", "false")]

    note(as_ana, "night", "")
    assert DayNote.objects.standing().count() == 0


def test_without_consent_the_night_leads_to_the_agreement_and_a_habit_is_kept(
    plan, ana, as_ana, noon
):
    actions.withdraw_consent(user=ana, now=noon)

    assert note(as_ana, "night", "well").headers["Location"] == "/start-check/agreement/"
    assert note(as_ana, "walking").headers["Location"] == "/today/"
    assert list(DayNote.objects.values_list("about", flat=True)) == ["walking"]


def test_a_calf_that_hurts_pauses_calf_raises_until_a_morning_without(plan, ana, as_ana, noon):
    as_ana.post("/habits/", {"habits": ["calf_raises"]})
    offered = as_ana.get("/today/").content.decode()
    note(as_ana, "calves", "hurt")
    same_day = as_ana.get("/today/").content.decode()
    DayNote.objects.update(day=noon.date() - timedelta(days=1))
    next_day = as_ana.get("/today/").content.decode()
    note(as_ana, "calves", "fine")
    after = as_ana.get("/today/").content.decode()

    assert "A calf or heel tendon hurts more than 2 of 10" in offered
    assert "It doesn’t hurt after all" in same_day
    assert "This morning it is at 2 of 10 or less" in next_day
    for page in (same_day, next_day):
        assert page.count("Pauses until a morning on which calf and heel tendon") == 1
        assert "Done anyway" in page
    assert "Pauses" not in after


def test_calf_raises_pause_in_a_flare_and_the_others_are_gentle(plan, as_ana):
    as_ana.post("/habits/", {"habits": ["calf_raises", "walking", "balance"]})
    as_ana.post("/mornings/said/", {"kind": "said"})

    page = as_ana.get("/today/").content.decode()

    assert page.count("Pauses while the back flares up.") == 1
    assert "5 to 10 minutes, two or three times" in page
    assert page.count("Done anyway") == 1


def test_another_day_can_be_noted_and_shows_no_pause(plan, ana, as_ana, noon):
    as_ana.post("/habits/", {"habits": ["calf_raises"]})
    note(as_ana, "calves", "hurt", day="2026-03-02")

    answer = note(as_ana, "calf_raises", day="2026-03-03")
    page = as_ana.get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == "/notes/?day=2026-03-03"
    assert "<h1>Tuesday, 3 March</h1>" in page
    assert "Pauses" not in page
    [form] = forms_of(page, "calf_raises")
    assert 'aria-pressed="true"' in form


@pytest.mark.parametrize("day", ["2026-03-09", "never", ""])
def test_a_day_that_is_none_or_to_come_is_today(plan, as_ana, day):
    page = as_ana.get("/notes/", {"day": day}).content.decode()

    assert "<h1>Wednesday, 4 March</h1>" in page


def test_the_stranger_sees_and_changes_his_own_notes_alone(plan, ana, as_ana, as_bo):
    note(as_ana, "walking", minutes="20")

    seen = as_bo.get("/notes/").content.decode()
    note(as_bo, "walking", "")

    assert "20 min" not in seen
    assert DayNote.objects.of(ana).standing().count() == 1


def test_history_shows_habits_beside_sessions_and_counts_none(plan, ana, as_ana, noon):
    builders.finished(ana, noon)
    note(as_ana, "walking", day="2026-03-03", minutes="20")
    note(as_ana, "calf_raises", day="2026-03-03")
    note(as_ana, "night", "badly")

    page = as_ana.get("/history/").content.decode()

    beside = re.findall(r"<li>\s*<a href=\"/notes/(.*?)</li>", page, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in beside]
    assert words == [
        '?day=2026-03-04">Wednesday 4 March · slept and rested badly',
        '?day=2026-03-03">Tuesday 3 March · Calf raises · Walking, 20 min',
    ]
    assert "1 of 3" in page
    assert Session.objects.count() == 1


def test_history_of_habits_alone_has_weeks_without_a_count(plan, ana, as_ana, noon):
    note(as_ana, "walking", day="2026-01-07")
    note(as_ana, "walking")

    page = as_ana.get("/history/").content.decode()
    older = as_ana.get("/history/?until=2026-02-08").content.decode()

    assert page.count('class="log-week"') == 1
    assert page.count('class="badge') == 0
    assert 'href="?until=2026-02-08#log"' in page
    assert "Wednesday 7 January" in older


@pytest.mark.parametrize("days", [1, 3])
def test_history_needs_one_query_for_its_notes(
    plan, ana, as_ana, noon, days, django_assert_num_queries
):
    builders.finished(ana, noon)
    for number in range(days):
        note(as_ana, "walking", day=noon.date() - timedelta(days=number))

    with django_assert_num_queries(19):
        as_ana.get("/history/")


def test_today_needs_one_query_for_its_notes_and_one_for_calf_work(
    plan, ana, as_ana, noon, django_assert_num_queries
):
    as_ana.post("/habits/", {"habits": ["walking", "balance"]})
    note(as_ana, "walking")
    with django_assert_num_queries(12):
        as_ana.get("/today/")

    as_ana.post("/habits/", {"habits": ["calf_raises", "balance"]})
    with django_assert_num_queries(13):
        as_ana.get("/today/")


def test_page_of_a_day_needs_three_queries(plan, as_ana, django_assert_num_queries):
    note(as_ana, "walking")

    with django_assert_num_queries(3):  # the cookie's session, the person, the notes
        as_ana.get("/notes/")


def test_a_device_sends_a_tick_twice_and_an_older_one_late(plan, ana, send):
    send("day_notes", day=DAY, about="walking", answer="done", minutes="20", said=-60)
    again = send("day_notes", day=DAY, about="walking", answer="done", minutes="20", said=-60)
    late = send("day_notes", day=DAY, about="walking", answer="", said=-90, sent=90)

    [row] = DayNote.objects.of(ana)
    assert (row.answer, row.minutes) == ("done", 20)
    assert again.headers["X-Outbox-Ack"] == "e1"
    assert again.headers["HX-Redirect"] == "/today/"
    assert late.headers["X-Outbox-Overruled"] == "yes"
