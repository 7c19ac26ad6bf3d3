"""Exercises that people make themselves: the verbs, and who knows them."""

import json

import pytest
from django.db.models import RestrictedError
from pydantic import ValidationError

from exercises import actions
from exercises.actions.own import MOST_OWN
from exercises.models import Exercise, is_own, library_version, own_slug
from exercises.own import OWN_ENTRY, is_web_address
from tests import builders

pytestmark = pytest.mark.django_db
DOSE = {"sets": (2, 3), "reps": (8, 12), "rest_s": 60, "rir": (2, 4)}
ENTRY = {"name": "Chair press", "pattern": "squat", "primary": ["quadriceps"], "dose": DOSE}


def entry(**described):
    return OWN_ENTRY.validate_python({**ENTRY, **described})


def names(found):
    return set(found.values_list("name", flat=True))


def test_own_exercise_is_known_to_its_owner_alone(library, ana, bo, noon):
    of_everybody, version = names(Exercise.objects.library()), library_version()

    mine = builders.own_exercise(ana)
    put_away = builders.own_exercise(ana, name="Sofa press")
    actions.retire_own_exercise(exercise=put_away, now=noon)

    assert names(Exercise.objects.known_to(ana)) == {*of_everybody, "Chair press"}
    assert names(Exercise.objects.visible_to(ana)) == {*of_everybody, "Chair press", "Sofa press"}
    assert names(Exercise.objects.of(ana)) == {"Chair press", "Sofa press"}
    assert names(Exercise.objects.known_to(bo)) == of_everybody
    assert names(Exercise.objects.visible_to(bo)) == of_everybody
    assert names(Exercise.objects.library()) == of_everybody
    assert (library_version(), mine.is_own) == (version, True)


def test_slug_can_not_be_guessed_and_is_never_a_file_s(library):
    slugs = {own_slug() for _ in range(100)}

    assert {len(slug) for slug in slugs} == {25}
    assert (len(slugs), {is_own(slug) for slug in slugs}) == (100, {True})
    assert {is_own(slug) for slug in Exercise.objects.values_list("slug", flat=True)} == {False}


def test_loading_the_library_leaves_own_exercises_alone(library, ana, noon):
    mine = builders.own_exercise(ana)

    loaded = actions.load_library(now=noon)

    mine.refresh_from_db()
    assert (loaded.retired, loaded.changed, mine.retired_at) == (0, 0, None)


@pytest.mark.parametrize(
    ("load", "kit", "needed", "any_of", "optional"),
    [
        ("none", ["chair", "band"], ["chair", "band"], [], []),
        ("optional", ["chair", "dumbbell"], ["chair"], [], ["dumbbell"]),
        ("required", ["chair", "dumbbell"], ["chair", "dumbbell"], [], []),
        ("required", ["chair", "dumbbell", "backpack"], ["chair"], ["dumbbell", "backpack"], []),
        ("help", ["chair"], ["chair"], [], []),
        ("help", ["chair", "band"], ["chair", "band"], [], []),
        ("help", ["chair", "band", "dumbbell"], ["chair"], ["band", "dumbbell"], []),
    ],
)
def test_kit_is_needed_as_far_as_the_load_is(library, ana, load, kit, needed, any_of, optional):
    dose = {**DOSE, "start_load_kg": (20, 20)} if load == "help" else DOSE
    made = builders.own_exercise(ana, kit=kit, load=load, dose=dose)

    assert (made.equipment, made.any_of, made.optional_equipment) == (needed, any_of, optional)
    assert (made.as_entry().kit, made.as_entry().load) == (tuple(kit), load)


def test_exercise_and_its_entry_say_the_same(library, ana):
    whole = entry(
        secondary=["glutes"],
        kit=["chair"],
        sides="each",
        load="none",
        dose={**DOSE, "per_side": True, "hold_s": 2, "tempo": "3-0-1-0"},
        cues=["Push", "Breathe"],
        steps=["Sit.", "Stand."],
        note="From the ward",
        link="https://example.org/press",
        figure="sit-to-stand",
    )

    made = actions.make_own_exercise(user=ana, entry=whole)

    shown = Exercise.objects.get(pk="sit-to-stand")
    made.refresh_from_db()
    assert made.as_entry() == whole
    assert made.figure_digest == shown.figure_digest != ""
    assert entry(kit=["dumbbell", "chair"]) == entry(kit=["chair", "dumbbell"])
    assert builders.own_exercise(ana).as_entry() == entry()


@pytest.mark.parametrize(
    ("pattern", "kit", "locked_like"),
    [
        ("squat", ["barbell"], "barbell-back-squat"),
        ("hinge", ["trap_bar"], "barbell-deadlift"),
        ("lunge", ["barbell", "bench"], "barbell-back-squat"),
        ("squat", ["dumbbell"], None),
    ],
)
def test_exercise_with_a_bar_is_locked_like_the_library_s(library, ana, pattern, kit, locked_like):
    made = builders.own_exercise(ana, pattern=pattern, kit=kit, load="required")

    like = Exercise.objects.filter(pk=locked_like).first()
    assert made.unlock == (like.unlock if like else None)
    assert made.easier_id == (like.easier_id if like else None)


