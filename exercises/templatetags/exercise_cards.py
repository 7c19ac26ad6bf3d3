"""The card of an exercise, as lists show it."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from backhealth.page_memory import kept_text, page_key
from exercises.models import Exercise

register = template.Library()

CARD = "exercises/_card.html"


@register.simple_tag
def exercise_card(exercise: Exercise) -> SafeString:
    """Show an exercise as a card that leads to its page.

    A card of the library is the same in every search, so it is rendered once and kept in memory
    (decision 22); a person's own isn't kept.
    """
    if exercise.is_own:
        return render_to_string(CARD, {"exercise": exercise})
    key = f"card.{page_key(exercise.slug, exercise.digest)}"
    html = kept_text(key, lambda: render_to_string(CARD, {"exercise": exercise}))
    return mark_safe(html)  # noqa: S308
