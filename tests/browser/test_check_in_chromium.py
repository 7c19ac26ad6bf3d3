"""The questions before training in a real browser: what an answer locks, and how it looks."""

from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from accounts.keys import new_key
from routines.actions.calendar_feed import make_feed
from routines.models import Session
from tests.browser.conftest import accessibility_faults, answer_no, overflow, sign_in, start


def test_red_flag_locks_strength_by_button_by_address_by_replay_and_in_the_calendar(
    signed_in, live_server, trainee
):
    page, now = signed_in, timezone.now()
    feed = make_feed(user=trainee, with_rest_days=False, starts_at=None, now=now)
    calendar = f"{live_server.url}/calendar/{feed.token}.ics"
    page.goto(f"{live_server.url}/sessions/ready/")
    token = page.locator("form[action='/sessions/start/'] [name=csrfmiddlewaretoken]").input_value()
    begins = {"csrfmiddlewaretoken": token, "key": str(new_key())}
    assert "Strength session A" in page.request.get(calendar).text()

    page.goto(f"{live_server.url}/start-check/")
    answer_no(page, B1_urgent="fever")
    expect(page.get_by_role("heading", name="Please call a doctor today")).to_be_visible()

    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_role("heading", name="Strength sessions wait for now")).to_be_visible()
    expect(page.get_by_role("link", name="Start", exact=True)).to_have_count(0)
    answer = page.request.post(f"{live_server.url}/sessions/start/", form=begins)
    assert answer.url == f"{live_server.url}/start-check/result/"
    page.goto(f"{live_server.url}/plan/setup/")
    expect(page.get_by_role("heading", name="Please call a doctor today")).to_be_visible()
    today = now.astimezone(ZoneInfo(trainee.time_zone)).date()
    page.goto(f"{live_server.url}/plan/change/?action=session&day={today}")
    expect(page.get_by_role("heading", name="Please call a doctor today")).to_be_visible()
    assert "Strength session" not in page.request.get(calendar).text()
    assert Session.objects.count() == 0


def test_word_of_a_professional_opens_strength_again(signed_in, live_server, trainee):
    page = signed_in
    page.goto(f"{live_server.url}/start-check/")
    answer_no(page, B1_soon="daily_life")

    page.get_by_label("On which day?").fill(f"{trainee.today()}")
    page.get_by_role("button", name="I have been cleared").click()
    page.get_by_role("link", name="Go to today").click()

    start(page)
    expect(page.get_by_text("0 of 18 sets")).to_be_visible()


def test_sign_says_what_it_means_as_soon_as_it_is_ticked(signed_in, live_server, trainee):
    page = signed_in
    page.goto(f"{live_server.url}/start-check/signs/")
    told = page.get_by_role("heading", name="Stop. Get emergency help now.")
    expect(told).to_be_hidden()

    page.get_by_label("You cannot start, feel or hold your urine").check()
    expect(told).to_be_visible()
    number = trainee.help_lines.emergency if trainee.help_lines else "112"
    call = page.locator(f"a[href='tel:{number}']").first
    expect(call).to_be_visible()
    # Where both are the same colour axe can't tell.
    assert call.evaluate("each => getComputedStyle(each).color") != call.evaluate(
        "each => getComputedStyle(each).backgroundColor"
    )

    page.get_by_label("You cannot start, feel or hold your urine").uncheck()
    page.get_by_label("None of these").first.check()
    expect(told).to_be_hidden()


def test_safety_page_opens_without_an_account(page, live_server, library):
    page.goto(f"{live_server.url}/safety/")

    expect(page.get_by_role("heading", name="Emergency: get help now")).to_be_visible()
    assert Client().get("/safety/").status_code == 200


def test_axe_finds_nothing_whatever_the_answers_come_to(page, live_server, trainee):
    sign_in(page, trainee, live_server.url)
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if found := [*accessibility_faults(page), *(["too wide"] if overflow(page) else [])]:
            faults[name] = found

    outcomes = [
        {"A1": "65"},
        {"B1_soon": "daily_life"},
        {"B1_soon": "severe", "B2": "unseen"},
        {"H1": "yes"},
        {"G4": "yes"},
        {"F1": "yes", "J1": "neck", "J2": "bones"},
    ]
    for yeses in outcomes:
        page.goto(f"{live_server.url}/start-check/")
        answer_no(page, **yeses)
        look(f"result {yeses}")
        for path in ("today", "plan"):
            page.goto(f"{live_server.url}/{path}/")
            look(f"{path} {yeses}")
    page.goto(f"{live_server.url}/today/")
    start(page)
    expect(page.get_by_role("heading", name="Strength", exact=True)).to_be_visible()
    look("session with changes")
    # No other answers lift these two.
    for yeses in ({"B1_urgent": "fever"}, {"B1_emergency": "urine"}):
        page.goto(f"{live_server.url}/start-check/")
        answer_no(page, **yeses)
        look(f"result {yeses}")
    page.goto(f"{live_server.url}/start-check/")
    look("questions, answered before")
    page.goto(f"{live_server.url}/start-check/signs/")
    look("warning signs alone")
    page.get_by_label("A hot, swollen calf").check()
    page.get_by_label("Pain or pressure in the chest").check()
    look("warning signs with their texts")

    assert faults == {}
