"""Using a routine from its link: by somebody who is signed in, and by a guest."""

import re

import pytest

from accounts.keys import new_key
from accounts.models import User
from builder.actions import share_routine, take_over
from builder.models import Received
from exercises.models import Exercise
from routines.models import Plan, PlannedSession, Prescription, Routine
from tests import builders
from tests.routines.views.test_plan_pages import SETUP

pytestmark = pytest.mark.django_db


def key_on(page):
    return re.search(r'name="key" value="([\w-]+)"', page.content.decode())[1]


def use(client, link):
    return client.post(f"{link}use/", {"key": key_on(client.get(link))}, follow=True)


def exercises_of(routine):
    rows = routine.prescriptions.filter(phase="strength").order_by("programme_day", "position")
    return list(rows.values_list("programme_day", "exercise", "sets", "lo", "hi"))


def test_signed_in_person_gets_a_copy_and_trains_by_it(routine, link, bo, as_bo, noon):
    builders.plan(bo, noon, level="L2")

    asked = use(as_bo, link)
    copied = Routine.objects.of(bo).get(received__isnull=False)
    as_bo.post(asked.request["PATH_INFO"])

    assert asked.request["PATH_INFO"] == f"/routines/{copied.pk}/begin/"
    assert (copied.name, exercises_of(copied)) == ("Strong hips", exercises_of(routine))
    assert Plan.objects.of(bo).current().get().routine == copied
    assert not copied.prescriptions.exclude(note="").exists()
    assert routine.prescriptions.exclude(note="").count() == 2


def test_notes_go_along_where_the_link_shows_them(routine, bo, noon):
    shown = share_routine(routine=routine, with_notes=True, now=noon)

    copied = take_over(user=bo, share=shown, name="X", key=new_key(), now=noon)

    assert copied.prescriptions.exclude(note="").count() == 2


def test_sent_twice_it_is_one_copy(link, bo, as_bo, as_ana):
    key = key_on(as_bo.get(link))

    answers = [as_bo.post(f"{link}use/", {"key": key}) for _ in range(2)]

    assert len({each["Location"] for each in answers}) == 1
    assert Routine.objects.of(bo).count() == Received.objects.of(bo).count() == 1


def test_key_of_somebody_else_s_routine_is_refused(routine, link, bo, as_bo):
    answer = as_bo.post(f"{link}use/", {"key": routine.pk})

    assert answer.status_code == 404
    assert not Routine.objects.of(bo).exists()


def test_owner_gets_no_copy_of_their_own(routine, link, as_ana, ana):
    answer = use(as_ana, link)

    assert answer.request["PATH_INFO"] == f"/routines/{routine.pk}/begin/"
    assert list(Routine.objects.of(ana)) == [routine]


@pytest.mark.parametrize("key", ["", "nonsense"])
def test_without_a_key_nobody_begins_as_a_guest(link, client, key):
    before = User.objects.count()

    answer = client.post(f"{link}use/", {"key": key})

    assert (answer["Location"], User.objects.count()) == (link, before)


def test_link_that_is_off_can_not_be_used(routine, link, as_ana, client):
    key = key_on(client.get(link))
    as_ana.post(f"/routines/{routine.pk}/share/", {"action": "off"})
    before = User.objects.count()

    answer = client.post(f"{link}use/", {"key": key})

    assert (answer.status_code, User.objects.count()) == (404, before)


def test_guest_is_led_through_safety_and_days_to_the_routine(routine, link, client, noon):
    first = use(client, link)
    client.post("/start-check/agreement/", {"terms": "on", "health_data": "on"})
    guest = User.objects.get(is_guest=True)
    builders.answered(guest, noon)
    ready = client.post("/plan/setup/", SETUP)
    shown = client.get(ready["Location"])
    client.post(ready["Location"])

    copied = Routine.objects.of(guest).get(received__isnull=False)
    assert first.request["PATH_INFO"] == "/start-check/agreement/"
    assert ready["Location"] == f"/routines/{copied.pk}/begin/"
    assert shown.status_code == 200
    assert Plan.objects.of(guest).current().get().routine == copied
    assert PlannedSession.objects.of(guest).exists()
    # Once: the next change of the set-up leads to the plan as ever.
    assert client.post("/plan/setup/", SETUP)["Location"] == "/plan/"


