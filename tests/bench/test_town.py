"""The crowd's people: their requests are answered by the app, in any state of the session."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from django.test import Client

from accounts.models import User
from bench.crowd import town
from bench.crowd.schedule import TRAINING, Event, Step, Visit
from routines.models import Session, SetLog, Status

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def people(library, monkeypatch, time_machine) -> town.Town:
    time_machine.move_to(NOON)
    # The session of that day has seventeen rows, so that three sets are extra ones.
    monkeypatch.setattr(town, "OF_200", {2: 1})
    return town.Town(NOON)


def a_whole_session() -> list[Event]:
    """Return the events of a training person."""
    numbers = iter(range(20))
    return [Event(0.0, step, next(numbers) if step == Step.SET else 0) for step, _ in TRAINING]


def statuses(requests) -> list[tuple[int, int]]:
    """Return the status of each answer beside the one that the bench counts as right."""
    client, found = Client(SERVER_NAME="localhost"), []
    for request in requests:
        client.cookies.clear()
        headers = request.headers
        send = client.post if request.method == "POST" else client.get
        data = dict(parse_qsl(request.body, keep_blank_values=True))
        found.append((send(request.path, data, headers=headers).status_code, request.status))
    return found


def test_each_step_of_a_session_is_answered_and_again_in_the_next_trial(people):
    events = a_whole_session()
    started = [step for step, _ in TRAINING].index(Step.START) + 1
    visits = [
        Visit(events=[Event(0.0, Step.TODAY)], trains=False),
        Visit(events=events[: started + 1], trains=True),
        Visit(events=events[started:-1], trains=True, sets_before=0),
        Visit(events=events[-4:-1], trains=True, sets_before=19),
        Visit(events=events[-1:], trains=True, sets_before=20, is_over=True),
    ]

    for _trial in range(2):
        people.grow(askers=5, registered=12)
        requests = people.lay_out(visits)
        for visit in requests:
            found = statuses(visit)
            assert [status for status, _ in found] == [wanted for _, wanted in found]

    assert User.objects.filter(is_guest=False).count() == people.registered == 12
    sessions = {
        each.copy.number: Session.objects.of(each.copy.person).first() for each in people.askers
    }
    assert [sessions[each.copy.number].status for each in people.askers[1:]] == [
        Status.IN_PROGRESS,
        Status.COMPLETED,
        Status.COMPLETED,
        Status.COMPLETED,
    ]
    sets = [SetLog.objects.of(each.copy.person).ticks().count() for each in people.askers]
    assert [count - sets[0] for count in sets] == [0, 0, 20, 20, 20]
