"""A refused form: each field with its reason, and the focus at the first of them."""

import re

import pytest
from django import forms

pytestmark = pytest.mark.without_database


class Meal(forms.Form):
    dish = forms.CharField()
    when = forms.ChoiceField(choices=[("now", "now"), ("later", "later")], widget=forms.RadioSelect)
    guests = forms.IntegerField()
    is_late = forms.BooleanField()


@pytest.mark.parametrize(
    ("data", "focused"),
    [
        (None, []),
        ({}, ["dish"]),
        ({"dish": "soup", "when": "now"}, ["guests"]),
        ({"dish": "soup", "when": "now", "guests": "4"}, ["is_late"]),
        # Its first choice may not be the one that was typed: what a group lacks stands beside it.
        ({"dish": "soup"}, []),
        ({"dish": "soup", "when": "now", "guests": "4", "is_late": "on"}, []),
    ],
)
def test_first_refused_field_alone_has_the_focus(data, focused):
    shown = str(Meal(data))

    inputs = re.findall(r'<input [^>]*name="(\w+)"([^>]*)>', shown)
    assert [name for name, attributes in inputs if "autofocus" in attributes] == focused


def test_refused_field_names_its_reason():
    shown = str(Meal({}))

    [dish] = re.findall(r'<input [^>]*name="dish"[^>]*>', shown)
    assert 'aria-invalid="true"' in dish
    assert 'aria-describedby="id_dish_error"' in dish
    assert '<ul class="errorlist" id="id_dish_error">' in shown