def test_what_is_not_for_the_person_is_shown_and_left_out(routine, link, bo, as_bo, noon):
    builders.answered(bo, noon, J1="knee")
    builders.plan(bo, noon, equipment=[])
    calves = Exercise.objects.get(slug="calf-raise")
    Exercise.objects.filter(pk=calves.pk).update(caution=["knee_pain"], changes={})
    Prescription.objects.filter(routine=routine, exercise="glute-bridge").update(
        exercise="barbell-deadlift"
    )

    page = as_bo.get(use(as_bo, link).request["PATH_INFO"])
    html = page.content.decode()
    as_bo.post(page.request["PATH_INFO"])

    # The copy of a person whose answers are known lacks it from the beginning.
    used = Plan.objects.of(bo).current().get().routine
    assert "calf-raise" not in {each[1] for each in exercises_of(used)}
    assert len(exercises_of(used)) == len(exercises_of(routine)) - 2
    assert page.context["locked"] == {"barbell-deadlift"}
    assert "Locked at first" in html
    assert "not at hand" in html


def test_careful_person_keeps_repetitions_in_reserve(routine, link, bo, as_bo, noon):
    Prescription.objects.filter(routine=routine, phase="strength").update(rir_lo=1, rir_hi=2)
    builders.answered(bo, noon, A1="65")
    builders.plan(bo, noon)

    as_bo.post(use(as_bo, link).request["PATH_INFO"])

    used = Plan.objects.of(bo).current().get().routine
    reserve = used.prescriptions.filter(phase="strength").values_list("rir_lo", "rir_hi")
    assert set(reserve) == {(3, 5)}


def test_stranger_has_no_page_to_begin(routine, as_bo):
    page = f"/routines/{routine.pk}/begin/"

    assert [as_bo.get(page).status_code, as_bo.post(page).status_code] == [404, 404]


def test_routine_with_an_empty_day_is_not_begun(routine, link, bo, as_bo, noon):
    builders.plan(bo, noon)
    page = use(as_bo, link).request["PATH_INFO"]
    copied = Routine.objects.of(bo).get(received__isnull=False)
    copied.prescriptions.filter(programme_day="B", phase="strength").delete()

    answer = as_bo.post(page)

    assert answer.status_code == 422
    assert "One of its days has no exercise for you." in answer.content.decode()
    assert Plan.objects.of(bo).current().get().routine != copied


def test_copy_stands_among_those_that_were_shared(routine, link, bo, as_bo, noon):
    builders.plan(bo, noon)
    use(as_bo, link)

    page = as_bo.get("/routines/")

    received = [each.routine.name for each, _form in page.context["received"]]
    assert received == ["Strong hips"]
    assert [each.routine.name for each, _form in page.context["mine"]] == [""]
    assert "Shared with me" in page.content.decode()


def test_person_whose_routines_all_came_by_links_is_not_sent_to_set_up_a_plan(
    routine, link, bo, as_bo, noon
):
    plan = builders.plan(bo, noon)
    asked = use(as_bo, link)
    as_bo.post(asked.request["PATH_INFO"])
    Routine.objects.of(bo).filter(received=None).update(archived_at=noon)

    page = as_bo.get("/routines/")

    assert Plan.objects.of(bo).current().get().routine != plan.routine
    assert (page.context["mine"], len(page.context["received"])) == ([], 1)
    assert "None yet." not in page.content.decode()
    assert 'id="mine"' not in page.content.decode()


def test_preview_needs_nine_queries(routine, link, bo, as_bo, noon, django_assert_num_queries):
    builders.plan(bo, noon)
    page = use(as_bo, link).request["PATH_INFO"]
    as_bo.get(page)

    with django_assert_num_queries(9):
        as_bo.get(page)
