"""The editor of a routine: the page, and the answer to each change."""

import pytest

from exercises.models import Exercise
from routines import actions
from routines.models import Prescription, TargetOverride
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


@pytest.fixture
def routine(plan):
    return plan.routine


def row(routine, slug, day="A"):
    return routine.prescriptions.get(programme_day=day, exercise_id=slug)


def order(routine, day="A"):
    rows = routine.prescriptions.filter(programme_day=day, phase="strength").order_by("position")
    return [f"{each.exercise_id}{each.superset or ''}" for each in rows]


def place(routine, slug, day="A"):
    return f"/routines/{routine.pk}/exercises/{row(routine, slug, day).pk}/place/"


A_DAY = [
    *("glute-bridge", "sit-to-stand", "hip-hinge-drill", "step-up-assisted", "calf-raise"),
    *("bird-dog", "side-plank-knees"),
]


@pytest.mark.parametrize("count", [1, 7])
def test_queries_don_t_grow_with_the_exercises(routine, as_ana, count, django_assert_num_queries):
    kept = A_DAY[:count]
    routine.prescriptions.filter(phase="strength").exclude(exercise__in=kept).delete()
    first = row(routine, kept[0])

    with django_assert_num_queries(14):
        page = as_ana.get(f"/routines/{routine.pk}/")
    with django_assert_num_queries(15):
        as_ana.get(f"/routines/{routine.pk}/exercises/{first.pk}/")
    with django_assert_num_queries(7):
        as_ana.get(f"/routines/{routine.pk}/days/a/exercises/")

    assert [each.exercise.slug for each in page.context["editor"].day("A").rows] == kept


def test_page_shows_what_the_next_session_asks_for(routine, ana, noon, as_ana):
    chosen = actions.Chosen(sets=4, lo=5, hi=7, load=None, unit="kg")
    manner = actions.Manner(rest_s=75, tempo="", rir_lo=3, rir_hi=5, note="Heels <b>down</b>")
    actions.change_prescription(
        prescription=row(routine, "glute-bridge"),
        chosen=chosen,
        manner=manner,
        version=0,
        now=noon,
    )

    page = as_ana.get(f"/routines/{routine.pk}/").content.decode()

    assert "4 × 5–7" in page
    assert "rest 1 min 15 s" in page
    assert "Heels &lt;b&gt;down&lt;/b&gt;" in page
    assert "Also on day B, with the same figures" in " ".join(page.split())


def test_routine_of_the_app_becomes_ones_own_and_the_page_says_so(routine, as_ana):
    before = as_ana.get(f"/routines/{routine.pk}/").content.decode()
    as_ana.post(place(routine, "sit-to-stand"), {"version": 0, "action": "up"})
    after = as_ana.get(f"/routines/{routine.pk}/").content.decode()

    said = "With your first change the routine is yours"
    assert (said in before, said in after) == (True, False)
    assert "You train by this routine" in after


@pytest.mark.parametrize(
    ("slug", "asked", "found"),
    [
        ("sit-to-stand", {"action": "up"}, ["sit-to-stand", "glute-bridge", *A_DAY[2:]]),
        ("glute-bridge", {"action": "down"}, ["sit-to-stand", "glute-bridge", *A_DAY[2:]]),
        ("side-plank-knees", {"action": "to", "to": 0}, [A_DAY[-1], *A_DAY[:-1]]),
        ("glute-bridge", {"action": "up"}, A_DAY),
        ("glute-bridge", {"action": "to"}, A_DAY),
        ("glute-bridge", {"action": "join"}, ["glute-bridge1", "sit-to-stand1", *A_DAY[2:]]),
        ("glute-bridge", {"action": "alone"}, A_DAY),
        ("calf-raise", {"action": "remove"}, [each for each in A_DAY if each != "calf-raise"]),
    ],
)
def test_exercise_is_arranged_by_plain_forms(routine, as_ana, slug, asked, found):
    answer = as_ana.post(place(routine, slug), {"version": 0, **asked})

    assert (answer.status_code, answer["Location"]) == (302, f"/routines/{routine.pk}/#day-a")
    assert order(routine) == found
    assert "Saved." in as_ana.get(f"/routines/{routine.pk}/").content.decode()


def test_htmx_is_answered_by_the_day_that_changed(routine, as_ana):
    answer = as_ana.post(place(routine, "bird-dog"), {"version": 0, "day": "B"}, headers=HTMX)

    page = answer.content.decode()
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#day-a", "outerHTML")
    assert page.lstrip().startswith('<section class="card editor-day" id="day-a"')
    assert 'id="day-b" aria-labelledby="day-b-name" hx-swap-oob="true"' in page
    assert 'id="coach" aria-labelledby="coach-title" hx-swap-oob="true"' in page
    assert 'data-version="1"' in page
    assert '<p id="said" hx-swap-oob="innerHTML">Saved.</p>' in page
    assert "<h1" not in page
    assert order(routine, "B")[-1] == "bird-dog"


