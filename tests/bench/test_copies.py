"""Copies of a person in the database: the same plan and log, under keys of their own."""

from bench import copies, people
from routines.models import Plan, SessionItem, SetLog, other_side


def test_copies_have_the_rows_of_the_original_under_their_own_keys(library, noon):
    original = people.veteran(weeks=2, now=noon)

    made = copies.copies_of(original, [1, 2])

    for model in copies.COPIED:
        fields = model._meta.concrete_fields
        plain = [each.name for each in fields if not (each.primary_key or each.is_relation)]
        rows = list(model.objects.of(original).order_by("pk").values(*plain))
        for each in made:
            assert list(model.objects.of(each.person).order_by("pk").values(*plain)) == rows


def test_copied_rows_refer_to_rows_of_the_same_copy(library, noon):
    original = people.veteran(weeks=2, now=noon)

    [copy] = copies.copies_of(original, [7])

    logs = SetLog.objects.of(original).select_related("item")
    copied = {each.pk: each for each in SetLog.objects.of(copy.person).select_related("item")}
    assert {copy.key(each.pk) for each in logs} == set(copied)
    for each in logs:
        twin = copied[copy.key(each.pk)]
        assert twin.item_id == copy.key(each.item_id)
        assert twin.item.session_id == copy.key(each.item.session_id)
        assert twin.item.user_id == copy.person.pk
    swapped = SessionItem.objects.of(copy.person).exclude(instead_of=None)
    assert set(swapped.values_list("instead_of__user", flat=True)) == {copy.person.pk}


def test_halves_of_an_alternating_set_stay_together(library, noon):
    original = people.veteran(weeks=1, now=noon)
    key = SetLog.objects.of(original).first().pk

    [copy] = copies.copies_of(original, [3])

    assert copy.key(other_side(key)) == other_side(copy.key(key))


def test_numbers_taken_are_those_under_which_a_row_would_be_its_own_copy(library, noon):
    original = people.veteran(weeks=1, now=noon)
    plan = Plan.objects.of(original).get()

    taken = copies.numbers_taken(original)

    own = [
        number
        for number in taken
        if copies.Copy(person=original, number=number).key(plan.pk) == plan.pk
    ]
    assert len(own) == 1
    assert len(taken) > 100
