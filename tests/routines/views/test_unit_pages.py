"""Units on every page: a switch applies at once, a figure is stored as its field showed it, and
logged sets keep number and unit."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from routines.actions.log import SetEntry, log_set
from routines.actions.session import finish_session
from routines.models import SetLog, TargetOverride
from tests import builders

pytestmark = pytest.mark.django_db
SLUG, TARGET = "romanian-deadlift", "/plan/targets/romanian-deadlift/"
SETTINGS = {"time_zone": "Europe/Berlin", "week_start": "0", "deload_every": "6"}
HTMX = {"HX-Request": "true"}
TOLD = "It was 4 kg; in the other unit it is rounded down to a weight that there is."


def switch(client, units="imperial") -> str:
    answer = client.post("/settings/", {**SETTINGS, "units": units}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon, level="L2", equipment=builders.GYM)


def item_of(session, slug=SLUG):
    return session.items.select_related("session", "exercise").get(exercise=slug)


def row_of(page: str, number: int = 1) -> dict[str, str]:
    """The fields of one row of the exercise: unit, target and what the field is called."""
    cards = page.split('<section class="item card')
    [card] = [each for each in cards if f'href="/exercises/{SLUG}/"' in each]
    row = card.split('<li class="set')[number]
    field = re.search(r'<span class="set__field" data-unit="(\w+)"><input name="load"[^>]*', row)
    return {
        "unit": re.search(r'name="unit" value="(\w*)"', row)[1],
        "asked": re.search(r'name="asked" value="([\d.]*)"', row)[1],
        "shown": re.search(r'placeholder="([^"]*)"', field[0])[1],
        "named": re.search(r"weight in (\w+)", field[0])[1],
        "step": re.search(r'data-step="([\d.]+)"', field[0])[1],
        "beside": field[1],
    }


def test_switch_holds_everywhere_at_once(plan, ana, as_ana, noon):
    session = builders.session(ana, noon)
    urls = ("/plan/", TARGET, "/plan/handout/")
    before = [as_ana.get(url).content.decode() for url in urls]

    told = switch(as_ana)

    after = [as_ana.get(url).content.decode() for url in urls]
    assert "Weights are asked for in pounds from now on" in told
    assert [page.count(">4 kg<") for page in before] == [2, 1, 2]
    assert [len(re.findall(r"[\d.] kg\b", page)) for page in after] == [2, 1, 0]  # why, twice
    assert [page.count(">7.5 lb<") for page in after] == [2, 1, 2]
    assert [page.count(TOLD) for page in after] == [2, 1, 0]
    assert "Weight in lb" in after[1]
    assert row_of(as_ana.get(f"/sessions/{session.pk}/").content.decode()) == {
        "unit": "lb",
        "asked": "7.5",
        "shown": "7.5",
        "named": "lb",
        "step": "2.5",
        "beside": "lb",
    }


def test_switch_and_back_leaves_everything_as_it_was(plan, as_ana):
    before = as_ana.get("/plan/").content.decode()
    switch(as_ana)

    switch(as_ana, "metric")

    after = as_ana.get("/plan/").content.decode()
    assert re.findall(r"[\d.]+ (?:kg|lb)", after) == re.findall(r"[\d.]+ (?:kg|lb)", before)


def test_next_session_begins_in_the_new_unit_and_says_why(plan, ana, as_ana, noon):
    switch(as_ana)
    ana.refresh_from_db()

    item = item_of(builders.session(ana, noon))

    assert (item.load, item.load_unit) == (Decimal("7.5"), "lb")
    assert item.why["converted"] == "4 kg"


def test_own_target_is_what_was_typed_in_the_unit_of_its_field(plan, ana, as_ana, noon):
    figures = {"action": "own", "sets": "2", "lo": "8", "hi": "12", "load": "20"}
    switch(as_ana)
    page = as_ana.get(TARGET).content.decode()
    [unit] = re.findall(r'<input type="hidden" name="unit" value="(\w+)"', page)

    as_ana.post(TARGET, {**figures, "unit": unit})

    made = TargetOverride.objects.get(user=ana)
    assert (made.load, made.load_unit) == (Decimal(20), "lb")
    assert "20 lb" in as_ana.get("/plan/").content.decode()


def test_own_target_from_a_page_older_than_the_switch_keeps_its_unit(plan, ana, as_ana):
    switch(as_ana)

    sent = {"action": "own", "sets": "2", "lo": "8", "hi": "12", "load": "20", "unit": "kg"}
    as_ana.post(TARGET, sent)

    made = TargetOverride.objects.get(user=ana)
    page = as_ana.get(TARGET).content.decode()
    assert (made.load, made.load_unit) == (Decimal(20), "kg")
    # A dumbbell of 20 kg is 44.09 lb.
    assert ">42.5 lb<" in page
    assert "Your own target. It was 20 kg;" in re.sub(r"\s+", " ", page)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"unit": "kg", "load": "", "asked": "4"}, ("4", "kg")),
        ({"unit": "kg", "load": "8.5", "asked": "4"}, ("8.5", "kg")),
        ({"unit": "kg", "load": ""}, ("4", "kg")),
        ({"unit": "lb", "load": "", "asked": "7.5"}, ("7.5", "lb")),
        ({"unit": "lb", "load": "20", "asked": "7.5"}, ("20", "lb")),
        ({"unit": "lb", "load": "", "asked": ""}, (None, "lb")),
    ],
)
@pytest.mark.parametrize("when", ["running", "over"])
def test_set_is_stored_as_its_field_said(plan, ana, as_ana, noon, sent, stored, when):
    """From a page older or newer than the switch, and from a device that sends late."""
    item = item_of(builders.session(ana, noon))
    switch(as_ana)
    if when == "over":
        finish_session(session=item.session, rir=None, note="", now=noon)

    row = {"number": "1", "side": "both", "amount": "9", **sent}
    as_ana.post(f"/items/{item.pk}/sets/{new_key()}/", row, headers=HTMX)

    log = SetLog.objects.get(user=ana)
    load, unit = stored
    assert (log.load, log.load_unit) == (load and Decimal(load), unit)
    page = as_ana.get(f"/sessions/{item.session_id}/").content.decode()
    assert page.count(f"{load} {unit} × 9" if load else ">9 reps<") == 1


def test_logged_set_keeps_its_number_and_unit_through_every_switch(plan, ana, as_ana, noon):
    item = item_of(builders.session(ana, noon))
    entry = SetEntry(number=1, amount=9, load=Decimal("12.25"), unit="kg")
    log = log_set(item=item, key=new_key(), entry=entry, now=noon)
    finish_session(session=item.session, rir=None, note="", now=noon)

    for units in ("imperial", "metric", "imperial"):
        switch(as_ana, units)
        page = as_ana.get("/history/").content.decode()
        correction = as_ana.get(f"/sets/{log.pk}/").content.decode()
        as_ana.post(f"/sets/{log.pk}/", {"number": 1, "side": "both", "amount": 9, "load": "12.25"})

        log.refresh_from_db()
        assert (log.load, log.load_unit) == (Decimal("12.25"), "kg")
        assert page.count("12.25 kg × 9") == 1
        assert "Weight in kg" in correction


def test_last_time_is_copied_with_its_own_unit(plan, ana, as_ana, noon):
    item = item_of(builders.session(ana, noon))
    item.previous = [{"number": 1, "side": "both", "amount": 12, "load": "9", "unit": "kg"}]
    item.save()
    switch(as_ana)

    row = {"number": "1", "side": "both"}
    url = f"/items/{item.pk}/sets/{new_key()}/copy/"
    page = as_ana.post(url, row, headers=HTMX).content.decode()

    assert re.findall(r'name="load"[^>]*placeholder="([^"]*)" value="([^"]*)"', page) == [
        ("–", "9")
    ]
    assert re.findall(r'name="unit" value="(\w+)"', page) == ["kg"]
    assert re.findall(r'data-unit="(\w+)"><input name="load"', page) == ["kg"]
    assert "weight in kg" in page


def test_exercise_keeps_a_unit_of_its_own(plan, ana, as_ana, noon):
    switch(as_ana)

    as_ana.post(TARGET, {"action": "unit", "unit": "kg"})

    page = as_ana.get("/plan/").content.decode()
    ana.refresh_from_db()
    item = item_of(builders.session(ana, noon))
    assert ana.own_units == {SLUG: "kg"}
    assert ">4 kg<" in page
    assert TOLD not in page
    assert (item.load, item.load_unit) == (Decimal(4), "kg")
    assert builders.plan(ana, noon, level="L2", equipment=builders.GYM).prescriptions.filter(
        exercise=SLUG, load_unit="kg", load=4
    )


def test_unit_that_does_not_exist_is_refused(plan, ana, as_ana):
    answer = as_ana.post(TARGET, {"action": "unit", "unit": "stone"})

    ana.refresh_from_db()
    assert (answer.status_code, ana.own_units) == (422, {})


def test_weights_named_in_kilograms_are_asked_for_as_they_are_marked(plan, ana, as_ana, noon):
    weights = {"unit": "kg", "dumbbell": ["4", "8"], "kettlebell": []}
    builders.plan(ana, noon, level="L2", equipment=builders.GYM, weights=weights)

    switch(as_ana)

    setup = as_ana.get("/plan/setup/").content.decode()
    assert 'name="dumbbell" value="4 8"' in setup
    assert re.findall(r'name="weights_unit" value="(\w+)"[^>]*checked', setup) == ["kg"]
    assert ">4 kg<" in as_ana.get("/plan/").content.decode()


@pytest.mark.parametrize(
    ("units", "sent", "kept", "read"),
    [
        ("imperial", {"height": "8.2", "length_unit": "in"}, "20.828", "step 8.2 in"),
        ("imperial", {"height": "20", "length_unit": "cm"}, "20", "step 7.5 in"),
        ("metric", {"height": "8.2", "length_unit": "in"}, "20.828", "step 20.5 cm"),
        ("metric", {"height": "12.5", "length_unit": "cm"}, "12.5", "step 12.5 cm"),
    ],
)
def test_step_height_is_kept_as_its_field_said(plan, ana, as_ana, units, sent, kept, read):
    switch(as_ana, units)
    url = "/plan/targets/step-up/"

    as_ana.post(url, {"action": "own", "sets": "2", "lo": "8", "hi": "12", "unit": "kg", **sent})

    assert TargetOverride.objects.get(user=ana).height_cm == Decimal(kept)
    assert read in as_ana.get("/plan/").content.decode()


def test_units_cost_no_query_where_all_are_the_person_s_own(
    plan, ana, as_ana, noon, django_assert_num_queries
):
    session = builders.session(ana, noon + timedelta(minutes=1))
    as_ana.get(f"/sessions/{session.pk}/")

    with django_assert_num_queries(7):
        as_ana.get(f"/sessions/{session.pk}/")
