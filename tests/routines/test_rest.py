"""The rest between sets: begun by a set, lengthened, ended, the same on every device."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from routines.actions.log import remove_set
from routines.actions.rest import end_rest, lengthen_rest
from routines.actions.session import discard_session, finish_session
from routines.models import Session
from tests import builders


@pytest.fixture
def session(db, library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


def running() -> tuple:
    return Session.objects.values_list("rest_started_at", "rest_s").get()


def test_a_set_begins_the_rest_of_its_exercise(session, noon):
    squat = builders.strength(session)[0]

    builders.one_set(squat, noon)

    assert (running(), squat.rest_s) == ((noon, 90), 90)


def test_left_side_begins_no_rest_and_right_side_does(session, noon):
    step_up = session.items.get(exercise="step-up")

    builders.one_set(step_up, noon, side="left")
    between = running()
    builders.one_set(step_up, noon, side="right")

    assert (between, running()) == ((None, None), (noon, step_up.rest_s))


def test_a_set_of_a_session_that_is_over_begins_no_rest(session, noon):
    items = builders.strength(session)
    builders.one_set(items[0], noon)
    finish_session(session=session, rir=None, note="", now=noon)

    # Read before the end: the status of this older copy must not count.
    builders.one_set(items[1], noon)

    assert running() == (None, None)


def test_taking_back_the_set_that_began_it_ends_the_rest(session, noon):
    first, second = builders.strength(session)[:2]
    earlier = builders.one_set(first, noon)
    later = builders.one_set(second, noon + timedelta(minutes=2))

    remove_set(log=earlier, now=noon)
    still = running()
    remove_set(log=later, now=noon + timedelta(minutes=3))

    assert still == (noon + timedelta(minutes=2), second.rest_s)
    assert running() == (None, None)


@pytest.mark.parametrize(
    ("seconds", "after", "expected"),
    [(15, 0, 105), (-15, 0, 75), (-15, 80, None), (15, 95, 90), (4000, 0, 3600)],
)
def test_rest_is_lengthened_and_shortened_while_it_runs(session, noon, seconds, after, expected):
    builders.one_set(builders.strength(session)[0], noon)

    lengthen_rest(session=session, seconds=seconds, now=noon + timedelta(seconds=after))

    assert running()[1] == expected


def test_end_rest_ends_it(session, noon):
    builders.one_set(builders.strength(session)[0], noon)

    end_rest(session=Session.objects.get())

    assert running() == (None, None)


@pytest.mark.parametrize("end", ["finish", "discard"])
def test_end_of_the_session_ends_the_rest(session, noon, end):
    builders.one_set(builders.strength(session)[0], noon)

    if end == "finish":
        finish_session(session=session, rir=None, note="", now=noon)
    else:
        discard_session(session=session, now=noon)

    assert running() == (None, None)


@pytest.mark.parametrize(("after", "left"), [(0, 90), (89, 1), (90, 0), (1000, 0)])
def test_rest_left_counts_from_its_start(session, noon, after, left):
    builders.one_set(builders.strength(session)[0], noon)

    assert Session.objects.get().rest_left(noon + timedelta(seconds=after)) == left


def test_the_database_refuses_a_rest_without_a_length(session, noon):
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.update(rest_started_at=noon, rest_s=None)