def test_removed_exercise_and_removed_day_are_undone(routine, as_ana):
    as_ana.post(place(routine, "calf-raise"), {"version": 0, "action": "remove"})
    offered = as_ana.get(f"/routines/{routine.pk}/").context["editor"].day("A").removed
    as_ana.post(f"/routines/{routine.pk}/", {"version": 1, "action": "put_back", "to": 1})
    after_exercise = order(routine)
    as_ana.post(f"/routines/{routine.pk}/days/b/", {"version": 2, "action": "remove"})
    without = as_ana.get(f"/routines/{routine.pk}/").context["editor"]
    as_ana.post(f"/routines/{routine.pk}/", {"version": 3, "action": "put_back", "to": 3})

    assert (offered.version, after_exercise) == (1, A_DAY)
    assert ([day.letter for day in without.days], without.removed.version) == (["A"], 3)
    routine.refresh_from_db()
    assert [day.letter for day in routine.days] == ["A", "B"]


def test_day_is_named_copied_and_added_up_to_four(routine, as_ana):
    at = f"/routines/{routine.pk}/"
    as_ana.post(f"{at}days/a/", {"version": 0, "action": "name", "name": "Heavy"})
    as_ana.post(f"{at}days/a/", {"version": 1, "action": "copy", "name": "Heavy"})
    as_ana.post(at, {"version": 2, "action": "add_day", "name": "Light"})
    fifth = as_ana.post(at, {"version": 3, "action": "add_day", "name": "Fifth"})

    routine.refresh_from_db()
    assert [day.name for day in routine.days] == ["Heavy", "", "Heavy", "Light"]
    page = fifth.content.decode()
    assert fifth.status_code == 422
    assert "A routine has four days at most." in page
    assert 'value="Fifth"' in page


def test_later_editor_sees_what_changed_and_loses_nothing_typed(routine, as_ana):
    as_ana.post(place(routine, "calf-raise"), {"version": 0, "action": "up"})

    renamed = as_ana.post(
        f"/routines/{routine.pk}/", {"version": 0, "action": "name", "name": "Legs"}
    )
    figures = as_ana.post(
        f"/routines/{routine.pk}/exercises/{row(routine, 'bird-dog').pk}/",
        typed(version=0, sets="5"),
    )

    for answer, kept in [(renamed, 'value="Legs"'), (figures, 'value="5"')]:
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Calf raise was moved on day A." in page
        assert kept in page
        assert '<input type="hidden" name="version" value="1">' in page
    routine.refresh_from_db()
    assert (routine.version, routine.name) == (1, "")


def typed(**changed):
    sent = {"version": 0, "sets": "2", "lo": "4", "hi": "8", "hold_s": "8", "rest_s": "30"}
    return {**sent, "tempo": "", "rir_lo": "3", "rir_hi": "5", "note": "", **changed}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("sets", "0", "greater than or equal to 1"),
        ("hi", "1000000000", "For now no more than 999."),
        ("lo", "", "This field is required."),
        ("hi", "3", "This is less than where the range begins."),
        ("rest_s", "9999", "less than or equal to 900"),
        ("tempo", "slow", "Write four numbers of seconds, like 3-0-1-0."),
        ("rir_hi", "1", "This is less than where the range begins."),
        ("note", "x" * 201, "at most 200 characters"),
    ],
)
def test_wrong_figure_is_told_at_its_field(routine, as_ana, name, value, told):
    bird_dog = row(routine, "bird-dog")
    at = f"/routines/{routine.pk}/exercises/{bird_dog.pk}/"

    plain = as_ana.post(at, typed(**{name: value}))
    part = as_ana.post(at, typed(**{name: value}), headers=HTMX)

    assert (plain.status_code, part.status_code) == (422, 422)
    assert told in " ".join(plain.context["form"].errors[name])
    assert part["HX-Retarget"] == f"#figures-{bird_dog.pk}"
    assert "<h1" not in part.content.decode()
    assert row(routine, "bird-dog").dose == bird_dog.dose


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_form_of_a_day_without_a_button_says_so_and_keeps_what_was_typed(routine, as_ana, headers):
    answer = as_ana.post(
        f"/routines/{routine.pk}/days/a/", {"name": "Heavy", "version": 0}, headers=headers
    )

    assert answer.status_code == 422
    assert "Choose one of the buttons." in answer.content.decode()
    assert 'value="Heavy"' in answer.content.decode()


def test_figures_and_note_are_saved(routine, ana, noon, as_ana):
    at = f"/routines/{routine.pk}/exercises/{row(routine, 'bird-dog').pk}/"

    noted = as_ana.post(at, typed(note="Slowly"), headers=HTMX)
    overrides = TargetOverride.objects.of(ana).count()
    as_ana.post(at, typed(version=1, sets="3", rest_s="45", note="Slowly"))

    found = row(routine, "bird-dog")
    assert (noted["HX-Retarget"], overrides) == ("#day-a", 0)
    assert (found.sets, found.rest_s, found.note) == (3, 45, "Slowly")
    item = builders.session(ana, noon).items.get(exercise="bird-dog")
    assert (item.sets, item.rest_s, item.why["chosen"]) == (3, 45, True)


