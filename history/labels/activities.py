"""Activities in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from history.models import Activity, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACTIVITIES: Mapping[Kind, "StrOrPromise"] = {
    Kind.WALK: _("Walk"),
    Kind.PHYSIOTHERAPY: _("Physiotherapy"),
    Kind.GENTLE: _("Gentle day"),
    Kind.OTHER: _("Something else"),
}


def activity_words(activity: Activity) -> str:
    """Return what an activity was: "Walk, 40 min"."""
    name = str(ACTIVITIES[Kind(activity.kind)])
    if activity.minutes is None:
        return name
    return _now("%(name)s, %(minutes)d min") % {"name": name, "minutes": activity.minutes}
