"""Compiled templates, beside Django's own."""

import pytest
from django.template.loader import render_to_string
from jinja2 import DictLoader

from exercises.vocabulary import Caution
from routines.compiled import environment, render
from tests import builders

pytestmark = pytest.mark.django_db
CARE = {"allowed": {"care": {"cautions": set(Caution)}}}


@pytest.fixture
def items(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return list(builders.session(ana, noon).items.select_related("exercise"))


def compiled(name, **values) -> str:
    return " ".join(render(name, {"csrf_token": "token", **values}).split())


def plain(name, **values) -> str:
    return " ".join(render_to_string(name, values).split())


def test_partials_that_both_kinds_of_templates_have_say_the_same(items):

    ours, theirs = [], []
    for item in items:
        ours += [
            compiled("routines/_dose.jinja.html", item=item),
            compiled("routines/_modification.jinja.html", item=item, **CARE),
        ]
        changes = {"exercise": item.exercise, "cautions": set(Caution)}
        theirs += [
            plain("routines/_dose.html", dose=item),
            plain("routines/_modification.html", **changes),
        ]

    assert len(set(ours)) > 10
    assert ours == theirs


def test_compiled_template_escapes_what_people_write(items):
    item = items[0]
    item.exercise_name = '<b>"Squat"</b>'

    page = compiled("routines/_ticks.jinja.html", cards=[{"item": item}], **CARE)

    assert "<b>" not in page
    assert 'data-name="&lt;b&gt;&#34;Squat&#34;&lt;/b&gt;"' in page


def test_forms_of_a_compiled_template_keep_the_view(items):
    values = {"item": items[0], "session": items[0].session}

    fields = '<input type="hidden" name="csrfmiddlewaretoken" value="token">'
    view = '<input type="hidden" name="view" value="one"><input type="hidden" name="at" value="3">'
    whole = compiled("routines/_trouble.jinja.html", **values)
    one = compiled("routines/_trouble.jinja.html", one=True, at=3, **values)
    assert (fields in whole, 'name="view"' in whole) == (True, False)
    assert f"{fields}{view}" in one


PARTS = {
    "page": (
        "{% set name = 'whole' %}\n"
        "{% for each in days %}\n"
        '{% include "part" %}\n'
        "{{ name }};\n"
        "{% endfor %}\n"
        '<p>{% include "icon.svg" %} {{ name }}</p>\n'
    ),
    "part": (
        "{# each: a day #}\n"
        "{% set name = each %}\n"
        "{{ name }} of {{ plan }}\n"
        '{% include "icon.svg" %}\n'
    ),
    "icon.svg": "<svg>\n  <path/>\n</svg>\n",
}


def page(*, auto_reload):
    made = environment(loader=DictLoader(PARTS), auto_reload=auto_reload, autoescape=True)
    return made.get_template("page").render(days=["Mon", "Tue"], plan="the plan")


def test_included_templates_become_a_part_and_show_what_an_include_shows():
    """In DEBUG they stay includes, so that a change of one shows at once."""
    assert page(auto_reload=False) == page(auto_reload=True)
    assert page(auto_reload=False).split(";") == [
        "Mon of the plan\n<svg>\n<path/>\n</svg>whole",
        "\nTue of the plan\n<svg>\n<path/>\n</svg>whole",
        "\n<p><svg>\n<path/>\n</svg> whole</p>",
    ]


def test_no_template_is_included_while_a_page_is_rendered(monkeypatch):
    """Each include would make a context; only a name that isn't known before stays one."""
    made = environment(loader=DictLoader(PARTS), auto_reload=False, autoescape=True)
    template = made.get_template("page")
    monkeypatch.delitem(PARTS, "part")

    assert "Mon of the plan" in template.render(days=["Mon"], plan="the plan")
