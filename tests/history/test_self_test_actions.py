"""Recording tests, correcting them, taking them back; and what they say then and now."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from history import actions
from history.facts.self_tests import self_tests_gone_up
from history.models import NormGroup, SelfTestResult, SkippedTest, ThreeActivities
from history.planning.self_tests import Measured
from routines.actions import withdraw_consent
from routines.actions.session import KeyTaken
from routines.facts.consent import NotAgreed
from tests import builders
from tests.exchange.files import stored

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


def seconds(left=None, right=None):
    return Measured(unit="seconds", left=left, right=right)


def done(user, noon, test, measured, *, ago=0, key=None):
    """Record a test that was done `ago` days before 4 March 2026."""
    return actions.record_result(
        user=user,
        key=key or new_key(),
        test=test,
        day=DAY - timedelta(days=ago),
        measured=measured,
        now=noon,
    )


def stands(amount):
    return Measured(unit="stands", amount=Decimal(amount))


def said(found):
    """The compared figures as plain values: test, side, then, now."""
    return [(each.test.value, each.now.side.value, each.before, each.now.amount) for each in found]


def test_a_result_that_is_sent_twice_is_written_once(ana, noon):
    key = new_key()

    first = done(ana, noon, "chair-stand", stands(12), key=key)
    again = done(ana, noon, "chair-stand", stands(99), key=key)

    assert (again.pk, again.amount) == (first.pk, Decimal(12))
    assert SelfTestResult.objects.count() == 1


def test_a_key_of_somebody_else_or_of_another_test_is_refused(ana, bo, noon):
    key = done(ana, noon, "chair-stand", stands(12)).pk

    for user, test in ((bo, "chair-stand"), (ana, "confidence")):
        with pytest.raises(KeyTaken):
            done(user, noon, test, stands(9), key=key)

    assert SelfTestResult.objects.get().amount == 12


def test_a_result_is_corrected_taken_back_and_brought_back(ana, noon):
    result = done(ana, noon, "chair-stand", stands(12))

    actions.correct_result(result=result, day=DAY - timedelta(days=2), measured=stands(13))
    actions.remove_result(result=result, now=noon)
    gone = SelfTestResult.objects.of(ana).standing().count()
    actions.restore_result(result=result)

    kept = SelfTestResult.objects.of(ana).standing().get()
    assert (gone, kept.day, kept.amount) == (0, date(2026, 3, 2), 13)


def test_without_consent_nothing_is_written(noon, db):
    user = builders.person("cy", checked=False)
    verbs = [
        lambda: done(user, noon, "chair-stand", stands(12)),
        lambda: actions.skip_test(user=user, test="chair-stand", today=DAY),
        lambda: actions.name_activities(user=user, names=["Walk"], are_others=False, today=DAY),
        lambda: actions.say_norm_group(user=user, age="60-64", sex="woman", today=DAY),
    ]

    for verb in verbs:
        with pytest.raises(NotAgreed):
            verb()

    models = (SelfTestResult, SkippedTest, ThreeActivities, NormGroup)
    assert [model.objects.count() for model in models] == [0, 0, 0, 0]


def test_withdrawn_consent_and_the_download_know_every_row_of_a_test(ana, bo, noon):
    for user in (ana, bo):
        actions.name_activities(user=user, names=["Walk", "Sit"], are_others=False, today=DAY)
        scores = Measured(unit="points", amount=Decimal(4), tries={"scores": [3, 5]})
        done(user, noon, "activities", scores)
        actions.skip_test(user=user, test="fingertip", today=DAY)
        actions.say_norm_group(user=user, age="60-64", sex="woman", today=DAY)
    names = ("ThreeActivities", "NormGroup", "SelfTestResult", "SkippedTest")
    before = [len(stored(ana)[name]) for name in names]

    withdraw_consent(user=ana, now=noon)

    assert before == [1, 1, 1, 1]
    assert [len(stored(ana)[name]) for name in names] == [0, 0, 0, 0]
    assert [len(stored(bo)[name]) for name in names] == [1, 1, 1, 1]


def test_names_of_activities_are_corrected_or_begin_anew(ana, noon):
    def name(*names, are_others=False):
        return actions.name_activities(user=ana, names=names, are_others=are_others, today=DAY)

    first = name("Put on sox", "Walk the dog")
    corrected = name("Put on socks", "Walk the dog")
    others = name("Garden", are_others=True)

    assert corrected.pk == first.pk
    assert corrected.names == ["Put on socks", "Walk the dog"]
    assert (others.pk == first.pk, others.names) == (False, ["Garden"])


def test_age_and_sex_are_said_again_and_erased(ana, noon):
    def say(age, sex):
        actions.say_norm_group(user=ana, age=age, sex=sex, today=DAY)
        return list(NormGroup.objects.of(ana).values_list("age", "sex"))

    assert say("60-64", "woman") == [("60-64", "woman")]
    assert say("65-69", "") == [("65-69", "")]
    assert say("", "") == []


def test_scores_of_other_activities_are_not_compared(ana, noon):
    def score(*scores, ago):
        mean = Decimal(sum(scores)) / len(scores)
        tries = {"scores": list(scores)}
        done(ana, noon, "activities", Measured(unit="points", amount=mean, tries=tries), ago=ago)

    def name(*names, are_others=False):
        actions.name_activities(user=ana, names=names, are_others=are_others, today=DAY)

    name("Walk")
    score(1, ago=80)
    name("Garden", are_others=True)
    score(3, ago=60)
    score(6, ago=2)

    found = self_tests_gone_up(ana, DAY - timedelta(days=30), DAY)

    assert said(found) == [("activities", "", 3, 6)]
    assert [each.is_change for each in found] == [True]


@pytest.mark.parametrize(
    ("test", "figures", "expected"),
    [
        # (days ago, figure): the last before the month, and the newest since
        ("chair-stand", [(80, 20), (40, 12), (10, 13), (2, 15)], [("chair-stand", "", 12, 15)]),
        ("chair-stand", [(40, 12), (2, 14)], []),  # no more than chance
        ("chair-stand", [(40, 15), (2, 12)], []),
        ("chair-stand", [(80, 12), (40, 16)], []),  # nothing since
        ("chair-stand", [(20, 12), (2, 16)], [("chair-stand", "", 12, 16)]),
        ("back-extension", [(40, 60), (2, 61)], [("back-extension", "", 60, 61)]),
        ("fingertip", [(40, 10), (2, 4)], [("fingertip", "", 10, 4)]),
        ("fingertip", [(40, 4), (2, 10)], []),
        ("chair-stand", [(500, 5), (2, 16)], []),  # more than a year between
    ],
)
def test_what_went_up_since_a_month(ana, noon, test, figures, expected):
    unit = {"chair-stand": "stands", "fingertip": "cm"}.get(test, "seconds")
    for ago, amount in figures:
        done(ana, noon, test, Measured(unit=unit, amount=Decimal(amount)), ago=ago)

    assert said(self_tests_gone_up(ana, DAY - timedelta(days=30), DAY)) == expected


def test_what_went_up_compares_sides_and_units_and_takes_one_query(
    ana, bo, noon, django_assert_num_queries
):
    done(ana, noon, "one-leg", seconds(22, 25), ago=60)
    done(ana, noon, "one-leg", seconds(31, 24), ago=2)
    done(ana, noon, "fingertip", Measured(unit="cm", amount=Decimal(20)), ago=60)
    done(ana, noon, "fingertip", Measured(unit="in", amount=Decimal(6)), ago=2)
    removed = done(ana, noon, "one-leg", seconds(45, 45))
    actions.remove_result(result=removed, now=noon)
    done(bo, noon, "one-leg", seconds(1, 1), ago=60)

    with django_assert_num_queries(1):
        found = self_tests_gone_up(ana, DAY - timedelta(days=30), DAY)

    assert said(found) == [
        ("one-leg", "left", 22, 31),
        ("fingertip", "", Decimal("7.9"), 6),
    ]
