"""Words about one thing from clocks that were wrong, and from two devices."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.keys import new_key
from routines.models import MorningCheck, Session, SessionItem, SetLog
from tests import builders
from tests.routines.views.sending import a_set, figures


@pytest.fixture
def session(ana, library, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


@pytest.fixture
def item(session):
    return next(each for each in builders.strength(session) if not each.per_side)


# --- clocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("plainly", [True, False])
def test_word_from_before_the_server_s_clock_went_back_is_overruled_by_the_next(
    send, as_ana, ana, session, item, noon, plainly
):
    """All of this was reported two hours ahead; then the clock was corrected."""
    warm_up, ahead = session.items.filter(phase="warm-up")[0], noon + timedelta(hours=2)
    first, second = (builders.one_set(item, noon, number=number) for number in (1, 2))
    day = noon.date()
    MorningCheck.objects.create(user=ana, day=day, pain=6, recorded_at=ahead)
    SetLog.objects.update(client_ts=ahead)
    SessionItem.objects.update(ticked_at=noon, ticked_ts=ahead, skipped="busy", skipped_ts=ahead)
    SessionItem.objects.update(pain=6, pain_high=6, pain_ts=ahead)
    Session.objects.update(said_ts=ahead, rest_started_at=ahead, rest_s=60)

    def say(name, *args, **fields):
        if plainly:
            return as_ana.post(reverse(f"routines:{name}", args=args), fields)
        return send(name, *args, **fields)

    answers = [
        say("correct_set", first.pk, **a_set("12")),
        say("remove_set", second.pk),
        say("tick_item", warm_up.pk),
        say("skip_item", item.pk, reason=""),
        say("trouble", item.pk, pain="2"),
        say("mornings", day=day.isoformat(), pain="2"),
        say("finish", session.pk, rir="2", note="Good."),
    ]

    assert ["X-Outbox-Overruled" in each for each in answers] == [False] * 7
    assert figures() == [12]
    assert SessionItem.objects.get(pk=warm_up.pk).ticked_at is None
    assert SessionItem.objects.values_list("skipped", "pain").get(pk=item.pk) == ("", 2)
    assert MorningCheck.objects.get().pain == 2
    assert Session.objects.values_list("note", "status").get() == ("Good.", "partial")


def test_old_entry_does_not_overrule_what_overruled_a_wrong_clock(send, as_ana, item, noon):
    key = new_key()
    send("log_set", item.pk, key, said=-90, **a_set("8"))
    SetLog.objects.update(client_ts=noon + timedelta(hours=2))
    as_ana.post(reverse("routines:correct_set", args=[key]), a_set("12"))

    answer = send("correct_set", key, said=-60, **a_set("5"))

    assert answer["X-Outbox-Overruled"] == "yes"
    assert figures() == [12]


def test_old_skip_does_not_overrule_a_phase_that_was_left_out_since(send, as_ana, session):
    warm_up = session.items.filter(phase="warm-up")[0]
    phase = {"phase": "warm-up", "skipped": "on"}
    as_ana.post(reverse("routines:skip_phase", args=[session.pk]), phase)

    send("skip_item", warm_up.pk, said=-60, reason="busy")

    assert SessionItem.objects.get(pk=warm_up.pk).skipped == "phase"


def test_rest_from_a_clock_that_was_ahead_is_over_and_the_next_set_begins_one(
    send, session, item, noon
):
    Session.objects.update(rest_started_at=noon + timedelta(hours=2), rest_s=60)
    before = Session.objects.get().rest_left(noon)

    send("log_set", item.pk, new_key(), **a_set())

    assert before == 0
    assert Session.objects.get().rest_left(timezone.now()) > item.rest_s / 2


# --- two devices at one row -----------------------------------------------------------------------


def test_row_that_another_device_has_logged_comes_back_as_the_next_set_in_its_list(send, item):
    theirs, mine = new_key(), new_key()
    send("log_set", item.pk, theirs, **a_set("8"))

    answers = [send("log_set", item.pk, mine, **a_set("9")) for _ in range(2)]

    found = SetLog.objects.order_by("number").values_list("pk", "number", "amount")
    assert list(found) == [(theirs, 1, 8), (mine, 2, 9)]
    for answer in answers:  # also where the first answer was lost
        page = answer.content.decode()
        whole = page[page.index(f'id="sets-{item.pk}" hx-swap-oob="true"') :]
        assert whole.index(f'id="set-{theirs}"') < whole.index(f'id="set-{mine}"')
        assert "Logged as set 2: another page had logged this row already." in whole


def test_answer_brings_the_rows_that_another_device_has_logged_to_their_places(send, item):
    theirs, mine = new_key(), new_key()
    send("log_set", item.pk, theirs, **a_set("8") | {"number": "2"})

    page = send("log_set", item.pk, mine, **a_set("9")).content.decode()

    place = f'hx-swap-oob="outerHTML:.set:has(#tick-{item.pk}-2-both)"'
    assert page.count(place) == 1
    assert re.search(rf'id="set-{theirs}"[^>]*{re.escape(place)}', page) is not None
    assert f'id="sets-{item.pk}"' not in page


def test_plain_form_for_a_row_that_is_logged_already_shows_both(as_ana, session, item):
    for amount in ("8", "9"):
        url = reverse("routines:log_set", args=[item.pk, new_key()])
        as_ana.post(url, a_set(amount))

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()
    done = page[page.index(f'id="sets-{item.pk}"') :].split("</ul>")[0]
    assert [done.count("set--done"), done.count("8 reps"), done.count("9 reps")] == [2, 1, 1]
