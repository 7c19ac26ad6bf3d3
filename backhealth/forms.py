"""Render forms by Jinja, which takes a quarter of the time (docs/decisions/0021)."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.template import engines

COMPILED = "django/forms/"


class Renderer(TemplatesSetting):
    """The renderer of settings.FORM_RENDERER: the templates of forms, fields and Django's own
    widgets are Jinja's, some of them ours (templates/compiled/); all others are Django's."""

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith(COMPILED):
            return engines["forms"].get_template(template_name)
        return super().get_template(template_name)
