"""The pages of the check before training, and what Today, Plan and a day say about it."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils.html import strip_tags

from accounts.keys import new_key
from routines.actions.consent import agree
from routines.actions.item import say_pain
from routines.actions.screening import record_clearance
from routines.facts.consent import has_agreed
from routines.models import Agreement, PlannedSession, Screening, Session, SetLog
from routines.views.session_parts import parts_address
from tests import builders

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
FLAGS = {
    "CLEAR": {"H1": "yes"},
    "SOON": {"B1_soon": "daily_life"},
    "URGENT": {"B1_urgent": "fever"},
    "EMERGENCY": {"B1_emergency": "urine"},
}


def told(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(strip_tags(f"<main{main}")).split())


def heading(answer):
    return told(answer) and re.search(r"<h1>(.*?)</h1>", answer.content.decode())[1]


def answers(**but):
    return builders.ticked(**but)


# --- the way through ----------------------------------------------------------------------------


def test_set_up_begins_with_what_is_agreed_to_and_the_questions(as_cleo, cleo, noon):
    first = as_cleo.get("/plan/setup/", follow=True)
    posted = as_cleo.post("/plan/setup/", {"level": "L1"}, follow=True)
    agree(user=cleo, now=noon)
    second = as_cleo.get("/plan/setup/", follow=True)
    as_cleo.post("/start-check/", answers())
    third = as_cleo.get("/plan/setup/", follow=True)

    pages = [each.templates[0].name for each in (first, posted, second, third)]
    assert pages == [
        "routines/agreement.html",
        "routines/agreement.html",
        "routines/screening.html",
        "routines/setup.html",
    ]


@pytest.mark.parametrize("ticked", [{}, {"terms": "on"}, {"health_data": "on"}])
def test_agreement_needs_both_yeses(as_cleo, cleo, ticked):
    answer = as_cleo.post("/start-check/agreement/", ticked)

    assert answer.status_code == 422
    assert answer.content.decode().count("errorlist") == 2 - len(ticked)
    assert not has_agreed(cleo)


def test_agreement_given_says_when_and_leads_to_withdrawing(as_cleo, cleo, noon):
    agree(user=cleo, now=noon)

    page = as_cleo.get("/start-check/agreement/")

    assert "You agreed to this on 4 March 2026 (version 3)." in told(page)
    assert 'href="/start-check/withdraw/"' in page.content.decode()


def test_cleared_before_can_be_said_only_where_it_is_on_record(as_cleo, cleo, noon):
    builders.answered(cleo, noon, B2="recent")
    before = as_cleo.post("/start-check/", answers(B2="known"))

    record_clearance(user=cleo, cleared_on=noon.date(), now=noon)
    after = as_cleo.post("/start-check/", answers(B2="known"))

    assert (before.status_code, after.status_code) == (422, 302)
    assert Screening.objects.get().get_outcome_display() == "MODIFY"


def test_somebody_new_without_a_tick_goes_straight_on(as_cleo, cleo, noon):
    agree(user=cleo, now=noon)

    first = as_cleo.post("/start-check/", answers())
    page = as_cleo.get("/plan/setup/")
    again = as_cleo.post("/start-check/", answers())

    assert first["Location"] == "/plan/setup/"
    assert "Nothing in your answers speaks against strength training." in told(page)
    assert 'data-draft-sent="start-check"' in page.content.decode()
    assert again["Location"] == "/start-check/result/"


@pytest.mark.parametrize(
    ("yeses", "title"),
    [
        ({"A1": "65"}, "You can start"),
        ({"B1_soon": "tingling"}, "You can train gently. Please see a professional"),
        ({"B2": "unseen"}, "You can train, with care"),
        ({"J1": "knee"}, "You can train, with care"),
        ({"G4": "yes"}, "Not today"),
        ({"H1": "yes"}, "Please ask a professional first"),
        ({"B1_soon": "daily_life"}, "Please see a professional before going on"),
        ({"B1_urgent": "fever"}, "Please call a doctor today"),
        ({"B1_emergency": "urine"}, "Please get help now"),
        ({"H2": "now"}, "Please get help now"),
    ],
)
def test_result_says_what_the_answers_mean(as_cleo, cleo, noon, yeses, title):
    agree(user=cleo, now=noon)

    answer = as_cleo.post("/start-check/", answers(**yeses), follow=True)

    assert answer.redirect_chain == [("/start-check/result/", 302)]
    assert heading(answer) == title


def test_result_of_an_emergency_offers_no_exercise(as_cleo, cleo, noon):
    builders.answered(cleo, noon, B1_emergency="urine")

    page = told(as_cleo.get("/start-check/result/"))

    assert "Stop. Get emergency help now. Do not exercise, and do not drive yourself." in page
    assert "Emergency: call 112" in page
    assert "mobility" not in page


def test_word_for_an_urgent_sign_counts_from_the_next_day_on(as_cleo, cleo, noon):
    builders.answered(cleo, noon, B1_urgent="fever")

    with time_machine.travel(noon + timedelta(days=1)):
        answer = as_cleo.post("/start-check/result/", {"cleared_on": "2026-03-04"}, follow=True)

    assert heading(answer) == "You can train, with care"


def test_cleared_on_opens_strength_and_is_said(as_cleo, cleo, noon):
    builders.answered(cleo, noon, H1="yes")

    answer = as_cleo.post("/start-check/result/", {"cleared_on": "2026-03-02"}, follow=True)

    assert heading(answer) == "You can train, with care"
    assert "You said that a professional cleared you on 2 March 2026." in told(answer)


@pytest.mark.parametrize(
    ("outcome", "day", "message"),
    [
        ("CLEAR", "2026-03-05", "That day is still to come."),
        ("CLEAR", "2025-03-04", "That is more than a year ago. Ask again, please."),
        ("SOON", "2026-03-03", "That was before the warning sign."),
        ("URGENT", "", "This field is required."),
        ("URGENT", "2026-03-04", "Not on the day of the warning sign itself."),
        ("EMERGENCY", "2026-03-04", "Not on the day of the warning sign itself."),
    ],
)
def test_cleared_on_a_day_that_does_not_count_is_refused(
    as_cleo, cleo, noon, outcome, day, message
):
    builders.answered(cleo, noon, **FLAGS[outcome])

    answer = as_cleo.post("/start-check/result/", {"cleared_on": day})

    assert answer.status_code == 422
    assert message in told(answer)
    assert Screening.objects.get().cleared_on is None


def test_result_of_nobody_leads_to_the_questions(as_cleo):
    assert as_cleo.get("/start-check/result/")["Location"] == "/start-check/"


def test_withdraw_has_the_device_forget_it_too(as_cleo, cleo, noon):
    asked = as_cleo.get("/start-check/withdraw/")
    done = as_cleo.post("/start-check/withdraw/")

    cookie = done.cookies["forget"]
    page = as_cleo.get("/settings/").content.decode()
    del as_cleo.cookies["forget"]
    assert "forget" not in asked.cookies
    assert (cookie.value, cookie["httponly"]) == (f"health.{cleo.pk}", "")
    assert page.count("outbox/forget.js") == 1
    assert as_cleo.get("/settings/").content.decode().count("outbox/forget.js") == 0


def test_withdraw_says_first_what_goes_and_deletes_by_post_alone(as_cleo, cleo, noon):
    builders.answered(cleo, noon, J1="knee")

    asked = as_cleo.get("/start-check/withdraw/")
    kept = Screening.objects.count()
    as_cleo.post("/start-check/withdraw/")

    assert "every pain figure that you logged" in told(asked)
    assert (kept, Screening.objects.count(), has_agreed(cleo)) == (1, 0, False)


# --- the other pages ----------------------------------------------------------------------------


def test_today_asks_calmly_whoever_was_never_asked_and_start_leads_there(as_cleo, cleo, noon):
    builders.plan(cleo, noon)
    agree(user=cleo, now=noon)

    page = as_cleo.get("/today/")
    started = as_cleo.post("/sessions/start/", {"key": new_key()})

    assert "Before the next session there are a few questions to answer" in told(page)
    assert started["Location"] == "/start-check/"
    assert Session.objects.count() == 0


def test_new_words_are_agreed_to_before_a_plan_is_made_and_nothing_is_changed_till_then(
    as_cleo, cleo, noon
):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon)
    Agreement.objects.of(cleo).update(version=0)
    given = {"level": "L2", "units": "imperial", "time_zone": "Asia/Tokyo", "usual_pain": "3"}
    choices = {"weekdays": "1-4", "equipment": builders.HOME}

    answer = as_cleo.post("/plan/setup/", {**given, **choices}, follow=True)
    today = told(as_cleo.get("/today/"))

    assert answer.redirect_chain == [("/start-check/", 302), ("/start-check/agreement/", 302)]
    cleo.refresh_from_db()
    assert (cleo.units, cleo.time_zone, cleo.usual_pain) == ("metric", "Europe/Berlin", None)
    assert "The words that you agreed to have changed." in today


@pytest.mark.parametrize("flag", FLAGS)
def test_locked_strength_is_offered_nowhere_and_started_by_no_post(as_cleo, cleo, noon, flag):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon, **FLAGS[flag])

    today, day = as_cleo.get("/today/"), as_cleo.get("/plan/days/2026-03-04/")
    started = as_cleo.post("/sessions/start/", {"key": new_key()})
    moved = as_cleo.post("/plan/change/", {"action": "session", "day": "2026-03-05", "to": ""})
    as_cleo.post("/plan/replan/")
    setup = as_cleo.get("/plan/setup/")

    for page in (today, day):
        assert "/sessions/start/" not in page.content.decode()
        assert "Put a session here" not in told(page)
        assert 'href="/start-check/result/"' in page.content.decode()
    leads = {each["Location"] for each in (started, moved, setup)}
    assert leads == {"/start-check/result/"}
    assert (Session.objects.count(), PlannedSession.objects.count()) == (0, 0)
    assert [as_cleo.get(path).status_code for path in ("/safety/", "/learn/", "/exercises/")] == [
        200, 200, 200,
    ]  # fmt: skip


def test_today_with_a_running_session_offers_to_finish_it_and_not_to_go_on(as_cleo, cleo, noon):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon)
    session = builders.session(cleo, noon)
    builders.one_set(builders.strength(session)[0], noon)
    builders.answered(cleo, noon, H1="yes")

    page = as_cleo.get("/today/").content.decode()

    assert f'href="/sessions/{session.pk}/finish/"' in page
    assert f'href="/sessions/{session.pk}/"' not in page


@pytest.mark.parametrize("yes", [{"B1_emergency": "urine"}, {"G4": "yes"}])
def test_locked_session_takes_what_was_done_and_leads_on_to_nothing(as_cleo, cleo, noon, yes):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon, **yes)
    sent = {"key": str(new_key()), "day": "2026-03-04", "programme_day": "A"}
    path = as_cleo.post("/sessions/write-down/", sent)["Location"]
    session = Session.objects.get()
    first, second, *_rest = builders.strength(session)
    say_pain(item=second, pain=7, now=noon)

    done = {"number": 1, "side": "both", "amount": 8, "unit": "kg"}
    logged = as_cleo.post(f"/items/{first.pk}/sets/{new_key()}/", done)
    page = as_cleo.get(path).content.decode()
    one = as_cleo.get(f"{path}?view=one").content.decode()
    part = as_cleo.post(f"/items/{first.pk}/skip/", {"reason": "tired"}, headers=HTMX)

    assert (logged.status_code, SetLog.objects.count()) == (302, 1)
    assert [each.count('href="/start-check/result/"') for each in (page, one)] == [1, 1]
    assert page.count('class="item card') == one.count('class="item card')
    for leads_on in ("view=one", "/swap/", "data-run hidden", "session/run.js", "session/hold.js"):
        assert leads_on not in page + one + part.content.decode()
    assert '<div hidden><section id="rest"' in page


def test_open_session_leads_on(as_cleo, cleo, noon):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon)

    page = as_cleo.get(f"/sessions/{builders.session(cleo, noon).pk}/").content.decode()
    parts = as_cleo.get(parts_address()).content.decode()

    for leads_on in ("view=one", parts_address(), "session/run.js", "session/hold.js"):
        assert leads_on in page
    for leads_on in ("/swap/", "data-run-phase"):
        assert leads_on in parts
    assert '<div hidden><section id="rest"' not in page
    assert 'href="/start-check/result/"' not in page


def test_plan_shows_the_reason_beside_what_is_swapped_changed_or_left_out(as_cleo, cleo, noon):
    builders.plan(cleo, noon, level="L2")
    builders.answered(cleo, noon, F1="yes")

    page = told(as_cleo.get("/plan/"))

    because = "falls in the last year, or unsteady on the feet"
    assert f"in place of Step-up, kinder with {because}" in page
    rail = "Keep a hand on a rail or worktop all the time."
    assert f"{rail} Because of: {because}" in page
    assert f"Front-of-thigh stretch: better not with {because}" in page


def test_session_shows_the_change_beside_the_exercise(as_cleo, cleo, noon):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon, F1="yes")
    session = builders.session(cleo, noon)

    page = told(as_cleo.get(f"/sessions/{session.pk}/"))

    assert page.count("Keep a hand on a rail or worktop all the time.") == 1
    assert page.count("Hold a worktop or march seated.") == 1


@pytest.mark.parametrize("plain", [True, False])
def test_pain_without_consent_leads_to_what_is_agreed_to(as_cleo, cleo, noon, plain):
    builders.plan(cleo, noon)
    builders.answered(cleo, noon)
    session = builders.session(cleo, noon)
    item = builders.strength(session)[0]
    as_cleo.post("/start-check/withdraw/")
    headers = {} if plain else {"HX-Request": "true"}

    answer = as_cleo.post(f"/items/{item.pk}/trouble/", {"pain": "5"}, headers=headers)
    finish = as_cleo.get(f"/sessions/{session.pk}/finish/").content.decode()

    assert answer["Location" if plain else "HX-Redirect"] == "/start-check/agreement/"
    assert 'name="pain"' not in finish


def test_nothing_about_health_stands_in_an_address_or_a_cookie(as_cleo, cleo, noon):
    builders.plan(cleo, noon)
    agree(user=cleo, now=noon)

    answer = as_cleo.post("/start-check/", answers(H1="yes", J1="knee"), follow=True)
    later = as_cleo.post("/sessions/start/", {"key": new_key()}, follow=True)

    chain = [*answer.redirect_chain, *later.redirect_chain]
    assert {path for path, _status in chain} == {"/start-check/result/"}
    assert set(as_cleo.cookies) <= {"sessionid", "csrftoken", "whose"}
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert [key for key in dict(as_cleo.session.items()) if not key.startswith("_")] == []


def test_stranger_s_answers_change_nothing_for_ana(library, ana, as_ana, bo, noon):
    builders.plan(ana, noon - timedelta(days=7))
    before = list(PlannedSession.objects.of(ana).values())

    builders.answered(bo, noon, B1_emergency="urine")

    assert list(PlannedSession.objects.of(ana).values()) == before
    assert heading(as_ana.get("/start-check/result/")) == "You can start"


@pytest.mark.parametrize(("path", "queries"), [("/start-check/", 4), ("/start-check/result/", 4)])
def test_check_pages_need_four_queries(as_ana, ana, path, queries, django_assert_num_queries):
    # the cookie's session, the person, the consent or the plan, the verdict
    with django_assert_num_queries(queries):
        as_ana.get(path)