def test_careful_person_keeps_repetitions_in_reserve(routine, ana, noon, as_ana):
    builders.answered(ana, noon, H1="yes")

    answer = as_ana.post(
        f"/routines/{routine.pk}/exercises/{row(routine, 'bird-dog').pk}/",
        typed(rir_lo="0"),
    )

    assert answer.context["form"].errors["rir_lo"] == ["By your answers, at least 3."]


# --- adding -------------------------------------------------------------------------------------


def slugs(page):
    return [pick.exercise.slug for pick in page.context["picks"]]


def test_exercise_is_found_by_words_pattern_and_what_was_done(routine, ana, noon, as_ana):
    at = f"/routines/{routine.pk}/days/a/exercises/"
    builders.finished(ana, noon)

    mistyped = as_ana.get(at, {"q": "wal sit"})
    squats = as_ana.get(at, {"pattern": "squat", "fits": "on"}, headers=HTMX)
    lately = as_ana.get(at, {"lately": "on"})
    fitting = as_ana.get(at)

    assert "wall-sit" in slugs(mistyped)
    assert "leg-press" not in slugs(squats)
    assert {pick.exercise.pattern for pick in squats.context["picks"]} == {"squat"}
    assert squats.content.decode().lstrip().startswith('<div id="picks">')
    assert set(slugs(lately)) == set(A_DAY)
    assert len(slugs(fitting)) < Exercise.objects.library().filter(phase="strength").count()


def test_exercise_is_added_and_one_that_is_there_is_not(routine, as_ana):
    at = f"/routines/{routine.pk}/days/a/exercises/"

    added = as_ana.post(at, {"version": 0, "exercise": "wall-sit"})
    twice = as_ana.post(at, {"version": 1, "exercise": "wall-sit"})
    older = as_ana.post(at, {"version": 0, "exercise": "box-squat"})
    unknown = as_ana.post(at, {"version": 1, "exercise": "no-such-thing"})

    assert (added.status_code, order(routine)[-1]) == (302, "wall-sit")
    assert {twice.status_code, older.status_code, unknown.status_code} == {422}
    assert "That day has this exercise already." in twice.content.decode()
    assert "Wall sit was added to day A." in older.content.decode()


def test_locked_exercise_says_why_and_modified_one_says_how(routine, ana, noon, as_ana):
    builders.answered(ana, noon, J1="knee")
    at = f"/routines/{routine.pk}/days/a/exercises/"

    picks = {pick.exercise.slug: pick for pick in as_ana.get(at, {"q": ""}).context["picks"]}
    refused = as_ana.post(at, {"version": 0, "exercise": "barbell-deadlift"})

    assert picks["barbell-deadlift"].is_locked
    modified = [pick for pick in picks.values() if pick.cautions]
    assert modified
    assert not any(pick.never_with for pick in modified)
    assert refused.status_code == 422
    assert "This exercise is locked for you at present." in refused.content.decode()


# --- strangers ----------------------------------------------------------------------------------


def test_exercise_of_somebody_else_s_routine_is_not_found(routine, bo, noon, as_ana):
    theirs = builders.plan(bo, noon).routine
    other = row(theirs, "glute-bridge")

    for at in (f"exercises/{other.pk}/", f"exercises/{other.pk}/place/", "days/a/", ""):
        answer = as_ana.post(f"/routines/{theirs.pk}/{at}", {"version": 0, "action": "remove"})
        assert answer.status_code == 404
    mixed = as_ana.post(
        f"/routines/{routine.pk}/exercises/{other.pk}/place/", {"version": 0, "action": "remove"}
    )
    # A key may have more digits than the database holds.
    unknown = as_ana.get(f"/routines/{routine.pk}/exercises/{10**30}/")
    assert (mixed.status_code, unknown.status_code) == (404, 404)
    assert Prescription.objects.filter(pk=other.pk).exists()


def test_advice_says_which_kit_is_not_at_hand(routine, noon, as_ana):
    goblet, band = (Exercise.objects.get(pk=slug) for slug in ("goblet-squat", "leg-press"))
    for version, exercise in enumerate([goblet, band]):
        actions.add_exercise(
            routine=routine, day="A", exercise=exercise, today=noon.date(), version=version
        )

    page = as_ana.get(f"/routines/{routine.pk}/").content.decode()

    assert "Goblet squat needs what isn’t in your list: " in page
    assert "dumbbell or kettlebell" in page
    assert "Leg press needs what isn’t in your list: leg press machine" in page


def test_advice_says_what_is_missing(routine, as_ana):
    routine.prescriptions.filter(exercise="calf-raise").delete()

    page = as_ana.get(f"/routines/{routine.pk}/").content.decode()

    assert "Nothing for: Calf raise" in page
    assert f"/routines/{routine.pk}/days/a/exercises/?pattern=calf" in page
