"""The server's clock is set back in the middle of a session: nothing is lost, nobody is logged
out."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.keys import new_key
from routines.models import SetLog
from tests import builders
from upkeep.jobs import JOBS
from upkeep.models import JobRun

SET = {"side": "both", "load": "8", "unit": "kg", "rir": "", "note": ""}
BACK = [timedelta(minutes=10), timedelta(hours=5), timedelta(days=3), timedelta(days=400)]
PAGES = [
    "routines:today",
    "routines:week",
    "history:history",
    "history:charts",
    "accounts:settings",
]


@pytest.fixture
def ana_trains(noon, ana, library):
    """(client, session, send): a device whose own clock goes on, and sends what it stored."""
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    client = Client(raise_request_exception=False)
    client.force_login(ana)
    session = builders.session(ana, noon)
    item = next(each for each in builders.strength(session) if not each.side_by_side)
    now = [noon]

    def send(key, number, amount, *, at=None, path="routines:log_set"):
        now[0] += timedelta(seconds=90)
        made = int((at or now[0]).timestamp() * 1000)
        headers = {
            "HX-Request": "true",
            "X-Outbox": str(new_key()),
            "X-Outbox-Owner": str(ana.pk),
            "X-Outbox-At": str(made),
            "X-Outbox-Now": str(int(now[0].timestamp() * 1000)),
        }
        url = reverse(path, args=[item.pk, key])
        answer = client.post(url, {**SET, "number": number, "amount": amount}, headers=headers)
        return answer.status_code, "X-Outbox-Ack" in answer, "X-Outbox-Overruled" in answer

    return client, session, send


KEPT = (200, True, False)


@pytest.mark.parametrize("back", BACK)
def test_sets_before_and_after_are_all_there(ana_trains, noon, back):
    client, session, send = ana_trains
    keys = [new_key() for _ in range(4)]
    found = [send(keys[0], 1, 8), send(keys[1], 2, 9)]

    with time_machine.travel(noon - back):
        found += [send(keys[2], 3, 10), send(keys[0], 1, 7), send(keys[2], 3, 10)]
        pages = [client.get(reverse(name)).status_code for name in PAGES]
        pages.append(client.get(reverse("routines:session", args=[session.pk])).status_code)
        call_command("tick", verbosity=0)
        done = JobRun.objects.filter(done_at=None).count(), JobRun.objects.count()
    with time_machine.travel(noon + timedelta(minutes=20)):
        found += [send(keys[3], 4, 11), send(keys[1], 2, 12)]
        pages.append(client.get(reverse("routines:session", args=[session.pk])).status_code)
        end = client.post(reverse("routines:finish", args=[session.pk]), {"effort": "6"})

    assert found == [KEPT] * 7
    assert pages == [200] * (len(PAGES) + 2)
    assert done == (0, len(JOBS))
    assert end.status_code == 302
    logs = SetLog.objects.standing().filter(user=session.user, item__session=session)
    amounts = dict(logs.filter(pk__in=keys).values_list("pk", "amount"))
    assert amounts == {keys[0]: 7, keys[1]: 12, keys[2]: 10, keys[3]: 11}
    assert logs.count() == 4


@pytest.mark.parametrize("back", BACK)
def test_session_may_end_and_another_day_begin_while_the_clock_is_behind(ana_trains, noon, back):
    client, session, send = ana_trains
    send(new_key(), 1, 8)

    with time_machine.travel(noon - back):
        end = client.post(reverse("routines:finish", args=[session.pk]), {"effort": "6"})
        summary = client.get(reverse("routines:summary", args=[session.pk]))
        today = client.get(reverse("routines:today"))
    with time_machine.travel(noon + timedelta(days=2)):
        history = client.get(reverse("history:session", args=[session.pk]))

    assert [each.status_code for each in (end, summary, today, history)] == [302, 200, 200, 200]


@pytest.mark.parametrize("back", BACK)
def test_log_in_lasts(ana_trains, noon, back):
    client, _session, _send = ana_trains

    with time_machine.travel(noon - back):
        assert client.get(reverse("routines:today")).status_code == 200
    with time_machine.travel(noon + timedelta(days=300)):
        assert client.get(reverse("routines:today")).status_code == 200
