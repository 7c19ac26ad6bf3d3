"""The settings of reminders, with and without scripts, and the page that a mail leads to."""

import pytest
from django.urls import reverse

from accounts.models import User
from reminders.facts.stop_links import stop_key
from reminders.models import ReminderSetting
from reminders.planning.kinds import Kind
from tests.browser.conftest import accessibility_faults, overflow


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_reminders(signed_in, live_server, trainee, scheme):
    signed_in.emulate_media(color_scheme=scheme)
    stop = reverse("reminders:stop_mails", args=[stop_key(trainee.pk, Kind.TRAINING)])
    for path in ("/settings/reminders/", stop, stop.replace("training", "morning")):
        signed_in.goto(f"{live_server.url}{path}")

        assert accessibility_faults(signed_in) == [], path
        assert overflow(signed_in) == 0, path


def test_reminder_is_switched_on_and_stopped_by_its_mail(
    signed_in, live_server, trainee, mail_server
):
    User.objects.filter(pk=trainee.pk).update(email="ana@example.org", is_guest=False)
    signed_in.goto(f"{live_server.url}/settings/reminders/")
    planned_day = signed_in.get_by_role("group", name="A planned day")
    planned_day.get_by_label("Time of day").fill("06:45")
    planned_day.get_by_label("By mail").check()
    signed_in.get_by_role("button", name="Save").click()
    signed_in.get_by_text("Saved.").wait_for()
    assert planned_day.get_by_label("Time of day").input_value() == "06:45"
    assert planned_day.get_by_label("By mail").is_checked()

    stop = reverse("reminders:stop_mails", args=[stop_key(trainee.pk, Kind.TRAINING)])
    signed_in.goto(f"{live_server.url}{stop}")
    signed_in.get_by_role("button", name="Stop the mails about planned days").click()
    signed_in.get_by_role("heading", name="These mails are stopped").wait_for()

    assert accessibility_faults(signed_in) == []
    assert not ReminderSetting.objects.filter(by_mail=True).exists()