def test_change_keeps_what_the_log_counts_by(library, ana):
    made = builders.own_exercise(ana)
    seconds = {"sets": (2, 3), "seconds": (20, 40), "rest_s": 60}

    changed = actions.change_own_exercise(exercise=made, entry=entry(name="Sofa press"))
    with pytest.raises(ValueError, match="measure"):
        actions.change_own_exercise(exercise=made, entry=entry(dose=seconds))
    with pytest.raises(ValueError, match="pattern"):
        actions.change_own_exercise(exercise=made, entry=entry(pattern="hinge"))
    with pytest.raises(ValueError, match="load"):
        actions.change_own_exercise(exercise=made, entry=entry(load="optional", kit=["dumbbell"]))

    assert (changed.name, Exercise.objects.get(pk=made.pk).name) == ("Sofa press", "Sofa press")
    assert changed.digest != builders.own_exercise(ana).digest


def test_removed_exercise_comes_back(library, ana, noon):
    made = builders.own_exercise(ana)

    actions.retire_own_exercise(exercise=made, now=noon)
    gone = Exercise.objects.known_to(ana).filter(pk=made.pk).exists()
    actions.bring_back_own_exercise(exercise=made)

    assert (gone, Exercise.objects.known_to(ana).filter(pk=made.pk).exists()) == (False, True)


def test_two_hundred_are_enough(library, ana, bo):
    first = builders.own_exercise(ana)
    Exercise.objects.bulk_create(
        Exercise(**{**vars_of(first), "slug": own_slug()}) for _ in range(MOST_OWN - 1)
    )

    with pytest.raises(actions.TooMany):
        builders.own_exercise(ana)

    assert builders.own_exercise(bo).name == "Chair press"


def vars_of(exercise):
    return {
        each.attname: getattr(exercise, each.attname) for each in Exercise._meta.concrete_fields
    }


@pytest.mark.parametrize(
    ("described", "fault"),
    [
        ({"primary": []}, "primary"),
        ({"primary": ["glutes"], "secondary": ["glutes"]}, "both primary and secondary"),
        ({"load": "required", "kit": ["chair"]}, "nothing that weighs"),
        ({"sides": "each"}, "per_side"),
        ({"link": "http://example.org"}, "https"),
        ({"dose": {**DOSE, "sets": (0, 3)}}, "no sets"),
        ({"dose": {**DOSE, "sets": (1, 11)}}, "sets is not from 1 to 10"),
        ({"dose": {**DOSE, "reps": (1, 10**9)}}, "reps is not from 1 to 100"),
        ({"dose": {**DOSE, "rest_s": 601}}, "rest_s is not from 0 to 600"),
        ({"load": "help"}, "load is help, so start_load_kg"),
        ({"load": "help", "dose": {**DOSE, "start_load_kg": (0, 0)}}, "so start_load_kg"),
        ({"load": "help", "dose": {**DOSE, "start_load_kg": (201, 201)}}, "at most 200"),
        (
            {"load": "help", "dose": {"sets": (1, 1), "seconds": (9, 9), "rest_s": 0}},
            "load is help, which goes with reps only",
        ),
        ({"cues": ["Push"] * 7}, "cues"),
        ({"name": ""}, "name"),
        ({"secret": 1}, "secret"),
    ],
)
def test_entry_that_makes_no_sense_is_refused(described, fault):
    with pytest.raises(ValidationError, match=fault):
        entry(**described)


def test_link_is_an_address_on_the_web():
    good = ["https://example.org/a?b=c"]
    bad = [
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://me@x.org",
        "https://[x",
    ]

    assert [is_web_address(each) for each in [*good, *bad]] == [True] + [False] * len(bad)


def test_account_goes_with_its_exercises_and_never_before(library, ana, bo, as_ana, noon):
    mine, bos = builders.own_exercise(ana), builders.own_exercise(bo)
    plan = builders.plan(ana, noon)
    plan.prescriptions.filter(exercise="sit-to-stand").update(exercise=mine)
    builders.finished(ana, noon)

    with pytest.raises(RestrictedError):
        mine.delete()
    as_ana.post("/settings/delete/", {"sure": "on"})

    assert list(Exercise.objects.exclude(owner=None)) == [bos]


def test_download_holds_own_exercises_and_nobody_elses(library, ana, bo, as_ana):
    builders.own_exercise(ana, note="From the ward")
    builders.own_exercise(bo)

    found = json.loads(as_ana.get("/settings/download/").getvalue())["Exercise"]

    assert [(each["name"], each["note"], "owner_id" in each) for each in found] == [
        ("Chair press", "From the ward", False)
    ]
