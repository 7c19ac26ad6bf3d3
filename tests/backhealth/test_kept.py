"""Parts of pages that are rendered once."""

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.utils.translation import override


def shown(template, **values):
    return template.render(Context(values))


def test_part_is_rendered_once_for_each_value_and_language():
    template = Template("{% load kept %}{% kept place %}{{ place }} {{ times }}{% endkept %}")

    found = [shown(template, place=place, times=n) for n, place in enumerate(["a", "b", "a"])]
    with override("de"):
        found.append(shown(template, place="a", times=3))

    assert found == ["a 0", "b 1", "a 0", "a 3"]


def test_parts_beside_each_other_are_kept_apart():
    template = Template(
        "{% load kept %}{% kept %}{{ a }}{% endkept %}{% kept %}{{ b }}{% endkept %}"
    )

    assert shown(template, a="first ", b="second") == "first second"


def test_part_that_a_page_could_replace_is_refused():
    with pytest.raises(TemplateSyntaxError, match="it has no block"):
        engines["django"].from_string(
            "{% load kept %}{% kept %}{% block a %}{% endblock %}{% endkept %}"
        )
