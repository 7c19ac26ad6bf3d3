"""The browsers in which a person is reminded: added, limited, ended with the log-in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import end_session, end_sessions
from accounts.models import BrowserSession, FormerGuest
from reminders import actions
from reminders.models import MOST_DEVICES, PushSubscription, Tried
from routines.actions import merge_guest
from routines.actions.personal_data import delete_everything
from tests import builders
from tests.reminders.push_service import Browser


def standing(user):
    found = PushSubscription.objects.of(user).standing(timezone.now())
    return [each.endpoint.rpartition("/")[2] for each in found]


# --- adding -------------------------------------------------------------------------------------


def test_browser_is_kept_once_however_often_it_is_added(ana, phone, in_browser, noon):
    browser = in_browser(ana)
    for _ in range(3):
        phone.added(ana, browser)

    assert standing(ana) == ["ana-s-phone"]
    assert PushSubscription.objects.count() == 1


def test_browser_that_got_another_address_is_reached_at_that_alone(ana, in_browser, noon):
    browser = in_browser(ana)
    Browser("before").added(ana, browser)
    Browser("after").added(ana, browser)

    assert standing(ana) == ["after"]
    assert PushSubscription.objects.count() == 1


def test_browser_that_another_person_uses_now_reminds_that_person(ana, bo, phone, in_browser, noon):
    first = phone.added(ana, in_browser(ana))
    actions.note_taken(subscription=first, now=noon)
    phone.added(bo, in_browser(bo))

    assert (standing(ana), standing(bo)) == ([], ["ana-s-phone"])
    assert PushSubscription.objects.get().last_ok_at is None


def test_browser_that_is_added_again_has_failed_no_more(subscription, ana, phone, noon):
    actions.note_failed(subscription=subscription, wait=timedelta(hours=1), now=noon)
    actions.ask_for_test(subscription=subscription, now=noon)

    phone.added(ana, subscription.browser)

    found = PushSubscription.objects.get()
    assert (found.failures, found.failing_since, found.not_before, found.test) == (
        0,
        None,
        None,
        "",
    )


def test_oldest_browser_goes_when_there_are_too_many(ana, bo, in_browser, noon):
    Browser("bo-s").added(bo, in_browser(bo))
    for number in range(MOST_DEVICES + 2):
        Browser(str(number)).added(ana, in_browser(ana))

    assert standing(ana) == [str(number) for number in range(2, MOST_DEVICES + 2)]
    assert standing(bo) == ["bo-s"]


# --- ending -------------------------------------------------------------------------------------


def test_log_out_there_ends_that_browser_at_once(subscription, ana, in_browser):
    Browser("ana-s-desk").added(ana, in_browser(ana))
    session = BrowserSession.objects.get(browser=subscription.browser)

    end_session(user=ana, key=session.session_key)

    assert standing(ana) == ["ana-s-desk"]


def test_log_out_everywhere_else_leaves_this_browser(subscription, ana, in_browser):
    Browser("ana-s-desk").added(ana, in_browser(ana))
    session = BrowserSession.objects.get(browser=subscription.browser)

    end_sessions(user=ana, but=session.session_key)

    assert standing(ana) == ["ana-s-phone"]


def test_log_in_that_expired_ends_its_browser(subscription, ana, noon):
    BrowserSession.objects.update(expire_date=noon - timedelta(seconds=1))

    assert standing(ana) == []


def test_closed_account_is_not_reminded(subscription, ana):
    ana.is_active = False
    ana.save()

    assert standing(ana) == []


def test_deleted_account_leaves_no_browser(subscription, ana):
    delete_everything(ana)

    assert PushSubscription.objects.count() == 0


def test_browsers_in_which_nobody_is_logged_in_are_forgotten(ana, bo, in_browser, noon):
    left, kept = in_browser(ana), in_browser(bo)
    Browser("left").added(ana, left)
    Browser("kept").added(bo, kept)
    BrowserSession.objects.filter(browser=left).delete()

    early = actions.forget_left_devices(most=9, now=noon + timedelta(minutes=59))
    late = actions.forget_left_devices(most=9, now=noon + timedelta(minutes=61))

    assert (early, late) == (0, 1)
    assert standing(bo) == ["kept"]


# --- a guest's browser --------------------------------------------------------------------------


@pytest.fixture
def guest_s(library, phone, in_browser, noon):
    """A guest's browser, in which ana has logged in since."""
    guest = builders.guest()
    return guest, phone.added(guest, in_browser(guest))


def logged_in_to(user, guest, subscription):
    BrowserSession.objects.filter(browser=subscription.browser).update(user=user)
    FormerGuest.objects.create(key=guest.pk, user=user, asked_at=timezone.now())


def test_guest_s_browser_waits_while_an_account_is_logged_in_there(guest_s, ana, noon):
    guest, subscription = guest_s
    logged_in_to(ana, guest, subscription)

    forgotten = actions.forget_left_devices(most=9, now=noon + timedelta(days=1))

    assert (standing(guest), standing(ana), forgotten) == ([], [], 0)


def test_guest_s_browser_comes_along_into_the_account(guest_s, ana, noon):
    guest, subscription = guest_s
    logged_in_to(ana, guest, subscription)

    merge_guest(guest=guest, user=ana, keeps_guests_plan=False, now=noon)

    assert standing(ana) == ["ana-s-phone"]


# --- tests --------------------------------------------------------------------------------------


def test_answer_to_a_test_that_nobody_waits_for_changes_nothing(subscription, noon):
    actions.note_test(subscription=subscription, found=Tried.TAKEN, now=noon)

    assert PushSubscription.objects.get().test == ""


def test_answer_to_a_test_is_kept(subscription, noon):
    actions.ask_for_test(subscription=subscription, now=noon)
    actions.note_test(subscription=subscription, found=Tried.LATER, now=noon + timedelta(minutes=1))

    found = PushSubscription.objects.get()
    assert (found.test, found.test_at) == (Tried.LATER, noon + timedelta(minutes=1))


def test_name_of_a_row_has_nothing_of_its_address(subscription):
    assert str(subscription) == "browser since 2026-03-04"
