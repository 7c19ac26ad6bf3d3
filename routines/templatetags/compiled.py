"""Compiled templates (routines/compiled.py) in the others."""

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from routines.compiled import render

register = template.Library()


@register.simple_tag(takes_context=True)
def compiled(context: Context, name: str, **more: Any) -> SafeString:
    """Show a compiled template, with the values that this template has, and `more`."""
    values = cast("dict[str, Any]", context.flatten())
    return render(name, {**values, **more})
