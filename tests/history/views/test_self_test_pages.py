"""The pages of tests of one's own: how to, form, trend, norms."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from history import actions
from history.models import NormGroup, SelfTestResult, ThreeActivities
from history.planning.self_tests import Measured, SelfTest
from routines.actions.mornings import record_morning
from tests import builders

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)
ONE_LEG = {"left_1": "12", "left_2": "31", "left_3": "", "right_1": "22"}


def sent(**figures):
    return {"day": "2026-03-04", "key": str(new_key()), **figures}


def done(user, noon, test, amount, *, ago=0, unit="stands"):
    measured = Measured(unit=unit, amount=Decimal(amount))
    day = DAY - timedelta(days=ago)
    return actions.record_result(
        user=user, key=new_key(), test=test, day=day, measured=measured, now=noon
    )


def words(answer):
    """What a page says, its white space folded."""
    return " ".join(answer.content.decode().split())


def test_every_test_has_a_page_with_steps_stop_signs_and_a_form(ana, as_ana, library):
    pages = {test: words(as_ana.get(f"/history/tests/{test}/")) for test in SelfTest}

    asked = {SelfTest.ACTIVITIES, SelfTest.CONFIDENCE}
    assert [test for test, page in pages.items() if page.count("<ol><li>") != 1] == []
    assert {test for test, page in pages.items() if "<p>Stop if</p>" not in page} == asked
    assert {test for test, page in pages.items() if 'id="timer"' in page} == {
        *("chair-stand", "one-leg", "side-plank", "back-extension"),
    }
    assert {test for test, page in pages.items() if 'class="picture"' in page} == {
        *("chair-stand", "one-leg", "side-plank", "back-extension"),
    }
    # The form of the activities comes once they have names.
    assert {test for test, page in pages.items() if 'name="key"' not in page} == {"activities"}
    assert as_ana.get("/history/tests/nonsense/").status_code == 404
    assert as_ana.post("/history/tests/nonsense/skip/").status_code == 404


@pytest.mark.parametrize(
    ("test", "figures", "expected"),
    [
        # what is typed → unit, amount, left, right, tries
        ("chair-stand", {"amount": "14"}, ("stands", 14, None, None, {})),
        (
            "one-leg",
            ONE_LEG,
            ("seconds", None, 31, 22, {"left": [12, 31], "right": [22]}),
        ),
        ("one-leg", {"right_1": "0"}, ("seconds", None, None, 0, {"right": [0]})),
        ("side-plank", {"left_1": "120"}, ("seconds", None, 120, None, {"left": [120]})),
        ("back-extension", {"amount": "75"}, ("seconds", 75, None, None, {})),
        ("fingertip", {"amount": "12,5", "unit": "cm"}, ("cm", Decimal("12.5"), None, None, {})),
        ("fingertip", {"amount": "4.5", "unit": "in"}, ("in", Decimal("4.5"), None, None, {})),
        ("confidence", {"amount": "7"}, ("points", 7, None, None, {})),
        (
            "activities",
            {"first": "3", "second": "6"},
            ("points", Decimal("4.5"), None, None, {"scores": [3, 6]}),
        ),
    ],
)
def test_result_is_kept_as_typed_and_can_be_corrected(ana, as_ana, test, figures, expected, noon):
    actions.name_activities(user=ana, names=["Walk", "Sit"], are_others=False, today=DAY)
    back_dated = sent(**figures) | {"day": "2026-02-01"}

    answer = as_ana.post(f"/history/tests/{test}/", back_dated)
    again = as_ana.post(f"/history/tests/{test}/", back_dated)

    kept = SelfTestResult.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/history/tests/{test}/")
    assert again.status_code == 302
    assert (kept.unit, kept.amount, kept.left, kept.right, kept.tries) == expected
    assert (kept.user, kept.day) == (ana, date(2026, 2, 1))
    # The page to correct it has every figure as it was typed, the empty ones empty.
    form = as_ana.get(f"/history/tests/results/{kept.pk}/").context["form"]
    typed = {name: str(form[name].value()) for name in figures if figures[name]}
    assert typed == {name: value.replace(",", ".") for name, value in figures.items() if value}


@pytest.mark.parametrize(
    ("test", "figures", "field", "message"),
    [
        ("chair-stand", {"amount": "many"}, "amount", "Enter a whole number, like 12."),
        ("chair-stand", {"amount": ""}, "amount", "Enter a whole number, like 12."),
        ("chair-stand", {"amount": "61"}, "amount", "The test ends at 60: write that."),
        ("one-leg", {"left_1": "46"}, "left_1", "The test ends at 45: write that."),
        ("one-leg", {}, "left_1", "Enter at least one side."),
        ("side-plank", {"right_1": "-1"}, "right_1", "Enter a whole number, like 12."),
        ("confidence", {"amount": "11"}, "amount", "Enter a whole number from 0 to 10."),
        ("fingertip", {"amount": "x", "unit": "cm"}, "amount", "Enter a number, like 8 or 8.5."),
        (
            *("fingertip", {"amount": "41", "unit": "in"}, "amount"),
            "That is above the knees: 40 at most.",
        ),
        ("chair-stand", {"amount": "9", "day": "2026-03-05"}, "day", "That day is still to come."),
    ],
)
def test_wrong_input_is_refused_beside_the_field_and_kept(
    as_ana, noon, test, figures, field, message
):
    answer = as_ana.post(f"/history/tests/{test}/", sent() | figures)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert dict(form.errors) == {field: [message]}
    assert {name: form[name].value() for name in figures} == figures
    assert SelfTestResult.objects.count() == 0


def test_result_is_corrected_removed_and_put_back(ana, as_ana, noon):
    result = done(ana, noon, "chair-stand", 12)
    url = f"/history/tests/results/{result.pk}/"

    corrected = as_ana.post(url, sent(amount="13") | {"day": "2026-03-01"})
    as_ana.post(f"{url}remove/")
    removed = words(as_ana.get("/history/tests/chair-stand/"))
    as_ana.post(f"{url}restore/")
    restored = words(as_ana.get("/history/tests/chair-stand/"))

    assert corrected["Location"] == "/history/tests/chair-stand/"
    assert "Removed: 1 Mar 2026, 13 stands" in removed
    assert "Nothing yet." in removed
    assert "<td>13 stands</td>" in restored
    assert "Removed:" not in restored


def test_a_page_shows_its_trend_as_a_chart_and_as_a_table(ana, as_ana, noon, library):
    for ago, (left, right) in {60: (22, 25), 30: (26, 25), 0: (31, 24)}.items():
        measured = Measured(unit="seconds", left=Decimal(left), right=Decimal(right))
        day = DAY - timedelta(days=ago)
        actions.record_result(
            user=ana, key=new_key(), test="one-leg", day=day, measured=measured, now=noon
        )

    page = words(as_ana.get("/history/tests/one-leg/"))

    said = (
        "One-leg stand: 3 results, from 22 s, left · 25 s, right to 31 s, left · 24 s, right. All "
        "of them are in the table below."
    )
    assert f'<desc id="trend-chart-words">{said}</desc>' in page
    assert page.count("<polyline") == 2
    assert page.count("<td>") == 3


@pytest.mark.parametrize(
    ("age", "sex", "stands", "expected", "missing"),
    [
        ("60-64", "woman", 11, "fewer than 12 is below average", "no honest norm"),
        ("60-64", "woman", 11, "Mention it to your doctor. It is no diagnosis", "no honest norm"),
        ("60-64", "woman", 12, "the middle half reaches 12 to 17", "Mention it"),
        ("50-59", "woman", 5, "Under 60 there is no honest norm", "Mention it"),
        ("60-64", "", 5, "With your age a norm can stand here", "Mention it"),
        ("", "", 5, "With your age a norm can stand here", "Mention it"),
    ],
)
def test_norm_of_the_chair_stand(ana, as_ana, noon, age, sex, stands, expected, missing):
    actions.say_norm_group(user=ana, age=age, sex=sex, today=DAY)
    done(ana, noon, "chair-stand", stands)

    page = words(as_ana.get("/history/tests/chair-stand/"))

    assert (expected in page, missing in page) == (True, False)


def test_age_and_sex_are_optional_and_erased(ana, as_ana):
    said = as_ana.post("/history/tests/about-you/", {"age": "70-74", "sex": ""})
    kept = list(NormGroup.objects.of(ana).values_list("age", "sex"))
    page = words(as_ana.get("/history/tests/one-leg/"))
    as_ana.post("/history/tests/about-you/", {"age": "", "sex": ""})

    assert (said.status_code, kept) == (302, [("70-74", "")])
    assert "70 to 74: the best of three tries was 21 seconds on average." in page
    assert NormGroup.objects.count() == 0


def test_activities_are_named_once_and_then_scored(ana, as_ana):
    unnamed = words(as_ana.get("/history/tests/activities/"))
    refused = as_ana.post("/history/tests/activities/names/", {"second": "Sit"})
    named = as_ana.post("/history/tests/activities/names/", {"first": "Walk", "second": "Sit"})
    form = as_ana.get("/history/tests/activities/").context["form"]

    assert "Name your activities" in unnamed
    assert (refused.status_code, dict(refused.context["form"].errors)) == (
        422,
        {"first": ["Name at least one."]},
    )
    assert named["Location"] == "/history/tests/activities/"
    assert ThreeActivities.objects.get().names == ["Walk", "Sit"]
    assert [field.label for field in form.visible_fields()] == ["Walk", "Sit", "On which day?"]


@pytest.mark.parametrize(
    ("answers", "test", "expected", "has_timer"),
    [
        ({}, "one-leg", None, True),
        ({"F1": "yes"}, "one-leg", "Do it beside a worktop only", True),
        ({"F1": "yes"}, "side-plank", None, True),
        ({"J1": "knee"}, "side-plank", "Better left out for now", False),
        ({"J1": "knee"}, "one-leg", None, True),
    ],
)
def test_cautions_are_said_on_the_page(
    ana, as_ana, noon, library, answers, test, expected, has_timer
):
    builders.answered(ana, noon, **answers)

    page = words(as_ana.get(f"/history/tests/{test}/"))

    notes = ["Do it beside a worktop only", "Better left out for now", "Better left for another"]
    assert [each for each in notes if each in page] == ([expected] if expected else [])
    assert ('id="timer"' in page) is has_timer
    assert 'name="key"' in page


def test_without_consent_a_result_leads_to_the_agreement(noon, client):
    cy = builders.person("cy", checked=False)
    client.force_login(cy)

    posts = {
        "/history/tests/chair-stand/": sent(amount="12"),
        "/history/tests/chair-stand/skip/": {},
        "/history/tests/about-you/": {"age": "60-64"},
        "/history/tests/activities/names/": {"first": "Walk"},
    }

    assert {client.post(url, data)["Location"] for url, data in posts.items()} == {
        "/start-check/agreement/"
    }
    assert SelfTestResult.objects.count() == 0


def test_queries_stay_the_same_with_three_results(
    ana, as_ana, noon, library, django_assert_num_queries
):
    def look():
        with django_assert_num_queries(11):
            as_ana.get("/history/tests/chair-stand/")
        with django_assert_num_queries(7):
            as_ana.get("/history/tests/")

    done(ana, noon, "chair-stand", 12, ago=90)
    look()
    for ago in (60, 30):
        done(ana, noon, "chair-stand", 12, ago=ago)
    look()


def test_mean_pain_needs_no_typing(ana, as_ana, noon):
    for ago, pain in enumerate([2, 2, 2, 3, 3, 3, 3, 5, 5, 5]):
        day = DAY - timedelta(days=ago)
        record_morning(user=ana, day=day, pain=pain, sore=False, today=DAY, now=noon)

    page = words(as_ana.get("/history/tests/"))

    assert "<strong>2.6 of 10</strong> after 5 in the seven days before." in page
    assert "That is a change worth the name." in page
    assert '<desc id="mornings-chart-words">2 weeks, from 3.9 to 2 of 10.' in page
