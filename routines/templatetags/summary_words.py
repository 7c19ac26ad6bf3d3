"""The result of a session, in words."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.vocabulary import Measure
from routines.facts.summary import DoneItem
from routines.planning.comparison import Better

register = template.Library()


@register.filter
def gain_words(done: DoneItem) -> str:
    """Return what increased in an exercise: "more weight", "less help", "3 repetitions more"."""
    if done.gain is None:
        return ""
    if done.gain.better == Better.LOAD:
        return _("less help") if done.item.load_helps else _("more weight")
    more = done.gain.now - done.gain.before
    if done.item.measure == Measure.REPS:
        words = ngettext("%(more)d repetition more", "%(more)d repetitions more", more)
    else:
        words = ngettext("%(more)d second more", "%(more)d seconds more", more)
    return words % {"more": more}


@register.filter
def whole_minutes(took: timedelta) -> int:
    """Return a length of time in whole minutes, at least one."""
    return max(1, round(took.total_seconds() / 60))
