"""The link to a routine: switched on and off by its owner, read by anybody."""

import re
from decimal import Decimal

import pytest
import segno
from django.test import Client

from backhealth.qr import qr_code
from builder.actions import choose_share_notes, share_routine, switch_off_share
from builder.models import Share
from routines.actions.session import finish_session
from routines.models import Prescription
from tests import builders

pytestmark = pytest.mark.django_db


def page_of(routine):
    return f"/routines/{routine.pk}/share/"


# --- the owner's page ---------------------------------------------------------------------------


def test_link_is_made_by_the_button_and_ended_by_another(routine, as_ana, client):
    on = as_ana.post(page_of(routine), {"action": "on"})
    token = Share.objects.get().token
    shown = as_ana.get(page_of(routine))
    open_to_all = client.get(f"/shared/{token}/")
    off = as_ana.post(page_of(routine), {"action": "off"})

    assert [each["Location"] for each in (on, off)] == [page_of(routine)] * 2
    assert shown.context["address"].endswith(f"/shared/{token}/")
    assert open_to_all.status_code == 200
    assert [client.get(f"/shared/{token}/{more}").status_code for more in ("", "print/")] == [
        404
    ] * 2
    assert as_ana.get(page_of(routine)).context["share"] is None


def test_link_switched_on_again_is_a_new_one(routine, ana, noon):
    old = share_routine(routine=routine, with_notes=False, now=noon)
    switch_off_share(routine=routine)

    new = share_routine(routine=routine, with_notes=False, now=noon)

    assert old.token != new.token
    assert re.fullmatch(r"[0-9a-f]{32}", new.token)
    assert str(new) == f"link to {routine.pk}"


def test_making_it_twice_keeps_the_link(routine, noon):
    tokens = {
        share_routine(routine=routine, with_notes=with_notes, now=noon).token
        for with_notes in (True, False)
    }

    assert len(tokens) == 1
    assert not Share.objects.get().with_notes


def test_switched_off_stays_off_for_a_page_that_was_open(routine, link):
    switch_off_share(routine=routine)

    choose_share_notes(routine=routine, with_notes=True)

    assert not Share.objects.exists()


def test_button_that_is_none_is_refused(routine, as_ana):
    answer = as_ana.post(page_of(routine), {"action": "burn"})

    assert answer.status_code == 422
    assert not Share.objects.exists()


def test_stranger_has_no_page_of_it(routine, link, as_bo):
    answers = [as_bo.get(page_of(routine)), as_bo.post(page_of(routine), {"action": "off"})]

    assert [each.status_code for each in answers] == [404, 404]
    assert Share.objects.count() == 1


# --- what anybody sees --------------------------------------------------------------------------


def test_shared_page_shows_what_is_prescribed(routine, link, client):
    page = client.get(link)

    prescribed = routine.prescriptions.select_related("exercise")
    html = page.content.decode()
    assert [str(day.day.letter) for day in page.context["days"]] == ["A", "B"]
    assert {each.exercise.name for each in prescribed if each.exercise.name not in html} == set()
    assert html.count("2 × 8") == prescribed.filter(sets=2, lo=8, phase="strength").count()


@pytest.mark.parametrize("more", ["", "print/"])
def test_nothing_of_the_person_is_on_it(routine, link, client, ana, noon, more):
    Prescription.objects.filter(routine=routine, exercise="calf-raise").update(takes_load=True)
    session = builders.session(ana, noon)
    calves = next(each for each in builders.strength(session) if each.exercise_id == "calf-raise")
    builders.one_set(calves, noon, load=Decimal("17.5"))
    finish_session(session=session, rir=None, note="so sore today", now=noon)

    html = client.get(link + more).content.decode()

    told = ("ana", "example.org", "17.5", "so sore", "operation", str(ana.pk), str(routine.pk))
    assert [each for each in told if re.search(rf"\b{re.escape(each)}\b", html)] == []


@pytest.mark.parametrize("more", ["", "print/"])
def test_notes_are_shown_if_the_owner_wants_it(routine, link, client, more):
    choose_share_notes(routine=routine, with_notes=True)

    html = client.get(link + more).content.decode()

    # On day A and on day B.
    assert html.count("Since the operation the left one first.") == 2


@pytest.mark.parametrize("more", ["", "print/"])
def test_link_is_in_no_cache_and_no_index_and_no_other_site_learns_it(link, client, more):
    answer = client.get(link + more)

    kept = set(answer.headers["Cache-Control"].split(", "))
    assert {"no-store", "private"} - kept == set()
    assert answer.headers["X-Robots-Tag"] == "noindex"
    # Not "no-referrer": the browser would then hide from us where the form came from, too.
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "X-Offline-Page" not in answer.headers


def test_closed_account_shares_nothing(link, client, ana):
    ana.is_active = False
    ana.save()

    assert client.get(link).status_code == 404


@pytest.mark.parametrize("more", ["", "print/"])
def test_queries_do_not_grow_with_the_days(routine, link, client, django_assert_num_queries, more):
    with django_assert_num_queries(3):
        client.get(link + more)

    rows = list(routine.prescriptions.filter(programme_day="A"))
    for row in rows:
        row.pk, row.programme_day = None, "C"
    Prescription.objects.bulk_create(rows)
    routine.day_data = [*routine.day_data, {"letter": "C", "name": "Third", "weekday": None}]
    routine.save()
    with django_assert_num_queries(3):
        shown = client.get(link + more)
    assert [len(day.strength) for day in shown.context["days"]] == [7, 7, 7]


def test_owner_s_page_needs_four_queries(routine, link, ana, django_assert_num_queries):
    client = Client()
    client.force_login(ana)

    # The session and the person; the routine and its link.
    with django_assert_num_queries(4):
        client.get(page_of(routine))


# --- the code -----------------------------------------------------------------------------------


def test_code_is_that_of_the_address_in_black_on_white():
    address = "https://example.org/shared/0123456789abcdef0123456789abcdef/"

    svg = str(qr_code(address))

    assert drawn(svg) == [list(row) for row in segno.make_qr(address, error="m").matrix]
    assert re.findall(r'(fill|stroke)="(.*?)"', svg) == [("fill", "#fff"), ("stroke", "#000")]
    assert "style" not in svg


def drawn(svg):
    """The code's squares, 1 for black, as the strokes of its path draw them."""
    border, path = 4, re.search(r'stroke="#000" d="(.*?)"', svg)[1]
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1]) - 2 * border
    squares = [[0] * side for _ in range(side)]
    x = y = Decimal(0)
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        steps = [Decimal(each) for each in numbers.split()]
        if letter == "h":
            for place in range(int(x), int(x + steps[0])):
                squares[int(y) - border][place - border] = 1
            x += steps[0]
        else:
            before = (x, y) if letter == "m" else (0, 0)
            x, y = before[0] + steps[0], before[1] + steps[1]
    return squares


def test_link_shows_an_own_exercise_and_leads_to_no_page_of_it(library, ana, client, noon):
    plan = builders.plan(ana, noon)
    made = builders.own_exercise(ana, name="Zebra press", cues=["Push the floor away"])
    plan.prescriptions.filter(exercise="sit-to-stand").update(exercise=made)
    share = share_routine(routine=plan.routine, with_notes=False, now=noon)

    shown = client.get(f"/shared/{share.token}/").content.decode()

    assert "<h3>Zebra press</h3>" in shown
    assert (made.pk in shown, "Push the floor away" in shown) == (False, True)
