"""Taking along what is kept, and deleting it."""

import json
from datetime import timedelta

import pytest

from accounts.keys import new_key
from accounts.models import User
from builder.actions import share_routine
from exchange.facts.archive_shape import LEFT_OUT
from routines.actions.calendar_feed import make_feed
from routines.actions.day_notes import note_day
from routines.actions.item import say_pain
from routines.actions.mornings import record_check, record_morning, say_flare
from routines.actions.screening import withdraw_consent
from routines.actions.session import finish_session, start_session, write_down_session
from routines.actions.target_overrides import Chosen, choose_target
from routines.facts.personal_data import owned_models
from routines.models import Plan
from tests import builders

pytestmark = pytest.mark.django_db
# The columns that say how the back is, and the rows that say nothing else.
HEALTH = {
    *("pain", "pain_low", "pain_high", "pain_ts", "pain_before", "tiredness", "stopped"),
    *("usual_pain", "sore", "morning", "usual"),
}
NOT_OF_THE_PERSON = {"id", "password", "is_active", "is_staff", "is_superuser"}
OF_HEALTH = ("FlareMark", "MorningCheck", "ProfessionalCheck", "Screening")
MODELS = [model for model in owned_models() if model.__name__ not in LEFT_OUT]


@pytest.fixture
def full(library, ana, noon):
    """ana has something of nearly everything."""
    plan = builders.plan(ana, noon)
    builders.finished(ana, noon)
    make_feed(user=ana, with_rest_days=False, starts_at=None, now=noon)
    record_morning(user=ana, day=noon.date(), pain=2, sore=True, today=noon.date(), now=noon)
    say_flare(user=ana, kind="ended", today=noon.date())
    exercise = plan.prescriptions.get(programme_day="A", exercise="glute-bridge").exercise
    record_check(user=ana, exercise=exercise, name="Kim", day=noon.date())
    share_routine(routine=plan.routine, with_notes=False, now=noon)
    chosen = Chosen(sets=2, lo=8, hi=10, load=None, unit="kg")
    for about, answer in (("walking", "done"), ("night", "well"), ("calves", "hurt")):
        note_day(user=ana, day=noon.date(), about=about, answer=answer, minutes=None, now=noon)
    choose_target(plan=plan, exercise=exercise, chosen=chosen, now=noon)
    return ana


def test_download_holds_every_row_of_the_person_and_nobody_elses(full, bo, as_ana, noon):
    builders.plan(bo, noon)

    answer = as_ana.get("/settings/download/")

    found = json.loads(answer.getvalue())
    person = found.pop("person")
    mine = {model.__name__: model.objects.filter(user=full).count() for model in MODELS}
    mine["Exercise"] = 0
    about = {name: found.pop(name) for name in ("format", "version", "made_at")}
    named = {row["exercise_id"] for name in found for row in found[name] if "exercise_id" in row}
    mine["LibraryExercise"] = len(named)
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="backhealth-2026-03-04.json"'
    )
    assert about.pop("made_at")[:19] == "2026-03-04T12:00:00"
    assert about == {"format": "backhealth", "version": 1}
    assert person["email"] == "ana@example.org"
    assert {field.name for field in User._meta.fields} - set(person) == NOT_OF_THE_PERSON
    assert {name: len(rows) for name, rows in found.items()} == mine
    assert found["MorningCheck"][0]["pain"] == 2


def named(value, names):
    """Return every value in a tree of JSON that has one of these names and isn't empty."""
    found = []
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, (dict, list)):
            found += named(each, names)
        elif key in names and each not in (None, False):
            found.append((key, each))
    return found


def test_withdrawn_consent_leaves_no_figure_of_the_back(full, as_ana, noon):
    full.usual_pain = 2
    full.save()
    session = write_down_session(
        user=full, key=new_key(), day=noon.date() - timedelta(days=3), programme_day="A", now=noon
    )
    item = builders.strength(session)[0]
    builders.one_set(item, noon)
    say_pain(item=item, pain=7, now=noon)
    say_pain(item=item, pain=None, now=noon)
    finish_session(session=session, rir=2, note="", pain=7, now=noon)
    start_session(user=full, key=new_key(), now=noon + timedelta(days=2), pain=3, tiredness=4)
    before = named(json.loads(as_ana.get("/settings/download/").getvalue()), HEALTH)

    withdraw_consent(user=full, now=noon)

    after = json.loads(as_ana.get("/settings/download/").getvalue())
    assert {key for key, _value in before} == HEALTH - {"morning", "stopped"}
    assert named(after, HEALTH) == []
    assert [name for name in OF_HEALTH if after[name]] == []
    assert [note["about"] for note in after["DayNote"]] == ["walking"]


def test_delete_takes_everything_of_the_person_and_nothing_of_anybody_else(full, bo, as_ana, noon):
    builders.plan(bo, noon)
    before = Plan.objects.of(bo).count()

    answer = as_ana.post("/settings/delete/", {"sure": "on"})

    assert answer.headers["Location"] == "/"
    assert list(User.objects.values_list("email", flat=True)) == ["bo@example.org"]
    assert [model for model in owned_models() if model.objects.exclude(user=bo).exists()] == []
    assert (before, Plan.objects.count()) == (1, 1)
    assert as_ana.get("/today/").status_code == 302


def test_delete_has_the_device_let_go_too_and_only_when_it_is_done(full, as_ana):
    refused = as_ana.post("/settings/delete/", {})
    done = as_ana.post("/settings/delete/", {"sure": "on"})

    cookie = done.cookies["forget"]
    page = as_ana.get("/").content.decode()
    del as_ana.cookies["forget"]
    assert "forget" not in refused.cookies
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (f"all.{full.pk}", "", "Lax")
    assert page.count("outbox/forget.js") == 1
    assert as_ana.get("/").content.decode().count("outbox/forget.js") == 0


def test_delete_asks_for_a_tick(full, as_ana):
    answer = as_ana.post("/settings/delete/", {})

    assert answer.status_code == 422
    assert "Tick this to go on." in answer.content.decode()
    assert User.objects.filter(pk=full.pk).exists()
