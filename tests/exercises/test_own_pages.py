"""The pages of exercises of one's own, and where else they are shown: to their owner alone."""

import pytest
from django.urls import reverse

from exercises.actions import retire_own_exercise
from exercises.models import Exercise
from routines.actions.item import swap_item
from routines.models import SetLog
from tests import builders

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Chair press",
    "pattern": "squat",
    "primary": ["quadriceps"],
    "secondary": ["glutes", "quadriceps"],
    "kit": ["chair"],
    "load": "none",
    "measure": "reps",
    "sides": "each",
    "sets_lo": "2",
    "sets_hi": "3",
    "lo": "8",
    "hi": "12",
    "rest_s": "60",
    "hold_s": "",
    "tempo": "3-1-1-0",
    "cues": "Push  the floor away\n\nBreathe",
    "steps": "Sit down.",
    "note": "From the ward.",
    "link": "https://example.org/press",
    "figure": "sit-to-stand",
}
NEW = "/exercises/mine/new/"
TWO = {"name": "Sofa press", "pattern": "hinge", "kit": ["dumbbell"], "load": "optional"}


def page(name, exercise):
    return reverse(f"exercises:{name}", args=[exercise.pk])


def text(response):
    return " ".join(response.content.decode().split())


def test_form_makes_an_exercise_and_shows_it(library, as_ana, ana):
    answer = as_ana.post(NEW, FORM)

    made = Exercise.objects.of(ana).get()
    entry = made.as_entry()
    assert answer.headers["Location"] == f"/exercises/mine/{made.pk}/"
    assert (entry.primary, entry.secondary) == (("quadriceps",), ("glutes",))
    assert (entry.cues, entry.dose.per_side) == (("Push the floor away", "Breathe"), True)
    shown = text(as_ana.get(answer.headers["Location"]))
    for words in (
        *("Chair press", "Push the floor away", "Sit down.", "From the ward.", "on each side"),
        '<a href="https://example.org/press" rel="noopener nofollow noreferrer">',
        *("The figure of", "The app can’t judge this one"),
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"name": " "}, "name", "This field is required."),
        ({"primary": []}, "primary", "Choose at least one muscle that does the main work."),
        ({"sets_lo": "0"}, "sets_lo", "Ensure this value is greater than or equal to 1."),
        ({"hi": "1000000000"}, "hi", "Ensure this value is less than or equal to 100."),
        ({"lo": "9", "hi": "8"}, "hi", "This is less than at first."),
        ({"load": "required"}, "kit", "Tick the weight or the band that it needs."),
        ({"load": "help"}, "help_at_first", "Write how much it helps at first."),
        (
            {"load": "help", "help_at_first": "201"},
            *("help_at_first", "Ensure this value is less than or equal to 200."),
        ),
        (
            {"load": "help", "help_at_first": "0"},
            *("help_at_first", "Ensure this value is greater than or equal to 0.5."),
        ),
        (
            {"load": "help", "help_at_first": "20", "measure": "seconds", "tempo": ""},
            *("measure", "Help goes with repetitions only."),
        ),
        ({"measure": "minutes"}, "tempo", "A tempo goes with repetitions only."),
        ({"cues": "x\n" * 7}, "cues", "At most 6 lines; these are 7."),
        ({"steps": "x" * 201}, "steps", "A line has at most 200 letters."),
        ({"link": "http://example.org"}, "link", "Enter an address that begins with https://."),
        ({"link": "javascript:alert(1)"}, "link", "Enter an address that begins with https://."),
        ({"figure": "mine-7"}, "figure", "Select a valid choice."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_keeps_what_was_typed(
    library, as_ana, sent, field, message
):
    answer = as_ana.post(NEW, {**FORM, **sent, "note": "Typed before."})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert form.errors[field][0].startswith(message)
    assert f'id="id_{field}_error"' in text(answer)
    assert "Typed before." in text(answer)
    assert not Exercise.objects.exclude(owner=None).exists()


@pytest.mark.parametrize(
    ("units", "unit", "kg"), [("metric", "kg", "22.5"), ("imperial", "lb", "10.2058")]
)
def test_help_is_typed_in_the_person_s_own_unit(library, as_ana, ana, units, unit, kg):
    ana.units = units
    ana.save()

    as_ana.post(NEW, {**FORM, "load": "help", "help_at_first": "22.5"})

    made = Exercise.objects.of(ana).get()
    asked = as_ana.get(page("change_own_exercise", made)).context["form"]
    as_ana.post(page("change_own_exercise", made), {**FORM, "load": "none", "help_at_first": "20"})
    changed = Exercise.objects.get(pk=made.pk)
    assert tuple(map(str, made.dose.start_load_kg)) == (kg, kg)
    assert asked.fields["help_at_first"].label == f"Help to begin with, in {unit}"
    assert str(asked["help_at_first"].value()) == "22.5"
    assert (changed.load, changed.dose.start_load_kg == made.dose.start_load_kg) == ("help", False)


def test_borrowed_figure_is_never_that_of_somebody_s_own(library, as_ana, bo):
    bos = builders.own_exercise(bo)

    answer = as_ana.post(NEW, {**FORM, "figure": bos.pk})

    assert list(answer.context["form"].errors) == ["figure"]
    assert bos.name not in text(as_ana.get(NEW))


def test_change_fills_in_the_form_and_keeps_what_the_log_goes_by(library, as_ana, ana):
    as_ana.post(NEW, FORM)
    made = Exercise.objects.of(ana).get()
    url = page("change_own_exercise", made)

    asked = as_ana.get(url).context["form"]
    same = as_ana.post(url, {name: asked[name].value() or "" for name in asked.fields})
    unchanged = Exercise.objects.get(pk=made.pk)
    other = as_ana.post(url, {**FORM, "name": "Sofa press", "measure": "seconds", "pattern": ""})

    changed = Exercise.objects.get(pk=made.pk)
    assert (same.status_code, other.status_code) == (302, 302)
    assert (unchanged.digest, unchanged.as_entry()) == (made.digest, made.as_entry())
    assert (changed.name, changed.measure, changed.pattern) == ("Sofa press", "reps", "squat")


def test_removed_exercise_keeps_its_page_and_comes_back(library, as_ana, ana):
    made = builders.own_exercise(ana)

    gone = as_ana.post(page("retire_own_exercise", made), follow=True)
    shown = text(as_ana.get(page("own_exercise", made)))
    back = as_ana.post(page("bring_back_own_exercise", made))

    assert "Chair press is removed. Its history stays, and it can come back." in text(gone)
    assert [each.pk for each in gone.context["retired"]] == [made.pk]
    assert "It is removed" in shown
    assert back.headers["Location"] == page("own_exercise", made)
    assert Exercise.objects.known_to(ana).filter(pk=made.pk).exists()


def test_address_among_the_library_s_leads_to_the_own_page(library, as_ana, as_bo, ana):
    made = builders.own_exercise(ana)

    to_page = as_ana.get(reverse("exercises:exercise", args=[made.pk]))
    to_paper = as_ana.get(reverse("exercises:handout", args=[made.pk]))

    assert (to_page.headers["Location"], made.get_absolute_url()) == (
        page("own_exercise", made),
    ) * 2
    assert to_paper.headers["Location"] == page("own_handout", made)
    assert as_bo.get(to_page.headers["Location"]).status_code == 404


def test_shelf_shows_the_owner_what_search_and_filters_find(
    library, as_ana, as_bo, client, ana, noon
):
    builders.own_exercise(ana)
    builders.own_exercise(ana, **TWO)
    retire_own_exercise(exercise=builders.own_exercise(ana, name="Old press"), now=noon)

    def found(query, who=as_ana):
        answer = who.get(f"/exercises/mine/shelf/{query}")
        shelf = answer.context and answer.context["shelf"]
        return answer.status_code, shelf and [each.name for each in shelf.groups[0].exercises]

    assert found("") == (200, ["Chair press", "Sofa press"])
    assert found("?q=sofa") == (200, ["Sofa press"])
    assert found("?pattern=squat") == (200, ["Chair press"])
    assert found("?muscle=grip") == (200, [])
    assert found("?pattern=nonsense")[0] == 422
    assert (found("", as_bo), found("", client)) == ((204, None), (204, None))


def test_public_pages_know_no_own_exercise(library, as_ana, ana):
    builders.own_exercise(ana, name="Zebra press")

    pages = ["/exercises/", "/exercises/?q=zebra", "/learn/anatomy/", "/"]
    shown = [as_ana.get(address, follow=True) for address in pages]

    assert [each.status_code for each in shown] == [200] * 4
    assert ["Zebra press" in text(each) for each in shown] == [False] * 4
    assert shown[0].headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_own_pages_are_kept_in_no_cache(library, as_ana, ana):
    made = builders.own_exercise(ana)
    addresses = [
        *("/exercises/mine/", "/exercises/mine/shelf/", page("own_exercise", made)),
        page("own_handout", made),
    ]

    kept = [as_ana.get(each).headers["Cache-Control"] for each in addresses]

    assert [{"no-store", "private"} - set(each.split(", ")) for each in kept] == [set()] * 4


def test_every_page_that_takes_an_exercise_is_for_its_owner(library, as_ana, as_bo, ana, bo, noon):
    builders.plan(ana, noon)
    builders.plan(bo, noon)
    made = builders.own_exercise(ana)
    gets = {
        name: reverse(name, args=[made.pk]) for name in ("history:exercise", "routines:my_exercise")
    }
    checked = {"name": "Kim", "day": "2026-03-03"}
    check = reverse("history:check_exercise", args=[made.pk])

    assert {name: as_ana.get(url).status_code for name, url in gets.items()} == dict.fromkeys(
        gets, 200
    )
    assert {name: as_bo.get(url).status_code for name, url in gets.items()} == dict.fromkeys(
        gets, 404
    )
    assert (as_ana.post(check, checked).status_code, as_bo.post(check, checked).status_code) == (
        302,
        404,
    )
    for name in ("routines:rungs", "routines:target"):
        assert as_bo.get(reverse(name, args=[made.pk])).status_code == 404


def test_swap_offers_own_exercises_of_the_pattern_to_their_owner(
    library, as_ana, as_bo, ana, bo, noon
):
    offers = {}
    for who, client in ((ana, as_ana), (bo, as_bo)):
        builders.plan(who, noon)
        item = next(
            each
            for each in builders.strength(builders.session(who, noon))
            if each.exercise.pattern == "squat"
        )
        offers[who] = (item, client, reverse("routines:swap_item", args=[item.pk]))
    made = builders.own_exercise(ana, name="Zebra press")
    builders.own_exercise(ana, name="Zebra bar", kit=["barbell"], load="required")
    builders.own_exercise(ana, name="Zebra bell", kit=["kettlebell"], load="required")

    for query in ("", "?q=zebra"):
        (_item, mine, url), (_other, bos, his) = offers[ana], offers[bo]
        assert "Zebra press" in text(mine.get(url + query))
        assert "Zebra b" not in text(mine.get(url + query))
        assert "Zebra" not in text(bos.get(his + query))
    assert offers[bo][1].post(offers[bo][2], {"exercise": made.pk}).status_code == 422
    assert offers[ana][1].post(offers[ana][2], {"exercise": made.pk}).status_code == 302


def test_session_shows_an_own_exercise_with_its_cues_and_no_figure(library, as_ana, ana, noon):
    builders.plan(ana, noon)
    made = builders.own_exercise(ana, cues=["Push the floor away"], note="From the ward.")
    session = builders.session(ana, noon)
    item = builders.strength(session)[0]
    new = swap_item(item=item, exercise=made, now=noon)

    shown = text(as_ana.get(f"/sessions/{session.pk}/"))

    own = shown.partition(f'id="item-{new.pk}"')[2].partition("</section>")[0]
    assert '<span class="picture picture--none" aria-hidden="true">C</span>' in own
    assert ("figure-place" in own, "<ol>" in own) == (False, False)
    assert "<li>Push the floor away</li>" in own
    assert "<p>From the ward.</p>" in own


def test_changed_and_removed_exercise_leaves_the_log_as_it_was(library, as_ana, ana, noon):
    builders.plan(ana, noon)
    made = builders.own_exercise(ana)
    session = builders.session(ana, noon)
    new = swap_item(item=builders.strength(session)[0], exercise=made, now=noon)
    builders.one_set(new, noon, amount=9)

    as_ana.post(page("change_own_exercise", made), {**FORM, "name": "Sofa press", "sides": "both"})
    as_ana.post(page("retire_own_exercise", made))

    new.refresh_from_db()
    shown = text(as_ana.get(f"/sessions/{session.pk}/"))
    assert (new.exercise_name, SetLog.objects.get(item=new).amount) == ("Chair press", 9)
    assert "Chair press" in shown
    assert as_ana.get(reverse("history:exercise", args=[made.pk])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_pages(library, as_ana, ana, count, django_assert_num_queries):
    made = [builders.own_exercise(ana, figure="sit-to-stand") for _ in range(count)]
    pages = {
        "/exercises/mine/": 3,
        "/exercises/mine/shelf/": 3,
        NEW: 3,
        page("own_exercise", made[0]): 3,
        page("own_handout", made[0]): 3,
        page("change_own_exercise", made[0]): 4,
    }
    for address, queries in pages.items():
        with django_assert_num_queries(queries):
            as_ana.get(address)
    with django_assert_num_queries(9):
        as_ana.post(NEW, FORM)
