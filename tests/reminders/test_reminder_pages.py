"""The settings of reminders, and the page that stops them from a mail."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.keys import new_key
from reminders import actions
from reminders.facts.stop_links import stop_key, stopped_by
from reminders.models import ReminderSetting
from reminders.planning.kinds import Kind
from routines.models import Agreement
from tests import builders

PAGE = reverse("reminders:reminders")
GOOD = {f"{kind}_at": "08:00" for kind in Kind}


def saved(user):
    rows = ReminderSetting.objects.of(user).order_by("kind")
    return {each.kind: (each.at, each.by_mail, each.by_push) for each in rows}


def test_everything_is_off_until_it_is_switched_on(as_ana, ana):
    page = as_ana.get(PAGE)

    assert page.status_code == 200
    assert "checked" not in page.content.decode()
    assert page.content.decode().count('type="time"') == 4


def test_choices_are_saved_and_shown(as_ana, ana, noon):
    sent = GOOD | {"training_by_mail": "on", "morning_at": "06:45", "morning_by_push": "on"}

    answer = as_ana.post(PAGE, sent)

    assert answer.url == PAGE
    assert saved(ana) == {
        "training": (time(8), True, False),
        "morning": (time(6, 45), False, True),
        "missed": (time(8), False, False),
        "tests": (time(8), False, False),
    }
    page = as_ana.get(PAGE).content.decode()
    assert 'value="06:45"' in page
    assert page.count(" checked") == 2
    berlin_at_eight = datetime(2026, 3, 5, 7, tzinfo=UTC)
    moments = {each.kind: each.next_at for each in ReminderSetting.objects.all()}
    assert moments == {
        "training": berlin_at_eight,
        "morning": berlin_at_eight - timedelta(hours=1, minutes=15),
        "missed": None,
        "tests": None,
    }


def test_saving_once_more_moves_nothing(as_ana, ana, noon):
    sent = GOOD | {"training_by_mail": "on"}
    as_ana.post(PAGE, sent)
    was = ReminderSetting.objects.get(kind="training").next_at

    as_ana.post(PAGE, sent | {"training_by_push": "on"})

    assert ReminderSetting.objects.get(kind="training").next_at == was


@pytest.mark.parametrize("typed", ["", "25:00", "soon"])
def test_time_that_is_missing_or_none_is_said_beside_its_field(as_ana, ana, typed):
    page = as_ana.post(PAGE, GOOD | {"training_at": typed, "training_by_mail": "on"})

    assert page.status_code == 422
    assert page.context["form"].errors == {"training_at": ["Enter a time, like 18:00."]}
    assert saved(ana) == {}


def test_time_may_be_missing_where_a_reminder_is_off(as_ana, ana):
    as_ana.post(PAGE, {})

    assert {by_mail or by_push for _at, by_mail, by_push in saved(ana).values()} == {False}


def test_guest_has_no_mail_to_choose(library):
    guest = builders.guest()
    client = Client()
    client.force_login(guest)

    page = client.get(PAGE).content.decode()
    client.post(PAGE, GOOD | {"training_by_mail": "on"})

    assert "_by_mail" not in page
    assert "With an e-mail address, reminders can come by mail, too." in page
    assert saved(guest)["training"] == (time(8), False, False)


def test_without_a_mail_server_there_is_no_mail_to_choose(as_ana, ana, settings):
    update = {"BACKHEALTH_SMTP_HOST": None}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)

    page = as_ana.get(PAGE).content.decode()
    as_ana.post(PAGE, GOOD | {"training_by_mail": "on"})

    assert "_by_mail" not in page
    assert "Mails go to" not in page
    assert "No mail server is set up here" in page
    assert saved(ana)["training"] == (time(8), False, False)


def test_saving_without_a_mail_server_keeps_the_mails_for_when_there_is_one(as_ana, ana, settings):
    as_ana.post(PAGE, GOOD | {"training_by_mail": "on"})
    update = {"BACKHEALTH_SMTP_HOST": None}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)

    as_ana.post(PAGE, GOOD | {"training_at": "09:00"})

    assert saved(ana)["training"] == (time(9), True, False)


def test_page_says_that_the_morning_needs_consent(as_ana, ana, noon):
    says = "It comes once you agreed"
    assert says not in as_ana.get(PAGE).content.decode()

    Agreement.objects.update(withdrawn_at=noon)

    assert says in as_ana.get(PAGE).content.decode()


def test_page_of_settings_costs_five_queries(as_ana, ana, noon, django_assert_num_queries):
    with django_assert_num_queries(5):
        as_ana.get(PAGE)
    as_ana.post(PAGE, GOOD | {"training_by_mail": "on"})
    with django_assert_num_queries(5):
        as_ana.get(PAGE)


# --- stopping from a mail -----------------------------------------------------------------------


@pytest.fixture
def switched_on(ana, noon):
    for kind in Kind:
        ways = {"by_mail": True, "by_push": kind == Kind.TRAINING}
        actions.choose_reminder(user=ana, kind=kind, at=time(8), now=noon, **ways)


def stop(kind, user):
    return reverse("reminders:stop_mails", args=[stop_key(user.pk, kind)])


def on(user):
    return {each.kind for each in ReminderSetting.objects.of(user).filter(by_mail=True)}


def test_opening_the_link_stops_nothing(switched_on, ana):
    page = Client().get(stop(Kind.TRAINING, ana))

    assert page.status_code == 200
    assert "Stop the mails about planned days" in page.content.decode()
    assert "Stop all reminders by mail" in page.content.decode()
    assert on(ana) == set(Kind)
    assert "sessionid" not in page.cookies


def test_button_stops_one_kind_and_twice_does_no_harm(switched_on, ana):
    stranger = Client(enforce_csrf_checks=True)

    answers = [stranger.post(stop(Kind.TRAINING, ana)) for _twice in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert "These mails are stopped" in answers[1].content.decode()
    assert on(ana) == set(Kind) - {Kind.TRAINING}
    training = ReminderSetting.objects.get(kind="training")
    assert (training.by_push, training.next_at is None) == (True, False)


def test_mail_program_stops_all_by_its_own_button(switched_on, ana):
    """As RFC 8058 has it: a POST without a cookie, with these words."""
    answer = Client(enforce_csrf_checks=True).post(
        stop(None, ana), {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    assert on(ana) == set()
    assert set(ReminderSetting.objects.exclude(next_at=None).values_list("kind", flat=True)) == {
        "training"  # by push
    }


def test_link_of_nobody_is_answered_kindly(db, ana):
    key = stop_key(ana.pk, Kind.TRAINING)
    bad = [
        "nonsense",
        "-",
        key[:-1],
        key.replace("training", "morning"),
        key.replace("training", "all"),
        stop_key(new_key(), None)[:32] + key[32:],
    ]
    for each in bad:
        for method in ("get", "post"):
            page = getattr(Client(), method)(reverse("reminders:stop_mails", args=[each]))
            assert (page.status_code, "This link isn’t complete" in page.content.decode()) == (
                404,
                True,
            )


def test_link_outlives_the_account(db):
    answer = Client().post(reverse("reminders:stop_mails", args=[stop_key(new_key(), None)]))

    assert answer.status_code == 200


def test_link_says_whose_and_which_mails(ana):
    assert stopped_by(stop_key(ana.pk, Kind.TESTS)) == (ana.pk, Kind.TESTS)
    assert stopped_by(stop_key(ana.pk, None)) == (ana.pk, None)
    assert "ana" not in stop_key(ana.pk, Kind.TESTS)


def test_page_of_the_link_costs_nothing_and_its_button_five_queries(
    switched_on, ana, django_assert_num_queries
):
    with django_assert_num_queries(0):
        Client().get(stop(None, ana))
    with django_assert_num_queries(5):
        Client().post(stop(None, ana))
