"""The sheet for an appointment: chosen, shown, given away by a link that ends."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.digests import digest_of
from history.models import MOST_LINKS, ReportLink
from history.planning.report import Part
from routines.actions.screening import withdraw_consent
from routines.models import Screening, Session
from tests import builders

pytestmark = pytest.mark.django_db

REPORT, SHEET = "/history/report/", "/history/report/sheet/"
# What only this part of the sheet has on it.
HEADINGS = {
    Part.OFTEN: "How often",
    Part.EXERCISES: "Routine in use: Foundation",
    Part.PAIN: "Pain, 0 to 10",
    Part.CHANGES: "Left out or replaced",
    Part.STOPS: "Stop signs",
    Part.CHECK: "Questions before training",
    Part.TESTS: "Tests of one’s own",
    Part.ACTIVITIES: "Activities, 0 (can’t) to 10 (as well as ever)",
    Part.NOTES: "To change",
}
OWN = {"weeks": "own", "since": "2026-01-01", "to": "2026-03-04", "part": "a"}


@pytest.fixture
def trained(library, ana, noon):
    """ana trained twice, stopped once, and a professional has cleared her."""
    builders.plan(ana, noon - timedelta(days=9))
    builders.finished(ana, noon - timedelta(days=9))
    second = builders.finished(ana, noon - timedelta(days=2))
    Session.objects.filter(pk=second.pk).update(stopped=True)
    Screening.objects.filter(user=ana).update(
        outcome=3, tags=["knee_pain"], cleared_on=noon.date() - timedelta(days=20)
    )
    return ana


def headings(html):
    found = re.findall(r"<h2 id=\"[\w-]+\">([^<]+)</h2>", html)
    return [each.strip() for each in found]


# --- choosing -----------------------------------------------------------------------------------


def test_every_part_is_ticked_at_first_and_leads_to_the_sheet(trained, as_ana):
    form = as_ana.get(REPORT).context["form"]

    assert form.data["weeks"] == "12"
    assert form.data["part"] == [value for value, _words in form.fields["part"].choices]
    assert as_ana.get(f"{SHEET}?{form.query}").status_code == 200


def test_history_leads_to_it(trained, as_ana):
    assert f'href="{REPORT}"' in as_ana.get("/history/").content.decode()


def test_sheet_shows_what_was_ticked_and_nothing_else(trained, as_ana):
    shown = {}

    for part in HEADINGS:
        html = as_ana.get(SHEET, {"weeks": "4", "part": part.value}).content.decode()
        sheet = html[html.index('class="paper ') : html.index('class="paper-foot"')]
        shown[part] = headings(sheet)

    assert shown == {part: [heading] for part, heading in HEADINGS.items()}


TO_COME = "That day is still to come. Choose today or an earlier day."
BAD_DAYS = [
    ({"since": "2026-03-04", "to": "2026-03-03"}, "to", "The last day lies before the first."),
    ({"to": "2026-03-05"}, "to", TO_COME),
    ({"since": "2030-01-01"}, "since", TO_COME),
    ({"since": "1926-03-04"}, "since", "Choose a day after 1999."),
    (
        {"since": "2020-03-04"},
        "since",
        "Choose two years at most, so that it fits on the sheet.",
    ),
    ({"since": ""}, "since", "Choose a day."),
    ({"since": "nonsense"}, "since", "Enter a date, like 2026-03-04."),
    ({"part": []}, "part", "Tick one line at least."),
    ({"part": ["z"]}, "part", "Select a valid choice. z is not one of the available choices."),
]


@pytest.mark.parametrize("path", [REPORT, SHEET])
def test_bad_days_are_refused_beside_their_field_and_kept(trained, as_ana, path):
    pages = [as_ana.get(path, {**OWN, **asked}) for asked, _field, _message in BAD_DAYS]

    assert {each.status_code for each in pages} == {422}
    assert {each.templates[0].name for each in pages} == {"history/report.html"}
    assert [each.context["form"].errors for each in pages] == [
        {field: [message]} for _asked, field, message in BAD_DAYS
    ]
    assert [
        each.context["form"].data.getlist(field)
        for each, (_asked, field, _message) in zip(pages, BAD_DAYS, strict=True)
    ] == [as_list(asked[field]) for asked, field, _message in BAD_DAYS]


def as_list(value):
    return value if isinstance(value, list) else [value]


def test_days_of_the_weeks_are_not_asked_for(trained, as_ana):
    page = as_ana.get(SHEET, {"weeks": "4", "part": "a", "since": "2026-03-04", "to": "2026-03-03"})

    assert page.context["report"].period.first.isoformat() == "2026-02-09"
    assert page.context["report"].period.last.isoformat() == "2026-03-04"


# --- what it says -------------------------------------------------------------------------------


def test_sheet_says_how_often_and_what_stopped_and_what_was_cleared(trained, as_ana):
    html = as_ana.get(SHEET, {"weeks": "4", "part": ["a", "e", "f"]}).content.decode()

    sheet = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "2 sessions done." in sheet
    assert "One session ended because of a stop sign: 2 Mar 2026." in sheet
    assert "Cleared by a professional on 12 February 2026" in sheet
    assert "The exercises take care of: knee pain or knee arthritis." in sheet


# --- its link -----------------------------------------------------------------------------------


def token_in(page):
    return re.search(r"/sheets/([0-9a-f]{32})/", page.content.decode())[1]


def test_link_shows_exactly_what_was_ticked_to_anybody(trained, as_ana):
    made = as_ana.post(SHEET, {**OWN, "part": ["a", "e"], "days": "3"})
    shown = Client().get(f"/sheets/{token_in(made)}/").content.decode()

    sheet = shown[shown.index('class="paper ') :]
    own = made.content.decode()
    assert headings(sheet) == [HEADINGS[Part.OFTEN], HEADINGS[Part.STOPS]]
    assert sheet[: sheet.index("paper-foot")] in own
    assert "Cleared" not in sheet
    assert "ana" not in re.findall(r"\w+", shown.lower())


def test_link_reads_no_session_sets_no_cookie_and_is_kept_from_everybody_else(
    trained, as_ana, noon
):
    page = as_ana.get(f"/sheets/{builders.sheet_link(trained, noon)}/")

    assert page.status_code == 200
    assert page.cookies == {}
    assert "Cookie" not in page.headers.get("Vary", "")
    assert page.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert {"no-store", "private"} <= set(page.headers["Cache-Control"].split(", "))
    assert "X-Offline-Page" not in page.headers


def test_link_can_be_read_and_nothing_else(trained, noon):
    path = f"/sheets/{builders.sheet_link(trained, noon)}/"

    assert [Client().post(path).status_code, Client().put(path).status_code] == [405, 405]
    assert "<form" not in Client().get(path).content.decode()


def test_token_is_shown_once_and_stored_nowhere(trained, as_ana):
    token = token_in(as_ana.post(SHEET, {**OWN, "days": "3"}))

    link = ReportLink.objects.get()
    assert link.digest == digest_of(token) != token
    assert token not in as_ana.get(REPORT).content.decode()
    assert token not in f"{link} {vars(link)}"


def test_link_ends_after_its_days(trained, as_ana, noon):
    token = builders.sheet_link(trained, noon, days=3)
    path = f"/sheets/{token}/"
    answers = {}

    for hours in (71, 73):
        with time_machine.travel(noon + timedelta(hours=hours)):
            listed = list(as_ana.get(REPORT).context["links"])
            answers[hours] = (Client().get(path).status_code, len(listed))

    assert answers == {71: (200, 1), 73: (404, 0)}


def test_link_that_is_switched_off_leads_nowhere_at_once(trained, as_ana, as_bo, noon):
    token = builders.sheet_link(trained, noon)
    off = reverse("history:switch_off_report_link", args=[ReportLink.objects.get().pk])

    by_bo = as_bo.post(off)
    still = Client().get(f"/sheets/{token}/")
    by_ana = as_ana.post(off)
    after = Client().get(f"/sheets/{token}/")

    assert [each.status_code for each in (by_bo, still, by_ana, after)] == [404, 200, 302, 404]
    assert by_ana["Location"] == REPORT
    assert as_ana.post(off).status_code == 404


def test_link_nobody_made_and_the_link_of_a_closed_account_are_not_there(trained, noon):
    token = builders.sheet_link(trained, noon)
    trained.is_active = False
    trained.save()

    paths = [f"/sheets/{each}/" for each in (token, "0" * 32, digest_of(token))]
    assert [Client().get(path).status_code for path in paths] == [404, 404, 404]


def test_link_shows_the_log_as_it_is_now_but_no_later_day(trained, noon):
    path = f"/sheets/{builders.sheet_link(trained, noon)}/"
    Session.objects.filter(stopped=True).update(removed_at=noon)
    later = noon + timedelta(days=5)

    with time_machine.travel(later):
        builders.finished(trained, later)
        html = Client().get(path).content.decode()

    sheet = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "1 session done." in sheet
    assert "None ended a session in this time." in sheet


def test_days_that_are_none_are_refused_beside_the_field_and_kept(trained, as_ana):
    typed = ["", "0", "-1", "1000000000", "91", "nonsense", "1.5"]

    pages = [as_ana.post(SHEET, {**OWN, "days": days}) for days in typed]

    assert {each.status_code for each in pages} == {422}
    assert {each.templates[0].name for each in pages} == {"history/report_sheet.html"}
    assert [list(each.context["link_form"].errors) for each in pages] == [["days"]] * len(typed)
    assert [each.context["link_form"]["days"].value() for each in pages] == typed
    assert not ReportLink.objects.exists()


def test_too_many_links_are_refused_until_one_is_off_or_has_ended(trained, as_ana, noon):
    for _each in range(MOST_LINKS):
        builders.sheet_link(trained, noon, days=2)

    refused = as_ana.post(SHEET, {**OWN, "days": "3"})
    with time_machine.travel(noon + timedelta(days=3)):
        made = as_ana.post(SHEET, {**OWN, "days": "3"})

    assert (refused.status_code, made.status_code) == (422, 200)
    assert refused.context["link_form"].errors == {
        "days": ["You have 10 links. Switch one of them off first."]
    }
    assert ReportLink.objects.count() == 1


def test_no_link_without_consent_and_none_is_left_when_it_is_withdrawn(trained, as_ana, noon):
    token = builders.sheet_link(trained, noon)
    withdraw_consent(user=trained, now=noon)

    refused = as_ana.post(SHEET, {**OWN, "days": "3"})

    assert (refused.status_code, refused["Location"]) == (302, reverse("routines:agreement"))
    assert not ReportLink.objects.exists()
    assert Client().get(f"/sheets/{token}/").status_code == 404


def test_addresses_hold_no_word_about_a_body(trained, as_ana):
    page = as_ana.get(SHEET, {"weeks": "4", "part": ["a", "f"]})

    words = "pain|back|flare|stop|screen|clear|health|knee"
    addresses = [page.context["query"], reverse("history:given_sheet", args=["x"]), SHEET]
    assert [each for each in addresses if re.search(words, each)] == []


# --- speed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("weeks", "count"), [("12", 16), ("52", 19)])
def test_queries_of_a_sheet(trained, as_ana, django_assert_num_queries, weeks, count):
    asked = {"weeks": weeks, "part": [part.value for part in Part if part in HEADINGS]}
    as_ana.get(SHEET, asked)

    with django_assert_num_queries(count):
        as_ana.get(SHEET, asked)
